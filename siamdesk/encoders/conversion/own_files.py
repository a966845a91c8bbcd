"""Encoders from files of other people: which are taken, and why the others are not."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from siamdesk.build_info import WITHOUT_KERAS, has_keras
from siamdesk.encoders.conversion.pixels import PixelRange
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.registry import EncoderSpec
from siamdesk.encoders.weights import user_encoders_folder
from siamdesk.errors import EncoderError
from siamdesk.progress import Progress, no_progress

MOST_BYTES: Final = 2_000_000_000
"""Of a file, and of what it unpacks to; encoders that are usable on office machines have less."""

_PICKLE: Final = re.compile(rb"\x80[\x02-\x05]")
_PICKLED_SUFFIXES: Final = (".pkl", ".pickle", ".joblib", ".pt", ".pth", ".ckpt")
_HDF5: Final = b"\x89HDF"


def add_own(
    path: Path,
    *,
    name: str | None = None,
    pixels: PixelRange = PixelRange.BYTES,
    out: Path | None = None,
    progress: Progress = no_progress,
) -> EncoderSpec:
    """Make the encoder ``own:NAME`` of a ``.keras`` or ``.onnx`` file; the name by default its own.

    It lies in the user's folder afterwards, or in `out`, in place of one of that name. One from
    ONNX is frozen: there is no Keras graph of it. It gets its photos in the range `pixels`.
    Nothing in the file is run. Raises `EncoderError` with the reason when the file is refused;
    `progress` may raise `Cancelled` until the encoder is written.
    """
    progress(0.0, f"Looking at {path.name}")
    check_kind(path)
    if not has_keras():
        raise EncoderError(WITHOUT_KERAS)
    folder = out or user_encoders_folder()
    if path.suffix.lower() == ".onnx":
        from siamdesk.encoders.conversion.frozen_onnx import wrap_onnx
        from siamdesk.encoders.conversion.writing import write_frozen

        frozen = wrap_onnx(path, name=own_name(path, name), pixels=pixels, progress=progress)
        progress(0.8, f"Writing {frozen.spec.title}")
        write_frozen(frozen.spec, frozen.graph, frozen.origin, folder)
        return frozen.spec
    from siamdesk.encoders.conversion.adding import wrap_own, write_wrapped

    load_keras(lambda _, __: progress(0.1, "Starting Keras"))
    wrapped = wrap_own(path, name=own_name(path, name), pixels=pixels)
    progress(0.6, f"Writing {wrapped.spec.title}")
    write_wrapped(wrapped, folder)
    return wrapped.spec


def own_name(path: Path, name: str | None = None) -> str:
    """What an encoder is called: in small letters, because some systems take Mine for mine.

    Raises `EncoderError` for a name that no file should have.
    """
    found = (name or path.stem).lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", found):
        message = (
            f"{found!r} can't name an encoder: choose a --name of up to 40 letters a to z, digits, "
            "- and _."
        )
        raise EncoderError(message)
    return found


def check_kind(path: Path) -> None:
    """Refuse what is neither a ``.keras`` nor an ``.onnx`` file, by its first bytes and its name.

    Raises `EncoderError`, saying what to do instead.
    """
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError as error:
        reason = error.strerror or error
        message = f"{path} can't be read ({reason}). Check its path."
        raise EncoderError(message) from error
    if size > MOST_BYTES:
        message = (
            f"{path} was refused: it has {size / 1e9:.1f} GB, and an encoder has at most "
            f"{MOST_BYTES / 1e9:.0f} GB."
        )
        raise EncoderError(message)
    if _PICKLE.match(head) or suffix in _PICKLED_SUFFIXES or _holds_pickle(path, head):
        message = (
            f"{path} was refused: it is a pickle, and to open a pickle is to "
            "run whatever program is in it. Export the encoder as ONNX and add that."
        )
        raise EncoderError(message)
    if head == _HDF5:
        message = (
            f"{path} was refused: it is an HDF5 file, in which layers can hide "
            "programs. Load it where it was made and save it as .keras or ONNX."
        )
        raise EncoderError(message)
    if suffix not in (".keras", ".onnx"):
        message = f"{path} is neither a .keras nor an .onnx file. Save the encoder as one of these."
        raise EncoderError(message)


def _holds_pickle(path: Path, head: bytes) -> bool:
    """Whether it is an archive as PyTorch writes them."""
    if head[:2] != b"PK":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(_PICKLED_SUFFIXES) for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
