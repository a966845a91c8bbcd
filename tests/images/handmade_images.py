"""Image files written byte by byte, independent of the libraries that decode them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_PNG_COLOUR_TYPE = {1: 0, 2: 4, 3: 2, 4: 6}


def png(pixels: NDArray[np.generic], *, depth: int | None = None, extra: bytes = b"") -> bytes:
    """A PNG of [h, w, channels] uint8 or uint16 values; `extra` chunks go before the pixels."""
    height, width, channels = pixels.shape
    depth = depth or pixels.dtype.itemsize * 8
    rows = pixels.astype(">u2") if depth == 16 else pixels.astype(np.uint8)
    raw = b"".join(b"\x00" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, depth, _PNG_COLOUR_TYPE[channels], 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(raw))
        + chunk(b"IEND", b"")
    )


def palette_png(
    indices: NDArray[np.uint8], colours: Sequence[tuple[int, int, int]], alphas: bytes = b""
) -> bytes:
    """A PNG of [h, w] palette indices, with the transparency of the first colours."""
    height, width = indices.shape
    raw = b"".join(b"\x00" + row.tobytes() for row in indices)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", bytes(value for colour in colours for value in colour))
        + (chunk(b"tRNS", alphas) if alphas else b"")
        + chunk(b"IDAT", zlib.compress(raw))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def bmp(pixels: NDArray[np.uint8]) -> bytes:
    """A 24-bit BMP of [h, w, 3] RGB values."""
    height, width, _ = pixels.shape
    padding = b"\x00" * (-3 * width % 4)
    raw = b"".join(row[:, ::-1].tobytes() + padding for row in pixels[::-1])
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(raw), 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(raw), 0, 0, 54) + info + raw


def tiff(
    pixels: NDArray[np.generic],
    *,
    byte_order: str = "<",
    orientation: int = 1,
    white_is_zero: bool = False,
    sample_format: int = 1,
) -> bytes:
    """An uncompressed TIFF of [h, w, channels] values."""
    height, width, channels = pixels.shape
    bits = pixels.dtype.itemsize * 8
    raw = pixels.astype(pixels.dtype.newbyteorder(byte_order)).tobytes()
    photometric = 2 if channels >= 3 else int(not white_is_zero)
    tags: list[tuple[int, int, list[int]]] = [
        (256, 4, [width]),
        (257, 4, [height]),
        (258, 3, [bits] * channels),
        (259, 3, [1]),
        (262, 3, [photometric]),
        (273, 4, [8]),
        (274, 3, [orientation]),
        (277, 3, [channels]),
        (278, 4, [height]),
        (279, 4, [len(raw)]),
        (284, 3, [1]),
    ]
    if channels in (2, 4):
        tags.append((338, 3, [2]))
    tags.append((339, 3, [sample_format] * channels))
    directory = 8 + len(raw)
    overflow_at = directory + 2 + 12 * len(tags) + 4
    entries, overflow = b"", b""
    for tag, kind, values in tags:
        packed = struct.pack(byte_order + {3: "H", 4: "I"}[kind] * len(values), *values)
        if len(packed) > 4:
            place = struct.pack(byte_order + "I", overflow_at + len(overflow))
            overflow += packed
        else:
            place = packed.ljust(4, b"\x00")
        entries += struct.pack(byte_order + "HHI", tag, kind, len(values)) + place
    magic = {"<": b"II", ">": b"MM"}[byte_order] + struct.pack(byte_order + "HI", 42, directory)
    count = struct.pack(byte_order + "H", len(tags))
    return magic + raw + count + entries + b"\x00" * 4 + overflow


def exif(orientation: int) -> bytes:
    """The TIFF block that EXIF is, with nothing but an orientation."""
    return (
        b"MM\x00*\x00\x00\x00\x08\x00\x01"
        + struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
        + b"\x00" * 4
    )
