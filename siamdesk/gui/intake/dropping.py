"""Files that are dropped or pasted: a project is opened, all else is added."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtGui import QGuiApplication

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.parts import transfer
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.parts.file_dialogs import PROJECT_SUFFIX
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.exchange.unpacking import is_packed_project


class Dropping(QObject):
    """Lives in the GUI thread; looks into what came in a pool thread, for a drive may be slow."""

    _is_project = Signal(object)
    _is_packed = Signal(object)
    _is_content = Signal(object, object)
    """Paths, and the path of the project that was open when they came."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        window.files_dropped.connect(self._take)
        window.photo_page.grid.files_dropped.connect(self._take)
        for source in (window, window.photo_page.grid, window.side_bar.class_list):
            source.picture_dropped.connect(session.add_picture)
        window.side_bar.class_list.files_dropped.connect(session.add_to)
        window.actions_by_id[ActionId.PASTE].triggered.connect(self._paste)
        self._is_project.connect(session.open_project)
        self._is_packed.connect(window.file_dialogs.ask_unpacking)
        self._is_content.connect(self._add)

    @Slot(object)
    def _take(self, paths: Sequence[Path]) -> None:
        look = partial(self._look_into, tuple(paths), self._open_project)
        QThreadPool.globalInstance().start(look)

    @property
    def _open_project(self) -> Path | None:
        return self._session.snapshot.path if self._session.snapshot is not None else None

    def _look_into(self, paths: Sequence[Path], meant: Path | None) -> None:
        project = next(filter(_is_project, paths), None)
        packed = next(filter(is_packed_project, paths), None)
        # The window may have been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            if project is not None:
                self._is_project.emit(project)
            elif packed is not None and len(paths) == 1:
                self._is_packed.emit(packed)
            else:
                self._is_content.emit(paths, meant)

    @Slot(object, object)
    def _add(self, paths: Sequence[Path], meant: Path | None) -> None:
        if self._open_project != meant:
            return  # another project was opened meanwhile: they are not for that one
        if meant is not None:
            self._session.add_found(paths)
        else:
            first = paths[0]
            beside = first.parent / f"{first.stem}{PROJECT_SUFFIX}"
            self._window.file_dialogs.ask_new(beside, paths)

    @Slot()
    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if paths := transfer.paths_from_mime(mime):
            self._take(paths)
        elif picture := transfer.picture_from_mime(mime):
            self._session.add_picture(picture)
        else:
            self._session.noticed.emit(
                Notice(NoticeKind.INFO, self.tr("There is no photo on the clipboard."))
            )


def _is_project(path: Path) -> bool:
    return os.path.isfile(path / "project.db")  # noqa: PTH113 - Path's raises in a locked folder
