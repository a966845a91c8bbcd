"""Opens the dialog in which the region and the grey values of photos are chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.framing.framed_pixels import PixelReader
from siamdesk.gui.framing.framing_dialog import FramingDialog
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow


class FramingCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._reader = PixelReader(self)
        window.closing.connect(self._reader.shut_down)
        window.actions_by_id[ActionId.FRAMING].triggered.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        snapshot, grid = self._session.snapshot, self._window.photo_page.grid
        current = grid.current_id()
        photo = None if snapshot is None or current is None else snapshot.photo(current)
        if snapshot is None or photo is None:
            return
        found = (snapshot.photo(photo_id) for photo_id in grid.selected_ids())
        selected = [known for known in found if known is not None] or [photo]
        dialog = FramingDialog(snapshot, photo, selected, self._window.theme, self._window)
        dialog.chosen.connect(self._session.edit)
        self._reader.read.connect(dialog.show_pixels)
        self._reader.failed.connect(dialog.show_problem)
        dialog.open()
        self._reader.start(photo.path)
