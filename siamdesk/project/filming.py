"""Frames of videos on their way into a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from siamdesk.errors import ImageError, ProjectError
from siamdesk.images.footage import Footage, footage
from siamdesk.images.video import Sampling
from siamdesk.progress import Progress, no_progress, split
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, FileProblem, PhotoBatch


def add_frames(
    project: Project,
    videos: Sequence[Path],
    sampling: Sampling,
    class_name: str | None = None,
    *,
    progress: Progress = no_progress,
) -> AddReport:
    """Add frames of videos to one class or to the inbox (None), in one edit for each video.

    A video that can't be read is reported, and the rest goes on; when `progress` raises
    `Cancelled`, the frames of the videos before stay. Raises as `add_footage`.
    """
    report = AddReport((), (), ())
    for video, told in zip(videos, split(progress, [1.0] * len(videos)), strict=True):
        reading, adding = split(told, [2.0, 1.0])
        try:
            with footage(video, sampling, reading) as taken:
                more = add_footage(project, taken, class_name, progress=adding)
        except ImageError as error:
            more = AddReport((), (), (FileProblem(error.path, error.reason),))
        report = report.joined(more)
    return report


def add_footage(
    project: Project,
    taken: Footage,
    class_name: str | None = None,
    *,
    group: str | None = None,
    progress: Progress = no_progress,
) -> AddReport:
    """Add frames that were taken of a video, in one edit; they come from the video, as told.

    Raises `ProjectError` in a project that keeps no copies, and as `Project.add_batches`.
    """
    if not project.copies_images:
        raise ProjectError(
            f"{taken.video}: this project uses photos where they lie, and a frame of a video lies "
            "nowhere. Save the frames as photos and add those."
        )
    batch = PhotoBatch(taken.photos, class_name, taken.sources)
    report = project.add_batches([batch], group=group, progress=progress)
    if taken.problem is None:
        return report
    problem = FileProblem(taken.video, taken.problem.reason)
    return replace(report, failed=(problem, *report.failed))
