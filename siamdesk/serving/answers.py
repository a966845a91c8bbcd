"""The shape of answers, for OpenAPI: the same as an element of ``classify --format json``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class GuessAnswer(BaseModel):
    """One class that a photo may show."""

    model_config = ConfigDict(populate_by_name=True)

    class_name: str = Field(alias="class")
    probability: float = Field(ge=0, le=1)
    similarity: float = Field(ge=-1.001, le=1.001, description="cosine to the nearest example")
    example: str = Field(description="name of the nearest example of the class")


class UnknownAnswer(BaseModel):
    """How unlike every example a photo is."""

    score: float | None = Field(description="in [0, 1], high means unlike every example")
    is_unknown: bool | None = Field(description="null when too few examples allow no verdict")


class PhotoAnswer(BaseModel):
    """What is guessed of one photo, best first, or why nothing is."""

    image: str = Field(description="the file name that came with the photo")
    guesses: list[GuessAnswer]
    unknown: UnknownAnswer
    error: str | None = Field(description="why the photo could not be read; else null")


class ModelAnswer(BaseModel):
    """What the service guesses with."""

    classes: list[str]
    encoders: list[str]
    examples: int
    version: str = Field(description="of SiamDesk")


class StateAnswer(BaseModel):
    """Whether the service lives, or takes photos now."""

    ok: bool
