from __future__ import annotations

import numpy as np
import pytest

from benchmarks.pass_times import median_seconds
from benchmarks.small_dino import smaller_table
from benchmarks.variant_parts import (
    Part,
    Source,
    both_heads,
    curved_ridge,
    embedded,
    ridge,
    side_by_side,
)
from benchmarks.variants import (
    EXAMPLES,
    SHIPPED,
    Variant,
    relative_time,
    table_of_means,
    table_of_sets,
)
from siamdesk.cli.contenders import heads
from siamdesk.cli.protocol import Episode
from siamdesk.fewshot.space import EmbeddingSpace, mean_features

EPISODE = Episode(np.array([0, 2, 4]), np.array([1, 3, 5, 6]))


@pytest.fixture
def sources() -> dict[str, Source]:
    """Seven photos, seen by two encoders in two turns."""
    rng = np.random.default_rng(0)
    return {
        "a": Source(rng.random((7, 10)).astype(np.float32), 2, root=True),
        "b": Source(rng.normal(size=(7, 6)).astype(np.float32), 2, root=False),
    }


def test_parts_of_equal_weight_are_the_embedding_that_is_shipped(sources) -> None:
    pooled = [s.pooled for s in sources.values()]
    taught, asked = ([z[rows] for z in pooled] for rows in (EPISODE.examples, EPISODE.queries))
    roots = [True, False]
    space = EmbeddingSpace.fit(taught, roots, others=mean_features(asked, roots), turns=2)
    parts = [embedded(Part(name, 2), source, EPISODE) for name, source in sources.items()]
    for side, rows in enumerate((taught, asked)):
        G = side_by_side([part[side] for part in parts], [1.0, 1.0])
        np.testing.assert_allclose(G, space.embed(rows), atol=1e-6)


def test_the_similarity_of_two_photos_is_the_weighted_mean_of_what_each_part_says(sources) -> None:
    blocks = [embedded(Part(name, 2), source, EPISODE)[1] for name, source in sources.items()]
    G = side_by_side(blocks, [3.0, 1.0])
    expected = [
        [
            0.75 * float(blocks[0][i] @ blocks[0][j]) + 0.25 * float(blocks[1][i] @ blocks[1][j])
            for j in range(4)
        ]
        for i in range(4)
    ]
    np.testing.assert_allclose(G @ G.T, expected, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(G, axis=1), 1.0, atol=1e-6)


def test_fewer_turns_are_the_first_ones(sources) -> None:
    first_half = Source(sources["a"].pooled[:, :5], 1, root=True)
    for found, expected in zip(
        embedded(Part("a", 1), sources["a"], EPISODE),
        embedded(Part("a", 1), first_half, EPISODE),
        strict=True,
    ):
        np.testing.assert_array_equal(found, expected)


def test_a_power_keeps_the_signs_of_the_features(sources) -> None:
    source = sources["b"]
    by_hand = np.array(
        [[abs(v) ** 0.5 * (1 if v > 0 else -1) for v in row] for row in source.pooled.tolist()],
        dtype=np.float32,
    )
    found = embedded(Part("b", 2, power=0.5), source, EPISODE)
    expected = embedded(Part("b", 2), Source(by_hand, 2, root=False), EPISODE)
    np.testing.assert_allclose(found[1], expected[1], atol=1e-6)


@pytest.fixture
def blobs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three classes that overlap: examples, their labels, queries."""
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(3, 12))
    labels = np.repeat(np.arange(3), 5)
    G = centres[labels] + 1.5 * rng.normal(size=(15, 12))
    Q = centres[np.repeat(np.arange(3), 40)] + 1.5 * rng.normal(size=(120, 12))
    return (
        *(
            x if x is labels else (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32)
            for x in (G, labels, Q)
        ),
    )


def test_both_heads_lie_between_the_one_and_the_other(blobs) -> None:
    G, labels, Q = blobs
    by_name = {c.name: c.fit(G, labels, 3)(Q) for c in heads()}
    assert both_heads(0.0)(G, labels, 3)(Q).tolist() == by_name["ridge"].tolist()
    assert both_heads(1.0)(G, labels, 3)(Q).tolist() == by_name["lda"].tolist()
    disagree = by_name["ridge"] != by_name["lda"]
    assert disagree.any()
    half = both_heads(0.5)(G, labels, 3)(Q)
    assert (half == by_name["ridge"])[~disagree].all()


def test_a_curved_kernel_tells_apart_what_no_line_does() -> None:
    """Opposite quarters of a circle are one class."""
    angles = np.random.default_rng(0).uniform(0, 2 * np.pi, 400)
    X = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    y = (angles // (np.pi / 2)).astype(np.int64) % 2
    curved = curved_ridge(8.0)(X[:200], y[:200], 2)(X[200:])
    straight = ridge()(X[:200], y[:200], 2)(X[200:])
    assert np.mean(curved == y[200:]) > 0.9
    assert np.mean(straight == y[200:]) < 0.7


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
    """One set gains 2 points on the first ten seeds, the other loses 1 on the last ten."""
    flat = np.full(20, 0.5)
    gained, lost = flat.copy(), flat.copy()
    gained[:10] += 0.02
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
    assert lines[4].startswith("| v | 0.62 | 0 to 9 | +1.0 (+1.0 to +1.0) |")
    assert lines[5].startswith("| v | 0.62 | 10 to 19 | −0.5 (−0.5 to −0.5) |")
    per_set = list(table_of_sets(variants, scores))
    assert per_set[4].startswith("| v | x | +1.0 (")
    assert per_set[5].startswith("| v | y | −0.5 (")
