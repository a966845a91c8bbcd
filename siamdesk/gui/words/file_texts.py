"""Templates of what is said about files on their way into a project; see `core_texts`."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

FILE_TEXTS: Final = (
    # ---- files: siamdesk.images ----
    QT_TRANSLATE_NOOP(
        "core",
        "the file is missing: it was moved, renamed or deleted. Put it back, or remove the photo "
        "from the project.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "SiamDesk may not read it. Change its permissions, or copy it elsewhere."
    ),
    QT_TRANSLATE_NOOP("core", "it is a folder, not a photo. Add the photos inside it."),
    QT_TRANSLATE_NOOP(
        "core", "it is a link that leads back to itself. Add the photo that it should lead to."
    ),
    QT_TRANSLATE_NOOP("core", "its name is too long for this system. Give it a shorter name."),
    QT_TRANSLATE_NOOP(
        "core", "the file has {many} GB; SiamDesk opens photos of up to {n} GB. Save it smaller."
    ),
    QT_TRANSLATE_NOOP("core", "this is no valid file name."),
    QT_TRANSLATE_NOOP("core", "it could not be read ({detail}). Check the disk or network drive."),
    QT_TRANSLATE_NOOP("core", "it is not a regular file. Add a photo."),
    QT_TRANSLATE_NOOP("core", "there is not enough memory for its {size}. Close other programs."),
    QT_TRANSLATE_NOOP("core", "{n} × {m} pixels ({k} megapixels)"),
    QT_TRANSLATE_NOOP("core", "the file is empty. Copy it from the camera again."),
    QT_TRANSLATE_NOOP("core", "it is a {kind}. Export it as JPEG, PNG or TIFF and add that file."),
    QT_TRANSLATE_NOOP("core", "AVIF photo"),
    QT_TRANSLATE_NOOP("core", "HEIC photo"),
    QT_TRANSLATE_NOOP("core", "GIF animation"),
    QT_TRANSLATE_NOOP("core", "PDF document"),
    QT_TRANSLATE_NOOP("core", "JPEG XL photo"),
    QT_TRANSLATE_NOOP("core", "JPEG 2000 photo"),
    QT_TRANSLATE_NOOP("core", "OpenEXR picture"),
    QT_TRANSLATE_NOOP("core", "Photoshop document"),
    QT_TRANSLATE_NOOP("core", "ZIP archive or office document"),
    QT_TRANSLATE_NOOP(
        "core",
        "it is a TIFF of a kind that SiamDesk can't read, or damaged. Save it again with 8 or 16 "
        "bits per channel.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it begins like a {format} file but is damaged. Copy it from the camera again.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "it is not a photo that SiamDesk knows. Use JPEG, PNG, BMP, TIFF or WebP."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it has {size}; SiamDesk opens up to {n} megapixels. Crop it or save it smaller.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "its {n} bytes would unpack to {size}, more than {m} times as much; no photo does. It was "
        "left out for safety: if you trust it, save it smaller.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "the file is cut off: its end is missing. Copy it from the camera again."
    ),
    QT_TRANSLATE_NOOP("core", "the file is damaged ({detail}). Copy it again."),
    QT_TRANSLATE_NOOP(
        "core", "it holds {kind}, not colours. Save it with 8 or 16 bits per channel."
    ),
    QT_TRANSLATE_NOOP("core", "it could not be drawn."),
    QT_TRANSLATE_NOOP("core", "floating-point numbers"),
    QT_TRANSLATE_NOOP("core", "32-bit or signed numbers"),
    QT_TRANSLATE_NOOP("core", "its colours are CIELAB values. Save it with RGB colours."),
    QT_TRANSLATE_NOOP(
        "core", "its 16-bit colours are stored in a way that SiamDesk can't read. Save it anew."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it is a HEIC photo, which takes an extra to read: install siamdesk[heic], or export the "
        "photo as JPEG and add that file.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it is a DICOM file, which takes an extra to read: install siamdesk[dicom], or export "
        "the picture as 16-bit TIFF or PNG and add that file.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it holds {n} pictures. Export the one that counts as a file of its own and add that.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "its pixels are of a kind that SiamDesk can't show. Export the picture as 16-bit TIFF or "
        "PNG and add that file.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "its pixels are compressed as {kind}, which SiamDesk can't unpack. Export it "
        "uncompressed, or as 16-bit TIFF or PNG.",
    ),
    QT_TRANSLATE_NOOP("core", "it begins like a DICOM file but is damaged. Export it again."),
    # ---- archives: siamdesk.images ----
    QT_TRANSLATE_NOOP("core", "there are no photos in this archive."),
    QT_TRANSLATE_NOOP("core", "Unpacking {archive}: {name}"),
    QT_TRANSLATE_NOOP("core", "it is too large for a photo."),
    QT_TRANSLATE_NOOP(
        "core", "there is no room on the disk to unpack the rest of it. Free some space."
    ),
    QT_TRANSLATE_NOOP(
        "core", "it is protected with a password. Unpack it yourself and add the folder."
    ),
    QT_TRANSLATE_NOOP(
        "core", "it is packed in a way that SiamDesk doesn't know. Unpack it and add the folder."
    ),
    QT_TRANSLATE_NOOP("core", "it could not be unpacked ({detail}). Check the disk."),
    QT_TRANSLATE_NOOP("core", "it is damaged and can't be unpacked. Copy it again."),
    QT_TRANSLATE_NOOP("core", "Taking frames of {name}"),
    QT_TRANSLATE_NOOP(
        "core", "there is no room on the disk for the rest of its frames. Free some space."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "the video is damaged or cut off: its end is missing. The frames before that were taken.",
    ),
    QT_TRANSLATE_NOOP("core", "there are no frames between start and end. Choose other times."),
    QT_TRANSLATE_NOOP("core", "it is not a video that SiamDesk knows, or can't be read."),
    QT_TRANSLATE_NOOP(
        "core", "the video is damaged or of a kind that SiamDesk can't read. Save it as MP4."
    ),
    QT_TRANSLATE_NOOP("core", "its frames have {n} × {m} pixels."),
    QT_TRANSLATE_NOOP(
        "core",
        "this project uses photos where they lie, and a frame of a video lies nowhere. Save the "
        "frames as photos and add those.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{camera} gives no more pictures. Check its cable or network, then choose it again.",
    ),
    # ---- adding photos: siamdesk.project ----
    QT_TRANSLATE_NOOP("core", "Adding photo {n} of {m}: {name}"),
    QT_TRANSLATE_NOOP("core", "it was just removed from the project elsewhere. Add it again."),
    QT_TRANSLATE_NOOP("core", "the same photo is already in the inbox, as '{photo}'."),
    QT_TRANSLATE_NOOP("core", "the same photo is already an example of '{name}', as '{photo}'."),
    QT_TRANSLATE_NOOP("core", "Set its class to '{name}' there."),
    QT_TRANSLATE_NOOP(
        "core", "It was not added to '{name}': correct its class if that is the right one."
    ),
    QT_TRANSLATE_NOOP("core", "Its copy in the project was lost and has been restored."),
    QT_TRANSLATE_NOOP(
        "core",
        "this project uses photos where they lie, and an archive is no such place. Unpack it into "
        "a folder and add that.",
    ),
    QT_TRANSLATE_NOOP("core", "there are no photos here. Nothing was added."),
    # ---- cameras: siamdesk.images ----
    QT_TRANSLATE_NOOP(
        "core",
        "{camera} does not answer. Check the address and the network, then try again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{camera} is not there any more. Plug it in, then look for cameras again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "SiamDesk may not use {camera}: the system refuses access to {path}. Have your account "
        "added to the group “video”, then sign in again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{camera} is busy: another program uses it. Close that program, then try again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{camera} can't be used: another program uses it, or the system's privacy settings refuse "
        "access. Close that program or allow access, then try again.",
    ),
)
