"""A trained `FewShotClassifier` as files: JSON, NumPy arrays, an encoder folder; no pickle."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import SiamDeskError

FORMAT = 2
_ABOUT, _ARRAYS, _ENCODER = "classifier.json", "pooled.npz", "encoder"
_DAMAGED: Final = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    EOFError,
    RecursionError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading may raise for files that are cut off, overwritten, or of something else."""


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
    try:
        if path.exists() and not is_saved_classifier(path):
            raise SiamDeskError(
                f"{path} exists and is not a saved classifier: choose another name."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f".{path.name}-", dir=path.parent, ignore_cleanup_errors=True
        ) as scratch:
            fresh = Path(scratch) / "new"
            _write(saved, fresh, tuned)
            _put(fresh, path)
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
    # In ASCII: classes and names of files may be in no encoding, and come back as they were.
    (fresh / _ABOUT).write_text(json.dumps(about), encoding="ascii")
    np.savez(fresh / _ARRAYS, *saved.pooled)
    if tuned is not None:
        shutil.copytree(tuned, fresh / _ENCODER)


def _put(fresh: Path, path: Path) -> None:
    """Put a folder in the place of another, which comes back if that fails, also by Ctrl+C."""
    if not path.exists():
        fresh.replace(path)
        return
    # Not among what is thrown away afterwards: should it not come back, it is still there.
    old = Path(tempfile.mkdtemp(prefix=f".{path.name}-old-", dir=path.parent))
    try:
        path.replace(old / path.name)
        fresh.replace(path)
    except BaseException:
        if not path.exists():
            (old / path.name).replace(path)
        raise
    finally:
        if path.exists():
            shutil.rmtree(old, ignore_errors=True)


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
    except _DAMAGED as error:
        raise SiamDeskError(f"{path} is not a saved classifier, or is damaged.") from error
    tuned = path / _ENCODER
    return saved, tuned if tuned.is_dir() else None


def _check(saved: SavedClassifier) -> None:
    """Raise ValueError when the parts can't be those of one classifier."""
    lengths = {len(column) for column in (saved.y, saved.groups, saved.names, *saved.pooled)}
    if len(lengths) != 1 or not saved.pooled or any(z.ndim != 2 for z in saved.pooled):
        raise ValueError(f"columns of {lengths} examples")
    if not all(z.dtype == np.float32 and np.isfinite(z).all() for z in saved.pooled):
        raise ValueError("features are no finite numbers")
    texts = (*saved.y, *(g for g in saved.groups if g is not None))
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a class or group is no text")
    if not all(isinstance(name, str | int) for name in saved.names):
        raise ValueError("a name is neither text nor number")
    if not (isinstance(saved.parameters, dict) and isinstance(saved.turns, int)):
        raise ValueError("parameters are no mapping, or turns no number")
    if not isinstance(saved.parameters.get("encoder"), str):
        raise ValueError("the encoder has no name")
