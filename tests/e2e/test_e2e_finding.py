"""Finding photos, grouping them, and the audit trail as a file."""

import csv
from pathlib import Path

from desk import App, until


def test_a_photo_is_found_by_its_name_and_labelled(app: App) -> None:
    before = app.snapshot()
    wanted = next(p for p in before.photos if p.name == "photo-17.png")
    assert wanted.class_id is None
    app.press("ctrl+f")
    app.desk.write("photo-17")
    app.desk.keys("Return")
    app.until(
        "a class for the photo that was found",
        lambda s: s.photo(wanted.id).class_id == s.classes[3].id,
        doing=lambda: app.press("Home", "4"),
    )
    others = [p.id for p in app.snapshot().photos if p.class_id is None]
    assert len(others) == 41


def test_photos_are_grouped_by_their_file_names(app: App) -> None:
    app.open("Group photos", "ctrl+g")
    app.desk.keys("Return")
    grouped = app.until("groups", lambda s: any(p.group for p in s.photos))
    assert {p.group for p in grouped.photos if p.name.startswith("photo-")} == {"photo"}
    app.press("ctrl+z")
    app.until("no groups", lambda s: not any(p.group for p in s.photos))


def test_the_audit_trail_is_written_to_a_file(app: App, tmp_path: Path) -> None:
    app.press("Home", "1")
    app.until("a correction", lambda s: s.undo_text and s.undo_text.startswith("Set class"))
    app.open("History", "ctrl+h")
    app.desk.click("History", 90, 488)
    app.desk.activate("Export audit trail")
    out = tmp_path / "trail.csv"
    app.desk.keys("ctrl+a")
    app.desk.write(str(out))
    app.desk.keys("Return")
    until("the trail on disk", out.exists)
    rows = list(csv.reader(out.open(encoding="utf-8", newline="")))
    assert any("Set class" in cell for row in rows for cell in row)
