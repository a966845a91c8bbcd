"""What an installed app has: no Keras in Lite, all licences, projects that the system opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtWidgets import QDialogButtonBox

from siamdesk.gui.actions.action import ActionId, Menu, Needs
from siamdesk.gui.session import quiet_tuning
from siamdesk.gui.window import commands, licences_dialog
from siamdesk.gui.window.dialogs import AboutDialog
from siamdesk.gui.window.licences_dialog import LicencesDialog, licence_files

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def without_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (commands, quiet_tuning):
        monkeypatch.setattr(module, "has_keras", lambda: False)


NEED_KERAS = (ActionId.FINE_TUNE, ActionId.EXPORT_MODEL)


@pytest.mark.usefixtures("without_keras")
@pytest.mark.parametrize("needs_keras", NEED_KERAS)
def test_without_keras_what_needs_it_is_off_and_says_why(
    opened_window: OpenWindow, needs_keras: ActionId
) -> None:
    window, _ = opened_window(None)
    action = window.actions_by_id[needs_keras]
    window.actions_by_id.enable(frozenset(Needs))
    assert not action.isEnabled()
    assert "SiamDesk Lite leaves out" in action.toolTip()
    assert window.menus[Menu.MODEL].toolTipsVisible()
    assert window.actions_by_id[ActionId.EXPORT_DATA].isEnabled()


@pytest.mark.parametrize("needs_keras", NEED_KERAS)
def test_with_keras_what_needs_it_is_on(opened_window: OpenWindow, needs_keras: ActionId) -> None:
    window, _ = opened_window(None)
    window.actions_by_id.enable(frozenset(Needs))
    assert window.actions_by_id[needs_keras].isEnabled()


def test_every_licence_can_be_read(opened_window: OpenWindow) -> None:
    window, _ = opened_window(None)
    window.actions_by_id[ActionId.LICENCES].trigger()
    (dialog,) = window.findChildren(LicencesDialog)
    assert dialog.parts.count() == len(licence_files()) >= 4
    for row, file in enumerate(licence_files()):
        dialog.parts.setCurrentRow(row)
        assert dialog.words.toPlainText() == file.read_text(encoding="utf-8")
    dialog.reject()


def test_an_installed_app_shows_the_licences_of_all_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "licences"
    folder.mkdir()
    for name in ("numpy", "Python", "Encoders"):
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    monkeypatch.setattr(licences_dialog, "resource_path", tmp_path.joinpath)
    assert [file.stem for file in licence_files()] == ["Encoders", "numpy", "Python"]


def test_about_leads_to_the_licences(opened_window: OpenWindow) -> None:
    window, _ = opened_window(None)
    window.actions_by_id[ActionId.ABOUT].trigger()
    (about,) = window.findChildren(AboutDialog)
    about.licences_button.click()
    (dialog,) = about.findChildren(LicencesDialog)
    assert dialog.isVisible()
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    about.reject()


_ASKED_BY_THE_SYSTEM = """
import sys
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from siamdesk.gui.app import make_application

app = make_application(["siamdesk"])
app.project_asked_for.connect(lambda path: print(repr(path)))
QApplication.sendEvent(app, QFileOpenEvent(sys.argv[1]))
"""


def test_the_application_tells_of_a_project_that_the_system_asks_for(tmp_path: Path) -> None:
    # In a process of its own: in this one, a report may have made the application object first.
    project = tmp_path / "Größe 1.siamdesk"
    told = subprocess.run(
        [sys.executable, "-c", _ASKED_BY_THE_SYSTEM, str(project)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == repr(project)
