"""What a ``.keras`` file holds, looked at before Keras opens it."""

from __future__ import annotations

import json
import tempfile
import zipfile
import zlib
from pathlib import Path, PureWindowsPath
from typing import Any, Final

from siamdesk.encoders.conversion.own_files import MOST_BYTES
from siamdesk.errors import EncoderError

_WEIGHTS: Final = "model.weights.h5"
_MEMBERS: Final = frozenset({"config.json", "metadata.json", _WEIGHTS})
_MOST_CONFIG: Final = 50_000_000
"""Bytes of the architecture: no network needs that many words."""
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError)


def read_architecture(path: Path) -> str:
    """The architecture in a ``.keras`` file, less how it was trained, which is never loaded.

    Raises `EncoderError` for an archive that is damaged, too large or leads out of its folder, that
    holds what no encoder needs, and for weights that lie in other files.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(path, archive)
            config = json.loads(archive.read("config.json"))
            if _WEIGHTS in archive.namelist():
                _check_weights(path, archive)
    except (OSError, KeyError, ValueError, RuntimeError, *_DAMAGED) as error:
        message = f"{path} is not a .keras file ({error}). Save the encoder with model.save()."
        raise EncoderError(message) from error
    if isinstance(config, dict):
        config.pop("compile_config", None)
    return json.dumps(config)


def _check_members(path: Path, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    for info in infos:
        name = PureWindowsPath(info.filename)  # it knows both kinds of slashes
        if name.root or name.drive or ".." in name.parts:
            message = f"{path} was refused: {info.filename!r} in it leads out of its folder."
            raise EncoderError(message)
    names = [info.filename for info in infos]
    if foreign := sorted(set(names) - _MEMBERS):
        message = f"{path} was refused: it also holds {foreign[0]}, which no encoder needs."
        raise EncoderError(message)
    if len(names) > len(set(names)):
        message = f"{path} was refused: it holds two files of one name."
        raise EncoderError(message)
    for info in infos:
        if info.file_size > (MOST_BYTES if info.filename == _WEIGHTS else _MOST_CONFIG):
            message = (
                f"{path} was refused: its {info.filename} would unpack to "
                f"{info.file_size / 1e9:.1f} GB, more than an encoder needs."
            )
            raise EncoderError(message)


def _check_weights(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse HDF5 that would have Keras read other files, or that swells when it is read."""
    import h5py

    with tempfile.TemporaryDirectory(prefix="siamdesk-") as folder:
        archive.extract(_WEIGHTS, folder)
        with h5py.File(Path(folder, _WEIGHTS), "r") as file:
            size = _checked_size(path, file)
    if size > 2 * MOST_BYTES:
        message = f"{path} was refused: its weights would take {size / 1e9:.1f} GB of memory."
        raise EncoderError(message)


def _checked_size(path: Path, group: Any) -> int:
    """Bytes that the arrays of a group take in memory."""
    import h5py

    total = 0
    for name in group:
        link = group.get(name, getlink=True)
        if not isinstance(link, h5py.HardLink):
            message = f"{path} was refused: {name!r} among its weights is a link elsewhere."
            raise EncoderError(message)
        found = group[name]
        if isinstance(found, h5py.Group):
            total += _checked_size(path, found)
        elif found.external or found.is_virtual:
            message = f"{path} was refused: {name!r} among its weights lies in another file."
            raise EncoderError(message)
        else:
            total += int(found.nbytes)
    return total
