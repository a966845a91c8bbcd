"""The language of the window: which one, and the translations and number formats that go with it.

The texts in the code are English. `resources/translations/` holds their translations, and for
English the plural forms; `make translations` brings both up to date with the code.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from siamdesk.resources import resource_path


class Language(StrEnum):
    """What the inspector can choose."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


_SPOKEN = {"en": QLocale.Language.English, "de": QLocale.Language.German}
_OWNER = "siamdesk translation"
"""Object name by which translations that were installed before are found."""


def code_of(language: Language) -> str:
    """``de`` or ``en``; the system's languages are asked in the order that the user set."""
    if language is not Language.SYSTEM:
        return language.value
    wanted = (name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in _SPOKEN), Language.ENGLISH.value)


def install(app: QApplication, language: Language) -> None:
    """Speak this language in all windows that are made from now on."""
    for old in app.findChildren(QTranslator, _OWNER):
        app.removeTranslator(old)
        old.deleteLater()
    code = code_of(language)
    QLocale.setDefault(_locale(code))
    # Qt's own texts, on standard buttons and in file dialogs; English is what its code has.
    for name, folder in (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"siamdesk_{code}", str(resource_path("translations"))),
    ):
        translator = QTranslator(app)
        translator.setObjectName(_OWNER)
        if translator.load(name, folder):
            app.installTranslator(translator)


def _locale(code: str) -> QLocale:
    """How numbers and dates are written: as the system does, if it speaks the same language."""
    system = QLocale.system()
    return system if system.language() == _SPOKEN[code] else QLocale(_SPOKEN[code])
