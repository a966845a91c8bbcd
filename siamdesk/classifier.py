"""`FewShotClassifier`: SiamDesk's learning as a scikit-learn estimator."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from siamdesk.encoders.devices import Device
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.errors import NotEnoughExamplesError, SiamDeskError
from siamdesk.fewshot.evaluation import Evaluation
from siamdesk.fewshot.heatmap import colour_scale, why
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.images.decode import read_image
from siamdesk.images.heatmap import overlay
from siamdesk.images.resize import to_square
from siamdesk.progress import no_progress
from siamdesk.saved_classifier import SavedClassifier, read_classifier, write_classifier

FloatArray = NDArray[np.float32]
Photo = Path | str | NDArray[np.uint8]
"""A photo: the path of an image file, or RGB [h, w, 3] uint8."""
Photos = Sequence[Photo] | NDArray[np.uint8]

_BATCH = 64


@dataclass(frozen=True, slots=True)
class RankedClass:
    """One guess for one photo."""

    class_name: str
    probability: float
    example: Path | int
    """The nearest example of the class: its path, or its index among the examples."""
    similarity: float
    """Cosine to that example, in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Why a photo was taken for one class and not for another."""

    contributions: FloatArray
    """[h, w]; positive speaks for the class; they add up to `score`."""
    score: float
    """Score of the class less the score of `against`."""
    class_name: str
    against: str | None
    """The other class; None for the mean of all others."""
    photo: NDArray[np.uint8]
    """[H, W, 3], the photo."""

    def overlay(self, *, opacity: float = 1.0) -> NDArray[np.uint8]:
        """The heatmap over the grey photo: RGB [H, W, 3] uint8; orange for, blue against."""
        scale = colour_scale(self.contributions)
        return overlay(self.photo, self.contributions, scale=scale, opacity=opacity)


class FewShotClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Classify photos from 1 to 20 examples per class.

    A pretrained Siamese encoder embeds every photo; a closed-form head ranks the classes;
    probabilities are calibrated on out-of-fold scores (leave one per class out).

    Args:
        encoder: ``"default"`` (all bundled encoders together) or the id of one of them.
        device: ``"auto"``, ``"cpu"`` or ``"gpu"``: where fine-tuning runs. Photos are always
            embedded on the CPU.
        fine_tune: ``"never"``; ``"auto"`` tunes the encoder when there are enough examples, and
            keeps it only if an honest score did not fall (seconds to minutes); ``"always"`` fails
            when there are too few.
        random_state: seed of fine-tuning. Same seed, same machine: same result.

    Attributes:
        classes_: [C] class names, sorted.

    """

    def __init__(
        self,
        encoder: str = "default",
        device: Literal["auto", "cpu", "gpu"] = "auto",
        fine_tune: Literal["auto", "never", "always"] = "auto",
        random_state: int = 0,
    ) -> None:
        self.encoder = encoder
        self.device = device
        self.fine_tune = fine_tune
        self.random_state = random_state

    def fit(
        self, X: Photos, y: Sequence[str], groups: Sequence[str | None] | None = None
    ) -> FewShotClassifier:
        """Learn from photos X [n] of classes y [n]; a group is never split by a fold.

        Raises:
            NotEnoughExamplesError: fewer than two classes.
            ImageError: a photo can't be read; nothing was changed.

        """
        self._encoders_ = [Encoder.load(e) for e in self._encoder_ids()]
        self._tuned_folder_: Path | None = None
        squares = self._squares(X)
        pooled = self._pooled(squares)
        names = [_remembered(x, i) for i, x in enumerate(X)]
        self._learn(pooled, [str(c) for c in y], _listed(groups, len(names)), names)
        if self.fine_tune != "never":
            self._tune(squares)
        return self

    def partial_fit(
        self, X: Photos, y: Sequence[str], groups: Sequence[str | None] | None = None
    ) -> FewShotClassifier:
        """Add examples; the head is fitted anew in milliseconds, the encoder stays as it is."""
        if not hasattr(self, "model_"):
            return self.fit(X, y, groups)
        pooled = self._pooled(self._squares(X))
        start = len(self._names_)
        self._learn(
            [np.concatenate([a, b]) for a, b in zip(self._pooled_, pooled, strict=True)],
            [*self._y_, *(str(c) for c in y)],
            [*self._groups_, *_listed(groups, len(X))],
            [*self._names_, *(_remembered(x, start + i) for i, x in enumerate(X))],
        )
        return self

    def predict(self, X: Photos) -> NDArray[np.str_]:
        """The likeliest class of each photo, [n] str."""
        return np.asarray(self.classes_[self.predict_proba(X).argmax(axis=1)])

    def predict_proba(self, X: Photos) -> FloatArray:
        """Calibrated probabilities [n, C] float32 in the order of `classes_`; rows sum to 1."""
        return self._model().probabilities(self.embed(X))

    def unknown_score(self, X: Photos) -> FloatArray:
        """[n] float32 in [0, 1]: high means unlike every example."""
        return self._model().unknown.score(self.embed(X))

    def rank(self, X: Photos, top: int = 5) -> list[list[RankedClass]]:
        """The `top` classes of each photo, best first."""
        model = self._model()
        G = self.embed(X)
        p = model.probabilities(G)
        nearest = model.nearest(G)
        order = np.argsort(-p, axis=1, kind="stable")[:, :top]
        return [
            [
                RankedClass(
                    class_name=model.classes[c],
                    probability=float(p[i, c]),
                    example=self._names_[nearest.rows[i, c]],
                    similarity=float(nearest.similarities[i, c]),
                )
                for c in row
            ]
            for i, row in enumerate(order)
        ]

    def explain(self, x: Photo, class_: str | None = None, against: str | None = None) -> Heatmap:
        """Which regions speak for one class and not for another.

        Args:
            x: one photo.
            class_: the class to explain; the likeliest one by default.
            against: the other class; by default the likeliest of the rest.

        """
        model = self._model()
        rgb = _read(x)
        square = to_square(rgb, self._encoders_[0].spec.input_size)[None]
        encoded = [e.encode(square) for e in self._encoders_]
        order = np.argsort(
            -model.head.scores(model.space.embed([e.pooled for e in encoded]))[0], kind="stable"
        )
        a = self._index(class_) if class_ is not None else int(order[0])
        b = self._index(against) if against is not None else int(next(c for c in order if c != a))
        found = why(model, [e.spatial[0] for e in encoded], a, b)
        return Heatmap(found.values, found.difference, model.classes[a], model.classes[b], rgb)

    def evaluate(self) -> Evaluation:
        """The honest score of the examples, by leave one per class out.

        Raises:
            NotEnoughExamplesError: no class has two examples.

        """
        found = self._model().evaluation()
        if found is None:
            raise NotEnoughExamplesError(
                "The accuracy can't be told yet: give at least one class a second example."
            )
        return found

    def embed(self, X: Photos) -> FloatArray:
        """Embeddings [n, d] float32 of unit length."""
        return self._model().space.embed(self._pooled(self._squares(X)))

    def save(self, path: Path | str) -> None:
        """Write the trained classifier to a folder; no pickle. Replaces an earlier one.

        Raises:
            SiamDeskError: `path` is something else that must not be overwritten.

        """
        self._model()
        saved = SavedClassifier(
            parameters=self.get_params(),
            y=tuple(self._y_),
            groups=tuple(self._groups_),
            names=tuple(n if isinstance(n, int) else str(n) for n in self._names_),
            pooled=tuple(self._pooled_),
        )
        write_classifier(saved, Path(path), tuned=self._tuned_folder_)

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read a classifier that `save` wrote.

        Raises:
            SiamDeskError: the folder is not one, or is damaged.

        """
        saved, tuned = read_classifier(Path(path))
        made = cls(**saved.parameters)
        made._encoders_ = [Encoder.load(e) for e in made._encoder_ids()]
        made._tuned_folder_ = None
        if tuned is not None:
            made._use_tuned(tuned, None)
        names = [n if isinstance(n, int) else Path(n) for n in saved.names]
        made._learn(saved.pooled, saved.y, saved.groups, names)
        return made

    def _model(self) -> FewShotModel:
        check_is_fitted(self, "model_")
        model: FewShotModel = self.model_
        return model

    def _index(self, name: str) -> int:
        classes = self._model().classes
        if name not in classes:
            raise SiamDeskError(f"There is no class '{name}'. Known: {', '.join(classes)}.")
        return classes.index(name)

    def _encoder_ids(self) -> tuple[str, ...]:
        return DEFAULT_ENCODERS if self.encoder == "default" else (self.encoder,)

    def _squares(self, X: Photos) -> NDArray[np.uint8]:
        size = self._encoders_[0].spec.input_size
        if len(X) == 0:
            return np.empty((0, size, size, 3), dtype=np.uint8)
        return np.stack([to_square(_read(x), size) for x in X])

    def _pooled(self, squares: NDArray[np.uint8]) -> list[FloatArray]:
        return [e.embed(squares) for e in self._encoders_]

    def _learn(
        self,
        pooled: Sequence[FloatArray],
        y: Sequence[str],
        groups: Sequence[str | None],
        names: Sequence[Path | int],
    ) -> None:
        if len(y) != len(names):
            raise SiamDeskError(f"There are {len(names)} photos but {len(y)} classes for them.")
        classes, labels = np.unique(np.asarray(y, dtype=str), return_inverse=True)
        model = fit_model(
            pooled,
            labels.astype(np.int64),
            classes.tolist(),
            roots=[e.spec.root for e in self._encoders_],
            groups=groups,
        )
        self._pooled_ = list(pooled)
        self._y_, self._groups_, self._names_ = list(y), list(groups), list(names)
        self.classes_ = classes
        self.model_ = model

    def _tune(self, squares: NDArray[np.uint8]) -> None:
        # Imported here: a classifier that is not tuned needs none of it.
        from siamdesk.engine.tuning import TUNED_ENCODER, tune_to_folder, tuning_settings

        model = self._model()
        settings = tuning_settings(
            len(model.classes),
            len(squares),
            required=self.fine_tune == "always",
            seed=self.random_state,
        )
        if settings is None or TUNED_ENCODER not in self._encoder_ids():
            return
        keep = tempfile.TemporaryDirectory(prefix="siamdesk-")
        folder = Path(keep.name) / "encoder"
        outcome = tune_to_folder(
            self._encoders_,
            squares,
            model.labels,
            self._groups_,
            settings=settings,
            device=Device(self.device),
            folder=folder,
            progress=no_progress,
        )
        if outcome.tail is not None:
            self._use_tuned(folder, keep)
            self._learn(self._pooled(squares), self._y_, self._groups_, self._names_)

    def _use_tuned(self, folder: Path, keep: tempfile.TemporaryDirectory[str] | None) -> None:
        """Take the tuned encoder in `folder`; `keep` is deleted together with the classifier."""
        from siamdesk.encoders.finetune import load_tuned

        tuned = load_tuned(folder)
        self._encoders_ = [tuned if e.spec.id == tuned.spec.id else e for e in self._encoders_]
        self._tuned_folder_, self._kept_ = folder, keep

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        return tags


def _read(x: Photo) -> NDArray[np.uint8]:
    if isinstance(x, np.ndarray) and x.ndim == 3:
        if x.dtype != np.uint8 or x.shape[2] != 3:
            raise SiamDeskError(f"A photo must be RGB [h, w, 3] uint8, not {x.shape} {x.dtype}.")
        return x
    return read_image(Path(str(x)))


def _remembered(x: Photo, index: int) -> Path | int:
    return index if isinstance(x, np.ndarray) and x.ndim == 3 else Path(str(x))


def _listed(groups: Sequence[str | None] | None, n: int) -> list[str | None]:
    return [None] * n if groups is None else list(groups)
