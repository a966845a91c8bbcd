"""What is going on, as the window tells of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that runs."""

    key: str
    """Names the work for Cancel, e.g. ``task 12``."""
    text: str
    fraction: float | None = None
    """In [0, 1]; None while it can't be told."""
