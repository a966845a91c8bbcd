"""What fine-tuning gives: ``python -m benchmarks.fine_tuning [--seeds N] [--examples K]``.

For each set and seed: the encoder is tuned on the episode's examples exactly as the app does it,
guard included, and the re-fitted head is judged on the queries. "tuned" takes the tuned encoder
whatever the guard says, "guarded" only when the guard does; the guard never sees a query.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import (
    Episode,
    ImageSet,
    available,
    balanced_accuracy,
    episodes,
    load,
    squares_of,
)
from siamdesk.encoders.finetune import FineTuner, settings_for
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.turns import TURNS
from siamdesk.engine.tuning import (
    TUNED_ENCODER,
    TuningExamples,
    TuningOutcome,
    tune_if_better,
)
from siamdesk.fewshot.model import fit_model
from siamdesk.fewshot.space import mean_features
from siamdesk.progress import no_progress

RESULT = Path("build/fine_tuning.json")
ABOUT = (
    "Balanced accuracy on the queries, both encoders, the head re-fitted. Tuned: the tuned encoder "
    "whatever the guard says; guarded: what the app does. The guard sees the examples alone."
)
ROOTS = tuple(ENCODERS[e].root for e in DEFAULT_ENCODERS)
TUNED = DEFAULT_ENCODERS.index(TUNED_ENCODER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--examples", type=int, default=5)
    wanted = parser.parse_args()
    load_keras()
    lines: list[str] = []
    tell(lines, "| set | seed | frozen | tuned | guarded | guard: before, after | seconds |")
    tell(lines, "|---|---|---|---|---|---|---|")
    for name in available():
        images, squares = load(name), squares_of(name)
        for seed, episode in enumerate(episodes(images.labels, wanted.examples, wanted.seeds)):
            tell(lines, row(images, squares, episode, seed))
    about = f"{ABOUT} `python -m benchmarks.fine_tuning`, {wanted.examples} examples per class."
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps({"about": about, "table": "\n".join(lines)}), encoding="utf-8")


def tell(lines: list[str], line: str) -> None:
    """Print a line of the table, and keep it for the page."""
    print(line, flush=True)
    lines.append(line)


def row(images: ImageSet, squares: NDArray[np.uint8], episode: Episode, seed: int) -> str:
    labels = images.labels[episode.examples]
    settings = settings_for(len(images.classes), len(labels), seed=seed)
    if settings is None:
        return f"| {images.name} | {seed} | too few examples to tune | | | | |"
    tuner = FineTuner()
    examples = TuningExamples(
        images=squares[episode.examples],
        labels=labels,
        groups=(None,) * len(labels),
        pooled=tuple(z[episode.examples] for z in images.pooled),
        roots=ROOTS,
        turns=TURNS,
        tuned=TUNED,
    )
    start = time.perf_counter()
    outcome: TuningOutcome = tune_if_better(examples, settings, tuner, no_progress)
    took = time.perf_counter() - start
    assert outcome.after is not None, "`tune_if_better` always tunes"  # noqa: S101
    shown = np.concatenate([episode.examples, episode.queries])
    features = tuner.features(squares[shown], no_progress)
    kept = slice(0, len(labels))
    tail = outcome.tail or tuner.tune(features[kept], labels, settings, no_progress)
    pooled = [z[shown] for z in images.pooled]
    frozen = judge(images, episode, pooled)
    pooled[TUNED] = tuner.embed(features, tail)
    tuned = judge(images, episode, pooled)
    guarded = frozen if outcome.tail is None else tuned
    return (
        f"| {images.name} | {seed} | {100 * frozen:.1f} | {100 * tuned:.1f} | {100 * guarded:.1f} "
        f"| {100 * outcome.before.accuracy:.1f}, {100 * outcome.after.accuracy:.1f} "
        f"| {took:.0f} |"
    )


def judge(images: ImageSet, episode: Episode, pooled: list[NDArray[np.float32]]) -> float:
    """Balanced accuracy on the queries; `pooled` holds the examples first."""
    n = len(episode.examples)
    model = fit_model(
        [z[:n] for z in pooled],
        images.labels[episode.examples],
        images.classes,
        roots=ROOTS,
        turns=TURNS,
        others=mean_features([z[n:] for z in pooled], ROOTS),
    )
    p = model.probabilities(model.space.embed([z[n:] for z in pooled]))
    return balanced_accuracy(p.argmax(axis=1), images.labels[episode.queries])


if __name__ == "__main__":
    main()
