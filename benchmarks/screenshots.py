"""Pictures of every screen: ``python -m benchmarks.screenshots OUTDIR`` (`make screenshots`).

Opens the sample, waits for its rankings and a heatmap, and goes through `SCREENS` in light and in
dark, at one and two device pixels per pixel (the latter in a process of its own: Qt reads the scale
once). The pictures have 256 colours, which makes them small enough to be kept.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QObject, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from benchmarks.screens import SCREENS, Screen, Stage
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.actions.command_palette import CommandPalette
from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.loupe.loupe import Loupe
from siamdesk.gui.settings import Settings
from siamdesk.gui.window.tour import Tour
from siamdesk.gui.words import language
from siamdesk.gui.words.language import Language

_SIZE = QSize(1280, 800)
_TIDY_MS = 200
_GIVE_UP_MS = 1_200_000


class _Photographer(QObject):
    """Goes through the screens, each in both schemes."""

    def __init__(self, stage: Stage, theme: Theme, out: Path, wanted: list[str]) -> None:
        super().__init__(stage.window)
        self._stage, self._theme, self._out = stage, theme, out
        self._suffix = "@2x" if stage.window.devicePixelRatioF() > 1 else ""
        self.failed = True
        self._left = [
            (screen, mode)
            for screen in SCREENS
            for mode in (ThemeMode.LIGHT, ThemeMode.DARK)
            if not wanted or screen.name in wanted
        ]
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._shoot)
        self._tidied = QTimer(self, singleShot=True, interval=_TIDY_MS)
        self._tidied.timeout.connect(self._set_up)
        self._give_up = QTimer(self, singleShot=True, interval=_GIVE_UP_MS)
        self._give_up.timeout.connect(stage.window.close)
        self._give_up.start()
        stage.session.learner.explanations.explained.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        """The first heatmap is there: everything that is shown has come."""
        self._stage.session.learner.explanations.explained.disconnect(self._begin)
        self._tidy()

    def _tidy(self) -> None:
        """Bring the window back to the inbox, at its first photo."""
        window = self._stage.window
        for widget in self._others():
            if isinstance(widget, QDialog):
                widget.reject()
            widget.close()
        for palette in window.findChildren(CommandPalette):
            palette.leave()
        for loupe in window.findChildren(Loupe):
            loupe.leave()
        for tour in window.findChildren(Tour):
            tour.end()
        if self._stage.session.snapshot is not None:
            window.resize(_SIZE)
            self._stage.trigger(ActionId.HEATMAP_WHY)
            self._stage.trigger(ActionId.GO_BACK)
            self._stage.trigger(ActionId.CLEAR_FILTER)
            window.photo_page.show_requested.emit(Show.INBOX.value)
            window.photo_page.grid.select_row(0)
            window.photo_page.grid.setFocus()
            window.photo_page.banner.dismiss()
        self._tidied.start()

    @Slot()
    def _set_up(self) -> None:
        if not self._left:
            self.failed = False
            self._stage.window.close()
            return
        screen, mode = self._left[0]
        self._theme.set_mode(mode)
        try:
            screen.show(self._stage)
        except BaseException:
            self._stage.window.close()  # Qt would print it and go on, to wait in vain
            raise
        self._settle.start(round(screen.seconds * 1000))

    @Slot()
    def _shoot(self) -> None:
        screen, mode = self._left[0]
        if not screen.ready(self._stage):
            self._settle.start()
            return
        del self._left[0]
        self._keep(screen, mode)
        self._tidy()

    def _keep(self, screen: Screen, mode: ThemeMode) -> None:
        """Save what lies on top: a dialog, or the window."""
        shown = self._others()
        last = shown[-1] if shown else self._stage.window
        picture = (QApplication.activeModalWidget() or last).grab()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        small = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
        file = self._out / f"{screen.name}-{mode.value}{self._suffix}.png"
        # Median cut, the usual way, takes rare colours for others: those of the classes.
        method = Image.Quantize.MAXCOVERAGE
        small.quantize(256, method, kmeans=2, dither=Image.Dither.NONE).save(file, optimize=True)

    def _others(self) -> list[QWidget]:
        """What is shown beside the window."""
        kinds = (Qt.WindowType.ToolTip, Qt.WindowType.Desktop)
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible()
            and widget is not self._stage.window
            and widget.windowType() not in kinds
        ]


def take(out: Path, wanted: list[str]) -> int:
    """Take the pictures at this process' scale; returns the exit status."""
    with tempfile.TemporaryDirectory() as scratch:
        app = make_application()
        store = QSettings(str(Path(scratch, "settings.ini")), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.quiet_seconds = 3600.0
        language.install(app, Language.ENGLISH)
        theme = Theme(app, ThemeMode.LIGHT)
        window, session = make_window(theme, settings)
        window.resize(_SIZE)
        stage = Stage(window, session, Path(scratch))
        photographer = _Photographer(stage, theme, out, wanted)
        window.show()
        session.start_worker()
        session.open_sample(Path(scratch, "Steel strip.siam"))
        app.exec()
        return int(photographer.failed)


def main() -> int:
    """Take all pictures, or the named ones; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("screens", nargs="*", help="names of screens; without any, all")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    if arguments.here:
        return take(out, arguments.screens)
    status = 0
    for factor in ("1", "2"):
        # The same module again, told its scale by the environment.
        command = [sys.executable, "-m", "benchmarks.screenshots", "--here", str(out)]
        env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_SCALE_FACTOR": factor}
        run = subprocess.run([*command, *arguments.screens], env=env, check=False)
        status |= run.returncode
    return status


if __name__ == "__main__":
    raise SystemExit(main())
