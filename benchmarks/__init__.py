"""Measurements, one module each; run from the repository's root: ``python -m benchmarks.NAME``."""

from pathlib import Path

RESULTS = Path("benchmarks/results")
"""What takes long to measure is kept here and committed: whoever has the repository can write the
page of benchmarks without measuring it again."""
