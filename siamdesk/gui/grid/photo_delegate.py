"""Draws one photo of the grid: thumbnail, class or guess, probability bar, unknown marker."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from siamdesk.gui.grid.photo_model import PhotoRole
from siamdesk.gui.grid.tile import Tile
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import FONT_PIXELS, Theme
from siamdesk.gui.photo.fitted import fitted
from siamdesk.gui.words import text

GAP = 5
"""Around the card of a photo."""
_PADDING = 6
_TEXT_HEIGHT = 48
_PERCENT_GAP = 8
_PERCENT_SIZE = FONT_PIXELS - 1
_ASPECT = 0.88
"""Height of the picture in a tile, in widths."""


def tile_height(width: int) -> int:
    """Height of a grid cell of this width."""
    return round((width - 2 * GAP - 2 * _PADDING) * _ASPECT) + 2 * GAP + _PADDING + _TEXT_HEIGHT


class PhotoDelegate(QStyledItemDelegate):
    """Paints from a `Tile` alone; all tiles have `cell`'s size."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cell = QSize(160, tile_height(160))

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for all photos."""
        del option, index
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one tile."""
        tile = index.data(PhotoRole.TILE)
        if not isinstance(tile, Tile):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = option.rect.adjusted(GAP, GAP, -GAP, -GAP)
        self._draw_card(painter, card, option.state)
        picture = card.adjusted(_PADDING, _PADDING, -_PADDING, -_TEXT_HEIGHT)
        self._draw_picture(painter, picture, tile)
        if tile.is_unknown:
            self._draw_pill(painter, picture, self.tr("Unknown"))
        elif tile.is_doubtful:
            self._draw_pill(painter, picture, self.tr("Check"))
        if tile.similarity is not None:
            self._draw_similarity(painter, picture, tile.similarity)
        words = QRect(
            card.x() + _PADDING + 3,
            picture.bottom() + 1,
            card.width() - 2 * _PADDING - 6,
            _TEXT_HEIGHT,
        )
        self._draw_words(painter, words, tile)
        painter.restore()

    def _draw_card(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        fill, line, width = "raised", "border", 1.0
        if selected:
            fill, line, width = "accent_soft", "accent", 2.0
        elif hovered:
            line = "strong_border"
        painter.setBrush(self._theme.colour(fill))
        painter.setPen(QPen(self._theme.colour(line), width))
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 9, 9)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.drawRoundedRect(QRectF(card).adjusted(-2, -2, 2, 2), 11, 11)

    def _draw_picture(self, painter: QPainter, frame: QRect, tile: Tile) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(frame), 5, 5)
        painter.fillPath(outline, self._theme.colour("photo"))
        if tile.pixmap is not None:
            painter.save()
            painter.setClipPath(outline)
            painter.drawPixmap(fitted(tile.pixmap.size(), frame), tile.pixmap)
            painter.restore()
        elif tile.problem is not None:
            ratio = painter.device().devicePixelRatioF()
            mark: QPixmap = icons.pixmap("photo-broken", self._theme.tones.muted, 28, ratio)
            painter.drawPixmap(fitted(QSize(28, 28), frame), mark)

    def _draw_pill(self, painter: QPainter, picture: QRect, label: str) -> None:
        font = _font(painter.font(), FONT_PIXELS - 2, bold=True)
        width = QFontMetrics(font).horizontalAdvance(label) + 14
        pill = QRectF(picture.x() + 5, picture.y() + 5, width, 19)
        painter.setFont(font)
        painter.setBrush(self._theme.colour("warning_soft"))
        painter.setPen(QPen(self._theme.colour("warning"), 1))
        painter.drawRoundedRect(pill, 9.5, 9.5)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)

    def _draw_similarity(self, painter: QPainter, picture: QRect, similarity: float) -> None:
        font = _font(painter.font(), FONT_PIXELS - 2, bold=True)
        label = text.decimal(similarity, 2)
        width = QFontMetrics(font).horizontalAdvance(label) + 14
        pill = QRectF(picture.right() - 4 - width, picture.bottom() - 23, width, 19)
        painter.setFont(font)
        painter.setBrush(self._theme.colour("raised"))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawRoundedRect(pill, 9.5, 9.5)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)

    def _draw_words(self, painter: QPainter, frame: QRect, tile: Tile) -> None:
        line = QRect(frame.x(), frame.y() + 5, frame.width(), 20)
        below = QRect(frame.x(), line.bottom() + 1, frame.width(), 16)
        if tile.name is None or tile.colour is None:
            self._draw_text(painter, line, tile.file_name, "muted")
            return
        dot = QRectF(line.x(), line.center().y() - 3.5, 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.class_colour(tile.colour))
        painter.drawEllipse(dot)
        line.setLeft(line.x() + 15)
        self._draw_text(painter, line, tile.name, "muted" if tile.is_unknown else "text")
        if tile.suggestion is not None:
            words = self.tr("looks like {0}").format(tile.suggestion)
            self._draw_text(painter, below, words, "warning", size=FONT_PIXELS - 2)
        elif tile.probability is None:
            self._draw_text(painter, below, tile.file_name, "muted", size=FONT_PIXELS - 2)
        else:
            self._draw_probability(painter, below, tile.probability, tile.colour)

    def _draw_probability(self, painter: QPainter, frame: QRect, share: float, colour: str) -> None:
        right = Qt.AlignmentFlag.AlignRight
        self._draw_text(
            painter,
            frame,
            text.probability(share),
            "text",
            bold=True,
            size=_PERCENT_SIZE,
            align=right,
        )
        # The same length for all photos, so that the bars can be compared.
        metrics = QFontMetrics(_font(painter.font(), _PERCENT_SIZE, bold=True))
        number = metrics.horizontalAdvance(text.probability(1.0))
        length = frame.width() - number - _PERCENT_GAP
        track = QRectF(frame.x(), frame.center().y() - 1.5, length, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(track, 2.5, 2.5)
        track.setWidth(max(5.0, track.width() * share))
        painter.setBrush(self._theme.class_colour(colour))
        painter.drawRoundedRect(track, 2.5, 2.5)

    def _draw_text(
        self,
        painter: QPainter,
        frame: QRect,
        words: str,
        colour: str,
        *,
        bold: bool = False,
        size: int = FONT_PIXELS,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font = _font(painter.font(), size, bold=bold)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, frame.width())
        painter.drawText(frame, align | Qt.AlignmentFlag.AlignVCenter, shown)


def _font(base: QFont, size: int, *, bold: bool) -> QFont:
    font = QFont(base)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
