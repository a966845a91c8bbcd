"""Brings the model panel to life."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from siamdesk.engine.messages import Event, FineTune, LearningSummary, UseVersion, VersionState
from siamdesk.engine.model_messages import (
    ChangeSettings,
    CurveMeasured,
    EncoderAdded,
    LearningSettings,
    ListTries,
    MeasureCurve,
    MeasuredCurve,
    ReadSettings,
    SettingKey,
    SettingsRead,
    TriesListed,
    TuningStep,
    TuningStepped,
)
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.model_panel.encoder_commands import EncoderCommands
from siamdesk.gui.model_panel.model_dialog import ModelDialog, Page
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.core_words import translated

_MEASURE_DELAY_MS = 700
"""After the last correction; the curve is not worth a measurement for each of them."""


class ModelPresenter(QObject):
    """Opens the panel and keeps it up to date; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._learner = learner = session.learner
        self._dialog: ModelDialog | None = None
        self._encoders = EncoderCommands(learner, self)
        self._hint = ""
        self._losses: dict[str, str] = {}
        self._curve: MeasuredCurve | None = None
        self._steps: list[TuningStep] = []
        self._stepping: int | None = None
        self._measure_timer = QTimer(self, singleShot=True, interval=_MEASURE_DELAY_MS)
        self._measure_timer.timeout.connect(self._measure)
        window.actions_by_id[ActionId.MODEL].triggered.connect(self._open_knowledge)
        window.actions_by_id[ActionId.VERSIONS].triggered.connect(self._open_training)
        window.actions_by_id[ActionId.LEARNING_SETTINGS].triggered.connect(self._open_settings)
        window.side_bar.model_card.details_requested.connect(self._open_knowledge)
        session.opened.connect(self._start_again)
        session.closed.connect(self._start_again)
        window.closing.connect(self._close)
        learner.learned.connect(self._take_learned)
        # A worker that was replaced learns first: then it can be asked again.
        learner.learned.connect(self._ask)
        learner.versions_changed.connect(self._ask)
        learner.fine_tuned.connect(self._ask)
        learner.versions_listed.connect(self._show_versions)
        learner.model_told.connect(self._take)
        learner.state_changed.connect(self._show_state)

    # ---- opening ----

    @Slot()
    def _open_knowledge(self) -> None:
        self._open(Page.KNOWLEDGE)

    @Slot()
    def _open_training(self) -> None:
        self._open(Page.TRAINING)

    @Slot()
    def _open_settings(self) -> None:
        self._open(Page.SETTINGS)

    def _open(self, page: Page) -> None:
        if self._dialog is None:
            self._dialog = self._made()
            # Not modal: guesses change beside it, and the status line's Cancel can be reached.
            self._dialog.show()
            self._ask()
            self._measure()
        self._dialog.show_page(page)
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _made(self) -> ModelDialog:
        dialog, learner = ModelDialog(self._window.theme, self._window), self._learner
        versions = dialog.training.versions
        versions.use_requested.connect(learner.use_version)
        versions.deletion_requested.connect(learner.delete_version)
        dialog.training.tuning_requested.connect(learner.fine_tune)
        dialog.training.cancel_requested.connect(self._cancel_tuning)
        dialog.settings.settings_chosen.connect(self._choose)
        dialog.settings.encoder_wanted.connect(self._ask_encoder)
        dialog.finished.connect(self._forget)
        dialog.training.show_steps(self._steps)
        dialog.knowledge.show_curve(self._curve)
        self._show_summary(dialog)
        self._show_running(dialog)
        return dialog

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
        self._measure_timer.stop()

    @Slot()
    def _start_again(self) -> None:
        self._close()
        self._hint, self._curve, self._steps, self._stepping = "", None, [], None

    # ---- asking ----

    @Slot()
    def _ask(self) -> None:
        if self._dialog is not None:
            self._learner.list_versions()
            # The settings first: they know what the losses of the tries are called.
            self._learner.ask_about_model(ReadSettings)
            self._learner.ask_about_model(ListTries)

    @Slot()
    def _measure(self) -> None:
        if self._dialog is not None and self._learner.summary is not None:
            self._dialog.knowledge.show_measuring()
            self._learner.ask_about_model(MeasureCurve)

    @Slot()
    def _cancel_tuning(self) -> None:
        if (tuning := self._learner.running(FineTune)) is not None:
            self._learner.cancel(tuning.task)

    @Slot(object)
    def _choose(self, settings: LearningSettings) -> None:
        self._learner.change_settings(settings)

    @Slot()
    def _ask_encoder(self) -> None:
        if self._dialog is not None:
            self._encoders.ask(self._dialog)

    # ---- showing ----

    @Slot(object, str)
    def _take_learned(self, summary: LearningSummary | None, hint: str) -> None:
        del summary
        self._hint = hint
        if self._dialog is not None:
            self._show_summary(self._dialog)
            self._measure_timer.start()

    def _show_summary(self, dialog: ModelDialog) -> None:
        snapshot = self._session.snapshot
        colours = {c.name: c.colour for c in snapshot.classes} if snapshot else {}
        dialog.knowledge.show_summary(self._learner.summary, self._hint, colours)

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case TuningStepped():
                self._take_step(event)
            case CurveMeasured():
                self._curve = event.curve
                if self._dialog is not None:
                    self._dialog.knowledge.show_curve(event.curve)
            case TriesListed() if self._dialog is not None:
                self._dialog.training.show_tries(event.tries, self._losses)
            case EncoderAdded() if self._dialog is not None:
                self._dialog.settings.choose_encoder(event.encoder_id)
            case SettingsRead():
                losses = next(s.choices for s in event.specs if s.key is SettingKey.LOSS)
                self._losses = {c.value: translated(c.title) for c in losses}
                if self._dialog is not None:
                    self._dialog.settings.show_settings(event)

    def _take_step(self, event: TuningStepped) -> None:
        if event.task != self._stepping:
            self._stepping, self._steps = event.task, []
        self._steps.append(event.step)
        if self._dialog is not None:
            self._dialog.training.show_steps(self._steps)

    @Slot(object)
    def _show_versions(self, states: tuple[VersionState, ...]) -> None:
        if self._dialog is not None:
            self._dialog.training.versions.show_versions(states)

    @Slot()
    def _show_state(self) -> None:
        if self._dialog is not None:
            self._show_running(self._dialog)

    def _show_running(self, dialog: ModelDialog) -> None:
        learner = self._learner
        dialog.training.versions.show_changing(learner.running(UseVersion))
        dialog.training.show_tuning(
            running=learner.running(FineTune) is not None, able=learner.summary is not None
        )
        dialog.settings.show_changing(changing=learner.running(ChangeSettings) is not None)
