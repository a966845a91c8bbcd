"""Commands as a user types them: in this process, or as a program of their own."""

from __future__ import annotations

import os
import subprocess
import sys

from typer.testing import CliRunner

from siamdesk.cli.main import app


class Outcome:
    """How a command ended."""

    def __init__(self, *arguments: object) -> None:
        result = CliRunner().invoke(app, [str(a) for a in arguments])
        self.status, self.out, self.err = result.exit_code, result.stdout, result.stderr
        self.error = None if isinstance(result.exception, SystemExit) else result.exception


def program(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real program; what it prints is UTF-8 wherever it runs."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | environment,
    )


def command(*arguments: object) -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-m", "siamdesk", *(str(a) for a in arguments)]
