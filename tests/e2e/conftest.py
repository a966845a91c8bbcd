"""End-to-end tests: the app as a process on a display of its own; see `desk`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import MISSING, App, Desk, desks

_LIMIT_S = 900
"""For one test: on a busy machine each start of the app may take a minute."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.timeout(_LIMIT_S))


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
