"""All formats."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from siamdesk.encoders.formats.base import ModelFormat
from siamdesk.encoders.formats.keras_file import KERAS
from siamdesk.encoders.formats.litert import LITERT
from siamdesk.encoders.formats.onnx_file import ONNX
from siamdesk.encoders.formats.openvino_ir import OPENVINO
from siamdesk.encoders.formats.saved_model import SAVED_MODEL
from siamdesk.export_kinds import ExportFormat

FORMATS: Mapping[ExportFormat, ModelFormat] = MappingProxyType(
    {
        ExportFormat.KERAS: KERAS,
        ExportFormat.SAVEDMODEL: SAVED_MODEL,
        ExportFormat.LITERT: LITERT,
        ExportFormat.ONNX: ONNX,
        ExportFormat.OPENVINO: OPENVINO,
    }
)
"""Importing them loads none of their libraries."""
