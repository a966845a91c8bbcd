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
    "ray", "fastapi", "uvicorn", "starlette", "pydantic",
    # Tools of developers.
    "IPython", "pytest", "_pytest", "hypothesis", "setuptools", "pip", "wheel", "pkg_resources",
    "tkinter", "PyInstaller", "mkdocs", "numpy.f2py", "openvino_telemetry", "clang",
    # pyqtgraph's own examples and 3-D views.
    "pyqtgraph.examples", "pyqtgraph.opengl", "OpenGL",
)  # fmt: skip

KERAS = (
    "keras", "tensorflow", "tf2onnx", "onnx", "onnxruntime", "ai_edge_litert", "h5py", "grpc",
    "ml_dtypes", "google", "astunparse", "gast", "flatbuffers", "optree", "namex", "absl",
)  # fmt: skip
"""What Lite does without."""

_DOCTORED = ("numpy", "openvino", "opencv-python-headless", "pillow", "PySide6-Essentials",
             "scikit-learn")  # fmt: skip
METADATA = {
    Flavour.LITE: _DOCTORED,
    Flavour.FULL: (*_DOCTORED, "keras", "onnx", "onnxruntime", "ai-edge-litert", "tf2onnx",
                   "tensorflow-cpu" if sys.platform.startswith("linux") else "tensorflow"),
}  # fmt: skip
"""Packages whose version the app tells."""

_TRASH = [
    re.compile(pattern)
    for pattern in (
        r"(^|/)include/",  # headers
        r"\.(a|lib|h|hpp|cuh|pyi|pdb)$",
        r"^(?!siamdesk/).*(^|/)(tests?|testing|testdata|test_data)/.*\.(py|npy|npz|csv|pb|onnx|mat)$",
        r"^openvino/libs/libopenvino_intel_[gn]pu",  # photos are embedded on the CPU
        r"^openvino/libs/openvino_intel_[gn]pu",
        r"^openvino/libs/cache\.json$",  # of the GPU plugin
        r"openvino_(pytorch|paddle|jax|tensorflow_lite)_frontend",
        r"^ai_edge_litert/(tools/|libLiteRtWebGpuAccelerator)",
        r"^tensorflow/(xla_aot_runtime_src|python/profiler/internal/_pywrap_profiler_plugin)",
        r"^tensorflow/lite/python/(authoring|benchmarks)",
        r"^onnx/backend/test/",
        r"^sklearn/datasets/(data|descr|images)/",
        # Qt: what no window of ours loads.
        r"^PySide6/(Qt/)?(qml|metatypes|resources|libexec|bin)/",
        r"^PySide6/(Qt/)?translations/(?!qtbase_(de|en))",
        r"^PySide6/(Qt/)?plugins/(designer|qmltooling|qmllint|sqldrivers|tls|networkinformation"
        r"|platformthemes/libqgtk|egldeviceintegrations|generic|canbus|position|sensors"
        r"|platforminputcontexts/libqtvirtualkeyboard)",
        r"^PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)",
        r"(lib)?Qt6?(Quick|Qml|Designer|VirtualKeyboard|Pdf|EglFS|3D|OpenGLWidgets|Test|Sql)",
        r"^PySide6/.*(qmlls|qmlformat|qmllint|lupdate|lrelease|linguist|assistant|designer)(\.exe)?$",
    )
]


def hidden_imports(flavour: Flavour, siamdesk_modules: Iterable[str]) -> list[str]:
    """Modules that are imported by a name in a string."""
    ours = [m for m in siamdesk_modules if not m.startswith("siamdesk.gui.translations")]
    extras = ["pillow_heif", "pydicom", "sklearn.utils._cython_blas"]
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
    if path.startswith("siamdesk/resources_data/"):
        return True
    if flavour is Flavour.LITE and "openvino_tensorflow_frontend" in path:
        return False
    return not any(pattern.search(path) for pattern in _TRASH)


def wanted(entries: Iterable[Entry], flavour: Flavour) -> list[Entry]:
    """The entries that are of use."""
    return [entry for entry in entries if is_wanted(entry[0], flavour)]


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The entries, with TensorFlow's libraries less the names of their inner functions (Linux).

    Only those: `strip` breaks some of the libraries whose headers a wheel's repair has moved.
    """
    strip = shutil.which("strip")
    result = []
    for name, source, kind in entries:
        if strip is None or not name.startswith("tensorflow/") or Path(source).is_symlink():
            result.append((name, source, kind))
            continue
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([strip, "--strip-unneeded", "-o", str(copy), source], check=True)
        result.append((name, str(copy), kind))
    return result
