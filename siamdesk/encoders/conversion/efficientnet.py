"""EfficientNets: from the names and axes of their PyTorch ports to those of the Keras graphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.conversion.torch_file import read_state_dict
from siamdesk.errors import EncoderError

Weights = dict[str, NDArray[np.float32]]

_STATISTICS = {
    "weight": "gamma",
    "bias": "beta",
    "running_mean": "moving_mean",
    "running_var": "moving_variance",
}
_LITE_OUTER = {"_conv_stem": "stem_conv", "_bn0": "stem", "_conv_head": "head_conv", "_bn1": "head"}
_LITE_CONVOLUTIONS = {
    "_expand_conv": "expand_conv",
    "_depthwise_conv": "depthwise_conv",
    "_project_conv": "project_conv",
}
_LITE_NORMS = {"_bn0": "expand", "_bn1": "depthwise", "_bn2": "project"}
_LITE_BLOCK = re.compile(r"_blocks\.(\d+)\.(\w+)\.(\w+)")

_B3_REPEATS = (2, 3, 3, 5, 5, 6, 2)
_B3_BLOCK = re.compile(r"features\.([1-7])\.(\d+)\.block\.(\d)\.(\w+)\.(\w+)")
_B3_OUTER = {"features.0": "stem", "features.8": "head"}
_B3_PARTS = ("expand", "depthwise", "excite", "project")
_B3_EXCITE = {"fc1": "squeeze_conv", "fc2": "excite_conv"}


def read_lite(path: Path) -> Weights:
    """Keras weight path -> float32 array of EfficientNet-Lite0 or -Lite2, from the ``.pth`` file.

    The 1000-class layer is left out. Raises `EncoderError` when the file is damaged or has a tensor
    that the encoder does not know.
    """
    return _read(path, _lite_name, classifier="_fc.")


def read_b3(path: Path) -> Weights:
    """Keras weight path -> float32 array of EfficientNet-B3, from the ``.pth`` file.

    The 1000-class layer is left out. Raises `EncoderError` as `read_lite` does.
    """
    return _read(path, _b3_name, classifier="classifier.")


def read_classifier(path: Path, layer: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A source's own ImageNet layer: weights `[d, 1000]` and biases `[1000]`, both float32.

    `layer` is its name in the file: ``_fc`` of the Lite variants, ``classifier.1`` of B3. Only for
    checking that the conversion names obvious photos as the source did.
    """
    tensors = read_state_dict(path)
    return tensors[f"{layer}.weight"].T.astype(np.float32), tensors[f"{layer}.bias"].astype(
        np.float32
    )


def _read(path: Path, renamed: Callable[[str], str | None], *, classifier: str) -> Weights:
    converted = {}
    for name, tensor in read_state_dict(path).items():
        if name.endswith(".num_batches_tracked") or name.startswith(classifier):
            continue
        target = renamed(name)
        if target is None:
            message = f"{path}: the encoder has no tensor {name!r}. Take the file named in NOTICE."
            raise EncoderError(message)
        depthwise = target.endswith("depthwise_conv/kernel")
        converted[target] = _keras_axes(tensor.astype(np.float32), depthwise=depthwise)
    return converted


def _lite_name(name: str) -> str | None:
    block = _LITE_BLOCK.fullmatch(name)
    if block:
        prefix = f"block{int(block[1]):02d}_"
        layer, kind = block[2], block[3]
        if layer in _LITE_CONVOLUTIONS:
            return f"{prefix}{_LITE_CONVOLUTIONS[layer]}/kernel"
        if layer in _LITE_NORMS and kind in _STATISTICS:
            return f"{prefix}{_LITE_NORMS[layer]}_norm/{_STATISTICS[kind]}"
        return None
    layer, _, kind = name.partition(".")
    if layer not in _LITE_OUTER or kind not in _STATISTICS:
        return None
    outer = _LITE_OUTER[layer]
    return f"{outer}/kernel" if outer.endswith("_conv") else f"{outer}_norm/{_STATISTICS[kind]}"


def _b3_name(name: str) -> str | None:
    block = _B3_BLOCK.fullmatch(name)
    if block:
        stage, repeat, position = (int(block[i]) for i in (1, 2, 3))
        index = sum(_B3_REPEATS[: stage - 1]) + repeat
        # The first stage does not widen, so its blocks have one part less.
        part = _B3_PARTS[position + (stage == 1)]
        if part == "excite":
            kind = "kernel" if block[5] == "weight" else "bias"
            return f"block{index:02d}_{_B3_EXCITE[block[4]]}/{kind}"
        return _b3_convolution(f"block{index:02d}_{part}", block[4], block[5])
    outer, _, rest = name.rpartition(".")
    outer, _, position_in_outer = outer.rpartition(".")
    if outer not in _B3_OUTER:
        return None
    return _b3_convolution(_B3_OUTER[outer], position_in_outer, rest)


def _b3_convolution(part: str, position: str, kind: str) -> str | None:
    """A convolution (position 0) or the batch norm after it (1)."""
    if position == "0":
        return f"{part}_conv/kernel"
    return f"{part}_norm/{_STATISTICS[kind]}" if kind in _STATISTICS else None


def _keras_axes(tensor: NDArray[np.float32], *, depthwise: bool) -> NDArray[np.float32]:
    if tensor.ndim != 4:
        return tensor
    # Out, in, height, width -> height, width, in, out; a depthwise filter has one input per output.
    order = (2, 3, 0, 1) if depthwise else (2, 3, 1, 0)
    return np.ascontiguousarray(tensor.transpose(order))
