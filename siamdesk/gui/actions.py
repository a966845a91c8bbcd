"""Every action of the window as data: menus, tool bar and shortcut sheet are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from siamdesk.gui import icons
from siamdesk.gui.theme import Theme


class ActionId(StrEnum):
    """Names of the actions."""

    NEW_PROJECT = "new project"
    OPEN_PROJECT = "open project"
    OPEN_SAMPLE = "open sample"
    CLOSE_PROJECT = "close project"
    ADD_PHOTOS = "add photos"
    ADD_FOLDER = "add folder"
    WATCH_FOLDER = "watch folder"
    EXPORT_MODEL = "export model"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    PASTE = "paste"
    ACCEPT = "accept"
    ACCEPT_ALL = "accept all"
    CORRECT = "correct"
    TO_INBOX = "to inbox"
    REMOVE = "remove"
    GROUP = "group"
    NOTE = "note"
    ADD_CLASS = "add class"
    RENAME_CLASS = "rename class"
    COLOUR_CLASS = "colour class"
    CLASS_UP = "class up"
    CLASS_DOWN = "class down"
    MERGE_CLASS = "merge class"
    DELETE_CLASS = "delete class"
    FINE_TUNE = "fine-tune"
    VERSIONS = "model versions"
    SHOW_INBOX = "show inbox"
    SHOW_EXAMPLES = "show examples"
    NEXT_UNSURE = "next unsure"
    FIND_PHOTOS = "find photos"
    FILTER_PHOTOS = "filter photos"
    CLEAR_FILTER = "clear filter"
    SORT_AGAIN = "sort again"
    LOUPE = "loupe"
    TOGGLE_HEATMAP = "toggle heatmap"
    COMMANDS = "commands"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "&File"
    EDIT = "&Edit"
    CLASS = "&Class"
    MODEL = "&Model"
    VIEW = "&View"
    HELP = "&Help"


class Needs(StrEnum):
    """What has to be there before an action can be used."""

    NOTHING = "nothing"
    PROJECT = "project"
    CLASS = "class"
    SELECTION = "selection"
    GUESS = "guess"
    GUESSES = "guesses"
    UNDO = "undo"
    REDO = "redo"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """How one action is called, where it stands and when it can be used."""

    id: ActionId
    menu: Menu
    text: str
    keys: tuple[str, ...] = ()
    icon: str | None = None
    needs: Needs = Needs.PROJECT
    tool_text: str | None = None
    """Short text on the tool bar; None keeps it off the tool bar."""
    checkable: bool = False
    starts_group: bool = field(default=False)
    """Whether a line is drawn before it, in the menu and on the tool bar."""
    work_area_only: bool = False
    """Its keys work in the grid and the inspector alone, since fields need them too."""
    class_list_only: bool = False
    """Its keys work in the list of classes alone."""


_A = ActionId
SPECS: tuple[ActionSpec, ...] = (
    ActionSpec(
        _A.NEW_PROJECT,
        Menu.FILE,
        "&New project…",
        ("Ctrl+N",),
        "new-project",
        Needs.NOTHING,
        "New",
    ),
    ActionSpec(
        _A.OPEN_PROJECT,
        Menu.FILE,
        "&Open project…",
        ("Ctrl+O",),
        "open-project",
        Needs.NOTHING,
        "Open",
    ),
    ActionSpec(
        _A.OPEN_SAMPLE, Menu.FILE, "Open &sample", ("Ctrl+Shift+O",), "sample", Needs.NOTHING
    ),
    ActionSpec(_A.CLOSE_PROJECT, Menu.FILE, "&Close project", ("Ctrl+W",)),
    ActionSpec(
        _A.ADD_PHOTOS,
        Menu.FILE,
        "&Add photos…",
        ("Ctrl+I",),
        "add-photos",
        Needs.PROJECT,
        "Add photos",
        starts_group=True,
    ),
    ActionSpec(
        _A.ADD_FOLDER,
        Menu.FILE,
        "Add &folder (one class per sub-folder)…",
        ("Ctrl+Shift+I",),
        "add-folder",
        Needs.PROJECT,
        "Add folder",
    ),
    ActionSpec(
        _A.WATCH_FOLDER,
        Menu.FILE,
        "&Watch a folder…",
        ("Ctrl+Shift+W",),
        "add-folder",
        checkable=True,
    ),
    ActionSpec(_A.QUIT, Menu.FILE, "&Quit", ("Ctrl+Q",), "quit", Needs.NOTHING, starts_group=True),
    ActionSpec(
        _A.UNDO, Menu.EDIT, "&Undo", ("Ctrl+Z",), "undo", Needs.UNDO, "Undo", starts_group=True
    ),
    ActionSpec(_A.REDO, Menu.EDIT, "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", Needs.REDO, "Redo"),
    ActionSpec(_A.HISTORY, Menu.EDIT, "&History…", ("Ctrl+H",), "recent"),
    ActionSpec(
        _A.PASTE,
        Menu.EDIT,
        "&Paste photos",
        ("Ctrl+V",),
        "add-photos",
        Needs.PROJECT,
        starts_group=True,
        work_area_only=True,
    ),
    ActionSpec(
        _A.ACCEPT,
        Menu.EDIT,
        "&Accept best guess",
        ("Return", "Enter"),
        "accept",
        Needs.GUESS,
        starts_group=True,
        work_area_only=True,
    ),
    ActionSpec(
        _A.ACCEPT_ALL,
        Menu.EDIT,
        "Accept all guesses a&bove…",
        ("Shift+Return", "Shift+Enter"),
        "accept-all",
        Needs.GUESSES,
        work_area_only=True,
    ),
    ActionSpec(
        _A.CORRECT,
        Menu.EDIT,
        "&Correct to…",
        ("C",),
        "correct",
        Needs.SELECTION,
        work_area_only=True,
    ),
    ActionSpec(
        _A.TO_INBOX,
        Menu.EDIT,
        "Move back to &inbox",
        ("Backspace",),
        "inbox",
        Needs.SELECTION,
        work_area_only=True,
    ),
    ActionSpec(
        _A.REMOVE,
        Menu.EDIT,
        "Re&move from project",
        ("Delete",),
        "remove",
        Needs.SELECTION,
        work_area_only=True,
    ),
    ActionSpec(
        _A.GROUP, Menu.EDIT, "&Group photos of one part…", ("Ctrl+G",), "group", starts_group=True
    ),
    ActionSpec(
        _A.NOTE,
        Menu.EDIT,
        "Write a &note",
        ("N",),
        "rename",
        Needs.SELECTION,
        work_area_only=True,
    ),
    ActionSpec(_A.ADD_CLASS, Menu.CLASS, "&Add class", ("Ctrl+L",), "add-class"),
    ActionSpec(
        _A.RENAME_CLASS,
        Menu.CLASS,
        "&Rename class",
        ("F2",),
        "rename",
        Needs.CLASS,
        starts_group=True,
    ),
    ActionSpec(
        _A.COLOUR_CLASS,
        Menu.CLASS,
        "&Colour of class…",
        ("Ctrl+Shift+C",),
        "colour",
        Needs.CLASS,
        class_list_only=True,
    ),
    ActionSpec(
        _A.CLASS_UP,
        Menu.CLASS,
        "Move class &up",
        ("Alt+Up",),
        "move-up",
        Needs.CLASS,
        class_list_only=True,
    ),
    ActionSpec(
        _A.CLASS_DOWN,
        Menu.CLASS,
        "Move class &down",
        ("Alt+Down",),
        "move-down",
        Needs.CLASS,
        class_list_only=True,
    ),
    ActionSpec(
        _A.MERGE_CLASS,
        Menu.CLASS,
        "&Merge class into…",
        ("Ctrl+M",),
        "merge",
        Needs.CLASS,
        starts_group=True,
        class_list_only=True,
    ),
    ActionSpec(
        _A.DELETE_CLASS,
        Menu.CLASS,
        "D&elete class…",
        ("Delete",),
        "remove",
        Needs.CLASS,
        class_list_only=True,
    ),
    ActionSpec(
        _A.FINE_TUNE,
        Menu.MODEL,
        "&Fine-tune now",
        ("Ctrl+T",),
        "fine-tune",
        Needs.MODEL,
        "Fine-tune",
        starts_group=True,
    ),
    ActionSpec(
        _A.VERSIONS,
        Menu.MODEL,
        "Model &versions…",
        ("Ctrl+Shift+T",),
        "recent",
        Needs.PROJECT,
    ),
    ActionSpec(
        _A.EXPORT_MODEL,
        Menu.MODEL,
        "&Export model…",
        ("Ctrl+E",),
        "export",
        Needs.MODEL,
        "Export",
    ),
    ActionSpec(_A.SHOW_INBOX, Menu.VIEW, "&Inbox", ("Ctrl+1",), "inbox"),
    ActionSpec(_A.SHOW_EXAMPLES, Menu.VIEW, "&Examples", ("Ctrl+2",), "photo"),
    ActionSpec(
        _A.NEXT_UNSURE,
        Menu.VIEW,
        "Go to the &least sure photo",
        ("U",),
        "unknown",
        Needs.PROJECT,
        work_area_only=True,
    ),
    ActionSpec(_A.LOUPE, Menu.VIEW, "Look &closer (loupe)", ("Space",), "loupe", Needs.SELECTION),
    ActionSpec(
        _A.FIND_PHOTOS, Menu.VIEW, "Find photos by &name", ("Ctrl+F",), "search", starts_group=True
    ),
    ActionSpec(_A.FILTER_PHOTOS, Menu.VIEW, "&Filter photos…", ("Ctrl+Shift+F",), "filter"),
    ActionSpec(_A.CLEAR_FILTER, Menu.VIEW, "Show &all photos again", ("Ctrl+Shift+X",), "close"),
    ActionSpec(_A.SORT_AGAIN, Menu.VIEW, "So&rt again", ("F5",), "sort"),
    ActionSpec(
        _A.TOGGLE_HEATMAP,
        Menu.VIEW,
        "Show &heatmap",
        ("H",),
        "heatmap",
        Needs.NOTHING,
        checkable=True,
        starts_group=True,
        work_area_only=True,
    ),
    ActionSpec(_A.COMMANDS, Menu.HELP, "&Find a command…", ("Ctrl+K",), "search", Needs.NOTHING),
    ActionSpec(_A.SHORTCUTS, Menu.HELP, "&Keyboard shortcuts", ("F1",), "keyboard", Needs.NOTHING),
    ActionSpec(_A.ABOUT, Menu.HELP, "&About SiamDesk", (), "info", Needs.NOTHING),
)

KEYS_WITHOUT_ACTION: tuple[tuple[str, str], ...] = (
    ("1 … 9", "Correct the selected photos to class 1 … 9"),
    ("Arrow keys", "Move from photo to photo"),
    ("Shift + arrow keys", "Select several photos"),
    ("Ctrl+A", "Select all photos"),
    ("Home, End", "First photo, last photo"),
    ("Tab", "Next control"),
    ("Arrow keys, letters", "In the list of classes: move to a class"),
    ("+  −  0  Z", "Loupe: zoom in, zoom out, whole photo, 100 %"),
    ("B", "Loupe: compare with the nearest example"),
    ("Page keys", "Loupe: other photos, also while zoomed in"),
)
"""Lines of the shortcut sheet for keys that no `ActionSpec` stands behind."""


class ActionSet(QObject):
    """The `QAction` of every `ActionSpec`, with icons that follow the theme."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = {spec.id: self._make(spec) for spec in SPECS}
        theme.changed.connect(self._tint)
        self._tint()

    def __getitem__(self, action: ActionId) -> QAction:
        return self._actions[action]

    def items(self) -> Iterator[tuple[ActionSpec, QAction]]:
        """All actions with what they were made from."""
        return ((spec, self._actions[spec.id]) for spec in SPECS)

    def enable(self, met: frozenset[Needs]) -> None:
        """Enable exactly the actions whose needs are met."""
        for spec, action in self.items():
            action.setEnabled(spec.needs is Needs.NOTHING or spec.needs in met)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self.tr(spec.text), self)
        action.setObjectName(spec.id.value)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        plain = spec.text.replace("&", "").rstrip("…")
        keys = (
            QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            if spec.keys
            else ""
        )
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        if spec.tool_text is not None:
            # The style leaves too little room between icon and text.
            action.setIconText(" " + self.tr(spec.tool_text))
        return action

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        for spec, action in self.items():
            if spec.icon is not None:
                action.setIcon(icons.icon(spec.icon, tones.text, tones.strong_border))
