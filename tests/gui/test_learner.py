"""What is asked of the worker and when, and which of its answers are taken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from siamdesk.engine.evaluation_messages import CheckLabels, Evaluate
from siamdesk.engine.heatmap_messages import ShowUnusual
from siamdesk.engine.messages import (
    Cancel,
    DeleteVersion,
    Event,
    Explain,
    Explained,
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
    ProgressMade,
    Ranked,
    Ready,
    Request,
    UseVersion,
    VersionUsed,
    WasCancelled,
    WorkerDied,
)
from siamdesk.engine.model_messages import AddEncoder, PixelScale
from siamdesk.engine.ranking_table import RankingTable
from siamdesk.export_kinds import ExportFormat, Precision
from siamdesk.gui.parts.banner import GoBack, NoticeKind
from siamdesk.gui.session.learner import Learner
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.gui.session.worker_link import WorkerLink
from siamdesk.project.values import DefectClass, Photo, ProjectSnapshot

QUIET_MS = 120
CLASSES = (DefectClass(1, "scratch", 0, "#0072b2"), DefectClass(2, "dent", 1, "#e69f00"))
SUMMARY = LearningSummary(6, 2, (), 0.9, 0.8, 0.95, "Lite0 + TinyViT")


def snapshot(revision: int, given: dict[int, int]) -> ProjectSnapshot:
    photos = tuple(
        Photo(i, f"{i:064x}", "/gone", f"{i}.png", 9, 9, given.get(i), None) for i in range(1, 11)
    )
    return ProjectSnapshot(Path("/gone/p.siam"), revision, CLASSES, photos, None, None)


def table(favourite: int) -> RankingTable:
    return RankingTable(
        photo_ids=np.arange(1, 11),
        class_ids=np.tile([favourite, 3 - favourite], (10, 1)),
        probabilities=np.full((10, 2), 0.5, np.float32),
        similarities=np.full((10, 2), 0.5, np.float32),
        example_ids=np.ones((10, 2), np.int64),
        unknown=np.zeros(10, np.float32),
        unknown_threshold=None,
    )


class Bench(QObject):
    """A learner on a link whose thread does not run: what was asked stays to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.link = WorkerLink(self)
        self.rankings = RankingStore()
        self.learner = Learner(self.link, self.rankings, quiet_ms=QUIET_MS, parent=self)

    def open(self, known: ProjectSnapshot) -> None:
        self.known = known
        self.learner.open(known)

    def follow(self, now: ProjectSnapshot) -> None:
        pairs = zip(self.known.photos, now.photos, strict=True)
        self.learner.follow(now, [pair for pair in pairs if pair[0] != pair[1]])
        self.known = now

    def asked(self) -> list[Request]:
        found = []
        while not self.link._requests.empty():
            request = self.link._requests.get()
            assert request is not None
            found.append(request)
        return found

    def says(self, *events: Event) -> None:
        for event in events:
            self.link.heard.emit(event)

    def learn(self, qtbot: QtBot, revision: int) -> Learn:
        """Let it ask to learn, and answer."""
        found: list[Request] = []

        def learns() -> bool:
            found.extend(self.asked())
            return any(isinstance(request, Learn) for request in found)

        qtbot.waitUntil(learns)
        request = next(r for r in found if isinstance(r, Learn))
        self.says(
            Ranked(request.task, revision, table(1)),
            Learned(request.task, revision, SUMMARY, ""),
            Finished(request.task),
        )
        return request


EXAMPLES = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}


@pytest.fixture
def bench(qapp: object) -> Iterator[Bench]:
    made = Bench()
    made.says(Ready(0, "CPU"))
    made.open(snapshot(1, EXAMPLES))
    yield made
    made.learner.close()


def test_opening_a_project_has_it_opened_and_learned(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    assert bench.rankings.top(7) == 1
    assert bench.learner.summary == SUMMARY


def test_several_quick_changes_are_learned_once(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    for revision in (2, 3, 4):
        bench.follow(snapshot(revision, {**EXAMPLES, 7: 1}))
    qtbot.wait(80)
    assert [type(r) for r in bench.asked()] == [Learn]


def test_answers_older_than_the_project_are_dropped(qtbot: QtBot, bench: Bench) -> None:
    task = bench.learn(qtbot, 1).task
    bench.follow(snapshot(2, {**EXAMPLES, 7: 1}))
    qtbot.wait(60)
    (learn,) = bench.asked()
    bench.says(Ranked(learn.task, 1, table(2)), Learned(learn.task, 1, None, "old"))
    assert bench.rankings.top(7) == 1
    assert bench.learner.summary == SUMMARY
    assert task != learn.task


def test_a_note_and_a_colour_start_no_learning_and_keep_what_was_learnt_without_them(
    qtbot: QtBot, bench: Bench
) -> None:
    qtbot.wait(60)
    learn = next(r for r in bench.asked() if isinstance(r, Learn))
    known = snapshot(1, EXAMPLES)
    noted = (*known.photos[:-1], replace(known.photos[-1], note="seen twice"))
    bench.follow(replace(known, revision=2, photos=noted))
    coloured = (replace(CLASSES[0], colour="#222222"), CLASSES[1])
    bench.follow(replace(known, revision=3, photos=noted, classes=coloured))
    bench.says(Ranked(learn.task, 1, table(2)), Learned(learn.task, 1, SUMMARY, ""))
    assert bench.rankings.top(7) == 2
    assert bench.learner.summary == SUMMARY
    bench.says(Finished(learn.task))
    qtbot.wait(60)
    assert bench.asked() == []


def test_answers_for_a_project_that_was_closed_are_dropped(qtbot: QtBot, bench: Bench) -> None:
    qtbot.wait(60)
    learn = next(r for r in bench.asked() if isinstance(r, Learn))
    bench.open(snapshot(1, EXAMPLES))
    bench.says(Ranked(learn.task, 5, table(2)))
    assert len(bench.rankings) == 0
    assert [type(r) for r in bench.asked()] == [Cancel, Cancel, OpenProject]


def test_too_few_examples_leave_no_ranking(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.follow(snapshot(2, {}))
    qtbot.wait(60)
    (learn,) = bench.asked()
    with qtbot.waitSignal(bench.learner.learned) as learned:
        bench.says(Learned(learn.task, 2, None, "Add a photo to at least two classes."))
    assert learned.args == [None, "Add a photo to at least two classes."]
    assert len(bench.rankings) == 0


def test_when_it_is_quiet_the_encoder_is_tuned_and_not_again_for_the_same_examples(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.follow(snapshot(2, {**EXAMPLES, 7: 1}))
    bench.learn(qtbot, 2)
    qtbot.wait(2 * QUIET_MS)
    (tune,) = bench.asked()
    assert isinstance(tune, FineTune)
    assert tune.mode is FineTuneMode.AUTO
    bench.says(Finished(tune.task))
    # A change that leaves the examples as they are: a class gets another name.
    renamed = (replace(CLASSES[0], name="crack"), CLASSES[1])
    bench.follow(replace(snapshot(3, {**EXAMPLES, 7: 1}), classes=renamed))
    bench.learn(qtbot, 3)
    qtbot.wait(2 * QUIET_MS)
    assert bench.asked() == []
    bench.follow(snapshot(4, {**EXAMPLES, 7: 1, 8: 2}))
    bench.learn(qtbot, 4)
    qtbot.wait(2 * QUIET_MS)
    assert [type(r) for r in bench.asked()] == [FineTune]


def test_a_better_encoder_is_learned_with_at_once(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.learner.fine_tune()
    tuning = next(r for r in bench.asked() if isinstance(r, FineTune))
    bench.says(FineTuned(tuning.task, True, 0.8, 0.9, "better"), Finished(tuning.task))
    # Taking the encoder has raised the project's revision.
    bench.learn(qtbot, 2)
    assert bench.learner.summary == SUMMARY


def test_a_better_encoder_is_told_with_a_way_back_to_the_one_before(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.learn(qtbot, 1)
    bench.learner.fine_tune()
    tuning = next(r for r in bench.asked() if isinstance(r, FineTune))
    with (
        qtbot.waitSignal(bench.learner.versions_changed),
        qtbot.waitSignal(bench.learner.noticed) as noticed,
    ):
        bench.says(FineTuned(tuning.task, True, 0.8, 0.9, "better", replaced=4))
    notice = noticed.args[0]
    assert (notice.details, notice.go_back) == ("Go back", GoBack(4))
    assert notice.text == "better"


def test_another_encoder_is_learned_with_at_once(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.learner.use_version(None)
    bench.learner.use_version(2)  # one after the other: this one is not asked for
    (use,) = (r for r in bench.asked() if isinstance(r, UseVersion))
    assert bench.learner.running(UseVersion) == use
    assert use.version_id is None
    with qtbot.waitSignal(bench.learner.noticed) as noticed:
        bench.says(VersionUsed(use.task, None))
    assert noticed.args[0].text.endswith("guesses with the pretrained encoder now.")
    with qtbot.waitSignal(bench.learner.versions_changed):
        bench.says(Finished(use.task))
    assert bench.learner.running(UseVersion) is None
    # The examples are the same: the encoder that was left is not tuned anew by itself.
    bench.learn(qtbot, 2)
    qtbot.wait(2 * QUIET_MS)
    assert bench.asked() == []


def test_a_change_of_the_encoder_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.learn(qtbot, 1)
    with qtbot.waitSignal(bench.learner.activity_changed) as active:
        bench.learner.use_version(1)
    bench.learner.cancel(int(active.args[0].key))
    use, cancel = bench.asked()
    assert cancel == Cancel(use.task)
    with qtbot.waitSignal(bench.learner.versions_changed):
        bench.says(WasCancelled(use.task))
    qtbot.wait(60)
    assert bench.asked() == []


def test_a_version_that_can_not_be_used_or_deleted_is_told(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.learner.use_version(1)
    bench.learner.delete_version(2)
    for request in bench.asked():
        assert isinstance(request, UseVersion | DeleteVersion)
        with (
            qtbot.waitSignal(bench.learner.versions_changed),
            qtbot.waitSignal(bench.learner.noticed) as noticed,
        ):
            bench.says(Failed(request.task, "Its files are missing."))
        notice = noticed.args[0]
        assert (notice.kind, notice.text) == (NoticeKind.ERROR, "Its files are missing.")


def test_a_worker_that_dies_while_it_changes_the_encoder_can_be_asked_again(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.learn(qtbot, 1)
    bench.learner.use_version(1)
    bench.learner.list_versions()
    bench.learner.list_versions()  # the answer to the first will do
    assert [type(r) for r in bench.asked()] == [UseVersion, ListVersions]
    bench.says(WorkerDied(0, "The worker process ended.", restarting=True))
    assert bench.learner.running(UseVersion) is None
    bench.learner.use_version(1)
    assert any(isinstance(r, UseVersion) for r in bench.asked())


def test_tuning_waits_while_changes_come(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    for revision in range(2, 6):
        bench.follow(snapshot(revision, {**EXAMPLES, 7: revision % 2 + 1}))
        bench.learn(qtbot, revision)
        assert not any(isinstance(r, FineTune) for r in bench.asked())


def test_a_project_that_is_only_opened_is_not_tuned_again(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    qtbot.wait(2 * QUIET_MS)
    assert bench.asked() == []


def test_nothing_is_tuned_before_the_accuracy_can_be_told(qtbot: QtBot, bench: Bench) -> None:
    bench.follow(snapshot(1, {**EXAMPLES, 7: 1}))
    qtbot.wait(60)
    learn = next(r for r in bench.asked() if isinstance(r, Learn))
    bench.says(Learned(learn.task, 1, replace(SUMMARY, accuracy=None), ""), Finished(learn.task))
    qtbot.wait(2 * QUIET_MS)
    assert bench.asked() == []


def test_only_the_heatmap_that_is_still_wanted_is_shown(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    shown: list[Explained] = []
    bench.learner.explanations.explained.connect(shown.append)
    bench.learner.explanations.ask(Explain(0, 7, 1, 2))
    qtbot.wait(150)
    first = next(r for r in bench.asked() if isinstance(r, Explain))
    bench.learner.explanations.ask(Explain(0, 8, 1, 2))
    blank = np.zeros((2, 2), np.float32)
    bench.says(Explained(first.task, 1, 7, 1, 2, blank, 0.0, 1.0))
    assert shown == []
    # Going back needs no second look: it was kept.
    bench.learner.explanations.ask(Explain(0, 7, 1, 2))
    assert [e.photo_id for e in shown] == [7]


def test_browsing_quickly_asks_for_the_last_heatmap_only(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    for photo in range(1, 9):
        bench.learner.explanations.ask(Explain(0, photo, 1, 2))
    qtbot.wait(150)
    explained = [r for r in bench.asked() if isinstance(r, Explain)]
    assert [r.photo_id for r in explained] == [8]


def test_a_dead_worker_is_told_and_asked_anew(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.asked()
    with qtbot.waitSignal(bench.learner.noticed) as noticed:
        bench.says(WorkerDied(0, "The worker process ended.", restarting=True))
    assert noticed.args[0].kind is NoticeKind.WARNING
    qtbot.wait(60)
    assert [type(r) for r in bench.asked()] == [Learn]
    assert not bench.learner.ready


def test_a_worker_that_will_not_live_is_told_with_a_way_to_restart(
    qtbot: QtBot, bench: Bench
) -> None:
    states: list[str] = []
    bench.learner.state_changed.connect(states.append)
    with qtbot.waitSignal(bench.learner.noticed) as noticed:
        bench.says(WorkerDied(0, "The worker process ended.", restarting=False))
    assert noticed.args[0].kind is NoticeKind.ERROR
    assert noticed.args[0].details == "Restart worker"
    assert states[-1] == "No guesses until the worker is restarted"
    bench.learner.restart_worker()
    assert states[-1].startswith("Getting ready")
    assert bench.link._restart.is_set()


def test_nobody_waits_for_what_a_worker_took_along_when_it_died(
    qtbot: QtBot, bench: Bench, tmp_path: Path
) -> None:
    bench.says(Finished(1))  # the project is open
    bench.learn(qtbot, 1)
    learner = bench.learner
    ended, exports, refusals, heatmaps = [], [], [], []
    learner.ended.connect(lambda request, event: ended.append((type(request), event)))
    learner.export_told.connect(exports.append)
    learner.encoder_refused.connect(refusals.append)
    learner.explanations.failed.connect(heatmaps.append)
    learner.look_for(Evaluate)
    learner.look_for(CheckLabels)
    learner.export(tmp_path / "out", ExportFormat.ONNX, Precision.FLOAT32)
    learner.add_encoder(tmp_path / "mine.keras", "mine", PixelScale.BYTES)
    learner.explanations.ask(ShowUnusual(0, 7, 1))
    qtbot.waitUntil(lambda: learner.running(ShowUnusual) is not None)
    export = learner.running(ExportModel)
    assert export is not None
    learner.cancel(export.task)

    bench.says(WorkerDied(0, "It stopped.", restarting=False))

    found = dict(ended)
    assert found.keys() == {Evaluate, CheckLabels, ExportModel, AddEncoder, ShowUnusual}
    assert exports == [found.pop(ExportModel)] == [WasCancelled(export.task)]
    assert {event.message for event in found.values()} == {"It stopped."}
    assert refusals == heatmaps == ["It stopped."]
    assert learner.running(Evaluate) is None


def test_a_heatmap_that_was_stopped_is_waited_for_no_more(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    explanations = bench.learner.explanations
    explanations.ask(ShowUnusual(0, 7, 1))
    qtbot.waitUntil(lambda: bench.learner.running(ShowUnusual) is not None)
    asked = bench.learner.running(ShowUnusual)
    assert asked is not None
    with qtbot.waitSignal(explanations.failed):
        bench.says(WasCancelled(asked.task))


def test_progress_can_be_cancelled(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.learner.fine_tune()
    tune = next(r for r in bench.asked() if isinstance(r, FineTune))
    assert tune.mode is FineTuneMode.ALWAYS
    with qtbot.waitSignal(bench.learner.activity_changed) as active:
        bench.says(ProgressMade(tune.task, 0.5, "Step 30 of 60"))
    assert (active.args[0].text, active.args[0].fraction) == ("Step 30 of 60", 0.5)
    bench.learner.cancel(int(active.args[0].key))
    assert bench.asked() == [Cancel(tune.task)]


def test_a_worker_that_had_to_be_stopped_to_cancel_is_no_alarm(qtbot: QtBot, bench: Bench) -> None:
    bench.learn(qtbot, 1)
    bench.learner.fine_tune()
    tune = next(r for r in bench.asked() if isinstance(r, FineTune))
    bench.learner.cancel(tune.task)
    with qtbot.waitSignal(bench.learner.noticed) as noticed:
        bench.says(WorkerDied(0, "The worker process ended.", restarting=True))
    assert noticed.args[0].kind is NoticeKind.INFO
    assert noticed.args[0].text.startswith("Cancelled.")


def test_a_failure_is_told_in_its_own_words(qtbot: QtBot, bench: Bench) -> None:
    qtbot.wait(60)
    learn = next(r for r in bench.asked() if isinstance(r, Learn))
    with qtbot.waitSignal(bench.learner.noticed) as noticed:
        bench.says(Failed(learn.task, "The weights of Lite0 are damaged. Install SiamDesk again."))
    assert noticed.args[0].text.startswith("The weights of Lite0")
