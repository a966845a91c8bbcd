"""An exported model against the app's own arithmetic: OpenVINO embeddings and NumPy."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import cv2
import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from siamdesk.encoders import export, export_check
from siamdesk.encoders.export import ExportableModel, ExportChoice, export_model
from siamdesk.encoders.export_resize import resized
from siamdesk.encoders.export_verdict import ExportReport
from siamdesk.encoders.export_zip import check_zip_destination, zip_folder
from siamdesk.encoders.finetune import TunedWeights
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.tuned_files import load_tuned, save_tuned
from siamdesk.encoders.turns import TURNS
from siamdesk.encoders.weights import shipped_weights
from siamdesk.errors import Cancelled, ExportError
from siamdesk.export_kinds import ExportFormat
from siamdesk.images.resize import to_square

PHOTOS = Path(__file__).resolve().parents[1] / "data" / "encoders" / "tiny_vit"
CLASSES = ("scratch / tief", "rolled | *in*", "Joghurt", "grüne Paprika")

KERAS = ExportChoice(ExportFormat.KERAS)

Rgb = NDArray[np.uint8]
Array = NDArray[np.float32]


@pytest.fixture(scope="module")
def photos() -> list[Rgb]:
    """Four photos as they are, and each again in another size and shape."""
    names = ("surface_scratch", "finishing_roll_printing", "alpro_blueberry_soyghurt")
    files = [PHOTOS / f"{name}.png" for name in (*names, "green_bell_pepper")]
    whole = [np.asarray(Image.open(file).convert("RGB")) for file in files]
    sizes = ((128, 128), (300, 448), (500, 150), (1000, 640))
    other = [cv2.resize(p, size) for p, size in zip(whole, sizes, strict=True)]
    return [*whole, *(np.asarray(p, np.uint8) for p in other)]


@pytest.fixture(scope="module")
def pooled(photos: list[Rgb]) -> list[Array]:
    squares = np.stack([to_square(photo, 224) for photo in photos])
    return [Encoder.load(name).embed(squares) for name in DEFAULT_ENCODERS]


@pytest.fixture(scope="module")
def model(pooled: list[Array]) -> ExportableModel:
    """One example per class is learnt by ridge regression, written out here."""
    roots = tuple(ENCODERS[name].root for name in DEFAULT_ENCODERS)
    means = tuple(spread(z[:4], root).mean(axis=0) for z, root in zip(pooled, roots, strict=True))
    g = embed([z[:4] for z in pooled], roots, means)
    weights = g.T @ np.linalg.solve(g @ g.T + 0.1 * np.eye(4), np.eye(4) - 0.25)
    return ExportableModel(
        encoder_ids=DEFAULT_ENCODERS,
        encoder_weights=(None, None),
        roots=roots,
        means=means,
        weights=weights.astype(np.float32),
        bias=np.array([0.25, 0.2, 0.3, 0.25], np.float32),
        temperature=4.0,
        classes=CLASSES,
        centroids=g,
        unknown_mean=0.4,
        unknown_scale=0.1,
        card={"Examples": "4", "Honest accuracy": "none: one example per class"},
        turns=TURNS,
        notes=("Made by a test.",),
    )


def spread(z: Array, root: bool) -> Array:
    return np.sqrt(np.maximum(z, 0.0)) if root else z


def embed(pooled: list[Array], roots: tuple[bool, ...], means: tuple[Array, ...]) -> Array:
    blocks = [
        turn
        for z, root, mean in zip(pooled, roots, means, strict=True)
        for turn in np.split(spread(z, root) - mean, TURNS, axis=1)
    ]
    units = [b / np.linalg.norm(b, axis=1, keepdims=True) for b in blocks]
    return np.concatenate(units, axis=1).astype(np.float32) / np.float32(np.sqrt(len(units)))


def answer(model: ExportableModel, pooled: list[Array]) -> dict[str, Array]:
    """The app's arithmetic, in NumPy."""
    g = embed(pooled, model.roots, model.means)
    raised = np.exp((g @ model.weights + model.bias) * model.temperature)
    nearest = (g @ model.centroids.T).max(axis=1)
    return {
        "embedding": g,
        "probabilities": raised / raised.sum(axis=1, keepdims=True),
        "unknown": 1 / (1 + np.exp((nearest - model.unknown_mean) / model.unknown_scale)),
    }


@pytest.fixture(scope="module")
def exported(
    model: ExportableModel,
    photos: list[Rgb],
    pooled: list[Array],
    tmp_path_factory: pytest.TempPathFactory,
) -> ExportReport:
    out = tmp_path_factory.mktemp("export") / "my model"
    expected = answer(model, pooled)["probabilities"]
    return export_model(model, out, KERAS, check_images=photos, expected=expected)


def test_the_export_agrees_with_the_app(exported: ExportReport) -> None:
    assert (exported.photos, exported.top1_agreement) == (8, 1.0)
    assert exported.max_probability_difference < 1e-3
    assert exported.keeps_promise


def test_the_folder_holds_what_a_stranger_needs(exported: ExportReport) -> None:
    names = sorted(path.name for path in exported.path.iterdir())

    assert names == [
        "example.py",
        "labels.json",
        "licences",
        "model.keras",
        "model_card.md",
        "verify",
    ]
    assert [path.name for path in exported.path.parent.iterdir()] == ["my model"]
    licences = sorted(path.name for path in (exported.path / "licences").iterdir())
    assert licences == ["NOTICE", "lite0.LICENSE", "tiny_vit.LICENSE"]
    labels = json.loads((exported.path / "labels.json").read_text(encoding="utf-8"))
    assert labels["classes"] == list(CLASSES)


def test_the_model_card_states_the_facts_and_the_check(exported: ExportReport) -> None:
    card = (exported.path / "model_card.md").read_text(encoding="utf-8")

    assert "| Examples | 4 |" in card
    assert r"rolled \| \*in\*" in card
    assert "Checked on 8 photos: the first guess agrees on 100.0%" in card
    assert "Lite0 (Apache-2.0), TinyViT (MIT)" in card
    assert "- Made by a test." in card


def test_every_output_is_what_the_app_computes(
    exported: ExportReport, model: ExportableModel, photos: list[Rgb], pooled: list[Array]
) -> None:
    loaded = keras.saving.load_model(exported.path / "model.keras", safe_mode=True)
    expected = answer(model, pooled)

    # The last three shrink by a fraction, where a grey level may differ in one pixel of a thousand.
    for rows, tolerance in ((range(5), 1e-4), (range(5, 8), 0.01)):
        for row in rows:
            outputs = loaded.predict_on_batch(photos[row][None])
            assert set(outputs) == {"probabilities", "unknown", "embedding"}
            for name, found in outputs.items():
                np.testing.assert_allclose(found[0], expected[name][row], atol=tolerance, rtol=0)


def test_a_fine_tuned_encoder_is_what_gets_exported(
    model: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    tail = {"head_conv/kernel": 1.1 * shipped_weights("lite0")["head_conv/kernel"]}
    save_tuned(TunedWeights(tail), tmp_path / "tuned")
    part = dataclasses.replace(
        model,
        encoder_ids=("lite0",),
        encoder_weights=(tmp_path / "tuned",),
        roots=model.roots[:1],
        means=model.means[:1],
        weights=model.weights[: len(model.means[0])],
        centroids=model.centroids[:, : len(model.means[0])],
    )
    tuned = [load_tuned(tmp_path / "tuned").embed(np.stack(photos[:1]))]
    frozen = [Encoder.load("lite0").embed(np.stack(photos[:1]))]

    found = export._build(part).predict_on_batch(photos[0][None])["embedding"]

    assert np.abs(found - answer(part, frozen)["embedding"]).max() > 1e-3
    np.testing.assert_allclose(found, answer(part, tuned)["embedding"], atol=5e-4, rtol=0)


def test_the_example_verifies_itself(exported: ExportReport) -> None:
    check = subprocess.run(
        [sys.executable, "-I", "example.py", "--verify"],
        cwd=exported.path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (check.returncode, "3 photos as expected" in check.stdout) == (0, True), check.stderr


def test_the_example_notices_other_numbers_and_ranks_photos(
    exported: ExportReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(exported.path, tmp_path / "copy")
    expected = json.loads((folder / "verify" / "expected.json").read_text(encoding="utf-8"))
    expected["photos"][0]["probabilities"][CLASSES[0]] -= 0.1
    (folder / "verify" / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    example = runpy.run_path(str(folder / "example.py"))
    photo = str(PHOTOS / "green_bell_pepper.png")

    assert example["main"](["--verify"]) == 1
    assert example["main"]([photo]) == 0

    verdict, ranking = capsys.readouterr().out.splitlines()
    assert verdict == "3 photos NOT as expected: largest difference 1.0e-01"
    assert ranking.startswith(f"{photo}: grüne Paprika ")


# --- without the encoders, which take long to build -----------------------------------------------


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, model: ExportableModel) -> ExportableModel:
    """The same model with a quick graph in place of its own; it always says the second class."""

    def build(_: ExportableModel, *, prepared: bool) -> keras.Model:
        photo = keras.Input((None, None, 3), dtype="uint8")
        zero = keras.ops.multiply(keras.ops.mean(photo, axis=(1, 2)), np.float32(0.0))
        probabilities = keras.ops.add(keras.ops.matmul(zero, np.zeros((3, 4), np.float32)), SECOND)
        unknown = keras.ops.sigmoid(zero[:, 0])
        outputs = {"probabilities": probabilities, "unknown": unknown, "embedding": zero}
        return keras.Model(photo, outputs)

    monkeypatch.setattr(export, "_build", build)
    return model


SECOND = np.array([[0.1, 0.7, 0.1, 0.1]], np.float32)


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_earlier_export_is_replaced(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_model(small, out, KERAS, check_images=photos[:1], expected=SECOND)
    renamed = dataclasses.replace(small, classes=("a", "b", "c", "d"))

    report = export_model(renamed, out, KERAS, check_images=photos[:1], expected=SECOND)

    assert report.max_probability_difference < 1e-6
    assert json.loads((out / "labels.json").read_text())["classes"] == ["a", "b", "c", "d"]
    assert left_behind(tmp_path) == ["out"]


def test_a_model_that_a_format_can_not_express_is_refused_in_a_sentence(
    model: ExportableModel, photos: list[Rgb], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(_: ExportableModel, *, prepared: bool) -> keras.Model:
        assert prepared
        photo = keras.Input((8, 8, 3), dtype="uint8")
        return keras.Model(photo, {"unknown": keras.ops.erfinv(keras.ops.cast(photo, "float32"))})

    monkeypatch.setattr(export, "_build", build)
    with pytest.raises(ExportError, match=r"LiteRT can't express it \(.{1,300}\)\.$"):
        export_model(
            model,
            tmp_path / "out",
            ExportChoice(ExportFormat.LITERT),
            check_images=photos[:1],
            expected=SECOND,
        )

    assert left_behind(tmp_path) == []


def test_what_a_killed_export_left_goes_with_the_next_one_to_the_same_place(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    names = (".out.0123abcd.writing", ".out.0123abcd.scratch", ".out.89abcdef.writing", ".outer")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.keras").write_text("half")
    for name in names[:2]:
        os.utime(tmp_path / name, (1, 1))

    export_model(small, tmp_path / "out", KERAS, check_images=photos[:1], expected=SECOND)

    assert left_behind(tmp_path) == [".out.89abcdef.writing", ".outer", "out"]


def test_an_export_to_a_zip_holds_one_folder_and_is_replaced_by_the_next(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    out = tmp_path / "my model.zip"
    for _ in range(2):
        report = export_model(small, out, KERAS, check_images=photos[:1], expected=SECOND)

    assert report.path == out
    assert left_behind(tmp_path) == ["my model.zip"]
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        card = archive.read("my model/model_card.md").decode()
    assert {name.split("/")[0] for name in names} == {"my model"}
    assert {"my model/model.keras", "my model/verify/expected.json"} <= set(names)
    assert card.startswith("# my model\n")


def test_a_zip_with_something_else_is_never_replaced(
    model: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "thesis.zip", "w") as archive:
        archive.writestr("thesis.txt", "years of work")
    before = (tmp_path / "thesis.zip").read_bytes()

    with pytest.raises(ExportError, match="is there already and is not an earlier export"):
        export_model(
            model, tmp_path / "thesis.zip", KERAS, check_images=photos[:1], expected=SECOND
        )

    assert (tmp_path / "thesis.zip").read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all names are in an encoding")
@pytest.mark.parametrize("name", ["caf\udce9", "caf\udce9.zip"])
def test_a_name_in_no_encoding_is_exported_to(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path, name: str
) -> None:
    report = export_model(small, tmp_path / name, KERAS, check_images=photos[:1], expected=SECOND)

    assert left_behind(tmp_path) == [name]
    if report.path.is_dir():
        assert "caf\\udce9" in (report.path / "model_card.md").read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(report.path) as archive:
            assert "caf/model_card.md" in archive.namelist()


def test_a_clock_that_stands_in_1970_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "labels.json").write_text("{}")
    os.utime(tmp_path / "model" / "labels.json", (0, 0))
    zip_folder(tmp_path / "model", tmp_path / "model.zip", name="model")
    with zipfile.ZipFile(tmp_path / "model.zip") as archive:
        assert archive.namelist() == ["model/labels.json"]


@pytest.mark.parametrize("flag", [0x1, 0x20], ids=["protected", "patched data"])
def test_a_zip_that_can_t_be_opened_is_never_replaced(tmp_path: Path, flag: int) -> None:
    place = tmp_path / "strange.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("model/labels.json", '{"format": "siamdesk-export-1"}')
    data = bytearray(place.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= flag
    data[data.index(b"PK\x01\x02") + 8] |= flag
    place.write_bytes(data)

    with pytest.raises(ExportError, match="is there already and is not an earlier export"):
        check_zip_destination(place, "siamdesk-export-1")


def test_figures_short_of_the_promise_are_in_the_card_with_a_warning(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    other = SECOND + np.array([[0.01, -0.01, 0, 0]], np.float32)

    report = export_model(small, tmp_path / "out", KERAS, check_images=photos[:1], expected=other)

    assert not report.keeps_promise
    card = (report.path / "model_card.md").read_text(encoding="utf-8")
    assert "**Attention.** Checked on 1 photos" in card
    assert "the largest difference in probability is 0.01000" in card


def test_a_model_that_answers_differently_is_not_let_out(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"differs by 0\.600"):
        export_model(
            small,
            tmp_path / "out",
            KERAS,
            check_images=photos[:1],
            expected=SECOND[:, [1, 0, 2, 3]],
        )

    assert left_behind(tmp_path) == []


def test_a_model_that_no_other_python_can_load_is_not_let_out(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_check, "CHECK", "raise ValueError('no such layer')")

    with pytest.raises(ExportError, match="no such layer"):
        export_model(small, tmp_path / "out", KERAS, check_images=photos[:1], expected=SECOND)

    assert left_behind(tmp_path) == []


@pytest.fixture
def installed_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were no interpreter that a script could be given to."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)


@pytest.mark.usefixtures("installed_app")
def test_an_installed_app_checks_by_itself_and_tells_how_far_it_is(
    small: ExportableModel,
    photos: list[Rgb],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = []
    report = export_model(
        small,
        tmp_path / "out",
        KERAS,
        check_images=photos[:1],
        expected=SECOND,
        progress=lambda fraction, message: told.append((fraction, message)),
    )
    assert report.keeps_promise
    assert (0.9, "Checking the model") in told
    assert "SiamDesk itself ran" in (report.path / "model_card.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("installed_app")
def test_a_model_that_an_installed_app_can_not_load_is_not_let_out(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_check, "CHECK", "raise ValueError('no such layer')")

    with pytest.raises(ExportError, match="no such layer"):
        export_model(small, tmp_path / "out", KERAS, check_images=photos[:1], expected=SECOND)

    assert left_behind(tmp_path) == []


@pytest.mark.usefixtures("installed_app")
def test_a_check_by_an_installed_app_can_be_cancelled(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    def cancel(fraction: float, message: str) -> None:
        if message == "Checking the model":
            raise Cancelled

    with pytest.raises(Cancelled):
        export_model(
            small,
            tmp_path / "out",
            KERAS,
            check_images=photos[:1],
            expected=SECOND,
            progress=cancel,
        )

    assert left_behind(tmp_path) == []


def test_cancelling_while_the_check_runs_leaves_nothing(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    asked = []

    def cancel_the_third_time(fraction: float, message: str) -> None:
        if message == "Checking the model":
            asked.append(fraction)
            if len(asked) == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        export_model(
            small,
            tmp_path / "out",
            KERAS,
            check_images=photos[:1],
            expected=SECOND,
            progress=cancel_the_third_time,
        )

    assert left_behind(tmp_path) == []


def test_a_full_disk_leaves_the_earlier_export_as_it_was(
    small: ExportableModel, photos: list[Rgb], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    export_model(small, out, KERAS, check_images=photos[:1], expected=SECOND)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export, "write_verify", full)
    with pytest.raises(ExportError, match="No space left on device"):
        export_model(small, out, KERAS, check_images=photos[:1], expected=SECOND)

    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert left_behind(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"thesis.txt": "years of work"}, "not an earlier export"),
        (
            {
                "labels.json": '{"format": "siamdesk-export-1", "classes": []}',
                "model_card.md": "",
                "notes.txt": "mine",
            },
            "also holds notes.txt",
        ),
        ({"labels.json": "[]", "model_card.md": ""}, "not an earlier export"),
    ],
)
def test_a_folder_with_other_files_is_never_replaced(
    model: ExportableModel, photos: list[Rgb], tmp_path: Path, content: dict[str, str], reason: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name, text in content.items():
        (out / name).write_text(text)

    with pytest.raises(ExportError, match=reason):
        export_model(model, out, KERAS, check_images=photos[:1], expected=SECOND)

    assert left_behind(out) == sorted(content)


def test_a_file_in_the_way_is_refused(
    model: ExportableModel, photos: list[Rgb], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("mine")

    with pytest.raises(ExportError, match="not a folder"):
        export_model(model, tmp_path / "out", KERAS, check_images=photos[:1], expected=SECOND)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"bias": np.zeros(3, np.float32)}, "bias"),
        ({"temperature": float("nan")}, "not finite"),
        ({"roots": (True,)}, "roots"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(
    model: ExportableModel, photos: list[Rgb], tmp_path: Path, change: dict, reason: str
) -> None:
    with pytest.raises(ExportError, match=reason):
        export_model(
            dataclasses.replace(model, **change),
            tmp_path / "out",
            KERAS,
            check_images=photos[:1],
            expected=SECOND,
        )


@pytest.mark.parametrize(
    "size", [(224, 224), (448, 448), (128, 128), (640, 480), (100, 700), (1, 1), (1, 2000)]
)
def test_the_graph_resizes_as_the_app_does(photos: list[Rgb], size: tuple[int, int]) -> None:
    photo = np.asarray(cv2.resize(photos[2], size)).reshape(size[1], size[0], 3)
    image = keras.Input((None, None, 3), dtype="uint8")
    graph = keras.Model(image, resized(image, 224))

    found = keras.ops.convert_to_numpy(graph(photo[None]))[0]

    off = np.abs(found - to_square(photo, 224).astype(np.float32))
    assert off.max() <= 1.0
    assert (off > 0).mean() < 0.001
