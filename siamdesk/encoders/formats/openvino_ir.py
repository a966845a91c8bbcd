"""OpenVINO IR."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from siamdesk.encoders.formats.base import Job, ModelFormat
from siamdesk.encoders.formats.tensorflow_graph import PHOTO, write_saved_model
from siamdesk.export_kinds import Precision

_EXAMPLE = '''\
def load():
    """The model, on the CPU; without the hint, new CPUs compute with 16 bits."""
    options = {"INFERENCE_PRECISION_HINT": "f32"}
    return openvino.Core().compile_model(HERE / "model.xml", "CPU", options)


def answer(model, photo):
    """What the model says of one photo [h, w, 3] uint8 of any size: name to values."""
    outputs = model(photo[None])
    return {name: outputs[name][0] for name in ("probabilities", "unknown", "embedding")}
'''


def _write(job: Job) -> None:
    import openvino as ov

    with tempfile.TemporaryDirectory(prefix="siamdesk-") as scratch:
        write_saved_model(job.graph, Path(scratch) / "saved")
        job.progress(0.6, "Converting the model")
        core = ov.Core()
        core.set_property({"ENABLE_MMAP": False})  # Windows can't delete a folder that is mapped
        graph = core.read_model(Path(scratch) / "saved")
        _name(graph, job.graph.output)
        half = job.precision is Precision.FLOAT16
        ov.save_model(graph, job.folder / "model.xml", compress_to_fp16=half)


def _name(graph: Any, outputs: Any) -> None:
    """Leave the names that people are told, and none that a converter made."""
    graph.input().get_tensor().set_names({PHOTO})
    for output in graph.outputs:
        (name,) = set(output.get_names()) & set(outputs)
        output.get_tensor().set_names({name})


OPENVINO = ModelFormat(
    title="OpenVINO IR",
    runtime="OpenVINO",
    files=frozenset({"model.xml", "model.bin"}),
    packages=("openvino",),
    imports="import openvino",
    example=_EXAMPLE,
    write=_write,
    hint=(
        "Unless `opt_in_out --opt_out` was run once, importing OpenVINO reports to its makers that "
        "it is used; SiamDesk itself keeps it from that."
    ),
)
