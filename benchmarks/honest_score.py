"""How near the accuracy that is shown is to the true one: ``python -m benchmarks.honest_score``.

Prints a Markdown table, mean over the seeds of the protocol (`benchmarks.sets`). "True" is the
balanced accuracy on the queries, "LOPCO" what leaving one per class out says from the examples
alone, "expected" the same continued to all examples (`siamdesk.fewshot.expectation`). The columns
beside them are the mean difference to the true accuracy, and how far off a single project is.
"Holds" is how often the 95 % interval of either held the true accuracy of its seed.
"""

from __future__ import annotations

import argparse

import numpy as np

from benchmarks.calibration import embedded, taught
from benchmarks.sets import (
    Episode,
    ImageSet,
    available_with_omniglot,
    balanced_accuracy,
    draws,
    load,
)
from siamdesk.fewshot.expectation import expected_accuracy, parts_of_classes, two_left_out
from siamdesk.fewshot.heads.ridge import gram_matrix

EXAMPLES = (3, 5, 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    sets = available_with_omniglot()
    if not sets:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    print(
        "| set | examples | true | LOPCO | off | one project | expected | off | one project |",
        end="",
    )
    print(" holds (LOPCO, expected) |")
    print("|---" * 10 + "|")
    for name in sets:
        images = load(name)
        for k in EXAMPLES:
            found = np.array([figures(images, e) for e in draws(images, k, seeds)])
            print(f"| {name} | {k} | {text(found)} |", flush=True)


def figures(images: ImageSet, episode: Episode) -> tuple[float, ...]:
    """True accuracy, LOPCO with its interval, the expectation with its interval."""
    classes = np.unique(images.labels[episode.examples])
    model = taught(images, episode, classes)
    truth = np.searchsorted(classes, images.labels[episode.queries])
    p = model.probabilities(embedded(images, episode, model))
    measured = model.evaluation()
    if measured is None:
        raise ValueError("With two examples of a class there is an evaluation.")
    gram = gram_matrix(model.examples)
    earlier = two_left_out(gram, model.labels, model.classes)
    parts = parts_of_classes(model.labels, len(classes), None)
    expected = expected_accuracy(measured, earlier, parts)
    if expected is None:
        raise ValueError("With three examples of a class there is an expectation.")
    return (
        balanced_accuracy(p.argmax(axis=1), truth),
        measured.balanced_accuracy,
        measured.balanced_low,
        measured.balanced_high,
        expected.value,
        expected.low,
        expected.high,
    )


def text(found: np.ndarray) -> str:
    true, lopco, low, high, expected, low_expected, high_expected = 100 * found.T
    held = 100 * np.mean((low <= true) & (true <= high))
    held_expected = 100 * np.mean((low_expected <= true) & (true <= high_expected))
    cells = [f"{true.mean():.1f}"]
    for said in (lopco, expected):
        off = said - true
        cells += [f"{said.mean():.1f}", f"{off.mean():+.1f}", f"{np.abs(off).mean():.1f}"]
    return " | ".join([*cells, f"{held:.0f} %, {held_expected:.0f} %"])


if __name__ == "__main__":
    main()
