"""A project with everything that a format of data may have to carry."""

from __future__ import annotations

from pathlib import Path

from project_photos import photo_bytes

from siamdesk.images.framing import Framing, Region
from siamdesk.project.store import Project
from siamdesk.project.values import ProjectSnapshot

CORNER = Region(0.25, 0.1, 0.75, 0.6)
OUTLINE = Region.around([(0.0, 0.0), (1.0, 0.25), (0.5, 1.0)])


def fill(project: Project, folder: Path) -> None:
    """Four photos, two of them called the same; classes that no folder could be called after."""
    folder.mkdir()
    files = [folder / "a" / "part.png", folder / "b" / "part.png", folder / "ä ö.png"]
    files.append(folder / "left over.png")
    for number, file in enumerate(files):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(photo_bytes(number, (40, 30)))
    project.add_photos(files[:2], class_name="Kratzer: tief?")
    project.add_photos(files[2:3], class_name="OK")
    project.add_photos(files[3:])
    empty = project.add_class("Riss")
    project.set_class_colour(empty.id, "#123456")
    project.set_class_colour(project.class_by_name("OK").id, "#00ff00")
    first, second, third, fourth = (p.id for p in project.snapshot().photos)
    project.set_groups({first: "Teil 7", second: "Teil 7"})
    project.set_note(second, 'a "note", with; marks\t=1+1')
    project.set_note(fourth, "nobody knows")
    project.set_framing({second: Framing(CORNER), fourth: Framing(Region(0, 0, 1, 1 / 3))})
    project.set_framing({third: Framing(OUTLINE)})
    project.set_ok_class(project.class_by_name("OK").id)


def content(snapshot: ProjectSnapshot) -> set[tuple[object, ...]]:
    """What is known of each photo, by its bytes."""
    names = {c.id: c.name for c in snapshot.classes}
    return {
        (p.digest, names.get(p.class_id), p.group, p.note, p.framing.shown_region, p.framing.window)
        for p in snapshot.photos
    }


def classes(snapshot: ProjectSnapshot) -> list[tuple[str, str, bool]]:
    """Names, colours and which is OK, in their order."""
    return [(c.name, c.colour, c.is_ok) for c in snapshot.classes]
