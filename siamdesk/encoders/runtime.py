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

from siamdesk.encoders.patches import PATCHES, add_patches
from siamdesk.encoders.registry import EncoderSpec, encoder_spec
from siamdesk.encoders.turns import TURNS, turned, turned_back
from siamdesk.encoders.weights import encoder_folder, file_hashes, read_checked
from siamdesk.errors import EncoderError


@dataclass(frozen=True, slots=True)
class Encoded:
    """What an encoder says of n photos; the mean of `spatial` over its positions is `pooled`.

    With t turns and d numbers for each, a photo has t·d numbers, turn after turn.
    """

    pooled: NDArray[np.float32]
    """`[n, t·d] float32`: as pooled (no root taken, not centred, not unit length)."""
    spatial: NDArray[np.float32]
    """`[n, h, w, t·d] float32`: what each region contributes, in the photo's own orientation."""
    patches: NDArray[np.float32]
    """`[n, h', w', c] float32`: what a middle stage says of each patch of a finer grid, averaged
    over the turns, so that it turns with the photo (`siamdesk.encoders.patches`)."""


class Encoder:
    """One shared network of the Siamese pair, compiled for this CPU. For one thread at a time."""

    def __init__(self, spec: EncoderSpec, compiled: Any, *, key: str, turns: int = TURNS) -> None:
        self._spec = spec
        self._key = key
        self._turns = turns
        self._requests = ov.AsyncInferQueue(compiled)
        self._grid = tuple(compiled.output("spatial").shape)[1:3]
        self._patches_shape = tuple(compiled.output(PATCHES).shape)[1:]

    @classmethod
    def load(cls, encoder_id: str, *, turns: int = TURNS) -> Self:
        """An encoder by its id: one that is bundled, or one that was converted.

        `turns` is how many quarter turns of a photo it looks at (`siamdesk.encoders.turns`).

        Raises `EncoderError` for an unknown id, and when its files are missing (saying what to run
        if they are not bundled) or damaged.
        """
        spec = encoder_spec(encoder_id)
        folder = encoder_folder(spec.id)
        hashes = file_hashes(spec.id, folder)
        return cls.open(spec, folder, name=spec.file_stem, hashes=hashes, turns=turns)

    @classmethod
    def open(
        cls,
        spec: EncoderSpec,
        folder: Path,
        *,
        name: str,
        hashes: Mapping[str, str],
        turns: int = TURNS,
    ) -> Self:
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
        key = f"{spec.file_stem}-{digest.hexdigest()[:8]}-openvino-f32"
        return cls(spec, compiled, key=key if turns == 1 else f"{key}-turns{turns}", turns=turns)

    @property
    def spec(self) -> EncoderSpec:
        """What this encoder is."""
        return self._spec

    @property
    def key(self) -> str:
        """Names everything that an embedding depends on besides the photo, for caches.

        The id, the weights, the runtime, its precision and the turns:
        ``lite0-1a2b3c4d-openvino-f32-turns4``.
        """
        return self._key

    @property
    def turns(self) -> int:
        """How many quarter turns of a photo it looks at."""
        return self._turns

    @property
    def width(self) -> int:
        """Numbers for one photo: turns times the dimension of the encoder."""
        return self._turns * self._spec.dimension

    def encode(self, images: NDArray[np.uint8]) -> Encoded:
        """Embed photos: `[n, input_size, input_size, 3] uint8` RGB.

        A photo's embedding does not depend on the photos around it. Raises `ValueError` for another
        shape or dtype.
        """
        images = self._checked(images)
        shape = (len(images), *self._grid, self._turns, self._spec.dimension)
        spatial = np.empty(shape, np.float32)
        pooled = np.empty((len(images), self._turns, self._spec.dimension), np.float32)
        patches = np.empty((len(images), self._turns, *self._patches_shape), np.float32)

        def keep(request: Any, place: tuple[int, int]) -> None:
            row, turn = place
            pooled[place] = request.get_tensor("pooled").data[0]
            maps = request.get_tensor("spatial").data
            spatial[row, :, :, turn] = turned_back(maps, turn)[0]
            patches[place] = turned_back(request.get_tensor(PATCHES).data, turn)[0]

        self._run(images, keep)
        width = self.width
        return Encoded(
            pooled.reshape(-1, width), spatial.reshape(*shape[:3], width), patches.mean(axis=1)
        )

    def embed(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """As `encode`, but only `pooled`: 50 times less memory where no heatmap is wanted."""
        images = self._checked(images)
        pooled = np.empty((len(images), self._turns, self._spec.dimension), np.float32)

        def keep(request: Any, place: tuple[int, int]) -> None:
            pooled[place] = request.get_tensor("pooled").data[0]

        self._run(images, keep)
        return pooled.reshape(-1, self.width)

    def _checked(self, images: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = self._spec.input_size
        if images.dtype != np.uint8 or images.ndim != 4 or images.shape[1:] != (size, size, 3):
            message = (
                f"photos should be [n, {size}, {size}, 3] uint8, "
                f"not {list(images.shape)} {images.dtype}"
            )
            raise ValueError(message)
        return images

    def _run(self, images: NDArray[np.uint8], keep: Any) -> None:
        self._requests.set_callback(keep)
        for turn in range(self._turns):
            seen = np.ascontiguousarray(turned(images, turn))
            for row in range(len(images)):
                self._requests.start_async({0: seen[row : row + 1]}, (row, turn), share_inputs=True)
            # A shared input must outlive its request, and `seen` is about to be replaced.
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
        add_patches(graph)
        return _core().compile_model(graph, "CPU", options)
    except RuntimeError as error:
        message = f"The encoder {path} can't be used on this CPU: {str(error).splitlines()[0]}"
        raise EncoderError(message) from error
