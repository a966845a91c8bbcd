"""Places on the map against a plain eigen-decomposition, and against who is whose neighbour."""

import numpy as np
import pytest

from siamdesk.fewshot.plane import ROUNDS, first_places, fit_axes, refined_places
from siamdesk.fewshot.splitting import smaller_half


def blobs(sizes: list[int], d: int = 80, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    centres = rng.normal(size=(len(sizes), d)) * 3
    return (centres[labels] + rng.normal(size=(len(labels), d))).astype(np.float32), labels


def test_first_places_are_the_two_strongest_principal_components() -> None:
    G, _ = blobs([30, 20, 25])
    places = first_places(fit_axes(G).transform(G))
    centred = G.astype(np.float64) - G.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    expected = centred @ vectors[:, :-3:-1]
    signs = np.sign((places * expected).sum(axis=0))
    np.testing.assert_allclose(places * signs, expected, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_a_handful_of_photos_has_places_too(n: int) -> None:
    G, _ = blobs([n])
    Z = fit_axes(G).transform(G)
    assert first_places(Z).shape == (n, 2)
    rounds = list(refined_places(Z))
    assert len(rounds) == 1
    assert np.isfinite(rounds[-1]).all()


def test_refined_places_keep_neighbours_together_and_are_the_same_each_time() -> None:
    G, labels = blobs([40, 40, 40, 40, 40])
    Z = fit_axes(G).transform(G)
    rounds = list(refined_places(Z))
    assert len(rounds) == ROUNDS
    places = rounds[-1]
    distances = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :5]
    assert (labels[nearest] == labels[:, None]).mean() > 0.95
    for one, other in zip(rounds, refined_places(Z), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_smaller_of_two_kinds_in_a_class_is_found() -> None:
    G, labels = blobs([14, 9])
    assert smaller_half(G).tolist() == np.flatnonzero(labels == 1).tolist()
