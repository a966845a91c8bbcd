"""The engine: learn, rank, explain, fine-tune and export for one project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder, device_name
from siamdesk.engine.embedder import Embedder, PhotoFile
from siamdesk.engine.messages import LearningSummary, RankingTable
from siamdesk.engine.ranking import Fitted, rank, rank_examples
from siamdesk.errors import ImageError, NotEnoughExamplesError, ProjectError
from siamdesk.fewshot.evaluation import Evaluation, evaluate
from siamdesk.fewshot.heatmap import Contributions, why
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.images.decode import read_image
from siamdesk.progress import Progress, no_progress, split
from siamdesk.project.cache import EmbeddingCache
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
        self.project = Project.open(path)
        self._cache = EmbeddingCache(path / "cache")
        self._version: int | None = None
        self._embedder: Embedder | None = None
        self._unreadable: dict[str, str] = {}
        self.fitted: Fitted | None = None

    def close(self) -> None:
        """Let go of the project's files."""
        self._cache.close()
        self.project.close()

    @property
    def device(self) -> str:
        """What inference runs on, for people."""
        return device_name()

    @property
    def embedder(self) -> Embedder:
        """The encoders of the active model version; loaded on first use."""
        active = next((v for v in self.project.model_versions() if v.active), None)
        wanted = None if active is None else active.id
        if self._embedder is None or wanted != self._version:
            encoders = [_load(encoder_id, active) for encoder_id in DEFAULT_ENCODERS]
            self._embedder = Embedder(encoders, self._cache)
            self._version = wanted
        return self._embedder

    @property
    def encoder_title(self) -> str:
        """The encoders in use, for people."""
        embedder = self.embedder
        tuned = next((v.encoder for v in self.project.model_versions() if v.active), None)
        return " + ".join(
            f"{e.spec.title} (fine-tuned)" if e.spec.id == tuned else e.spec.title
            for e in embedder.encoders
        )

    def learn(
        self, progress: Progress = no_progress, on_table: OnTable | None = None
    ) -> LearnOutcome:
        """Fit the head to the examples and rank every photo of the project.

        `on_table` receives rankings as they come: early ones while photos are still being looked
        at, then those of all photos.

        Raises:
            Cancelled: by `progress`; the former model stays in use.

        """
        # The systems are small: several threads only wait for each other, ten times over when the
        # machine is busy.
        with _blas().limit(limits=1, user_api="blas"):
            return self._learn(progress, on_table or _ignore)

    def _learn(self, progress: Progress, publish: OnTable) -> LearnOutcome:
        progress(0.0, "Learning")
        snapshot = self.project.snapshot()
        examples = [p for p in snapshot.photos if p.class_id is not None]
        inbox = [p for p in snapshot.photos if p.class_id is None]
        new = [len(self.embedder.missing(self._files(photos))) for photos in (examples, inbox)]
        first, second = split(progress, [n + 0.5 for n in new])
        self._look_at(examples, first)
        if len({p.class_id for p in self._readable(examples)}) < 2:
            self.fitted = None
            self._look_at(inbox, second)
            return self._outcome(snapshot, None)
        if new[1] > STREAM_FROM:
            early = self._fit(snapshot, examples, ())
            self._stream(early, inbox, second, publish)
        else:
            self._look_at(inbox, second)
        fitted = self._fit(snapshot, examples, self._readable(inbox))
        self.fitted = fitted
        publish(rank_examples(fitted), snapshot.revision)
        publish(self._rank(fitted, self._readable(inbox)), snapshot.revision)
        return self._outcome(snapshot, fitted.model)

    def explain(self, photo_id: int, class_id: int, against_id: int) -> Contributions:
        """Why one class and not another, for a photo of the project.

        Raises:
            NotEnoughExamplesError: nothing has been learnt yet, or not about these classes.
            ImageError: the photo can't be read any more.

        """
        fitted = self._need_model()
        known = fitted.class_ids.tolist()
        if class_id not in known or against_id not in known:
            raise NotEnoughExamplesError(
                "Both classes need an example before they can be compared."
            )
        photo = next((p for p in self.project.snapshot().photos if p.id == photo_id), None)
        if photo is None:
            raise ProjectError("The photo is no longer in the project.")
        return self.explain_image(
            read_image(photo.path), known.index(class_id), known.index(against_id)
        )

    def explain_image(
        self, rgb: NDArray[np.uint8], class_: int, against: int | None
    ) -> Contributions:
        """Why the class at index `class_` and not the other, for any photo [h, w, 3]."""
        _, spatial = self.embedder.maps(rgb)
        return why(self._need_model().model, spatial, class_, against)

    def rank_files(
        self, files: Sequence[PhotoFile], progress: Progress = no_progress
    ) -> tuple[RankingTable | None, dict[str, str]]:
        """Rank photos that need not be in the project.

        Returns the table, whose photo ids are indices into `files` (None if none could be read),
        and for each digest that could not be read the reason.
        """
        fitted = self._need_model()
        bad: dict[str, str] = {}
        for problems in self.embedder.embed(files, progress):
            bad.update(problems)
        good = [i for i, f in enumerate(files) if f.digest not in bad]
        if not good:
            return None, bad
        pooled = self.embedder.pooled([files[i].digest for i in good])
        return rank(fitted, np.array(good), fitted.model.space.embed(pooled)), bad

    def evaluation(self) -> Evaluation | None:
        """The honest score of the examples; None when no class has two."""
        return self._need_model().model.evaluation()

    def evaluate_files(
        self, photos: Sequence[tuple[Path, int]], progress: Progress = no_progress
    ) -> tuple[Evaluation | None, list[str]]:
        """Judge the model on (file, class index) pairs that are not in the project.

        Returns the figures, or None if no file could be read, and an error for each that could not.
        """
        model = self._need_model().model
        good, labels, errors = [], [], []
        for i, (path, label) in enumerate(photos):
            progress(i / len(photos), "Looking at photos")
            try:
                good.append(self.embedder.encode(self.embedder.prepare(path)[None]))
                labels.append(label)
            except ImageError as error:
                errors.append(str(error))
        if not good:
            return None, errors
        pooled = [np.concatenate(blocks) for blocks in zip(*good, strict=True)]
        p = model.probabilities(model.space.embed(pooled))
        return evaluate(p, np.array(labels), model.classes), errors

    def class_names(self) -> tuple[str, ...]:
        """The classes that the model knows, in the order of its indices."""
        return self._need_model().model.classes

    def readable_examples(self) -> list[Photo]:
        """The examples that the model was, or can be, fitted to."""
        snapshot = self.project.snapshot()
        examples = [p for p in snapshot.photos if p.class_id is not None]
        self._look_at(examples, no_progress)
        return self._readable(examples)

    def _need_model(self) -> Fitted:
        if self.fitted is None:
            raise NotEnoughExamplesError(
                "Nothing has been learnt yet. Add examples of at least two classes first."
            )
        return self.fitted

    def _look_at(self, photos: Sequence[Photo], progress: Progress) -> None:
        for problems in self.embedder.embed(self._files(photos), progress):
            self._unreadable.update(problems)

    def _files(self, photos: Sequence[Photo]) -> list[PhotoFile]:
        """The files to look at: one that could not be read is not tried at every change again."""
        return [PhotoFile(p.digest, p.path) for p in photos if p.digest not in self._unreadable]

    def _readable(self, photos: Sequence[Photo]) -> list[Photo]:
        gone = {f.digest for f in self.embedder.missing(self._files(photos))}
        gone.update(self._unreadable)
        return [p for p in photos if p.digest not in gone]

    def _fit(
        self, snapshot: ProjectSnapshot, examples: Sequence[Photo], inbox: Sequence[Photo]
    ) -> Fitted:
        readable = self._readable(examples)
        taught = {p.class_id for p in readable}
        classes = [c for c in snapshot.classes if c.id in taught]
        index = {c.id: i for i, c in enumerate(classes)}
        model = fit_model(
            self.embedder.pooled([p.digest for p in readable]),
            np.array([index[p.class_id] for p in readable if p.class_id is not None]),
            [c.name for c in classes],
            roots=self.embedder.roots,
            groups=[p.group for p in readable],
            others=self.embedder.pooled([p.digest for p in inbox]) if inbox else None,
        )
        return Fitted(
            model=model,
            class_ids=np.array([c.id for c in classes]),
            example_ids=np.array([p.id for p in readable]),
            revision=snapshot.revision,
        )

    def _rank(self, fitted: Fitted, photos: Sequence[Photo]) -> RankingTable:
        G = fitted.model.space.embed(self.embedder.pooled([p.digest for p in photos]))
        return rank(fitted, np.array([p.id for p in photos], dtype=np.int64), G)

    def _stream(
        self, early: Fitted, inbox: Sequence[Photo], progress: Progress, publish: OnTable
    ) -> None:
        """Look at the inbox and publish rankings by an early model as the batches come."""
        waiting = list(inbox)
        for problems in self.embedder.embed(self._files(inbox), progress):
            self._unreadable.update(problems)
            ready = self._readable(waiting)
            if ready:
                publish(self._rank(early, ready), early.revision)
                done = {p.id for p in ready}
                waiting = [p for p in waiting if p.id not in done]

    def _outcome(self, snapshot: ProjectSnapshot, model: FewShotModel | None) -> LearnOutcome:
        unreadable = tuple(
            (p.id, self._unreadable[p.digest])
            for p in snapshot.photos
            if p.digest in self._unreadable
        )
        counts = {c.id: 0 for c in snapshot.classes}
        for photo in snapshot.photos:
            if photo.class_id is not None:
                counts[photo.class_id] += 1
        empty = tuple(c.name for c in snapshot.classes if counts[c.id] == 0)
        if model is None:
            return LearnOutcome(snapshot.revision, None, _hint(counts), unreadable)
        evaluation = model.evaluation()
        summary = LearningSummary(
            examples=len(model.labels),
            classes=len(model.classes),
            classes_without_examples=empty,
            accuracy=None if evaluation is None else evaluation.balanced_accuracy,
            accuracy_low=None if evaluation is None else evaluation.balanced_low,
            accuracy_high=None if evaluation is None else evaluation.balanced_high,
            encoder=self.encoder_title,
        )
        return LearnOutcome(snapshot.revision, summary, _advice(counts), unreadable)


def _load(encoder_id: str, version: ModelVersion | None) -> Encoder:
    if version is None or version.encoder != encoder_id:
        return Encoder.load(encoder_id)
    from siamdesk.encoders.finetune import load_tuned

    return load_tuned(version.folder)


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _ignore(table: RankingTable, revision: int) -> None:
    del table, revision


def _hint(counts: dict[int, int]) -> str:
    if len(counts) < 2:
        return "Add at least two classes to start learning."
    return "Add a photo to at least two classes to start learning."


def _advice(counts: dict[int, int]) -> str:
    """What would help most now, or nothing."""
    fewest = min((n for n in counts.values() if n > 0), default=0)
    if fewest < 2:
        return "Add a second example to every class: only then can the accuracy be told."
    if fewest < 5:
        return "Five examples per class make the guesses much better."
    return ""
