"""A finished model that can be sent to another process or machine, where SiamDesk is installed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from siamdesk import __version__
from siamdesk.encoders.devices import Device
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.weights import shipped_weights
from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import Embeds, Guesser
from siamdesk.errors import EncoderError
from siamdesk.fewshot.model import FewShotModel
from siamdesk.images.framing import Framing
from siamdesk.project.values import ModelVersion


@dataclass(frozen=True, slots=True)
class PackedEncoder:
    """An encoder by name, as every installation has it, or with its files if it was tuned."""

    encoder_id: str
    turns: int
    key: str
    """Tells whether the encoder there is the one that is meant."""
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that a `Guesser` needs, without anything that is open or compiled."""

    version: str
    model: FewShotModel
    encoders: tuple[PackedEncoder, ...]
    examples: tuple[str, ...]
    framing: Framing

    @classmethod
    def of(cls, engine: Engine) -> Self:
        """What the engine has learnt.

        Raises:
            NotEnoughExamplesError: nothing has been learnt yet.
            EncoderError: the files of a tuned encoder can't be read.

        """
        guesser, fitted = Guesser.of(engine), engine.need_model()
        tuned = fitted.version
        return cls(
            version=__version__,
            model=guesser.model,
            encoders=tuple(
                _packed(e, tuned if tuned is not None and tuned.encoder == e.spec.id else None)
                for e in fitted.embedder.encoders
            ),
            examples=guesser.examples,
            framing=guesser.framing,
        )

    def unpack(self, device: Device = Device.CPU) -> Guesser:
        """Rank with it here.

        Raises:
            EncoderError: SiamDesk or an encoder here is another one than where it was packed, or
                a GPU is asked for and there is none.

        """
        if self.version != __version__:
            raise EncoderError(
                f"The model comes from SiamDesk {self.version}, and here is {__version__}. "
                "Install the same version on all machines."
            )
        encoders = [_unpacked(packed, device) for packed in self.encoders]
        return Guesser(self.model, encoders, examples=self.examples, framing=self.framing)


def _packed(encoder: Encoder, tuned: ModelVersion | None) -> PackedEncoder:
    files: dict[str, bytes] = {}
    if tuned is not None:
        try:
            inside = tuned.folder.iterdir()
            files = {file.name: file.read_bytes() for file in inside if file.is_file()}
        except OSError as error:
            raise EncoderError(f"{tuned.folder} could not be read ({error.strerror}).") from error
    return PackedEncoder(encoder.spec.id, encoder.turns, encoder.key, files)


def _unpacked(packed: PackedEncoder, device: Device) -> Embeds:
    with tempfile.TemporaryDirectory(prefix="siamdesk-", ignore_cleanup_errors=True) as scratch:
        tuned = Path(scratch) if packed.files else None
        for name, data in packed.files.items():
            (Path(scratch) / name).write_bytes(data)
        encoder = _loaded(packed, tuned)
        return encoder if device is not Device.GPU else _on_gpu(encoder, tuned)


def _loaded(packed: PackedEncoder, tuned: Path | None) -> Encoder:
    from siamdesk.encoders.tuned_files import load_tuned

    if tuned is None:
        encoder = Encoder.load(packed.encoder_id, turns=packed.turns)
    else:
        encoder = load_tuned(tuned, turns=packed.turns)
    if encoder.key != packed.key:
        raise EncoderError(
            f"The encoder {packed.encoder_id} here is another one than where the model was "
            "learnt. Install the same version of SiamDesk, and convert the encoder again."
        )
    return encoder


def _on_gpu(encoder: Encoder, tuned: Path | None) -> Embeds:
    from siamdesk.encoders.keras_runtime import KerasEncoder
    from siamdesk.encoders.tuned_files import tuned_weights

    weights = shipped_weights(encoder.spec.id) if tuned is None else tuned_weights(tuned)
    return KerasEncoder(encoder.spec, weights, Device.GPU, turns=encoder.turns)
