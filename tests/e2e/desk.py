"""A real screen with a window manager, the app as a real process on it, and real input events.

Nothing here knows the app's inside: keys and the mouse go in, the project on disk and the titles of
windows come out.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from siamdesk.errors import SiamDeskError
from siamdesk.project.store import Project
from siamdesk.project.values import ProjectSnapshot

TOOLS = ("Xvfb", "openbox", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
_DEADLINE_S = 300.0
_XDOTOOL_S = 20.0
_POLL_S = 0.1


def until(what: str, found: Callable[[], object], *, doing: Callable[[], object] | None = None):
    """What `found` answers, once it is true; `doing` is done about once a second until then."""
    deadline = time.monotonic() + _DEADLINE_S
    do_at = time.monotonic()
    while not (answer := found()):
        now = time.monotonic()
        assert now < deadline, f"{what} did not happen within {_DEADLINE_S:.0f} s"
        if doing is not None and now >= do_at:
            doing()
            do_at = now + 1.0
        time.sleep(_POLL_S)
    return answer


class Desk:
    """One X display."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._processes: list[subprocess.Popen[bytes]] = []
        read, write = os.pipe()
        screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x840x24"]
        self._processes.append(
            subprocess.Popen(screen, pass_fds=(write,), stderr=subprocess.DEVNULL)
        )
        os.close(write)
        with os.fdopen(read) as answer:
            self._display = f":{answer.readline().strip()}"
        config = home / "config" / "SiamDesk"
        config.mkdir(parents=True)
        (config / "SiamDesk.conf").write_text(
            "[General]\ntour_seen=true\nlanguage=en\ntheme=light\nquiet_seconds=3600\n"
        )
        self._environment = {
            **os.environ,
            "DISPLAY": self._display,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
        }
        self._environment.pop("WAYLAND_DISPLAY", None)
        self.start("openbox")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A process on this display; it ends with it at the latest."""
        process = subprocess.Popen(
            command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    @property
    def display(self) -> str:
        """What ``DISPLAY`` is for the processes on it."""
        return self._display

    def close(self) -> None:
        """End all processes, the screen last."""
        for process in reversed(self._processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)

    def xdotool(self, *arguments: str | int) -> str:
        """What xdotool prints; empty when it finds nothing."""
        try:
            found = subprocess.run(
                ["xdotool", *map(str, arguments)],
                env=self._environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=_XDOTOOL_S,
            )
        except subprocess.TimeoutExpired:
            # With --sync it waits for a change, for ever when that came before: the test goes on,
            # and what it waits for next tells whether anything was lost.
            return ""
        return found.stdout.strip()

    def window(self, title: str) -> str:
        """Id of the visible window that is called like this; waits for it."""
        pattern = f"^{title}$"
        ids = until(
            f"a window called {title}",
            lambda: self.xdotool("search", "--onlyvisible", "--name", pattern),
        )
        return ids.splitlines()[-1]

    def has_window(self, title: str) -> bool:
        """Whether it is visible."""
        return bool(self.xdotool("search", "--onlyvisible", "--name", f"^{title}$"))

    def activate(self, title: str) -> None:
        """Give a window the keys."""
        window = self.window(title)
        self.xdotool("windowactivate", "--sync", window)

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other, in the window that has them."""
        self.xdotool("key", "--delay", 60, *keys)

    def write(self, words: str) -> None:
        """Type letters."""
        self.xdotool("type", "--delay", 30, words)

    def click(self, title: str, x: int, y: int) -> None:
        """Click at a place within a window."""
        self.xdotool("mousemove", "--window", self.window(title), x, y, "click", 1)

    def sweep(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw from one place of the screen to another with the button pressed."""
        self.xdotool("mousemove", "--sync", *start, "mousedown", 1)
        self.xdotool("mousemove", "--sync", *end, "mouseup", 1)

    def loop(self, start: tuple[int, int], *corners: tuple[int, int]) -> None:
        """Draw a closed line on the screen with the button pressed."""
        self.xdotool("mousemove", "--sync", *start, "mousedown", 1)
        for corner in (*corners, start):
            time.sleep(_POLL_S)  # as a hand would, since very quick moves are thinned out
            self.xdotool("mousemove", "--sync", *corner)
        self.xdotool("mouseup", 1)

    def drag(self, start: tuple[str, int, int], end: tuple[str, int, int]) -> None:
        """Press at a place in one window, move in steps as a hand does, and let go in another."""
        (source, x, y), (target, to_x, to_y) = start, end
        self.xdotool("mousemove", "--window", self.window(source), x, y, "mousedown", 1)
        for step in (6, 14):
            self.xdotool("mousemove_relative", "--sync", step, step)
        goal = self.window(target)
        for near in (-30, -15, 0):
            self.xdotool("mousemove", "--sync", "--window", goal, to_x + near, to_y)
            time.sleep(_POLL_S)  # between two moves, as a hand would; nothing is waited for
        self.xdotool("mouseup", 1)


class App:
    """SiamDesk on a desk, with one project."""

    def __init__(
        self,
        desk: Desk,
        project: Path,
        command: tuple[str, ...] = (sys.executable, "-m", "siamdesk"),
    ) -> None:
        self.desk, self.project, self.command = desk, project, command
        self.title = f"{project.stem} – SiamDesk"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run the real `main()` on the project if there is one, and wait for its window."""
        there = [str(self.project)] if self.project.exists() else []
        self._process = self.desk.start(*self.command, *there)
        self.desk.activate(self.title if there else "SiamDesk")

    def quit(self) -> None:
        """End it by its own key, and wait for that."""
        self.desk.activate(self.title)
        self.desk.keys("ctrl+q")
        process = self._process
        assert process is not None
        until("the end of the app", lambda: process.poll() is not None)
        assert process.returncode == 0

    def snapshot(self) -> ProjectSnapshot:
        """What is on disk."""
        with Project.open(self.project, read_only=True) as opened:
            return opened.snapshot()

    def until(
        self,
        what: str,
        found: Callable[[ProjectSnapshot], object],
        *,
        doing: Callable[[], object] | None = None,
    ) -> ProjectSnapshot:
        """The project, once `found` is true of it."""

        def look() -> ProjectSnapshot | None:
            try:
                snapshot = self.snapshot()
            except SiamDeskError:  # it is just being made
                return None
            return snapshot if found(snapshot) else None

        return until(what, look, doing=doing)

    def press(self, *keys: str) -> None:
        """Press keys in its main window."""
        self.desk.activate(self.title)
        self.desk.keys(*keys)

    def open(self, title: str, *keys: str) -> None:
        """Press keys in its main window until they open another one, and give that the keys."""
        until(
            f"a window called {title}",
            lambda: self.desk.has_window(title),
            doing=lambda: self.press(*keys),
        )
        self.desk.activate(title)


@contextmanager
def desks(home: Path) -> Iterator[Desk]:
    """A desk that is cleared afterwards."""
    desk = Desk(home)
    try:
        yield desk
    finally:
        desk.close()


def examples(snapshot: ProjectSnapshot) -> int:
    """How many photos have a class."""
    return sum(photo.class_id is not None for photo in snapshot.photos)


def wait_for_guesses(app: App) -> ProjectSnapshot:
    """Enter accepts a guess as soon as there is one; then the project is as it was again."""
    before = examples(app.snapshot())
    app.until("the first guess", lambda s: examples(s) > before, doing=lambda: app.press("Return"))
    # Enter may have gone in again before the first was seen; the undo is handled after all of them.
    app.press("ctrl+z")
    now = app.until("an undo", lambda s: s.redo_text)
    while examples(now) > before:
        seen = now.revision
        app.press("ctrl+z")
        now = app.until("another undo", lambda s, seen=seen: s.revision > seen)
    return now
