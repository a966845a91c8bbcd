"""What a file is, by its first bytes."""

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
_BRANDS = {b"avif": "AVIF photo", b"avis": "AVIF photo"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_DICOM_AT = 128


def is_heif(data: bytes) -> bool:
    """Whether the file begins like a HEIC photo."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS


def is_dicom(data: bytes) -> bool:
    """Whether the file begins like a DICOM file; DICONDE is the same format for parts."""
    return data[_DICOM_AT : _DICOM_AT + 4] == b"DICM"


def known_format(data: bytes) -> str | None:
    """Name of the supported format that the file begins like."""
    if is_heif(data):
        return "HEIC"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    return next((name for magic, name in _KNOWN if data.startswith(magic)), None)


def foreign_format(data: bytes) -> str | None:
    """Name of a format that SiamDesk doesn't read but an inspector may well have."""
    if data[4:8] == b"ftyp":
        return None if is_heif(data) else _BRANDS.get(data[8:12], "video")
    return next((name for magic, name in _FOREIGN if data.startswith(magic)), None)
