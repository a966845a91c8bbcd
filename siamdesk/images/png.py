"""What Pillow doesn't check or tell of a PNG."""

from __future__ import annotations

import zlib
from typing import Final

_SIGNATURE_BYTES: Final = 8
_FRAME_BYTES: Final = 12  # length, type and checksum around a chunk's data


def bit_depth(data: bytes) -> int:
    """Bits per channel, from the header chunk, which always comes first."""
    return data[24]


def check_png(data: bytes) -> None:
    """Raise ValueError when the checksum of some pixels is wrong: Pillow never looks at these."""
    view = memoryview(data)
    start = _SIGNATURE_BYTES
    while start + _FRAME_BYTES <= len(data):
        length = int.from_bytes(view[start : start + 4], "big")
        body = view[start + 4 : start + 8 + length]
        stored = view[start + 8 + length : start + _FRAME_BYTES + length]
        pixels = bytes(body[:4]) == b"IDAT" and len(stored) == 4  # Pillow finds what is cut off
        if pixels and zlib.crc32(body) != int.from_bytes(stored, "big"):
            raise ValueError("wrong checksum of its pixels")
        start += _FRAME_BYTES + length
