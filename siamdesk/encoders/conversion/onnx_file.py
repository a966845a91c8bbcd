"""Finds the weights in an ONNX file, by their own name or by the node that consumes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import openvino

Weights = dict[str, NDArray[np.float32]]
"""Keras weight path -> array."""


class OnnxFile:
    """Tensors of an ONNX file; only `evaluated` runs a part of it.

    `title` is the network that is expected in it, for messages. Every method raises `EncoderError`
    where the file is of another network.
    """

    def __init__(self, path: Path, *, title: str) -> None:
        # Late: reading ONNX needs OpenVINO, listing what there is to read does not.
        import openvino

        self._path = path
        self._title = title
        model = openvino.Core().read_model(path)
        self._parameters = model.get_parameters()
        self._nodes: dict[str, openvino.Node] = {
            node.get_friendly_name(): node for node in model.get_ordered_ops()
        }

    def named(self, name: str) -> NDArray[np.float32]:
        """The tensor called `name`."""
        return self._constant(self._node(name), name)

    def matrix(self, node: str) -> NDArray[np.float32]:
        """``[inputs, outputs]`` of the matrix product in `node`."""
        product = self._node(f"{node}/MatMul")
        return self._constant(product.input_value(1).get_node(), node)

    def convolution(self, layer: str, node: str, *, depthwise: bool) -> Weights:
        """Kernel and bias of the convolution in `node`, in Keras' order of axes."""
        convolution = self._node(f"{node}/conv/Conv/WithoutBiases")
        addition = self._node(f"{node}/conv/Conv")
        kernel = self._constant(convolution.input_value(1).get_node(), node)
        bias = self._constant(addition.input_value(1).get_node(), node)
        # ONNX: [out, in / groups, h, w]; of a depthwise one: [channel, 1, h, w].
        axes = (2, 3, 0, 1) if depthwise else (2, 3, 1, 0)
        return {f"{layer}/kernel": kernel.transpose(axes), f"{layer}/bias": bias}

    def evaluated(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """What the node `name` puts out for an input of zeros of that shape."""
        import openvino

        graph = openvino.Model([self._node(name).output(0)], self._parameters, name)
        options = {"INFERENCE_PRECISION_HINT": "f32"}
        compiled = openvino.Core().compile_model(graph, "CPU", options)
        return np.array(compiled([np.zeros(shape, np.float32)])[0], np.float32)

    def _node(self, name: str) -> openvino.Node:
        try:
            return self._nodes[name]
        except KeyError:
            raise EncoderError(
                f"{self._path}: no {name!r} in it, so this is not the {self._title} that SiamDesk "
                "knows. Fetch the source file again."
            ) from None

    def _constant(self, node: openvino.Node, name: str) -> NDArray[np.float32]:
        # OpenVINO puts a reshape between a tensor and the convolution that it belongs to.
        while node.get_type_name() == "Reshape":
            node = node.input_value(0).get_node()
        if node.get_type_name() != "Constant":
            raise EncoderError(f"{self._path}: {name!r} has no weights of its own.")
        return np.array(node.data, np.float32)


def after_norm(
    kernel: NDArray[np.float32],
    bias: NDArray[np.float32],
    *,
    scale: NDArray[np.float32],
    shift: NDArray[np.float32],
    layer: str,
) -> Weights:
    """Fold the scale and shift of a layer norm into the dense layer that follows it."""
    exact = kernel.astype(np.float64)
    return {
        f"{layer}/kernel": (scale[:, None] * exact).astype(np.float32),
        f"{layer}/bias": (bias + shift @ exact).astype(np.float32),
    }
