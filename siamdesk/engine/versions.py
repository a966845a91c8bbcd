"""The encoders that a project can use: its model versions and the pretrained one."""

from __future__ import annotations

from pathlib import Path

from siamdesk.encoders.registry import DEFAULT_ENCODERS, encoder_spec
from siamdesk.engine.active_encoders import files_of, title_of
from siamdesk.engine.messages import VersionFiles, VersionState
from siamdesk.project.store import Project
from siamdesk.project.values import ModelVersion


def version_states(project: Project) -> tuple[VersionState, ...]:
    """Every encoder that the project can use, newest first; the pretrained one is the last.

    Reads the files of all versions, which takes some ten milliseconds for each, and loads none.
    """
    tuned = [_state(version) for version in reversed(project.model_versions())]
    pretrained = VersionState(
        version=None,
        encoder=_title(None),
        chosen=not any(state.chosen for state in tuned),
        in_use=not any(state.in_use for state in tuned),
        files=VersionFiles.FINE,
        size=0,
    )
    return (*tuned, pretrained)


def _state(version: ModelVersion) -> VersionState:
    files = files_of(version)
    return VersionState(
        version=version,
        encoder=_title(version),
        chosen=version.active,
        in_use=version.active and files is VersionFiles.FINE,
        files=files,
        size=_size(version.folder),
    )


def _title(version: ModelVersion | None) -> str:
    return title_of([encoder_spec(encoder_id) for encoder_id in DEFAULT_ENCODERS], version)


def _size(folder: Path) -> int:
    try:
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    except OSError:
        return 0  # files that go away meanwhile free nothing
