"""Pictures of the window for the README: ``python -m siamdesk.gui.screenshots OUTDIR``.

Opens the sample, waits for its rankings and a heatmap, and saves the window in light and dark, at
one and two device pixels per pixel (the latter in a process of its own: Qt reads the scale once).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QSize, QTimer, Slot

from siamdesk.gui.actions import ActionId
from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.command_palette import CommandPalette
from siamdesk.gui.loupe import Loupe
from siamdesk.gui.main_window import MainWindow
from siamdesk.gui.session import Session
from siamdesk.gui.settings import Settings
from siamdesk.gui.theme import Theme, ThemeMode

_SIZE = QSize(1280, 800)
_SETTLE_MS = 400
_GIVE_UP_MS = 180_000


class _Photographer(QObject):
    """Goes through the scenes; each waits for what it shows."""

    def __init__(self, window: MainWindow, session: Session, theme: Theme, out: Path) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._out = window, session, theme, out
        self._suffix = "@2x" if window.devicePixelRatioF() > 1 else ""
        self.failed = True
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._shoot)
        self._give_up = QTimer(self, singleShot=True, interval=_GIVE_UP_MS)
        self._give_up.timeout.connect(window.close)
        self._give_up.start()
        self._shots = [
            (f"{name}-{mode.value}", mode, name)
            for name in ("inbox", "palette", "loupe", "examples", "start")
            for mode in (ThemeMode.LIGHT, ThemeMode.DARK)
        ]
        session.learner.explanations.explained.connect(self._go_on)

    @Slot()
    def _go_on(self) -> None:
        """The first heatmap is there: everything that is shown has come."""
        self._session.learner.explanations.explained.disconnect(self._go_on)
        self._prepare()

    def _prepare(self) -> None:
        if not self._shots:
            self.failed = False
            self._window.close()
            return
        _, mode, scene = self._shots[0]
        self._theme.set_mode(mode)
        self._window.photo_page.banner.dismiss()
        (palette,) = self._window.findChildren(CommandPalette)
        (loupe,) = self._window.findChildren(Loupe)
        palette.leave()
        loupe.leave()
        if scene == "palette":
            self._window.actions_by_id[ActionId.COMMANDS].trigger()
        elif scene == "loupe":
            loupe.compare.setChecked(True)
            self._window.actions_by_id[ActionId.LOUPE].trigger()
        elif scene == "examples":
            self._window.photo_page.show_requested.emit("examples")
        elif scene == "start":
            self._session.close_project()
        self._settle.start()

    @Slot()
    def _shoot(self) -> None:
        name, _, _ = self._shots.pop(0)
        self._window.grab().save(str(self._out / f"{name}{self._suffix}.png"))
        self._prepare()


def take(out: Path) -> int:
    """Take the pictures at this process' scale; returns the exit status."""
    with tempfile.TemporaryDirectory() as scratch:
        app = make_application()
        store = QSettings(str(Path(scratch, "settings.ini")), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.quiet_seconds = 3600.0
        theme = Theme(app, ThemeMode.LIGHT)
        window, session = make_window(theme, settings)
        window.resize(_SIZE)
        photographer = _Photographer(window, session, theme, out)
        window.show()
        session.start_worker()
        session.open_sample(Path(scratch, "Steel strip.siam"))
        app.exec()
        return int(photographer.failed)


def main() -> int:
    """Take all pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    if arguments.here:
        return take(out)
    status = 0
    for factor in ("1", "2"):
        # The same module again, told its scale by the environment.
        command = [sys.executable, "-m", "siamdesk.gui.screenshots", "--here", str(out)]
        env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_SCALE_FACTOR": factor}
        status |= subprocess.run(command, env=env, check=False).returncode  # noqa: S603
    return status


if __name__ == "__main__":
    raise SystemExit(main())
