"""What tests of several rooms share: the bundled sample as files and as a project."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from siamdesk.engine.engine import Engine
from siamdesk.engine.unseen_scores import keep_unseen
from siamdesk.fewshot.honest import OutOfFold
from siamdesk.progress import no_progress
from siamdesk.project.importing import batches_of
from siamdesk.project.store import Project
from siamdesk.resources import resource_path


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and recent files go to a folder of the test's own; compiled encoders are shared.

    The tour has been seen there: it would take the keyboard when a test runs the whole app.
    """
    home = tmp_path_factory.mktemp("home")
    settings = home / "config" / "SiamDesk" / "SiamDesk.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text("[General]\ntour_seen=true\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of the bundled sample."""
    return resource_path("sample")


@pytest.fixture(scope="session")
def answers(sample: Path) -> dict[str, str]:
    """What the sample's inbox photos really show: file name to class."""
    with (sample / "answers.csv").open(encoding="utf-8", newline="") as stream:
        return {row["photo"]: row["class"] for row in csv.DictReader(stream)}


@pytest.fixture(scope="session")
def few_examples(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first five examples of each of the seven classes."""
    folder = tmp_path_factory.mktemp("few")
    for source in sorted((sample / "examples").iterdir()):
        (folder / source.name).mkdir()
        for photo in sorted(source.iterdir())[:5]:
            shutil.copy(photo, folder / source.name / photo.name)
    return folder


@pytest.fixture(scope="session")
def steel_template(sample: Path, few_examples: Path, tmp_path_factory) -> Path:
    """A project with 7 classes × 5 examples and 42 inbox photos; copied, never used itself.

    Its embeddings are cached already, as in a project that has been opened before.
    """
    path = tmp_path_factory.mktemp("template") / "steel.siam"
    with Project.create(path) as project:
        project.add_batches(batches_of([few_examples, sample / "inbox"]))
    engine = Engine(path)
    engine.learn()
    engine.close()
    return path


@pytest.fixture
def steel(steel_template: Path, tmp_path: Path) -> Path:
    """A fresh copy of the steel project."""
    return Path(shutil.copytree(steel_template, tmp_path / "steel.siam"))


@pytest.fixture(scope="session")
def tuned_template(steel_template: Path, tmp_path_factory) -> Path:
    """The steel project with an encoder that was tuned for two steps, whatever it is worth."""
    from siamdesk.encoders.finetune import FineTuneSettings
    from siamdesk.encoders.tail_tuning import TailTuner
    from siamdesk.encoders.tuned_files import save_tuned

    path = tmp_path_factory.mktemp("tuned") / "steel.siam"
    shutil.copytree(steel_template, path)
    engine = Engine(path)
    photos = engine.readable_examples()
    classes, labels = np.unique([p.class_id for p in photos], return_inverse=True)
    embedder = engine.encoders.embedder
    tuner = TailTuner()
    images = np.stack([embedder.prepare(p.path) for p in photos])
    steps = FineTuneSettings(steps=2, seed=0)
    tail = tuner.tune(tuner.features(images, no_progress), labels, steps, no_progress)
    folder = engine.project.models_folder / "lite0-test"
    save_tuned(tail, folder)
    # Scores that no leaving-out could give: each example is taken for the class after its own.
    wrong = np.roll(np.eye(len(classes), dtype=np.float32), 1, axis=1)[labels]
    rows = np.arange(len(labels))
    made_up = OutOfFold(rows, labels, wrong, np.full(len(rows), 0.5, np.float32), rows)
    keep_unseen(
        folder,
        made_up,
        examples=[p.digest for p in photos],
        classes=[str(c) for c in classes],
    )
    engine.project.add_model_version("lite0", folder, 0.8, 0.9, examples=len(photos))
    engine.learn()
    engine.close()
    return path


@pytest.fixture
def tuned(tuned_template: Path, tmp_path: Path) -> Path:
    """A fresh copy of the project with a tuned encoder, which is model version 1."""
    return Path(shutil.copytree(tuned_template, tmp_path / "tuned.siam"))


@pytest.fixture
def film(tmp_path: Path):
    """Makes a video, 25 frames per second; ten bars, white for 1, are the number of a frame."""

    def make(name: str = "line3.avi", frames: int = 50, size: tuple[int, int] = (160, 120)) -> Path:
        path = tmp_path / name
        codec = cv2.VideoWriter_fourcc(*("MJPG" if path.suffix == ".avi" else "mp4v"))
        writer = cv2.VideoWriter(str(path), codec, 25.0, size)
        assert writer.isOpened()
        for number in range(frames):
            bars = [255 * (number >> bar & 1) for bar in range(10)]
            row = np.repeat(np.array(bars, np.uint8), size[0] // 10)
            writer.write(np.ascontiguousarray(np.broadcast_to(row[:, None], (size[1], size[0], 3))))
        writer.release()
        return path

    return make
