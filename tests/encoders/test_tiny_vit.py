"""The Keras TinyViT-5M against ONNX Runtime running the file that its weights come from."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_vit_golden import GOLDEN, photos, run_onnx

from siamdesk.encoders.conversion.tiny_vit import read_tiny_vit
from siamdesk.encoders.tiny_vit import build_tiny_vit
from siamdesk.encoders.weights import load_into, load_shipped
from siamdesk.errors import EncoderError

Outputs = dict[str, NDArray[np.float32]]


@pytest.fixture(scope="module")
def source(source_of) -> Path:
    return Path(source_of("tiny_vit"))


@pytest.fixture(scope="module")
def shipped() -> Outputs:
    """Outputs of the graph with the weights that SiamDesk ships."""
    model = build_tiny_vit()
    load_shipped(model, "tiny_vit")
    return outputs(model)


@pytest.fixture(scope="module")
def golden() -> Outputs:
    with np.load(GOLDEN) as arrays:
        return {name: arrays[name] for name in arrays.files}


def outputs(model) -> Outputs:
    return {name: np.asarray(value) for name, value in model.predict_on_batch(photos()).items()}


def unit(embedding: NDArray[np.float32]) -> NDArray[np.float32]:
    return embedding / np.linalg.norm(embedding, axis=1, keepdims=True)


def test_the_graph_with_the_source_weights_agrees_with_onnx_runtime(source: Path) -> None:
    model = build_tiny_vit()
    load_into(model, read_tiny_vit(source))

    pooled = outputs(model)["pooled"]

    np.testing.assert_allclose(pooled, run_onnx(source, photos()), atol=1e-4, rtol=0)


def test_the_source_fills_every_weight_and_has_none_left(source: Path) -> None:
    expected = {variable.path: tuple(variable.shape) for variable in build_tiny_vit().variables}

    read = {path: array.shape for path, array in read_tiny_vit(source).items()}

    assert read == expected


def test_the_golden_embeddings_are_those_of_the_source(source: Path, golden: Outputs) -> None:
    np.testing.assert_allclose(golden["pooled"], run_onnx(source, photos()), atol=1e-4, rtol=0)


def test_the_shipped_weights_give_the_embeddings_of_the_source(
    shipped: Outputs, golden: Outputs
) -> None:
    ours, theirs = unit(shipped["pooled"]), unit(golden["pooled"])

    # Rounding the large weights to float16 moves an entry by up to 1e-3 on these photos.
    np.testing.assert_allclose(ours, theirs, atol=1.5e-3, rtol=0)
    assert (ours * theirs).sum(axis=1).min() > 0.9999


def test_the_spatial_map_averages_to_the_embedding(shipped: Outputs) -> None:
    mean = shipped["spatial"].mean(axis=(1, 2), dtype=np.float64)

    np.testing.assert_allclose(mean, shipped["pooled"], atol=1e-5, rtol=0)


def test_the_spatial_map_is_the_source_map_normalised_as_the_embedding_is(
    source: Path, golden: Outputs
) -> None:
    weights = read_tiny_vit(source)
    model = build_tiny_vit()
    load_into(model, weights)
    patches = golden["patches"].astype(np.float64)
    pooled = patches.mean(axis=(1, 2), keepdims=True)
    deviation = np.sqrt(pooled.var(axis=-1, keepdims=True) + 1e-5)
    normal = (patches - patches.mean(axis=-1, keepdims=True)) / deviation
    expected = normal * weights["head_norm/kernel"].ravel() + weights["head_norm/bias"]

    spatial = outputs(model)["spatial"][:1]

    assert spatial.shape == (1, 7, 7, 320)
    np.testing.assert_allclose(spatial, expected, atol=5e-4, rtol=0)


def test_a_photo_gets_the_same_embedding_alone_and_in_a_batch(shipped: Outputs) -> None:
    model = build_tiny_vit()
    load_shipped(model, "tiny_vit")

    alone = np.asarray(model.predict_on_batch(photos()[2:3])["pooled"])

    np.testing.assert_allclose(alone, shipped["pooled"][2:3], atol=1e-4, rtol=0)


def test_the_graph_has_no_layer_of_its_own() -> None:
    config = build_tiny_vit().get_config()

    modules = {layer["module"].split(".")[0] for layer in config["layers"]}

    assert modules == {"keras"}


def test_saving_and_loading_keeps_the_outputs(tmp_path: Path, shipped: Outputs) -> None:
    model = build_tiny_vit()
    load_shipped(model, "tiny_vit")
    model.save(tmp_path / "encoder.keras")

    loaded = keras.saving.load_model(tmp_path / "encoder.keras", safe_mode=True)

    for name, value in outputs(loaded).items():
        np.testing.assert_allclose(value, shipped[name], atol=1e-5, rtol=0)


def test_a_file_that_is_not_tiny_vit_is_refused_by_name(tmp_path: Path) -> None:
    import openvino

    other = tmp_path / "other.xml"
    parameter = openvino.opset13.parameter([1, 3], np.float32)
    openvino.save_model(openvino.Model([openvino.opset13.relu(parameter)], [parameter]), other)

    with pytest.raises(EncoderError, match="not the TinyViT-5M"):
        read_tiny_vit(other)
