"""LiteRT, known before as TensorFlow Lite: ``.tflite``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from siamdesk.encoders.formats.base import Job, ModelFormat
from siamdesk.encoders.formats.litert_int8 import with_int8_weights
from siamdesk.encoders.formats.tensorflow_graph import write_saved_model
from siamdesk.export_kinds import Precision

_EXAMPLE = '''\
def load():
    """The model, on the CPU."""
    return Interpreter(str(HERE / "model.tflite")).get_signature_runner()


def answer(model, photo):
    """What the model says of one photo [h, w, 3] uint8 of any size: name to values."""
    size = model.get_input_details()["photo"]["shape"][1]
    return {name: values[0] for name, values in model(photo=squared(photo, size)[None]).items()}


def squared(photo, size):
    """[size, size, 3] uint8, as SiamDesk makes it: shrinking is a mean, growing is linear."""
    h, w = photo.shape[:2]
    x = np.einsum("jw,hwc->hjc", shares(w, size), photo.astype(np.float32))
    x = np.einsum("ih,hjc->ijc", shares(h, size), x)
    x = (np.floor(x + 0.5) if h == w == 2 * size else np.rint(x)).astype(np.int64)
    a, b, share = neighbours(w, size, edge=True)
    x = (x[:, a] * (2048 - share)[:, None] + x[:, b] * share[:, None]) // 16
    a, b, share = (v.reshape(-1, 1, 1) for v in neighbours(h, size, edge=False))
    near, far = x[a.ravel()] * (2048 - share), x[b.ravel()] * share
    return ((near // 65536 + far // 65536 + 2) // 4).astype(np.uint8)


def shares(length, size):
    """[min(length, size), length]: how much of each pixel goes into each pixel of the result."""
    if length <= size:
        return np.eye(length, dtype=np.float32)
    start, pixel = np.arange(size)[:, None] * length, np.arange(length) * size
    overlap = np.minimum(start + length, pixel + size) - np.maximum(start, pixel)
    return (np.maximum(overlap, 0) / length).astype(np.float32)


def neighbours(length, size, edge):
    """Two pixels for each pixel of the result, and the share of the second in 1/2048."""
    length = min(length, size)
    centre = ((2 * np.arange(size) + 1) * length - size) / (2 * size)
    centre = np.clip(centre, 0, length - 1) if edge else centre
    first = np.floor(centre).astype(int)
    share = np.rint((centre - first) * 2048).astype(np.int64)
    return np.maximum(first, 0), np.minimum(first + 1, length - 1), share
'''


def _write(job: Job) -> None:
    import tensorflow as tf
    from tensorflow.lite.python.convert_phase import ConverterError

    with tempfile.TemporaryDirectory(prefix="siamdesk-") as scratch:
        write_saved_model(job.graph, Path(scratch), batch=1)
        job.progress(0.3, "Converting the model")
        converter = tf.lite.TFLiteConverter.from_saved_model(scratch)
        if job.precision is Precision.FLOAT16:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.target_spec.supported_types = [tf.float16]
        try:
            content = converter.convert()
        except ConverterError as error:
            raise ValueError(str(error)) from error
    if job.precision is Precision.INT8:
        content = with_int8_weights(content)
    (job.folder / "model.tflite").write_bytes(content)


LITERT = ModelFormat(
    title="LiteRT",
    runtime="LiteRT",
    files=frozenset({"model.tflite"}),
    packages=("ai-edge-litert",),
    imports="from ai_edge_litert.interpreter import Interpreter",
    example=_EXAMPLE,
    write=_write,
    prepared=True,
    hint=(
        "The model takes one photo at a time, resized already: `squared` in `example.py` does it. "
        "Another way to resize works, but moves the numbers a little."
    ),
)
