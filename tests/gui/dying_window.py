"""A window killed once its settings are on disk: ``dying_window.py SETTINGS PROJECT SIZES``."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.grid.photo_order import PhotoQuery, SortBy
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.settings import Settings


def main() -> None:
    settings, project = Path(sys.argv[1]), Path(sys.argv[2])
    app = make_application()
    store = QSettings(str(settings), QSettings.Format.IniFormat)
    window, session = make_window(Theme(app, ThemeMode.LIGHT), Settings(store))
    window.resize(960, 700)  # no wider than the narrow screen of a test
    window.show()

    def change(_snapshot: object) -> None:
        window.splitter.moveSplitter(300, 1)
        window.work_area.moveSplitter(400, 1)
        window.photo_page.filter_bar.query_changed.emit(PhotoQuery(SortBy.NAME))
        sizes = [*window.splitter.sizes(), *window.work_area.sizes()]
        Path(sys.argv[3]).write_text(" ".join(map(str, sizes)))
        watch.start()

    def die() -> None:
        if settings.is_file() and "work=" in settings.read_text(encoding="utf-8"):
            os.kill(os.getpid(), signal.SIGKILL)

    watch = QTimer(interval=50)
    watch.timeout.connect(die)
    session.opened.connect(change)
    session.open_project(project)
    app.exec()


if __name__ == "__main__":
    main()
