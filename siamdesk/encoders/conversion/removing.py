"""Takes encoders out of the user's folder again."""

from __future__ import annotations

import json
from contextlib import suppress

from siamdesk.encoders.conversion.writing import forget_notice
from siamdesk.encoders.weights import (
    BUNDLED,
    MANIFEST,
    file_stem,
    read_manifest,
    user_encoders_folder,
    write_atomically,
)
from siamdesk.errors import EncoderError


def removable_ids() -> list[str]:
    """The encoders in the user's folder. Raises `EncoderError` when their list is damaged."""
    folder = user_encoders_folder()
    return sorted(read_manifest(folder)) if (folder / MANIFEST).is_file() else []


def remove_encoder(encoder_id: str) -> None:
    """Delete an encoder that was added. Projects that chose it say so and use the default.

    Raises `EncoderError` for one that comes with SiamDesk, or is not there.
    """
    if encoder_id in BUNDLED:
        message = f"The encoder {encoder_id} comes with SiamDesk and can't be removed."
        raise EncoderError(message)
    known = removable_ids()
    if encoder_id not in known:
        message = (
            f"There is no encoder {encoder_id!r} to remove. Known: {', '.join(known) or 'none'}."
        )
        raise EncoderError(message)
    folder = user_encoders_folder()
    manifest = read_manifest(folder)
    entry = manifest.pop(encoder_id)
    files = entry.get("files") if isinstance(entry, dict) else None
    # First the list: an encoder that is in it must be whole.
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    write_atomically(folder / MANIFEST, text.encode())
    stem = file_stem(encoder_id)
    # A damaged one goes, too.
    for name in (*(files if isinstance(files, dict) else {}), f"{stem}.LICENSE"):
        with suppress(OSError):  # open elsewhere, on Windows: nothing names it any more
            (folder / name).unlink()
    forget_notice(folder, stem)
