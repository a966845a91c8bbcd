"""Read the weights of TinyViT-5M from its ONNX source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from siamdesk.encoders.conversion.onnx_file import OnnxFile, Weights, after_norm
from siamdesk.encoders.tiny_vit import ATTENTION_STAGES, CONVOLUTION_BLOCKS, AttentionStage


def read_tiny_vit(onnx_path: Path) -> Weights:
    """Weights by Keras variable path (e.g. ``stage0_block0_conv1/kernel``), float32.

    Shapes are those of `siamdesk.encoders.tiny_vit.build_tiny_vit`. Half of the tensors lost their
    names when batch norm was folded (``onnx::Conv_2037``), so each tensor is found by the name of
    the node that consumes it.

    Raises `EncoderError` when the file is not the graph that is expected here.
    """
    source = OnnxFile(onnx_path, title="TinyViT-5M")
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


def _attention_block(source: OnnxFile, stage: AttentionStage, index: int, block: int) -> Weights:
    name = f"stage{index}_block{block}"
    node = f"/stages/stages.{index}/blocks/blocks.{block}"
    tensor = f"stages.{index}.blocks.{block}"
    weights = _attention_inputs(source, stage, name=name, node=node, tensor=tensor)
    weights |= after_norm(
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
    source: OnnxFile, stage: AttentionStage, *, name: str, node: str, tensor: str
) -> Weights:
    """Query, key and value, which the source has in one product and per head.

    Its order is ``[head 0: q, k, v; head 1: q, k, v; ...]``.
    """
    kernel = source.matrix(f"{node}/attn/qkv").reshape(stage.channels, stage.heads, 3, -1)
    bias = source.named(f"{tensor}.attn.qkv.bias").reshape(stage.heads, 3, -1)
    weights: Weights = {}
    for position, part in enumerate(("query", "key", "value")):
        weights |= after_norm(
            kernel[:, :, position].reshape(stage.channels, -1),
            bias[:, position].reshape(-1),
            scale=source.named(f"{tensor}.attn.norm.weight"),
            shift=source.named(f"{tensor}.attn.norm.bias"),
            layer=f"{name}_attn_{part}",
        )
    return weights
