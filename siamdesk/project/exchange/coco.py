"""Lists of photos as COCO: images, categories, and one annotation per photo with a class.

An annotation's box is the region that is looked at, or the whole photo. What COCO has no place for
(group, note, window of grey values, a region without a class) stands in further keys of the image
and of the category, which other programs pass over.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import numpy as np

from siamdesk.errors import ProjectError
from siamdesk.images.framing import WHOLE, Framing, Region, Window
from siamdesk.project.exchange.reading import read_text
from siamdesk.project.exchange.values import ListedPhoto, Listing
from siamdesk.project.values import FileProblem, NewClass

_SLACK: Final = 0.5
"""Pixels by which a box may fall short of the photo's edges and still be the whole photo."""

_SAME: Final = 1e-6
"""Fractions that differ by less are the same side of a box."""

_Json = dict[str, Any]


def to_coco(listing: Listing) -> bytes:
    """A list as JSON; sizes of its photos must be known."""
    numbers = {c.name: n for n, c in enumerate(listing.classes, start=1)}
    images: list[_Json] = []
    annotations: list[_Json] = []
    for number, photo in enumerate(listing.photos, start=1):
        images.append(_image(number, photo))
        if photo.class_name is not None:
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": number,
                    "category_id": numbers[photo.class_name],
                    **_shape(photo),
                    "iscrowd": 0,
                }
            )
    content = {
        "info": {"description": "Photos and classes of a SiamDesk project", "version": "1.0"},
        "licenses": [],
        "categories": [
            {"id": n, "name": c.name, "supercategory": "", "colour": c.colour, "ok": c.is_ok}
            for n, c in enumerate(listing.classes, start=1)
        ],
        "images": images,
        "annotations": annotations,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _image(number: int, photo: ListedPhoto) -> _Json:
    region, window = photo.framing.region, photo.framing.window
    found = {
        "id": number,
        "file_name": photo.file,
        "width": photo.width,
        "height": photo.height,
        "group": photo.group,
        "note": photo.note,
        "region": None if region is None else [*region.sides, *region.corners],
        "grey_window": None if window is None else astuple(window),
    }
    return {key: value for key, value in found.items() if value is not None}


def _shape(photo: ListedPhoto) -> _Json:
    """The box of an annotation, and its outline if there is one."""
    region = photo.framing.region or WHOLE
    width = (region.right - region.left) * photo.width
    height = (region.bottom - region.top) * photo.height
    found: _Json = {
        "bbox": [region.left * photo.width, region.top * photo.height, width, height],
        "area": width * height,
    }
    if region.corners:
        line = [side for x, y in region.corners for side in (x * photo.width, y * photo.height)]
        # Left out where there is none: Label Studio's converter takes an empty one for a shape.
        found["segmentation"] = [line]
    return found


def read_coco(path: Path) -> Listing:
    """What a COCO file lists.

    A photo with one box is looked at there; several boxes of one category count as the whole
    photo. Photos of several categories, and boxes that can't be placed, are problems; the rest is
    taken. Raises `ProjectError` for a file that is no COCO.
    """
    text = read_text(path)
    try:
        content = json.loads(text)
        categories = {c["id"]: dict(c) for c in content["categories"]}
        images = content["images"]
        found: defaultdict[Any, list[_Json]] = defaultdict(list)
        for annotation in content.get("annotations", []):
            found[annotation["image_id"]].append(annotation)
        names = {row: _text(category["name"]) or "" for row, category in categories.items()}
        listed = [(image["id"], str(image["file_name"]), dict(image)) for image in images]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProjectError(
            f"{path}: it is no COCO list of photos ({type(error).__name__}: {error}). It needs "
            "'images', 'annotations' and 'categories'."
        ) from error
    photos: list[ListedPhoto] = []
    problems: list[FileProblem] = []
    for image_id, name, image in listed:
        try:
            photos.append(_photo(name, image, found.get(image_id, []), names))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            problems.append(FileProblem(Path(name), _reason(error)))
    classes = tuple(
        NewClass(names[row], _text(category.get("colour")), category.get("ok") is True)
        for row, category in categories.items()
    )
    return Listing(classes, tuple(photos), tuple(problems))


def _photo(
    name: str, image: _Json, annotations: Sequence[_Json], names: dict[Any, str]
) -> ListedPhoto:
    """Raises ValueError with a reason for people, TypeError and KeyError."""
    classes = sorted({names[a["category_id"]] for a in annotations})
    if len(classes) > 1:
        raise ValueError(
            f"it has boxes of several classes ({', '.join(classes)}), and a photo has one class "
            "here. Cut it into one photo per box, or add it to the inbox by hand."
        )
    width, height = int(image.get("width") or 0), int(image.get("height") or 0)
    region = _exact(image.get("region"))
    if len(annotations) == 1 and annotations[0].get("bbox"):
        region = _region(annotations[0]["bbox"], width, height, region)
    return ListedPhoto(
        name,
        classes[0] if classes else None,
        _text(image.get("group")),
        _text(image.get("note")),
        Framing(region, _window(image.get("grey_window"))),
        width,
        height,
    )


def _exact(sides: Any) -> Region | None:
    """A region as SiamDesk writes it: its sides, and after them each corner of an outline."""
    if sides is None:
        return None
    try:
        left, top, right, bottom, *corners = sides
        line = tuple((float(x), float(y)) for x, y in corners)
        return Region(float(left), float(top), float(right), float(bottom), line)
    except (ValueError, TypeError):
        raise ValueError(
            f"its region {sides} is none of a photo. Correct it in the list."
        ) from None


def _window(values: Any) -> Window | None:
    if values is None:
        return None
    try:
        return Window(*map(float, values))
    except (ValueError, TypeError):
        raise ValueError(
            f"its grey values {values} are no two numbers, the lower one first. Correct them in "
            "the list."
        ) from None


def _region(box: Sequence[float], width: int, height: int, known: Region | None) -> Region | None:
    """What a box is of the photo; `known`, which is exact, if it is the same box."""
    if width <= 0 or height <= 0:
        raise ValueError("it has a box, but the list does not say how large the photo is.")
    try:
        x, y, w, h = map(float, box)
    except (ValueError, TypeError):
        raise ValueError(f"its box {box} is not four numbers. Correct it in the list.") from None
    right, bottom = x + w, y + h
    sides = (
        max(x / width, 0.0),
        max(y / height, 0.0),
        min(right / width, 1.0),
        min(bottom / height, 1.0),
    )
    if known is not None and max(map(abs, np.subtract(sides, known.sides))) < _SAME:
        return known
    if x <= _SLACK and y <= _SLACK and right >= width - _SLACK and bottom >= height - _SLACK:
        return None
    try:
        return Region(*sides)
    except ValueError:
        raise ValueError(
            f"its box {box} lies outside the photo or is empty. Correct it in the list."
        ) from None


def _text(value: Any) -> str | None:
    """As text that any file and database can hold; JSON can spell half letters."""
    return None if value is None else str(value).encode(errors="replace").decode()


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the list says nothing of its {error}. Correct it in the list."
    if isinstance(error, ValueError):
        return str(error)
    return f"what the list says of it makes no sense ({error}). Correct it in the list."
