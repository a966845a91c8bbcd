"""Ranking photos in a stream gives what ranking them one by one gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from siamdesk.engine import guesser as guesser_module
from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import AHEAD, BATCH, Guesser, state_of
from siamdesk.errors import ImageTooLargeError, NotEnoughExamplesError
from siamdesk.images.decode import read_image
from siamdesk.images.hashes import content_digest
from siamdesk.images.resize import to_square


@pytest.fixture
def engine(steel: Path) -> Iterator[Engine]:
    opened = Engine(steel)
    yield opened
    opened.close()


@pytest.fixture
def strangers(sample: Path, tmp_path: Path) -> list[Path]:
    """Mirrored photos, so that no cache knows them."""
    found = []
    for number, source in enumerate(sorted((sample / "inbox").iterdir())[: BATCH + 4]):
        found.append(tmp_path / f"stranger-{number}.png")
        Image.fromarray(np.ascontiguousarray(read_image(source)[:, ::-1])).save(found[-1])
    return found


def test_a_stream_gives_what_the_model_says_of_each_photo(engine, strangers, tmp_path) -> None:
    engine.learn()
    model, encoders = engine.fitted.model, engine.fitted.embedder.encoders
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no photo")
    given = [*strangers[:3], broken, *strangers[3:]]
    found = list(Guesser.of(engine).guess_files(iter(given)))
    assert [f.path for f in found] == given
    assert [f.path for f in found if f.error] == [broken]
    assert "broken.png" in found[3].error
    for photo in (found[0], found[-1]):
        square = to_square(read_image(photo.path), encoders[0].spec.input_size)[None]
        G = model.space.embed([e.embed(square) for e in encoders])
        expected = dict(zip(model.classes, model.probabilities(G)[0].tolist(), strict=True))
        assert {g.class_name: g.probability for g in photo.guesses} == pytest.approx(
            expected, abs=1e-5
        )
        assert photo.unknown == pytest.approx(float(model.unknown.score(G)[0]), abs=1e-5)


def test_files_are_not_read_far_ahead(engine, strangers) -> None:
    engine.learn()
    pulled = 0

    def endless() -> Iterator[Path]:
        nonlocal pulled
        while True:
            pulled += 1
            yield strangers[0]

    stream = Guesser.of(engine).guess_files(endless())
    next(stream)
    assert pulled <= AHEAD + BATCH
    stream.close()


def test_a_long_run_does_not_fill_the_projects_cache(engine, strangers, monkeypatch) -> None:
    engine.learn()
    monkeypatch.setattr(guesser_module, "REMEMBERED", BATCH)
    found = list(Guesser.of(engine).guess_files(strangers))
    key = engine.fitted.embedder.encoders[0].key
    looks = [content_digest(p.read_bytes()) for p in strangers]
    assert sorted(engine.cache.get_many(looks, key)) == sorted(looks[:BATCH])
    again = list(Guesser.of(engine).guess_files(strangers))
    assert again == found


def test_a_photo_with_too_many_pixels_is_refused(engine, strangers) -> None:
    engine.learn()
    guesser = Guesser.of(engine)
    data = strangers[0].read_bytes()
    pixels = read_image(strangers[0]).shape[0] * read_image(strangers[0]).shape[1]
    guesser.prepare(data, strangers[0], max_pixels=pixels)
    with pytest.raises(ImageTooLargeError):
        guesser.prepare(data, strangers[0], max_pixels=pixels - 1)


def test_without_learning_there_is_nothing_to_guess_with(engine) -> None:
    with pytest.raises(NotEnoughExamplesError):
        Guesser.of(engine)


def test_the_state_of_a_project_changes_with_what_guesses_depend_on(engine) -> None:
    before = state_of(engine)
    assert state_of(engine) == before
    photo = next(p for p in engine.project.snapshot().photos if p.class_id is None)
    engine.project.set_class([photo.id], engine.project.snapshot().classes[0].id)
    assert state_of(engine) != before
    engine.project.undo()
    assert state_of(engine) == before
