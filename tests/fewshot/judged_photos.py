"""Judged photos that are made up, for tests of what is told from them."""

from __future__ import annotations

import numpy as np

from siamdesk.figures.judged import JudgedPhotos


def made_up(
    n: int = 120, n_classes: int = 4, *, seed: int = 0, strength: float = 1.5, per_part: int = 1
) -> JudgedPhotos:
    """n photos whose probabilities lean to the true class; `per_part` of them show one part."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, n_classes, n // per_part).repeat(per_part)
    logits = rng.normal(size=(len(labels), n_classes))
    logits[np.arange(len(labels)), labels] += strength
    p = np.exp(logits)
    p /= p.sum(axis=1, keepdims=True)
    return with_probabilities(labels, p, np.arange(len(labels)) // per_part)


def with_probabilities(labels, p, parts=None) -> JudgedPhotos:
    """Photos with these labels and probabilities, called ``0.png`` on."""
    labels, p = np.asarray(labels), np.asarray(p, dtype=np.float32)
    n, n_classes = p.shape
    return JudgedPhotos(
        classes=tuple("abcdefghij"[:n_classes]),
        photo_ids=np.arange(n),
        names=tuple(f"{i}.png" for i in range(n)),
        files=tuple(f"/{i}.png" for i in range(n)),
        labels=labels,
        probabilities=p,
        parts=np.arange(n) if parts is None else np.asarray(parts),
    )
