"""Goes to photos in the grid, wherever they lie."""

from __future__ import annotations

from collections.abc import Sequence

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.window.main_window import MainWindow


def go_to_photos(window: MainWindow, photo_ids: Sequence[int]) -> None:
    """Show these photos of the project in the grid, selected, with the keyboard on them."""
    page, model = window.photo_page, window.photo_model
    page.show_requested.emit(Show.EXAMPLES.value)
    if any(model.row(photo_id) is None for photo_id in photo_ids):
        # They are in the inbox by now, or hidden by a filter.
        page.show_requested.emit(Show.ALL.value)
        window.actions_by_id[ActionId.CLEAR_FILTER].trigger()
    page.grid.select_ids(list(photo_ids))
    window.activateWindow()
    page.grid.setFocus()
