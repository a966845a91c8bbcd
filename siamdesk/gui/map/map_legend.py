"""What the shapes and colours on the map stand for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.map.map_symbols import symbol_of, unit_path
from siamdesk.project.values import DefectClass

_LINE = 20
_SYMBOL = 12
_WIDEST_NAME = 150
_GAP = 16
_MOST_LINES = 5


class MapLegend(QWidget):
    """The classes in lines that fill its width, and what a hollow point is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[tuple[str, str | None, str, bool]] = []
        """Name, colour, symbol, whether it is hollow."""
        self._places: list[tuple[QPointF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)
        self.set_classes(())

    def set_classes(self, classes: Sequence[DefectClass]) -> None:
        """Explain the points of these classes."""
        self._entries = [(self.tr("hollow: inbox, as guessed"), None, "circle", True)]
        self._entries += [(c.name, c.colour, symbol_of(c.position), False) for c in classes]
        self.setAccessibleName(
            self.tr("Legend: {0}").format(", ".join(entry[0] for entry in self._entries))
        )
        self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lines."""
        lines = 1 + max((round(place.y()) // _LINE for place, _ in self._places), default=0)
        return QSize(200, lines * _LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        metrics, x, y = self.fontMetrics(), 0, 0
        # Two in a line even where it is narrow.
        widest_name = min(_WIDEST_NAME, self.width() // 2 - _SYMBOL - _GAP)
        self._places = []
        for name, *_ in self._entries:
            widest = max(widest_name, 0 if self._places else metrics.horizontalAdvance(name) + 4)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest)
            width = _SYMBOL + 6 + metrics.horizontalAdvance(shown)
            if x and x + width > self.width():
                x, y = 0, y + _LINE
            if y >= _MOST_LINES * _LINE:
                break
            self._places.append((QPointF(x, y), shown))
            x += width + _GAP
        self.updateGeometry()
        self.update()

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw each shape beside its name."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (place, shown), (_, colour, symbol, hollow) in zip(
            self._places, self._entries, strict=False
        ):
            tones = self._theme.tones
            tint = self._theme.class_colour(colour) if colour else QColor(tones.muted)
            painter.save()
            painter.translate(place.x() + _SYMBOL / 2, place.y() + _LINE / 2)
            painter.scale(_SYMBOL, _SYMBOL)
            painter.setPen(QPen(tint, 1.6 / _SYMBOL) if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else tint)
            painter.drawPath(unit_path(symbol))
            painter.restore()
            painter.setPen(QColor(tones.muted))
            frame = QRectF(place.x() + _SYMBOL + 6, place.y(), 1000, _LINE)
            painter.drawText(frame, Qt.AlignmentFlag.AlignVCenter, shown)
