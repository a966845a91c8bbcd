"""A photo that can be zoomed with the wheel and dragged about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.photo.heatmap_kinds import HeatmapStyle, Overlay
from siamdesk.gui.photo.heatmap_painter import HeatmapPainter, place_in
from siamdesk.gui.photo.region_painting import paint_region, region_rect
from siamdesk.gui.photo.zoom import Zoom, ZoomFrame
from siamdesk.images.framing import Region

STEP = 1.25
"""What one step of the wheel or one key zooms by."""
_NOTCH = 120
_PIXELS_SEEN_FROM = 8.0
"""Screen pixels per pixel of the photo from which they are shown as squares, once zoomed in."""


class ZoomView(QWidget):
    """Draws what is seen of a photo, from the smallest pixmap that is sharp enough."""

    point_chosen = Signal(float, float)
    """A place in what counts of the photo was clicked: fractions of its width and height."""

    def __init__(self, theme: Theme, zoom: Zoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = zoom
        self._size = QSize(1, 1)
        self._preview: QPixmap | None = None
        self._full: QPixmap | None = None
        self._problem = ""
        self._region: Region | None = None
        self._held: QPointF | None = None
        self._pressed_at = QPointF()
        self._heatmap = HeatmapPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)
        zoom.changed.connect(self._repaint)
        theme.changed.connect(self._repaint)

    def show_photo(
        self,
        size: QSize,
        *,
        preview: QPixmap | None,
        full: QPixmap | None,
        problem: str | None = None,
        region: Region | None = None,
    ) -> None:
        """Show a photo of `size` pixels: a small picture of it, and all its pixels if at hand.

        `region` is what of it counts, if not all.
        """
        self._region = region
        self._size, self._preview, self._full = size, preview, full
        self._problem = problem or ""
        self.update()

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay a heatmap over the photo, or nothing (None)."""
        self._heatmap.show(overlay)
        self.update()

    def set_heatmap_style(self, style: HeatmapStyle) -> None:
        """Draw heatmaps in this way."""
        self._heatmap.style = style
        self.update()

    @property
    def overlay(self) -> Overlay:
        """What lies over the photo."""
        return self._heatmap.overlay

    def _looked_at(self) -> QRectF:
        """Where what counts of the photo lies in the view."""
        target = self.frame.target(self._zoom.factor, self._zoom.centre)
        return target if self._region is None else region_rect(self._region, target)

    @property
    def frame(self) -> ZoomFrame:
        """The photo in this view."""
        return ZoomFrame(QSizeF(self._size), QSizeF(self.size()), self.devicePixelRatioF())

    @property
    def percent(self) -> float:
        """Screen pixels per pixel of the photo, in percent."""
        frame = self.frame
        return 100 * frame.fit * self._zoom.factor * frame.ratio

    @property
    def pixels_at_hand(self) -> int:
        """Longest side of the best picture of the photo that there is so far; 0 without any."""
        picture = self._full or self._preview
        return 0 if picture is None else max(picture.width(), picture.height())

    @property
    def needs_full(self) -> bool:
        """Whether the small picture is too coarse for what is seen."""
        if self._preview is None or self._full is not None:
            return False
        return self._longest_seen() > max(self._preview.width(), self._preview.height())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom in or out; the place at `at`, or else in the middle, stays where it is."""
        frame, position = self.frame, at or QPointF(self.width() / 2, self.height() / 2)
        place = frame.place_at(position, self._zoom.factor, self._zoom.centre)
        wanted = frame.limited(self._zoom.factor * factor)
        self._zoom.set(wanted, frame.centre_for(place, position, wanted))

    def pan(self, dx: float, dy: float) -> None:
        """Move the photo by this many logical pixels."""
        frame, middle = self.frame, QPointF(self.width() / 2, self.height() / 2)
        place = frame.place_at(middle, self._zoom.factor, self._zoom.centre)
        to = QPointF(middle.x() + dx, middle.y() + dy)
        self._zoom.set(self._zoom.factor, frame.centre_for(place, to, self._zoom.factor))

    @property
    def is_larger_than_view(self) -> bool:
        """Whether there is anything to pan to."""
        target = self.frame.target(self._zoom.factor, self._zoom.centre)
        return target.width() > self.width() + 0.5 or target.height() > self.height() + 0.5

    def _longest_seen(self) -> float:
        target = self.frame.target(self._zoom.factor, self._zoom.centre)
        return max(target.width(), target.height()) * self.devicePixelRatioF()

    def _picture(self) -> QPixmap | None:
        sharp = self._preview is not None and self._longest_seen() <= max(
            self._preview.width(), self._preview.height()
        )
        return self._preview if sharp or self._full is None else self._full

    # ---- Qt's side ----

    @Slot()
    def _repaint(self) -> None:
        self._show_cursor()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The same part of the photo stays in sight."""
        super().resizeEvent(event)
        self._show_cursor()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the part that is seen; what that costs depends on the view, not on the photo."""
        del event
        painter = QPainter(self)
        picture = self._picture()
        if picture is None:
            self._draw_problem(painter)
            return
        target = self.frame.target(self._zoom.factor, self._zoom.centre)
        seen = target.intersected(QRectF(self.rect()))
        across, down = picture.width() / target.width(), picture.height() / target.height()
        source = QRectF(
            (seen.x() - target.x()) * across,
            (seen.y() - target.y()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        smooth = self._zoom.factor <= 1 or self.percent < 100 * _PIXELS_SEEN_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawPixmap(seen, picture, source)
        if self._region is not None:
            paint_region(painter, self._region, target)
        self._heatmap.draw(painter, target, self._region)

    def _draw_problem(self, painter: QPainter) -> None:
        if not self._problem:
            return
        middle = self.rect().center()
        mark = icons.pixmap("photo-broken", self._theme.tones.muted, 40, self.devicePixelRatioF())
        painter.drawPixmap(QRect(middle.x() - 20, middle.y() - 56, 40, 40), mark)
        painter.setPen(self._theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        words = QRect(24, middle.y(), self.width() - 48, self.height() // 2)
        painter.drawText(words, int(flags), self._problem)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom towards the pointer; finely where the wheel turns finely."""
        self.zoom_by(STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the photo."""
        if event.button() == Qt.MouseButton.LeftButton:
            frame, zoom = self.frame, self._zoom
            place = frame.place_at(event.position(), zoom.factor, zoom.centre)
            self._held = place
            self._pressed_at = event.position()
            self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What was taken hold of follows the pointer."""
        if self._held is not None:
            factor = self._zoom.factor
            self._zoom.set(factor, self.frame.centre_for(self._held, event.position(), factor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = None
            self._show_cursor()
            moved = (event.position() - self._pressed_at).manhattanLength()
            place = place_in(self._looked_at(), event.position())
            if moved < QApplication.startDragDistance() and place is not None:
                self.point_chosen.emit(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """All pixels of this place, or back to the whole photo."""
        self.toggle_actual(event.position())

    def toggle_actual(self, at: QPointF | None = None) -> None:
        """Go to 100 %, or back to the whole photo when that is how it is seen."""
        actual = self.frame.actual
        if abs(self._zoom.factor - actual) < 1e-6 * actual:
            self._zoom.set(1.0)
        else:
            self.zoom_by(actual / self._zoom.factor, at)

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self.is_larger_than_view:
            held = self._held is not None
            shape = Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)
