from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siamdesk.errors import ClassNameError
from siamdesk.project.names import MAX_LENGTH, class_key, clean_class_name


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
