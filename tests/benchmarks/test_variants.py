from __future__ import annotations

import numpy as np
import pytest

from benchmarks.pass_times import median_seconds
from benchmarks.small_dino import smaller_table
from benchmarks.variant_parts import (
    Kernel,
    Part,
    Source,
    both_heads,
    coordinates,
    curved_ridge,
    kernel_of,
    lda,
    mixed,
    ridge,
)
from benchmarks.variants import (
    EXAMPLES,
    SHIPPED,
    Variant,
    relative_time,
    table_of_means,
    table_of_sets,
)
from siamdesk.cli.protocol import Episode
from siamdesk.fewshot.heads.lda import fit_lda
from siamdesk.fewshot.heads.ridge import fit_ridge
from siamdesk.fewshot.space import EmbeddingSpace, mean_features

EPISODE = Episode(np.array([0, 2, 4]), np.array([1, 3, 5, 6]))
INBOX = np.arange(4)


@pytest.fixture
def sources() -> dict[str, Source]:
    """Seven photos, seen by two encoders in two turns."""
    rng = np.random.default_rng(0)
    return {
        "a": Source(rng.random((7, 10)).astype(np.float32), 2, root=True),
        "b": Source(rng.normal(size=(7, 6)).astype(np.float32), 2, root=False),
    }


def test_the_mean_kernel_is_that_of_the_embedding_that_is_shipped(sources) -> None:
    pooled = [s.pooled for s in sources.values()]
    taught, asked = ([z[rows] for z in pooled] for rows in (EPISODE.examples, EPISODE.queries))
    roots = [True, False]
    space = EmbeddingSpace.fit(taught, roots, others=mean_features(asked, roots), turns=2)
    G, Q = space.embed(taught), space.embed(asked)
    parts = [kernel_of(Part(name, 2), source, EPISODE, INBOX) for name, source in sources.items()]
    kernel = mixed(parts, [1.0, 1.0])
    np.testing.assert_allclose(kernel.examples, G @ G.T, atol=1e-6)
    np.testing.assert_allclose(kernel.queries, Q @ G.T, atol=1e-6)


def test_a_part_that_weighs_three_times_as_much_counts_as_three() -> None:
    first, second = (Kernel(np.full((1, 1), v), np.full((2, 1), v)) for v in (0.4, 0.8))
    kernel = mixed([first, second], [3.0, 1.0])
    assert kernel.examples.tolist() == [[pytest.approx(0.5)]]
    assert kernel.queries.tolist() == [[pytest.approx(0.5)]] * 2


def test_fewer_turns_are_the_first_ones(sources) -> None:
    first_half = Source(sources["a"].pooled[:, :5], 1, root=True)
    found = kernel_of(Part("a", 1), sources["a"], EPISODE, INBOX)
    expected = kernel_of(Part("a", 1), first_half, EPISODE, INBOX)
    np.testing.assert_array_equal(found.queries, expected.queries)


def test_a_power_keeps_the_signs_of_the_features(sources) -> None:
    source = sources["b"]
    by_hand = np.array(
        [[abs(v) ** 0.5 * (1 if v > 0 else -1) for v in row] for row in source.pooled.tolist()],
        dtype=np.float32,
    )
    found = kernel_of(Part("b", 2, power=0.5), source, EPISODE, INBOX)
    expected = kernel_of(Part("b", 2), Source(by_hand, 2, root=False), EPISODE, INBOX)
    np.testing.assert_allclose(found.queries, expected.queries, atol=1e-6)


def test_a_quarter_of_the_centre_takes_a_quarter_of_the_mean_off(sources) -> None:
    z = sources["b"].pooled
    examples, queries = z[EPISODE.examples], z[EPISODE.queries]
    mean = 0.5 * (examples.mean(axis=0) + queries.mean(axis=0))

    def unit(rows: np.ndarray) -> np.ndarray:
        turns = (rows - 0.25 * mean).reshape(-1, 2, 3)
        return (turns / np.linalg.norm(turns, axis=2, keepdims=True)).reshape(-1, 6) / 2**0.5

    found = kernel_of(Part("b", 2, centre=0.25), sources["b"], EPISODE, INBOX)
    np.testing.assert_allclose(found.queries, unit(queries) @ unit(examples).T, atol=1e-6)


def test_only_the_inbox_moves_the_centre(sources) -> None:
    source = sources["b"]
    lone = kernel_of(Part("b", 2), source, EPISODE, np.array([2]))
    repeated = Episode(EPISODE.examples, EPISODE.queries[[2, 2, 2, 2]])
    expected = kernel_of(Part("b", 2), source, repeated, INBOX)
    np.testing.assert_allclose(lone.queries[2], expected.queries[0], atol=1e-6)


@pytest.fixture
def blobs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three classes that overlap in 60 dimensions: examples, their labels, queries."""
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(3, 60))
    labels = np.repeat(np.arange(3), 5)

    def unit(classes: np.ndarray) -> np.ndarray:
        X = centres[classes] + 2.0 * rng.normal(size=(len(classes), 60))
        return (X / np.linalg.norm(X, axis=1, keepdims=True)).astype(np.float32)

    return unit(labels), labels, unit(np.repeat(np.arange(3), 40))


def test_heads_on_inner_products_guess_what_the_shipped_heads_guess(blobs) -> None:
    G, labels, Q = blobs
    kernel = Kernel(G @ G.T, Q @ G.T)
    np.testing.assert_allclose(
        ridge()(kernel, labels, 3), fit_ridge(G, labels, 3).scores(Q), atol=1e-5
    )
    # In the span, 14 deviations are in 15 dimensions; a sphere in 60 is thinner by as much.
    in_span = 0.2 / 0.8 * 15 / 60
    shrinkage = in_span / (1.0 + in_span)
    by_hand = fit_lda(G, labels, 3, shrinkage=0.2).scores(Q).argmax(axis=1)
    assert lda(shrinkage)(kernel, labels, 3).argmax(axis=1).tolist() == by_hand.tolist()


def test_coordinates_have_the_inner_products_that_they_come_from(blobs) -> None:
    G, _, Q = blobs
    X, Z = coordinates(Kernel(G @ G.T, Q @ G.T))
    np.testing.assert_allclose(X @ X.T, G @ G.T, atol=1e-5)
    np.testing.assert_allclose(Z @ X.T, Q @ G.T, atol=1e-5)


def test_both_heads_lie_between_the_one_and_the_other(blobs) -> None:
    G, labels, Q = blobs
    kernel = Kernel(G @ G.T, Q @ G.T)
    guesses = {
        share: both_heads(share, 0.2)(kernel, labels, 3).argmax(axis=1) for share in (0.0, 0.5, 1.0)
    }
    assert guesses[0.0].tolist() == ridge()(kernel, labels, 3).argmax(axis=1).tolist()
    assert guesses[1.0].tolist() == lda(0.2)(kernel, labels, 3).argmax(axis=1).tolist()
    agreed = guesses[0.0] == guesses[1.0]
    assert not agreed.all()
    assert (guesses[0.5] == guesses[0.0])[agreed].all()


def test_a_curved_kernel_tells_apart_what_no_line_does() -> None:
    """Opposite quarters of a circle are one class."""
    angles = np.random.default_rng(0).uniform(0, 2 * np.pi, 400)
    X = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    y = (angles // (np.pi / 2)).astype(np.int64) % 2
    kernel = Kernel(X[:200] @ X[:200].T, X[200:] @ X[:200].T)
    for learn, low, high in ((curved_ridge(8.0), 0.9, 1.0), (ridge(), 0.0, 0.7)):
        guessed = learn(kernel, y[:200], 2).argmax(axis=1)
        assert low <= np.mean(guessed == y[200:]) <= high


def test_a_smaller_position_table_holds_the_means_of_its_cells_and_the_class_row() -> None:
    table = np.arange(34, dtype=np.float32).reshape(17, 2)  # a class row and 4×4 patches
    grid = table[1:].reshape(4, 4, 2)
    expected = [table[0].tolist()] + [
        grid[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].mean(axis=(0, 1)).tolist()
        for i in range(2)
        for j in range(2)
    ]
    assert smaller_table(table, 2).tolist() == expected


def test_time_counts_every_turn_of_every_part() -> None:
    seconds = {"lite0": 1.0, "tiny_vit": 3.0, "dinov2_s-112": 4.0}
    variant = Variant(
        "v", (Part("lite0", 4), Part("tiny_vit", 2), Part("dinov2_s-112", 1)), ridge()
    )
    assert relative_time(variant, seconds) == (4 * 1 + 2 * 3 + 4) / (4 * 1 + 4 * 3)


def test_a_pass_is_as_long_as_its_median_and_the_first_is_not_counted() -> None:
    now = [0.0]
    spent = {"slow": iter([100.0] + [3.0] * 24 + [50.0]), "fast": iter([9.0] * 1 + [1.0] * 25)}

    def job(name: str) -> None:
        now[0] += next(spent[name])

    jobs = {name: lambda name=name: job(name) for name in spent}
    assert median_seconds(jobs, clock=lambda: now[0]) == {"slow": 3.0, "fast": 1.0}


def test_tables_show_differences_per_half_of_the_seeds_and_per_set() -> None:
    """One set gains 3 points on the first ten seeds, the other loses 1 on the last ten."""
    flat = np.full(20, 0.5)
    gained, lost = flat.copy(), flat.copy()
    gained[:10] += 0.03
    lost[10:] -= 0.01
    scores = {
        name: {SHIPPED: dict.fromkeys(EXAMPLES, flat), "v": dict.fromkeys(EXAMPLES, changed)}
        for name, changed in (("x", gained), ("y", lost))
    }
    variants = [
        Variant(SHIPPED, (Part("lite0"), Part("tiny_vit")), ridge()),
        Variant("v", (Part("lite0"), Part("tiny_vit", 2)), ridge()),
    ]
    lines = list(table_of_means(variants, scores, {"lite0": 1.0, "tiny_vit": 3.0}))
    assert lines[2].startswith("| shipped | 1.00 | 0 to 9 | 50.0 (50.0–50.0) |")
    assert lines[5].startswith("| v | 0.62 | 0 to 9 | +1.5 (+1.5 to +1.5) |")
    assert lines[6].startswith("| v | 0.62 | 10 to 19 | −0.5 (−0.5 to −0.5) |")
    assert lines[7].startswith("| v | 0.62 | 0 to 19 | +0.5 (")
    per_set = list(table_of_sets(variants, scores))
    assert per_set[4].startswith("| v | x | +1.5 (")
    assert per_set[5].startswith("| v | y | −0.5 (")
