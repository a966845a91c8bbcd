"""What is exported is the project as it is when it is exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from siamdesk.encoders.export import ExportChoice
from siamdesk.engine.dispatch import Dispatcher
from siamdesk.engine.engine import Engine
from siamdesk.engine.exporting import export_model
from siamdesk.engine.messages import Event, ExportModel, Failed, Finished, OpenProject
from siamdesk.errors import Cancelled, NotEnoughExamplesError
from siamdesk.export_kinds import ExportFormat, Precision
from siamdesk.images.framing import Framing, Region
from siamdesk.progress import no_progress
from siamdesk.project.store import Project


def stop_before_keras(fraction: float, message: str) -> None:
    """Let the engine learn, and no more: the rest takes half a minute."""
    if message not in ("Learning", "Looking at photos"):
        raise Cancelled


def test_edits_since_the_last_learning_are_learnt_before_the_export(
    steel: Path, tmp_path: Path
) -> None:
    engine = Engine(steel)
    engine.learn()
    gone = int(engine.fitted.example_ids[0])
    with Project.open(steel) as window:
        window.remove_photos([gone])
        window.set_framing({int(engine.fitted.example_ids[1]): Framing(Region(0, 0, 0.5, 0.5))})
    with pytest.raises(Cancelled):
        export_model(engine, tmp_path / "out", ExportChoice(), stop_before_keras)
    assert gone not in engine.fitted.example_ids
    assert engine.fitted.revision == engine.project.revision
    examples = [p.look for p in engine.project.snapshot().photos if p.class_id is not None]
    pooled = engine.encoders.embedder.pooled(examples)
    assert engine.fitted.model.examples == pytest.approx(engine.fitted.model.space.embed(pooled))
    engine.close()


def test_there_is_nothing_to_export_without_examples(steel: Path, tmp_path: Path) -> None:
    engine = Engine(steel)
    for defect_class in engine.project.snapshot().classes:
        engine.project.delete_class(defect_class.id)
    with pytest.raises(NotEnoughExamplesError, match="nothing to export"):
        export_model(engine, tmp_path / "out", ExportChoice(), no_progress)
    engine.close()


def test_the_window_hears_why_an_export_can_not_be(steel: Path, tmp_path: Path) -> None:
    heard: list[Event] = []
    dispatcher = Dispatcher(heard.append)
    dispatcher.answer(OpenProject(1, steel), no_progress)
    wish = ExportModel(2, tmp_path / "out", ExportFormat.KERAS, Precision.INT8)

    dispatcher.answer(wish, no_progress)

    dispatcher.close()
    words = "SiamDesk can't export to keras with int8. Choose one of: float32."
    assert heard == [Finished(1), Failed(2, words)]
    assert not (tmp_path / "out").exists()
