import pytest
from every_window import every_window, parts
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def controls(top: QWidget) -> list[QWidget]:
    """What can be worked with and is seen, without the pieces that Qt builds its widgets from."""
    return [
        widget
        for widget in parts(top)
        if (isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and not isinstance(widget, QScrollBar | QHeaderView)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), QLineEdit | QAbstractSpinBox | QComboBox)
        and not isinstance(widget.parentWidget(), QAbstractItemView)
    ]


def spoken(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return "" if found is None else found.text(QAccessible.Text.Name)


def by_shortcut(widget: QWidget) -> bool:
    """Whether a button does nothing but what an action or a key does as well."""
    if isinstance(widget, QToolButton) and widget.defaultAction() is not None:
        return True
    return isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty()


def helps_a_field(widget: QWidget) -> bool:
    """Whether a list without focus is moved in by the arrows of the field above it."""
    return isinstance(widget, QAbstractItemView) and bool(
        widget.parentWidget().findChild(QLineEdit)
    )


def test_every_control_has_a_name_that_a_screen_reader_speaks(
    opened_window: OpenWindow, project_path, rank_all
):
    window, session = opened_window(project_path)
    rank_all(session, 1)
    seen, nameless = 0, []
    for name, top in every_window(window):
        for widget in controls(top):
            seen += 1
            if not spoken(widget).strip():
                nameless.append(f"{name}: {type(widget).__name__} {widget.objectName()}")
    assert seen > 60
    assert not nameless


def test_every_control_can_be_reached_with_the_keyboard(
    opened_window: OpenWindow, project_path, rank_all
):
    window, session = opened_window(project_path)
    rank_all(session, 1)
    unreachable = [
        f"{name}: {type(widget).__name__} {spoken(widget)}"
        for name, top in every_window(window)
        for widget in controls(top)
        if widget.isEnabled()
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QAbstractButton) and widget.group() and widget.isCheckable())
        and not by_shortcut(widget)
        and not helps_a_field(widget)
    ]
    assert not unreachable


def test_the_start_page_is_walked_through_with_tab(opened_window: OpenWindow):
    window, _ = opened_window(None)
    cards = list(window.start_page.cards.values())
    assert all(card.focusPolicy() & Qt.FocusPolicy.TabFocus for card in cards)
    assert all(spoken(card) for card in cards)
