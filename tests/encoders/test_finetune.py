"""Siamese fine-tuning: it separates classes, stops when told, repeats itself and can be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from separating import separation

from siamdesk.encoders import tuned_files
from siamdesk.encoders.finetune import (
    FineTuneSettings,
    TunedWeights,
    has_learnt_out,
    settings_for,
)
from siamdesk.encoders.losses import LOSSES
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.tail_tuning import TailTuner
from siamdesk.encoders.tuned_files import load_tuned, save_tuned, tuned_weights
from siamdesk.encoders.weights import load_into
from siamdesk.errors import Cancelled, EncoderError
from siamdesk.progress import no_progress

ROOT = Path(__file__).parents[2]
QUICK = FineTuneSettings(steps=3, batch_size=12, seed=1)


@pytest.fixture(scope="module")
def tuner() -> TailTuner:
    return TailTuner()


@pytest.fixture(scope="module")
def features(tuner, examples):
    return tuner.features(examples[0], no_progress)


@pytest.fixture(scope="module")
def tuned(tuner, features, examples) -> TunedWeights:
    return tuner.tune(features, examples[1], QUICK, no_progress)


def test_features_are_the_frozen_encoder_before_tuning(tuner, features, examples):
    frozen = Encoder.load("lite0").embed(examples[0])
    embedded = tuner.embed(features, tuner.pretrained)
    np.testing.assert_allclose(embedded, frozen, atol=0.01 * frozen.max())


def test_a_turned_photo_has_its_views_one_turn_on(tuner, features, examples):
    turned = tuner.features(np.rot90(examples[0][:2], axes=(1, 2)), no_progress)
    np.testing.assert_array_equal(turned[:, :3], features[:2, 1:])
    np.testing.assert_array_equal(turned[:, 3], features[:2, 0])


def test_tuning_pulls_classes_apart(tuner, features, examples, tuned):
    before = separation(tuner.embed(features, tuner.pretrained), examples[1])
    after = separation(tuner.embed(features, tuned), examples[1])
    assert after > before + 0.05


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_pulls_classes_apart_and_leaves_no_trace(tuner, features, examples, tuned, loss):
    settings = replace(QUICK, loss=loss)
    first = tuner.tune(features, examples[1], settings, no_progress)
    before = separation(tuner.embed(features, tuner.pretrained), examples[1])
    assert separation(tuner.embed(features, first), examples[1]) > before
    path = "head_conv/kernel"
    again = tuner.tune(features, examples[1], settings, no_progress)
    np.testing.assert_allclose(again.arrays[path], first.arrays[path], atol=1e-6)
    default = tuner.tune(features, examples[1], QUICK, no_progress)
    np.testing.assert_allclose(default.arrays[path], tuned.arrays[path], atol=1e-6)


def test_tuning_keeps_the_statistics_of_batch_norm(tuner, tuned):
    moved = {
        path.rpartition("/")[2]
        for path, array in tuned.arrays.items()
        if not np.array_equal(array, tuner.pretrained.arrays[path])
    }
    assert moved == {"kernel"}


def test_the_same_seed_gives_the_same_weights(tuner, features, examples, tuned):
    again = tuner.tune(features, examples[1], QUICK, no_progress)
    for path, array in tuned.arrays.items():
        np.testing.assert_allclose(again.arrays[path], array, atol=1e-6, err_msg=path)


def test_cancel_stops_before_the_next_batch_and_harms_nothing(tuner, features, examples, tuned):
    calls = []

    def cancel_at_third(fraction: float, message: str) -> None:
        calls.append(fraction)
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        tuner.tune(features, examples[1], QUICK, cancel_at_third)
    # One look at all of the 12 photos, then before the first batch and the second.
    assert calls == [0.0, 0.1, pytest.approx(0.1 + 0.9 / 3)]
    again = tuner.tune(features, examples[1], QUICK, no_progress)
    path = "head_conv/kernel"
    np.testing.assert_allclose(again.arrays[path], tuned.arrays[path], atol=1e-6)


def test_preparing_photos_can_be_cancelled(tuner, examples):
    def cancel(fraction: float, message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        tuner.features(examples[0], cancel)


def test_a_saved_encoder_embeds_as_the_tuner_did(tuner, features, examples, tuned, tmp_path):
    folder = tmp_path / "models" / "lite0-1"
    save_tuned(tuned, folder)
    encoder = load_tuned(folder)
    expected = tuner.embed(features, tuned)
    np.testing.assert_allclose(encoder.embed(examples[0]), expected, atol=0.01 * expected.max())
    assert encoder.key != Encoder.load("lite0").key
    assert sorted(path.name for path in folder.parent.iterdir()) == ["lite0-1"]
    # The Keras graph with the saved weights, for export, is the same encoder.
    model = encoder.spec.build()
    load_into(model, tuned_weights(folder))
    graph = np.asarray(model.predict_on_batch(examples[0][:2].astype(np.float32))["pooled"])
    upright = encoder.embed(examples[0][:2])[:, : graph.shape[1]]
    np.testing.assert_allclose(graph, upright, atol=1e-4)
    # Loading and using it takes no TensorFlow.
    program = (
        "import sys; from pathlib import Path\n"
        "from siamdesk.encoders.tuned_files import load_tuned\n"
        "load_tuned(Path(sys.argv[1])); print({'keras', 'tensorflow'} & set(sys.modules))"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.stdout.strip() == "set()", outcome.stderr
    # Damage is noticed.
    (folder / "encoder.bin").write_bytes(b"x")
    with pytest.raises(EncoderError, match=r"encoder\.bin is damaged"):
        load_tuned(folder)


def test_saving_replaces_an_older_encoder_whole_or_not_at_all(tuner, tuned, tmp_path, monkeypatch):
    folder = tmp_path / "lite0-1"

    marks = iter(["first", "second", "broken"])

    def write(tail, into):
        mark = next(marks)
        (into / "part").write_text(mark)
        if mark == "broken":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(tuned_files, "_write_tuned", write)
    for kept in ("first", "second"):
        save_tuned(tuned, folder)
        assert (folder / "part").read_text() == kept
    with pytest.raises(EncoderError, match=r"lite0-1: No space left"):
        save_tuned(tuned, folder)
    assert (folder / "part").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["lite0-1"]


def test_a_folder_without_an_encoder_is_refused(tmp_path):
    with pytest.raises(EncoderError, match=r"encoder\.json can't be read"):
        load_tuned(tmp_path)
    (tmp_path / "encoder.json").write_text('{"encoder": "lite0"}')
    with pytest.raises(EncoderError, match=r"encoder\.json is damaged"):
        load_tuned(tmp_path)


def test_one_class_can_not_be_tuned(tuner, features):
    with pytest.raises(ValueError, match="two classes"):
        tuner.tune(features, np.zeros(len(features), np.int64), QUICK, no_progress)


def test_strength_follows_the_number_of_examples():
    def steps(n_classes: int, n_examples: int) -> int:
        settings = settings_for(n_classes, n_examples, seed=3)
        assert settings is None or settings.seed == 3
        return settings.steps if settings else 0

    assert steps(2, 10) == 0
    assert steps(7, 14) == 0
    assert [steps(2, 12), steps(7, 35), steps(6, 60), steps(43, 215)] == [3, 8, 15, 24]


def test_losses_that_no_longer_fall_are_the_end():
    falling, level = [3.0, 2.0, 1.5, 1.2], [3.0, 2.0, 1.5, 3.5]
    assert has_learnt_out(level, 2)
    assert not has_learnt_out(falling, 2)
    assert not has_learnt_out(level[:3], 2)  # too few to say
    assert not has_learnt_out([5.0, *falling], 2)  # the first is long ago
    assert not has_learnt_out(level, None)
