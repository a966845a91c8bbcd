"""Edits of photos: their classes, their groups, notes on them; and taking them out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.project.classes import class_by_id, insert_class, refuse_taken
from siamdesk.project.editing import Editing
from siamdesk.project.edits import Change, present
from siamdesk.project.names import clean_class_name
from siamdesk.project.values import DefectClass, EditKind
from siamdesk.project.wording import (
    confirmed_text,
    grouped_text,
    note_text,
    removed_text,
    set_class_text,
    split_text,
)

MAX_GROUP_LENGTH: Final = 255
"""Characters: as many as a file name has, which groups are often named after."""

MAX_NOTE_LENGTH: Final = 500
"""Characters of a note."""


class PhotoEdits(Editing):
    """The part of `Project` that edits its photos; each method is one edit."""

    def set_class(self, photo_ids: Sequence[int], class_id: int | None) -> None:
        """Make photos examples of a class, or send them back to the inbox (None).

        Photos that are there already are left alone; when all are, there is no edit. Raises
        `ClassNameError` or `ProjectError` when the class or a photo is not in the project.
        """
        self.set_classes(dict.fromkeys(photo_ids, class_id))

    def set_classes(self, class_ids: Mapping[int, int | None]) -> None:
        """Give each photo a class of its own, by photo id; one edit, else as `set_class`."""
        with self._writing():
            wanted = {c for c in class_ids.values() if c is not None}
            names = {c: class_by_id(self._connection, c).name for c in wanted}
            moved = [p for p in self._existing(class_ids) if p.class_id != class_ids[p.id]]
            if moved:
                new = tuple((p.id, class_ids[p.id]) for p in moved)
                old = tuple((p.id, p.class_id) for p in moved)
                self._log.record(
                    EditKind.SET_CLASS,
                    set_class_text([(p.name, names.get(class_ids[p.id] or 0)) for p in moved]),
                    forward=[Change("photo", "class_id", new)],
                    inverse=[Change("photo", "class_id", old)],
                )

    def confirm_classes(self, photo_ids: Sequence[int]) -> None:
        """Say that examples have the right class, whatever the others look like.

        It counts as long as a photo has that class (`ProjectSnapshot.confirmed`). Photos of the
        inbox are left alone; when all are there, there is no edit. Raises `ProjectError` when a
        photo is not in the project.
        """
        with self._writing():
            photos = [p for p in self._existing(photo_ids) if p.class_id is not None]
            if photos:
                # Nothing changes but the history, where `PhotoPast` finds it.
                same = Change("photo", "class_id", tuple((p.id, p.class_id) for p in photos))
                self._log.record(
                    EditKind.CONFIRM_CLASS,
                    confirmed_text([p.name for p in photos]),
                    forward=[same],
                    inverse=[same],
                )

    def split_class(self, photo_ids: Sequence[int], name: str) -> DefectClass:
        """Make photos the examples of a new class, in one edit.

        Raises `ClassNameError` for an impossible or taken name, `ProjectError` without photos or
        when one is not in the project.
        """
        name = clean_class_name(name)
        with self._writing():
            photos = self._existing(photo_ids)
            if not photos:
                raise ProjectError(f"Select photos that are to become the class '{name}'.")
            refuse_taken(self._connection, name)
            made = insert_class(self._connection, name)
            self._log.record(
                EditKind.SPLIT_CLASS,
                split_text([p.name for p in photos], name),
                forward=[
                    present("class", [made.id], value=True),
                    Change("photo", "class_id", tuple((p.id, made.id) for p in photos)),
                ],
                inverse=[
                    Change("photo", "class_id", tuple((p.id, p.class_id) for p in photos)),
                    present("class", [made.id], value=False),
                ],
            )
        return made

    def remove_photos(self, photo_ids: Sequence[int]) -> None:
        """Take photos out of the project. Their files stay, so that it can be undone."""
        with self._writing():
            photos = self._existing(photo_ids)
            if photos:
                ids = [photo.id for photo in photos]
                self._log.record(
                    EditKind.REMOVE_PHOTOS,
                    removed_text([photo.name for photo in photos]),
                    forward=[present("photo", ids, value=False)],
                    inverse=[present("photo", ids, value=True)],
                )

    def set_groups(self, groups: Mapping[int, str | None]) -> None:
        """Give photos, by id, the name of the part that they show, or none; one edit.

        Photos that have it already are left alone; when all have, there is no edit. Raises
        `ProjectError` when a photo is not in the project or a name is too long.
        """
        wanted = {photo: clean_group(name) for photo, name in groups.items()}
        with self._writing():
            photos = [p for p in self._existing(list(wanted)) if p.group != wanted[p.id]]
            if photos:
                self._log.record(
                    EditKind.SET_GROUP,
                    grouped_text([p.name for p in photos], {wanted[p.id] for p in photos}),
                    forward=[Change("photo", "part", tuple((p.id, wanted[p.id]) for p in photos))],
                    inverse=[Change("photo", "part", tuple((p.id, p.group) for p in photos))],
                )

    def set_note(self, photo_id: int, note: str) -> None:
        """Write a short text about a photo; an empty one deletes the note.

        When it stands there already, there is no edit. Raises `ProjectError` when the photo is not
        in the project or the text is too long.
        """
        wanted = clean_note(note)
        with self._writing():
            (photo,) = self._existing([photo_id])
            known = photo.note or None
            if wanted != known:
                self._log.record(
                    EditKind.SET_NOTE,
                    note_text(photo.name, wanted),
                    forward=[Change("photo", "note", ((photo_id, wanted),))],
                    inverse=[Change("photo", "note", ((photo_id, known),))],
                )


def clean_note(note: str) -> str | None:
    """The text as it is stored: composed (NFC), in one line; None for an empty one.

    Raises `ProjectError` when it is longer than `MAX_NOTE_LENGTH`.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", note).split())
    if len(cleaned) > MAX_NOTE_LENGTH:
        raise ProjectError(
            f"The note '{cleaned[:30]}…' has {len(cleaned)} characters; at most "
            f"{MAX_NOTE_LENGTH} fit. Shorten it."
        )
    return cleaned or None


def clean_group(name: str | None) -> str | None:
    """The name as it is stored: composed (NFC), without blanks around it; None for an empty one.

    Raises `ProjectError` when it is longer than `MAX_GROUP_LENGTH`.
    """
    cleaned = unicodedata.normalize("NFC", name or "").strip()
    if len(cleaned) > MAX_GROUP_LENGTH:
        raise ProjectError(
            f"The group name '{cleaned[:30]}…' has {len(cleaned)} characters; at most "
            f"{MAX_GROUP_LENGTH} fit. Shorten it."
        )
    return cleaned or None
