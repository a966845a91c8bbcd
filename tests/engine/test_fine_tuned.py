"""Projects with a fine-tuned encoder: a real one, tuned for a few steps."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from siamdesk.encoders.devices import Device
from siamdesk.encoders.finetune import FineTuneSettings
from siamdesk.encoders.tail_tuning import TailTuner
from siamdesk.encoders.tuners import Scope
from siamdesk.encoders.turns import TURNS
from siamdesk.engine.engine import Engine
from siamdesk.engine.fine_tuning import fine_tune
from siamdesk.engine.messages import FineTuneMode
from siamdesk.engine.tuning import TuningExamples, tune_if_better, tune_to_folder
from siamdesk.engine.unseen_scores import keep_unseen, recall_unseen
from siamdesk.errors import Cancelled, EncoderError, NotEnoughExamplesError
from siamdesk.fewshot.honest import OutOfFold
from siamdesk.progress import no_progress
from siamdesk.project.store import Project

STEPS = FineTuneSettings(steps=2, seed=0)


def test_the_accuracy_of_a_tuned_encoder_comes_from_photos_it_had_not_seen(tuned: Path) -> None:
    engine = Engine(tuned)
    summary = engine.learn().summary
    assert summary.encoder == "Lite0 (fine-tuned) + TinyViT"
    assert summary.accuracy == 0.0
    engine.close()


def test_an_example_added_after_tuning_is_judged_as_always(tuned: Path, answers) -> None:
    engine = Engine(tuned)
    engine.learn()
    photo = next(p for p in engine.project.snapshot().photos if p.class_id is None)
    class_ = engine.project.class_by_name(answers[photo.name])
    engine.project.set_class([photo.id], class_.id)
    engine.learn()
    fitted = engine.fitted
    held_out = fitted.model.held_out
    row = held_out.examples.tolist().index(fitted.example_ids.tolist().index(photo.id))
    others = [i for i in range(len(held_out.examples)) if i != row]
    assert (held_out.scores[others].max(axis=1) == 1.0).all()
    assert held_out.scores[row].max() < 1.0
    engine.close()


@pytest.mark.parametrize("victim", ["encoder.json", "encoder.bin", "unseen.npz", None])
def test_a_damaged_tuned_encoder_gives_way_to_the_pretrained_one(tuned: Path, victim) -> None:
    folder = next((tuned / "models").iterdir())
    if victim is None:
        shutil.rmtree(folder)
    else:
        (folder / victim).write_bytes(b"junk")
    engine = Engine(tuned)
    outcome = engine.learn()
    assert outcome.summary.encoder == "Lite0 + TinyViT"
    assert outcome.summary.accuracy > 0.5
    assert "pretrained encoder is used" in outcome.hint
    engine.close()


def test_a_heatmap_between_tuning_and_learning_is_of_the_model_on_screen(
    steel: Path, tuned
) -> None:
    engine = Engine(steel)
    engine.learn()
    photo = engine.project.snapshot().photos[-1]
    a, b = engine.fitted.class_ids[:2].tolist()
    before = engine.explain(photo.id, a, b)
    folder = steel / "models" / "lite0-test"
    shutil.copytree(tuned / "models" / "lite0-test", folder)
    engine.project.add_model_version("lite0", folder, accuracy_before=0.8, accuracy_after=0.9)
    np.testing.assert_array_equal(engine.explain(photo.id, a, b).values, before.values)
    engine.learn()
    assert not np.array_equal(engine.explain(photo.id, a, b).values, before.values)
    engine.close()


def test_scores_are_found_again_by_photo_and_class(tmp_path: Path) -> None:
    held_out = OutOfFold(
        examples=np.array([0, 2]),
        labels=np.array([0, 1]),
        scores=np.array([[0.9, 0.1], [0.3, 0.7]], np.float32),
        similarities=np.array([0.5, 0.6], np.float32),
        parts=np.array([0, 1]),
    )
    keep_unseen(tmp_path, held_out, examples=["p", "q", "r"], classes=["7", "9"])
    # Now: r first; p moved to another class; a new class; the old ones in another order.
    found = recall_unseen(
        tmp_path, examples=["r", "p", "new"], own_classes=["9", "9", "7"], classes=["9", "8", "7"]
    )
    assert found.examples.tolist() == [0]
    assert found.classes.tolist() == [0, 2]
    np.testing.assert_allclose(found.scores, [[0.7, 0.3]])
    with pytest.raises(EncoderError, match="Fine-tune again"):
        recall_unseen(tmp_path / "nowhere", examples=[], own_classes=[], classes=[])


@pytest.mark.parametrize("scope", [Scope.TAIL, Scope.WHOLE])
def test_a_tuning_that_is_not_better_changes_nothing(steel: Path, scope: Scope) -> None:
    engine = Engine(steel)
    photos = engine.readable_examples()[:15]
    _, labels = np.unique([p.class_id for p in photos], return_inverse=True)
    embedder = engine.encoders.embedder
    folder = steel / "models" / "new"
    outcome = tune_to_folder(
        embedder.encoders,
        np.stack([embedder.prepare(p.path) for p in photos]),
        labels,
        [None] * len(photos),
        # So fast that it forgets everything: the guard has to see that.
        settings=FineTuneSettings(steps=4, learning_rate=1.0, seed=0),
        required=True,
        device=Device.CPU,
        folder=folder,
        progress=no_progress,
        scope=scope,
    )
    assert outcome.weights is None
    assert not folder.exists()
    assert sorted(outcome.held_out.examples.tolist()) == list(range(15))
    engine.close()


def test_photos_of_one_part_per_class_can_not_be_judged(steel: Path) -> None:
    engine = Engine(steel)
    photos = engine.readable_examples()
    examples = TuningExamples(
        images=np.zeros((4, 224, 224, 3), np.uint8),
        labels=np.array([0, 0, 1, 1]),
        groups=("a", "a", "b", "b"),
        pooled=tuple(engine.encoders.embedder.pooled([p.digest for p in photos[:4]])),
        roots=(True, False),
        turns=TURNS,
        tuned=0,
    )
    with pytest.raises(NotEnoughExamplesError, match="another part"):
        tune_if_better(examples, STEPS, TailTuner(), no_progress)
    engine.close()


def test_what_has_hardly_a_mistake_is_not_tuned(tmp_path: Path, few_examples: Path) -> None:
    with Project.create(tmp_path / "clear.siam") as project:
        for source in sorted(few_examples.iterdir())[:5]:
            project.add_photos(sorted(source.iterdir()), class_name=source.name)
    engine = Engine(tmp_path / "clear.siam")
    outcome = fine_tune(engine, FineTuneMode.AUTO, no_progress)
    assert not outcome.swapped
    assert outcome.accuracy_before is not None
    assert outcome.accuracy_before > 0.9
    assert outcome.accuracy_after is None
    assert "too few mistakes" in outcome.message
    assert not engine.project.model_versions()
    engine.close()


def test_fine_tuning_can_be_cancelled_before_each_photo_that_it_prepares(steel: Path) -> None:
    engine = Engine(steel)
    engine.learn()
    said = []

    def cancel_at_the_thirtieth_photo(fraction: float, message: str) -> None:
        said.append(message)
        if said.count("Preparing photos for fine-tuning") == 30:
            raise Cancelled

    with pytest.raises(Cancelled):
        fine_tune(engine, FineTuneMode.ALWAYS, cancel_at_the_thirtieth_photo)
    # All that came before is the same work for 30 of the 35 examples.
    assert said == ["Preparing photos for fine-tuning"] * 30
    assert not list((steel / "models").iterdir())
    engine.close()


def test_before_tuning_again_the_pretrained_features_count(tuned: Path, steel: Path) -> None:
    engines = [Engine(tuned), Engine(steel)]
    for engine in engines:
        engine.learn()
    of_tuned, of_plain = (e.pretrained(e.readable_examples(), no_progress) for e in engines)
    for a, b in zip(of_tuned, of_plain, strict=True):
        np.testing.assert_array_equal(a, b)
    in_use = engines[0].encoders.embedder
    now = in_use.pooled([p.look for p in engines[0].readable_examples()])
    assert not np.array_equal(now[0], of_tuned[0])
    for engine in engines:
        engine.close()


def test_two_examples_per_class_are_too_few_to_tune(tmp_path: Path, few_examples: Path) -> None:
    with Project.create(tmp_path / "thin.siam") as project:
        for source in sorted(few_examples.iterdir())[:3]:
            project.add_photos(sorted(source.iterdir())[:2], class_name=source.name)
    engine = Engine(tmp_path / "thin.siam")
    assert not fine_tune(engine, FineTuneMode.AUTO, no_progress).swapped
    with pytest.raises(NotEnoughExamplesError, match="too few"):
        fine_tune(engine, FineTuneMode.ALWAYS, no_progress)
    engine.close()
