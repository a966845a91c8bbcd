"""What an action of the window is; `action_specs` lists them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ActionId(StrEnum):
    """Names of the actions."""

    NEW_PROJECT = "new project"
    OPEN_PROJECT = "open project"
    OPEN_SAMPLE = "open sample"
    OPEN_ZIP = "open zip"
    CLOSE_PROJECT = "close project"
    ADD_PHOTOS = "add photos"
    ADD_FOLDER = "add folder"
    WATCH_FOLDER = "watch folder"
    TAKE_PHOTOS = "take photos"
    GRAB_SCREEN = "grab screen"
    EXPORT_DATA = "export data"
    EXPORT_ZIP = "export zip"
    EXPORT_MODEL = "export model"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    PASTE = "paste"
    ACCEPT = "accept"
    ACCEPT_ALL = "accept all"
    CORRECT = "correct"
    CONFIRM = "confirm"
    TO_INBOX = "to inbox"
    REMOVE = "remove"
    GROUP = "group"
    FRAMING = "framing"
    SAME_PICTURE = "same picture"
    NOTE = "note"
    ADD_CLASS = "add class"
    RENAME_CLASS = "rename class"
    COLOUR_CLASS = "colour class"
    CLASS_UP = "class up"
    CLASS_DOWN = "class down"
    MERGE_CLASS = "merge class"
    DELETE_CLASS = "delete class"
    SPLIT_CLASS = "split class"
    PROPOSE_SPLIT = "propose split"
    OK_CLASS = "ok class"
    FINE_TUNE = "fine-tune"
    MODEL = "model"
    VERSIONS = "model versions"
    EVALUATE = "evaluate"
    CHECK_LABELS = "check labels"
    LEARNING_SETTINGS = "learning settings"
    SHOW_INBOX = "show inbox"
    SHOW_EXAMPLES = "show examples"
    SHOW_ALL = "show all"
    SHOW_CHECK = "show check"
    NEXT_UNSURE = "next unsure"
    FIND_SIMILAR = "find similar"
    MAP = "map"
    GO_BACK = "go back"
    FIND_PHOTOS = "find photos"
    FILTER_PHOTOS = "filter photos"
    CLEAR_FILTER = "clear filter"
    SORT_AGAIN = "sort again"
    LOUPE = "loupe"
    TOGGLE_HEATMAP = "toggle heatmap"
    FULL_SCREEN = "full screen"
    HEATMAP_WHY = "heatmap why"
    HEATMAP_UNUSUAL = "heatmap unusual"
    HEATMAP_MATCH = "heatmap match"
    SAVE_HEATMAP = "save heatmap"
    NOTIFY = "notify"
    COMMANDS = "commands"
    TOUR = "tour"
    SHORTCUTS = "shortcuts"
    LICENCES = "licences"
    ABOUT = "about"


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "&File"
    EDIT = "&Edit"
    CLASS = "&Class"
    MODEL = "&Model"
    VIEW = "&View"
    HEATMAP = "Hea&tmap"
    HELP = "&Help"


class Needs(StrEnum):
    """What has to be there before an action can be used."""

    NOTHING = "nothing"
    PROJECT = "project"
    CLASS = "class"
    SELECTION = "selection"
    EXAMPLE = "example"
    GUESS = "guess"
    GUESSES = "guesses"
    UNDO = "undo"
    REDO = "redo"
    MODEL = "model"
    WAY_BACK = "way back"
    """The map is shown, or photos are sorted by how alike they are to one."""


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
