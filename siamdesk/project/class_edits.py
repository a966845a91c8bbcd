"""Edits of the list of classes: add, rename, merge, delete, move, colour, which one is OK."""

from __future__ import annotations

from siamdesk.errors import ClassNameError
from siamdesk.project.classes import (
    class_by_id,
    insert_class,
    name_changes,
    place_changes,
    refuse_taken,
)
from siamdesk.project.colours import clean_colour
from siamdesk.project.editing import Editing
from siamdesk.project.edits import Change, present
from siamdesk.project.names import clean_class_name
from siamdesk.project.rows import read_classes
from siamdesk.project.values import DefectClass, EditKind
from siamdesk.project.wording import deleted_class_text, merged_text


class ClassEdits(Editing):
    """The part of `Project` that edits its classes; each method is one edit.

    Methods raise `ClassNameError` when a class is not in the project any more.
    """

    def add_class(self, name: str) -> DefectClass:
        """Append a class. Raises `ClassNameError`."""
        name = clean_class_name(name)
        with self._writing():
            refuse_taken(self._connection, name)
            made = insert_class(self._connection, name)
            self._log.record(
                EditKind.ADD_CLASS,
                f"Add class {name}",
                forward=[present("class", [made.id], value=True)],
                inverse=[present("class", [made.id], value=False)],
            )
        return made

    def rename_class(self, class_id: int, name: str) -> None:
        """Give a class another name. Raises `ClassNameError`."""
        name = clean_class_name(name)
        with self._writing():
            old = class_by_id(self._connection, class_id)
            refuse_taken(self._connection, name, but=class_id)
            if name != old.name:
                self._log.record(
                    EditKind.RENAME_CLASS,
                    f"Rename class {old.name} to {name}",
                    forward=name_changes(class_id, name),
                    inverse=name_changes(class_id, old.name),
                )

    def merge_classes(self, class_id: int, into: int) -> None:
        """Make all examples of a class examples of another one; the emptied class goes away."""
        if class_id == into:
            raise ClassNameError("A class can't be merged into itself. Choose another one.")
        with self._writing():
            old, target = (class_by_id(self._connection, row) for row in (class_id, into))
            self._dissolve(
                old,
                into,
                EditKind.MERGE_CLASSES,
                merged_text(old.name, target.name, self._count(class_id)),
            )

    def delete_class(self, class_id: int) -> None:
        """Take a class away; its examples go back to the inbox."""
        with self._writing():
            old = class_by_id(self._connection, class_id)
            text = deleted_class_text(old.name, self._count(class_id))
            self._dissolve(old, None, EditKind.DELETE_CLASS, text)

    def move_class(self, class_id: int, position: int) -> None:
        """Put a class at this place in the list, from 0; beyond the ends is at the end.

        When it is there already, there is no edit.
        """
        with self._writing():
            moved = class_by_id(self._connection, class_id)
            order = [c for c in read_classes(self._connection) if c.id != class_id]
            place = min(max(position, 0), len(order))
            order.insert(place, moved)
            if place != moved.position:
                forward, inverse = place_changes(order)
                self._log.record(
                    EditKind.MOVE_CLASS,
                    f"Move class {moved.name} to place {place + 1}",
                    forward=[forward],
                    inverse=[inverse],
                )

    def set_class_colour(self, class_id: int, colour: str) -> None:
        """Give a class a colour, ``#rrggbb``. Raises `ProjectError` for anything else."""
        colour = clean_colour(colour)
        with self._writing():
            known = class_by_id(self._connection, class_id)
            if colour != known.colour:
                self._log.record(
                    EditKind.SET_COLOUR,
                    f"Change the colour of class {known.name}",
                    forward=[Change("class", "colour", ((class_id, colour),))],
                    inverse=[Change("class", "colour", ((class_id, known.colour),))],
                )

    def set_ok_class(self, class_id: int | None) -> None:
        """Say which class holds photos that are as they should be; None: no class does.

        When it is so already, there is no edit.
        """
        with self._writing():
            chosen = None if class_id is None else class_by_id(self._connection, class_id)
            before = next((c for c in read_classes(self._connection) if c.is_ok), None)
            if (before and before.id) != (chosen and chosen.id):
                self._log.record(
                    EditKind.SET_OK,
                    "Call no class OK" if chosen is None else f"Call class {chosen.name} OK",
                    forward=[_ok_change(chosen, before)],
                    inverse=[_ok_change(before, chosen)],
                )

    def _dissolve(self, old: DefectClass, into: int | None, kind: EditKind, text: str) -> None:
        """Move the examples of a class, take it away and close the gap in the list.

        When the class was OK, so is the one that its examples go to.
        """
        rows = self._connection.execute(
            "SELECT id FROM photo WHERE class_id = ? AND present = 1 ORDER BY id", (old.id,)
        ).fetchall()
        stay = [c for c in read_classes(self._connection) if c.id != old.id]
        forward, inverse = place_changes(stay)
        target = next((c for c in stay if c.id == into), None)
        passed_on = old.is_ok and target is not None
        self._log.record(
            kind,
            text,
            forward=[
                Change("photo", "class_id", tuple((row, into) for (row,) in rows)),
                present("class", [old.id], value=False),
                forward,
                *([_ok_change(target, old)] if passed_on else []),
            ],
            inverse=[
                *([_ok_change(old, target)] if passed_on else []),
                inverse,
                present("class", [old.id], value=True),
                Change("photo", "class_id", tuple((row, old.id) for (row,) in rows)),
            ],
        )

    def _count(self, class_id: int) -> int:
        found = self._connection.execute(
            "SELECT COUNT(*) FROM photo WHERE class_id = ? AND present = 1", (class_id,)
        ).fetchone()
        return int(found[0])


def _ok_change(chosen: DefectClass | None, before: DefectClass | None) -> Change:
    """Makes `chosen` the class that is OK in place of `before`."""
    cells = [(known.id, int(known is chosen)) for known in (before, chosen) if known is not None]
    return Change("class", "ok", tuple(cells))
