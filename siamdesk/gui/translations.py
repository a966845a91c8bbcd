"""Brings the translations up to date with the code: ``python -m siamdesk.gui.translations``.

Texts that are new stand in ``siamdesk_de.ts`` as unfinished until somebody translates them, with Qt
Linguist or any editor; run this again then. Texts that are gone are dropped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import PySide6

from siamdesk.gui.actions.action import Menu
from siamdesk.gui.actions.action_specs import KEYS_WITHOUT_ACTION, SPECS

_PACKAGE = Path(__file__).resolve().parent
FOLDER = _PACKAGE.parents[1] / "resources" / "translations"
"""Of the checkout: this is a task for developers."""
LANGUAGES = ("de", "en")


def _run(tool: str, *arguments: str) -> None:
    program = next(Path(PySide6.__path__[0]).glob(f"{tool}*"))
    subprocess.run([str(program), *arguments], check=True)  # noqa: S603 - ours


def update(folder: Path) -> None:
    """Bring the ``.ts`` files in a folder up to date."""
    with TemporaryDirectory() as scratch:
        registry = Path(scratch, "actions.py")
        registry.write_text(_registry(), encoding="utf-8")
        _extract([*sorted(_PACKAGE.rglob("*.py")), registry], folder)


def _registry() -> str:
    """The texts of the actions, which are data, as the code that the extractor understands."""
    texts = [menu.value for menu in Menu]
    texts += [words for spec in SPECS for words in (spec.text, spec.tool_text) if words]
    texts += [words for line in KEYS_WITHOUT_ACTION for words in line]
    quoted = (json.dumps(words, ensure_ascii=False) for words in texts)
    return "".join(f'QT_TRANSLATE_NOOP("ActionSet", {words})\n' for words in quoted)


def _extract(sources: Sequence[Path], folder: Path) -> None:
    for language in LANGUAGES:
        # The English texts are the sources; only their singular and plural have to be told.
        which = ("-pluralonly",) if language == "en" else ()
        options = ("-silent", "-no-obsolete", "-locations", "none", *which)
        names = ("-source-language", "en", "-target-language", language)
        # Guessing a translation from a similar text would pass for one that somebody made.
        sure = ("-disable-heuristic", "similartext", "-disable-heuristic", "sametext")
        file = str(folder / f"siamdesk_{language}.ts")
        _run("lupdate", *options, *names, *sure, *map(str, sources), "-ts", file)


def compile_in(folder: Path) -> None:
    """Make the ``.qm`` files that the window loads from the ``.ts`` files in a folder."""
    for language in LANGUAGES:
        file = folder / f"siamdesk_{language}"
        _run("lrelease", "-silent", f"{file}.ts", "-qm", f"{file}.qm")


def main() -> int:
    """Update and compile; returns the exit status, 1 while texts are untranslated."""
    FOLDER.mkdir(exist_ok=True)
    update(FOLDER)
    compile_in(FOLDER)
    unfinished = sum(
        (FOLDER / f"siamdesk_{language}.ts").read_text(encoding="utf-8").count('"unfinished"')
        for language in LANGUAGES
    )
    if unfinished:
        print(f"{unfinished} texts in {FOLDER} are marked unfinished: translate them.")  # noqa: T201
    return int(bool(unfinished))


if __name__ == "__main__":
    sys.exit(main())
