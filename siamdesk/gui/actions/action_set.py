"""The window's actions as Qt's objects, made from their specs."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from siamdesk.gui.actions.action import ActionId, ActionSpec, Menu, Needs
from siamdesk.gui.actions.action_specs import SPECS
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme


def plain_text(words: str) -> str:
    """The text of an action or a menu without its mnemonic and dots."""
    return words.replace("&", "").rstrip("…")


def menu_text(menu: Menu) -> str:
    """The title of a menu in the window's language, with its mnemonic."""
    return QCoreApplication.translate("ActionSet", menu.value)


class ActionSet(QObject):
    """The `QAction` of every `ActionSpec`, with icons that follow the theme."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ruled_out: set[ActionId] = set()
        self._actions = {spec.id: self._make(spec) for spec in SPECS}
        theme.changed.connect(self._tint)
        self._tint()

    def __getitem__(self, action: ActionId) -> QAction:
        return self._actions[action]

    def items(self) -> Iterator[tuple[ActionSpec, QAction]]:
        """All actions with what they were made from."""
        return ((spec, self._actions[spec.id]) for spec in SPECS)

    def enable(self, met: frozenset[Needs]) -> None:
        """Enable exactly the actions whose needs are met, and that are not ruled out."""
        for spec, action in self.items():
            needs_met = spec.needs is Needs.NOTHING or spec.needs in met
            action.setEnabled(needs_met and spec.id not in self._ruled_out)

    def rule_out(self, action: ActionId, reason: str) -> None:
        """Disable an action for good; its tool tip tells why."""
        self._ruled_out.add(action)
        self._actions[action].setEnabled(False)
        self._actions[action].setToolTip(reason)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self.tr(spec.text), self)
        action.setObjectName(spec.id.value)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        plain = plain_text(action.text())
        keys = (
            QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            if spec.keys
            else ""
        )
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        if spec.tool_text is not None:
            # The style leaves too little room between icon and text.
            action.setIconText(" " + self.tr(spec.tool_text))
        return action

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        for spec, action in self.items():
            if spec.icon is not None:
                action.setIcon(icons.icon(spec.icon, tones.text, tones.strong_border))
