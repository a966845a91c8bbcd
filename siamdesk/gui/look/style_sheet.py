"""The one style sheet, a template over the tones of a scheme."""

from __future__ import annotations

import string
from dataclasses import asdict
from typing import TYPE_CHECKING

from siamdesk.resources import resource_path

if TYPE_CHECKING:
    from siamdesk.gui.look.theme import Tones

_TEMPLATE = string.Template("""
QMainWindow, QDialog { background: $window; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px;
}

/* ---- menus ---- */
QMenuBar { background: $window; padding: 3px 5px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; color: $text; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; color: $text; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $strong_border; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }

/* ---- tool bar, status bar ---- */
QToolBar {
    background: $window; border: none; border-bottom: 1px solid $border;
    padding: 3px 5px 6px 5px; spacing: 2px;
}
QToolBar::separator { width: 1px; background: $border; margin: 5px 7px; }
QToolBar QToolButton {
    padding: 5px 9px; border-radius: 6px; border: 1px solid transparent; color: $text;
}
QToolBar QToolButton:hover { background: $hover; }
QToolBar QToolButton:pressed { background: $border; }
QToolBar QToolButton:focus { border-color: $accent; }
QToolBar QToolButton:disabled { color: $strong_border; }
/* In a narrow window: the way to the buttons that don't fit. */
QToolBar QToolButton#qt_toolbar_ext_button {
    padding: 0; image: url("$icons/chevron-down-$scheme.svg");
}
QStatusBar { background: $window; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: none; }

/* ---- buttons ---- */
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton {
    background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 6px 14px; min-height: 18px; outline: none;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $strong_border; background: $window; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton[role="primary"]:disabled {
    background: $track; color: $muted; border-color: $track; font-weight: 400;
}
QPushButton[role="danger"] {
    background: $danger; color: $on_accent; border: 1px solid $danger; font-weight: 600;
}
QPushButton[role="danger"]:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 4px 8px; color: $text;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: $accent; }
QToolButton[role="icon"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px;
}
QToolButton[role="icon"]:hover { background: $hover; }
QToolButton[role="icon"]:focus { border-color: $accent; }
QToolButton[role="icon"]:checked { background: $accent_soft; border-color: $accent; }
QToolButton[role="icon"]::menu-indicator { image: none; }
QToolButton[role="quiet"]:checked { background: $accent_soft; border-color: $accent; }
QToolButton[role="chooser"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 3px 22px 3px 6px; color: $muted;
}
QToolButton[role="chooser"]:hover { background: $hover; color: $text; }
QToolButton[role="chooser"]:focus { border-color: $accent; }
QToolButton[role="chooser"]::menu-indicator {
    image: url("$icons/chevron-down-$scheme.svg"); width: 11px; height: 11px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px;
}
QToolButton[role="link"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 6px;
    color: $accent; font-weight: 600;
}
QToolButton[role="link"]:hover { background: $hover; }
QToolButton[role="link"]:focus { border-color: $accent; }
QPushButton[role="small"] { padding: 1px 10px; min-height: 16px; border-radius: 5px; }

/* ---- fields ---- */
QLineEdit, QComboBox, QAbstractSpinBox {
    background: $raised; color: $text; border: 1px solid $strong_border; border-radius: 6px;
    padding: 4px 8px; min-height: 18px; selection-background-color: $accent;
    selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 3px 7px;
}
QLineEdit[role="note"] {
    background: transparent; border: 2px solid transparent; padding: 2px 0; margin-left: -4px;
}
QLineEdit[role="note"]:hover { color: $accent; }
QLineEdit[role="note"]:focus {
    border-color: $accent; background: $raised; color: $text; padding: 2px 5px; margin-left: 0;
}
QLineEdit[role="inline"] { border: 1px solid $border; background: $raised; }
QLineEdit[role="inline"]:focus { border: 2px solid $accent; padding: 3px 7px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QCheckBox { color: $text; spacing: 8px; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid $strong_border; border-radius: 4px;
    background: $raised;
}
QCheckBox::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/check-$scheme.svg");
}
QComboBox { border-color: $border; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$scheme.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $border; selection-background-color: $accent_soft;
    selection-color: $text; outline: none; padding: 4px;
}
QListView#completions {
    background: $raised; border: 1px solid $border; padding: 2px;
    selection-background-color: $accent_soft; selection-color: $text;
}
QListView#completions::item { padding: 4px 6px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $track; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: $raised; border: 1px solid $strong_border;
}
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QSlider::sub-page:horizontal:disabled { background: $strong_border; }
QRadioButton, QCheckBox { spacing: 8px; }
QRadioButton::indicator, QCheckBox::indicator, QTableView::indicator, QListView::indicator {
    width: 14px; height: 14px; background: $raised; border: 1px solid $strong_border;
}
QCheckBox::indicator, QTableView::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent;
}
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/tick-$scheme.svg");
}
QRadioButton::indicator:focus, QCheckBox::indicator:focus { border-color: $accent; }
QRadioButton:focus, QCheckBox:focus { text-decoration: underline; }
QTableView::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

/* ---- segmented filter ---- */
QFrame#segments { background: $photo; border-radius: 8px; }
QFrame#segments QPushButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 4px 14px; color: $muted; min-height: 18px;
}
QFrame#segments QPushButton[tight="true"] { padding: 4px 7px; }
QFrame#segments QPushButton:hover { color: $text; }
QFrame#segments QPushButton:checked {
    background: $raised; color: $text; border-color: $border;
}
QFrame#segments QPushButton:focus { border-color: $accent; }

/* ---- panels ---- */
QFrame#sideBar, QFrame#inspector { background: $window; }
QFrame#centre, QWidget#startPage { background: $surface; }
QFrame#loupe { background: $photo; }
QFrame#card { background: $raised; border: 1px solid $border; border-radius: 10px; }
QFrame#palette { background: $raised; border: 1px solid $strong_border; border-radius: 12px; }
QFrame#palette QLineEdit { padding: 8px 10px; font-size: 15px; }
QFrame#palette QLineEdit:focus { padding: 7px 9px; }
QFrame#card[interactive="true"]:hover { border-color: $accent; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; color: $text; }
QLabel[role="hero"] { font-size: 30px; font-weight: 700; color: $text; }
QLabel[role="heading"] { font-size: 13px; font-weight: 600; color: $text; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="small"] { color: $muted; font-size: 12px; }
QLabel[role="figure"] { font-size: 24px; font-weight: 700; color: $text; }
QLabel[role="lead"] { font-size: 15px; color: $muted; }
QLabel[role="keycap"] {
    background: $raised; border: 1px solid $border; border-radius: 4px; padding: 2px 7px;
    color: $text; font-size: 12px;
}
QFrame#banner { border-radius: 8px; border: 1px solid $border; background: $raised; }
QFrame#banner[kind="info"] { background: $accent_soft; border-color: $accent; }
QFrame#banner[kind="success"] { background: $raised; border-color: $success; }
QFrame#banner[kind="warning"] { background: $warning_soft; border-color: $warning; }
QFrame#banner[kind="error"] { background: $danger_soft; border-color: $danger; }
QFrame#banner QLabel { color: $text; }

/* ---- start page ---- */
QPushButton#startCard {
    background: $raised; border: 1px solid $border; border-radius: 12px; text-align: left;
    padding: 0;
}
QPushButton#startCard:hover { border-color: $accent; background: $raised; }
QPushButton#startCard:focus { border: 2px solid $accent; }
QPushButton#recent {
    background: transparent; border: 1px solid transparent; border-radius: 8px; text-align: left;
    padding: 0;
}
QPushButton#recent:hover { background: $hover; }
QPushButton#recent:focus { border-color: $accent; }

/* ---- views ---- */
/* Lists that drop down, such as completions; those inside a panel are a part of it. */
QListView {
    background: $raised; color: $text; border: 1px solid $border; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
TileView, ClassList, QListWidget {
    background: transparent; border: none; selection-background-color: $accent;
    selection-color: $on_accent;
}
QTableWidget, QTableView {
    background: $raised; border: 1px solid $border; border-radius: 8px; gridline-color: $border;
    selection-background-color: $accent_soft; selection-color: $text; outline: none;
}
QTableView::item { padding: 5px 8px; }
QTableView::item:focus { background: $accent_soft; color: $text; border: none; }
QListWidget::item { padding: 2px 6px; border-radius: 6px; color: $text; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QHeaderView::section {
    background: $window; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 6px 8px; font-weight: 600;
}
QHeaderView { background: transparent; border: none; }
QHeaderView::section:first { border-top-left-radius: 7px; }
QHeaderView::section:last { border-top-right-radius: 7px; }
QTableCornerButton::section { background: $window; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $scroll; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $strong_border; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $scroll; border-radius: 4px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
""")


def style_sheet(tones: Tones, *, dark: bool) -> str:
    """The style sheet in these colours."""
    # The arrows of combo boxes are files, because a style sheet can't tint an image.
    scheme = "dark" if dark else "light"
    icons = resource_path("icons").as_posix()
    return _TEMPLATE.substitute(asdict(tones), icons=icons, scheme=scheme)
