"""A tuned encoder on disk: its weights for Keras and its graph for OpenVINO, with their hashes.

Reading needs no Keras.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.finetune import TUNABLE, TunedWeights
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.turns import TURNS
from siamdesk.encoders.weights import (
    load_into,
    read_checked,
    read_weights,
    shipped_weights,
    write_weights,
)
from siamdesk.errors import EncoderError

_RECORD = "encoder.json"
_GRAPH = "encoder"
_TUNED = "tail.npz"
"""What was tuned, be it the tail or all: it is laid over the weights as shipped."""


def save_tuned(tuned: TunedWeights, folder: Path) -> None:
    """Write the whole tuned encoder to `folder`, which appears complete or not at all.

    An older encoder there is replaced. Needs TensorFlow as Keras' backend. Raises `EncoderError`
    when the disk refuses.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tuned-", dir=folder.parent) as temporary:
            new = Path(temporary) / "new"
            new.mkdir()
            _write_tuned(tuned, new)
            _swap(new, folder, old=Path(temporary) / "old")
    except OSError as error:
        message = f"The tuned encoder can't be written to {folder}: {error.strerror or error}."
        raise EncoderError(message) from error


def _swap(new: Path, folder: Path, *, old: Path) -> None:
    if folder.exists():
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if old.exists():
            old.replace(folder)
        raise


def _write_tuned(tuned: TunedWeights, folder: Path) -> None:
    from siamdesk.encoders.graph import to_openvino, write_graph

    path = folder / _TUNED
    # float16 would round away what the early stages of the whole encoder have learnt: they move by
    # 4e-5 at most. So the encoder that is kept is the one that was judged.
    write_weights(path, tuned.arrays, exact=True)
    model = encoder_spec(TUNABLE).build()
    load_into(model, shipped_weights(TUNABLE) | read_weights(path))
    files = write_graph(to_openvino(model), folder, _GRAPH)
    files[_TUNED] = hashlib.sha256(path.read_bytes()).hexdigest()
    record = {"encoder": TUNABLE, "files": files}
    (folder / _RECORD).write_text(json.dumps(record, indent=2, sort_keys=True), encoding="utf-8")


def load_tuned(folder: Path, *, turns: int = TURNS) -> Encoder:
    """The encoder that `save_tuned` wrote; its key differs from that of the pretrained one.

    Raises `EncoderError` when files are missing or damaged.
    """
    encoder_id, files = _read_record(folder)
    spec = encoder_spec(encoder_id)
    return Encoder.open(spec, folder, name=_GRAPH, hashes=files, turns=turns)


def check_tuned(folder: Path) -> None:
    """Make sure that `load_tuned` and `tuned_weights` find what was saved; raises `EncoderError`.

    Takes milliseconds: the files are read, the encoder is not made from them.
    """
    _, files = _read_record(folder)
    for name, sha256 in files.items():
        read_checked(folder / name, sha256=sha256)


def tuned_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Weight path -> float32 array of the whole encoder that `save_tuned` wrote.

    For its Keras graph. Raises `EncoderError` when files are missing or damaged.
    """
    encoder_id, files = _read_record(folder)
    tuned = read_weights(folder / _TUNED, sha256=files.get(_TUNED, ""))
    return shipped_weights(encoder_id) | tuned


def _read_record(folder: Path) -> tuple[str, dict[str, str]]:
    path = folder / _RECORD
    try:
        record: Any = json.loads(read_checked(path, sha256=None))
        return str(record["encoder"]), {str(k): str(v) for k, v in record["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} is damaged ({error}). Fine-tune again, or go back to an earlier model."
        raise EncoderError(message) from error
