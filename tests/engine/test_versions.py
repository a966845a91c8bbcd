"""Going back and forth between the encoders of a project: a real tuned one and the pretrained."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.client import WorkerClient
from siamdesk.engine.engine import Engine
from siamdesk.engine.messages import (
    Cancel,
    DeleteVersion,
    Event,
    Failed,
    FineTune,
    FineTuneMode,
    Finished,
    Learn,
    Learned,
    ListVersions,
    OpenProject,
    Request,
    UseVersion,
    VersionFiles,
    VersionsListed,
    VersionUsed,
    WasCancelled,
)
from siamdesk.engine.versions import version_states
from siamdesk.errors import Cancelled, EncoderError, ProjectError
from siamdesk.project.cache import EmbeddingCache
from siamdesk.project.store import Project


@pytest.fixture
def engine(tuned: Path) -> Iterator[Engine]:
    """The engine of a project that uses its tuned encoder."""
    made = Engine(tuned)
    yield made
    made.close()


def probabilities(engine: Engine) -> np.ndarray:
    tables = []
    engine.learn(on_table=lambda table, _: tables.append(table))
    return np.concatenate([table.probabilities for table in tables])


def test_going_back_and_forth_gives_the_very_same_guesses_each_time(
    engine: Engine, steel: Path
) -> None:
    never_tuned = Engine(steel)
    pretrained = probabilities(never_tuned)
    never_tuned.close()
    tuned = probabilities(engine)
    assert not np.array_equal(tuned, pretrained)
    engine.use_version(None)
    np.testing.assert_array_equal(probabilities(engine), pretrained)
    engine.use_version(1)
    np.testing.assert_array_equal(probabilities(engine), tuned)


def test_what_an_encoder_saw_before_comes_from_the_cache(engine: Engine) -> None:
    # Both encoders have looked at all photos once: the photos are not needed any more.
    before = probabilities(engine)
    shutil.rmtree(engine.project.images_folder)
    engine.use_version(None)
    assert len(probabilities(engine)) == len(before)


def test_only_the_encoder_that_was_exchanged_looks_at_the_photos_again(engine: Engine) -> None:
    photo = engine.project.snapshot().photos[0]
    lite0, tiny_vit = (Encoder.load(encoder_id) for encoder_id in DEFAULT_ENCODERS)
    cache = EmbeddingCache(engine.project.cache_folder)
    remembered = np.full(tiny_vit.width, 7.0, np.float32)
    cache.put_many(tiny_vit.key, {photo.digest: remembered})
    cache.close()
    with sqlite3.connect(engine.project.cache_folder / "embeddings.db") as database:
        database.execute("DELETE FROM embedding WHERE key = ?", (lite0.key,))
    engine.use_version(None)
    embedder = engine.encoders.embedder
    seen, recalled = embedder.pooled([photo.digest])
    np.testing.assert_array_equal(recalled[0], remembered)
    np.testing.assert_allclose(
        seen, lite0.embed(embedder.prepare(photo.path)[None]), rtol=1e-5, atol=1e-6
    )


def test_a_new_photo_is_looked_at_before_the_encoder_is_changed(
    engine: Engine, sample: Path
) -> None:
    new = sorted((sample / "examples" / "red iron").iterdir())[-1]
    (photo,) = engine.project.add_photos([new]).added
    seen: list[str] = []

    def watch(_: float, message: str) -> None:
        seen.append(message)
        assert engine.project.model_versions()[0].active

    engine.use_version(None, watch)
    assert "Looking at photos" in seen
    assert engine.encoders.embedder.knows(photo.digest)
    assert engine.encoders.title == "Lite0 + TinyViT"


def test_a_change_that_is_cancelled_changes_nothing(engine: Engine, sample: Path) -> None:
    engine.project.add_photos([sorted((sample / "examples" / "red iron").iterdir())[-1]])
    before, revision = probabilities(engine), engine.project.revision

    def cancel_late(_: float, message: str) -> None:
        if message == "Looking at photos":
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.use_version(None, cancel_late)
    assert engine.project.revision == revision
    np.testing.assert_array_equal(probabilities(engine), before)


@pytest.mark.parametrize(
    ("victim", "files"),
    [
        (None, VersionFiles.MISSING),
        ("encoder.bin", VersionFiles.DAMAGED),
        ("tail.npz", VersionFiles.DAMAGED),
        ("unseen.npz", VersionFiles.DAMAGED),
    ],
)
def test_a_version_without_its_files_is_listed_so_and_refused(
    engine: Engine, victim: str | None, files: VersionFiles
) -> None:
    engine.use_version(None)
    before, revision = probabilities(engine), engine.project.revision
    folder = engine.project.model_versions()[0].folder
    if victim is None:
        shutil.rmtree(folder)
    else:
        (folder / victim).write_bytes(b"junk")
    tuned, pretrained = version_states(engine.project)
    assert (tuned.files, tuned.in_use, pretrained.in_use) == (files, False, True)
    with pytest.raises(EncoderError, match=f"version 1 .*files in models/lite0-test are {files}"):
        engine.use_version(1)
    assert engine.project.revision == revision
    np.testing.assert_array_equal(probabilities(engine), before)


def test_a_damaged_version_in_use_can_be_left_and_deleted(engine: Engine) -> None:
    shutil.rmtree(engine.project.model_versions()[0].folder)
    tuned, pretrained = version_states(engine.project)
    assert (tuned.chosen, tuned.in_use) == (True, False)
    assert (pretrained.chosen, pretrained.in_use) == (False, True)
    engine.use_version(None)
    engine.project.delete_model_version(1)
    assert engine.learn().hint == ""
    (pretrained,) = version_states(engine.project)
    assert (pretrained.chosen, pretrained.in_use) == (True, True)


def test_versions_are_listed_with_what_the_disk_says(engine: Engine) -> None:
    tuned, pretrained = version_states(engine.project)
    folder = engine.project.models_folder / "lite0-test"
    assert tuned.size == sum(len(f.read_bytes()) for f in folder.iterdir()) > 1_000_000
    assert (tuned.encoder, pretrained.encoder) == (
        "Lite0 (fine-tuned) + TinyViT",
        "Lite0 + TinyViT",
    )
    assert (tuned.version.examples, pretrained.version) == (35, None)
    second = shutil.copytree(folder, folder.with_name("second"))
    engine.project.add_model_version("lite0", second, 0.9, 0.95)
    assert [s.version and s.version.id for s in version_states(engine.project)] == [2, 1, None]
    assert [s.in_use for s in version_states(engine.project)] == [True, False, False]


def test_a_version_that_there_is_not_is_refused_with_the_known_ones(engine: Engine) -> None:
    with pytest.raises(ProjectError, match=r"no model version 7 .*Known: 1\."):
        engine.use_version(7)


def answers(client: WorkerClient, request: Request) -> list[Event]:
    """What a worker says to one request, up to its end."""
    client.send(request)
    said: list[Event] = []
    while not said or not isinstance(said[-1], Finished | Failed):
        event = client.poll(120.0)
        assert event is not None
        if event.task == request.task:
            said.append(event)
    return said


def test_the_worker_lists_changes_and_deletes_versions(tuned: Path) -> None:
    client = WorkerClient()
    client.start()
    answers(client, OpenProject(1, tuned))
    (refused,) = answers(client, DeleteVersion(2, 1))
    assert "in use" in refused.message
    assert answers(client, UseVersion(3, None))[-2] == VersionUsed(3, None)
    learned = next(e for e in answers(client, Learn(4)) if isinstance(e, Learned))
    assert learned.summary.encoder == "Lite0 + TinyViT"
    assert len(answers(client, ListVersions(5))[0].versions) == 2
    assert len(answers(client, DeleteVersion(6, 1))[0].versions) == 1
    refused = answers(client, UseVersion(7, 1))[-1]
    assert "no model version 1" in refused.message
    client.stop(5.0)
    with Project.open(tuned) as project:
        assert [line.text for line in project.trail()][-2:] == [
            "Use the pretrained encoder in place of model version 1",
            "Delete model version 1",
        ]


def test_versions_are_listed_while_fine_tuning_runs(tuned: Path) -> None:
    client = WorkerClient()
    client.start()
    client.send(OpenProject(1, tuned))
    client.send(FineTune(2, FineTuneMode.ALWAYS))
    assert isinstance(answers(client, ListVersions(3))[0], VersionsListed)
    assert isinstance(answers(client, UseVersion(4, None))[-1], Finished)
    client.send(Cancel(2))
    while not isinstance(event := client.poll(120.0), WasCancelled):
        assert not isinstance(event, Finished | None)
    client.stop(5.0)
    with Project.open(tuned) as project:
        assert [v.active for v in project.model_versions()] == [False]
