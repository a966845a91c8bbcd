"""What a heatmap is worth on photos whose defects are known to the pixel (`benchmarks.defects`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import stats

from benchmarks.defects import KINDS, OK, SIZE, DefectPhoto, draw_defect, surfaces
from siamdesk.encoders.runtime import Encoder
from siamdesk.fewshot.heatmap import activation_strength, why
from siamdesk.fewshot.matching import match
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.fewshot.unusual import OkPatches
from siamdesk.images.heatmap import upsample
from siamdesk.images.resize import to_square

OK_EXAMPLES = 10
EXAMPLES = 4
QUERIES = 4
CLASSES = (OK, *KINDS)
_TOLERANCE = SIZE // 14
"""Pixels beside a defect that still count as pointing at it: one patch."""
_FEWEST, _STEPS = 2, 6

FloatArray = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoders say of one photo; per encoder."""

    square: NDArray[np.uint8]
    pooled: list[FloatArray]
    spatial: list[FloatArray]
    patches: list[FloatArray]


@dataclass(frozen=True, slots=True)
class Episode:
    """A surface with its model, and photos that the model has not seen."""

    model: FewShotModel
    ok: OkPatches
    examples: list[tuple[Seen, DefectPhoto]]
    queries: list[tuple[Seen, DefectPhoto]]


def look(encoders: Sequence[Encoder], photo: NDArray[np.uint8]) -> Seen:
    """All that the encoders say of a photo [h, w, 3]."""
    square = to_square(photo, encoders[0].spec.input_size)
    found = [e.encode(square[None]) for e in encoders]
    return Seen(
        square=square,
        pooled=[f.pooled for f in found],
        spatial=[f.spatial[0] for f in found],
        patches=[f.patches[0] for f in found],
    )


def draw_episode(
    surface: str, seed: int, encoders: Sequence[Encoder], *, queries: int = QUERIES
) -> Episode:
    """Learn four kinds of defect and the OK class on one surface."""
    rng = np.random.default_rng([seed, 7])
    wanted = [OK] * OK_EXAMPLES + list(KINDS) * (EXAMPLES + queries)
    photos = [
        DefectPhoto(clean, np.zeros((SIZE, SIZE), bool), OK)
        if kind == OK
        else draw_defect(clean, kind, rng)
        for kind, clean in zip(wanted, surfaces(surface, len(wanted), rng), strict=False)
    ]
    seen = [(look(encoders, p.photo), p) for p in photos]
    taught = OK_EXAMPLES + EXAMPLES * len(KINDS)
    examples = seen[:taught]
    model = fit_model(
        [np.concatenate(z) for z in zip(*(s.pooled for s, _ in examples), strict=True)],
        np.array([CLASSES.index(p.class_name) for _, p in examples]),
        CLASSES,
        roots=[e.spec.root for e in encoders],
        turns=encoders[0].turns,
    )
    of_ok = zip(*(s.patches for s, p in examples if p.class_name == OK), strict=True)
    ok = OkPatches.fit([np.stack(m) for m in of_ok])
    return Episode(model, ok, examples, seen[taught:])


def why_not_ok(model: FewShotModel, seen: Seen, class_name: str) -> FloatArray:
    """Why a class and not the OK class."""
    return why(model, seen.spatial, CLASSES.index(class_name), CLASSES.index(OK)).values


def localisation(episode: Episode, rng: np.random.Generator) -> dict[str, list[tuple[float, bool]]]:
    """Per kind of map, for each query its pixel AUROC and whether it points at the defect."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for seen, photo in episode.queries:
        maps = {
            "why A and not OK": why_not_ok(episode.model, seen, photo.class_name),
            "what is unusual": episode.ok.unusual(seen.patches),
            "activation strength": activation_strength(seen.spatial),
            "activation strength, 14×14": activation_strength(seen.patches),
            "random": rng.normal(size=(14, 14)).astype(np.float32),
        }
        for name, values in maps.items():
            found.setdefault(name, []).append(judged(values, photo.mask))
        for name, values, mask in _matched(episode, seen, photo):
            found.setdefault(name, []).append(judged(values, mask))
    return found


def _matched(
    episode: Episode, seen: Seen, photo: DefectPhoto
) -> list[tuple[str, FloatArray, Mask]]:
    """The middle of the defect, looked for in the first example of its class."""
    example, drawn = next(e for e in episode.examples if e[1].class_name == photo.class_name)
    share = cv2.resize(photo.mask.astype(np.float32), (14, 14), interpolation=cv2.INTER_AREA)
    row, column = np.unravel_index(int(share.argmax()), share.shape)
    x, y = (float(column) + 0.5) / 14, (float(row) + 0.5) / 14
    return [
        ("which part matches", match(seen.patches, example.patches).in_example(x, y), drawn.mask),
        ("activation strength of the example", activation_strength(example.patches), drawn.mask),
    ]


def judged(values: FloatArray, mask: Mask) -> tuple[float, bool]:
    """Pixel AUROC of a map [h, w] for a mask [SIZE, SIZE], and whether its maximum is on it."""
    shown = upsample(values, SIZE // 2, SIZE // 2)
    defect = mask[::2, ::2].ravel()
    ranks = stats.rankdata(shown.ravel())
    n = int(defect.sum())
    auroc = (ranks[defect].sum() - n * (n + 1) / 2) / (n * (defect.size - n))
    near = cv2.dilate(mask.astype(np.uint8), np.ones((2 * _TOLERANCE + 1,) * 2, np.uint8))
    top = np.unravel_index(int(shown.argmax()), shown.shape)
    return float(auroc), bool(near[2 * int(top[0]), 2 * int(top[1])])


def incompleteness(episode: Episode) -> list[float]:
    """Per query, how far the contributions are from adding up to the difference of scores."""
    found = []
    for seen, photo in episode.queries:
        scores = episode.model.head.scores(episode.model.space.embed(seen.pooled))[0]
        wanted = scores[CLASSES.index(photo.class_name)] - scores[CLASSES.index(OK)]
        values = why_not_ok(episode.model, seen, photo.class_name)
        found.append(abs(float(values.sum()) - float(wanted)))
    return found


def sensitivity(episode: Episode, rng: np.random.Generator) -> dict[str, list[float]]:
    """Spearman's correlation of maps with those of a random head and of another class."""
    model = episode.model
    weights = rng.normal(size=model.head.weights.shape) * model.head.weights.std()
    random = replace(model, head=replace(model.head, weights=weights.astype(np.float32)))
    found: dict[str, list[float]] = {
        "a random head": [],
        "another class": [],
        "A and B swapped": [],
    }
    for seen, photo in episode.queries:
        a = CLASSES.index(photo.class_name)
        b = 1 + a % len(KINDS)
        values = why(model, seen.spatial, a, None).values
        others = {
            "a random head": why(random, seen.spatial, a, None).values,
            "another class": why(model, seen.spatial, b, None).values,
        }
        for name, other in others.items():
            found[name].append(spearman(values, other))
        forth, back = why(model, seen.spatial, a, b), why(model, seen.spatial, b, a)
        found["A and B swapped"].append(spearman(forth.values, back.values))
    return found


def flipped(episode: Episode, encoders: Sequence[Encoder], most: int) -> dict[str, list[float]]:
    """Spearman's correlation of maps with the flipped-back maps of the mirrored photo."""
    found: dict[str, list[float]] = {"why A and not OK": [], "what is unusual": []}
    for seen, photo in episode.queries[:most]:
        mirrored = look(encoders, np.ascontiguousarray(photo.photo[:, ::-1]))
        pairs = {
            "why A and not OK": [
                why_not_ok(episode.model, s, photo.class_name) for s in (seen, mirrored)
            ],
            "what is unusual": [episode.ok.unusual(s.patches) for s in (seen, mirrored)],
        }
        for name, (straight, mirror) in pairs.items():
            found[name].append(spearman(straight, mirror[:, ::-1]))
    return found


def curves(
    episode: Episode, encoders: Sequence[Encoder], rng: np.random.Generator, most: int
) -> dict[str, list[tuple[float, float]]]:
    """Per map, for each query the areas under its deletion and its insertion curve.

    Regions are blurred, or a blurred photo's are given back, from the highest value down; the
    curve is the difference of scores to the OK class, over that of the whole photo. A map that is
    true has a low area for deletion and a high one for insertion.
    """
    found: dict[str, list[tuple[float, float]]] = {}
    for seen, photo in episode.queries[:most]:
        a = CLASSES.index(photo.class_name)

        def score(square: NDArray[np.uint8], a: int = a) -> float:
            pooled = [e.embed(square[None]) for e in encoders]
            scores = episode.model.head.scores(episode.model.space.embed(pooled))[0]
            return float(scores[a] - scores[CLASSES.index(OK)])

        blurred = np.asarray(cv2.GaussianBlur(seen.square, (0, 0), 16), np.uint8)
        ends = score(seen.square), score(blurred)
        maps = {
            "why A and not OK": why_not_ok(episode.model, seen, photo.class_name),
            "activation strength": activation_strength(seen.spatial),
            "random": rng.normal(size=(7, 7)).astype(np.float32),
        }
        for name, values in maps.items():
            areas = [
                _area(score, values, start, end, first, last)
                for start, end, first, last in (
                    (seen.square, blurred, *ends),
                    (blurred, seen.square, *ends[::-1]),
                )
            ]
            found.setdefault(name, []).append((areas[0], areas[1]))
    return found


def _area(
    score: Callable[[NDArray[np.uint8]], float],
    values: FloatArray,
    start: NDArray[np.uint8],
    end: NDArray[np.uint8],
    first: float,
    last: float,
) -> float:
    """Under the scores from `start` to `end`, region by region."""
    order = np.argsort(-values, axis=None, kind="stable")
    counts = [min(_FEWEST * 2**step, values.size) for step in range(_STEPS)]
    size = start.shape[0] // values.shape[0]
    scores = [first]
    for count in counts[:-1]:
        chosen = np.zeros(values.size, np.uint8)
        chosen[order[:count]] = 1
        replaced = np.kron(chosen.reshape(values.shape), np.ones((size, size), np.uint8))
        scores.append(score(np.where(replaced[..., None] > 0, end, start)))
    shares = np.array([0, *counts]) / values.size
    return float(np.trapezoid([*scores, last], shares))


def spearman(a: FloatArray, b: FloatArray) -> float:
    """Spearman's rank correlation of two maps."""
    return float(stats.spearmanr(a.ravel(), b.ravel()).statistic)
