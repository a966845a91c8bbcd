"""From a Keras graph to a TensorFlow function: the step that most formats begin with.

TensorFlow is used directly here and in `litert` alone; everything else is written for Keras.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

PHOTO = "photo"
"""The name of the input."""


def as_function(graph: keras.Model, *, batch: int | None = None) -> Any:
    """A ``tf.function`` with one signature, of `batch` photos at once (None: any number).

    Its outputs are a dictionary with the names of the graph's.
    """
    import tensorflow as tf

    def classify(photo: Any) -> Any:
        return graph(photo, training=False)

    return tf.function(classify, input_signature=_signature(graph, batch))


def _signature(graph: keras.Model, batch: int | None) -> list[Any]:
    import tensorflow as tf

    shape = (batch, *graph.inputs[0].shape[1:])
    return [tf.TensorSpec(shape, tf.uint8, name=PHOTO)]


def write_saved_model(graph: keras.Model, folder: Path, *, batch: int | None = None) -> None:
    """Write a SavedModel whose signature ``serving_default`` is `as_function`.

    The weights are constants in it. As variables they would need names that TensorFlow takes (not
    ``_hidden/kernel``), and ``keras.Model.export`` stores each of them twice.
    """
    import tensorflow as tf
    from tensorflow.python.framework.convert_to_constants import (
        convert_variables_to_constants_v2,
    )

    traced = as_function(graph, batch=batch).get_concrete_function()
    frozen = convert_variables_to_constants_v2(traced)
    names = sorted(traced.structured_outputs)

    def classify(photo: Any) -> dict[str, Any]:
        return dict(zip(names, frozen(photo), strict=True))

    module = tf.Module()
    module.classify = tf.function(classify, input_signature=_signature(graph, batch))
    tf.saved_model.save(module, str(folder), signatures=module.classify)
