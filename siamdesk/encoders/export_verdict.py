"""How an exported model compares with the app, and whether that is good enough."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import ExportError
from siamdesk.export_kinds import Precision

_USELESS = {Precision.FLOAT32: 0.05, Precision.FLOAT16: 0.2, Precision.INT8: 0.5}
"""Probabilities may differ by this at most: beyond it something broke, and nothing is written."""


_SMALLEST_SHOWN = 1e-5


@dataclass(frozen=True, slots=True)
class Promise:
    """What an export of one precision should keep; else it comes with a warning."""

    agreement: float
    """Least share of the photos with the same first class."""
    difference: float
    """Largest difference of a probability."""


PROMISES = {
    Precision.FLOAT32: Promise(agreement=0.98, difference=1e-3),
    Precision.FLOAT16: Promise(agreement=0.98, difference=0.05),
    Precision.INT8: Promise(agreement=0.98, difference=0.2),
}
"""Why these: docs/decisions/0026-what-an-export-promises.md."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How the exported model compared with the app."""

    photos: int
    """How many were compared."""
    top1_agreement: float
    """Share of them with the same first class, in [0, 1]."""
    max_probability_difference: float
    path: Path
    """The folder or zip that was written."""
    precision: Precision = Precision.FLOAT32

    @property
    def keeps_promise(self) -> bool:
        """Whether the figures are as `PROMISES` says."""
        promise = PROMISES[self.precision]
        return (
            self.top1_agreement >= promise.agreement
            and self.max_probability_difference <= promise.difference
        )

    @property
    def words(self) -> str:
        """The figures in a sentence, and a second one if they are not as promised."""
        figures = (
            f"Checked on {self.photos} photos: the first guess agrees on "
            f"{self.top1_agreement:.1%}, the largest difference in probability is "
            f"{_small(self.max_probability_difference)}."
        )
        return figures if self.keeps_promise else f"{figures} {self._warning}"

    @property
    def _warning(self) -> str:
        promise = PROMISES[self.precision]
        advice = (
            "Look at its probabilities on photos of your own before you rely on them."
            if self.precision is Precision.FLOAT32
            else "Try it on photos of your own first, or export with float32."
        )
        return (
            f"It should be {promise.agreement:.0%} at least and {promise.difference} at most. "
            f"{advice}"
        )


def _small(difference: float) -> str:
    return f"{difference:.5f}" if difference >= _SMALLEST_SHOWN else f"below {_SMALLEST_SHOWN:.5f}"


def compare(
    found: NDArray[np.float32],
    expected: NDArray[np.float32],
    out: Path,
    precision: Precision = Precision.FLOAT32,
) -> ExportReport:
    """Compare probabilities ``[n, C]`` of the exported model with the app's.

    Raises `ExportError` when the exported model is broken.
    """
    same = found.argmax(axis=1) == expected.argmax(axis=1)
    difference = float(np.abs(found - expected).max())
    allowed = _USELESS[precision]
    if not difference <= allowed:
        message = (
            f"The exported model was not written: once saved it differs by {difference:.3f} in a "
            f"probability from what SiamDesk shows ({allowed} is allowed). Train again and retry."
        )
        raise ExportError(message)
    return ExportReport(len(expected), float(same.mean()), difference, out, precision)
