import pytest

from siamdesk.gui.actions.fuzzy import match

MENU = [
    "New project…",
    "Open project…",
    "Add photos…",
    "Add folder (one class per sub-folder)…",
    "Undo",
    "Accept best guess",
    "Move back to inbox",
    "Go to the least sure photo",
    "Show heatmap",
    "Correct to scratch",
]


def best(typed: str) -> str:
    found = {words: hit.score for words in MENU if (hit := match(typed, words)) is not None}
    return max(found, key=found.__getitem__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("und", "Undo"),
        ("op", "Open project…"),
        ("heat", "Show heatmap"),
        ("gls", "Go to the least sure photo"),
        ("scr", "Correct to scratch"),
        ("photos add", "Add photos…"),
        ("ADD FO", "Add folder (one class per sub-folder)…"),
        ("abg", "Accept best guess"),
        ("accpt", "Accept best guess"),
    ],
)
def test_a_few_letters_find_what_is_meant(typed: str, meant: str) -> None:
    assert best(typed) == meant


def test_the_places_of_the_letters_are_those_that_are_typed() -> None:
    hit = match("gls", "Go to the least sure photo")
    assert hit is not None
    assert hit.places == (0, 10, 16)
    assert match("", "Undo") is not None
    assert match("", "Undo").places == ()


def test_letters_that_are_missing_or_in_another_order_are_not_found() -> None:
    assert match("xyz", "Undo") is None
    assert match("odnu", "Undo") is None
    assert match("undo redo", "Undo") is None


def test_letters_that_are_strewn_about_by_chance_are_not_found() -> None:
    assert match("least", "Correct to oxide scale of temperature system") is None
    assert match("n", "Undo") is None
    assert match("n", "New project…") is not None


def test_the_score_is_the_best_of_all_ways_to_place_the_letters() -> None:
    """Against trying every way: word starts and neighbours are worth what the module says."""
    from itertools import combinations

    words, typed = "a ab cab ba-b", "ab"
    letters = [i for i, letter in enumerate(words) if letter in typed]
    ways = [(a, b) for a, b in combinations(letters, 2) if words[a] == "a" and words[b] == "b"]

    def worth(way: tuple[int, int]) -> float:
        starts = sum(i == 0 or not words[i - 1].isalnum() for i in way)
        return 2 + 3 * starts + 3.5 * (way[1] == way[0] + 1)

    hit = match(typed, words)
    assert hit is not None
    assert hit.score == max(map(worth, ways))
    assert worth((hit.places[0], hit.places[1])) == hit.score


def test_a_letter_that_folds_to_two_is_found_where_it_stands() -> None:
    hit = match("stra", "Große Straße")
    assert hit is not None
    assert hit.places == (6, 7, 8, 9)
