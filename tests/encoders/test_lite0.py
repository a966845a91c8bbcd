"""EfficientNet-Lite0: its wiring, its weights and its conversion from the source."""

from __future__ import annotations

import numpy as np
import pytest
from numpy_efficientnet import LITE0, lite

from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.weights import load_shipped, read_weights, shipped_weights

IMAGENET = {"pineapple": 953, "bell_pepper": 945, "zucchini": 939}


@pytest.fixture(scope="module")
def keras_output(photos):
    model = Encoder.load("lite0").spec.build()
    load_shipped(model, "lite0")
    output = model.predict_on_batch(photos.astype(np.float32))
    return {name: np.asarray(value) for name, value in output.items()}


def test_graph_computes_what_the_paper_spells_out(keras_output, photos):
    weights = shipped_weights("lite0")
    for row in (0, 3):
        expected = lite(photos[row], weights, LITE0)
        np.testing.assert_allclose(keras_output["spatial"][row], expected, atol=1e-4)
        np.testing.assert_allclose(keras_output["pooled"][row], expected.mean((0, 1)), atol=1e-4)


def test_its_own_classifier_names_obvious_photos(photos, photo_names, data_folder):
    """Wrong padding, colour order or scaling would show here."""
    layer = read_weights(data_folder / "lite0_classifier.npz")
    logits = Encoder.load("lite0", turns=1).embed(photos) @ layer["kernel"] + layer["bias"]
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    for name, row in zip(photo_names, probabilities, strict=True):
        expected = IMAGENET[name.rpartition("_")[0]]
        assert row.argmax() == expected, name
        assert row[expected] > 0.7, name


def test_trunk_and_tail_together_are_the_whole(keras_output, photos):
    from siamdesk.encoders.lite0 import TRUNK_SHAPE, build_lite0_tail, build_lite0_trunk

    trunk, tail = build_lite0_trunk(), build_lite0_tail()
    load_shipped(trunk, "lite0")
    load_shipped(tail, "lite0")
    features = np.asarray(trunk.predict_on_batch(photos.astype(np.float32)))
    assert features.shape[1:] == TRUNK_SHAPE
    pooled = np.asarray(tail.predict_on_batch(features)["pooled"])
    np.testing.assert_allclose(pooled, keras_output["pooled"], atol=1e-5)


def test_shipped_weights_are_the_source_rounded(source_of):
    from siamdesk.encoders.conversion.efficientnet import read_lite

    original, shipped = read_lite(source_of("lite0")), shipped_weights("lite0")
    assert original.keys() == shipped.keys()
    for name, array in original.items():
        np.testing.assert_allclose(shipped[name], array, rtol=2**-11, atol=6e-8, err_msg=name)
