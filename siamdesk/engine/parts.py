"""The parts of photos: why a class, what is unusual, which part matches which; one pass for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.embedder import Embedder, PhotoFile
from siamdesk.errors import ImageError, NotEnoughExamplesError, ProjectError
from siamdesk.fewshot.matching import Matches, match
from siamdesk.fewshot.unusual import OkPatches
from siamdesk.progress import Progress, no_progress
from siamdesk.project.values import Photo, ProjectSnapshot

FloatArray = NDArray[np.float32]

MOST_OK = 24
"""OK examples that photos are compared with: more of them take longer, and add little."""
_MAPS_KEPT = 8
"""Photos of which all maps are kept: 1.5 MB each."""
_PATCHES_KEPT = 96
"""Photos of which the patches are kept: 0.2 MB each."""


@dataclass(frozen=True, slots=True)
class PhotoMaps:
    """What the encoders say of one photo, region by region."""

    spatial: tuple[FloatArray, ...]
    """Per encoder [h, w, d_e], as `fewshot.heatmap.why` takes it"""
    patches: tuple[FloatArray, ...]
    """Per encoder [h', w', c_e], on a finer grid, as `fewshot.unusual` and `fewshot.matching` do"""


class Parts:
    """Looks at the parts of photos with the encoders of one embedder.

    Another map of a photo that was just looked at costs no pass through the encoders.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.maps = lru_cache(_MAPS_KEPT)(self._maps)
        self._patches = lru_cache(_PATCHES_KEPT)(lambda photo: self.maps(photo).patches)
        self._ok = lru_cache(2)(self._fit_ok)

    def unusual(
        self,
        photo: Photo,
        snapshot: ProjectSnapshot,
        ok_class_id: int,
        progress: Progress = no_progress,
    ) -> FloatArray:
        """How unlike all examples of the OK class each part of a photo is (`OkPatches.unusual`).

        The photo itself is left out of the examples. Examples that can't be read do not count.

        Raises:
            NotEnoughExamplesError: the OK class has no (other) example that can be read.
            ImageError: the photo can't be read any more.
            Cancelled: by `progress`.

        """
        examples = [
            p for p in snapshot.photos if p.class_id == ok_class_id and p.look != photo.look
        ]
        usual = self._readable([_file_of(p) for p in _spread(examples)], progress)
        if not usual:
            raise NotEnoughExamplesError(
                "The OK class needs an example before anything can be called unusual. "
                "Add a photo that is as it should be."
            )
        return self._ok(tuple(usual)).unusual(self._patches(_file_of(photo)))

    def match(self, photo: Photo, example: Photo) -> Matches:
        """Which part of a photo matches which part of an example.

        Raises:
            ImageError: one of them can't be read any more.

        """
        return match(self._patches(_file_of(photo)), self._patches(_file_of(example)))

    def of(self, photo: Photo) -> PhotoMaps:
        """The maps of a photo of the project.

        Raises:
            ImageError: it can't be read any more.

        """
        return self.maps(_file_of(photo))

    def _maps(self, photo: PhotoFile) -> PhotoMaps:
        encoded = self.embedder.maps(self.embedder.prepare(photo.path, photo.framing))
        return PhotoMaps(
            spatial=tuple(e.spatial[0] for e in encoded),
            patches=tuple(e.patches[0] for e in encoded),
        )

    def _readable(self, examples: Sequence[PhotoFile], progress: Progress) -> list[PhotoFile]:
        """Those that can be read; their patches are at hand then."""
        found = []
        for done, example in enumerate(examples):
            progress(done / len(examples), "Looking at the examples that are OK")
            try:
                self._patches(example)
            except ImageError:
                continue  # the window lists it among the photos that can't be read
            found.append(example)
        return found

    def _fit_ok(self, examples: tuple[PhotoFile, ...]) -> OkPatches:
        per_photo = [self._patches(example) for example in examples]
        return OkPatches.fit([np.stack(of_encoder) for of_encoder in zip(*per_photo, strict=True)])


def known_photo(snapshot: ProjectSnapshot, photo_id: int) -> Photo:
    """A photo of the project by its id; raises `ProjectError` when it is gone."""
    photo = snapshot.photo(photo_id)
    if photo is None:
        raise ProjectError("The photo is no longer in the project.")
    return photo


def _spread(examples: Sequence[Photo]) -> list[Photo]:
    """Up to `MOST_OK` of them, evenly from first to last."""
    rows = np.linspace(0, len(examples) - 1, min(len(examples), MOST_OK)).round().astype(int)
    return [examples[row] for row in rows.tolist()]


def _file_of(photo: Photo) -> PhotoFile:
    return PhotoFile(photo.digest, photo.path, photo.framing)
