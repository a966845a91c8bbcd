"""Photos that are nearly the same picture, found when they are added."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from siamdesk.images.hashes import hamming
from siamdesk.images.similar import NEAR, SimilarPhotos
from siamdesk.project.store import Project


@pytest.fixture
def picture():
    """Smooth structure, as that of a photo."""
    noise = np.random.default_rng(5).integers(0, 256, (160, 200, 3), np.uint8)
    return Image.fromarray(noise).filter(ImageFilter.GaussianBlur(9))


@pytest.fixture
def files(tmp_path, picture):
    """A picture, the same one compressed, and another one."""
    other = picture.transpose(Image.Transpose.ROTATE_180)
    picture.save(tmp_path / "a.png")
    picture.resize((100, 80)).save(tmp_path / "b.jpg", quality=70)
    other.save(tmp_path / "c.png")
    return [tmp_path / name for name in ("a.png", "b.jpg", "c.png")]


def names(project, pairs):
    known = {p.id: p.name for p in project.snapshot().photos}
    return [(known[pair.added], known[pair.known]) for pair in pairs]


def test_photos_of_one_addition_that_look_alike_are_told_and_added(project, files):
    report = project.add_photos(files)
    assert len(report.added) == 3
    assert names(project, report.similar) == [("b.jpg", "a.png")]


def test_a_photo_that_looks_like_one_of_the_project_is_told(project, files):
    project.add_photos(files[:1], class_name="dent")
    assert names(project, project.add_photos(files[1:]).similar) == [("b.jpg", "a.png")]


def test_looks_are_known_across_restarts(project, files):
    project.add_photos(files[:1])
    project.close()
    with Project.open(project.path) as again:
        assert names(again, again.add_photos(files[1:]).similar) == [("b.jpg", "a.png")]


def test_photos_that_were_removed_are_not_compared_to(project, files):
    project.add_photos(files[:1])
    project.remove_photos([project.snapshot().photos[0].id])
    assert project.add_photos(files[1:]).similar == ()


def test_plain_photos_are_not_taken_for_the_same_picture(project, photos):
    assert project.add_photos(photos).similar == ()


def test_deep_photos_are_compared_in_the_window_that_suits_them(project, tmp_path, picture):
    # dark and low in contrast: in the usual range of 0 to 65535 all of it is one black
    grey = np.asarray(picture.convert("L"), np.uint16)
    Image.fromarray(grey * 2 + 5000).save(tmp_path / "a.png")
    Image.fromarray(grey * 3 + 7000).save(tmp_path / "b.png")
    report = project.add_photos([tmp_path / "a.png", tmp_path / "b.png"])
    assert names(project, report.similar) == [("b.png", "a.png")]


def test_the_same_bytes_are_a_duplicate_and_not_merely_similar(project, files):
    project.add_photos(files[:1])
    copy = files[0].with_name("copy.png")
    copy.write_bytes(files[0].read_bytes())
    report = project.add_photos([copy])
    assert (len(report.duplicates), report.similar) == (1, ())


hashes = st.integers(1, 2**64 - 1)


@settings(deadline=None)
@given(st.lists(hashes, max_size=40), hashes, st.integers(0, 64))
def test_the_nearest_hash_is_found(known, wanted, near):
    similar = SimilarPhotos(known[:5])
    for looks in known[5:]:
        similar.add(looks)
    distances = [hamming(looks, wanted) for looks in known]
    best = min(distances, default=99)
    expected = distances.index(best) if best <= near else None
    assert similar.nearest(wanted, near=near) == expected


@settings(deadline=None)
@given(hashes, st.sets(st.integers(0, 63), max_size=12))
def test_a_few_bits_make_no_other_picture(looks, flipped):
    changed = looks
    for bit in flipped:
        changed ^= 1 << bit
    if changed:
        found = SimilarPhotos([looks]).nearest(changed)
        assert (found == 0) == (len(flipped) <= NEAR)
