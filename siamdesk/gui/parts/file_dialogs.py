"""Dialogs that ask for files and folders; none of them blocks the window's event loop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from siamdesk.images.archives import ARCHIVE_SUFFIXES
from siamdesk.images.files import SUPPORTED_SUFFIXES
from siamdesk.images.video import VIDEO_SUFFIXES
from siamdesk.project.exchange.lists import LIST_SUFFIXES
from siamdesk.project.exchange.values import DataFormat

PROJECT_SUFFIX = ".siam"

_TRAILS = (".csv", ".json")
_REPORTS = (".html", ".pdf")


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
    data_chosen = Signal(object, object)
    """Path to write to, and `DataFormat`."""
    packed_chosen = Signal(object, object)
    """A zip file of a project, and the path of the project to make."""
    picture_chosen = Signal(object)
    test_folder_chosen = Signal(object)
    report_chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._content: tuple[Path, ...] = ()
        self._data_format = DataFormat.FOLDERS
        self._packed = Path()
        self._trails = dict(
            zip((self.tr("Table (*.csv)"), self.tr("JSON (*.json)")), _TRAILS, strict=True)
        )

    def ask_new(self, suggestion: Path | None = None, content: Sequence[Path] = ()) -> None:
        """Ask where to make a project, to which `content` will be added."""
        self._content = tuple(content)
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
        photos, archives, lists, videos = (
            " ".join(f"*{suffix}" for suffix in sorted(suffixes))
            for suffixes in (SUPPORTED_SUFFIXES, ARCHIVE_SUFFIXES, LIST_SUFFIXES, VIDEO_SUFFIXES)
        )
        dialog.setNameFilters(
            [
                self.tr("Photos ({0})").format(photos),
                self.tr("Archives ({0})").format(archives),
                self.tr("Lists of photos: CSV, COCO ({0})").format(lists),
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

    def ask_data(self, name: str, kind: DataFormat) -> None:
        """Ask where to write photos and classes (a new folder), or the project (a zip file)."""
        self._data_format = kind
        packing = kind is DataFormat.ZIP
        title = self.tr("Export project as zip") if packing else self.tr("Export to a new folder")
        dialog = self._dialog(title, "data dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(
            self.tr("Project as zip (*.zip)") if packing else self.tr("New folder (*)")
        )
        dialog.setDirectory(str(documents()))
        photos = self.tr("{0} photos", "a folder's name").format(name)
        dialog.selectFile(f"{name}.zip" if packing else photos)
        dialog.fileSelected.connect(self._take_data)
        dialog.open()

    def ask_packed(self) -> None:
        """Ask for a zip file of a project, and then where to unpack it."""
        dialog = self._dialog(self.tr("Open a project zip"), "project zip dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Project as zip (*.zip)"))
        dialog.setDirectory(str(documents()))
        dialog.fileSelected.connect(self._take_archive)
        dialog.open()

    @Slot(str)
    def _take_archive(self, chosen: str) -> None:
        self.ask_unpacking(Path(chosen))

    @Slot(object)
    def ask_unpacking(self, archive: Path) -> None:
        """Ask where to unpack the zip file of a project."""
        self._packed = archive
        dialog = self._dialog(self.tr("Where shall the project lie?"), "unpack dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("SiamDesk project (*{0})").format(PROJECT_SUFFIX))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Unpack"))
        dialog.setDirectory(str(documents()))
        dialog.selectFile(f"{self._packed.stem}{PROJECT_SUFFIX}")
        dialog.fileSelected.connect(self._take_packed)
        dialog.open()

    def ask_picture(self, name: str) -> None:
        """Ask where to write a picture."""
        dialog = self._dialog(self.tr("Save heatmap as a picture"), "picture dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Picture (*.png)"))
        dialog.setDirectory(str(documents()))
        dialog.selectFile(f"{name}.png")
        dialog.fileSelected.connect(self._take_picture)
        dialog.open()

    def ask_test_folder(self) -> None:
        """Ask for a folder with one sub-folder per class, to judge the model by."""
        title = self.tr("Test folder: one sub-folder of photos per class")
        dialog = self._dialog(title, "test folder dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Judge"))
        dialog.fileSelected.connect(self._take_test_folder)
        dialog.open()

    def ask_report(self, name: str) -> None:
        """Ask where to write a report, and in which format."""
        dialog = self._dialog(self.tr("Save report"), "report dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Web page (*.html)"), self.tr("PDF (*.pdf)")])
        dialog.setDirectory(str(documents()))
        dialog.selectFile(self.tr("{0} evaluation.html", "a file name").format(name))
        dialog.fileSelected.connect(self._take_report)
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName(name)
        return dialog

    @Slot(str)
    def _take_new(self, chosen: str) -> None:
        self.new_chosen.emit(_project(chosen), self._content)

    @Slot(str)
    def _take_packed(self, chosen: str) -> None:
        self.packed_chosen.emit(self._packed, _project(chosen))

    @Slot(str)
    def _take_data(self, chosen: str) -> None:
        path = Path(chosen)
        if self._data_format is DataFormat.ZIP and path.suffix.lower() != ".zip":
            path = path.with_name(path.name + ".zip")
        self.data_chosen.emit(path, self._data_format)

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
    def _take_picture(self, chosen: str) -> None:
        path = Path(chosen)
        self.picture_chosen.emit(
            path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png")
        )

    @Slot(str)
    def _take_test_folder(self, chosen: str) -> None:
        self.test_folder_chosen.emit(Path(chosen))

    @Slot(str)
    def _take_report(self, chosen: str) -> None:
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            path = Path(chosen)
            wanted = _REPORTS[dialog.nameFilters().index(dialog.selectedNameFilter())]
            if path.suffix.lower() in _REPORTS:
                path = path.with_suffix(wanted)
            else:
                path = path.with_name(path.name + wanted)
            self.report_chosen.emit(path)

    @Slot(str)
    def _take_trail(self, chosen: str) -> None:
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            path, suffix = Path(chosen), self._trails[dialog.selectedNameFilter()]
            if path.suffix.lower() not in _TRAILS:
                path = path.with_name(path.name + suffix)
            self.trail_chosen.emit(path)


def _project(chosen: str) -> Path:
    path = Path(chosen)
    return path if path.suffix == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)


def documents() -> Path:
    """Where people keep what they make."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
