"""The licences of all parts of the installed app, one text file per part.

`distributions` finds which packages the collected files belong to, `collect` writes what their
licences say. The app shows the files under Help, Licences.
"""

import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path

_TEXTS = Path(__file__).resolve().parent / "licence_texts"
_IS_LICENCE = re.compile(
    r"(^|/)(LICEN[CS]ES?|COPYING|COPYRIGHT|NOTICES?|THIRD.?PARTY.?NOTICES?|AUTHORS)[^/]*$"
    r"|\.dist-info/licenses/",
    re.IGNORECASE,
)
_QT = """\
Qt and its Python bindings PySide6 and Shiboken are used under the GNU Lesser General Public
License, version 3. They are shared libraries of their own, unchanged, in the folders app/PySide6
and app/shiboken6. You may replace them by versions that you changed or built yourself: put files
of the same names, from a version with the same interface, in their place. Nothing in SiamDesk
keeps you from that, or from finding out how the two work together to mend such a version. The
sources are those of the releases of the same version number by The Qt Company, code.qt.io.
"""


def distributions(files: Iterable[str]) -> list[Distribution]:
    """The installed packages that these files belong to, by name."""
    owners: dict[str, Distribution] = {}
    for distribution in importlib.metadata.distributions():
        for part in distribution.files or ():
            owners[str(Path(str(distribution.locate_file(part))).resolve())] = distribution
    found = {}
    for file in files:
        owner = owners.get(str(Path(file).resolve()))
        if owner is not None:
            found[owner.name.lower()] = owner
    found.pop("siamdesk", None)
    return [found[name] for name in sorted(found)]


def collect(
    parts: Iterable[Distribution], root: Path, folder: Path, *, python_home: Path
) -> list[Path]:
    """Write ``PART.txt`` for each part into `folder`, which is made anew; returns the files.

    Raises `ValueError` naming the parts that say nothing of their licence: nobody may be given
    those.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    silent = []
    for part in parts:
        words = _words(part)
        texts = _texts(part)
        if not texts:
            silent.append(part.name)
        _write(folder / f"{part.name}.txt", [words, *texts])
    if silent:
        raise ValueError(f"No licence was found for: {', '.join(silent)}. Look them up.")
    _write(folder / "Python.txt", [f"Python {sys.version.split()[0]}", *_of_python(python_home)])
    encoders = sorted((root / "resources/encoders").glob("*.LICENSE"))
    notice = root / "resources/encoders/NOTICE"
    _write(folder / "Encoders.txt", [_read(notice), *map(_read, encoders)])
    sample = root / "resources/sample/SOURCE_AND_LICENCE.txt"
    _write(folder / "Sample photos.txt", [_read(sample)])
    _write(folder / "SiamDesk.txt", [_read(root / "LICENSE")])
    return sorted(folder.glob("*.txt"))


def write_system(libraries: Iterable[str], folder: Path) -> list[Path]:
    """The licences of shared libraries of the system that the app brings along (Debian only)."""
    packages = {_debian_package(Path(library)) for library in libraries} - {None}
    written = []
    for package in sorted(filter(None, packages)):
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if copyright_file.exists():
            path = folder / f"lib {package}.txt"
            _write(path, [f"{package}, from Debian or Ubuntu", _read(copyright_file)])
            written.append(path)
    return written


def _debian_package(library: Path) -> str | None:
    if shutil.which("dpkg-query") is None:
        return None
    # The links /lib -> /usr/lib make one file known under two names.
    names = [str(library), str(library.resolve()), str(library.resolve()).removeprefix("/usr")]
    asked = subprocess.run(
        ["dpkg-query", "--search", *names], capture_output=True, text=True, check=False
    )
    return asked.stdout.split(":")[0].strip() or None


def _words(part: Distribution) -> str:
    meta = part.metadata
    classifiers = [c for c in meta.get_all("Classifier") or () if c.startswith("License ::")]
    said = _said(part) or ", ".join(classifiers)
    lines = [f"{part.name} {part.version}", f"Licence: {(said or 'see below').splitlines()[0]}"]
    pages = [*(meta.get_all("Home-page") or ()), *(meta.get_all("Project-URL") or ())]
    lines += pages[:1]
    return "\n".join(lines)


def _said(part: Distribution) -> str:
    fields = ("License-Expression", "License")
    return next((words for f in fields for words in part.metadata.get_all(f) or ()), "")


def _texts(part: Distribution) -> list[str]:
    found = [f for f in part.files or () if _IS_LICENCE.search(str(f)) and f.suffix != ".py"]
    texts = [_read(Path(str(part.locate_file(f)))) for f in found]
    if not texts and part.name.lower().startswith(("pyside6", "shiboken6")):
        texts = [_QT, *map(_read, sorted(_TEXTS.glob("*.txt"), reverse=True))]
    if not texts and "apache" in _said(part).lower():
        texts = [_read(_TEXTS.parents[1] / "LICENSE")]
    return list(dict.fromkeys(texts))


def _of_python(home: Path) -> list[str]:
    names = ("LICENSE.txt", "LICENSE")
    folders = (home / f"lib/python3.{sys.version_info.minor}", home)
    texts = [_read(f / n) for f in folders for n in names if (f / n).is_file()]
    debian = Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright")
    return texts or ([_read(debian)] if debian.exists() else [])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()


def _write(path: Path, texts: Iterable[str]) -> None:
    path.write_text(f"\n\n{'=' * 78}\n\n".join(texts) + "\n", encoding="utf-8")
