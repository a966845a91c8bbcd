"""From photo files to pooled features: decode, encode, remember."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.runtime import Encoded, Encoder
from siamdesk.engine.features import FeatureTable
from siamdesk.engine.means import RunningMeans
from siamdesk.errors import ImageError
from siamdesk.images.framing import PLAIN, Framing
from siamdesk.images.resize import to_square
from siamdesk.images.squares import read_square
from siamdesk.progress import Progress
from siamdesk.project.cache import EmbeddingCache

BATCH = 16
GATHERED = 128
"""Photos whose features are put side by side at a time: few enough to stay in the CPU's cache."""
RECALLED = 512
"""Photos whose features are read from the disk's cache at a time."""
DECODERS = 2

FloatArray = NDArray[np.float32]
Image = NDArray[np.uint8]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo to embed: the digest of its content, where to read it, and what of it counts."""

    digest: str
    path: Path
    framing: Framing = PLAIN

    @property
    def look(self) -> str:
        """What the photo goes by in all caches: the same as `Photo.look`."""
        return self.digest + self.framing.key


class Embedder:
    """Gives the pooled features of photos, each computed once for a given encoder.

    Features are kept in a `FeatureTable` and, when there is a cache, for good on disk: where one
    encoder was exchanged for a tuned one, only that one looks at the photos again. The order of
    `encoders` is the order of the blocks of an embedding.
    """

    def __init__(self, encoders: Sequence[Encoder], cache: EmbeddingCache | None) -> None:
        self.encoders = tuple(encoders)
        self._cache = cache
        self._widths = [e.width for e in self.encoders]
        self._table = FeatureTable(sum(self._widths))
        self._means = RunningMeans(self.roots)

    @property
    def roots(self) -> tuple[bool, ...]:
        """Per encoder, whether `siamdesk.fewshot.space.EmbeddingSpace` takes a square root."""
        return tuple(e.spec.root for e in self.encoders)

    @property
    def turns(self) -> int:
        """How many turns of a photo the features stand for."""
        return self.encoders[0].turns

    @property
    def input_size(self) -> int:
        """Width and height in pixels that photos are prepared to."""
        return self.encoders[0].spec.input_size

    def pooled(self, looks: Sequence[str]) -> list[FloatArray]:
        """Per encoder the features [n, d_e] of photos that `missing` does not list."""
        return np.split(self._table.rows(looks), np.cumsum(self._widths)[:-1], axis=1)

    def batches(self, looks: Sequence[str]) -> Iterator[list[FloatArray]]:
        """The same as `pooled`, in batches of up to `GATHERED` photos."""
        return map(self.pooled, _batches(looks, GATHERED))

    def means(self, looks: Sequence[str]) -> list[NDArray[np.float64]] | None:
        """Per encoder the mean [d_e] of such photos, as `EmbeddingSpace.fit` takes it."""
        return self._means.of(looks, self.batches)

    def knows(self, look: str) -> bool:
        """Whether the features of a photo are at hand, and no cache need be asked."""
        return look in self._table

    def missing(self, photos: Sequence[PhotoFile]) -> list[PhotoFile]:
        """The photos whose features are neither at hand nor in the cache; each look once."""
        wanted = {p.look: p for p in photos if p.look not in self._table}
        if wanted and self._cache is not None:
            self._recall(list(wanted), self._cache)
        return [p for p in wanted.values() if p.look not in self._table]

    def embed(
        self, photos: Sequence[PhotoFile], progress: Progress, *, message: str = "Looking at photos"
    ) -> Iterator[dict[str, str]]:
        """Embed photos that are missing, batch by batch.

        Yields after each batch the photos of it that could not be read: look to reason.
        """
        todo = self.missing(photos)
        if not todo:
            return
        done = 0
        with ThreadPoolExecutor(DECODERS) as pool:
            for batch in _batches(todo, BATCH):
                progress(done / len(todo), message)
                results = list(pool.map(self._prepare, batch))
                images = [r for r in results if not isinstance(r, ImageError)]
                looks = [
                    p.look
                    for p, r in zip(batch, results, strict=True)
                    if not isinstance(r, ImageError)
                ]
                if images:
                    self._encode_new(looks, np.stack(images))
                done += len(batch)
                yield {
                    p.look: r.reason
                    for p, r in zip(batch, results, strict=True)
                    if isinstance(r, ImageError)
                }

    def encode(self, squares: Image) -> list[FloatArray]:
        """Per encoder the pooled features [n, d_e] of prepared photos [n, size, size, 3] uint8."""
        return [e.embed(squares) for e in self.encoders]

    def maps(self, rgb: Image) -> list[Encoded]:
        """Per encoder all that it says of one photo [h, w, 3], its maps among it.

        For what it says of a photo elsewhere, give it as it is prepared (`prepare`).
        """
        square = to_square(rgb, self.input_size)[None]
        return [e.encode(square) for e in self.encoders]

    def prepare(self, path: Path, framing: Framing = PLAIN) -> Image:
        """Read what counts of a photo, prepared for the encoders: [size, size, 3] uint8.

        Raises:
            ImageError: the file can't be used.

        """
        return read_square(path, self.input_size, framing)

    def _prepare(self, photo: PhotoFile) -> Image | ImageError:
        try:
            return self.prepare(photo.path, photo.framing)
        except ImageError as error:
            return error

    def _recall(self, looks: Sequence[str], cache: EmbeddingCache) -> None:
        for some in _batches(looks, RECALLED):
            found = [cache.get_many(some, e.key) for e in self.encoders]
            known = [look for look in some if all(look in f for f in found)]
            if known:
                blocks = [np.stack([f[look] for look in known]) for f in found]
                self._table.add(known, np.concatenate(blocks, axis=1))

    def _encode_new(self, looks: Sequence[str], squares: Image) -> None:
        pooled = [self._features(encoder, looks, squares) for encoder in self.encoders]
        self._table.add(looks, np.concatenate(pooled, axis=1))

    def _features(self, encoder: Encoder, looks: Sequence[str], squares: Image) -> FloatArray:
        """What one encoder says [n, d_e] of prepared photos; it looks at those not in the cache."""
        known = {} if self._cache is None else dict(self._cache.get_many(looks, encoder.key))
        new = [row for row, look in enumerate(looks) if look not in known]
        if new:
            fresh = dict(zip([looks[row] for row in new], encoder.embed(squares[new]), strict=True))
            if self._cache is not None:
                self._cache.put_many(encoder.key, fresh)
            known |= fresh
        return np.stack([known[look] for look in looks])


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
