from __future__ import annotations

import numpy as np

from siamdesk.fewshot.space import EmbeddingSpace


def test_an_embedding_follows_the_written_formula_photo_by_photo() -> None:
    rng = np.random.default_rng(5)
    a = rng.uniform(0, 4, size=(6, 5)).astype(np.float32)
    b = rng.normal(size=(6, 3)).astype(np.float32)
    space = EmbeddingSpace.fit([a, b], roots=[True, False])
    got = space.embed([a, b])
    for i in range(6):
        first = np.sqrt(a[i]) - 0.5 * np.sqrt(a).mean(axis=0)
        second = b[i] - 0.5 * b.mean(axis=0)
        parts = [first / np.linalg.norm(first), second / np.linalg.norm(second)]
        np.testing.assert_allclose(got[i], np.concatenate(parts) / np.sqrt(2), atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(got, axis=1), 1.0, atol=1e-5)


def test_each_turn_is_made_unit_length_by_itself() -> None:
    rng = np.random.default_rng(6)
    a = rng.uniform(0, 4, size=(4, 6)).astype(np.float32)
    b = rng.normal(size=(4, 4)).astype(np.float32)
    space = EmbeddingSpace.fit([a, b], roots=[True, False], turns=2)
    got = space.embed([a, b])
    for i in range(4):
        first, second = np.sqrt(a[i]) - 0.5 * np.sqrt(a).mean(axis=0), b[i] - 0.5 * b.mean(axis=0)
        parts = [first[:3], first[3:], second[:2], second[2:]]
        expected = np.concatenate([p / np.linalg.norm(p) for p in parts]) / 2
        np.testing.assert_allclose(got[i], expected, atol=1e-5)


def test_a_photo_exactly_at_the_centre_gives_finite_numbers() -> None:
    same = np.ones((3, 4), dtype=np.float32)
    space = EmbeddingSpace.fit([same], roots=[False], centring=1.0)
    assert np.isfinite(space.embed([same])).all()


def test_blocks_name_where_each_encoder_lies() -> None:
    space = EmbeddingSpace.fit([np.ones((2, 4), np.float32), np.ones((2, 3), np.float32)], [1, 0])
    assert space.blocks() == [slice(0, 4), slice(4, 7)]
