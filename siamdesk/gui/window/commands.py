"""What the inspector wants: from the panels' intentions and the actions to the session."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction

from siamdesk.build_info import WITHOUT_KERAS, has_keras
from siamdesk.gui.actions.action import ActionId, Menu
from siamdesk.gui.grid.accept_dialog import AcceptDialog
from siamdesk.gui.grid.accepting import Candidates
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.intake.import_dialog import ImportDialog
from siamdesk.gui.look.theme import ThemeMode
from siamdesk.gui.session.edit_requests import ConfirmClasses, SetNote
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.dialogs import AboutDialog, ShortcutSheet
from siamdesk.gui.window.licences_dialog import LicencesDialog
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.window.palette_commands import PaletteCommands
from siamdesk.gui.words.core_words import translated
from siamdesk.project.importing import ImportPlan
from siamdesk.project.values import DefectClass, ProjectSnapshot


class Commands(QObject):
    """Carries intentions out; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._grid = window.photo_page.grid
        self._places: dict[tuple[Show, int | None], int | None] = {}
        self._palette = PaletteCommands(window, session)
        self._palette.correction_requested.connect(self._correct)
        self._palette.class_requested.connect(self._show_class)
        session.opened.connect(self._forget_places)
        self._connect_panels()
        self._connect_actions()

    def _connect_panels(self) -> None:
        window, session = self._window, self._session
        window.closing.connect(session.shut_down)
        window.status_line.cancel_requested.connect(session.cancel)
        classes = window.side_bar.class_list
        classes.class_chosen.connect(self._show_class)
        classes.correction_requested.connect(self._correct)
        classes.photos_dropped.connect(session.correct)
        page = window.photo_page
        page.show_requested.connect(self._show_named)
        page.class_filter_removed.connect(self._show_examples)
        page.empty.pressed.connect(self._press_empty)
        inspector = window.inspector
        inspector.correction_requested.connect(self._correct)
        inspector.acceptance_requested.connect(self._accept)
        inspector.confirmation_requested.connect(self._confirm)
        inspector.return_requested.connect(self._to_inbox)
        inspector.picking_requested.connect(self._pick)
        inspector.example_requested.connect(self._go_to_example)
        inspector.note.written.connect(self._write_note)
        inspector.note.left.connect(page.grid.setFocus)
        session.leaving.connect(inspector.note.hand_in)
        window.class_picker.picked.connect(self._correct)
        window.start_page.action_requested.connect(self._trigger)
        window.start_page.project_chosen.connect(session.open_project)
        files = window.file_dialogs
        files.new_chosen.connect(session.create_project)
        files.project_chosen.connect(session.open_project)
        files.photos_chosen.connect(session.add_found)
        files.folder_chosen.connect(session.add_found)
        files.watch_chosen.connect(session.watch)
        session.watching.connect(self._show_watched)
        session.import_planned.connect(self._ask_import)

    def _connect_actions(self) -> None:
        window, session = self._window, self._session
        for action, slot in (
            (ActionId.NEW_PROJECT, self._ask_new),
            (ActionId.OPEN_PROJECT, window.file_dialogs.ask_project),
            (ActionId.OPEN_SAMPLE, self._open_sample),
            (ActionId.CLOSE_PROJECT, session.close_project),
            (ActionId.ADD_PHOTOS, window.file_dialogs.ask_photos),
            (ActionId.ADD_FOLDER, window.file_dialogs.ask_folder),
            (ActionId.QUIT, window.close),
            (ActionId.UNDO, session.undo),
            (ActionId.REDO, session.redo),
            (ActionId.ACCEPT, self._accept),
            (ActionId.ACCEPT_ALL, self._ask_accept_all),
            (ActionId.CORRECT, self._pick),
            (ActionId.CONFIRM, self._confirm),
            (ActionId.TO_INBOX, self._to_inbox),
            (ActionId.REMOVE, self._remove),
            (ActionId.NOTE, window.inspector.note.begin),
            (ActionId.ADD_CLASS, window.side_bar.type_class),
            (ActionId.RENAME_CLASS, window.side_bar.class_list.rename_current),
            (ActionId.FINE_TUNE, session.learner.fine_tune),
            (ActionId.SHOW_INBOX, self._show_inbox),
            (ActionId.SHOW_EXAMPLES, self._show_examples),
            (ActionId.SHOW_ALL, self._show_all),
            (ActionId.SHOW_CHECK, self._show_check),
            (ActionId.NEXT_UNSURE, self._go_to_least_sure),
            (ActionId.FULL_SCREEN, window.show_full_screen),
            (ActionId.COMMANDS, self._palette.open),
            (ActionId.SHORTCUTS, self._open_shortcuts),
            (ActionId.LICENCES, self._open_licences),
            (ActionId.ABOUT, self._open_about),
        ):
            window.actions_by_id[action].triggered.connect(slot)
        if not has_keras():
            for action in (ActionId.FINE_TUNE, ActionId.EXPORT_MODEL):
                window.actions_by_id.rule_out(action, translated(WITHOUT_KERAS))
            # Menus keep tool tips, and so the reason, to themselves unless told otherwise.
            window.menus[Menu.MODEL].setToolTipsVisible(True)
        window.actions_by_id[ActionId.WATCH_FOLDER].triggered.connect(self._watch)
        window.class_keys.triggered.connect(self._correct_by_key)
        window.theme_actions.triggered.connect(self._choose_theme)

    # ---- sorting photos ----

    @property
    def _classes(self) -> tuple[DefectClass, ...]:
        return self._session.snapshot.classes if self._session.snapshot else ()

    @Slot()
    def _accept(self) -> None:
        show, photo_ids = self._window.photo_model.show, self._grid.selected_ids()
        if show is Show.ALL:
            # Photos stay in this view, and so under the hand.
            self._session.accept([i for i in photo_ids if self._class_of(i) is None])
        elif show is not Show.EXAMPLES and photo_ids:
            # Move on before the project answers: a second Enter is for the next photo.
            self._grid.advance()
            self._session.accept(photo_ids)

    def _class_of(self, photo_id: int) -> int | None:
        snapshot = self._session.snapshot
        photo = snapshot.photo(photo_id) if snapshot else None
        return photo.class_id if photo else None

    @Slot()
    def _ask_accept_all(self) -> None:
        window, model = self._window, self._window.photo_model
        shown = [model.photo(row) for row in range(model.rowCount())]
        candidates = Candidates(shown, self._session.rankings, {c.id for c in self._classes})
        dialog = AcceptDialog(window, window.theme, window.thumbnails, candidates, self._classes)
        dialog.start_at(window.settings.accept_above)
        dialog.confirmed.connect(self._accept_all)
        dialog.open()

    @Slot(object, float)
    def _accept_all(self, class_ids: dict[int, int], confidence: float) -> None:
        self._window.settings.accept_above = confidence
        self._session.assign(class_ids)

    @Slot(int)
    def _correct(self, class_id: int) -> None:
        photo_ids = self._grid.selected_ids()
        if photo_ids:
            show = self._window.photo_model.show
            if show in (Show.INBOX, Show.CHECK):
                self._grid.advance()
            if show is Show.CHECK:
                # The class that it has already: that is an answer, too.
                right = tuple(i for i in photo_ids if self._class_of(i) == class_id)
                if right:
                    self._session.edit(ConfirmClasses(right))
            self._session.correct(photo_ids, class_id)

    @Slot()
    def _confirm(self) -> None:
        photo_ids = tuple(self._grid.selected_ids())
        if self._window.photo_model.show is Show.CHECK:
            self._grid.advance()
        self._session.edit(ConfirmClasses(photo_ids))

    @Slot(QAction)
    def _correct_by_key(self, action: QAction) -> None:
        position = int(action.data())
        if position < len(self._classes):
            self._correct(self._classes[position].id)

    @Slot()
    def _pick(self) -> None:
        button = self._window.inspector.correct_button
        picker = self._window.class_picker
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        picker.choose_from(self._classes, corner)

    @Slot()
    def _to_inbox(self) -> None:
        self._session.correct(self._grid.selected_ids(), None)

    @Slot()
    def _remove(self) -> None:
        photo_ids = self._grid.selected_ids()
        self._grid.advance()
        self._session.remove(photo_ids)

    @Slot(int, str)
    def _write_note(self, photo_id: int, note: str) -> None:
        self._session.edit(SetNote(photo_id, note))

    # ---- what is shown ----

    def _show(self, show: Show, class_id: int | None = None) -> None:
        window, model = self._window, self._window.photo_model
        if (show, class_id) != (model.show, model.class_id):
            self._places[model.show, model.class_id] = self._grid.current_id()
            self._grid.deselect()
            model.set_filter(show, class_id)
        name = next((c.name for c in self._classes if c.id == class_id), None)
        window.photo_page.show_filter(show, name)
        window.side_bar.class_list.select_class(class_id)
        window.filter_changed.emit()
        if self._grid.current_id() is None:
            place = self._places.get((show, class_id))
            self._grid.select_row(0)
            if place is not None:
                self._grid.select_ids([place])

    def _turn_to(self, show: Show) -> None:
        """Show other photos, with the keys on them."""
        self._show(show)
        self._window.photo_page.take_keys()

    @Slot(object)
    def _forget_places(self, snapshot: ProjectSnapshot) -> None:
        del snapshot
        self._places.clear()

    @Slot(str)
    def _show_named(self, show: str) -> None:
        self._show(Show(show))

    @Slot()
    def _show_inbox(self) -> None:
        self._turn_to(Show.INBOX)

    @Slot()
    def _show_examples(self) -> None:
        self._turn_to(Show.EXAMPLES)

    @Slot()
    def _show_all(self) -> None:
        self._turn_to(Show.ALL)

    @Slot()
    def _show_check(self) -> None:
        self._turn_to(Show.CHECK)

    @Slot(int)
    def _show_class(self, class_id: int) -> None:
        self._show(Show.EXAMPLES, class_id)

    @Slot()
    def _press_empty(self) -> None:
        if self._window.photo_model.in_view:
            self._trigger(ActionId.CLEAR_FILTER)
        else:
            self._window.file_dialogs.ask_photos()

    @Slot(int)
    def _go_to_example(self, photo_id: int) -> None:
        self._show(Show.EXAMPLES)
        if self._window.photo_model.row(photo_id) is None:
            self._trigger(ActionId.CLEAR_FILTER)
        self._grid.select_ids([photo_id])
        self._grid.setFocus()

    @Slot()
    def _go_to_least_sure(self) -> None:
        self._show(Show.INBOX)
        row = self._window.photo_model.least_sure(after=self._grid.currentIndex().row())
        if row is not None:
            self._grid.select_row(row)

    # ---- projects, files, dialogs ----

    @Slot()
    def _ask_new(self) -> None:
        self._window.file_dialogs.ask_new()

    @Slot()
    def _open_sample(self) -> None:
        self._session.open_sample()

    @Slot(object)
    def _ask_import(self, plan: ImportPlan) -> None:
        snapshot = self._session.snapshot
        counts = snapshot.examples_per_class() if snapshot else Counter()
        examples = {c.name: counts[c.id] for c in self._classes}
        dialog = ImportDialog(plan, examples, self._window)
        dialog.confirmed.connect(self._session.carry_out)
        dialog.rejected.connect(self._session.forget_import)
        dialog.open()

    @Slot(bool)
    def _watch(self, wanted: bool) -> None:
        if wanted:
            # Ticked once a folder was chosen, and not when the dialog is cancelled.
            self._show_watched(self._session.watched)
            self._window.file_dialogs.ask_watched()
        else:
            self._session.watch(None)

    @Slot(object)
    def _show_watched(self, folder: Path | None) -> None:
        self._window.actions_by_id[ActionId.WATCH_FOLDER].setChecked(folder is not None)
        self._window.status_line.show_watched(folder)

    @Slot(str)
    def _trigger(self, action: str) -> None:
        self._window.actions_by_id[ActionId(action)].trigger()

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        mode = ThemeMode(action.data())
        self._window.settings.theme = mode
        self._window.theme.set_mode(mode)

    @Slot()
    def _open_shortcuts(self) -> None:
        ShortcutSheet(self._window.actions_by_id, self._window).open()

    @Slot()
    def _open_licences(self) -> None:
        LicencesDialog(self._window).open()

    @Slot()
    def _open_about(self) -> None:
        AboutDialog(self._window).open()
