"""Formats that a model can be exported in, as window, commands and encoders know them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ExportFormat(StrEnum):
    """What an exported model is written as."""

    KERAS = "keras"
    SAVEDMODEL = "savedmodel"
    LITERT = "litert"
    ONNX = "onnx"
    OPENVINO = "openvino"


class Precision(StrEnum):
    """How exactly the numbers of an exported model are kept."""

    FLOAT32 = "float32"
    FLOAT16 = "float16"
    """Weights of half the size; still computed with 32 bits on a CPU."""
    INT8 = "int8"
    """Weights of whole numbers with 8 bits; computed with floating-point numbers."""


PRECISIONS: Mapping[ExportFormat, tuple[Precision, ...]] = MappingProxyType(
    {
        ExportFormat.KERAS: (Precision.FLOAT32,),
        ExportFormat.SAVEDMODEL: (Precision.FLOAT32,),
        ExportFormat.LITERT: (Precision.FLOAT32, Precision.FLOAT16, Precision.INT8),
        ExportFormat.ONNX: (Precision.FLOAT32,),
        ExportFormat.OPENVINO: (Precision.FLOAT32, Precision.FLOAT16),
    }
)
"""What each format can be written with; the first is the one unless another is asked for."""
