import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from every_window import every_window, parts, texts
from living_windows import OpenWindow
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QThreadPool, QTimer, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from siamdesk.gui import translations
from siamdesk.gui.app import run
from siamdesk.gui.parts.labels import ElidedComboBox, ElidedLabel
from siamdesk.gui.settings import Settings
from siamdesk.gui.window.language_menu import LanguageMenu
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words import language, text
from siamdesk.gui.words.language import Language

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HOW_TO_MEND = (
    "run `make translations`, then translate what is marked unfinished in "
    "resources/translations/*.ts and run it again"
)
Message = tuple[str, str, str]


def messages(file: Path) -> dict[Message, ET.Element]:
    """Translations by context, source and comment, as Qt's tools read the file."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""), comment): message
        for context in ET.parse(file).getroot().iter("context")  # noqa: S314 - our own
        for message in context.iter("message")
        for comment in [message.findtext("comment", "")]
    }


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def committed(code: str) -> dict[Message, ET.Element]:
    return messages(translations.FOLDER / f"siamdesk_{code}.ts")


@pytest.fixture
def german(qapp: QApplication):
    language.install(qapp, Language.GERMAN)
    yield
    language.install(qapp, Language.ENGLISH)


# ---- the files ----


def test_the_translations_are_up_to_date_and_what_is_loaded_is_made_from_them(tmp_path: Path):
    folder = Path(shutil.copytree(translations.FOLDER, tmp_path / "translations"))
    translations.update(folder)
    for code in translations.LANGUAGES:
        now = messages(folder / f"siamdesk_{code}.ts").keys()
        differ = sorted(now ^ committed(code).keys())
        assert not differ, f"{HOW_TO_MEND}: {differ}"
    translations.compile_in(folder)
    for code in translations.LANGUAGES:
        made = (folder / f"siamdesk_{code}.qm").read_bytes()
        shipped = (translations.FOLDER / f"siamdesk_{code}.qm").read_bytes()
        assert made == shipped, HOW_TO_MEND


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_every_text_is_translated_with_its_blanks_and_its_plural(code: str):
    blanks = re.compile(r"\{\w*\}|%Ln|%n")
    for key, message in committed(code).items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"{key} is {translation.get('type')}: {HOW_TO_MEND}"
        said = forms(message)
        assert len(said) == (2 if message.get("numerus") == "yes" else 1), key
        for form in said:
            assert form.strip() or not key[1].strip(), key
            wanted = set(blanks.findall(key[1]))
            found = set(blanks.findall(form))
            # One of something need not be counted: "its only example".
            assert found == wanted or (form is said[0] and found == wanted - {"%Ln"}), key


def test_german_texts_are_not_english_ones_that_were_forgotten():
    same = {
        source
        for (_, source, _), message in committed("de").items()
        if forms(message)[0] == source and len(re.findall(r"[a-z]{3,}", source)) > 1
    }
    assert same <= {"JSON (*.json)"}


def test_a_letter_that_opens_an_entry_in_english_does_so_in_german():
    for key, message in committed("de").items():
        assert key[1].count("&") == forms(message)[0].count("&"), key


# ---- in the window ----


def test_german_writes_numbers_and_plurals_as_germans_do(german: None):
    assert text.photos(1) == "1 Foto"
    assert text.photos(12_345) == "12.345 Fotos"
    assert text.decimal(0.5, 2) == "0,50"


def test_english_writes_numbers_and_plurals_as_the_english_do(qapp: QApplication):
    assert text.photos(1) == "1 photo"
    assert text.photos(12_345) == "12,345 photos"
    assert text.decimal(0.5, 2) == "0.50"


def test_no_two_entries_of_a_german_menu_have_the_same_letter(
    german: None, opened_window: OpenWindow
):
    window, _ = opened_window(None)
    bar = [action.text() for action in window.menuBar().actions()]
    entries = [[a.text() for a in action.menu().actions()] for action in window.menuBar().actions()]
    for texts_ in [bar, *entries]:
        letters = [QKeySequence.mnemonic(words).toString() for words in texts_ if words]
        assert "" not in letters, texts_
        assert len(set(letters)) == len(letters), texts_


class Brackets(QTranslator):
    """Answers with the source between brackets if the German file, or Qt, has a translation."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {(context, source) for context, source, _ in committed("de")}

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self, context: str, source: str, comment: str | None = None, n: int = -1
    ) -> str | None:
        if (context, source) in self._known or (context.startswith("Q") and context != "QObject"):
            return f"⟦{source}⟧"
        return None


@pytest.fixture
def brackets(qapp: QApplication):
    translator = Brackets()
    qapp.installTranslator(translator)
    yield
    # Removing waits for whoever is translating, and a thread of the pool needs Python for that.
    QThreadPool.globalInstance().waitForDone()
    qapp.removeTranslator(translator)


DATA = re.compile(
    r"/\S+|rtsp:|scratch|dent|(new|loose) \d|\.png|Castings|SiamDesk|\bCPU\b.*|English|Deutsch|"
    r"\b[A-Z]\b|F\d+|root|[0-9a-f]{64}|%|CSV|JSON"
)
"""What no language changes: paths and names that the test gave, the app's, languages, keys."""


def untranslated(words: str) -> str:
    """What is left when all between brackets and all data are taken away."""
    before = ""
    while before != words:
        before, words = words, re.sub(r"⟦[^⟦⟧]*⟧", " ", words)
    left = DATA.sub("", words)
    return left.strip() if re.search(r"[^\W\d_]{2,}", left) else ""


def test_no_text_of_any_window_passes_the_translation_by(
    brackets: None, opened_window: OpenWindow, project_path: Path, rank_all, qtbot: QtBot
):
    window, session = opened_window(project_path)
    rank_all(session, 1)
    found: dict[str, str] = {}
    for name, top in every_window(window):
        for widget in parts(top):
            for words in texts(widget):
                if left := untranslated(words):
                    found[f"{name}: {type(widget).__name__}"] = f"{words!r}, namely {left!r}"
    session.close_project()
    for widget in parts(window):
        for words in texts(widget):
            if left := untranslated(words):
                found[f"start page: {type(widget).__name__}"] = f"{words!r}, namely {left!r}"
    assert not found


def cut_off(widget: QWidget) -> bool:
    """Whether a button or a line of text has less room than its words take."""
    if isinstance(widget, ElidedLabel | ElidedComboBox) or not widget.isVisible():
        return False
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton | QComboBox):
        return widget.width() < widget.sizeHint().width()
    if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
        return widget.width() < widget.fontMetrics().horizontalAdvance(
            widget.text().replace("&", "")
        )
    if isinstance(widget, QLabel) and widget.text():
        return widget.height() < widget.heightForWidth(widget.width())
    return False


def test_no_german_text_is_cut_off(
    german: None, opened_window: OpenWindow, project_path: Path, rank_all, qtbot: QtBot
):
    window, session = opened_window(project_path)
    window.resize(960, 600)
    rank_all(session, 1)
    cut = []
    for name, top in every_window(window):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        cut += [f"{name}: {list(texts(widget))}" for widget in parts(top) if cut_off(widget)]
    assert not cut


# ---- the choice ----


def test_another_language_is_spoken_at_once_in_the_same_project(
    qtbot: QtBot, qapp: QApplication, project_path: Path
):
    seen: list[tuple[str, str]] = []

    def look() -> None:
        shown = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        if not shown or not shown[0].shows_work:
            return
        (window,) = shown
        seen.append((window.menuBar().actions()[0].text(), window.windowTitle()))
        wanted = Language.GERMAN if len(seen) == 1 else None
        if wanted is None:
            ends.stop()
            window.close()
        else:
            actions = window.findChildren(type(window.menuBar().actions()[0]), "language de")
            actions[0].trigger()

    Settings().language = Language.ENGLISH
    ends = QTimer(interval=20)
    ends.timeout.connect(look)
    ends.start()
    try:
        assert run(project_path) == 0
    finally:
        language.install(qapp, Language.ENGLISH)
    assert seen == [("&File", "Castings – SiamDesk"), ("&Datei", "Castings – SiamDesk")]
    assert Settings().language is Language.GERMAN


def test_another_language_waits_until_nothing_would_be_cut_off(
    opened_window: OpenWindow, project_path: Path
):
    window, session = opened_window(project_path)
    (languages,) = window.findChildren(LanguageMenu)
    before = languages.group.checkedAction()
    session.learner.fine_tune()
    next(known for known in languages.group.actions() if known.data() == "de").trigger()
    assert window.isVisible()
    assert "can be changed once" in window.photo_page.banner.notice.text
    assert languages.group.checkedAction() is before
    assert window.settings.language.value == before.data()


@pytest.mark.parametrize(
    ("system", "spoken"),
    [("de_AT.UTF-8", "de"), ("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "en"), ("C", "en")],
)
def test_the_systems_language_is_taken_if_it_is_known(system: str, spoken: str):
    ask = "from siamdesk.gui.words.language import *; print(code_of(Language.SYSTEM))"
    env = {**os.environ, "LC_ALL": system, "LANGUAGE": "", "LANG": system}
    command = [sys.executable, "-c", ask]
    asked = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == spoken


def test_standard_buttons_are_german_as_well(german: None):
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert said == "Abbrechen"
    assert QLocale().language() is QLocale.Language.German
