"""TensorFlow SavedModel."""

from __future__ import annotations

from siamdesk.encoders.formats.base import Job, ModelFormat
from siamdesk.encoders.formats.tensorflow_graph import write_saved_model

_EXAMPLE = '''\
def load():
    """The model; Keras is not needed."""
    return tf.saved_model.load(str(HERE / "saved_model"))


def answer(model, photo):
    """What the model says of one photo [h, w, 3] uint8 of any size: name to values."""
    outputs = model.signatures["serving_default"](photo=tf.constant(photo[None]))
    return {name: values[0].numpy() for name, values in outputs.items()}
'''


def _write(job: Job) -> None:
    write_saved_model(job.graph, job.folder / "saved_model")


SAVED_MODEL = ModelFormat(
    title="TensorFlow SavedModel",
    runtime="TensorFlow",
    files=frozenset({"saved_model"}),
    packages=("tensorflow",),
    imports="import tensorflow as tf",
    example=_EXAMPLE,
    write=_write,
    hint="TensorFlow Serving takes the folder `saved_model` as version `1` of a model.",
)
