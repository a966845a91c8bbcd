"""Cameras; a film stands in for one, since OpenCV reads both in the same way."""

import pytest

from siamdesk.errors import CameraError
from siamdesk.images import camera
from siamdesk.images.camera import Camera, CameraChoice


def test_pictures_come_one_after_the_other_until_there_are_no_more(film) -> None:
    opened = Camera(CameraChoice("Line 3", str(film(frames=3))))
    assert [opened.read().shape for _ in range(3)] == [(120, 160, 3)] * 3
    assert opened.pause == pytest.approx(0.04)
    with pytest.raises(CameraError, match="Line 3 gives no more pictures"):
        opened.read()
    opened.close()


def test_an_address_where_nothing_answers_is_told(tmp_path) -> None:
    with pytest.raises(CameraError, match="Line 3 does not answer"):
        Camera(CameraChoice("Line 3", str(tmp_path / "nothing.mp4")))


def test_linux_lists_each_camera_once_by_its_name(tmp_path) -> None:
    for device, index, name in (
        ("video2", "0", "Microscope\n"),
        ("video0", "0", "HD Webcam\n"),
        ("video1", "1", "HD Webcam\n"),  # the same camera's description of its pictures
    ):
        (tmp_path / device).mkdir()
        (tmp_path / device / "index").write_text(index)
        (tmp_path / device / "name").write_text(name)
    assert camera._listed(tmp_path) == [
        CameraChoice("HD Webcam", 0),
        CameraChoice("Microscope", 2),
    ]
    assert camera._listed(tmp_path / "nowhere") == []


def test_a_camera_that_was_unplugged_is_told(monkeypatch) -> None:
    monkeypatch.setattr(camera.platform, "system", lambda: "Linux")
    with pytest.raises(CameraError, match="not there any more"):
        Camera(CameraChoice("HD Webcam", 987))
