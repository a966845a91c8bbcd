"""A project that learns with an encoder which the user added, until it is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from siamdesk.encoders.conversion.__main__ import main
from siamdesk.engine.engine import Engine
from siamdesk.engine.learning_settings import read_settings, setting_specs
from siamdesk.engine.measuring import measure_curve
from siamdesk.engine.model_messages import LearningSettings
from siamdesk.progress import no_progress


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder with one encoder: a single layer that sees colours and edges."""
    import keras
    from keras import layers

    folder = tmp_path / "user encoders"
    monkeypatch.setenv("SIAMDESK_ENCODERS", str(folder))
    keras.utils.set_random_seed(0)
    file = tmp_path / "toy.keras"
    keras.Sequential(
        [keras.Input((48, 48, 3)), layers.Conv2D(16, 5, strides=4, activation="relu")]
    ).save(file)
    assert main(["--own", str(file)]) == 0
    return folder


def test_an_added_encoder_learns_explains_and_is_missed_when_it_is_gone(
    own: Path, steel: Path
) -> None:
    (choice,) = [c for c in setting_specs()[0].choices if c.value == "own:toy"]
    assert not choice.missing
    engine = Engine(steel)
    engine.change_settings(LearningSettings(encoder="own:toy"))
    summary = engine.learn().summary
    assert summary.encoder == choice.title
    assert engine.fitted.model.examples.shape == (35, 4 * 16)
    photo = engine.project.snapshot().photos[-1]
    a, b = engine.fitted.class_ids[:2].tolist()
    found = engine.explain(photo.id, a, b)
    assert found.values.sum() == pytest.approx(found.difference, abs=1e-4)
    assert len(measure_curve(engine, no_progress).points) == 4
    engine.close()
    shutil.rmtree(own)
    engine = Engine(steel)
    outcome = engine.learn()
    assert outcome.summary.encoder == "Lite0 + TinyViT"
    assert "own:toy" in outcome.hint
    assert "the project keeps its choice" in outcome.hint
    assert read_settings(engine.project).encoder == "own:toy"
    # The way back is free, whether or not the encoder is there.
    engine.change_settings(LearningSettings())
    assert engine.learn().hint == ""
    engine.close()
