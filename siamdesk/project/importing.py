"""Files, folders, archives and lists of photos on their way into a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from siamdesk.errors import ProjectError
from siamdesk.images.archives import Unpacked, is_archive, unpacked
from siamdesk.images.files import class_folders, find_photos, loose_photos
from siamdesk.images.video import is_video
from siamdesk.progress import Progress, no_progress, split
from siamdesk.project.exchange.lists import ListedPhotos, find_list, in_class, read_list
from siamdesk.project.exchange.unpacking import is_packed_project
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, FileProblem, NewClass, PhotoBatch

_Batches = Callable[[Sequence[Path]], list[PhotoBatch]]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What files, folders, archives and lists would bring; nothing of it is in the project yet."""

    batches: tuple[PhotoBatch, ...]
    content: Unpacked
    videos: tuple[PhotoBatch, ...] = ()
    """Nothing is taken of them: `AddReport.videos` hands them on."""
    new_classes: tuple[NewClass, ...] = ()
    """Classes of lists, to be made in this order before their photos come."""
    unlisted: tuple[FileProblem, ...] = ()
    """Photos of lists that can't be taken."""

    @property
    def classes(self) -> dict[str, int]:
        """Names of the classes to photos of each, in the order of the folders."""
        counts: dict[str, int] = {c.name: 0 for c in self.new_classes}
        for batch in self.batches:
            if batch.class_name is not None:
                counts[batch.class_name] = counts.get(batch.class_name, 0) + len(batch.paths)
        return counts

    @property
    def loose(self) -> int:
        """Photos that have no class."""
        return sum(len(b.paths) for b in self.batches if b.class_name is None)

    def without(self, classes: Collection[str]) -> ImportPlan:
        """The plan without the photos of some classes."""
        kept = tuple(b for b in self.batches if b.class_name not in classes)
        made = tuple(c for c in self.new_classes if c.name not in classes)
        return replace(self, batches=kept, new_classes=made)

    def into_inbox(self) -> ImportPlan:
        """The plan with all photos in the inbox."""
        batches = tuple(replace(batch, class_name=None) for batch in self.batches)
        return replace(self, batches=batches, new_classes=())

    def add_to(self, project: Project, *, progress: Progress = no_progress) -> AddReport:
        """Carry it out in one edit. Raises as `Project.add_batches`."""
        report = project.add_batches(self.batches, classes=self.new_classes, progress=progress)
        found = _with_origins(report, self.content)
        return replace(found, failed=(*self.unlisted, *found.failed), videos=self.videos)


@contextmanager
def planned(
    project: Project, paths: Sequence[Path], progress: Progress = no_progress
) -> Iterator[ImportPlan]:
    """How paths would be added: files to the inbox, a class for each sub-folder.

    Archives are unpacked for as long as the block lasts. Raises `ProjectError` when there is
    nothing to add at all, or an archive and a project that keeps no copies.
    """
    with _plan(project, paths, batches_of, progress) as plan:
        yield plan


def add_by_folder(
    project: Project, paths: Sequence[Path], *, progress: Progress = no_progress
) -> AddReport:
    """Add files to the inbox, and folders and archives with one class per sub-folder.

    Raises as `Project.add_batches`, and as `planned`.
    """
    return _add(project, paths, batches_of, progress)


def add_to_class(
    project: Project,
    paths: Sequence[Path],
    class_name: str | None,
    *,
    progress: Progress = no_progress,
) -> AddReport:
    """Add files, and all photos in folders and archives, to one class or to the inbox (None).

    Raises as `Project.add_batches`, and as `planned`.
    """

    def batch(paths: Sequence[Path]) -> list[PhotoBatch]:
        photos = tuple(photo for path in paths for photo in find_photos(path))
        return [PhotoBatch(photos, class_name)] if photos else []

    return _add(project, paths, batch, progress, class_name)


def batches_of(paths: Sequence[Path]) -> list[PhotoBatch]:
    """How dropped files and folders are added: one class per sub-folder, the rest to the inbox."""
    loose: list[Path] = []
    found: list[PhotoBatch] = []
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder is locked
            loose.append(path)
            continue
        loose += loose_photos(path)
        found += [PhotoBatch(tuple(p), name) for name, p in class_folders(path).items()]
    return [*found, PhotoBatch(tuple(loose), None)] if loose else found


def _add(
    project: Project,
    paths: Sequence[Path],
    batches: _Batches,
    progress: Progress,
    class_name: str | None = None,
) -> AddReport:
    packed = any(is_archive(path) for path in paths)
    unpacking, adding = split(progress, [1.0, 2.0]) if packed else (no_progress, progress)
    with _plan(project, paths, batches, unpacking, class_name) as plan:
        return plan.add_to(project, progress=adding)


@contextmanager
def _plan(
    project: Project,
    paths: Sequence[Path],
    batches: _Batches,
    progress: Progress,
    class_name: str | None = None,
) -> Iterator[ImportPlan]:
    archives = [path for path in paths if is_archive(path)]
    if archives and not project.copies_images:
        raise ProjectError(
            f"{archives[0]}: this project uses photos where they lie, and an archive is no such "
            "place. Unpack it into a folder and add that."
        )
    if packed := next(filter(is_packed_project, archives), None):
        raise ProjectError(
            f"{packed} is a whole project. Open it as a project of its own; nothing was added."
        )
    filmed = {path: None for path in paths if is_video(path)}
    videos = (PhotoBatch(tuple(filmed), class_name),) if filmed else ()
    lists = {path: file for path in paths if (file := find_list(path)) is not None}
    listed = [_listed(file, class_name) for file in lists.values()]
    others = [path for path in paths if path not in filmed and path not in lists]
    with unpacked(others, progress) as content:
        found = (*(b for photos in listed for b in photos.batches), *batches(content.paths))
        made = tuple(c for photos in listed for c in photos.classes)
        unlisted = tuple(problem for photos in listed for problem in photos.problems)
        if not (found or made or unlisted or videos or content.problems):
            names = ", ".join(str(path) for path in paths[:3])
            raise ProjectError(f"{names}: there are no photos here. Nothing was added.")
        yield ImportPlan(found, content, videos, made, unlisted)


def _listed(path: Path, class_name: str | None) -> ListedPhotos:
    """What a list would bring: with its own classes, unless another one is asked for."""
    found = read_list(path)
    return found if class_name is None else in_class(found, class_name)


def _with_origins(report: AddReport, content: Unpacked) -> AddReport:
    """The report with what could not be unpacked, and unpacked files called by their archive."""
    packed = [FileProblem(problem.path, problem.reason) for problem in content.problems]
    failed, duplicates = (
        tuple(FileProblem(content.origin(p.path), p.reason) for p in problems)
        for problems in (report.failed, report.duplicates)
    )
    return replace(report, failed=(*packed, *failed), duplicates=duplicates)
