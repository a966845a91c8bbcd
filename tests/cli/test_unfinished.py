"""What is left of a run that was stopped, and going on with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siamdesk.cli.files import absolute
from siamdesk.cli.unfinished import UnfinishedRun
from siamdesk.engine.photo_guesses import NamedGuess, PhotoGuesses
from siamdesk.errors import StorageError

ABOUT = {"the project": "abc", "--top": 5}


def guessed(name: str, class_name: str = "crease") -> PhotoGuesses:
    guess = NamedGuess(class_name, 0.75, 0.5, "example.png")
    return PhotoGuesses(Path("/photos", name), (guess,), 0.25, False, None)


def opened(out: Path, *, resume: bool | None = True, **about: object) -> UnfinishedRun:
    return UnfinishedRun.open(out, {**ABOUT, **about}, resume=resume, notes={"record": "r"})


def begun(out: Path, *photos: PhotoGuesses) -> Path:
    run = opened(out)
    for photo in photos:
        run.add(photo, top=5)
    run.close()
    return run.path


def found_in(run: UnfinishedRun) -> list[PhotoGuesses]:
    return [photo for _, photo in run.guesses()]


def test_going_on_knows_what_was_done(tmp_path) -> None:
    photos = [guessed("a.png"), guessed("b.png", "scratch")]
    begun(tmp_path / "x.csv", *photos)
    run = opened(tmp_path / "x.csv")
    assert found_in(run) == photos
    assert run.done_photos() == {absolute(p.path) for p in photos}


@pytest.mark.parametrize("kept", [0.01, 0.5, 0.99])
def test_a_line_that_was_not_written_to_its_end_is_done_again(tmp_path, kept) -> None:
    path = begun(tmp_path / "x.csv", guessed("a.png"))
    whole = path.read_bytes()
    begun(tmp_path / "x.csv", guessed("b.png"))
    last = path.read_bytes()[len(whole) :]
    path.write_bytes(whole + last[: max(1, int(len(last) * kept))])
    run = opened(tmp_path / "x.csv")
    assert found_in(run) == [guessed("a.png")]
    run.add(guessed("b.png"), top=5)
    run.close()
    assert path.read_bytes() == whole + last


def test_a_run_that_was_killed_while_it_began_begins_anew(tmp_path) -> None:
    path = begun(tmp_path / "x.csv", guessed("a.png"))
    path.write_bytes(path.read_bytes()[:10])
    assert found_in(opened(tmp_path / "x.csv")) == []


def test_unreadable_photos_are_tried_again_and_keep_their_place(tmp_path) -> None:
    broken = PhotoGuesses.unreadable(Path("/photos/a.png"), "the drive is away")
    begun(tmp_path / "x.csv", broken, guessed("b.png"))
    run = opened(tmp_path / "x.csv")
    assert run.done_photos() == {absolute(Path("/photos/b.png"))}
    run.add(guessed("a.png"), top=5)
    assert found_in(run) == [guessed("a.png"), guessed("b.png")]
    assert run.done == 2


def test_another_project_or_other_options_are_named(tmp_path) -> None:
    begun(tmp_path / "x.csv", guessed("a.png"))
    with pytest.raises(StorageError, match=r"the project, --top are not as before"):
        opened(tmp_path / "x.csv", **{"the project": "abd", "--top": 1})
    assert found_in(opened(tmp_path / "x.csv")) == [guessed("a.png")]


def test_an_older_run_is_neither_gone_on_with_nor_lost_unasked(tmp_path) -> None:
    begun(tmp_path / "x.csv", guessed("a.png"))
    with pytest.raises(StorageError, match="--resume"):
        opened(tmp_path / "x.csv", resume=None)
    assert found_in(opened(tmp_path / "x.csv", resume=False)) == []


@pytest.mark.parametrize("line", ["my notes\n", '{"about": [], "notes": {}}\n'])
def test_a_file_that_is_no_run_is_not_written_over(tmp_path, line) -> None:
    (tmp_path / "x.csv.unfinished").write_text(line)
    with pytest.raises(StorageError, match="is no run of siamdesk classify"):
        opened(tmp_path / "x.csv")
    assert (tmp_path / "x.csv.unfinished").read_text() == line


def test_a_run_that_did_nothing_leaves_nothing(tmp_path) -> None:
    begun(tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs locks of Unix")
@pytest.mark.parametrize("resume", [True, False])
def test_a_run_that_goes_on_is_not_disturbed(tmp_path, resume) -> None:
    run = opened(tmp_path / "x.csv")
    run.add(guessed("a.png"), top=5)
    with pytest.raises(StorageError, match="by another run"):
        opened(tmp_path / "x.csv", resume=resume)
    assert found_in(run) == [guessed("a.png")]


@pytest.mark.skipif(os.name == "nt", reason="needs names of Unix")
def test_names_in_no_encoding_come_back_as_they_were(tmp_path) -> None:
    photo = guessed(os.fsdecode(b"\xff\xfe-\xe4.png"), "裂纹")
    begun(tmp_path / "x.csv", photo)
    assert found_in(opened(tmp_path / "x.csv")) == [photo]


def test_no_more_guesses_are_kept_than_asked_for(tmp_path) -> None:
    run = opened(tmp_path / "x.csv")
    one = guessed("a.png")
    run.add(PhotoGuesses(one.path, one.guesses * 3, 0.5, None, None), top=2)
    assert len(found_in(run)[0].guesses) == 2
