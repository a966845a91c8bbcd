"""Judged photos as small pictures: which they are, and how sure the guess was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import qimage2ndarray
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from siamdesk.figures.judged import NO_PHOTO
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.images.decode import read_framed
from siamdesk.images.framing import PLAIN, Framing
from siamdesk.images.resize import fit_within
from siamdesk.project.values import Photo

_PICTURE = 96
_SHARP = 2
_KEPT = 600
_WAITING = 160
_MOST = 500
"""Pictures that are listed at most."""


@dataclass(frozen=True, slots=True)
class ListedPhoto:
    """One picture of the list."""

    photo: Photo
    words: str
    """What is said of it."""


def stand_in(file: str, name: str, framing: Framing = PLAIN) -> Photo:
    """A photo that is not in the project, to be shown like one that is."""
    return Photo(NO_PHOTO, f"file:{file}", file, name, 0, 0, None, None, framing=framing)


def _decode_small(photo: Photo) -> QImage:
    pixels = fit_within(read_framed(Path(photo.file), photo.framing), _PICTURE * _SHARP)
    image: QImage = qimage2ndarray.array2qimage(pixels)
    return image


class JudgedList(QListWidget):
    """Announces photos that are to be seen in the grid."""

    photos_requested = Signal(object)
    """Ids of photos of the project."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photos: tuple[ListedPhoto, ...] = ()
        self._bare: set[int] = set()
        """Rows whose pixels have not come yet."""
        self._loader = ImageLoader(self, kept=_KEPT, waiting=_WAITING, threads=1)
        self._loader.use(_decode_small)
        self._loader.arrived.connect(self._show_pixels)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(_PICTURE, _PICTURE))
        self.setGridSize(QSize(_PICTURE + 22, _PICTURE + 48))
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Photos of the cell"))
        self.itemActivated.connect(self._request)
        theme.changed.connect(self._tint)

    def shut_down(self) -> None:
        """Decode no more."""
        self._loader.shut_down()

    @property
    def photos(self) -> tuple[Photo, ...]:
        """What is listed."""
        return tuple(listed.photo for listed in self._photos)

    def show_photos(self, photos: Sequence[ListedPhoto]) -> None:
        """List these, `_MOST` at most."""
        self._photos = tuple(photos[:_MOST])
        self._bare = set(range(len(self._photos)))
        self.clear()
        for listed in self._photos:
            item = QListWidgetItem(QIcon(self._empty()), listed.words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            item.setToolTip(f"{listed.photo.name}\n{listed.words}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{listed.photo.name}, {listed.words}")
            self.addItem(item)
        if self._photos:
            self.setCurrentRow(0)
        self._show_pixels()

    def chosen_ids(self) -> list[int]:
        """Ids of the photos of the project that are selected, or else of all."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        found = [self._photos[row].photo.id for row in rows or range(len(self._photos))]
        return [photo_id for photo_id in found if photo_id != NO_PHOTO]

    @Slot()
    def _request(self) -> None:
        if ids := self.chosen_ids():
            self.photos_requested.emit(ids)

    @Slot()
    def _show_pixels(self) -> None:
        # The last one that is asked for is decoded first.
        for row in sorted(self._bare, reverse=True):
            pixmap = self._loader.pixmap(self._photos[row].photo)
            if pixmap is not None:
                icon = QIcon(pixmap)
                # Else it is tinted when it is selected, and colours are what is looked at.
                icon.addPixmap(pixmap, QIcon.Mode.Selected)
                self.item(row).setIcon(icon)
                self._bare.discard(row)

    @Slot()
    def _tint(self) -> None:
        for row in self._bare:
            self.item(row).setIcon(QIcon(self._empty()))

    def _empty(self) -> QPixmap:
        blank = QPixmap(_PICTURE, _PICTURE)
        blank.fill(self._theme.colour("photo"))
        return blank
