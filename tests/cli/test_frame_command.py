"""`siamdesk frame`."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Outcome

from siamdesk.images.framing import PLAIN, Framing, Region, Window
from siamdesk.project.store import Project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "parts.siam"
    Project.create(path).close()
    return path


def framing(path: Path) -> Framing:
    with Project.open(path) as opened:
        return opened.framing


def test_a_region_and_grey_values_are_chosen_and_told(project: Path) -> None:
    outcome = Outcome("frame", project, "--region", "10,20,90,80", "--window", "1000,5000")
    assert outcome.status == 0, outcome.err
    assert framing(project) == Framing(Region(0.1, 0.2, 0.9, 0.8), Window(1000, 5000))
    assert "10 % to 90 % across, 20 % to 80 % down" in outcome.err
    assert "1,000 to 5,000" in outcome.err


def test_an_outline_is_chosen_and_told(project: Path) -> None:
    outcome = Outcome("frame", project, "--outline", "50,10 90,90 10,90")
    assert outcome.status == 0, outcome.err
    assert framing(project) == Framing(Region.around([(0.5, 0.1), (0.9, 0.9), (0.1, 0.9)]))
    assert "10 % to 90 % across, 10 % to 90 % down, within an outline" in outcome.err


def test_one_choice_leaves_the_other_alone(project: Path) -> None:
    Outcome("frame", project, "--region", "0,0,50,100", "--window", "1,2")
    Outcome("frame", project, "--whole")
    assert framing(project) == Framing(window=Window(1, 2))
    Outcome("frame", project, "--usual")
    assert framing(project) == PLAIN


def test_without_options_nothing_is_changed(project: Path) -> None:
    outcome = Outcome("frame", project)
    assert "Looks at whole photos." in outcome.err
    with Project.open(project) as opened:
        assert opened.history() == ()


@pytest.mark.parametrize(
    "options",
    [
        ("--region", "10,20,90"),
        ("--region", "90,20,10,80"),
        ("--region", "10,20,nan,80"),
        ("--window", "5,5"),
        ("--window", "five,six"),
        ("--region", "0,0,50,50", "--whole"),
        ("--outline", "10,10 90,90"),
        ("--outline", "10,10 90,10 50,120"),
        ("--outline", "10,10 90,10 nan,80"),
        ("--outline", "10,10 90,10 50,80", "--region", "0,0,50,50"),
        ("--outline", "10,10 90,10 50,80", "--whole"),
    ],
)
def test_wrong_choices_are_refused_and_nothing_is_changed(project: Path, options) -> None:
    assert Outcome("frame", project, *options).status == 2
    assert framing(project) == PLAIN
