"""Every format, with a small encoder full of traps, in a process that knows nothing of SiamDesk."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from toy_export import SIZE, toy_graph

from siamdesk.encoders.export import ExportChoice
from siamdesk.encoders.export_check import Answers, ask_in_fresh_process
from siamdesk.encoders.formats.base import Job
from siamdesk.encoders.formats.example import example_text
from siamdesk.encoders.formats.litert_int8 import packed
from siamdesk.encoders.formats.registry import FORMATS
from siamdesk.errors import ExportError
from siamdesk.export_kinds import PRECISIONS, ExportFormat, Precision
from siamdesk.images.decode import read_framed
from siamdesk.images.framing import PLAIN
from siamdesk.images.resize import to_square
from siamdesk.progress import no_progress

PHOTOS = Path(__file__).resolve().parents[1] / "data" / "encoders" / "tiny_vit"
SIZES = ((32, 32), (20, 50), (100, 64), (224, 224), (33, 31))
"""Width and height of the photos."""

Rgb = NDArray[np.uint8]


@pytest.fixture(scope="module")
def photos() -> list[Rgb]:
    photo = cv2.imread(str(PHOTOS / "green_bell_pepper.png"), cv2.IMREAD_COLOR_RGB)
    return [np.asarray(cv2.resize(photo, size), np.uint8) for size in SIZES]


@pytest.fixture(scope="module")
def expected(photos: list[Rgb]) -> dict[str, NDArray[np.float32]]:
    """What the Keras graph says of the photos as the app resizes them."""
    graph = toy_graph(prepared=True)
    squares = np.stack([to_square(photo, SIZE) for photo in photos])
    return {name: np.asarray(values) for name, values in graph(squares, training=False).items()}


def written(folder: Path, choice: ExportChoice) -> Path:
    model_format = FORMATS[choice.format]
    folder.mkdir()
    graph = toy_graph(prepared=model_format.prepared)
    model_format.write(Job(graph, folder, choice.precision, no_progress))
    (folder / "labels.json").write_text(json.dumps({"classes": ["a", "b", "c"]}))
    (folder / "example.py").write_text(example_text(model_format, side=SIZE))
    return folder


def asked(folder: Path, photos: list[Rgb]) -> Answers:
    scratch = folder.with_name("scratch")
    scratch.mkdir()
    return ask_in_fresh_process(folder, photos, scratch, lambda _: None)


@pytest.mark.parametrize("chosen", list(ExportFormat))
def test_every_format_says_what_the_graph_says(
    chosen: ExportFormat,
    photos: list[Rgb],
    expected: dict[str, NDArray[np.float32]],
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "out", ExportChoice(chosen))

    answers = asked(folder, photos)

    files = {path.name for path in folder.iterdir()} - {"labels.json", "example.py"}
    assert files == FORMATS[chosen].files
    for name, values in expected.items():
        np.testing.assert_allclose(getattr(answers, name), values, atol=1e-5, rtol=0)


@pytest.mark.parametrize("chosen", [f for f in ExportFormat if not FORMATS[f].prepared])
def test_several_photos_at_once_get_the_answers_of_each_alone(
    chosen: ExportFormat, photos: list[Rgb], tmp_path: Path
) -> None:
    folder = written(tmp_path / "out", ExportChoice(chosen))
    example = runpy.run_path(str(folder / "example.py"))
    model = example["load"]()
    batch = np.stack([photos[3], photos[3][::-1], photos[3][:, ::-1]])
    alone = [example["answer"](model, photo) for photo in batch]

    together = ask_batch(chosen, model, batch)

    for name, values in together.items():
        np.testing.assert_allclose(values, [one[name] for one in alone], atol=1e-5, rtol=0)


def ask_batch(chosen: ExportFormat, model: object, batch: Rgb) -> dict[str, NDArray[np.float32]]:
    """As ``answer`` of each format's example does, for more than one photo."""
    names = ("probabilities", "unknown", "embedding")
    match chosen:
        case ExportFormat.KERAS:
            return model.predict_on_batch(batch)
        case ExportFormat.SAVEDMODEL:
            found = model.signatures["serving_default"](photo=batch)
            return {name: found[name].numpy() for name in names}
        case ExportFormat.ONNX:
            return dict(zip(names, model.run(names, {"photo": batch}), strict=True))
        case _:
            found = model(batch)
            return {name: found[name] for name in names}


@pytest.mark.parametrize(
    ("chosen", "precision"),
    [(f, p) for f, offered in PRECISIONS.items() for p in offered if p is not Precision.FLOAT32],
)
def test_coarser_numbers_make_a_smaller_model_that_still_answers(
    chosen: ExportFormat,
    precision: Precision,
    photos: list[Rgb],
    expected: dict[str, NDArray[np.float32]],
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "out", ExportChoice(chosen, precision))

    answers = asked(folder, photos)

    off = np.abs(answers.probabilities - expected["probabilities"]).max()
    assert 0.0 < off < (0.005 if precision is Precision.FLOAT16 else 0.05)
    size = sum((folder / name).stat().st_size for name in FORMATS[chosen].files)
    if chosen is ExportFormat.LITERT:  # the others' files are mostly names at this size
        assert size < 4 * toy_graph(prepared=True).count_params()


@pytest.mark.parametrize("axis", [0, 3])
def test_packed_kernels_are_off_by_half_a_step_of_their_channel_at_most(axis: int) -> None:
    kernel = np.random.default_rng(0).normal(size=(4, 3, 3, 5)).astype(np.float32)
    kernel[(slice(None),) * axis + (1,)] = 0.0
    kernel[(slice(None),) * axis + (2,)] *= 1000.0

    whole, scales = packed(kernel, axis)

    channels = np.moveaxis(kernel, axis, 0).reshape(len(scales), -1)
    back = np.moveaxis(whole, axis, 0).reshape(len(scales), -1) * scales[:, None]
    step = np.abs(channels).max(axis=1) / 127
    assert (np.abs(back - channels) <= 0.5001 * step[:, None]).all()
    assert np.abs(whole).max() == 127


@pytest.mark.parametrize(
    "size", [(32, 32), (20, 50), (224, 224), (64, 64), (1, 1), (1, 200), (200, 7), (90, 31)]
)
def test_the_snippet_for_litert_resizes_as_the_app_does(
    size: tuple[int, int], photos: list[Rgb], tmp_path: Path
) -> None:
    (tmp_path / "labels.json").write_text('{"classes": []}')
    (tmp_path / "example.py").write_text(example_text(FORMATS[ExportFormat.LITERT], side=SIZE))
    squared = runpy.run_path(str(tmp_path / "example.py"))["squared"]
    photo = np.asarray(cv2.resize(photos[3], size), np.uint8).reshape(size[1], size[0], 3)

    off = np.abs(squared(photo, SIZE).astype(int) - to_square(photo, SIZE))

    assert off.max() <= 1
    assert (off > 0).mean() < 0.002


@pytest.mark.parametrize("ending", ["jpg", "png"])
@pytest.mark.parametrize("factor", [1, 3, 8, 20])
def test_a_photo_is_decoded_as_the_app_does(
    ending: str, factor: int, photos: list[Rgb], tmp_path: Path
) -> None:
    (tmp_path / "labels.json").write_text('{"classes": []}')
    text = example_text(FORMATS[ExportFormat.OPENVINO], side=SIZE)
    (tmp_path / "example.py").write_text(text)
    read = runpy.run_path(str(tmp_path / "example.py"))["read"]
    exif = Image.Exif()
    exif[0x0112] = 6
    large = cv2.resize(photos[3], (factor * SIZE * 3 // 2, factor * SIZE))
    Image.fromarray(np.asarray(large, np.uint8)).save(tmp_path / f"photo.{ending}", exif=exif)

    found = read(tmp_path / f"photo.{ending}")

    np.testing.assert_array_equal(
        found, read_framed(tmp_path / f"photo.{ending}", PLAIN, side=SIZE)
    )


def test_a_precision_that_a_format_has_not_is_refused() -> None:
    with pytest.raises(ExportError, match=r"can't export to onnx with int8\. Choose one of"):
        ExportChoice(ExportFormat.ONNX, Precision.INT8)


def test_every_format_can_be_chosen_and_is_told_apart_by_its_files() -> None:
    assert set(FORMATS) == set(ExportFormat) == set(PRECISIONS)
    files = [name for chosen in FORMATS.values() for name in chosen.files]
    assert len(files) == len(set(files))
