"""Frames of a video file, one after the other, in little memory.

OpenCV decodes, through the FFmpeg that it brings along. Frames come upright: a phone's note that it
was held on its side is heeded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import ImageTooLargeError, UnreadableImageError
from siamdesk.images.decode import MAX_PIXELS
from siamdesk.images.opencv import silence
from siamdesk.images.reading import read_head
from siamdesk.images.sniff import looks_like_video

VIDEO_SUFFIXES: Final = (
    ".mp4",
    ".m4v",
    ".mov",
    ".avi",
    ".mkv",
    ".webm",
    ".mjpeg",
    ".mjpg",
    ".mpg",
    ".mpeg",
    ".mts",
    ".m2ts",
    ".ts",
    ".wmv",
    ".3gp",
)
"""Endings to offer when a video is looked for; what a file holds is told from its bytes."""

_MOTION_JPEG: Final = (".mjpeg", ".mjpg")
"""Such a file is one JPEG after the other: its first bytes are those of a photo."""
_HEAD_BYTES: Final = 600
_SAME_MOMENT: Final = 0.001
"""Seconds: time stamps are rounded to milliseconds, some of them down."""
_SMALL: Final = 64
_ALIKE: Final = 8.0
_NEAR_END_FRAMES: Final = 2
_NEAR_END_SHARE: Final = 0.02
"""Some containers only estimate their number of frames."""
_SEEKS_FROM: Final = 10.0
_SEEKS_BEFORE: Final = 3.0
"""Seconds: a jump may miss by a little, and what comes too early is passed over."""


def _ignore(seconds: float) -> None:
    """Nobody wants to know how far it is."""


class Unit(StrEnum):
    """What an interval is counted in."""

    SECONDS = "seconds"
    FRAMES = "frames"


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which frames of a video to take; one that can't be met raises ValueError."""

    every: float = 1.0
    unit: Unit = Unit.SECONDS
    start: float = 0.0
    """Seconds from the beginning of the video."""
    end: float | None = None
    """Seconds from the beginning; None is the end of the video."""
    skip_alike: bool = False
    """Leave out what hardly differs from the frame that was taken before it."""

    def __post_init__(self) -> None:
        least = 1 if self.unit is Unit.FRAMES else _SAME_MOMENT
        if not self.every >= least or not self.start >= 0:
            raise ValueError(f"no frames can be taken every {self.every} {self.unit}")


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video says of itself."""

    path: Path
    width: int
    height: int
    """Pixels of a frame that was turned upright."""
    frames_per_second: float
    frames: int | None
    """None where the file doesn't tell, as raw motion JPEG."""

    @property
    def seconds(self) -> float | None:
        """How long it is, if that is known."""
        return None if self.frames is None else self.frames / self.frames_per_second

    def expected(self, sampling: Sampling) -> int | None:
        """How many frames a sampling gives if none are alike; None when the length is unknown.

        Exact for a steady number of frames per second.
        """
        if self.frames is None:
            return None
        last = (self.frames - 1) / self.frames_per_second
        if sampling.end is not None:  # and of the frames, the last one up to there
            frames = math.floor((sampling.end + _SAME_MOMENT) * self.frames_per_second)
            last = min(last, frames / self.frames_per_second)
        span = last - sampling.start + _SAME_MOMENT
        if span < 0:
            return 0
        if sampling.unit is Unit.SECONDS:
            return math.floor(span / sampling.every) + 1
        first = math.ceil((sampling.start - _SAME_MOMENT) * self.frames_per_second)
        inside = math.floor((last + _SAME_MOMENT) * self.frames_per_second) - max(first, 0) + 1
        return max(0, math.ceil(inside / int(sampling.every)))


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a video."""

    seconds: float
    """From the beginning of the video."""
    pixels: NDArray[np.uint8]
    """``[h, w, 3]``, blue first as OpenCV has it."""


class Video:
    """An open video file; use it in a `with` block, in one thread."""

    def __init__(self, path: Path) -> None:
        """Raises `UnreadableImageError`, or `ImageTooLargeError` for gigantic frames."""
        self._capture = _open(path)
        self.info = self._read_info(path)
        self.cut_short = False
        """Whether `frames` came to an end before the length that the file claims."""
        self.skipped = 0
        """Frames that were left out by `frames` since they were alike."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._capture.release()

    def frames(
        self, sampling: Sampling, passed: Callable[[float], None] = _ignore
    ) -> Iterator[Frame]:
        """The frames to take; `passed` is called with the seconds of every frame that is met.

        A video is gone through from the beginning, or from a little before `sampling.start`; only
        the frames to take are converted. To be called once. What `passed` raises ends it.
        """
        chosen = _Choice(sampling)
        met = self._jump_near(sampling.start)
        while self._capture.grab():
            met += 1
            seconds = self._position()
            if sampling.end is not None and seconds > sampling.end + _SAME_MOMENT:
                return
            passed(seconds)
            if not chosen.wants(seconds) or (pixels := self._picture()) is None:
                continue
            if sampling.skip_alike and chosen.is_like_last(pixels):
                self.skipped += 1
            else:
                yield Frame(seconds, pixels)
        self.cut_short = self._lacks_frames(met)

    def still(self, seconds: float) -> NDArray[np.uint8] | None:
        """About the frame at that moment, ``[h, w, 3]`` blue first; None if there is none."""
        self._capture.set(cv2.CAP_PROP_POS_MSEC, max(0.0, seconds) * 1000)
        return self._picture() if self._capture.grab() else None

    def _read_info(self, path: Path) -> VideoInfo:
        width = int(self._capture.get(cv2.CAP_PROP_FRAME_WIDTH))
        height = int(self._capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        frames = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        if width * height > MAX_PIXELS:
            raise ImageTooLargeError(path, f"its frames have {width} × {height} pixels.")
        if not 0 < rate < math.inf:
            rate = 25.0
        return VideoInfo(path, width, height, rate, round(frames) if frames > 0 else None)

    def _jump_near(self, start: float) -> int:
        """Go to a place before `start` if that saves time; returns how many frames lie before."""
        target = start - _SEEKS_BEFORE
        if target < _SEEKS_FROM:
            return 0
        self._capture.set(cv2.CAP_PROP_POS_MSEC, target * 1000)
        if 0 < self._position() < start:
            return round(self._capture.get(cv2.CAP_PROP_POS_FRAMES))
        path = self.info.path  # a file that can't be jumped in: from the beginning, then
        self.close()
        self._capture = _open(path)
        return 0

    def _position(self) -> float:
        return float(self._capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000

    def _picture(self) -> NDArray[np.uint8] | None:
        found, pixels = self._capture.retrieve()
        return np.asarray(pixels, np.uint8) if found else None

    def _lacks_frames(self, met: int) -> bool:
        claimed = self.info.frames
        if claimed is None:
            return False
        slack = max(_NEAR_END_FRAMES, math.ceil(_NEAR_END_SHARE * claimed))
        return met + slack < claimed


class _Choice:
    """Which frames of a running video are wanted."""

    def __init__(self, sampling: Sampling) -> None:
        self._sampling = sampling
        self._due = sampling.start
        self._inside = 0
        self._last: NDArray[np.float32] | None = None

    def wants(self, seconds: float) -> bool:
        """Whether the frame at this moment is to be taken; ask for each frame once, in order."""
        wanted = self._sampling
        if seconds + _SAME_MOMENT < wanted.start:
            return False
        if wanted.unit is Unit.FRAMES:
            self._inside += 1
            return (self._inside - 1) % int(wanted.every) == 0
        if seconds + _SAME_MOMENT < self._due:
            return False
        steps = math.floor((seconds - wanted.start + _SAME_MOMENT) / wanted.every) + 1
        self._due = wanted.start + steps * wanted.every
        return True

    def is_like_last(self, pixels: NDArray[np.uint8]) -> bool:
        """Whether it hardly differs, anywhere, from the last frame for which this was not so.

        Both are shrunk to 64 × 64 grey fields, in which noise averages out; the greatest difference
        of two fields counts, so that a small new defect is enough.
        """
        grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
        small = cv2.resize(grey, (_SMALL, _SMALL), interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._last is not None and float(np.abs(small - self._last).max()) <= _ALIKE:
            return True
        self._last = small
        return False


def is_video(path: Path) -> bool:
    """Whether a file holds a video, by its content; False for what can't be read."""
    head = read_head(path, _HEAD_BYTES)
    if path.suffix.lower() in _MOTION_JPEG and head.startswith(b"\xff\xd8\xff"):
        return True
    return looks_like_video(head)


def frame_name(video: Path, seconds: float) -> str:
    """What a frame's file is called: ``line3 00-01-05.200.png``."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{video.stem} {hours:02}-{minutes:02}-{rest // 1000:02}.{rest % 1000:03}.png"


def _open(path: Path) -> cv2.VideoCapture:
    silence()
    if not is_video(path):
        raise UnreadableImageError(path, "it is not a video that SiamDesk knows, or can't be read.")
    try:
        capture = cv2.VideoCapture(str(path.absolute()), cv2.CAP_FFMPEG)
        opened = capture.isOpened() and capture.get(cv2.CAP_PROP_FRAME_WIDTH) > 0
    except (cv2.error, UnicodeError):
        opened = False
    if not opened:
        raise UnreadableImageError(
            path, "the video is damaged or of a kind that SiamDesk can't read. Save it as MP4."
        )
    return capture
