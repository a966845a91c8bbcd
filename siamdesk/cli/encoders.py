"""`siamdesk encoders`: what turns photos into numbers; add encoders of your own, remove them."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.engine.model_messages import PixelScale
from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    from siamdesk.encoders.registry import EncoderSpec


class EncodersFormat(StrEnum):
    """How `encoders` prints."""

    TABLE = "table"
    JSON = "json"


encoders = typer.Typer(
    invoke_without_command=True,
    help="List the encoders that projects can use; add encoders of your own, or remove them.",
)


@encoders.callback()
def list_encoders(
    context: typer.Context,
    format: Annotated[  # noqa: A002 - the option is called so
        EncodersFormat, typer.Option(help="How to print the list.")
    ] = EncodersFormat.TABLE,
) -> None:
    """List the encoders that projects can use; add encoders of your own, or remove them."""
    if context.invoked_subcommand is not None:
        return
    from siamdesk.encoders.added import added_ids
    from siamdesk.encoders.registry import ENCODERS, encoder_spec

    found = [encoder_spec(encoder_id) for encoder_id in (*ENCODERS, *added_ids())]
    if format is EncodersFormat.JSON:
        OUT.print_json(json.dumps([_as_json(spec) for spec in found]))
    else:
        _print(found)


@encoders.command()
def add(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|ID",
            help="A .keras or .onnx file; or an encoder of the list that is not installed, or "
            "applications:NAME, which are downloaded.",
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="What to call it, if not as the file is called.")
    ] = None,
    pixels: Annotated[
        PixelScale, typer.Option(help="The range that it wants its photos in.")
    ] = PixelScale.BYTES,
) -> None:
    """Add an encoder: projects can choose it then with `siamdesk settings PROJECT --encoder`."""
    path = Path(what)
    is_file = path.exists() or path.suffix
    encoder_id = _add_file(path, name, pixels) if is_file else _fetch(what)
    say(
        f"Added [bold]{escape(encoder_id)}[/]. To use it: siamdesk settings PROJECT --encoder "
        f"{escape(encoder_id)}"
    )


@encoders.command()
def remove(
    encoder_id: Annotated[
        str, typer.Argument(metavar="ID", help="An encoder that was added, e.g. own:mine.")
    ],
) -> None:
    """Delete an encoder that was added; projects that chose it use the default then."""
    from siamdesk.encoders.conversion.removing import remove_encoder

    remove_encoder(encoder_id)
    say(f"Removed [bold]{escape(encoder_id)}[/].")


def _add_file(path: Path, name: str | None, pixels: PixelScale) -> str:
    from siamdesk.encoders.conversion.own_files import add_own
    from siamdesk.encoders.conversion.pixels import PixelRange

    with progress_bar("Adding the encoder") as bar:
        spec = add_own(path, name=name, pixels=PixelRange(pixels.value), progress=bar)
    if spec.frozen:
        say("It is frozen: it can't be fine-tuned, and models that use it can't be exported.")
    return spec.id


def _fetch(encoder_id: str) -> str:
    """Bring an encoder that has to be downloaded. Raises `EncoderError`."""
    from siamdesk.encoders.added import APPLICATIONS
    from siamdesk.encoders.conversion.__main__ import bring
    from siamdesk.encoders.quiet import load_keras
    from siamdesk.encoders.registry import ENCODERS

    if encoder_id in ENCODERS and ENCODERS[encoder_id].bundled:
        raise EncoderError(f"The encoder {encoder_id} comes with SiamDesk; it is there already.")
    if encoder_id not in ENCODERS and not encoder_id.startswith(APPLICATIONS):
        known = ", ".join(spec.id for spec in ENCODERS.values() if not spec.bundled)
        raise EncoderError(
            f"There is no encoder '{encoder_id}' to add. Give a .keras or .onnx file, or one of: "
            f"{known}, {APPLICATIONS}NAME."
        )
    with progress_bar("Loading Keras") as bar:
        load_keras(bar)
    bring(encoder_id)
    return encoder_id


def _installed(spec: EncoderSpec) -> bool:
    from siamdesk.encoders.weights import encoder_folder

    try:
        encoder_folder(spec.id)
    except EncoderError:
        return False
    return True


def _as_json(spec: EncoderSpec) -> dict[str, object]:
    return {
        "encoder": spec.id,
        "title": spec.title,
        "installed": _installed(spec),
        "bundled": spec.bundled,
        "frozen": spec.frozen,
        "input_size": spec.input_size,
        "dimension": spec.dimension,
        "licence": spec.licence,
    }


def _print(specs: list[EncoderSpec]) -> None:
    # Ids are to be typed again: they are never cut off.
    first, last = Column("encoder", overflow="fold", min_width=15), Column(no_wrap=True)
    table = Table(first, "title", "pixels", "length", "licence", last)
    for spec in specs:
        table.add_row(
            escape(spec.id),
            escape(spec.title),
            str(spec.input_size),
            str(spec.dimension),
            escape(spec.licence),
            "[yellow]not installed[/]" if not _installed(spec) else "frozen" if spec.frozen else "",
        )
    OUT.print(table)
    OUT.print("To install one, or to add a file: siamdesk encoders add ID|FILE", soft_wrap=True)
