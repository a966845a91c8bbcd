"""The window: assembles the panels, menus and tool bar, and no more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QToolBar

from siamdesk.gui.actions.action import ActionId, Menu
from siamdesk.gui.actions.action_set import ActionSet, menu_text
from siamdesk.gui.classes.class_model import KEYS, ClassModel
from siamdesk.gui.classes.class_picker import ClassPicker
from siamdesk.gui.grid.photo_model import PhotoModel
from siamdesk.gui.grid.photo_page import PhotoPage
from siamdesk.gui.inspector import inspector as inspector_panel
from siamdesk.gui.inspector.inspector import Inspector
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.parts import transfer
from siamdesk.gui.parts.file_dialogs import FileDialogs
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.gui.settings import Settings
from siamdesk.gui.window import side_bar as side_panel
from siamdesk.gui.window.side_bar import SideBar
from siamdesk.gui.window.start_page import StartPage
from siamdesk.gui.window.status_line import StatusLine
from siamdesk.gui.window.window_layout import WindowLayout

_SIZE = QSize(1280, 800)
_THUMBNAILS_KEPT = 500
_THUMBNAILS_WAITING = 160


class MainWindow(QMainWindow):
    """All widgets, and the models that they show; `Presenter` brings them to life."""

    files_dropped = Signal(object)
    """Paths that were dropped anywhere but on a class or on the grid."""
    picture_dropped = Signal(object)
    """A picture that is no file, dropped there."""
    filter_changed = Signal()
    """Inbox or examples: something else is shown in the grid."""
    closing = Signal()

    def __init__(self, theme: Theme, settings: Settings, rankings: RankingStore) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes."""
        self.theme = theme
        self.settings = settings
        self.setWindowTitle("SiamDesk")
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.thumbnails = ImageLoader(
            self, kept=_THUMBNAILS_KEPT, waiting=_THUMBNAILS_WAITING, threads=2
        )
        self.large_photos = ImageLoader(self, kept=12, waiting=2, threads=1)
        self.class_model = ClassModel(self)
        self.photo_model = PhotoModel(rankings, self.thumbnails, self)
        self.actions_by_id = ActionSet(theme, self)
        self.side_bar = SideBar(self.class_model, theme)
        self.photo_page = PhotoPage(self.photo_model, theme)
        self.inspector = Inspector(theme)
        self.start_page = StartPage(theme)
        self.status_line = StatusLine(theme)
        self.class_picker = ClassPicker(theme, self)
        self.file_dialogs = FileDialogs(self)
        self._lay_out()
        self._build_menus()
        self._build_tool_bar()
        self._build_keys()
        middle = _SIZE.width() - side_panel.WIDTH
        self._layout = WindowLayout(
            self,
            settings,
            {
                "side": (self.splitter, (side_panel.WIDTH, middle)),
                "work": (
                    self.work_area,
                    (middle - inspector_panel.WIDTH, inspector_panel.WIDTH),
                ),
            },
            _SIZE,
        )

    def _lay_out(self) -> None:
        self.work_area = QSplitter(Qt.Orientation.Horizontal)
        self.work_area.setHandleWidth(1)
        self.work_area.setChildrenCollapsible(False)
        self.work_area.addWidget(self.photo_page)
        self.work_area.addWidget(self.inspector)
        self.work_area.setStretchFactor(0, 1)
        self.work_area.setStretchFactor(1, 0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.side_bar)
        self.splitter.addWidget(self.work_area)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.splitter)
        self.setCentralWidget(self._pages)
        self.setStatusBar(self.status_line)

    def _build_menus(self) -> None:
        self.menus = {menu: self.menuBar().addMenu(menu_text(menu)) for menu in Menu}
        for spec, action in self.actions_by_id.items():
            if spec.starts_group and not self.menus[spec.menu].isEmpty():
                self.menus[spec.menu].addSeparator()
            self.menus[spec.menu].addAction(action)
            if spec.work_area_only:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                self.work_area.addAction(action)
            if spec.class_list_only:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._build_context_menus()
        self.menus[Menu.VIEW].addMenu(self.photo_page.filter_bar.sort_menu)
        themes = self.menus[Menu.VIEW].addMenu(self.tr("&Theme"))
        self.theme_actions = QActionGroup(self)
        for mode, words in (
            (ThemeMode.SYSTEM, self.tr("Like the &system")),
            (ThemeMode.LIGHT, self.tr("&Light")),
            (ThemeMode.DARK, self.tr("&Dark")),
        ):
            action = QAction(words, self, checkable=True, checked=mode is self.settings.theme)
            action.setData(mode.value)
            action.setObjectName(f"theme {mode.value}")
            self.theme_actions.addAction(action)
            themes.addAction(action)

    def _build_context_menus(self) -> None:
        for widget, ids in (
            (
                self.photo_page.grid,
                (
                    ActionId.ACCEPT,
                    ActionId.ACCEPT_ALL,
                    ActionId.CORRECT,
                    ActionId.CONFIRM,
                    ActionId.TO_INBOX,
                    ActionId.REMOVE,
                    ActionId.GROUP,
                    ActionId.FRAMING,
                    ActionId.FIND_SIMILAR,
                    ActionId.SPLIT_CLASS,
                ),
            ),
            (
                self.side_bar.class_list,
                (
                    ActionId.RENAME_CLASS,
                    ActionId.COLOUR_CLASS,
                    ActionId.CLASS_UP,
                    ActionId.CLASS_DOWN,
                    ActionId.MERGE_CLASS,
                    ActionId.PROPOSE_SPLIT,
                    ActionId.OK_CLASS,
                    ActionId.DELETE_CLASS,
                    ActionId.ADD_CLASS,
                ),
            ),
        ):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            widget.addActions([self.actions_by_id[action] for action in ids])

    def _build_tool_bar(self) -> None:
        bar = QToolBar(self.tr("Tool bar"), self)
        bar.setObjectName("tool bar")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for spec, action in self.actions_by_id.items():
            if spec.tool_text is None:
                continue
            if spec.starts_group and bar.actions():
                bar.addSeparator()
            bar.addAction(action)
            bar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addToolBar(bar)
        self._tool_bar = bar

    def _build_keys(self) -> None:
        self.class_keys = QActionGroup(self)
        for number in range(1, KEYS + 1):
            action = QAction(self)
            action.setShortcut(QKeySequence(str(number)))
            action.setData(number - 1)
            self.class_keys.addAction(action)
            self.addAction(action)

    def show_start(self) -> None:
        """Show the start page."""
        self.setWindowTitle("SiamDesk")
        self._pages.setCurrentWidget(self.start_page)
        self.start_page.show_recent(self.settings.recent())

    def show_work(self, project: str) -> None:
        """Show the panels of a project."""
        self.setWindowTitle(f"{project} – SiamDesk")
        self._pages.setCurrentWidget(self.splitter)

    @property
    def shows_work(self) -> bool:
        """Whether a project is shown, and not the start page."""
        return self._pages.currentWidget() is self.splitter

    @Slot(bool)
    def show_full_screen(self, wanted: bool) -> None:
        """Fill the screen, with the loupe if it is open, or be as before."""
        full = Qt.WindowState.WindowFullScreen
        state = self.windowState()
        self.setWindowState(state | full if wanted else state & ~full)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Tick the menu when the window manager has done it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_by_id[ActionId.FULL_SCREEN].setChecked(self.isFullScreen())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files and folders, and pictures for a project that is open."""
        mime = event.mimeData()
        if transfer.paths_from_mime(mime) or (self.shows_work and mime.hasImage()):
            event.acceptProposedAction()
            self.start_page.show_dropping(dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing will be dropped."""
        super().dragLeaveEvent(event)
        self.start_page.show_dropping(dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Announce what was dropped."""
        self.start_page.show_dropping(dropping=False)
        event.acceptProposedAction()
        if paths := transfer.paths_from_mime(event.mimeData()):
            self.files_dropped.emit(paths)
        elif picture := transfer.picture_from_mime(event.mimeData()):
            self.picture_dropped.emit(picture)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the layout and announce the end, if nothing is in its way."""
        if not self.may_close():
            event.ignore()
            return
        self._layout.keep()
        # Out of sight at once; what follows may take a moment.
        self.hide()
        self.closing.emit()
        self.large_photos.shut_down()
        self.thumbnails.shut_down()
        super().closeEvent(event)
