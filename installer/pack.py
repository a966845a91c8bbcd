"""Packs the app that PyInstaller made in the way of this system: ``python -m installer.pack APP``.

``APP`` is ``siamdesk`` or ``siamdesk-lite``, a folder of ``dist/``; the packages go to
``dist/release/``.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from siamdesk import __version__

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "dist" / "release"


def pack(name: str) -> None:
    """Linux: a ``.deb`` and an archive; macOS: a ``.dmg``; Windows: a setup program."""
    OUT.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        compiler = shutil.which("iscc")
        if compiler is None:
            raise SystemExit("Inno Setup's iscc is not on the PATH: docs/packaging.md says more.")
        script = ROOT / "installer" / "windows" / "siamdesk.iss"
        options = [f"/DVersion={__version__}", f"/DApp={name}"]
        subprocess.run([compiler, *options, str(script)], check=True)
    elif sys.platform == "darwin":
        bundle = "SiamDesk Lite.app" if name.endswith("-lite") else "SiamDesk.app"
        script = ROOT / "installer" / "macos" / "make_dmg.sh"
        subprocess.run([str(script), str(ROOT / "dist" / bundle), str(OUT)], check=True)
    else:
        from installer.linux.packages import main

        main(ROOT / "dist" / name, OUT)


if __name__ == "__main__":
    pack(sys.argv[1])
