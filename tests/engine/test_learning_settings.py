"""Choosing how a project learns: what is used, kept, refused and told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from siamdesk.encoders.losses import LOSSES
from siamdesk.encoders.registry import ENCODERS
from siamdesk.engine.engine import Engine
from siamdesk.engine.fine_tuning import fine_tune, fine_tune_by_itself
from siamdesk.engine.learning_settings import (
    as_values,
    checked_settings,
    read_settings,
    setting_specs,
)
from siamdesk.engine.messages import FineTuneMode
from siamdesk.engine.model_messages import LearningSettings, SettingKey, TuningStep
from siamdesk.engine.versions import tuning_tries, version_states
from siamdesk.errors import Cancelled, EncoderError, NotEnoughExamplesError, SiamDeskError
from siamdesk.progress import no_progress
from siamdesk.project.store import Project

TINY = LearningSettings(encoder="tiny_vit")


@pytest.fixture
def engine(steel: Path) -> Iterator[Engine]:
    opened = Engine(steel)
    yield opened
    opened.close()


def test_every_setting_is_described_and_has_its_default_among_its_values() -> None:
    specs = setting_specs()
    assert [s.key for s in specs] == [
        SettingKey.ENCODER,
        SettingKey.FINE_TUNE,
        SettingKey.LOSS,
        SettingKey.SEED,
        SettingKey.DEVICE,
    ]
    assert {s.key.value: s.default for s in specs} == as_values(LearningSettings())
    for spec in specs:
        assert spec.title
        assert spec.explanation
        values = [c.value for c in spec.choices]
        assert spec.default in values if values else 0 <= spec.default <= spec.highest
        assert all(c.title and c.explanation for c in spec.choices)
    values = {s.key: [c.value for c in s.choices] for s in specs}
    assert values[SettingKey.LOSS] == list(LOSSES)
    assert values[SettingKey.ENCODER] == ["default", *ENCODERS]


def test_another_encoder_is_used_kept_and_told_in_the_trail(engine: Engine, steel: Path) -> None:
    both = engine.learn().summary
    engine.change_settings(TINY)
    alone = engine.learn().summary
    assert (both.encoder, alone.encoder) == ("Lite0 + TinyViT", "TinyViT")
    assert engine.fitted.model.examples.shape[1] == 4 * 320
    assert engine.project.trail()[-1].text == (
        "Change how SiamDesk learns: encoder from Lite0 + TinyViT to TinyViT"
    )
    again = Engine(steel)
    assert read_settings(again.project) == TINY
    assert again.learn().summary == alone
    again.change_settings(LearningSettings())
    assert again.learn().summary == both
    assert again.project.learning_choices() == {}
    again.close()


def test_a_cancelled_change_changes_nothing(engine: Engine) -> None:
    before = engine.learn().summary

    def stop(fraction: float, message: str) -> None:
        if message == "Looking at photos":
            raise Cancelled

    # Photos that were looked at before are not looked at again: forget them.
    engine.cache.close()
    for file in engine.project.cache_folder.glob("*"):
        if file.is_file():
            file.unlink()
    fresh = Engine(engine.project.path)
    with pytest.raises(Cancelled):
        fresh.change_settings(TINY, stop)
    assert fresh.project.learning_choices() == {}
    assert fresh.learn().summary == before
    fresh.close()


def test_an_encoder_that_is_not_installed_is_refused(engine: Engine) -> None:
    with pytest.raises(EncoderError, match="siamdesk encoders add dinov2_s"):
        engine.change_settings(LearningSettings(encoder="dinov2_s"))
    assert engine.project.learning_choices() == {}
    spec = setting_specs()[0]
    missing = next(c for c in spec.choices if c.value == "dinov2_s").missing
    assert "Not installed" in missing
    assert not spec.choices[0].missing


def test_a_project_whose_encoder_is_missing_says_so_and_keeps_its_choice(steel: Path) -> None:
    with Project.open(steel) as project:
        project.choose_learning({"encoder": "own:casting-net"}, None, text="")
    engine = Engine(steel)
    outcome = engine.learn()
    assert outcome.summary.encoder == "Lite0 + TinyViT"
    assert "own:casting-net" in outcome.hint
    assert "Until then Lite0 + TinyViT is used; the project keeps its choice." in outcome.hint
    assert read_settings(engine.project).encoder == "own:casting-net"
    # A version that was tuned among the stand-ins would belong to nobody.
    with pytest.raises(NotEnoughExamplesError, match="own:casting-net"):
        fine_tune(engine, FineTuneMode.ALWAYS, no_progress)
    assert version_states(engine.project)[-1].encoder == "own:casting-net"
    engine.close()


def test_a_tuned_encoder_stays_with_those_that_it_was_tuned_among(tuned: Path) -> None:
    engine = Engine(tuned)
    engine.learn()
    engine.change_settings(LearningSettings(encoder="lite0"))
    assert engine.learn().summary.encoder == "Lite0"
    assert not engine.project.model_versions()[0].active
    # Going back to the version brings its encoders back.
    engine.use_version(1)
    assert engine.learn().summary.encoder == "Lite0 (fine-tuned) + TinyViT"
    assert read_settings(engine.project) == LearningSettings()
    # What is not about the encoder leaves the version in use.
    engine.change_settings(replace(LearningSettings(), seed=5))
    assert engine.learn().summary.encoder == "Lite0 (fine-tuned) + TinyViT"
    engine.close()


def test_values_that_do_not_exist_are_refused_or_read_as_the_default(steel: Path) -> None:
    standard = LearningSettings()
    with pytest.raises(SiamDeskError, match="Loss can't be 'hinge'"):
        checked_settings(standard, {"loss": "hinge"})
    with pytest.raises(SiamDeskError, match="Seed can't be -1"):
        checked_settings(standard, {"seed": -1})
    with pytest.raises(EncoderError, match="no encoder 'resnet'"):
        checked_settings(standard, {"encoder": "resnet"})
    assert checked_settings(standard, {"seed": 4, "loss": None}) == replace(standard, seed=4)
    with Project.open(steel) as project:
        project.choose_learning({"loss": "of the future", "seed": 3}, None, text="")
        assert read_settings(project) == replace(standard, seed=3)


def test_an_encoder_that_can_not_be_tuned_says_so(engine: Engine) -> None:
    engine.change_settings(TINY)
    outcome = fine_tune_by_itself(engine, no_progress)
    assert not outcome.swapped
    assert "TinyViT can't be fine-tuned. Choose an encoder with Lite0" in outcome.message
    with pytest.raises(NotEnoughExamplesError, match="can't be fine-tuned"):
        fine_tune(engine, FineTuneMode.ALWAYS, no_progress)
    assert tuning_tries(engine.project) == ()


def test_fine_tuning_by_itself_can_be_switched_off(engine: Engine) -> None:
    engine.change_settings(LearningSettings(fine_tune=FineTuneMode.NEVER))
    assert "switched off" in fine_tune_by_itself(engine, no_progress).message


def test_a_try_is_told_step_by_step_and_remembered(engine: Engine) -> None:
    chosen = LearningSettings(loss="triplet", seed=11, device="cpu")
    engine.change_settings(chosen)
    steps: list[TuningStep] = []
    outcome = fine_tune(engine, FineTuneMode.ALWAYS, no_progress, on_step=steps.append)
    (tried,) = tuning_tries(engine.project)
    assert (tried.loss, tried.seed, tried.examples) == ("triplet", 11, 35)
    assert tried.seconds > 1
    assert (tried.version_id is not None) is outcome.swapped
    assert outcome.swapped is (tried.log_loss_after < tried.log_loss_before)
    assert tried.accuracy_before == outcome.accuracy_before
    # 35 examples are eight steps; three runs leave some out, and the last one leaves none.
    runs = 4 if outcome.swapped else 3
    assert [(s.run, s.step) for s in steps] == [(r, i) for r in range(runs) for i in range(8)]
    assert {(s.runs, s.steps) for s in steps} == {(4, 8)}
    # Whether it ever rises in so few steps depends on the machine's arithmetic.
    losses = [s.loss for s in steps if s.run == 0]
    assert all(loss >= 0 for loss in losses)
    assert len(set(losses)) == 8


def test_a_version_that_is_chosen_while_tuning_runs_stays_in_use(
    engine: Engine, tuned: Path
) -> None:
    folder = engine.project.models_folder / "lite0-chosen"
    shutil.copytree(tuned / "models" / "lite0-test", folder)
    chosen = engine.project.add_model_version("lite0", folder, 0.8, 0.9, active=False)

    def choose(step: TuningStep) -> None:
        if step.run == 1 and step.step == 0:
            engine.project.activate_model(chosen.id)

    outcome = fine_tune(engine, FineTuneMode.ALWAYS, no_progress, on_step=choose)
    found = [(v.id, v.active) for v in engine.project.model_versions()]
    assert found[:1] == [(chosen.id, True)]
    assert len(found) == 2, "nothing better was found: the test shows nothing"
    ((kept, active),) = found[1:]
    assert not active
    assert not outcome.swapped
    assert f"kept as model version {kept}" in outcome.message


def test_versions_of_before_are_part_of_the_history(tuned: Path) -> None:
    with Project.open(tuned) as project:
        (tried,) = tuning_tries(project)
        assert (tried.version_id, tried.examples, tried.loss) == (1, 35, None)
        assert (tried.accuracy_before, tried.accuracy_after) == (0.8, 0.9)
