"""Progress that can be split by weight, and from which a cancel is raised."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Progress = Callable[[float, str], None]
"""Called with the fraction done in [0, 1] and a short message; may raise `Cancelled`."""


def no_progress(fraction: float, message: str) -> None:
    """Ignore progress; never cancels."""


def split(progress: Progress, weights: Sequence[float]) -> list[Progress]:
    """Share one progress among consecutive steps, in proportion to `weights` (all positive)."""
    total = float(sum(weights))
    parts: list[Progress] = []
    start = 0.0
    for weight in weights:
        parts.append(_part(progress, start / total, weight / total))
        start += weight
    return parts


def _part(progress: Progress, offset: float, scale: float) -> Progress:
    def report(fraction: float, message: str) -> None:
        progress(offset + scale * min(max(fraction, 0.0), 1.0), message)

    return report
