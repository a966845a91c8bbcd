"""Weight files: exact, reproducible, and refused when damaged."""

from __future__ import annotations

import json

import numpy as np
import pytest

from siamdesk.encoders.weights import (
    encoders_folder,
    load_into,
    read_checked,
    read_manifest,
    read_weights,
    shipped_weights,
    write_weights,
)
from siamdesk.errors import EncoderError


@pytest.fixture
def arrays():
    rng = np.random.default_rng(0)
    return {"conv/kernel": rng.normal(size=(3, 4)), "norm/beta": np.array([1e-9, 1e9, 1 / 3])}


def test_matrices_round_to_float16_and_vectors_do_not(tmp_path, arrays):
    write_weights(tmp_path / "w.npz", arrays)
    read = read_weights(tmp_path / "w.npz")
    assert {array.dtype for array in read.values()} == {np.dtype(np.float32)}
    np.testing.assert_array_equal(read["conv/kernel"], arrays["conv/kernel"].astype(np.float16))
    np.testing.assert_array_equal(read["norm/beta"], arrays["norm/beta"].astype(np.float32))


def test_the_same_weights_give_the_same_file(tmp_path, arrays):
    write_weights(tmp_path / "a.npz", arrays)
    write_weights(tmp_path / "b.npz", dict(reversed(arrays.items())))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.npz", "b.npz"]


def test_every_shipped_file_is_listed_with_its_source_and_licence():
    manifest = read_manifest(encoders_folder())
    assert manifest.keys() == {"lite0", "tiny_vit"}
    for encoder_id, entry in manifest.items():
        assert shipped_weights(encoder_id)
        assert (encoders_folder() / f"{encoder_id}.LICENSE").is_file()
        assert entry["source"]["sha256"] in (encoders_folder() / "NOTICE").read_text()


@pytest.mark.parametrize("change", ["flip", "cut", "empty"])
def test_damaged_weights_are_refused_by_name(damaged_folder, change):
    path = damaged_folder / "lite0.npz"
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes({"flip": bytes(data), "cut": bytes(data[:5000]), "empty": b""}[change])
    with pytest.raises(EncoderError, match=r"lite0\.npz is damaged.*Reinstall"):
        shipped_weights("lite0")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"\x80\x04N."])
def test_files_that_are_no_weights_are_refused(tmp_path, content):
    path = tmp_path / "tail.npz"
    path.write_bytes(content)
    with pytest.raises(EncoderError, match=r"tail\.npz"):
        read_weights(path)


def test_pickled_arrays_are_refused(tmp_path):
    np.savez(tmp_path / "w.npz", w=np.array([{}], dtype=object))
    with pytest.raises(EncoderError, match="damaged"):
        read_weights(tmp_path / "w.npz")


def test_of_files_that_did_not_come_with_siamdesk_a_copy_is_asked_for(tmp_path):
    (tmp_path / "lite0.npz").write_bytes(b"something else")
    with pytest.raises(EncoderError, match=r"lite0\.npz is damaged.*from a copy"):
        read_checked(tmp_path / "lite0.npz", sha256="0" * 64)


def test_missing_weights_are_refused_by_name(damaged_folder):
    (damaged_folder / "lite0.npz").unlink()
    with pytest.raises(EncoderError, match=r"lite0\.npz can't be read.*Reinstall"):
        shipped_weights("lite0")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"lite0": {}}', '{"lite0": {"files": {}}}'])
def test_a_damaged_list_is_refused_by_name(damaged_folder, text):
    (damaged_folder / "encoders.json").write_text(text)
    with pytest.raises(EncoderError, match=r"encoders\.json"):
        shipped_weights("lite0")


def test_a_full_disk_leaves_the_old_file(tmp_path, arrays, monkeypatch):
    path = tmp_path / "w.npz"
    write_weights(path, arrays)
    before = path.read_bytes()

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.open", full)
    with pytest.raises(EncoderError, match=r"w\.npz can't be written: No space left"):
        write_weights(path, {})
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


class _Variable:
    path = "conv/kernel"
    shape = (3, 4)


class _Model:
    name = "toy"
    weights = (_Variable(),)


def test_a_missing_or_misshapen_weight_is_named():
    with pytest.raises(EncoderError, match=r"nothing for conv/kernel of toy"):
        load_into(_Model(), {})
    with pytest.raises(EncoderError, match=r"conv/kernel of toy should have the shape \(3, 4\)"):
        load_into(_Model(), {"conv/kernel": np.zeros((4, 3), np.float32)})


def test_manifest_is_plain_json():
    json.loads((encoders_folder() / "encoders.json").read_text())
