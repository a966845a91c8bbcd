"""Real windows without a screen; leaked threads fail the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from living_windows import OpenWindow, settings_in, windows, write_photo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.gui.app import make_application
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.session.session import Session
from siamdesk.gui.settings import Settings
from siamdesk.gui.words import language
from siamdesk.gui.words.language import Language
from siamdesk.project.store import Project


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    app = make_application(["siamdesk"])
    language.install(app, Language.ENGLISH)
    return app


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeMode.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def photo_folder(tmp_path: Path) -> Path:
    """A folder with two classes of three photos and two loose photos."""
    folder = tmp_path / "delivered"
    for kind in ("scratch", "dent"):
        for seed in range(3):
            write_photo(folder / kind / f"{kind} {seed}.png", kind, seed)
    write_photo(folder / "loose 1.png", "scratch", 50)
    write_photo(folder / "loose 2.png", "dent", 51)
    return folder


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Two classes with three examples each, and six photos in the inbox."""
    path = tmp_path / "Castings.siam"
    with Project.create(path) as project:
        for kind in ("scratch", "dent"):
            photos = [write_photo(tmp_path / f"{kind} {i}.png", kind, i) for i in range(3)]
            project.add_photos(photos, class_name=kind)
        inbox = [
            write_photo(tmp_path / f"new {i}.png", "scratch" if i % 2 else "dent", 20 + i)
            for i in range(6)
        ]
        project.add_photos(inbox)
    return path


@pytest.fixture
def opened_window(qtbot: QtBot, theme: Theme, settings: Settings) -> Iterator[OpenWindow]:
    """Opens windows that are closed after the test."""
    with windows(qtbot, theme, settings) as open_window:
        yield open_window


@pytest.fixture
def rank_all() -> Callable[[Session, int], None]:
    """Hands rankings to a window as its worker would: `favourite` first, 80 % sure."""

    def rank(session: Session, favourite: int) -> None:
        snapshot = session.snapshot
        assert snapshot is not None
        others = [c.id for c in snapshot.classes if c.id != favourite]
        example = {
            c.id: next(p.id for p in snapshot.photos if p.class_id == c.id)
            for c in snapshot.classes
        }
        order = [favourite, *others]
        n = len(snapshot.photos)
        shares = np.array([0.8] + [0.2 / len(others)] * len(others), np.float32)
        table = RankingTable(
            photo_ids=np.array([p.id for p in snapshot.photos]),
            class_ids=np.tile(np.array(order), (n, 1)),
            probabilities=np.tile(shares, (n, 1)),
            similarities=np.full((n, len(order)), 0.7, np.float32),
            example_ids=np.tile(np.array([example[c] for c in order]), (n, 1)),
            unknown=np.linspace(0, 1, n, dtype=np.float32),
            unknown_threshold=0.95,
        )
        session.rankings.update(table, snapshot.revision)
        session.learner.ranked.emit()

    return rank
