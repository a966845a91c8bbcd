"""What is chosen for many photos at once: a class of their own, a region, an encoder."""

from pathlib import Path

import pytest
from desk import App, Desk, until

from siamdesk.images.framing import Region
from siamdesk.project.store import Project


def test_selected_examples_become_a_class_of_their_own(app: App) -> None:
    before = app.snapshot()
    chosen = [p.id for p in before.photos if p.class_id is not None][:2]
    app.open("Make a new class of 2 photos", "ctrl+2", "Home", "shift+Right", "ctrl+d")
    app.desk.write("roll mark")
    app.desk.keys("Return")
    after = app.until("another class", lambda s: len(s.classes) == len(before.classes) + 1)
    (new,) = (c.id for c in after.classes if c.name == "roll mark")
    assert [p.id for p in after.photos if p.class_id == new] == chosen
    app.press("ctrl+z")
    back = app.until("the class is gone", lambda s: s.classes == before.classes)
    assert [p.class_id for p in back.photos] == [p.class_id for p in before.photos]


def test_a_region_is_chosen_for_all_photos_and_undone(app: App) -> None:
    before = app.snapshot()
    app.open("Region and grey values", "Home", "ctrl+r")
    app.desk.keys("Tab", "Tab", "Tab")  # by way of the shape and the left side
    app.desk.write("80")
    app.desk.keys("Tab", "Tab")
    app.desk.write("60")
    app.desk.keys("Return")
    wanted = Region(0.0, 0.0, 0.8, 0.6)
    after = app.until("a region", lambda s: s.framing.region == wanted)
    assert {p.framing.region for p in after.photos} == {wanted}
    app.press("ctrl+z")
    back = app.until("the whole photos", lambda s: s.framing.region is None)
    assert back.photos == before.photos


def test_an_outline_is_drawn_with_the_keys_for_all_photos(app: App) -> None:
    app.open("Region and grey values", "Home", "ctrl+r")
    app.desk.keys("Tab", "Right", "shift+Tab")  # not a rectangle; back to the photo
    right, down = ["Right"] * 5, ["Down"] * 5
    app.desk.keys("space", *right, "space", *down, "space", "Return")
    after = app.until("an outline", lambda s: s.framing.region is not None)
    across, down_to = zip(*after.framing.region.corners, strict=True)
    assert across == pytest.approx((0.5, 0.55, 0.55))
    assert down_to == pytest.approx((0.5, 0.5, 0.55))


def test_the_pretrained_encoder_is_used_again_and_the_version_too(desk: Desk, tuned: Path) -> None:
    app = App(desk, tuned)

    def in_use() -> list[int]:
        with Project.open(tuned, read_only=True) as project:
            return [version.id for version in project.model_versions() if version.active]

    (version,) = in_use()
    app.start()
    app.open("Model", "ctrl+shift+t")
    until("the pretrained encoder", lambda: not in_use(), doing=lambda: desk.keys("End", "Return"))
    until("the version", lambda: in_use() == [version], doing=lambda: desk.keys("Home", "Return"))
