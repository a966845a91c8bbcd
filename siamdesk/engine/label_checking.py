"""Look for examples whose class deserves a second look."""

from __future__ import annotations

import numpy as np

from siamdesk.engine.blas import one_thread
from siamdesk.engine.engine import Engine
from siamdesk.engine.judging import judged_examples, present_examples
from siamdesk.engine.leaks import class_names, near_examples, ref
from siamdesk.fewshot.honest import part_numbers
from siamdesk.fewshot.label_quality import hard_pairs, label_doubts, outliers, similarities_within
from siamdesk.figures.judged import PhotoRef
from siamdesk.figures.label_quality import Contradiction, LabelQuality
from siamdesk.progress import Progress, no_progress


def check_labels(engine: Engine, progress: Progress = no_progress) -> LabelQuality:
    """Doubtful classes, pictures with two classes, outliers, and classes hard to tell apart.

    What the inspector has confirmed is not listed again.

    Raises:
        NotEnoughExamplesError: nothing was learnt.
        Cancelled: by `progress`.

    """
    judged = judged_examples(engine)
    fitted = engine.fitted
    if fitted is None:  # `judged_examples` has refused already
        return LabelQuality(engine.project.revision, 0)
    snapshot, names = engine.project.snapshot(), class_names(engine)
    rows, examples = present_examples(engine, fitted)
    confirmed = {p.id for p in examples if (p.id, p.class_id) in snapshot.confirmed}

    def is_open(*photos: PhotoRef) -> bool:
        return any(photo.photo_id not in confirmed for photo in photos)

    contradictions = [
        Contradiction(ref(first, names), ref(second, names), bits)
        for first, second, bits in near_examples(engine, examples, progress)
        if first.class_id != second.class_id
    ]
    with one_thread():
        labels = fitted.model.labels[rows]
        parts = part_numbers(len(rows), [photo.group for photo in examples])
        similarity = similarities_within(fitted.model.examples[rows], labels, parts)
        unlike = outliers(similarity, labels, parts, [ref(photo, names) for photo in examples])
        return LabelQuality(
            revision=fitted.revision,
            judged=len(judged),
            doubts=tuple(d for d in label_doubts(judged) if is_open(d.photo)),
            contradictions=tuple(
                c
                for c in sorted(contradictions, key=lambda c: c.bits)
                if is_open(c.first, c.second)
            ),
            outliers=tuple(o for o in unlike if is_open(o.photo)),
            pairs=hard_pairs(judged),
            similarities=tuple(
                (photo.id, float(value))
                for photo, value in zip(examples, similarity, strict=True)
                if not np.isnan(value)
            ),
        )
