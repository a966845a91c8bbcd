"""Photos and classes as folders, CSV and COCO: what is carried, and what is refused."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path

import pytest
from data_project import CORNER, classes, content, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_photos import classes_by_photo, photo_bytes

from siamdesk.errors import Cancelled, ProjectError, StorageError
from siamdesk.images.framing import Framing, Region, Window
from siamdesk.project.exchange.coco import read_coco, to_coco
from siamdesk.project.exchange.csv_list import read_csv, to_csv
from siamdesk.project.exchange.file_names import FreeNames
from siamdesk.project.exchange.saving import save_photos
from siamdesk.project.exchange.values import DataFormat, ListedPhoto, Listing
from siamdesk.project.importing import add_by_folder, add_to_class, planned
from siamdesk.project.store import Project
from siamdesk.project.values import NewClass

LISTS = {DataFormat.CSV: "labels.csv", DataFormat.COCO: "labels.json"}


@pytest.fixture
def filled(project, tmp_path):
    fill(project, tmp_path / "camera")
    return project


def taken_in(tmp_path: Path, path: Path) -> Project:
    again = Project.create(tmp_path / "again.siam")
    report = add_by_folder(again, [path])
    assert report.failed == report.duplicates == ()
    return again


@pytest.mark.parametrize("kind", LISTS, ids=str)
def test_a_list_carries_all_that_is_known_of_photos(filled, tmp_path, kind):
    saved = save_photos(filled.snapshot(), tmp_path / "out", kind)
    assert (saved.photos, saved.problems) == (4, ())
    with taken_in(tmp_path, saved.path / LISTS[kind]) as again:
        assert content(again.snapshot()) == content(filled.snapshot())
        assert len(again.history()) == 1, "one undo takes all back"
        again.undo()
        assert again.snapshot().photos == again.snapshot().classes == ()


@pytest.mark.parametrize("kind", LISTS, ids=str)
def test_the_folder_of_a_list_stands_for_the_list(filled, tmp_path, kind):
    saved = save_photos(filled.snapshot(), tmp_path / "out", kind)
    with taken_in(tmp_path, saved.path) as again:
        assert content(again.snapshot()) == content(filled.snapshot())


def test_coco_carries_empty_classes_their_order_and_colours(filled, tmp_path):
    saved = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.COCO)
    with taken_in(tmp_path, saved.path / "labels.json") as again:
        assert classes(again.snapshot()) == classes(filled.snapshot())
        assert ("Riss", "#123456", False) in classes(again.snapshot())


def test_csv_carries_colours_but_no_empty_class(filled, tmp_path):
    saved = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.CSV)
    with taken_in(tmp_path, saved.path / "labels.csv") as again:
        expected = [c for c in classes(filled.snapshot()) if c[0] != "Riss"]
        assert classes(again.snapshot()) == expected


def test_folders_carry_classes_and_photos_alone(filled, tmp_path):
    saved = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.FOLDERS)
    found = {p.relative_to(saved.path).as_posix() for p in saved.path.rglob("*")}
    assert found == {
        *("Kratzer_ tief_", "Kratzer_ tief_/part.png", "Kratzer_ tief_/part-2.png"),
        *("OK", "OK/ä ö.png", "Riss", "left over.png"),
    }
    with taken_in(tmp_path, saved.path) as again:
        assert classes_by_photo(again.snapshot()) == {
            "part.png": "Kratzer_ tief_",
            "part-2.png": "Kratzer_ tief_",
            "ä ö.png": "OK",
            "left over.png": None,
        }


def test_a_class_may_be_called_like_a_photo_of_the_inbox(project, tmp_path):
    project.add_photos([photo_at(tmp_path / "in" / "a.png", 1)], class_name="A.png")
    project.add_photos([photo_at(tmp_path / "in2" / "a.png", 2)])
    saved = save_photos(project.snapshot(), tmp_path / "out", DataFormat.FOLDERS)
    found = sorted(p.relative_to(saved.path).as_posix() for p in saved.path.rglob("*"))
    assert found == ["A.png", "A.png/a.png", "a-2.png"]


@pytest.mark.parametrize("kind", [*LISTS, DataFormat.FOLDERS], ids=str)
def test_photos_are_copied_as_they_are(filled, tmp_path, kind):
    saved = save_photos(filled.snapshot(), tmp_path / "out", kind)
    copies = [p.read_bytes() for p in saved.path.rglob("*.png")]
    assert sorted(copies) == sorted(photo_bytes(n, (40, 30)) for n in range(4))


def test_a_photo_that_is_gone_is_named_and_the_rest_is_written(filled, tmp_path):
    lost = filled.snapshot().photos[0]
    lost.path.unlink()
    saved = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.CSV)
    assert [p.path for p in saved.problems] == [Path(lost.folder, lost.name)]
    assert saved.photos == len(read_csv(saved.path / "labels.csv").photos) == 3


def test_a_cancel_leaves_nothing_behind(filled, tmp_path):
    def stop(fraction: float, message: str) -> None:
        if fraction > 0.4:
            raise Cancelled

    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        save_photos(filled.snapshot(), tmp_path / "out", DataFormat.COCO, progress=stop)
    assert set(tmp_path.iterdir()) == before


def test_nothing_is_overwritten(filled, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    with pytest.raises(StorageError, match="exists already"):
        save_photos(filled.snapshot(), tmp_path / "out", DataFormat.FOLDERS)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["mine.txt"]


# ---- any text, any number ----

_texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30
).filter(lambda text: text == text.strip())
_sides = st.tuples(*[st.floats(0, 1, allow_subnormal=False)] * 4).filter(
    lambda s: s[2] - s[0] > 0.01 and s[3] - s[1] > 0.01 and s != (0, 0, 1, 1)
)
_corners = st.lists(
    st.tuples(*[st.floats(0, 1, allow_subnormal=False)] * 2), min_size=3, max_size=6, unique=True
).filter(lambda line: all(max(c) - min(c) > 0.01 for c in zip(*line, strict=True)))
_framings = st.builds(
    Framing,
    st.none() | _sides.map(lambda sides: Region(*sides)) | _corners.map(Region.around),
    st.none() | st.tuples(st.floats(-1e6, 0), st.floats(1, 1e6)).map(lambda ends: Window(*ends)),
)


ANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def _listings(draw) -> Listing:
    names = draw(st.lists(_texts, min_size=1, max_size=4, unique=True))
    colours = draw(st.lists(st.integers(0, 0xFFFFFF), min_size=len(names), max_size=len(names)))
    photos = [
        ListedPhoto(
            f"{number}.png",
            draw(st.none() | st.sampled_from(names)),
            draw(st.none() | _texts),
            draw(st.none() | _texts),
            draw(_framings),
            draw(st.integers(200, 9000)),
            draw(st.integers(200, 9000)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    ok = draw(st.none() | st.sampled_from(names))
    made = (NewClass(n, f"#{c:06x}", n == ok) for n, c in zip(names, colours, strict=True))
    return Listing(tuple(made), tuple(photos))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(listing=_listings())
def test_coco_gives_back_whatever_was_written(listing, tmp_path):
    path = tmp_path / "labels.json"
    path.write_bytes(to_coco(listing))
    assert read_coco(path) == listing


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(listing=_listings())
def test_csv_gives_back_whatever_was_written_but_sizes(listing, tmp_path):
    path = tmp_path / "labels.csv"
    path.write_bytes(to_csv(listing))
    found = read_csv(path)
    bare = [(p.file, p.class_name, p.group, p.note, p.framing) for p in listing.photos]
    assert [(p.file, p.class_name, p.group, p.note, p.framing) for p in found.photos] == bare
    used = {p.class_name for p in listing.photos}
    assert set(found.classes) == {c for c in listing.classes if c.name in used}


# ---- what other programs document ----


def test_csv_is_what_fiftyone_reads(filled, tmp_path):
    """Its ``CSVDataset``: ``labels.csv`` and ``data/``; names are those below ``data/``."""
    out = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.CSV).path
    media = {p.relative_to(out / "data").as_posix() for p in (out / "data").rglob("*")}
    with (out / "labels.csv").open(encoding="utf-8") as stream:  # as it opens the file
        reader = csv.DictReader(stream)
        assert "filepath" in reader.fieldnames
        # Names of its own fields, and what it takes for private or nested, must not be columns.
        assert not {"id", "tags", "metadata", "created_at"} & set(reader.fieldnames)
        assert all(name.isidentifier() and name[0] != "_" for name in reader.fieldnames)
        assert {row["filepath"] for row in reader} == media


def test_coco_is_what_fiftyone_and_pycocotools_read(filled, tmp_path):
    """``labels.json`` and ``data/``; the keys that the COCO page asks of detections."""
    out = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.COCO).path
    coco = json.loads((out / "labels.json").read_text(encoding="utf-8"))
    assert {"info", "licenses", "images", "annotations", "categories"} <= coco.keys()
    for image in coco["images"]:
        assert type(image["id"]) is type(image["width"]) is type(image["height"]) is int
        assert (out / "data" / image["file_name"]).is_file()
        assert not {"tags", "metadata"} & image.keys()
    images = {image["id"]: image for image in coco["images"]}
    categories = {category["id"]: category["name"] for category in coco["categories"]}
    assert len(images) == len(coco["images"])
    assert min(categories) == 1, "0 is often the background"
    assert len({a["id"] for a in coco["annotations"]}) == len(coco["annotations"]) == 3
    for annotation in coco["annotations"]:
        assert annotation["category_id"] in categories
        x, y, w, h = annotation["bbox"]
        image = images[annotation["image_id"]]
        assert 0 <= x <= x + w <= image["width"]
        assert 0 <= y <= y + h <= image["height"]
        assert annotation["area"] == pytest.approx(w * h)
        assert annotation["iscrowd"] == 0
    boxes = {images[a["image_id"]]["file_name"]: a["bbox"] for a in coco["annotations"]}
    assert boxes["part.png"] == [0, 0, 40, 30]
    assert boxes["part-2.png"] == pytest.approx([10, 3, 20, 15]), CORNER


def test_coco_is_what_label_studio_converts(filled, tmp_path):
    """Its converter takes shapes from "segmentation" where that key is, even if it is empty."""
    out = save_photos(filled.snapshot(), tmp_path / "out", DataFormat.COCO).path
    coco = json.loads((out / "labels.json").read_text(encoding="utf-8"))
    names = {int(c["id"]): c["name"] for c in coco["categories"]}
    sizes = {i["id"]: (i["width"], i["height"]) for i in coco["images"]}
    for annotation in coco["annotations"]:
        assert "keypoints" not in annotation
        if "segmentation" in annotation:
            (line,) = annotation["segmentation"]
            assert line == [0, 0, 40, 7.5, 20, 30], "points, x before y, in pixels"
        x, y, w, h = annotation["bbox"]
        width, height = sizes[annotation["image_id"]]
        percent = (x / width, y / height, w / width, h / height)
        assert all(0 <= part <= 1 for part in percent)
        assert names[int(annotation["category_id"])]


# ---- lists of others ----


def photo_at(path: Path, number: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(photo_bytes(number, (100, 50)))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_spreadsheets_are_read(project, tmp_path, delimiter):
    photo_at(tmp_path / "shots" / "1.png")
    lines = ["Image;Label;Comment", "shots/1.png;Riss;so", ""]
    text = "\r\n".join(lines).replace(";", delimiter)
    (tmp_path / "list.csv").write_text(text, encoding="utf-8-sig")
    report = add_by_folder(project, [tmp_path / "list.csv"])
    assert [p.note for p in report.added] == ["so"]
    assert classes_by_photo(project.snapshot()) == {"1.png": "Riss"}


def test_lines_that_make_no_sense_are_named_and_the_rest_is_added(project, tmp_path):
    photo_at(tmp_path / "1.png")
    photo_at(tmp_path / "2.png", 2)
    (tmp_path / "list.csv").write_text(
        "filepath,class,region,grey_window\n1.png,Riss,\n2.png,Riss,0.5 0.5 0.1 0.9\n3.png,Riss,\n"
        "6.png,Riss,0 0 1 1 0 0 1 0 nan 1\n7.png,Riss,,5 1\n"
        f"4.png,{'x' * 200},\n,Riss,\n5.png,Riss,left\n",
        encoding="utf-8",
    )
    report = add_by_folder(project, [tmp_path / "list.csv"])
    assert [p.name for p in report.added] == ["1.png"]
    reasons = {p.path.name: p.reason for p in report.failed}
    assert reasons["2.png"].startswith("'0.5 0.5 0.1 0.9' is no rectangle inside a photo.")
    assert reasons["6.png"].startswith("'0 0 1 1 0 0 1 0 nan 1' is no outline inside a photo.")
    assert reasons["7.png"].startswith("'5 1' has no grey between black and white.")
    assert "missing" in reasons["3.png"]
    assert "200 characters" in reasons["4.png"]
    assert "names no photo" in reasons["list.csv"]
    assert "4 numbers" in reasons["5.png"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("list.csv", b"a,b\n1,2\n", "no column of photos"),
        ("list.csv", b"", "no column of photos"),
        ("list.csv", "filepath,class\nä.png,ö\n".encode("cp1252"), "UTF-8"),
        ("list.json", b"[1, 2]", "no COCO list"),
        ("list.json", b"{nonsense", "no COCO list"),
        ("list.json", b"[" * 200_000, "no COCO list"),
        ("list.json", b'{"categories": [], "images": [{"id": 1}]}', "no COCO list"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(project, tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ProjectError, match=reason):
        add_by_folder(project, [tmp_path / name])
    assert project.snapshot().photos == ()


def coco(tmp_path: Path, boxes: list[tuple[int, list[float] | None]], **image) -> Path:
    photo_at(tmp_path / "images" / "1.png")
    found = [
        {"id": n, "image_id": 7, "category_id": category, "bbox": box}
        for n, (category, box) in enumerate(boxes)
    ]
    size = {"width": 100, "height": 50}
    content = {
        "images": [{"id": 7, "file_name": "images/1.png", **size, **image}],
        "annotations": found,
        "categories": [{"id": 3, "name": "Riss"}, {"id": 0, "name": "OK"}],
    }
    path = tmp_path / "instances.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("boxes", "name", "region"),
    [
        ([], None, None),
        ([(3, [10, 5, 50, 25])], "Riss", Region(0.1, 0.1, 0.6, 0.6)),
        ([(0, [-3, -3, 53, 28])], "OK", Region(0, 0, 0.5, 0.5)),
        ([(3, [0.2, 0, 99.6, 50])], "Riss", None),
        ([(3, None)], "Riss", None),
        ([(3, [1, 1, 5, 5]), (3, [20, 20, 5, 5])], "Riss", None),
    ],
    ids=["none", "one box", "beyond the edge", "the whole photo", "no box", "two of one class"],
)
def test_boxes_of_other_programs_become_class_and_region(project, tmp_path, boxes, name, region):
    (photo,) = add_by_folder(project, [coco(tmp_path, boxes)]).added
    assert classes_by_photo(project.snapshot()) == {"1.png": name}
    assert photo.own.region == region
    assert [c.name for c in project.snapshot().classes] == ["Riss", "OK"]


@pytest.mark.parametrize(
    ("boxes", "image", "reason"),
    [
        ([(3, [0, 0, 5, 5]), (0, [9, 9, 5, 5])], {}, "several classes \\(OK, Riss\\)"),
        ([(3, [200, 5, 5, 5])], {}, "outside the photo"),
        ([(3, [1, 2, 3])], {}, "its box \\[1, 2, 3\\] is not four numbers"),
        ([(3, "left")], {}, "its box left is not four numbers"),
        ([(3, None)], {"region": [0, 0, 2, 1]}, "its region \\[0, 0, 2, 1\\] is none"),
        ([(3, None)], {"grey_window": [9, 1]}, "its grey values \\[9, 1\\] are no two numbers"),
        ([(3, None)], {"id": [7]}, "makes no sense .*Correct it in the list"),
        ([(9, [1, 2, 3, 4])], {}, "says nothing of its 9"),
        ([(3, [1, 2, 3, 4])], {"width": None}, "how large"),
        ([(3, [1, 2, 3, 4])], {"width": 1e400}, "infinity"),
    ],
)
def test_boxes_that_can_t_be_placed_are_named(project, tmp_path, boxes, image, reason):
    report = add_by_folder(project, [coco(tmp_path, boxes, **image)])
    assert report.added == ()
    (problem,) = report.failed
    assert problem.path == Path("images/1.png")
    assert re.search(reason, problem.reason)


def test_a_list_can_be_added_to_one_class_of_the_inspectors(project, tmp_path):
    report = add_to_class(project, [coco(tmp_path, [(3, [0, 0, 50, 50])])], "mine")
    assert len(report.added) == 1
    assert [c.name for c in project.snapshot().classes] == ["mine"]


def test_a_plan_can_leave_classes_of_a_list_out(project, tmp_path):
    with planned(project, [coco(tmp_path, [(3, [0, 0, 50, 50])])]) as plan:
        assert plan.classes == {"Riss": 1, "OK": 0}
        plan.without(["OK"]).into_inbox().add_to(project)
    (photo,) = project.snapshot().photos
    assert photo.class_id is None
    assert photo.own.region == Region(0, 0, 0.5, 1), "what is known of it stays"
    assert project.snapshot().classes == ()


def test_names_with_half_letters_do_no_harm(project, tmp_path):
    path = coco(tmp_path, [(3, [0, 0, 50, 50])], note="\ud800", group="\udfff")
    path.write_bytes(path.read_bytes())
    (photo,) = add_by_folder(project, [path]).added
    assert (photo.note, photo.group) == ("?", "?")


# ---- names of files ----


def test_exported_names_are_free_and_fit_any_system():
    names = FreeNames()
    given_names = ["a.png", "A.PNG", "a.png", "CON.jpg", "x:y?.tif", "scan", "no.suffix", ".png"]
    found = [names.take(name, "store/0f.png") for name in given_names]
    assert found == [
        *("a.png", "A-2.PNG", "a-3.png", "_CON.jpg", "x_y_.tif", "scan.png", "no.suffix.png"),
        "_png.png",
    ]
    assert len({os.path.normcase(name).lower() for name in found}) == len(found)


def test_ten_thousand_photos_of_one_name_are_named_at_once():
    names = FreeNames()
    assert len({names.take("frame.png", "") for _ in range(10_000)}) == 10_000
