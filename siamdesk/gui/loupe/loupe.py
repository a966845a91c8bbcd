"""One photo at the size of the window, alone or beside the nearest example of its best guess."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.loupe.guess_strip import GuessStrip
from siamdesk.gui.parts.icon_button import icon_button
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.photo.photo_view import ARROWS
from siamdesk.gui.photo.zoom import Zoom
from siamdesk.gui.photo.zoom_view import STEP, ZoomView

_PAN = 0.15
"""Share of the view that an arrow key moves."""
Key = Qt.Key


class Loupe(QFrame):
    """Lies over the whole window. Number keys and Enter are the window's own actions."""

    closed = Signal()
    step_requested = Signal(int)
    """The next photo (1) or the one before (-1)."""
    compare_toggled = Signal(bool)
    point_moved = Signal(int, int)
    """The point whose match is shown is to move by so many cells, across and down."""
    point_swapped = Signal()
    """The point is to be in the other photo."""
    zoomed = Signal()
    """More or other pixels are seen, which may have to be fetched."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("loupe")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loupe"))
        self._theme = theme
        self._covered = window
        self.zoom = Zoom(self)
        self.view = ZoomView(theme, self.zoom, self)
        self.example_view = ZoomView(theme, self.zoom, self)
        self._build_words()
        self._build_buttons()
        self._lay_out()
        self.zoom.changed.connect(self.show_zoom)
        theme.changed.connect(self._tint)
        self._tint()
        window.installEventFilter(self)
        self.hide()

    def _build_words(self) -> None:
        self.name = ElidedLabel("", "title")
        self.facts = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self.guesses = GuessStrip(self._theme, self)
        self.example = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        self.example.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.example.setFixedHeight(self.guesses.height())
        self.percent = label("", "muted")
        self.hint = ElidedLabel(
            self.tr(
                "Enter accepts   ·   1–9 correct   ·   ← → other photos   ·   + − zoom   ·   "
                "0 fit   ·   Z 100 %   ·   B compare   ·   H heatmap   ·   Esc closes"
            ),
            "small",
            mode=Qt.TextElideMode.ElideRight,
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _build_buttons(self) -> None:
        self.compare = icon_button(self.tr("Compare with the nearest example (B)"), self)
        self.compare.setCheckable(True)
        self.compare.toggled.connect(self._compare)
        self._actual = icon_button(self.tr("100 %, or the whole photo (Z)"), self)
        self._actual.clicked.connect(self._toggle_actual)
        self._close = icon_button(self.tr("Close (Escape)"), self)
        self._close.clicked.connect(self.leave)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self.facts)
        head = QHBoxLayout()
        head.setContentsMargins(18, 10, 12, 6)
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.addWidget(self.percent)
        for button in (self._actual, self.compare, self._close):
            head.addWidget(button)
        self._photo_part = self._part(self.view, self.guesses)
        self._example_part = self._part(self.example_view, self.example)
        self._example_part.hide()
        parts = QHBoxLayout()
        parts.setContentsMargins(10, 0, 10, 0)
        parts.setSpacing(8)
        parts.addWidget(self._photo_part, 1)
        parts.addWidget(self._example_part, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(parts, 1)
        layout.addWidget(self.hint)

    def _part(self, view: ZoomView, words: QWidget) -> QWidget:
        part = QWidget(self)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(view, 1)
        layout.addWidget(words)
        return part

    # ---- coming and going ----

    def enter(self) -> None:
        """Cover the window and take the keyboard."""
        self.zoom.set(1.0)
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()
        self.setFocus()

    @Slot()
    def leave(self) -> None:
        """Show the window again."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_example(self, *, shown: bool) -> None:
        """Show or hide the example beside the photo."""
        self._example_part.setVisible(shown)

    @property
    def comparing(self) -> bool:
        """Whether the example is to be shown."""
        return self.compare.isChecked()

    # ---- Qt's side ----

    @Slot(bool)
    def _compare(self, shown: bool) -> None:
        self.compare_toggled.emit(shown)

    @Slot()
    def _toggle_actual(self) -> None:
        self.view.toggle_actual()

    @Slot()
    def show_zoom(self) -> None:
        """Tell how large the photo is seen."""
        self.percent.setText(f"{self.view.percent:.0f} %")
        self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom, pan, compare, step, close; no key reaches what is covered."""
        key = Key(event.key())
        if key in (Key.Key_Escape, Key.Key_Space):
            self.leave()
        elif key in (Key.Key_Plus, Key.Key_Equal):
            self.view.zoom_by(STEP)
        elif key == Key.Key_Minus:
            self.view.zoom_by(1 / STEP)
        elif key == Key.Key_0:
            self.zoom.set(1.0)
        elif key == Key.Key_Z:
            self._toggle_actual()
        elif key == Key.Key_B:
            self.compare.toggle()
        elif key == Key.Key_X:
            self.point_swapped.emit()
        elif key in ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.point_moved.emit(*ARROWS[key])
        else:
            self._move(key)

    def _move(self, key: Key) -> None:
        if key in (Key.Key_PageUp, Key.Key_PageDown):
            self.step_requested.emit(1 if key == Key.Key_PageDown else -1)
        elif key in ARROWS:
            across, down = ARROWS[key]
            if self.view.is_larger_than_view:
                step = _PAN * min(self.view.width(), self.view.height())
                self.view.pan(-across * step, -down * step)
            else:
                self.step_requested.emit(across + down)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's signature
        """Keep Tab among what can be seen."""
        buttons = [self._actual, self.compare, self._close]
        stops = [self, *(button for button in buttons if button.isEnabled())]
        now = self.window().focusWidget()
        at = stops.index(now) if now in stops else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        for button, name in (
            (self.compare, "compare"),
            (self._actual, "loupe"),
            (self._close, "close"),
        ):
            button.setIcon(icons.icon(name, tones.text, tones.strong_border))
