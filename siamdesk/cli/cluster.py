"""Guesses from many machines: a pool of workers on a Ray engine, each holding one model.

The extra ``siamdesk[cluster]``. A worker that dies is replaced and what it had begun is done again;
what it had finished is not. Photos must lie where all machines find them under the same path.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from siamdesk.cli.files import absolute
from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.errors import EncoderError, SiamDeskError

if TYPE_CHECKING:
    from siamdesk.encoders.registry import EncoderSpec
    from siamdesk.engine.parcel import Parcel

BLOCK = 64
"""Photos that a worker takes at a time, and so the most that are done again when it dies."""


@dataclass(frozen=True, slots=True)
class ClusterWish:
    """What each worker asks the engine for."""

    cpus: float | None = None
    """None: all of the smallest machine, so that each machine has one worker. A worker uses all
    cores of its machine whatever it asked for."""
    gpus: float = 0
    """Above 0 the encoders run on a GPU, which several workers may share (0.5)."""
    block: int = BLOCK


class Worker:
    """Lives on the engine; Ray makes it there."""

    def __init__(self, parcel: Parcel, device: str) -> None:
        from siamdesk.encoders.devices import Device

        self._guesser = parcel.unpack(Device(device))

    def __call__(self, block: dict[str, Any]) -> dict[str, Any]:
        """Rank a block of photos."""
        paths = [Path(json.loads(path)) for path in block["photo"]]
        classes = len(self._guesser.model.classes)
        found = self._guesser.guess_files(paths)
        return {
            "place": block["place"],
            "guesses": np.array([json.dumps(photo.as_json(classes)) for photo in found]),
            "worker": np.full(len(paths), os.getpid()),
        }


def need_cluster() -> None:
    """Raises `SiamDeskError` that says what to install when the extra is missing."""
    if importlib.util.find_spec("ray") is None or importlib.util.find_spec("pyarrow") is None:
        raise SiamDeskError("Working on a cluster takes an extra. Install siamdesk[cluster].")


def need_no_frozen(wish: ClusterWish, encoders: Iterable[EncoderSpec]) -> None:
    """Raises `EncoderError` if an encoder that came from ONNX is to run on GPUs."""
    for spec in encoders:
        if wish.gpus and spec.frozen:
            raise EncoderError(
                f"The encoder {spec.id} is frozen: it came from ONNX and runs on CPUs alone. "
                "Leave --cluster-gpus out."
            )


def guess_on_cluster(
    parcel: Parcel, photos: Sequence[Path], wish: ClusterWish
) -> Iterator[PhotoGuesses]:
    """Rank photos on the engine that ``RAY_ADDRESS`` names or that runs here, or on one made here.

    In the order of `photos`, each once.

    Raises:
        SiamDeskError: there is no such engine, or its workers can't work.

    """
    if photos:
        with _engine():
            yield from each_once(rows_of(parcel, photos, wish), photos)


def each_once(rows: Iterable[dict[str, Any]], photos: Sequence[Path]) -> Iterator[PhotoGuesses]:
    """The guesses of rows, under the path that was given; raises `SiamDeskError` if any is lost."""
    missing = np.ones(len(photos), dtype=np.bool_)
    for row in rows:
        place = int(row["place"])
        if missing[place]:
            missing[place] = False
            found = PhotoGuesses.from_json(json.loads(row["guesses"]))
            yield replace(found, path=photos[place])
    if missing.any():
        first = photos[int(missing.argmax())]
        raise SiamDeskError(
            f"The cluster gave no answer for {missing.sum()} photos, {first} among them. "
            "Run the same command again; with --out, add --resume."
        )


def rows_of(parcel: Parcel, photos: Sequence[Path], wish: ClusterWish) -> Iterator[dict[str, Any]]:
    """What workers say of photos, on the engine that this process is connected to.

    Raises:
        SiamDeskError: workers can't work.

    """
    import ray
    import ray.data
    from ray.exceptions import RayError

    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # As JSON: names in no encoding are no text for Arrow.
    items = [{"place": i, "photo": json.dumps(absolute(p))} for i, p in enumerate(photos)]
    cpus, most = _pool(wish, [node["Resources"] for node in ray.nodes() if node["Alive"]])
    try:
        # Workers are replaced without end and their blocks tried again: Ray Data's defaults.
        ranked = ray.data.from_items(items, override_num_blocks=-(-len(items) // wish.block))
        ranked = ranked.map_batches(
            Worker,
            batch_size=None,
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=most),
            num_cpus=cpus,
            num_gpus=wish.gpus or None,
            fn_constructor_args=(parcel, "gpu" if wish.gpus else "cpu"),
        )
        yield from ranked.iter_rows()
    except RayError as error:
        raise SiamDeskError(
            f"The cluster can't go on: {_reason(error)}. What was done is kept: with --out, the "
            "same command with --resume goes on."
        ) from error


def _pool(wish: ClusterWish, machines: Sequence[Mapping[str, float]]) -> tuple[float, int]:
    """The CPUs of each worker, and how many workers there is room for.

    Raises:
        SiamDeskError: no machine has room for one: Ray would wait for it for ever.

    """
    if wish.gpus:
        machines = [machine for machine in machines if machine.get("GPU", 0) >= wish.gpus]
    sizes = [machine.get("CPU", 0) for machine in machines]
    cpus = wish.cpus or (1 if wish.gpus else min([size for size in sizes if size], default=1))
    room = [size // cpus for size in sizes]
    if wish.gpus:
        room = [min(r, m["GPU"] // wish.gpus) for r, m in zip(room, machines, strict=True)]
    if sum(room) < 1:
        raise SiamDeskError(
            f"No machine of the cluster has {cpus:g} CPUs and {wish.gpus:g} GPUs for a worker. "
            "Ask for less with --cluster-cpus and --cluster-gpus."
        )
    return cpus, int(sum(room))


@contextmanager
def _engine() -> Iterator[None]:
    """A connection to the engine that there is, or one of this machine alone."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing calls home
    import ray

    if ray.is_initialized():
        yield
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        ray.init(address=os.environ.get("RAY_ADDRESS", "auto"), **quiet)
    except ConnectionError as error:
        if "RAY_ADDRESS" in os.environ:
            raise SiamDeskError(
                f"There is no Ray engine at RAY_ADDRESS={os.environ['RAY_ADDRESS']} ({error}). "
                "Start it there, or unset RAY_ADDRESS to work on this machine alone."
            ) from error
        ray.init(address="local", include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
    try:
        yield
    finally:
        ray.shutdown()


def _reason(error: Exception) -> str:
    """The last line of what went wrong on a worker, which names it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else type(error).__name__
