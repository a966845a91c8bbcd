"""End-to-end tests: the app as a process on a display of its own; see `desk`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import MISSING, App, Desk, desks


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if MISSING:
        pytest.skip(f"not installed: {', '.join(MISSING)}")
    with desks(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture
def app(desk: Desk, steel: Path) -> App:
    """The app with the steel project: 7 classes with 5 examples each, 42 photos in the inbox."""
    made = App(desk, steel)
    made.start()
    return made
