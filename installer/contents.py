"""What goes into the installed app, and what is never reached from it.

PyInstaller follows imports. This adds what is only named in strings and takes out what no code of
ours leads to; `docs/packaging.md` has the sizes.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from siamdesk.build_info import Flavour

Entry = tuple[str, str, str]
"""Name within the app, file that it comes from, kind: as PyInstaller lists them."""

NEVER = (
    # Other backends of Keras, and what TensorFlow or scikit-learn use if it is there.
    "jax", "jaxlib", "torch", "tensorboard", "tensorboard_plugin_wit", "tensorflow_probability",
    "pandas", "polars", "pyarrow", "matplotlib", "dask", "sympy", "numba", "cupy",
    # Extras for machines without a window.
    "ray", "fastapi", "uvicorn", "starlette",
    # Its wheel brings x265, whose licence (GPL) we can't take on: docs/decisions/0033.
    "pillow_heif",
    # Tools of developers.
    "IPython", "pytest", "_pytest", "readline",
    "hypothesis", "setuptools", "pip", "wheel", "pkg_resources",
    "tkinter", "PyInstaller", "mkdocs", "openvino_telemetry", "clang",
    # Only TensorFlow's debugger of other machines has it.
    "grpc",
    # Optional in packages that do without.
    "cryptography", "yaml", "cffi", "pycparser",
    "PySide6.QtNetwork", "PySide6.QtTest",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPrintSupport",
    # pyqtgraph's own examples and 3-D views.
    "pyqtgraph.examples", "pyqtgraph.opengl", "OpenGL",
)  # fmt: skip

KERAS = (
    "keras", "tensorflow", "tf2onnx", "onnx", "onnxruntime", "ai_edge_litert", "h5py",
    "ml_dtypes", "google", "astunparse", "gast", "flatbuffers", "optree", "namex", "absl",
    # TensorFlow imports these, for a network that is never used.
    "requests", "urllib3", "chardet", "charset_normalizer", "certifi",
)  # fmt: skip
"""What Lite does without."""

_TOLD = ("numpy", "openvino", "opencv-python-headless", "pillow", "PySide6-Essentials", "pydicom",
         "scikit-learn", "scipy")  # fmt: skip
METADATA = {
    Flavour.LITE: _TOLD,
    Flavour.FULL: (*_TOLD, "keras", "onnx", "onnxruntime", "ai-edge-litert", "tf2onnx",
                   "tensorflow-cpu" if sys.platform.startswith("linux") else "tensorflow"),
}  # fmt: skip
"""Packages whose version the app tells: in `doctor`, reports and model cards."""

_TRASH = [
    re.compile(pattern)
    for pattern in (
        r"(^|/)include/",  # headers
        r"\.(a|lib|h|hpp|cuh|pyi|pdb)$",
        r"^(?!siamdesk/).*(^|/)(tests?|testing|testdata|test_data)/.*\.(py|npy|npz|csv|pb|onnx|mat)$",
        r"^openvino/libs/libopenvino_intel_[gn]pu",  # photos are embedded on the CPU
        r"^openvino/libs/openvino_intel_[gn]pu",
        r"^openvino/libs/cache\.json$",  # of the GPU plugin
        r"openvino_(pytorch|paddle|jax|tensorflow_lite|gguf)_frontend",
        r"^openvino/frontend/(pytorch|paddle|jax)/",
        r"^ai_edge_litert/(tools/|vendors/|libLiteRtWebGpuAccelerator)",
        r"^tensorflow/xla_aot_runtime_src/",
        # Operations that are loaded for graphs which come from or go to XLA.
        r"^tensorflow/compiler/(tf2xla/ops/_xla_ops|mlir/stablehlo/stablehlo_extension)\.",
        r"^onnx/backend/test/",
        r"^sklearn/datasets/(data|descr|images)/",
        r"^scipy/io/_fast_matrix_market/_fmm_core",
        # Pillow: photos are never AVIF here, and no text is drawn with it.
        r"^PIL/_(avif|imagingft)\.",
        r"\.dist-info/RECORD$",
        r"^siamdesk/resources_data/translations/.*\.ts$",
        # Qt: what no window of ours loads.
        r"^PySide6/(Qt/)?(qml|metatypes|resources|libexec|bin)/",
        r"^PySide6/(Qt/)?translations/(?!qtbase_(de|en))",
        r"^PySide6/(Qt/)?plugins/(designer|qmltooling|qmllint|sqldrivers|tls|networkinformation"
        r"|platformthemes/libqgtk|egldeviceintegrations|generic|canbus|position|sensors"
        r"|platforminputcontexts/libqtvirtualkeyboard)",
        r"^PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)",
        r"(lib)?Qt6?(Quick|Qml|Designer|VirtualKeyboard|Pdf|EglFS|3D|Test|Sql)",
        r"^PySide6/.*(qmlls|qmlformat|qmllint|lupdate|lrelease|linguist|assistant|designer)(\.exe)?$",
    )
]

_ONLY_WITH_KERAS = re.compile(
    r"openvino_(tensorflow|onnx)_frontend|^siamdesk/resources_data/encoders/.*\.npz$"
)
"""Converters of graphs, and the encoders' weights in the form that Keras trains."""


_WITH_SYMBOLS = re.compile(
    r"(tensorflow|ai_edge_litert)/.*\.so(\.\d+)*$|libpython|python3\.\d+/lib-dynload/"
)


def is_test(module: str) -> bool:
    """Whether it is one of the tests that Keras and TensorFlow have beside their modules."""
    return re.match(r"(keras|tensorflow)\..*_test$", module) is not None


def hidden_imports(flavour: Flavour, siamdesk_modules: Iterable[str]) -> list[str]:
    """Modules that are imported by a name in a string."""
    ours = [m for m in siamdesk_modules if not m.startswith("siamdesk.gui.translations")]
    extras = ["pydicom", "sklearn.utils._cython_blas"]
    if flavour is Flavour.LITE:
        return [*ours, *extras]
    # Exports are tried out with these before they are handed over.
    return [*ours, *extras, "keras", "tensorflow", "tf2onnx", "onnx", "onnxruntime",
            "ai_edge_litert.interpreter", "openvino.frontend.tensorflow"]  # fmt: skip


def excluded(flavour: Flavour) -> list[str]:
    """Packages that stay out even though something names them."""
    return [*NEVER, *KERAS] if flavour is Flavour.LITE else list(NEVER)


def is_wanted(name: str, flavour: Flavour) -> bool:
    """Whether a file of that name within the app is of use."""
    path = PurePosixPath(name.replace("\\", "/")).as_posix()
    if flavour is Flavour.LITE and _ONLY_WITH_KERAS.search(path):
        return False
    return not any(pattern.search(path) for pattern in _TRASH)


def wanted(entries: Iterable[Entry], flavour: Flavour) -> list[Entry]:
    """The entries that are of use."""
    return [entry for entry in entries if is_wanted(entry[0], flavour)]


def without_orphans(entries: list[Entry]) -> list[Entry]:
    """The entries less the shared libraries that nothing among them needs any more (Linux).

    A plugin that is left out leaves behind the libraries that only it has called for.
    """
    needs = _needed([entry[1] for entry in entries])
    libraries = {Path(entry[0]).name: entry for entry in entries if _is_library(entry)}
    reached: set[str] = set()
    to_look_at = [entry[1] for entry in entries if not _is_library(entry)]
    while to_look_at:
        for name in needs.get(to_look_at.pop(), set()) & libraries.keys() - reached:
            reached.add(name)
            to_look_at.append(libraries[name][1])
    # Python itself is needed by the starter, which is not among the entries.
    return [
        entry
        for entry in entries
        if not _is_library(entry) or Path(entry[0]).name in reached or "libpython" in entry[0]
    ]


def _needed(files: list[str]) -> dict[str, set[str]]:
    """The names of the libraries that each of these files wants; one call for all of them."""
    said = subprocess.run(["readelf", "-d", *files], capture_output=True, text=True, check=False)
    needs: dict[str, set[str]] = {}
    file = files[0] if files else ""
    for line in said.stdout.splitlines():
        if line.startswith("File: "):
            file = line.removeprefix("File: ")
        elif found := re.search(r"\(NEEDED\).*\[(.+)\]", line):
            needs.setdefault(file, set()).add(found[1])
    return needs


def _is_library(entry: Entry) -> bool:
    """Whether it is there only for others: of Qt, of the system, or brought by a wheel."""
    return re.match(r"PySide6/Qt/lib/|[^/]*\.so\.[\d.]+$|\w+\.libs/", entry[0]) is not None


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The entries, with TensorFlow's, LiteRT's and Python's libraries less their debug symbols.

    Linux only, and only those: `strip` breaks some of the libraries whose headers a wheel's repair
    has moved.
    """
    strip = shutil.which("strip")
    result = []
    for name, source, kind in entries:
        if strip is None or not _WITH_SYMBOLS.match(name) or not Path(source).is_file():
            result.append((name, source, kind))
            continue
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([strip, "--strip-unneeded", "-o", str(copy), source], check=True)
        result.append((name, str(copy), kind))
    return result
