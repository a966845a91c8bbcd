"""The encoders that a project can use: its model versions and the pretrained one."""

from __future__ import annotations

import math
from pathlib import Path

from siamdesk.encoders.registry import encoder_spec
from siamdesk.engine.active_encoders import choice_of, files_of, title_of
from siamdesk.engine.learning_settings import choice_title, chosen_encoder, encoder_ids
from siamdesk.engine.messages import VersionFiles, VersionState
from siamdesk.engine.model_messages import DEFAULT
from siamdesk.project.learning_records import TuningTry
from siamdesk.project.store import Project
from siamdesk.project.values import ModelVersion


def version_states(project: Project) -> tuple[VersionState, ...]:
    """Every encoder that the project can use, newest first; the pretrained one is the last.

    Reads the files of all versions, which takes some ten milliseconds for each, and loads none.
    """
    tuned = [_state(version) for version in reversed(project.model_versions())]
    pretrained = VersionState(
        version=None,
        encoder=choice_title(chosen_encoder(project)),
        chosen=not any(state.chosen for state in tuned),
        in_use=not any(state.in_use for state in tuned),
        files=VersionFiles.FINE,
        size=0,
    )
    return (*tuned, pretrained)


def tuning_tries(project: Project) -> tuple[TuningTry, ...]:
    """Every fine-tuning that is known, newest first; of older versions only what they tell."""
    tries = project.tuning_tries()
    told = {tried.version_id for tried in tries}
    others = [_as_try(v) for v in project.model_versions() if v.id not in told]
    return tuple(sorted((*tries, *others), key=lambda tried: tried.at, reverse=True))


def _as_try(version: ModelVersion) -> TuningTry:
    before, after = version.accuracy_before, version.accuracy_after
    return TuningTry(
        at=version.created,
        examples=version.examples,
        loss=None,
        seed=None,
        seconds=None,
        log_loss_before=None,
        log_loss_after=None,
        accuracy_before=None if math.isnan(before) else before,
        accuracy_after=None if math.isnan(after) else after,
        version_id=version.id,
    )


def _state(version: ModelVersion) -> VersionState:
    files = files_of(version)
    return VersionState(
        version=version,
        encoder=_title(version, choice_of(version) if files is VersionFiles.FINE else DEFAULT),
        chosen=version.active,
        in_use=version.active and files is VersionFiles.FINE,
        files=files,
        size=_size(version.folder),
    )


def _title(version: ModelVersion, choice: str) -> str:
    return title_of([encoder_spec(encoder_id) for encoder_id in encoder_ids(choice)], version)


def _size(folder: Path) -> int:
    try:
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    except OSError:
        return 0  # files that go away meanwhile free nothing
