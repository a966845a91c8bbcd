"""`siamdesk add PROJECT VIDEO --every SECONDS`."""

from terminal import Outcome

from siamdesk.project.store import Project


def test_frames_of_a_video_are_added_so_often(tmp_path, film) -> None:
    Project.create(tmp_path / "p.siam").close()
    outcome = Outcome("add", tmp_path / "p.siam", film(), "--every", "0.5", "--class", "dent")
    assert outcome.status == 0
    assert "Added 4 photos." in outcome.err
    with Project.open(tmp_path / "p.siam") as project:
        names = [photo.name for photo in project.snapshot().photos]
        assert names[:2] == ["line3 00-00-00.000.png", "line3 00-00-00.520.png"]
        assert [c.name for c in project.snapshot().classes] == ["dent"]


def test_without_an_interval_the_way_to_take_frames_is_told(tmp_path, film) -> None:
    Project.create(tmp_path / "p.siam").close()
    outcome = Outcome("add", tmp_path / "p.siam", film())
    assert outcome.status == 3
    assert "line3.avi: it is a video. Say with `add --every SECONDS`" in outcome.err.replace(
        "\n", " "
    )
    assert "Added 0 photos." in outcome.err


def test_an_interval_of_nothing_is_refused(tmp_path, film) -> None:
    Project.create(tmp_path / "p.siam").close()
    assert Outcome("add", tmp_path / "p.siam", film(), "--every", "0").status == 2
