"""A camera's photo is the same to the window, a stream of files, and the Python API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from siamdesk import FewShotClassifier
from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import Guesser
from siamdesk.images.decode import read_image
from siamdesk.images.squares import read_square
from siamdesk.project.store import Project

GRAIN = 12


@pytest.fixture
def large(sample: Path, tmp_path: Path) -> Path:
    """A photo of the inbox as a JPEG of five megapixels, on its side, with a sensor's grain."""
    source = sorted((sample / "inbox").iterdir())[0]
    grown = cv2.resize(read_image(source), (2560, 1920), interpolation=cv2.INTER_CUBIC)
    noise = np.random.default_rng(0).normal(0, GRAIN, grown.shape)
    exif = Image.Exif()
    exif[0x0112] = 8
    path = tmp_path / "large.jpg"
    photo = np.clip(grown + noise, 0, 255).astype(np.uint8)
    Image.fromarray(photo).save(path, exif=exif, quality=90)
    return path


@pytest.fixture
def engine(steel: Path, large: Path) -> Iterator[Engine]:
    with Project.open(steel) as project:
        project.add_photos([large])
    opened = Engine(steel)
    opened.learn()
    yield opened
    opened.close()


def test_the_window_and_a_stream_of_files_have_one_embedding(engine, large) -> None:
    photo = next(p for p in engine.project.snapshot().photos if p.name == large.name)
    embedder = engine.encoders.embedder
    looked_at = embedder.pooled([photo.look])
    prepared = Guesser.of(engine).prepare(large.read_bytes(), large, remember=False)
    np.testing.assert_array_equal(prepared.square, read_square(large, 224))
    for features, encoder in zip(looked_at, embedder.encoders, strict=True):
        np.testing.assert_allclose(
            features, encoder.embed(prepared.square[None]), rtol=1e-5, atol=1e-6
        )


def test_the_sums_of_its_heatmap_are_the_difference_of_its_scores(engine, large) -> None:
    snapshot = engine.project.snapshot()
    photo = next(p for p in snapshot.photos if p.name == large.name)
    fitted = engine.need_model()
    pooled = engine.encoders.embedder.pooled([photo.look])
    scores = fitted.model.head.scores(fitted.model.space.embed(pooled))[0]
    first, second = (int(i) for i in np.argsort(-scores)[:2])
    ids = fitted.class_ids.tolist()
    found = engine.explain(photo.id, ids[first], ids[second])
    assert found.difference == pytest.approx(scores[first] - scores[second], abs=1e-4)
    assert found.values.sum() == pytest.approx(scores[first] - scores[second], abs=1e-4)


def test_the_python_api_explains_the_guess_that_it_makes(few_examples, large) -> None:
    folders = sorted(few_examples.iterdir())[:3]
    X = [p for folder in folders for p in sorted(folder.iterdir())]
    y = [p.parent.name for p in X]
    fitted = FewShotClassifier(fine_tune="never").fit(X, y)
    model = fitted.model_
    scores = model.head.scores(fitted.embed([large]))[0]
    first, second = (int(i) for i in np.argsort(-scores)[:2])
    found = fitted.explain(large)
    assert (found.class_name, found.against) == (model.classes[first], model.classes[second])
    assert found.score == pytest.approx(scores[first] - scores[second], abs=1e-4)
    assert found.contributions.sum() == pytest.approx(found.score, abs=1e-4)
    (guess,) = fitted.guesser().guess_files([large])
    expected = dict(zip(model.classes, fitted.predict_proba([large])[0].tolist(), strict=True))
    assert {g.class_name: g.probability for g in guess.guesses} == pytest.approx(expected, abs=1e-5)
