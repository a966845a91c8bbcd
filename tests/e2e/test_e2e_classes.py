"""Classes from the keyboard: add, rename, merge, delete, split off what is selected."""

from desk import App, examples


def test_classes_are_added_renamed_merged_and_brought_back(app: App) -> None:
    before = app.snapshot()
    app.press("ctrl+l")
    app.desk.write("scale pit")
    app.desk.keys("Return")
    app.until("a new class", lambda s: "scale pit" in [c.name for c in s.classes])
    app.desk.click(app.title, 90, 174)  # the first class in the list
    app.desk.keys("F2")
    app.desk.keys("ctrl+a")
    app.desk.write("edge crack")
    app.desk.keys("Return")
    app.until("a class renamed", lambda s: s.classes[0].name == "edge crack")
    app.desk.click(app.title, 90, 174)
    app.desk.keys("ctrl+m")
    app.desk.activate("Merge “edge crack” into…")
    app.desk.keys("Return")
    merged = app.until("a class merged", lambda s: len(s.classes) == len(before.classes))
    assert examples(merged) == 35
    assert "edge crack" not in [c.name for c in merged.classes]
    app.press("ctrl+z")
    app.until("the class is back", lambda s: "edge crack" in [c.name for c in s.classes])
