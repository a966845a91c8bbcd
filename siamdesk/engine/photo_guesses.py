"""What is guessed of one photo, with names in place of ids: the element of ``--format json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class NamedGuess:
    """A guess with names in place of ids."""

    class_name: str
    probability: float
    similarity: float
    example: str
    """The file name of the nearest example."""


@dataclass(frozen=True, slots=True)
class PhotoGuesses:
    """What is guessed of one photo, best first, or why nothing is."""

    path: Path
    guesses: tuple[NamedGuess, ...]
    unknown: float | None
    is_unknown: bool | None
    error: str | None

    @classmethod
    def unreadable(cls, path: Path, error: str) -> Self:
        """A photo that can't be read."""
        return cls(path, (), None, None, error)

    def as_json(self, top: int) -> dict[str, object]:
        """The element that ``classify --format json`` promises, with up to `top` guesses."""
        score = None if self.unknown is None else round(self.unknown, 6)
        return {
            "image": str(self.path),
            "guesses": [
                {
                    "class": g.class_name,
                    "probability": round(g.probability, 6),
                    "similarity": round(g.similarity, 6),
                    "example": g.example,
                }
                for g in self.guesses[:top]
            ],
            "unknown": {"score": score, "is_unknown": self.is_unknown},
            "error": self.error,
        }

    @classmethod
    def from_json(cls, element: Mapping[str, Any]) -> Self:
        """What `as_json` made an element of; raises KeyError and TypeError for anything else."""
        guesses = tuple(
            NamedGuess(g["class"], g["probability"], g["similarity"], g["example"])
            for g in element["guesses"]
        )
        unknown = element["unknown"]
        return cls(
            Path(element["image"]),
            guesses,
            unknown["score"],
            unknown["is_unknown"],
            element["error"],
        )
