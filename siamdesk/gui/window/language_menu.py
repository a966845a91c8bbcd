"""The choice of a language in the View menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from siamdesk.gui.actions.action import Menu
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.language import Language


class LanguageMenu(QObject):
    """Keeps the choice and closes the window: `app.run` opens it again in that language."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.group = QActionGroup(self)
        menu = window.menus[Menu.VIEW].addMenu(self.tr("Lan&guage"))
        now = window.settings.language
        for language, words in (
            (Language.SYSTEM, self.tr("Like the &system")),
            # Each in itself: who can't read the language of the window finds the own one.
            (Language.ENGLISH, "&English"),
            (Language.GERMAN, "&Deutsch"),
        ):
            action = QAction(words, window, checkable=True, checked=language is now)
            action.setData(language.value)
            action.setObjectName(f"language {language.value}")
            self.group.addAction(action)
            menu.addAction(action)
        self.group.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        chosen = Language(action.data())
        now = self._window.settings.language
        if chosen is now:
            return
        if self._session.at_stake is not None:
            # Closing would cut off an import: nobody who chooses a language wants that.
            next(known for known in self.group.actions() if known.data() == now.value).trigger()
            words = self.tr(
                "The language can be changed once what the status line shows is done or cancelled."
            )
            self._session.noticed.emit(Notice(NoticeKind.WARNING, words))
            return
        self._window.settings.language = chosen
        self._window.close()
