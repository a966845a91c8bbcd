"""What the window says of the formats of an export."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from siamdesk.export_kinds import ExportFormat, Precision


@dataclass(frozen=True, slots=True)
class FormatWords:
    """A format, for people."""

    title: str
    """With the mark of its key."""
    where: str
    """A sentence on where it runs."""


def format_words() -> dict[ExportFormat, FormatWords]:
    """All formats in the order in which they are offered, in the window's language."""
    return {
        ExportFormat.ONNX: FormatWords(
            _tr("&ONNX"),
            _tr("Nearly everywhere, with ONNX Runtime: Python, C#, C++, Java, and in browsers."),
        ),
        ExportFormat.OPENVINO: FormatWords(
            _tr("Open&VINO"),
            _tr("On PCs and edge boxes with Intel chips. SiamDesk itself runs on it."),
        ),
        ExportFormat.LITERT: FormatWords(
            _tr("&LiteRT (TensorFlow Lite)"),
            _tr("On phones and small boards: Android, iOS, Raspberry Pi."),
        ),
        ExportFormat.SAVEDMODEL: FormatWords(
            _tr("&TensorFlow SavedModel"),
            _tr("On servers: TensorFlow Serving, or TensorFlow in a program of your own."),
        ),
        ExportFormat.KERAS: FormatWords(
            _tr("&Keras"), _tr("In Python with Keras, to be used there or built upon.")
        ),
    }


def precision_words() -> dict[Precision, str]:
    """All precisions, in the window's language."""
    return {
        Precision.FLOAT32: _tr("Exact: 32 bits"),
        Precision.FLOAT16: _tr("Half the size: 16 bits"),
        Precision.INT8: _tr("Smallest: 8 bits"),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("export_words", words)
