"""Weights of 8 bits in a LiteRT file that computes with floating-point numbers.

Quantising what is computed, too, is what LiteRT's own converter does with photos to calibrate on.
It was measured and refused: TinyViT's embeddings then point somewhere else
(docs/decisions/0025-int8-means-weights.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_SMALLEST = 1024
"""Numbers; smaller kernels are not worth a step of their own."""
_FEWEST_CHANNELS = 32
"""Layers with fewer outputs, as the head's, keep their numbers: they are small and decide."""
_LARGEST = 127


def with_int8_weights(content: bytes) -> bytes:
    """The ``.tflite`` file with the kernels of its large layers in int8, one scale per channel.

    A step in front of each layer turns its kernel back into float32; runtimes do that once.
    """
    import flatbuffers
    from ai_edge_litert import schema_py_generated as schema

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(content, 0))
    (graph,) = model.subgraphs
    kernels = _kernels(schema, model, graph)
    code = schema.OperatorCodeT()
    code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.DEQUANTIZE
    code.version = 2
    model.operatorCodes.append(code)
    steps = [_unpacking(schema, model, graph, kernel) for kernel in kernels.items()]
    graph.operators = [*steps, *graph.operators]
    _empty_unused(model, graph)
    builder = flatbuffers.Builder(len(content))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _kernels(schema: Any, model: Any, graph: Any) -> dict[int, int]:
    """Tensors to pack, by index, each with the axis of its output channels."""
    kind = schema.BuiltinOperator
    axes = {kind.CONV_2D: 0, kind.FULLY_CONNECTED: 0, kind.DEPTHWISE_CONV_2D: 3}
    found = {}
    for operator in graph.operators:
        axis = axes.get(model.operatorCodes[operator.opcodeIndex].builtinCode)
        if axis is None:
            continue
        index = int(operator.inputs[1])
        tensor = graph.tensors[index]
        if (
            tensor.type == schema.TensorType.FLOAT32
            and model.buffers[tensor.buffer].data is not None
            and np.prod(tensor.shape) >= _SMALLEST
            and tensor.shape[axis] >= _FEWEST_CHANNELS
        ):
            found[index] = axis
    return found


def _unpacking(schema: Any, model: Any, graph: Any, kernel: tuple[int, int]) -> Any:
    """Add the packed twin of a tensor; returns the step that fills the tensor from it."""
    index, axis = kernel
    tensor = graph.tensors[index]
    data = model.buffers[tensor.buffer].data
    values = np.frombuffer(bytes(data), np.float32).reshape(tensor.shape)
    whole, scales = packed(values, axis)
    buffer = schema.BufferT()
    buffer.data = np.frombuffer(whole.tobytes(), np.uint8)
    model.buffers.append(buffer)
    twin = schema.TensorT()
    twin.name, twin.shape, twin.type = tensor.name, tensor.shape, schema.TensorType.INT8
    twin.buffer = len(model.buffers) - 1
    twin.quantization = schema.QuantizationParametersT()
    twin.quantization.scale = scales
    twin.quantization.zeroPoint = np.zeros(len(scales), np.int64)
    twin.quantization.quantizedDimension = axis
    graph.tensors.append(twin)
    tensor.buffer = 0
    step = schema.OperatorT()
    step.opcodeIndex = len(model.operatorCodes) - 1
    step.inputs = np.array([len(graph.tensors) - 1], np.int32)
    step.outputs = np.array([index], np.int32)
    return step


def packed(values: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers of `values`' shape, and scales ``[channels]`` along `axis` to multiply with."""
    others = tuple(i for i in range(values.ndim) if i != axis)
    largest = np.abs(values).max(axis=others, keepdims=True)
    scales = np.where(largest > 0.0, largest, 1.0) / np.float32(_LARGEST)
    return np.rint(values / scales).astype(np.int8), scales.ravel().astype(np.float32)


def _empty_unused(model: Any, graph: Any) -> None:
    """Packed tensors leave their floating-point numbers behind."""
    used = {tensor.buffer for tensor in graph.tensors}
    used |= {entry.buffer for entry in model.metadata or ()}
    for index, buffer in enumerate(model.buffers):
        if index not in used:
            buffer.data = None
