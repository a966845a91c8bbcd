"""What the window asks about the parts of a photo besides `Explain`, and what the engine answers.

Frozen values that travel through the worker's pipe, as those in `siamdesk.engine.messages`. Maps
lie over what counts of a photo (its framing), row 0 at the top.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.messages import Event, Request


@dataclass(frozen=True, slots=True)
class ShowUnusual(Request):
    """What of a photo is unlike the OK class's examples: `UnusualShown`, `Finished`.

    `ProgressMade`... comes first when examples have not been looked at yet.
    """

    photo_id: int
    ok_class_id: int


@dataclass(frozen=True, slots=True)
class UnusualShown(Event):
    """The map that was asked for."""

    revision: int
    photo_id: int
    ok_class_id: int
    values: NDArray[np.float32]
    """[h, w], not negative; up to 1 is usual, and one in a hundred OK patches is above."""
    saturation: float
    """The value from which on colours stay the same, for all photos; they begin at 1."""


@dataclass(frozen=True, slots=True)
class MatchParts(Request):
    """Which part of a photo matches which part of another one: `PartsMatched`, `Finished`."""

    photo_id: int
    example_id: int


@dataclass(frozen=True, slots=True)
class PartsMatched(Event):
    """The answer for every point of both photos, so that following the pointer asks no more."""

    revision: int
    photo_id: int
    example_id: int
    similarities: NDArray[np.float32]
    """[h, w, h', w'], cosines in [-1, 1]. ``[row, column]`` is how a patch of the photo is seen in
    the example, ``[:, :, row, column]`` how a patch of the example is seen in the photo."""
