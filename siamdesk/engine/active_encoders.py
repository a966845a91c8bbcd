"""The encoders that a project uses now: the pretrained ones, or one of them fine-tuned."""

from __future__ import annotations

from dataclasses import dataclass

from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.embedder import Embedder
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
        tuned = None if self.version is None else self.version.encoder
        return " + ".join(
            f"{e.spec.title} (fine-tuned)" if e.spec.id == tuned else e.spec.title
            for e in self.embedder.encoders
        )


def active_version(project: Project) -> ModelVersion | None:
    """The tuned encoder that the project is to use, or None."""
    return next((v for v in project.model_versions() if v.active), None)


def load_encoders(version: ModelVersion | None, cache: EmbeddingCache) -> ActiveEncoders:
    """Load the encoders of a version; when its files are damaged, the pretrained ones.

    Raises:
        EncoderError: the shipped encoders are missing or damaged.

    """
    if version is None:
        pretrained = [Encoder.load(encoder_id) for encoder_id in DEFAULT_ENCODERS]
        return ActiveEncoders(Embedder(pretrained, cache), None, "")
    from siamdesk.encoders.finetune import load_tuned

    try:
        tuned = load_tuned(version.folder)
        check_unseen(version.folder)
    except EncoderError as error:
        fallback = load_encoders(None, cache)
        problem = f"{error} The pretrained encoder is used instead."
        return ActiveEncoders(fallback.embedder, None, problem)
    encoders = [
        tuned if encoder_id == version.encoder else Encoder.load(encoder_id)
        for encoder_id in DEFAULT_ENCODERS
    ]
    return ActiveEncoders(Embedder(encoders, cache), version, "")
