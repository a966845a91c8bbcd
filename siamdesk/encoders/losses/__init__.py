"""The losses of Siamese fine-tuning, behind one shape: class numbers and embeddings to a number.

`LOSSES` lists them with their parameters; importing this imports no Keras, and `make_loss` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siamdesk.encoders.losses.base import EmbeddingLoss


@dataclass(frozen=True, slots=True)
class LossSpec:
    """One loss, as a value."""

    id: str
    title: str
    """For people, e.g. ``Triplet, semi-hard``."""
    paper: str
    defaults: Mapping[str, float]
    """Its parameters with what they are unless told otherwise, for embeddings of unit length."""
    build: Callable[..., EmbeddingLoss]
    """Make the layer from those parameters, by keyword; imports Keras only when called."""


def _supervised_contrastive(*, temperature: float) -> EmbeddingLoss:
    from siamdesk.encoders.losses.supervised_contrastive import SupervisedContrastive

    return SupervisedContrastive(temperature)


def _koch(*, slope: float, threshold: float) -> EmbeddingLoss:
    from siamdesk.encoders.losses.koch_pairs import KochPairs

    return KochPairs(slope=slope, threshold=threshold)


def _contrastive(*, margin: float) -> EmbeddingLoss:
    from siamdesk.encoders.losses.contrastive import Contrastive

    return Contrastive(margin)


def _triplet(*, margin: float) -> EmbeddingLoss:
    from siamdesk.encoders.losses.triplet_semi_hard import TripletSemiHard

    return TripletSemiHard(margin)


_SPECS = (
    LossSpec(
        id="supervised_contrastive",
        title="Supervised contrastive",
        paper="Khosla et al. 2020",
        defaults=MappingProxyType({"temperature": 0.1}),
        build=_supervised_contrastive,
    ),
    LossSpec(
        id="koch",
        title="Cross-entropy on weighted L1",
        paper="Koch, Zemel and Salakhutdinov 2015",
        # By Σ|difference| / √d, embeddings at right angles are about 1.13 apart, and those of a
        # class, at a cosine of ½, about 0.8 (√(2/π) times the Euclidean distance).
        defaults=MappingProxyType({"slope": 10.0, "threshold": 1.0}),
        build=_koch,
    ),
    LossSpec(
        id="contrastive",
        title="Contrastive, with margin",
        paper="Hadsell, Chopra and LeCun 2006",
        # √2: classes are pushed apart until their embeddings are at right angles, and no further.
        defaults=MappingProxyType({"margin": 2**0.5}),
        build=_contrastive,
    ),
    LossSpec(
        id="triplet",
        title="Triplet, semi-hard",
        paper="Hoffer and Ailon 2015; Schroff, Kalenichenko and Philbin 2015",
        defaults=MappingProxyType({"margin": 0.2}),  # as in Schroff et al.
        build=_triplet,
    ),
)

LOSSES: Mapping[str, LossSpec] = MappingProxyType({spec.id: spec for spec in _SPECS})
"""Every loss by its id."""


def make_loss(loss_id: str, **parameters: float) -> EmbeddingLoss:
    """The loss of that id, with `parameters` over its defaults; imports Keras.

    Raises `ValueError` for an id or a parameter that there is not, naming those there are, and for
    a parameter that is not above 0.
    """
    if loss_id not in LOSSES:
        message = f"There is no loss {loss_id!r}. Choose one of: {', '.join(LOSSES)}."
        raise ValueError(message)
    spec = LOSSES[loss_id]
    for name, value in parameters.items():
        if name not in spec.defaults:
            message = f"{loss_id} has no {name!r}. It has: {', '.join(spec.defaults)}."
            raise ValueError(message)
        if not value > 0:
            message = f"{name} of {loss_id} must be above 0, not {value}."
            raise ValueError(message)
    return spec.build(**{**spec.defaults, **parameters})
