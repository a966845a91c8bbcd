"""HEIC and DICOM files, and what is said without the extras that read them."""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from siamdesk.errors import ImageError, ImageTooLargeError, UnreadableImageError
from siamdesk.images import dicom, heif
from siamdesk.images.decode import decode_image
from siamdesk.images.files import find_photos
from siamdesk.images.framing import Window

PATH = Path("part.dcm")
GREY = np.array([[0, 500, 1000], [1500, 2000, 4000]], np.uint16)


def heic(rgb, *, exif=None):
    import pillow_heif

    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(rgb)).save(buffer, quality=-1, chroma=444, exif=exif)
    return buffer.getvalue()


def dicom_bytes(pixels, *, kind="MONOCHROME2", syntax=None, **facts):
    """A file of [h, w] or [h, w, 3] pixels about a patient who is nobody's business."""
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, RLELossless

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    found = FileDataset("x.dcm", {}, file_meta=meta, preamble=b"\0" * 128)
    found.PatientName, found.PatientID = "Doe^Secret", "Secret-4711"
    found.SOPClassUID, found.SOPInstanceUID = CTImageStorage, "1.2.3"
    found.Rows, found.Columns = pixels.shape[:2]
    found.SamplesPerPixel = 1 if pixels.ndim == 2 else 3
    if pixels.ndim == 3:
        found.PlanarConfiguration = 0
    found.PhotometricInterpretation = kind
    found.BitsAllocated = found.BitsStored = pixels.dtype.itemsize * 8
    found.HighBit = found.BitsStored - 1
    found.PixelRepresentation = int(pixels.dtype.kind == "i")
    for name, value in facts.items():
        setattr(found, name, value)
    found.PixelData = pixels.tobytes()
    if syntax == "rle":
        found.compress(RLELossless)
    buffer = io.BytesIO()
    found.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def shown(data, window=None):
    return decode_image(data, PATH, window)[..., 0].tolist()


@pytest.fixture
def extras_looked_for_anew():
    """Whether an extra is installed is asked once only: here before and after the test, too."""
    for known in (heif.can_read_heif, dicom._library):
        known.cache_clear()
    yield
    for known in (heif.can_read_heif, dicom._library):
        known.cache_clear()


# --- HEIC -----------------------------------------------------------------------------------------


def test_a_heic_photo_keeps_its_colours():
    rgb = np.zeros((64, 96, 3), np.uint8)
    rgb[:, :48], rgb[:, 48:] = (200, 40, 40), (40, 40, 200)
    found = decode_image(heic(rgb), Path("IMG_1.heic")).astype(int)
    assert found.shape == rgb.shape
    assert np.abs(found - rgb).max() <= 8  # the colours are stored as brightness and differences


def test_a_heic_photo_is_turned_upright_once():
    rgb = np.full((32, 64, 3), 20, np.uint8)
    rgb[:, :16] = 230  # bright on the left
    turned = Image.Exif()
    turned[0x0112] = 6  # to be shown turned clockwise: the left becomes the top
    found = decode_image(heic(rgb, exif=turned.tobytes()), Path("IMG_1.heic"))
    assert found.shape == (64, 32, 3)
    assert found[:16].mean() > 200
    assert found[16:].mean() < 60


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 0.99))
def test_a_cut_off_heic_photo_is_an_error(part):
    rgb = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    data = heic(rgb)
    with pytest.raises(ImageError):
        decode_image(data[: int(part * len(data))], Path("IMG_1.heic"))


def test_a_heic_photo_with_too_many_pixels_is_refused_from_its_header():
    data = heic(np.zeros((64, 64, 3), np.uint8))
    place = data.index(b"ispe") + 8
    huge = data[:place] + (30_000).to_bytes(4, "big") * 2 + data[place + 8 :]
    with pytest.raises(ImageError):
        decode_image(huge, Path("IMG_1.heic"))


@pytest.mark.usefixtures("extras_looked_for_anew")
def test_without_its_extra_a_heic_photo_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(UnreadableImageError, match=r"install siamdesk\[heic\]"):
        decode_image(b"\0\0\0\x18ftypheic" + b"\0" * 30, Path("IMG_1.heic"))


def refusal(data):
    try:
        decode_image(data, PATH)
    except ImageError as error:
        return error
    return None


# --- DICOM ----------------------------------------------------------------------------------------


def test_dicom_values_are_shown_in_the_window_that_the_file_states():
    # centre 1000, width 1001: 499.5 is black and 1499.5 is white (PS3.3 C.11.2.1.2.1)
    data = dicom_bytes(GREY, WindowCenter=1000, WindowWidth=1001)
    assert shown(data) == [[0, 0, 128], [255, 255, 255]]


def test_an_exact_window_reaches_half_its_width_to_both_sides():
    data = dicom_bytes(GREY, WindowCenter=1000, WindowWidth=2000, VOILUTFunction="LINEAR_EXACT")
    assert shown(data) == [[0, 64, 128], [191, 255, 255]]


def test_the_first_of_several_windows_counts():
    data = dicom_bytes(GREY, WindowCenter=[1000, 5], WindowWidth=[1001, 5])
    assert shown(data) == [[0, 0, 128], [255, 255, 255]]


def test_8_bit_values_without_a_window_are_shown_as_they_are():
    values = np.array([[0, 100, 255]], np.uint8)
    assert shown(dicom_bytes(values)) == [[0, 100, 255]]


def test_a_chosen_window_comes_before_that_of_the_file():
    data = dicom_bytes(GREY, WindowCenter=1000, WindowWidth=1001)
    assert shown(data, Window(0, 4000)) == [[0, 32, 64], [96, 128, 255]]


def test_monochrome1_shows_low_values_bright():
    data = dicom_bytes(GREY, kind="MONOCHROME1")
    assert shown(data, Window(0, 4000)) == [[255, 223, 191], [159, 127, 0]]


def test_values_are_rescaled_before_they_are_shown():
    values = np.array([[0, 1000, 2000]], np.int16)
    data = dicom_bytes(values, RescaleSlope=2, RescaleIntercept=-1000)  # -1000, 1000, 3000
    assert shown(data, Window(-1000, 3000)) == [[0, 128, 255]]


def test_signed_values_and_colours_are_read():
    assert shown(dicom_bytes(np.array([[-50, 50]], np.int16)), Window(-50, 50)) == [[0, 255]]
    rgb = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    assert decode_image(dicom_bytes(rgb, kind="RGB"), PATH).tolist() == rgb.tolist()


def test_run_length_compressed_pixels_are_unpacked():
    data = dicom_bytes(GREY, syntax="rle", WindowCenter=1000, WindowWidth=1001)
    assert shown(data) == [[0, 0, 128], [255, 255, 255]]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"NumberOfFrames": 7}, "holds 7 pictures"),
        ({"kind": "PALETTE COLOR"}, "can't show"),
        ({"Rows": 0}, "can't show"),
    ],
)
def test_what_is_no_single_picture_is_refused_with_advice(facts, words):
    with pytest.raises(UnreadableImageError, match=words):
        decode_image(dicom_bytes(GREY, **facts), PATH)


def test_too_many_dicom_pixels_are_refused_from_the_header():
    with pytest.raises(ImageTooLargeError, match="megapixels"):
        decode_image(dicom_bytes(GREY, Rows=60_000, Columns=60_000), PATH)


def test_a_header_that_promises_more_than_there_is_is_refused():
    with pytest.raises(ImageError):
        decode_image(dicom_bytes(GREY, Rows=15_000, Columns=15_000), PATH)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_raises_an_image_error_and_tells_nothing_of_whom_it_is_about(data, caplog):
    whole = dicom_bytes(GREY, WindowCenter=1000, WindowWidth=1001)
    damaged = bytearray(whole[: data.draw(st.integers(132, len(whole)))])
    for place in data.draw(st.lists(st.integers(132, len(damaged)), max_size=4)):
        damaged[place - 1] = data.draw(st.integers(0, 255))
    with caplog.at_level(logging.DEBUG):
        told = "" if (error := refusal(bytes(damaged))) is None else str(error)
    assert "ecret" not in told + caplog.text


@pytest.mark.usefixtures("extras_looked_for_anew")
def test_without_its_extra_a_dicom_file_says_what_to_install(monkeypatch):
    data = dicom_bytes(GREY)
    monkeypatch.setitem(sys.modules, "pydicom", None)
    with pytest.raises(UnreadableImageError, match=r"install siamdesk\[dicom\]"):
        decode_image(data, PATH)


def test_folders_are_searched_for_both(tmp_path):
    for name in ("a.HEIC", "b.heif", "c.dcm", "d.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in find_photos(tmp_path)] == ["a.HEIC", "b.heif", "c.dcm"]
