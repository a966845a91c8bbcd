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
_VIDEOS = (
    b"\x1aE\xdf\xa3",  # Matroska and WebM
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x00\x00\x01\xb3",  # MPEG video
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # Windows Media
    b"FLV\x01",
)
_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip")
_PACKETS = ((0, 188), (4, 192))
"""Where the first packet of a transport stream begins, and how many bytes each takes."""


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
    if looks_like_video(data):
        return "video"
    return next((name for magic, name in _FOREIGN if data.startswith(magic)), None)


def looks_like_video(data: bytes) -> bool:
    """Whether a file that begins so, with 600 bytes or more, is a video in one of the common kinds.

    Raw motion JPEG begins like a photo and is not among them.
    """
    if data[4:8] == b"ftyp":
        return not is_heif(data) and data[8:12] not in _BRANDS
    if data[:4] == b"RIFF":
        return data[8:12] == b"AVI "
    if data.startswith(_VIDEOS) or data[4:8] in _QUICKTIME:
        return True
    return any(
        len(data) > start + 2 * size and data[start : start + 2 * size + 1 : size] == b"GGG"
        for start, size in _PACKETS
    )
