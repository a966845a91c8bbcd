from __future__ import annotations

import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siamdesk.errors import ClassNameError
from siamdesk.project.names import (
    MAX_BYTES,
    MAX_LENGTH,
    class_key,
    clean_class_name,
    folder_name,
    folder_names,
)


@pytest.mark.parametrize(
    "name",
    ["scratch", "ตำหนิผิว", "खरोंच", "傷 (左)", "Größe: < 3 mm?", "👩‍🔧", "می‌خوام", "...", "a b"],
)
def test_any_script_is_welcome(name):
    assert clean_class_name(name) == unicodedata.normalize("NFC", name)


def test_blanks_around_and_composition_are_tidied():
    assert clean_class_name("  e\u0301 \n") == "\u00e9"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "needs a name"),
        (" \t ", "needs a name"),
        ("\u200b\u200d", "needs a name"),
        ("a/b", r"a slash \(/\)"),
        ("a\\b", "a backslash"),
        ("a\x00b", r"U\+0000"),
        ("a\nb", r"U\+000A"),
        ("a\u2028b", r"U\+2028"),
        ("dent\u202egnp", r"U\+202E"),
        ("a\ud800", r"U\+D800"),
        (".", "folders use that name"),
        ("..", "folders use that name"),
        ("x" * 101, "101 characters"),
        ("ก" * 67, "201 bytes.*room for 200. Shorten it to 66 of its 67 characters"),
    ],
)
def test_a_bad_name_is_refused_with_the_reason(name, words):
    with pytest.raises(ClassNameError, match=words) as caught:
        clean_class_name(name)
    str(caught.value).encode()  # can be shown and logged


def test_the_longest_name_fits():
    assert clean_class_name("ä" * MAX_LENGTH) == "ä" * MAX_LENGTH


@settings(deadline=None)
@given(st.text(max_size=120))
def test_a_clean_name_stays_as_it_is(name):
    try:
        cleaned = clean_class_name(name)
    except ClassNameError:
        return
    assert clean_class_name(cleaned) == cleaned
    assert class_key(cleaned) == class_key(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("scratch", "scratch"),
        ("ตำหนิผิว", "ตำหนิผิว"),
        ("傷 (左)", "傷 (左)"),
        ("Größe: < 3 mm?", "Größe_ _ 3 mm_"),
        ('a<b>c:d"e|f?g*h', "a_b_c_d_e_f_g_h"),
        ("...", "___"),
        (".hidden", "_hidden"),
        ("dent. .", "dent___"),
        (" x ", "_x_"),
        ("a.b c", "a.b c"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1 .x", "_Com1 .x"),
        ("lpt²", "_lpt²"),
        ("COM10", "COM10"),
        ("CONE", "CONE"),
        ("ก" * 90, "ก" * 66),
        ("", "_"),
        ("a\ud800", "a_"),
    ],
)
def test_a_class_has_a_folder_on_every_system(name, folder):
    assert folder_name(name) == folder


def test_folders_side_by_side_differ_on_every_system():
    names = ["a?", "a*", "A_", "a_", "a_-2", "straße", "STRASSE", "ok"]
    assert folder_names(names) == {
        "a?": "a_-3",
        "a*": "a_-4",
        "A_": "A_",
        "a_": "a_-2",
        "a_-2": "a_-2-2",
        "straße": "straße",
        "STRASSE": "STRASSE-2",
        "ok": "ok",
    }
    assert list(folder_names(names)) == names
    assert folder_names([]) == {}


TRICKY = st.text(st.sampled_from('aA.? *-2|"ßsſıIiก\u0301'), max_size=6) | st.text(max_size=120)


@settings(deadline=None)
@given(st.lists(TRICKY, max_size=12))
def test_folders_are_always_safe_and_distinct(names):
    folders = folder_names(names)
    assert set(folders) == set(names)
    for folder in folders.values():
        assert not set(folder) & set('<>:"|?*/\\\0')
        assert folder == folder.strip(". ")
        assert folder
        assert len(os.fsencode(folder)) <= MAX_BYTES + 10
    distinct = list(folders.values())
    assert len({unicodedata.normalize("NFC", folder).upper() for folder in distinct}) == len(
        distinct
    )
    assert len({unicodedata.normalize("NFD", folder).lower() for folder in distinct}) == len(
        distinct
    )
