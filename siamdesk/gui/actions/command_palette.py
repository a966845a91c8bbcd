"""A pop-up that finds any command by a few typed letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from siamdesk.gui.actions.fuzzy import match
from siamdesk.gui.look.theme import FONT_PIXELS, Theme
from siamdesk.gui.parts.labels import label

_WIDTH = 560
_ROW = 34
_SHADOW = 14
"""Pixels around the palette that its shadow takes."""
_ROWS = 10
_WEAKEST = 0.6
"""Matches of less than this share of the best score are noise and are left out."""


@dataclass(frozen=True, slots=True)
class PaletteCommand:
    """One line of the palette."""

    key: str
    """Names the command between runs."""
    words: str
    section: str
    """Where it belongs, e.g. its menu."""
    shortcut: str = ""
    icon: QIcon | None = None
    colour: str | None = None
    """Of the class that it is about; a dot is drawn in place of the icon."""
    enabled: bool = True
    recent: bool = False


class _Role(IntEnum):
    COMMAND = Qt.ItemDataRole.UserRole
    PLACES = Qt.ItemDataRole.UserRole + 1


class CommandPalette(QWidget):
    """Lies over the window; goes away with a choice, with Escape, or with a click beside.

    A part of the window and not a window of its own: those have no shadow, but a black frame, where
    the desktop does not blend windows, as over many remote connections.
    """

    chosen = Signal(str)
    """The key of a command, once the palette is gone."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._covered = window
        self._focus_before: QWidget | None = None
        self._commands: tuple[PaletteCommand, ...] = ()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Type a command or a class"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setItemDelegate(_CommandDelegate(theme, self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = label(self.tr("No command or class matches."), "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._card = QFrame(self)
        self._card.setObjectName("palette")
        self._card.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._choose_current)
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(self._speak)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def choose_from(self, commands: Sequence[PaletteCommand]) -> None:
        """Open over the upper middle of the window; recent commands come first."""
        self._commands = tuple(sorted(commands, key=lambda command: not command.recent))
        self.list.setFixedHeight(min(_ROWS, max(1, len(commands))) * _ROW + 2)
        self._nothing.setFixedHeight(self.list.height())
        self.field.clear()
        self._find("")
        self._focus_before = self._covered.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def leave(self) -> None:
        """Go away and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def _place(self) -> None:
        self.setGeometry(self._covered.rect())
        self._card.adjustSize()
        self._card.move((self.width() - self._card.width()) // 2, self.height() // 8)

    def shown(self) -> list[PaletteCommand]:
        """The commands that are listed, best first."""
        return [self.list.item(row).data(_Role.COMMAND) for row in range(self.list.count())]

    @Slot(str)
    def _find(self, typed: str) -> None:
        found = []
        for command in self._commands:
            hit = match(typed, command.words)
            if hit is not None:
                found.append((hit, command))
        best = max((hit.score for hit, _ in found), default=0.0)
        found = [(hit, c) for hit, c in found if hit.score >= _WEAKEST * best]
        # Stable: what is equally good stays in the order of the menus, recent commands first.
        found.sort(key=lambda pair: (-pair[0].score, not pair[1].recent, not pair[1].enabled))
        self.list.clear()
        for hit, command in found:
            item = QListWidgetItem(_spoken(command))
            item.setData(_Role.COMMAND, command)
            item.setData(_Role.PLACES, hit.places)
            item.setSizeHint(QSize(100, _ROW))
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.list.setCurrentRow(0)

    @Slot()
    def _choose_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        command: PaletteCommand = item.data(_Role.COMMAND)
        if command.enabled:
            self.leave()
            self.chosen.emit(command.key)

    @Slot(QListWidgetItem)
    def _speak(self, current: QListWidgetItem | None) -> None:
        # The field keeps the focus, so it is the field that a screen reader reads.
        self.field.setAccessibleDescription(current.text() if current is not None else "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the shadow that lifts it off the window."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 9))
        for reach in range(_SHADOW, 0, -2):
            frame = QRectF(self._card.geometry()).adjusted(-reach, 2 - reach, reach, 2 + reach)
            painter.drawRoundedRect(frame, 12 + reach, 12 + reach)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click beside it closes it, and does nothing else."""
        event.accept()
        self.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab stays in the field."""
        del forward
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the field, and the size of the window."""
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.ShortcutOverride and watched is self.field:
            # All keys are for the field: no other command is meant while one is being looked for.
            event.accept()
            return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self.field and self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        """Arrows move in the list, around its ends; Escape and what opened it close it."""
        key, rows = Qt.Key(event.key()), self.list.count()
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS,
            Qt.Key.Key_PageUp: -_ROWS,
        }.get(key, 0)
        if step and rows:
            row = self.list.currentRow() + step
            row = row % rows if abs(step) == 1 else min(max(row, 0), rows - 1)
            self.list.setCurrentRow(row)
            return True
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_K and control):
            self.leave()
            return True
        return False


def _spoken(command: PaletteCommand) -> str:
    parts = [command.words, command.section, command.shortcut]
    if not command.enabled:
        parts.append(QCoreApplication.translate("CommandPalette", "not available now"))
    return ", ".join(part for part in parts if part)


class _CommandDelegate(QStyledItemDelegate):
    """Draws a command: icon or dot, words with the typed letters in bold, section, keys."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        command: PaletteCommand = index.data(_Role.COMMAND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = option.rect.adjusted(0, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(frame), 7, 7)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(QRectF(frame), 7, 7)
        self._draw_mark(painter, QRect(frame.x() + 10, frame.center().y() - 7, 16, 16), command)
        rest = frame.adjusted(36, 0, -10, 0)
        if command.shortcut:
            rest.setRight(self._draw_keys(painter, rest, command) - 12)
        section = self._draw_section(painter, rest, command)
        rest.setRight(section - 12)
        self._draw_words(painter, rest, command, index.data(_Role.PLACES))
        painter.restore()

    def _colour(self, command: PaletteCommand, name: str) -> QColor:
        return self._theme.colour(name if command.enabled else "strong_border")

    def _draw_mark(self, painter: QPainter, frame: QRect, command: PaletteCommand) -> None:
        if command.colour is not None:
            painter.setBrush(self._theme.class_colour(command.colour))
            painter.setOpacity(1.0 if command.enabled else 0.45)
            painter.drawEllipse(QRectF(frame).adjusted(3, 3, -3, -3))
            painter.setOpacity(1.0)
        elif command.icon is not None:
            mode = QIcon.Mode.Normal if command.enabled else QIcon.Mode.Disabled
            command.icon.paint(painter, frame, Qt.AlignmentFlag.AlignCenter, mode)

    def _draw_keys(self, painter: QPainter, frame: QRect, command: PaletteCommand) -> int:
        font = _sized(painter.font(), FONT_PIXELS - 1)
        width = QFontMetrics(font).horizontalAdvance(command.shortcut) + 14
        cap = QRectF(frame.right() - width, frame.center().y() - 10.5, width, 21)
        painter.setFont(font)
        painter.setBrush(self._theme.colour("raised"))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(self._colour(command, "muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, command.shortcut)
        return round(cap.left())

    def _draw_section(self, painter: QPainter, frame: QRect, command: PaletteCommand) -> int:
        words = self.tr("Recently used") if command.recent else command.section
        font = _sized(painter.font(), FONT_PIXELS - 1)
        painter.setFont(font)
        painter.setPen(self._colour(command, "muted"))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(frame, flags, words)
        return frame.right() - QFontMetrics(font).horizontalAdvance(words)

    def _draw_words(
        self, painter: QPainter, frame: QRect, command: PaletteCommand, places: Sequence[int]
    ) -> None:
        plain = _sized(painter.font(), FONT_PIXELS)
        bold = _sized(plain, FONT_PIXELS)
        bold.setWeight(QFont.Weight.Bold)
        # Room is kept as if all were bold: whatever is typed, what fits stays the same.
        shown = QFontMetrics(bold).elidedText(
            command.words, Qt.TextElideMode.ElideRight, frame.width()
        )
        painter.setPen(self._colour(command, "text"))
        left, marked = frame.x(), set(places)
        for start, end in _runs(len(shown), marked):
            font = bold if start in marked else plain
            painter.setFont(font)
            part = QRect(left, frame.y(), frame.right() - left + 1, frame.height())
            painter.drawText(part, Qt.AlignmentFlag.AlignVCenter, shown[start:end])
            left += QFontMetrics(font).horizontalAdvance(shown[start:end])


def _runs(length: int, marked: set[int]) -> list[tuple[int, int]]:
    """Stretches of letters that are all marked or all not: (start, end)."""
    edges = [i for i in range(1, length) if (i in marked) != (i - 1 in marked)]
    return list(zip([0, *edges], [*edges, length], strict=True)) if length else []


def _sized(base: QFont, pixels: int) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Normal)
    return font
