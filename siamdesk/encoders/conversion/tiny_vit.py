"""Read the weights of TinyViT-5M from its ONNX source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.tiny_vit import ATTENTION_STAGES, CONVOLUTION_BLOCKS, AttentionStage
from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import openvino

Weights = dict[str, NDArray[np.float32]]


def read_tiny_vit(onnx_path: Path) -> Weights:
    """Weights by Keras variable path (e.g. ``stage0_block0_conv1/kernel``), float32.

    Shapes are those of `siamdesk.encoders.tiny_vit.build_tiny_vit`. Half of the tensors lost their
    names when batch norm was folded (``onnx::Conv_2037``), so each tensor is found by the name of
    the node that consumes it.

    Raises `EncoderError` when the file is not the graph that is expected here.
    """
    source = _Source(onnx_path)
    weights: Weights = {}
    for keras_name, onnx_name, depthwise in _convolutions():
        weights |= source.convolution(keras_name, onnx_name, depthwise=depthwise)
    for index, stage in enumerate(ATTENTION_STAGES, start=1):
        for block in range(stage.blocks):
            weights |= _attention_block(source, stage, index, block)
    scale, shift = source.named("head.norm.weight"), source.named("head.norm.bias")
    weights["head_norm/kernel"] = scale.reshape(1, 1, -1, 1)
    weights["head_norm/bias"] = shift
    return {path: np.ascontiguousarray(value, np.float32) for path, value in weights.items()}


def _convolutions() -> Iterator[tuple[str, str, bool]]:
    """(Keras layer, ONNX node, whether it is depthwise) of every convolution."""
    for part in ("conv1", "conv2"):
        yield f"patch_embed_{part}", f"/patch_embed/{part}", False
    bottlenecks = [
        (f"stage0_block{block}", f"/stages/stages.0/blocks/blocks.{block}")
        for block in range(CONVOLUTION_BLOCKS)
    ]
    bottlenecks += [
        (f"stage{index}_downsample", f"/stages/stages.{index}/downsample")
        for index in range(1, len(ATTENTION_STAGES) + 1)
    ]
    for keras_name, onnx_name in bottlenecks:
        for part in ("conv1", "conv2", "conv3"):
            yield f"{keras_name}_{part}", f"{onnx_name}/{part}", part == "conv2"
    for index, stage in enumerate(ATTENTION_STAGES, start=1):
        for block in range(stage.blocks):
            node = f"/stages/stages.{index}/blocks/blocks.{block}/local_conv"
            yield f"stage{index}_block{block}_local_conv", node, True


def _attention_block(source: _Source, stage: AttentionStage, index: int, block: int) -> Weights:
    name = f"stage{index}_block{block}"
    node = f"/stages/stages.{index}/blocks/blocks.{block}"
    tensor = f"stages.{index}.blocks.{block}"
    weights = _attention_inputs(source, stage, name=name, node=node, tensor=tensor)
    weights |= _after_norm(
        source.matrix(f"{node}/mlp/fc1"),
        source.named(f"{tensor}.mlp.fc1.bias"),
        scale=source.named(f"{tensor}.mlp.norm.weight"),
        shift=source.named(f"{tensor}.mlp.norm.bias"),
        layer=f"{name}_mlp_fc1",
    )
    for layer, part in ((f"{name}_attn_proj", "attn/proj"), (f"{name}_mlp_fc2", "mlp/fc2")):
        weights[f"{layer}/kernel"] = source.matrix(f"{node}/{part}")
        weights[f"{layer}/bias"] = source.named(f"{tensor}.{part.replace('/', '.')}.bias")
    # The source numbers distances in the order in which it meets them from the first position, row
    # by row, which is |dy| * window + |dx|: the order of the graph's table.
    table = source.named(f"{tensor}.attn.attention_biases")
    weights[f"{name}_attn_bias/embeddings"] = table.reshape(-1, 1)
    return weights


def _attention_inputs(
    source: _Source, stage: AttentionStage, *, name: str, node: str, tensor: str
) -> Weights:
    """Query, key and value, which the source has in one product and per head.

    Its order is ``[head 0: q, k, v; head 1: q, k, v; ...]``.
    """
    kernel = source.matrix(f"{node}/attn/qkv").reshape(stage.channels, stage.heads, 3, -1)
    bias = source.named(f"{tensor}.attn.qkv.bias").reshape(stage.heads, 3, -1)
    weights: Weights = {}
    for position, part in enumerate(("query", "key", "value")):
        weights |= _after_norm(
            kernel[:, :, position].reshape(stage.channels, -1),
            bias[:, position].reshape(-1),
            scale=source.named(f"{tensor}.attn.norm.weight"),
            shift=source.named(f"{tensor}.attn.norm.bias"),
            layer=f"{name}_attn_{part}",
        )
    return weights


def _after_norm(
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


class _Source:
    """Tensors of an ONNX file, by their own name or by the node that consumes them."""

    def __init__(self, path: Path) -> None:
        # Late: reading ONNX needs OpenVINO, listing what there is to read does not.
        import openvino

        self._path = path
        self._nodes: dict[str, openvino.Node] = {
            node.get_friendly_name(): node
            for node in openvino.Core().read_model(path).get_ordered_ops()
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

    def _node(self, name: str) -> openvino.Node:
        try:
            return self._nodes[name]
        except KeyError:
            raise EncoderError(
                f"{self._path}: no {name!r} in it, so this is not the TinyViT-5M that SiamDesk "
                "knows. Fetch the source file again."
            ) from None

    def _constant(self, node: openvino.Node, name: str) -> NDArray[np.float32]:
        # OpenVINO puts a reshape between a tensor and the convolution that it belongs to.
        while node.get_type_name() == "Reshape":
            node = node.input_value(0).get_node()
        if node.get_type_name() != "Constant":
            raise EncoderError(f"{self._path}: {name!r} has no weights of its own.")
        return np.array(node.data, np.float32)
