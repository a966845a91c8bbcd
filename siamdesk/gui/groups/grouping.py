"""Which photos show the same part: rules for it, and what they come to, worked out in slices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import PurePath
from time import perf_counter
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QRegularExpression, QTimer, Signal, Slot

from siamdesk.project.values import Photo, ProjectSnapshot

_SLICE_S: Final = 0.008
"""Longest stretch of work at a time: the window stays quick however many photos there are."""
_NAMED: Final = 3
"""File names that are shown of a group."""
_LIMIT: Final = "(*LIMIT_MATCH=20000)"
"""A pattern that tries more than this on one name gives up: some would try for ever."""


class PatternError(Exception):
    """The pattern can't be used; the message is a sentence for the inspector."""


class Rule(Protocol):
    """Tells the group of a photo."""

    def group_of(self, photo: Photo) -> str | None:
        """The group's name, empty for none at all; None leaves the photo as it is."""


class ByHand:
    """One name for all photos; an empty one takes them out of their groups."""

    def __init__(self, name: str) -> None:
        self._name = name.strip()

    def group_of(self, photo: Photo) -> str | None:
        """The name."""
        del photo
        return self._name


class ByFolder:
    """Photos that were added from one folder show one part."""

    def __init__(self, photos: Sequence[Photo]) -> None:
        self._labels = folder_labels({photo.folder for photo in photos})

    def group_of(self, photo: Photo) -> str | None:
        """The folder's name, with those above it where that is needed to tell it from others."""
        return self._labels[photo.folder] or None


class ByName:
    """What a pattern finds in the file name tells the part."""

    def __init__(self, pattern: str) -> None:
        """Raises `PatternError`."""
        self._pattern = QRegularExpression(_LIMIT + pattern)
        if not pattern:
            raise PatternError(_tr("Type a pattern that finds the part in the file name."))
        if not self._pattern.isValid():
            place = max(self._pattern.patternErrorOffset() - len(_LIMIT), 0)
            raise PatternError(
                _tr("This is no pattern: {0}, after “{1}”.").format(
                    self._pattern.errorString(), pattern[:place]
                )
            )

    def group_of(self, photo: Photo) -> str | None:
        """What the brackets of the pattern found, or else all of it. Raises `PatternError`."""
        found = self._pattern.match(photo.name)
        if not found.isValid():
            raise PatternError(
                _tr("The pattern is too slow for “{0}”. Use fewer + and * in it.").format(
                    photo.name
                )
            )
        if not found.hasMatch():
            return None
        parts = found.capturedTexts()
        return " ".join(part for part in parts[1:] or parts if part) or None


def folder_labels(folders: set[str]) -> dict[str, str]:
    """Short names for folders, each with as many of those above it as tell it from the others."""
    labels = dict.fromkeys(folders, "")
    unnamed, depth = set(folders), 1
    while unnamed:
        tails = {folder: "/".join(PurePath(folder).parts[-depth:]) for folder in unnamed}
        uses = Counter(tails.values())
        done = {
            folder
            for folder in unnamed
            if uses[tails[folder]] == 1 or depth >= len(PurePath(folder).parts)
        }
        labels.update((folder, tails[folder]) for folder in done)
        unnamed -= done
        depth += 1
    return labels


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group as it will be."""

    name: str
    photos: int
    """That are put into it."""
    others: int
    """That are in it already, and stay."""
    such_as: str
    """Some file names."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a rule comes to."""

    groups: dict[int, str | None]
    """The group, or none, of each photo that the rule speaks of, by id."""
    rows: tuple[GroupRow, ...]
    left_alone: int
    """Photos that the rule does not speak of."""
    lonely: tuple[str, ...]
    """Classes with several examples, all in one group: their accuracy can't be told."""


def _work_out(
    rule: Rule, photos: Sequence[Photo], project: ProjectSnapshot
) -> Iterator[Grouping | None]:
    """Yields None while it works, then the outcome. Raises `PatternError`."""
    groups: dict[int, str | None] = {}
    names: dict[str, list[str]] = {}
    for photo in photos:
        name = rule.group_of(photo)
        if name is not None:
            groups[photo.id] = name or None
            if name:
                names.setdefault(name, []).append(photo.name)
        yield None
    others: Counter[str] = Counter()
    parts: dict[int, set[object]] = {}
    examples: Counter[int] = Counter()
    for photo in project.photos:
        group = groups.get(photo.id, photo.group)
        if group is not None and photo.id not in groups:
            others[group] += 1
        if photo.class_id is not None:
            examples[photo.class_id] += 1
            parts.setdefault(photo.class_id, set()).add(group or photo.id)
        yield None
    lonely = tuple(c.name for c in project.classes if examples[c.id] > 1 and len(parts[c.id]) == 1)
    keyed: list[tuple[str, GroupRow]] = []
    for name, files in names.items():
        row = GroupRow(name, len(files), others[name], ", ".join(files[:_NAMED]))
        keyed.append((_as_people_sort(name), row))
        yield None
    keyed.sort(key=itemgetter(0))
    rows = tuple(row for _, row in keyed)
    yield Grouping(groups, rows, len(photos) - len(groups), lonely)


class Grouper(QObject):
    """Works a rule out between the events of the window; what is begun anew is dropped."""

    finished = Signal(object)
    """A `Grouping`."""
    refused = Signal(str)
    """A sentence: the rule can't be used."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Grouping | None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    def start(self, rule: Rule, photos: Sequence[Photo], project: ProjectSnapshot) -> None:
        """Work out what `rule` makes of `photos`, some of those of the project."""
        self._steps = _work_out(rule, photos, project)
        self._timer.start()

    def stop(self) -> None:
        """Drop what is being worked out."""
        self._timer.stop()

    @Slot()
    def _work(self) -> None:
        end = perf_counter() + _SLICE_S
        try:
            for outcome in self._steps:
                if outcome is not None:
                    self.stop()
                    self.finished.emit(outcome)
                    return
                if perf_counter() > end:
                    return
        except PatternError as error:
            self.stop()
            self.refused.emit(str(error))


def _as_people_sort(name: str) -> str:
    """A key by which part 9 comes before part 10."""
    return re.sub(r"\d+", lambda number: number[0].zfill(12), name.casefold())


def _tr(words: str) -> str:
    return QCoreApplication.translate("grouping", words)
