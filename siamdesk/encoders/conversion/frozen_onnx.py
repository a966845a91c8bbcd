"""Frozen encoders from ONNX files: looked at, run through OpenVINO, never trained.

An ONNX file is data: operators that OpenVINO knows, and arrays. What could make it more, operators
of other makers and arrays in other folders, is refused before any library runs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import Any, Final

import numpy as np
import onnx
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13 as ops
from openvino.passes import ConstantFolding, Manager

from siamdesk.encoders.added import OWN, frozen_graph
from siamdesk.encoders.conversion.own_files import MOST_BYTES
from siamdesk.encoders.conversion.pixels import PixelRange, offset_and_scale
from siamdesk.encoders.conversion.writing import Origin
from siamdesk.encoders.graph import POOLED, SPATIAL, number_names
from siamdesk.encoders.registry import EncoderSpec
from siamdesk.errors import EncoderError
from siamdesk.progress import Progress, no_progress

_DOMAINS: Final = ("", "ai.onnx")
_USUAL_SIZE: Final = 224
_SIZES_ALLOWED: Final = range(16, 1025)
_TOLERANCE: Final = 1e-3
"""Largest difference to ONNX Runtime, as a part of the largest number."""
_LICENCE: Final = (
    b"This encoder was made from a file of the user's; its terms are the user's to say.\n"
)


@dataclass(frozen=True, slots=True)
class FrozenEncoder:
    """An encoder of which there is nothing but the graph, ready to be written."""

    spec: EncoderSpec
    graph: ov.Model
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the network wants its photo."""

    name: str
    size: int
    channels_first: bool
    bytes: bool
    """Whether it takes whole numbers."""

    @property
    def shape(self) -> list[int]:
        sides = [self.size, self.size]
        return [1, 3, *sides] if self.channels_first else [1, *sides, 3]


def wrap_onnx(
    path: Path,
    *,
    name: str,
    pixels: PixelRange = PixelRange.BYTES,
    progress: Progress = no_progress,
) -> FrozenEncoder:
    """The encoder ``own:NAME`` of an ONNX file: from one RGB photo to a feature map or a vector.

    When all that follows the last map is its mean, the map is taken, so that heatmaps have regions.
    The answer for a photo of noise is compared with ONNX Runtime's. Raises `EncoderError`, saying
    why, when the file is refused.
    """
    given = _input(path, _checked(path))
    progress(0.2, f"Reading {path.name}")
    try:
        graph = _encoder_graph(ov.Core().read_model(path), given, pixels, path)
        progress(0.4, f"Comparing {path.name} with ONNX Runtime")
        answer = _compared(graph, path, given, pixels)
    except RuntimeError as error:
        message = f"{path} can't be run by OpenVINO: {_first_line(error)}"
        raise EncoderError(message) from error
    encoder_id = f"{OWN}{name}"
    spec = EncoderSpec(
        id=encoder_id,
        title=name,
        input_size=given.size,
        dimension=int(answer[POOLED].shape[1]),
        # Rectified features are never negative; only they get the square root.
        root=bool(answer[SPATIAL].min() >= 0.0),
        licence="LicenseRef-own",
        build=partial(frozen_graph, encoder_id),
        frozen=True,
    )
    facts = {key: getattr(spec, key) for key in ("title", "input_size", "dimension", "root")}
    record = {
        "source": {"file": path.name, "pixels": pixels.value},
        "spec": {**facts, "frozen": True},
    }
    notice = f"  Graph: made from {path.name}, a file of the user's; not rounded.\n"
    return FrozenEncoder(spec, graph, Origin(record, notice, _LICENCE))


def _checked(path: Path) -> onnx.ModelProto:
    """The file without arrays that lie elsewhere. Raises `EncoderError` for an unsafe one."""
    try:
        model = onnx.load(str(path), load_external_data=False)
    except Exception as error:  # broad: protobuf's own errors share no base with others
        message = f"{path} is no ONNX file, or is damaged ({_first_line(error)}). Export it again."
        raise EncoderError(message) from error
    size = path.stat().st_size
    outside: set[Path] = set()
    for graph in _graphs(model.graph):
        for node in graph.node:
            if node.domain not in _DOMAINS:
                message = (
                    f"{path} was refused: it needs the operator {node.op_type} of "
                    f"{node.domain!r}, which is not of ONNX itself. Export it with standard "
                    "operators alone."
                )
                raise EncoderError(message)
        for tensor in filter(_is_external, _tensors(graph)):
            outside |= _external(path, tensor)
    size += sum(file.stat().st_size for file in outside)
    if size > MOST_BYTES:
        message = (
            f"{path} was refused: with its arrays it has {size / 1e9:.1f} GB, and an encoder has "
            f"at most {MOST_BYTES / 1e9:.0f} GB."
        )
        raise EncoderError(message)
    if not model.graph.node:
        message = f"{path} is no ONNX file, or is damaged: there is no network in it."
        raise EncoderError(message)
    return model


def _graphs(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """The graph, and those inside its loops and branches."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            for inner in (*attribute.graphs, *([attribute.g] if attribute.HasField("g") else [])):
                yield from _graphs(inner)


def _tensors(graph: onnx.GraphProto) -> Iterator[onnx.TensorProto]:
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)
    for node in graph.node:
        for attribute in node.attribute:
            yield from attribute.tensors
            if attribute.HasField("t"):
                yield attribute.t


def _is_external(tensor: onnx.TensorProto) -> bool:
    return bool(tensor.data_location == onnx.TensorProto.EXTERNAL)


def _external(path: Path, tensor: onnx.TensorProto) -> set[Path]:
    """The files that an array lies in: beside the ONNX file or below. Raises `EncoderError`."""
    folder = path.absolute().parent
    # All that are named: of two, libraries do not agree on which one counts.
    locations = [entry.value for entry in tensor.external_data if entry.key == "location"]
    for location in locations or [""]:
        named = PureWindowsPath(location)  # it knows both kinds of slashes
        unsafe = not location or named.root or named.drive or ".." in named.parts
        if unsafe or not (folder / location).resolve().is_relative_to(folder.resolve()):
            message = (
                f"{path} was refused: its array {tensor.name!r} lies in {location!r}, outside its "
                "folder. Export it in one file."
            )
            raise EncoderError(message)
        if not (folder / location).is_file():
            message = (
                f"{path} needs {folder / location}, which is missing. Put it there, or export it "
                "in one file."
            )
            raise EncoderError(message)
    return {folder / location for location in locations}


def _input(path: Path, model: onnx.ModelProto) -> _Shape:
    """Raises `EncoderError` unless the network takes one square RGB photo."""
    arrays = {tensor.name for tensor in model.graph.initializer}
    inputs = [given for given in model.graph.input if given.name not in arrays]
    shapes = [
        [side.dim_value or None for side in given.type.tensor_type.shape.dim] for given in inputs
    ]
    kind = inputs[0].type.tensor_type.elem_type if inputs else 0
    floats = (onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16)
    if len(shapes) != 1 or len(shapes[0]) != 4 or 3 not in (shapes[0][1], shapes[0][3]):
        message = (
            f"{path} was refused: its input is {shapes}, not one photo [n, 3, size, size] or "
            "[n, size, size, 3]."
        )
        raise EncoderError(message)
    if kind not in (*floats, onnx.TensorProto.UINT8):
        name = onnx.TensorProto.DataType.Name(kind)
        message = f"{path} was refused: it wants its photo as {name}, not as FLOAT or UINT8."
        raise EncoderError(message)
    channels_first = shapes[0][1] == 3
    height, width = shapes[0][2:] if channels_first else shapes[0][1:3]
    size = int(height or width or _USUAL_SIZE)
    if (height or size) != size or (width or size) != size or size not in _SIZES_ALLOWED:
        message = (
            f"{path} was refused: photos of {height} × {width} pixels; it should be a square of "
            f"{_SIZES_ALLOWED.start} to {_SIZES_ALLOWED.stop - 1}."
        )
        raise EncoderError(message)
    return _Shape(inputs[0].name, size, channels_first, kind == onnx.TensorProto.UINT8)


def _encoder_graph(network: ov.Model, given: _Shape, pixels: PixelRange, path: Path) -> ov.Model:
    """The graph of an encoder: `[1, size, size, 3] uint8` to ``pooled`` and ``spatial``."""
    network.reshape(given.shape)
    folding = Manager()
    folding.register_pass(ConstantFolding())  # now that sizes are fixed, so are axes
    folding.run_passes(network)
    _check_output(network, path)
    spatial = _spatial(network.outputs[0], given)
    pooled = ops.reduce_mean(spatial, ops.constant([1, 2]), keep_dims=False)
    graph = ov.Model([pooled.output(0), spatial.output(0)], network.get_parameters(), "encoder")
    for output, name in zip(graph.outputs, (POOLED, SPATIAL), strict=True):
        output.get_tensor().set_names({name})
    photo = ov.preprocess.PrePostProcessor(graph)
    photo.input().tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    photo.input().model().set_layout(ov.Layout("NCHW" if given.channels_first else "NHWC"))
    if not (given.bytes and pixels is PixelRange.BYTES):
        offset, scale = offset_and_scale(pixels)
        steps = photo.input().preprocess().convert_element_type(ov.Type.f32)
        steps.mean((-offset / scale).tolist()).scale((1.0 / scale).tolist())
        steps.convert_element_type(network.inputs[0].get_element_type())
    graph = photo.build()
    number_names(graph)
    return graph


def _check_output(network: ov.Model, path: Path) -> None:
    shapes = [str(output.get_partial_shape()) for output in network.outputs]
    fixed = all(output.get_partial_shape().is_static for output in network.outputs)
    if len(shapes) != 1 or not fixed or len(network.outputs[0].get_shape()) not in (2, 4):
        message = (
            f"{path} was refused: its output is {shapes}, not one feature map or vector of fixed "
            "size."
        )
        raise EncoderError(message)


def _spatial(output: Any, given: _Shape) -> Any:
    """The last feature map, `[1, h, w, d] float32`; a vector is a map of one region."""
    found = output.get_node().input_value(0)
    if len(found.get_shape()) == 2:
        pooled = _pooled_map(found)
        if pooled is None:
            node = ops.reshape(found, [1, 1, 1, found.get_shape()[1]], special_zero=False)
            return ops.convert(node, "f32")
        found, channels_first = pooled
    else:
        channels_first = given.channels_first
    node = ops.transpose(found, [0, 2, 3, 1]) if channels_first else found.get_node()
    return ops.convert(node, "f32") if channels_first else ops.convert(found, "f32")


def _pooled_map(vector: Any) -> tuple[Any, bool] | None:
    """The map whose mean a vector is, and whether its channels come first; None if it is none."""
    found = vector
    while found.get_node().get_type_name() in ("Reshape", "Squeeze"):
        found = found.get_node().input_value(0)
    node = found.get_node()
    if node.get_type_name() != "ReduceMean":
        return None
    taken, axes = node.input_value(0), node.input_value(1).get_node()
    shape = taken.get_shape()
    if len(shape) != 4 or axes.get_type_name() != "Constant":
        return None
    over = {int(axis) % 4 for axis in np.asarray(axes.data).ravel()}
    channels = {frozenset({2, 3}): 1, frozenset({1, 2}): 3}.get(frozenset(over))
    if channels is None or shape[channels] != vector.get_shape()[1]:
        return None
    return taken, channels == 1


def _compared(
    graph: ov.Model, path: Path, given: _Shape, pixels: PixelRange
) -> dict[str, NDArray[np.float32]]:
    """What the graph says of a photo of noise; `EncoderError` unless ONNX Runtime says so, too."""
    noise = np.random.default_rng(0).integers(0, 256, (1, given.size, given.size, 3), np.uint8)
    compiled = ov.Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found = compiled({0: noise})
    answer = {name: np.asarray(found[name], np.float32) for name in (POOLED, SPATIAL)}
    if not all(np.isfinite(value).all() for value in answer.values()):
        message = f"{path} was refused: it answers a photo with numbers that are not finite."
        raise EncoderError(message)
    expected = _onnx_runtime(path, noise, given, pixels)
    if expected.ndim == 4:
        expected = expected.mean((2, 3) if given.channels_first else (1, 2))
    difference = float(np.abs(answer[POOLED] - expected).max())
    if difference > _TOLERANCE * max(float(np.abs(expected).max()), 1e-6):
        message = (
            f"{path} was refused: OpenVINO's answer differs by {difference:.2g} from that of ONNX "
            "Runtime. Export it with another opset."
        )
        raise EncoderError(message)
    return answer


def _onnx_runtime(
    path: Path, photo: NDArray[np.uint8], given: _Shape, pixels: PixelRange
) -> NDArray[np.float32]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    kinds = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(uint8)": np.uint8}
    try:
        session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        kind = kinds[session.get_inputs()[0].type]
        offset, scale = offset_and_scale(pixels)
        values = (photo * scale + offset).astype(kind)
        if given.channels_first:
            values = values.transpose(0, 3, 1, 2)
        (answer,) = session.run(None, {given.name: values})
    except Exception as error:  # broad: ONNX Runtime's errors share no base but Exception
        message = f"{path} can't be run by ONNX Runtime: {_first_line(error)}"
        raise EncoderError(message) from error
    return np.asarray(answer, np.float32)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
