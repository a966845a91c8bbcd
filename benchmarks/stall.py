"""The longest time that the window's event loop stands still: ``python -m benchmarks.stall``.

Opens the sample in a real window (offscreen where there is no display), starts the worker, waits
for the rankings, corrects, undoes, and has the encoder fine-tuned, while a timer ticks. A stall is
the time between two ticks beyond the timer's interval. Beside it stands the same timer in an empty
window of a process that does nothing, for that is what the machine adds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if sys.platform == "linux" else "")

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from siamdesk.gui.app import make_application, make_window
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.settings import Settings

TICK_MS = 5
IDLE_S = 20
SETTLE_MS = 500
GIVE_UP_S = 600


class Heart(QObject):
    """Ticks, and remembers the longest pause in each phase."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = "start"
        self.pauses: dict[str, list[float]] = defaultdict(list)
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self.pauses[self.phase].append((now - self._last) * 1000 - TICK_MS)
        self._last = now


class Script(QObject):
    """The session: each step starts the next one."""

    def __init__(self, heart: Heart, folder: Path) -> None:
        super().__init__()
        app = make_application()
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.quiet_seconds = 3600.0
        self._heart = heart
        self.window, self.session = make_window(Theme(app, ThemeMode.LIGHT), settings)
        self.session.learner.learned.connect(self._learned)
        self.session.learner.fine_tuned.connect(self._tuned)
        self.window.resize(1280, 800)
        self._sample = folder / "Sample.siam"
        self._step = 0
        self.window.show()
        # The window is built before the event loop runs; the loop is judged from its first turns.
        heart.phase = "window is built and shown"
        QTimer.singleShot(SETTLE_MS, self._begin)

    @Slot()
    def _begin(self) -> None:
        self._heart.phase = "worker starts, sample opens, inbox is ranked"
        self.session.start_worker()
        self.session.open_sample(self._sample)

    @Slot(object, str)
    def _learned(self, summary: object, _hint: str) -> None:
        snapshot = self.session.snapshot
        if summary is None or snapshot is None or not any(p.class_id for p in snapshot.photos):
            return
        self._step += 1
        inbox = [p.id for p in snapshot.photos if p.class_id is None]
        if self._step == 1:
            self._heart.phase = "20 corrections, each learnt at once"
        if self._step <= 20:
            self.session.correct([inbox[0]], snapshot.classes[0].id)
        elif self._step == 21:
            self._heart.phase = "20 undos"
            self.session.undo()
        elif self._step <= 40:
            self.session.undo()
        elif self._step == 41:
            self._heart.phase = "fine-tuning"
            self.session.learner.fine_tune()

    @Slot(object)
    def _tuned(self, _outcome: object) -> None:
        self._heart.phase = "closing"
        self.window.close()


def main() -> None:
    if "--idle" in sys.argv:
        idle()
        return
    subprocess.run([sys.executable, "-m", "benchmarks.stall", "--idle"], check=True)
    app = make_application()
    heart = Heart()
    with tempfile.TemporaryDirectory() as folder:
        script = Script(heart, Path(folder))
        QTimer.singleShot(GIVE_UP_S * 1000, script.window.close)
        app.exec()
    for phase, pauses in heart.pauses.items():
        worst = ", ".join(f"{p:.0f}" for p in sorted(pauses)[:-4:-1])
        print(f"{phase}: longest stalls {worst} ms")


def idle() -> None:
    app = make_application()
    window = QWidget()
    window.show()
    heart = Heart()
    heart.phase = "an empty window, idle"
    QTimer.singleShot(IDLE_S * 1000, app.quit)
    app.exec()
    print(f"{heart.phase}: longest stall {max(heart.pauses[heart.phase]):.0f} ms in {IDLE_S} s")


if __name__ == "__main__":
    main()
