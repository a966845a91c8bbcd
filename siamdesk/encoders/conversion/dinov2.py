"""Read the weights of DINOv2-S/14 from its ONNX source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.conversion.onnx_file import OnnxFile, Weights, after_norm
from siamdesk.encoders.dinov2 import BLOCKS, CHANNELS
from siamdesk.encoders.registry import ENCODERS

_SIZE = ENCODERS["dinov2_s"].input_size


def read_dinov2_s(onnx_path: Path) -> Weights:
    """Weights by Keras variable path (e.g. ``block00_attn_query/kernel``), float32.

    Shapes are those of `siamdesk.encoders.dinov2.build_dinov2_s`. Raises `EncoderError` when the
    file is not the graph that is expected here.
    """
    source = OnnxFile(onnx_path, title="DINOv2-S/14")
    weights: Weights = {
        "positions/embeddings": _positions(source),
        # Twice, for the class token and for the patch tokens.
        "norm/kernel": np.tile(source.named("model.norm.weight"), 2).reshape(1, 1, -1, 1),
        "norm/bias": np.tile(source.named("model.norm.bias"), 2),
        # ONNX: [out, in, h, w].
        "patch_embed/kernel": source.named("model.patch_embed.proj.weight").transpose(2, 3, 1, 0),
        "patch_embed/bias": source.named("model.patch_embed.proj.bias"),
    }
    for block in range(BLOCKS):
        weights |= _block(source, block)
    return {path: np.ascontiguousarray(value, np.float32) for path, value in weights.items()}


def _positions(source: OnnxFile) -> NDArray[np.float32]:
    """The table `[257, 384]`, the class token added to its first row.

    The file holds the positions of 37×37 patches and a cubic interpolation of them; what comes out
    of it does not depend on the photo.
    """
    table = source.evaluated("/Concat_4", (1, 3, _SIZE, _SIZE)).reshape(-1, CHANNELS).copy()
    table[0] += source.named("model.cls_token").reshape(-1)
    return table


def _block(source: OnnxFile, block: int) -> Weights:
    name, node, tensor = f"block{block:02d}", f"/blocks.{block}", f"model.blocks.{block}"
    weights: Weights = {}
    # All heads of the query, then of the key, then of the value.
    kernels = np.split(source.matrix(f"{node}/attn/qkv"), 3, axis=1)
    biases = np.split(source.named(f"{tensor}.attn.qkv.bias"), 3)
    scale, shift = source.named(f"{tensor}.norm1.weight"), source.named(f"{tensor}.norm1.bias")
    for part, kernel, bias in zip(("query", "key", "value"), kernels, biases, strict=True):
        layer = f"{name}_attn_{part}"
        weights |= after_norm(kernel, bias, scale=scale, shift=shift, layer=layer)
    weights |= after_norm(
        source.matrix(f"{node}/mlp/fc1"),
        source.named(f"{tensor}.mlp.fc1.bias"),
        scale=source.named(f"{tensor}.norm2.weight"),
        shift=source.named(f"{tensor}.norm2.bias"),
        layer=f"{name}_mlp_fc1",
    )
    for layer, part, gain in (("attn_proj", "attn/proj", "ls1"), ("mlp_fc2", "mlp/fc2", "ls2")):
        gamma = source.named(f"{tensor}.{gain}.gamma")
        weights[f"{name}_{layer}/kernel"] = source.matrix(f"{node}/{part}") * gamma
        bias = source.named(f"{tensor}.{part.replace('/', '.')}.bias")
        weights[f"{name}_{layer}/bias"] = bias * gamma
    return weights
