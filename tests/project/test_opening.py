from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from project_photos import make_photos

from siamdesk.errors import ProjectError, ProjectVersionError, StorageError
from siamdesk.project.database import connect
from siamdesk.project.migrations import MIGRATIONS, migrate
from siamdesk.project.schema import SCHEMA_VERSION
from siamdesk.project.store import Project


def raw(project_path) -> sqlite3.Connection:
    return sqlite3.connect(project_path / "project.db", isolation_level=None)


@pytest.fixture
def closed(tmp_path):
    """The path of a project with a class, not open."""
    with Project.create(tmp_path / "parts.siam") as project:
        project.add_class("dent")
    return tmp_path / "parts.siam"


def test_a_new_project_is_empty_and_safe(project):
    snapshot = project.snapshot()
    assert (snapshot.revision, snapshot.classes, snapshot.photos) == (0, (), ())
    assert snapshot.path == project.path
    connection = project._connection
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.execute("PRAGMA busy_timeout").fetchone() == (10_000,)


def test_creating_never_touches_what_is_there(tmp_path, closed):
    for name in ("file", "folder", "dead link"):
        path = tmp_path / name
        if name == "file":
            path.write_text("mine")
        elif name == "folder":
            path.mkdir()
        else:
            path.symlink_to("nowhere")
        with pytest.raises(ProjectError, match=r"exists already. Choose another name"):
            Project.create(path)
    with pytest.raises(ProjectError, match="exists already"):
        Project.create(closed)
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "dead link",
        "file",
        "folder",
        "parts.siam",
    ]


def test_creating_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="disk refused"):
        Project.create(tmp_path / "file" / "p.siam")


def test_folders_above_a_new_project_are_made(tmp_path):
    with Project.create(tmp_path / "a" / "b" / "p.siam") as project:
        assert project.path.is_dir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "There is no project at .*siamdesk new"),
        (lambda path: path.write_text("x"), "not a SiamDesk project: it has no project.db"),
        (lambda path: path.mkdir(), "not a SiamDesk project: it has no project.db"),
    ],
    ids=["missing", "file", "folder"],
)
def test_what_is_no_project_is_refused_with_advice(tmp_path, make, words):
    path = tmp_path / "x.siam"
    make(path)
    with pytest.raises(ProjectError, match=words):
        Project.open(path)


def test_a_database_of_another_program_is_refused(tmp_path):
    connection = sqlite3.connect(tmp_path / "project.db")
    connection.execute("CREATE TABLE bookmarks (id)")
    connection.close()
    before = (tmp_path / "project.db").read_bytes()
    with pytest.raises(ProjectError, match="belongs to another program"):
        Project.open(tmp_path)
    assert (tmp_path / "project.db").read_bytes() == before


def test_a_file_that_is_no_database_is_refused(closed):
    content = b"no database" * 500
    (closed / "project.db").write_bytes(content)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(closed)
    assert (closed / "project.db").read_bytes() == content


def lose(database: Path) -> None:
    database.unlink()


def empty(database: Path) -> None:
    database.write_bytes(b"")


@pytest.mark.parametrize(("spoil", "state"), [(lose, "gone"), (empty, "empty")])
def test_a_project_without_its_database_says_what_is_left_of_it(tmp_path, spoil, state):
    path = tmp_path / "parts.siam"
    with Project.create(path) as project:
        (photo,) = project.add_photos(make_photos(tmp_path / "camera", 1)).added
    connection = connect(path)
    backup = migrate(connection, path, steps=[*MIGRATIONS, add_note])
    connection.close()
    spoil(path / "project.db")

    with pytest.raises(ProjectError) as caught:
        Project.open(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: its database project.db is {state}. The photos in")
    assert "'images' are unharmed. Put a backup of project.db there" in message
    assert backup.name in message
    assert photo.path.is_file()

    shutil.copy(backup, path / "project.db")
    with Project.open(path) as project:  # the advice is good
        assert project.snapshot().photos == (photo,)


def test_a_project_without_photos_and_database_promises_none(closed):
    lose(closed / "project.db")
    with pytest.raises(ProjectError, match=r"is gone\. Put a backup of project\.db there\.$"):
        Project.open(closed)


def test_a_folder_of_photos_is_not_taken_for_a_project(tmp_path):
    make_photos(tmp_path / "data" / "images", 1)
    with pytest.raises(ProjectError, match=r"not a SiamDesk project: it has no project\.db"):
        Project.open(tmp_path / "data")
    (tmp_path / "data" / "project.db").write_bytes(b"")
    with pytest.raises(ProjectError, match=r"not a SiamDesk project: its project\.db is empty"):
        Project.open(tmp_path / "data")


def test_a_damaged_database_is_reported_not_shown_half(tmp_path):
    path = tmp_path / "p.siam"
    with Project.create(path) as project:
        project.add_photos(make_photos(tmp_path / "camera", 60))
    database = path / "project.db"
    data = bytearray(database.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    database.write_bytes(bytes(data))
    with pytest.raises(ProjectError, match=r"damaged. Restore"), Project.open(path) as project:
        project.snapshot()


def test_a_newer_project_is_refused_and_left_alone(closed):
    connection = raw(closed)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = (closed / "project.db").read_bytes()
    for read_only in (False, True):
        with pytest.raises(ProjectVersionError, match=r"newer SiamDesk.*Install the newest"):
            Project.open(closed, read_only=read_only)
    assert (closed / "project.db").read_bytes() == before


# --- migrations: the real runner with steps of a future version -----------------------------------


def add_note(connection):
    connection.execute("ALTER TABLE class ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")


def add_weight(connection):
    connection.execute("ALTER TABLE class ADD COLUMN weight REAL")


def fail(connection):
    connection.execute("DELETE FROM class")
    raise RuntimeError("a step that fails")


def test_an_older_project_is_migrated_after_a_backup(closed):
    connection = connect(closed)
    backup = migrate(connection, closed, steps=[*MIGRATIONS, add_note, add_weight])
    assert connection.execute("SELECT name, note, weight FROM class").fetchall() == [
        ("dent", "none", None)
    ]
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 2,)
    connection.close()
    assert backup is not None
    saved = sqlite3.connect(backup)
    assert saved.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert saved.execute("SELECT name FROM class").fetchall() == [("dent",)]
    saved.close()


def test_a_migration_takes_only_the_steps_that_are_missing(closed):
    connection = connect(closed)
    migrate(connection, closed, steps=[*MIGRATIONS, add_note])
    migrate(connection, closed, steps=[*MIGRATIONS, add_note, add_weight])
    assert connection.execute("SELECT note, weight FROM class").fetchall() == [("none", None)]
    assert migrate(connection, closed, steps=[*MIGRATIONS, add_note, add_weight]) is None
    connection.close()


def test_a_migration_that_fails_leaves_the_project_as_it_was(closed):
    connection = connect(closed)
    with pytest.raises(RuntimeError):
        migrate(connection, closed, steps=[*MIGRATIONS, add_note, fail])
    connection.close()
    with Project.open(closed) as project:
        assert [c.name for c in project.snapshot().classes] == ["dent"]


def test_the_present_version_needs_no_migration_and_no_backup(closed):
    Project.open(closed).close()
    assert [p.name for p in closed.glob("*.db")] == ["project.db"]


# --- reading only ---------------------------------------------------------------------------------


def test_a_project_opened_for_reading_refuses_edits(closed, tmp_path):
    with Project.open(closed, read_only=True) as project:
        before = project.snapshot()
        assert [c.name for c in before.classes] == ["dent"]
        for edit in (
            lambda: project.add_class("x"),
            lambda: project.add_photos([tmp_path / "x.png"]),
            lambda: project.set_setting("a", 1),
            project.undo,
            project.clean_up,
        ):
            with pytest.raises(StorageError, match="reading only"):
                edit()
        assert project.snapshot() == before


@pytest.fixture
def as_nobody():
    """Root may write everywhere; nobody may not."""
    if os.name == "nt":
        pytest.skip("Windows has other permissions")
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


@pytest.fixture
def write_protected():
    """A project that its folder's permissions protect from writing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "parts.siam")
        with Project.create(path) as project:
            project.add_class("dent")
        (path / "project.db").chmod(0o444)
        path.chmod(0o555)
        path.parent.chmod(0o755)
        yield path
        path.chmod(0o755)


def test_a_write_protected_project_can_be_read(write_protected, as_nobody):
    with Project.open(write_protected, read_only=True) as project:
        assert [c.name for c in project.snapshot().classes] == ["dent"]


def test_a_write_protected_project_says_so_to_who_would_edit_it(write_protected, as_nobody):
    def edit() -> None:
        with Project.open(write_protected) as project:
            project.add_class("x")

    with pytest.raises(StorageError, match=r"permissions|may write to it"):
        edit()


def test_edits_that_wait_beside_a_write_protected_database_are_not_passed_over(
    write_protected, request
):
    # A log without the shared memory that is its index: the database alone would hide edits.
    write_protected.chmod(0o755)
    (write_protected / "project.db-wal").write_bytes(b"x" * 100)
    write_protected.chmod(0o555)
    request.getfixturevalue("as_nobody")
    with pytest.raises(StorageError, match="can't be opened"):
        Project.open(write_protected, read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_locked_folder_is_named_with_advice(write_protected, request, read_only):
    write_protected.chmod(0)
    request.getfixturevalue("as_nobody")
    with pytest.raises(
        StorageError, match=r"may not read or change it\. Check its permissions"
    ) as caught:
        Project.open(write_protected, read_only=read_only)
    assert str(caught.value).startswith(f"{write_protected}: ")


def test_a_path_that_can_lead_nowhere_is_named(tmp_path):
    with pytest.raises(StorageError, match=r"nnn: its name is too long"):
        Project.open(tmp_path / ("n" * 300))
    loop = tmp_path / "loop.siam"
    loop.symlink_to(loop)
    with pytest.raises(StorageError, match=r"loop\.siam: it is a link that leads back to itself"):
        Project.open(loop)
    with pytest.raises(ProjectError, match="There is no project"):
        Project.open(tmp_path / "a\0b")


# --- a full disk ----------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("this system has no mount command")
    if done.returncode:
        pytest.skip("a disk of its own takes the right to mount one")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 512)
    assert shutil.disk_usage(disk).free == 0


def test_a_project_on_a_full_disk_can_be_read(small_disk):
    path = small_disk / "parts.siam"
    with Project.create(path) as project:
        project.add_class("dent")
    fill(small_disk)
    for _ in range(2):  # the first attempt leaves files without room for their contents
        with pytest.raises(StorageError, match=r"the disk is full\. Free some space"):
            Project.open(path)
        with Project.open(path, read_only=True) as project:
            assert [c.name for c in project.snapshot().classes] == ["dent"]
    (small_disk / "filling").unlink()
    with Project.open(path) as project:
        project.add_class("there is room again")


def test_a_project_on_a_disk_that_was_mounted_for_reading_can_be_read(small_disk):
    path = small_disk / "parts.siam"
    with Project.create(path) as project:
        project.add_class("dent")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StorageError, match="write"):
        Project.open(path)
    with Project.open(path, read_only=True) as project:
        assert [c.name for c in project.snapshot().classes] == ["dent"]


def test_a_project_that_is_open_elsewhere_is_read_with_its_log_on_a_full_disk(small_disk):
    path = small_disk / "parts.siam"
    with Project.create(path) as elsewhere:
        elsewhere.add_class("dent")  # lies in the log, not yet in the database
        fill(small_disk)
        with Project.open(path, read_only=True) as project:
            assert [c.name for c in project.snapshot().classes] == ["dent"]


def test_a_log_that_a_full_disk_keeps_from_being_read_is_not_passed_over(small_disk):
    path = small_disk / "parts.siam"
    with Project.create(path) as project:
        project.add_class("dent")
        log = (path / "project.db-wal").read_bytes()
    (path / "project.db-wal").write_bytes(log)
    fill(small_disk)
    with pytest.raises(StorageError, match="the disk is full"):
        Project.open(path, read_only=True)
