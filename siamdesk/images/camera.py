"""Cameras at this machine or in its network, read through OpenCV."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import CameraError
from siamdesk.images.opencv import silence

_WIDTH: Final = 1920
_HEIGHT: Final = 1080
"""Asked for; a camera that can't gives what is nearest."""
_LOOKED_FOR: Final = 5
"""Numbers that are tried where the system has no list of cameras."""
_TIMEOUT_MS: Final = 5000
_DEVICES: Final = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera that can be opened, as far as the system knows."""

    name: str
    source: int | str
    """Its number, or the address of a network camera (``rtsp://…``, ``http://…``)."""


class Camera:
    """An open camera. To be used in one thread, in which reading may take a while."""

    def __init__(self, choice: CameraChoice) -> None:
        """Raises `CameraError`, which says why the camera can't be used."""
        silence()
        self.name = choice.name
        self._capture = _open(choice)
        if isinstance(choice.source, int):
            self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
            self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)

    def read(self) -> NDArray[np.uint8]:
        """The next picture, ``[h, w, 3]`` with blue first; waits for it. Raises `CameraError`."""
        found, pixels = self._capture.read()
        if not found:
            raise CameraError(
                f"{self.name} gives no more pictures. Check its cable or network, then choose it "
                "again."
            )
        return np.asarray(pixels, np.uint8)

    @property
    def pause(self) -> float:
        """Seconds to wait between two pictures: 0 for a camera, which sets the pace itself."""
        frames = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        return 1 / rate if frames > 0 and rate > 0 else 0.0

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()


def find_cameras() -> list[CameraChoice]:
    """The cameras at this machine; where the system has no list, they are tried, for seconds."""
    if platform.system() == "Linux":
        return _listed(_DEVICES)
    silence()
    found = []
    for number in range(_LOOKED_FOR):
        capture = cv2.VideoCapture(number)
        if capture.isOpened():
            found.append(CameraChoice(f"Camera {number + 1}", number))
        capture.release()
    return found


def _listed(devices: Path) -> list[CameraChoice]:
    """Linux' own list. A camera may have several devices; the first gives the pictures."""
    found: dict[int, str] = {}
    for device in devices.glob("video*"):
        number = device.name.removeprefix("video")
        if number.isdigit() and _word(device / "index") in ("", "0"):
            found[int(number)] = _word(device / "name") or f"Camera {number}"
    return [CameraChoice(found[number], number) for number in sorted(found)]


def _word(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _open(choice: CameraChoice) -> cv2.VideoCapture:
    source = choice.source
    if isinstance(source, str):
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIMEOUT_MS]
        limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIMEOUT_MS]
        capture = cv2.VideoCapture(source, cv2.CAP_FFMPEG, limits)
    else:
        capture = cv2.VideoCapture(source)
    if not capture.isOpened():
        capture.release()
        raise CameraError(_why_not(choice))
    return capture


def _why_not(choice: CameraChoice) -> str:
    name, source = choice.name, choice.source
    if isinstance(source, str):
        return f"{name} does not answer. Check the address and the network, then try again."
    if platform.system() == "Linux":
        device = Path(f"/dev/video{source}")
        if not device.exists():
            return f"{name} is not there any more. Plug it in, then look for cameras again."
        if not os.access(device, os.R_OK | os.W_OK):
            return (
                f"SiamDesk may not use {name}: the system refuses access to {device}. Have your "
                "account added to the group “video”, then sign in again."
            )
        return f"{name} is busy: another program uses it. Close that program, then try again."
    return (
        f"{name} can't be used: another program uses it, or the system's privacy settings refuse "
        "access. Close that program or allow access, then try again."
    )
