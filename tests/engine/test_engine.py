"""The engine in this process, on real photos and the real encoders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from siamdesk.engine.engine import Engine
from siamdesk.engine.ranking_table import RankingTable
from siamdesk.errors import Cancelled, NotEnoughExamplesError
from siamdesk.images.decode import read_image
from siamdesk.project.store import Project


class Tables:
    """Gathers published rankings; the last one of a photo counts, as in the window."""

    def __init__(self) -> None:
        self.published: list[RankingTable] = []

    def __call__(self, table: RankingTable, revision: int) -> None:
        self.published.append(table)
        self.revision = revision

    def top(self) -> dict[int, int]:
        return {
            int(photo): int(classes[0])
            for table in self.published
            for photo, classes in zip(table.photo_ids, table.class_ids, strict=True)
        }


@pytest.fixture
def engine(steel: Path) -> Iterator[Engine]:
    opened = Engine(steel)
    yield opened
    opened.close()


def right_share(engine: Engine, tables: Tables, answers: dict[str, str]) -> float:
    snapshot = engine.project.snapshot()
    names = {c.id: c.name for c in snapshot.classes}
    top = tables.top()
    inbox = [p for p in snapshot.photos if p.class_id is None]
    return float(np.mean([names[top[p.id]] == answers[p.name] for p in inbox]))


def test_five_examples_per_class_rank_the_steel_inbox(engine, answers) -> None:
    tables = Tables()
    outcome = engine.learn(on_table=tables)
    assert outcome.summary is not None
    assert (outcome.summary.examples, outcome.summary.classes) == (35, 7)
    assert right_share(engine, tables, answers) >= 0.9
    assert outcome.summary.accuracy_low < outcome.summary.accuracy < outcome.summary.accuracy_high


def test_every_photo_is_ranked_and_its_probabilities_add_up(engine) -> None:
    tables = Tables()
    engine.learn(on_table=tables)
    assert set(tables.top()) == {p.id for p in engine.project.snapshot().photos}
    for table in tables.published:
        np.testing.assert_allclose(table.probabilities.sum(axis=1), 1.0, atol=1e-4)
        assert (np.diff(table.probabilities, axis=1) <= 0).all()


def test_photos_that_are_grouped_by_hand_are_not_judged_by_each_other(engine) -> None:
    engine.learn()
    before = engine.evaluation()
    assert before is not None
    assert before.not_judged == ()
    snapshot = engine.project.snapshot()
    first, second = snapshot.classes[:2]
    one_part = [p.id for p in snapshot.photos if p.class_id == first.id]
    pairs = [p.id for p in snapshot.photos if p.class_id == second.id]
    engine.project.set_groups(
        dict.fromkeys(one_part, "part 1")
        | {photo: f"pair {place // 2}" for place, photo in enumerate(pairs)}
    )
    engine.learn()
    grouped = engine.evaluation()
    assert grouped is not None
    # A class that is one part can't be judged; one of several parts still is, every photo of it.
    assert grouped.not_judged == (first.name,)
    assert grouped.photos == before.photos - len(one_part)
    # Five photos of a class are five parts alone and three in pairs: less is known of it.
    widths = [
        next(f.recall_high - f.recall_low for f in found.per_class if f.name == second.name)
        for found in (before, grouped)
    ]
    assert widths[1] > widths[0]
    engine.project.undo()
    engine.learn()
    again = engine.evaluation()
    assert again is not None
    assert (again.photos, again.accuracy) == (before.photos, before.accuracy)


def test_an_example_is_never_its_own_nearest_example(engine) -> None:
    tables = Tables()
    engine.learn(on_table=tables)
    examples = {p.id for p in engine.project.snapshot().photos if p.class_id is not None}
    for table in tables.published:
        for photo, nearest in zip(table.photo_ids, table.example_ids, strict=True):
            if int(photo) in examples:
                assert int(photo) not in nearest.tolist()


def test_a_correction_changes_the_ranking_and_undo_brings_the_old_one_back(engine) -> None:
    first = Tables()
    engine.learn(on_table=first)
    photo = next(p for p in engine.project.snapshot().photos if p.class_id is None)
    other = next(c for c in engine.project.snapshot().classes if c.id != first.top()[photo.id])
    engine.project.set_class([photo.id], other.id)
    second = Tables()
    engine.learn(on_table=second)
    engine.project.undo()
    third = Tables()
    engine.learn(on_table=third)
    before, after = first.published[-1], third.published[-1]
    np.testing.assert_array_equal(before.photo_ids, after.photo_ids)
    np.testing.assert_allclose(before.probabilities, after.probabilities, atol=1e-5)
    assert len(second.published[-1]) == len(before) - 1


def test_a_second_engine_uses_the_cache_and_agrees(engine, steel: Path, monkeypatch) -> None:
    first = Tables()
    engine.learn(on_table=first)
    again = Engine(steel)
    photos = again.project.snapshot().photos
    from siamdesk.engine.embedder import PhotoFile

    assert again.encoders.embedder.missing([PhotoFile(p.digest, p.path) for p in photos]) == []
    second = Tables()
    again.learn(on_table=second)
    again.close()
    np.testing.assert_allclose(
        first.published[-1].probabilities, second.published[-1].probabilities, atol=1e-6
    )


def test_heatmap_contributions_add_up_to_the_score_difference(engine) -> None:
    engine.learn()
    fitted = engine.fitted
    photo = next(p for p in engine.project.snapshot().photos if p.class_id is None)
    a, b = fitted.class_ids[[0, 3]].tolist()
    found = engine.explain(photo.id, a, b)
    pooled = [e.pooled for e in engine.fitted.embedder.maps(read_image(photo.path))]
    scores = fitted.model.head.scores(fitted.model.space.embed(pooled))[0]
    assert float(found.values.sum()) == pytest.approx(float(scores[0] - scores[3]), abs=1e-4)
    assert found.values.shape == (7, 7)


def test_too_few_examples_give_advice_and_no_rankings(tmp_path: Path, few_examples: Path) -> None:
    with Project.create(tmp_path / "one.siam") as project:
        folder = sorted(few_examples.iterdir())[0]
        project.add_photos(sorted(folder.iterdir()), class_name="only class")
    engine = Engine(tmp_path / "one.siam")
    tables = Tables()
    outcome = engine.learn(on_table=tables)
    assert outcome.summary is None
    assert "two classes" in outcome.hint
    assert tables.published == []
    with pytest.raises(NotEnoughExamplesError):
        engine.explain(1, 1, 2)
    engine.close()


def test_a_class_with_one_example_is_ranked_but_not_judged(tmp_path: Path, few_examples) -> None:
    with Project.create(tmp_path / "thin.siam") as project:
        for folder in sorted(few_examples.iterdir())[:3]:
            project.add_photos(sorted(folder.iterdir())[:1], class_name=folder.name)
        project.add_photos(sorted(folder.iterdir())[1:2])
    engine = Engine(tmp_path / "thin.siam")
    tables = Tables()
    outcome = engine.learn(on_table=tables)
    assert outcome.summary is not None
    assert outcome.summary.accuracy is None
    assert tables.published[-1].unknown_threshold is None
    assert "second example" in outcome.hint
    engine.close()


def test_a_photo_that_vanished_is_reported_and_the_rest_is_ranked(steel: Path) -> None:
    shutil.rmtree(steel / "cache")
    engine = Engine(steel)
    victim = next(p for p in engine.project.snapshot().photos if p.class_id is None)
    victim.path.unlink()
    tables = Tables()
    outcome = engine.learn(on_table=tables)
    assert [photo for photo, _ in outcome.unreadable] == [victim.id]
    assert len(tables.published[-1]) == 41
    engine.close()


def test_a_photo_that_comes_back_is_used_again(tmp_path: Path, few_examples: Path) -> None:
    first, second = (sorted(f.iterdir()) for f in sorted(few_examples.iterdir())[:2])
    own = Path(shutil.copy(second[0], tmp_path / "only.png"))
    with Project.create(tmp_path / "in place.siam", copy_images=False) as project:
        project.add_photos(first, class_name="a")
        project.add_photos([own], class_name="b")
    own.rename(tmp_path / "gone.png")
    engine = Engine(tmp_path / "in place.siam")
    missing = engine.learn()
    assert missing.summary is None
    assert "'b'" in missing.hint
    assert len(missing.unreadable) == 1
    (tmp_path / "gone.png").rename(own)
    found = engine.learn()
    assert found.summary.classes == 2
    assert found.unreadable == ()
    engine.close()


def test_the_same_picture_in_two_classes_is_ranked_as_undecided(tmp_path, few_examples) -> None:
    photo = next(iter(sorted(few_examples.iterdir())[0].iterdir()))
    with Image.open(photo) as picture:
        picture.convert("RGB").save(tmp_path / "same.bmp")
    with Project.create(tmp_path / "odd.siam") as project:
        project.add_photos([photo], class_name="x")
        project.add_photos([tmp_path / "same.bmp"], class_name="y")
    engine = Engine(tmp_path / "odd.siam")
    tables = Tables()
    engine.learn(on_table=tables)
    np.testing.assert_allclose(tables.published[0].probabilities, 0.5, atol=0.01)
    engine.close()


def test_first_rankings_come_while_a_large_inbox_is_looked_at(steel: Path, sample: Path) -> None:
    shutil.rmtree(steel / "cache")
    with Project.open(steel) as project:
        examples = [p.id for p in project.snapshot().photos if p.class_id is not None]
        # 12 examples stay; 65 photos wait, more than are looked at before anything is shown.
        project.set_class(examples[12:], None)
    engine = Engine(steel)
    tables = Tables()
    published: list[int] = []

    def progress(fraction: float, message: str) -> None:
        published.append(len(tables.published))

    engine.learn(progress, tables)
    assert published[-1] >= 3
    assert len(tables.top()) == 77
    engine.close()


def test_cancelling_keeps_the_former_model(engine) -> None:
    engine.learn()
    former = engine.fitted
    snapshot = engine.project.snapshot()
    engine.project.set_class([snapshot.photos[-1].id], snapshot.classes[0].id)

    def cancel(fraction: float, message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        engine.learn(cancel)
    assert engine.fitted is former


def test_photos_say_how_useful_a_look_at_them_is(engine) -> None:
    tables = Tables()
    engine.learn(on_table=tables)
    examples, inbox = tables.published[-2:]
    # Five examples per class: the closer the two best guesses, the more useful.
    margin = inbox.probabilities[:, 0] - inbox.probabilities[:, 1]
    assert inbox.usefulness is not None
    np.testing.assert_allclose(inbox.usefulness, -margin, atol=1e-5)
    given = {p.id: p.class_id for p in engine.project.snapshot().photos}
    doubted = [
        1 - float(p[list(c).index(given[i])])
        for i, c, p in zip(
            examples.photo_ids.tolist(), examples.class_ids, examples.probabilities, strict=True
        )
    ]
    assert examples.usefulness is not None
    np.testing.assert_allclose(examples.usefulness, doubted, atol=1e-5)
