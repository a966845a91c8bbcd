"""How a class is drawn in the list: dot, name, whether it is OK, number of examples, key."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from siamdesk.gui.classes.class_model import KEYS, ClassRole
from siamdesk.gui.look.key_badge import BADGE, draw_badge
from siamdesk.gui.look.theme import Theme
from siamdesk.project.values import DefectClass

ROW_HEIGHT = 34


class ClassDelegate(QStyledItemDelegate):
    """Draws a class; `drop_row` is lit up."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drop_row = -1

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally high."""
        del option, index
        return QSize(100, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw dot, name, number and key."""
        known = index.data(ClassRole.CLASS)
        if not isinstance(known, DefectClass):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = option.rect.adjusted(0, 1, 0, -1)
        self._draw_row(painter, row, option.state, is_target=index.row() == self.drop_row)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.class_colour(known.colour))
        painter.drawEllipse(QRectF(row.x() + 10, row.center().y() - 4.5, 11, 11))
        right = row.right() - 10
        if index.row() < KEYS:
            badge = badge_rect(option.rect)
            draw_badge(painter, badge, str(index.row() + 1), self._theme.tones)
            right = badge.left() - 8
        number = str(index.data(ClassRole.COUNT))
        painter.setPen(self._theme.colour("muted"))
        width = option.fontMetrics.horizontalAdvance(number)
        painter.drawText(
            QRect(right - width, row.y(), width + 1, row.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            number,
        )
        right -= width
        if known.is_ok:
            right = self._draw_ok(painter, row, right - 8)
        frame = QRect(row.x() + 30, row.y(), right - 8 - row.x() - 30, row.height())
        painter.setPen(self._theme.colour("text"))
        name = option.fontMetrics.elidedText(known.name, Qt.TextElideMode.ElideRight, frame.width())
        painter.drawText(frame, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _draw_ok(self, painter: QPainter, row: QRect, right: int) -> int:
        """Draw the mark of the OK class up to `right`; returns where it begins."""
        words = QCoreApplication.translate("ClassDelegate", "OK")
        font = painter.font()
        painter.save()
        font.setPixelSize(max(9, font.pixelSize() - 2))
        font.setBold(True)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        mark = QRectF(right - width, row.center().y() - 8, width, 17)
        colour = self._theme.colour("success")
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(mark, 8.5, 8.5)
        painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()
        return right - width

    def _draw_row(
        self, painter: QPainter, row: QRect, state: QStyle.StateFlag, *, is_target: bool
    ) -> None:
        fill, line = None, None
        if is_target:
            fill, line = "accent_soft", "accent"
        elif state & QStyle.StateFlag.State_Selected:
            fill = "accent_soft"
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = "hover"
        if state & QStyle.StateFlag.State_HasFocus:
            line = "accent"
        painter.setBrush(self._theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(line), 1.5) if line else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 7, 7)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Lay the field over the name."""
        del index
        editor.setGeometry(option.rect.adjusted(24, 2, -4, -2))


def badge_rect(row: QRect) -> QRect:
    """Where the key badge of a class stands in its row."""
    return QRect(
        row.right() - 10 - BADGE.width(),
        row.center().y() - BADGE.height() // 2,
        BADGE.width(),
        BADGE.height(),
    )
