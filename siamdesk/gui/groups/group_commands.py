"""Opens the dialog in which photos are grouped by part, and groups them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.groups.group_dialog import GroupDialog
from siamdesk.gui.session.edit_requests import SetGroups
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow


class GroupCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        window.actions_by_id[ActionId.GROUP].triggered.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        if self._session.snapshot is not None:
            selected = self._window.photo_page.grid.selected_ids()
            dialog = GroupDialog(self._session.snapshot, selected, self._window)
            dialog.chosen.connect(self._set_groups)
            dialog.open()

    @Slot(object)
    def _set_groups(self, groups: Mapping[int, str | None]) -> None:
        self._session.edit(SetGroups(groups))
