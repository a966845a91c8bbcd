"""Windows with real links, and photos to put into their projects."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSettings, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.app import make_window
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.session.session import Session
from siamdesk.gui.settings import Settings
from siamdesk.gui.window.main_window import MainWindow

OpenWindow = Callable[..., tuple[MainWindow, Session]]
COLOURS = {"scratch": (200, 60, 40), "dent": (40, 90, 200), "stain": (60, 170, 80)}


def paint(kind: str, seed: int, size: int = 96) -> NDArray[np.uint8]:
    """A noisy photo of one colour with a mark: easily told apart, never twice the same."""
    rng = np.random.default_rng([seed, sum(kind.encode())])
    photo = np.full((size, size, 3), 128) + rng.integers(-14, 15, (size, size, 3))
    colour = COLOURS.get(kind, (128, 128, 128))
    x, y = rng.integers(16, size - 40, 2)
    photo[y : y + 24, x : x + 24] = colour
    return photo.clip(0, 255).astype(np.uint8)


def write_photo(path: Path, kind: str, seed: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), paint(kind, seed)[..., ::-1])
    return path


def settings_in(folder: Path) -> Settings:
    store = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    store.quiet_seconds = 3600.0
    store.watch_seconds = 0.05
    return store


@contextmanager
def windows(qtbot: QtBot, theme: Theme, settings: Settings) -> Iterator[OpenWindow]:
    """Makes windows with real links; closes them, and fails when a thread outlives them."""
    threads_before = set(threading.enumerate())
    made: list[tuple[MainWindow, Session]] = []

    def open_window(project: Path | None, worker: bool = False) -> tuple[MainWindow, Session]:
        window, session = make_window(theme, settings)
        made.append((window, session))
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        if worker:
            session.start_worker()
        if project is not None:
            with qtbot.waitSignal(session.opened, timeout=10_000):
                session.open_project(project)
        return window, session

    yield open_window
    for window, session in made:
        window.may_close = lambda: True  # a test that failed half-way leaves work that would ask
        start = perf_counter()
        window.close()
        took = perf_counter() - start
        running = [t.objectName() for t in session.findChildren(QThread) if t.isRunning()]
        assert not running, f"threads outlived the window: {running}"
        assert session.worker_process_id is None
        assert took < 3, f"closing took {took:.1f} s"
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = {t for t in threading.enumerate() if t not in threads_before and t.is_alive()}
    assert not {t for t in left if not isinstance(t, threading._DummyThread)}, left
