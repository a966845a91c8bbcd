"""What runs and would be lost is not stopped without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from siamdesk.export_kinds import ExportFormat, Precision
from siamdesk.gui.parts.banner import NoticeKind
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.closing import ClosingDialog
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def export(session: Session, out: Path) -> None:
    """Begin an export; with no worker it waits for one."""
    session.learner.export(out, ExportFormat.ONNX, Precision.FLOAT32)


def asked(window: MainWindow) -> ClosingDialog:
    (dialog,) = window.findChildren(ClosingDialog)
    assert dialog.isVisible()
    return dialog


def press(qtbot: QtBot, dialog: ClosingDialog, words: str) -> None:
    (button,) = (b for b in dialog.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_window_with_nothing_to_lose_closes(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    assert session.at_stake is None
    window.close()
    assert not window.isVisible()


def test_an_export_is_not_cut_off_unless_that_is_wanted(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    export(session, tmp_path / "model")
    window.close()
    window.close()  # asks once
    dialog = asked(window)
    assert window.isVisible()
    qtbot.waitActive(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)  # the careful answer
    qtbot.waitUntil(lambda: not window.findChildren(ClosingDialog))
    assert window.isVisible()
    assert session.at_stake == "Exporting to model"
    window.close()
    press(qtbot, asked(window), "Stop it and close")
    assert not window.isVisible()


def test_fine_tuning_that_began_by_itself_keeps_nobody(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    session.learner._fine_tune_by_itself()
    assert session.at_stake is None
    session.learner.close()
    session.learner.fine_tune()
    assert session.at_stake == "Fine-tuning in the background"
    window.close()
    press(qtbot, asked(window), "Stop it and close")
    assert not window.isVisible()


def test_another_project_says_what_it_stopped(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    Project.create(tmp_path / "Other.siam").close()
    export(session, tmp_path / "model")
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        session.open_project(tmp_path / "Other.siam")
    notice = window.photo_page.banner.notice
    assert notice is not None
    assert notice.kind is NoticeKind.WARNING
    assert notice.text.startswith("“Exporting to model” was stopped")
    export(session, tmp_path / "again")
    session.close_project()
    notice = window.start_page.banner.notice
    assert notice is not None
    assert notice.text.startswith("“Exporting to again” was stopped")
