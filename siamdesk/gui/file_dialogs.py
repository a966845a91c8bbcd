"""Dialogs that ask for files and folders; none of them blocks the window's event loop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from siamdesk.images.archives import ARCHIVE_SUFFIXES
from siamdesk.images.files import SUPPORTED_SUFFIXES
from siamdesk.images.video import VIDEO_SUFFIXES

PROJECT_SUFFIX = ".siam"

_TRAILS = (".csv", ".json")


class FileDialogs(QObject):
    """Opens a dialog and announces what was chosen."""

    new_chosen = Signal(object, object)
    """Path of the project to make, and the paths to add to it."""
    project_chosen = Signal(object)
    photos_chosen = Signal(object)
    folder_chosen = Signal(object)
    watch_chosen = Signal(object)
    export_place_chosen = Signal(object)
    """Path of the folder or zip to write."""
    trail_chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._content: list[Path] = []
        self._trails = dict(
            zip((self.tr("Table (*.csv)"), self.tr("JSON (*.json)")), _TRAILS, strict=True)
        )

    def ask_new(self, suggestion: Path | None = None, content: list[Path] | None = None) -> None:
        """Ask where to make a project, to which `content` will be added."""
        self._content = content or []
        dialog = self._dialog(self.tr("New project"), "new project dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("SiamDesk project (*{0})").format(PROJECT_SUFFIX))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Create"))
        place = suggestion or documents() / f"{self.tr('My defects')}{PROJECT_SUFFIX}"
        dialog.setDirectory(str(place.parent))
        dialog.selectFile(place.name)
        dialog.fileSelected.connect(self._take_new)
        dialog.open()

    def ask_project(self) -> None:
        """Ask for a project to open, which is a folder."""
        dialog = self._dialog(self.tr("Open project"), "open project dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(str(documents()))
        dialog.fileSelected.connect(self._take_project)
        dialog.open()

    def ask_photos(self) -> None:
        """Ask for photos to add to the inbox."""
        dialog = self._dialog(self.tr("Add photos to the inbox"), "add photos dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        photos, archives, videos = (
            " ".join(f"*{suffix}" for suffix in sorted(suffixes))
            for suffixes in (SUPPORTED_SUFFIXES, ARCHIVE_SUFFIXES, VIDEO_SUFFIXES)
        )
        dialog.setNameFilters(
            [
                self.tr("Photos ({0})").format(photos),
                self.tr("Archives ({0})").format(archives),
                self.tr("Videos ({0})").format(videos),
                self.tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(self._take_photos)
        dialog.open()

    def ask_folder(self) -> None:
        """Ask for a folder with one sub-folder per class."""
        dialog = self._dialog(self.tr("Add folder: one class per sub-folder"), "add folder dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    def ask_watched(self) -> None:
        """Ask for a folder whose new photos come to the inbox by themselves."""
        title = self.tr("Watch a folder: its new photos come to the inbox")
        dialog = self._dialog(title, "watch folder dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Watch"))
        dialog.fileSelected.connect(self._take_watched)
        dialog.open()

    @Slot(object)
    def ask_export(self, place: Path) -> None:
        """Ask where to write the model; `place` is suggested."""
        dialog = self._dialog(self.tr("Export model to"), "export place dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # What is there already is looked at by the export itself, which replaces only exports.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Choose"))
        dialog.setDirectory(str(place.parent))
        dialog.selectFile(place.name)
        dialog.fileSelected.connect(self._take_export_place)
        dialog.open()

    def ask_trail(self, name: str) -> None:
        """Ask where to write the audit trail."""
        dialog = self._dialog(self.tr("Export audit trail"), "trail dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(self._trails))
        dialog.setDirectory(str(documents()))
        dialog.selectFile(self.tr("{0} audit trail.csv", "a file name").format(name))
        dialog.fileSelected.connect(self._take_trail)
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName(name)
        return dialog

    @Slot(str)
    def _take_new(self, chosen: str) -> None:
        path = Path(chosen)
        if path.suffix != PROJECT_SUFFIX:
            path = path.with_name(path.name + PROJECT_SUFFIX)
        self.new_chosen.emit(path, self._content)

    @Slot(str)
    def _take_project(self, chosen: str) -> None:
        self.project_chosen.emit(Path(chosen))

    @Slot(list)
    def _take_photos(self, chosen: list[str]) -> None:
        self.photos_chosen.emit([Path(name) for name in chosen])

    @Slot(str)
    def _take_watched(self, chosen: str) -> None:
        self.watch_chosen.emit(Path(chosen))

    @Slot(str)
    def _take_folder(self, chosen: str) -> None:
        self.folder_chosen.emit([Path(chosen)])

    @Slot(str)
    def _take_export_place(self, chosen: str) -> None:
        self.export_place_chosen.emit(Path(chosen))

    @Slot(str)
    def _take_trail(self, chosen: str) -> None:
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            path, suffix = Path(chosen), self._trails[dialog.selectedNameFilter()]
            if path.suffix.lower() not in _TRAILS:
                path = path.with_name(path.name + suffix)
            self.trail_chosen.emit(path)


def documents() -> Path:
    """Where people keep what they make."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
