"""A watched folder tells each photo once, when it has been written to its end."""

import os
import shutil

import pytest

from siamdesk.project.watching import FolderWatch


def write(path, data=b"photo"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_new_photo_is_told_once_when_it_no_longer_grows(tmp_path):
    watch = FolderWatch(tmp_path, [])
    assert watch.look() == []
    photo = write(tmp_path / "a.png", b"half")
    assert watch.look() == []
    write(photo, b"half and half")
    assert watch.look() == []
    assert watch.look() == [photo]
    assert watch.look() == []


def test_photos_that_lie_there_already_are_told_and_known_ones_are_not(tmp_path):
    known, other = write(tmp_path / "1.png"), write(tmp_path / "day 2" / "2.png")
    watch = FolderWatch(tmp_path, [known])
    watch.look()
    assert watch.look() == [other]


def test_a_photo_that_is_written_anew_is_told_again(tmp_path):
    photo = write(tmp_path / "latest.png", b"one")
    watch = FolderWatch(tmp_path, [photo])
    watch.look()
    assert watch.look() == []
    write(photo, b"another")
    watch.look()
    assert watch.look() == [photo]


def test_the_same_size_at_another_time_is_another_photo(tmp_path):
    photo = write(tmp_path / "latest.png", b"one")
    watch = FolderWatch(tmp_path, [])
    watch.look()
    assert watch.look() == [photo]
    write(photo, b"two")
    os.utime(photo, ns=(1, 1))
    watch.look()
    assert watch.look() == [photo]


def test_empty_and_foreign_files_are_passed_over(tmp_path):
    write(tmp_path / "empty.png", b"")
    write(tmp_path / "notes.txt")
    watch = FolderWatch(tmp_path, [])
    watch.look()
    assert watch.look() == []


def test_a_folder_that_goes_away_is_an_error_and_may_come_back(tmp_path):
    folder = tmp_path / "camera"
    watch = FolderWatch(folder, [])
    with pytest.raises(OSError, match="camera"):
        watch.look()
    photo = write(folder / "a.png")
    watch.look()
    assert watch.look() == [photo]
    shutil.rmtree(folder)
    with pytest.raises(OSError, match="camera"):
        watch.look()
    write(photo)
    watch.look()
    assert watch.look() == [photo]
