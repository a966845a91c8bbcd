"""``python -m siamdesk.encoders.conversion [lite0|tiny_vit|all]``: make the shipped files."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.conversion.sources import CACHE, SOURCES, Source, fetch_source
from siamdesk.encoders.registry import ENCODERS, EncoderSpec
from siamdesk.encoders.weights import (
    MANIFEST,
    encoders_folder,
    load_into,
    read_manifest,
    read_weights,
    write_atomically,
    write_weights,
)
from siamdesk.errors import EncoderError

_NOTICE_HEAD = """\
Pretrained weights in this folder, and whose work they are. SiamDesk changed the file format and
rounded to float16; the .LICENSE file of the same name holds the terms.
"""


def convert(encoder_id: str, *, cache: Path, out: Path) -> None:
    """Write weights, compiled graph and licence of one encoder into `out`; add to its manifest."""
    spec, source = ENCODERS[encoder_id], SOURCES[encoder_id]
    out.mkdir(parents=True, exist_ok=True)
    arrays = _reader(encoder_id)(fetch_source(source, cache))
    archive = out / f"{encoder_id}.npz"
    write_weights(archive, arrays)
    hashes = {archive.name: hashlib.sha256(archive.read_bytes()).hexdigest()}
    hashes |= _write_graph(spec, archive, out)
    text = Path(__file__).with_name("licences").joinpath(source.licence_text).read_bytes()
    write_atomically(out / f"{encoder_id}.LICENSE", text)
    _record(spec, source, hashes, out)
    _write_notice(out)


def _reader(encoder_id: str) -> Callable[[Path], dict[str, NDArray[np.float32]]]:
    if encoder_id == "lite0":
        from siamdesk.encoders.conversion.lite0 import read_lite0

        return read_lite0
    from siamdesk.encoders.conversion.tiny_vit import read_tiny_vit

    return read_tiny_vit


def _write_graph(spec: EncoderSpec, archive: Path, out: Path) -> dict[str, str]:
    from siamdesk.encoders.graph import to_openvino, write_graph

    model = spec.build()
    load_into(model, read_weights(archive))  # the rounded ones, so that both files say the same
    return write_graph(to_openvino(model), out, spec.id)


def _record(spec: EncoderSpec, source: Source, hashes: dict[str, str], out: Path) -> None:
    manifest: dict[str, Any] = read_manifest(out) if (out / MANIFEST).exists() else {}
    manifest[spec.id] = {
        "files": hashes,
        "licence": spec.licence,
        "source": {
            "package": f"{source.package}=={source.version}",
            "file": source.member,
            "sha256": source.sha256,
        },
    }
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    write_atomically(out / MANIFEST, text.encode())


def _write_notice(out: Path) -> None:
    paragraphs = [_NOTICE_HEAD]
    for encoder_id, source in SOURCES.items():
        paragraphs.append(
            f"{encoder_id}.npz, {encoder_id}.xml, {encoder_id}.bin\n"
            f"  Weights: {source.authors}.\n"
            f"  Licence: {ENCODERS[encoder_id].licence}.\n"
            f"  Taken from: {source.member}\n"
            f"    in the Python package {source.package} {source.version}: {source.upstream}.\n"
            f"  SHA-256 of that file: {source.sha256}\n"
        )
    write_atomically(out / "NOTICE", "\n".join(paragraphs).encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status (1 when a source can't be had or is damaged)."""
    parser = argparse.ArgumentParser(
        prog="python -m siamdesk.encoders.conversion", description=__doc__
    )
    parser.add_argument("encoder", nargs="?", default="all", choices=["all", *SOURCES])
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the wheels are kept")
    parser.add_argument("--out", type=Path, default=encoders_folder(), help="where to write")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        for encoder_id in SOURCES if options.encoder == "all" else [options.encoder]:
            sys.stderr.write(f"Converting {ENCODERS[encoder_id].title} ...\n")
            convert(encoder_id, cache=options.cache, out=options.out)
    except EncoderError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
