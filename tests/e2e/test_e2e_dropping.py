"""Photos come in: a real drag from another program, a watched folder, videos and archives."""

import shutil
import sys
from pathlib import Path

import pytest
from desk import App, Desk, examples
from PIL import Image

from siamdesk.project.store import Project

OUTSIDE = Path(__file__).with_name("outside.py")


def write_photo(path: Path) -> Path:
    Image.new("RGB", (64, 48), (200, 60, 40)).save(path)
    return path


def lay_out(desk: Desk, *files: Path) -> None:
    desk.start(sys.executable, str(OUTSIDE), *map(str, files))
    desk.window("Outside")


@pytest.fixture
def empty(desk: Desk, tmp_path: Path) -> App:
    """The app with a project that holds nothing."""
    path = tmp_path / "empty.siam"
    Project.create(path).close()
    app = App(desk, path)
    app.start()
    return app


def drop_on(app: App, title: str, number: int = 0) -> None:
    """Drag one of the outside files to the middle of a window."""
    app.desk.drag(("Outside", 60, 30 + 60 * number), (title, 640, 420))


def test_a_folder_dropped_on_the_start_makes_a_project_and_guesses_come(
    desk: Desk, few_examples: Path, sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "delivery"
    shutil.copytree(few_examples, folder)
    for photo in sorted((sample / "inbox").iterdir())[:4]:
        shutil.copy(photo, folder)
    app = App(desk, tmp_path / "delivery.siam")
    app.start()
    lay_out(desk, folder)
    drop_on(app, "SiamDesk")
    desk.activate("New project")
    desk.keys("Return")
    desk.activate("Add folder")
    desk.keys("Return")
    snapshot = app.until("the photos of the folder", lambda s: len(s.photos) == 39)
    assert len(snapshot.classes) == 7
    assert examples(snapshot) == 35
    app.until("a guess to accept", lambda s: examples(s) > 35, doing=lambda: app.press("Return"))


def test_an_archive_dropped_on_the_grid_is_asked_about_and_one_undo_takes_it_back(
    empty: App, few_examples: Path, tmp_path: Path
) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "photos"), "zip", few_examples))
    lay_out(empty.desk, archive)
    drop_on(empty, empty.title)
    empty.desk.activate("Add folder")
    empty.desk.keys("Return")
    snapshot = empty.until("the photos of the archive", lambda s: len(s.photos) == 35)
    assert len(snapshot.classes) == 7
    empty.press("ctrl+z")
    empty.until("an undo of the import", lambda s: not s.photos and not s.classes)


def test_a_video_dropped_on_the_grid_becomes_frames(empty: App, film) -> None:
    lay_out(empty.desk, film())
    drop_on(empty, empty.title)
    empty.desk.activate("Frames of a video")
    empty.desk.keys("Return")
    snapshot = empty.until("the frames of the video", lambda s: s.photos)
    assert [photo.name for photo in snapshot.photos] == [
        "line3 00-00-00.000.png",
        "line3 00-00-01.000.png",
    ]


def test_files_on_the_clipboard_are_pasted(app: App, sample: Path, tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "from the microscope.png")
    lay_out(app.desk, photo)
    app.desk.click("Outside", 60, 30)
    snapshot = app.until(
        "a pasted photo", lambda s: len(s.photos) > 77, doing=lambda: app.press("ctrl+v")
    )
    assert snapshot.photos[-1].name == photo.name


def test_a_file_is_pasted_into_an_empty_project(empty: App, tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "first.png")
    lay_out(empty.desk, photo)
    empty.desk.click("Outside", 60, 30)
    snapshot = empty.until(
        "a pasted photo", lambda s: s.photos, doing=lambda: empty.press("ctrl+v")
    )
    assert [p.name for p in snapshot.photos] == [photo.name]


def test_a_region_of_the_screen_is_grabbed_pixel_by_pixel(app: App) -> None:
    app.press("ctrl+shift+r")
    app.desk.window("Grab a region of the screen")
    app.desk.sweep((200, 150), (400, 300))
    photo = app.until("a photo of the screen", lambda s: len(s.photos) > 77).photos[-1]
    assert (photo.width, photo.height, photo.folder) == (200, 150, "Screen")
    app.desk.window(app.title)  # it came back


def test_photos_come_from_a_watched_folder_by_themselves(
    desk: Desk, sample: Path, tmp_path: Path
) -> None:
    watched = tmp_path / "station"
    watched.mkdir()
    path = tmp_path / "watching.siam"
    with Project.create(path) as project:
        project.set_setting("watched folder", str(watched))
    app = App(desk, path)
    app.start()
    for photo in sorted((sample / "inbox").iterdir())[:2]:
        shutil.copy(photo, watched)
    app.until("two photos from the folder", lambda s: len(s.photos) == 2)
