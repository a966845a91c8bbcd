"""The two shapes in which Linux gets the installed app: a ``.deb``, and a folder to unpack."""

import gzip
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from installer.icons import PNG_SIZES
from siamdesk import __version__

HERE = Path(__file__).resolve().parent
DEPENDS = (
    "libc6, libegl1, libgl1, libfontconfig1, libx11-6, libx11-xcb1, libxcb1, shared-mime-info, "
    "desktop-file-utils, hicolor-icon-theme, fonts-dejavu-core | fonts-liberation | fonts-noto-core"
)
"""What the app takes from the system: the X server's and the graphics card's side, and fonts."""
_START = """\
#!/bin/sh
# Starts SiamDesk from wherever this folder lies.
here=$(dirname "$(readlink -f "$0")")
exec "$here/usr/lib/{name}/siamdesk" "$@"
"""
_UPDATE = """\
#!/bin/sh
set -e
if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q; fi
if command -v gtk-update-icon-cache >/dev/null; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
"""


def lay_out(app: Path, icons: Path, root: Path) -> None:
    """Put the app and what tells the desktop of it below `root`, as below ``/``."""
    name = app.name
    shutil.copytree(app, root / "usr/lib" / name, symlinks=True)
    bin_folder = root / "usr/bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / name).symlink_to(f"../lib/{name}/siamdesk")
    desktop = (HERE / "siamdesk.desktop").read_text(encoding="utf-8")
    if name != "siamdesk":
        desktop = desktop.replace("Name=SiamDesk\n", "Name=SiamDesk Lite\n", 1)
        desktop = desktop.replace("Exec=siamdesk ", f"Exec={name} ")
        desktop = desktop.replace("Icon=siamdesk\n", f"Icon={name}\n")
    _write(root / f"usr/share/applications/{name}.desktop", desktop)
    mime = (HERE / "siamdesk.xml").read_text(encoding="utf-8")
    _write(root / f"usr/share/mime/packages/{name}.xml", mime.replace('"siamdesk"', f'"{name}"'))
    for size in PNG_SIZES:
        target = root / f"usr/share/icons/hicolor/{size}x{size}/apps/{name}.png"
        target.parent.mkdir(parents=True)
        shutil.copyfile(icons / f"siamdesk-{size}.png", target)


def make_deb(app: Path, icons: Path, out: Path) -> Path:
    """``NAME_VERSION_ARCHITECTURE.deb``; needs ``dpkg-deb``."""
    name = app.name
    asked = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    architecture = asked.stdout.strip()
    package = out / f"{name}_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        root = Path(scratch) / "root"
        lay_out(app, icons, root)
        documents = root / f"usr/share/doc/{name}"
        documents.mkdir(parents=True)
        licences = app / "app/siamdesk/resources_data/licences"
        (documents / "copyright").write_text(
            f"SiamDesk: Apache License 2.0, /usr/share/common-licenses/Apache-2.0\n"
            f"Its parts: /{(Path('usr/lib') / name / licences.relative_to(app)).as_posix()}\n",
            encoding="utf-8",
        )
        changes = (HERE.parents[1] / "CHANGELOG.md").read_bytes()
        (documents / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
        control = root / "DEBIAN"
        size = sum(f.lstat().st_size for f in root.rglob("*") if f.is_file()) // 1024
        fields = {
            "Package": name,
            "Version": __version__,
            "Architecture": architecture,
            "Maintainer": "The SiamDesk developers <maintainers@siamdesk.example>",
            "Installed-Size": str(size),
            "Depends": DEPENDS,
            "Section": "science",
            "Priority": "optional",
            "Description": "teach defect classes from a handful of photos\n"
            " An inspector drops a few example photos per defect class; SiamDesk ranks new\n"
            " photos, shows why, and learns from every correction. It works without a network.",
        }
        text = "".join(f"{key}: {value}\n" for key, value in fields.items())
        _write(control / "control", text)
        for script in ("postinst", "postrm"):
            _write(control / script, _UPDATE)
            (control / script).chmod(0o755)
        # Debian 12, Ubuntu 22.04 and later read zstd; xz takes ten minutes for this on two cores.
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z6", "--build", str(root), str(package)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return package


def make_archive(app: Path, icons: Path, out: Path) -> Path:
    """``NAME-VERSION-linux-MACHINE.tar.gz``: an AppDir that runs from wherever it is unpacked."""
    name = app.name
    folder = f"{name}-{__version__}"
    archive = out / f"{folder}-linux-{os.uname().machine}.tar.gz"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        root = Path(scratch) / folder
        lay_out(app, icons, root)
        # As AppImages have it, so that `appimagetool` makes one of this folder as it is.
        _write(root / "AppRun", _START.format(name=name))
        (root / "AppRun").chmod(0o755)
        shutil.copyfile(root / f"usr/share/applications/{name}.desktop", root / f"{name}.desktop")
        shutil.copyfile(icons / "siamdesk-256.png", root / f"{name}.png")
        with tarfile.open(archive, "w:gz", compresslevel=3) as packed:
            packed.add(root, arcname=folder)
    return archive


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(app: Path, out: Path) -> None:
    """Make both, from the app and the icons that were drawn when it was built."""
    flavour = "lite" if app.name.endswith("-lite") else "full"
    icons = HERE.parents[1] / "build" / flavour / "icons"
    for made in (make_deb(app, icons, out), make_archive(app, icons, out)):
        print(f"{made} ({made.stat().st_size / 1e6:.0f} MB)")
