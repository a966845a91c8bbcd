"""Photos in class folders, by copy, move or link, and taken back."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from terminal import Outcome

from siamdesk.cli.sorting import (
    Placement,
    SortBy,
    Sorter,
    Sorting,
    append_record,
    read_record,
)
from siamdesk.errors import ImageError, StorageError

FOLDERS = {"crease": "crease", 'A/"B"': "A B"}


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two of one name, in two folders, and a third."""
    found = [
        tmp_path / "in" / "1" / "x.png",
        tmp_path / "in" / "2" / "x.png",
        tmp_path / "in/y.png",
    ]
    for number, photo in enumerate(found):
        photo.parent.mkdir(parents=True, exist_ok=True)
        photo.write_bytes(b"photo %d" % number)
    return found


def sorter_of(tmp_path: Path, by: SortBy, *, dry_run: bool = False) -> Sorter:
    target = tmp_path / "sorted"
    target.mkdir(exist_ok=True)
    return Sorter(Sorting(target, by, dry_run), FOLDERS, target / "undo-sorting.jsonl")


def sort_all(tmp_path: Path, photos: list[Path], by: SortBy) -> Path:
    """Sort them as crease, crease and A/"B"; returns the record."""
    sorter = sorter_of(tmp_path, by)
    for photo, name in zip(photos, ("crease", "crease", 'A/"B"'), strict=True):
        sorter.sort(photo, name)
    return sorter.record


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".jsonl"
    }


SORTED = {"crease/x.png": b"photo 0", "crease/x-2.png": b"photo 1", "A B/y.png": b"photo 2"}


@pytest.mark.parametrize("by", SortBy)
def test_every_photo_lies_in_the_folder_of_its_class_and_goes_home_again(
    tmp_path, photos, by
) -> None:
    before = files_below(tmp_path / "in")
    record = sort_all(tmp_path, photos, by)
    assert files_below(tmp_path / "sorted") == SORTED
    assert files_below(tmp_path / "in") == ({} if by is SortBy.MOVE else before)
    outcome = Outcome("undo-sorting", record)
    assert outcome.status == 0, outcome.err
    assert "Took back 3 photos." in outcome.err
    assert files_below(tmp_path / "in") == before
    assert list((tmp_path / "sorted").iterdir()) == []


@pytest.mark.parametrize("by", SortBy)
def test_a_dry_run_touches_nothing(tmp_path, photos, by) -> None:
    sorter = sorter_of(tmp_path, by, dry_run=True)
    for photo in photos:
        sorter.sort(photo, "crease")
    assert list((tmp_path / "sorted").iterdir()) == []
    assert sorter.sorted == {"crease": 3}
    record = sort_all(tmp_path, photos, by)
    outcome = Outcome("undo-sorting", record, "--dry-run")
    assert outcome.status == 0
    assert "Would take back 3 photos." in outcome.err
    assert files_below(tmp_path / "sorted") == SORTED


@pytest.mark.parametrize("by", SortBy)
def test_sorting_again_after_a_stop_does_nothing_twice(tmp_path, photos, by) -> None:
    """The second photo was only planned, the third not even that, when the run was killed."""
    sorter = sorter_of(tmp_path, by)
    sorter.sort(photos[0], "crease")
    place = tmp_path / "sorted" / "crease" / "x-2.png"
    append_record(sorter.record, Placement(by, str(photos[1]), str(place), "0" * 64))
    with sorter.record.open("ab") as stream:
        stream.write(b'{"by": "mov')
    sort_all(tmp_path, photos, by)
    assert files_below(tmp_path / "sorted") == SORTED
    assert Outcome("undo-sorting", sorter.record).status == 0
    assert len(files_below(tmp_path / "in")) == 3
    assert files_below(tmp_path / "sorted") == {}


def test_a_move_to_another_disk_that_was_cut_short_is_finished(tmp_path, photos) -> None:
    sorter = sorter_of(tmp_path, SortBy.MOVE)
    place = tmp_path / "sorted" / "crease" / "x.png"
    place.parent.mkdir()
    place.write_bytes(photos[0].read_bytes())
    append_record(sorter.record, Placement(SortBy.MOVE, str(photos[0]), str(place)))
    sorter_of(tmp_path, SortBy.MOVE).sort(photos[0], "crease")
    assert files_below(tmp_path / "sorted") == {"crease/x.png": b"photo 0"}
    assert not photos[0].exists()


def test_a_move_to_another_disk_keeps_the_photo_whole(tmp_path, photos, monkeypatch) -> None:
    def other_disk(self: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "rename", other_disk)
    sort_all(tmp_path, photos, SortBy.MOVE)
    assert files_below(tmp_path / "sorted") == SORTED
    assert files_below(tmp_path / "in") == {}


def test_a_copy_that_was_changed_stays_and_the_record_with_it(tmp_path, photos) -> None:
    record = sort_all(tmp_path, photos, SortBy.COPY)
    changed = tmp_path / "sorted" / "crease" / "x.png"
    changed.write_bytes(b"retouched")
    outcome = Outcome("undo-sorting", record)
    assert outcome.status == 3
    assert str(changed) in outcome.err
    assert files_below(tmp_path / "sorted") == {"crease/x.png": b"retouched"}
    assert [p.place for p in read_record(record)] == [str(changed)]


def test_a_photo_does_not_go_home_over_another_one(tmp_path, photos) -> None:
    record = sort_all(tmp_path, photos, SortBy.MOVE)
    photos[0].write_bytes(b"a new photo of that name")
    outcome = Outcome("undo-sorting", record)
    assert outcome.status == 3
    assert photos[0].read_bytes() == b"a new photo of that name"
    assert files_below(tmp_path / "sorted") == {"crease/x.png": b"photo 0"}
    photos[0].unlink()
    assert Outcome("undo-sorting", record).status == 0
    assert photos[0].read_bytes() == b"photo 0"


def test_a_photo_that_has_no_way_home_does_not_keep_the_others(tmp_path, photos) -> None:
    record = sort_all(tmp_path, photos, SortBy.MOVE)
    photos[0].parent.rmdir()
    photos[0].parent.write_bytes(b"a file where its folder was")
    outcome = Outcome("undo-sorting", record)
    assert outcome.status == 3, outcome.error
    assert "Left alone" in outcome.err
    assert files_below(tmp_path / "sorted") == {"crease/x.png": b"photo 0"}
    assert [p.read_bytes() for p in photos[1:]] == [b"photo 1", b"photo 2"]
    assert [Path(p.source) for p in read_record(record)] == [photos[0]]


def test_a_move_that_was_cut_short_is_undone_without_a_second_photo(tmp_path, photos) -> None:
    record = sort_all(tmp_path, photos, SortBy.MOVE)
    photos[0].write_bytes(b"photo 0")
    outcome = Outcome("undo-sorting", record)
    assert outcome.status == 0, outcome.err
    assert files_below(tmp_path / "sorted") == {}
    assert photos[0].read_bytes() == b"photo 0"


def test_a_photo_that_went_away_is_named(tmp_path, photos) -> None:
    photos[0].unlink()
    for by in SortBy:
        with pytest.raises(ImageError, match=r"x\.png"):
            sorter_of(tmp_path, by).sort(photos[0], "crease")


def test_links_fall_back_to_hard_links_and_then_to_advice(tmp_path, photos, monkeypatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    record = sort_all(tmp_path, photos[:1] + photos[1:], SortBy.LINK)
    assert (tmp_path / "sorted" / "crease" / "x.png").samefile(photos[0])
    assert Outcome("undo-sorting", record).status == 0
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with pytest.raises(StorageError, match="--sort-by copy"):
        sort_all(tmp_path, photos, SortBy.LINK)


WRONG = json.dumps({"by": "move", "source": 1, "place": 2})


@pytest.mark.parametrize("line", ["{}", "[1]", "no JSON", json.dumps({"by": "teleport"}), WRONG])
def test_a_file_that_is_no_record_is_refused_by_line(tmp_path, line) -> None:
    (tmp_path / "x.jsonl").write_text(f"{line}\n")
    outcome = Outcome("undo-sorting", tmp_path / "x.jsonl")
    assert isinstance(outcome.error, StorageError)
    assert "line 1" in str(outcome.error)
    missing = Outcome("undo-sorting", tmp_path / "missing.jsonl")
    assert isinstance(missing.error, StorageError)
