"""What fine-tuning gives: ``python -m benchmarks.fine_tuning [--sets ...] [--examples 3,5,10]``.

For each set, number of examples and seed: the encoder is tuned on the episode's examples exactly as
the app does it, guard included, and the re-fitted head is judged on the queries. "tuned" takes the
tuned encoder whatever the guard says, "guarded" only when the guard does; the guard never sees a
query. ``omniglot_60`` are 60 characters of all alphabets of the set, drawn anew for each seed.

``--scope whole`` tunes the whole encoder and not its last stages alone, on the GPU if there is one
(``--device cpu`` for the comparison); ``--pull`` holds weights near the pretrained ones.

Every run is kept in ``benchmarks/results/fine_tuning.json``; a later one of the same set, number of
examples, way and seed takes its place, so that the table can be made in parts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks import RESULTS
from benchmarks.sets import (
    OMNIGLOT,
    Episode,
    ImageSet,
    available_with_omniglot,
    balanced_accuracy,
    draws,
    load,
    squares_of,
)
from siamdesk.cli.protocol import draw_episode
from siamdesk.cli.tuned_episodes import tune_episode
from siamdesk.encoders.devices import Device, training_device
from siamdesk.encoders.finetune import Tuner, settings_for
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.tuners import Scope, make_tuner
from siamdesk.encoders.turns import TURNS
from siamdesk.encoders.whole_tuning import WholeTuner
from siamdesk.engine.tuning import TUNED_ENCODER
from siamdesk.fewshot.model import fit_model
from siamdesk.fewshot.space import mean_features
from siamdesk.progress import no_progress

RESULT = RESULTS / "fine_tuning.json"
ABOUT = (
    "Balanced accuracy on the queries, both encoders, four turns, the head re-fitted: mean over "
    "seeds ± its standard error, and the gain over the frozen encoders. Tuned: the tuned encoder, "
    "whatever the guard says; guarded: what the app does by itself. The guard sees the examples "
    "alone. Seconds are those of the whole procedure where it was tried: four tunings. "
    "`python -m benchmarks.fine_tuning`."
)
HEADER = (
    "| set | examples | seeds | frozen | tuned | guarded | taken | seconds |\n"
    "|---|---|---|---|---|---|---|---|"
)
MANY = "omniglot_60"
MANY_WAYS = 60
ROOTS = tuple(ENCODERS[e].root for e in DEFAULT_ENCODERS)
TUNED = DEFAULT_ENCODERS.index(TUNED_ENCODER)

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Run:
    """One episode; balanced accuracies in percent."""

    set: str
    examples: int
    seed: int
    frozen: float
    tuned: float
    guarded: float
    taken: bool
    guard_before: float
    guard_after: float
    """Log loss of left-out examples, as `guard_before`; not percent."""
    seconds: float
    tried: bool
    """Whether the app would tune at all: not with hardly a mistake to mend."""
    way: str = ""
    """What was different from how the app tunes on a CPU, for the table."""


def main(given: Sequence[str] | None = None) -> None:
    names = available_with_omniglot()
    names += [MANY] * (OMNIGLOT in names)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default=",".join(names))
    parser.add_argument("--examples", default="3,5,10")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.TAIL)
    parser.add_argument("--device", type=Device, choices=list(Device), default=Device.AUTO)
    parser.add_argument("--pull", type=float, default=0.0, help="decay towards pretrained weights")
    wanted = parser.parse_args(given)
    with training_device(wanted.device) as device:
        tuner = make_tuner(wanted.scope, device)
        bench = Bench(tuner, way=way_of(tuner, device, wanted.pull), pull=wanted.pull)
        seeds = range(wanted.first_seed, wanted.first_seed + wanted.seeds)
        for name in wanted.sets.split(","):
            for k in map(int, wanted.examples.split(",")):
                for seed in seeds:
                    if (run := bench.run(name, k, seed)) is not None:
                        print(run, file=sys.stderr, flush=True)
                        keep(run)
    print(table(kept()))


def way_of(tuner: Tuner, device: Device, pull: float) -> str:
    """What sets this run apart from tuning the last stages on a CPU, which is nothing to tell."""
    whole = "whole encoder" if isinstance(tuner, WholeTuner) else ""
    on_gpu = "on a GPU" if device is Device.GPU else ""
    pulled = f"pull {pull:g}" if pull else ""
    return ", ".join(filter(None, (whole, on_gpu, pulled)))


def kept() -> list[Run]:
    """The runs so far."""
    if not RESULT.is_file():
        return []
    return [Run(**run) for run in json.loads(RESULT.read_text("utf-8")).get("runs", [])]


def keep(run: Run) -> None:
    """Put a run beside the earlier ones, for the page."""

    def key(r: Run) -> tuple[str, int, str, int]:
        return r.set, r.examples, r.way, r.seed

    runs = sorted([run, *(r for r in kept() if key(r) != key(run))], key=key)
    found = {"about": ABOUT, "table": table(runs), "runs": [asdict(r) for r in runs]}
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1), encoding="utf-8")


def table(runs: Sequence[Run]) -> str:
    """One line for each set and number of examples."""
    groups: dict[tuple[str, int, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.set, run.examples, run.way), []).append(run)
    return "\n".join([HEADER, *map(line, groups.values())])


def line(runs: Sequence[Run]) -> str:
    """Means over the seeds of one set, number of examples and way."""
    name = f"{runs[0].set}, {runs[0].way}" if runs[0].way else runs[0].set
    frozen = np.array([r.frozen for r in runs])
    ways = (np.array([r.tuned for r in runs]), np.array([r.guarded for r in runs]))
    tried = [r.seconds for r in runs if r.tried]
    cells = [
        spread(frozen),
        *(f"{spread(way)}, {spread(way - frozen, sign='+')}" for way in ways),
        f"{sum(r.taken for r in runs)} of {len(runs)}",
        f"{np.mean(tried):.0f}" if tried else "not tried",
    ]
    return f"| {name} | {runs[0].examples} | {len(runs)} | {' | '.join(cells)} |"


def spread(values: NDArray[np.float64], *, sign: str = "") -> str:
    """Mean ± its standard error."""
    error = f" ± {values.std(ddof=1) / len(values) ** 0.5:.1f}" if len(values) > 1 else ""
    return f"{values.mean():{sign}.1f}{error}"


class Bench:
    """A tuner, and of each set the photos and their features."""

    def __init__(self, tuner: Tuner, *, way: str, pull: float) -> None:
        self._tuner = tuner
        self._way = way
        self._pull = pull
        self._sets: dict[str, tuple[ImageSet, NDArray[np.uint8]]] = {}

    def run(self, name: str, k: int, seed: int) -> Run | None:
        """One episode; None when it has too few examples to tune on."""
        images, squares = self._load(OMNIGLOT if name == MANY else name)
        episode = episode_of(images, k, seed, many=name == MANY)
        n_classes = len(np.unique(images.labels[episode.examples]))
        settings = settings_for(n_classes, len(episode.examples), seed=seed)
        if settings is None:
            return None
        found = tune_episode(
            self._tuner,
            replace(settings, pull=self._pull),
            squares,
            images.pooled,
            images.labels,
            episode,
            roots=ROOTS,
            tuned=TUNED,
            turns=TURNS,
            judge=judge,
            progress=no_progress,
        )
        assert found.outcome.after is not None, "it always tunes"  # noqa: S101
        return Run(
            set=name,
            examples=k,
            seed=seed,
            frozen=found.frozen,
            tuned=found.tuned,
            guarded=found.guarded,
            taken=found.taken,
            guard_before=found.outcome.before.log_loss,
            guard_after=found.outcome.after.log_loss,
            seconds=found.seconds,
            tried=found.tried,
            way=self._way,
        )

    def _load(self, name: str) -> tuple[ImageSet, NDArray[np.uint8]]:
        if name not in self._sets:
            self._sets = {name: (load(name), squares_of(name))}  # one at a time: they are large
        return self._sets[name]


def episode_of(images: ImageSet, k: int, seed: int, *, many: bool) -> Episode:
    """The episode of that seed; with `many` of 60 characters, whatever their alphabets."""
    if not many:
        return _last(draws(images, k, seed + 1))
    every = np.unique(images.labels)
    chosen = np.random.default_rng([MANY_WAYS, seed]).permutation(every)[:MANY_WAYS]
    rows = np.flatnonzero(np.isin(images.labels, chosen))
    drawn = draw_episode(images.labels[rows], k, seed)
    return Episode(rows[drawn.examples], rows[drawn.queries])


def _last(found: Iterator[Episode]) -> Episode:
    return list(found)[-1]


def judge(pooled: Sequence[FloatArray], labels: IntArray, n: int) -> float:
    """Balanced accuracy in percent on the queries, which come after the n examples."""
    model = fit_model(
        [z[:n] for z in pooled],
        labels[:n],
        [str(c) for c in range(int(labels.max()) + 1)],
        roots=ROOTS,
        turns=TURNS,
        others=mean_features([z[n:] for z in pooled], ROOTS),
    )
    p = model.probabilities(model.space.embed([z[n:] for z in pooled]))
    return 100 * balanced_accuracy(p.argmax(axis=1), labels[n:])


if __name__ == "__main__":
    main()
