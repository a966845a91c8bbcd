"""What every format can do: be written from a Keras graph, and say how a stranger uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siamdesk.export_kinds import Precision
from siamdesk.progress import Progress

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written, and where."""

    graph: keras.Model
    """As `siamdesk.encoders.export_graph.build_export_graph` makes it."""
    folder: Path
    """An existing folder that becomes the export."""
    precision: Precision
    progress: Progress
    """Called between the steps, from 0 to 1; may raise `siamdesk.errors.Cancelled`."""


@dataclass(frozen=True, slots=True)
class ModelFormat:
    """One format: how it is written, and how a stranger runs it."""

    title: str
    """As its makers write it: ``OpenVINO IR``."""
    runtime: str
    """The program that runs it, for people: ``ONNX Runtime``."""
    files: frozenset[str]
    """What `write` puts into the folder."""
    packages: tuple[str, ...]
    """What `example` needs from PyPI beside NumPy and Pillow; the first is the runtime itself."""
    imports: str
    """Python: the line of ``example.py`` that imports the runtime."""
    example: str
    """Python: what ``example.py`` has of its own, ``load()`` and ``answer(model, photo)``."""
    write: Callable[[Job], None]
    """Writes `files`. Raises `RuntimeError` and `ValueError` when the format can't express the
    graph, and `OSError`."""
    prepared: bool = False
    """Whether the model wants squares of the encoders' size instead of photos of any size."""
    hint: str = ""
    """A sentence for the model card on using the runtime; empty when there is nothing to say."""
