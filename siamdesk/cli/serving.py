"""`siamdesk serve`: guesses over HTTP."""

from __future__ import annotations

import importlib.util
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import say
from siamdesk.cli.learning import engine_for, learn_or_fail
from siamdesk.errors import SiamDeskError
from siamdesk.saved_classifier import is_saved_classifier

if TYPE_CHECKING:
    from siamdesk.engine.guesser import Guesser

_NEEDED = ("fastapi", "uvicorn", "python_multipart")


def serve(
    model: Annotated[
        Path,
        typer.Argument(
            metavar="MODEL_OR_PROJECT",
            help="A project, or a folder that FewShotClassifier.save wrote.",
            readable=False,
        ),
    ],
    host: Annotated[str, typer.Option(help="The address; only this machine by default.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="SIAMDESK_TOKEN",
            help="What clients must send as 'Authorization: Bearer TOKEN'; needed for any address "
            "that others can reach. Better set as SIAMDESK_TOKEN than typed.",
        ),
    ] = None,
    max_megabytes: Annotated[int, typer.Option(min=1, help="Of one request.")] = 64,
    max_megapixels: Annotated[int, typer.Option(min=1, max=300, help="Of one photo.")] = 100,
) -> None:
    """Answer requests for guesses over HTTP with the JSON of `classify --format json`."""
    _need_extra()
    from siamdesk.serving.app import create_app
    from siamdesk.serving.limits import Limits
    from siamdesk.serving.running import is_loopback, run_service

    if not (token or is_loopback(host)):
        raise typer.BadParameter(
            f"Others can reach {host}: choose a token that clients must send (SIAMDESK_TOKEN).",
            param_hint="--token",
        )
    limits = Limits(body=max_megabytes * 1_000_000, pixels=max_megapixels * 1_000_000)
    app = create_app(_guesser(model), limits=limits, token=token or None)
    with suppress(KeyboardInterrupt):  # Ctrl+C is how a service ends
        run_service(app, host, port, started=_tell)


def _guesser(model: Path) -> Guesser:
    if is_saved_classifier(model):
        from siamdesk.classifier import FewShotClassifier

        return FewShotClassifier.load(model).guesser()
    from siamdesk.engine.guesser import Guesser

    with engine_for(model) as engine:
        learn_or_fail(engine)
        return Guesser.of(engine)


def _need_extra() -> None:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise SiamDeskError(
            f"The service takes an extra ({', '.join(missing)} is missing). "
            "Install siamdesk[serve]."
        )


def _tell(address: str) -> None:
    say(f"Serving at [bold]{escape(address)}[/] ({escape(address)}/openapi.json). Ctrl+C ends.")
