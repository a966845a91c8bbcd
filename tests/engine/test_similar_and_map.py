"""Finding photos by looks, against brute force over embeddings made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from siamdesk.engine.dispatch import Dispatcher
from siamdesk.engine.engine import Engine
from siamdesk.engine.finding import map_photos, propose_split, refine_map, similar_to
from siamdesk.engine.messages import (
    Event,
    FindSimilar,
    Finished,
    Learn,
    MapPhotos,
    OpenProject,
    PhotosMapped,
    SimilarFound,
)
from siamdesk.errors import Cancelled, NotEnoughExamplesError, ProjectError
from siamdesk.fewshot.plane import ROUNDS
from siamdesk.progress import no_progress
from siamdesk.project.store import Project
from siamdesk.project.values import Photo


@pytest.fixture(scope="module")
def learned(steel_template: Path) -> Engine:
    engine = Engine(steel_template)
    engine.learn()
    yield engine
    engine.close()


def embeddings(engine: Engine, photos: tuple[Photo, ...]) -> np.ndarray:
    """The formula of `EmbeddingSpace`, written out once more."""
    assert engine.fitted is not None
    space, embedder = engine.fitted.model.space, engine.fitted.embedder
    parts = []
    for z, mean, root in zip(
        embedder.pooled([p.digest for p in photos]), space.means, embedder.roots, strict=True
    ):
        s = (np.sqrt(np.maximum(z, 0)) if root else z).astype(np.float64) - mean
        turns = np.split(s, embedder.turns, axis=1)
        parts += [turn / np.linalg.norm(turn, axis=1, keepdims=True) for turn in turns]
    G = np.concatenate(parts, axis=1)
    return G / np.linalg.norm(G, axis=1, keepdims=True)


def test_similarities_are_the_cosines_of_all_photos(learned: Engine) -> None:
    photos = learned.project.snapshot().photos
    found = similar_to(learned, photos[40].id, no_progress)
    G = embeddings(learned, photos)
    assert found.photo_ids.tolist() == [p.id for p in photos]
    np.testing.assert_allclose(found.similarities, G @ G[40], atol=1e-5)
    assert found.similarities[40] == pytest.approx(1, abs=1e-5)


def test_a_photo_that_is_gone_has_no_similar_ones(learned: Engine) -> None:
    with pytest.raises(ProjectError, match="no longer in the project"):
        similar_to(learned, 10_000, no_progress)


def test_nothing_is_similar_before_other_photos_were_looked_at(steel: Path) -> None:
    engine = Engine(steel)
    with pytest.raises(ProjectError, match="looked at yet"):
        similar_to(engine, engine.project.snapshot().photos[0].id, no_progress)
    engine.close()


def test_similar_photos_are_found_before_there_are_classes(tmp_path: Path, sample: Path) -> None:
    path = tmp_path / "loose.siam"
    with Project.create(path) as project:
        project.add_photos(sorted((sample / "inbox").iterdir())[:8])
    engine = Engine(path)
    engine.learn()
    assert engine.fitted is None
    photos = engine.project.snapshot().photos
    found = similar_to(engine, photos[0].id, no_progress)
    assert found.photo_ids.tolist() == [p.id for p in photos]
    assert found.similarities.argmax() == 0
    assert map_photos(engine, no_progress).places.shape == (8, 2)
    engine.close()


def test_the_map_has_every_photo_where_its_principal_components_are(learned: Engine) -> None:
    photos = learned.project.snapshot().photos
    found = map_photos(learned, no_progress)
    assert found.photo_ids.tolist() == [p.id for p in photos]
    G = embeddings(learned, photos)
    centred = G - G.mean(axis=0)
    left, singular, _ = np.linalg.svd(centred, full_matrices=False)
    expected = left[:, :2] * singular[:2]
    signs = np.sign((found.places * expected).sum(axis=0))
    np.testing.assert_allclose(found.places * signs, expected, atol=2e-3)


def test_the_refined_map_comes_in_rounds_and_shows_classes_apart(learned: Engine) -> None:
    rounds = []
    refine_map(learned, no_progress, rounds.append)
    assert [found.rounds_left for found in rounds] == list(range(ROUNDS))[::-1]
    photos = learned.project.snapshot().photos
    examples = [row for row, p in enumerate(photos) if p.class_id is not None]
    places = rounds[-1].places[examples]
    classes = np.array([photos[row].class_id for row in examples])
    distances = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    assert (classes[distances.argmin(axis=1)] == classes).mean() > 0.7  # by chance: 0.12


def test_the_refined_map_can_be_cancelled_at_any_time(learned: Engine) -> None:
    calls = []

    def cancel_later(fraction: float, message: str) -> None:
        calls.append(message)
        if message == "Arranging the map":
            raise Cancelled

    with pytest.raises(Cancelled):
        refine_map(learned, cancel_later, lambda found: None)
    assert calls[-1] == "Arranging the map"


def test_a_split_is_proposed_within_one_class(learned: Engine) -> None:
    snapshot = learned.project.snapshot()
    own = snapshot.classes[0]
    members = {p.id for p in snapshot.photos if p.class_id == own.id}
    part = set(propose_split(learned, own.id).photo_ids)
    assert part < members
    assert 1 <= len(part) <= len(members) / 2
    with pytest.raises(NotEnoughExamplesError, match="four examples"):
        propose_split(learned, 10_000)


def test_the_dispatcher_answers_with_events(steel: Path) -> None:
    heard: list[Event] = []
    dispatcher = Dispatcher(heard.append)
    for request in (OpenProject(1, steel), Learn(2), FindSimilar(3, 1), MapPhotos(4)):
        dispatcher.answer(request, no_progress)
    dispatcher.close()
    (similar,) = [e for e in heard if isinstance(e, SimilarFound)]
    (mapped,) = [e for e in heard if isinstance(e, PhotosMapped)]
    assert (similar.task, similar.photo_id, len(similar.photo_ids)) == (3, 1, 77)
    assert (mapped.task, mapped.rounds_left, mapped.places.shape) == (4, 0, (77, 2))
    assert [e.task for e in heard if isinstance(e, Finished)] == [1, 2, 3, 4]
