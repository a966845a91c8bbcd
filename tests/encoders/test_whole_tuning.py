"""Tuning of the whole encoder: which weights move, how far, and that it repeats itself."""

from __future__ import annotations

from dataclasses import replace

import keras
import numpy as np
import pytest
from separating import separation

from siamdesk.encoders.augmentation import NONE
from siamdesk.encoders.devices import Device
from siamdesk.encoders.finetune import FineTuneSettings, TunedWeights
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.tail_tuning import TailTuner
from siamdesk.encoders.tuned_files import load_tuned, save_tuned, tuned_weights
from siamdesk.encoders.tuners import Scope, make_tuner
from siamdesk.encoders.weights import load_into, shipped_weights
from siamdesk.encoders.whole_tuning import HALF, WholeTuner
from siamdesk.errors import Cancelled
from siamdesk.progress import no_progress

QUICK = FineTuneSettings(steps=3, batch_size=12, seed=1)
ONE = replace(QUICK, steps=1)
STAGES = (
    ("stem",),
    ("block00",),
    ("block01", "block02"),
    ("block03", "block04"),
    ("block05", "block06", "block07"),
    ("block08", "block09", "block10"),
    ("block11", "block12", "block13", "block14", "block15", "head"),
)
"""Lite0 from the photo to the end, by the first part of a weight's path; the last is the tail."""


@pytest.fixture(scope="module")
def tuner() -> WholeTuner:
    return WholeTuner()


@pytest.fixture(scope="module")
def tuned(tuner, examples) -> TunedWeights:
    return tuner.tune(*examples, QUICK, no_progress)


def moved(tuned: TunedWeights) -> dict[str, float]:
    """The furthest that a number of each weight has come from where it was shipped."""
    shipped = shipped_weights("lite0")
    assert set(tuned.arrays) == set(shipped)
    return {path: float(np.abs(a - shipped[path]).max()) for path, a in tuned.arrays.items()}


def by_stage(far: dict[str, float]) -> list[float]:
    return [max(d for path, d in far.items() if path.startswith(stage)) for stage in STAGES]


def test_without_a_rate_every_bit_stays(tuner, examples):
    still = tuner.tune(*examples, replace(QUICK, learning_rate=0.0, pull=1.0), no_progress)
    assert set(moved(still).values()) == {0.0}


def test_each_stage_learns_at_half_the_rate_of_the_next(tuner, examples):
    """Adam's first step is the rate itself, whatever the slope: its mean over its spread is 1."""
    far = by_stage(moved(tuner.tune(*examples, ONE, no_progress)))
    expected = [1e-4 * 0.5**stages for stages in (6, 5, 4, 3, 2, 1, 0)]
    np.testing.assert_allclose(far, expected, rtol=0.1)  # float32 rounds steps of 2e-6


def test_the_statistics_of_batch_norm_stay(tuned):
    kinds = {path.rpartition("/")[2] for path, far in moved(tuned).items() if far}
    assert kinds == {"kernel"}


def test_before_tuning_it_is_the_shipped_encoder(tuner, examples):
    shipped = Encoder.load("lite0").embed(examples[0])
    np.testing.assert_allclose(tuner.embed(examples[0], tuner.pretrained), shipped, atol=1e-3)


def test_tuning_pulls_classes_apart(tuner, examples, tuned):
    before = separation(tuner.embed(examples[0], tuner.pretrained), examples[1])
    assert separation(tuner.embed(examples[0], tuned), examples[1]) > before + 0.03


def test_the_seed_decides_all_of_it(tuner, examples, tuned):
    again = tuner.tune(*examples, QUICK, no_progress)
    other = tuner.tune(*examples, replace(QUICK, seed=2), no_progress)
    for path, array in tuned.arrays.items():
        np.testing.assert_allclose(again.arrays[path], array, atol=1e-6, err_msg=path)
    path = "head_conv/kernel"
    assert np.abs(other.arrays[path] - tuned.arrays[path]).max() > 1e-5


def test_cancel_stops_before_the_next_batch_and_harms_nothing(tuner, examples, tuned):
    told = []

    def cancel_at_third(fraction: float, message: str) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        tuner.tune(*examples, QUICK, cancel_at_third)
    # One look at all of the 12 photos, then before the first of three batches and the second.
    assert told == [0.0, 0.1, pytest.approx(0.1 + 0.9 / 3)]
    again = tuner.tune(*examples, QUICK, no_progress)
    path = "stem_conv/kernel"
    np.testing.assert_allclose(again.arrays[path], tuned.arrays[path], atol=1e-6)


def test_the_losses_that_decide_when_to_stop_are_those_of_this_tuning(tuner, examples):
    runs: list[list[float]] = [[], []]
    for losses in runs:
        tuner.tune(*examples, QUICK, no_progress, lambda step, loss, to=losses: to.append(loss))
    assert len(runs[0]) == QUICK.steps
    np.testing.assert_allclose(runs[1], runs[0], rtol=1e-4)


def test_what_learns_nothing_is_ended_early(tuner, examples):
    told = []
    # With a rate this small, no batch is easier than the one before it.
    settings = replace(QUICK, steps=200, learning_rate=1e-12)
    tuner.tune(*examples, settings, lambda fraction, message: told.append(fraction))
    assert 12 <= len(told) - 2 < 200
    assert told[-1] == 1.0


def test_a_pull_keeps_weights_nearer_to_where_they_were(tuner, examples, tuned):
    held = tuner.tune(*examples, replace(QUICK, pull=3000.0), no_progress)
    shipped = shipped_weights("lite0")
    path = "head_conv/kernel"

    def away(found: TunedWeights) -> float:
        return float(np.square(found.arrays[path] - shipped[path]).sum())

    assert 0 < away(held) < 0.8 * away(tuned)


@pytest.mark.parametrize("precision", ["mixed_bfloat16", HALF])
def test_mixed_precision_keeps_weights_in_float32_and_learns_the_same(precision, examples):
    images, labels = examples[0][:6], examples[1][:6]
    settings = replace(ONE, batch_size=6)
    found = {}
    for used in ("float32", precision):
        tuner = WholeTuner(precision=used, augmentation=NONE)
        found[used] = tuner.tune(images, labels, settings, no_progress).arrays
        (learner,) = tuner._learners.values()
        assert {v.dtype for v in learner.model.variables} == {"float32"}
        conv = next(layer for layer in tuner._learning.layers if layer.name == "head_conv")
        assert conv.compute_dtype == used.removeprefix("mixed_")
    assert isinstance(learner.model.optimizer, keras.optimizers.LossScaleOptimizer) == (
        precision == HALF
    )
    assert keras.config.dtype_policy().name == "float32"
    # Adam's first step has the sign of the slope; few of them are so flat that rounding turns them.
    shipped = shipped_weights("lite0")
    for path in ("head_conv/kernel", "block08_expand_conv/kernel", "stem_conv/kernel"):
        steps = [np.sign(found[used][path] - shipped[path]) for used in found]
        assert np.mean(steps[0] == steps[1]) > 0.8, path


def test_a_saved_encoder_embeds_as_the_tuner_did(tuner, examples, tuned, tmp_path):
    save_tuned(tuned, tmp_path / "lite0-1")
    found = load_tuned(tmp_path / "lite0-1").embed(examples[0][:4])
    expected = tuner.embed(examples[0][:4], tuned)
    np.testing.assert_allclose(found, expected, atol=1e-3)
    early = tuned_weights(tmp_path / "lite0-1")["stem_conv/kernel"]
    np.testing.assert_array_equal(early, tuned.arrays["stem_conv/kernel"])
    assert np.abs(early - tuner.pretrained.arrays["stem_conv/kernel"]).max() > 0
    # So does the Keras graph that is exported.
    graph = encoder_spec("lite0").build()
    load_into(graph, tuned_weights(tmp_path / "lite0-1"))
    upright = graph.predict_on_batch(examples[0][:4].astype(np.float32))["pooled"]
    np.testing.assert_allclose(found[:, : upright.shape[1]], upright, atol=1e-3)


@pytest.mark.parametrize(
    ("scope", "device", "made"),
    [
        (Scope.AUTO, Device.CPU, TailTuner),
        (Scope.AUTO, Device.GPU, WholeTuner),
        (Scope.TAIL, Device.GPU, TailTuner),
        (Scope.WHOLE, Device.CPU, WholeTuner),
    ],
)
def test_a_gpu_tunes_the_whole_encoder_unless_told_otherwise(scope, device, made):
    tuner = make_tuner(scope, device)
    assert isinstance(tuner, made)
    half = any(layer.compute_dtype == "float16" for layer in tuner._learning.layers)
    assert half == (made is WholeTuner and device is Device.GPU)
