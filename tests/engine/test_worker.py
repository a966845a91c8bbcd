"""The worker process, seen from the window's side: real processes, real photos."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from siamdesk.engine.client import WorkerClient
from siamdesk.engine.messages import (
    Cancel,
    Event,
    Explain,
    Explained,
    Failed,
    FindSimilar,
    FineTune,
    FineTuneMode,
    Finished,
    Learn,
    Learned,
    MapPhotos,
    OpenProject,
    PhotosMapped,
    ProgressMade,
    Ranked,
    Ready,
    RefineMap,
    SimilarFound,
    WasCancelled,
    WorkerDied,
)

PATIENCE_S = 120.0


@pytest.fixture
def client() -> Iterator[WorkerClient]:
    made = WorkerClient()
    made.start()
    yield made
    made.stop(5.0)
    assert not made.alive


def until(client: WorkerClient, *kinds: type[Event], task: int | None = None) -> list[Event]:
    """All events up to and with the first of these kinds (of that task)."""
    seen: list[Event] = []
    while True:
        event = client.poll(PATIENCE_S)
        assert event is not None, f"nothing came; before: {seen}"
        seen.append(event)
        if isinstance(event, kinds) and (task is None or event.task == task):
            return seen


def test_the_worker_opens_learns_ranks_and_explains(client, steel: Path) -> None:
    ready = until(client, Ready)[-1]
    assert ready.device.startswith("CPU")
    client.send(OpenProject(1, steel))
    client.send(Learn(2))
    events = until(client, Finished, task=2)
    learned = next(e for e in events if isinstance(e, Learned))
    assert learned.summary.classes == 7
    tables = [e.table for e in events if isinstance(e, Ranked)]
    assert sum(len(t) for t in tables) == 77
    row = tables[-1].ranking(0)
    a, b = row.guesses[0].class_id, row.guesses[1].class_id
    client.send(Explain(3, photo_id=row.photo_id, class_id=a, against_id=b))
    explained = next(e for e in until(client, Finished, task=3) if isinstance(e, Explained))
    assert explained.difference == pytest.approx(float(explained.contributions.sum()), abs=1e-4)
    assert explained.revision == learned.revision


def test_a_request_that_fails_says_why_and_the_worker_goes_on(client, tmp_path, steel) -> None:
    client.send(OpenProject(1, tmp_path / "nothing.siam"))
    failed = until(client, Failed, task=1)[-1]
    assert "nothing.siam" in failed.message
    client.send(OpenProject(2, steel))
    until(client, Finished, task=2)


def test_fine_tuning_is_cancelled_within_a_batch(client, steel: Path) -> None:
    client.send(OpenProject(1, steel))
    client.send(FineTune(2, FineTuneMode.ALWAYS))
    until(client, ProgressMade, task=2)
    client.send(Cancel(2))
    until(client, WasCancelled, task=2)
    client.send(Learn(3))
    until(client, Finished, task=3)
    assert not any((steel / "models").iterdir())


def test_learning_goes_first_while_fine_tuning_runs(client, steel: Path) -> None:
    client.send(OpenProject(1, steel))
    client.send(FineTune(2, FineTuneMode.ALWAYS))
    until(client, ProgressMade, task=2)
    client.send(Learn(3))
    events = until(client, Finished)
    assert events[-1].task == 3
    client.send(Cancel(2))
    until(client, WasCancelled, task=2)


def test_a_map_in_the_making_lets_everything_else_go_first(client, steel: Path) -> None:
    client.send(OpenProject(1, steel))
    client.send(Learn(2))
    until(client, Finished, task=2)
    client.send(RefineMap(3))
    until(client, ProgressMade, task=3)
    client.send(FindSimilar(4, photo_id=1))
    client.send(MapPhotos(5))
    client.send(Learn(6))
    events = until(client, Finished, task=3)
    assert [e.task for e in events if isinstance(e, Finished)] == [4, 5, 6, 3]
    assert [len(e.photo_ids) for e in events if isinstance(e, SimilarFound)] == [77]
    mapped = [(e.task, e.rounds_left) for e in events if isinstance(e, PhotosMapped)]
    assert mapped == [(5, 0), (3, 2), (3, 1), (3, 0)]


def test_a_killed_worker_is_replaced_and_knows_the_project(client, steel: Path) -> None:
    client.send(OpenProject(1, steel))
    until(client, Finished, task=1)
    os.kill(client.process_id, signal.SIGKILL)
    died = until(client, WorkerDied)[-1]
    assert died.restarting
    assert "safe" in died.message
    client.send(Learn(2))
    events = until(client, Finished, task=2)
    assert any(isinstance(e, Learned) for e in events)


def test_a_worker_that_keeps_dying_is_given_up(client) -> None:
    for restarting in (True, True, False):
        os.kill(client.process_id, signal.SIGKILL)
        assert until(client, WorkerDied)[-1].restarting is restarting
    assert not client.alive
    assert client.poll(0.0) is None


def test_a_worker_without_a_window_ends_by_itself(steel: Path) -> None:
    client = WorkerClient()
    client.start()
    until(client, Ready)
    process = client._process
    client._connection.close()
    process.join(PATIENCE_S)
    assert process.exitcode == 0
    client._connection = None
    client.stop(1.0)


def test_a_request_that_waits_can_be_cancelled_too(client, steel: Path) -> None:
    client.send(OpenProject(1, steel))
    client.send(FineTune(2, FineTuneMode.ALWAYS))
    client.send(FineTune(3, FineTuneMode.ALWAYS))
    until(client, ProgressMade, task=2)
    client.send(Cancel(3))
    until(client, WasCancelled, task=3)
    client.send(Cancel(2))
    until(client, WasCancelled, task=2)


def test_a_cancel_that_comes_too_late_costs_nothing(client, steel: Path) -> None:
    client.send(OpenProject(1, steel))
    until(client, Finished, task=1)
    client.send(Cancel(1))
    assert client._deadlines == {}


def test_what_is_asked_before_there_is_a_worker_is_done_when_there_is_one(steel: Path) -> None:
    client = WorkerClient()
    client.send(OpenProject(1, steel))
    client.send(Learn(2))
    client.start()
    events = until(client, Finished, task=2)
    assert any(isinstance(e, Learned) for e in events)
    client.stop(5.0)
