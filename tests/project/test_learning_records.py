"""What a project remembers of how it learns: choices and tries, across restarts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from siamdesk.errors import ProjectError
from siamdesk.project.learning_records import TuningTry
from siamdesk.project.store import Project

TRIED = TuningTry(
    at=datetime(2026, 3, 9, 8, 5, tzinfo=UTC),
    examples=35,
    loss="triplet",
    seed=3,
    seconds=41.5,
    log_loss_before=0.3,
    log_loss_after=0.354,
    accuracy_before=0.9,
    accuracy_after=0.88,
    version_id=None,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "Castings.siam") as project:
        return project.path


def test_choices_and_tries_survive_a_restart(path: Path) -> None:
    with Project.open(path) as project:
        assert project.learning_choices() == {}
        assert project.tuning_tries() == ()
        project.choose_learning({"seed": 7}, None, text="Change seed to 7")
        project.add_tuning_try(TRIED)
        project.add_tuning_try(replace(TRIED, version_id=1, seed=4))
    with Project.open(path) as project:
        assert project.learning_choices() == {"seed": 7}
        assert project.tuning_tries() == (TRIED, replace(TRIED, version_id=1, seed=4))
        project.choose_learning({}, None, text="Change seed to 0")
        assert project.learning_choices() == {}


def test_the_trail_tells_of_choices_and_of_tries_that_were_not_taken(path: Path) -> None:
    with Project.open(path) as project:
        project.choose_learning({"seed": 7}, None, text="Change seed to 7")
        project.add_tuning_try(TRIED)
        project.add_tuning_try(replace(TRIED, version_id=1))
        assert [line.text for line in project.trail()] == [
            "Change seed to 7",
            "Try fine-tuning on 35 examples, keep the encoder as it was "
            "(log loss 0.30 before, 0.35 after)",
        ]
        assert project.history() == ()


def test_choices_and_the_version_in_use_change_together_or_not_at_all(path: Path) -> None:
    with Project.open(path) as project:
        folder = project.models_folder / "tuned"
        folder.mkdir(parents=True)
        made = project.add_model_version("lite0", folder, 0.8, 0.9)
        project.choose_learning({"encoder": "tiny_vit"}, None, text="Change the encoder")
        assert not project.model_versions()[0].active
        with pytest.raises(ProjectError, match="no model version 9"):
            project.choose_learning({}, 9, text="")
        assert project.learning_choices() == {"encoder": "tiny_vit"}
        project.choose_learning({}, made.id, text="")
        assert project.model_versions()[0].active


def test_only_the_latest_tries_are_kept(path: Path) -> None:
    with Project.open(path) as project:
        for seed in range(203):
            project.add_tuning_try(replace(TRIED, seed=seed, version_id=1))
        assert [t.seed for t in project.tuning_tries()] == list(range(3, 203))
