"""What the window has the project's thread edit: each request is a value that carries itself out.

Another edit is a method of `Project` and a request here; whoever wants it calls `Session.edit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from siamdesk.images.framing import Framing
from siamdesk.project.store import Project


class EditRequest(Protocol):
    """One edit, not yet made."""

    def carry_out(self, project: Project) -> None:
        """Make it, in the project's thread. Raises what the method of `Project` raises."""


@dataclass(frozen=True, slots=True)
class SetClasses:
    """Make photos, by id, examples of a class each, or send them back to the inbox (None)."""

    class_ids: Mapping[int, int | None]

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_classes(self.class_ids)


@dataclass(frozen=True, slots=True)
class ConfirmClasses:
    """Say that examples have the right class."""

    photo_ids: tuple[int, ...]

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.confirm_classes(self.photo_ids)


@dataclass(frozen=True, slots=True)
class SplitClass:
    """Make photos the examples of a new class."""

    photo_ids: tuple[int, ...]
    name: str

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.split_class(self.photo_ids, self.name)


@dataclass(frozen=True, slots=True)
class RemovePhotos:
    """Take photos out of the project."""

    photo_ids: tuple[int, ...]

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.remove_photos(self.photo_ids)


@dataclass(frozen=True, slots=True)
class SetGroups:
    """Give photos, by id, the name of the part that they show, or none."""

    groups: Mapping[int, str | None]

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_groups(self.groups)


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write a note on a photo; an empty one deletes it."""

    photo_id: int
    note: str

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_note(self.photo_id, self.note)


@dataclass(frozen=True, slots=True)
class SetFraming:
    """Choose for photos, by id, what of them is looked at; None in it is what the project has."""

    framings: Mapping[int, Framing]

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_framing(self.framings)


@dataclass(frozen=True, slots=True)
class SetProjectFraming:
    """Choose what is looked at of all photos, but for those that have a choice of their own."""

    framing: Framing
    everywhere: bool = False
    """Whether such choices are forgotten."""

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_project_framing(self.framing, everywhere=self.everywhere)


@dataclass(frozen=True, slots=True)
class AddClass:
    """Append a class."""

    name: str

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.add_class(self.name)


@dataclass(frozen=True, slots=True)
class RenameClass:
    """Give a class another name."""

    class_id: int
    name: str

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.rename_class(self.class_id, self.name)


@dataclass(frozen=True, slots=True)
class MergeClasses:
    """Make the examples of a class examples of another one; the class goes away."""

    class_id: int
    into: int

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.merge_classes(self.class_id, self.into)


@dataclass(frozen=True, slots=True)
class DeleteClass:
    """Take a class away; its examples go back to the inbox."""

    class_id: int

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.delete_class(self.class_id)


@dataclass(frozen=True, slots=True)
class MoveClass:
    """Put a class at this place in the list."""

    class_id: int
    position: int

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.move_class(self.class_id, self.position)


@dataclass(frozen=True, slots=True)
class SetClassColour:
    """Give a class a colour, ``#rrggbb``."""

    class_id: int
    colour: str

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_class_colour(self.class_id, self.colour)


@dataclass(frozen=True, slots=True)
class SetOkClass:
    """Say which class holds photos that are as they should be; None: no class does."""

    class_id: int | None

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.set_ok_class(self.class_id)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last edit."""

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.undo()


@dataclass(frozen=True, slots=True)
class Redo:
    """Make the edit again that was undone last."""

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.redo()


@dataclass(frozen=True, slots=True)
class GoTo:
    """Undo or redo until this edit is the last that is done; 0 is before the first."""

    edit_id: int

    def carry_out(self, project: Project) -> None:
        """See `EditRequest`."""
        project.go_to(self.edit_id)
