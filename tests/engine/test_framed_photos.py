"""What is looked at of photos is what is learnt, ranked, explained and told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from siamdesk.cli.main import app
from siamdesk.engine.embedder import PhotoFile
from siamdesk.engine.engine import Engine
from siamdesk.engine.exporting import exportable
from siamdesk.engine.guesser import Guesser
from siamdesk.engine.photo_guesses import NamedGuess
from siamdesk.images.decode import read_image
from siamdesk.images.framing import PLAIN, WHOLE, Framing, Region, Window, crop
from siamdesk.images.heatmap import overlay
from siamdesk.images.resize import to_square
from siamdesk.images.thumbnails import ThumbnailCache
from siamdesk.progress import no_progress
from siamdesk.project.store import Project

MIDDLE = Region(0.25, 0.25, 0.75, 0.75)


@pytest.fixture
def engine(steel: Path) -> Iterator[Engine]:
    opened = Engine(steel)
    yield opened
    opened.close()


def look_of(engine: Engine, file: PhotoFile) -> np.ndarray:
    embedder = engine.encoders.embedder
    assert not any(embedder.embed([file], no_progress))
    return np.concatenate(embedder.pooled([file.look]), axis=1)


def test_a_region_is_embedded_as_a_photo_of_that_region_alone(engine, tmp_path) -> None:
    photo = engine.project.snapshot().photos[0]
    rgb = read_image(photo.path)
    height, width = rgb.shape[:2]
    cut = rgb[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4]
    Image.fromarray(cut).save(tmp_path / "cut.png")
    alone = look_of(engine, PhotoFile("cut", tmp_path / "cut.png"))
    framed = look_of(engine, PhotoFile(photo.digest, photo.path, Framing(MIDDLE)))
    whole = look_of(engine, PhotoFile(photo.digest, photo.path))
    np.testing.assert_array_equal(framed, alone)
    assert np.abs(framed - whole).max() > 0.01


def test_what_lies_outside_of_an_outline_is_not_embedded(engine, tmp_path) -> None:
    """A mark outside of it changes nothing, and one inside does."""
    photo = engine.project.snapshot().photos[0]
    outline = Framing(Region.around([(0.1, 0.1), (0.9, 0.1), (0.1, 0.9)]))
    clean = look_of(engine, PhotoFile(photo.digest, photo.path, outline))
    found = []
    for name, (x, y) in (("outside", (0.75, 0.75)), ("inside", (0.3, 0.3))):
        rgb = read_image(photo.path).copy()
        height, width = rgb.shape[:2]
        cv2.circle(rgb, (round(x * width), round(y * height)), height // 16, (255, 0, 0), -1)
        Image.fromarray(rgb).save(tmp_path / f"{name}.png")
        file = PhotoFile(name, tmp_path / f"{name}.png", outline)
        found.append(np.abs(look_of(engine, file) - clean).max())
    outside, inside = found
    assert outside == 0
    assert inside > 0.01


def test_only_photos_whose_framing_changed_are_looked_at_again(engine) -> None:
    engine.learn()
    embedder = engine.encoders.embedder
    photos = engine.project.snapshot().photos

    def missing() -> list[str]:
        now = engine.project.snapshot().photos
        return [f.path.name for f in embedder.missing(engine._unreadable.to_try(now))]

    engine.project.set_framing({photos[3].id: Framing(MIDDLE)})
    assert missing() == [photos[3].path.name]
    engine.project.set_project_framing(Framing(WHOLE, Window(10, 20)))
    assert missing() == [photos[3].path.name]  # photos of 8 bits, looked at whole as before
    engine.project.set_project_framing(Framing(MIDDLE))
    assert len(missing()) == len(photos)
    engine.learn()
    engine.project.undo()
    engine.project.undo()
    engine.project.undo()
    assert missing() == []


def test_the_project_learns_from_the_region_and_a_second_engine_agrees(engine, steel) -> None:
    engine.project.set_project_framing(Framing(MIDDLE))
    engine.learn()
    framed = engine.fitted.model.examples
    expected = [p.look for p in engine.project.snapshot().photos if p.class_id is not None]
    space = engine.fitted.model.space
    np.testing.assert_allclose(
        framed, space.embed(engine.encoders.embedder.pooled(expected)), atol=1e-6
    )
    other = Engine(steel)
    other.learn()
    np.testing.assert_allclose(other.fitted.model.examples, framed, atol=1e-6)
    other.close()


def test_heatmaps_explain_the_region_and_still_add_up(engine) -> None:
    engine.project.set_project_framing(Framing(MIDDLE))
    engine.learn()
    photo = engine.project.snapshot().photos[-1]
    first, second = (int(c) for c in engine.fitted.class_ids[:2])
    found = engine.explain(photo.id, first, second)
    model = engine.fitted.model
    scores = model.head.scores(model.space.embed(engine.encoders.embedder.pooled([photo.look])))
    assert found.values.sum() == pytest.approx(scores[0, 0] - scores[0, 1], abs=1e-3)


def test_a_heatmap_lies_over_the_region_and_nothing_is_drawn_around_it() -> None:
    rgb = np.full((40, 80, 3), 100, np.uint8)
    drawn = overlay(rgb, np.ones((2, 2), np.float32), scale=1.0, region=MIDDLE)
    inside = drawn[10:30, 20:60]
    # orange (230, 97, 0) at 230/255 over grey 100
    assert np.unique(inside.reshape(-1, 3), axis=0).tolist() == [[217, 97, 10]]
    drawn[10:30, 20:60] = 40  # grey 100 at 40 %
    assert np.unique(drawn).tolist() == [40]


def test_a_heatmap_lies_within_the_outline_alone() -> None:
    rgb = np.full((40, 40, 3), 100, np.uint8)
    region = Region.around([(0.1, 0.1), (0.9, 0.1), (0.1, 0.9)])
    drawn = overlay(rgb, np.ones((2, 2), np.float32), scale=1.0, region=region)
    inside, corner, around = drawn[10, 10], drawn[30, 30], drawn[38, 38]
    assert int(inside[0]) - int(inside[2]) > 60  # orange
    assert corner.tolist() == around.tolist() == [40, 40, 40]


def guesses_of(engine: Engine, photo: Path, framing: Framing = PLAIN) -> tuple[NamedGuess, ...]:
    """What is guessed of one file with the engine's model, framed like this."""
    guesser = Guesser.of(engine)
    guesser.framing = framing
    (found,) = guesser.guess_files([photo])
    return found.guesses


def test_new_photos_are_ranked_by_the_projects_region(engine, steel, tmp_path) -> None:
    """A photo with the class' own texture in the region, and another class' all around it."""
    snapshot = engine.project.snapshot()
    one, other = (
        read_image(next(p.path for p in snapshot.photos if p.class_id == c.id))
        for c in (snapshot.classes[0], snapshot.classes[-1])
    )
    canvas = cv2.resize(other, (400, 400))
    canvas[100:300, 100:300] = cv2.resize(one, (200, 200))
    Image.fromarray(canvas).save(tmp_path / "new.png")
    Image.fromarray(canvas[100:300, 100:300]).save(tmp_path / "alone.png")
    engine.learn()
    plain = guesses_of(engine, tmp_path / "alone.png")
    region = guesses_of(engine, tmp_path / "new.png", Framing(MIDDLE))
    assert [g.probability for g in region] == [g.probability for g in plain]
    whole = guesses_of(engine, tmp_path / "new.png")
    firsts = [snapshot.classes[0].name, snapshot.classes[-1].name]
    assert [guesses[0].class_name for guesses in (region, whole)] == firsts


def test_the_command_line_classifies_and_draws_with_the_projects_framing(
    steel, sample, tmp_path
) -> None:
    photo = sorted((sample / "inbox").iterdir())[0]
    with Project.open(steel) as project:
        project.set_project_framing(Framing(MIDDLE))
    maps = tmp_path / "maps"
    arguments = ["classify", str(steel), str(photo), "--format", "json", "--heatmaps", str(maps)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    guesses = json.loads(result.stdout)[0]["guesses"]
    engine = Engine(steel)
    engine.learn()
    embedder = engine.need_model().embedder
    squares = np.stack([to_square(crop(read_image(photo), MIDDLE), embedder.input_size)])
    model = engine.need_model().model
    p = model.probabilities(model.space.embed(embedder.encode(squares)))
    engine.close()
    assert guesses[0]["probability"] == pytest.approx(float(p.max()), abs=1e-5)
    (drawn,) = (read_image(path) for path in maps.iterdir())
    grey = drawn[..., :1] == drawn
    height, width = drawn.shape[:2]
    assert grey[: height // 4].all()
    assert grey[:, : width // 4].all()
    assert not grey[height // 4 : height // 2, width // 4 : width * 3 // 4].all()


def test_an_exported_models_card_says_that_a_region_was_used(engine) -> None:
    engine.learn()
    assert exportable(engine.fitted, engine.project.snapshot()).notes == ()
    engine.project.set_project_framing(Framing(Region(0.1, 0.2, 0.9, 1)))
    engine.learn()
    assert exportable(engine.fitted, engine.project.snapshot()).notes == (
        "Only a region of each photo counts: 10 % to 90 % across, 20 % to 100 % down. "
        "Prepare photos in this way before the model sees them.",
    )


def test_thumbnails_show_what_counts(tmp_path) -> None:
    rgb = np.zeros((100, 200, 3), np.uint8)
    rgb[:, 100:] = 200
    Image.fromarray(rgb).save(tmp_path / "x.png")
    cache = ThumbnailCache(tmp_path / "cache")
    framing = Framing(Region(0.5, 0, 1, 1))
    jpeg = cache.get_or_make("ab" + framing.key, tmp_path / "x.png", framing)
    shown = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert shown.shape == (100, 100, 3)
    assert abs(int(shown.min()) - 200) <= 2


def test_an_accuracy_by_an_encoder_that_was_tuned_on_another_region_is_called_doubtful(
    tuned,
) -> None:
    engine = Engine(tuned)
    assert "was changed after the encoder" not in engine.learn().hint
    engine.project.set_project_framing(Framing(MIDDLE))
    assert "was changed after the encoder" in engine.learn().hint
    engine.close()


def test_so_is_one_when_the_region_of_most_examples_was_changed_but_not_of_a_few(tuned) -> None:
    engine = Engine(tuned)
    before = engine.learn().summary.accuracy
    examples = [p.id for p in engine.project.snapshot().photos if p.class_id is not None]
    engine.project.set_framing({examples[0]: Framing(MIDDLE)})
    assert "was changed after the encoder" not in engine.learn().hint
    engine.project.set_framing(dict.fromkeys(examples[1:-1], Framing(MIDDLE)))
    found = engine.learn()
    assert found.summary.accuracy > before + 0.3  # by the encoder that was tuned on them
    assert "was changed after the encoder" in found.hint
    engine.close()


def test_other_examples_than_those_of_the_tuning_are_no_reason_for_doubt(
    tuned,
) -> None:
    engine = Engine(tuned)
    project = engine.project
    project.remove_photos([p.id for p in project.snapshot().photos if p.class_id is not None])
    inbox = project.snapshot().photos
    for number, name in enumerate(["one", "two"]):
        chosen = [p.id for p in inbox[number * 4 : number * 4 + 4]]
        project.set_class(chosen, project.add_class(name).id)
    assert "was changed after the encoder" not in engine.learn().hint
    engine.close()
