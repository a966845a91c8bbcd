"""The talk with the worker: learn after each change, fine-tune when it is quiet, explain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from siamdesk.engine.evaluation_messages import CheckLabels, Evaluate, Evaluated, LabelsChecked
from siamdesk.engine.heatmap_messages import MatchParts, PartsMatched, ShowUnusual, UnusualShown
from siamdesk.engine.messages import (
    DeleteVersion,
    Event,
    Explain,
    Explained,
    Exported,
    ExportModel,
    Failed,
    FineTune,
    FineTuned,
    FineTuneMode,
    Finished,
    Learn,
    Learned,
    LearningSummary,
    ListVersions,
    OpenProject,
    PhotosMapped,
    PhotosUnreadable,
    ProgressMade,
    Ranked,
    Ready,
    Request,
    SimilarFound,
    SplitProposed,
    UseVersion,
    VersionsListed,
    VersionUsed,
    WasCancelled,
    WorkerDied,
)
from siamdesk.engine.model_messages import (
    AddEncoder,
    ChangeSettings,
    CurveMeasured,
    EncoderAdded,
    LearningSettings,
    ListTries,
    MeasureCurve,
    PixelScale,
    ReadSettings,
    SettingsRead,
    TriesListed,
    TuningStepped,
)
from siamdesk.export_kinds import ExportFormat, Precision
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session import notices
from siamdesk.gui.session.explanations import Explanations, Question
from siamdesk.gui.session.quiet_tuning import QuietTuning
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.gui.session.worker_link import WorkerLink
from siamdesk.gui.session.worker_tasks import R, WorkerTasks
from siamdesk.gui.words.core_words import translated
from siamdesk.project.changes import Pair, teach_the_same
from siamdesk.project.values import ProjectSnapshot

_LEARN_DELAY_MS = 30
_RANKED_DELAY_MS = 30
_TOLD_WHERE_ASKED = (Evaluate, CheckLabels, Explain, ShowUnusual, MatchParts, AddEncoder)
"""Why these failed stands where the answer would have stood, and not in the banner."""


class Learner(QObject):
    """Sends requests through a `WorkerLink` and turns events into signals for the window."""

    ranked = Signal()
    """The ranking store holds new rankings."""
    learned = Signal(object, str)
    """A `LearningSummary` or None, and a hint."""
    fine_tuned = Signal(object)
    versions_listed = Signal(object)
    """`VersionState`s, newest first."""
    versions_changed = Signal()
    """What `versions_listed` brought last need not be so any more."""
    model_told = Signal(object)
    """An event of `siamdesk.engine.model_messages`."""
    encoder_refused = Signal(str)
    """Why a file can't be added as an encoder."""
    activity_changed = Signal(object)
    """An `Activity` or None."""
    state_changed = Signal(str)
    device_changed = Signal(str)
    noticed = Signal(object)
    found = Signal(object)
    """`SimilarFound`, `PhotosMapped`, `SplitProposed`, `Evaluated` or `LabelsChecked`: what was
    looked for."""
    ended = Signal(object, object)
    """A request that is over, and the event that ended it: `Finished`, `WasCancelled` or `Failed`,
    also where the worker died of it."""
    unreadable = Signal(object)
    """`FileProblem`s of photos that can't be read any more."""
    export_told = Signal(object)
    """`Exported`, or the `Failed` or `WasCancelled` of an export."""

    def __init__(
        self,
        link: WorkerLink,
        rankings: RankingStore,
        *,
        quiet_ms: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._rankings = rankings
        self._tasks = WorkerTasks(link, self)
        self._tasks.activity_changed.connect(self.activity_changed)
        self._snapshot: ProjectSnapshot | None = None
        self._summary: LearningSummary | None = None
        self._taught = 0
        """Revision of the last change that the model has to learn from."""
        self._ready = self._behind = self._stopped = False
        self.explanations = Explanations(self)
        self.explanations.wanted.connect(self._explain)
        self._learn_timer = self._timer(_LEARN_DELAY_MS, self._learn)
        self._ranked_timer = self._timer(_RANKED_DELAY_MS, self.ranked)
        self._quiet = QuietTuning(quiet_ms, self)
        self._quiet.due.connect(self._fine_tune_by_itself)
        link.heard.connect(self._take)

    def _timer(self, interval: int, then: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(then)
        return timer

    # ---- what the window asks ----

    @property
    def summary(self) -> LearningSummary | None:
        """What the model knows."""
        return self._summary

    @property
    def ready(self) -> bool:
        """Whether the worker has started."""
        return self._ready

    def running(self, kind: type[R]) -> R | None:
        """The request of this kind that is under way."""
        return self._tasks.running(kind)

    def open(self, snapshot: ProjectSnapshot) -> None:
        """Work on another project."""
        self.close()
        self._ask(lambda task: OpenProject(task, snapshot.path))
        self._snapshot = snapshot
        self._taught = snapshot.revision
        self._quiet.keep(snapshot)
        self._learn_timer.start()

    def close(self) -> None:
        """Work on no project; what still runs for it is cancelled."""
        self._tasks.cancel_all()
        self._rankings.clear()
        self.explanations.close()
        self._snapshot = self._summary = None
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.tell_state()

    def follow(self, snapshot: ProjectSnapshot, changed: Sequence[Pair]) -> None:
        """The project changed in these photos: learn from it, if that makes a difference."""
        known = self._snapshot
        self._snapshot = snapshot
        if known is None or not teach_the_same(known, snapshot, changed):
            self._taught = snapshot.revision
            self.explanations.forget()
            self._quiet.disturb()
            self._learn_timer.start()

    def fine_tune(self) -> None:
        """Fine-tune now, because the inspector wants it."""
        self._fine_tune(FineTuneMode.ALWAYS)

    def list_versions(self) -> None:
        """Ask which encoders the project can use: `versions_listed`."""
        if self.running(ListVersions) is None:
            self._ask(ListVersions)

    def use_version(self, version_id: int | None) -> None:
        """Use another version of the encoder, or the pretrained one (None), and learn with it."""
        if self.running(UseVersion) is None:
            words = self.tr("Changing the encoder")
            self._ask(lambda task: UseVersion(task, version_id), words)

    @property
    def at_stake(self) -> str | None:
        """What runs, in words, if it is not done by itself when the project is opened again."""
        tuning = self.running(FineTune)
        wanted = tuning if tuning is not None and tuning.mode is FineTuneMode.ALWAYS else None
        lost = self.running(ExportModel) or self.running(AddEncoder) or wanted
        return self._tasks.words(lost) if lost is not None else None

    def ask_about_model(
        self, kind: type[ReadSettings] | type[ListTries] | type[MeasureCurve]
    ) -> None:
        """Ask once at a time; `model_told` brings the answer."""
        if self.running(kind) is None:
            self._ask(kind)

    def change_settings(self, settings: LearningSettings) -> None:
        """Learn in another way; a fine-tuning that runs in the old one is stopped."""
        if self.running(ChangeSettings) is not None:
            return
        if (tuning := self.running(FineTune)) is not None:
            self.cancel(tuning.task)
        words = self.tr("Changing the settings of the model")
        self._ask(lambda task: ChangeSettings(task, settings), words)

    def add_encoder(self, path: Path, name: str, pixels: PixelScale) -> None:
        """Make an encoder of a file: `model_told` brings `EncoderAdded`, else `encoder_refused`."""
        if self.running(AddEncoder) is None:
            words = self.tr("Adding the encoder {0}").format(name)
            self._ask(lambda task: AddEncoder(task, path, name, pixels), words)

    def delete_version(self, version_id: int) -> None:
        """Delete a version that is not in use, with its files."""
        self._ask(lambda task: DeleteVersion(task, version_id))

    def export(self, out: Path, fmt: ExportFormat, precision: Precision) -> None:
        """Write the model to a folder or zip."""
        words = self.tr("Exporting to {0}").format(out.name)
        self._ask(lambda task: ExportModel(task, out, fmt, precision), words)

    def look_for(self, make: Callable[[int], Request], words: str | None = None) -> None:
        """Ask for something that `found` brings; with `words` it is shown as an activity."""
        self._ask(make, words)

    def cancel(self, task: int) -> None:
        """Stop a task."""
        self._tasks.cancel(task)

    def restart_worker(self) -> None:
        """Try once more with a new worker."""
        self._link.restart_worker()
        self._stopped = False
        self._learn_timer.start()
        self.tell_state()

    # ---- asking ----

    def _ask(self, make: Callable[[int], Request], words: str | None = None) -> None:
        self._tasks.ask(make, words)
        self.tell_state()

    @Slot()
    def _learn(self) -> None:
        if self._snapshot is not None:
            self._ask(Learn)

    @Slot(object)
    def _explain(self, question: Question) -> None:
        if self._summary is not None or not isinstance(question, Explain):
            self._ask(lambda task: replace(question, task=task))

    @Slot()
    def _fine_tune_by_itself(self) -> None:
        self._fine_tune(FineTuneMode.AUTO)

    def _fine_tune(self, mode: FineTuneMode) -> None:
        if self.running(FineTune) is None:
            self._quiet.keep(self._snapshot)
            words = self.tr("Fine-tuning in the background")
            self._ask(lambda task: FineTune(task, mode), words)

    # ---- hearing ----

    @Slot(object)
    def _take(self, event: Event) -> None:
        match event:
            case Ready():
                self._ready = True
                self.device_changed.emit(event.device)
            case WorkerDied():
                self._take_death(event)
            case _ if event.task not in self._tasks:
                return  # of a project that was closed
            case ProgressMade():
                self._tasks.progress(event)
            case Ranked() if self._is_current(event.revision):
                self._take_ranked(event)
            case Learned() if self._is_current(event.revision):
                self._take_learned(event)
            case Explained() | UnusualShown() | PartsMatched() if self._is_current(event.revision):
                self.explanations.take(event)
            case SimilarFound() | PhotosMapped() | SplitProposed() | Evaluated() | LabelsChecked():
                # True for older revisions too: an edit moves no photo, and figures say of which
                # revision they are.
                self.found.emit(event)
            case FineTuned():
                self._take_tuned(event)
            case VersionUsed():
                self.noticed.emit(notices.version_used(event.version_id))
                self._learn_timer.start()
            case VersionsListed():
                self.versions_listed.emit(event.versions)
            case (
                SettingsRead() | CurveMeasured() | TriesListed() | TuningStepped() | EncoderAdded()
            ):
                self.model_told.emit(event)
            case Exported():
                self.noticed.emit(notices.exported(event))
                self.export_told.emit(event)
            case PhotosUnreadable():
                if problems := notices.unreadable(event, self._snapshot):
                    self.unreadable.emit(problems)
            case Finished() | WasCancelled() | Failed():
                self._take_end(event)
        self.tell_state()

    def _is_current(self, revision: int) -> bool:
        return self._snapshot is not None and revision >= self._taught

    def _take_ranked(self, event: Ranked) -> None:
        taken = self._rankings.update(event.table, event.revision)
        if taken and not self._ranked_timer.isActive():
            self._ranked_timer.start()

    def _take_learned(self, event: Learned) -> None:
        self._summary = event.summary
        if event.summary is None:
            self._rankings.clear()
        else:
            self._rankings.complete()
        self.explanations.forget()
        self._ranked_timer.start()
        self.learned.emit(event.summary, event.hint)
        if self.running(FineTune) is None:
            self._quiet.consider(self._snapshot, self._summary)

    def _take_tuned(self, event: FineTuned) -> None:
        request = self._tasks[event.task]
        by_hand = isinstance(request, FineTune) and request.mode is FineTuneMode.ALWAYS
        if event.swapped:
            self.noticed.emit(notices.tuned(event))
            self._learn_timer.start()
        elif by_hand:
            self.noticed.emit(Notice(NoticeKind.INFO, translated(event.message)))
        self.versions_changed.emit()
        self.fine_tuned.emit(event)

    def _take_end(self, event: Finished | WasCancelled | Failed) -> None:
        request = self._tasks.end(event.task)
        match request:
            case Learn():
                self._behind = not isinstance(event, Finished)
            case UseVersion() | DeleteVersion() | ChangeSettings():
                self.versions_changed.emit()
                if isinstance(request, ChangeSettings) and isinstance(event, Finished):
                    self._learn_timer.start()
            case FineTune() if not isinstance(event, Failed):
                # Examples that came while it ran deserve another round.
                self._quiet.consider(self._snapshot, self._summary)
        self._tell_end(request, event)
        if isinstance(event, Failed) and not isinstance(request, _TOLD_WHERE_ASKED):
            self.noticed.emit(Notice(NoticeKind.ERROR, translated(event.message)))

    def _take_death(self, event: WorkerDied) -> None:
        ends = self._tasks.lose(event.message)
        self._ready, self._stopped = False, not event.restarting
        by_cancel = any(isinstance(end, WasCancelled) for _, end in ends)
        self.noticed.emit(notices.died(event, by_cancel=by_cancel))
        for request, end in ends:
            self._tell_end(request, end)
        if event.restarting:
            self.device_changed.emit(self.tr("Restarting…"))
            if self._snapshot is not None:
                self._learn_timer.start()
        else:
            self.device_changed.emit(self.tr("Worker stopped"))

    def _tell_end(self, request: Request, event: Finished | WasCancelled | Failed) -> None:
        """Whoever waits for an answer must not go on waiting when none comes."""
        if not isinstance(event, Finished):
            failed = isinstance(event, Failed)
            words = translated(event.message) if isinstance(event, Failed) else self.tr("Stopped.")
            match request:
                case ExportModel():
                    self.export_told.emit(event)
                case Explain() | ShowUnusual() | MatchParts():
                    self.explanations.fail(replace(request, task=0), words)
                case AddEncoder() if failed:
                    self.encoder_refused.emit(words)
        self.ended.emit(request, event)

    # ---- telling ----

    def tell_state(self) -> None:
        """Say by `state_changed` how things are."""
        if self._stopped:
            words = self.tr("No guesses until the worker is restarted")
        elif not self._ready:
            words = self.tr("Getting ready. You can add and sort photos meanwhile.")
        elif self.running(Learn) is not None:
            words = self.tr("Learning…")
        elif self._snapshot is None:
            words = self.tr("Ready")
        elif self._behind:
            words = self.tr("Learning was stopped; it starts again with the next change")
        elif self._summary is None:
            words = self.tr("Waiting for examples")
        else:
            words = self.tr("Up to date")
        self.state_changed.emit(words)
