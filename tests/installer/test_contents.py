"""What goes into the installed app, what tells the systems of it, and what is written down."""

from __future__ import annotations

import ast
import configparser
import hashlib
import re
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import distribution
from pathlib import Path

import pytest

from installer import checksums, contents, licences, sizes
from installer.windows.version_resource import version_resource
from siamdesk import __version__, build_info
from siamdesk.build_info import Flavour
from siamdesk.cli import health
from siamdesk.encoders.formats.registry import FORMATS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "openvino/libs/libopenvino_intel_cpu_plugin.so",
        "openvino/libs/libopenvino_ir_frontend.so.2641",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "siamdesk/resources_data/encoders/lite0.bin",
        "siamdesk/report/page.html.j2",
        "cv2/cv2.abi3.so",
        "PIL/_imaging.cpython-311-x86_64-linux-gnu.so",
        "numpy-2.4.6.dist-info/METADATA",
    ],
)
@pytest.mark.parametrize("flavour", Flavour)
def test_what_the_app_runs_on_is_taken(name: str, flavour: Flavour) -> None:
    assert contents.is_wanted(name, flavour)
    assert contents.is_wanted(name.replace("/", "\\"), flavour)


@pytest.mark.parametrize(
    "name",
    [
        "tensorflow/include/absl/base/config.h",
        "openvino/libs/libopenvino_intel_gpu_plugin.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Designer.dll",
        "numpy/random/lib/libnpyrandom.a",
        "scipy/stats/tests/data/levy_stable.npy",
        "openvino/frontend/pytorch/py_pytorch_frontend.cpython-311-x86_64-linux-gnu.so",
        "tensorflow/compiler/tf2xla/ops/_xla_ops.so",
        "PIL/_avif.cp312-win_amd64.pyd",
        "keras-3.15.1.dist-info/RECORD",
    ],
)
@pytest.mark.parametrize("flavour", Flavour)
def test_what_is_never_reached_stays_out(name: str, flavour: Flavour) -> None:
    assert not contents.is_wanted(name, flavour)


def test_modules_that_are_tests_stay_out() -> None:
    assert contents.is_test("keras.src.layers.layer_test")
    for needed in ("jinja2.tests", "keras.src.testing", "tensorflow.python.platform.test"):
        assert not contents.is_test(needed)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into ELF files")
def test_a_library_goes_with_the_last_one_that_needs_it() -> None:
    import numpy as np

    folder = Path(np.__file__).parents[1]
    modules = {f.name: f for f in folder.glob("numpy/**/*.so")}
    libraries = [
        (f"numpy.libs/{f.name}", str(f), "BINARY") for f in folder.glob("numpy.libs/*.so*")
    ]
    linear = next(f for name, f in modules.items() if name.startswith("_umath_linalg"))
    algebra = ("numpy/linalg/_umath_linalg.so", str(linear), "EXTENSION")
    assert libraries
    assert contents.without_orphans([algebra, *libraries]) == [algebra, *libraries]
    assert contents.without_orphans(libraries) == []


def test_only_the_full_app_has_what_keras_trains() -> None:
    weights = "siamdesk/resources_data/encoders/lite0.npz"
    assert contents.is_wanted(weights, Flavour.FULL)
    assert not contents.is_wanted(weights, Flavour.LITE)
    assert "tensorflow" in contents.excluded(Flavour.LITE)
    assert "tensorflow" not in contents.excluded(Flavour.FULL)


def test_the_version_of_every_package_that_the_app_tells_of_is_in_it() -> None:
    told = {*health.PACKAGES, *health.EXTRAS["dicom"][1], *build_info.MODEL_PACKAGES}
    keras = {"keras", "tensorflow"}
    assert set(contents.METADATA[Flavour.LITE]) >= told - keras
    runtimes = {name for fmt in FORMATS.values() for name in fmt.packages}
    # On Linux the app has TensorFlow's package without CUDA, of another name.
    full = {name.removesuffix("-cpu") for name in contents.METADATA[Flavour.FULL]}
    assert full >= told | keras | runtimes


@pytest.mark.parametrize("flavour", Flavour)
def test_nothing_under_the_gpl_goes_into_the_app(flavour: Flavour) -> None:
    assert "pillow_heif" in contents.excluded(flavour)
    assert "pillow_heif" not in contents.hidden_imports(flavour, [])


def test_every_part_has_a_licence_text(tmp_path: Path) -> None:
    parts = [distribution(name) for name in ("numpy", "PySide6-Essentials", "flatbuffers")]
    files = licences.collect(parts, ROOT, tmp_path / "licences", python_home=tmp_path)
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    assert "Redistribution and use" in texts["numpy"]
    assert "You may replace them" in texts["PySide6_Essentials"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["PySide6_Essentials"]
    assert "Apache License" in texts["flatbuffers"]
    assert "TinyViT" in texts["Encoders"]
    assert {"SiamDesk", "Sample photos", "Python"} <= texts.keys()


def test_the_package_that_a_file_belongs_to_is_found() -> None:
    import numpy as np

    assert [d.name for d in licences.distributions([np.__file__, "/no/such/file"])] == ["numpy"]


def test_the_windows_resource_is_a_value_and_names_the_version() -> None:
    text = version_resource("1.2.3", suffix=" Lite")
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    assert "filevers=(1, 2, 3, 0)" in text
    assert 'StringStruct("ProductName", "SiamDesk Lite")' in text


def test_desktop_entry_and_file_type_belong_together() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment]
    entry.read(ROOT / "installer/linux/siamdesk.desktop", encoding="utf-8")
    fields = entry["Desktop Entry"]
    assert fields["Exec"] == "siamdesk %f"
    tree = ET.parse(ROOT / "installer/linux/siamdesk.xml")  # noqa: S314 - our own file
    (kind,) = tree.getroot()
    assert kind.attrib["type"] in fields["MimeType"].split(";")
    globs = [e.attrib["pattern"] for e in kind if e.tag.endswith("glob")]
    assert globs == ["*.siam"]


def test_sizes_are_told_by_part_and_in_sum(tmp_path: Path) -> None:
    app = tmp_path / "siamdesk"
    for name, size in (("siamdesk", 1), ("app/cv2/a.so", 3), ("app/numpy.libs/b.so", 5)):
        file = app / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size * 1_000_000))
    (app / "app/link.so").symlink_to(app / "app/cv2/a.so")
    assert sizes.sizes(app).total() == 9_000_000
    rows = sizes.table([app]).splitlines()
    assert "| OpenCV with FFmpeg and OpenBLAS | 3 |" in rows
    assert rows[-1] == "| **all, in MB** | **9** |"


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"one")
    (tmp_path / "b.whl").write_bytes(b"two")
    lines = checksums.write(tmp_path).read_text(encoding="utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(b'one').hexdigest()}  a.deb",
        f"{hashlib.sha256(b'two').hexdigest()}  b.whl",
    ]
    assert checksums.write(tmp_path).read_text(encoding="utf-8").splitlines() == lines


def test_workflows_run_tasks_that_make_has() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for workflow in (ROOT / ".github/workflows").glob("*.yml"):
        text = workflow.read_text(encoding="utf-8")
        tasks = set(re.findall(r"make (?:--silent )?([a-z-]+)", text))
        assert tasks
        for task in tasks:
            assert re.search(rf"^{task}:", makefile, re.MULTILINE), f"{workflow.name}: {task}"


def test_the_inno_setup_script_packs_both_programs() -> None:
    script = (ROOT / "installer/windows/siamdesk.iss").read_text(encoding="utf-8-sig")
    assert "siamdesk-window.exe" in script
    assert __version__ not in script, "the version is given on the command line"
