"""A finished model that can be sent to another process or machine, where SiamDesk is installed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from siamdesk import __version__
from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import Guesser
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
        guesser, tuned = Guesser.of(engine), engine.need_model().version
        return cls(
            version=__version__,
            model=guesser.model,
            encoders=tuple(
                _packed(e, tuned if tuned is not None and tuned.encoder == e.spec.id else None)
                for e in guesser.encoders
            ),
            examples=guesser.examples,
            framing=guesser.framing,
        )

    def unpack(self) -> Guesser:
        """Rank with it here.

        Raises:
            EncoderError: SiamDesk or an encoder here is another one than where it was packed.

        """
        if self.version != __version__:
            raise EncoderError(
                f"The model comes from SiamDesk {self.version}, and here is {__version__}. "
                "Install the same version on all machines."
            )
        encoders = [_unpacked(packed) for packed in self.encoders]
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


def _unpacked(packed: PackedEncoder) -> Encoder:
    if packed.files:
        from siamdesk.encoders.tuned_files import load_tuned

        with tempfile.TemporaryDirectory(prefix="siamdesk-", ignore_cleanup_errors=True) as folder:
            for name, data in packed.files.items():
                (Path(folder) / name).write_bytes(data)
            encoder = load_tuned(Path(folder), turns=packed.turns)
    else:
        encoder = Encoder.load(packed.encoder_id, turns=packed.turns)
    if encoder.key != packed.key:
        raise EncoderError(
            f"The encoder {packed.encoder_id} here is another one than where the model was "
            "learnt. Install the same version of SiamDesk, and convert the encoder again."
        )
    return encoder
