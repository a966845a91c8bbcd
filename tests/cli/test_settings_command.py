"""`siamdesk settings` and what `train` makes of them."""

from __future__ import annotations

import json
from pathlib import Path

from terminal import Outcome

from siamdesk.engine.learning_settings import as_values
from siamdesk.engine.model_messages import LearningSettings
from siamdesk.errors import EncoderError, SiamDeskError

STANDARD = as_values(LearningSettings())


def shown(project: Path, *options: object) -> dict:
    outcome = Outcome("settings", project, *options, "--format", "json")
    assert outcome.status == 0, outcome.error
    return json.loads(outcome.out)


def test_a_project_starts_with_the_defaults_and_keeps_what_is_chosen(steel: Path) -> None:
    assert shown(steel) == STANDARD
    chosen = {"encoder": "tiny_vit", "fine_tune": "never", "loss": "triplet", "seed": 9}
    options = [f"--{key.replace('_', '-')}={value}" for key, value in chosen.items()]
    assert shown(steel, *options) == {**STANDARD, **chosen}
    assert shown(steel) == {**STANDARD, **chosen}
    trained = Outcome("train", steel)
    assert trained.status == 0
    assert "35 examples of 7 classes, TinyViT" in trained.out
    # Never, as the project is set; what is asked for on the line counts more.
    assert "fine-tuned" not in trained.err
    assert "can't be fine-tuned" in Outcome("train", steel, "--fine-tune", "auto").err


def test_the_table_tells_what_there_is_to_choose(steel: Path) -> None:
    outcome = Outcome("settings", steel)
    assert outcome.status == 0
    rows = {line.split("│")[1].strip(): line for line in outcome.out.splitlines() if "│" in line}
    assert set(rows) >= {"encoder", "fine-tune", "loss", "seed", "device"}


def test_what_there_is_not_is_refused_and_changes_nothing(steel: Path) -> None:
    assert isinstance(Outcome("settings", steel, "--encoder", "resnet").error, EncoderError)
    assert isinstance(Outcome("settings", steel, "--encoder", "dinov2_s").error, EncoderError)
    error = Outcome("settings", steel, "--loss", "hinge").error
    assert isinstance(error, SiamDeskError)
    assert "triplet" in str(error)
    assert shown(steel) == STANDARD
