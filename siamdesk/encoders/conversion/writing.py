"""Writes an encoder's files into a folder: weights, graph, licence, manifest and NOTICE."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
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
    import openvino as ov

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

    _make(out)
    archive = out / f"{spec.file_stem}.npz"
    write_weights(archive, weights, exact=architecture is not None)
    hashes = {archive.name: _sha256(archive)}
    if architecture is not None:
        name, text = architecture
        write_atomically(out / name, text.encode())
        hashes[name] = _sha256(out / name)
    load_into(model, read_weights(archive))  # the rounded ones, so that both files say the same
    hashes |= write_graph(to_openvino(model), out, spec.file_stem)
    _write_papers(spec, hashes, origin, out)


def write_frozen(spec: EncoderSpec, graph: ov.Model, origin: Origin, out: Path) -> None:
    """As `write_encoder`, for an encoder of which there is nothing but the graph."""
    from siamdesk.encoders.graph import write_graph

    _make(out)
    _write_papers(spec, write_graph(graph, out, spec.file_stem), origin, out)


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {out} can't be made: {error.strerror or error}. Choose another."
        raise EncoderError(message) from error


def _write_papers(spec: EncoderSpec, hashes: dict[str, str], origin: Origin, out: Path) -> None:
    """Licence, manifest and NOTICE, after the files that they name."""
    write_atomically(out / f"{spec.file_stem}.LICENSE", origin.licence_text)
    entry = {"files": hashes, "licence": spec.licence, **origin.record}
    _record(spec.id, entry, out)
    _write_notice(out, spec, origin.notice)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(encoder_id: str, entry: dict[str, Any], out: Path) -> None:
    manifest: dict[str, Any] = read_manifest(out) if (out / MANIFEST).exists() else {}
    replaced = manifest.get(encoder_id, {}).get("files", {})
    manifest[encoder_id] = entry
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    write_atomically(out / MANIFEST, text.encode())
    for name in replaced.keys() - entry["files"].keys():
        with suppress(OSError):  # nothing names it any more
            (out / name).unlink()


def _write_notice(out: Path, spec: EncoderSpec, about: str) -> None:
    """Replace or add one encoder's paragraph; those of `SOURCES` come first, in their order."""
    suffixes = (".xml", ".bin") if spec.frozen else (".npz", ".xml", ".bin")
    files = ", ".join(f"{spec.file_stem}{suffix}" for suffix in suffixes)
    paragraphs = {**_paragraphs(out), spec.file_stem: f"{files}\n{about}"}
    _write_paragraphs(out, paragraphs)


def forget_notice(out: Path, stem: str) -> None:
    """Take an encoder's paragraph out of NOTICE."""
    paragraphs = _paragraphs(out)
    if paragraphs.pop(stem, None) is not None:
        _write_paragraphs(out, paragraphs)


def _paragraphs(out: Path) -> dict[str, str]:
    """The paragraphs of NOTICE by the stem of the files that they begin with."""
    path = out / "NOTICE"
    found = path.read_text(encoding="utf-8").split("\n\n")[1:] if path.is_file() else []
    return {text.partition(".")[0]: text.rstrip("\n") + "\n" for text in found}


def _write_paragraphs(out: Path, paragraphs: dict[str, str]) -> None:
    order = {encoder_id: number for number, encoder_id in enumerate(SOURCES)}
    stems = sorted(paragraphs, key=lambda name: (order.get(name, len(order)), name))
    text = "\n".join([_NOTICE_HEAD, *(paragraphs[name] for name in stems)])
    write_atomically(out / "NOTICE", text.encode())
