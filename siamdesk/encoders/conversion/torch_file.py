"""Reads tensors from PyTorch's ``.pth`` files without PyTorch and without running their pickle.

There are two formats: a stream of pickles and buffers, which PyTorch wrote before 1.6, and a zip
archive of one pickle and a file per buffer, which it writes since.

A pickle can name any function and call it. This reader allows exactly the three kinds of names that
a state dictionary needs, replaces each by a harmless value of its own, and refuses everything else.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import EncoderError

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_ZIP = b"PK\x03\x04"
_LARGEST = 2**30
"""Bytes; weights that are larger unpacked are none of ours."""
_DAMAGED = (
    pickle.UnpicklingError,
    EOFError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    NotImplementedError,
)
_DTYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


@dataclass(frozen=True, slots=True)
class _Storage:
    key: str
    dtype: np.dtype[Any]
    size: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    """A window on a storage, as strides in elements."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def _rebuild_tensor(
    storage: _Storage,
    offset: int,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    *_: object,
) -> _Tensor:
    return _Tensor(storage, offset, shape, strides)


_ALLOWED: dict[tuple[str, str], object] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor,
    ("torch", "FloatStorage"): _DTYPES["FloatStorage"],
    ("torch", "LongStorage"): _DTYPES["LongStorage"],
}


# S301 warns of pickle as such; this class is the answer to it.
class _RestrictedUnpickler(pickle.Unpickler):
    """Finds only the names in `_ALLOWED`."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return _ALLOWED[module_name, global_name]
        except KeyError:
            message = f"it asks for {module_name}.{global_name}, which weights never need"
            raise pickle.UnpicklingError(message) from None

    def persistent_load(self, pid: Any) -> _Storage:
        kind, dtype, key, _location, size, *view = pid  # the stream adds a view, mostly None
        if kind != "storage" or view not in ([], [None]):
            message = f"unknown reference {kind!r}"
            raise pickle.UnpicklingError(message)
        if dtype not in _DTYPES.values():
            message = "a tensor is of no kind that weights have"
            raise pickle.UnpicklingError(message)
        return _Storage(str(key), dtype, int(size))


def read_state_dict(path: Path) -> dict[str, NDArray[Any]]:
    """The tensors of a ``.pth`` file in either of PyTorch's formats.

    Returns name -> array, float32 or int64, in PyTorch's axis order. Raises `EncoderError` when the
    file is not one, is damaged, or names anything beyond plain tensors.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(len(_ZIP)) == _ZIP:
                return _read_archive(stream)
            stream.seek(0)
            return _read_stream(stream)
    except OSError as error:
        message = f"{path} can't be read: {error.strerror or error}."
        raise EncoderError(message) from error
    except (*_DAMAGED, zipfile.BadZipFile) as error:
        # What a damaged pickle can raise, by the documentation of `pickle` and by our own checks.
        message = f"{path} is not a safe and complete weights file: {error}."
        raise EncoderError(message) from error


def _read_stream(stream: BinaryIO) -> dict[str, NDArray[Any]]:
    def load() -> Any:
        return _RestrictedUnpickler(stream).load()

    if load() != _MAGIC or load() != _PROTOCOL:
        _damaged("it does not start as PyTorch's old format does")
    if load().get("little_endian") is not True:
        _damaged("it is big-endian")
    tensors = load()
    buffers = _read_buffers(stream, load(), _storages(tensors))
    return {name: _view(tensor, buffers[tensor.storage.key]) for name, tensor in tensors.items()}


def _read_archive(stream: BinaryIO) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > _LARGEST:
            _damaged("it is far too large")
        tables = [m.filename for m in members if m.filename.endswith("/data.pkl")]
        if len(tables) != 1:
            _damaged("it holds no table of tensors")
        root = tables[0].removesuffix("data.pkl")
        if f"{root}byteorder" in archive.namelist() and (
            archive.read(f"{root}byteorder") != b"little"
        ):
            _damaged("it is big-endian")
        tensors = _RestrictedUnpickler(io.BytesIO(archive.read(tables[0]))).load()
        buffers = {
            key: _archived_buffer(archive.read(f"{root}data/{key}"), storage)
            for key, storage in _storages(tensors).items()
        }
    return {name: _view(tensor, buffers[tensor.storage.key]) for name, tensor in tensors.items()}


def _archived_buffer(data: bytes, storage: _Storage) -> NDArray[Any]:
    if len(data) != storage.size * storage.dtype.itemsize:
        _damaged("a tensor has another size than announced")
    return np.frombuffer(data, storage.dtype)


def _storages(tensors: Any) -> dict[str, _Storage]:
    if not isinstance(tensors, OrderedDict):
        _damaged("it holds no table of tensors")
    if not all(isinstance(tensor, _Tensor) for tensor in tensors.values()):
        _damaged("it holds something other than tensors")
    return {tensor.storage.key: tensor.storage for tensor in tensors.values()}


def _read_buffers(
    stream: BinaryIO, keys: list[str], storages: dict[str, _Storage]
) -> dict[str, NDArray[Any]]:
    buffers = {}
    for key in keys:
        storage = storages[key]
        if int.from_bytes(stream.read(8), "little") != storage.size:
            _damaged("a tensor has another size than announced")
        data = stream.read(storage.size * storage.dtype.itemsize)
        buffers[key] = np.frombuffer(data, storage.dtype, storage.size)
    return buffers


def _view(tensor: _Tensor, buffer: NDArray[Any]) -> NDArray[Any]:
    last = tensor.offset + sum(
        (size - 1) * stride for size, stride in zip(tensor.shape, tensor.strides, strict=True)
    )
    if min(tensor.offset, *tensor.strides, *tensor.shape, 0) < 0 or last >= buffer.size:
        _damaged("a tensor reaches beyond its data")
    strides = [stride * buffer.itemsize for stride in tensor.strides]
    start = buffer[tensor.offset :]
    return np.lib.stride_tricks.as_strided(start, tensor.shape, strides).copy()


def _damaged(reason: str) -> NoReturn:
    raise ValueError(reason)
