"""The arithmetic of zooming, against its definition."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSizeF
from pytestqt.qtbot import QtBot

from siamdesk.gui.photo.zoom import MIDDLE, Zoom, ZoomFrame

FRAMES = [
    ZoomFrame(QSizeF(8660, 5774), QSizeF(1280, 700)),
    ZoomFrame(QSizeF(600, 4000), QSizeF(500, 500), 2.0),
    ZoomFrame(QSizeF(128, 128), QSizeF(900, 700)),
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_zoom_of_one_fits_the_photo_into_the_view(frame: ZoomFrame) -> None:
    target = frame.target(1.0, MIDDLE)
    shares = target.width() / frame.view.width(), target.height() / frame.view.height()
    assert max(shares) == pytest.approx(1)
    assert target.width() / target.height() == pytest.approx(
        frame.photo.width() / frame.photo.height()
    )
    assert target.center().x() == pytest.approx(frame.view.width() / 2)
    assert target.center().y() == pytest.approx(frame.view.height() / 2)


@pytest.mark.parametrize("frame", FRAMES)
def test_at_100_percent_a_pixel_of_the_photo_is_a_pixel_of_the_screen(frame: ZoomFrame) -> None:
    target = frame.target(frame.actual, MIDDLE)
    assert target.width() * frame.ratio == pytest.approx(frame.photo.width())
    assert frame.limited(frame.actual) == frame.actual


@pytest.mark.parametrize("frame", FRAMES)
def test_no_empty_stripe_beside_a_photo_that_is_larger_than_the_view(frame: ZoomFrame) -> None:
    rng = np.random.default_rng(0)
    for _ in range(300):
        factor = float(rng.uniform(0.1, 20))
        target = frame.target(factor, QPointF(*rng.uniform(-0.5, 1.5, 2).tolist()))
        for start, length, room in (
            (target.x(), target.width(), frame.view.width()),
            (target.y(), target.height(), frame.view.height()),
        ):
            if length <= room:
                assert start == pytest.approx((room - length) / 2)
            else:
                assert start <= 1e-6
                assert start + length >= room - 1e-6


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_under_the_pointer_stays_there(frame: ZoomFrame) -> None:
    """As far inside as this the photo's edges always allow it."""
    position = QPointF(frame.view.width() * 0.6, frame.view.height() * 0.45)
    factor, centre = 20.0, QPointF(0.45, 0.52)
    place = frame.place_at(position, factor, centre)
    for wanted in (18.0, 30.0, 64.0):
        moved = frame.centre_for(place, position, wanted)
        target = frame.target(wanted, moved)
        assert target.x() + place.x() * target.width() == pytest.approx(position.x())
        assert target.y() + place.y() * target.height() == pytest.approx(position.y())


def test_zoom_is_limited_on_both_sides() -> None:
    large, small = FRAMES[0], FRAMES[2]
    assert large.limited(0.01) == 1.0  # never smaller than the window
    assert small.limited(0.01) == pytest.approx(small.actual)  # but 100 % can always be had
    most = large.target(large.limited(1e9), MIDDLE).width()
    assert most == pytest.approx(16 * large.photo.width())
    assert small.limited(1e9) == 8.0  # 16 pixels for one would be hardly more than what fits


def test_a_zoom_tells_changes_only(qtbot: QtBot) -> None:
    zoom = Zoom()
    with qtbot.assertNotEmitted(zoom.changed):
        zoom.set(1.0)
    with qtbot.waitSignal(zoom.changed):
        zoom.set(2.0, QPointF(0.2, 0.3))
    assert (zoom.factor, zoom.centre) == (2.0, QPointF(0.2, 0.3))
