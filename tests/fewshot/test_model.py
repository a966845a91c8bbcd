from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from siamdesk.errors import NotEnoughExamplesError
from siamdesk.fewshot.heatmap import activation_strength, why
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.fewshot.space import mean_features
from siamdesk.fewshot.suggestions import MARGIN_FROM, doubt, suspects, usefulness

ROOTS = (True, False)
LABELS = np.repeat(np.arange(3), 4)


def maps(rng: np.random.Generator, n: int) -> list[NDArray[np.float32]]:
    """Spatial maps [n, 7, 7, d] of two encoders, the first one rectified."""
    first = np.maximum(rng.normal(size=(n, 7, 7, 20)), 0.0)
    second = rng.normal(size=(n, 7, 7, 8))
    return [first.astype(np.float32), second.astype(np.float32)]


@pytest.fixture
def spatial() -> list[NDArray[np.float32]]:
    rng = np.random.default_rng(11)
    found = maps(rng, len(LABELS))
    for m, scale in zip(found, (1.5, 1.0), strict=True):
        m += (scale * rng.uniform(size=(3, m.shape[-1]))[LABELS])[:, None, None, :]
    return found


@pytest.fixture
def model(spatial) -> FewShotModel:
    pooled = [m.mean(axis=(1, 2)) for m in spatial]
    return fit_model(pooled, LABELS, ["a", "b", "c"], roots=ROOTS)


def score_of(model: FewShotModel, photo: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    return model.head.scores(model.space.embed([m.mean(axis=(0, 1))[None] for m in photo]))[0]


@pytest.mark.parametrize(("class_", "against"), [(0, 1), (2, 0), (1, 2)])
def test_contributions_add_up_to_the_score_difference(model, spatial, class_, against) -> None:
    for i in range(len(LABELS)):
        photo = [m[i] for m in spatial]
        scores = score_of(model, photo)
        found = why(model, photo, class_, against)
        expected = float(scores[class_] - scores[against])
        assert float(found.values.sum()) == pytest.approx(expected, abs=1e-4)
        assert found.difference == pytest.approx(expected, abs=1e-4)


def test_against_all_the_others_is_the_difference_to_their_mean(model, spatial) -> None:
    photo = [m[0] for m in spatial]
    scores = score_of(model, photo)
    expected = float(scores[0] - scores[[1, 2]].mean())
    assert float(why(model, photo, 0, None).values.sum()) == pytest.approx(expected, abs=1e-4)


def test_swapping_the_classes_turns_every_sign(model, spatial) -> None:
    photo = [m[3] for m in spatial]
    forth, back = why(model, photo, 0, 2), why(model, photo, 2, 0)
    np.testing.assert_allclose(forth.values, -back.values, atol=1e-6)


def test_a_mirrored_map_gives_the_mirrored_heatmap(model, spatial) -> None:
    photo = [m[5] for m in spatial]
    mirrored = [m[:, ::-1] for m in photo]
    np.testing.assert_allclose(
        why(model, mirrored, 0, 1).values, why(model, photo, 0, 1).values[:, ::-1], atol=1e-6
    )


def test_activation_strength_is_larger_where_features_are() -> None:
    quiet = np.full((7, 7, 5), 0.1, np.float32)
    quiet[2, 4] = 3.0
    found = activation_strength([quiet])
    assert np.unravel_index(found.argmax(), found.shape) == (2, 4)


def test_the_nearest_example_of_each_class_by_brute_force(model, spatial) -> None:
    queries = model.space.embed([m.mean(axis=(1, 2)) for m in maps(np.random.default_rng(0), 6)])
    found = model.nearest(queries)
    for i in range(6):
        for c in range(3):
            cosines = {
                j: float(queries[i] @ model.examples[j]) for j in np.flatnonzero(c == LABELS)
            }
            best = max(cosines, key=cosines.__getitem__)
            assert found.rows[i, c] == best
            assert found.similarities[i, c] == pytest.approx(cosines[best], abs=1e-5)


def by_the_formula(pooled: list[NDArray[np.float32]], means) -> NDArray[np.float64]:
    """Embeddings in double precision, photo by photo as the definition has it."""
    roots = [np.sqrt(pooled[0].astype(np.float64)), pooled[1].astype(np.float64)]
    parts = [s - mean for s, mean in zip(roots, means, strict=True)]
    return np.hstack([p / np.linalg.norm(p, axis=1, keepdims=True) for p in parts]) / np.sqrt(2)


def test_a_comparison_of_an_inbox_in_batches_follows_the_formulas(spatial) -> None:
    taught = [m.mean(axis=(1, 2)) for m in spatial]
    inbox = [m.mean(axis=(1, 2)) for m in maps(np.random.default_rng(3), 50)]
    rows = [slice(0, 20), slice(20, 20), slice(20, 50)]
    batches = [[z[part] for z in inbox] for part in rows]
    model = fit_model(
        taught, LABELS, ["a", "b", "c"], roots=ROOTS, others=mean_features(inbox, ROOTS)
    )
    found = model.compare(map(model.space.embed, batches))

    means = []
    for mine, theirs, root in zip(taught, inbox, ROOTS, strict=True):
        a, b = (np.sqrt(z.astype(float)) if root else z.astype(float) for z in (mine, theirs))
        means.append((a.mean(axis=0) + b.mean(axis=0)) / 2 / 2)  # half of their mean
    A, B = by_the_formula(taught, means), by_the_formula(inbox, means)
    # Equal classes weigh the same, and nothing is levelled: plain ridge regression.
    system = A @ A.T + 1.0 + 0.1 * np.trace(A @ A.T) / len(A) * np.eye(len(A))
    dual = np.linalg.solve(system, np.eye(3)[LABELS])
    np.testing.assert_allclose(found.scores, B @ A.T @ dual + dual.sum(axis=0), atol=2e-6)
    np.testing.assert_allclose(found.cosines, B @ A.T, atol=1e-6)
    sums = np.stack([A[c == LABELS].sum(axis=0) for c in range(3)])
    cosines = B @ (sums / np.linalg.norm(sums, axis=1, keepdims=True)).T
    np.testing.assert_allclose(found.similarities, cosines.max(axis=1), atol=1e-6)


def test_nothing_to_compare_gives_nothing(model) -> None:
    found = model.compare([])
    assert (found.scores.shape, found.cosines.shape) == ((0, 3), (0, len(LABELS)))
    assert model.nearest_by(found.cosines).rows.shape == (0, 3)


def test_one_class_is_refused_with_advice() -> None:
    with pytest.raises(NotEnoughExamplesError, match="at least two classes"):
        fit_model([np.ones((3, 4), np.float32)], np.zeros(3, np.int64), ["a"], roots=[False])


def test_a_wrong_example_is_doubted_most() -> None:
    rng = np.random.default_rng(4)
    truth = np.repeat(np.arange(3), 8)
    pooled = (rng.normal(size=(24, 16)) * 0.4 + 2 * rng.normal(size=(3, 16))[truth]).astype(
        np.float32
    )
    given = truth.copy()
    given[5] = 2
    model = fit_model([pooled], given, ["a", "b", "c"], roots=[False])
    assert int(model.held_out.examples[doubt(model).argmax()]) == 5


def test_suspects_are_those_of_confident_learning() -> None:
    rng = np.random.default_rng(6)
    truth = np.repeat(np.arange(4), 10)
    pooled = (rng.normal(size=(40, 16)) + 2.0 * rng.normal(size=(4, 16))[truth]).astype(np.float32)
    given = truth.copy()
    wrong = [3, 12, 29]
    given[wrong] = (truth[wrong] + 1) % 4
    model = fit_model([pooled], given, ["a", "b", "c", "d"], roots=[False])
    scores = model.held_out.scores.astype(np.float64) * model.temperature
    expected = []
    p = [np.exp(row) / np.exp(row).sum() for row in scores]
    mine = model.held_out.labels
    usual = [
        np.mean([row[c] for row, own in zip(p, mine, strict=True) if own == c]) for c in range(4)
    ]
    for row, own in zip(p, mine, strict=True):
        expected.append(any(row[c] >= usual[c] and row[c] > row[own] for c in range(4)))
    found = suspects(model)
    assert found.tolist() == expected
    assert set(wrong) <= set(model.held_out.examples[found].tolist())
    assert found.sum() <= 8


def test_with_few_examples_the_strangest_photo_is_suggested_first() -> None:
    rng = np.random.default_rng(9)
    means = 3 * rng.normal(size=(4, 16))
    pooled = (means[[0, 1, 2]] + 0.1 * rng.normal(size=(3, 16))).astype(np.float32)
    inbox = (means[[0, 3, 1]] + 0.1 * rng.normal(size=(3, 16))).astype(np.float32)
    model = fit_model(
        [pooled],
        np.arange(3),
        ["a", "b", "c"],
        roots=[False],
        others=mean_features([inbox], [False]),
    )
    G = model.space.embed([inbox])
    useful = usefulness(model.nearest(G).similarities, model.probabilities(G), np.array([1, 1, 1]))
    assert useful.argmax() == 1


def test_with_many_examples_the_most_undecided_photo_is_suggested_first() -> None:
    similar = np.array([[0.9, 0.1], [0.2, 0.1], [0.8, 0.7]], np.float32)
    p = np.array([[0.95, 0.05], [0.3, 0.7], [0.55, 0.45]], np.float32)
    few, many = np.array([MARGIN_FROM - 1] * 2), np.array([MARGIN_FROM] * 2)
    assert usefulness(similar, p, few).argsort()[::-1].tolist() == [1, 2, 0]
    assert usefulness(similar, p, many).argsort()[::-1].tolist() == [2, 1, 0]
