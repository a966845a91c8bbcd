"""The learning settings of a project: what each is, which values it has, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from siamdesk.build_info import WITHOUT_KERAS, has_keras
from siamdesk.encoders.added import added_ids
from siamdesk.encoders.devices import Device
from siamdesk.encoders.losses import LOSSES
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS, encoder_spec
from siamdesk.encoders.weights import conversion_command, encoder_folder
from siamdesk.engine.messages import FineTuneMode
from siamdesk.engine.model_messages import (
    DEFAULT,
    Choice,
    LearningSettings,
    SettingKey,
    SettingSpec,
)
from siamdesk.errors import EncoderError, SiamDeskError
from siamdesk.project.store import Project

_HIGHEST_SEED = 2**31 - 1

_ENCODERS = {
    "lite0": "The fastest, and good at small defects. It can be fine-tuned.",
    "tiny_vit": "Good with one or two examples per class. It can't be fine-tuned.",
    "lite2": "Larger than Lite0 and a little more accurate; it can't be fine-tuned.",
    "efficientnet_b3": "Larger and slower than Lite2; it can't be fine-tuned.",
    "dinov2_s": "Precise but slow: a photo takes several times as long. It can't be fine-tuned.",
}
_LOSSES = {
    "supervised_contrastive": "Compares all photos of a batch with each other. It gave the "
    "largest gains where it was measured.",
    "koch": "Learns which differences tell a pair of photos of one class from a pair of two.",
    "contrastive": "Pulls pairs of one class together and pushes other pairs apart, up to a "
    "distance.",
    "triplet": "Wants each photo nearer to one of its own class than to one of another.",
}


def encoder_ids(choice: str) -> tuple[str, ...]:
    """The encoders whose embeddings are put side by side for this choice of the setting."""
    return DEFAULT_ENCODERS if choice == DEFAULT else (choice,)


def setting_specs() -> tuple[SettingSpec, ...]:
    """All settings, in the order in which they are shown."""
    standard = LearningSettings()
    no_tuning = "" if has_keras() else WITHOUT_KERAS
    return (
        SettingSpec(
            SettingKey.ENCODER,
            "Encoder",
            "What turns a photo into numbers. Another one looks at all photos once, which takes "
            "a while for thousands of them.",
            standard.encoder,
            _encoder_choices(),
        ),
        SettingSpec(
            SettingKey.FINE_TUNE,
            "Fine-tuning",
            "Whether the encoder itself learns from your examples, in the background.",
            standard.fine_tune.value,
            (
                Choice(
                    FineTuneMode.AUTO.value,
                    "By itself, if it clearly helps",
                    "Tried when you pause; taken only when photos that were left out are "
                    "recognised clearly better.",
                    no_tuning,
                ),
                Choice(
                    FineTuneMode.ALWAYS.value,
                    "By itself, if it helps at all",
                    "Tried when you pause; taken however small the gain on photos that were left "
                    "out.",
                    no_tuning,
                ),
                Choice(
                    FineTuneMode.NEVER.value,
                    "Only when I ask",
                    "Tried only by “Fine-tune now”. Saves work for the computer.",
                ),
            ),
        ),
        SettingSpec(
            SettingKey.LOSS,
            "Loss",
            "What fine-tuning tries to make small. Used by the next fine-tuning.",
            standard.loss,
            tuple(Choice(s.id, s.title, _LOSSES.get(s.id, s.paper)) for s in LOSSES.values()),
        ),
        SettingSpec(
            SettingKey.SEED,
            "Seed",
            "Where chance starts from in fine-tuning. The same seed gives the same encoder; try "
            "another one to see how much is luck.",
            standard.seed,
            highest=_HIGHEST_SEED,
        ),
        SettingSpec(
            SettingKey.DEVICE,
            "Device",
            "What fine-tuning runs on. Photos are always looked at on the processor.",
            standard.device,
            (
                Choice(Device.AUTO.value, "Automatic", "A graphics card if one can be used."),
                Choice(Device.CPU.value, "Processor", "Works everywhere."),
                Choice(
                    Device.GPU.value,
                    "Graphics card",
                    "Fails with a message when none can be used.",
                ),
            ),
        ),
    )


def choice_title(choice: str) -> str:
    """What the encoders of a choice are called, e.g. ``Lite0 + TinyViT``."""
    try:
        return " + ".join(encoder_spec(encoder_id).title for encoder_id in encoder_ids(choice))
    except EncoderError:
        return choice  # an encoder that was added on another computer


def chosen_encoder(project: Project) -> str:
    """The setting `SettingKey.ENCODER`, whether or not the encoder is installed here."""
    return str(project.learning_choices().get(SettingKey.ENCODER.value, DEFAULT))


def read_settings(project: Project) -> LearningSettings:
    """How the project learns; a value that this SiamDesk does not know is the default."""
    chosen = project.learning_choices()
    usable = {}
    for spec in setting_specs():
        value = chosen.get(spec.key.value)
        # The encoder stays chosen where it is missing: the project knows it elsewhere.
        if value is not None and (spec.key is SettingKey.ENCODER or _is_valid(spec, value)):
            usable[spec.key.value] = value
    return _settings({**as_values(LearningSettings()), **usable})


def checked_settings(settings: LearningSettings, changes: Mapping[str, Any]) -> LearningSettings:
    """`settings` with these values in place of its own; None leaves the own one.

    Raises:
        SiamDeskError: a value is none of those that there are.
        EncoderError: the encoder is not installed.

    """
    changes = {key: value for key, value in changes.items() if value is not None}
    for spec in setting_specs():
        value = changes.get(spec.key.value)
        if value is None:
            continue
        if spec.key is SettingKey.ENCODER:
            for encoder_id in encoder_ids(str(value)):
                encoder_folder(encoder_spec(encoder_id).id)
        elif not _is_valid(spec, value):
            known = ", ".join(c.value for c in spec.choices) or f"a number up to {spec.highest}"
            raise SiamDeskError(f"{spec.title} can't be {value!r}. Choose one of: {known}.")
    return _settings({**as_values(settings), **changes})


def as_values(settings: LearningSettings) -> dict[str, str | int]:
    """The values by their keys, as they are kept."""
    return {key: getattr(value, "value", value) for key, value in asdict(settings).items()}


def choices_to_keep(settings: LearningSettings) -> dict[str, str | int]:
    """Only what is not as by default: a better default of a later SiamDesk is to be used."""
    standard = as_values(LearningSettings())
    return {key: value for key, value in as_values(settings).items() if value != standard[key]}


def change_text(before: LearningSettings, after: LearningSettings) -> str:
    """What a change of the settings did, for the trail; empty when there is none."""
    old, new = as_values(before), as_values(after)
    changes = [
        f"{spec.title.lower()} from {spec.title_of(old[key])} to {spec.title_of(new[key])}"
        for spec in setting_specs()
        if old[key := spec.key.value] != new[key]
    ]
    return f"Change how SiamDesk learns: {', '.join(changes)}" if changes else ""


def _settings(values: Mapping[str, Any]) -> LearningSettings:
    known = {field.name for field in fields(LearningSettings)}
    found = {key: value for key, value in values.items() if key in known}
    return LearningSettings(**{**found, "fine_tune": FineTuneMode(found["fine_tune"])})


def _is_valid(spec: SettingSpec, value: object) -> bool:
    if spec.choices:
        return any(choice.value == value for choice in spec.choices)
    return isinstance(value, int) and 0 <= value <= spec.highest


def _encoder_choices() -> tuple[Choice, ...]:
    default = Choice(
        DEFAULT,
        choice_title(DEFAULT),
        "The default: more accurate than either alone. Lite0 can be fine-tuned.",
    )
    others = [
        Choice(
            encoder_id,
            encoder_spec(encoder_id).title,
            _ENCODERS.get(encoder_id) or _added(encoder_id),
            _missing(encoder_id),
        )
        for encoder_id in (*ENCODERS, *added_ids())
    ]
    return (default, *others)


def _added(encoder_id: str) -> str:
    if encoder_spec(encoder_id).frozen:
        return (
            "An ONNX encoder that you added. It is frozen: it can't be fine-tuned, and models that "
            "use it can't be exported."
        )
    return "An encoder that you added; it can't be fine-tuned."


def _missing(encoder_id: str) -> str:
    try:
        encoder_folder(encoder_id)
    except EncoderError:
        return f"Not installed. To install it, run: {conversion_command(encoder_id)}"
    return ""
