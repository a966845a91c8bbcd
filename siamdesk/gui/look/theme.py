"""Colours, fonts and the scheme in use, light and dark.

Text colours keep a contrast of at least 4.5:1 on the surfaces they are used on;
`tests/gui/test_theme.py` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from siamdesk.gui.look.style_sheet import style_sheet


class ThemeMode(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of one scheme, each ``#rrggbb``."""

    window: str
    """Behind everything: side bar, tool bar, status bar."""
    surface: str
    """Where the work lies: grid, inspector."""
    raised: str
    """Tiles, cards, fields and buttons."""
    hover: str
    border: str
    strong_border: str
    """Outlines that have to be seen, e.g. of fields: 3:1 against the surface."""
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    """Behind what is selected."""
    track: str
    """The empty part of bars."""
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    success: str
    photo: str
    """Behind photos that don't fill their frame, and behind segments."""
    scroll: str
    """Handles of scroll bars."""


LIGHT = Tones(
    window="#f3f4f6",
    surface="#fafbfc",
    raised="#ffffff",
    hover="#e8eaee",
    border="#dcdfe5",
    strong_border="#868e9b",
    text="#1a1d23",
    muted="#565f6d",
    accent="#1f5fd0",
    accent_hover="#184fb0",
    on_accent="#ffffff",
    accent_soft="#e3ecfc",
    track="#e1e4ea",
    warning="#8a4b00",
    warning_soft="#fff1d9",
    danger="#a8201a",
    danger_soft="#fde8e6",
    success="#1c6b3c",
    photo="#e6e8ed",
    scroll="#c2c7d0",
)

DARK = Tones(
    window="#16181c",
    surface="#1b1e23",
    raised="#24282f",
    hover="#2f343d",
    border="#343a44",
    strong_border="#757e8d",
    text="#e9ebef",
    muted="#a6aebb",
    accent="#8ab4ff",
    accent_hover="#a9c8ff",
    on_accent="#0c1a33",
    accent_soft="#263858",
    track="#3a404b",
    warning="#ffc46b",
    warning_soft="#3d2f16",
    danger="#ff9c94",
    danger_soft="#45211f",
    success="#7fd6a0",
    photo="#101216",
    scroll="#4d5461",
)

_FAMILIES = ("Inter", "Segoe UI Variable Text", "Segoe UI", "Noto Sans")
_SEEN = 2.2
"""Contrast of class colours: dots and bars always stand beside a name."""
FONT_PIXELS = 13
"""Height of the body text in logical pixels."""


class Theme(QObject):
    """The scheme in use; follows the system unless told otherwise."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: ThemeMode = ThemeMode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._tones = LIGHT
        app.setStyle("Fusion")
        app.setFont(_font())
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def mode(self) -> ThemeMode:
        """What was chosen, which may be to follow the system."""
        return self._mode

    @property
    def tones(self) -> Tones:
        """The colours in use."""
        return self._tones

    @property
    def dark(self) -> bool:
        """Whether the dark scheme is in use."""
        return self._tones is DARK

    def colour(self, name: str) -> QColor:
        """One of the `Tones` by its name."""
        return QColor(getattr(self._tones, name))

    def class_colour(self, colour: str) -> QColor:
        """The colour of a class, made lighter or darker where it would drown in the scheme."""
        return QColor(seen_on(colour, self._tones.raised))

    def set_mode(self, mode: ThemeMode) -> None:
        """Wear other colours from now on."""
        if mode is not self._mode:
            self._mode = mode
            self._apply()

    @Slot()
    def _follow_system(self) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        system_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._mode is ThemeMode.DARK or (self._mode is ThemeMode.SYSTEM and system_dark)
        self._tones = DARK if dark else LIGHT
        self._app.setPalette(_palette(self._tones))
        self._app.setStyleSheet(style_sheet(self._tones, dark=dark))
        self.changed.emit()


@lru_cache(maxsize=512)
def seen_on(colour: str, background: str, contrast: float = _SEEN) -> str:
    """`colour`, changed in lightness alone until it stands out from `background`."""
    found = QColor(colour)
    step = 0.03 if luminance(background) < 0.18 else -0.03
    while contrast_ratio(found.name(), background) < contrast:
        lightness = found.lightnessF() + step
        if not 0 < lightness < 1:
            break
        found = QColor.fromHslF(max(found.hslHueF(), 0.0), found.hslSaturationF(), lightness)
    return found.name()


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    tint = QColor(colour)
    red, green, blue = map(_linear, (tint.redF(), tint.greenF(), tint.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast_ratio(one: str, other: str) -> float:
    """Contrast as WCAG 2 defines it, from 1 to 21."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _font() -> QFont:
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    installed = set(QFontDatabase.families())
    families = [name for name in _FAMILIES if name in installed]
    # The system's own family comes last: it knows the scripts that the others may lack.
    font.setFamilies([*families, font.family()])
    font.setPixelSize(FONT_PIXELS)
    return font


def _palette(tones: Tones) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, tones.window),
        (roles.WindowText, tones.text),
        (roles.Base, tones.raised),
        (roles.AlternateBase, tones.surface),
        (roles.Text, tones.text),
        (roles.PlaceholderText, tones.muted),
        (roles.Button, tones.raised),
        (roles.ButtonText, tones.text),
        (roles.BrightText, tones.danger),
        (roles.ToolTipBase, tones.raised),
        (roles.ToolTipText, tones.text),
        (roles.Highlight, tones.accent),
        (roles.HighlightedText, tones.on_accent),
        (roles.Link, tones.accent),
        (roles.LinkVisited, tones.accent),
        (roles.Mid, tones.border),
        (roles.Dark, tones.strong_border),
        (roles.Light, tones.raised),
        (roles.Midlight, tones.hover),
        (roles.Shadow, tones.border),
    ):
        palette.setColor(role, QColor(name))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.strong_border))
    return palette
