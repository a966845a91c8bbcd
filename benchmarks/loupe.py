"""How long large photos hold the loupe up: ``python -m benchmarks.loupe [MEGAPIXELS]``.

Opens a project of four photos of 50 megapixels (or of as many as named) in a real window, goes into
the loupe, zooms to 100 %, pans, steps through the photos and out again, while a timer ticks
(`benchmarks.stall`). Printed are the longest stalls of each phase, and how long it took until all
pixels were there.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication

from benchmarks.stall import Heart
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.loupe.loupe import Loupe
from siamdesk.gui.parts.image_loader import LARGE_PIXELS
from siamdesk.gui.settings import Settings
from siamdesk.project.store import Project

PHOTOS = 4
SHORT_MS = 300
GIVE_UP_S = 120


def make_project(folder: Path, megapixels: float) -> Path:
    rng = np.random.default_rng(0)
    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    coarse = rng.integers(0, 256, (height // 20, height * 3 // 40, 3), dtype=np.uint8)
    with Project.create(folder / "Large.siam") as project:
        for number in range(PHOTOS):
            pixels = cv2.resize(np.roll(coarse, number * 9, axis=1), (height * 3 // 2, height))
            cv2.imwrite(str(folder / f"{number}.jpg"), pixels)
        project.add_photos([folder / f"{number}.jpg" for number in range(PHOTOS)])
    return folder / "Large.siam"


class Script(QObject):
    """Goes through the phases; each waits for what it has to see."""

    def __init__(self, heart: Heart, folder: Path, project: Path) -> None:
        super().__init__()
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        theme = Theme(make_application(), ThemeMode.LIGHT)
        self._heart = heart
        self.window, self._session = make_window(theme, settings)
        self.window.resize(1280, 800)
        self.window.show()
        self._session.open_project(project)
        self._phases = self._play()
        self._ready: Callable[[], bool] = lambda: self._session.snapshot is not None
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _play(self) -> Iterator[tuple[str, Callable[[], bool]]]:
        (loupe,) = self.window.findChildren(Loupe)
        (action,) = self.window.findChildren(QAction, ActionId.LOUPE.value)
        view = loupe.view
        yield "the grid", self._for(1000)
        action.trigger()
        yield "loupe opens", lambda: view.pixels_at_hand > 0
        for number in range(PHOTOS):
            self._press(loupe, Qt.Key.Key_Z)
            start = time.perf_counter()
            yield "100 %", lambda: view.pixels_at_hand > LARGE_PIXELS
            print(f"photo {number}: all pixels after {time.perf_counter() - start:.1f} s")
            for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Minus, Qt.Key.Key_Plus) * 3:
                self._press(loupe, key)
                yield "pan and zoom", self._for(40)
            self._press(loupe, Qt.Key.Key_0)
            self._press(loupe, Qt.Key.Key_Right)
            yield "next photo", self._for(SHORT_MS)
        self._press(loupe, Qt.Key.Key_Escape)
        yield "loupe closes", self._for(SHORT_MS)

    @staticmethod
    def _press(loupe: Loupe, key: Qt.Key) -> None:
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(loupe, QKeyEvent(QKeyEvent.Type.KeyPress, key, none))

    @staticmethod
    def _for(milliseconds: int) -> Callable[[], bool]:
        end = time.perf_counter() + milliseconds / 1000
        return lambda: time.perf_counter() >= end

    @Slot()
    def _look(self) -> None:
        if not self._ready():
            return
        following = next(self._phases, None)
        if following is None:
            self._timer.stop()
            self.window.close()
        else:
            self._heart.phase, self._ready = following


def main() -> None:
    megapixels = float(sys.argv[1]) if len(sys.argv) > 1 else 50.0
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = make_project(folder, megapixels)
        heart = Heart()
        script = Script(heart, folder, project)
        QTimer.singleShot(GIVE_UP_S * 1000, script.window.close)
        app.exec()
    for phase, pauses in heart.pauses.items():
        worst = ", ".join(f"{pause:.0f}" for pause in sorted(pauses)[:-4:-1])
        print(f"{phase}: longest stalls {worst} ms")


if __name__ == "__main__":
    main()
