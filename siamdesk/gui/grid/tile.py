"""A photo in the grid as a value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPixmap


@dataclass(frozen=True, slots=True)
class Tile:
    """All that is drawn of one photo in the grid."""

    file_name: str
    name: str | None
    """Of the class, given or guessed."""
    colour: str | None
    probability: float | None
    """Of the first guess; None for examples and for photos without a ranking."""
    is_unknown: bool
    is_doubtful: bool
    """An example whose class is likely wrong."""
    suggestion: str | None
    """The class that a doubtful example looks like."""
    similarity: float | None
    """To the photo that all are compared with, while they are."""
    pixmap: QPixmap | None
    problem: str | None
