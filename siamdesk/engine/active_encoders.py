"""The encoders that a project uses now: the pretrained ones, or one of them fine-tuned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siamdesk.encoders.registry import DEFAULT_ENCODERS, EncoderSpec
from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.embedder import Embedder
from siamdesk.engine.messages import VersionFiles
from siamdesk.engine.unseen_scores import check_unseen
from siamdesk.errors import EncoderError
from siamdesk.project.cache import EmbeddingCache
from siamdesk.project.store import Project
from siamdesk.project.values import ModelVersion


@dataclass(frozen=True, slots=True)
class ActiveEncoders:
    """Loaded encoders, and which model version they are."""

    embedder: Embedder
    version: ModelVersion | None
    """None when all are pretrained."""
    problem: str
    """Why the active version could not be used, for the inspector; else empty."""

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


def load_encoders(version: ModelVersion | None, cache: EmbeddingCache) -> ActiveEncoders:
    """Load the encoders of a version; when its files are damaged, the pretrained ones.

    Raises:
        EncoderError: the shipped encoders are missing or damaged.

    """
    try:
        return load_version(version, cache)
    except EncoderError as error:
        if version is None:
            raise
        fallback = load_version(None, cache)
        problem = f"{error} The pretrained encoder is used instead."
        return ActiveEncoders(fallback.embedder, None, problem)


def load_version(version: ModelVersion | None, cache: EmbeddingCache) -> ActiveEncoders:
    """Load the encoders of exactly this version.

    Raises:
        EncoderError: its files, or the shipped encoders, are missing or damaged.

    """
    if version is None:
        pretrained = [Encoder.load(encoder_id) for encoder_id in DEFAULT_ENCODERS]
        return ActiveEncoders(Embedder(pretrained, cache), None, "")
    from siamdesk.encoders.tuned_files import load_tuned

    files = files_of(version)
    if files is not VersionFiles.FINE:
        raise EncoderError(
            f"Model version {version.id} can't be used: its files in "
            f"{version.folder.parent.name}/{version.folder.name} are {files.value}. "
            "Go back to another version, or fine-tune again."
        )
    tuned = load_tuned(version.folder)
    encoders = [
        tuned if encoder_id == version.encoder else Encoder.load(encoder_id)
        for encoder_id in DEFAULT_ENCODERS
    ]
    return ActiveEncoders(Embedder(encoders, cache), version, "")
