"""The encoders that a project uses now: the pretrained ones, or one of them fine-tuned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from siamdesk.encoders.registry import EncoderSpec
from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.embedder import Embedder
from siamdesk.engine.learning_settings import choice_title, encoder_ids
from siamdesk.engine.messages import VersionFiles
from siamdesk.engine.model_messages import DEFAULT
from siamdesk.engine.unseen_scores import check_unseen, encoders_among
from siamdesk.errors import EncoderError
from siamdesk.project.cache import EmbeddingCache
from siamdesk.project.store import Project
from siamdesk.project.values import ModelVersion


@dataclass(frozen=True, slots=True)
class ActiveEncoders:
    """Loaded encoders, and which model version they are."""

    choice: str
    """The value of the setting `SettingKey.ENCODER` that they stand for."""
    embedder: Embedder
    version: ModelVersion | None
    """None when all are pretrained."""
    problem: str
    """Why what was chosen could not be used, for the inspector; else empty."""

    @property
    def title(self) -> str:
        """For people, e.g. ``Lite0 (fine-tuned) + TinyViT``."""
        return title_of([e.spec for e in self.embedder.encoders], self.version)


def title_of(encoders: Sequence[EncoderSpec], version: ModelVersion | None) -> str:
    """What encoders are called when one of them is of this version."""
    tuned = None if version is None else version.encoder
    return " + ".join(f"{e.title} (fine-tuned)" if e.id == tuned else e.title for e in encoders)


def active_version(project: Project) -> ModelVersion | None:
    """The tuned encoder that the project is to use, or None."""
    return next((v for v in project.model_versions() if v.active), None)


def files_of(version: ModelVersion) -> VersionFiles:
    """Whether the files of a version are as they were saved; takes milliseconds."""
    # Its imports take none of the time that Keras takes.
    from siamdesk.encoders.tuned_files import check_tuned

    if not version.folder.is_dir():
        return VersionFiles.MISSING
    try:
        check_tuned(version.folder)
        check_unseen(version.folder)
    except EncoderError:
        return VersionFiles.DAMAGED
    return VersionFiles.FINE


def choice_of(version: ModelVersion) -> str:
    """The encoders that a version was tuned among, as the setting names them.

    Raises:
        EncoderError: its files are missing or damaged.

    """
    files = files_of(version)
    if files is not VersionFiles.FINE:
        raise EncoderError(
            f"Model version {version.id} can't be used: its files in "
            f"{version.folder.parent.name}/{version.folder.name} are {files.value}. "
            "Go back to another version, or fine-tune again."
        )
    return encoders_among(version.folder)


def load_encoders(
    choice: str, version: ModelVersion | None, cache: EmbeddingCache
) -> ActiveEncoders:
    """Load what was chosen; without the files of the version, or of the encoder, what is there.

    The project keeps its choice: the files may come back.

    Raises:
        EncoderError: the shipped encoders are missing or damaged.

    """
    try:
        return load_version(choice, version, cache)
    except EncoderError as error:
        if version is not None:
            fallback = load_encoders(choice, None, cache)
            problem = f"{error} The pretrained encoder is used instead."
            return replace(fallback, problem=fallback.problem or problem)
        if choice == DEFAULT:
            raise
        fallback = load_version(DEFAULT, None, cache)
        problem = f"{error} Until then {fallback.title} is used; the project keeps its choice."
        return replace(fallback, problem=problem)


def load_version(
    choice: str, version: ModelVersion | None, cache: EmbeddingCache
) -> ActiveEncoders:
    """Load exactly these encoders, one of them as it is in this version.

    Raises:
        EncoderError: files are missing or damaged, or the version was tuned among other encoders.

    """
    if version is None:
        pretrained = [Encoder.load(encoder_id) for encoder_id in encoder_ids(choice)]
        return ActiveEncoders(choice, Embedder(pretrained, cache), None, "")
    from siamdesk.encoders.tuned_files import load_tuned

    if (among := choice_of(version)) != choice:
        raise EncoderError(
            f"Model version {version.id} was tuned for {choice_title(among)}, and "
            f"the project uses {choice_title(choice)}. Choose the version again to use both."
        )
    tuned = load_tuned(version.folder)
    encoders = [
        tuned if encoder_id == version.encoder else Encoder.load(encoder_id)
        for encoder_id in encoder_ids(choice)
    ]
    return ActiveEncoders(choice, Embedder(encoders, cache), version, "")
