"""From a Keras graph to the OpenVINO graph that the app runs on the CPU."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openvino as ov
from openvino import opset13 as ops

from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import keras

POOLED = "pooled"
SPATIAL = "spatial"
_SMALL = 4096
"""Constants of up to this many numbers are not worth compressing."""


def to_openvino(model: keras.Model) -> ov.Model:
    """The OpenVINO graph of an encoder, for any number of photos at once.

    Input `[n, size, size, 3] uint8` RGB; outputs named ``pooled`` `[n, d]` and ``spatial``
    `[n, h, w, d]`, both float32. Constants that fit float16 without loss are stored so: the graph
    computes what the Keras graph computes. Needs TensorFlow as Keras' backend.
    """
    # Not `openvino.convert_model`: it folds batch norm into the kernels, and folded kernels no
    # longer fit float16 (embeddings moved by 1.4e-3). Compiling folds them too, in float32.
    with tempfile.TemporaryDirectory(prefix="siamdesk-") as folder:
        model.export(folder, format="tf_saved_model", verbose=False)
        core = ov.Core()
        core.set_property({"ENABLE_MMAP": False})  # Windows can't delete a folder that is mapped
        graph = _named(core.read_model(folder), size=model.inputs[0].shape[1])
        _compress_without_loss(graph)
        number_names(graph)
        return graph


def _named(graph: ov.Model, *, size: int) -> ov.Model:
    for output in graph.outputs:
        is_pooled = output.partial_shape.rank.get_length() == 2
        output.get_tensor().set_names({POOLED if is_pooled else SPATIAL})
    photo = ov.preprocess.PrePostProcessor(graph)
    photo.input().tensor().set_element_type(ov.Type.u8)
    graph = photo.build()
    graph.reshape([-1, size, size, 3])
    return graph


def _compress_without_loss(graph: ov.Model) -> None:
    for node in graph.get_ordered_ops():
        if node.get_type_name() != "Constant" or node.get_element_type() != ov.Type.f32:
            continue
        values = np.asarray(node.data)
        if values.size <= _SMALL:
            continue
        half = values.astype(np.float16)
        if np.array_equal(half.astype(np.float32), values):
            consumers = node.output(0).get_target_inputs()
            unpacked = ops.convert(ops.constant(half), "f32").output(0)
            for consumer in consumers:
                consumer.replace_source_output(unpacked)


def number_names(graph: ov.Model) -> None:
    """Make names a matter of the graph: OpenVINO's own count the nodes the process ever made."""
    for index, node in enumerate(graph.get_ordered_ops()):
        if node.get_type_name() not in ("Parameter", "Result"):
            node.set_friendly_name(f"{node.get_type_name()}_{index}")


def write_graph(graph: ov.Model, folder: Path, name: str) -> dict[str, str]:
    """Write ``name.xml`` and ``name.bin`` into `folder`, each in one step.

    Returns file name -> SHA-256. Raises `EncoderError` when the disk refuses.
    """
    temporary = folder / f"{name}.{os.getpid()}.tmp.xml"
    hashes = {}
    try:
        ov.save_model(graph, temporary, compress_to_fp16=False)
        for suffix in (".bin", ".xml"):
            target = folder / f"{name}{suffix}"
            temporary.with_suffix(suffix).replace(target)
            hashes[target.name] = hashlib.sha256(target.read_bytes()).hexdigest()
    except (OSError, RuntimeError) as error:
        # OpenVINO reports a full or read-only disk as a RuntimeError.
        for suffix in (".bin", ".xml"):
            temporary.with_suffix(suffix).unlink(missing_ok=True)
        message = f"The encoder can't be written to {folder}: {error}. Free some space and retry."
        raise EncoderError(message) from error
    return hashes
