"""Regions of photos, and what a framing is known by."""

from __future__ import annotations

import math

import numpy as np
import pytest
from handmade_images import png
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from siamdesk.images.decode import read_framed
from siamdesk.images.framing import PLAIN, WHOLE, Framing, Region, Window, crop

fractions = st.floats(0, 1)


@st.composite
def regions(draw):
    left, right = sorted((draw(fractions), draw(fractions)))
    top, bottom = sorted((draw(fractions), draw(fractions)))
    assume(left < right and top < bottom)
    return Region(left, top, right, bottom)


def test_a_region_is_cut_out_of_a_photo():
    rgb = np.arange(4 * 10 * 3, dtype=np.uint8).reshape(4, 10, 3)
    cut = crop(rgb, Region(0.2, 0.25, 0.5, 0.75))
    assert cut.tolist() == rgb[1:3, 2:5].tolist()


def test_half_a_pixel_is_rounded_to_a_whole_one():
    # 0.26 of 10 columns is 2.6, 0.74 is 7.4
    assert Region(0.26, 0, 0.74, 1).pixels(1, 10)[1] == slice(3, 7)


@settings(deadline=None)
@given(regions(), st.integers(1, 5000), st.integers(1, 5000))
def test_a_region_lies_inside_the_photo_near_where_it_was_drawn(region, height, width):
    rows, columns = region.pixels(height, width)
    for found, start, stop, size in (
        (rows, region.top, region.bottom, height),
        (columns, region.left, region.right, width),
    ):
        assert 0 <= found.start < found.stop <= size
        assert math.isclose(found.start, start * size, abs_tol=1.0)
        assert math.isclose(found.stop, stop * size, abs_tol=1.5)  # one pixel at least


@settings(deadline=None)
@given(st.floats(0.001, 0.999), st.integers(2, 3000))
def test_neighbouring_regions_share_no_pixel_and_miss_none(edge, size):
    left, right = (r.pixels(1, size)[1] for r in (Region(0, 0, edge, 1), Region(edge, 0, 1, 1)))
    assume(0.5 < edge * size < size - 0.5)  # else one of them has less than half a pixel
    assert left.stop == right.start


@pytest.mark.parametrize(
    "sides",
    [(0.5, 0, 0.5, 1), (0.6, 0, 0.5, 1), (-0.1, 0, 1, 1), (0, 0, 1, 1.1), (0, math.nan, 1, 1)],
)
def test_a_rectangle_that_is_none_is_refused(sides):
    with pytest.raises(ValueError, match="no rectangle"):
        Region(*sides)


def test_a_photos_own_choices_come_before_those_of_the_project():
    own, project = Region(0, 0, 0.5, 0.5), Region(0.5, 0.5, 1, 1)
    window = Window(1, 2)
    assert Framing(own).over(Framing(project, window)) == Framing(own, window)
    assert PLAIN.over(Framing(project)) == Framing(project)


def test_the_whole_photo_with_its_default_window_has_no_key():
    assert PLAIN.key == Framing(WHOLE).key == ""


def test_each_framing_has_a_key_of_its_own():
    framings = [
        Framing(Region(0, 0, 0.5, 1)),
        Framing(Region(0, 0, 1, 0.5)),
        Framing(None, Window(0, 1)),
        Framing(None, Window(0, 2)),
        Framing(Region(0, 0, 0.5, 1), Window(0, 1)),
    ]
    keys = {framing.key for framing in framings}
    assert len(keys) == len(framings)
    assert all(len(key) == 16 and key.isalnum() for key in keys)
    # what is on disk under it has to be found by the next version too
    assert Framing(Region(0.25, 0.25, 0.75, 0.75)).key == "0250c7547b5e296b"


def test_an_outline_lies_in_the_smallest_rectangle_around_it():
    drawn = Region.around([(0.5, 0.1), (0.9, 0.8), (0.2, 0.6)])
    assert drawn.sides == (0.2, 0.1, 0.9, 0.8)
    assert drawn.pixels(10, 10) == (slice(1, 8), slice(2, 9))


@pytest.mark.parametrize(
    "corners", [[], [(0.1, 0.1), (0.9, 0.9)], [(0.1, 0.5), (0.5, 0.5), (0.9, 0.5)]]
)
def test_a_line_that_encloses_nothing_is_refused(corners):
    with pytest.raises(ValueError):  # noqa: PT011 - two sentences, one for each way
        Region.around(corners)


def test_an_outline_beyond_its_rectangle_or_the_photo_is_refused():
    with pytest.raises(ValueError, match="no outline"):
        Region(0.2, 0.2, 0.8, 0.8, ((0.1, 0.2), (0.8, 0.2), (0.5, 0.8)))
    with pytest.raises(ValueError, match="no rectangle"):
        Region.around([(-0.1, 0.2), (0.8, 0.2), (0.5, 0.8)])
    with pytest.raises(ValueError, match="no outline"):
        Region.around([(0.2, 0.2), (math.nan, 0.5), (0.8, 0.2), (0.5, 0.8)])


def winds_around(x, y, corners):
    """Whether a ray to the right of this place crosses the closed line an odd number of times."""
    crossed = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def distance(x, y, start, end):
    """Of a place from a stretch of a line."""
    way = np.subtract(end, start)
    share = np.clip(np.dot((x - start[0], y - start[1]), way) / max(np.dot(way, way), 1e-12), 0, 1)
    return math.hypot(*(np.add(start, share * way) - (x, y)))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(fractions, fractions), min_size=3, max_size=7),
    st.integers(8, 60),
    st.integers(8, 60),
)
def test_what_lies_within_the_line_counts_and_nothing_else(corners, height, width):
    try:
        region = Region.around(corners)
    except ValueError:
        assume(False)
    mask = region.mask(height, width)
    rows, columns = region.pixels(height, width)
    assert mask.shape == (rows.stop - rows.start, columns.stop - columns.start)
    line = [(x * width, y * height) for x, y in corners]
    stretches = list(zip(line, [*line[1:], line[0]], strict=True))
    for row in range(rows.start, rows.stop):
        for column in range(columns.start, columns.stop):
            x, y = column + 0.5, row + 0.5
            # Nearer by it may count: OpenCV fills what its line touches, and a little more.
            if min(distance(x, y, *stretch) for stretch in stretches) > 1.5:
                counts = mask[row - rows.start, column - columns.start]
                assert counts == winds_around(x, y, line)


def test_there_is_nothing_to_see_outside_of_an_outline():
    rgb = np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)
    before = rgb.copy()
    region = Region.around([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
    cut = crop(rgb, region)
    assert cut.shape == rgb.shape
    assert (cut[2, 2] == rgb[2, 2]).all()
    inside = region.mask(40, 60)
    mean = rgb[inside].astype(float).mean(axis=0)
    assert abs(cut[38, 58] - mean).max() <= 0.5
    assert (cut[~inside] == cut[38, 58]).all()
    assert (rgb == before).all()


def test_what_lies_outside_of_an_outline_makes_no_difference():
    region = Region.around([(0.2, 0.2), (0.8, 0.3), (0.5, 0.9)])
    rgb = np.random.default_rng(0).integers(0, 256, (50, 50, 3), np.uint8)
    other = 255 - rgb
    rows, columns = region.pixels(50, 50)
    inside = region.mask(50, 50)
    other[rows, columns][inside] = rgb[rows, columns][inside]
    assert (crop(rgb, region) == crop(other, region)).all()


def test_an_outline_has_a_key_of_its_own():
    drawn = Region.around([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
    other = Region.around([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.2, 0.2)])
    assert len({Framing(region).key for region in (drawn, other, WHOLE)}) == 3


def test_a_framed_photo_is_windowed_and_cropped(tmp_path):
    values = np.array([[0, 100, 200, 300]], np.uint16)[:, :, None]
    (tmp_path / "x.png").write_bytes(png(values))
    framed = read_framed(tmp_path / "x.png", Framing(Region(0.25, 0, 0.75, 1), Window(100, 300)))
    assert framed.tolist() == [[[0] * 3, [128] * 3]]
