"""Photos that make figures look better than they are: nearly the same ones on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from siamdesk.engine.engine import Engine
from siamdesk.engine.test_folder import TestPhoto
from siamdesk.errors import ImageError
from siamdesk.figures.assessment import Leak, LeakKind
from siamdesk.figures.judged import JudgedPhotos, PhotoRef
from siamdesk.images.decode import read_framed
from siamdesk.images.framing import PLAIN
from siamdesk.images.hashes import ENOUGH, perceptual_hash
from siamdesk.images.similar import near_pairs
from siamdesk.progress import Progress
from siamdesk.project.values import Photo

NO_HASH = 0
"""Of a photo that can't be compared: it can't be read, or it is plain."""


def near_examples(
    engine: Engine, examples: Sequence[Photo], progress: Progress
) -> list[tuple[Photo, Photo, int]]:
    """Pairs of examples that are nearly the same picture, with the bits that differ.

    Raises:
        Cancelled: by `progress`.

    """
    hashes = picture_hashes(engine, examples, progress)
    return [(examples[a], examples[b], bits) for a, b, bits in near_pairs(hashes)]


def leaks_among(engine: Engine, examples: Sequence[Photo], progress: Progress) -> tuple[Leak, ...]:
    """Examples of one class that are nearly the same picture and not of one group.

    One of them is judged by what the other taught. With different classes they do no such good.
    """
    names = class_names(engine)
    return tuple(
        Leak(LeakKind.NEARLY_SAME, ref(first, names), ref(second, names), bits)
        for first, second, bits in near_examples(engine, examples, progress)
        if first.class_id == second.class_id
        and (first.group is None or first.group != second.group)
    )


def split_parts(engine: Engine, examples: Sequence[Photo]) -> tuple[Leak, ...]:
    """Groups whose examples have different classes: folds leave out one class of them at a time."""
    names = class_names(engine)
    members: dict[str, list[Photo]] = defaultdict(list)
    for photo in examples:
        if photo.group is not None:
            members[photo.group].append(photo)
    found = []
    for photos in members.values():
        other = next((p for p in photos if p.class_id != photos[0].class_id), None)
        if other is not None:
            found.append(Leak(LeakKind.SPLIT_PART, ref(other, names), ref(photos[0], names)))
    return tuple(found)


def leaks_between(
    engine: Engine,
    judged: JudgedPhotos,
    photos: Sequence[TestPhoto],
    examples: Sequence[Photo],
    progress: Progress,
) -> tuple[Leak, ...]:
    """Photos of a test folder that are nearly the same picture as an example of their class."""
    names = class_names(engine)
    hashes = []
    for photo in photos:
        progress(1.0, "Comparing the test photos with the examples")
        hashes.append(_hash_of(photo.file.path))
    pairs = near_pairs(hashes, picture_hashes(engine, examples, progress))
    found: dict[int, Leak] = {}
    for row, place, bits in pairs:
        example = ref(examples[place], names)
        if row not in found and example.class_name == judged.classes[int(judged.labels[row])]:
            found[row] = Leak(LeakKind.NEARLY_SAME, judged.photo(row), example, bits)
    return tuple(found.values())


def picture_hashes(engine: Engine, photos: Sequence[Photo], progress: Progress) -> list[int]:
    """The perceptual hashes of photos; those of older projects are made now."""
    known = engine.project.picture_hashes()
    hashes = []
    for done, photo in enumerate(photos):
        if photo.id not in known:
            progress(done / len(photos), "Comparing photos")
        hashes.append(known[photo.id] if photo.id in known else _hash_of(photo.path))
    return hashes


def class_names(engine: Engine) -> dict[int, str]:
    """The classes of the project by their ids."""
    return {c.id: c.name for c in engine.project.snapshot().classes}


def ref(photo: Photo, names: dict[int, str]) -> PhotoRef:
    """A photo of the project, for a list."""
    return PhotoRef(photo.id, photo.name, names.get(photo.class_id or 0, ""))


def _hash_of(path: Path) -> int:
    try:
        return perceptual_hash(read_framed(path, PLAIN, side=ENOUGH))
    except ImageError:
        return NO_HASH
