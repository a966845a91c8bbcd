"""What is shown while no project is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.banner import Banner
from siamdesk.gui.parts.labels import ElidedLabel, label

_RECENT_SHOWN = 4


class _Card(QPushButton):
    """A large button with an icon, a title and a line of text."""

    def __init__(self, icon: str, title: str, words: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = icon, theme
        self.setObjectName("startCard")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 16)
        layout.setSpacing(4)
        layout.addWidget(self._icon)
        layout.addSpacing(8)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(label(words, "small", wrap=True))
        layout.addStretch(1)
        self.setFixedSize(QSize(206, 132))
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.tint)
        self.tint()

    @Slot()
    def tint(self) -> None:
        """Wear the theme's colours."""
        accent = self._theme.tones.accent
        self._icon.setPixmap(icons.pixmap(self._name, accent, 28, self.devicePixelRatioF()))


class _RecentRow(QPushButton):
    """One project opened lately."""

    chosen = Signal(Path)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.setObjectName("recent")
        self.setAccessibleName(path.stem)
        self.setToolTip(str(path))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(34)
        where = ElidedLabel(_short(path.parent), "small")
        name = label(path.stem)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(name)
        layout.addWidget(where, 1)
        for part in (name, where):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._path)


class StartPage(QWidget):
    """New, open, sample, recent; announces what was chosen."""

    action_requested = Signal(str)
    """An `ActionId`."""
    project_chosen = Signal(Path)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("startPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._logo = QLabel()
        self._recent_title = label(self.tr("Recent projects"), "section")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column = QWidget(self)
        column.setFixedWidth(650)
        self._fill(QVBoxLayout(column))
        self.banner = Banner(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.banner)
        layout.addStretch(3)
        layout.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(4)
        theme.changed.connect(self._tint)
        self._tint()

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(16)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(label("SiamDesk", "hero"))
        titles.addWidget(label(self.tr("Teach it your defects from a handful of photos."), "lead"))
        head.addWidget(self._logo)
        head.addLayout(titles, 1)
        layout.addLayout(head)
        layout.addSpacing(26)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        self.cards: dict[ActionId, QPushButton] = {}
        new = (self.tr("New project"), self.tr("Start with your own photos"))
        known = (self.tr("Open project"), self.tr("Continue where you stopped"))
        sample = (self.tr("Open the sample"), self.tr("Steel strip defects to try"))
        for action, icon, words in (
            (ActionId.NEW_PROJECT, "new-project", new),
            (ActionId.OPEN_PROJECT, "open-project", known),
            (ActionId.OPEN_SAMPLE, "sample", sample),
        ):
            card = _Card(icon, *words, self._theme)
            card.setProperty("action", action.value)
            card.clicked.connect(self._request)
            self.cards[action] = card
            cards.addWidget(card)
        layout.addLayout(cards)
        layout.addSpacing(22)
        self._drop_hint = _DropHint(self._theme)
        layout.addWidget(self._drop_hint)
        layout.addSpacing(20)
        layout.addWidget(self._recent_title)
        layout.addSpacing(4)
        layout.addLayout(self._recent)

    def show_recent(self, projects: Sequence[Path]) -> None:
        """List projects opened lately, newest first."""
        while (item := self._recent.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.deleteLater()
        for path in projects[:_RECENT_SHOWN]:
            row = _RecentRow(path)
            row.chosen.connect(self.project_chosen)
            self._recent.addWidget(row)
        self._recent_title.setVisible(bool(projects))

    def show_dropping(self, *, dropping: bool) -> None:
        """Light up where to drop while something is dragged over the window."""
        self._drop_hint.dropping = dropping
        self._drop_hint.update()

    @Slot()
    def _request(self) -> None:
        card = self.sender()
        if card is not None:
            self.action_requested.emit(card.property("action"))

    @Slot()
    def _tint(self) -> None:
        self._logo.setPixmap(icons.pixmap("siamdesk", "#000000", 64, self.devicePixelRatioF()))


class _DropHint(QWidget):
    """A dashed frame that says what can be dropped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.dropping = False
        self.setFixedHeight(64)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame and the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(
            self._theme.colour("accent" if self.dropping else "strong_border"),
            1.5,
            Qt.PenStyle.CustomDashLine,
        )
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        if self.dropping:
            painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)
        words = self.tr("Drop a folder here: each sub-folder becomes a class.")
        width = self.fontMetrics().horizontalAdvance(words)
        left = (self.width() - width - 28) // 2
        mark = icons.pixmap("drop", self._theme.tones.muted, 20, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - 20) // 2, mark)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(
            left + 28, 0, width + 4, self.height(), Qt.AlignmentFlag.AlignVCenter, words
        )


def _short(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
