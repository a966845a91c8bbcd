"""`siamdesk frame`: what of a project's photos is looked at."""

from __future__ import annotations

from typing import Annotated

import typer

from siamdesk.cli.console import say
from siamdesk.cli.projects import ProjectPath, existing_project
from siamdesk.images.framing import Framing, Region, Window
from siamdesk.project.store import Project
from siamdesk.project.wording import region_words, window_words


def frame(
    project: ProjectPath,
    region: Annotated[
        str | None,
        typer.Option(
            metavar="LEFT,TOP,RIGHT,BOTTOM",
            help="Look only at this part of every photo, in percent from its top left corner.",
        ),
    ] = None,
    outline: Annotated[
        str | None,
        typer.Option(
            metavar="X,Y X,Y X,Y …",
            help="Look only at what lies within this line, in percent from the top left corner.",
        ),
    ] = None,
    window: Annotated[
        str | None,
        typer.Option(
            metavar="LOW,HIGH",
            help="The values of photos with more than 8 bits that are black and white.",
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Look at whole photos again.")] = False,
    usual: Annotated[
        bool, typer.Option("--usual", help="Show the usual grey values again.")
    ] = False,
) -> None:
    """Choose what of all photos is looked at; without options, tell what is."""
    if ((region or outline) and whole) or (window and usual):
        raise typer.BadParameter("Give a choice, or go back to the usual: not both.")
    if region and outline:
        raise typer.BadParameter("Give a rectangle or an outline: not both.")
    chosen_region = None if region is None else _region(region)
    if outline is not None:
        chosen_region = _outline(outline)
    chosen_window = None if window is None else _window(window)
    with Project.open(existing_project(project)) as opened:
        old = opened.framing
        opened.set_project_framing(
            Framing(
                chosen_region or (None if whole else old.region),
                chosen_window or (None if usual else old.window),
            )
        )
        _tell(opened.framing)


def _tell(framing: Framing) -> None:
    region, window = framing.shown_region, framing.window
    say("Looks at whole photos." if region is None else f"Looks at {region_words(region)}.")
    if window is not None:
        say(f"Shows grey values {window_words(window)} of photos with more than 8 bits.")


def _region(text: str) -> Region:
    try:
        left, top, right, bottom = (share / 100 for share in _numbers(text, 4))
        return Region(left, top, right, bottom)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' is no part of a photo. Give four percentages such as 10,20,90,80.",
            param_hint="--region",
        ) from None


def _outline(text: str) -> Region:
    try:
        corners = [_numbers(corner, 2) for corner in text.split()]
        return Region.around((x / 100, y / 100) for x, y in corners)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' is no outline inside a photo. Give three corners or more, each as two "
            "percentages, such as '50,10 90,90 10,90'.",
            param_hint="--outline",
        ) from None


def _window(text: str) -> Window:
    try:
        low, high = _numbers(text, 2)
        return Window(low, high)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' are no grey values. Give two, the lower one first, such as 1000,5000.",
            param_hint="--window",
        ) from None


def _numbers(text: str, count: int) -> list[float]:
    """Raises ValueError unless there are so many."""
    found = [float(number) for number in text.split(",")]
    if len(found) != count:
        raise ValueError(text)
    return found
