"""A whole project as a zip file, there and back; and archives that are refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from data_project import classes, content, fill
from project_photos import make_photos, photo_bytes

from siamdesk.errors import Cancelled, ProjectError, ProjectVersionError, StorageError
from siamdesk.project.exchange.packing import pack_project
from siamdesk.project.exchange.unpacking import is_packed_project, unpack_project
from siamdesk.project.importing import add_by_folder
from siamdesk.project.store import Project


@pytest.fixture
def filled(project, tmp_path):
    fill(project, tmp_path / "camera")
    (project.cache_folder / "big").write_bytes(b"embeddings")
    folder = project.models_folder / "lite0-1"
    folder.mkdir()
    (folder / "tail.npz").write_bytes(b"weights")
    project.add_model_version("lite0", folder, 0.8, 0.9)
    return project


@pytest.fixture
def packed(filled, tmp_path):
    return pack_project(filled, tmp_path / "parts.zip").path


def test_a_project_comes_out_as_it_went_in(filled, packed, tmp_path):
    assert is_packed_project(packed)
    with unpack_project(packed, tmp_path / "moved.siam") as moved:
        assert moved.path == tmp_path / "moved.siam"
        assert content(moved.snapshot()) == content(filled.snapshot())
        assert classes(moved.snapshot()) == classes(filled.snapshot())
        assert moved.history() == filled.history()
        assert moved.trail() == filled.trail()
        (version,) = moved.model_versions()
        assert (version.folder / "tail.npz").read_bytes() == b"weights"
        for photo in moved.snapshot().photos:
            assert photo.path.is_relative_to(moved.path)
            assert photo.path.is_file()
        moved.undo()


def test_what_can_be_made_again_is_left_out(packed):
    with zipfile.ZipFile(packed) as archive:
        tops = {name.split("/")[1] for name in archive.namelist()}
        assert tops == {"project.db", "images", "models"}
        assert archive.testzip() is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all names are in an encoding")
def test_a_project_whose_name_is_in_no_encoding_is_packed(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.siam"))
    with Project.create(path) as project:
        project.add_class("OK")
        packed = pack_project(project, tmp_path / "p.zip").path
    with unpack_project(packed, tmp_path / "moved.siam") as moved:
        assert [c.name for c in moved.snapshot().classes] == ["OK"]


def test_undo_still_brings_photos_back_after_the_move(filled, tmp_path):
    filled.remove_photos([filled.snapshot().photos[0].id])
    packed = pack_project(filled, tmp_path / "p.zip").path
    with unpack_project(packed, tmp_path / "moved.siam") as moved:
        moved.undo()
        assert len(moved.snapshot().photos) == 4
        assert all(photo.path.is_file() for photo in moved.snapshot().photos)


def test_edits_that_come_meanwhile_do_not_tear_the_copy(filled, tmp_path):
    def edit(fraction: float, message: str) -> None:
        if filled.snapshot().classes:
            filled.delete_class(filled.snapshot().classes[0].id)

    before = content(filled.snapshot())
    packed = pack_project(filled, tmp_path / "p.zip", progress=edit).path
    with unpack_project(packed, tmp_path / "moved.siam") as moved:
        assert content(moved.snapshot()) == before


def test_photos_that_are_used_in_place_come_along(tmp_path):
    photos = make_photos(tmp_path / "camera", 3)
    with Project.create(tmp_path / "lean.siam", copy_images=False) as lean:
        lean.add_photos(photos, class_name="OK")
        photos[2].unlink()
        saved = pack_project(lean, tmp_path / "lean.zip")
        assert lean.snapshot().photos[0].path == photos[0], "it is left as it was"
    assert [problem.path for problem in saved.problems] == [photos[2]]
    shutil.rmtree(tmp_path / "camera")
    with unpack_project(saved.path, tmp_path / "moved.siam") as moved:
        assert moved.copies_images
        assert [p.path.is_file() for p in moved.snapshot().photos] == [True, True, False]
        assert moved.snapshot().photos[0].path.read_bytes() == photo_bytes(0)


def test_a_folder_that_was_watched_elsewhere_is_not_watched_here(filled, tmp_path):
    filled.set_setting("watched folder", "/home/other/private")
    packed = pack_project(filled, tmp_path / "p.zip").path
    with unpack_project(packed, tmp_path / "moved.siam") as moved:
        assert moved.setting("watched folder") is None


def test_a_folder_zipped_by_hand_opens_with_edits_that_wait_in_its_log(filled, tmp_path):
    assert (filled.path / "project.db-wal").stat().st_size > 0
    archive = shutil.make_archive(str(tmp_path / "by hand"), "zip", tmp_path, "parts.siam")
    with unpack_project(Path(archive), tmp_path / "moved.siam") as moved:
        assert content(moved.snapshot()) == content(filled.snapshot())
        assert not (moved.cache_folder / "big").exists()


@pytest.mark.parametrize("fraction", [0.0, 0.5])
def test_a_cancel_leaves_nothing_behind(filled, packed, tmp_path, fraction):
    def stop(done: float, message: str) -> None:
        if done >= fraction:
            raise Cancelled

    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        pack_project(filled, tmp_path / "other.zip", progress=stop)
    with pytest.raises(Cancelled):
        unpack_project(packed, tmp_path / "other.siam", progress=stop)
    assert set(tmp_path.iterdir()) == before


def test_two_that_pack_to_one_place_at_once_each_leave_a_whole_file(filled, tmp_path):
    place = tmp_path / "both.zip"
    inner = []

    def meanwhile(done: float, message: str) -> None:
        if done > 0 and not inner:
            inner.append(pack_project(filled, place))

    pack_project(filled, place, progress=meanwhile)
    assert len(inner) == 1
    with unpack_project(place, tmp_path / "moved.siam") as moved:
        assert content(moved.snapshot()) == content(filled.snapshot())


def test_nothing_is_unpacked_onto_what_is_there(packed, filled, tmp_path):
    with pytest.raises(StorageError, match="exists already"):
        unpack_project(packed, filled.path)
    assert len(filled.snapshot().photos) == 4


# ---- archives of strangers ----


def rewritten(packed: Path, change=None, extra=()) -> Path:
    """The archive with members more, or with its database changed."""
    path = packed.with_name("stranger.zip")
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.endswith("project.db") and change is not None:
                data = changed(data, packed.with_name("stranger.db"), change)
            target.writestr(info.filename, data)
        for info, data in extra:
            target.writestr(info, data)
    return path


def changed(data: bytes, scratch: Path, statement: str) -> bytes:
    scratch.write_bytes(data)
    connection = sqlite3.connect(scratch)
    connection.executescript(statement)
    connection.close()
    return scratch.read_bytes()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ("../evil.png", "leads out"),
        ("parts.siam/images/../../evil.png", "leads out"),
        ("parts.siam\\images\\..\\..\\evil.png", "leads out"),
        ("/evil.png", "outside"),
        ("C:/evil.png", "outside"),
        ("C:evil.png", "outside"),
        ("\\\\host\\share\\evil.png", "outside"),
        (link("parts.siam/images/aa"), "is a link"),
        ("parts.siam/images/AA/1.png", None),
    ],
    ids=str,
)
def test_archives_that_escape_their_folder_are_refused(packed, tmp_path, member, reason):
    archive = rewritten(packed, extra=[(member, b"evil")])
    before = set(tmp_path.rglob("*"))
    if reason is None:
        unpack_project(archive, tmp_path / "moved.siam").close()
        return
    with pytest.raises(ProjectError, match=reason):
        unpack_project(archive, tmp_path / "moved.siam")
    assert set(tmp_path.rglob("*")) == before


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(packed, tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w") as target:
        target.writestr("parts.siam/project.db", source.read("parts.siam/project.db"))
        target.writestr("parts.siam/images/aa/0.png", bytes(60_000_000), zipfile.ZIP_DEFLATED)
    with pytest.raises(ProjectError, match="which no project does"):
        unpack_project(path, tmp_path / "moved.siam")
    assert not (tmp_path / "moved.siam").exists()


def test_an_archive_that_the_disk_has_no_room_for_is_refused(packed, tmp_path, monkeypatch):
    free = shutil.disk_usage(tmp_path)._replace(free=400_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    with pytest.raises(StorageError, match="no room"):
        unpack_project(packed, tmp_path / "moved.siam")


def test_the_same_file_twice_is_refused(packed, tmp_path):
    archive = rewritten(packed, extra=[("parts.siam/PROJECT.DB", b"")])
    # Another spelling is another file here, but the same one on Windows and macOS.
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("parts.siam/images/aa/1.png", b"1")
        opened.writestr("parts.siam/images/AA/1.PNG", b"2")
    with pytest.raises(ProjectError, match="twice"):
        unpack_project(archive, tmp_path / "moved.siam")


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE photo SET copy = '../../../etc/passwd'", "lies outside"),
        ("UPDATE photo SET copy = '/etc/passwd'", "lies outside"),
        ("UPDATE model_version SET folder = '..'", "lies outside"),
        ("UPDATE model_version SET folder = 'C:\\Users'", "lies outside"),
        (
            "CREATE TRIGGER evil AFTER UPDATE ON photo BEGIN DELETE FROM photo; END",
            "it contains 'evil'",
        ),
        ("DROP TABLE photo", "no SiamDesk project"),
        ("PRAGMA application_id = 1", "belongs to another program"),
    ],
)
def test_databases_of_strangers_are_looked_at_first(packed, tmp_path, statement, reason):
    archive = rewritten(packed, statement)
    with pytest.raises(ProjectError, match=reason):
        unpack_project(archive, tmp_path / "moved.siam")
    assert not (tmp_path / "moved.siam").exists()


def test_a_project_of_a_newer_siamdesk_is_refused_and_not_left_lying(packed, tmp_path):
    archive = rewritten(packed, "PRAGMA user_version = 9999")
    with pytest.raises(ProjectVersionError):
        unpack_project(archive, tmp_path / "moved.siam")
    assert not (tmp_path / "moved.siam").exists()


def test_other_archives_are_no_projects(tmp_path):
    photos = make_photos(tmp_path / "camera", 1)
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.write(photos[0], "OK/p0.png")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 cut off")
    assert not is_packed_project(tmp_path / "photos.zip")
    assert not is_packed_project(tmp_path / "cut.zip")
    assert not is_packed_project(tmp_path / f"{'long' * 100}.zip"), "the system refuses to look"
    with pytest.raises(ProjectError, match="no SiamDesk project"):
        unpack_project(tmp_path / "photos.zip", tmp_path / "moved.siam")
    with pytest.raises(ProjectError, match="damaged"):
        unpack_project(tmp_path / "cut.zip", tmp_path / "moved.siam")


def test_a_damaged_photo_in_the_archive_is_noticed(packed, tmp_path):
    data = bytearray(packed.read_bytes())
    place = data.find(b"\x89PNG")
    data[place + 40] ^= 0xFF
    packed.write_bytes(data)
    with pytest.raises(ProjectError, match="damaged"):
        unpack_project(packed, tmp_path / "moved.siam")


def test_a_packed_project_is_not_taken_for_a_folder_of_photos(packed, tmp_path):
    with (
        Project.create(tmp_path / "other.siam") as other,
        pytest.raises(ProjectError, match="is a whole project"),
    ):
        add_by_folder(other, [packed])
