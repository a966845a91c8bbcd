"""All heads by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from siamdesk.fewshot.heads.base import FitHead
from siamdesk.fewshot.heads.centroid import fit_centroid
from siamdesk.fewshot.heads.knn import fit_knn
from siamdesk.fewshot.heads.koch import fit_koch
from siamdesk.fewshot.heads.lda import fit_lda
from siamdesk.fewshot.heads.ridge import fit_ridge

HEADS: Mapping[str, FitHead] = MappingProxyType(
    {
        "ridge": fit_ridge,
        "lda": fit_lda,
        "centroid": fit_centroid,
        "knn": fit_knn,
        "koch": fit_koch,
    }
)
"""Each fits embeddings [n, d] of unit length, class indices [n] and the number of classes, and
makes up for classes of unequal size as far as it can."""
