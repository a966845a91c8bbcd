"""Frames of videos; in the films made here, bars tell the number of a frame."""

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from siamdesk.errors import Cancelled, UnreadableImageError
from siamdesk.images.footage import footage
from siamdesk.images.video import Sampling, Unit, Video, frame_name, is_video


def number(pixels) -> int:
    """Which frame of the film it is."""
    bars = np.asarray(pixels).mean(axis=(0, 2)).reshape(10, -1).mean(axis=1)
    return sum(1 << bar for bar in range(10) if bars[bar] > 127)


def numbers(taken) -> list[int]:
    return [number(Image.open(photo)) for photo in taken.photos]


def raw_motion_jpeg(film, path: Path) -> Path:
    """The pictures of a film as a file of one JPEG after the other."""
    with Video(film) as video:
        frames = [frame.pixels for frame in video.frames(Sampling(1, Unit.FRAMES))]
    with path.open("wb") as file:
        for pixels in frames:
            Image.fromarray(pixels).save(file, "JPEG")
    return path


@pytest.mark.parametrize("suffix", [".avi", ".mp4", ".mov", ".mkv"])
def test_a_frame_is_taken_at_every_interval(film, suffix: str) -> None:
    with footage(film(f"line3{suffix}"), Sampling(0.4)) as taken:
        assert numbers(taken) == [0, 10, 20, 30, 40]
        assert [p.name for p in taken.photos][1:3] == [
            "line3 00-00-00.400.png",
            "line3 00-00-00.800.png",
        ]
        assert taken.problem is None
    assert not any(photo.exists() for photo in taken.photos)


@pytest.mark.parametrize(
    ("sampling", "expected"),
    [
        (Sampling(0.3), [0, 8, 15, 23, 30, 38, 45]),  # the first frame at or after each moment
        (Sampling(20, Unit.FRAMES), [0, 20, 40]),
        (Sampling(20, Unit.FRAMES, start=0.2), [5, 25, 45]),
        (Sampling(0.4, start=0.2, end=1.2), [5, 15, 25]),
        (Sampling(0.4, start=0.2, end=0.99), [5, 15]),
        (Sampling(60), [0]),
        (Sampling(1.0, start=1.96), [49]),
    ],
)
def test_the_number_of_frames_is_told_before_they_are_taken(film, sampling, expected) -> None:
    path = film()
    with Video(path) as video:
        assert video.info.expected(sampling) == len(expected)
    with footage(path, sampling) as taken:
        assert numbers(taken) == expected


def test_frames_after_a_late_start_are_the_same_ones_without_going_through_all(film) -> None:
    path = film("long.mp4", frames=700)
    met = []
    with Video(path) as video:
        frames = list(video.frames(Sampling(2.0, start=20.0), met.append))
    assert [frame.seconds for frame in frames] == [20.0, 22.0, 24.0, 26.0]
    assert [number(frame.pixels) for frame in frames] == [500, 550, 600, 650]
    assert 0 < met[0] < 20
    assert not video.cut_short


def test_frames_that_hardly_differ_are_left_out_but_a_small_new_mark_counts(tmp_path) -> None:
    still = np.random.default_rng(5).integers(90, 110, (480, 640, 3)).astype(np.uint8)
    marked = still.copy()
    marked[200:224, 300:324] = 10
    writer = cv2.VideoWriter(
        str(tmp_path / "belt.avi"), cv2.VideoWriter_fourcc(*"MJPG"), 10.0, (640, 480)
    )
    for picture in [still] * 5 + [marked] * 5:
        writer.write(picture)
    writer.release()
    with footage(tmp_path / "belt.avi", Sampling(1, Unit.FRAMES, skip_alike=True)) as taken:
        assert [p.name for p in taken.photos] == [
            "belt 00-00-00.000.png",
            "belt 00-00-00.500.png",
        ]
        assert taken.skipped == 8


def test_a_phone_held_on_its_side_gives_upright_frames(film) -> None:
    path = film("phone.mp4", frames=3, size=(160, 96))
    data = bytearray(path.read_bytes())
    matrix = data.index(b"tkhd") + 4 + 40
    quarter_turn = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 96 << 16, 0, 1 << 30)
    data[matrix : matrix + 36] = quarter_turn
    path.write_bytes(data)
    with Video(path) as video:
        assert (video.info.width, video.info.height) == (96, 160)
    with footage(path, Sampling(1.0)) as taken:
        assert Image.open(taken.photos[0]).size == (96, 160)


def test_what_was_read_of_a_video_that_is_cut_off_is_kept_and_the_rest_named(film) -> None:
    path = film("line3.mkv")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with footage(path, Sampling(1, Unit.FRAMES)) as taken:
        assert numbers(taken) == list(range(len(taken.photos)))
        assert 0 < len(taken.photos) < 50
        assert taken.problem is not None
        assert str(taken.problem).startswith(f"{path}: the video is damaged or cut off")
    with footage(path, Sampling(0.1, end=0.2)) as taken:
        assert taken.problem is None  # nothing that was asked for is missing


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0isom" + b"\0" * 900),
        ("words.mp4", b"no video at all"),
        ("empty.mkv", b""),
    ],
)
def test_what_is_no_video_is_named(tmp_path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableImageError, match=name), footage(path, Sampling()):
        pass


def test_a_video_is_known_by_its_content(film, tmp_path) -> None:
    for suffix in (".avi", ".mp4", ".mkv"):
        assert is_video(film(f"odd{suffix}").rename(tmp_path / f"without-a-name{suffix[1:]}"))
    photo = tmp_path / "photo.mp4"
    Image.new("RGB", (8, 8)).save(photo, "PNG")
    assert not is_video(photo)
    assert not is_video(tmp_path)
    assert not is_video(tmp_path / "missing.mp4")


def test_raw_motion_jpeg_begins_like_a_photo_and_tells_no_length(film, tmp_path) -> None:
    path = raw_motion_jpeg(film(), tmp_path / "line3.mjpeg")
    assert is_video(path)
    assert not is_video(path.rename(tmp_path / "line3.jpg"))
    path = (tmp_path / "line3.jpg").rename(path)
    with Video(path) as video:
        assert video.info.frames is None
        assert video.info.expected(Sampling()) is None
    with footage(path, Sampling(10, Unit.FRAMES)) as taken:
        assert numbers(taken) == [0, 10, 20, 30, 40]
        assert taken.problem is None


def test_a_cancel_leaves_no_files(film, tmp_path, monkeypatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    def cancel_half_way(fraction: float, message: str) -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled), footage(film(), Sampling(0.1), cancel_half_way):
        pass
    assert list(scratch.iterdir()) == []


def test_no_frame_between_start_and_end_is_told(film) -> None:
    with (
        pytest.raises(UnreadableImageError, match="between start and end"),
        footage(film(), Sampling(1.0, start=90.0)),
    ):
        pass


@pytest.mark.parametrize("every", [0.0, -1.0, float("nan")])
def test_an_impossible_interval_is_refused(every: float) -> None:
    with pytest.raises(ValueError, match="every"):
        Sampling(every)


def test_names_of_frames_sort_by_time() -> None:
    assert frame_name(Path("v/line3.mp4"), 65.2) == "line3 00-01-05.200.png"
    assert frame_name(Path("line3.mp4"), 2 * 3600 + 59.9996) == "line3 02-01-00.000.png"
