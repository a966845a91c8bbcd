"""PDF by Qt's text layout: no further dependency, and no display needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from siamdesk.errors import SiamDeskError

try:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSizeF, Qt
    from PySide6.QtGui import (
        QColor,
        QFont,
        QPageLayout,
        QPageSize,
        QPainter,
        QPdfWriter,
        QPyTextObject,
        QTextBlockFormat,
        QTextCharFormat,
        QTextCursor,
        QTextDocument,
        QTextFormat,
    )
    from PySide6.QtSvg import QSvgRenderer
    from PySide6.QtWidgets import QApplication
except ImportError as error:
    raise SiamDeskError(
        f"PDF reports need Qt, which can't start here ({error}). Install the system libraries that "
        "CONTRIBUTING.md lists, or write FILE.html instead and print it from a browser."
    ) from error

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

_DOTS_PER_INCH: Final = 96
"""What a CSS pixel is; the PDF itself keeps fractions, so text and lines stay sharp."""
_MARGIN_MM: Final = 17.0
_FOOTER_POINTS: Final = 24.0
_POINTS_PER_INCH: Final = 72.0
_PLOT_WIDTH: Final = 300.0
_DRAWING: Final = int(QTextFormat.Property.UserProperty) + 1
_OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_FAMILIES: Final = ["Inter", "Segoe UI", "Helvetica Neue", "Liberation Sans", "DejaVu Sans"]
_applications: list[QCoreApplication] = []
"""Keeps the application alive that `_need_application` made."""


def print_pdf(html: str, *, plots: Mapping[str, str], title: str, footer: str) -> bytes:
    """Lay out Qt's subset of HTML on A4 pages, with `footer` and the page number below each.

    `plots` are SVG drawings by name; each is painted, as vectors, where the text says ``[[name]]``.
    """
    _need_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("SiamDesk")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = _document(html, plots, writer)
    painter = QPainter(writer)
    try:
        _paint_pages(document, painter, writer, footer)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _need_application() -> None:
    """Fonts need an application object; no window is ever shown."""
    if QApplication.instance() is not None:
        return
    arguments = ["siamdesk"]
    if sys.platform.startswith("linux") and "QT_QPA_PLATFORM" not in os.environ:
        # Even where there is a display: Qt ends the whole process when it can't reach it.
        arguments += ["-platform", "offscreen"]
    # Not the smaller QGuiApplication: a window that opens later in this process needs widgets.
    _applications.append(QApplication(arguments))


def _document(html: str, plots: Mapping[str, str], writer: QPdfWriter) -> QTextDocument:
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPointSizeF(9.0)
    # Glyphs as they were drawn, not fitted to the pixels of a screen that is not there.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Some fonts draw "<-" as an arrow, and a hyphen between figures so that it can't be searched.
    font.setFeature(QFont.Tag("calt"), 0)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    # Before the text: sizes in points are turned into dots of this device.
    document.documentLayout().setPaintDevice(writer)
    document.setHtml(html)
    _place_plots(document, plots)
    document.setPageSize(QSizeF(writer.width(), writer.height() - _footer_height()))
    _keep_headings_with_text(document)
    return document


def _place_plots(document: QTextDocument, plots: Mapping[str, str]) -> None:
    kind = int(QTextFormat.ObjectTypes.UserObject) + 1
    painter = _PlotPainter(document)
    document.documentLayout().registerHandler(kind, painter)
    for name, svg in plots.items():
        cursor = document.find(f"[[{name}]]")
        if cursor.isNull():
            continue
        shape = QTextCharFormat()
        shape.setObjectType(kind)
        shape.setProperty(_DRAWING, svg)
        cursor.insertText(_OBJECT, shape)


class _PlotPainter(QPyTextObject):
    """Paints SVG drawings in a text as vectors."""

    def intrinsicSize(  # noqa: N802 - Qt's name
        self, document: QTextDocument, position: int, shape: QTextFormat
    ) -> QSizeF:
        del document, position
        size = QSvgRenderer(QByteArray(shape.property(_DRAWING).encode())).viewBoxF().size()
        return size * (_PLOT_WIDTH / size.width())

    def drawObject(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        shape: QTextFormat,
    ) -> None:
        del document, position
        drawing = QSvgRenderer(QByteArray(shape.property(_DRAWING).encode()))
        drawing.render(painter, QRectF(rect))


def _keep_headings_with_text(document: QTextDocument) -> None:
    """Move headings that would stand alone at the foot of a page to the next one."""
    layout, height = document.documentLayout(), document.pageSize().height()
    block = document.begin()
    while block.isValid() and block.next().isValid():
        if block.blockFormat().headingLevel():
            own = layout.blockBoundingRect(block).top() // height
            text = block.next()
            while text.blockFormat().headingLevel() and text.next().isValid():
                text = text.next()
            following = layout.blockBoundingRect(text).bottom() // height
            if own != following:
                moved = QTextBlockFormat()
                moved.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).mergeBlockFormat(moved)
                # Qt lays out only what follows closely again, and loses the rest.
                document.markContentsDirty(0, document.characterCount())
        block = block.next()


def _paint_pages(
    document: QTextDocument, painter: QPainter, writer: QPdfWriter, footer: str
) -> None:
    page = document.pageSize()
    count = document.pageCount()
    font = QFont(document.defaultFont())
    font.setPointSizeF(7.5)
    for number in range(count):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * page.height())
        document.drawContents(
            painter, QRectF(0, number * page.height(), page.width(), page.height())
        )
        painter.restore()
        painter.setFont(font)
        painter.setPen(QColor("#565f6d"))
        line = QRectF(0, page.height(), page.width(), _footer_height())
        low = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, low | Qt.AlignmentFlag.AlignLeft, footer)
        place = f"page {number + 1} of {count}"
        painter.drawText(line, low | Qt.AlignmentFlag.AlignRight, place)


def _footer_height() -> float:
    return _FOOTER_POINTS * _DOTS_PER_INCH / _POINTS_PER_INCH
