"""Archives: photos come out, nothing else does, and nothing outside the folder is touched."""

import io
import struct
import tarfile
import zipfile
import zlib

import pytest

from siamdesk.errors import Cancelled
from siamdesk.images.archives import is_archive, unpacked
from siamdesk.progress import no_progress


def write_zip(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def content(folder):
    """Relative path to bytes of every file below `folder`."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_an_archive_becomes_a_folder_of_its_photos(tmp_path, ending):
    members = {"scratch/1.png": b"one", "scratch/2.JPG": b"two", "pit/1.png": b"three"}
    archive = tmp_path / f"Line 3.{ending}"
    if ending == "zip":
        write_zip(archive, members)
    else:
        mode = {"tar": "w", "tgz": "w:gz"}.get(ending, f"w:{ending.partition('.')[2]}")
        with tarfile.open(archive, mode) as made:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                made.addfile(info, io.BytesIO(data))
    with unpacked([archive], no_progress) as found:
        (folder,) = found.paths
        assert found.problems == ()
        assert content(folder) == members
        assert found.origin(folder / "scratch" / "1.png") == archive / "scratch" / "1.png"
    assert not folder.exists()
    assert archive.exists()


def test_files_and_folders_stay_as_they_are_and_in_their_order(tmp_path):
    archive = write_zip(tmp_path / "b.zip", {"x/1.png": b"1"})
    photo, folder = tmp_path / "a.png", tmp_path / "c"
    photo.write_bytes(b"photo")
    folder.mkdir()
    with unpacked([photo, archive, folder, tmp_path / "missing.zip"], no_progress) as found:
        assert [found.paths[0], *found.paths[2:]] == [photo, folder, tmp_path / "missing.zip"]
        assert found.origin(photo) == photo


@pytest.mark.parametrize(
    "name",
    ["../out.png", "a/../../out.png", "/out.png", "..\\out.png", "C:\\out.png", "a/\0../out.png"],
)
def test_nothing_is_written_outside_the_archives_folder(tmp_path, name, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    archive = write_zip(tmp_path / "evil.zip", {name: b"evil", "good/1.png": b"good"})
    before = set(tmp_path.rglob("*"))
    with unpacked([archive], no_progress) as found:
        (folder,) = found.paths
        fresh = {p for p in tmp_path.rglob("*") if p.is_file()} - before
        top = next(iter(found.folders))
        assert all(p.is_relative_to(top) for p in fresh)
        assert b"good" in content(top).values()
        assert folder.is_relative_to(top)
    assert list(scratch.iterdir()) == []


def test_hidden_and_foreign_members_stay_packed(tmp_path):
    archive = write_zip(
        tmp_path / "a.zip",
        {
            "x/1.png": b"1",
            "x/notes.txt": b"no",
            "x/run.exe": b"no",
            ".hidden/2.png": b"no",
            "__MACOSX/x/._1.png": b"no",
            "x/Thumbs.db": b"no",
        },
    )
    with unpacked([archive], no_progress) as found:
        assert list(content(next(iter(found.folders)))) == ["x/1.png"]


def test_links_and_devices_in_a_tar_stay_packed(tmp_path):
    archive = tmp_path / "a.tar"
    with tarfile.open(archive, "w") as made:
        link = tarfile.TarInfo("x/link.png")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
        device = tarfile.TarInfo("x/device.png")
        device.type = tarfile.CHRTYPE
        made.addfile(device)
        photo = tarfile.TarInfo("x/1.png")
        photo.size = 1
        made.addfile(photo, io.BytesIO(b"1"))
    with unpacked([archive], no_progress) as found:
        assert list(content(next(iter(found.folders)))) == ["x/1.png"]


def test_one_folder_around_the_classes_is_passed_over(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {"set/v2/pit/1.png": b"1", "set/v2/dent/1.png": b"2"})
    with unpacked([archive], no_progress) as found:
        assert sorted(p.name for p in found.paths[0].iterdir()) == ["dent", "pit"]


def test_the_only_class_of_an_archive_stays_a_class(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {"pit/1.png": b"1", "pit/2.png": b"2"})
    with unpacked([archive], no_progress) as found:
        assert [p.name for p in found.paths[0].iterdir()] == ["pit"]


def test_names_that_a_system_refuses_are_cleaned_and_none_is_lost(tmp_path):
    archive = write_zip(
        tmp_path / "a.zip", {"x/1:2?.png": b"1", "x/1_2_.png": b"2", "x. /3.png": b"3"}
    )
    with unpacked([archive], no_progress) as found:
        assert content(next(iter(found.folders))) == {
            "x/1_2_.png": b"1",
            "x/1_2_-2.png": b"2",
            "x/3.png": b"3",
        }


def test_a_damaged_photo_is_named_and_the_others_come_out(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {"x/bad.png": b"bad bytes", "x/good.png": b"good"})
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"bad bytes", b"BAD bytes"))  # its checksum is wrong now
    with unpacked([archive], no_progress) as found:
        (problem,) = found.problems
        assert problem.path == archive / "x" / "bad.png"
        assert "damaged" in problem.reason
        assert content(next(iter(found.folders))) == {"x/good.png": b"good"}


def test_a_password_is_named_as_the_reason(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {"x/1.png": b"secret"})
    data = bytearray(archive.read_bytes())
    # Bit 0 of the flags, in the local header and in the directory, says that it is encrypted.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    with unpacked([archive], no_progress) as found:
        (problem,) = found.problems
        assert "password" in problem.reason


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive at all",
        b"PK\x03\x04" + bytes(40),
        zlib.compress(b"x"),
        b"\x1f\x8b\x08rubbish",
    ],
)
@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txz"])
def test_what_is_no_archive_is_named_and_the_rest_goes_on(tmp_path, name, data):
    bad, good = tmp_path / name, write_zip(tmp_path / "good.zip", {"x/1.png": b"1"})
    bad.write_bytes(data)
    with unpacked([bad, good], no_progress) as found:
        (problem,) = found.problems
        assert problem.path == bad
        assert len(found.paths) == 1


def test_a_zip_whose_directory_is_cut_off_is_named(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {f"x/{i}.png": bytes(1000) for i in range(5)})
    archive.write_bytes(archive.read_bytes()[:-100])
    with unpacked([archive], no_progress) as found:
        assert [p.path for p in found.problems] == [archive]


def test_an_archive_without_photos_says_so(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {"readme.txt": b"hello"})
    with unpacked([archive], no_progress) as found:
        assert found.paths == ()
        assert "no photos" in found.problems[0].reason


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path):
    archive = write_zip(tmp_path / "a.zip", {"x/1.png": b"1"})
    data = bytearray(archive.read_bytes())
    # The directory's sizes lie at 24: claim 2.9 GB per photo, and a disk with nothing free.
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 3_500_000_000)
    archive.write_bytes(data)
    with unpacked([archive], no_progress) as found:
        assert "too large" in found.problems[0].reason
        assert content(next(iter(found.folders))) == {}


def test_a_cancel_leaves_nothing_behind(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    archive = write_zip(tmp_path / "a.zip", {f"x/{i}.png": b"1" for i in range(4)})

    def cancel(fraction, message):
        if fraction >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled), unpacked([archive], cancel):
        pass
    assert list(scratch.iterdir()) == []


def test_a_folder_called_like_an_archive_is_none(tmp_path):
    (tmp_path / "a.zip").mkdir()
    assert not is_archive(tmp_path / "a.zip")
