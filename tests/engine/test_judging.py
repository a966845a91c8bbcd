"""The model judged on its examples and on a folder, and its examples checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from siamdesk.engine.dispatch import Dispatcher
from siamdesk.engine.engine import Engine
from siamdesk.engine.evaluation_messages import CheckLabels, Evaluate, Evaluated, LabelsChecked
from siamdesk.engine.guesser import Guesser
from siamdesk.engine.judging import explain_guess, judge_examples, judge_folder
from siamdesk.engine.label_checking import check_labels
from siamdesk.engine.messages import Event, Failed, Finished, Learn, OpenProject
from siamdesk.errors import NotEnoughExamplesError, ProjectError
from siamdesk.fewshot.calibration import probabilities
from siamdesk.figures.assessment import LeakKind, Source
from siamdesk.images.decode import read_image
from siamdesk.progress import no_progress
from siamdesk.project.store import Project


@pytest.fixture
def engine(steel: Path) -> Iterator[Engine]:
    opened = Engine(steel)
    yield opened
    opened.close()


def recompressed(photo: Path, target: Path) -> Path:
    """Nearly the same picture, with other bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(photo) as picture:
        picture.convert("RGB").save(target, quality=80)
    return target


def test_examples_are_judged_by_what_the_rankings_show_of_them(engine: Engine) -> None:
    engine.learn()
    found = judge_examples(engine)
    model, photos = engine.fitted.model, found.photos
    p = probabilities(model.held_out.scores, model.temperature)
    np.testing.assert_array_equal(photos.probabilities, p)
    assert found.source is Source.EXAMPLES
    assert found.revision == engine.project.revision
    assert found.evaluation.accuracy == engine.evaluation().accuracy
    known = {photo.id: photo for photo in engine.project.snapshot().photos}
    for row in range(len(photos)):
        photo = known[int(photos.photo_ids[row])]
        assert (photo.name, photo.file) == (photos.names[row], photos.files[row])
    # The photos behind the cells of the confusion matrix are all photos, each once.
    n = len(photos.classes)
    cells = [photos.cell(i, j).tolist() for i in range(n) for j in range(n)]
    assert sorted(row for cell in cells for row in cell) == list(range(35))
    assert [len(cell) for cell in cells] == found.evaluation.confusion.ravel().tolist()
    assert found.expected.value >= found.evaluation.balanced_accuracy
    assert found.leaks == ()


def test_an_example_that_is_there_twice_is_a_leak_until_both_are_one_part(
    engine: Engine, tmp_path: Path
) -> None:
    project = engine.project
    first = project.snapshot().photos[0]
    name = next(c.name for c in project.snapshot().classes if c.id == first.class_id)
    again = recompressed(first.path, tmp_path / "again.jpg")
    (added,) = project.add_photos([again], class_name=name).added
    engine.learn()
    (leak,) = judge_examples(engine).leaks
    assert leak.kind is LeakKind.NEARLY_SAME
    assert {leak.judged.photo_id, leak.known.photo_id} == {first.id, added.id}
    project.set_groups({first.id: "part 1", added.id: "part 1"})
    engine.learn()
    assert judge_examples(engine).leaks == ()


def test_a_picture_with_two_classes_is_a_contradiction_and_no_leak(
    engine: Engine, tmp_path: Path
) -> None:
    project = engine.project
    first = project.snapshot().photos[0]
    other = next(c for c in project.snapshot().classes if c.id != first.class_id)
    again = recompressed(first.path, tmp_path / "again.jpg")
    (added,) = project.add_photos([again], class_name=other.name).added
    engine.learn()
    assert judge_examples(engine).leaks == ()
    (found,) = check_labels(engine).contradictions
    assert (found.first.photo_id, found.second.photo_id) == (first.id, added.id)
    assert found.second.class_name == other.name
    # A picture cannot be of both: the one with the wrong class is doubted, too.
    assert added.id in [d.photo.photo_id for d in check_labels(engine).doubts[:3]]
    project.confirm_classes([first.id, added.id])
    assert check_labels(engine).contradictions == ()


def test_a_part_with_two_classes_is_told(engine: Engine) -> None:
    photos = [p for p in engine.project.snapshot().photos if p.class_id is not None]
    other = next(p for p in photos if p.class_id != photos[0].class_id)
    engine.project.set_groups({photos[0].id: "part 7", other.id: "part 7"})
    engine.learn()
    (leak,) = judge_examples(engine).leaks
    assert leak.kind is LeakKind.SPLIT_PART
    assert {leak.judged.photo_id, leak.known.photo_id} == {photos[0].id, other.id}


def test_a_folder_is_judged_without_examples_and_near_ones_are_told(
    engine: Engine, sample: Path, tmp_path: Path
) -> None:
    test = tmp_path / "test"
    shutil.copytree(sample / "examples" / "red iron", test / "red iron")
    taught = sorted((sample / "examples" / "red iron").iterdir())[0]
    recompressed(taught, test / "red iron" / "again.jpg")
    new = sorted((sample / "examples" / "red iron").iterdir())[-1]
    shutil.copy(new, test / "red iron" / "the same file.png")
    (test / "red iron" / "broken.png").write_bytes(b"nothing")
    (test / "coffee").mkdir()
    shutil.copy(taught, test / "coffee" / "cup.png")
    engine.learn()
    found, problems = judge_folder(engine, test)
    # Eight photos, five of them examples; one of these in other bytes, and one that is there twice.
    assert len(found.photos) == 5
    assert len(np.unique(found.photos.parts)) == 4
    assert [leak.kind for leak in found.leaks].count(LeakKind.SAME_FILE) == 5
    (near,) = [leak for leak in found.leaks if leak.kind is LeakKind.NEARLY_SAME]
    assert (near.judged.name, near.known.name) == ("again.jpg", taught.name)
    assert len(problems) == 1
    assert "broken.png" in problems[0]
    assert "coffee" in found.left_out[0]
    # What `classify` says of the same photos.
    guessed = Guesser.of(engine).guess_files(map(Path, found.photos.files))
    for judged, ranking in zip(found.photos.probabilities, guessed, strict=True):
        assert ranking.guesses[0].probability == pytest.approx(float(judged.max()))


def test_a_folder_without_photos_of_known_classes_is_refused(engine: Engine, tmp_path) -> None:
    engine.learn()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProjectError, match="no photos in sub-folders"):
        judge_folder(engine, tmp_path / "empty")


def test_the_reason_of_a_guess_is_that_of_a_head_which_has_not_seen_the_photo(
    engine: Engine,
) -> None:
    engine.learn()
    photos = judge_examples(engine).photos
    row = int(photos.mistakes()[0])
    true, guessed = int(photos.labels[row]), int(photos.guesses[row])
    rgb = read_image(Path(photos.files[row]))
    found = explain_guess(engine, rgb, int(photos.photo_ids[row]), guessed, true)
    # The guess was wrong out of fold, so the map speaks for it; the model that was taught the
    # photo has the right class.
    scores = engine.fitted.model.held_out.scores[row]
    assert found.difference == pytest.approx(float(scores[guessed] - scores[true]), abs=1e-3)
    assert found.difference > 0 > engine.explain_image(rgb, guessed, true).difference


def test_a_tuned_encoder_is_not_expected_to_do_better_than_was_measured(tuned: Path) -> None:
    engine = Engine(tuned)
    engine.learn()
    found = judge_examples(engine)
    assert found.expected is None
    assert found.evaluation.accuracy == 0.0  # the made-up scores of the tuning
    engine.close()


def test_wrong_classes_are_found_among_the_first(engine: Engine) -> None:
    """One in ten of the classes is wrong; half of these are in the first 15 % of the list."""
    project = engine.project
    photos = [p for p in project.snapshot().photos if p.class_id is not None]
    ids = [c.id for c in project.snapshot().classes]
    rng = np.random.default_rng(5)
    wrong = [photos[i] for i in rng.choice(len(photos), 4, replace=False)]
    for photo in wrong:
        other = ids[(ids.index(photo.class_id) + 1 + int(rng.integers(5))) % 7]
        project.set_class([photo.id], other)
    engine.learn()
    found = check_labels(engine)
    first = {d.photo.photo_id for d in found.doubts[: round(0.15 * len(found.doubts))]}
    assert len(first & {photo.id for photo in wrong}) >= 2


def test_the_window_asks_and_is_answered(steel: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    dispatcher = Dispatcher(events.append)
    for request in (OpenProject(1, steel), Evaluate(2), Learn(3), Evaluate(4), CheckLabels(5)):
        dispatcher.answer(request, no_progress)
    dispatcher.answer(Evaluate(6, tmp_path / "missing"), no_progress)
    dispatcher.close()
    by_task = {t: [e for e in events if e.task == t] for t in range(1, 7)}
    assert isinstance(by_task[2][-1], Failed)
    assert isinstance(by_task[4][0], Evaluated)
    assert by_task[4][0].assessment.evaluation.photos == 35
    assert isinstance(by_task[4][-1], Finished)
    assert isinstance(by_task[5][0], LabelsChecked)
    assert by_task[5][0].quality.judged == 35
    assert "missing" in by_task[6][-1].message


def test_before_anything_was_learnt_nothing_is_judged(steel: Path) -> None:
    engine = Engine(steel)
    with pytest.raises(NotEnoughExamplesError):
        judge_examples(engine)
    engine.close()


def test_photos_of_older_projects_are_compared_too(engine: Engine, tmp_path: Path) -> None:
    import sqlite3

    first = engine.project.snapshot().photos[0]
    name = next(c.name for c in engine.project.snapshot().classes if c.id == first.class_id)
    again = recompressed(first.path, tmp_path / "again.jpg")
    engine.project.add_photos([again], class_name=name)
    with sqlite3.connect(engine.project.path / "project.db") as connection:
        connection.execute("UPDATE photo SET looks = NULL")
    engine.learn()
    assert len(judge_examples(engine).leaks) == 1


def test_the_pictures_of_a_project_are_known_by_their_hashes(steel: Path) -> None:
    from siamdesk.images.hashes import perceptual_hash

    with Project.open(steel) as project:
        hashes = project.picture_hashes()
        for photo in project.snapshot().photos[:3]:
            assert hashes[photo.id] == perceptual_hash(read_image(photo.path))
        assert len(hashes) == len(project.snapshot().photos)
