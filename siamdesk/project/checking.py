"""Files on their way into a project: read, hashed, checked by decoding, copied."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from siamdesk.errors import ImageError
from siamdesk.images.decode import decode_sized
from siamdesk.images.deep import DeepPixels, suggested_window, to_8_bit
from siamdesk.images.framing import Window
from siamdesk.images.hashes import ENOUGH, content_digest, perceptual_hash
from siamdesk.images.reading import read_file
from siamdesk.project.image_store import ImageStore
from siamdesk.project.values import FileProblem

_THREADS: Final = max(2, min(4, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read and found to be a photo, or to be in the project already."""

    path: Path
    digest: str
    width: int
    height: int
    """Both 0 for a file that is in the project already: it was not decoded."""
    copy: str | None
    """Where its copy lies in the image store; None when the file is used in place."""
    restored: bool = False
    """Whether the project had lost its copy of the file and has it again."""
    looks: int = 0
    """Perceptual hash of the whole photo."""
    deep: bool = False
    """Whether its values have more than 8 bits."""
    window: Window | None = None
    """The grey values that would show this one best; None where there is nothing to choose."""


def check(
    paths: Sequence[Path],
    *,
    known: Mapping[str, str | None],
    store: ImageStore | None,
    written: list[str],
) -> Generator[Incoming | FileProblem, None, None]:
    """Check files on a few threads; yields one outcome for each path, in order.

    `known` has the copies of the photos that are in the project already, by digest: such a file is
    not decoded, and copied only if its copy was lost. `store` is None when photos are used in
    place; copies that were not there before are appended to `written`. Raises OSError when a copy
    can't be written. Close the generator to stop early: `written` is then complete.
    """
    # A photo can take hundreds of megabytes while it is decoded: as many files as threads.
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="add-photos") as pool:
        waiting: deque[Future[Incoming | FileProblem]] = deque()
        try:
            for path in paths:
                waiting.append(pool.submit(_check_one, path, known, store, written))
                if len(waiting) > _THREADS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _check_one(
    path: Path, known: Mapping[str, str | None], store: ImageStore | None, written: list[str]
) -> Incoming | FileProblem:
    try:
        data = read_file(path)
        digest = content_digest(data)
        if digest in known:
            restored = _restore(known[digest], data, store, written)
            return Incoming(path, digest, 0, 0, None, restored)
        seen = _look_at(data, path)
    except ImageError as error:
        return FileProblem(path, error.reason)
    copy = None
    if store is not None:
        copy = store.relative_path(digest, path)
        if store.put(copy, data):
            written.append(copy)
    return Incoming(
        path,
        digest,
        seen.width,
        seen.height,
        copy,
        looks=seen.looks,
        deep=seen.deep,
        window=seen.window,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    width: int
    height: int
    looks: int
    deep: bool
    window: Window | None


def _look_at(data: bytes, path: Path) -> _Seen:
    """Decode a photo. Raises `ImageError`."""
    found = decode_sized(data, path, side=ENOUGH)
    pixels, height, width = found.pixels, found.height, found.width
    if not isinstance(pixels, DeepPixels):
        return _Seen(width, height, perceptual_hash(pixels), deep=False, window=None)
    best = suggested_window(pixels)
    # Compared as it can be seen best: under the default window most of it may be black.
    looks = perceptual_hash(to_8_bit(pixels, best))
    may_choose = pixels.is_grey and pixels.stated is None
    return _Seen(width, height, looks, deep=True, window=best if may_choose else None)


def _restore(copy: str | None, data: bytes, store: ImageStore | None, written: list[str]) -> bool:
    """Put a lost copy back; False when it is not lost, or none is kept."""
    if copy is None or store is None or store.holds(copy, data):
        return False
    store.put(copy, data)
    written.append(copy)
    return True
