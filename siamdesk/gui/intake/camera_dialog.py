"""Photos from a camera: preview, choice of the camera, a key to take one, and what was taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedComboBox, label
from siamdesk.images.camera import CameraChoice
from siamdesk.project.values import DefectClass

_STRIP = QSize(96, 72)
_WORDS_WIDTH = 460
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CameraPreview(QWidget):
    """What the camera sees, or words in its place; Space and Enter take a photo."""

    taking_requested = Signal()
    drawn = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QImage | None = None
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(480, 300)
        self.setAccessibleName(self.tr("What the camera sees"))

    @property
    def words(self) -> str:
        """What stands in place of a picture."""
        return self._words

    def show_picture(self, picture: QImage) -> None:
        """Show this from now on."""
        self._picture, self._words = picture, ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is no picture."""
        self._picture, self._words = None, words
        self.setAccessibleDescription(words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take a photo; a key that is held takes one only."""
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.taking_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the picture as large as it fits."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour("photo"))
        if self._picture is None:
            box = QRect(0, 0, min(_WORDS_WIDTH, self.width() - 40), self.height())
            box.moveCenter(self.rect().center())
            painter.setPen(self._theme.colour("text"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, int(flags), self._words)
        else:
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(self.rect().topLeft(), size)
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._picture)
            self.drawn.emit()
        if self.hasFocus():
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class CameraDialog(QDialog):
    """Announces which camera is to be opened, and when a photo is to be taken."""

    camera_chosen = Signal(object)
    """A `CameraChoice`."""
    search_requested = Signal()
    taking_requested = Signal(object)
    """Id of the class that the photo is for; None is the inbox."""

    def __init__(self, classes: Sequence[DefectClass], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("camera dialog")
        self.setWindowTitle(self.tr("Take photos"))
        self.preview = CameraPreview(theme, self)
        self.preview.show_words(self.tr("Looking for cameras…"))
        self.cameras = ElidedComboBox()
        self.cameras.setAccessibleName(self.tr("Camera"))
        self.cameras.setPlaceholderText(self.tr("No camera"))
        self.address = QLineEdit()
        self.address.setPlaceholderText("rtsp://192.168.0.20/stream")
        self.address.setAccessibleName(self.tr("Address of the network camera"))
        self.address.hide()
        self.target = ElidedComboBox()
        self.target.setAccessibleName(self.tr("Where the photos go"))
        self.target.addItem(self.tr("Inbox"), None)
        for known in classes:
            self.target.addItem(known.name, known.id)
        self.strip = self._build_strip()
        self._said = label("", "muted")
        self._search = QPushButton(self.tr("&Look again"))
        self._take = QPushButton(self.tr("Take a photo (Space)"))
        self._take.setProperty("role", "primary")
        self._take.setDefault(True)
        self._close_button = QPushButton(self.tr("Close"))
        for button in (self._search, self._close_button):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.show_ready(ready=False)
        self.preview.setFocus()

    def _build_strip(self) -> QListWidget:
        strip = QListWidget()
        strip.setViewMode(QListView.ViewMode.IconMode)
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setWrapping(False)
        strip.setMovement(QListView.Movement.Static)
        strip.setIconSize(_STRIP)
        strip.setFixedHeight(_STRIP.height() + 30)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setAccessibleName(self.tr("Photos taken, newest first"))
        strip.hide()
        return strip

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        fields = ((self.tr("&Camera"), self.cameras), (self.tr("Add &to"), self.target))
        for column, (words, field) in enumerate(fields):
            caption = QLabel(words)
            caption.setBuddy(field)
            grid.addWidget(caption, 0, 3 * column)
            grid.addWidget(field, 0, 3 * column + 1)
            grid.setColumnStretch(3 * column + 1, 1)
        grid.addWidget(self._search, 0, 2)
        grid.addWidget(self.address, 1, 1, 1, 2)
        end = QHBoxLayout()
        end.setSpacing(8)
        end.addWidget(self._said, 1)
        end.addWidget(self._close_button)
        end.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.strip)
        layout.addLayout(end)
        self.resize(820, 700)

    def _connect(self) -> None:
        self.cameras.activated.connect(self._choose)
        self.address.returnPressed.connect(self._choose_address)
        self.target.activated.connect(self.preview.setFocus)
        self._search.clicked.connect(self._look_again)
        self._take.clicked.connect(self._request)
        self._close_button.clicked.connect(self.reject)
        self.preview.taking_requested.connect(self._request)

    # ---- cameras ----

    def show_cameras(self, found: Sequence[CameraChoice], wanted: str | None) -> None:
        """List the cameras, and choose the one that was used last or the first."""
        self.cameras.clear()
        for choice in found:
            self.cameras.addItem(choice.name, choice)
        self.cameras.addItem(self.tr("Network camera…"), None)
        names = [choice.name for choice in found]
        if not found:
            self.cameras.setCurrentIndex(-1)
            self.preview.show_words(
                self.tr(
                    "There is no camera at this computer. Plug one in and press “Look again”, or "
                    "choose “Network camera…” and type its address."
                )
            )
            return
        self.cameras.setCurrentIndex(names.index(wanted) if wanted in names else 0)
        self._choose()

    @Slot()
    def _choose(self) -> None:
        choice = self.cameras.currentData()
        self.address.setVisible(choice is None)
        if choice is None:
            self.show_ready(ready=False)
            self.preview.show_words(self.tr("Type the address of the camera, then press Enter."))
            self.address.setFocus()
        else:
            self._open(choice)

    @Slot()
    def _choose_address(self) -> None:
        address = self.address.text().strip()
        if address:
            self._open(CameraChoice(self.tr("Network camera"), address))

    def _open(self, choice: CameraChoice) -> None:
        self.show_ready(ready=False)
        self.preview.show_words(self.tr("Opening {0}…").format(choice.name))
        self.preview.setFocus()
        self.camera_chosen.emit(choice)

    @Slot()
    def _look_again(self) -> None:
        self.show_ready(ready=False)
        self.address.hide()
        self.preview.show_words(self.tr("Looking for cameras…"))
        self.search_requested.emit()

    def show_ready(self, *, ready: bool, size: str = "") -> None:
        """Tell whether photos can be taken, and how large they are."""
        self._ready = ready
        self._take.setEnabled(ready)
        self._said.setText(size)

    def show_failure(self, words: str) -> None:
        """Say why there are no pictures."""
        self.show_ready(ready=False)
        self.preview.show_words(words)

    # ---- photos ----

    @Slot()
    def _request(self) -> None:
        if self._ready:
            self.taking_requested.emit(self.target.currentData())

    def add_taken(self, picture: QImage) -> None:
        """Put a photo into the strip."""
        target = self.target.currentText()
        small = picture.scaled(
            _STRIP * self.devicePixelRatioF(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(self.devicePixelRatioF())
        item = QListWidgetItem(QIcon(QPixmap.fromImage(small)), "")
        words = self.tr("Photo {0}: {1}").format(self.strip.count() + 1, target)
        item.setToolTip(words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self.strip.insertItem(0, item)
        self.strip.show()
        self.strip.scrollToTop()
        self._said.setText(self.tr("%Ln photos taken.", "", self.strip.count()))
