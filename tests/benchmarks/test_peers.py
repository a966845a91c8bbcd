from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.methods import Centre, Features, Method, measure, space_for
from benchmarks.peers import MOBILENET, MobileNet, dense_100
from siamdesk.cli.contenders import contenders, heads, peers
from siamdesk.cli.protocol import Episode
from siamdesk.encoders.conversion.sources import CACHE

FloatArray = np.ndarray


@pytest.fixture
def blobs() -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Three classes in 20 dimensions, 4 to learn from and 30 to be asked about, of unit length."""
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(3, 20))

    def draw(n: int) -> tuple[FloatArray, FloatArray]:
        labels = np.repeat(np.arange(3), n)
        G = centres[labels] + 0.5 * rng.normal(size=(3 * n, 20))
        return (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32), labels

    return *draw(4), *draw(30)


@pytest.mark.parametrize("contender", contenders(), ids=lambda c: c.name)
def test_every_contender_tells_well_parted_classes_apart(contender, blobs) -> None:
    G, labels, Q, truth = blobs
    guessed = contender.fit(G, labels, 3)(Q)
    assert guessed.dtype == np.int64
    assert np.mean(guessed == truth) > 0.95


@pytest.mark.parametrize("contender", contenders(), ids=lambda c: c.name)
def test_every_contender_learns_from_one_example_per_class(contender, blobs) -> None:
    G, labels, Q, truth = blobs
    assert np.mean(contender.fit(G[::4], labels[::4], 3)(Q) == truth) > 0.8


def test_the_first_contender_is_what_is_shipped() -> None:
    assert (contenders()[0].name, contenders()[0].shipped) == ("ridge", True)
    assert not {c.name for c in heads()} & {c.name for c in peers()}


def test_prototypes_are_the_nearest_mean_by_brute_force(blobs) -> None:
    G, labels, Q, _ = blobs
    prototypes = next(c for c in peers() if c.name == "simpleshot")
    nearest = [
        min(range(3), key=lambda c, q=q: float(np.linalg.norm(G[labels == c].mean(axis=0) - q)))
        for q in Q
    ]
    assert prototypes.fit(G, labels, 3)(Q).tolist() == nearest


def test_neighbours_of_one_example_are_the_nearest_example(blobs) -> None:
    G, labels, Q, _ = blobs
    neighbours = next(c for c in peers() if c.name == "nearest")
    nearest = np.argmax(Q @ G[::4].T, axis=1)  # unit length: the largest cosine
    assert neighbours.fit(G[::4], labels[::4], 3)(Q).tolist() == nearest.tolist()


def test_dense_100_learns_what_no_line_tells_apart() -> None:
    """Opposite corners of a square are one class: a hidden layer is needed."""
    rng = np.random.default_rng(0)
    corners = rng.integers(0, 2, (600, 2))
    X = (2.0 * corners - 1 + 0.2 * rng.normal(size=(600, 2))).astype(np.float32)
    y = corners.sum(axis=1) % 2
    guessed = dense_100(X[:400], y[:400], X[400:], 0)
    assert np.mean(guessed == y[400:]) > 0.95
    assert guessed.tolist() == dense_100(X[:400], y[:400], X[400:], 0).tolist()


def test_methods_are_scored_on_the_classes_of_their_episode_alone() -> None:
    """Classes 3 and 7 of ten, told apart by one number; by hand 3 of 4 queries are right."""
    labels = np.array([3, 7, 3, 3, 7, 7])
    z = np.array([[1, 0], [0, 1], [0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.9, 0.1]], np.float32)
    features = Features("x", labels, {"a": z}, {"a": 1})
    simpleshot = next(c for c in peers() if c.name == "simpleshot")
    method = Method("m", ("a",), simpleshot.fit, Centre.EXAMPLES, (False,))
    episode = Episode(np.array([0, 1]), np.array([2, 3, 4, 5]))
    heard: list[str] = []
    found = measure([method], features, {1: [episode]}, heard.append)
    assert found == {"m": {1: [0.75]}}
    assert heard == ["x: m"]


def test_fewer_turns_are_the_first_of_those_there_are() -> None:
    z = np.arange(24, dtype=np.float32).reshape(2, 12)  # 4 turns of 3 numbers
    features = Features("x", np.array([0, 1]), {"a": z}, {"a": 4})
    assert features.of("a", np.array([1]), 1).tolist() == [[12.0, 13.0, 14.0]]
    assert features.of("a", np.array([0]), 2).tolist() == [[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]]
    assert features.of("a", np.array([0, 1]), 4).tolist() == z.tolist()


def test_the_centres_are_what_they_say() -> None:
    taught, asked = [np.array([[0.0, 2.0]], np.float32)], [np.array([[4.0, 0.0]], np.float32)]
    means = {
        centre: space_for(Method("m", ("a",), None, centre, (False,)), taught, asked).means[0]
        for centre in Centre
    }
    assert means[Centre.NOTHING].tolist() == [0.0, 0.0]
    assert means[Centre.WHOLE].tolist() == [2.0, 1.0]
    # Half of each is taken off, as in the app.
    assert means[Centre.EXAMPLES].tolist() == [0.0, 1.0]
    assert means[Centre.HALF_INBOX].tolist() == [1.0, 0.5]


@pytest.mark.skipif(
    not (CACHE / Path(MOBILENET.member).name).is_file(), reason="MobileNetV2 was not fetched"
)
def test_mobilenet_maps_photos_to_the_range_that_it_was_trained_on() -> None:
    """Its first nodes are 2x − 1: with photos divided by 255 they give −1 to 1."""
    import openvino as ov

    graph = ov.Core().read_model(CACHE / Path(MOBILENET.member).name)
    first = [n for n in graph.get_ordered_ops() if n.get_type_name() in ("Multiply", "Subtract")][
        :2
    ]
    numbers = [float(n.input_value(1).get_node().data) for n in first]
    assert [n.get_type_name() for n in first] == ["Multiply", "Subtract"]
    assert numbers == [2.0, 1.0]
    photos = np.random.default_rng(0).integers(0, 256, (2, 224, 224, 3)).astype(np.uint8)
    found = MobileNet().embed(photos)
    assert found.shape == (2, 1280)
    assert 0 <= found.min() < found.max() <= 6  # means of ReLU6
