"""The learning curve of a project, and what the model knows of each class."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from siamdesk.engine.engine import Engine
from siamdesk.engine.measuring import measure_curve
from siamdesk.engine.messages import ClassRecall, Confusion
from siamdesk.engine.model_messages import MeasuredCurve
from siamdesk.errors import Cancelled
from siamdesk.fewshot.heads.ridge import fit_ridge
from siamdesk.progress import no_progress


@pytest.fixture
def engine(steel: Path) -> Iterator[Engine]:
    opened = Engine(steel)
    yield opened
    opened.close()


def test_the_last_point_agrees_with_leaving_out_one_example_of_each_class(engine: Engine) -> None:
    engine.learn()
    curve = measure_curve(engine, no_progress)
    assert [point.examples for point in curve.points] == [1, 2, 3, 4]
    accuracies = [point.accuracy for point in curve.points]
    assert accuracies[0] < accuracies[-1]
    assert all(p.low <= p.accuracy <= p.high for p in curve.points)
    # Five random ways to leave one of five out, by a loop of its own.
    model = engine.fitted.model
    rng = np.random.default_rng(3)
    shares = []
    for _ in range(40):
        out = np.concatenate(
            [rng.permutation(np.flatnonzero(model.labels == c))[:1] for c in range(7)]
        )
        kept = np.setdiff1d(np.arange(35), out)
        head = fit_ridge(model.examples[kept], model.labels[kept], 7)
        shares.append((head.scores(model.examples[out]).argmax(axis=1) == model.labels[out]).mean())
    assert accuracies[-1] == pytest.approx(np.mean(shares), abs=0.05)
    assert not curve.has_groups
    assert not curve.pretrained
    assert curve.revision == engine.project.revision


def test_a_tuned_encoder_is_not_measured_on_what_it_has_seen(tuned: Path, steel: Path) -> None:
    engines = [Engine(tuned), Engine(steel)]
    for engine in engines:
        engine.learn()
    of_tuned, of_plain = (measure_curve(engine, no_progress) for engine in engines)
    assert of_tuned.pretrained
    # The same examples by the same encoder; the inbox moves the centre of the plain one.
    for a, b in zip(of_tuned.points, of_plain.points, strict=True):
        assert a.accuracy == pytest.approx(b.accuracy, abs=0.06)
    for engine in engines:
        engine.close()


def test_photos_of_one_part_are_counted_once(engine: Engine) -> None:
    photos = engine.project.snapshot().photos
    groups = {p.id: f"part {p.class_id} {i % 5 // 2}" for i, p in enumerate(photos) if p.class_id}
    engine.project.set_groups(groups)
    engine.learn()
    curve = measure_curve(engine, no_progress)
    assert curve.has_groups
    assert [point.examples for point in curve.points] == [1, 2]


def test_nothing_is_measured_before_anything_was_learnt(engine: Engine) -> None:
    assert measure_curve(engine, no_progress) == MeasuredCurve(engine.project.revision)


def test_measuring_can_be_cancelled(engine: Engine) -> None:
    engine.learn()

    def stop(fraction: float, message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        measure_curve(engine, stop)


def test_the_summary_tells_each_class_and_the_most_confused_pair(engine: Engine) -> None:
    summary = engine.learn().summary
    held_out = engine.fitted.model.held_out
    guessed = held_out.scores.argmax(axis=1)
    names = engine.class_names()
    for c, row in enumerate(summary.per_class):
        own = held_out.labels == c
        assert isinstance(row, ClassRecall)
        assert (row.name, row.examples, row.judged) == (names[c], 5, 5)
        assert row.right == int((guessed[own] == c).sum())
        assert row.low <= row.right / row.judged <= row.high
    pairs = {}
    for true, guess in zip(held_out.labels, guessed, strict=True):
        if true != guess:
            pair = tuple(sorted((names[true], names[guess])))
            pairs[pair] = pairs.get(pair, 0) + 1
    found = summary.confused
    if max(pairs.values()) < 2:
        assert found is None
    else:
        assert isinstance(found, Confusion)
        assert found.judged == 10
        assert found.mistakes == max(pairs.values())
        assert found.mistakes == pairs[tuple(sorted((found.first, found.second)))]


def test_classes_that_look_the_same_are_told_as_confused(engine: Engine) -> None:
    photos = engine.project.snapshot().photos
    first, second = (c.id for c in engine.project.snapshot().classes[:2])
    mixed = [p.id for p in photos if p.class_id in (first, second)]
    engine.project.set_classes({p: (first, second)[i % 2] for i, p in enumerate(mixed)})
    summary = engine.learn().summary
    names = [c.name for c in engine.project.snapshot().classes[:2]]
    found = summary.confused
    assert isinstance(found, Confusion)
    assert [found.first, found.second] == names
    assert 2 <= found.mistakes <= found.judged == 10
