from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from siamdesk.engine.messages import LearningSummary
from siamdesk.gui.look.theme import ThemeMode
from siamdesk.gui.settings import DEFAULT_QUIET_SECONDS, Settings
from siamdesk.gui.words import text


def open_settings(path: Path) -> Settings:
    return Settings(QSettings(str(path / "s.ini"), QSettings.Format.IniFormat))


def test_recent_projects_are_kept_newest_first_without_those_that_are_gone(tmp_path: Path) -> None:
    projects = [tmp_path / f"{i}.siam" for i in range(10)]
    settings = open_settings(tmp_path)
    for project in projects:
        project.mkdir()
        settings.add_recent(project)
    settings.add_recent(projects[4])
    projects[9].rmdir()
    again = open_settings(tmp_path)
    assert again.recent()[:3] == [projects[4], projects[8], projects[7]]
    assert len(again.recent()) == 7


def test_one_recent_project_alone_is_read_back(tmp_path: Path) -> None:
    settings = open_settings(tmp_path)
    settings.add_recent(tmp_path)
    assert open_settings(tmp_path).recent() == [tmp_path]


def test_unknown_values_fall_back(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    store.setValue("theme", "sepia")
    store.setValue("quiet_seconds", "soon")
    settings = Settings(store)
    assert settings.theme is ThemeMode.SYSTEM
    assert settings.quiet_seconds == DEFAULT_QUIET_SECONDS


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [
        (0.0, "0 %"),
        (0.0003, "0 %"),
        (0.002, "<1 %"),
        (0.934, "93 %"),
        (0.996, "99 %"),
        (1.0, "100 %"),
    ],
)
def test_nearly_sure_is_not_shown_as_sure(fraction: float, shown: str) -> None:
    assert text.percent(fraction) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, ">99 %"),
        (0.9999, ">99 %"),
        (0.99, "99 %"),
        (0.5, "50 %"),
        (0.002, "<1 %"),
        (0, "<1 %"),
    ],
)
def test_no_guess_is_shown_as_certain(value: float, shown: str) -> None:
    assert text.probability(value) == shown


def summary(**changes: object) -> LearningSummary:
    values: dict[str, object] = {
        "examples": 30,
        "classes": 3,
        "classes_without_examples": (),
        "accuracy": 0.94,
        "accuracy_low": 0.87,
        "accuracy_high": 0.97,
        "encoder": "Lite0",
    }
    return LearningSummary(**{**values, **changes})  # type: ignore[arg-type]


def test_the_next_step_is_the_one_that_helps_most() -> None:
    assert text.next_step(summary()) == ""
    assert "“burr”" in text.next_step(summary(classes_without_examples=("burr",)))
    assert "2 more classes" in text.next_step(summary(classes_without_examples=("a", "b")))
    assert "second example" in text.next_step(summary(accuracy=None))
    assert "Five examples" in text.next_step(summary(examples=6))


def test_the_accuracy_has_its_range() -> None:
    assert text.accuracy_range(summary()) == "87–97 %"
    assert text.accuracy_range(summary(accuracy_low=None)) is None
