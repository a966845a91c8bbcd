"""ONNX encoders of other people: what is taken, what is refused, and that they are found again."""

from __future__ import annotations

import json
import pickle
import zipfile

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from siamdesk.encoders.conversion.own_files import add_own
from siamdesk.encoders.conversion.pixels import PixelRange
from siamdesk.encoders.conversion.removing import removable_ids, remove_encoder
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.weights import user_encoders_folder
from siamdesk.errors import Cancelled, EncoderError

SIZE = 32
KERNEL = np.random.default_rng(2).normal(size=(5, 3, 4, 4)).astype(np.float32)
DENSE = np.random.default_rng(3).normal(size=(5, 7)).astype(np.float32)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The user's folder."""
    path = tmp_path / "user encoders"
    monkeypatch.setenv("SIAMDESK_ENCODERS", str(path))
    return path


def network(*tail, given=(1, 3, SIZE, SIZE), output=("found", None), kind=TensorProto.FLOAT):
    """A convolution with stride 4 and a rectifier, and the nodes of `tail` after it."""
    nodes = [
        helper.make_node("Conv", ["photo", "kernel"], ["conv"], strides=[4, 4]),
        helper.make_node("Relu", ["conv"], ["map"]),
        *tail,
    ]
    arrays = [
        numpy_helper.from_array(KERNEL, "kernel"),
        numpy_helper.from_array(DENSE, "dense"),
    ]
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("photo", kind, given)],
        [helper.make_tensor_value_info(output[0], TensorProto.FLOAT, output[1])],
        arrays,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


POOL = [
    helper.make_node("GlobalAveragePool", ["map"], ["mean"]),
    helper.make_node("Flatten", ["mean"], ["vector"]),
]
WITH_MAP = {
    "a map": network(output=("map", ["n", 5, 8, 8]), given=("n", 3, SIZE, SIZE)),
    "a pooled map": network(*POOL, output=("vector", ["n", 5]), given=("n", 3, SIZE, SIZE)),
    "a reduced map": network(
        helper.make_node("ReduceMean", ["map"], ["vector"], axes=[2, 3], keepdims=0),
        output=("vector", [1, 5]),
    ),
}
DENSE_VECTOR = network(
    *POOL, helper.make_node("MatMul", ["vector", "dense"], ["found"]), output=("found", [1, 7])
)


def saved(tmp_path, model, name="mine.onnx"):
    path = tmp_path / name
    path.write_bytes(model.SerializeToString())
    return path


def photos(count=3):
    return np.random.default_rng(1).integers(0, 256, (count, SIZE, SIZE, 3), dtype=np.uint8)


def expected_map(values):
    """The convolution and the rectifier by hand; `[n, 8, 8, 5]`."""
    blocks = values.reshape(len(values), 8, 4, 8, 4, 3)
    return np.maximum(np.einsum("nhiwjc,dcij->nhwd", blocks, KERNEL), 0)


@pytest.mark.parametrize("model", WITH_MAP.values(), ids=WITH_MAP)
def test_an_encoder_with_a_map_gives_heatmaps_their_regions(tmp_path, model):
    spec = add_own(saved(tmp_path, model))
    assert (spec.id, spec.input_size, spec.dimension, spec.root) == ("own:mine", SIZE, 5, True)
    found = Encoder.load("own:mine", turns=1).encode(photos())
    expected = expected_map(photos().astype(np.float64))
    np.testing.assert_allclose(found.spatial, expected, rtol=1e-4, atol=1e-2)
    np.testing.assert_allclose(found.pooled, expected.mean((1, 2)), rtol=1e-4, atol=1e-2)


def test_a_vector_is_one_region(tmp_path):
    spec = add_own(saved(tmp_path, DENSE_VECTOR))
    assert (spec.dimension, spec.root) == (7, False)
    found = Encoder.load("own:mine", turns=1).encode(photos())
    assert found.spatial.shape == (3, 1, 1, 7)
    expected = expected_map(photos().astype(np.float64)).mean((1, 2)) @ DENSE
    np.testing.assert_allclose(found.pooled, expected, rtol=1e-4, atol=1e-1)


@pytest.mark.parametrize(
    ("pixels", "scaled"),
    [
        (PixelRange.UNIT, lambda x: x / 255),
        (PixelRange.SIGNED, lambda x: x / 127.5 - 1),
        (
            PixelRange.IMAGENET,
            lambda x: (x / 255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225],
        ),
    ],
)
def test_it_gets_its_photos_in_its_range(tmp_path, pixels, scaled):
    add_own(saved(tmp_path, WITH_MAP["a map"]), pixels=pixels)
    found = Encoder.load("own:mine", turns=1).encode(photos())
    expected = expected_map(scaled(photos().astype(np.float64)))
    np.testing.assert_allclose(found.spatial, expected, rtol=1e-3, atol=1e-3)


def test_a_keras_encoder_takes_the_pixels_of_imagenet_too(tmp_path):
    import keras
    from keras import layers

    photo = keras.Input((SIZE, SIZE, 3))
    keras.Model(photo, layers.AveragePooling2D(SIZE)(photo)).save(tmp_path / "mean.keras")
    add_own(tmp_path / "mean.keras", pixels=PixelRange.IMAGENET)
    found = Encoder.load("own:mean", turns=1).embed(photos())
    means = photos().astype(np.float64).mean((1, 2)) / 255
    expected = (means - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-3)


def test_photos_may_be_whole_numbers_with_their_colours_last(tmp_path):
    model = network(output=("map", [1, 5, 8, 8]))
    first = [
        helper.make_node("Cast", ["bytes"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["floats"], ["photo"], perm=[0, 3, 1, 2]),
    ]
    last = [helper.make_node("Transpose", ["map"], ["last"], perm=[0, 2, 3, 1])]
    nodes = [*first, *model.graph.node, *last]
    given = helper.make_tensor_value_info("bytes", TensorProto.UINT8, [1, SIZE, SIZE, 3])
    gives = helper.make_tensor_value_info("last", TensorProto.FLOAT, [1, 8, 8, 5])
    graph = helper.make_graph(nodes, "network", [given], [gives], model.graph.initializer)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    add_own(saved(tmp_path, model))
    found = Encoder.load("own:mine", turns=1).encode(photos())
    expected = expected_map(photos().astype(np.float64))
    np.testing.assert_allclose(found.spatial, expected, rtol=1e-4, atol=1e-2)


def test_it_is_frozen_and_says_so(tmp_path):
    add_own(saved(tmp_path, DENSE_VECTOR), name="Theirs")
    spec = encoder_spec("own:theirs")
    assert spec.frozen
    with pytest.raises(EncoderError, match=r"own:theirs is frozen.*export or fine-tune"):
        spec.build()


def test_arrays_beside_the_file_come_along(tmp_path):
    path, model = tmp_path / "mine.onnx", onnx.ModelProto()
    model.CopyFrom(WITH_MAP["a map"])
    onnx.save(
        model,
        str(path),
        save_as_external_data=True,
        location="mine.data",
        size_threshold=0,
    )
    add_own(path)
    (tmp_path / "mine.data").unlink()
    found = Encoder.load("own:mine", turns=1).encode(photos(1))
    expected = expected_map(photos(1).astype(np.float64))
    np.testing.assert_allclose(found.spatial, expected, rtol=1e-4, atol=1e-2)


# ---- what is refused ----


def refusal(path, **options) -> str:
    with pytest.raises(EncoderError) as found:
        add_own(path, **options)
    assert not (user_encoders_folder() / "encoders.json").exists()
    assert str(path) in str(found.value), "the file is named"
    return str(found.value)


def elsewhere(*locations):
    model = onnx.ModelProto()
    model.CopyFrom(WITH_MAP["a map"])
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for location in locations:
        tensor.external_data.add(key="location", value=location)
    return model


@pytest.mark.parametrize(
    "location",
    ["../secret.bin", "/etc/passwd", "a/../../secret.bin", "..\\secret.bin", "C:\\x.bin", ""],
)
def test_arrays_in_other_folders_are_refused(tmp_path, location):
    (tmp_path / "secret.bin").write_bytes(KERNEL.tobytes())
    (tmp_path / "in").mkdir()
    said = refusal(saved(tmp_path / "in", elsewhere(location)))
    assert "outside its folder" in said


def test_a_second_place_of_an_array_is_looked_at_too(tmp_path):
    (tmp_path / "secret.bin").write_bytes(KERNEL.tobytes())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "fine.bin").write_bytes(KERNEL.tobytes())
    said = refusal(saved(tmp_path / "in", elsewhere("fine.bin", "../secret.bin")))
    assert "outside its folder" in said


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.bin").write_bytes(KERNEL.tobytes())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "data").symlink_to(tmp_path / "secret.bin")
    assert "outside its folder" in refusal(saved(tmp_path / "in", elsewhere("data")))


def test_arrays_that_are_missing_are_named(tmp_path):
    said = refusal(saved(tmp_path, elsewhere("gone.bin")))
    assert "gone.bin" in said
    assert "missing" in said


def in_a_branch(node):
    inner = helper.make_graph(
        [node], "inner", [], [helper.make_tensor_value_info("deep", TensorProto.FLOAT, None)]
    )
    return helper.make_node("If", ["yes"], ["found"], then_branch=inner, else_branch=inner)


@pytest.mark.parametrize("hidden", [False, True], ids=["at the top", "in a branch"])
def test_operators_of_other_makers_are_refused(tmp_path, hidden):
    node = helper.make_node("Evil", ["map"], ["deep" if hidden else "found"], domain="my.own")
    model = network(in_a_branch(node) if hidden else node)
    said = refusal(saved(tmp_path, model))
    assert "Evil" in said
    assert "my.own" in said


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ((1, 1, SIZE, SIZE), "not one photo"),
        ((1, 3, SIZE), "not one photo"),
        ((1, 3, SIZE, 48), f"{SIZE} × 48"),
        ((1, 3, 8, 8), "8 × 8"),
        ((1, 3, 5000, 5000), "5000 × 5000"),
    ],
)
def test_an_input_that_is_no_square_photo_is_refused(tmp_path, given, reason):
    assert reason in refusal(saved(tmp_path, network(given=given, output=("map", None))))


def test_two_inputs_are_refused(tmp_path):
    model = network(output=("map", None))
    model.graph.input.add().CopyFrom(helper.make_tensor_value_info("more", TensorProto.FLOAT, [1]))
    assert "not one photo" in refusal(saved(tmp_path, model))


def test_numbers_of_another_kind_are_refused(tmp_path):
    said = refusal(saved(tmp_path, network(kind=TensorProto.INT64, output=("map", None))))
    assert "INT64" in said


def test_an_output_of_another_shape_is_refused(tmp_path):
    tail = helper.make_node("ReduceMean", ["map"], ["found"], axes=[3], keepdims=0)
    said = refusal(saved(tmp_path, network(tail)))
    assert "not one feature map or vector" in said


def test_an_operator_that_onnx_does_not_have_is_refused(tmp_path):
    said = refusal(saved(tmp_path, network(helper.make_node("Bogus", ["map"], ["found"]))))
    assert "can't be run" in said or "not one feature map" in said


def test_answers_that_are_no_numbers_are_refused(tmp_path):
    tail = helper.make_node("Log", ["minus"], ["found"])
    minus = helper.make_node("Neg", ["conv"], ["minus"])
    said = refusal(saved(tmp_path, network(minus, tail)))
    assert "not finite" in said


def test_a_network_that_openvino_runs_otherwise_is_refused(tmp_path, monkeypatch):
    from siamdesk.encoders.conversion import frozen_onnx

    wrong = np.zeros((1, 5, 8, 8), np.float32)
    monkeypatch.setattr(frozen_onnx, "_onnx_runtime", lambda *_: wrong)
    assert "differs" in refusal(saved(tmp_path, WITH_MAP["a map"]))


@pytest.mark.parametrize("content", [b"", b"\x08\x07 no protobuf \xff\xff", b"<html>"])
def test_a_file_that_is_no_network_is_refused(tmp_path, content):
    path = tmp_path / "mine.onnx"
    path.write_bytes(content)
    assert "no ONNX file" in refusal(path)


def test_a_file_of_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "mine.onnx"
    with path.open("wb") as stream:
        stream.truncate(3_000_000_000)  # takes no room on the disk
    assert "3.0 GB" in refusal(path)


class Evil:
    """A pickle of it touches a file when it is opened."""

    def __init__(self, trace):
        self.trace = trace

    def __reduce__(self):
        return (open, (str(self.trace), "w"))


@pytest.mark.parametrize("name", ["e.pkl", "e.pth", "e.keras", "e.onnx", "e.joblib"])
@pytest.mark.parametrize("packed", [False, True], ids=["bare", "as PyTorch packs it"])
def test_pickles_are_refused_unopened_whatever_they_are_called(tmp_path, name, packed):
    trace, path = tmp_path / "trace", tmp_path / name
    data = pickle.dumps(Evil(trace))
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("archive/data.pkl", data)
    else:
        path.write_bytes(data)
    assert "pickle" in refusal(path)
    assert not trace.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("old.h5", b"\x89HDF\r\n\x1a\n", "HDF5"),
        ("old.keras", b"\x89HDF\r\n\x1a\n", "HDF5"),
        ("model.tflite", b"\x1c\x00\x00\x00TFL3", "neither a .keras nor an .onnx"),
        ("gone.onnx", None, "can't be read"),
    ],
)
def test_other_files_are_refused_with_advice(tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert reason in refusal(tmp_path / name)


# ---- .keras archives ----


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    import keras
    from keras import layers

    path = tmp_path_factory.mktemp("good") / "good.keras"
    photo = keras.Input((SIZE, SIZE, 3))
    keras.Model(photo, layers.Conv2D(2, 3)(photo)).save(path)
    return path


def rewritten(good, tmp_path, *extra, weights=None):
    path = tmp_path / "bad.keras"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", 8) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, weights if weights and name.endswith(".h5") else data)
        for name, data in extra:
            target.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "..\\evil.py", "C:\\evil.py"])
def test_an_archive_that_leads_out_of_its_folder_is_refused(good, tmp_path, name):
    assert "leads out of its folder" in refusal(rewritten(good, tmp_path, (name, b"")))


def test_an_archive_that_swells_is_refused_unread(good, tmp_path):
    path = tmp_path / "bad.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("config.json", bytes(60_000_000))
    assert "would unpack to" in refusal(path)


def test_weights_that_lie_in_other_files_are_refused(good, tmp_path):
    import h5py

    with zipfile.ZipFile(good) as source:
        (tmp_path / "w.h5").write_bytes(source.read("model.weights.h5"))
    with h5py.File(tmp_path / "w.h5", "a") as file:
        file["stolen"] = h5py.ExternalLink("/etc/passwd.h5", "/x")
    linked = rewritten(good, tmp_path, weights=(tmp_path / "w.h5").read_bytes())
    assert "'stolen'" in refusal(linked)
    with h5py.File(tmp_path / "w.h5", "a") as file:
        del file["stolen"]
        file.create_dataset("raw", (4,), "u1", external=[("/etc/passwd", 0, 4)])
    assert "'raw'" in refusal(rewritten(good, tmp_path, weights=(tmp_path / "w.h5").read_bytes()))


# ---- and out again ----


def test_a_removed_encoder_leaves_nothing_behind(tmp_path, folder):
    for name in ("mine", "other"):
        add_own(saved(tmp_path, DENSE_VECTOR), name=name)
    assert removable_ids() == ["own:mine", "own:other"]
    remove_encoder("own:mine")
    assert removable_ids() == ["own:other"]
    assert not list(folder.glob("own-mine*"))
    assert "own-mine" not in (folder / "NOTICE").read_text()
    assert "own-other" in (folder / "NOTICE").read_text()
    Encoder.load("own:other")
    with pytest.raises(EncoderError, match="not in"):
        Encoder.load("own:mine")


@pytest.mark.parametrize(("name", "reason"), [("lite0", "comes with"), ("own:x", "Known: none")])
def test_what_was_not_added_can_t_be_removed(name, reason):
    with pytest.raises(EncoderError, match=reason):
        remove_encoder(name)


def test_one_of_the_same_name_takes_the_place_of_the_other(good, tmp_path, folder):
    add_own(good, name="mine")
    assert (folder / "own-mine.npz").exists()
    add_own(saved(tmp_path, DENSE_VECTOR), name="mine")
    files = json.loads((folder / "encoders.json").read_text())["own:mine"]["files"]
    assert {p.name for p in folder.glob("own-mine.*")} == {*files, "own-mine.LICENSE"}
    Encoder.load("own:mine")


def test_a_cancel_writes_nothing(tmp_path, folder):
    def stop(fraction: float, message: str) -> None:
        if fraction >= 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        add_own(saved(tmp_path, DENSE_VECTOR), progress=stop)
    assert not folder.exists()
