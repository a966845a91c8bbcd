"""Runs encoders on the CPU through OpenVINO; needs neither Keras nor TensorFlow."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import openvino as ov
import platformdirs
from numpy.typing import NDArray

from siamdesk.encoders.registry import EncoderSpec, encoder_spec
from siamdesk.encoders.weights import encoders_folder, file_hashes, read_checked
from siamdesk.errors import EncoderError


@dataclass(frozen=True, slots=True)
class Encoded:
    """What an encoder says of n photos; the mean of `spatial` over its positions is `pooled`."""

    pooled: NDArray[np.float32]
    """`[n, d] float32`: the embeddings, as pooled (no root taken, not centred, not unit length)."""
    spatial: NDArray[np.float32]
    """`[n, h, w, d] float32`: what each region contributes."""


class Encoder:
    """One shared network of the Siamese pair, compiled for this CPU. For one thread at a time."""

    def __init__(self, spec: EncoderSpec, compiled: Any, *, key: str) -> None:
        self._spec = spec
        self._key = key
        self._requests = ov.AsyncInferQueue(compiled)
        self._grid = tuple(compiled.output("spatial").shape)[1:3]

    @classmethod
    def load(cls, encoder_id: str) -> Self:
        """A shipped encoder by its id.

        Raises `EncoderError` for an unknown id, and when its files are missing or damaged.
        """
        spec = encoder_spec(encoder_id)
        folder = encoders_folder()
        return cls.open(spec, folder, name=spec.id, hashes=file_hashes(spec.id, folder))

    @classmethod
    def open(cls, spec: EncoderSpec, folder: Path, *, name: str, hashes: Mapping[str, str]) -> Self:
        """The encoder whose graph is ``name.xml`` and ``name.bin`` in `folder`.

        `hashes` (file name -> SHA-256) vouches for both. Raises `EncoderError`.
        """
        digest = hashlib.sha256()
        for file in (f"{name}.xml", f"{name}.bin"):
            if file not in hashes:
                message = f"{folder} has no record of the encoder file {file}."
                raise EncoderError(message)
            read_checked(folder / file, sha256=hashes[file])
            digest.update(hashes[file].encode())
        compiled = _compile(folder / f"{name}.xml", size=spec.input_size)
        return cls(spec, compiled, key=f"{spec.id}-{digest.hexdigest()[:8]}-openvino-f32")

    @property
    def spec(self) -> EncoderSpec:
        """What this encoder is."""
        return self._spec

    @property
    def key(self) -> str:
        """Names everything that an embedding depends on besides the photo, for caches.

        The id, the weights, the runtime and its precision: ``lite0-1a2b3c4d-openvino-f32``.
        """
        return self._key

    def encode(self, images: NDArray[np.uint8]) -> Encoded:
        """Embed photos: `[n, input_size, input_size, 3] uint8` RGB.

        A photo's embedding does not depend on the photos around it. Raises `ValueError` for another
        shape or dtype.
        """
        images = self._checked(images)
        count = len(images)
        pooled = np.empty((count, self._spec.dimension), np.float32)
        spatial = np.empty((count, *self._grid, self._spec.dimension), np.float32)

        def keep(request: Any, row: int) -> None:
            pooled[row] = request.get_tensor("pooled").data[0]
            spatial[row] = request.get_tensor("spatial").data[0]

        self._run(images, keep)
        return Encoded(pooled, spatial)

    def embed(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """As `encode`, but only `pooled`: 50 times less memory where no heatmap is wanted."""
        images = self._checked(images)
        pooled = np.empty((len(images), self._spec.dimension), np.float32)

        def keep(request: Any, row: int) -> None:
            pooled[row] = request.get_tensor("pooled").data[0]

        self._run(images, keep)
        return pooled

    def _checked(self, images: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = self._spec.input_size
        if images.dtype != np.uint8 or images.ndim != 4 or images.shape[1:] != (size, size, 3):
            message = (
                f"photos should be [n, {size}, {size}, 3] uint8, "
                f"not {list(images.shape)} {images.dtype}"
            )
            raise ValueError(message)
        return np.ascontiguousarray(images)

    def _run(self, images: NDArray[np.uint8], keep: Any) -> None:
        self._requests.set_callback(keep)
        for row in range(len(images)):
            self._requests.start_async({0: images[row : row + 1]}, row, share_inputs=True)
        self._requests.wait_all()


def device_name() -> str:
    """The device that photos are embedded on, for people: ``CPU (Intel Core i5-1240P)``."""
    name = re.sub(r"\((R|TM|C)\)", "", str(_core().get_property("CPU", "FULL_DEVICE_NAME")))
    name = " ".join(name.replace(" CPU", "").split())
    return f"CPU ({name})" if name else "CPU"


def compiled_cache_folder() -> Path:
    """Where OpenVINO keeps encoders compiled for this CPU; may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("siamdesk", appauthor=False)) / "openvino"


@cache
def _core() -> Any:
    return ov.Core()


def _compile(path: Path, *, size: int) -> Any:
    # One photo per request, as many requests at once as this CPU likes: on two cores that was
    # within 15 % of the best batch, and a photo's numbers can't depend on its neighbours. Compiling
    # takes 0.8 s for both encoders; from the cache 0.4 s.
    options = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "THROUGHPUT"}
    folder = compiled_cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        pass  # a read-only home folder only costs time
    else:
        options["CACHE_DIR"] = str(folder)
    try:
        graph = _core().read_model(path)
        graph.reshape([1, size, size, 3])
        return _core().compile_model(graph, "CPU", options)
    except RuntimeError as error:
        message = f"The encoder {path} can't be used on this CPU: {str(error).splitlines()[0]}"
        raise EncoderError(message) from error
