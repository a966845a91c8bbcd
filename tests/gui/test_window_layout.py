"""The layout outlives a crash, and no settings keep the window from opening where it is seen."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from living_windows import OpenWindow, settings_in, windows
from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.gui.grid.photo_order import SortBy
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.settings import DEFAULT_QUIET_SECONDS, DEFAULT_WATCH_SECONDS, Settings
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def is_in_reach(window: MainWindow) -> bool:
    """Whether the window can be taken hold of, and shows its panels."""
    screen, frame = window.screen().availableGeometry(), window.frameGeometry()
    seen = screen.intersected(frame)
    return window.isVisible() and frame.top() >= screen.top() and seen.width() >= 640


def test_layout_and_order_outlive_a_process_that_is_killed(
    qtbot: QtBot, theme: Theme, tmp_path: Path, project_path: Path
) -> None:
    script = Path(__file__).with_name("dying_window.py")
    file = tmp_path / "settings.ini"
    ended = subprocess.run(
        [sys.executable, script, file, project_path, tmp_path / "sizes"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode < 0, ended.stderr
    sizes = [int(size) for size in (tmp_path / "sizes").read_text().split()]
    with windows(qtbot, theme, settings_in(tmp_path)) as open_window:
        window, _ = open_window(project_path)
        assert window.size() == QSize(960, 700)
        assert [*window.splitter.sizes(), *window.work_area.sizes()] == sizes
        assert window.photo_model.query.sort is SortBy.NAME


def real_settings(folder: Path) -> bytes:
    """A settings file as the window writes it."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings = Settings(store)
    window = QMainWindow()
    window.resize(1000, 650)
    settings.keep_layout("window", window.saveGeometry())
    settings.keep_layout("side", QSplitter().saveState())
    settings.keep_sort_order(folder, "inbox", "name")
    settings.add_recent(folder)
    settings.accept_above = 0.9
    store.sync()
    return (folder / "settings.ini").read_bytes()


def damaged(whole: bytes) -> dict[str, bytes]:
    rng = np.random.default_rng(0)
    flipped = {}
    for number in range(6):
        data = bytearray(whole)
        for _ in range(20):
            data[rng.integers(len(data))] = rng.integers(256)
        flipped[f"flipped {number}"] = bytes(data)
    return {
        "empty": b"",
        "cut off": whole[: len(whole) // 2],
        "no settings at all": rng.bytes(3000),
        "zeros, as a crash of the system leaves them": bytes(len(whole)),
        **flipped,
    }


def test_damaged_settings_open_a_window_that_can_be_reached(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    for name, data in damaged(real_settings(tmp_path)).items():
        (tmp_path / "settings.ini").write_bytes(data)
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        with windows(qtbot, theme, Settings(store)) as open_window:
            window, _ = open_window(None)
            assert is_in_reach(window), name
            window.show_work("anything")
            assert all(size > 100 for size in window.splitter.sizes()), name


def test_a_window_on_a_screen_that_is_gone_comes_back_to_one_that_is_there(
    qtbot: QtBot, opened_window: OpenWindow, settings: Settings
) -> None:
    elsewhere = QWidget()
    elsewhere.setGeometry(5000, 3000, 1200, 700)
    settings.keep_layout("window", elsewhere.saveGeometry())
    window, _ = opened_window(None)
    assert is_in_reach(window)


def test_a_damaged_place_that_qt_would_take_is_not_taken(
    opened_window: OpenWindow, settings: Settings
) -> None:
    somewhere = QWidget()
    somewhere.setGeometry(100, 100, 700, 500)
    state = bytearray(somewhere.saveGeometry().data())
    state[-12:-8] = (7_000_000).to_bytes(4, "big")  # the top, below the bottom
    other = QWidget()
    assert other.restoreGeometry(QByteArray(bytes(state)))
    assert other.y() > 1_000_000
    settings.keep_layout("window", QByteArray(bytes(state)))
    window, _ = opened_window(None)
    assert is_in_reach(window)


def test_a_splitter_state_that_turns_panels_around_or_hides_one_is_not_taken(
    opened_window: OpenWindow, settings: Settings, project_path: Path
) -> None:
    upright = QSplitter(Qt.Orientation.Vertical)
    for _ in range(2):
        upright.addWidget(QWidget())
    settings.keep_layout("side", upright.saveState())
    flat = QSplitter()
    flat.resize(900, 400)
    for _ in range(2):
        flat.addWidget(QWidget())
    flat.setSizes([900, 0])
    settings.keep_layout("work", flat.saveState())
    window, _ = opened_window(project_path)
    for splitter in (window.splitter, window.work_area):
        assert splitter.orientation() is Qt.Orientation.Horizontal
        assert not splitter.childrenCollapsible()
        assert all(size > 100 for size in splitter.sizes())


@pytest.mark.parametrize("value", ["nan", "inf", "-3", "0", "1e300", "soon", QByteArray(b"\xff")])
def test_waits_that_make_no_sense_are_replaced(tmp_path: Path, value: object) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    store.setValue("quiet_seconds", value)
    store.setValue("watch_seconds", value)
    settings = Settings(store)
    assert settings.quiet_seconds == DEFAULT_QUIET_SECONDS
    assert settings.watch_seconds == DEFAULT_WATCH_SECONDS
