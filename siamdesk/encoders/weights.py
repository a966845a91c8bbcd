"""The shipped weights: float16 ``.npz`` files, and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from siamdesk.atomic import write_atomic
from siamdesk.errors import EncoderError
from siamdesk.resources import resource_path

if TYPE_CHECKING:
    import keras

Weights = Mapping[str, NDArray[Any]]
"""Keras weight path -> array."""

MANIFEST = "encoders.json"
BUNDLED = frozenset({"lite0", "tiny_vit"})
"""Ids of the encoders whose files come with SiamDesk."""
_REINSTALL = "Reinstall SiamDesk to restore it."
_TAKE_A_COPY = "Restore the folder that it is in from a copy."


def encoders_folder() -> Path:
    """The folder of the encoders that come with SiamDesk."""
    return resource_path("encoders")


def user_encoders_folder() -> Path:
    """The folder of the encoders that the user converted; it need not exist.

    ``SIAMDESK_ENCODERS`` names another one.
    """
    if chosen := os.environ.get("SIAMDESK_ENCODERS"):
        return Path(chosen)
    return Path(platformdirs.user_data_dir("siamdesk", appauthor=False)) / "encoders"


def file_stem(encoder_id: str) -> str:
    """What the names of an encoder's files start with; Windows allows no colon in them."""
    return encoder_id.replace(":", "-")


def encoder_folder(encoder_id: str) -> Path:
    """Where the files of an encoder are.

    Raises `EncoderError`, saying what to run, for one that neither is bundled nor was converted.
    """
    if encoder_id in BUNDLED:
        return encoders_folder()
    folder = user_encoders_folder()
    if not (folder / MANIFEST).is_file() or encoder_id not in read_manifest(folder):
        message = (
            f"The encoder {encoder_id} does not come with SiamDesk and is not in {folder} yet. "
            f"To put it there, run: {conversion_command(encoder_id)}"
        )
        raise EncoderError(message)
    return folder


def conversion_command(encoder_id: str) -> str:
    """The command that brings an encoder which is not bundled."""
    wanted = "FILE" if encoder_id.startswith("own:") else encoder_id
    return f"siamdesk encoders add {wanted}"


def _remedy(path: Path) -> str:
    if path.parent == user_encoders_folder():
        command = conversion_command("").strip()
        return f"Convert the encoder again ({command} ...) to restore it."
    if path.parent == encoders_folder():
        return _REINSTALL
    return _TAKE_A_COPY


def write_weights(path: Path, weights: Weights, *, exact: bool = False) -> None:
    """Write arrays as a ``.npz`` without pickle: vectors in float32, all else in float16.

    Vectors (biases, statistics of batch norm) add 1 % to the file, and variances can leave
    float16's range. With `exact`, everything is in float32. Written beside `path` first, then moved
    there, so that no half file is ever seen; the same weights give the same bytes. Raises
    `EncoderError` when the disk refuses.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(weights.items()):
            # `numpy.savez` would stamp the time: the same weights must give the same file.
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as stream:
                kept = array.astype(np.float32) if exact else _compact(array)
                np.lib.format.write_array(stream, kept, allow_pickle=False)
    write_atomically(path, buffer.getvalue())


def _compact(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(np.float16 if array.ndim > 1 else np.float32)


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; `EncoderError` when the disk refuses."""
    try:
        write_atomic(path, data, durable=False)
    except OSError as error:
        message = f"{path} can't be written: {error.strerror or error}. Free some space and retry."
        raise EncoderError(message) from error


def read_weights(path: Path, *, sha256: str | None = None) -> dict[str, NDArray[np.float32]]:
    """Weight path -> float32 array from a file of `write_weights`.

    Raises `EncoderError` when the file is missing, damaged, or not the one that `sha256` names.
    """
    data = read_checked(path, sha256=sha256)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return {name: arrays[name].astype(np.float32) for name in arrays.files}
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile) as error:
        message = f"The weights {path} are damaged ({error}). {_remedy(path)}"
        raise EncoderError(message) from error


def read_checked(path: Path, *, sha256: str | None) -> bytes:
    """The bytes of a file; `EncoderError` when missing or, given a `sha256`, when changed."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        message = f"The encoder file {path} can't be read: {reason}. {_remedy(path)}"
        raise EncoderError(message) from error
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        message = f"The encoder file {path} is damaged: it is not what was shipped. {_remedy(path)}"
        raise EncoderError(message)
    return data


def read_manifest(folder: Path) -> dict[str, Any]:
    """Encoder id -> what its files are and where they came from."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(read_checked(path, sha256=None))
    except ValueError as error:
        message = f"The list of encoders {path} is damaged ({error}). {_remedy(path)}"
        raise EncoderError(message) from error
    if not isinstance(manifest, dict):
        message = f"The list of encoders {path} is damaged. {_remedy(path)}"
        raise EncoderError(message)
    return manifest


def file_hashes(encoder_id: str, folder: Path) -> dict[str, str]:
    """File name -> SHA-256 of an encoder's files, as the manifest in `folder` records them."""
    try:
        files = read_manifest(folder)[encoder_id]["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (KeyError, TypeError, AttributeError) as error:
        path = folder / MANIFEST
        message = f"{path} says nothing of the encoder {encoder_id!r}. {_remedy(path)}"
        raise EncoderError(message) from error


def shipped_weights(
    encoder_id: str, *, folder: Path | None = None
) -> dict[str, NDArray[np.float32]]:
    """Weight path -> float32 array of an encoder as it came, checked against the manifest.

    `folder` is where its files are, by default `encoder_folder`. Raises `EncoderError`.
    """
    folder = folder or encoder_folder(encoder_id)
    name = f"{file_stem(encoder_id)}.npz"
    hashes = file_hashes(encoder_id, folder)
    if name not in hashes:
        path = folder / MANIFEST
        message = f"{path} does not name {name}. {_remedy(path)}"
        raise EncoderError(message)
    return read_weights(folder / name, sha256=hashes[name])


def load_into(model: keras.Model, weights: Weights) -> None:
    """Put `weights` into a Keras model, by path.

    The model may be a part of the encoder: weights that it has no place for are left aside. Raises
    `EncoderError` when it has a weight that is missing, or of another shape.
    """
    for variable in model.weights:
        array = weights.get(variable.path)
        if array is None:
            message = f"The weights have nothing for {variable.path} of {model.name}. {_REINSTALL}"
            raise EncoderError(message)
        if tuple(array.shape) != tuple(variable.shape):
            message = (
                f"{variable.path} of {model.name} should have the shape {tuple(variable.shape)}, "
                f"not {tuple(array.shape)}. {_REINSTALL}"
            )
            raise EncoderError(message)
        variable.assign(np.asarray(array, np.float32))


def load_shipped(model: keras.Model, encoder_id: str) -> None:
    """Put an encoder's shipped weights into its Keras graph, or into a part of it."""
    load_into(model, shipped_weights(encoder_id))
