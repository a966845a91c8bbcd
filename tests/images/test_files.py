from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siamdesk.atomic import write_atomic
from siamdesk.errors import UnreadableImageError
from siamdesk.images.files import class_folders, find_photos, loose_photos, natural_key
from siamdesk.images.reading import read_file


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def names(folder, paths):
    return [path.relative_to(folder).as_posix() for path in paths]


def test_numbers_in_names_are_sorted_as_numbers(tmp_path):
    make(tmp_path, "img10.png", "img2.PNG", "IMG1.jpg", "10.bmp", "9.bmp", "b/1.tif", "a/2.webp")
    assert names(tmp_path, find_photos(tmp_path)) == [
        "9.bmp",
        "10.bmp",
        "IMG1.jpg",
        "img2.PNG",
        "img10.png",
        "a/2.webp",
        "b/1.tif",
    ]


def test_hidden_files_and_other_documents_are_passed_over(tmp_path):
    make(
        tmp_path,
        ".hidden.png",
        ".cache/a.png",
        "SOURCE_AND_LICENCE.txt",
        "Thumbs.db",
        "a.jpg",
        "png",
    )
    (tmp_path / "folder.png").mkdir()
    assert names(tmp_path, find_photos(tmp_path)) == ["a.jpg"]


def test_a_file_is_found_as_itself_whatever_it_is(tmp_path):
    make(tmp_path, "notes.txt")
    assert find_photos(tmp_path / "notes.txt") == [tmp_path / "notes.txt"]
    assert find_photos(tmp_path / "missing.png") == [tmp_path / "missing.png"]


def test_each_sub_folder_is_a_class(tmp_path):
    make(
        tmp_path,
        "loose.png",
        "dent/1.png",
        "dent/deep/2.png",
        "ok/3.png",
        "docs/read.txt",
        "ok/x.c",
    )
    found = class_folders(tmp_path)
    assert {name: names(tmp_path, photos) for name, photos in found.items()} == {
        "dent": ["dent/1.png", "dent/deep/2.png"],
        "ok": ["ok/3.png"],
    }
    assert names(tmp_path, loose_photos(tmp_path)) == ["loose.png"]


def test_loops_of_links_end(tmp_path):
    make(tmp_path, "a/1.png", "b/2.png")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b" / "self").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "dead.png").symlink_to(tmp_path / "nowhere")
    assert sorted(path.name for path in find_photos(tmp_path)) == ["1.png", "2.png", "dead.png"]
    assert sorted(class_folders(tmp_path)) == ["a", "b"]


def test_linked_folders_are_followed_once(tmp_path):
    make(tmp_path, "elsewhere/1.png", "photos/2.png")
    (tmp_path / "photos" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "photos" / "link again").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path, find_photos(tmp_path / "photos")) == [
        "photos/2.png",
        "photos/link/1.png",
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_what_can_not_be_a_photo_is_found_by_its_name_so_that_reading_it_tells_why(tmp_path):
    make(tmp_path, "dent/1.png")
    (tmp_path / "dent" / "dead.jpg").symlink_to(tmp_path / "nowhere")
    (tmp_path / "dent" / "loop.tif").symlink_to(tmp_path / "dent" / "loop.tif")
    os.mkfifo(tmp_path / "dent" / "pipe.bmp")
    os.mkfifo(tmp_path / "dent" / "pipe")
    (tmp_path / "loose.png").symlink_to("nowhere")
    found = ["dent/1.png", "dent/dead.jpg", "dent/loop.tif", "dent/pipe.bmp"]
    assert names(tmp_path, find_photos(tmp_path)) == ["loose.png", *found]
    assert names(tmp_path, class_folders(tmp_path)["dent"]) == found
    assert names(tmp_path, loose_photos(tmp_path)) == ["loose.png"]
    for name, words in [
        ("dent/dead.jpg", "missing"),
        ("dent/loop.tif", "leads back to itself"),
        ("dent/pipe.bmp", "not a regular file"),
    ]:
        with pytest.raises(UnreadableImageError, match=words):
            read_file(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_photos_whose_folder_lets_only_their_names_be_read_are_found():
    with tempfile.TemporaryDirectory() as scratch:
        folder = make(Path(scratch), "locked/1.png", "ok/2.png")
        folder.chmod(0o755)
        (folder / "locked").chmod(0o444)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)  # root may look everywhere; nobody may not
        try:
            found = names(folder, find_photos(folder))
            with pytest.raises(UnreadableImageError, match="may not read it"):
                read_file(folder / "locked" / "1.png")
        finally:
            os.seteuid(user)
            (folder / "locked").chmod(0o755)
    assert found == ["locked/1.png", "ok/2.png"]


@settings(deadline=None)
@given(st.lists(st.text(), max_size=5))
def test_any_names_can_be_sorted(texts):
    sorted(texts, key=natural_key)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "file"
    write_atomic(target, b"old", durable=True)
    write_atomic(target, b"new", durable=False)
    assert target.read_bytes() == b"new"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomic(tmp_path / "folder", b"x", durable=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
