"""From a file to pixels, strictly: a damaged file is an error, never a half-grey photo.

Pillow decodes, because OpenCV hands out truncated JPEGs as photos whose lower part is grey. Only
16-bit colour goes through OpenCV, after Pillow found the file whole: Pillow keeps the upper byte
alone there, which turns a 12-bit camera's colours black. DICOM has a module of its own.

Colour profiles are not applied: what matters is that all photos are treated alike.
"""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from siamdesk.errors import ImageTooLargeError, UnreadableImageError
from siamdesk.images.deep import DeepPixels, DeepValues, to_8_bit
from siamdesk.images.dicom import DicomFile
from siamdesk.images.framing import Framing, Region, Window, crop
from siamdesk.images.heif import can_read_heif
from siamdesk.images.png import bit_depth, check_png
from siamdesk.images.reading import read_file
from siamdesk.images.reducing import reduce_jpeg
from siamdesk.images.sniff import foreign_format, is_dicom, is_heif, known_format

T = TypeVar("T", bound=np.generic)

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
_ON_SIDE: Final = (5, 6, 7, 8)
"""Orientations whose rows are the columns of the upright photo."""
_BITS_PER_SAMPLE: Final = 258
_PHOTOMETRIC: Final = 262
_WHITE_IS_ZERO: Final = 0
_SAMPLE_FORMAT: Final = 339
_UNSIGNED: Final = 1

_pillow_limit = threading.Lock()


@dataclass(frozen=True, slots=True)
class SizedPixels:
    """A decoded photo, which may be smaller than it is in its file."""

    pixels: NDArray[np.uint8] | DeepPixels
    height: int
    """Of the upright photo in full, as `width`."""
    width: int


def read_image(path: Path, window: Window | None = None) -> NDArray[np.uint8]:
    """The photo in a file: ``[h, w, 3] uint8`` RGB, upright. See `decode_image`."""
    return decode_image(read_file(path), path, window)


def read_framed(path: Path, framing: Framing, *, side: int | None = None) -> NDArray[np.uint8]:
    """What is looked at of the photo in a file: ``[h, w, 3] uint8`` RGB. See `decode_framed`."""
    return decode_framed(read_file(path), path, framing, side=side)


def decode_framed(
    data: bytes,
    path: Path,
    framing: Framing,
    *,
    side: int | None = None,
    max_pixels: int = MAX_PIXELS,
) -> NDArray[np.uint8]:
    """What is looked at of the photo in a file's bytes: ``[h, w, 3] uint8``. See `decode_image`.

    With `side` a large JPEG comes smaller, which is several times as fast: at a half, a quarter or
    an eighth, with at least thrice `side` pixels of its height and of its width.
    """
    pixels = decode_pixels(data, path, side=side, region=framing.region, max_pixels=max_pixels)
    return crop(_shown(pixels, framing.window), framing.region)


def decode_image(
    data: bytes, path: Path, window: Window | None = None, *, max_pixels: int = MAX_PIXELS
) -> NDArray[np.uint8]:
    """The photo in a file's bytes: ``[h, w, 3] uint8`` RGB; `path` is only named in messages.

    JPEG, PNG, BMP, TIFF and WebP, and with their extras HEIC and DICOM, told by content, not by the
    file's name. The EXIF orientation is applied. Transparency is laid on white, unless the photo is
    wholly transparent: some cameras leave the alpha channel at 0, and it is then ignored. Of
    several frames or pages the first counts. Values of more than 8 bits become 8-bit ones by
    `window`, or else as `siamdesk.images.deep.default_window` says; others are left as they are.

    Raises `UnreadableImageError` for damaged, cut-off or foreign files, and `ImageTooLargeError`,
    before any pixel is unpacked, for more than `max_pixels`.
    """
    return _shown(decode_pixels(data, path, max_pixels=max_pixels), window)


def decode_pixels(
    data: bytes,
    path: Path,
    *,
    side: int | None = None,
    region: Region | None = None,
    max_pixels: int = MAX_PIXELS,
) -> NDArray[np.uint8] | DeepPixels:
    """As `decode_image`, but values of more than 8 bits stay as the file has them.

    With `side` a large JPEG comes smaller; `region` still has thrice `side` pixels each way.
    """
    return decode_sized(data, path, side=side, region=region, max_pixels=max_pixels).pixels


def decode_sized(
    data: bytes,
    path: Path,
    *,
    side: int | None = None,
    region: Region | None = None,
    max_pixels: int = MAX_PIXELS,
) -> SizedPixels:
    """As `decode_pixels`, with the size that the photo has in full."""
    in_full = None
    with _memory_needed(path):
        if is_dicom(data):
            pixels = _decode_dicom(data, path, max_pixels)
        else:
            with _open(data, path) as image:
                _check_size(image, data, path, max_pixels)
                if side is not None:
                    on_side = _orientation(image) in _ON_SIDE
                    in_full = reduce_jpeg(image, side, region, on_side=on_side)
                pixels = _decode(image, data, path)
    values = pixels.values if isinstance(pixels, DeepPixels) else pixels
    height, width = in_full or values.shape[:2]
    return SizedPixels(pixels, height, width)


def _shown(pixels: NDArray[np.uint8] | DeepPixels, window: Window | None) -> NDArray[np.uint8]:
    return to_8_bit(pixels, window) if isinstance(pixels, DeepPixels) else pixels


def _decode(image: Image.Image, data: bytes, path: Path) -> NDArray[np.uint8] | DeepPixels:
    try:
        if image.format == "PNG":
            check_png(data)
        image.load()
        orientation = _orientation(image)
        pixels = _pixels(image, data, path)
    except _DAMAGED as error:
        raise _damaged(path, error) from error
    if isinstance(pixels, DeepPixels):
        return replace(pixels, values=_upright(pixels.values, orientation))
    return _upright(pixels, orientation)


@contextmanager
def _memory_needed(path: Path) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise ImageTooLargeError(
            path, "there is not enough memory for its pixels. Close other programs."
        ) from None


def _decode_dicom(data: bytes, path: Path, max_pixels: int) -> NDArray[np.uint8] | DeepPixels:
    file = DicomFile(data, path)
    _refuse_large((file.width, file.height), file.unpacked_bytes, data, path, max_pixels)
    return file.decode()


def _open(data: bytes, path: Path) -> Image.Image:
    """The header of an image; no pixel is unpacked yet."""
    if not data:
        raise UnreadableImageError(path, "the file is empty. Copy it from the camera again.")
    heif = is_heif(data)
    if heif and not can_read_heif():
        raise UnreadableImageError(
            path,
            "it is a HEIC photo, which takes an extra to read: install siamdesk[heic], or export "
            "the photo as JPEG and add that file.",
        )
    try:
        # Pillow has one limit for the whole process, below ours. It is off only while our own
        # check, a few lines on, has not yet had its say.
        with _pillow_limit:
            limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
            try:
                return Image.open(io.BytesIO(data), formats=["HEIF"] if heif else _FORMATS)
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


def _check_size(image: Image.Image, data: bytes, path: Path, max_pixels: int) -> None:
    pixels = image.width * image.height
    unpacked = pixels // 8 if image.mode == "1" else pixels * len(image.getbands())
    _refuse_large(image.size, unpacked, data, path, max_pixels)


def _refuse_large(
    shape: tuple[int, int], unpacked: int, data: bytes, path: Path, max_pixels: int
) -> None:
    width, height = shape
    pixels = width * height
    size = f"{width} × {height} pixels ({pixels / 1e6:,.0f} megapixels)"
    if pixels > max_pixels:
        raise ImageTooLargeError(
            path,
            f"it has {size}; SiamDesk opens up to {max_pixels / 1e6:g} megapixels. "
            "Crop it or save it smaller.",
        )
    large = pixels > _BOMB_PIXELS or unpacked > _BOMB_BYTES
    if large and unpacked > _BOMB_RATIO * len(data):
        raise ImageTooLargeError(
            path,
            f"its {len(data):,} bytes would unpack to {size}, more than "
            f"{_BOMB_RATIO} times as much; no photo does. It was left out for safety: "
            "if you trust it, save it smaller.",
        )


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


def _upright(pixels: NDArray[T], orientation: int) -> NDArray[T]:
    if orientation in _ON_SIDE:
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)


def _pixels(image: Image.Image, data: bytes, path: Path) -> NDArray[np.uint8] | DeepPixels:
    if image.mode == "LAB":
        raise UnreadableImageError(path, "its colours are CIELAB values. Save it with RGB colours.")
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        return DeepPixels(_grey_values(image), inverted=_white_is_zero(image))
    if _is_16_bit(image, data) and image.mode != "CMYK":
        return _laid_on_white(_decode_16_bit_colour(data, path))
    if image.has_transparency_data:
        return _on_white(image.convert("RGBA"))
    return np.array(image.convert("RGB"))


def _grey_values(image: Image.Image) -> DeepValues:
    """The one channel, ``[h, w, 1]``."""
    values = np.asarray(image)[:, :, None]
    if image.mode.startswith("I;16"):
        return np.asarray(values, np.uint16)
    if image.mode == "I" and _tiff_tag(image, _SAMPLE_FORMAT) in (None, (_UNSIGNED,)):
        values = values.view(np.uint32)  # Pillow has no such mode, and keeps the bits
    return values.astype(np.float32)


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


def _laid_on_white(pixels: NDArray[np.uint16]) -> NDArray[np.uint8] | DeepPixels:
    """Colours, or with their alpha channel laid on white: then with the default window."""
    colours = DeepPixels(pixels[:, :, :3])
    if pixels.shape[2] == 3:
        return colours
    alpha = (pixels[:, :, 3] >> 8).astype(np.uint8)
    return _on_white(Image.fromarray(np.dstack([to_8_bit(colours), alpha])))


def _on_white(rgba: Image.Image) -> NDArray[np.uint8]:
    alpha = rgba.getchannel("A")
    if alpha.getextrema() == (0, 0):
        return np.array(rgba.convert("RGB"))
    canvas = Image.new("RGB", rgba.size, (255, 255, 255))
    canvas.paste(rgba, mask=alpha)
    return np.array(canvas)
