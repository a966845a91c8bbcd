"""What the inspector wants with the list of classes: add, rename, move, colour, merge, delete."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.classes.class_dialogs import DeleteDialog, MergeDialog
from siamdesk.gui.classes.class_model import ClassRole
from siamdesk.gui.classes.colour_picker import ColourPicker
from siamdesk.gui.session.edit_requests import (
    AddClass,
    DeleteClass,
    MergeClasses,
    MoveClass,
    RenameClass,
    SetClassColour,
)
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import DefectClass, ProjectSnapshot


class ClassCommands(QObject):
    """Has the classes edited; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._list = window.side_bar.class_list
        self._merged: dict[int, int] = {}
        """Ids of classes of the open project to those that they were merged into."""
        self.colour_picker = ColourPicker(window.theme, window)
        self.colour_picker.picked.connect(self._colour)
        self._list.move_requested.connect(self._move)
        window.class_model.rename_requested.connect(self._rename)
        window.side_bar.class_addition_requested.connect(self._add)
        window.class_picker.addition_requested.connect(self._add)
        session.opened.connect(self._forget_merged)
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

    @Slot(str)
    def _add(self, name: str) -> None:
        self._session.edit(AddClass(name))

    @Slot(int, str)
    def _rename(self, class_id: int, name: str) -> None:
        self._session.edit(RenameClass(class_id, name))

    @Slot(int, int)
    def _move(self, class_id: int, position: int) -> None:
        self._session.edit(MoveClass(class_id, position))

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

    @Slot(int, str)
    def _colour(self, class_id: int, colour: str) -> None:
        self._session.edit(SetClassColour(class_id, colour))

    @Slot()
    def _ask_merge(self) -> None:
        if (current := self._current()) is not None and (others := self._others(current[0])):
            dialog = MergeDialog(*current, others, self._window.theme, self._window)
            dialog.chosen.connect(self._merge)
            dialog.open()

    @Slot(int, int)
    def _merge(self, class_id: int, into: int) -> None:
        self._merged[class_id] = into
        self._session.edit(MergeClasses(class_id, into))

    @Slot()
    def _ask_delete(self) -> None:
        if (current := self._current()) is None:
            return
        known, examples = current
        if not examples:
            # Nothing but a name goes away, and undo brings that back.
            self._delete(known.id)
            return
        dialog = DeleteDialog(known, examples, self._window)
        dialog.confirmed.connect(self._delete)
        dialog.open()

    @Slot(int)
    def _delete(self, class_id: int) -> None:
        self._session.edit(DeleteClass(class_id))

    @Slot(object)
    def _forget_merged(self, snapshot: ProjectSnapshot) -> None:
        del snapshot
        self._merged.clear()

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
