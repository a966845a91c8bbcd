"""The encoders that there are: which come with SiamDesk, which were added, which could be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from siamdesk.encoders.added import OWN, is_addable
from siamdesk.encoders.conversion.sources import SOURCES
from siamdesk.encoders.registry import ENCODERS, EncoderSpec, encoder_spec
from siamdesk.encoders.weights import (
    MANIFEST,
    encoders_folder,
    file_hashes,
    read_manifest,
    user_encoders_folder,
)
from siamdesk.errors import EncoderError


class EncoderKind(StrEnum):
    """How an encoder comes here."""

    BUNDLED = "bundled"
    OPTIONAL = "optional"
    """Downloaded when the user adds it."""
    OWN = "own"
    """Made from a file of the user's."""


@dataclass(frozen=True, slots=True)
class ListedEncoder:
    """One encoder of the list."""

    spec: EncoderSpec
    kind: EncoderKind
    origin: str
    """The package or the file that its weights were taken from."""
    size: int | None
    """Bytes on disk; None when it is not installed."""

    @property
    def installed(self) -> bool:
        """Whether projects can use it now."""
        return self.size is not None


def all_encoders() -> tuple[list[ListedEncoder], list[str]]:
    """Every encoder that is known, and what is wrong with those that can't be listed."""
    found: list[ListedEncoder] = []
    problems: list[str] = []
    added: dict[str, Any] = {}
    if (user_encoders_folder() / MANIFEST).is_file():
        try:
            added = read_manifest(user_encoders_folder())
        except EncoderError as error:
            problems.append(str(error))
    for encoder_id in (*ENCODERS, *sorted(filter(is_addable, added))):
        try:
            found.append(_listed(encoder_id, added))
        except EncoderError as error:  # a damaged entry must not hide the others
            problems.append(str(error))
    return found, problems


def _listed(encoder_id: str, added: dict[str, Any]) -> ListedEncoder:
    spec = encoder_spec(encoder_id)
    kind = EncoderKind.OWN if encoder_id.startswith(OWN) else EncoderKind.OPTIONAL
    size = None
    if spec.bundled:
        kind, size = EncoderKind.BUNDLED, _size(spec, encoders_folder())
    elif encoder_id in added:
        size = _size(spec, user_encoders_folder())
    return ListedEncoder(spec, kind, _origin(encoder_id, added), size)


def _origin(encoder_id: str, added: dict[str, Any]) -> str:
    if encoder_id in SOURCES:
        source = SOURCES[encoder_id]
        return f"{source.package} {source.version}"
    try:
        told = added[encoder_id]["source"]
        return str(told.get("package") or told["file"]).replace("==", " ")
    except (KeyError, TypeError, AttributeError):
        return "unknown"


def _size(spec: EncoderSpec, folder: Path) -> int:
    names = (*file_hashes(spec.id, folder), f"{spec.file_stem}.LICENSE")
    return sum(file.stat().st_size for name in names if (file := folder / name).is_file())
