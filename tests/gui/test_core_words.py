"""What the rooms without Qt say is known to the window: read from their sources."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import siamdesk
from siamdesk.errors import UnreadableImageError
from siamdesk.gui.words import core_words, language
from siamdesk.gui.words.core_words import translated
from siamdesk.gui.words.language import Language
from siamdesk.images.framing import PLAIN, WHOLE, Framing, Region, Window
from siamdesk.project import wording

ROOMS = ("images", "project", "fewshot", "engine", "encoders")
NOT_SHOWN = {
    # Where the window has no part in it: commands, scripts for developers, arguments of the API.
    "encoders/added.py",
    "encoders/conversion",
    "encoders/losses",
    "images/given.py",
    "project/finding.py",
}
SAID_TO_DEVELOPERS = re.compile(
    r"TypeError|ValueError|AssertionError|KeyError|RuntimeError|ReadError|NotImplementedError"
)
HOW_TO_MEND = (
    "add a template of it to gui/words/core_texts.py (of files: file_texts.py, of edits: "
    "history_texts.py), "
    "run `make translations` and translate it"
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    package = Path(siamdesk.__file__).parent
    for room in ROOMS:
        for file in sorted((package / room).rglob("*.py")):
            name = file.relative_to(package).as_posix()
            if not any(name.startswith(prefix) for prefix in NOT_SHOWN):
                yield name, ast.parse(file.read_text(encoding="utf-8"))


def literal(node: ast.expr) -> str | None:
    """A text as it could read, with blanks filled; None for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    said = ""
    for place, part in enumerate(node.values):
        if isinstance(part, ast.Constant):
            said += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            said += filled(part, place, said)
    return said


def filled(part: ast.FormattedValue, place: int, before: str) -> str:
    """What may stand in a blank: constants as they are, numbers where the format wants one."""
    name = ast.unparse(part.value)
    if name == "state" and before.endswith("project: "):
        return "its project.db is empty"
    if name in CONSTANTS:
        return CONSTANTS[name]
    form = "" if part.format_spec is None else ast.unparse(part.format_spec)
    number = re.search(r"[%df,]", form) or re.search(
        r"len\(|count|number|MAX|_id\b|\.id\b|width|height|n_|size|fitting|version|newest|missing"
        r"|_RATIO|DEADLINE|_frames",
        name,
    )
    if "%" in form:
        return f"{7 + place}%"
    return str(7 + place) if number else f"Some {place} text"


DISK_FULL = "the disk is full. Free some space and try again; nothing was changed."
CONSTANTS = {
    "DATABASE_NAME": "project.db",
    "IMAGES": "images",
    "SUFFIX": ".siam",
    "_FULL": DISK_FULL,
    "_SQLITE_STORAGE[code]": DISK_FULL,
    "reason": "the file is empty. Copy it from the camera again.",
    "_size(image)": "7 × 8 pixels (9 megapixels)",
    "files.value": "missing",
    "state": "empty",
    "_SEPARATORS[character]": "a slash",
    "character": "/",
}


def shown() -> Iterator[tuple[str, str]]:
    """Sentences that are raised as an error of SiamDesk's, or told as progress."""
    for name, module in sources():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            is_error = called.endswith("Error") and not SAID_TO_DEVELOPERS.search(called)
            is_told = called in ("progress", "saving", "load", "FileProblem")
            for argument in node.args if is_error or is_told else ():
                words = literal(argument)
                if words and " " in words:
                    yield f"{name}:{node.lineno}", words


def test_every_sentence_of_the_rooms_without_qt_has_a_template():
    said = list(shown())
    assert len(said) > 60
    unknown = [
        f"{place}: {words}" for place, words in said if core_words._recognised(words) is None
    ]
    assert not unknown, f"{HOW_TO_MEND}: {unknown}"


def test_no_sentence_has_two_templates():
    alike = Counter(re.sub(r"\{\w+\}", "{}", template) for template, _ in core_words._patterns())
    assert [template for template, times in alike.items() if times > 1] == []


EDITS = [
    wording.added_text({"dent": 3, None: 1}),
    wording.added_text({"dent": 1}),
    wording.added_text({"dent": 1200, "scratch": 2, None: 1500}),
    wording.added_text({None: 1}),
    wording.set_class_text([("a.png", "dent")]),
    wording.set_class_text([("a.png", None)]),
    wording.set_class_text([("a.png", "dent"), ("b.png", "dent")]),
    wording.set_class_text([("a.png", None), ("b.png", None)]),
    wording.set_class_text([("a.png", "dent"), ("b.png", None)]),
    wording.set_class_text([(f"{i}.png", f"class {i}") for i in range(9)]),
    wording.removed_text(["a.png"]),
    wording.removed_text(["a.png", "b.png"]),
    wording.added_model_text(2, 60, 0.8, 0.9, active=True),
    wording.added_model_text(2, None, float("nan"), 0.9, active=False),
    wording.used_model_text(None, 2),
    wording.used_model_text(3, None),
    wording.used_model_text(3, 2),
    wording.merged_text("dent", "scratch", 1),
    wording.merged_text("dent", "scratch", 4),
    wording.deleted_class_text("dent", 0),
    wording.deleted_class_text("dent", 1),
    wording.deleted_class_text("dent", 5),
    wording.grouped_text(["a.png"], {None}),
    wording.grouped_text(["a.png", "b.png"], {None}),
    wording.grouped_text(["a.png"], {"4711"}),
    wording.grouped_text(["a.png", "b.png"], {"4711"}),
    wording.grouped_text(["a.png", "b.png"], {"4711", "4712"}),
    wording.note_text("a.png", None),
    wording.note_text("a.png", "a crack"),
    wording.duplicate_text("a.png", None, "dent", restored=True),
    wording.duplicate_text("a.png", "dent", "scratch"),
    wording.added_text({None: 2}, Window(10, 20)),
    wording.framed_text("a.png", None, None),
    wording.framed_text("3 photos", PLAIN, Framing(WHOLE)),
    wording.framed_text("a.png", PLAIN, Framing(Region(0.125, 0, 0.5, 1))),
    wording.framed_text("a.png", Framing(WHOLE), PLAIN),
    wording.framed_text("a.png", Framing(WHOLE), Framing(window=Window(0, 1))),
    wording.framed_text("all photos", PLAIN, Framing(window=Window(0.25, 1)), project=True),
    wording.framed_text("all photos", Framing(window=Window(0, 1)), PLAIN, project=True),
    wording.framed_text("3 photos", Framing(window=Window(0, 1)), PLAIN),
    wording.framed_text("3 photos", PLAIN, PLAIN),
]


@pytest.mark.parametrize("words", EDITS)
def test_every_sentence_of_the_history_has_a_template(qapp: QApplication, words: str):
    assert core_words._recognised(words) == words  # in English it stays as it is


@pytest.fixture
def german(qapp: QApplication):
    language.install(qapp, Language.GERMAN)
    yield
    language.install(qapp, Language.ENGLISH)


@pytest.mark.parametrize(
    ("english", "said"),
    [
        (EDITS[0], "3 Beispiele von dent hinzufügen, 1 Foto zum Eingang"),
        (EDITS[2], "1.202 Beispiele von 2 Klassen hinzufügen, 1.500 Fotos zum Eingang"),
        (EDITS[4], "Klasse von a.png auf dent setzen"),
        (EDITS[8], "Klasse von 2 Fotos setzen: 1 auf dent, 1 zurück in den Eingang"),
        (EDITS[17], "Klasse dent mit scratch zusammenführen (1 Beispiel)"),
        (
            EDITS[30],
            "Dasselbe Foto ist schon ein Beispiel von „dent“, als „a.png“. Es wurde nicht zu "
            "„scratch“ hinzugefügt: Korrigieren Sie seine Klasse, wenn diese die richtige ist.",
        ),
        (
            str(UnreadableImageError(Path("C: photos/a.png"), "this is no valid file name.")),
            "C: photos/a.png: Das ist kein gültiger Dateiname.",
        ),
        (
            "the file is damaged (broken PNG). Copy it again.",
            "Die Datei ist beschädigt (broken PNG). Kopieren Sie sie noch einmal.",
        ),
        ("Something that nobody has translated.", "Something that nobody has translated."),
        ("", ""),
    ],
)
def test_sentences_are_said_in_german_with_the_same_values(german: None, english: str, said: str):
    assert translated(english) == said


def test_names_are_not_translated_even_if_they_read_like_sentences(german: None):
    assert translated("Remove Learning") == "Learning entfernen"
    assert translated("Add class Exported") == "Klasse Exported hinzufügen"
    assert translated("Rename class {n} to {name}") == "Klasse {n} in {name} umbenennen"


def test_the_same_sentence_is_english_again_when_english_is_chosen(qapp: QApplication):
    language.install(qapp, Language.GERMAN)
    assert translated("Learning") == "Lernen"
    language.install(qapp, Language.ENGLISH)
    assert translated("Learning") == "Learning"
