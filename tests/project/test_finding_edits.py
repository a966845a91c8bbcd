"""Confirming classes, splitting a class off, and when photos were added."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from project_photos import make_photos

from siamdesk.errors import ClassNameError, ProjectError
from siamdesk.project.store import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with Project.create(tmp_path / "p.siam") as made:
        made.add_photos(make_photos(tmp_path / "a", 3), class_name="scratch")
        yield made


def ids(project: Project) -> list[int]:
    return [photo.id for photo in project.snapshot().photos]


def classes(project: Project) -> dict[int, str | None]:
    snapshot = project.snapshot()
    names = {c.id: c.name for c in snapshot.classes}
    return {p.id: names.get(p.class_id or 0) for p in snapshot.photos}


def test_a_confirmed_class_is_known_after_a_restart_and_undone_like_an_edit(
    project: Project,
) -> None:
    first, second, _ = ids(project)
    scratch = project.snapshot().classes[0].id
    revision = project.revision
    project.confirm_classes([first, second])
    assert project.revision == revision + 1
    assert project.snapshot().confirmed == {(first, scratch), (second, scratch)}
    with Project.open(project.path) as again:
        assert again.snapshot().confirmed == {(first, scratch), (second, scratch)}
        assert again.snapshot().undo_text == "Confirm the classes of 2 photos"
        again.undo()
        assert again.snapshot().confirmed == frozenset()
        again.redo()
    # The other connection sees what happened elsewhere.
    assert project.snapshot().confirmed == {(first, scratch), (second, scratch)}
    assert set(classes(project).values()) == {"scratch"}


def test_a_confirmation_is_of_one_class(project: Project) -> None:
    (first, *_) = ids(project)
    project.confirm_classes([first])
    dent = project.add_class("dent")
    project.set_class([first], dent.id)
    assert (first, dent.id) not in project.snapshot().confirmed


def test_the_inbox_has_no_class_to_confirm(project: Project) -> None:
    (first, *_) = ids(project)
    project.set_class([first], None)
    revision = project.revision
    project.confirm_classes([first])
    assert project.revision == revision
    with pytest.raises(ProjectError, match="not in the project"):
        project.confirm_classes([999])


def test_splitting_is_one_edit_with_its_inverse(project: Project) -> None:
    first, second, third = ids(project)
    revision = project.revision
    made = project.split_class([first, third], "  deep scratch ")
    assert made.name == "deep scratch"
    assert project.revision == revision + 1
    assert classes(project) == {first: "deep scratch", second: "scratch", third: "deep scratch"}
    assert project.snapshot().undo_text == "Move 2 photos to the new class deep scratch"
    project.undo()
    assert set(classes(project).values()) == {"scratch"}
    assert [c.name for c in project.snapshot().classes] == ["scratch"]
    project.redo()
    assert classes(project)[first] == "deep scratch"


def test_a_split_needs_photos_and_a_free_name(project: Project) -> None:
    revision = project.revision
    with pytest.raises(ClassNameError, match="already a class"):
        project.split_class(ids(project), "Scratch")
    with pytest.raises(ProjectError, match="Select photos"):
        project.split_class([], "dent")
    assert project.revision == revision
    assert [c.name for c in project.snapshot().classes] == ["scratch"]


def test_each_addition_is_known_by_its_first_photo_and_its_time(
    project: Project, tmp_path: Path
) -> None:
    before = datetime.now(UTC)
    project.add_photos(make_photos(tmp_path / "b", 2, first=10))
    after = datetime.now(UTC)
    first, second = project.snapshot().additions
    assert first.first == ids(project)[0]
    assert second.first == ids(project)[3]
    assert first.at <= before <= second.at <= after
    with Project.open(project.path) as again:
        assert again.snapshot().additions == (first, second)
