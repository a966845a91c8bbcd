"""What a service takes on, so that no request can fill memory or keep the others waiting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond these a request is refused."""

    body: int = 64_000_000
    """Bytes of one request."""
    pixels: int = 100_000_000
    """Of one photo."""
    photos: int = 64
    """In one request."""
    waiting: int = 256
    """Photos of all requests together that are being decoded or wait for the encoders."""
