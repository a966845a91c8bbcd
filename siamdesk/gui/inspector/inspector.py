"""The right panel: one photo, why it is guessed so, its guesses, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from siamdesk.engine.ranking_table import Guess, Ranking
from siamdesk.gui.heatmaps.heatmap_bar import HeatmapBar
from siamdesk.gui.inspector.guess_list import GuessList
from siamdesk.gui.inspector.note_field import NoteField
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.empty_state import EmptyState
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.photo.photo_view import PhotoView
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated
from siamdesk.images.framing import Region
from siamdesk.project.values import DefectClass, Photo

WIDTH = 404
_BESIDE_WIDTH = 112
_MARGIN = 16
_PHOTO_GAP = 12
_LOWEST_PHOTO = 150
_LOWEST_EXAMPLE = 84


class Inspector(QFrame):
    """Shows what it is told; announces explanations, corrections and acceptance."""

    explanation_requested = Signal(int, int)
    """Ids of the class to explain and of the class to compare it with."""
    correction_requested = Signal(int)
    acceptance_requested = Signal()
    confirmation_requested = Signal()
    """The class of the photos is right."""
    return_requested = Signal()
    """The photos are to go back to the inbox."""
    picking_requested = Signal()
    """A class is to be picked from the full list."""
    example_requested = Signal(int)
    """Id of the example to go to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setMinimumWidth(320)
        self._theme = theme
        self._classes: Mapping[int, DefectClass] = {}
        self._ranking: Ranking | None = None
        self._photo: Photo | None = None
        self._build_photo_part()
        self._build_why_part()
        self._build_guess_part()
        self._empty = EmptyState(theme, "photo", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._lay_out())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.show_nothing()

    # ---- building ----

    def _build_photo_part(self) -> None:
        self._name = ElidedLabel("", "title")
        self._facts = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self.note = NoteField(self)
        self.photo_view = PhotoView(self._theme, self)
        self.photo_view.setMinimumSize(_LOWEST_PHOTO, _LOWEST_PHOTO)
        self.photo_view.setAccessibleName(self.tr("Photo"))
        self.example_view = PhotoView(self._theme, self, pressable=True)
        self.example_view.setFixedWidth(_BESIDE_WIDTH)
        self.example_view.setMinimumHeight(_LOWEST_EXAMPLE)
        self.example_view.setMaximumHeight(_BESIDE_WIDTH)
        self.example_view.pressed.connect(self._request_example)
        self._example_title = label(self.tr("Nearest example"), "section")
        self._example_class = ElidedLabel("", "heading", mode=Qt.TextElideMode.ElideRight)
        self._similarity = label("", "small")
        self._unknown = label("", "small", wrap=True)

    def _build_why_part(self) -> None:
        self.heatmap_bar = HeatmapBar(self._theme, self)
        self.why_bar = self.heatmap_bar.why_bar
        self.why_bar.pair_chosen.connect(self._take_pair)

    def _build_guess_part(self) -> None:
        self.guess_list = GuessList(self._theme, self)
        self.guess_list.explanation_requested.connect(self._explain_guess)
        self.guess_list.correction_requested.connect(self.correction_requested)
        self._accept = QPushButton(self.tr("Accept"), self)
        self._accept.setProperty("role", "primary")
        self._accept.setToolTip(self.tr("Accept the best guess and go to the next photo (Enter)"))
        self._accept.clicked.connect(self.acceptance_requested)
        self._to_inbox = QPushButton(self.tr("Back to inbox"), self)
        self._to_inbox.setToolTip(self.tr("This is no example after all (Backspace)"))
        self._to_inbox.clicked.connect(self.return_requested)
        self._confirm = QPushButton(self.tr("Class is right"), self)
        self._confirm.setToolTip(self.tr("Keep the class and ask no more about it (K)"))
        self._confirm.clicked.connect(self.confirmation_requested)
        self.correct_button = QPushButton(self.tr("Correct to…"), self)
        self.correct_button.setToolTip(self.tr("Pick another class (C, or the number keys 1 to 9)"))
        self.correct_button.clicked.connect(self.picking_requested)

    def _lay_out(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(_MARGIN, 12, _MARGIN, 14)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addWidget(self._facts)
        layout.addSpacing(4)
        layout.addWidget(self.note)
        layout.addSpacing(6)
        self._photo_part = self._photo_row()
        layout.addWidget(self._photo_part, 3)
        layout.addSpacing(8)
        layout.addWidget(self.heatmap_bar)
        self._guess_title = label(self.tr("Guesses"), "section")
        layout.addSpacing(8)
        layout.addWidget(self._guess_title)
        layout.addSpacing(2)
        self._message = label("", "muted", wrap=True)
        layout.addWidget(self._message)
        self._filler = QWidget(page)
        layout.addWidget(self._filler, 1)
        self._scroll = QScrollArea(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.guess_list)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(78)
        layout.addWidget(self._scroll, 2)
        layout.addSpacing(10)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._accept, 3)
        buttons.addWidget(self._confirm, 2)
        buttons.addWidget(self._to_inbox, 2)
        buttons.addWidget(self.correct_button, 2)
        layout.addLayout(buttons)
        return page

    def _photo_row(self) -> QWidget:
        beside = QVBoxLayout()
        beside.setSpacing(3)
        beside.addWidget(self._example_title)
        beside.addSpacing(2)
        beside.addWidget(self.example_view)
        beside.addWidget(self._example_class)
        beside.addWidget(self._similarity)
        beside.addSpacing(6)
        beside.addWidget(self._unknown)
        beside.addStretch(1)
        self._beside = QWidget(self)
        self._beside.setFixedWidth(_BESIDE_WIDTH)
        self._beside.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        part = QWidget(self)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_PHOTO_GAP)
        row.addWidget(self.photo_view, 1)
        row.addWidget(self._beside)
        return part

    # ---- what is shown ----

    @property
    def ranking(self) -> Ranking | None:
        """The ranking that is shown."""
        return self._ranking

    @property
    def facts(self) -> str:
        """What is said of the photo below its name."""
        return self._facts.text()

    @property
    def explained_pair(self) -> tuple[int, int] | None:
        """Ids of the classes that are compared."""
        return self.why_bar.pair

    def set_classes(self, classes: tuple[DefectClass, ...]) -> None:
        """Know the classes by name."""
        self._classes = {c.id: c for c in classes}

    def show_nothing(self) -> None:
        """Show that no photo is selected."""
        self._photo = self._ranking = None
        self._empty.show_words(
            self.tr("No photo selected"),
            self.tr("Select a photo to see its guesses and why they were made."),
        )
        self._stack.setCurrentIndex(0)

    def show_photo(
        self, photo: Photo, ranking: Ranking | None, *, selected: int, checking: bool = False
    ) -> None:
        """Show a photo and its ranking; `selected` photos will be accepted or corrected.

        When `checking`, the question is whether an example's class is right.
        """
        is_other = self._photo is None or self._photo.id != photo.id
        self._photo, self._ranking = photo, ranking
        given = self._classes.get(photo.class_id) if photo.class_id is not None else None
        self._name.setText(photo.name)
        place = self.tr("Example of {0}").format(given.name) if given else self.tr("In the inbox")
        facts = [place, f"{photo.width} × {photo.height}"]
        if photo.group is not None:
            facts.append(self.tr("group {0}").format(photo.group))
        if selected > 1:
            facts.insert(0, self.tr("%Ln photos selected", "", selected))
        self._facts.setText("  ·  ".join(facts))
        self.note.show_note(photo.id, photo.note)
        self._show_ranking(is_other=is_other)
        accepted = bool(ranking and ranking.guesses)
        self._accept.setEnabled(accepted)
        self._accept.setText(self._accept_text(selected) if accepted else self.tr("Accept"))
        if checking and accepted:
            self._accept.setText(self._change_text(selected))
        self._accept.setVisible(photo.class_id is None or checking)
        self._confirm.setVisible(checking)
        self._to_inbox.setVisible(photo.class_id is not None and not checking)
        self._guess_title.setText(
            self.tr("Guesses") if given is None else self.tr("Guesses, had it not been an example")
        )
        self._stack.setCurrentIndex(1)

    def show_large(
        self, pixmap: QPixmap | None, problem: str | None, region: Region | None = None
    ) -> None:
        """Show the pixels of the photo, or why there are none, and what of it counts."""
        self.photo_view.show_pixmap(pixmap, problem, region=region)
        self._limit_photo()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the photo no more height than it fills."""
        super().resizeEvent(event)
        self._limit_photo()

    def _limit_photo(self) -> None:
        width = self.width() - 2 * _MARGIN
        if self._beside.isVisibleTo(self):
            width -= _BESIDE_WIDTH + _PHOTO_GAP
        highest = max(self.photo_view.height_for(width), _LOWEST_PHOTO)
        self._photo_part.setMaximumHeight(max(highest, self._photo_part.minimumSizeHint().height()))

    def show_message(self, words: str) -> None:
        """Say why there are no guesses."""
        self._message.setText(translated(words))
        self._message.setVisible(bool(words) and self._ranking is None)

    def show_example(
        self, guess: Guess | None, photo: Photo | None, pixmap: QPixmap | None
    ) -> None:
        """Show the example that a guess is nearest to."""
        self._beside.setVisible(guess is not None)
        self._limit_photo()
        if guess is None:
            return
        known = self._classes.get(guess.class_id)
        self.example_view.show_pixmap(pixmap)
        self._example_class.setText(known.name if known else "")
        self._similarity.setText(
            self.tr("Similarity {0}").format(text.decimal(guess.similarity, 2))
        )
        name = photo.name if photo else ""
        self.example_view.setToolTip(self.tr("Go to example {0}").format(name))
        self.example_view.setAccessibleName(self.tr("Nearest example {0}").format(name))

    # ---- inside ----

    def _accept_text(self, selected: int) -> str:
        if selected > 1:
            return self.tr("Accept %Ln guesses  ⏎", "", selected)
        return self.tr("Accept  ⏎")

    def _change_text(self, selected: int) -> str:
        if selected > 1:
            return self.tr("Change %Ln classes  ⏎", "", selected)
        return self.tr("Change class  ⏎")

    def _show_ranking(self, *, is_other: bool) -> None:
        guesses = self._ranking.guesses if self._ranking else ()
        guesses = tuple(g for g in guesses if g.class_id in self._classes)
        for part in (self._guess_title, self._scroll):
            part.setVisible(bool(guesses))
        self._filler.setVisible(not guesses)
        can_be_odd = any(known.is_ok for known in self._classes.values())
        self.heatmap_bar.setVisible(len(guesses) > 1 or can_be_odd)
        self._message.setVisible(not guesses and bool(self._message.text()))
        self.guess_list.show_guesses(guesses, self._classes)
        unknown = bool(self._ranking and self._ranking.is_unknown)
        self._unknown.setText(self.tr("Unlike every example") if unknown else "")
        self._unknown.setVisible(unknown)
        offered = [self._classes[g.class_id] for g in guesses]
        self.why_bar.offer(offered, keep_choice=not is_other)
        self._mark_pair()

    def _mark_pair(self) -> None:
        pair = self.explained_pair
        self.guess_list.mark_explained(pair[0] if pair else None)

    @Slot(int, int)
    def _take_pair(self, why: int, against: int) -> None:
        self._mark_pair()
        self.explanation_requested.emit(why, against)

    @Slot(int)
    def _explain_guess(self, class_id: int) -> None:
        guesses = self._ranking.guesses if self._ranking else ()
        others = [g.class_id for g in guesses if g.class_id != class_id]
        if others:
            self.why_bar.choose(class_id, others[0])

    @Slot()
    def _request_example(self) -> None:
        pair = self.explained_pair
        guesses = self._ranking.guesses if self._ranking else ()
        wanted = pair[0] if pair else (guesses[0].class_id if guesses else None)
        for guess in guesses:
            if guess.class_id == wanted:
                self.example_requested.emit(guess.example_id)
