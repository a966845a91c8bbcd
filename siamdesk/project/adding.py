"""Adding photos: files first, then one transaction for all that the database says of them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from siamdesk.images.deep import shared_window
from siamdesk.images.framing import Framing, Window
from siamdesk.images.similar import SimilarPhotos
from siamdesk.progress import Progress
from siamdesk.project.checking import Incoming, check
from siamdesk.project.classes import insert_class
from siamdesk.project.database import transaction
from siamdesk.project.edits import Change, EditLog, present
from siamdesk.project.image_store import ImageStore
from siamdesk.project.names import class_key
from siamdesk.project.rows import (
    IS_ONE_OF,
    PhotoReader,
    framing_cells,
    path_to_cell,
    read_class,
    shown_name,
)
from siamdesk.project.values import (
    AddReport,
    DefectClass,
    EditKind,
    FileProblem,
    NewClass,
    PhotoBatch,
    PhotoDetails,
    SimilarPair,
)
from siamdesk.project.wording import added_text, duplicate_text

_REMOVED_MEANWHILE: Final = "it was just removed from the project elsewhere. Add it again."

_NOTHING_KNOWN: Final = PhotoDetails()


@dataclass(frozen=True, slots=True)
class _Checked:
    """What became of a file, and what it is meant to be."""

    outcome: Incoming | FileProblem
    class_name: str | None
    source: Path | None
    """Where it comes from, if that is not where it lies."""
    details: PhotoDetails


@dataclass(slots=True)
class _Outcome:
    photos: list[int] = field(default_factory=list)
    made_classes: list[int] = field(default_factory=list)
    counts: Counter[str | None] = field(default_factory=Counter)
    duplicates: list[FileProblem] = field(default_factory=list)
    failed: list[FileProblem] = field(default_factory=list)
    similar: list[SimilarPair] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    window: Window | None = None


class _Looks:
    """What the photos of the project look like."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(
            "SELECT id, looks FROM photo WHERE present = 1 AND looks IS NOT NULL ORDER BY id"
        ).fetchall()
        self._ids = [photo for photo, _ in rows]
        self._similar = SimilarPhotos([looks for _, looks in rows])

    def compare(self, photo: int, looks: int, found: list[SimilarPair]) -> None:
        """Note the photo that this new one is nearly the same as, and know it from now on."""
        place = self._similar.nearest(looks)
        if place is not None:
            found.append(SimilarPair(photo, self._ids[place]))
        self._ids.append(photo)
        self._similar.add(looks)


class PhotoAdder:
    """Adds photos to one project; without an image store they are used where they lie."""

    def __init__(
        self, connection: sqlite3.Connection, reader: PhotoReader, store: ImageStore | None
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._store = store

    def add(
        self,
        batches: Sequence[PhotoBatch],
        *,
        group: str | None,
        classes: Sequence[NewClass],
        progress: Progress,
    ) -> AddReport:
        """See `Project.add_batches`; names are cleaned already. Raises OSError, sqlite3.Error.

        A crash before the commit leaves only copies that nothing refers to.
        """
        written: list[str] = []
        try:
            checked = self._check(batches, progress, written)
            if self._store is not None:
                self._store.sync(written)
            with transaction(self._connection):
                outcome = self._insert(checked, group, classes)
                photos = self._reader.read(IS_ONE_OF, [json.dumps(outcome.photos)])
        except BaseException:  # a cancel too: copies that no photo refers to would stay for ever
            self._take_back(written)
            raise
        return AddReport(
            photos,
            tuple(outcome.duplicates),
            tuple(outcome.failed),
            tuple(outcome.similar),
            outcome.window,
        )

    def _check(
        self, batches: Sequence[PhotoBatch], progress: Progress, written: list[str]
    ) -> list[_Checked]:
        rows = self._connection.execute("SELECT digest, copy FROM photo WHERE present = 1")
        known = dict(rows.fetchall())
        targets = [target for batch in batches for target in _targets(batch)]
        paths = [path for batch in batches for path in batch.paths]
        checked: list[_Checked] = []
        with closing(check(paths, known=known, store=self._store, written=written)) as outcomes:
            for outcome, target in zip(outcomes, targets, strict=True):
                checked.append(_Checked(outcome, *target))
                text = f"Adding photo {len(checked)} of {len(paths)}: {shown_name(outcome.path)}"
                # Never called after the commit: a cancel means that nothing was added.
                progress(len(checked) / len(paths), text)
        return checked

    def _insert(
        self, checked: Iterable[_Checked], group: str | None, classes: Sequence[NewClass]
    ) -> _Outcome:
        result = _Outcome()
        known = _Looks(self._connection)
        may_choose = self._has_no_deep_photo()
        for wanted in classes:
            self._class(wanted.name, result, wanted)
        for photo in checked:
            outcome, target = photo.outcome, photo.class_name
            if isinstance(outcome, FileProblem):
                result.failed.append(outcome)
            elif reason := self._duplicate(outcome, target):
                result.duplicates.append(FileProblem(outcome.path, reason))
            elif outcome.width == 0:
                result.failed.append(FileProblem(outcome.path, _REMOVED_MEANWHILE))
            else:
                # A source that lies nowhere, as a camera, is told in its own words.
                cell = path_to_cell(outcome.path) if photo.source is None else str(photo.source)
                found = self._class(target, result)
                self._insert_photo(outcome, cell, found, _in_group(photo.details, group), result)
                known.compare(result.photos[-1], outcome.looks, result.similar)
        if may_choose and result.windows:
            result.window = shared_window(result.windows)
        if result.photos or result.made_classes:
            self._record(result)
        return result

    def _has_no_deep_photo(self) -> bool:
        """Whether it is still open which grey values of deep photos are black and white.

        That is decided once, by the first of them: were it decided anew for each, the same part
        would look different from photo to photo.
        """
        found = self._connection.execute(
            "SELECT grey_window IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM photo WHERE present = 1 AND deep IS NOT 0) FROM project"
        ).fetchone()
        return bool(found[0])

    def _duplicate(self, incoming: Incoming, wanted: str | None) -> str | None:
        """Why this photo is left out, if its bytes are in the project already."""
        found = self._connection.execute(
            "SELECT photo.name, class.name FROM photo LEFT JOIN class ON class.id = class_id"
            " WHERE digest = ? AND photo.present = 1",
            (incoming.digest,),
        ).fetchone()
        if found is None:
            return None
        return duplicate_text(found[0], found[1], wanted, restored=incoming.restored)

    def _class(
        self, name: str | None, result: _Outcome, wanted: NewClass | None = None
    ) -> DefectClass | None:
        """The class of this name; made, as is wanted, for the first photo that needs it."""
        if name is None:
            return None
        found = read_class(self._connection, key=class_key(name))
        if found is None:
            known = wanted or NewClass(name)
            found = insert_class(self._connection, name, known.colour, is_ok=known.is_ok)
            result.made_classes.append(found.id)
        return found

    def _insert_photo(
        self,
        incoming: Incoming,
        source: str | bytes,
        target: DefectClass | None,
        details: PhotoDetails,
        result: _Outcome,
    ) -> None:
        region, window = framing_cells(details.own)
        cursor = self._connection.execute(
            "INSERT INTO photo"
            " (digest, name, source, copy, width, height, class_id, part, note, region,"
            " grey_window, deep, looks)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                incoming.digest,
                shown_name(incoming.path),
                source,
                incoming.copy,
                incoming.width,
                incoming.height,
                target.id if target else None,
                details.group,
                details.note,
                region,
                window,
                int(incoming.deep),
                incoming.looks,
            ),
        )
        if incoming.window is not None and window is None:
            result.windows.append(incoming.window)
        result.photos.append(int(cursor.lastrowid or 0))
        result.counts[target.name if target else None] += 1

    def _record(self, result: _Outcome) -> None:
        photos, classes = result.photos, result.made_classes
        chosen, unchosen = [], []
        if result.window is not None:
            _, cell = framing_cells(Framing(window=result.window))
            chosen = [Change("project", "grey_window", ((1, cell),))]
            unchosen = [Change("project", "grey_window", ((1, None),))]
        EditLog(self._connection).record(
            EditKind.ADD_PHOTOS,
            added_text(result.counts, result.window, len(classes)),
            forward=[
                present("class", classes, value=True),
                present("photo", photos, value=True),
                *chosen,
            ],
            inverse=[
                *unchosen,
                present("photo", photos, value=False),
                present("class", classes, value=False),
            ],
        )

    def _take_back(self, written: list[str]) -> None:
        """Give the space of copies that came to nothing back."""
        if self._store is None or not written:
            return
        try:
            rows = self._connection.execute("SELECT copy FROM photo WHERE copy IS NOT NULL")
            referred = {copy for (copy,) in rows}
        except sqlite3.Error:
            return  # the error that led here is the one to report; a later clean-up takes them
        self._store.remove(copy for copy in written if copy not in referred)


def _targets(batch: PhotoBatch) -> Iterator[tuple[str | None, Path | None, PhotoDetails]]:
    """For each file of a batch: its class, its source if that is another, what is known of it."""
    for place in range(len(batch.paths)):
        source = None if batch.sources is None else batch.sources[place]
        known = _NOTHING_KNOWN if batch.details is None else batch.details[place]
        yield batch.class_name, source, known


def _in_group(details: PhotoDetails, group: str | None) -> PhotoDetails:
    """What is known of a photo; of the group of its addition, if it has none of its own."""
    return details if details.group or group is None else replace(details, group=group)
