"""Frames of videos in a project."""

import pytest
from project_photos import make_photos

from siamdesk.errors import ProjectError
from siamdesk.images.video import Sampling
from siamdesk.project.filming import add_frames
from siamdesk.project.importing import add_by_folder, add_to_class
from siamdesk.project.store import Project


def test_frames_come_from_their_video_and_one_undo_takes_them_back(project, film):
    path = film()
    report = add_frames(project, [path], Sampling(0.4), "scratch")
    assert [photo.name for photo in report.added] == [
        f"line3 00-00-0{seconds:.3f}.png" for seconds in (0.0, 0.4, 0.8, 1.2, 1.6)
    ]
    assert {photo.folder for photo in report.added} == {str(path)}
    assert all(photo.path.is_file() for photo in report.added)
    project.undo()
    assert project.snapshot().photos == ()


def test_a_damaged_video_does_not_keep_the_others_out(project, film, tmp_path):
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 900)
    cut = film("cut.mkv")
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size * 6 // 10])
    report = add_frames(project, [bad, cut, film("good.avi", size=(80, 60))], Sampling(1.0))
    assert [problem.path for problem in report.failed] == [bad, cut]
    names = [photo.name for photo in report.added]
    assert names[0] == "cut 00-00-00.000.png"
    assert names[-2:] == ["good 00-00-00.000.png", "good 00-00-01.000.png"]


def test_videos_among_photos_are_handed_on_with_their_class(project, film, tmp_path):
    photos = make_photos(tmp_path, 2)
    report = add_to_class(project, [*photos, film()], "dent")
    assert len(report.added) == 2
    assert report.failed == ()
    assert [(batch.paths, batch.class_name) for batch in report.videos] == [
        ((tmp_path / "line3.avi",), "dent")
    ]
    report = add_by_folder(project, [film("b.mp4")])  # a video alone is nothing to refuse
    assert report.videos[0].class_name is None
    assert len(project.snapshot().photos) == 2


def test_a_project_without_copies_takes_no_frames(tmp_path, film):
    with (
        Project.create(tmp_path / "p.siam", copy_images=False) as project,
        pytest.raises(ProjectError, match="Save the frames as photos"),
    ):
        add_frames(project, [film()], Sampling())
