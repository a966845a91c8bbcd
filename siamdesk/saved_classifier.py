"""A trained `FewShotClassifier` as files: JSON, NumPy arrays, an encoder folder; no pickle."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import SiamDeskError

FORMAT = 2
_ABOUT, _ARRAYS, _ENCODER = "classifier.json", "pooled.npz", "encoder"


@dataclass(frozen=True, slots=True)
class SavedClassifier:
    """What a classifier was taught; the head is fitted again when it is read."""

    parameters: Mapping[str, Any]
    y: tuple[str, ...]
    groups: tuple[str | None, ...]
    names: tuple[str | int, ...]
    pooled: tuple[NDArray[np.float32], ...]
    """Per encoder the features [n, d_e] of the examples."""
    turns: int
    """How many turns of a photo they stand for."""


def is_saved_classifier(path: Path) -> bool:
    """Whether `write_classifier` wrote this folder."""
    return (path / _ABOUT).is_file()


def write_classifier(saved: SavedClassifier, path: Path, *, tuned: Path | None) -> None:
    """Write to the folder `path`, beside the encoder folder `tuned` if there is one.

    Raises:
        SiamDeskError: `path` exists and is not a saved classifier, or the disk refuses.

    """
    if path.exists() and not is_saved_classifier(path):
        raise SiamDeskError(f"{path} exists and is not a saved classifier: choose another name.")
    fresh = path.with_name(f"{path.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        about = {
            "format": FORMAT,
            "parameters": dict(saved.parameters),
            "y": saved.y,
            "groups": saved.groups,
            "names": saved.names,
            "turns": saved.turns,
        }
        (fresh / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        np.savez(fresh / _ARRAYS, *saved.pooled)
        if tuned is not None:
            shutil.copytree(tuned, fresh / _ENCODER)
        # `tuned` may lie in the folder that is replaced, so that goes only now.
        shutil.rmtree(path, ignore_errors=True)
        fresh.replace(path)
    except OSError as error:
        raise SiamDeskError(f"{path}: the classifier could not be saved: {error}") from error


def read_classifier(path: Path) -> tuple[SavedClassifier, Path | None]:
    """Read what `write_classifier` wrote, and the folder of its tuned encoder if it has one.

    Raises:
        SiamDeskError: `path` is not a saved classifier, is damaged, or was written by a newer
            SiamDesk.

    """
    try:
        about = json.loads((path / _ABOUT).read_text(encoding="utf-8"))
        if about["format"] > FORMAT:
            raise SiamDeskError(f"{path} was saved by a newer SiamDesk: update to open it.")
        with np.load(path / _ARRAYS, allow_pickle=False) as arrays:
            pooled = tuple(arrays[f"arr_{i}"] for i in range(len(arrays.files)))
        saved = SavedClassifier(
            parameters=about["parameters"],
            y=tuple(about["y"]),
            groups=tuple(about["groups"]),
            names=tuple(about["names"]),
            pooled=pooled,
            turns=about.get("turns", 1),  # format 1 looked at photos as they are only
        )
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise SiamDeskError(f"{path} is not a saved classifier, or is damaged.") from error
    tuned = path / _ENCODER
    return saved, tuned if tuned.is_dir() else None
