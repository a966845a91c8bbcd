"""Builds wheel and sdist, and uses the wheel as a stranger would: ``make wheel``.

The wheel is built from the unpacked sdist. It is installed into a fresh environment with the pinned
versions of what it depends on, and the demo runs from there, isolated from this checkout. What that
environment holds is written down as a bill of materials (SBOM).
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from siamdesk import __version__

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "dist" / "release"
MUST_CARRY = (
    "siamdesk/resources_data/encoders/encoders.json",
    "siamdesk/resources_data/encoders/lite0.bin",
    "siamdesk/resources_data/encoders/tiny_vit.npz",
    "siamdesk/resources_data/icons/siamdesk.svg",
    "siamdesk/resources_data/sample/answers.csv",
    "siamdesk/resources_data/translations/siamdesk_de.qm",
    "siamdesk/report/page.html.j2",
    "siamdesk/py.typed",
)


def build() -> tuple[Path, Path]:
    """The wheel and the sdist it was built from."""
    for old in (*OUT.glob("*.whl"), *OUT.glob("*.tar.gz")):
        if old.name.startswith(f"siamdesk-{__version__}") and "linux" not in old.name:
            old.unlink()
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", OUT, ROOT)
    wheel = OUT / f"siamdesk-{__version__}-py3-none-any.whl"
    sdist = OUT / f"siamdesk-{__version__}.tar.gz"
    _run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
    with zipfile.ZipFile(wheel) as archive:
        missing = set(MUST_CARRY) - set(archive.namelist())
    if missing:
        raise SystemExit(f"{wheel.name} lacks: {', '.join(sorted(missing))}")
    return wheel, sdist


def try_out(wheel: Path, folder: Path) -> Path:
    """Install the wheel into a fresh environment in `folder`, run the demo; returns its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Without the hashes: pip would ask for one of the wheel too.
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.\-\[\]]+==[^\\\n]+?) *\\?$", lock, re.MULTILINE)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(pins) + "\n", encoding="utf-8")
    _run(python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--only-binary", ":all:", "--constraint", constraints, wheel)  # fmt: skip
    _run(python, "-I", "-m", "siamdesk", "--version", cwd=folder)
    _run(python, "-I", "-m", "siamdesk", "demo", "--headless", "--out", folder / "demo", cwd=folder)
    return python


def main() -> None:
    """Do all of it."""
    OUT.mkdir(parents=True, exist_ok=True)
    wheel, sdist = build()
    with tempfile.TemporaryDirectory(prefix="siamdesk-wheel-") as scratch:
        python = try_out(wheel, Path(scratch) / "environment")
        bill = OUT / f"siamdesk-{__version__}-sbom.cdx.json"
        _run(sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject",
             ROOT / "pyproject.toml", "--output-reproducible", "--of", "JSON",
             "--output-file", bill, python)  # fmt: skip
    for made in (wheel, sdist, bill):
        print(f"{made} ({made.stat().st_size / 1e6:.1f} MB)")


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    ended = subprocess.run([str(part) for part in command], cwd=cwd, check=False)
    if ended.returncode:
        raise SystemExit(f"This failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main()
