"""The folder or zip of an exported model: where it may be, and what is in it beside the model."""

from __future__ import annotations

import glob
import json
import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from siamdesk.encoders.export_check import Answers
from siamdesk.encoders.export_zip import check_zip_destination, is_zip_name, zip_folder
from siamdesk.encoders.formats.base import ModelFormat
from siamdesk.encoders.formats.example import example_text
from siamdesk.encoders.formats.registry import FORMATS
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.weights import encoder_folder
from siamdesk.errors import ExportError
from siamdesk.export_kinds import Precision

_FORMAT_MARK = "siamdesk-export-1"
_COMPANIONS = frozenset({"labels.json", "model_card.md", "example.py", "verify", "licences"})
_CONTENT = _COMPANIONS.union(*(model_format.files for model_format in FORMATS.values()))
_CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__"})
_PARTS = ("writing", "scratch")
_TOKEN = 8
_STALE_S = 3600.0
"""An export takes minutes; what is older was left behind."""
_VERIFY_TOLERANCE = {Precision.FLOAT32: 0.01, Precision.FLOAT16: 0.05, Precision.INT8: 0.1}
"""Of a probability, between computers: other kernels round elsewhere, the more so the coarser."""


def check_destination(out: Path) -> None:
    """Refuse to replace what is not an earlier export, to the last file in it."""
    if not out.exists() and not out.is_symlink():
        return
    if is_zip_name(out):
        check_zip_destination(out, _FORMAT_MARK)
        return
    if not out.is_dir() or out.is_symlink():
        message = f"{out} is not a folder. Choose another name for the export."
        raise ExportError(message)
    names = {path.name for path in out.iterdir()} - _CLUTTER
    if not names:
        return
    if not _is_export(out):
        message = f"{out} is not empty and not an earlier export. Choose another folder."
        raise ExportError(message)
    if foreign := sorted(names - _CONTENT):
        message = (
            f"{out} also holds {', '.join(foreign[:3])}, which an export would delete. Move it."
        )
        raise ExportError(message)


def _is_export(folder: Path) -> bool:
    try:
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    known = isinstance(labels, dict) and labels.get("format") == _FORMAT_MARK
    return known and (folder / "model_card.md").is_file()


def _sweep(out: Path) -> None:
    """Delete what an export to the same place left when its process was killed."""
    long_ago = time.time() - _STALE_S
    for part in _PARTS:
        for left in out.parent.glob(f".{glob.escape(out.name)}.{'[0-9a-f]' * _TOKEN}.{part}"):
            with suppress(OSError):
                if left.stat().st_mtime < long_ago:
                    shutil.rmtree(left)


@contextmanager
def writing_beside(out: Path) -> Iterator[tuple[Path, Path]]:
    """A folder to become `out` and one for scratch, both gone afterwards, whatever happens."""
    _sweep(out)
    token = uuid.uuid4().hex[:_TOKEN]
    folder, scratch = (out.with_name(f".{out.name}.{token}.{part}") for part in _PARTS)
    try:
        folder.mkdir(parents=True)
        scratch.mkdir()
        yield folder, scratch
    except OSError as error:
        message = f"The model can't be written to {out}: {error.strerror or error}."
        raise ExportError(message) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(scratch, ignore_errors=True)


def write_before_check(
    folder: Path, model_format: ModelFormat, classes: Sequence[str], encoder_ids: Sequence[str]
) -> None:
    """Write what lies beside the model and does not depend on the check."""
    _write_json(folder / "labels.json", {"format": _FORMAT_MARK, "classes": list(classes)})
    side = encoder_spec(encoder_ids[0]).input_size
    (folder / "example.py").write_text(example_text(model_format, side=side), encoding="utf-8")
    _copy_licences(folder / "licences", encoder_ids)


def write_verify(
    folder: Path,
    classes: Sequence[str],
    images: Sequence[NDArray[np.uint8]],
    answers: Answers,
    precision: Precision,
) -> None:
    """Make `folder` with three of the photos and what the model answered."""
    folder.mkdir()
    last = len(images) - 1
    photos, embeddings = [], {}
    for number, index in enumerate(sorted({0, last // 2, last}), start=1):
        name = f"photo_{number}.png"
        PillowImage.fromarray(images[index]).save(folder / name)
        probabilities = answers.probabilities[index].tolist()
        photos.append(
            {
                "file": name,
                "probabilities": dict(zip(classes, probabilities, strict=True)),
                "unknown": float(answers.unknown[index]),
            }
        )
        embeddings[name] = answers.embedding[index].tolist()
    expected = {"tolerance": _VERIFY_TOLERANCE[precision], "photos": photos}
    _write_json(folder / "expected.json", expected)
    # Thousands of numbers each: in a file of their own, which nobody reads with their eyes.
    (folder / "embeddings.json").write_text(json.dumps(embeddings) + "\n", encoding="utf-8")


def _copy_licences(folder: Path, encoder_ids: Sequence[str]) -> None:
    folder.mkdir()
    for encoder_id in encoder_ids:
        source, stem = encoder_folder(encoder_id), encoder_spec(encoder_id).file_stem
        shutil.copyfile(source / f"{stem}.LICENSE", folder / f"{stem}.LICENSE")
        shutil.copyfile(source / "NOTICE", folder / "NOTICE")


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def move_into_place(folder: Path, out: Path, scratch: Path) -> None:
    """Swap `folder`, or a zip of it, for `out`; if that fails, `out` is put back."""
    if is_zip_name(out):
        packed = scratch / "packed.zip"
        zip_folder(folder, packed, name=out.stem)
        packed.replace(out)
        return
    if not out.exists():
        folder.replace(out)
        return
    earlier = folder.with_suffix(".earlier")
    out.replace(earlier)
    try:
        folder.replace(out)
    except OSError:
        earlier.replace(out)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
