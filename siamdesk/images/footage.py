"""Frames of a video as photo files, on their way into a project."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import ImageError, ImageTooLargeError, UnreadableImageError
from siamdesk.images.video import Sampling, Video, VideoInfo, frame_name
from siamdesk.progress import Progress, no_progress

_SPARE_BYTES: Final = 500_000_000
"""What stays free on the disk while frames are written."""
_QUICK: Final = 2
"""PNG compression: half the time of OpenCV's own choice, and files that are hardly larger."""


@dataclass(frozen=True, slots=True)
class Footage:
    """Frames of one video, written as PNG files."""

    video: Path
    photos: tuple[Path, ...]
    problem: ImageError | None
    """Why the rest of the video is missing; what was read before is there."""
    skipped: int
    """Frames that were left out since they hardly differ from the one before."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """What to say where each photo comes from: ``line3.mp4/line3 00-00-01.000.png``."""
        return tuple(self.video.absolute() / photo.name for photo in self.photos)


@contextmanager
def footage(video: Path, sampling: Sampling, progress: Progress = no_progress) -> Iterator[Footage]:
    """Take frames of a video; their files are gone again after the block.

    A video that ends before its time, or a disk that is full, is told in `Footage.problem`. Raises
    `ImageError` when nothing can be read at all, and what `progress` raises.
    """
    with tempfile.TemporaryDirectory(prefix="siamdesk-", ignore_cleanup_errors=True) as scratch:
        yield write_frames(video, sampling, Path(scratch), progress)


def write_frames(
    video: Path, sampling: Sampling, folder: Path, progress: Progress = no_progress
) -> Footage:
    """Write the frames to take into a folder; else as `footage`."""
    photos: list[Path] = []
    problem: ImageError | None = None
    with Video(video) as opened:
        for frame in opened.frames(sampling, partial(_tell, progress, opened.info, sampling)):
            photo = folder / frame_name(video, frame.seconds)
            problem = _write(photo, frame.pixels, video)
            if problem is not None:
                break
            photos.append(photo)
        if opened.cut_short:
            problem = UnreadableImageError(
                video,
                "the video is damaged or cut off: its end is missing. "
                "The frames before that were taken.",
            )
        if not photos and problem is None:
            raise UnreadableImageError(
                video, "there are no frames between start and end. Choose other times."
            )
        return Footage(video, tuple(photos), problem, opened.skipped)


def _tell(progress: Progress, info: VideoInfo, sampling: Sampling, seconds: float) -> None:
    end = sampling.end if sampling.end is not None else info.seconds
    span = (end or 0.0) - sampling.start
    done = (seconds - sampling.start) / span if span > 0 else 0.0
    progress(min(max(done, 0.0), 1.0), f"Taking frames of {info.path.name}")


def _write(photo: Path, pixels: NDArray[np.uint8], video: Path) -> ImageError | None:
    """Write a frame, unless the disk has no room for it."""
    _, data = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, _QUICK])
    if len(data) + _SPARE_BYTES > shutil.disk_usage(photo.parent).free:
        return ImageTooLargeError(
            video, "there is no room on the disk for the rest of its frames. Free some space."
        )
    try:
        photo.write_bytes(data.tobytes())
    except OSError as error:
        reason = f"its frames could not be written ({error.strerror}). Check the disk."
        return UnreadableImageError(video, reason)
    return None
