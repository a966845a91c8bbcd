"""Another program: a window that files can be dragged from, and that owns the clipboard.

``python outside.py FILE...`` shows one button per file, 60 pixels high, from the top; what is
pressed there can be dragged, and is on the clipboard too.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class Draggable(QLabel):
    def __init__(self, file: Path) -> None:
        super().__init__(file.name)
        self._file = file
        self.setFixedHeight(60)

    def _mime(self) -> QMimeData:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(self._file))])
        return mime

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        QApplication.clipboard().setMimeData(self._mime())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        drag = QDrag(self)
        drag.setMimeData(self._mime())
        drag.exec(Qt.DropAction.CopyAction)


def main() -> None:
    app = QApplication(sys.argv)
    window = QWidget(None, Qt.WindowType.WindowStaysOnTopHint)
    window.setWindowTitle("Outside")
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for file in sys.argv[1:]:
        layout.addWidget(Draggable(Path(file)))
    window.setGeometry(0, 640, 180, 60 * len(sys.argv[1:]))
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
