"""What a file is, by its first bytes: only to word messages."""

from __future__ import annotations

_KNOWN = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"BM", "BMP"),
)
_FOREIGN = (
    (b"GIF8", "GIF animation"),
    (b"%PDF", "PDF document"),
    (b"\xff\x0a", "JPEG XL photo"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL photo"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000 photo"),
    (b"\x76\x2f\x31\x01", "OpenEXR picture"),
    (b"8BPS", "Photoshop document"),
    (b"PK\x03\x04", "ZIP archive or office document"),
)
_BRANDS = {b"avif": "AVIF photo", b"avis": "AVIF photo", b"heic": "HEIC photo"}
_HEIF_BRANDS = {b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}


def known_format(data: bytes) -> str | None:
    """Name of the supported format that the file begins like."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    return next((name for magic, name in _KNOWN if data.startswith(magic)), None)


def foreign_format(data: bytes) -> str | None:
    """Name of a format that SiamDesk doesn't read but an inspector may well have."""
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "HEIC photo" if brand in _HEIF_BRANDS else _BRANDS.get(brand, "video")
    return next((name for magic, name in _FOREIGN if data.startswith(magic)), None)
