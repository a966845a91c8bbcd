"""Starts the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from siamdesk import __version__
from siamdesk.gui.classes.class_commands import ClassCommands
from siamdesk.gui.classes.ok_class_commands import OkClassCommands
from siamdesk.gui.evaluation.evaluation_presenter import EvaluationPresenter
from siamdesk.gui.framing.framing_commands import FramingCommands
from siamdesk.gui.grid.arranging import Arranging
from siamdesk.gui.grid.finding import Finding
from siamdesk.gui.groups.group_commands import GroupCommands
from siamdesk.gui.heatmaps.heatmap_commands import HeatmapCommands
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.history.history_commands import HistoryCommands
from siamdesk.gui.intake.camera_commands import CameraCommands
from siamdesk.gui.intake.dropping import Dropping
from siamdesk.gui.intake.screen_commands import ScreenCommands
from siamdesk.gui.intake.similar_commands import SimilarCommands
from siamdesk.gui.intake.video_commands import VideoCommands
from siamdesk.gui.label_check.labels_presenter import LabelsPresenter
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.loupe.loupe_presenter import LoupePresenter
from siamdesk.gui.map.map_presenter import MapPresenter
from siamdesk.gui.model_panel.model_presenter import ModelPresenter
from siamdesk.gui.session.session import Session
from siamdesk.gui.settings import Settings
from siamdesk.gui.sharing.data_commands import DataCommands
from siamdesk.gui.sharing.export_commands import ExportCommands
from siamdesk.gui.window.closing import Closing
from siamdesk.gui.window.commands import Commands
from siamdesk.gui.window.language_menu import LanguageMenu
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.window.notifications import Notifications
from siamdesk.gui.window.presenter import Presenter
from siamdesk.gui.window.tour_commands import TourCommands
from siamdesk.gui.words import language


class Application(QApplication):
    """Hears also what the system asks to open: a double click on a project in macOS' Finder."""

    project_asked_for = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take what is to be opened; everything else goes its way."""
        if isinstance(event, QFileOpenEvent):
            self.project_asked_for.emit(Path(event.file()))
            return True
        return super().event(event)


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The application object, named so that settings and data find their place."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(arguments if arguments is not None else sys.argv[:1])
    app.setApplicationName("SiamDesk")
    app.setApplicationDisplayName("SiamDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("siamdesk")
    app.setWindowIcon(icons.app_icon())
    language.install(app, language.Language.ENGLISH)
    # The collector looks at every photo of a large project, which stops the window for up to 60 ms;
    # with these numbers it does so a hundred times less often.
    gc.set_threshold(50_000, 20, 100)
    return app


def make_window(theme: Theme, settings: Settings) -> tuple[MainWindow, Session]:
    """A window at its start page; closing it ends its threads and its worker.

    Start the worker with `Session.start_worker`, best after the window is shown.
    """
    session = Session(settings)
    window = MainWindow(theme, settings, session.rankings)
    session.setParent(window)
    heatmaps = Heatmaps(window, session)
    Presenter(window, session, heatmaps)
    # Before the commands, which end the session first of all when the window closes.
    ModelPresenter(window, session)
    EvaluationPresenter(window, session)
    LabelsPresenter(window, session)
    Commands(window, session)
    Dropping(window, session)
    ClassCommands(window, session)
    OkClassCommands(window, session)
    HistoryCommands(window, session)
    GroupCommands(window, session)
    FramingCommands(window, session)
    SimilarCommands(window, session)
    Arranging(window, session)
    Finding(window, session)
    MapPresenter(window, session)
    LoupePresenter(window, session, heatmaps)
    HeatmapCommands(window, session, heatmaps)
    LanguageMenu(window, session)
    Closing(window, session)
    Notifications(window, session)
    TourCommands(window, session)
    VideoCommands(window, session)
    DataCommands(window, session)
    CameraCommands(window, session)
    ScreenCommands(window, session)
    ExportCommands(window, session)
    return window, session


def run(project: Path | None) -> int:
    """Show the window, with this project if there is one; returns the exit status."""
    app = make_application()
    settings = Settings()
    theme = Theme(app, settings.theme)
    while True:
        spoken = settings.language
        language.install(app, spoken)
        window, session = make_window(theme, settings)
        if isinstance(app, Application):
            app.project_asked_for.connect(session.open_project)
        window.show()
        session.start_worker()
        (tour,) = window.findChildren(TourCommands)
        tour.show_at_first_project()
        if project is not None:
            session.open_project(project)
        status = app.exec()
        project = session.snapshot.path if session.snapshot is not None else None
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if settings.language is spoken:
            return status
        # Another language was chosen: a new window has all texts in it, and the same project.
