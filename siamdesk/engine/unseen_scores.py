"""Out-of-fold scores kept beside a tuned encoder: what it was worth on photos it had not seen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from siamdesk.engine.model_messages import DEFAULT
from siamdesk.errors import EncoderError
from siamdesk.fewshot.honest import OutOfFold, UnseenScores
from siamdesk.images.atomic import write_atomic

_FILE = "unseen.npz"


def keep_unseen(
    folder: Path,
    held_out: OutOfFold,
    *,
    examples: Sequence[str],
    classes: Sequence[str],
    encoders: str = DEFAULT,
) -> None:
    """Write the scores of a tuning to the folder of its encoder.

    `examples` and `classes` name the rows and columns by keys that outlive the session: looks of
    photos and ids of classes in a project. `encoders` names those that the scores come from.
    """
    buffer = io.BytesIO()
    np.savez(
        buffer,
        examples=np.array([examples[i] for i in held_out.examples], dtype=str),
        own_classes=np.array([classes[c] for c in held_out.labels], dtype=str),
        classes=np.array(classes, dtype=str),
        scores=held_out.scores,
        similarities=held_out.similarities,
        encoders=np.array(encoders, dtype=str),
    )
    write_atomic(folder / _FILE, buffer.getvalue(), durable=True)


def check_unseen(folder: Path) -> None:
    """Make sure that `recall_unseen` will work; raises EncoderError."""
    recall_unseen(folder, examples=(), own_classes=(), classes=())


def encoders_among(folder: Path) -> str:
    """The encoders that the scores come from: among others they mean nothing.

    Raises:
        EncoderError: the file is missing or damaged.

    """
    with _reading(folder), np.load(folder / _FILE, allow_pickle=False) as kept:
        # Before there was a choice, nothing was written.
        return str(kept["encoders"]) if "encoders" in kept else DEFAULT


def recall_unseen(
    folder: Path, *, examples: Sequence[str], own_classes: Sequence[str], classes: Sequence[str]
) -> UnseenScores:
    """Read the scores of the examples that have kept their class since the tuning.

    `examples` and `own_classes` are the keys of the present examples and of their classes,
    `classes` those of the present classes.

    Raises:
        EncoderError: the file is missing or damaged.

    """
    with _reading(folder), np.load(folder / _FILE, allow_pickle=False) as kept:
        then = {
            (str(example), str(own)): row
            for row, (example, own) in enumerate(
                zip(kept["examples"], kept["own_classes"], strict=True)
            )
        }
        columns = {str(c): column for column, c in enumerate(kept["classes"])}
        scores, similarities = kept["scores"], kept["similarities"]
    now = list(zip(examples, own_classes, strict=True))
    rows = [i for i, key in enumerate(now) if key in then]
    known = [c for c, key in enumerate(classes) if key in columns]
    old_rows = [then[now[i]] for i in rows]
    old_columns = [columns[classes[c]] for c in known]
    return UnseenScores(
        examples=np.array(rows, dtype=np.int64),
        classes=np.array(known, dtype=np.int64),
        scores=scores[np.ix_(old_rows, old_columns)],
        similarities=similarities[old_rows],
    )


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise EncoderError(f"{folder / _FILE} is missing or damaged. Fine-tune again.") from error
