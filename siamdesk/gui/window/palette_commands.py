"""What the command palette offers: every action of the window, and the classes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.actions.action_set import menu_text, plain_text
from siamdesk.gui.actions.command_palette import CommandPalette, PaletteCommand
from siamdesk.gui.classes.class_model import KEYS
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.language_menu import LanguageMenu
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import DefectClass

# By name, not by id: what is remembered is offered in other projects too.
_CORRECT = "correct to class "
_SHOW = "show class "


class PaletteCommands(QObject):
    """Fills the palette from the same data as the menus, and does what is chosen."""

    correction_requested = Signal(int)
    """Id of the class that the selected photos are to get."""
    class_requested = Signal(int)
    """Id of the class whose examples are to be shown."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.palette = CommandPalette(window.theme, window)
        self.palette.chosen.connect(self._do)

    @Slot()
    def open(self) -> None:
        """Show the palette."""
        recent = self._window.settings.recent_commands()
        commands = [*self._actions(recent), *self._classes(recent)]
        newest_first = {key: place for place, key in enumerate(recent)}
        commands.sort(key=lambda command: newest_first.get(command.key, len(recent)))
        self.palette.choose_from(commands)

    def _actions(self, recent: list[str]) -> list[PaletteCommand]:
        offered = [
            (plain_text(menu_text(spec.menu)), action)
            for spec, action in self._window.actions_by_id.items()
            if spec.id is not ActionId.COMMANDS
        ]
        sorts = self._window.photo_page.filter_bar.sort_actions.actions()
        project = self._session.snapshot is not None
        offered += [(self.tr("Sort by"), a) for a in sorts if project]
        offered += [(self.tr("Theme"), a) for a in self._window.theme_actions.actions()]
        (languages,) = self._window.findChildren(LanguageMenu)
        offered += [(self.tr("Language"), a) for a in languages.group.actions()]
        return [
            PaletteCommand(
                key=action.objectName(),
                words=action.text().replace("&", ""),
                section=section,
                shortcut=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                icon=action.icon(),
                enabled=action.isEnabled(),
                recent=action.objectName() in recent,
            )
            for section, action in offered
        ]

    def _classes(self, recent: list[str]) -> list[PaletteCommand]:
        snapshot = self._session.snapshot
        classes = snapshot.classes if snapshot is not None else ()
        selected = self._window.actions_by_id[ActionId.CORRECT].isEnabled()
        return [
            PaletteCommand(
                key=verb + known.name,
                words=words.format(known.name),
                section=self.tr("Class"),
                shortcut=_number_key(known) if verb == _CORRECT else "",
                colour=known.colour,
                enabled=selected or verb == _SHOW,
                recent=verb + known.name in recent,
            )
            for verb, words in ((_CORRECT, self.tr("Correct to {0}")), (_SHOW, self.tr("Show {0}")))
            for known in classes
        ]

    @Slot(str)
    def _do(self, key: str) -> None:
        self._window.settings.add_recent_command(key)
        action = self._window.findChild(QAction, key)
        if action is not None:
            action.trigger()
            return
        classes = self._session.snapshot.classes if self._session.snapshot is not None else ()
        for known in classes:
            if key == _CORRECT + known.name:
                self.correction_requested.emit(known.id)
            elif key == _SHOW + known.name:
                self.class_requested.emit(known.id)


def _number_key(known: DefectClass) -> str:
    return str(known.position + 1) if known.position < KEYS else ""
