"""OpenCV kept quiet: what goes wrong is told in SiamDesk's words."""

from __future__ import annotations

import os

import cv2


def silence() -> None:
    """Let OpenCV and its FFmpeg write nothing to a terminal that nobody reads."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # read when FFmpeg is first used
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
