"""How many key presses a photo takes, from drop to all labelled: ``python -m benchmarks.keys``.

Drops 200 steel photos (five examples of each class in folders of their classes, the rest loose; the
bundled sample where the image sets are not there) on an empty project in the real window, offscreen
where there is no display, with the real worker. An inspector who knows the answers then works with
the keyboard alone: Enter where the first guess is right, else the number of the class. Every press
is a real key event in the window, and counted.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

import numpy as np

# Sets the platform, so it comes before all else of Qt.
from benchmarks.stall import GIVE_UP_S  # isort: skip
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.sets import archive_of
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.intake.import_dialog import ImportDialog
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.settings import Settings
from siamdesk.project.values import Photo
from siamdesk.resources import resource_path

SET = "steel_xsdd"
PHOTOS = 200
EXAMPLES = 5
POLL_MS = 10


def dropped(folder: Path) -> dict[str, str]:
    """Fill a folder to drop; returns the class of every loose photo by its file name."""
    archive = archive_of(SET)
    return _from_set(archive, folder) if archive.is_file() else _from_sample(folder)


def _from_set(archive: Path, folder: Path) -> dict[str, str]:
    answers: dict[str, str] = {}
    with zipfile.ZipFile(archive) as opened:
        photos = [PurePosixPath(n) for n in opened.namelist() if n.lower().endswith(".png")]
        rng = np.random.default_rng(0)
        left = Counter(dict.fromkeys({p.parent.name for p in photos}, EXAMPLES))
        drawn = [photos[i] for i in rng.permutation(len(photos))]
        for path in drawn:
            name = path.parent.name
            if left[name]:
                place = folder / name / path.name
                left[name] -= 1
            elif len(answers) < PHOTOS - EXAMPLES * len(left):
                place = folder / f"{len(answers):03} {path.name}"
                answers[place.name] = name
            else:
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(opened.read(str(path)))
    return answers


def _from_sample(folder: Path) -> dict[str, str]:
    sample = resource_path("sample")
    shutil.copytree(sample / "examples", folder)
    shutil.copytree(sample / "inbox", folder, dirs_exist_ok=True)
    with (sample / "answers.csv").open(newline="", encoding="utf-8") as file:
        return {row["photo"]: row["class"] for row in csv.DictReader(file)}


class Inspector(QObject):
    """Labels what the window shows, by keys alone."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._answers = dropped(folder / "delivered")
        self.photos = 0
        app = make_application()
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.quiet_seconds = 3600.0
        self.window, self._session = make_window(Theme(app, ThemeMode.LIGHT), settings)
        self.window.resize(1280, 800)
        self.presses: Counter[str] = Counter()
        self.done = False
        self.seconds = 0.0
        self._pressed: set[int] = set()
        self._start = time.perf_counter()
        self._folder = folder
        self._session.opened.connect(self._drop)
        self._session.import_planned.connect(self._confirm, Qt.ConnectionType.QueuedConnection)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        self.window.show()
        self._session.start_worker()
        self._session.create_project(folder / "Steel.siam")

    @Slot()
    def _drop(self) -> None:
        self._start = time.perf_counter()
        self.window.files_dropped.emit([self._folder / "delivered"])

    @Slot()
    def _confirm(self) -> None:
        self._press("confirm", self.window.findChildren(ImportDialog)[-1], Qt.Key.Key_Return)
        # As a window manager does once a dialog is gone; there may be none here.
        self.window.activateWindow()
        self.window.photo_page.grid.setFocus()
        self._poll.start()

    @Slot()
    def _look(self) -> None:
        grid, snapshot = self.window.photo_page.grid, self._session.snapshot
        if snapshot is None or not snapshot.photos:
            return
        if all(photo.class_id is not None for photo in snapshot.photos):
            self.photos = len(snapshot.photos)
            self.done, self.seconds = True, time.perf_counter() - self._start
            self._poll.stop()
            self.window.close()
            return
        photo_id = grid.current_id()
        photo = None if photo_id is None else snapshot.photo(photo_id)
        if photo is None or photo.class_id is not None or photo.id in self._pressed:
            return  # the window has not gone on yet
        top = self._session.rankings.top(photo.id)
        if top is not None and self.window.actions_by_id[ActionId.ACCEPT].isEnabled():
            self._pressed.add(photo.id)
            self._label(photo, top)

    def _label(self, photo: Photo, top: int) -> None:
        grid, snapshot = self.window.photo_page.grid, self._session.snapshot
        if snapshot is None:
            return
        wanted = self._answers[photo.name]
        place, right = next((i, c) for i, c in enumerate(snapshot.classes) if c.name == wanted)
        if top == right.id:
            self._press("accept", grid, Qt.Key.Key_Return)
        else:
            self._press("correct", grid, Qt.Key(Qt.Key.Key_1.value + place))

    def _press(self, purpose: str, target: QWidget, key: Qt.Key) -> None:
        self.presses[purpose] += 1
        QTest.keyClick(target, key)


def main() -> int:
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        inspector = Inspector(Path(folder))
        QTimer.singleShot(GIVE_UP_S * 1000, inspector.window.close)
        app.exec()
    if not inspector.done:
        print("Not all photos were labelled in time.")
        return 1
    presses, photos = inspector.presses.total(), inspector.photos
    print(f"{photos} photos labelled with {presses} key presses: {presses / photos:.2f} per photo")
    print(", ".join(f"{purpose}: {count}" for purpose, count in inspector.presses.items()))
    print(f"{inspector.seconds:.0f} s from drop to the last label, without thinking")
    return 0


if __name__ == "__main__":
    sys.exit(main())
