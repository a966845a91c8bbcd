"""Out-of-fold scores kept beside a tuned encoder: what it was worth on photos it had not seen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from siamdesk.atomic import write_atomic
from siamdesk.engine.model_messages import DEFAULT
from siamdesk.errors import EncoderError
from siamdesk.fewshot.honest import OutOfFold, UnseenScores
from siamdesk.project.values import DefectClass, ModelVersion, Photo

_FILE = "unseen.npz"
_DIGEST = 64
"""Characters that the look of a photo begins with, whatever of it is looked at."""
_FEW = 0.05
"""Share of examples that may look otherwise: they hardly move the accuracy."""


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


def unseen_examples(
    version: ModelVersion | None, examples: Sequence[Photo], classes: Sequence[DefectClass]
) -> UnseenScores | None:
    """Scores of a project's examples from the tuning of its encoder; None when it is pretrained."""
    if version is None:
        return None
    return recall_unseen(
        version.folder,
        examples=[p.look for p in examples],
        own_classes=[str(p.class_id) for p in examples],
        classes=[str(c.id) for c in classes],
    )


def doubt_in_accuracy(version: ModelVersion | None, examples: Sequence[Photo]) -> str:
    """What to know of the accuracy when many examples look otherwise since the tuning; else empty.

    As they are looked at now, no encoder that was not tuned on them has scored them.
    """
    if version is None:
        return ""
    with _reading(version.folder), np.load(version.folder / _FILE, allow_pickle=False) as kept:
        looks = {str(look) for look in kept["examples"]}
    digests = {look[:_DIGEST] for look in looks}
    changed = sum(p.digest in digests and p.look not in looks for p in examples)
    if changed <= _FEW * len(examples):
        return ""
    return (
        "What is looked at of the photos was changed after the encoder had been fine-tuned on "
        "them, so the accuracy may look better than it is. Fine-tune again."
    )


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise EncoderError(f"{folder / _FILE} is missing or damaged. Fine-tune again.") from error
