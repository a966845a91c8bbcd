"""The heatmap of the photo that is looked at: has it made, and lays it over the views."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup

from siamdesk.engine.heatmap_messages import MatchParts, PartsMatched, ShowUnusual, UnusualShown
from siamdesk.engine.messages import Explain, Explained
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.photo.heatmap_kinds import (
    MIDDLE,
    HeatmapKind,
    HeatmapStyle,
    Overlay,
    Place,
    Scale,
    Side,
    highest,
    match_levels,
    unusual_levels,
    why_levels,
)
from siamdesk.gui.session.explanations import Answer, Question, question_of
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated
from siamdesk.images.heatmap import Palette
from siamdesk.project.values import DefectClass, Photo

ACTIONS = {
    HeatmapKind.WHY: ActionId.HEATMAP_WHY,
    HeatmapKind.UNUSUAL: ActionId.HEATMAP_UNUSUAL,
    HeatmapKind.MATCH: ActionId.HEATMAP_MATCH,
}


class Heatmaps(QObject):
    """Knows which heatmap is wanted of which photo; lives in the GUI thread."""

    changed = Signal()
    """What lies over the photo or its example, or what is said of it, is other now."""
    style_changed = Signal(object)
    """The `HeatmapStyle`."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self._settings = window.settings
        self._inspector = window.inspector
        self._bar = window.inspector.heatmap_bar
        self._actions = window.actions_by_id
        self.kind = self._settings.heatmap_kind
        self.style = self._settings.heatmap_style
        self.photo: Photo | None = None
        self.example: Photo | None = None
        self._pair: tuple[int, int] | None = None
        self._question: Question | None = None
        self._answer: Answer | None = None
        self._point: tuple[Side, Place] = (Side.PHOTO, MIDDLE)
        self._overlays = {side: Overlay() for side in Side}
        self.scale: Scale | None = None
        """What the colours mean; None while there is no heatmap."""
        self._connect()
        self._show_kind()
        self._show_style()

    def _connect(self) -> None:
        bar, inspector = self._bar, self._inspector
        bar.kind_chosen.connect(self.choose)
        bar.shown_toggled.connect(self.set_shown)
        bar.opacity_changed.connect(self._set_opacity)
        inspector.photo_view.point_chosen.connect(self._point_at_photo)
        inspector.example_view.point_chosen.connect(self._point_at_example)
        self._actions[ActionId.TOGGLE_HEATMAP].toggled.connect(self.set_shown)
        kinds = QActionGroup(self)
        for kind, action in ACTIONS.items():
            self._actions[action].setData(kind.value)
            kinds.addAction(self._actions[action])
        kinds.triggered.connect(self._choose_by_action)
        explanations = self._session.learner.explanations
        explanations.explained.connect(self._take)
        explanations.failed.connect(self._take_failure)

    # ---- what is wanted ----

    def show(
        self,
        photo: Photo | None,
        *,
        pair: tuple[int, int] | None = None,
        example: Photo | None = None,
    ) -> None:
        """Show a heatmap of this photo; `pair` are the ids of the classes to compare.

        `example` is the one that stands beside the photo.
        """
        if (photo and photo.id, example and example.id) != (
            self.photo and self.photo.id,
            self.example and self.example.id,
        ):
            self._point = (Side.PHOTO, MIDDLE)
        self.photo, self.example, self._pair = photo, example, pair
        self._ask()

    @Slot(object)
    def choose(self, kind: HeatmapKind) -> None:
        """Show heatmaps of this kind from now on."""
        self.kind = kind
        self._settings.heatmap_kind = kind
        self._show_kind()
        self._set_style(replace(self.style, shown=True))
        self._ask()

    @Slot(QAction)
    def _choose_by_action(self, action: QAction) -> None:
        self.choose(HeatmapKind(action.data()))

    @Slot(bool)
    def set_shown(self, shown: bool) -> None:
        """Show or hide heatmaps."""
        self._set_style(replace(self.style, shown=shown))

    @Slot(float)
    def _set_opacity(self, opacity: float) -> None:
        self._set_style(replace(self.style, opacity=opacity))

    def set_palette(self, palette: Palette) -> None:
        """Draw in these colours."""
        self._set_style(replace(self.style, palette=palette))

    def _set_style(self, style: HeatmapStyle) -> None:
        if style != self.style:
            self.style = style
            self._settings.heatmap_style = style
            self._show_style()

    def point_at(self, side: Side, place: Place) -> None:
        """Ask what in the other photo is like this point."""
        self._point = (side, place)
        self._draw()

    @property
    def point(self) -> tuple[Side, Place]:
        """The point that is asked about, when parts are matched."""
        return self._point

    @Slot(float, float)
    def _point_at_photo(self, x: float, y: float) -> None:
        self.point_at(Side.PHOTO, (x, y))

    @Slot(float, float)
    def _point_at_example(self, x: float, y: float) -> None:
        self.point_at(Side.EXAMPLE, (x, y))

    def overlay(self, side: Side) -> Overlay:
        """What lies over the photo, or over its example."""
        return self._overlays[side]

    @property
    def ok_class(self) -> DefectClass | None:
        """The class that is OK."""
        classes = self._session.snapshot.classes if self._session.snapshot else ()
        return next((known for known in classes if known.is_ok), None)

    @property
    def compared(self) -> tuple[DefectClass, DefectClass] | None:
        """The two classes that are compared, when that is the question."""
        if self._pair is None or self._session.snapshot is None:
            return None
        known = {c.id: c for c in self._session.snapshot.classes}
        why, against = self._pair
        return (known[why], known[against]) if {why, against} <= known.keys() else None

    # ---- asking and hearing ----

    def _ask(self) -> None:
        ok = self.ok_class
        self._bar.show_ok_class(ok.name if ok is not None else None)
        question = self._wanted(ok)
        if question != self._question:
            self._question, self._answer = question, None
        self._session.learner.explanations.ask(question)
        if self._answer is None:  # else it is drawn, by now or since long
            self._draw()

    def _wanted(self, ok: DefectClass | None) -> Question | None:
        if self.photo is None:
            return None
        match self.kind:
            case HeatmapKind.WHY if self._pair is not None:
                return Explain(0, self.photo.id, *self._pair)
            case HeatmapKind.UNUSUAL if ok is not None:
                return ShowUnusual(0, self.photo.id, ok.id)
            case HeatmapKind.MATCH if self.example is not None:
                return MatchParts(0, self.photo.id, self.example.id)
            case _:
                return None

    @Slot(object)
    def _take(self, answer: Answer) -> None:
        if question_of(answer) == self._question:
            self._answer = answer
            self._draw()

    @Slot(str)
    def _take_failure(self, message: str) -> None:
        self._answer = None
        self._draw()
        self._bar.show_problem(translated(message))

    # ---- showing ----

    def _draw(self) -> None:
        self._overlays = {side: Overlay() for side in Side}
        self.scale = None
        match self._answer:
            case Explained() as answer:
                self._overlays[Side.PHOTO] = Overlay(why_levels(answer))
                self.scale = self._why_scale(answer)
            case UnusualShown() as answer:
                self._overlays[Side.PHOTO] = Overlay(unusual_levels(answer))
                self.scale = self._unusual_scale(answer)
            case PartsMatched() as answer:
                self._draw_match(answer)
        if self.scale is not None:
            self._bar.show_scale(self.scale)
        else:
            self._bar.show_problem(self._why_none())
        self._inspector.photo_view.show_overlay(self._overlays[Side.PHOTO])
        self._inspector.example_view.show_overlay(self._overlays[Side.EXAMPLE])
        self.changed.emit()

    def _draw_match(self, answer: PartsMatched) -> None:
        side, place = self._point
        levels = match_levels(answer.similarities, side, place)
        self._overlays[side] = Overlay(point=place)
        self._overlays[side.other] = Overlay(levels, best=highest(levels))
        self.scale = Scale(
            low=self.tr("unlike it"),
            high=self.tr("the same"),
            sums=self.tr("best {0}").format(text.decimal(float(levels.max()), 2)),
        )

    def _why_scale(self, answer: Explained) -> Scale:
        values = answer.contributions
        against, speaks_for = (
            text.signed(float(part.sum()), 2) for part in (values[values < 0], values[values > 0])
        )
        return Scale(
            low=self.tr("against {0}").format(against),
            high=self.tr("for {0}").format(speaks_for),
            sums=self.tr("sum {0}").format(text.signed(float(values.sum()), 2)),
            from_zero=False,
        )

    def _unusual_scale(self, answer: UnusualShown) -> Scale:
        return Scale(
            low=self.tr("as in OK photos"),
            high=self.tr("{0} times as far").format(text.decimal(answer.saturation, 0)),
            sums=self.tr("highest {0}").format(text.decimal(float(answer.values.max()), 1)),
        )

    def _why_none(self) -> str:
        if self._question is not None:
            return self.tr("Looking…")
        if self.kind is HeatmapKind.UNUSUAL:
            return self.tr("Mark the class whose photos are as they should be.")
        if self.kind is HeatmapKind.MATCH:
            return self.tr("There is no example to compare with yet.")
        return self.tr("There is nothing to compare yet.")

    def _show_kind(self) -> None:
        self._bar.show_kind(self.kind)
        self._bar.show_style(self.style)
        self._bar.show_hint(self.tr("Click a point of the photo or of the example"))
        for kind, action in ACTIONS.items():
            self._actions[action].setChecked(kind is self.kind)
        for view in (self._inspector.photo_view, self._inspector.example_view):
            view.set_pointing(self.kind is HeatmapKind.MATCH)

    def _show_style(self) -> None:
        self._bar.show_style(self.style)
        for view in (self._inspector.photo_view, self._inspector.example_view):
            view.set_heatmap_style(self.style)
        toggle = self._actions[ActionId.TOGGLE_HEATMAP]
        with QSignalBlocker(toggle):
            toggle.setChecked(self.style.shown)
        self.style_changed.emit(self.style)
        self.changed.emit()
