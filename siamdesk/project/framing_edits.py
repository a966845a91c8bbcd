"""Edits of what of the photos is looked at: regions, and windows of grey values."""

from __future__ import annotations

from collections.abc import Mapping

from siamdesk.images.framing import PLAIN, Framing
from siamdesk.project.database import storage_errors
from siamdesk.project.editing import Editing
from siamdesk.project.edits import Cell, Change
from siamdesk.project.rows import framing_cells, read_framing
from siamdesk.project.values import EditKind, Photo
from siamdesk.project.wording import counted, framed_text

_COLUMNS = ("region", "grey_window")


class FramingEdits(Editing):
    """The part of `Project` that chooses what of its photos counts; each method is one edit."""

    @property
    def framing(self) -> Framing:
        """What is looked at of photos that have no choice of their own, and of new ones."""
        with storage_errors(self._path):
            return read_framing(self._connection)

    def set_framing(self, framings: Mapping[int, Framing]) -> None:
        """Give photos, by id, a framing of their own; None in it is what the project has.

        Photos that have it already are left alone; when all have, there is no edit. Raises
        `ProjectError` when a photo is not in the project.
        """
        with self._writing():
            photos = [p for p in self._existing(list(framings)) if p.own != framings[p.id]]
            if not photos:
                return
            new = {p.id: framings[p.id] for p in photos}
            what = photos[0].name if len(photos) == 1 else counted(len(photos), "photo")
            alike = len(set(new.values())) == len({p.own for p in photos}) == 1
            before, after = (photos[0].own, new[photos[0].id]) if alike else (None, None)
            self._log.record(
                EditKind.SET_FRAMING,
                framed_text(what, before, after),
                forward=_changes("photo", new),
                inverse=_changes("photo", {p.id: p.own for p in photos}),
            )

    def set_project_framing(self, framing: Framing, *, everywhere: bool = False) -> None:
        """Choose what counts of all photos that have no choice of their own, and of new ones.

        With `everywhere` the photos' own choices are forgotten. When nothing changes, there is no
        edit.
        """
        with self._writing():
            old = read_framing(self._connection)
            own = {p.id: p.own for p in self._framed()} if everywhere else {}
            if framing == old and not own:
                return
            self._log.record(
                EditKind.SET_FRAMING,
                framed_text("all photos", old, framing, project=True),
                forward=[
                    *_changes("project", {1: framing}),
                    *_changes("photo", dict.fromkeys(own, PLAIN)),
                ],
                inverse=[*_changes("photo", own), *_changes("project", {1: old})],
            )

    def _framed(self) -> list[Photo]:
        where = "region IS NOT NULL OR grey_window IS NOT NULL"
        return list(self._reader.read(f"({where})"))


def _changes(table: str, framings: Mapping[int, Framing]) -> list[Change]:
    cells: dict[int, tuple[Cell, Cell]] = {
        row: framing_cells(framing) for row, framing in framings.items()
    }
    return [
        Change(table, column, tuple((row, pair[place]) for row, pair in cells.items()))
        for place, column in enumerate(_COLUMNS)
    ]
