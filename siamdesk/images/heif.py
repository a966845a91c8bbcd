"""HEIC photos, as telephones take them, with the extra ``siamdesk[heic]``."""

from __future__ import annotations

from functools import cache


@cache
def can_read_heif() -> bool:
    """Whether the extra is there; from then on Pillow opens the format ``HEIF``."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener(thumbnails=False)
    return True
