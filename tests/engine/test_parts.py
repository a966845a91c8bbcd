"""What is unusual and which part matches which, on real photos with the real encoders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.dispatch import Dispatcher
from siamdesk.engine.engine import Engine
from siamdesk.engine.heatmap_messages import (
    MatchParts,
    PartsMatched,
    ShowUnusual,
    UnusualShown,
)
from siamdesk.engine.messages import Explain, Explained, Failed, Finished, Learn, OpenProject
from siamdesk.errors import Cancelled, NotEnoughExamplesError
from siamdesk.images.decode import read_image
from siamdesk.project.store import Project

RED = "red iron"


@pytest.fixture
def marked(steel: Path, tmp_path: Path) -> Path:
    """The steel project, and in its inbox a photo of red iron with a dark disc."""
    with Project.open(steel) as project:
        snapshot = project.snapshot()
        red = next(c for c in snapshot.classes if c.name == RED)
        source = next(p for p in snapshot.photos if p.class_id == red.id)
        rgb = read_image(source.path).copy()
        cv2.circle(rgb, (96, 32), 10, (20, 20, 20), -1)
        path = tmp_path / "marked.png"
        cv2.imwrite(str(path), rgb)
        project.add_photos([path])
    return steel


@pytest.fixture
def engine(marked: Path) -> Iterator[Engine]:
    opened = Engine(marked)
    opened.learn()
    yield opened
    opened.close()


@pytest.fixture
def red(engine) -> int:
    return next(c.id for c in engine.project.snapshot().classes if c.name == RED)


def marked_photo(engine: Engine):
    return next(p for p in engine.project.snapshot().photos if p.name == "marked.png")


def test_a_mark_that_no_ok_example_has_is_what_is_unusual(engine, red) -> None:
    found = engine.parts.unusual(marked_photo(engine), engine.project.snapshot(), red)
    assert found.shape == (14, 14)
    row, column = np.unravel_index(found.argmax(), found.shape)
    # The disc spans 0.67 to 0.83 of the width and 0.17 to 0.33 of the height.
    assert 0.67 <= (column + 0.5) / 14 <= 0.83
    assert 0.17 <= (row + 0.5) / 14 <= 0.33
    assert found.max() > 1.5
    assert np.median(found) < 1


def test_an_ok_example_is_compared_with_the_others_and_not_with_itself(engine, red) -> None:
    snapshot = engine.project.snapshot()
    example = next(p for p in snapshot.photos if p.class_id == red)
    found = engine.parts.unusual(example, snapshot, red)
    assert np.median(found) > 0.1


def test_an_ok_example_whose_file_is_gone_does_not_count(engine, red) -> None:
    snapshot = engine.project.snapshot()
    gone = next(p for p in snapshot.photos if p.class_id == red)
    gone.path.unlink()
    assert engine.parts.unusual(marked_photo(engine), snapshot, red).max() > 1.5


def test_without_an_ok_example_the_engine_says_what_to_do(engine) -> None:
    engine.project.add_class("flawless")
    snapshot = engine.project.snapshot()
    empty = next(c.id for c in snapshot.classes if c.name == "flawless")
    with pytest.raises(NotEnoughExamplesError, match="Add a photo"):
        engine.parts.unusual(marked_photo(engine), snapshot, empty)


def test_a_cancelled_look_at_the_examples_can_be_taken_up_again(engine, red) -> None:
    def cancel(share: float, message: str) -> None:
        if share > 0:
            raise Cancelled

    snapshot = engine.project.snapshot()
    with pytest.raises(Cancelled):
        engine.parts.unusual(marked_photo(engine), snapshot, red, cancel)
    assert engine.parts.unusual(marked_photo(engine), snapshot, red).max() > 1.5


def test_all_maps_of_a_photo_take_one_pass_through_the_encoders(engine, red, monkeypatch) -> None:
    photo, snapshot = marked_photo(engine), engine.project.snapshot()
    example = next(p for p in snapshot.photos if p.class_id == red)
    engine.parts.unusual(photo, snapshot, red)
    passes = []
    encode = Encoder.encode
    monkeypatch.setattr(Encoder, "encode", lambda *a: passes.append(a) or encode(*a))
    engine.parts.unusual(photo, snapshot, red)
    engine.parts.match(photo, example)
    engine.explain(photo.id, *engine.fitted.class_ids[:2].tolist())
    assert passes == []


def test_a_point_of_a_turned_photo_is_found_where_it_went(engine, tmp_path: Path) -> None:
    snapshot = engine.project.snapshot()
    slag = next(c.id for c in snapshot.classes if c.name == "slag inclusion")
    photo = next(p for p in snapshot.photos if p.class_id == slag)
    path = tmp_path / "turned.png"
    cv2.imwrite(str(path), np.rot90(read_image(photo.path)))
    engine.project.add_photos([path])
    turned = next(p for p in engine.project.snapshot().photos if p.name == "turned.png")
    matches = engine.parts.match(photo, turned)
    hits = 0
    for row in range(14):
        for column in range(14):
            seen = matches.in_example((column + 0.5) / 14, (row + 0.5) / 14)
            # A quarter turn anticlockwise takes column to 13 − column of the rows.
            hits += np.unravel_index(seen.argmax(), seen.shape) == (13 - column, row)
    assert hits == 14 * 14


def test_requests_are_answered_with_maps_and_a_missing_photo_with_advice(marked: Path) -> None:
    events = []
    dispatcher = Dispatcher(events.append)
    for request in (OpenProject(1, marked), Learn(2)):
        dispatcher.answer(request, lambda share, message: None)
    with Project.open(marked) as project:
        snapshot = project.snapshot()
    a, b = snapshot.classes[:2]
    photo, example = snapshot.photos[-1], snapshot.photos[0]
    events.clear()
    for request in (
        ShowUnusual(3, photo.id, a.id),
        MatchParts(4, photo.id, example.id),
        Explain(5, photo.id, a.id, b.id),
        MatchParts(6, photo.id, 9999),
    ):
        dispatcher.answer(request, lambda share, message: None)
    dispatcher.close()
    shown, _, matched, _, explained, _, failed = events
    assert isinstance(shown, UnusualShown)
    assert (shown.photo_id, shown.ok_class_id) == (photo.id, a.id)
    assert shown.values.shape == (14, 14)
    assert shown.saturation > 1
    assert isinstance(matched, PartsMatched)
    assert (matched.photo_id, matched.example_id) == (photo.id, example.id)
    assert matched.similarities.shape == (14, 14, 14, 14)
    assert isinstance(explained, Explained)
    assert isinstance(failed, Failed)
    assert "no longer" in failed.message
    assert {shown.revision, matched.revision, explained.revision} == {snapshot.revision}
    assert all(isinstance(e, Finished) for e in events[1:6:2])
