"""What accepting all sure guesses would do: counts by class, and the photos nearest the limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.gui.look.theme import FONT_PIXELS, Theme
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.photo.fitted import fitted
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass, Photo

_ROW = 26
_COLUMNS = 4
_LINES = 3
PREVIEWED = _COLUMNS * _LINES
"""Photos that the preview has room for."""
_TILE = QSize(104, 118)
_WORDS = 30


class ClassCounts(QWidget):
    """One line per class: dot, name, bar, number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._classes: tuple[DefectClass, ...] = ()
        self._counts: Mapping[int, int] = {}
        self._most = 1
        self.setObjectName("scrolled")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_classes(self, classes: Sequence[DefectClass], most: int) -> None:
        """Show these classes; `most` photos fill a bar."""
        self._classes = tuple(classes)
        self._most = max(1, most)
        self.setFixedHeight(max(1, len(self._classes)) * _ROW)

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Show these numbers of photos, by class id."""
        self._counts = counts
        said = [f"{c.name} {text.number(counts.get(c.id, 0))}" for c in self._classes]
        self.setAccessibleName(self.tr("Photos by class: {0}").format(", ".join(said)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, known in enumerate(self._classes):
            frame = QRect(0, row * _ROW, self.width(), _ROW)
            if frame.intersects(event.rect()):
                self._draw(painter, frame, known, self._counts.get(known.id, 0))

    def _draw(self, painter: QPainter, frame: QRect, known: DefectClass, count: int) -> None:
        colour = self._theme.class_colour(known.colour)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.setOpacity(1.0 if count else 0.4)
        painter.drawEllipse(QRectF(frame.x() + 1, frame.center().y() - 4, 9, 9))
        painter.setOpacity(1.0)
        words = frame.adjusted(18, 0, -150, 0)
        painter.setPen(self._theme.colour("text" if count else "muted"))
        shown = self.fontMetrics().elidedText(
            known.name, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, shown)
        number = frame.adjusted(0, 0, -2, 0)
        painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, text.number(count))
        track = QRectF(frame.right() - 142, frame.center().y() - 2, 92, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(track, 2.5, 2.5)
        if count:
            track.setWidth(max(5.0, track.width() * count / self._most))
            painter.setBrush(colour)
            painter.drawRoundedRect(track, 2.5, 2.5)


class LeastSure(QWidget):
    """The photos that are accepted with the least confidence, as small tiles."""

    def __init__(
        self, theme: Theme, thumbnails: ImageLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._tiles: list[tuple[Photo, DefectClass, float]] = []
        self.setFixedSize(_COLUMNS * _TILE.width(), _LINES * _TILE.height())
        thumbnails.arrived.connect(self._repaint)

    def show_photos(self, tiles: Sequence[tuple[Photo, DefectClass, float]]) -> None:
        """Show photos with their guess and its probability; as many as there is room for."""
        self._tiles = list(tiles[:PREVIEWED])
        said = [f"{photo.name}: {c.name}, {text.probability(p)}" for photo, c, p in self._tiles]
        self.setAccessibleName(self.tr("Least sure of them: {0}").format("; ".join(said)))
        self.update()

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tiles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in range(PREVIEWED):
            line, column = divmod(place, _COLUMNS)
            frame = QRect(column * _TILE.width(), line * _TILE.height(), 0, 0)
            frame.setSize(_TILE)
            self._draw(painter, frame.adjusted(3, 3, -3, -3), place)

    def _draw(self, painter: QPainter, frame: QRect, place: int) -> None:
        picture = frame.adjusted(0, 0, 0, -_WORDS)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(picture), 5, 5)
        if place >= len(self._tiles):
            painter.setOpacity(0.5)
            painter.fillPath(outline, self._theme.colour("track"))
            painter.setOpacity(1.0)
            return
        photo = self._tiles[place][0]
        painter.fillPath(outline, self._theme.colour("photo"))
        pixmap = self._thumbnails.pixmap(photo)
        if pixmap is not None:
            painter.save()
            painter.setClipPath(outline)
            painter.drawPixmap(fitted(pixmap.size(), picture), pixmap)
            painter.restore()
        self._draw_words(painter, QRect(frame.x(), picture.bottom() + 3, frame.width(), 18), place)

    def _draw_words(self, painter: QPainter, words: QRect, place: int) -> None:
        _, known, probability = self._tiles[place]
        font = QFont(self.font())
        font.setPixelSize(FONT_PIXELS - 2)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.class_colour(known.colour))
        painter.drawEllipse(QRectF(words.x() + 1, words.center().y() - 3, 7, 7))
        sure = text.probability(probability)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour("text"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, sure)
        name = words.adjusted(12, 0, -metrics.horizontalAdvance(sure) - 4, 0)
        painter.setPen(self._theme.colour("muted"))
        shown = metrics.elidedText(known.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, middle, shown)
