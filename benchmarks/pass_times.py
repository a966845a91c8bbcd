"""How long one look at a photo takes an encoder, beside the others in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from siamdesk.encoders.registry import ENCODERS
from siamdesk.encoders.weights import encoder_folder

PASSES = 25


def median_seconds(
    jobs: Mapping[str, Callable[[], object]], clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Per job the median of `PASSES` times; the jobs take turns, after one unmeasured pass each.

    The default clock counts CPU seconds of this process: other work on the machine slows a pass
    down much less by that clock than by the wall's.
    """
    for job in jobs.values():
        job()
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(PASSES):
        for name, job in jobs.items():
            before = clock()
            job()
            found[name].append(clock() - before)
    return {name: float(np.median(times)) for name, times in found.items()}


def graph_of(encoder_id: str) -> Any:
    """The OpenVINO graph of an encoder of the registry, for one photo at a time.

    Raises `EncoderError` when it was not converted.
    """
    import openvino as ov

    spec = ENCODERS[encoder_id]
    graph = ov.Core().read_model(encoder_folder(spec.id) / f"{spec.file_stem}.xml")
    graph.reshape([1, spec.input_size, spec.input_size, 3])
    return graph


def pass_times(graphs: Mapping[str, Any]) -> dict[str, float]:
    """CPU seconds of one pass of each graph `[1, size, size, 3] uint8`, on one thread."""
    return median_seconds({name: _one_pass(graph) for name, graph in graphs.items()})


def _one_pass(graph: Any) -> Callable[[], object]:
    import openvino as ov

    options = {
        "INFERENCE_PRECISION_HINT": "f32",
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_NUM_THREADS": 1,
    }
    shape = tuple(graph.input(0).get_shape())
    request = ov.Core().compile_model(graph, "CPU", options).create_infer_request()
    photo = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    return lambda: request.infer({0: photo})
