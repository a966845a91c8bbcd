"""Measure the learning curve of a project's examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from siamdesk.engine.blas import one_thread
from siamdesk.engine.engine import Engine
from siamdesk.engine.judging import present_examples
from siamdesk.engine.model_messages import CurvePoint, MeasuredCurve, MoreExamples
from siamdesk.engine.ranking import Fitted
from siamdesk.fewshot.heads.base import FloatArray
from siamdesk.fewshot.heads.ridge import gram_matrix
from siamdesk.fewshot.learning_curve import LearningCurve, Outlook, learning_curve
from siamdesk.fewshot.space import EmbeddingSpace
from siamdesk.progress import Progress, split
from siamdesk.project.values import Photo

_MORE = {
    Outlook.HELPS: MoreExamples.HELP,
    Outlook.HARDLY: MoreExamples.HARDLY,
    Outlook.UNCLEAR: MoreExamples.UNCLEAR,
}


def measure_curve(engine: Engine, progress: Progress) -> MeasuredCurve:
    """Draw some of the examples again and again, and judge by the others.

    No encoder runs, except for examples that only a fine-tuned one has seen. Without points when
    nothing was learnt, or when no class can be judged.

    Raises:
        Cancelled: by `progress`.
        ImageError: an example can't be read any more.

    """
    fitted = engine.fitted
    if fitted is None:
        return MeasuredCurve(engine.project.revision)
    examples, curve = curve_of(engine, fitted, progress)
    if curve is None:
        return MeasuredCurve(fitted.revision)
    groups = Counter(photo.group for photo in examples)
    return MeasuredCurve(
        revision=fitted.revision,
        points=_points(curve),
        more=_MORE[curve.outlook],
        gain=curve.gain,
        first=None if curve.first is None else fitted.model.classes[curve.first],
        has_groups=any(n > 1 for group, n in groups.items() if group is not None),
        pretrained=fitted.version is not None,
    )


def curve_of(
    engine: Engine, fitted: Fitted, progress: Progress
) -> tuple[list[Photo], LearningCurve | None]:
    """The examples that are still in the project, and the curve that they give.

    Raises as `measure_curve`.
    """
    rows, examples = present_examples(engine, fitted)
    looking, drawing = split(progress, [1.0, 3.0])
    # An encoder that was tuned on the examples would be judged by what it has seen.
    tuned = fitted.version is not None
    G = _pretrained(engine, examples, looking) if tuned else fitted.model.examples[rows]
    with one_thread():
        curve = learning_curve(
            gram_matrix(G),
            fitted.model.labels[rows],
            len(fitted.model.classes),
            groups=[photo.group for photo in examples],
            step=lambda share: drawing(share, "Measuring the learning curve"),
        )
    return examples, curve


def _points(curve: LearningCurve) -> tuple[CurvePoint, ...]:
    rows = zip(curve.levels, curve.accuracy, curve.low, curve.high, strict=True)
    return tuple(CurvePoint(k, float(a), float(low), float(high)) for k, a, low, high in rows)


def _pretrained(engine: Engine, examples: Sequence[Photo], progress: Progress) -> FloatArray:
    """Embeddings [n, d] of the examples by the encoders as they were before fine-tuning."""
    embedder = engine.encoders.embedder
    pooled = engine.pretrained(examples, progress)
    return EmbeddingSpace.fit(pooled, embedder.roots, turns=embedder.turns).embed(pooled)
