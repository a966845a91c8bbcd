"""The losses, and tuning with them, do the same on Keras' JAX backend as on TensorFlow.

JAX is one of the development packages, so a missing one is a failure and not a reason to skip.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from siamdesk.encoders.losses import LOSSES

SCRIPT = Path(__file__).with_name("losses_on_backend.py")
WHOLE = Path(__file__).with_name("whole_on_backend.py")


def run_on(backend: str, folder: Path, script: Path) -> dict[str, np.ndarray]:
    path = folder / f"{script.stem}-{backend}.npz"
    environment = os.environ | {
        "KERAS_BACKEND": backend,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "JAX_PLATFORMS": "cpu",
        "CUDA_VISIBLE_DEVICES": "-1",  # rounding is compared, so all of it on the CPU
    }
    done = subprocess.run(
        [sys.executable, str(script), str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"on {backend}:\n{done.stderr}"
    with np.load(path) as found:
        return dict(found)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, np.ndarray]]:
    folder = tmp_path_factory.mktemp("backends")
    return {backend: run_on(backend, folder, SCRIPT) for backend in ("tensorflow", "jax")}


def test_each_process_ran_on_its_own_backend(found):
    assert {name: str(values["backend"]) for name, values in found.items()} == {
        "tensorflow": "tensorflow",
        "jax": "jax",
    }


@pytest.mark.parametrize("loss_id", list(LOSSES))
def test_values_and_training_steps_agree(loss_id, found):
    names = [name for name in found["tensorflow"] if name.startswith(f"{loss_id} ")]
    assert names == [name for name in found["jax"] if name.startswith(f"{loss_id} ")]
    # Value, steps, embeddings; kernel, bias, mean; Koch's α and bias.
    assert len(names) == (8 if loss_id == "koch" else 6)
    for name in names:
        np.testing.assert_allclose(
            found["jax"][name], found["tensorflow"][name], rtol=1e-4, atol=1e-4, err_msg=name
        )
    steps = found["jax"][f"{loss_id} steps"]
    assert np.isfinite(steps).all()
    assert steps[0] > 0  # there was something to learn


def test_the_whole_encoder_learns_the_same(tmp_path):
    found = {backend: run_on(backend, tmp_path, WHOLE) for backend in ("tensorflow", "jax")}
    assert {name: str(values["backend"]) for name, values in found.items()} == {
        "tensorflow": "tensorflow",
        "jax": "jax",
    }
    assert float(found["jax"]["loss"]) == pytest.approx(float(found["tensorflow"]["loss"]), 1e-3)
    # Adam's first step has the sign of the slope; few of them are so flat that rounding turns them.
    steps = [name for name in found["jax"] if name.startswith("step ")]
    assert len(steps) == 3
    for name in steps:
        one, other = (np.sign(values[name]) for values in found.values())
        assert np.count_nonzero(one) > 0.5 * one.size, name
        assert np.mean(one == other) > 0.97, name
