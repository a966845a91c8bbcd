"""The CPU runtime: what it promises of embeddings, and that it is light and offline."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from siamdesk.encoders import runtime
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.runtime import Encoder, device_name
from siamdesk.encoders.turns import TURNS
from siamdesk.encoders.weights import load_shipped
from siamdesk.errors import EncoderError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=DEFAULT_ENCODERS)
def encoder(request) -> Encoder:
    return Encoder.load(request.param)


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def test_runs_what_the_keras_graph_says(encoder, photos):
    model = ENCODERS[encoder.spec.id].build()
    load_shipped(model, encoder.spec.id)
    found = encoder.encode(photos)
    size = encoder.spec.dimension
    for turn in range(TURNS):
        seen = np.stack([np.rot90(photo, turn) for photo in photos]).astype(np.float32)
        expected = model.predict_on_batch(seen)
        part = slice(turn * size, (turn + 1) * size)
        ours, theirs = unit(found.pooled[:, part]), unit(np.asarray(expected["pooled"]))
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-4)
        # Seen upright: the region that was top left in the photo is top left in the map.
        for map_, theirs in zip(found.spatial[..., part], expected["spatial"], strict=True):
            upright = np.rot90(np.asarray(theirs), 4 - turn)
            np.testing.assert_allclose(map_, upright, rtol=0, atol=1e-3 * np.abs(upright).max())


def test_one_turn_is_the_photo_as_it_is(encoder, photos):
    once = Encoder.load(encoder.spec.id, turns=1)
    assert once.width == encoder.spec.dimension == encoder.width // TURNS
    np.testing.assert_array_equal(once.embed(photos), encoder.embed(photos)[:, : once.width])
    assert once.key != encoder.key


def test_regions_average_to_the_embedding(encoder, photos):
    encoded = encoder.encode(photos)
    assert encoded.pooled.shape == (len(photos), encoder.width)
    assert encoded.spatial.shape == (len(photos), 7, 7, encoder.width)
    assert encoded.pooled.dtype == encoded.spatial.dtype == np.float32
    scale = np.abs(encoded.pooled).max()
    np.testing.assert_allclose(encoded.spatial.mean((1, 2)), encoded.pooled, atol=1e-4 * scale)


def test_a_photo_embeds_the_same_in_any_company(encoder, photos):
    together = encoder.encode(np.concatenate([photos, photos[::-1]]))
    for row, photo in enumerate(photos):
        alone = encoder.encode(photo[None])
        for place in (row, 2 * len(photos) - 1 - row):
            np.testing.assert_allclose(together.pooled[place], alone.pooled[0], atol=1e-5)
            np.testing.assert_allclose(together.spatial[place], alone.spatial[0], atol=1e-5)


def test_embed_is_encode_without_the_regions(encoder, photos):
    np.testing.assert_array_equal(encoder.embed(photos), encoder.encode(photos).pooled)


def test_no_photos_give_no_embeddings(encoder):
    none = np.empty((0, 224, 224, 3), np.uint8)
    assert encoder.encode(none).pooled.shape == (0, encoder.width)


@pytest.mark.parametrize(
    "images",
    [np.zeros((1, 224, 224, 3), np.float32), np.zeros((224, 224, 3), np.uint8)],
    ids=["floats", "no batch axis"],
)
def test_other_arrays_are_refused(encoder, images):
    with pytest.raises(ValueError, match=r"\[n, 224, 224, 3\] uint8"):
        encoder.encode(images)


def test_keys_tell_encoders_apart():
    keys = {Encoder.load(encoder_id).key for encoder_id in DEFAULT_ENCODERS}
    assert len(keys) == 2
    assert all(key.endswith("-openvino-f32-turns4") for key in keys)


def test_unknown_encoder_is_named():
    with pytest.raises(EncoderError, match=r"'vgg'.*lite0, tiny_vit"):
        Encoder.load("vgg")


@pytest.mark.parametrize("name", ["lite0.xml", "lite0.bin"])
def test_damaged_graph_is_refused_by_name(damaged_folder, name):
    path = damaged_folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(EncoderError, match=rf"{name} is damaged.*Reinstall"):
        Encoder.load("lite0")


def test_missing_graph_is_refused_by_name(damaged_folder):
    (damaged_folder / "lite0.bin").unlink()
    with pytest.raises(EncoderError, match=r"lite0\.bin can't be read.*Reinstall"):
        Encoder.load("lite0")


def test_works_without_a_place_for_the_cache(tmp_path, photos, monkeypatch):
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(runtime, "compiled_cache_folder", lambda: blocked / "cache")
    assert np.isfinite(Encoder.load("lite0").embed(photos[:1])).all()


def test_device_has_a_readable_name():
    assert device_name().startswith("CPU")
    assert "(R)" not in device_name()


LIGHT_AND_OFFLINE = """
import socket, sys

tried = []

def refuse(*arguments, **options):
    tried.append(arguments)
    raise OSError("no network in this test")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse

import numpy as np
from siamdesk.encoders.runtime import Encoder

Encoder.load("lite0").embed(np.zeros((1, 224, 224, 3), np.uint8))
heavy = {"tensorflow", "keras", "PySide6"} & set(sys.modules)
assert not heavy, heavy
assert not tried, tried
assert not any(name.startswith("openvino_telemetry.") for name in sys.modules)
assert sys.modules["openvino_telemetry"] is None
print("light and offline")
"""


def test_runs_without_tensorflow_network_or_client_id(tmp_path):
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    outcome = subprocess.run(
        [sys.executable, "-c", LIGHT_AND_OFFLINE],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.stdout.strip() == "light and offline", outcome.stderr
    assert not (tmp_path / "intel").exists()
