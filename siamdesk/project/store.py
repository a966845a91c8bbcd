"""A project on disk: photos, classes, edits, model versions, settings."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from siamdesk.errors import ProjectError, StorageError
from siamdesk.progress import Progress, no_progress
from siamdesk.project.adding import PhotoAdder
from siamdesk.project.class_edits import ClassEdits
from siamdesk.project.database import reading, storage_errors, transaction
from siamdesk.project.edits import EditLog, read_revision
from siamdesk.project.finding import HAS_DIGEST, find_photo
from siamdesk.project.folder import (
    CACHE,
    IMAGES,
    MODELS,
    check_folder,
    inside,
    make_folder,
    open_database,
)
from siamdesk.project.framing_edits import FramingEdits
from siamdesk.project.history import HistoryWalk
from siamdesk.project.image_store import ImageStore
from siamdesk.project.learning_records import LearningRecords
from siamdesk.project.models import ModelTable
from siamdesk.project.names import class_key, clean_class_name
from siamdesk.project.past import PhotoPast
from siamdesk.project.photo_edits import PhotoEdits
from siamdesk.project.photo_list import PhotoList
from siamdesk.project.rows import (
    IS_ONE_OF,
    PhotoReader,
    read_class,
    read_classes,
    read_framing,
)
from siamdesk.project.settings import read_setting, write_setting
from siamdesk.project.values import (
    AddReport,
    DefectClass,
    ModelVersion,
    NewClass,
    Photo,
    PhotoBatch,
    ProjectSnapshot,
)

_log = logging.getLogger(__name__)


class Project(ClassEdits, PhotoEdits, FramingEdits, HistoryWalk, LearningRecords):
    """One connection to a project folder, for one thread; several processes may hold one each.

    Every edit is one transaction: after a crash or a full disk the project is as it was before the
    edit or as it is after it. Methods raise `StorageError` when the disk refuses, `ProjectError`
    for what the project can't do; in both cases nothing was changed.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        """Use `create` or `open`."""
        self._path = path
        self._connection = connection
        self._read_only = read_only
        self._may_need_clean_up = not read_only
        self._log = EditLog(connection)
        self._models = ModelTable(connection, path / MODELS, self._log)
        self._reader = PhotoReader(connection, path / IMAGES)
        self._past = PhotoPast(connection)
        self._all_photos = PhotoList(connection, self._reader)

    @classmethod
    def create(cls, path: Path, *, copy_images: bool = True) -> Self:
        """Make a project folder and open it; folders above it are made too.

        With `copy_images` the project keeps its own copy of each photo, else it reads photos where
        they lie. Raises `ProjectError` when something is at `path` already.
        """
        path = path.absolute()
        if os.path.lexists(path):
            raise ProjectError(f"{path} exists already. Choose another name, or open it.")
        with storage_errors(path):
            make_folder(path, copy_images=copy_images)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a project folder; a project of an older SiamDesk is migrated, after a backup.

        Reading only works on a full or write-protected disk too. Raises `ProjectVersionError` for a
        project of a newer SiamDesk, `StorageError` when the disk refuses, `ProjectError` for a
        folder that is missing, damaged or no project.
        """
        path = path.absolute()
        with storage_errors(path):
            check_folder(path)
            connection = open_database(path, read_only=read_only)
            return cls(path, connection, read_only=read_only)

    def close(self) -> None:
        """Close the connection; may be called twice."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- what it holds ----------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The absolute path of the project's folder."""
        return self._path

    @property
    def images_folder(self) -> Path:
        """Where the project's copies of photos lie."""
        return self._path / IMAGES

    @property
    def cache_folder(self) -> Path:
        """A folder for what can be made again; it may be missing."""
        return self._path / CACHE

    @property
    def models_folder(self) -> Path:
        """Where folders of fine-tuned encoders belong; it may be missing."""
        return self._path / MODELS

    @property
    def revision(self) -> int:
        """Grows with every edit, undo, redo and change of model, by whichever process."""
        with storage_errors(self._path):
            return read_revision(self._connection)

    @property
    def copies_images(self) -> bool:
        """Whether the project keeps its own copy of each photo."""
        with storage_errors(self._path):
            found = self._connection.execute("SELECT copy_images FROM project").fetchone()
        return bool(found[0])

    def snapshot(self) -> ProjectSnapshot:
        """All that the project holds, at one moment."""
        with storage_errors(self._path), reading(self._connection):
            undo_text, redo_text = self._log.next_texts()
            return ProjectSnapshot(
                path=self._path,
                revision=read_revision(self._connection),
                classes=read_classes(self._connection),
                photos=self._all_photos.read(),
                undo_text=undo_text,
                redo_text=redo_text,
                additions=self._past.additions(),
                confirmed=self._past.confirmed(),
                framing=read_framing(self._connection),
            )

    def class_by_name(self, name: str) -> DefectClass | None:
        """The class of this name, whatever its capitals, or None."""
        with storage_errors(self._path):
            return read_class(self._connection, key=class_key(name))

    def photo_by_digest(self, digest: str) -> Photo | None:
        """The photo whose file has this SHA-256, or None."""
        return next(iter(self._photos(HAS_DIGEST, [digest])), None)

    def find_photo(self, path_or_name: Path | str) -> Photo | None:
        """The photo that the inspector means by a path or a file name, or None.

        An existing file is known by its content: the next photo from the camera may have the same
        name, or the very path. Else the path that a photo was added from counts, then its name.
        Raises `ProjectError` when several photos have that name, `ImageError` when the file can't
        be read.
        """
        with storage_errors(self._path):
            return find_photo(self._reader, path_or_name)

    # --- edits ------------------------------------------------------------------------------------

    def add_photos(
        self,
        paths: Sequence[Path],
        *,
        class_name: str | None = None,
        group: str | None = None,
        progress: Progress = no_progress,
    ) -> AddReport:
        """Add photos as examples of a class, which is made if need be, or to the inbox.

        One edit for all of them. Files that can't be read are reported and the rest is added;
        files whose bytes are in the project already are reported with the class where they lie,
        and put back should the project have lost its copy.
        When nothing is left to add, there is no edit. When `progress` raises `Cancelled`, nothing
        is added. Raises `ClassNameError` for an impossible class name.
        """
        batch = PhotoBatch(tuple(paths), class_name)
        return self.add_batches([batch], group=group, progress=progress)

    def add_batches(
        self,
        batches: Sequence[PhotoBatch],
        *,
        group: str | None = None,
        classes: Sequence[NewClass] = (),
        progress: Progress = no_progress,
    ) -> AddReport:
        """Add photos to several classes and the inbox in one edit; else as `add_photos`.

        `classes` are made first, in this order, also those that get no photo. Details of photos
        and colours are taken as they are: `siamdesk.project.exchange.lists` cleans them.
        """
        made = [replace(c, name=clean_class_name(c.name)) for c in classes]
        cleaned = [
            b if b.class_name is None else replace(b, class_name=clean_class_name(b.class_name))
            for b in batches
        ]
        self._refuse_if_read_only()
        store = ImageStore(self.images_folder) if self.copies_images else None
        adder = PhotoAdder(self._connection, self._reader, store)
        with storage_errors(self._path):
            report = adder.add(cleaned, group=group, classes=made, progress=progress)
        if store is not None:
            self._clean_up_once()
        return report

    # --- fine-tuned encoders (written down in the trail), settings, upkeep: not part of undo ------

    def model_versions(self) -> tuple[ModelVersion, ...]:
        """Fine-tuned encoders of the project, oldest first; at most one is active."""
        with storage_errors(self._path):
            return self._models.read()

    def add_model_version(
        self,
        encoder: str,
        folder: Path,
        accuracy_before: float,
        accuracy_after: float,
        active: bool = True,
        examples: int | None = None,
    ) -> ModelVersion:
        """Register an encoder, tuned on so many examples, whose files lie below `models_folder`."""
        below = inside(folder, self.models_folder)
        with self._writing():
            return self._models.add(
                encoder, below, accuracy_before, accuracy_after, active=active, examples=examples
            )

    def activate_model(self, version_id: int | None) -> None:
        """Use this version of the encoder from now on; None is the pretrained encoder.

        Nothing is changed when it is in use already. Raises `ProjectError` when there is no such
        version.
        """
        with self._writing():
            self._models.activate(version_id)

    def sources(self, *, below: Path) -> frozenset[Path]:
        """Files in this folder that were ever added, also when their photos were removed."""
        with storage_errors(self._path):
            cells = self._connection.execute("SELECT source FROM photo").fetchall()
        # Compared as text first: to make 100,000 paths takes a second.
        start = str(below)
        found = (os.fsdecode(cell) for (cell,) in cells)
        return frozenset(Path(source) for source in found if source.startswith(start))

    def picture_hashes(self) -> dict[int, int]:
        """The perceptual hash of each photo, by its id; photos of older projects may have none."""
        with storage_errors(self._path):
            return dict(
                self._connection.execute(
                    "SELECT id, looks FROM photo WHERE present = 1 AND looks IS NOT NULL"
                ).fetchall()
            )

    def delete_model_version(self, version_id: int) -> None:
        """Delete a version and its files for good. Raises `ProjectError` for the active one."""
        with self._writing():
            self._models.delete(version_id)

    def setting(self, key: str) -> Any:
        """A JSON value that was kept under `key`, or None."""
        with storage_errors(self._path):
            return read_setting(self._connection, key)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a small JSON value under `key`; None forgets it."""
        with self._writing():
            write_setting(self._connection, key, value)

    def back_up(self, path: Path) -> None:
        """Copy the database, as it is at one moment, to a file that is not there yet."""
        with storage_errors(path), closing(sqlite3.connect(path)) as target:
            self._connection.backup(target)

    def clean_up(self) -> int:
        """Delete copies that nothing can bring back any more; returns how many.

        They stem from crashes, and from additions that were undone and then forgotten.
        """
        with self._writing():
            referred = self._log.reachable_copies()
            return ImageStore(self.images_folder).remove_abandoned(referred, now=time.time())

    def _clean_up_once(self) -> None:
        """Give the space of abandoned copies back, after the first addition of an opening."""
        if not self._may_need_clean_up:
            return
        self._may_need_clean_up = False
        try:
            self.clean_up()
        except ProjectError as error:
            # What the inspector asked for is done; the next opening tries again.
            _log.info("Abandoned copies were left: %s", error)

    # --- helpers ----------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._refuse_if_read_only()
        with storage_errors(self._path), transaction(self._connection):
            yield

    def _refuse_if_read_only(self) -> None:
        if self._read_only:
            raise StorageError(f"{self._path} is open for reading only; nothing was changed.")

    def _photos(self, where: str, values: Sequence[Any]) -> tuple[Photo, ...]:
        with storage_errors(self._path):
            return self._reader.read(where, values)

    def _existing(self, photo_ids: Iterable[int]) -> tuple[Photo, ...]:
        wanted = {int(photo) for photo in photo_ids}
        photos = self._photos(IS_ONE_OF, [json.dumps(sorted(wanted))])
        if missing := len(wanted) - len(photos):
            raise ProjectError(
                f"{self._path}: {missing} of {len(wanted)} photos are not in the project any more. "
                "Nothing was changed."
            )
        return photos
