"""The finer maps of middle stages."""

from __future__ import annotations

import keras
import numpy as np
import openvino as ov
import pytest
from openvino import opset13 as ops

from siamdesk.encoders.lite0 import build_lite0_trunk
from siamdesk.encoders.patches import PATCHES, add_patches
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.tiny_vit import build_tiny_vit
from siamdesk.encoders.weights import load_shipped


def last_stage_input_of_tiny_vit() -> keras.Model:
    """The Keras graph up to what its last down-sampling takes."""
    whole = build_tiny_vit()
    load_shipped(whole, "tiny_vit")
    halving = next(
        layer for layer in whole.layers if tuple(layer.output.shape[1:]) == (14, 14, 320)
    )
    return keras.Model(whole.input, halving.input)


def trunk_of_lite0() -> keras.Model:
    trunk = build_lite0_trunk()
    load_shipped(trunk, "lite0")
    return trunk


@pytest.mark.parametrize(
    ("encoder_id", "build"),
    [("lite0", trunk_of_lite0), ("tiny_vit", last_stage_input_of_tiny_vit)],
)
def test_patches_are_the_middle_stage_averaged_over_the_turns(encoder_id, build, photos) -> None:
    found = Encoder.load(encoder_id).encode(photos).patches
    model = build()
    expected = np.mean(
        [
            np.rot90(
                model.predict_on_batch(np.rot90(photos, turn, axes=(1, 2)).astype(np.float32)),
                -turn,
                axes=(1, 2),
            )
            for turn in range(4)
        ],
        axis=0,
    )
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-3 * np.abs(expected).max())


@pytest.mark.parametrize("encoder_id", DEFAULT_ENCODERS)
def test_patches_turn_with_the_photo(encoder_id: str, photos) -> None:
    encoder = Encoder.load(encoder_id)
    upright = encoder.encode(photos[:1]).patches
    turned = encoder.encode(np.ascontiguousarray(np.rot90(photos[:1], 1, axes=(1, 2)))).patches
    back = np.rot90(turned, -1, axes=(1, 2))
    np.testing.assert_allclose(back, upright, rtol=0, atol=1e-4 * np.abs(upright).max())


def test_a_network_without_a_finer_stage_gives_its_spatial_map() -> None:
    photo = ops.parameter([1, 8, 8, 3], np.float32)
    graph = ov.Model([ops.relu(photo)], [photo])
    graph.outputs[0].get_tensor().set_names({"spatial"})
    add_patches(graph)
    compiled = ov.Core().compile_model(graph, "CPU")
    found = compiled(np.random.default_rng(0).normal(size=(1, 8, 8, 3)).astype(np.float32))
    np.testing.assert_array_equal(found[PATCHES], found["spatial"])
