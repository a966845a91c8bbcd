"""Going back to an earlier encoder in the window: the dialog, the banner, the real worker."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import (
    FineTuned,
    UseVersion,
    VersionFiles,
    VersionsListed,
    VersionState,
)
from siamdesk.gui import notices
from siamdesk.gui.actions import ActionId
from siamdesk.gui.main_window import MainWindow
from siamdesk.gui.theme import Theme
from siamdesk.gui.versions_dialog import DeletionQuestion, VersionsDialog
from siamdesk.project.store import Project
from siamdesk.project.values import ModelVersion

# What the offscreen platform can't do, no window needs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PATIENCE_MS = 90_000
TUNED = "Lite0 (fine-tuned) + TinyViT"
Key = Qt.Key


def state(
    version_id: int | None,
    *,
    chosen: bool = False,
    in_use: bool | None = None,
    files: VersionFiles = VersionFiles.FINE,
    accuracy: tuple[float, float] = (0.84, 0.912),
    examples: int | None = 35,
) -> VersionState:
    version = None
    if version_id is not None:
        made = datetime(2026, 3, 9, 8, 5).astimezone()
        folder = Path("/gone") / str(version_id)
        version = ModelVersion(version_id, made, "lite0", folder, *accuracy, chosen, examples)
    title = "Lite0 + TinyViT" if version is None else TUNED
    used = chosen if in_use is None else in_use
    return VersionState(version, title, chosen, used, files, 12_160_000)


STATES = (
    state(3, chosen=True),
    state(2, files=VersionFiles.MISSING),
    state(1, accuracy=(float("nan"), 0.9), examples=None),
    state(None),
)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> Iterator[VersionsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = VersionsDialog(theme, parent)
    made.show()
    made.show_versions(STATES)
    qtbot.waitActive(made)
    yield made
    made.close()


def spoken(dialog: VersionsDialog) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [dialog.list.item(row).data(role) for row in range(dialog.list.count())]


def test_rows_tell_where_an_encoder_comes_from_and_what_it_was_worth(
    dialog: VersionsDialog,
) -> None:
    assert spoken(dialog) == [
        "Version 3, in use. 9 Mar 2026, 08:05, 35 examples, Lite0 (fine-tuned) + TinyViT. "
        "Accuracy on held-out examples 84 % before fine-tuning, 91 % after",
        "Version 2. Its files are missing. 9 Mar 2026, 08:05, 35 examples. "
        "Accuracy on held-out examples 84 % before fine-tuning, 91 % after",
        "Version 1. 9 Mar 2026, 08:05, Lite0 (fine-tuned) + TinyViT",
        "Pretrained encoder. Lite0 + TinyViT, as it comes with SiamDesk",
    ]


@pytest.mark.parametrize(
    ("row", "use", "delete", "remark"),
    [
        (0, False, False, "SiamDesk learns with this encoder."),
        (1, False, True, "Version 2 can't be used: its files are missing."),
        (2, True, True, "SiamDesk learns again with it"),
        (3, True, False, "SiamDesk learns again with it"),
    ],
)
def test_only_what_makes_sense_can_be_pressed(
    dialog: VersionsDialog, row: int, use: bool, delete: bool, remark: str
) -> None:
    dialog.list.setCurrentRow(row)
    assert dialog.use_button.isEnabled() is use
    assert dialog.delete_button.isEnabled() is delete
    assert remark in dialog.remark


def test_a_chosen_version_whose_files_are_gone_can_be_left_for_the_pretrained_one(
    dialog: VersionsDialog,
) -> None:
    broken = state(1, chosen=True, in_use=False, files=VersionFiles.DAMAGED)
    dialog.show_versions((broken, state(None, in_use=True)))
    dialog.list.setCurrentRow(0)
    assert "files are damaged. The pretrained encoder is used instead." in dialog.remark
    dialog.list.setCurrentRow(1)
    assert dialog.use_button.isEnabled()


def test_arrows_and_enter_choose_an_encoder(qtbot: QtBot, dialog: VersionsDialog) -> None:
    assert dialog.list.hasFocus()
    assert dialog.list.currentRow() == 0
    with qtbot.assertNotEmitted(dialog.use_requested):
        qtbot.keyClick(dialog.list, Key.Key_Return)
    qtbot.keyClick(dialog.list, Key.Key_Down)
    qtbot.keyClick(dialog.list, Key.Key_Down)
    with qtbot.waitSignal(dialog.use_requested) as used:
        qtbot.keyClick(dialog.list, Key.Key_Return)
    assert used.args == [1]
    qtbot.keyClick(dialog.list, Key.Key_End)
    with qtbot.waitSignal(dialog.use_requested) as used:
        qtbot.keyClick(dialog.list, Key.Key_Return)
    assert used.args == [None]
    assert dialog.list.hasFocus()


def test_a_double_click_uses_a_row(qtbot: QtBot, dialog: VersionsDialog) -> None:
    place = dialog.list.visualItemRect(dialog.list.item(2)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(dialog.use_requested) as used:
        qtbot.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert used.args == [1]


def test_the_selection_stays_on_its_version_when_the_list_changes(dialog: VersionsDialog) -> None:
    dialog.list.setCurrentRow(2)
    dialog.show_versions((state(4, chosen=True), *STATES[1:]))
    current = dialog.list.current()
    assert current is not None
    assert current.version_id == 1
    dialog.show_versions((state(4, chosen=True), state(None)))
    current = dialog.list.current()
    assert current is not None
    assert current.version_id == 4


def test_nothing_can_be_pressed_while_the_encoder_is_being_changed(
    qtbot: QtBot, dialog: VersionsDialog
) -> None:
    dialog.list.setCurrentRow(2)
    dialog.show_changing(UseVersion(1, None))
    assert not dialog.use_button.isEnabled()
    assert not dialog.delete_button.isEnabled()
    assert dialog.remark == "Changing to the pretrained encoder…"
    with qtbot.assertNotEmitted(dialog.use_requested):
        qtbot.keyClick(dialog.list, Key.Key_Return)
    dialog.show_changing(None)
    assert dialog.use_button.isEnabled()


@pytest.mark.parametrize(("key", "deleted"), [(Key.Key_Return, []), (Key.Key_Space, [1])])
def test_deleting_asks_first_and_tells_what_it_frees(
    qtbot: QtBot, dialog: VersionsDialog, key: Key, deleted: list[int]
) -> None:
    seen: list[int] = []
    dialog.deletion_requested.connect(seen.append)
    dialog.list.setCurrentRow(2)
    qtbot.keyClick(dialog.list, Key.Key_Delete)
    # A key shows the button go down and up before it counts.
    qtbot.waitUntil(lambda: dialog.findChild(DeletionQuestion) is not None)
    question = dialog.findChild(DeletionQuestion)
    assert question is not None
    assert any("frees 12 MB" in words.text() for words in question.findChildren(QLabel))
    assert seen == []
    if deleted:
        question.delete_button.setFocus()
        qtbot.keyClick(question.delete_button, key)
    else:
        qtbot.keyClick(question, key)
    assert seen == deleted


def test_every_control_of_the_dialog_has_a_name(dialog: VersionsDialog) -> None:
    controls = [
        w
        for w in dialog.findChildren(QWidget)
        if w.isVisibleTo(dialog) and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) == 4
    assert all(w.accessibleName() or getattr(w, "text", str)() for w in controls)


# --- in the window --------------------------------------------------------------------------------


def dialog_of(window: MainWindow) -> VersionsDialog | None:
    found = [d for d in window.findChildren(VersionsDialog) if d.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_menu_opens_one_dialog_that_leaves_the_window_free_and_goes_with_its_project(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    for _ in range(2):
        window.actions_by_id[ActionId.VERSIONS].trigger()
    dialog = dialog_of(window)
    assert dialog is not None
    assert not dialog.isModal()
    assert dialog.remark == "Looking for versions…"
    session.close_project()
    assert dialog_of(window) is None
    assert not window.actions_by_id[ActionId.VERSIONS].isEnabled()


@pytest.mark.parametrize("replaced", [None, 2])
def test_go_back_in_the_banner_asks_for_the_encoder_before(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, replaced: int | None
) -> None:
    window, session = opened_window(project_path)
    banner = window.photo_page.banner
    session.noticed.emit(notices.tuned(FineTuned(1, True, 0.84, 0.912, "It helped.", replaced)))
    assert banner.notice is not None
    assert banner.notice.text == "It helped."
    button = next(b for b in banner.findChildren(QPushButton) if b.text() == "Go back")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    asked = session.learner.changing_to
    assert asked is not None
    assert asked.version_id == replaced
    assert window.status_line.activity is not None
    assert not banner.isVisible()


@pytest.mark.timeout(240)
def test_the_real_worker_goes_back_and_forth_and_tells_of_lost_files(
    qtbot: QtBot, opened_window: OpenWindow, tuned: Path
) -> None:
    shutil.copytree(tuned / "models" / "lite0-test", tuned / "models" / "second")
    with Project.open(tuned) as project:
        project.add_model_version("lite0", tuned / "models" / "second", 0.9, 0.95, active=False)
    window, session = opened_window(tuned, worker=True)
    learner = session.learner
    window.actions_by_id[ActionId.VERSIONS].trigger()
    dialog = dialog_of(window)
    assert dialog is not None

    def uses(encoder: str, row: int) -> bool:
        """Learned with it, and the list says so."""
        states = [s for s in spoken(dialog) if "in use" in s]
        return (
            learner.summary is not None
            and learner.summary.encoder == encoder
            and states == spoken(dialog)[row : row + 1]
            and window.status_line.state == "Up to date"
        )

    qtbot.waitUntil(lambda: uses(TUNED, 1), timeout=PATIENCE_MS)
    tuned_guesses = {p.id: session.rankings.get(p.id) for p in session.snapshot.photos}
    dialog.list.setCurrentRow(2)
    dialog.use_button.click()
    qtbot.waitUntil(lambda: uses("Lite0 + TinyViT", 2), timeout=PATIENCE_MS)
    assert window.photo_page.banner.notice is not None
    assert "with the pretrained encoder now" in window.photo_page.banner.notice.text
    assert {p.id: session.rankings.get(p.id) for p in session.snapshot.photos} != tuned_guesses
    dialog.list.setCurrentRow(1)
    dialog.use_button.click()
    qtbot.waitUntil(lambda: uses(TUNED, 1), timeout=PATIENCE_MS)
    assert {p.id: session.rankings.get(p.id) for p in session.snapshot.photos} == tuned_guesses
    # Its files are lost while the dialog still lists them as fine.
    shutil.rmtree(tuned / "models" / "second")
    dialog.list.setCurrentRow(0)
    dialog.use_button.click()
    qtbot.waitUntil(lambda: "Its files are missing" in spoken(dialog)[0], timeout=PATIENCE_MS)
    notice = window.photo_page.banner.notice
    assert notice is not None
    assert "version 2 can't be used: its files in models/second are missing" in notice.text
    assert uses(TUNED, 1)
    dialog.delete_button.click()
    question = dialog.findChild(DeletionQuestion)
    assert question is not None
    with qtbot.waitSignal(learner.versions_listed, timeout=PATIENCE_MS):
        question.delete_button.click()
    assert [s.split(".")[0] for s in spoken(dialog)] == ["Version 1, in use", "Pretrained encoder"]


def test_a_list_that_comes_when_the_dialog_is_closed_is_dropped(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.VERSIONS].trigger()
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.close()
    session.learner.versions_listed.emit(VersionsListed(1, STATES).versions)
    assert dialog_of(window) is None
