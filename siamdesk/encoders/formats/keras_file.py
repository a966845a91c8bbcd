"""Keras' own format, ``.keras``."""

from __future__ import annotations

from siamdesk.encoders.formats.base import Job, ModelFormat

_EXAMPLE = '''\
def load():
    """The model; no code from the file is run."""
    return keras.saving.load_model(HERE / "model.keras", safe_mode=True)


def answer(model, photo):
    """What the model says of one photo [h, w, 3] uint8 of any size: name to values."""
    outputs = model.predict_on_batch(photo[None])  # slow for the first two sizes, then fast
    return {name: values[0] for name, values in outputs.items()}
'''


def _write(job: Job) -> None:
    job.graph.save(job.folder / "model.keras")


KERAS = ModelFormat(
    title="Keras",
    runtime="Keras",
    files=frozenset({"model.keras"}),
    packages=("keras", "tensorflow"),
    imports="import keras",
    example=_EXAMPLE,
    write=_write,
    hint="An older Keras can't read the file. Keras' JAX backend runs it too.",
)
