"""A model that answers, as quick as one can be had."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("python_multipart")

from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import Guesser


@pytest.fixture(scope="session")
def guesser(steel_template: Path) -> Guesser:
    """What ranks as the steel project does."""
    engine = Engine(steel_template)
    engine.learn()
    made = Guesser.of(engine)
    engine.close()
    return made


@pytest.fixture(scope="session")
def photos(sample: Path) -> list[Path]:
    return sorted((sample / "inbox").iterdir())[:6]
