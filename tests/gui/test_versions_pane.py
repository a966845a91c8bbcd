"""Going back to an earlier encoder in the window: the pane, the banner, the real worker."""

import shutil
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
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.versions_pane import DeletionQuestion, VersionsPane
from siamdesk.gui.session import notices
from siamdesk.gui.window.main_window import MainWindow
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
def pane(qtbot: QtBot, theme: Theme) -> VersionsPane:
    made = VersionsPane(theme)
    qtbot.addWidget(made)
    made.show()
    made.show_versions(STATES)
    qtbot.waitActive(made)
    made.list.setFocus()
    return made


def spoken(pane: VersionsPane) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [pane.list.item(row).data(role) for row in range(pane.list.count())]


def test_rows_tell_where_an_encoder_comes_from_and_what_it_was_worth(
    pane: VersionsPane,
) -> None:
    assert spoken(pane) == [
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
    pane: VersionsPane, row: int, use: bool, delete: bool, remark: str
) -> None:
    pane.list.setCurrentRow(row)
    assert pane.use_button.isEnabled() is use
    assert pane.delete_button.isEnabled() is delete
    assert remark in pane.remark


def test_a_chosen_version_whose_files_are_gone_can_be_left_for_the_pretrained_one(
    pane: VersionsPane,
) -> None:
    broken = state(1, chosen=True, in_use=False, files=VersionFiles.DAMAGED)
    pane.show_versions((broken, state(None, in_use=True)))
    pane.list.setCurrentRow(0)
    assert "files are damaged. The pretrained encoder is used instead." in pane.remark
    pane.list.setCurrentRow(1)
    assert pane.use_button.isEnabled()


def test_arrows_and_enter_choose_an_encoder(qtbot: QtBot, pane: VersionsPane) -> None:
    assert pane.list.hasFocus()
    assert pane.list.currentRow() == 0
    with qtbot.assertNotEmitted(pane.use_requested):
        qtbot.keyClick(pane.list, Key.Key_Return)
    qtbot.keyClick(pane.list, Key.Key_Down)
    qtbot.keyClick(pane.list, Key.Key_Down)
    with qtbot.waitSignal(pane.use_requested) as used:
        qtbot.keyClick(pane.list, Key.Key_Return)
    assert used.args == [1]
    qtbot.keyClick(pane.list, Key.Key_End)
    with qtbot.waitSignal(pane.use_requested) as used:
        qtbot.keyClick(pane.list, Key.Key_Return)
    assert used.args == [None]
    assert pane.list.hasFocus()


def test_a_double_click_uses_a_row(qtbot: QtBot, pane: VersionsPane) -> None:
    place = pane.list.visualItemRect(pane.list.item(2)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(pane.use_requested) as used:
        qtbot.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert used.args == [1]


def test_the_selection_stays_on_its_version_when_the_list_changes(pane: VersionsPane) -> None:
    pane.list.setCurrentRow(2)
    pane.show_versions((state(4, chosen=True), *STATES[1:]))
    current = pane.list.current()
    assert current is not None
    assert current.version_id == 1
    pane.show_versions((state(4, chosen=True), state(None)))
    current = pane.list.current()
    assert current is not None
    assert current.version_id == 4


def test_nothing_can_be_pressed_while_the_encoder_is_being_changed(
    qtbot: QtBot, pane: VersionsPane
) -> None:
    pane.list.setCurrentRow(2)
    pane.show_changing(UseVersion(1, None))
    assert not pane.use_button.isEnabled()
    assert not pane.delete_button.isEnabled()
    assert pane.remark == "Changing to the pretrained encoder…"
    with qtbot.assertNotEmitted(pane.use_requested):
        qtbot.keyClick(pane.list, Key.Key_Return)
    pane.show_changing(None)
    assert pane.use_button.isEnabled()


@pytest.mark.parametrize(("key", "deleted"), [(Key.Key_Return, []), (Key.Key_Space, [1])])
def test_deleting_asks_first_and_tells_what_it_frees(
    qtbot: QtBot, pane: VersionsPane, key: Key, deleted: list[int]
) -> None:
    seen: list[int] = []
    pane.deletion_requested.connect(seen.append)
    pane.list.setCurrentRow(2)
    qtbot.keyClick(pane.list, Key.Key_Delete)
    # A key shows the button go down and up before it counts.
    qtbot.waitUntil(lambda: pane.findChild(DeletionQuestion) is not None)
    question = pane.findChild(DeletionQuestion)
    assert question is not None
    assert any("frees 12 MB" in words.text() for words in question.findChildren(QLabel))
    assert seen == []
    if deleted:
        question.delete_button.setFocus()
        qtbot.keyClick(question.delete_button, key)
    else:
        qtbot.keyClick(question, key)
    assert seen == deleted


def test_every_control_of_the_pane_has_a_name(pane: VersionsPane) -> None:
    controls = [
        w
        for w in pane.findChildren(QWidget)
        if w.isVisibleTo(pane) and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) == 3
    assert all(w.accessibleName() or getattr(w, "text", str)() for w in controls)


# --- in the window --------------------------------------------------------------------------------


def pane_of(window: MainWindow) -> VersionsPane | None:
    found = [d for d in window.findChildren(VersionsPane) if d.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_menu_opens_one_dialog_that_leaves_the_window_free_and_goes_with_its_project(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    for _ in range(2):
        window.actions_by_id[ActionId.VERSIONS].trigger()
    pane = pane_of(window)
    assert pane is not None
    assert not pane.window().isModal()
    assert pane.remark == "Looking for versions…"
    session.close_project()
    assert pane_of(window) is None
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
    asked = session.learner.running(UseVersion)
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
    pane = pane_of(window)
    assert pane is not None

    def uses(encoder: str, row: int) -> bool:
        """Learned with it, and the list says so."""
        states = [s for s in spoken(pane) if "in use" in s]
        return (
            learner.summary is not None
            and learner.summary.encoder == encoder
            and states == spoken(pane)[row : row + 1]
            and window.status_line.state == "Up to date"
        )

    qtbot.waitUntil(lambda: uses(TUNED, 1), timeout=PATIENCE_MS)
    tuned_guesses = {p.id: session.rankings.get(p.id) for p in session.snapshot.photos}
    pane.list.setCurrentRow(2)
    pane.use_button.click()
    qtbot.waitUntil(lambda: uses("Lite0 + TinyViT", 2), timeout=PATIENCE_MS)
    assert window.photo_page.banner.notice is not None
    assert "with the pretrained encoder now" in window.photo_page.banner.notice.text
    assert {p.id: session.rankings.get(p.id) for p in session.snapshot.photos} != tuned_guesses
    pane.list.setCurrentRow(1)
    pane.use_button.click()
    qtbot.waitUntil(lambda: uses(TUNED, 1), timeout=PATIENCE_MS)
    assert {p.id: session.rankings.get(p.id) for p in session.snapshot.photos} == tuned_guesses
    # Its files are lost while the dialog still lists them as fine.
    shutil.rmtree(tuned / "models" / "second")
    pane.list.setCurrentRow(0)
    pane.use_button.click()
    qtbot.waitUntil(lambda: "Its files are missing" in spoken(pane)[0], timeout=PATIENCE_MS)
    told = "version 2 can't be used: its files in models/second are missing"

    def is_told() -> bool:
        notice = window.photo_page.banner.notice
        return notice is not None and told in notice.text

    # The list may have been read afresh before the worker came to the request.
    qtbot.waitUntil(is_told, timeout=PATIENCE_MS)
    assert uses(TUNED, 1)
    pane.delete_button.click()
    question = pane.findChild(DeletionQuestion)
    assert question is not None
    question.delete_button.click()
    left = ["Version 1, in use", "Pretrained encoder"]
    qtbot.waitUntil(lambda: [s.split(".")[0] for s in spoken(pane)] == left, timeout=PATIENCE_MS)


def test_a_list_that_comes_when_the_dialog_is_closed_is_dropped(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.VERSIONS].trigger()
    pane = pane_of(window)
    assert pane is not None
    pane.window().close()
    session.learner.versions_listed.emit(VersionsListed(1, STATES).versions)
    assert pane_of(window) is None
