from __future__ import annotations

import os

import pytest
from report_projects import fill

from siamdesk.project.store import Project

# Plain `pytest` without a display works too; Qt would end the whole process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "parts.siam") as made:
        fill(made, tmp_path / "camera")
        yield made
