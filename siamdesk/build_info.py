"""Which build of SiamDesk this is, and what it can do."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
from dataclasses import dataclass
from enum import StrEnum

from siamdesk import __version__
from siamdesk.resources import resource_path

WITHOUT_KERAS = (
    "This needs TensorFlow and Keras, which SiamDesk Lite leaves out. Use the full SiamDesk "
    "for it; it opens the same projects."
)
"""Why something can't be done here, and what to do about it."""


MODEL_PACKAGES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "opencv-python-headless",
    "openvino",
    "keras",
    "tensorflow",
)


class Flavour(StrEnum):
    """What an installed app has inside."""

    FULL = "full"
    LITE = "Lite"
    """Without TensorFlow and Keras."""


@dataclass(frozen=True, slots=True)
class Build:
    """An installed app, as it was built."""

    flavour: Flavour
    day: str
    """``2026-11-28``"""
    commit: str
    """The first digits of the commit, or ``unknown``."""


def installed_build() -> Build | None:
    """The build that runs here; None for the Python package and for a checkout."""
    try:
        facts = json.loads(resource_path("build.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Build(Flavour(facts["flavour"]), facts["day"], facts["commit"])


def package_version(name: str) -> str:
    """The version of an installed package; TensorFlow goes by more than one name.

    Raises `importlib.metadata.PackageNotFoundError`, an ImportError, when it is not installed.
    """
    if name == "tensorflow" and importlib.util.find_spec(name) is not None:
        # Without CUDA, as installed apps on Linux have it, the package has another name.
        for alias in ("tensorflow", "tensorflow-cpu"):
            with contextlib.suppress(importlib.metadata.PackageNotFoundError):
                return importlib.metadata.version(alias)
    return importlib.metadata.version(name)


def model_packages() -> tuple[tuple[str, str], ...]:
    """Names and versions of the packages that a model's numbers may depend on and that are here."""
    found = []
    for name in MODEL_PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found.append((name, package_version(name)))
    return tuple(found)


def version_line() -> str:
    """Version and build in one line: ``siamdesk 0.1.0 (Lite, built 2026-11-28 from 1a2b3c4)``."""
    build = installed_build()
    if build is None:
        return f"siamdesk {__version__} (Python package)"
    return f"siamdesk {__version__} ({build.flavour}, built {build.day} from {build.commit})"


def has_keras() -> bool:
    """Whether Keras and TensorFlow are installed; loads neither."""
    return all(importlib.util.find_spec(name) is not None for name in ("keras", "tensorflow"))
