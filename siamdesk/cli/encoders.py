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
    from siamdesk.encoders.inventory import ListedEncoder


class EncodersFormat(StrEnum):
    """How `encoders` prints."""

    TABLE = "table"
    JSON = "json"


Format = Annotated[
    EncodersFormat | None,
    typer.Option("--format", help="How to print the list; a table by default."),
]

encoders = typer.Typer(
    invoke_without_command=True,
    help="List the encoders that projects can use; add encoders of your own, or remove them.",
)


@encoders.callback()
def encoders_by_default(context: typer.Context, format_: Format = None) -> None:
    """List the encoders that projects can use; add encoders of your own, or remove them."""
    context.obj = format_  # for `list`, whichever of the two words it was given after
    if context.invoked_subcommand is None:
        _list(format_)


@encoders.command("list")
def list_encoders(context: typer.Context, format_: Format = None) -> None:
    """List the encoders that there are, also those that are not installed (the default)."""
    _list(format_ or context.obj)


def _list(format_: EncodersFormat | None) -> None:
    from siamdesk.encoders.inventory import all_encoders

    found, problems = all_encoders()
    for problem in problems:
        say(f"[yellow]Attention:[/] {escape(problem)}")
    if format_ is EncodersFormat.JSON:
        OUT.print_json(json.dumps([_as_json(encoder) for encoder in found]))
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
        PixelScale | None,
        typer.Option(help="The range that it wants its photos in; 0..255 by default."),
    ] = None,
) -> None:
    """Add an encoder: projects can choose it then with `siamdesk settings PROJECT --encoder`."""
    from siamdesk.encoders.added import APPLICATIONS

    path = Path(what)
    if path.is_file() or (path.suffix and not what.startswith(APPLICATIONS)):
        encoder_id = _add_file(path, name, pixels or PixelScale.BYTES)
    else:  # also where a folder is called like it
        _refuse_options(name, pixels)
        encoder_id = _fetch(what)
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


def _refuse_options(name: str | None, pixels: PixelScale | None) -> None:
    """What says how a file is to be taken means nothing for an encoder that is known."""
    for option, value in (("--name", name), ("--pixels", pixels)):
        if value is not None:
            raise typer.BadParameter("It is for a .keras or .onnx file alone.", param_hint=option)


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


def _as_json(encoder: ListedEncoder) -> dict[str, object]:
    spec = encoder.spec
    return {
        "encoder": spec.id,
        "title": spec.title,
        "kind": encoder.kind.value,
        "origin": encoder.origin,
        "installed": encoder.installed,
        "bundled": spec.bundled,
        "frozen": spec.frozen,
        "input_size": spec.input_size,
        "dimension": spec.dimension,
        "bytes": encoder.size,
        "licence": spec.licence,
    }


def _print(found: list[ListedEncoder]) -> None:
    # Ids are to be typed again: they are never cut off.
    first, second = (Column(name, overflow="fold") for name in ("encoder", "title (from)"))
    table = Table(first, second, box=None, pad_edge=False)
    for name in ("pixels", "length", "MB"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for encoder in found:
        spec = encoder.spec
        table.add_row(
            escape(spec.id),
            escape(f"{spec.title} ({encoder.origin}, {spec.licence})"),
            str(spec.input_size),
            str(spec.dimension),
            "" if encoder.size is None else f"{encoder.size / 1e6:.1f}",
            _remark(encoder),
        )
    OUT.print(table)
    OUT.print("To install one, or to add a file: siamdesk encoders add ID|FILE", soft_wrap=True)


def _remark(encoder: ListedEncoder) -> str:
    if not encoder.installed:
        return "[yellow]not installed[/]"
    return f"{encoder.kind.value}, frozen" if encoder.spec.frozen else encoder.kind.value
