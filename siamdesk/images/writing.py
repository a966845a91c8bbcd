"""Pictures that SiamDesk writes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from siamdesk.atomic import write_atomic


def write_png(path: Path, rgb: NDArray[np.uint8]) -> None:
    """Write RGB [h, w, 3] uint8 as PNG, whole or not at all; the folder must exist."""
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, format="PNG")
    write_atomic(path, buffer.getvalue(), durable=False)
