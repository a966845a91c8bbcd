"""Marks the class whose photos are as they should be."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.classes.class_model import ClassRole
from siamdesk.gui.classes.class_picker import ClassPicker
from siamdesk.gui.session.edit_requests import SetOkClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import DefectClass


class OkClassCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self._list = window.side_bar.class_list
        self._bar = window.inspector.heatmap_bar
        self._action = window.actions_by_id[ActionId.OK_CLASS]
        self._action.triggered.connect(self._switch)
        self._list.selectionModel().currentChanged.connect(self._tick)
        window.class_model.dataChanged.connect(self._tick)
        self.picker = ClassPicker(window.theme, window, can_add=False)
        self.picker.picked.connect(self._mark)
        self._bar.ok_class_wanted.connect(self._pick)

    def _current(self) -> DefectClass | None:
        known = self._list.currentIndex().data(ClassRole.CLASS)
        return known if isinstance(known, DefectClass) else None

    @Slot()
    def _tick(self) -> None:
        known = self._current()
        self._action.setChecked(known is not None and known.is_ok)

    @Slot()
    def _switch(self) -> None:
        known = self._current()
        self._tick()  # what is shown changes when the project has
        if known is not None:
            self._session.edit(SetOkClass(None if known.is_ok else known.id))

    @Slot(int)
    def _mark(self, class_id: int) -> None:
        self._session.edit(SetOkClass(class_id))

    @Slot()
    def _pick(self) -> None:
        classes = self._session.snapshot.classes if self._session.snapshot else ()
        self.picker.choose_from(classes, self._bar.mapToGlobal(QPoint(0, self._bar.height())))
