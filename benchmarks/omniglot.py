"""Omniglot, 20-way 1-shot within alphabets: ``python -m benchmarks.omniglot --minutes 20``.

Trains Koch's Siamese network from scratch on the background alphabets, asks it the trials of the
evaluation alphabets, and asks the bundled encoders, frozen, the same ones. ``KERAS_BACKEND=jax`` or
``torch`` runs the same training elsewhere. A GPU is used if there is one, in mixed precision.
``--steps 0`` trains nothing and asks the bundled encoders alone. The result goes to
``benchmarks/results/omniglot.json``, which ``python -m benchmarks.report`` writes into the page.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import RESULTS
from benchmarks.drawings import (
    Drawings,
    FloatArray,
    IntArray,
    Trials,
    one_shot_accuracy,
    one_shot_trials,
    read_drawings,
)
from benchmarks.sets import CACHE, OMNIGLOT_ALPHABETS, cached, data_folder
from siamdesk.cli.intervals import Interval, interval_over
from siamdesk.encoders.devices import gpus
from siamdesk.encoders.whole_tuning import HALF

if TYPE_CHECKING:
    from siamdesk.encoders.runtime import Encoder

RESULT = RESULTS / "omniglot.json"
NEEDED = ("omniglot_background.zip", "omniglot_evaluation.zip")


def main(given: Sequence[str] | None = None) -> None:
    wanted = arguments(given)
    if missing := [n for n in NEEDED if not (data_folder() / n).is_file()]:
        print(f"Not here (see benchmarks/sets.py): {', '.join(missing)}. Nothing measured.")
        return
    evaluation = read_drawings(data_folder() / NEEDED[1])
    trials = list(one_shot_trials(evaluation))
    if wanted.steps != 0:
        keep({f"koch-seed{wanted.seed}": koch(wanted, evaluation, trials)})
    if not wanted.only_koch:
        keep(frozen(evaluation, trials))


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, help="batches to train for; 0 for no training")
    parser.add_argument("--minutes", type=float, help="minutes to train for (20 without --steps)")
    parser.add_argument("--batch", type=int, default=64, help="drawings in a batch")
    parser.add_argument("--rate", type=float, default=5e-4, help="learning rate at its highest")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--precision",
        default="auto",
        choices=["auto", "float32", "mixed_bfloat16", HALF],
        help=f"auto: {HALF} on a GPU, else float32; mixed_bfloat16 is faster on CPUs with AMX",
    )
    parser.add_argument("--only-koch", action="store_true", help="leave the bundled encoders out")
    wanted = parser.parse_args(given)
    if wanted.steps is None and wanted.minutes is None:
        wanted.minutes = 20.0
    return wanted


def koch(
    wanted: argparse.Namespace, evaluation: Drawings, trials: Sequence[Trials]
) -> dict[str, Any]:
    """Train the network, then ask it."""
    from siamdesk.encoders.quiet import load_keras

    load_keras()
    import keras

    from benchmarks.koch import Koch, Plan, build_twin

    precision = wanted.precision
    if precision == "auto":
        precision = HALF if gpus() else "float32"
    keras.mixed_precision.set_global_policy(precision)
    keras.utils.set_random_seed(wanted.seed)
    background = read_drawings(data_folder() / NEEDED[0])
    network = Koch(build_twin(seed=wanted.seed))
    plan = Plan(
        steps=wanted.steps,
        minutes=wanted.minutes,
        batch=wanted.batch,
        rate=wanted.rate,
        seed=wanted.seed,
    )
    done = network.train(background, plan, tell)
    drawn = done.steps * plan.batch
    how = (
        f"trained from scratch for {done.seconds / 60:.1f} minutes on {hardware()} "
        f"(Keras {keras.__version__} on {keras.backend.backend()}, {precision}): "
        f"{done.steps} batches of {plan.batch} distorted drawings, {drawn} in all, "
        f"{drawn / len(background.images):.1f} passes over the background set, seed {plan.seed}"
    )
    similarities = [network.similarities(evaluation, t) for t in trials]
    return entry("Koch's Siamese network", how, trials, similarities) | {
        "losses": [round(float(np.mean(part)), 4) for part in _tens(done.losses)]
    }


def tell(step: int, seconds: float, loss: float) -> None:
    print(f"step {step}: {seconds:.0f} s, loss {loss:.4f}", file=sys.stderr, flush=True)


def _tens(losses: Sequence[float]) -> list[Sequence[float]]:
    return [losses[i : i + 10] for i in range(0, len(losses), 10)]


def frozen(evaluation: Drawings, trials: Sequence[Trials]) -> dict[str, Any]:
    """The bundled encoders on the same trials, not trained on any drawing."""
    from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
    from siamdesk.encoders.runtime import Encoder
    from siamdesk.fewshot.space import EmbeddingSpace

    rows = np.unique(np.concatenate([np.r_[t.examples, t.queries] for t in trials]))
    place = {int(row): i for i, row in enumerate(rows)}
    encoders = [Encoder.load(e) for e in DEFAULT_ENCODERS]
    pooled = [
        cached(CACHE / f"omniglot_trials--{e.key}.npz", partial(_embed, e, evaluation, rows))
        for e in encoders
    ]
    found = {}
    for chosen in [(i,) for i in range(len(encoders))] + [tuple(range(len(encoders)))]:
        roots = [encoders[i].spec.root for i in chosen]
        similarities = []
        for t in trials:
            examples, queries = (
                [pooled[i][[place[int(r)] for r in part]] for i in chosen]
                for part in (t.examples, t.queries)
            )
            space = EmbeddingSpace.fit(examples, roots, turns=encoders[0].turns)
            similarities.append(space.embed(queries) @ space.embed(examples).T)
        title = " + ".join(ENCODERS[DEFAULT_ENCODERS[i]].title for i in chosen)
        how = (
            "pretrained on ImageNet, frozen; cosine of embeddings centred on the 20 examples, "
            f"turns looked at: {encoders[0].turns}"
        )
        found[f"frozen {title}"] = entry(title, how, trials, similarities)
    return found


def _embed(encoder: Encoder, evaluation: Drawings, rows: IntArray) -> FloatArray:
    """Features [n, d] of some drawings."""
    from siamdesk.images.resize import to_square

    size, parts = encoder.spec.input_size, []
    for start in range(0, len(rows), 64):
        rgb = evaluation.rgb(rows[start : start + 64])
        parts.append(encoder.embed(np.stack([to_square(image, size) for image in rgb])))
    return np.concatenate(parts)


def entry(
    name: str, how: str, trials: Sequence[Trials], similarities: Sequence[FloatArray]
) -> dict[str, Any]:
    """One result: over all alphabets, and over those on which nothing was ever chosen."""
    shares = one_shot_accuracy(similarities)
    alphabets = np.array([t.alphabet for t in trials])
    every = _over_alphabets(shares, alphabets)
    fresh = alphabets >= OMNIGLOT_ALPHABETS
    untouched = _over_alphabets(shares[fresh], alphabets[fresh])
    return {
        "name": name,
        "how": how,
        "trials": sum(len(t.queries) for t in trials),
        "all": every.as_list(),
        "untouched": untouched.as_list(),
        "text": f"{name}: {every.percent()} ({untouched.percent()} on the last ten alphabets); "
        f"{sum(len(t.queries) for t in trials)} trials; {how}",
    }


def _over_alphabets(shares: FloatArray, alphabets: Any) -> Interval:
    """Alphabets differ more than draws of one do: the interval counts alphabets."""
    return interval_over([float(shares[alphabets == a].mean()) for a in np.unique(alphabets)])


def hardware() -> str:
    """What the network was trained on, for people."""
    if found := gpus():
        return f"{len(found)} GPU"
    load = f", load {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} CPU cores ({platform.machine()}{load})"


def keep(found: dict[str, Any]) -> None:
    """Tell the results, and put them beside those of earlier runs."""
    for result in found.values():
        print(result["text"])
    earlier = json.loads(RESULT.read_text("utf-8")) if RESULT.is_file() else {}
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(earlier | found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
