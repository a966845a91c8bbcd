"""The app's icon in the shapes that the systems want, drawn from ``resources/icons/siamdesk.svg``.

``python -m installer.icons FOLDER`` writes ``siamdesk-SIZE.png``, ``siamdesk.ico`` and ``.icns``.
"""

import os
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PNG_SIZES = (16, 32, 48, 64, 128, 256, 512)
ICO_SIZES = [(size, size) for size in (16, 24, 32, 48, 64, 128, 256)]


def draw(folder: Path) -> None:
    """Write all shapes into `folder`, which is made."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(ROOT / "resources/icons/siamdesk.svg"))
    for size in (*PNG_SIZES, 1024):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        if not image.save(str(folder / f"siamdesk-{size}.png")):
            raise OSError(f"{folder}: the icon could not be written. Check the disk.")
    del app
    largest = folder / "siamdesk-1024.png"
    with Image.open(largest) as drawn:
        drawn.save(folder / "siamdesk.ico", sizes=ICO_SIZES)
        drawn.save(folder / "siamdesk.icns")
    largest.unlink()


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
