"""Find photos by what they look like: alike ones, a map of all, two halves of a class."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from siamdesk.engine.embedder import Embedder
from siamdesk.engine.engine import Engine
from siamdesk.errors import NotEnoughExamplesError, ProjectError
from siamdesk.fewshot.plane import ROUNDS, first_places, fit_axes, refined_places
from siamdesk.fewshot.space import EmbeddingSpace
from siamdesk.fewshot.splitting import smaller_half
from siamdesk.progress import Progress
from siamdesk.project.values import Photo

_SAMPLE = 1500
"""Photos that the axes of the map are fitted to; the others of a large project change little."""
_LOOK_EVERY_S = 0.05
"""How long an urgent request may wait for a map."""

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
OnPlaces = Callable[["Places"], None]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike all photos are to one of them."""

    revision: int
    photo_ids: IntArray
    """[n]"""
    similarities: FloatArray
    """[n], cosines in [-1, 1]"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where photos lie on the map."""

    revision: int
    photo_ids: IntArray
    """[n]"""
    places: FloatArray
    """[n, 2]"""
    rounds_left: int
    """How often better places are still to come."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some examples of a class."""

    revision: int
    photo_ids: tuple[int, ...]


def similar_to(engine: Engine, photo_id: int, progress: Progress) -> Likeness:
    """Compare a photo with all photos of the project that the encoders have looked at.

    Raises:
        ProjectError: the photo is gone or can't be read, or there is no other one to compare with.
        Cancelled: by `progress`.

    """
    snapshot = engine.project.snapshot()
    photo = snapshot.photo(photo_id)
    if photo is None:
        raise ProjectError("The photo is no longer in the project.")
    if not engine.readable([photo]):
        raise ProjectError(f"{photo.name} can't be read any more. Choose another photo.")
    embedder, known = _at_hand(engine, snapshot.photos)
    if len(known) < 2:
        raise ProjectError("No other photo has been looked at yet. Try again in a moment.")
    space = _space(engine, embedder, known)
    target = space.embed(embedder.pooled([photo.look]))[0]
    cosines = [batch @ target for batch in _embedded(space, embedder, known, progress)]
    return Likeness(snapshot.revision, _ids(known), np.concatenate(cosines))


def map_photos(engine: Engine, progress: Progress) -> Places:
    """Place all photos that the encoders have looked at by their principal components.

    Raises:
        Cancelled: by `progress`.

    """
    revision, ids, coordinates = _coordinates(engine, progress)
    return Places(revision, ids, first_places(coordinates), 0)


def refine_map(engine: Engine, progress: Progress, publish: OnPlaces) -> None:
    """Place them by t-SNE, which takes a while; `publish` receives each round.

    Raises:
        Cancelled: by `progress`; the round that runs then ends by itself, unheard.

    """
    revision, ids, coordinates = _coordinates(engine, progress)
    # Beside this thread, which goes on seeing cancels and letting urgent requests go first.
    rounds: queue.SimpleQueue[FloatArray | Exception | None] = queue.SimpleQueue()
    given_up = threading.Event()
    threading.Thread(
        target=_refine, args=(coordinates, rounds, given_up), name="map", daemon=True
    ).start()
    done = 0
    try:
        while True:
            progress(done / ROUNDS, "Arranging the map")
            try:
                found = rounds.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                continue
            if found is None:
                return
            if isinstance(found, Exception):
                raise found
            done += 1
            publish(Places(revision, ids, found, ROUNDS - done))
    finally:
        given_up.set()


def propose_split(engine: Engine, class_id: int) -> Part:
    """The smaller of two parts that the examples of a class might fall into.

    Raises:
        NotEnoughExamplesError: fewer than four examples.

    """
    snapshot = engine.project.snapshot()
    embedder, known = _at_hand(engine, snapshot.photos)
    members = [photo for photo in known if photo.class_id == class_id]
    if len(members) < 4:
        raise NotEnoughExamplesError("A class needs four examples before it can be split in two.")
    space = _space(engine, embedder, known)
    rows = smaller_half(space.embed(embedder.pooled([photo.look for photo in members])))
    return Part(snapshot.revision, tuple(members[row].id for row in rows.tolist()))


def _refine(
    coordinates: FloatArray,
    rounds: queue.SimpleQueue[FloatArray | Exception | None],
    given_up: threading.Event,
) -> None:
    try:
        # One core: the other is for the window, and for learning from a correction meanwhile.
        with ThreadpoolController().limit(limits=1, user_api="openmp"):
            for places in refined_places(coordinates):
                rounds.put(places)
                if given_up.is_set():
                    return
        rounds.put(None)
    except Exception as error:  # noqa: BLE001 - the end of a thread: the asking one raises it
        rounds.put(error)


def _coordinates(engine: Engine, progress: Progress) -> tuple[int, IntArray, FloatArray]:
    """Revision, ids [n] and principal coordinates [n, k] of the photos at hand."""
    snapshot = engine.project.snapshot()
    embedder, known = _at_hand(engine, snapshot.photos)
    if len(known) < 2:
        return snapshot.revision, _ids(known), np.zeros((len(known), 2), np.float32)
    space = _space(engine, embedder, known)
    chosen = known
    if len(known) > _SAMPLE:
        rows = np.random.default_rng(0).choice(len(known), _SAMPLE, replace=False)
        chosen = [known[row] for row in np.sort(rows).tolist()]
    axes = fit_axes(np.concatenate(list(_embedded(space, embedder, chosen, progress))))
    batches = _embedded(space, embedder, known, progress)
    coordinates = np.concatenate([axes.transform(batch) for batch in batches])
    return snapshot.revision, _ids(known), np.asarray(coordinates, np.float32)


def _at_hand(engine: Engine, photos: Sequence[Photo]) -> tuple[Embedder, list[Photo]]:
    embedder = engine.encoders.embedder
    return embedder, [photo for photo in photos if embedder.knows(photo.look)]


def _space(engine: Engine, embedder: Embedder, known: Sequence[Photo]) -> EmbeddingSpace:
    """The space of the ranking; before there is one, a space centred on all photos."""
    fitted = engine.fitted
    if fitted is not None and fitted.embedder is embedder:
        return fitted.model.space
    means = embedder.means([photo.look for photo in known]) or []
    return EmbeddingSpace.around(means, embedder.roots, turns=embedder.turns)


def _embedded(
    space: EmbeddingSpace, embedder: Embedder, photos: Sequence[Photo], progress: Progress
) -> Iterable[FloatArray]:
    done = 0
    for batch in embedder.batches([photo.look for photo in photos]):
        progress(done / len(photos), "Comparing photos")
        embedded = space.embed(batch)
        done += len(embedded)
        yield embedded


def _ids(photos: Sequence[Photo]) -> IntArray:
    return np.array([photo.id for photo in photos], dtype=np.int64)
