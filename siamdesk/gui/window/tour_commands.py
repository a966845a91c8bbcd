"""The stops of the tour, and when it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.window.tour import Step, Tour


class TourCommands(QObject):
    """Shows the tour when it is asked for, and once by itself; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._wanted = False
        """Whether the tour is to start as soon as there is a project to point at."""
        self.tour = Tour(window.theme, window, self._steps)
        self.tour.ended.connect(self._leave)
        window.actions_by_id[ActionId.TOUR].triggered.connect(self._start)
        session.opened.connect(self._take_project)
        session.closed.connect(self.tour.end)

    def show_at_first_project(self) -> None:
        """Start by itself with the next project that is opened, if it has never been shown."""
        self._wanted = not self._window.settings.tour_seen

    @Slot()
    def _take_project(self) -> None:
        if self._wanted:
            self._wanted = False
            self.tour.start()

    @Slot()
    def _start(self) -> None:
        if self._window.shows_work:
            self.tour.start()
        else:
            # There is nothing to point at yet: the sample has it all.
            self._wanted = True
            self._session.open_sample()

    @Slot()
    def _leave(self) -> None:
        self._window.settings.tour_seen = True
        self._window.photo_page.grid.setFocus()

    def _steps(self) -> tuple[Step, ...]:
        window = self._window
        page, inspector, side = window.photo_page, window.inspector, window.side_bar
        native = QKeySequence.SequenceFormat.NativeText
        palette = window.actions_by_id[ActionId.COMMANDS].shortcut().toString(native)
        return (
            Step(
                self.tr("Drop photos here"),
                self.tr(
                    "Files, folders or archives, from wherever you have them. They come to the "
                    "inbox; a folder with one sub-folder per class brings its classes along."
                ),
                (page,),
            ),
            Step(
                self.tr("Your classes"),
                self.tr(
                    "Name the defects that you tell apart. A few photos of each are enough to "
                    "start; drag them onto a class, or press its number."
                ),
                (side.class_list,),
            ),
            Step(
                self.tr("What SiamDesk guesses, and why"),
                self.tr(
                    "The likeliest class comes first. The heatmap shows what speaks for it and "
                    "what against, and beside the photo is the example that it is nearest to."
                ),
                (inspector.photo_view, inspector),
            ),
            Step(
                self.tr("Enter accepts, 1 to 9 correct"),
                self.tr(
                    "Then the next photo comes by itself. Every correction is learned from at "
                    "once, and Undo takes everything back."
                ),
                (inspector.guess_list, inspector),
            ),
            Step(
                self.tr("How sure you can be"),
                self.tr(
                    "The accuracy is measured on examples that were held out, and told with its "
                    "range. Below stands what would make it better."
                ),
                (side.model_card,),
            ),
            Step(
                self.tr("Everything else: {0}").format(palette),
                self.tr(
                    "Type a few letters of what you want to do. The Help menu lists all keys, and "
                    "shows this tour again."
                ),
                (window.menuBar(),),
            ),
        )
