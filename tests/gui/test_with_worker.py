"""The window with the real worker process and the sample: learn, correct, undo, survive a crash."""

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter, thread_time

import numpy as np
import pytest
from living_windows import settings_in, windows
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import LearningSummary, RefineMap
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.evaluation.evaluation_dialog import EvaluationDialog
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.label_check.labels_dialog import LabelsDialog
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.banner import NoticeKind
from siamdesk.gui.photo.heatmap_kinds import Side
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.edit_requests import SetOkClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.resources import resource_path

pytestmark = pytest.mark.timeout(180)
PATIENCE_MS = 90_000
PHOTOS = 98


class Pulse(QObject):
    """Feels how long the event loop was away at most, and how long it worked at a stretch."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_away = self.longest_work = 0.0
        self._last, self._last_work = perf_counter(), thread_time()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        now, work = perf_counter(), thread_time()
        self.longest_away = max(self.longest_away, now - self._last)
        self.longest_work = max(self.longest_work, work - self._last_work)
        self._last, self._last_work = now, work


@pytest.fixture(scope="module")
def taught(
    request: pytest.FixtureRequest, theme: Theme, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[MainWindow, Session, Pulse]]:
    """The sample, learned and ranked; one window for all tests, each of which leaves it so."""
    qtbot = QtBot(request)
    folder = tmp_path_factory.mktemp("sample")
    with windows(qtbot, theme, settings_in(folder)) as open_window:
        window, session = open_window(None, worker=True)
        pulse = Pulse()
        session.open_sample(folder / "Sample.siam")
        wait_for_rankings(qtbot, window, session)
        pulse.stop()
        yield window, session, pulse


def wait_for_rankings(
    qtbot: QtBot, window: MainWindow, session: Session, revision: int = 0
) -> None:
    def ranked() -> bool:
        snapshot = session.snapshot
        return (
            snapshot is not None
            and len(session.rankings) == PHOTOS
            and session.rankings.revision >= max(snapshot.revision, revision)
            # Rankings come in several tables; only now has the last one come.
            and window.status_line.state == "Up to date"
        )

    qtbot.waitUntil(ranked, timeout=PATIENCE_MS)


def guesses(session: Session) -> dict[str, tuple[int, float]]:
    assert session.snapshot is not None
    found = {}
    for photo in session.snapshot.photos:
        ranking = session.rankings.get(photo.id)
        assert ranking is not None
        found[photo.name] = (ranking.guesses[0].class_id, ranking.guesses[0].probability)
    return found


def test_the_sample_is_learned_and_most_of_its_inbox_guessed_right(
    taught: tuple[MainWindow, Session, Pulse],
) -> None:
    window, session, _ = taught
    assert session.snapshot is not None
    names = {c.id: c.name for c in session.snapshot.classes}
    with resource_path("sample", "answers.csv").open(encoding="utf-8", newline="") as file:
        answers = {row["photo"]: row["class"] for row in csv.DictReader(file)}
    right = sum(names[guesses(session)[photo][0]] == answer for photo, answer in answers.items())
    assert right >= 0.85 * len(answers)
    summary = session.learner.summary
    assert isinstance(summary, LearningSummary)
    assert summary.examples == 56
    assert window.photo_model.rowCount() == len(answers)


def test_the_window_answers_while_the_worker_starts_and_learns(
    taught: tuple[MainWindow, Session, Pulse],
) -> None:
    # Processor time of the thread, because a busy test machine takes the processor away at will;
    # the clock still tells a wait for something that should not be waited for.
    pulse = taught[2]
    assert pulse.longest_work < 0.1
    assert pulse.longest_away < 2


def test_the_heatmap_of_the_current_photo_arrives_and_follows_the_chosen_pair(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    view = window.inspector.photo_view
    qtbot.waitUntil(lambda: view.has_heatmap, timeout=PATIENCE_MS)
    ranking = window.inspector.ranking
    assert ranking is not None
    with qtbot.waitSignal(session.learner.explanations.explained, timeout=PATIENCE_MS) as explained:
        window.inspector.guess_list.explanation_requested.emit(ranking.guesses[2].class_id)
    pair = window.inspector.explained_pair
    assert pair is not None
    assert (explained.args[0].class_id, explained.args[0].against_id) == pair
    assert explained.args[0].contributions.sum() == pytest.approx(
        explained.args[0].difference, abs=1e-3
    )


def test_what_is_unusual_and_which_part_matches_come_from_the_worker(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    (maps,) = window.findChildren(Heatmaps)
    assert session.snapshot is not None
    ok = session.snapshot.classes[4]
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(SetOkClass(ok.id))
    grid = window.photo_page.grid
    for key, side in ((Qt.Key.Key_O, Side.PHOTO), (Qt.Key.Key_P, Side.EXAMPLE)):
        qtbot.keyClick(grid, key)
        qtbot.waitUntil(lambda s=side: maps.overlay(s).levels is not None, timeout=PATIENCE_MS)
        levels = maps.overlay(side).levels
        assert levels is not None
        assert levels.shape == (14, 14)
    qtbot.keyClick(grid, Qt.Key.Key_W)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.undo()
    qtbot.waitUntil(lambda: window.inspector.photo_view.has_heatmap, timeout=PATIENCE_MS)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_evaluation_and_the_check_of_classes_come_from_the_worker(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    window.actions_by_id[ActionId.EVALUATE].trigger()
    (evaluation,) = window.findChildren(EvaluationDialog)
    qtbot.waitUntil(lambda: evaluation.is_judged, timeout=PATIENCE_MS)
    assert evaluation.confusion.table.matrix.counts.sum() == 56
    assert session.learner.summary is not None
    accuracy = session.learner.summary.accuracy
    assert accuracy is not None
    assert f"{accuracy:.0%}".replace("%", " %") == evaluation.figures._balanced.text()
    evaluation.close()
    window.actions_by_id[ActionId.CHECK_LABELS].trigger()
    (check,) = window.findChildren(LabelsDialog)
    qtbot.waitUntil(lambda: check.is_checked, timeout=PATIENCE_MS)
    check.close()
    # A window manager does so; offscreen there is none, and shortcuts need an active window.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)


def test_photos_like_one_and_the_map_come_from_the_worker(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    page, model = window.photo_page, window.photo_model
    current = page.grid.current_id()
    qtbot.keyClick(page.grid, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: model.likeness is not None, timeout=PATIENCE_MS)
    assert model.rowCount() == PHOTOS
    assert model.photo(0).id == current
    assert model.likeness is not None
    cosines = model.likeness.to(np.array([model.photo(row).id for row in range(PHOTOS)]))
    assert (np.diff(cosines) <= 0).all()
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    assert model.rowCount() == 42
    qtbot.keyClick(page.grid, Qt.Key.Key_M)
    qtbot.waitUntil(
        lambda: page.map_page is not None and page.map_page.has_places, timeout=PATIENCE_MS
    )
    view = page.map_page.view
    before = view.on_screen()
    assert len(before) == PHOTOS
    page.map_page.refine_button.click()
    qtbot.waitUntil(lambda: session.learner.running(RefineMap) is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: session.learner.running(RefineMap) is None, timeout=PATIENCE_MS)
    assert np.abs(view.on_screen() - before).max() > 20
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not page.shows_map


def test_a_correction_re_ranks_the_inbox_and_undo_restores_the_ranking(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    before = guesses(session)
    revision = session.rankings.revision
    assert session.snapshot is not None
    wrong = next(
        number
        for number, c in enumerate(session.snapshot.classes)
        if c.id != before["photo-01.png"][0]
    )
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Qt.Key(Qt.Key.Key_1 + wrong))
    wait_for_rankings(qtbot, window, session, revision + 1)
    after = guesses(session)
    assert after != before
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for_rankings(qtbot, window, session, revision + 2)
    restored = guesses(session)
    assert {n: g[0] for n, g in restored.items()} == {n: g[0] for n, g in before.items()}
    for name, (_, probability) in before.items():
        assert restored[name][1] == pytest.approx(probability, abs=1e-4)


def test_fine_tuning_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    seen: list[Activity | None] = []
    session.activity_changed.connect(seen.append)
    # Whatever is still learning has its own progress.
    qtbot.waitUntil(lambda: window.status_line.state == "Up to date", timeout=PATIENCE_MS)
    window.actions_by_id[ActionId.FINE_TUNE].trigger()
    assert window.status_line.activity is not None
    key = window.status_line.activity.key

    def tunes() -> bool:
        return any(a is not None and a.key == key and a.fraction is not None for a in seen)

    qtbot.waitUntil(tunes, timeout=PATIENCE_MS)
    window.status_line.cancel_requested.emit(key)
    qtbot.waitUntil(lambda: window.status_line.activity is None, timeout=PATIENCE_MS)
    assert session.learner.summary is not None


def test_nothing_of_tensorflow_is_loaded_into_the_window() -> None:
    code = (
        "import sys; import siamdesk.gui.app; "
        "print([m for m in ('tensorflow', 'keras', 'openvino', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a way to kill")
def test_a_worker_that_dies_is_told_replaced_and_learns_again(
    qtbot: QtBot, taught: tuple[MainWindow, Session, Pulse]
) -> None:
    window, session, _ = taught
    before = guesses(session)
    process = session.worker_process_id
    assert process is not None
    window.photo_page.banner.dismiss()
    with qtbot.waitSignal(session.learner.learned, timeout=PATIENCE_MS):
        with qtbot.waitSignal(session.noticed, timeout=PATIENCE_MS):
            os.kill(process, signal.SIGKILL)
        assert window.photo_page.banner.isVisible()
        notice = window.photo_page.banner.notice
        assert notice is not None
        assert notice.kind is NoticeKind.WARNING
        assert "restarted" in notice.text
    assert session.worker_process_id not in (None, process)
    assert guesses(session).keys() == before.keys()
