"""EfficientNet-Lite0: from the names and axes of its PyTorch port to those of the Keras graph."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.conversion.torch_legacy import read_state_dict
from siamdesk.errors import EncoderError

_STATISTICS = {
    "weight": "gamma",
    "bias": "beta",
    "running_mean": "moving_mean",
    "running_var": "moving_variance",
}
_OUTER = {"_conv_stem": "stem_conv", "_bn0": "stem", "_conv_head": "head_conv", "_bn1": "head"}
_CONVOLUTIONS = {
    "_expand_conv": "expand_conv",
    "_depthwise_conv": "depthwise_conv",
    "_project_conv": "project_conv",
}
_NORMS = {"_bn0": "expand", "_bn1": "depthwise", "_bn2": "project"}
_BLOCK = re.compile(r"_blocks\.(\d+)\.(\w+)\.(\w+)")


def read_lite0(path: Path) -> dict[str, NDArray[np.float32]]:
    """Keras weight path -> float32 array, from the source's ``.pth`` file.

    The 1000-class layer is left out. Raises `EncoderError` when the file is damaged or has a tensor
    that the encoder does not know.
    """
    converted = {}
    for name, tensor in read_state_dict(path).items():
        if name.endswith(".num_batches_tracked") or name.startswith("_fc."):
            continue
        converted[_keras_path(name, path)] = _keras_axes(name, tensor.astype(np.float32))
    return converted


def read_lite0_classifier(path: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The source's own ImageNet layer: weights `[1280, 1000]` and biases `[1000]`, both float32.

    Only for checking that the conversion names obvious photos as the source did.
    """
    tensors = read_state_dict(path)
    return tensors["_fc.weight"].T.astype(np.float32), tensors["_fc.bias"].astype(np.float32)


def _keras_path(name: str, path: Path) -> str:
    block = _BLOCK.fullmatch(name)
    if block:
        prefix = f"block{int(block[1]):02d}_"
        layer, kind = block[2], block[3]
        if layer in _CONVOLUTIONS:
            return f"{prefix}{_CONVOLUTIONS[layer]}/kernel"
        if layer in _NORMS and kind in _STATISTICS:
            return f"{prefix}{_NORMS[layer]}_norm/{_STATISTICS[kind]}"
    else:
        layer, _, kind = name.partition(".")
        if layer in _OUTER and kind in _STATISTICS:
            outer = _OUTER[layer]
            is_kernel = outer.endswith("_conv")
            return f"{outer}/kernel" if is_kernel else f"{outer}_norm/{_STATISTICS[kind]}"
    message = f"{path}: EfficientNet-Lite0 has no tensor {name!r}. Take the file named in NOTICE."
    raise EncoderError(message)


def _keras_axes(name: str, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
    if tensor.ndim != 4:
        return tensor
    # Out, in, height, width -> height, width, in, out; a depthwise filter has one input per output.
    order = (2, 3, 0, 1) if "_depthwise_conv" in name else (2, 3, 1, 0)
    return np.ascontiguousarray(tensor.transpose(order))
