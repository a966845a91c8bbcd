"""The public Python API on real photos."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from siamdesk import FewShotClassifier
from siamdesk.errors import NotEnoughExamplesError, SiamDeskError
from siamdesk.images.decode import read_image


def photos_of(folder: Path) -> tuple[list[Path], list[str]]:
    X = [p for sub in sorted(folder.iterdir()) for p in sorted(sub.iterdir())]
    return X, [p.parent.name for p in X]


@pytest.fixture(scope="module")
def examples(few_examples: Path) -> tuple[list[Path], list[str]]:
    return photos_of(few_examples)


@pytest.fixture(scope="module")
def queries(sample: Path, answers: dict[str, str]) -> tuple[list[Path], list[str]]:
    X = sorted((sample / "inbox").iterdir())
    return X, [answers[p.name] for p in X]


@pytest.fixture(scope="module")
def fitted(examples) -> FewShotClassifier:
    return FewShotClassifier(fine_tune="never").fit(*examples)


def test_it_names_steel_defects_from_five_examples(fitted, queries) -> None:
    X, y = queries
    assert fitted.score(X, y) >= 0.9
    assert fitted.classes_.tolist() == sorted(set(y))


def test_probabilities_are_rows_that_sum_to_one(fitted, queries) -> None:
    p = fitted.predict_proba(queries[0])
    assert p.dtype == np.float32
    np.testing.assert_allclose(p.sum(axis=1), 1.0, atol=1e-5)
    np.testing.assert_array_equal(fitted.classes_[p.argmax(axis=1)], fitted.predict(queries[0]))


def test_sets_hold_the_likeliest_class_and_more_for_more_coverage(fitted, queries) -> None:
    X, y = queries
    sets, wide = fitted.predict_set(X), fitted.predict_set(X, coverage=0.95)
    assert [s[0] for s in sets] == fitted.predict(X).tolist()
    assert np.mean([true in s for true, s in zip(y, sets, strict=True)]) >= 0.85
    assert all(set(a) <= set(b) for a, b in zip(sets, wide, strict=True))


def test_with_eight_examples_every_class_stays_possible(examples, queries) -> None:
    X, y = examples
    first = {c: y.index(c) for c in set(y)}
    few = [i for c in sorted(first)[:4] for i in (first[c], first[c] + 1)]
    model = FewShotClassifier(fine_tune="never").fit([X[i] for i in few], [y[i] for i in few])
    assert all(len(found) == 4 for found in model.predict_set(queries[0][:3]))


def test_arrays_and_paths_give_the_same_answers(fitted, queries) -> None:
    paths = queries[0][:4]
    arrays = np.stack([read_image(p) for p in paths])
    np.testing.assert_allclose(fitted.predict_proba(paths), fitted.predict_proba(arrays), atol=1e-6)


def test_partial_fit_equals_a_fit_to_everything(examples, queries) -> None:
    X, y = examples
    first = [i for i in range(len(X)) if i % 5 < 3]
    later = [i for i in range(len(X)) if i % 5 >= 3]
    order = first + later
    whole = FewShotClassifier(fine_tune="never").fit([X[i] for i in order], [y[i] for i in order])
    grown = FewShotClassifier(fine_tune="never").fit([X[i] for i in first], [y[i] for i in first])
    grown.partial_fit([X[i] for i in later], [y[i] for i in later])
    np.testing.assert_allclose(
        grown.predict_proba(queries[0]), whole.predict_proba(queries[0]), atol=1e-6
    )


def test_rank_names_the_nearest_example_of_each_class(fitted, queries, examples) -> None:
    rankings = fitted.rank(queries[0][:5], top=3)
    G, E = fitted.embed(queries[0][:5]), fitted.embed(examples[0])
    for g, ranking in zip(G, rankings, strict=True):
        assert len(ranking) == 3
        assert ranking[0].probability >= ranking[1].probability >= ranking[2].probability
        for guess in ranking:
            assert Path(guess.example).parent.name == guess.class_name
            own = [i for i, name in enumerate(examples[1]) if name == guess.class_name]
            assert guess.similarity == pytest.approx(float((E[own] @ g).max()), abs=1e-5)


def test_a_heatmap_adds_up_and_is_drawn_over_the_photo(fitted, queries) -> None:
    heatmap = fitted.explain(queries[0][0])
    G = fitted.embed([queries[0][0]])
    scores = dict(zip(fitted.classes_, fitted.model_.head.scores(G)[0], strict=True))
    difference = float(scores[heatmap.class_name] - scores[heatmap.against])
    assert heatmap.class_name == fitted.predict([queries[0][0]])[0]
    assert float(heatmap.contributions.sum()) == pytest.approx(difference, abs=1e-4)
    assert heatmap.score == pytest.approx(difference, abs=1e-4)
    drawn = heatmap.overlay()
    assert drawn.shape == (128, 128, 3)
    assert drawn.dtype == np.uint8


def test_a_mark_is_unusual_beside_photos_without_it_and_coloured_alone(fitted, examples) -> None:
    X, y = examples
    ok = [read_image(Path(x)) for x, name in zip(X, y, strict=True) if name == "red iron"]
    marked = ok.pop().copy()
    marked[20:40, 80:100] = 10
    found = fitted.unusual(marked, ok)
    row, column = np.unravel_index(found.values.argmax(), found.values.shape)
    assert (20 <= (row + 0.5) * 128 / 14 <= 40, 80 <= (column + 0.5) * 128 / 14 <= 100) == (1, 1)
    drawn = found.overlay().astype(int)
    coloured = np.abs(drawn[..., 0] - drawn[..., 2]) > 60
    assert coloured[25:35, 85:95].all()
    assert coloured.mean() < 0.2
    with pytest.raises(SiamDeskError, match="at least one"):
        fitted.unusual(marked, [])


def test_a_photo_matches_its_mirror_image_at_mirrored_points(fitted, examples) -> None:
    photo = read_image(Path(examples[0][-1]))
    matches = fitted.match(photo, np.ascontiguousarray(photo[:, ::-1]))
    hits = 0
    for row in range(14):
        for column in range(14):
            seen = matches.in_example((column + 0.5) / 14, (row + 0.5) / 14)
            y, x = np.unravel_index(seen.argmax(), seen.shape)
            hits += abs(y - row) <= 1 and abs(x - (13 - column)) <= 1
    # By chance it would be 9 in 196.
    assert hits / 196 > 0.5


def test_noise_is_less_known_than_steel(fitted, queries) -> None:
    rng = np.random.default_rng(0)
    noise = [rng.integers(0, 256, (128, 128, 3), dtype=np.uint8) for _ in range(5)]
    assert np.median(fitted.unknown_score(noise)) > np.median(fitted.unknown_score(queries[0]))


def test_evaluate_gives_an_honest_score_with_a_range(fitted, queries) -> None:
    found = fitted.evaluate()
    assert found.photos == 35
    assert found.low < found.accuracy < found.high
    assert found.low <= fitted.score(*queries) <= 1.0


def test_evaluate_without_second_examples_says_what_is_missing(examples) -> None:
    X, y = examples
    one_each = FewShotClassifier(fine_tune="never").fit(X[::5], y[::5])
    with pytest.raises(NotEnoughExamplesError, match="second example"):
        one_each.evaluate()


def test_a_saved_classifier_answers_the_same(fitted, queries, tmp_path: Path) -> None:
    fitted.save(tmp_path / "steel")
    fitted.save(tmp_path / "steel")
    loaded = FewShotClassifier.load(tmp_path / "steel")
    np.testing.assert_allclose(
        loaded.predict_proba(queries[0]), fitted.predict_proba(queries[0]), atol=1e-6
    )
    assert loaded.rank(queries[0][:1])[0] == fitted.rank(queries[0][:1])[0]
    names = {p.suffix for p in (tmp_path / "steel").iterdir()}
    assert names == {".json", ".npz"}


def test_a_classifier_saved_before_turns_looks_at_photos_as_they_are(
    fitted, queries, tmp_path: Path
) -> None:
    fitted.save(tmp_path / "old")
    text = next((tmp_path / "old").glob("*.json"))
    about = json.loads(text.read_text(encoding="utf-8"))
    about["format"] = 1
    del about["turns"]
    text.write_text(json.dumps(about), encoding="utf-8")
    numbers = next((tmp_path / "old").glob("*.npz"))
    with np.load(numbers) as arrays:
        once = [a[:, : a.shape[1] // 4] for a in (arrays[name] for name in arrays.files)]
    np.savez(numbers, *once)
    loaded = FewShotClassifier.load(tmp_path / "old")
    assert loaded.embed(queries[0][:2]).shape == (2, 1600)
    assert loaded.score(*queries) >= 0.85


def test_save_overwrites_nothing_else_and_load_refuses_strangers(fitted, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("words")
    with pytest.raises(SiamDeskError, match="precious"):
        fitted.save(tmp_path / "precious")
    with pytest.raises(SiamDeskError, match="precious"):
        FewShotClassifier.load(tmp_path / "precious")
    assert (tmp_path / "precious" / "thesis.txt").read_text() == "words"


def test_saving_leaves_what_lies_beside_it_alone(fitted, tmp_path: Path) -> None:
    (tmp_path / "steel.new").mkdir()
    (tmp_path / "steel.new" / "thesis.txt").write_text("words")
    fitted.save(tmp_path / "steel")
    assert (tmp_path / "steel.new" / "thesis.txt").read_text() == "words"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["steel", "steel.new"]


@pytest.mark.parametrize(
    "stop", [PermissionError("the folder is open elsewhere"), KeyboardInterrupt()]
)
def test_a_save_that_is_stopped_leaves_the_earlier_one(
    fitted, queries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    fitted.save(tmp_path / "steel")
    rename = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if Path(target).name == "steel" and source.name == "new":
            raise stop
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises((SiamDeskError, KeyboardInterrupt)):
        fitted.save(tmp_path / "steel")
    assert [p.name for p in tmp_path.iterdir()] == ["steel"]
    loaded = FewShotClassifier.load(tmp_path / "steel")
    np.testing.assert_array_equal(loaded.predict(queries[0][:2]), fitted.predict(queries[0][:2]))


def test_an_earlier_one_that_can_not_be_put_back_is_not_thrown_away(
    fitted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted.save(tmp_path / "steel")
    rename = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if Path(target) == tmp_path / "steel":
            raise PermissionError("the folder is open elsewhere")
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SiamDeskError, match="open elsewhere"):
        fitted.save(tmp_path / "steel")
    (kept,) = tmp_path.rglob("classifier.json")
    assert FewShotClassifier.load(kept.parent).classes_.tolist() == fitted.classes_.tolist()


def test_names_in_no_encoding_are_saved_and_come_back(examples, tmp_path: Path) -> None:
    X = [np.full((8, 8, 3), 60 * i, np.uint8) for i in range(4)]
    y = ["caf\udce9", "caf\udce9", "Kratzer ä", "Kratzer ä"]
    FewShotClassifier(fine_tune="never").fit(X, y).save(tmp_path / "odd")
    assert FewShotClassifier.load(tmp_path / "odd").classes_.tolist() == ["Kratzer ä", "caf\udce9"]


def test_groups_may_be_an_array(examples) -> None:
    X, y = examples
    groups = np.array([str(i // 2) for i in range(len(X))])
    classifier = FewShotClassifier(encoder="lite0", fine_tune="never")
    of_array, of_list = (
        classifier.fit(X, y, given).predict_proba(X[:3]) for given in (groups, groups.tolist())
    )
    np.testing.assert_array_equal(of_array, of_list)


def pack(file: Path, *blocks: np.ndarray) -> None:
    np.savez_compressed(file, *blocks)


def cut_off(file: Path, *blocks: np.ndarray) -> None:
    file.write_bytes(b"")


def overwritten(file: Path, *blocks: np.ndarray) -> None:
    pack(file, *blocks)
    data = bytearray(file.read_bytes())
    data[60:90] = b"\xff" * 30
    file.write_bytes(data)


def not_finite(file: Path, *blocks: np.ndarray) -> None:
    pack(file, *(np.full_like(block, np.nan) for block in blocks))


def texts(file: Path, *blocks: np.ndarray) -> None:
    pack(file, *(block.astype(str) for block in blocks))


@pytest.mark.parametrize("damage", [cut_off, overwritten, not_finite, texts])
def test_damaged_features_of_a_saved_classifier_are_refused(fitted, tmp_path: Path, damage) -> None:
    fitted.save(tmp_path / "steel")
    file = tmp_path / "steel" / "pooled.npz"
    with np.load(file) as arrays:
        blocks = [arrays[name] for name in arrays.files]
    damage(file, *blocks)
    with pytest.raises(SiamDeskError, match=r"steel is not a saved classifier, or is damaged"):
        FewShotClassifier.load(tmp_path / "steel")


@pytest.mark.parametrize(
    "changes",
    [
        {"y": ["a"]},
        {"groups": []},
        {"names": []},
        {"names": [{}] * 35},
        {"turns": "four"},
        {"parameters": {"colour": "red"}},
        {"parameters": ["lite0"]},
        {"parameters": {"encoder": 5}},
    ],
    ids=str,
)
def test_a_damaged_saved_classifier_is_refused_by_name(fitted, tmp_path: Path, changes) -> None:
    fitted.save(tmp_path / "steel")
    text = next((tmp_path / "steel").glob("*.json"))
    about = json.loads(text.read_text(encoding="utf-8"))
    text.write_text(json.dumps(about | changes), encoding="utf-8")
    with pytest.raises(SiamDeskError, match=r"steel is not a saved classifier, or is damaged"):
        FewShotClassifier.load(tmp_path / "steel")


def test_a_classifier_taught_with_another_encoder_is_refused(fitted, tmp_path: Path) -> None:
    fitted.save(tmp_path / "steel")
    text = next((tmp_path / "steel").glob("*.json"))
    about = json.loads(text.read_text(encoding="utf-8"))
    about["parameters"]["encoder"] = "lite0"
    text.write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(SiamDeskError, match=r"steel was taught with another encoder"):
        FewShotClassifier.load(tmp_path / "steel")


def test_one_path_is_no_list_of_photos(fitted, examples) -> None:
    photo = examples[0][0]
    for one in (photo, str(photo)):
        with pytest.raises(SiamDeskError, match="Give a list of photos"):
            FewShotClassifier(fine_tune="never").fit(one, ["scratch"])
        with pytest.raises(SiamDeskError, match="Give a list of photos"):
            fitted.unusual(photo, one)


def test_a_class_is_not_told_from_itself(fitted, queries) -> None:
    likeliest = fitted.predict(queries[0][:1])[0]
    with pytest.raises(SiamDeskError, match=f"'{likeliest}' can't be told from itself"):
        fitted.explain(queries[0][0], against=likeliest)


def test_always_tuning_an_encoder_that_can_not_be_tuned_is_refused(examples) -> None:
    classifier = FewShotClassifier(encoder="tiny_vit", fine_tune="always")
    with pytest.raises(SiamDeskError, match="lite0"):
        classifier.fit(*examples)


@pytest.mark.parametrize(
    "strange",
    [
        [np.zeros((8, 8), np.uint8)],
        [np.zeros((0, 8, 3), np.uint8)],
        [np.zeros((8, 8, 3), np.float32)],
        "photo.png",
    ],
)
def test_what_is_no_photo_is_refused_in_words(fitted, strange) -> None:
    with pytest.raises(SiamDeskError):
        fitted.predict(strange)


def test_a_fit_that_fails_changes_nothing(examples, queries, tmp_path: Path) -> None:
    X, y = examples
    classifier = FewShotClassifier(encoder="lite0", fine_tune="never").fit(X, y)
    before = classifier.predict_proba(queries[0])
    classifier.set_params(encoder="default")
    with pytest.raises(SiamDeskError, match="missing"):
        classifier.fit([*X, tmp_path / "missing.png"], [*y, y[0]])
    with pytest.raises(SiamDeskError, match="groups"):
        classifier.fit(X, y, groups=["a"])
    np.testing.assert_array_equal(classifier.predict_proba(queries[0]), before)


def test_wrong_wishes_are_refused(examples, fitted, queries) -> None:
    with pytest.raises(ValueError, match="sometimes"):
        FewShotClassifier(fine_tune="sometimes").fit(*examples)
    with pytest.raises(SiamDeskError, match="itself"):
        fitted.explain(queries[0][0], "red iron", "red iron")
    with pytest.raises(NotFittedError):
        FewShotClassifier().predict(queries[0])


def test_always_fine_tuning_keeps_the_better_encoder(examples, queries, tmp_path: Path) -> None:
    """Whether it is better is the guard's to say; either way the answers survive a save."""
    X, y = examples
    few = [i for i, name in enumerate(y) if name in sorted(set(y))[:4] and i % 5 < 3]
    classifier = FewShotClassifier(fine_tune="always", random_state=1)
    classifier.fit([X[i] for i in few], [y[i] for i in few])
    classifier.partial_fit([X[4]], [y[4]])
    assert classifier.evaluate().photos == len(few) + 1
    classifier.save(tmp_path / "tuned")
    loaded = FewShotClassifier.load(tmp_path / "tuned")
    np.testing.assert_allclose(
        loaded.predict_proba(queries[0]), classifier.predict_proba(queries[0]), atol=1e-6
    )
    assert loaded.evaluate().accuracy == classifier.evaluate().accuracy


def test_it_is_a_scikit_learn_estimator(examples, queries) -> None:
    original = FewShotClassifier(fine_tune="never", random_state=3)
    copy = clone(original.set_params(encoder="lite0"))
    assert copy.get_params() == original.get_params()

    def read(paths: list[Path]) -> NDArray[np.uint8]:
        return np.stack([read_image(p) for p in paths])

    pipeline = make_pipeline(FunctionTransformer(read), copy)
    pipeline.fit(*examples)
    assert pipeline.score(*queries) > 0.85
