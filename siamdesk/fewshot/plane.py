"""Places of photos in the plane, for a map of a project: what lies together is alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

from siamdesk.fewshot.heads.base import FloatArray

AXES = 50
"""Principal components that t-SNE starts from: van der Maaten and Hinton took as many."""
ROUNDS = 3
"""Rounds of t-SNE, each of `_ROUND` steps; the first one pulls what is alike together."""

_ROUND = 250
_PERPLEXITY = 30.0
_EXAGGERATION = 12.0
_FEWEST = 5
"""Photos below which principal components say all that there is to say."""


def fit_axes(G: FloatArray, *, seed: int = 0) -> PCA:
    """The principal axes of embeddings [n, d], at most `AXES` of them; n is at least 2."""
    solver = "randomized" if min(G.shape) > AXES else "full"
    return PCA(min(AXES, *G.shape), svd_solver=solver, random_state=seed).fit(G)


def first_places(Z: FloatArray) -> FloatArray:
    """Places [n, 2] float32 by the two strongest components of `fit_axes`' coordinates [n, k]."""
    places = np.zeros((len(Z), 2), dtype=np.float32)
    shown = min(2, Z.shape[1])
    places[:, :shown] = Z[:, :shown]
    return places


def refined_places(Z: FloatArray, *, seed: int = 0) -> Iterator[FloatArray]:
    """Places [n, 2] float32 by t-SNE from coordinates [n, k], `ROUNDS` times, each time better.

    t-SNE (van der Maaten and Hinton, 2008; Barnes-Hut: van der Maaten, 2014) keeps neighbours
    together; distances between groups say little. It starts from the principal components, so the
    same photos always give the same map.
    """
    places = first_places(Z)
    if len(Z) < _FEWEST:
        yield places
        return
    spread = max(float(places[:, 0].std()), 1e-12)
    places = places / np.float32(spread) * np.float32(1e-4)
    for number in range(ROUNDS):
        # One round at a time: scikit-learn can neither be interrupted nor asked how far it is.
        places = TSNE(
            perplexity=min(_PERPLEXITY, (len(Z) - 1) / 3),
            early_exaggeration=_EXAGGERATION if number == 0 else 1.0,
            learning_rate=max(len(Z) / _EXAGGERATION / 4, 50.0),
            max_iter=_ROUND,
            init=places,
            random_state=seed,
        ).fit_transform(Z)
        yield places
