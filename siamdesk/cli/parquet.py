"""Guesses as Parquet, with the fields of the JSON; needs the extra ``siamdesk[parquet]``."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.errors import SiamDeskError

ROWS = 10_000
"""Photos in one group of rows: what is in memory at a time."""


def need_parquet() -> None:
    """Raises `SiamDeskError` that says what to install when the extra is missing."""
    if importlib.util.find_spec("pyarrow") is None:
        raise SiamDeskError(
            "Parquet files take an extra to write. Install siamdesk[parquet], or write FILE.csv or "
            "FILE.json."
        )


def write_parquet(found: Iterable[PhotoGuesses], path: Path, *, top: int) -> None:
    """Write up to `top` guesses of each photo, one row per photo. Raises OSError."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = _schema()
    with ParquetWriter(path, schema, compression="zstd") as writer:
        rows = (_row(photo, top) for photo in found)
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _schema() -> Any:
    import pyarrow as pa

    guess = pa.struct(
        [
            ("class", pa.string()),
            ("probability", pa.float32()),
            ("similarity", pa.float32()),
            ("example", pa.string()),
        ]
    )
    unknown = pa.struct([("score", pa.float32()), ("is_unknown", pa.bool_())])
    return pa.schema(
        [
            pa.field("image", pa.string(), nullable=False),
            ("guesses", pa.list_(guess)),
            ("unknown", unknown),
            ("error", pa.string()),
        ]
    )


def _row(photo: PhotoGuesses, top: int) -> dict[str, object]:
    row = photo.as_json(top)
    # Names that are in no encoding are written as in the other formats.
    return row | {"image": _text(photo.path), "error": photo.error and _text(photo.error)}


def _text(value: object) -> str:
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
