"""Encoders that the user added: networks of `keras.applications`, own ``.keras`` and ONNX files.

Their ids are ``applications:NAME`` and ``own:NAME``. What they are lies beside their weights in the
user's folder: the Keras architecture as JSON, and what `EncoderSpec` needs in the manifest; of a
frozen one, which came from ONNX, there is only the compiled graph. The architecture is data. It is
taken only if it names nothing but what comes with Keras and can run no code of its own
(`check_architecture`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siamdesk.encoders.registry import EncoderSpec
from siamdesk.encoders.weights import (
    MANIFEST,
    encoder_folder,
    file_hashes,
    file_stem,
    read_checked,
    read_manifest,
    user_encoders_folder,
)
from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import keras

APPLICATIONS = "applications:"
OWN = "own:"

_MODULES = frozenset(
    {
        "keras.activations",
        "keras.constraints",
        "keras.dtype_policies",
        "keras.initializers",
        "keras.layers",
        "keras.models",
        "keras.regularizers",
        "keras.src.models.functional",
        "keras.src.models.sequential",
    }
)
_OPERATIONS = "keras.src.ops."
_OTHERS = frozenset(
    {
        ("keras", "DTypePolicy"),
        ("keras", "Functional"),
        ("keras", "Model"),
        ("keras", "Sequential"),
        ("keras.src.applications.convnext", "LayerScale"),
    }
)
_VALUES = frozenset({"__ellipsis__", "__keras_tensor__", "__numpy__", "__slice__", "__tensor__"})
_REFUSED = frozenset(
    {
        # Run code that is in the file or beside it, or read other files.
        "FlaxLayer",
        "IntegerLookup",
        "JaxLayer",
        "Lambda",
        "StringLookup",
        "TFSMLayer",
        "TextVectorization",
        "TorchModuleWrapper",
    }
)


def is_addable(encoder_id: str) -> bool:
    """Whether the id is one that an added encoder may have."""
    return encoder_id.startswith((APPLICATIONS, OWN))


def added_ids() -> list[str]:
    """The ids of the encoders that the user added; none if their list is missing or damaged."""
    folder = user_encoders_folder()
    if not (folder / MANIFEST).is_file():
        return []
    try:
        return sorted(encoder_id for encoder_id in read_manifest(folder) if is_addable(encoder_id))
    except EncoderError:
        return []


def added_spec(encoder_id: str) -> EncoderSpec:
    """What an added encoder is.

    Raises `EncoderError` when it was not added yet, or when what is recorded of it is damaged.
    """
    folder = encoder_folder(encoder_id)
    entry = read_manifest(folder)[encoder_id]
    try:
        facts = entry["spec"]
        return EncoderSpec(
            id=encoder_id,
            title=str(facts["title"]),
            input_size=int(facts["input_size"]),
            dimension=int(facts["dimension"]),
            root=bool(facts["root"]),
            licence=str(entry["licence"]),
            build=partial(_rebuild, encoder_id, folder)
            if not facts.get("frozen")
            else partial(frozen_graph, encoder_id),
            frozen=bool(facts.get("frozen")),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        message = f"{folder / MANIFEST} is damaged at {encoder_id!r} ({error}). Add it again."
        raise EncoderError(message) from error


def architecture_name(encoder_id: str) -> str:
    """The file with an added encoder's architecture."""
    return f"{file_stem(encoder_id)}.json"


def check_architecture(text: str | bytes, *, origin: str) -> None:
    """Refuse a Keras architecture (JSON) that is more than layers which come with Keras.

    `origin` names it in messages. Raises `EncoderError` for what is no architecture; for layers,
    operations and functions of another origin than Keras; and for those of Keras that run code from
    a file or read other files.
    """
    try:
        config = json.loads(text)
    except ValueError as error:
        message = f"{origin} holds no Keras model ({error})."
        raise EncoderError(message) from error
    if not isinstance(config, dict) or "class_name" not in config:
        message = f"{origin} holds no Keras model."
        raise EncoderError(message)
    for part in _parts(config):
        if not _is_plain(part):
            message = (
                f"{origin} was refused: {part.get('class_name')!r} of {part.get('module')!r} is "
                "none of the layers that can do nothing but compute. Rebuild it with Keras' own "
                "layers, without Lambda, and save it again."
            )
            raise EncoderError(message)


def frozen_graph(encoder_id: str) -> keras.Model:
    """What `EncoderSpec.build` is of a frozen encoder: raises `EncoderError`, saying why."""
    message = (
        f"The encoder {encoder_id} is frozen: it came from ONNX and has no Keras graph. Choose "
        "another encoder in the settings of the model to export or fine-tune."
    )
    raise EncoderError(message)


def _parts(config: Any) -> Iterator[dict[str, Any]]:
    """Everything in the configuration that Keras would make an object of."""
    if isinstance(config, dict):
        if "class_name" in config:
            yield config
        for value in config.values():
            yield from _parts(value)
    elif isinstance(config, list):
        for value in config:
            yield from _parts(value)


def _is_plain(part: dict[str, Any]) -> bool:
    module, name = part.get("module"), part["class_name"]
    if name in _REFUSED or name == "function" or not isinstance(name, str):
        return False
    if name in _VALUES:
        return module is None or module == "builtins"
    if part.get("registered_name") not in (None, name):
        return False  # a class that was registered by the user's own code
    if not isinstance(module, str):
        return False
    known = module in _MODULES or (module, name) in _OTHERS
    return known or module.startswith(_OPERATIONS)


def _rebuild(encoder_id: str, folder: Path) -> keras.Model:
    import keras

    name = architecture_name(encoder_id)
    path = folder / name
    text = read_checked(path, sha256=file_hashes(encoder_id, folder).get(name))
    check_architecture(text, origin=str(path))
    return keras.models.model_from_json(text.decode())
