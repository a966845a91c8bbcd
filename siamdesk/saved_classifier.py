"""A trained `FewShotClassifier` as files: JSON, NumPy arrays, an encoder folder; no pickle."""

from __future__ import annotations

import json
import shutil
import tempfile
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f".{path.name}-", dir=path.parent, ignore_cleanup_errors=True
        ) as scratch:
            fresh = Path(scratch) / "new"
            _write(saved, fresh, tuned)
            _put(fresh, path, Path(scratch) / "old")
    except OSError as error:
        raise SiamDeskError(f"{path}: the classifier could not be saved: {error}") from error


def _write(saved: SavedClassifier, fresh: Path, tuned: Path | None) -> None:
    fresh.mkdir()
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


def _put(fresh: Path, path: Path, old: Path) -> None:
    """Put a folder in the place of another, which stays there if that fails."""
    is_new = not path.exists()
    if not is_new:
        path.replace(old)
    try:
        fresh.replace(path)
    except OSError:
        if not is_new:
            old.replace(path)
        raise


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
        _check(saved)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise SiamDeskError(f"{path} is not a saved classifier, or is damaged.") from error
    tuned = path / _ENCODER
    return saved, tuned if tuned.is_dir() else None


def _check(saved: SavedClassifier) -> None:
    """Raise ValueError when the parts can't be those of one classifier."""
    lengths = {len(column) for column in (saved.y, saved.groups, saved.names, *saved.pooled)}
    if len(lengths) != 1 or not saved.pooled or any(z.ndim != 2 for z in saved.pooled):
        raise ValueError(f"columns of {lengths} examples")
    texts = (*saved.y, *(g for g in saved.groups if g is not None))
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a class or group is no text")
    if not all(isinstance(name, str | int) for name in saved.names):
        raise ValueError("a name is neither text nor number")
    if not (isinstance(saved.parameters, dict) and isinstance(saved.turns, int)):
        raise ValueError("parameters are no mapping, or turns no number")
