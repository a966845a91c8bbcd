"""Opens every window and dialog that an action leads to, one after the other."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.window.main_window import MainWindow

LEAVING = (
    ActionId.QUIT,
    ActionId.CLOSE_PROJECT,
    ActionId.OPEN_SAMPLE,
)
"""Actions that end the walk."""


def every_window(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The window with its menus, then what each action opens; closed again before the next."""
    QApplication.clipboard().setText("no photo")
    yield "window", window
    window.side_bar.class_list.setCurrentIndex(window.class_model.index(0))
    for spec, action in window.actions_by_id.items():
        if spec.id in LEAVING:
            continue
        before = set(QApplication.topLevelWidgets())
        covering = set(_covering(window))
        window.activateWindow()
        window.photo_page.grid.select_row(0)
        window.photo_page.grid.setFocus()
        action.setEnabled(True)
        action.trigger()
        opened = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before]
        for widget in opened:
            yield str(spec.id), widget
            if isinstance(widget, QDialog):
                widget.reject()
            widget.close()
        for part in set(_covering(window)) - covering:
            yield str(spec.id), part
            part.hide()


def _covering(window: MainWindow) -> list[QWidget]:
    """What lies over the window, such as the loupe and the palette."""
    children = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    parts = (window.centralWidget(), window.menuBar(), window.statusBar())
    return [w for w in children if w.isVisible() and w not in parts and not w.isWindow()]


def parts(top: QWidget) -> list[QWidget]:
    """A window's own widgets: not those of the windows it opens, nor a file dialog's inside."""
    if isinstance(top, QFileDialog):
        return [top]
    return [top, *(w for w in top.findChildren(QWidget) if w.window() is top.window())]


def texts(widget: QWidget) -> Iterator[str]:
    """All that can be read of a widget, without what is painted."""
    yield widget.windowTitle()
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()))
    if isinstance(widget, QFileDialog):
        yield from widget.nameFilters()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget)
    if not isinstance(widget, QFrame) or isinstance(widget, QLabel):
        yield from (words for action in widget.actions() for words in _said(action))


def _said(action: QAction) -> tuple[str, ...]:
    return action.text(), action.toolTip(), action.iconText()


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    columns = 1
    if isinstance(view, QTableView):
        across, columns = Qt.Orientation.Horizontal, model.columnCount(QModelIndex())
        yield from (str(model.headerData(c, across) or "") for c in range(columns))
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in roles:
                yield str(model.index(row, column).data(role) or "")
