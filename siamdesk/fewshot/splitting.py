"""Where a class might fall into two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from siamdesk.fewshot.heads.base import FloatArray


def smaller_half(G: FloatArray, *, seed: int = 0) -> NDArray[np.int64]:
    """Rows of the smaller of two clusters of embeddings [n, d], by 2-means; n is at least 2."""
    labels = KMeans(2, n_init=10, random_state=seed).fit_predict(G)
    sizes = np.bincount(labels, minlength=2)
    return np.flatnonzero(labels == sizes.argmin())
