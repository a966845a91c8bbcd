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
        first = np.sqrt(a[i]) - np.sqrt(a).mean(axis=0)
        second = b[i] - b.mean(axis=0)
        parts = [first / np.linalg.norm(first), second / np.linalg.norm(second)]
        np.testing.assert_allclose(got[i], np.concatenate(parts) / np.sqrt(2), atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(got, axis=1), 1.0, atol=1e-5)


def test_a_photo_exactly_at_the_centre_gives_finite_numbers() -> None:
    same = np.ones((3, 4), dtype=np.float32)
    space = EmbeddingSpace.fit([same], roots=[False])
    assert np.isfinite(space.embed([same])).all()


def test_blocks_name_where_each_encoder_lies() -> None:
    space = EmbeddingSpace.fit([np.ones((2, 4), np.float32), np.ones((2, 3), np.float32)], [1, 0])
    assert space.blocks() == [slice(0, 4), slice(4, 7)]
