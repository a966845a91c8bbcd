"""Files that can't be used, and what the inspector is told."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from handmade_images import bmp, chunk, palette_png, png, tiff
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from siamdesk.errors import ImageError, ImageTooLargeError, UnreadableImageError
from siamdesk.images.decode import MAX_PIXELS, decode_image, read_image

PATH = Path("folder") / "photo.jpg"
NOISE = np.random.default_rng(0).integers(0, 256, (40, 50, 3), np.uint8)


def saved(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(NOISE).save(buffer, kind, **options)
    return buffer.getvalue()


WHOLE = {
    "jpeg": saved("JPEG"),
    "progressive jpeg": saved("JPEG", progressive=True),
    "png": png(NOISE),
    "16-bit png": png(NOISE.astype(np.uint16) * 200),
    "bmp": bmp(NOISE),
    "tiff": saved("TIFF"),
    "lzw tiff": saved("TIFF", compression="tiff_lzw"),
    "16-bit tiff": tiff(NOISE.astype(np.uint16) * 200),
    "webp": saved("WEBP"),
    "lossless webp": saved("WEBP", lossless=True),
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_cut_off_file_is_an_error_not_a_half_grey_photo(kind, part):
    data = WHOLE[kind]
    with pytest.raises(UnreadableImageError, match=r"Copy|Save it again"):
        decode_image(data[: int(len(data) * part)], PATH)


def test_an_empty_file_says_so():
    with pytest.raises(UnreadableImageError, match=r"photo\.jpg: the file is empty"):
        decode_image(b"", PATH)


def test_no_flipped_bit_in_the_pixels_of_a_png_goes_unnoticed():
    # About every seventh of them unpacks to other colours without complaint from zlib or Pillow.
    ramp = np.add.outer(np.arange(64), np.arange(72)).astype(np.uint8)[:, :, None]
    whole = png(ramp)
    decode_image(whole, PATH)
    for at in range(whole.index(b"IDAT") + 4, len(whole) - 16):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        with pytest.raises(UnreadableImageError, match=r"damaged|cut off"):
            decode_image(bytes(damaged), PATH)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"scratch, 12 mm, left edge\n", "not a photo that SiamDesk knows"),
        (b"\x00" * 1000, "not a photo that SiamDesk knows"),
        (b"GIF89a" + b"\x01\x00\x01\x00\x00\x00\x00;", "GIF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "video"),
        (b"\x89PNG\r\n\x1a\nnonsense", "damaged|cut off"),
        (b"\xff\xd8\xff\xe0", "damaged|cut off"),
        (b"II*\x00\x08\x00\x00\x00\x00\x00", "TIFF"),
    ],
)
def test_a_file_that_is_no_photo_is_called_what_it_is(data, words):
    with pytest.raises(UnreadableImageError, match=words):
        decode_image(data, PATH)


def test_colours_in_floating_point_numbers_are_refused_with_advice():
    with pytest.raises(UnreadableImageError, match="8 or 16 bits"):
        decode_image(tiff(np.ones((4, 4, 3), np.float32), sample_format=3), PATH)


def header_only_png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_too_many_pixels_are_refused_from_the_header_alone():
    with pytest.raises(ImageTooLargeError) as caught:
        decode_image(header_only_png(20_000, 15_001), PATH)
    assert "20000 × 15001 pixels (300 megapixels)" in str(caught.value)
    with pytest.raises(ImageTooLargeError, match="4,295 megapixels"):
        decode_image(header_only_png(65_535, 65_535), PATH)
    assert f"up to {MAX_PIXELS // 10**6} megapixels" in str(caught.value)


GREY, COLOUR, PALETTE = 0, 2, 3


def flat_png(
    width: int, height: int, *, depth: int = 8, colour_type: int = GREY, extra: bytes = b""
) -> bytes:
    """A PNG of zeros, which takes a thousandth of what it unpacks to."""
    row_bytes = 1 + (width * depth * (3 if colour_type == COLOUR else 1) + 7) // 8
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(bytes(row_bytes) * height, 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("width", "height", "options"),
    [
        (12_000, 12_000, {}),
        (11_000, 10_000, {"colour_type": COLOUR}),
        (12_000, 12_000, {"depth": 1}),
    ],
    ids=["grey", "colour", "1-bit"],
)
def test_a_file_made_to_fill_the_memory_is_refused(width, height, options):
    with pytest.raises(ImageTooLargeError, match=f"would unpack to {width} × {height}"):
        decode_image(flat_png(width, height, **options), PATH)


def test_one_bit_per_pixel_makes_no_exception_from_the_limit():
    with pytest.raises(ImageTooLargeError, match="opens up to 300 megapixels"):
        decode_image(flat_png(20_000, 16_000, depth=1), PATH)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"depth": 1},
        {"colour_type": PALETTE, "extra": chunk(b"PLTE", bytes(3))},
        {"colour_type": COLOUR},
    ],
    ids=["grey", "1-bit", "palette", "colour"],
)
def test_flat_masks_and_charts_of_a_camera_s_size_are_read(options):
    pixels = decode_image(flat_png(8000, 6000, **options), PATH)
    assert pixels.shape == (6000, 8000, 3)
    assert not pixels.any()


@pytest.mark.parametrize(
    ("kind", "head"), [(b"zTXt", b"k\0\0"), (b"iCCP", b"k\0\0"), (b"iTXt", b"k\0\1\0\0\0")]
)
def test_texts_and_profiles_made_to_fill_the_memory_are_refused(kind, head):
    bomb = chunk(kind, head + zlib.compress(bytes(200_000_000), 9))
    with pytest.raises(UnreadableImageError, match="too large"):
        decode_image(flat_png(4, 4, extra=bomb), PATH)


def test_pillows_own_limit_is_left_as_it_was():
    before = Image.MAX_IMAGE_PIXELS
    decode_image(WHOLE["png"], PATH)
    with pytest.raises(UnreadableImageError):
        decode_image(b"no photo", PATH)
    assert before == Image.MAX_IMAGE_PIXELS


def test_photos_between_pillows_limit_and_ours_are_not_refused():
    # 14,000 × 14,000 is above Pillow's 179 megapixels; it is the missing pixels that are reported.
    noise = np.random.default_rng(1).bytes(2_000_000)
    header = struct.pack(">IIBBBBB", 14_000, 14_000, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(noise))
    with pytest.raises(UnreadableImageError, match=r"cut off|damaged"):
        decode_image(data, PATH)


def test_cielab_is_refused_with_advice():
    buffer = io.BytesIO()
    Image.new("LAB", (4, 4)).save(buffer, "TIFF")
    with pytest.raises(UnreadableImageError, match=r"CIELAB.*Save it with RGB"):
        decode_image(buffer.getvalue(), PATH)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_an_image_error(data):
    _decode_or_image_error(data)


@settings(deadline=None)
@given(
    st.sampled_from([*WHOLE.values(), palette_png(NOISE[:, :, 0] % 3, [(1, 2, 3)] * 3)]),
    st.data(),
)
def test_no_damage_raises_anything_but_an_image_error(whole, data):
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        # Mostly in the header, where damage leads decoders astray.
        last = data.draw(st.sampled_from([60, 200, len(whole) - 1]))
        damaged[data.draw(st.integers(0, last))] = data.draw(st.integers(0, 255))
    _decode_or_image_error(bytes(damaged))


def _decode_or_image_error(data: bytes) -> None:
    try:
        pixels = decode_image(data, PATH)
    except ImageError as error:
        message = str(error)
    else:
        assert pixels.dtype == np.uint8
        return
    assert message.startswith(str(PATH))
    assert message.endswith(".")


# --- files that can't be read ---------------------------------------------------------------------


def test_a_missing_file_is_called_missing(tmp_path):
    with pytest.raises(UnreadableImageError, match=r"is missing.*Put it back") as caught:
        read_image(tmp_path / "gone.png")
    assert caught.value.path == tmp_path / "gone.png"


def test_a_file_below_a_file_is_called_missing(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UnreadableImageError, match="is missing"):
        read_image(tmp_path / "file" / "photo.png")


def test_a_folder_is_called_a_folder(tmp_path):
    with pytest.raises(UnreadableImageError, match="it is a folder"):
        read_image(tmp_path)


def test_a_link_to_itself_is_called_that(tmp_path):
    link = tmp_path / "loop.png"
    link.symlink_to(link)
    with pytest.raises(UnreadableImageError, match="leads back to itself"):
        read_image(link)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(UnreadableImageError, match="not a regular file"):
        read_image(tmp_path / "pipe.png")


def test_an_impossible_file_name_is_refused():
    with pytest.raises(UnreadableImageError, match="no valid file name"):
        read_image(Path("a\x00b.png"))
    with pytest.raises(UnreadableImageError, match="too long"):
        read_image(Path("n" * 5000))


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = tmp_path / "locked.png"
    path.write_bytes(WHOLE["png"])
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything; nobody may not
    try:
        with pytest.raises(UnreadableImageError, match="may not read it"):
            read_image(path)
    finally:
        os.seteuid(user)


def test_a_huge_file_is_not_even_read(tmp_path):
    path = tmp_path / "huge.tif"
    with path.open("wb") as file:
        file.truncate(5 * 10**9)  # sparse: takes no space
    with pytest.raises(ImageTooLargeError, match=r"5\.0 GB"):
        read_image(path)
