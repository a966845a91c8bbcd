"""``python -m installer.checksums``: writes ``SHA256SUMS`` beside what is in ``dist/release``."""

import hashlib
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "dist" / "release"


def write(folder: Path) -> Path:
    """One line per file, as ``sha256sum --check`` reads them."""
    sums = folder / "SHA256SUMS"
    files = sorted(f for f in folder.iterdir() if f.is_file() and f != sums)
    lines = []
    for file in files:
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums


if __name__ == "__main__":
    print(write(OUT).read_text(encoding="utf-8"), end="")
