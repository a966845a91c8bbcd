"""A project of 100,000 photos in the real window: ``python -m benchmarks.gallery [--photos N]``.

Makes the project once, under ``build/``: small photos that are all different, used where they lie.
Then opens it in a window without a worker (offscreen where there is no display), fills the first
screen, scrolls, jumps about, and corrects; and prints how long each took, how long the event loop
stood still (as `benchmarks.stall` does), and the most memory that the window's process had. The
corrections are undone at the end, and the last runs kept for `benchmarks.report`.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.gallery_figures import (
    CORRECTION,
    JUMP,
    OPENED,
    SCROLLING,
    Phase,
    Run,
    keep,
)

# Sets the platform, so it comes before all else of Qt.
from benchmarks.stall import Heart  # isort: skip
from PySide6.QtCore import QObject, QPoint, QSettings, QTimer, Slot

from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.settings import Settings
from siamdesk.project.store import Project
from siamdesk.project.values import PhotoBatch

FOLDER = Path("build/gallery")
SIDE = 128
PER_FOLDER = 1000
CLASSES = 5
EXAMPLES = 10
SCROLL_S = 10.0
SCROLL_EVERY_MS = 16
JUMPS = 20
CORRECTIONS = 20
SETTLE_MS = 1500
POLL_MS = 5
GAP = 6
"""Pixels; less than a tile has."""


def project_of(count: int) -> Path:
    """The project with so many photos; made if it is not there."""
    path = FOLDER / f"{count}.siam"
    if path.exists():
        return path
    photos = list(_photos(count))
    batches = [
        PhotoBatch(tuple(photos[i * EXAMPLES : (i + 1) * EXAMPLES]), f"class {i}")
        for i in range(CLASSES)
    ]
    with Project.create(path, copy_images=False) as project:
        rest = PhotoBatch(tuple(photos[CLASSES * EXAMPLES :]), None)
        project.add_batches([*batches, rest], progress=_tell)
    return path


def _photos(count: int) -> Iterator[Path]:
    rng = np.random.default_rng(0)
    coarse = rng.integers(40, 215, (64, 4, 4, 3), dtype=np.uint8)
    for number in range(count):
        file = FOLDER / "photos" / f"{number // PER_FOLDER:04}" / f"photo {number:06}.jpg"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            photo = cv2.resize(coarse[number % 64], (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
            cv2.putText(photo, str(number), (6, 70), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255,) * 3, 2)
            if not cv2.imwrite(str(file), photo):
                raise OSError(f"{file} could not be written.")
        yield file


def _tell(fraction: float, message: str) -> None:
    if message.endswith("00.jpg"):
        print(f"\r{fraction:4.0%} {message}", end="", file=sys.stderr, flush=True)


class Script(QObject):
    """The session: each step starts the next one when its goal is reached."""

    def __init__(self, project: Path, folder: Path) -> None:
        super().__init__()
        app = make_application()
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.heart = Heart()
        self.window, self.session = make_window(Theme(app, ThemeMode.LIGHT), Settings(store))
        self.window.resize(1280, 800)
        self.window.show()
        self.took: dict[str, list[float]] = {}
        self._project = project
        self._grid = self.window.photo_page.grid
        self._bar = self._grid.verticalScrollBar()
        self._places = np.random.default_rng(0)
        self._goal: Callable[[], bool] = bool
        self._then: Callable[[], None] = self._open
        self._since = 0.0
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        self._mover = QTimer(self, interval=SCROLL_EVERY_MS)
        self._mover.timeout.connect(self._scroll)
        QTimer.singleShot(SETTLE_MS, self._open)

    def _await(self, phase: str, goal: Callable[[], bool], then: Callable[[], None]) -> None:
        self.heart.phase = phase
        self._goal, self._then, self._since = goal, then, time.perf_counter()
        self._poll.start()

    @Slot()
    def _look(self) -> None:
        if self._goal():
            self._poll.stop()
            self.took.setdefault(self.heart.phase, []).append(time.perf_counter() - self._since)
            self._then()

    def _is_drawn(self) -> bool:
        """Whether every tile in sight has its picture."""
        model, view = self.window.photo_model, self._grid.viewport().rect()
        # A jump may end with the gap between two rows at any one height.
        found = (self._grid.indexAt(QPoint(30, y)) for y in range(0, view.height(), GAP))
        first = next((index for index in found if index.isValid()), None)
        if first is None:
            return False
        for row in range(first.row(), model.rowCount()):
            if not self._grid.visualRect(model.index(row)).intersects(view):
                return True
            if self.window.thumbnails.pixmap(model.photo(row)) is None:
                return False
        return True

    @Slot()
    def _open(self) -> None:
        self._await(OPENED, self._is_drawn, self._start_scrolling)
        self.session.open_project(self._project)

    def _start_scrolling(self) -> None:
        end = time.perf_counter() + SCROLL_S
        self._mover.start()
        self._await(SCROLLING, lambda: time.perf_counter() > end, self._stop_scrolling)

    @Slot()
    def _scroll(self) -> None:
        self._bar.setValue(self._bar.value() + self._bar.singleStep())

    def _stop_scrolling(self) -> None:
        self._mover.stop()
        self._jump()

    def _jump(self) -> None:
        if len(self.took.get(JUMP, [])) == JUMPS:
            self._correct()
            return
        self._await(JUMP, self._is_drawn, self._jump)
        self._bar.setValue(int(self._places.integers(self._bar.maximum())))

    def _correct(self) -> None:
        snapshot = self.session.snapshot
        if snapshot is None or len(self.took.get(CORRECTION, [])) == CORRECTIONS:
            self.heart.phase = "closing"
            self.window.close()
            return
        photo = next(p for p in reversed(snapshot.photos) if p.class_id is None)
        model = self.window.photo_model
        self._await(CORRECTION, lambda: model.row(photo.id) is None, self._correct)
        self.session.correct([photo.id], snapshot.classes[0].id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    count = parser.parse_args().photos
    project = project_of(count)
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        script = Script(project.absolute(), Path(folder))
        app.exec()
    with Project.open(project.absolute()) as opened:
        for _ in script.took.get(CORRECTION, []):
            opened.undo()
    print(f"{count:,} photos")
    for phase, pauses in script.heart.pauses.items():
        took = script.took.get(phase, [])
        times = f"median {np.median(took):.2f} s, worst {max(took):.2f} s; " if took else ""
        worst = ", ".join(f"{p:.0f}" for p in sorted(pauses)[:-4:-1])
        print(f"{phase}: {times}longest stalls {worst} ms")
    # In kilobytes on Linux, in bytes on macOS.
    unit = 1e3 if sys.platform == "linux" else 1.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(f"most memory: {peak / 1e9:.2f} GB")
    phases = {
        phase: Phase(took, max(script.heart.pauses[phase])) for phase, took in script.took.items()
    }
    keep(Run.now(count, phases, peak))


if __name__ == "__main__":
    main()
