"""Heatmaps of the real encoders on a woven surface, with defects that are known to the pixel.

The long curves and the other surfaces are in `benchmarks.heatmaps`.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from benchmarks.heatmap_figures import CLASSES, Episode, draw_episode, look
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.fewshot.heatmap import activation_strength, why

OK = CLASSES.index("ok")


@pytest.fixture(scope="module")
def encoders() -> list[Encoder]:
    return [Encoder.load(e) for e in DEFAULT_ENCODERS]


@pytest.fixture(scope="module")
def episode(encoders) -> Episode:
    return draw_episode("weave", 5, encoders, queries=2)


def score_of(model, pooled, class_: int) -> float:
    """The score of a class less that of the OK class, by the head and the space alone."""
    G = model.space.embed(pooled).astype(np.float64)
    scores = G[0] @ model.head.weights.astype(np.float64) + model.head.bias
    return float(scores[class_] - scores[OK])


def pixel_auroc(values, mask) -> float:
    size = mask.shape[0] // 4
    shown = cv2.resize(values.astype(np.float64), (size, size), interpolation=cv2.INTER_LINEAR)
    return float(roc_auc_score(mask[::4, ::4].ravel(), shown.ravel()))


def rank_correlation(a, b) -> float:
    return float(spearmanr(a.ravel(), b.ravel()).statistic)


def test_contributions_of_every_class_add_up(episode: Episode) -> None:
    for seen, _ in episode.queries:
        for class_ in range(1, len(CLASSES)):
            found = why(episode.model, seen.spatial, class_, OK)
            expected = score_of(episode.model, seen.pooled, class_)
            assert float(found.values.sum(dtype=np.float64)) == pytest.approx(expected, abs=1e-4)


def test_maps_find_defects_better_than_activation_strength(episode: Episode) -> None:
    found = [
        (
            pixel_auroc(activation_strength(seen.spatial), photo.mask),
            pixel_auroc(
                why(episode.model, seen.spatial, CLASSES.index(photo.class_name), OK).values,
                photo.mask,
            ),
            pixel_auroc(episode.ok.unusual(seen.patches), photo.mask),
        )
        for seen, photo in episode.queries
    ]
    strength, explained, unusual = np.mean(found, axis=0)
    assert explained > strength + 0.03
    assert unusual > strength + 0.1
    assert unusual > 0.85


def test_a_random_head_gives_another_map(episode: Episode) -> None:
    rng = np.random.default_rng(0)
    model = episode.model
    weights = rng.normal(size=model.head.weights.shape).astype(np.float32)
    random = replace(model, head=replace(model.head, weights=weights))
    alike = [
        rank_correlation(
            why(model, seen.spatial, 1, OK).values, why(random, seen.spatial, 1, OK).values
        )
        for seen, _ in episode.queries
    ]
    assert np.mean(np.abs(alike)) < 0.5


def test_another_class_gives_another_map(episode: Episode) -> None:
    alike = [
        rank_correlation(
            why(episode.model, seen.spatial, a, None).values,
            why(episode.model, seen.spatial, 1 + a % 4, None).values,
        )
        for seen, _ in episode.queries
        for a in range(1, 5)
    ]
    assert np.mean(alike) < 0.5


def test_a_mirrored_photo_gives_the_mirrored_maps(episode: Episode, encoders) -> None:
    explained, unusual = [], []
    for seen, photo in episode.queries[:4]:
        mirrored = look(encoders, np.ascontiguousarray(photo.photo[:, ::-1]))
        class_ = CLASSES.index(photo.class_name)
        for maps, of in (
            (explained, lambda s, c=class_: why(episode.model, s.spatial, c, OK).values),
            (unusual, lambda s: episode.ok.unusual(s.patches)),
        ):
            maps.append(rank_correlation(of(seen), of(mirrored)[:, ::-1]))
    assert np.mean(explained) > 0.6
    assert np.mean(unusual) > 0.7


def test_what_is_unusual_turns_with_the_photo(episode: Episode, encoders) -> None:
    seen, photo = episode.queries[0]
    turned = look(encoders, np.ascontiguousarray(np.rot90(photo.photo)))
    found = np.rot90(episode.ok.unusual(turned.patches), -1)
    np.testing.assert_allclose(found, episode.ok.unusual(seen.patches), atol=1e-2)
