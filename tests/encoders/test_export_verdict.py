"""What is said of an exported model's figures, and when it is not handed over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from siamdesk.encoders.export_verdict import ExportReport, compare
from siamdesk.errors import ExportError
from siamdesk.export_kinds import Precision

OUT = Path("out")
APP = np.array([[0.7, 0.2, 0.1], [0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [0.54, 0.35, 0.11]], np.float32)


def moved(amount: float) -> np.ndarray:
    """The app's answers with some probability taken from each first class for the second."""
    return APP + np.array([-amount, amount, 0.0], np.float32)


@pytest.mark.parametrize(
    ("amount", "precision", "keeps"),
    [
        (0.0009, Precision.FLOAT32, True),
        (0.002, Precision.FLOAT32, False),
        (0.04, Precision.FLOAT16, True),
        (0.06, Precision.FLOAT16, False),
    ],
)
def test_each_precision_has_its_promise(amount: float, precision: Precision, keeps: bool) -> None:
    report = compare(moved(amount), APP, OUT, precision)

    assert report.max_probability_difference == pytest.approx(amount, abs=1e-6)
    assert report.keeps_promise is keeps
    assert ("It should be 98% at least" in report.words) is not keeps


def test_the_share_of_equal_first_guesses_counts() -> None:
    report = compare(moved(0.099), APP, OUT, Precision.INT8)

    assert (report.photos, report.top1_agreement) == (4, 0.75)
    assert not report.keeps_promise
    assert report.words == (
        "Checked on 4 photos: the first guess agrees on 75.0%, the largest difference in "
        "probability is 0.09900. It should be 98% at least and 0.2 at most. Try it on photos of "
        "your own first, or export with float32."
    )


def test_no_difference_to_speak_of_is_said_so() -> None:
    report = ExportReport(3, 1.0, 2e-7, OUT)
    assert report.words.endswith("the largest difference in probability is below 0.00001.")


@pytest.mark.parametrize(
    ("amount", "precision"),
    [(0.06, Precision.FLOAT32), (0.3, Precision.FLOAT16), (0.6, Precision.INT8)],
)
def test_a_broken_model_is_not_handed_over(amount: float, precision: Precision) -> None:
    with pytest.raises(ExportError, match=f"differs by {amount:.3f} in a probability"):
        compare(moved(amount), APP, OUT, precision)


def test_answers_that_are_no_numbers_are_not_handed_over() -> None:
    with pytest.raises(ExportError, match="was not written"):
        compare(np.full_like(APP, np.nan), APP, OUT)
