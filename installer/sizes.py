"""What takes the space in an installed app: ``python -m installer.sizes FOLDER...``.

Prints a table in Markdown, for ``docs/packaging.md``.
"""

import sys
from collections import Counter
from pathlib import Path

_PARTS = (
    ("TensorFlow", ("tensorflow",)),
    ("Keras and what it needs", ("keras", "h5py", "h5py.libs", "ml_dtypes", "optree", "grpc")),
    ("ONNX, ONNX Runtime, LiteRT", ("onnx", "onnxruntime", "ai_edge_litert", "tf2onnx")),
    ("OpenVINO", ("openvino",)),
    ("OpenCV with FFmpeg and OpenBLAS", ("cv2", "opencv_python_headless.libs")),
    ("SciPy with OpenBLAS", ("scipy", "scipy.libs")),
    ("NumPy with OpenBLAS", ("numpy", "numpy.libs")),
    ("scikit-learn", ("sklearn",)),
    ("Qt and its bindings", ("PySide6", "shiboken6")),
    ("Pillow", ("PIL", "pillow.libs")),
    ("SiamDesk: encoders, sample, icons", ("siamdesk",)),
)
_REST = "Python, its modules, shared libraries of the system"


def sizes(folder: Path) -> Counter[str]:
    """Bytes by part; links count nothing."""
    owners = {top: part for part, tops in _PARTS for top in tops}
    found: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            inside = file.relative_to(folder).parts
            # The program itself, which holds all modules, lies beside the folder "app".
            top = inside[1] if len(inside) > 1 else ""
            found[owners.get(top, _REST)] += file.stat().st_size
    return found


def table(folders: list[Path]) -> str:
    """Parts as rows, apps as columns, megabytes of a million bytes."""
    measured = [sizes(folder) for folder in folders]
    names = [folder.name for folder in folders]
    lines = [f"| part | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    for part in (*(part for part, _ in _PARTS), _REST):
        cells = [f"{found[part] / 1e6:.0f}" if found[part] else "" for found in measured]
        lines.append(f"| {part} | {' | '.join(cells)} |")
    sums = [f"**{found.total() / 1e6:.0f}**" for found in measured]
    return "\n".join([*lines, f"| **all, in MB** | {' | '.join(sums)} |"])


if __name__ == "__main__":
    print(table([Path(name) for name in sys.argv[1:]]))
