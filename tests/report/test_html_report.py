"""The HTML report, read back the way a browser reads it."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import cv2
import numpy as np
import pytest
from full_evidence import full_evidence
from report_projects import GUESSED, METHOD, NAMES, TRUE, evidence_of, write

from siamdesk import __version__
from siamdesk.errors import SiamDeskError, StorageError
from siamdesk.figures.assessment import Leak, LeakKind
from siamdesk.figures.judged import PhotoRef
from siamdesk.images.framing import Framing, Region

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """Text by element id, tables as lists of rows, tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.tables: dict[str, list[list[str]]] = {}
        self.style = ""
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag in VOID:
            return
        self._open.append((tag, found.get("id")))
        table = self._table()
        if table is not None and tag == "tr":
            table.append([])
        elif table is not None and tag in {"td", "th"}:
            table[-1].append("")

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "style":
            self.style += data
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data
        table = self._table()
        if table and table[-1] and any(tag in {"td", "th"} for tag, _ in self._open):
            table[-1][-1] += data

    def _table(self):
        name = next((i for tag, i in reversed(self._open) if tag == "table"), None)
        return None if name is None else self.tables.setdefault(name, [])


@pytest.fixture
def page(project, tmp_path) -> Page:
    return Page(write(tmp_path / "out.html", project).read_text(encoding="utf-8"))


def test_the_headline_is_the_share_of_right_guesses(page: Page) -> None:
    right = sum(t == g for t, g in zip(TRUE, GUESSED, strict=True))
    assert page.texts["accuracy"] == f"{100 * right / len(TRUE):.1f}%" == "66.7%"
    # Wilson's interval of 6 of 9, worked out apart from the code.
    assert page.texts["interval"] == "35.4% to 87.9%"
    assert page.texts["photos"] == "9"
    assert page.texts["balanced"] == "69.4%"  # (3/4 + 1/3 + 2/2) / 3


def test_the_confusion_matrix_is_the_count_of_pairs(page: Page) -> None:
    head, *rows = page.tables["confusion"]
    assert head[1:] == list(NAMES)
    assert [row[0] for row in rows] == list(NAMES)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row[1:]):
            assert int(cell) == sum(t == i and g == j for t, g in zip(TRUE, GUESSED, strict=True))


def test_the_table_of_classes_counts_photos_and_right_guesses(page: Page) -> None:
    rows = {row[0]: row[1:] for row in page.tables["classes"][1:]}
    assert list(rows) == list(NAMES)
    # Intervals are Wilson's, worked out apart from the code.
    assert rows["scratch"][:3] == ["4", "3", "75%30%–95%"]
    assert rows["pit & hole"][:3] == ["3", "1", "33%6%–79%"]
    # No photo of the last class was judged: there is nothing to tell.
    assert rows["<b>bold<-b>"] == ["0", "0", "–", "", "–", "–"]


def test_mistakes_are_told_most_frequent_first(page: Page) -> None:
    lines = page.texts["mistakes"].split("\n")
    assert [line for line in lines if line] == [
        "pit & hole taken for scratch: 2 of 3",
        "scratch taken for pit & hole: 1 of 4",
    ]


def test_what_was_not_judged_comes_with_its_reason(page: Page) -> None:
    text = page.texts["not-judged"]
    assert "<b>bold<-b> (1 example). Without this example nothing would be left" in text
    assert "1 photo in the inbox. Nobody has said yet" in text


def test_names_are_text_and_never_markup(page: Page) -> None:
    inside = {name for name in page.texts if "<b>" in page.texts[name]}
    assert {"classes", "confusion", "not-judged"} <= inside
    assert not [tag for tag, _ in page.tags if tag in {"script", "iframe", "object", "form"}]


def test_nothing_is_fetched(page: Page, project, tmp_path) -> None:
    links = ("src", "href", "srcset", "action", "data", "poster", "background")
    for tag, found in page.tags:
        for name in links:
            if name in found:
                assert found[name].startswith("data:image/jpeg;base64,"), (tag, found[name])
        assert "url(" not in (found.get("style") or "")
    assert "link" not in {tag for tag, _ in page.tags}
    assert not re.search(r"url\(|@import", page.style)


def test_thumbnails_show_the_examples(page: Page) -> None:
    images = [found for tag, found in page.tags if tag == "img"]
    assert len(images) == 4 + 3 + 2 + 1  # at most four of each class
    assert images[0]["alt"] == "scratch-0.png"
    jpeg = base64.b64decode(images[0]["src"].partition(",")[2])
    bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert bgr is not None
    assert np.abs(bgr.mean(axis=(0, 1))[::-1] - (10, 40, 90)).max() < 4


def test_it_says_what_was_measured_with_what(project, tmp_path) -> None:
    html = write(tmp_path / "out.html", project).read_text(encoding="utf-8")
    method = METHOD[:1].upper() + METHOD[1:]
    facts = ("Test encoder", "version 3", "Test device", "numpy 1.2.3", "<dd>7</dd>")
    for text in (method, *facts, "parts", f"SiamDesk {__version__}"):
        assert text in html


def test_it_says_which_region_counted(project, tmp_path) -> None:
    project.set_project_framing(Framing(Region(0.1, 0, 0.9, 0.5)))
    html = write(tmp_path / "out.html", project).read_text(encoding="utf-8")
    assert "Only a region of each photo counts: 10 % to 90 % across, 0 % to 50 % down" in html


def test_an_example_that_cannot_be_read_is_named(project, tmp_path) -> None:
    lost = project.snapshot().photos[0]
    lost.path.unlink()
    page = Page(write(tmp_path / "out.html", project).read_text(encoding="utf-8"))
    assert f"Examples: {lost.name}. They could not be read any more." in page.texts["not-judged"]


def test_a_perfect_score_still_has_an_interval(project, tmp_path) -> None:
    perfect = evidence_of(TRUE, TRUE)
    page = Page(write(tmp_path / "out.html", project, perfect).read_text(encoding="utf-8"))
    assert page.texts["accuracy"] == "100.0%"
    assert page.texts["interval"] == "70.1% to 100.0%"  # 9 of 9: 9 / (9 + 1.96²)
    assert "mistakes" not in page.texts


def test_an_older_report_is_replaced_and_nothing_else_is_left(project, tmp_path) -> None:
    folder = tmp_path / "new" / "folder"
    folder.mkdir(parents=True)
    (folder / "out.html").write_text("old")
    write(folder / "out.html", project)
    assert [p.name for p in folder.iterdir()] == ["out.html"]
    assert (folder / "out.html").read_text(encoding="utf-8") != "old"


def test_a_refusing_disk_is_told_with_the_file(project, tmp_path) -> None:
    (tmp_path / "file").write_text("in the way")
    target = tmp_path / "file" / "out.html"
    with pytest.raises(StorageError, match=re.escape(str(target))):
        write(target, project)


def test_a_folder_of_that_name_stays(project, tmp_path) -> None:
    target = tmp_path / "out.html"
    target.mkdir()
    with pytest.raises(StorageError, match="could not be written"):
        write(target, project)
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".part"]


def test_other_suffixes_are_refused(project, tmp_path) -> None:
    with pytest.raises(SiamDeskError, match=r"FILE\.html or FILE\.pdf"):
        write(tmp_path / "out.docx", project)


@pytest.fixture
def full(project, tmp_path) -> Page:
    return Page(write(tmp_path / "full.html", project, full_evidence()).read_text("utf-8"))


def test_every_figure_has_a_name_and_all_its_digits(full: Page) -> None:
    figures = {f["data-figure"]: float(f["value"]) for tag, f in full.tags if tag == "data"}
    assert figures["accuracy"] == 6 / 9
    assert figures["class/scratch/recall"] == 3 / 4
    assert figures["confusion/pit & hole/scratch"] == 2
    assert figures["label check/1/doubt"] == 0.93
    assert figures["threshold/unseen cost"] == 0.75
    assert len(figures) > 80


def test_wrong_guesses_come_with_the_photo_and_the_reason(full: Page) -> None:
    text = full.texts["worst"]
    assert "judged-3.png" in text
    assert "is scratch (0%)" in text
    assert "guessed pit & hole (100%)" in text
    images = [found for tag, found in full.tags if tag == "img" and "judged-3" in found["alt"]]
    assert len(images) == 2


def test_examples_that_deserve_a_look_are_listed(full: Page) -> None:
    # Only those that are likely wrong, not all doubts.
    assert full.tables["doubts"][1:] == [["one.png", "scratch", "rust", "93.0%"]]
    assert "one.png (scratch) and two.png (rust)" in full.texts["contradictions"]
    assert full.tables["outliers"][1] == ["two.png", "rust", "0.11", "0.62", "4.8"]
    assert full.tables["pairs"][1] == ["scratch and rust", "0.875", "3 of 7", "two.png"]


def test_the_threshold_is_told_with_what_it_costs(full: Page) -> None:
    text = " ".join(full.texts["threshold"].split())
    # Three of four scratches have the probability 1, two of the five others, too.
    assert "Of 4 photos with a defect" in text
    assert "A miss costs 5, a false alarm 1, and 10.0% of parts have a defect" in text
    assert "0.75 on photos that the threshold was not chosen on" in text


def test_plots_are_vectors_that_follow_the_colours_of_the_page(full: Page) -> None:
    plots = [found for tag, found in full.tags if tag == "svg"]
    assert len(plots) == 4
    assert all(found["aria-label"] for found in plots)
    used = {found["class"] for _, found in full.tags if (found.get("class") or "")[:2] == "p-"}
    assert {f".{name}" for name in used} <= set(re.findall(r"\.p-\w+", full.style))


def test_history_and_signatures_end_the_report(full: Page, project) -> None:
    rows = full.tables["trail"][1:]
    trail = project.trail()
    assert [row[2] for row in rows] == [line.text for line in trail[::-1][:10]]
    for role in ("Prepared by", "Checked by", "Approved by"):
        assert role in full.texts["signatures"]
    assert full.texts["fingerprint"][:16] in full.texts["signatures"]


def test_leaks_are_told_before_the_figures_are_believed(project, tmp_path) -> None:
    leak = Leak(LeakKind.NEARLY_SAME, PhotoRef(1, "a.png", "rust"), PhotoRef(2, "b.png", "rust"), 2)
    evidence = evidence_of(TRUE, GUESSED)
    leaky = replace(evidence, assessment=replace(evidence.assessment, leaks=(leak,)))
    page = Page(write(tmp_path / "out.html", project, leaky).read_text("utf-8"))
    assert "such as a.png by b.png" in page.texts["warnings"]
    assert "warnings" not in Page(write(tmp_path / "o.html", project).read_text("utf-8")).texts


def test_a_name_in_no_encoding_is_spelled_out(project, tmp_path) -> None:
    named = replace(evidence_of(TRUE, GUESSED), method="photos of t\udcffst")
    assert "Photos of t\\udcffst." in write(tmp_path / "r.html", project, named).read_text("utf-8")
