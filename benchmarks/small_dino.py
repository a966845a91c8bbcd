"""DINOv2-S at fewer pixels than it is shipped for: a quarter of the patches, a quarter of the time.

Its position table is for 16×16 patches. A smaller grid gets the means over its cells
(`smaller_table`), after which nothing in the network depends on the size of the photo.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.weights import load_into, shipped_weights

SIZES = (112, 140, 168)
"""Sides in pixels that were tried: 8×8, 10×10 and 12×12 patches."""

FloatArray = NDArray[np.float32]


def smaller_table(positions: FloatArray, grid: int) -> FloatArray:
    """The position table `[1 + grid², c]` of a smaller grid, from `[1 + n², c]` of a larger one.

    The first row, the class token's, stays as it is.
    """
    n = round((len(positions) - 1) ** 0.5)
    table = positions[1:].reshape(n, n, -1)
    # OpenCV resizes four channels at most when it averages over areas.
    small = np.stack(
        [
            cv2.resize(table[..., c], (grid, grid), interpolation=cv2.INTER_AREA)
            for c in range(table.shape[-1])
        ],
        axis=-1,
    )
    return np.concatenate([positions[:1], small.reshape(grid * grid, -1)])


def small_graph(size: int, folder: Path) -> Any:
    """The OpenVINO graph for photos `[1, size, size, 3] uint8`, kept in `folder`.

    Raises `EncoderError`, saying what to run, where DINOv2-S was not converted.
    """
    import openvino as ov

    file = folder / f"dinov2_s-{size}.xml"
    if not file.is_file():
        # Late: building imports Keras, and a second run only reads what the first has built.
        from siamdesk.encoders.dinov2 import PATCH, build_dinov2_s
        from siamdesk.encoders.graph import to_openvino

        weights = dict(shipped_weights("dinov2_s"))
        table = weights["positions/embeddings"]
        weights["positions/embeddings"] = smaller_table(table, size // PATCH)
        model = build_dinov2_s(size)
        load_into(model, weights)
        folder.mkdir(parents=True, exist_ok=True)
        ov.serialize(to_openvino(model), file)
    graph = ov.Core().read_model(file)
    graph.reshape([1, size, size, 3])
    return graph


def embed_small(graph: Any, photos: NDArray[np.uint8]) -> FloatArray:
    """Pooled features `[n, d]` of photos `[n, size, size, 3] uint8`, in one turn."""
    import openvino as ov

    options = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
    compiled = ov.Core().compile_model(graph, "CPU", options)
    request = compiled.create_infer_request()
    width = compiled.output("pooled").shape[-1]
    pooled = np.empty((len(photos), width), dtype=np.float32)
    for row, photo in enumerate(photos):
        request.infer({0: photo[None]})
        pooled[row] = request.get_tensor("pooled").data[0]
    return pooled
