"""What the documentation site takes from elsewhere: mkdocs calls this while it builds.

The commands come from their own help, the changes from ``CHANGELOG.md``, the logo from the app, and
the decisions from their folder.
"""

import os
import re
from pathlib import Path
from typing import Any

import typer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]


def on_config(config: MkDocsConfig) -> None:
    """Put the decisions, which need no line of their own each, at the end of the navigation."""
    notes = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    pages = [f"decisions/{name}" for name in ("README.md", *notes)]
    config["nav"][-1]["For developers"].append({"Decisions": pages})


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and pictures that are made of other files."""
    made: dict[str, Any] = {
        "reference/commands.md": {"content": commands_page()},
        "reference/changes.md": {"content": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")},
        "images/siamdesk.svg": {"abs_src_path": str(ROOT / "resources/icons/siamdesk.svg")},
    }
    for name, source in made.items():
        files.append(File.generated(config, name, **source))
    return files


def commands_page() -> str:
    """A section for each command, with what its ``--help`` says."""
    # Plain text of one width, wherever it is built.
    os.environ |= {"COLUMNS": "92", "TERM": "dumb", "NO_COLOR": "1"}
    from siamdesk.cli.main import app

    group: Any = typer.main.get_command(app)
    parts = ["# Commands", "Each command's own `--help`.", _section("siamdesk", _help([]))]
    for name, command in group.commands.items():
        if not command.hidden:
            parts.append(_section(f"siamdesk {name}", _help([name])))
    return "\n\n".join(parts) + "\n"


def _help(command: list[str]) -> str:
    from siamdesk.cli.main import app

    answer = CliRunner().invoke(app, [*command, "--help"], prog_name="siamdesk")
    return re.sub(r" +$", "", answer.stdout, flags=re.MULTILINE).strip("\n")


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text}\n```"
