from __future__ import annotations

import pytest
from project_photos import make_photos

from siamdesk.project.store import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "parts.siam") as made:
        yield made


@pytest.fixture
def photos(tmp_path):
    return make_photos(tmp_path / "camera", 4)
