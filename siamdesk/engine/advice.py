"""What the model knows, in figures and in a sentence on what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from siamdesk.engine.messages import ClassRecall, Confusion, LearningSummary
from siamdesk.fewshot.evaluation import Evaluation
from siamdesk.fewshot.model import FewShotModel
from siamdesk.project.values import DefectClass, Photo

_FEWEST_CONFUSED = 2


def summarise(
    model: FewShotModel, classes: Sequence[DefectClass], encoder: str
) -> tuple[LearningSummary, str]:
    """The figures of a fitted model and what would help it most now, or nothing."""
    found = model.evaluation()
    summary = LearningSummary(
        examples=len(model.labels),
        classes=len(model.classes),
        classes_without_examples=tuple(c.name for c in classes if c.name not in model.classes),
        accuracy=None if found is None else found.balanced_accuracy,
        accuracy_low=None if found is None else found.balanced_low,
        accuracy_high=None if found is None else found.balanced_high,
        encoder=encoder,
        per_class=() if found is None else _recalls(model, found),
        confused=None if found is None else _most_confused(found),
    )
    if found is None:
        hint = "Add a second example to every class: only then can the accuracy be told."
    elif found.not_judged:
        hint = f"Add another example to {_listed(found.not_judged)}: too few to judge by."
    elif min(Counter(model.labels.tolist()).values()) < 5:
        hint = "Five examples per class make the guesses much better."
    else:
        hint = ""
    return summary, hint


def _recalls(model: FewShotModel, found: Evaluation) -> tuple[ClassRecall, ...]:
    counts = np.bincount(model.labels, minlength=len(model.classes))
    hits = found.confusion.diagonal()
    return tuple(
        ClassRecall(c.name, int(n), c.photos, int(right), c.recall_low, c.recall_high)
        for c, n, right in zip(found.per_class, counts, hits, strict=True)
    )


def _most_confused(found: Evaluation) -> Confusion | None:
    """The pair of classes with most mistakes between them; the earlier one of equals.

    A single mistake is chance, and no pair stands out by it.
    """
    between = np.triu(found.confusion + found.confusion.T, k=1)
    a, b = np.unravel_index(between.argmax(), between.shape)
    if between[a, b] < _FEWEST_CONFUSED:
        return None
    judged = int(found.confusion[[a, b]].sum())
    return Confusion(found.classes[a], found.classes[b], int(between[a, b]), judged)


def what_is_missing(classes: Sequence[DefectClass], readable: Sequence[Photo]) -> str:
    """What to do before anything can be learnt."""
    if len(classes) < 2:
        return "Add at least two classes to start learning."
    taught = {p.class_id for p in readable}
    empty = tuple(c.name for c in classes if c.id not in taught)
    return f"Add an example that can be read to {_listed(empty)} to start learning."


def _listed(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names[:3]]
    more = len(names) - len(quoted)
    return ", ".join(quoted) + (f" and {more} more" if more else "")
