"""Making, finding and renaming classes inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from siamdesk.errors import ClassNameError
from siamdesk.project.colours import next_colour
from siamdesk.project.edits import Change
from siamdesk.project.names import class_key
from siamdesk.project.rows import read_class, read_classes
from siamdesk.project.values import DefectClass


def insert_class(
    connection: sqlite3.Connection, name: str, colour: str | None = None, *, is_ok: bool = False
) -> DefectClass:
    """Append a class whose name is cleaned and not taken; None chooses the next colour.

    With `is_ok` it is the OK class, unless there is one.
    """
    others = read_classes(connection)
    chosen = colour or next_colour(c.colour for c in others)
    connection.execute(
        "INSERT INTO class (name, key, position, colour, ok) VALUES (?, ?, ?, ?, ?)",
        (name, class_key(name), len(others), chosen, is_ok and not any(c.is_ok for c in others)),
    )
    return existing_class(connection, name)


def existing_class(connection: sqlite3.Connection, name: str) -> DefectClass:
    """The class of this name. Raises `ClassNameError`."""
    found = read_class(connection, key=class_key(name))
    if found is None:
        raise ClassNameError(f"There is no class '{name}'. Add it first, or check its spelling.")
    return found


def class_by_id(connection: sqlite3.Connection, class_id: int) -> DefectClass:
    """The class with this id. Raises `ClassNameError`."""
    found = read_class(connection, class_id=class_id)
    if found is None:
        raise ClassNameError("This class is not in the project any more. Choose another one.")
    return found


def refuse_taken(connection: sqlite3.Connection, name: str, *, but: int | None = None) -> None:
    """Raise `ClassNameError` when a class other than `but` has this name already."""
    found = read_class(connection, key=class_key(name))
    if found is not None and found.id != but:
        raise ClassNameError(
            f"There is already a class '{found.name}'. Names must differ in more than capitals: "
            "choose another one."
        )


def name_changes(class_id: int, name: str) -> list[Change]:
    """The changes that give a class a name."""
    return [
        Change("class", "name", ((class_id, name),)),
        Change("class", "key", ((class_id, class_key(name)),)),
    ]


def place_changes(order: Sequence[DefectClass]) -> tuple[Change, Change]:
    """The changes that put classes in this order, and those that take it back."""
    moved = [(place, known) for place, known in enumerate(order) if known.position != place]
    return (
        Change("class", "position", tuple((known.id, place) for place, known in moved)),
        Change("class", "position", tuple((known.id, known.position) for _, known in moved)),
    )
