"""Templates of what is said of data that goes in and out, and of encoders; see `core_texts`."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

DATA_TEXTS: Final = (
    # ---- lists of photos: siamdesk.project.exchange ----
    QT_TRANSLATE_NOOP(
        "core",
        "it is no COCO list of photos ({kind_of_error}: {detail}). It needs 'images', "
        "'annotations' and 'categories'.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it has no column of photos. Call that column 'filepath' in the first line.",
    ),
    QT_TRANSLATE_NOOP("core", "it is no table that SiamDesk can read ({detail})."),
    QT_TRANSLATE_NOOP("core", "a list of photos has at most {a} MB. Split it."),
    QT_TRANSLATE_NOOP(
        "core",
        "its letters are not in UTF-8. Save it as 'CSV UTF-8', or as JSON in UTF-8.",
    ),
    QT_TRANSLATE_NOOP("core", "this line names no photo."),
    QT_TRANSLATE_NOOP(
        "core",
        "'{cell}' should be {n} numbers with blanks between. Correct the line in the list.",
    ),
    QT_TRANSLATE_NOOP("core", "{region} is no rectangle inside a photo"),
    QT_TRANSLATE_NOOP(
        "core", "{region} is no rectangle inside a photo. Correct the line in the list."
    ),
    QT_TRANSLATE_NOOP(
        "core", "{outline} is no outline inside a photo. Correct the line in the list."
    ),
    QT_TRANSLATE_NOOP(
        "core", "{window} has no grey between black and white. Correct the line in the list."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it has boxes of several classes ({classes}), and a photo has one class here. Cut it into "
        "one photo per box, or add it to the inbox by hand.",
    ),
    QT_TRANSLATE_NOOP("core", "it has a box, but the list does not say how large the photo is."),
    QT_TRANSLATE_NOOP(
        "core", "its box {box} lies outside the photo or is empty. Correct it in the list."
    ),
    QT_TRANSLATE_NOOP("core", "its box {box} is not four numbers. Correct it in the list."),
    QT_TRANSLATE_NOOP("core", "its region {region} is none of a photo. Correct it in the list."),
    QT_TRANSLATE_NOOP(
        "core",
        "its grey values {values} are no two numbers, the lower one first. Correct them in the "
        "list.",
    ),
    QT_TRANSLATE_NOOP("core", "the list says nothing of its {key}. Correct it in the list."),
    QT_TRANSLATE_NOOP(
        "core", "what the list says of it makes no sense ({reason}). Correct it in the list."
    ),
    QT_TRANSLATE_NOOP("core", "its file can't be read any more, so that it was left out."),
    # ---- written and unpacked ----
    QT_TRANSLATE_NOOP("core", "Copying photo {n} of {m}: {name}"),
    QT_TRANSLATE_NOOP("core", "Packing the project"),
    QT_TRANSLATE_NOOP("core", "Packing file {n} of {m}"),
    QT_TRANSLATE_NOOP("core", "Unpacking file {n} of {m}"),
    QT_TRANSLATE_NOOP("core", "{path} exists already. Choose another name."),
    QT_TRANSLATE_NOOP("core", "{path} is a folder. Give the name of a file."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is a whole project. Open it as a project of its own; nothing was added.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} holds no SiamDesk project: there is no project.db in it. To add photos from an "
        "archive, open a project and add the archive there.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} holds no SiamDesk project ({detail})."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its {a} MB would unpack to {b} GB, which no project does.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} takes {a} GB unpacked, and {folder} has no room for it. Free some space or choose "
        "another folder.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} was refused: {name} in it {reason}. Nothing was unpacked."),
    QT_TRANSLATE_NOOP("core", "would be written outside the project's folder"),
    QT_TRANSLATE_NOOP("core", "leads out of the project's folder"),
    QT_TRANSLATE_NOOP("core", "is a link, which may lead anywhere"),
    QT_TRANSLATE_NOOP("core", "is protected with a password"),
    QT_TRANSLATE_NOOP("core", "{path} was refused: it holds {name} twice."),
    QT_TRANSLATE_NOOP("core", "{path} was refused because of its project.db: {detail}."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its project.db names {name}, which lies outside the project.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is damaged or protected and can't be unpacked ({detail}). Copy it again.",
    ),
    QT_TRANSLATE_NOOP("core", "Add {n} classes without examples"),
    QT_TRANSLATE_NOOP("core", "Add 1 class without examples"),
)

ENCODER_TEXTS: Final = (
    QT_TRANSLATE_NOOP(
        "core",
        "An ONNX encoder that you added. It is frozen: it can't be fine-tuned, and models that use "
        "it can't be exported.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The encoder {name} is frozen: it came from ONNX and has no Keras graph. Choose another "
        "encoder in the settings of the model to export or fine-tune.",
    ),
    # ---- files of other people: siamdesk.encoders.conversion ----
    QT_TRANSLATE_NOOP("core", "Looking at {name}"),
    QT_TRANSLATE_NOOP("core", "Reading {name}"),
    QT_TRANSLATE_NOOP("core", "Comparing {name} with ONNX Runtime"),
    QT_TRANSLATE_NOOP("core", "Starting Keras"),
    QT_TRANSLATE_NOOP("core", "Writing {name}"),
    QT_TRANSLATE_NOOP(
        "core",
        "{name} can't name an encoder: choose a --name of up to 40 letters a to z, digits, - and "
        "_.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} can't be read ({detail}). Check its path."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: it has {a} GB, and an encoder has at most {n} GB.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: it is a pickle, and to open a pickle is to run "
        "whatever program is in it. Export the encoder as ONNX and add that.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: it is an HDF5 file, in which layers can hide programs. "
        "Load it where it was made and save it as .keras or ONNX.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is neither a .keras nor an .onnx file. Save the encoder as one of these.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "{path} is not a .keras file ({detail}). Save the encoder with model.save()."
    ),
    QT_TRANSLATE_NOOP("core", "{path} was refused: {name} in it leads out of its folder."),
    QT_TRANSLATE_NOOP("core", "{path} was refused: it also holds {name}, which no encoder needs."),
    QT_TRANSLATE_NOOP("core", "{path} was refused: it holds two files of one name."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its {name} would unpack to {a} GB, more than an encoder needs.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} was refused: its weights would take {a} GB of memory."),
    QT_TRANSLATE_NOOP("core", "{path} was refused: {name} among its weights is a link elsewhere."),
    QT_TRANSLATE_NOOP("core", "{path} was refused: {name} among its weights lies in another file."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: {layer} of {module} is none of the layers that can do nothing but "
        "compute. Rebuild it with Keras' own layers, without Lambda, and save it again.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} can't be loaded by Keras {version}: {detail}"),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its input is {shapes}, not one photo [n, size, size, 3].",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its input is {shapes}, not one photo [n, 3, size, size] or [n, size, "
        "size, 3].",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: photos of {a} × {b} pixels; it should be a square of {n} to {m}.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "{path} was refused: its output is {shapes}, not one feature map or vector."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its output is {shapes}, not one feature map or vector of fixed size.",
    ),
    QT_TRANSLATE_NOOP("core", "{name} was refused: the size of its output is not fixed."),
    QT_TRANSLATE_NOOP(
        "core",
        "{name} was refused: it answers a photo with numbers that are not finite.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{name} was refused: two of its layers have the same name, so that their weights can't be "
        "told apart. Name them differently and save it again.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} is no ONNX file, or is damaged ({detail}). Export it again."),
    QT_TRANSLATE_NOOP("core", "{path} is no ONNX file, or is damaged: there is no network in it."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: it needs the operator {name} of {maker}, which is not of ONNX itself. "
        "Export it with standard operators alone.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: with its arrays it has {a} GB, and an encoder has at most {n} GB.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: its array {name} lies in {place}, outside its folder. Export it in "
        "one file.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} needs {file}, which is missing. Put it there, or export it in one file.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "{path} was refused: it wants its photo as {name}, not as FLOAT or UINT8."
    ),
    QT_TRANSLATE_NOOP("core", "{path} can't be run by OpenVINO: {detail}"),
    QT_TRANSLATE_NOOP("core", "{path} can't be run by ONNX Runtime: {detail}"),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was refused: OpenVINO's answer differs by {a} from that of ONNX Runtime. Export it "
        "with another opset.",
    ),
)
