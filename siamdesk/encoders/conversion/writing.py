"""Writes an encoder's files into a folder: weights, graph, licence, manifest and NOTICE."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siamdesk.encoders.conversion.sources import SOURCES
from siamdesk.encoders.registry import EncoderSpec
from siamdesk.encoders.weights import (
    MANIFEST,
    Weights,
    load_into,
    read_manifest,
    read_weights,
    write_atomically,
    write_weights,
)
from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import keras

_NOTICE_HEAD = """\
Pretrained weights in this folder, and whose work they are. SiamDesk changed the file format and
rounded to float16; the .LICENSE file of the same name holds the terms.
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an encoder came from."""

    record: dict[str, Any]
    """For the manifest."""
    notice: str
    """A paragraph for NOTICE, without the line that names the files."""
    licence_text: bytes


def write_encoder(
    spec: EncoderSpec,
    model: keras.Model,
    weights: Weights,
    origin: Origin,
    out: Path,
    *,
    architecture: tuple[str, str] | None = None,
) -> None:
    """Write all files of one encoder into `out`, and add it to the manifest and NOTICE there.

    `model` is the encoder's graph; its weights are replaced by `weights`. `architecture` is (file
    name, text) of the graph where no module builds it; the weights of such a one are not rounded.
    Raises `EncoderError` when the disk refuses.
    """
    from siamdesk.encoders.graph import to_openvino, write_graph

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {out} can't be made: {error.strerror or error}. Choose another."
        raise EncoderError(message) from error
    archive = out / f"{spec.file_stem}.npz"
    write_weights(archive, weights, exact=architecture is not None)
    hashes = {archive.name: _sha256(archive)}
    if architecture is not None:
        name, text = architecture
        write_atomically(out / name, text.encode())
        hashes[name] = _sha256(out / name)
    load_into(model, read_weights(archive))  # the rounded ones, so that both files say the same
    hashes |= write_graph(to_openvino(model), out, spec.file_stem)
    write_atomically(out / f"{spec.file_stem}.LICENSE", origin.licence_text)
    entry = {"files": hashes, "licence": spec.licence, **origin.record}
    _record(spec.id, entry, out)
    _write_notice(out, spec.file_stem, origin.notice)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(encoder_id: str, entry: dict[str, Any], out: Path) -> None:
    manifest: dict[str, Any] = read_manifest(out) if (out / MANIFEST).exists() else {}
    manifest[encoder_id] = entry
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    write_atomically(out / MANIFEST, text.encode())


def _write_notice(out: Path, stem: str, about: str) -> None:
    """Replace or add one encoder's paragraph; those of `SOURCES` come first, in their order."""
    path = out / "NOTICE"
    found = path.read_text(encoding="utf-8").split("\n\n")[1:] if path.is_file() else []
    paragraphs = {text.partition(".npz")[0]: text.rstrip("\n") + "\n" for text in found}
    paragraphs[stem] = f"{stem}.npz, {stem}.xml, {stem}.bin\n{about}"
    order = {encoder_id: number for number, encoder_id in enumerate(SOURCES)}
    stems = sorted(paragraphs, key=lambda name: (order.get(name, len(order)), name))
    text = "\n".join([_NOTICE_HEAD, *(paragraphs[name] for name in stems)])
    write_atomically(path, text.encode())
