"""What can be done with heatmaps besides looking: other colours, a picture for others."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from siamdesk.errors import SiamDeskError
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.heatmaps.heatmap_picture import HeatmapPicture, Panel, save
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.photo.heatmap_kinds import HeatmapKind, Side
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.core_words import translated
from siamdesk.images.heatmap import Palette


class HeatmapCommands(QObject):
    """Lives in the GUI thread; a thread of the pool draws and writes pictures."""

    written = Signal(object)
    """Path of a picture."""
    refused = Signal(object, str)
    """Path, and why there is no picture."""

    def __init__(self, window: MainWindow, session: Session, heatmaps: Heatmaps) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._heatmaps = heatmaps
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: HeatmapPicture | None = None
        window.closing.connect(self._pool.waitForDone)
        self._build_menus()
        window.actions_by_id[ActionId.SAVE_HEATMAP].triggered.connect(self._ask)
        window.file_dialogs.picture_chosen.connect(self._write)
        self.written.connect(self._tell_written)
        self.refused.connect(self._tell_refused)

    def _build_menus(self) -> None:
        self._palettes = QActionGroup(self)
        colours = QMenu(self.tr("&Colours"), self._window)
        for palette, words in (
            (Palette.ORANGE_BLUE, self.tr("&Orange and blue")),
            (Palette.RED_CYAN, self.tr("&Red and cyan")),
            (Palette.YELLOW_VIOLET, self.tr("&Yellow and violet")),
        ):
            action = QAction(words, self, checkable=True)
            action.setData(palette.value)
            action.setChecked(palette is self._heatmaps.style.palette)
            action.setObjectName(f"palette {palette.value}")
            self._palettes.addAction(action)
            colours.addAction(action)
        self._palettes.triggered.connect(self._recolour)
        actions = self._window.actions_by_id
        menu = self._window.inspector.heatmap_bar.menu
        menu.addMenu(colours)
        menu.addAction(actions[ActionId.SAVE_HEATMAP])
        menu.addAction(actions[ActionId.LOUPE])

    @Slot(QAction)
    def _recolour(self, action: QAction) -> None:
        self._heatmaps.set_palette(Palette(action.data()))

    # ---- pictures ----

    @Slot()
    def _ask(self) -> None:
        """What is shown now is what will be saved, whatever is looked at meanwhile."""
        self._waiting = self._picture()
        if self._waiting is None:
            words = self.tr("There is no heatmap to save yet.")
            self._session.noticed.emit(Notice(NoticeKind.INFO, words))
        else:
            name = Path(self._waiting.panels[0].photo.name).stem
            self._window.file_dialogs.ask_picture(self.tr("{0} heatmap", "a file").format(name))

    def _picture(self) -> HeatmapPicture | None:
        maps = self._heatmaps
        if maps.photo is None or maps.scale is None:
            return None
        panels = [Panel(maps.photo, maps.overlay(Side.PHOTO), maps.photo.name)]
        if maps.example is not None:
            overlay = maps.overlay(Side.EXAMPLE)
            words = self.tr("Nearest example: {0}").format(maps.example.name)
            panels.append(Panel(maps.example, overlay, words))
        note = self.tr("The colours mean the same on every photo of the project.")
        return HeatmapPicture(self._title(), tuple(panels), maps.style, maps.scale, note)

    def _title(self) -> str:
        maps = self._heatmaps
        if maps.kind is HeatmapKind.WHY and maps.compared is not None:
            why, against = maps.compared
            return self.tr("Why “{0}” and not “{1}”").format(why.name, against.name)
        if maps.kind is HeatmapKind.UNUSUAL and maps.ok_class is not None:
            return self.tr("What is unusual, compared with “{0}”").format(maps.ok_class.name)
        return self.tr("Which part matches which")

    @Slot(object)
    def _write(self, path: Path) -> None:
        if self._waiting is not None:
            self._pool.start(_Saving(self, self._waiting, path))
            self._waiting = None

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        words = self.tr("The heatmap was saved as {0}.").format(path)
        self._session.noticed.emit(Notice(NoticeKind.SUCCESS, words))

    @Slot(object, str)
    def _tell_refused(self, path: Path, reason: str) -> None:
        words = self.tr("The heatmap was not saved as {0}: {1}").format(path, translated(reason))
        self._session.noticed.emit(Notice(NoticeKind.WARNING, words))


class _Saving(QRunnable):
    def __init__(self, owner: HeatmapCommands, picture: HeatmapPicture, path: Path) -> None:
        super().__init__()
        self._owner, self._picture, self._path = owner, picture, path

    def run(self) -> None:
        """Draw and write, in a thread of the pool."""
        try:
            save(self._picture, self._path)
        except (SiamDeskError, OSError) as error:
            with suppress(RuntimeError):  # the window was closed meanwhile
                self._owner.refused.emit(self._path, _reason(error))
        else:
            with suppress(RuntimeError):
                self._owner.written.emit(self._path)


def _reason(error: SiamDeskError | OSError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
