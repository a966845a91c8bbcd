"""Which heatmap is shown, of what, and how it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.heatmaps.why_bar import WhyBar
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.icon_button import icon_button
from siamdesk.gui.parts.labels import ElidedComboBox, ElidedLabel, label
from siamdesk.gui.photo.heatmap_kinds import HeatmapKind, HeatmapStyle, Scale
from siamdesk.gui.photo.photo_view import HeatmapLegend

_LIST_WIDTH = 270
_PAGES = (HeatmapKind.WHY, HeatmapKind.UNUSUAL, HeatmapKind.MATCH)


class HeatmapBar(QWidget):
    """Announces what the inspector wants; shows what it is told."""

    kind_chosen = Signal(object)
    """A `HeatmapKind`."""
    shown_toggled = Signal(bool)
    opacity_changed = Signal(float)
    """In [0, 1]."""
    ok_class_wanted = Signal()
    """The class that is OK is to be chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.why_bar = WhyBar(theme, self)
        self.menu = QMenu(self)
        """What else can be done; filled by the window."""
        self._build_choice()
        self._build_pages()
        self._build_scale()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._choice_row())
        layout.addWidget(self._pages)
        layout.addLayout(self._scale_row())
        theme.changed.connect(self._tint)
        self._tint()

    def _build_choice(self) -> None:
        self._toggle = icon_button(self.tr("Show heatmap"), self)
        self._toggle.setToolTip(self.tr("Show heatmap (H)"))
        self._toggle.setCheckable(True)
        self._toggle.setChecked(True)
        self._toggle.toggled.connect(self._switch)
        self._kind = ElidedComboBox(self)
        self._kind.setAccessibleName(self.tr("Kind of heatmap"))
        self._kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._kind.setMinimumContentsLength(6)
        self._kind.view().setMinimumWidth(_LIST_WIDTH)
        for kind, words, tip in (
            (
                HeatmapKind.WHY,
                self.tr("Why this class, not that one"),
                self.tr("What speaks for one class and what for the other (W)"),
            ),
            (
                HeatmapKind.UNUSUAL,
                self.tr("What is unusual"),
                self.tr("What the examples of the OK class do not have (O)"),
            ),
            (
                HeatmapKind.MATCH,
                self.tr("Which part matches which"),
                self.tr("Click a point, and see what is like it in the example (P)"),
            ),
        ):
            self._kind.addItem(words, kind)
            self._kind.setItemData(self._kind.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._kind.activated.connect(self._choose_kind)
        self._opacity = QSlider(Qt.Orientation.Horizontal, self)
        self._opacity.setRange(0, 100)
        self._opacity.setFixedWidth(72)
        self._opacity.setAccessibleName(self.tr("Opacity of the heatmap"))
        self._opacity.setToolTip(self.tr("Opacity of the heatmap"))
        self._opacity.valueChanged.connect(self._change_opacity)
        self._more = icon_button(self.tr("Colours, save as a picture"), self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self.menu)

    def _build_pages(self) -> None:
        self._ok_name = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        self._choose_ok = QPushButton(self.tr("Choose…"), self)
        self._choose_ok.setProperty("role", "small")
        self._choose_ok.setAccessibleName(self.tr("Choose the class that is OK"))
        self._choose_ok.clicked.connect(self.ok_class_wanted)
        unusual = QWidget(self)
        row = QHBoxLayout(unusual)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._ok_name, 1)
        row.addWidget(self._choose_ok)
        self._hint = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        match = QWidget(self)
        row = QHBoxLayout(match)
        row.setContentsMargins(2, 0, 0, 0)
        row.addWidget(self._hint)
        self._pages = QStackedWidget(self)
        for page in (self.why_bar, unusual, match):
            self._pages.addWidget(page)

    def _build_scale(self) -> None:
        self._low = label("", "small")
        self._high = label("", "small")
        self._sums = label("", "small")
        self._legend = HeatmapLegend(self._theme, self)
        self._problem = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self._problem.hide()

    def _choice_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._toggle)
        row.addWidget(self._kind, 1)
        row.addSpacing(2)
        row.addWidget(self._opacity)
        row.addWidget(self._more)
        return row

    def _scale_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._low)
        row.addWidget(self._legend, 1)
        row.addWidget(self._high)
        row.addWidget(self._sums)
        row.addWidget(self._problem, 1)
        return row

    # ---- what is shown ----

    @property
    def kind(self) -> HeatmapKind:
        """The kind that is chosen."""
        return HeatmapKind(self._kind.currentData())

    @property
    def words(self) -> str:
        """What is said about the heatmap, for screen readers and tests."""
        return self.accessibleDescription()

    def show_kind(self, kind: HeatmapKind) -> None:
        """Show what belongs to this kind."""
        with QSignalBlocker(self._kind):
            self._kind.setCurrentIndex(self._kind.findData(kind))
        self._pages.setCurrentIndex(_PAGES.index(kind))

    def show_style(self, style: HeatmapStyle) -> None:
        """Show how heatmaps are drawn."""
        with QSignalBlocker(self._toggle), QSignalBlocker(self._opacity):
            self._toggle.setChecked(style.shown)
            self._opacity.setValue(round(100 * style.opacity))
        self._opacity.setEnabled(style.shown)
        self.why_bar.show_palette(style.palette)
        self._legend.show_scale(style.palette, from_zero=self.kind is not HeatmapKind.WHY)

    def show_ok_class(self, name: str | None) -> None:
        """Name the class that the photo is compared with; None: none is marked."""
        self._ok_name.setText(
            self.tr("No class is marked as OK yet")
            if name is None
            else self.tr("Compared with “{0}”").format(name)
        )
        self._choose_ok.setText(self.tr("Choose…") if name is None else self.tr("Change…"))

    def show_hint(self, words: str) -> None:
        """Say how points are chosen."""
        self._hint.setText(words)

    def show_problem(self, words: str) -> None:
        """Say why there is no heatmap, in place of the scale."""
        for part in (self._low, self._legend, self._high, self._sums):
            part.hide()
        self._problem.setText(words)
        self._problem.show()
        self.setAccessibleDescription(words)

    def show_scale(self, scale: Scale) -> None:
        """Tell what the colours mean, and what the map comes to."""
        self._problem.hide()
        for part in (self._low, self._legend, self._high):
            part.show()
        self._low.setText(scale.low)
        self._high.setText(scale.high)
        self._sums.setText(scale.sums)
        self._sums.setVisible(bool(scale.sums))
        self.setAccessibleDescription(scale.words)
        self._legend.setToolTip(scale.words)

    # ---- inside ----

    @Slot(int)
    def _choose_kind(self, row: int) -> None:
        self.kind_chosen.emit(HeatmapKind(self._kind.itemData(row)))

    @Slot(bool)
    def _switch(self, shown: bool) -> None:
        self._opacity.setEnabled(shown)
        self.shown_toggled.emit(shown)

    @Slot(int)
    def _change_opacity(self, percent: int) -> None:
        self.opacity_changed.emit(percent / 100)

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._toggle.setIcon(icons.icon("heatmap", tones.text, tones.strong_border))
        self._more.setIcon(icons.icon("more", tones.text, tones.strong_border))
