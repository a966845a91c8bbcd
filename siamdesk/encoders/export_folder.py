"""The folder of an exported model: where it may be, and what lies in it besides the model."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from siamdesk.encoders.export_check import Answers
from siamdesk.encoders.export_texts import EXAMPLE
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.weights import encoder_folder
from siamdesk.errors import ExportError

_FORMAT_MARK = "siamdesk-export-1"
_CONTENT = frozenset(
    {"model.keras", "labels.json", "model_card.md", "example.py", "verify", "licences"}
)
_CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__"})
_VERIFY_TOLERANCE = 0.01


def check_destination(out: Path) -> None:
    """Refuse to replace what is not an earlier export, to the last file in it."""
    if not out.exists() and not out.is_symlink():
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


@contextmanager
def writing_beside(out: Path) -> Iterator[tuple[Path, Path]]:
    """A folder to become `out` and one for scratch, both gone afterwards, whatever happens."""
    token = uuid.uuid4().hex[:8]
    folder, scratch = (
        out.with_name(f".{out.name}.{token}.{part}") for part in ("writing", "scratch")
    )
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


def write_companions(
    folder: Path,
    *,
    classes: Sequence[str],
    encoder_ids: Sequence[str],
    card: str,
    images: Sequence[NDArray[np.uint8]],
    answers: Answers,
) -> None:
    """Write all but the model into `folder`; `answers` are the model's for `images`."""
    _write_json(folder / "labels.json", {"format": _FORMAT_MARK, "classes": list(classes)})
    (folder / "model_card.md").write_text(card, encoding="utf-8")
    (folder / "example.py").write_text(EXAMPLE, encoding="utf-8")
    _write_verify(folder / "verify", classes, images, answers)
    _copy_licences(folder / "licences", encoder_ids)


def _write_verify(
    folder: Path, classes: Sequence[str], images: Sequence[NDArray[np.uint8]], answers: Answers
) -> None:
    folder.mkdir()
    last = len(images) - 1
    photos = []
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
    _write_json(folder / "expected.json", {"tolerance": _VERIFY_TOLERANCE, "photos": photos})


def _copy_licences(folder: Path, encoder_ids: Sequence[str]) -> None:
    folder.mkdir()
    for encoder_id in encoder_ids:
        source, stem = encoder_folder(encoder_id), encoder_spec(encoder_id).file_stem
        shutil.copyfile(source / f"{stem}.LICENSE", folder / f"{stem}.LICENSE")
        shutil.copyfile(source / "NOTICE", folder / "NOTICE")


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def move_into_place(folder: Path, out: Path) -> None:
    """Swap `folder` for `out`; if that fails, `out` is put back."""
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
