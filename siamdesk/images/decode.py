"""From a file to pixels, strictly: a damaged file is an error, never a half-grey photo.

Pillow decodes, because OpenCV hands out truncated JPEGs as photos whose lower part is grey. Only
16-bit colour goes through OpenCV, after Pillow found the file whole: Pillow keeps the upper byte
alone there, which turns a 12-bit camera's colours black.

Colour profiles are not applied: what matters is that all photos are treated alike.
"""

from __future__ import annotations

import io
import struct
import threading
import zlib
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from siamdesk.errors import ImageTooLargeError, UnreadableImageError
from siamdesk.images.png import bit_depth, check_png
from siamdesk.images.reading import read_file
from siamdesk.images.sniff import foreign_format, known_format

MAX_PIXELS: Final = 300_000_000
"""Photos with more pixels than this are refused; their RGB alone would take 900 MB of memory."""

_FORMATS: Final = ("JPEG", "PNG", "BMP", "TIFF", "WEBP")
_BOMB_PIXELS: Final = 100_000_000
_BOMB_BYTES: Final = 300_000_000
_BOMB_RATIO: Final = 500
"""No camera's photo as large as that shrinks so well; only a file made to fill memory.

Smaller ones can't do harm, and flat test charts and masks shrink up to a thousand times.
"""

_DAMAGED: Final = (
    # What Pillow's decoders raise on damaged bytes, found by fuzzing them.
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_ORIENTATION: Final = 0x0112
_BITS_PER_SAMPLE: Final = 258
_PHOTOMETRIC: Final = 262
_WHITE_IS_ZERO: Final = 0
_SAMPLES_PER_PIXEL: Final = 277

_pillow_limit = threading.Lock()


def read_image(path: Path) -> NDArray[np.uint8]:
    """The photo in a file: ``[h, w, 3] uint8`` RGB, upright. See `decode_image`."""
    return decode_image(read_file(path), path)


def decode_image(data: bytes, path: Path) -> NDArray[np.uint8]:
    """The photo in a file's bytes: ``[h, w, 3] uint8`` RGB; `path` is only named in messages.

    JPEG, PNG, BMP, TIFF and WebP, told by content, not by the file's name. The EXIF orientation is
    applied. Transparency is laid on white, unless the photo is wholly transparent: some cameras
    leave the alpha channel at 0, and it is then ignored. Of several frames or pages the first
    counts. 16-bit values become 8-bit ones by one factor for all channels: 255/4095 when the
    largest fits 12 bits, as industrial cameras store them, else 255/65535.

    Raises `UnreadableImageError` for damaged, cut-off or foreign files, and `ImageTooLargeError`,
    before any pixel is unpacked, for more than `MAX_PIXELS`.
    """
    with _open(data, path) as image:
        _check_size(image, data, path)
        try:
            if image.format == "PNG":
                check_png(data)
            image.load()
            orientation = _orientation(image)
            rgb = _to_rgb(image, data, path)
        except MemoryError:
            raise ImageTooLargeError(
                path, f"there is not enough memory for its {_size(image)}. Close other programs."
            ) from None
        except _DAMAGED as error:
            raise _damaged(path, error) from error
    return _upright(rgb, orientation)


def _open(data: bytes, path: Path) -> Image.Image:
    """The header of an image; no pixel is unpacked yet."""
    if not data:
        raise UnreadableImageError(path, "the file is empty. Copy it from the camera again.")
    try:
        # Pillow has one limit for the whole process, below ours. It is off only while our own
        # check, a few lines on, has not yet had its say.
        with _pillow_limit:
            limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
            try:
                return Image.open(io.BytesIO(data), formats=_FORMATS)
            finally:
                Image.MAX_IMAGE_PIXELS = limit
    except UnidentifiedImageError:
        raise UnreadableImageError(path, _why_not_opened(data)) from None
    except _DAMAGED as error:
        raise _damaged(path, error) from error


def _why_not_opened(data: bytes) -> str:
    if foreign := foreign_format(data):
        return f"it is a {foreign}. Export it as JPEG, PNG or TIFF and add that file."
    if known_format(data) == "TIFF":
        return (
            "it is a TIFF of a kind that SiamDesk can't read, or damaged. "
            "Save it again with 8 or 16 bits per channel."
        )
    if known := known_format(data):
        return f"it begins like a {known} file but is damaged. Copy it from the camera again."
    return "it is not a photo that SiamDesk knows. Use JPEG, PNG, BMP, TIFF or WebP."


def _check_size(image: Image.Image, data: bytes, path: Path) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ImageTooLargeError(
            path,
            f"it has {_size(image)}; SiamDesk opens up to {MAX_PIXELS // 1_000_000} megapixels. "
            "Crop it or save it smaller.",
        )
    pixels = image.width * image.height
    unpacked = pixels // 8 if image.mode == "1" else pixels * len(image.getbands())
    large = pixels > _BOMB_PIXELS or unpacked > _BOMB_BYTES
    if large and unpacked > _BOMB_RATIO * len(data):
        raise ImageTooLargeError(
            path,
            f"its {len(data):,} bytes would unpack to {_size(image)}, more than "
            f"{_BOMB_RATIO} times as much; no photo does. It was left out for safety: "
            "if you trust it, save it smaller.",
        )


def _size(image: Image.Image) -> str:
    megapixels = image.width * image.height / 1e6
    return f"{image.width} × {image.height} pixels ({megapixels:,.0f} megapixels)"


def _damaged(path: Path, error: BaseException) -> UnreadableImageError:
    text = str(error)
    if "truncated" in text.lower() or isinstance(error, EOFError):
        reason = "the file is cut off: its end is missing. Copy it from the camera again."
    else:
        reason = f"the file is damaged ({text or type(error).__name__}). Copy it again."
    return UnreadableImageError(path, reason)


def _orientation(image: Image.Image) -> int:
    """EXIF orientation, 1 to 8; 1 when there is none or the EXIF block is damaged."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _DAMAGED:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _upright(rgb: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    if orientation in (5, 6, 7, 8):
        rgb = rgb.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        rgb = rgb[:, ::-1]
    if orientation in (3, 4, 7, 8):
        rgb = rgb[::-1]
    return np.ascontiguousarray(rgb)


def _to_rgb(image: Image.Image, data: bytes, path: Path) -> NDArray[np.uint8]:
    if image.mode in ("F", "I"):
        kind = "floating-point numbers" if image.mode == "F" else "32-bit or signed numbers"
        raise UnreadableImageError(
            path, f"it holds {kind}, not colours. Save it with 8 or 16 bits per channel."
        )
    if image.mode == "LAB":
        raise UnreadableImageError(path, "its colours are CIELAB values. Save it with RGB colours.")
    if image.mode.startswith("I;16"):
        return _from_16_bit(np.asarray(image)[:, :, None], inverted=_white_is_zero(image))
    if _is_16_bit(image, data) and image.mode != "CMYK":
        return _from_16_bit(_decode_16_bit_colour(data, path), inverted=False)
    if image.has_transparency_data:
        return _on_white(image.convert("RGBA"))
    return np.array(image.convert("RGB"))


def _is_16_bit(image: Image.Image, data: bytes) -> bool:
    if image.format == "PNG":
        return bit_depth(data) == 16
    bits = _tiff_tag(image, _BITS_PER_SAMPLE)
    return isinstance(bits, tuple) and max(bits) == 16


def _white_is_zero(image: Image.Image) -> bool:
    return _tiff_tag(image, _PHOTOMETRIC) == _WHITE_IS_ZERO


def _tiff_tag(image: Image.Image, tag: int) -> object:
    return image.tag_v2.get(tag) if hasattr(image, "tag_v2") else None


def _decode_16_bit_colour(data: bytes, path: Path) -> NDArray[np.uint16]:
    """``[h, w, 3 or 4]`` RGB(A)."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16 or pixels.ndim != 3:
        raise UnreadableImageError(
            path, "its 16-bit colours are stored in a way that SiamDesk can't read. Save it anew."
        )
    order = [2, 1, 0, 3][: pixels.shape[2]]
    return np.asarray(pixels[:, :, order], np.uint16)


def _from_16_bit(pixels: NDArray[np.uint16], *, inverted: bool) -> NDArray[np.uint8]:
    """RGB of ``[h, w, 1, 3 or 4]`` 16-bit values."""
    colour = pixels[:, :, :3]
    top = 4095 if int(colour.max()) <= 4095 else 65535
    values = np.arange(65536, dtype=np.uint32)
    table = ((np.minimum(values, top) * 255 + top // 2) // top).astype(np.uint8)
    if inverted:
        table = 255 - table
    rgb = table[colour]
    if pixels.shape[2] == 1:
        return np.repeat(rgb, 3, axis=2)
    if pixels.shape[2] == 4:
        alpha = (pixels[:, :, 3] >> 8).astype(np.uint8)
        return _on_white(Image.fromarray(np.dstack([rgb, alpha])))
    return rgb


def _on_white(rgba: Image.Image) -> NDArray[np.uint8]:
    alpha = rgba.getchannel("A")
    if alpha.getextrema() == (0, 0):
        return np.array(rgba.convert("RGB"))
    canvas = Image.new("RGB", rgba.size, (255, 255, 255))
    canvas.paste(rgba, mask=alpha)
    return np.array(canvas)
