"""`FewShotClassifier`: SiamDesk's learning as a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from siamdesk.answers import Heatmap, RankedClass, UnusualMap
from siamdesk.encoders.devices import Device
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.turns import TURNS
from siamdesk.engine.guesser import Guesser
from siamdesk.engine.messages import FineTuneMode
from siamdesk.errors import NotEnoughExamplesError, SiamDeskError
from siamdesk.fewshot.evaluation import Evaluation
from siamdesk.fewshot.heatmap import why
from siamdesk.fewshot.matching import Matches, match
from siamdesk.fewshot.model import FewShotModel
from siamdesk.fewshot.unusual import OkPatches
from siamdesk.images.given import GivenPhoto, GivenPhotos, read_given, refuse_path
from siamdesk.saved_classifier import SavedClassifier, read_classifier, write_classifier
from siamdesk.teaching import EncodersInUse, TaughtExamples, examples_of, model_of, tuned_encoders

FloatArray = NDArray[np.float32]


class FewShotClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Classify photos from 1 to 20 examples per class.

    A pretrained Siamese encoder embeds every photo; a closed-form head ranks the classes;
    probabilities are calibrated on out-of-fold scores (leave one per class out).

    Args:
        encoder: ``"default"`` (all bundled encoders together) or the id of one of them.
        device: ``"auto"``, ``"cpu"`` or ``"gpu"``: where fine-tuning runs. Photos are always
            embedded on the CPU.
        fine_tune: ``"never"``; ``"auto"`` tunes the encoder when there are enough examples and
            mistakes, and keeps it only if the right classes of left-out photos become clearly
            likelier (seconds to minutes); ``"always"`` asks only that they become likelier, and
            fails when there are too few.
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
        self, X: GivenPhotos, y: Sequence[str], groups: Sequence[str | None] | None = None
    ) -> FewShotClassifier:
        """Learn from photos X [n] of classes y [n]; a group is never split by a fold.

        Raises:
            NotEnoughExamplesError: fewer than two classes.
            ImageError: a photo can't be read; nothing was changed.

        """
        encoders = self._pretrained()
        examples = examples_of(encoders, X, y, groups, start=0)
        model = model_of(encoders, examples)
        if FineTuneMode(self.fine_tune) is not FineTuneMode.NEVER:
            tuned = self._tuned(encoders, X, model, examples)
            if tuned is not None:
                encoders = tuned
                examples = replace(examples, pooled=encoders.embed(X))
                model = model_of(encoders, examples)
        self._take(encoders, examples, model)
        return self

    def partial_fit(
        self, X: GivenPhotos, y: Sequence[str], groups: Sequence[str | None] | None = None
    ) -> FewShotClassifier:
        """Add examples; the head is fitted anew in milliseconds, the encoder stays as it is."""
        if not hasattr(self, "model_"):
            return self.fit(X, y, groups)
        known = self._examples_
        more = examples_of(self._encoders_, X, y, groups, start=len(known.y))
        grown = known.with_more(more)
        self._take(self._encoders_, grown, model_of(self._encoders_, grown))
        return self

    def predict(self, X: GivenPhotos) -> NDArray[np.str_]:
        """The likeliest class of each photo, [n] str."""
        best = self.predict_proba(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: GivenPhotos) -> FloatArray:
        """Calibrated probabilities [n, C] float32 in the order of `classes_`; rows sum to 1."""
        return self._model().probabilities(self.embed(X))

    def predict_set(self, X: GivenPhotos, coverage: float = 0.9) -> list[list[str]]:
        """Per photo the classes that can't be ruled out, likeliest first; never none.

        The true class is among them in about `coverage` of photos like the examples. With too few
        examples to promise that (fewer than nine that can be left out, at 0.9) all classes are
        named. Conformal prediction on out-of-fold scores (`siamdesk.fewshot.conformal`).
        """
        model = self._model()
        G = self.embed(X)
        kept = model.sets(G, coverage=coverage)
        order = np.argsort(-model.probabilities(G), axis=1, kind="stable")
        return [
            [model.classes[c] for c in row if inside[c]]
            for row, inside in zip(order, kept, strict=True)
        ]

    def unknown_score(self, X: GivenPhotos) -> FloatArray:
        """[n] float32 in [0, 1]: high means unlike every example."""
        return self._model().unknown.score(self.embed(X))

    def rank(self, X: GivenPhotos, top: int = 5) -> list[list[RankedClass]]:
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
                    example=self._examples_.names[nearest.rows[i, c]],
                    similarity=float(nearest.similarities[i, c]),
                )
                for c in row
            ]
            for i, row in enumerate(order)
        ]

    def explain(
        self, x: GivenPhoto, class_: str | None = None, against: str | None = None
    ) -> Heatmap:
        """Which regions speak for one class and not for another.

        Args:
            x: one photo.
            class_: the class to explain; the likeliest one by default.
            against: the other class; by default the likeliest of the rest.

        """
        model = self._model()
        rgb = read_given(x)
        encoded = self._encoders_.look_at(x)
        order = np.argsort(
            -model.head.scores(model.space.embed([e.pooled for e in encoded]))[0], kind="stable"
        )
        a = self._index(class_) if class_ is not None else int(order[0])
        b = self._index(against) if against is not None else int(next(c for c in order if c != a))
        if a == b:
            raise SiamDeskError(
                f"'{model.classes[a]}' can't be told from itself: name another class."
            )
        found = why(model, [e.spatial[0] for e in encoded], a, b)
        return Heatmap(found.values, found.difference, model.classes[a], model.classes[b], rgb)

    def unusual(self, x: GivenPhoto, ok: GivenPhotos) -> UnusualMap:
        """Which parts of a photo are unlike all parts of photos that are OK, examples or not."""
        self._model()
        refuse_path(ok)
        if len(ok) == 0:
            raise SiamDeskError("Give at least one photo that is OK.")
        rgb = read_given(x)
        usual = zip(*(self._patches(photo) for photo in ok), strict=True)
        fitted = OkPatches.fit([np.stack(of_encoder) for of_encoder in usual])
        return UnusualMap(fitted.unusual(self._patches(rgb)), rgb)

    def match(self, x: GivenPhoto, example: GivenPhoto) -> Matches:
        """Which part of a photo matches which part of another one, for every point of both."""
        self._model()
        return match(self._patches(x), self._patches(example))

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

    def embed(self, X: GivenPhotos) -> FloatArray:
        """Embeddings [n, d] float32 of unit length."""
        return self._model().space.embed(self._encoders_.embed(X))

    def guesser(self) -> Guesser:
        """Ranks any number of photo files in bounded memory, decoding ahead of the encoders.

        It goes on ranking as the classifier does now; after `partial_fit`, ask for a new one.
        """
        model = self._model()
        names = [n.name if isinstance(n, Path) else f"photo {n}" for n in self._examples_.names]
        return Guesser(model, self._encoders_.loaded, examples=names)

    def save(self, path: Path | str) -> None:
        """Write the trained classifier to a folder; no pickle. Replaces an earlier one.

        Raises:
            SiamDeskError: `path` is something else that must not be overwritten.

        """
        self._model()
        saved = SavedClassifier(
            parameters=self.get_params(),
            y=tuple(self._examples_.y),
            groups=tuple(self._examples_.groups),
            names=tuple(n if isinstance(n, int) else str(n) for n in self._examples_.names),
            pooled=tuple(self._examples_.pooled),
            turns=self._encoders_.loaded[0].turns,
        )
        write_classifier(saved, Path(path), tuned=self._encoders_.tuned)

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read a classifier that `save` wrote.

        Raises:
            SiamDeskError: the folder is not one, or is damaged.

        """
        saved, tuned = read_classifier(Path(path))
        try:
            made = cls(**saved.parameters)
        except TypeError as error:
            raise SiamDeskError(f"{path} is not a saved classifier, or is damaged.") from error
        encoders = made._pretrained(turns=saved.turns)
        if tuned is not None:
            encoders = encoders.with_tuned(tuned, None)
        if [e.width for e in encoders.loaded] != [z.shape[1] for z in saved.pooled]:
            raise SiamDeskError(
                f"{path} was taught with another encoder than '{made.encoder}' is here. "
                "Teach a new classifier and save that."
            )
        examples = TaughtExamples(
            pooled=list(saved.pooled),
            y=list(saved.y),
            groups=list(saved.groups),
            names=[n if isinstance(n, int) else Path(n) for n in saved.names],
        )
        made._take(encoders, examples, model_of(encoders, examples))
        return made

    def _model(self) -> FewShotModel:
        check_is_fitted(self, "model_")
        model: FewShotModel = self.model_
        return model

    def _patches(self, x: GivenPhoto) -> list[FloatArray]:
        return [e.patches[0] for e in self._encoders_.look_at(x)]

    def _index(self, name: str) -> int:
        classes = self._model().classes
        if name not in classes:
            raise SiamDeskError(f"There is no class '{name}'. Known: {', '.join(classes)}.")
        return classes.index(name)

    def _encoder_ids(self) -> tuple[str, ...]:
        return DEFAULT_ENCODERS if self.encoder == "default" else (self.encoder,)

    def _pretrained(self, turns: int = TURNS) -> EncodersInUse:
        loaded = [Encoder.load(e, turns=turns) for e in self._encoder_ids()]
        return EncodersInUse(loaded, None, None)

    def _take(self, encoders: EncodersInUse, examples: TaughtExamples, model: FewShotModel) -> None:
        self._encoders_, self._examples_, self.model_ = encoders, examples, model
        self.classes_ = np.array(model.classes)

    def _tuned(
        self, encoders: EncodersInUse, X: GivenPhotos, model: FewShotModel, examples: TaughtExamples
    ) -> EncodersInUse | None:
        return tuned_encoders(
            encoders,
            X,
            model,
            examples,
            required=FineTuneMode(self.fine_tune) is FineTuneMode.ALWAYS,
            seed=int(self.random_state),
            device=Device(self.device),
        )

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        return tags
