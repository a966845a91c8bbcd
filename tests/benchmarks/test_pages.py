from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import pages, report
from benchmarks.comparisons import EXAMPLES, Measured, ablations, side_by_side
from benchmarks.digit_pairs import best_threshold
from benchmarks.gallery_figures import (
    CORRECTION,
    JUMP,
    OPENED,
    RUNS,
    SCROLLING,
    Phase,
    Run,
    keep,
    kept,
)

SVG = "{http://www.w3.org/2000/svg}"


def big_project(opened: float, stall: float) -> Run:
    phases = {name: Phase([0.1, 0.2, 0.9], stall) for name in (OPENED, SCROLLING, JUMP, CORRECTION)}
    phases[OPENED] = Phase([opened], 12.0)
    return Run(100_000, phases, 0.3e9, "2 cores, load 5, Linux")


@pytest.fixture
def page() -> pages.Page:
    """Two sets, three seeds; lda gains a steady point, TinyViT alone loses ten."""
    gain = {"SiamDesk lda, same embeddings": 0.01, "TinyViT alone": -0.1}
    methods, changes = side_by_side(), ablations()
    titles = {m.title for m in methods} | {m.title for group in changes.values() for m in group}
    scores = {
        name: {
            t: {k: [base + gain.get(t, 0.0) + 0.02 * s for s in range(3)] for k in EXAMPLES}
            for t in titles
        }
        for name, base in (("steel", 0.80), ("waste", 0.60))
    }
    rows = [{"set": "steel", "seed": s, "ridge": 0.9, "frozen": 0.8, "tuned": 0.7} for s in (0, 1)]
    return pages.Page(
        measured=Measured(scores, methods, changes),
        softmax={"examples": 5, "seeds": 2, "rows": rows},
        digits={
            "rows": [{"name": "pixels", "accuracy": [0.8, 0.7, 0.9]}],
            "plane": {"points": [[0.0, 0.0], [1.0, 2.0]], "labels": [3, 8]},
            "seeds": 5,
            "steps": 10,
        },
        omniglot={
            "koch-seed0": {
                "name": "Koch",
                "how": "briefly",
                "all": [0.5, 0.4, 0.6],
                "untouched": [0.45, None, None],
            }
        },
        fine_tuning=None,
        gallery=[big_project(opened=0.9, stall=40.4), big_project(opened=1.25, stall=61.0)],
        seeds=3,
        machine="a machine",
        versions="numpy 0",
        python="3",
        command="python -m benchmarks.report --seeds 3",
        seconds=120.0,
    )


def test_the_page_says_how_it_came_about(page: pages.Page) -> None:
    text = pages.markdown(page)
    assert "`python -m benchmarks.report --seeds 3` in 2 minutes" in text
    assert "Machine: a machine" in text
    assert "Not run here: `python -m benchmarks.fine_tuning`" in text


def test_tables_show_means_over_seeds_and_mark_the_best(page: pages.Page) -> None:
    lines = pages.markdown(page).splitlines()
    steel = lines[lines.index("### steel") :]
    # Seeds 0.80, 0.82, 0.84: t(2) = 4.303, deviation 0.02, so ± 4.303 · 0.02 / √3 = 4.97 points.
    assert "| SiamDesk | " + " | ".join(["82.0 (77.0–87.0)"] * 4) + " |" in steel
    lda = next(line for line in steel if line.startswith("| SiamDesk lda"))
    assert lda.count("**83.0 (78.0–88.0)**") == 4


def test_the_page_tells_what_the_window_does_with_100_000_photos(page: pages.Page) -> None:
    lines = pages.markdown(page).splitlines()
    assert "| opened, first screen drawn | 0.90 to 1.25 s | 12 ms |" in lines
    assert "| correction shown | 0.20 s | 40 to 61 ms |" in lines
    assert "| scrolling for 10 s |  | 40 to 61 ms |" in lines
    machine = "Machine: 2 cores, load 5, Linux."
    assert f"Most memory of the window's process: 0.30 GB. {machine}" in lines


def test_the_last_runs_of_each_number_of_photos_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "build" / "runs.json"
    assert kept(file) == []
    small = replace(big_project(0.5, 10.0), photos=10_000)
    runs = [big_project(float(number), 1.0) for number in range(RUNS + 2)]
    for run in (small, *runs):
        keep(run, file)
    assert kept(file) == [small, *runs[-RUNS:]]


def test_differences_are_paired_by_seed(page: pages.Page) -> None:
    """The gain is the same in every seed, so nothing of the spread of the scores is left."""
    text = pages.markdown(page)
    cells = " | ".join(["+1.0 (+1.0 to +1.0)"] * 4)
    assert f"| SiamDesk lda, same embeddings | {cells} |" in text
    assert f"| encoder | TinyViT alone | {' | '.join(['−10.0 (−10.0 to −10.0)'] * 4)} |" in text


def test_what_did_not_help_is_said(page: pages.Page) -> None:
    text = pages.markdown(page)
    part = text[text.index("### What did not help") : text.index("## Siamese")]
    worse, same, better = [line for line in part.splitlines() if line.startswith("- ")]
    assert worse.endswith(": TinyViT alone.")
    assert "no centring" in same
    assert better.endswith(": SiamDesk lda, same embeddings.")


def test_results_of_other_runs_are_shown(page: pages.Page) -> None:
    text = pages.markdown(page)
    assert "| Koch | 50.0 (40.0–60.0) | 45.0 | briefly |" in text
    assert "| steel | 90.0 (90.0–90.0) | 80.0 (80.0–80.0) | 70.0 (70.0–70.0) |" in text
    assert "| pixels | 80.0 (70.0–90.0) |" in text


def test_pictures_are_drawings_that_lie_where_the_page_looks(
    page: pages.Page, tmp_path: Path
) -> None:
    report.write(page, tmp_path)
    text = (tmp_path / "benchmarks.md").read_text("utf-8")
    for name in ("accuracy.svg", "ablations.svg", "digits.svg"):
        assert f"](images/benchmarks/{name})" in text
        root = ET.parse(tmp_path / "images/benchmarks" / name).getroot()  # noqa: S314
        assert root.tag == f"{SVG}svg"
        _, _, width, height = (float(v) for v in root.attrib["viewBox"].split())
        for dot in root.iter(f"{SVG}circle"):
            assert 0 < float(dot.attrib["cx"]) < width
            assert 0 < float(dot.attrib["cy"]) < height


def test_a_gain_is_drawn_to_the_right_of_a_loss(page: pages.Page) -> None:
    root = ET.fromstring(pages.pictures(page)["ablations.svg"])  # noqa: S314
    names = [t.text for t in root.iter(f"{SVG}text") if t.attrib.get("text-anchor") == "end"]
    at = dict(zip(names, [float(c.attrib["cx"]) for c in root.iter(f"{SVG}circle")], strict=True))
    assert at["TinyViT alone"] < at["no centring"] < at["SiamDesk lda, same embeddings"]
    # −10 to 0 is ten times as far as 0 to +1.
    left, right = (
        at["no centring"] - at["TinyViT alone"],
        at["SiamDesk lda, same embeddings"] - at["no centring"],
    )
    assert left / right == pytest.approx(10.0, rel=0.02)


def test_the_threshold_is_the_best_there_is() -> None:
    rng = np.random.default_rng(0)
    apart, same = rng.random(40).astype(np.float32), rng.random(40) < 0.5
    found = best_threshold(apart, same)
    tried = [-1.0, *apart + 1e-6, 2.0]
    best = max(np.mean((apart < t) == same) for t in tried)
    assert np.mean((apart < found) == same) == best
    assert best_threshold(np.array([0.1, 0.2]), np.array([True, True])) > 0.2
    assert best_threshold(np.array([0.1, 0.2]), np.array([False, False])) <= 0.1
