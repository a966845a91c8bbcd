"""Guesses for any number of photos that need not be in a project, in bounded memory."""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.registry import EncoderSpec
from siamdesk.engine.blas import one_thread
from siamdesk.engine.photo_guesses import NamedGuess, PhotoGuesses
from siamdesk.engine.ranking import rank_model
from siamdesk.engine.ranking_table import Ranking
from siamdesk.errors import ImageError
from siamdesk.fewshot.model import FewShotModel
from siamdesk.images.decode import MAX_PIXELS
from siamdesk.images.framing import PLAIN, Framing
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file
from siamdesk.images.squares import PREPARATION, square_of
from siamdesk.project.cache import EmbeddingCache

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

BATCH = 16
"""Photos that the encoders look at between two looks at what is waiting."""
AHEAD = 64
"""Photos that are decoded before the encoders ask for them: 10 MB."""
DECODERS = max(2, min(8, os.cpu_count() or 2))
REMEMBERED = 5_000
"""Photos of one run that the project's cache keeps: 128 MB. A second look at them is quick."""

FloatArray = NDArray[np.float32]
T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A photo that was decoded, or is known from the cache, or can't be read."""

    path: Path
    look: str = ""
    square: NDArray[np.uint8] | None = None
    """[size, size, 3]; None when every encoder knows the photo."""
    known: tuple[FloatArray | None, ...] = ()
    """Per encoder what it said of the photo before, [d_e]."""
    error: str | None = None


class Embeds(Protocol):
    """What a guesser needs of an encoder (`siamdesk.encoders.runtime.Encoder`)."""

    @property
    def spec(self) -> EncoderSpec:
        """What it is."""
        ...

    @property
    def key(self) -> str:
        """Names all that its numbers depend on besides the photo."""
        ...

    @property
    def width(self) -> int:
        """Numbers for one photo."""
        ...

    def embed(self, images: NDArray[np.uint8]) -> FloatArray:
        """`[n, size, size, 3]` to `[n, width]`."""
        ...


class Guesser:
    """Ranks photos with a model that is finished; keeps nothing of them in memory.

    `prepare` may be called from many threads at once, `guess` from one at a time. What is guessed
    of a photo does not depend on the photos around it.
    """

    def __init__(
        self,
        model: FewShotModel,
        encoders: Sequence[Embeds],
        *,
        examples: Sequence[str],
        framing: Framing = PLAIN,
        cache: EmbeddingCache | None = None,
    ) -> None:
        """`examples` names the model's examples, row by row; `cache` is asked before encoders."""
        self.model = model
        self.encoders = tuple(encoders)
        self.examples = tuple(examples)
        self.framing = framing
        self._cache = cache
        self._may_remember = REMEMBERED

    @classmethod
    def of(cls, engine: Engine) -> Self:
        """Ranks as the engine does now; a correction after that needs a new one.

        Raises:
            NotEnoughExamplesError: nothing has been learnt yet.

        """
        fitted = engine.need_model()
        names = {p.id: p.name for p in engine.project.snapshot().photos}
        return cls(
            fitted.model,
            fitted.embedder.encoders,
            examples=[names[i] for i in fitted.example_ids.tolist()],
            framing=engine.project.framing,
            cache=engine.cache,
        )

    @property
    def size(self) -> int:
        """Width and height in pixels that photos are prepared to."""
        return self.encoders[0].spec.input_size

    def guess_files(self, paths: Iterable[Path]) -> Iterator[PhotoGuesses]:
        """Rank files in their order; those that can't be read come with their error.

        Files are read and decoded in threads ahead of the encoders, a bounded number at a time.
        """
        with ThreadPoolExecutor(DECODERS, thread_name_prefix="decode") as pool:
            prepared = _ahead(pool, self.prepare_file, paths)
            try:
                while batch := list(islice(prepared, BATCH)):
                    yield from self.guess(batch)
            finally:
                prepared.close()

    def prepare_file(self, path: Path) -> PreparedPhoto:
        """Read a file and make it ready; one that can't be read comes with its error."""
        try:
            return self.prepare(read_file(path), path)
        except ImageError as error:
            return PreparedPhoto(path, error=str(error))

    def prepare(
        self, data: bytes, path: Path, *, max_pixels: int = MAX_PIXELS, remember: bool = True
    ) -> PreparedPhoto:
        """Make the photo in a file's bytes ready; `path` is what it is called.

        With `remember` False the cache is neither asked nor filled.

        Raises:
            ImageError: the photo can't be used, or has more than `max_pixels`.

        """
        cache = self._cache if remember else None
        look = content_digest(data) + self.framing.key if cache is not None else ""
        known: tuple[FloatArray | None, ...] = (None,) * len(self.encoders)
        if cache is not None:
            known = tuple(cache.get_many([look], e.key).get(look) for e in self.encoders)
        square = None
        if any(features is None for features in known):
            square = square_of(data, path, self.size, self.framing, max_pixels=max_pixels)
        return PreparedPhoto(path, look, square, known)

    def guess(self, photos: Sequence[PreparedPhoto]) -> list[PhotoGuesses]:
        """Rank photos that `prepare` made ready, in their order."""
        good = [p for p in photos if p.error is None]
        rankings = iter(self._ranked(good) if good else ())
        return [
            self._named(p.path, next(rankings))
            if p.error is None
            else PhotoGuesses.unreadable(p.path, p.error)
            for p in photos
        ]

    def _ranked(self, photos: Sequence[PreparedPhoto]) -> Iterator[Ranking]:
        pooled = [self._features(i, photos) for i in range(len(self.encoders))]
        rows = np.arange(len(photos))
        classes, examples = np.arange(len(self.model.classes)), np.arange(len(self.examples))
        with one_thread():
            table = rank_model(
                self.model, [pooled], rows, class_ids=classes, example_ids=examples, most=None
            )
        return map(table.ranking, range(len(photos)))

    def _features(self, index: int, photos: Sequence[PreparedPhoto]) -> FloatArray:
        """What one encoder says [n, d_e] of photos; it looks at those that it does not know."""
        encoder = self.encoders[index]
        features = np.empty((len(photos), encoder.width), np.float32)
        new = []
        for row, photo in enumerate(photos):
            before = photo.known[index]
            if before is None:
                new.append(row)
            else:
                features[row] = before
        squares = [photos[row].square for row in new]
        if new:
            features[new] = encoder.embed(np.stack([s for s in squares if s is not None]))
            self._remember(encoder, {photos[row].look: features[row] for row in new})
        return features

    def _remember(self, encoder: Embeds, features: dict[str, FloatArray]) -> None:
        features.pop("", None)  # photos that are not to be remembered have no look
        if self._cache is None or self._may_remember <= 0 or not features:
            return
        self._cache.put_many(encoder.key, features)
        if encoder is self.encoders[-1]:
            self._may_remember -= len(features)

    def _named(self, path: Path, ranking: Ranking) -> PhotoGuesses:
        named = tuple(
            NamedGuess(
                self.model.classes[g.class_id],
                g.probability,
                g.similarity,
                self.examples[g.example_id],
            )
            for g in ranking.guesses
        )
        return PhotoGuesses(path, named, ranking.unknown, ranking.is_unknown, None)


def state_of(engine: Engine) -> str:
    """Names everything that the guesses of a project depend on: with the same, they are the same.

    64 hex digits. What it was learnt from, not the numbers that came out, which may differ in their
    last digits from machine to machine.
    """
    snapshot = engine.project.snapshot()
    told = {
        "preparation": PREPARATION,
        "encoders": [e.key for e in engine.encoders.embedder.encoders],
        "framing": engine.project.framing.key,
        "classes": [(c.id, c.name) for c in snapshot.classes],
        "photos": sorted((p.id, p.name, p.look, p.class_id, p.group) for p in snapshot.photos),
    }
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _ahead(
    pool: ThreadPoolExecutor, work: Callable[[S], T], items: Iterable[S]
) -> Generator[T, None, None]:
    """The results of `work` in the order of `items`, up to `AHEAD` of them under way."""
    waiting: deque[Future[T]] = deque()
    iterator = iter(items)
    try:
        for item in islice(iterator, AHEAD):
            waiting.append(pool.submit(work, item))
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(pool.submit(work, item) for item in islice(iterator, 1))
            yield result
    finally:
        for future in waiting:
            future.cancel()
