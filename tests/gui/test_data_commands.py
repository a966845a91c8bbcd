"""Photos and classes for other programs, projects as a zip: asked for, done in the background."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.parts.banner import NoticeKind
from siamdesk.gui.session.session import Session
from siamdesk.gui.sharing.data_dialog import DataDialog
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.exchange.packing import pack_project
from siamdesk.project.exchange.values import DataFormat
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PATIENCE_MS = 20_000


def dialog_of(window: MainWindow) -> DataDialog:
    (dialog,) = window.findChildren(DataDialog)
    return dialog


def file_dialog(window: MainWindow, name: str) -> QFileDialog:
    (dialog,) = [d for d in window.findChildren(QFileDialog) if d.objectName() == name]
    return dialog


def notice_after(qtbot: QtBot, session: Session, act):
    with qtbot.waitSignal(session.noticed, timeout=PATIENCE_MS) as told:
        act()
    return told.args[0]


@pytest.mark.parametrize(("downs", "kind"), list(enumerate(list(DataFormat)[:3])))
def test_the_form_is_chosen_by_keyboard_and_the_place_after_it(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, downs: int, kind: DataFormat
) -> None:
    window, _ = opened_window(project_path)
    window.actions_by_id[ActionId.EXPORT_DATA].trigger()
    dialog = dialog_of(window)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for _ in range(downs):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert chosen.args == [kind]
    place = file_dialog(window, "data dialog")
    with qtbot.waitSignal(window.file_dialogs.data_chosen) as asked:
        place.fileSelected.emit(str(project_path.parent / "out"))
    assert asked.args == [project_path.parent / "out", kind]


def test_photos_and_classes_are_written_beside_the_window(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    out = project_path.parent / "out"
    notice = notice_after(
        qtbot, session, lambda: window.file_dialogs.data_chosen.emit(out, DataFormat.CSV)
    )
    assert notice.kind is NoticeKind.SUCCESS
    assert str(out) in notice.text
    assert "12 photos" in notice.text
    with (out / "labels.csv").open(encoding="utf-8", newline="") as stream:
        classes = [row["class"] for row in csv.DictReader(stream)]
    assert sorted(classes) == sorted(["scratch"] * 3 + ["dent"] * 3 + [""] * 6)
    qtbot.waitUntil(lambda: session.at_stake is None, timeout=PATIENCE_MS)


def test_photos_that_are_gone_are_listed(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    assert session.snapshot is not None
    session.snapshot.photos[0].path.unlink()
    out = project_path.parent / "out"
    with qtbot.waitSignal(session.problems_found, timeout=PATIENCE_MS) as found:
        window.file_dialogs.data_chosen.emit(out, DataFormat.FOLDERS)
    title, report = found.args
    assert title == "Photos that were not exported"
    assert len(report.failed) == 1


def test_what_can_t_be_written_is_told(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    notice = notice_after(
        qtbot,
        session,
        lambda: window.file_dialogs.data_chosen.emit(project_path, DataFormat.COCO),
    )
    assert notice.kind is NoticeKind.ERROR
    assert "exists already" in notice.text


def test_a_cancel_leaves_nothing_behind(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    before = set(project_path.parent.iterdir())
    with qtbot.waitSignal(session.activity_changed):
        window.file_dialogs.data_chosen.emit(project_path.parent / "out", DataFormat.COCO)
    window.status_line.cancel_requested.emit("data")
    window.close()
    # Either it was stopped in time, or it was done already: never half.
    left = set(project_path.parent.iterdir()) - before
    assert left <= {project_path.parent / "out"}
    assert all((path / "labels.json").is_file() for path in left)


def test_a_project_goes_into_a_zip_and_comes_out_of_it(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.EXPORT_ZIP].trigger()
    place = file_dialog(window, "data dialog")
    assert place.selectedFiles()[0].endswith("Castings.zip")
    packed = project_path.parent / "moved"
    notice = notice_after(qtbot, session, lambda: place.fileSelected.emit(str(packed)))
    assert notice.kind is NoticeKind.SUCCESS, notice
    packed = packed.with_suffix(".zip")
    assert packed.is_file()
    session.close_project()
    window.actions_by_id[ActionId.OPEN_ZIP].trigger()
    file_dialog(window, "project zip dialog").fileSelected.emit(str(packed))
    target = file_dialog(window, "unpack dialog")
    with qtbot.waitSignal(session.opened, timeout=PATIENCE_MS) as opened:
        target.fileSelected.emit(str(project_path.parent / "There"))
    (snapshot,) = opened.args
    assert snapshot.path == project_path.parent / "There.siam"
    assert len(snapshot.photos) == 12


def test_a_zip_that_is_no_project_is_refused_and_the_open_project_stays(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    broken = project_path.parent / "broken.zip"
    broken.write_bytes(b"PK\x03\x04")
    there = project_path.parent / "There.siam"
    notice = notice_after(
        qtbot, session, lambda: window.file_dialogs.packed_chosen.emit(broken, there)
    )
    assert notice.kind is NoticeKind.ERROR
    assert not there.exists()
    assert session.snapshot is not None
    assert session.snapshot.path == project_path


def test_a_dropped_list_asks_which_of_its_classes_shall_come(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, photo_folder: Path
) -> None:
    window, session = opened_window(project_path)
    photo = photo_folder / "loose 1.png"
    (photo_folder / "list.csv").write_text(f"filepath,class,note\n{photo.name},crack,deep\n")
    with qtbot.waitSignal(session.import_planned, timeout=PATIENCE_MS) as planned:
        window.files_dropped.emit([photo_folder / "list.csv"])
    (plan,) = planned.args
    assert plan.classes == {"crack": 1}
    with qtbot.waitSignal(session.changed, timeout=PATIENCE_MS):
        session.carry_out(plan)
    assert session.snapshot is not None
    assert session.snapshot.photos[-1].note == "deep"


@pytest.mark.parametrize("inside_a_project", [True, False])
def test_a_dropped_zip_of_a_project_asks_where_the_project_shall_lie(
    opened_window: OpenWindow,
    qtbot: QtBot,
    project_path: Path,
    tmp_path: Path,
    inside_a_project: bool,
) -> None:
    with Project.open(project_path, read_only=True) as project:
        packed = pack_project(project, tmp_path / "p.zip").path
    window, session = opened_window(project_path if inside_a_project else None)
    window.files_dropped.emit([packed])
    qtbot.waitUntil(lambda: window.findChild(QFileDialog, "unpack dialog") is not None)
    (dialog,) = window.findChildren(QFileDialog)
    there = tmp_path / "There.siam"
    with qtbot.waitSignal(session.opened, timeout=PATIENCE_MS):
        dialog.fileSelected.emit(str(there))
    dialog.close()
    assert session.snapshot is not None
    assert session.snapshot.path == there


def test_a_zip_of_a_project_among_photos_is_not_added_as_photos(
    opened_window: OpenWindow,
    qtbot: QtBot,
    project_path: Path,
    tmp_path: Path,
    photo_folder: Path,
) -> None:
    with Project.open(project_path, read_only=True) as project:
        packed = pack_project(project, tmp_path / "p.zip").path
    window, session = opened_window(project_path)
    both = [photo_folder / "loose 1.png", packed]
    notice = notice_after(qtbot, session, lambda: window.files_dropped.emit(both))
    assert notice.kind is NoticeKind.ERROR
    assert "whole project" in notice.text
