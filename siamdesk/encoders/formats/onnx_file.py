"""ONNX, by way of tf2onnx."""

from __future__ import annotations

from typing import Any

import numpy as np

from siamdesk.encoders.formats.base import Job, ModelFormat
from siamdesk.encoders.formats.tensorflow_graph import PHOTO, as_function

OPSET = 17
"""Of 2022: old enough for the runtimes of browsers and edge boxes, and complete enough."""

_EXAMPLE = '''\
def load():
    """The model, on the CPU."""
    return onnxruntime.InferenceSession(HERE / "model.onnx", providers=["CPUExecutionProvider"])


def answer(model, photo):
    """What the model says of one photo [h, w, 3] uint8 of any size: name to values."""
    names = [output.name for output in model.get_outputs()]
    outputs = model.run(names, {"photo": photo[None]})
    return {name: values[0] for name, values in zip(names, outputs)}
'''


def _write(job: Job) -> None:
    import onnx
    import tf2onnx

    classify = as_function(job.graph)
    job.progress(0.2, "Converting the model")
    model, _ = tf2onnx.convert.from_function(
        classify,
        input_signature=classify.input_signature,
        opset=OPSET,
        custom_op_handlers={"Erfc": (_without_erfc, [])},
    )
    _refuse_other_inputs(model)
    _name_sizes(model)
    model.producer_name = "SiamDesk"
    job.progress(0.9, "Converting the model")
    onnx.checker.check_model(model, full_check=True)
    onnx.save_model(model, str(job.folder / "model.onnx"))


def _without_erfc(context: Any, node: Any, name: str, _: Any) -> None:
    """ONNX has no erfc, which TensorFlow's exact GELU is made of; it is 1 − erf."""
    (result,) = node.output
    dtype, shape = context.get_dtype(result), context.get_shape(result)
    context.remove_node(name)
    one = context.make_const(f"{name}_one", np.float32(1.0)).output[0]
    erf = context.make_node("Erf", node.input, name=f"{name}_erf").output[0]
    context.make_node(
        "Sub", [one, erf], outputs=[result], name=name, dtypes=[dtype], shapes=[shape]
    )


def _refuse_other_inputs(model: Any) -> None:
    """tf2onnx makes an input of every tensor that a traced function took from outside."""
    if others := sorted({value.name for value in model.graph.input} - {PHOTO}):
        raise ValueError(f"it asks for {', '.join(others[:3])} beside the photo")


def _name_sizes(model: Any) -> None:
    """Say what the sizes that may vary are, in place of numbers that tf2onnx drew."""
    for value in (*model.graph.input, *model.graph.output):
        names = iter(("n", "height", "width"))
        for dimension in value.type.tensor_type.shape.dim:
            if not dimension.HasField("dim_value"):
                dimension.dim_param = next(names)


ONNX = ModelFormat(
    title="ONNX",
    runtime="ONNX Runtime",
    files=frozenset({"model.onnx"}),
    packages=("onnxruntime",),
    imports="import onnxruntime",
    example=_EXAMPLE,
    write=_write,
    hint=f"Operator set {OPSET}. In browsers: the package `onnxruntime-web` runs the same file.",
)
