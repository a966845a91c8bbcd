"""The history beside the window: a line of points to go back to, and the way to its export."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.history.history_model import POINT_ROLE, Column, HistoryModel, Point
from siamdesk.gui.look.table_look import look_like_rows
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label

_ROW = 32
_MARK_WIDTH = 34


class _PointDelegate(QStyledItemDelegate):
    """Draws the texts of a row: bold where the project stands, pale where it was undone."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Choose weight and colour."""
        super().initStyleOption(option, index)
        # The row is what is current, and it is lit up: no frame around one of its cells.
        option.state &= ~QStyle.StateFlag.State_HasFocus
        point = index.data(POINT_ROLE)
        if point == Point.HERE:
            option.font.setWeight(QFont.Weight.DemiBold)
        tone = "muted" if point == Point.UNDONE or index.column() > Column.WHAT else "text"
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, self._theme.colour(tone))
        option.font.setItalic(point == Point.UNDONE)


class _MarkDelegate(_PointDelegate):
    """Draws the line of time: dots that are done, rings that are undone, a large dot for now."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one piece of the line and its dot."""
        super().paint(painter, option, index)
        frame = QRectF(option.rect)
        centre = QPointF(frame.left() + _MARK_WIDTH / 2, frame.center().y())
        point = index.data(POINT_ROLE)
        rows = index.model().rowCount()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("scroll"), 1.5))
        top = frame.top() if index.row() else centre.y()
        bottom = frame.bottom() + 1 if index.row() + 1 < rows else centre.y()
        painter.drawLine(QPointF(centre.x(), top), QPointF(centre.x(), bottom))
        here, undone = point == Point.HERE, point == Point.UNDONE
        tone = self._theme.colour("accent" if here else "strong_border")
        painter.setPen(QPen(tone, 1.5))
        painter.setBrush(self._theme.colour("raised") if undone else tone)
        radius = 6 if here else 4
        painter.drawEllipse(centre, radius, radius)
        painter.restore()


class HistoryDialog(QDialog):
    """Stays open while the inspector works on; announces what is wanted."""

    point_chosen = Signal(int)
    """Id of the edit to go to; 0 is the project as it was made."""
    export_requested = Signal()

    def __init__(self, model: HistoryModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history dialog")
        self.setWindowTitle(self.tr("History"))
        self.resize(680, 520)
        self._model = model
        self.table = QTableView(self)
        self._go = QPushButton(self)
        self._export = QPushButton(self.tr("Export audit trail…"), self)
        self._build_table(theme)
        self._lay_out()
        self._go.clicked.connect(self._choose)
        self._export.clicked.connect(self.export_requested)
        self.table.doubleClicked.connect(self._choose)
        self.table.selectionModel().currentChanged.connect(self._tell)
        model.dataChanged.connect(self._tell)
        model.modelReset.connect(self._tell)
        self._tell()

    def _build_table(self, theme: Theme) -> None:
        table = self.table
        table.setModel(self._model)
        table.setAccessibleName(self.tr("History, newest first"))
        table.setItemDelegate(_PointDelegate(theme, table))
        table.setItemDelegateForColumn(Column.MARK, _MarkDelegate(theme, table))
        look_like_rows(table, row_height=_ROW)
        columns = table.horizontalHeader()
        columns.setSectionResizeMode(Column.MARK, QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(_MARK_WIDTH)
        for column, width in ((Column.MARK, _MARK_WIDTH), (Column.WHEN, 150), (Column.WHO, 90)):
            table.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.close)
        for button in (close, self._export):
            button.setAutoDefault(False)
        self._go.setProperty("role", "primary")
        self._go.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._export)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(4)
        layout.addWidget(label(self.tr("History"), "title"))
        words = self.tr("Newest first. Enter or a double-click goes to a point; nothing is lost.")
        layout.addWidget(label(words, "muted"))
        layout.addSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addSpacing(8)
        layout.addLayout(buttons)

    def select_here(self) -> None:
        """Make the present state the current row."""
        self.table.setCurrentIndex(self._model.index(self._model.here, Column.WHAT))
        self.table.setFocus()

    @Slot()
    def _tell(self) -> None:
        row = self.table.currentIndex().row()
        self._go.setText(self._model.steps(row) if row >= 0 else self.tr("Choose a point"))
        self._go.setEnabled(row >= 0 and row != self._model.here)

    @Slot()
    def _choose(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and row != self._model.here:
            self.point_chosen.emit(self._model.edit_id(row))
