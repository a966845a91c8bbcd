"""The engine: learn, rank, explain, fine-tune and export for one project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.active_encoders import (
    ActiveEncoders,
    active_version,
    choice_of,
    load_encoders,
    load_version,
)
from siamdesk.engine.advice import summarise, what_is_missing
from siamdesk.engine.blas import one_thread
from siamdesk.engine.embedder import Embedder, PhotoFile
from siamdesk.engine.learning_settings import (
    change_text,
    choices_to_keep,
    chosen_encoder,
    read_settings,
)
from siamdesk.engine.messages import LearningSummary
from siamdesk.engine.model_messages import LearningSettings
from siamdesk.engine.parts import Parts, known_photo
from siamdesk.engine.ranking import Fitted, rank, rank_examples
from siamdesk.engine.ranking_table import RankingTable
from siamdesk.engine.unreadable import UnreadablePhotos
from siamdesk.engine.unseen_scores import doubt_in_accuracy, unseen_examples
from siamdesk.errors import ImageError, NotEnoughExamplesError, ProjectError, StorageError
from siamdesk.fewshot.evaluation import Evaluation
from siamdesk.fewshot.heatmap import Contributions, why
from siamdesk.fewshot.model import fit_model
from siamdesk.progress import Progress, no_progress, split
from siamdesk.project.cache import EmbeddingCache
from siamdesk.project.models import version_by_id
from siamdesk.project.store import Project
from siamdesk.project.values import ModelVersion, Photo, ProjectSnapshot

STREAM_FROM = 64
"""Photos still to be embedded from which first rankings are published before all are known."""

OnTable = Callable[[RankingTable, int], None]
"""Receives rankings and the revision that they were made from."""


@dataclass(frozen=True, slots=True)
class LearnOutcome:
    """What learning gave; `summary` is None with too few examples, and `hint` says what to do."""

    revision: int
    summary: LearningSummary | None
    hint: str
    unreadable: tuple[tuple[int, str], ...]
    """(photo id, reason)"""


class Engine:
    """Runs the rooms for one project. Not thread-safe: one thread or process owns it.

    The store is the truth: every call reads the project afresh, so an engine may be thrown away and
    made anew at any time.
    """

    def __init__(self, path: Path) -> None:
        self.project = _opened(path)
        self.cache = EmbeddingCache(self.project.cache_folder)
        self._active: ActiveEncoders | None = None
        self._wanted: tuple[str, ModelVersion | None] | None = None
        self._unreadable = UnreadablePhotos()
        self.fitted: Fitted | None = None
        self._parts: Parts | None = None

    def close(self) -> None:
        """Let go of the project's files."""
        self.cache.close()
        self.project.close()

    @property
    def encoders(self) -> ActiveEncoders:
        """The encoders that were chosen, of the active model version; loaded on first use."""
        wanted = (chosen_encoder(self.project), active_version(self.project))
        if self._active is None or wanted != self._wanted:
            self._active, self._wanted = load_encoders(*wanted, self.cache), wanted
        return self._active

    @property
    def parts(self) -> Parts:
        """Looks at the parts of photos as the rankings on screen do; before there are any, anew."""
        embedder = self.encoders.embedder if self.fitted is None else self.fitted.embedder
        if self._parts is None or self._parts.embedder is not embedder:
            self._parts = Parts(embedder)
        return self._parts

    def learn(
        self, progress: Progress = no_progress, on_table: OnTable | None = None
    ) -> LearnOutcome:
        """Fit the head to the examples and rank every photo of the project.

        `on_table` receives rankings as they come: early ones while photos are still being looked
        at, then those of all photos.

        Raises:
            Cancelled: by `progress`; the former model, or an early one, stays in use.

        """
        with one_thread():
            return self._learn(progress, on_table or _ignore)

    def _learn(self, progress: Progress, publish: OnTable) -> LearnOutcome:
        progress(0.0, "Learning")
        snapshot = self.project.snapshot()
        active = self.encoders
        examples = [p for p in snapshot.photos if p.class_id is not None]
        inbox = [p for p in snapshot.photos if p.class_id is None]
        new = [
            len(active.embedder.missing(self._unreadable.to_try(photos)))
            for photos in (examples, inbox)
        ]
        first, second = split(progress, [n + 0.5 for n in new])
        self._look_at(active.embedder, examples, first)
        readable = _known(active.embedder, examples)
        if len({p.class_id for p in readable}) < 2:
            self.fitted = None
            self._look_at(active.embedder, inbox, second)
            hint = what_is_missing(snapshot.classes, readable)
            return LearnOutcome(snapshot.revision, None, hint, self._problems(snapshot))
        if new[1] > STREAM_FROM:
            # Good enough for first rankings and heatmaps while the rest is looked at.
            self.fitted = self._fit(snapshot, active, readable, ())
            self._stream(self.fitted, inbox, second, publish)
        else:
            self._look_at(active.embedder, inbox, second)
        known = _known(active.embedder, inbox)
        fitted = self._fit(snapshot, active, readable, known)
        self.fitted = fitted
        publish(rank_examples(fitted), snapshot.revision)
        publish(_rank(fitted, known), snapshot.revision)
        summary, hint = summarise(fitted.model, snapshot.classes, active.title)
        hint = active.problem or doubt_in_accuracy(active.version, readable) or hint
        return LearnOutcome(snapshot.revision, summary, hint, self._problems(snapshot))

    def use_version(self, version_id: int | None, progress: Progress = no_progress) -> None:
        """Use this version of the encoder from now on; None is the pretrained one.

        It takes effect when it has looked at all photos, so that learning with it is quick; what it
        saw of them before comes from the cache. Have the engine learn again then. A version brings
        the encoders along that it was tuned among.

        Raises:
            Cancelled: by `progress`.
            EncoderError: its files are missing or damaged.
            ProjectError: there is no such version, or the project can't be written.
            In all these cases nothing was changed.

        """
        settings = read_settings(self.project)
        version = None
        if version_id is not None:
            version = version_by_id(self.project.model_versions(), version_id)
            settings = replace(settings, encoder=choice_of(version))
        self._use(settings, version, progress)

    def change_settings(self, settings: LearningSettings, progress: Progress = no_progress) -> None:
        """Learn in this way from now on; another encoder takes effect as in `use_version`.

        A fine-tuned encoder was tuned among the encoders that were chosen then: with others the
        pretrained one is used. Have the engine learn again.

        Raises:
            Cancelled: by `progress`.
            EncoderError: the encoder is not installed, or is damaged.
            ProjectError: the project can't be written.
            In all these cases nothing was changed.

        """
        stays = settings.encoder == chosen_encoder(self.project)
        self._use(settings, active_version(self.project) if stays else None, progress)

    def _use(
        self, settings: LearningSettings, version: ModelVersion | None, progress: Progress
    ) -> None:
        progress(0.0, "Loading the encoder")
        wanted = None if version is None else replace(version, active=True)
        before = read_settings(self.project)
        if (settings.encoder, wanted) != (before.encoder, active_version(self.project)):
            loaded = load_version(settings.encoder, wanted, self.cache)
            self._look_at(loaded.embedder, self.project.snapshot().photos, progress)
            self._active, self._wanted = loaded, (settings.encoder, wanted)
        self.project.choose_learning(
            choices_to_keep(settings),
            None if wanted is None else wanted.id,
            text=change_text(before, settings),
        )

    def explain(self, photo_id: int, class_id: int, against_id: int) -> Contributions:
        """Why one class and not another, for a photo of the project.

        Raises:
            NotEnoughExamplesError: nothing has been learnt yet, or not about these classes.
            ImageError: the photo can't be read any more.

        """
        fitted = self.need_model()
        known = fitted.class_ids.tolist()
        if class_id not in known or against_id not in known:
            raise NotEnoughExamplesError(
                "Both classes need an example before they can be compared."
            )
        photo = known_photo(self.project.snapshot(), photo_id)
        spatial = self.parts.of(photo).spatial
        return why(fitted.model, spatial, known.index(class_id), known.index(against_id))

    def explain_image(
        self, rgb: NDArray[np.uint8], class_: int, against: int | None
    ) -> Contributions:
        """Why the class at index `class_` and not the other, for what counts of any photo.

        `rgb` is [h, w, 3], framed already; the contributions lie over all of it.
        """
        fitted = self.need_model()
        spatial = [encoded.spatial[0] for encoded in fitted.embedder.maps(rgb)]
        return why(fitted.model, spatial, class_, against)

    def evaluation(self) -> Evaluation | None:
        """The honest score of the examples; None when no class has two."""
        return self.need_model().model.evaluation()

    def class_names(self) -> tuple[str, ...]:
        """The classes that the model knows, in the order of its indices."""
        return self.need_model().model.classes

    def readable_examples(self) -> list[Photo]:
        """The examples that the model was, or can be, fitted to."""
        return self.readable([p for p in self.project.snapshot().photos if p.class_id is not None])

    def readable(self, photos: Sequence[Photo]) -> list[Photo]:
        """Those of the photos that can be read; their features are at hand then."""
        embedder = self.encoders.embedder
        self._look_at(embedder, photos, no_progress)
        return _known(embedder, photos)

    def pretrained(self, photos: Sequence[Photo], progress: Progress) -> list[NDArray[np.float32]]:
        """Per encoder the features [n, d_e] of photos, as they were before any fine-tuning.

        Raises:
            Cancelled: by `progress`.
            ImageError: a photo can't be read any more.

        """
        active = self.encoders
        embedder = active.embedder
        if active.version is not None:
            embedder = load_version(active.choice, None, self.cache).embedder
        files = [PhotoFile(p.digest, p.path, p.framing) for p in photos]
        paths = {file.look: file.path for file in files}
        for problems in embedder.embed(files, progress):
            for look, reason in problems.items():
                raise ImageError(paths[look], reason)
        return embedder.pooled([file.look for file in files])

    def need_model(self) -> Fitted:
        """What was learnt last; raises `NotEnoughExamplesError` before that."""
        if self.fitted is None:
            raise NotEnoughExamplesError(
                "Nothing has been learnt yet. Add examples of at least two classes first."
            )
        return self.fitted

    def _look_at(self, embedder: Embedder, photos: Sequence[Photo], progress: Progress) -> None:
        for problems in embedder.embed(self._unreadable.to_try(photos), progress):
            self._unreadable.add(problems, photos)

    def _problems(self, snapshot: ProjectSnapshot) -> tuple[tuple[int, str], ...]:
        return self._unreadable.reasons(snapshot.photos)

    def _fit(
        self,
        snapshot: ProjectSnapshot,
        active: ActiveEncoders,
        readable: Sequence[Photo],
        inbox: Sequence[Photo],
    ) -> Fitted:
        taught = {p.class_id for p in readable}
        classes = [c for c in snapshot.classes if c.id in taught]
        index = {c.id: i for i, c in enumerate(classes)}
        embedder = active.embedder
        model = fit_model(
            embedder.pooled([p.look for p in readable]),
            np.array([index[p.class_id] for p in readable if p.class_id is not None]),
            [c.name for c in classes],
            roots=embedder.roots,
            turns=embedder.turns,
            groups=[p.group for p in readable],
            others=embedder.means([p.look for p in inbox]),
            unseen=unseen_examples(active.version, readable, classes),
        )
        return Fitted(
            model=model,
            class_ids=np.array([c.id for c in classes]),
            example_ids=np.array([p.id for p in readable]),
            embedder=embedder,
            version=active.version,
            revision=snapshot.revision,
        )

    def _stream(
        self, early: Fitted, inbox: Sequence[Photo], progress: Progress, publish: OnTable
    ) -> None:
        """Look at the inbox and publish rankings by an early model as the batches come."""
        waiting = list(inbox)
        for problems in early.embedder.embed(self._unreadable.to_try(inbox), progress):
            self._unreadable.add(problems, inbox)
            ready = _known(early.embedder, waiting)
            if ready:
                publish(_rank(early, ready), early.revision)
                done = {p.id for p in ready}
                waiting = [p for p in waiting if p.id not in done]


def _opened(path: Path) -> Project:
    """The project, for reading only where its folder can't be written."""
    try:
        return Project.open(path)
    except StorageError as error:
        try:
            return Project.open(path, read_only=True)
        except ProjectError:
            raise error from None


def _known(embedder: Embedder, photos: Sequence[Photo]) -> list[Photo]:
    """The photos whose features are at hand: all that were looked at and could be read."""
    return [p for p in photos if embedder.knows(p.look)]


def _rank(fitted: Fitted, photos: Sequence[Photo]) -> RankingTable:
    ids = np.array([p.id for p in photos], dtype=np.int64)
    return rank(fitted, ids, [p.look for p in photos])


def _ignore(table: RankingTable, revision: int) -> None:
    del table, revision
