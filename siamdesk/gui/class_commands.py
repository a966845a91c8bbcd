"""What the inspector wants with the list of classes: move, colour, merge, delete."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions import ActionId
from siamdesk.gui.class_dialogs import DeleteDialog, MergeDialog
from siamdesk.gui.class_model import ClassRole
from siamdesk.gui.colour_picker import ColourPicker
from siamdesk.gui.main_window import MainWindow
from siamdesk.gui.session import Session
from siamdesk.project.values import DefectClass, ProjectSnapshot


class ClassCommands(QObject):
    """Carries out what concerns the current class; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._list = window.side_bar.class_list
        self._merged: dict[int, int] = {}
        self.colour_picker = ColourPicker(window.theme, window)
        self.colour_picker.picked.connect(session.set_class_colour)
        self._list.move_requested.connect(session.move_class)
        session.changed.connect(self._leave_missing_class)
        for action, slot in (
            (ActionId.CLASS_UP, self._move_up),
            (ActionId.CLASS_DOWN, self._move_down),
            (ActionId.COLOUR_CLASS, self._pick_colour),
            (ActionId.MERGE_CLASS, self._ask_merge),
            (ActionId.DELETE_CLASS, self._ask_delete),
        ):
            window.actions_by_id[action].triggered.connect(slot)

    def _current(self) -> tuple[DefectClass, int] | None:
        """The current class and the number of its examples."""
        index = self._list.currentIndex()
        known = index.data(ClassRole.CLASS)
        return (known, index.data(ClassRole.COUNT)) if isinstance(known, DefectClass) else None

    def _others(self, known: DefectClass) -> tuple[DefectClass, ...]:
        classes = self._session.snapshot.classes if self._session.snapshot else ()
        return tuple(c for c in classes if c.id != known.id)

    @Slot()
    def _move_up(self) -> None:
        self._list.move_current(-1)

    @Slot()
    def _move_down(self) -> None:
        self._list.move_current(1)

    @Slot()
    def _pick_colour(self) -> None:
        if (current := self._current()) is not None:
            known, _ = current
            taken = {c.colour: c.name for c in reversed(self._others(known))}
            self.colour_picker.choose_for(known, taken, self._list.place_below_current())

    @Slot()
    def _ask_merge(self) -> None:
        if (current := self._current()) is not None and (others := self._others(current[0])):
            dialog = MergeDialog(*current, others, self._window.theme, self._window)
            dialog.chosen.connect(self._merge)
            dialog.open()

    @Slot(int, int)
    def _merge(self, class_id: int, into: int) -> None:
        self._merged[class_id] = into
        self._session.merge_classes(class_id, into)

    @Slot()
    def _ask_delete(self) -> None:
        if (current := self._current()) is None:
            return
        known, examples = current
        if not examples:
            # Nothing but a name goes away, and undo brings that back.
            self._session.delete_class(known.id)
            return
        dialog = DeleteDialog(known, examples, self._window)
        dialog.confirmed.connect(self._session.delete_class)
        dialog.open()

    @Slot(object)
    def _leave_missing_class(self, snapshot: ProjectSnapshot) -> None:
        """The class whose examples are shown is gone: show where they are, or all examples."""
        shown = self._window.photo_model.class_id
        present = {c.id for c in snapshot.classes}
        if shown is None or shown in present:
            return
        into = self._merged.get(shown)
        if into in present:
            self._list.class_chosen.emit(into)
        else:
            self._window.photo_page.class_filter_removed.emit()
