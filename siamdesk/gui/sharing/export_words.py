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
            QCoreApplication.translate("export_words", "&ONNX"),
            QCoreApplication.translate(
                "export_words",
                "Nearly everywhere, with ONNX Runtime: Python, C#, C++, Java, and in browsers.",
            ),
        ),
        ExportFormat.OPENVINO: FormatWords(
            QCoreApplication.translate("export_words", "Open&VINO"),
            QCoreApplication.translate(
                "export_words",
                "On PCs and edge boxes with Intel chips. SiamDesk itself runs on it.",
            ),
        ),
        ExportFormat.LITERT: FormatWords(
            QCoreApplication.translate("export_words", "&LiteRT (TensorFlow Lite)"),
            QCoreApplication.translate(
                "export_words", "On phones and small boards: Android, iOS, Raspberry Pi."
            ),
        ),
        ExportFormat.SAVEDMODEL: FormatWords(
            QCoreApplication.translate("export_words", "&TensorFlow SavedModel"),
            QCoreApplication.translate(
                "export_words",
                "On servers: TensorFlow Serving, or TensorFlow in a program of your own.",
            ),
        ),
        ExportFormat.KERAS: FormatWords(
            QCoreApplication.translate("export_words", "&Keras"),
            QCoreApplication.translate(
                "export_words", "In Python with Keras, to be used there or built upon."
            ),
        ),
    }


def precision_words() -> dict[Precision, str]:
    """All precisions, in the window's language."""
    return {
        Precision.FLOAT32: QCoreApplication.translate("export_words", "Exact: 32 bits"),
        Precision.FLOAT16: QCoreApplication.translate("export_words", "Half the size: 16 bits"),
        Precision.INT8: QCoreApplication.translate("export_words", "Smallest: 8 bits"),
    }
