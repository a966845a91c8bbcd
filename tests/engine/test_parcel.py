"""A model that was sent elsewhere guesses as it did where it was learnt."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import Guesser
from siamdesk.engine.parcel import Parcel
from siamdesk.errors import EncoderError


@pytest.mark.parametrize("kind", ["steel", "tuned"])
def test_it_guesses_as_it_did_where_it_was_learnt(request, sample, kind) -> None:
    engine = Engine(request.getfixturevalue(kind))
    engine.learn()
    photos = sorted((sample / "inbox").iterdir())[:3]
    expected = list(Guesser.of(engine).guess_files(photos))
    sent = pickle.dumps(Parcel.of(engine))
    engine.close()
    unpacked = pickle.loads(sent).unpack()  # noqa: S301 - our own, from this test
    for found, want in zip(unpacked.guess_files(photos), expected, strict=True):
        assert [g.class_name for g in found.guesses] == [g.class_name for g in want.guesses]
        assert [g.probability for g in found.guesses] == pytest.approx(
            [g.probability for g in want.guesses], abs=1e-5
        )


def test_another_version_or_encoder_is_refused(steel) -> None:
    engine = Engine(steel)
    engine.learn()
    parcel = Parcel.of(engine)
    engine.close()
    with pytest.raises(EncoderError, match="same version"):
        replace(parcel, version="0.0.1").unpack()
    other = replace(parcel.encoders[0], key="lite0-other")
    with pytest.raises(EncoderError, match="another one"):
        replace(parcel, encoders=(other,)).unpack()
