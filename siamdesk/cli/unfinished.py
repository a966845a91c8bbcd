"""The guesses of a run that is under way, beside the file that they go to: ``FILE.unfinished``.

JSON Lines: first what the run is, then a line per photo, written as soon as it is ranked. Whatever
ends the run, all lines but perhaps the last one are whole, so `--resume` goes on from there.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from siamdesk.cli.files import absolute, make_room_for, refused
from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.errors import StorageError

SUFFIX = ".unfinished"
SYNC_SECONDS = 5.0
"""How much work a power cut may take; a process that is killed loses none of it."""

About = Mapping[str, str | int | None]
"""What a run must have in common with the one that it goes on with: name to value."""


class UnfinishedRun:
    """Keeps guesses on disk while they come; one process at a time.

    A photo counts once, with what was said of it last, at the place of its first mention. Those
    that could not be read are not done: going on tries them again.
    """

    def __init__(
        self, path: Path, stream: IO[bytes], about: About, notes: Mapping[str, str]
    ) -> None:
        self.path = path
        self.notes = dict(notes)
        """What the run needs when it is gone on with; of an older run, what that one needed."""
        self._stream = stream
        self._about = dict(about)
        self._lines: dict[str, int] = {}
        self._failed: set[str] = set()
        self._synced = time.monotonic()

    @classmethod
    def open(
        cls, out: Path, about: About, *, resume: bool | None, notes: Mapping[str, str]
    ) -> Self:
        """Begin, or go on with, the run that writes `out`; `resume` False throws an older one away.

        Raises:
            StorageError: there is an older run and `resume` is None, or it was another kind of
                run, or it is still going on, or the disk refuses.

        """
        make_room_for(out)
        path = out.with_name(out.name + SUFFIX)
        try:
            if resume is None and path.exists():
                raise StorageError(
                    f"{path} is what an earlier run had done when it was stopped. "
                    "Add --resume to go on with it, or --restart to begin anew."
                )
            opened = cls(path, path.open("r+b" if path.exists() else "x+b"), about, notes)
            try:
                _lock(opened._stream, path)
                if not resume:
                    opened._stream.truncate(0)
                opened._read()
            except BaseException:  # Ctrl+C too: an open file would stay locked
                opened._stream.close()
                raise
        except OSError as error:
            raise refused(path, error) from error
        return opened

    @property
    def done(self) -> int:
        """Photos that were ranked."""
        return len(self._lines) - len(self._failed)

    def done_photos(self) -> set[str]:
        """Their absolute paths."""
        return self._lines.keys() - self._failed

    def add(self, photo: PhotoGuesses, *, top: int) -> None:
        """Write down what is guessed of a photo. Raises `StorageError`."""
        key = absolute(photo.path)
        offset = self._write({"photo": key, "guesses": photo.as_json(top)})
        self._note(key, offset, failed=photo.error is not None)

    def guesses(self) -> Iterator[tuple[Path, PhotoGuesses]]:
        """The absolute path of each photo so far, and what is guessed of it."""
        for key, offset in list(self._lines.items()):
            self._stream.seek(offset)
            line = json.loads(self._stream.readline())
            yield Path(key), PhotoGuesses.from_json(line["guesses"])

    def remove(self) -> None:
        """The run is finished, and what it wrote lies elsewhere."""
        self._stream.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop here; what was done stays for `--resume`, unless that is nothing."""
        if self._stream.closed:
            return
        if not self._lines:
            self.remove()
            return
        with suppress(OSError):
            os.fsync(self._stream.fileno())
        with suppress(OSError):  # a full disk was told of when it refused the line
            self._stream.close()

    def _note(self, key: str, offset: int, *, failed: bool) -> None:
        self._lines[key] = offset  # a photo that is known keeps its place
        (self._failed.add if failed else self._failed.discard)(key)

    def _write(self, line: Mapping[str, Any]) -> int:
        """Append a line; returns where it begins."""
        try:
            offset = self._stream.seek(0, os.SEEK_END)
            # Escaped, so that names in no encoding come back as they were.
            self._stream.write(json.dumps(line, ensure_ascii=True).encode() + b"\n")
            self._stream.flush()
            if time.monotonic() - self._synced > SYNC_SECONDS:
                os.fsync(self._stream.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            raise refused(self.path, error) from error
        return offset

    def _read(self) -> None:
        """Take in what an earlier run has done, and cut off a line that was not finished."""
        self._stream.seek(0)
        end = 0
        for number, line in enumerate(self._stream):
            try:
                told = json.loads(line)
                if not line.endswith(b"\n"):
                    break
                if number == 0:
                    self._compare(told["about"])
                    self.notes = dict(told["notes"])
                else:
                    failed = PhotoGuesses.from_json(told["guesses"]).error is not None
                    self._note(str(told["photo"]), end, failed=failed)
            except (ValueError, KeyError, TypeError, AttributeError):
                if number == 0 and line.endswith(b"\n"):
                    raise StorageError(
                        f"{self.path} is no run of siamdesk classify, or is damaged. "
                        "Add --restart to begin anew in its place."
                    ) from None
                break  # not written to its end; whatever follows was written later
            end += len(line)
        self._stream.seek(end)
        self._stream.truncate()
        if end == 0:
            self._write({"about": self._about, "notes": self.notes})

    def _compare(self, before: Mapping[str, object]) -> None:
        other = [name for name, value in self._about.items() if before.get(name) != value]
        if other:
            raise StorageError(
                f"{self.path} can't be gone on with: {', '.join(other)} "
                f"{'is' if len(other) == 1 else 'are'} not as before. "
                "Go back to what it was, or add --restart to begin anew."
            )


def _lock(stream: IO[bytes], path: Path) -> None:
    """Two processes must not write the same run; where the system has no such lock, they may."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StorageError(
            f"{path} is being written by another run. Wait for it, or write to another --out."
        ) from None
    except OSError:
        return  # some network drives have no locks
