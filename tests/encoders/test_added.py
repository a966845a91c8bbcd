"""Encoders that the user adds: what is taken, what is refused, and that they are found again."""

from __future__ import annotations

import json
import urllib.error
import zipfile

import numpy as np
import pytest

from siamdesk.encoders.conversion.__main__ import main
from siamdesk.encoders.conversion.keras_archive import read_architecture
from siamdesk.encoders.registry import ENCODERS, encoder_spec
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.weights import load_shipped, user_encoders_folder
from siamdesk.errors import EncoderError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The user's folder."""
    path = tmp_path / "user encoders"
    monkeypatch.setenv("SIAMDESK_ENCODERS", str(path))
    return path


def convolutional(size=32, *, pooled=False):
    import keras
    from keras import layers

    keras.utils.set_random_seed(0)
    parts = [keras.Input((size, size, 3)), layers.Conv2D(5, 3, strides=4, activation="relu")]
    if pooled:
        parts.append(layers.GlobalAveragePooling2D())
    return keras.Sequential(parts)


def photos(size, count=3):
    return np.random.default_rng(1).integers(0, 256, (count, size, size, 3), dtype=np.uint8)


def add(path, *options):
    return main(["--own", str(path), *options])


@pytest.mark.parametrize("pooled", [False, True], ids=["a map", "a pooled map"])
def test_an_own_encoder_is_run_as_keras_runs_it(tmp_path, pooled):
    convolutional(pooled=pooled).save(tmp_path / "mine.keras")
    assert add(tmp_path / "mine.keras") == 0

    encoder = Encoder.load("own:mine", turns=1)

    spec = encoder.spec
    assert (spec.input_size, spec.dimension, spec.root, spec.bundled) == (32, 5, True, False)
    given = photos(32)
    expected = np.asarray(convolutional()(given.astype(np.float32)))
    found = encoder.encode(given)
    np.testing.assert_allclose(found.spatial, expected, rtol=1e-4, atol=1e-3)
    np.testing.assert_allclose(found.pooled, expected.mean((1, 2)), rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize(("pixels", "low", "high"), [("0..1", 0, 1), ("-1..1", -1, 1)])
def test_an_own_encoder_gets_its_photos_in_its_range(tmp_path, pixels, low, high):
    convolutional().save(tmp_path / "mine.keras")
    assert add(tmp_path / "mine.keras", "--name", "other", f"--pixels={pixels}") == 0
    given = photos(32)
    scaled = low + given.astype(np.float32) / 255 * (high - low)
    expected = np.asarray(convolutional()(scaled)).mean((1, 2))
    np.testing.assert_allclose(Encoder.load("own:other", turns=1).embed(given), expected, atol=1e-4)


def test_a_vector_is_one_region(tmp_path):
    import keras
    from keras import layers

    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [keras.Input((None, None, 3)), layers.GlobalMaxPooling2D(), layers.Dense(4)]
    )
    model.save(tmp_path / "v.keras")
    assert add(tmp_path / "v.keras") == 0
    encoder = Encoder.load("own:v", turns=1)
    given = photos(224, 1)
    found = encoder.encode(given)
    assert found.spatial.shape == (1, 1, 1, 4)
    assert encoder.spec.root is False
    expected = np.asarray(model(given.astype(np.float32)))
    np.testing.assert_allclose(found.pooled, expected, rtol=1e-4)


def test_an_added_encoder_is_rebuilt_from_its_files(tmp_path):
    convolutional().save(tmp_path / "mine.keras")
    add(tmp_path / "mine.keras")
    model = encoder_spec("own:mine").build()
    load_shipped(model, "own:mine")
    given = photos(32)
    found = np.asarray(model.predict_on_batch(given.astype(np.float32))["pooled"])
    np.testing.assert_allclose(
        Encoder.load("own:mine", turns=1).embed(given), found, rtol=1e-4, atol=1e-3
    )


def refusal(capsys, path, *options) -> str:
    assert add(path, *options) == 1
    assert not (user_encoders_folder() / "encoders.json").exists()
    return capsys.readouterr().err


def test_a_lambda_layer_is_refused_unrun(tmp_path, capsys):
    import keras

    trace = tmp_path / "trace"
    model = keras.Sequential(
        [keras.Input((32, 32, 3)), keras.layers.Lambda(lambda x: x * 2, output_shape=(32, 32, 3))]
    )
    model.save(tmp_path / "mine.keras")
    said = refusal(capsys, tmp_path / "mine.keras")
    assert "'Lambda'" in said
    assert not trace.exists()


@pytest.mark.parametrize(
    "part",
    [
        {"module": "os", "class_name": "system", "config": {}, "registered_name": None},
        {"module": "keras.utils", "class_name": "get_file", "config": {}, "registered_name": None},
        {"module": "builtins", "class_name": "function", "config": "eval"},
        {"module": "keras.layers", "class_name": "TFSMLayer", "config": {"filepath": "x"}},
        {"module": "mine", "class_name": "Own", "config": {}, "registered_name": "Custom>Own"},
        {"module": "keras.layers", "class_name": "Dense", "registered_name": "Custom>Dense"},
        {"module": None, "class_name": "__lambda__", "config": {"value": "x"}},
    ],
    ids=lambda part: part["class_name"],
)
def test_a_layer_that_could_do_more_than_compute_is_refused(tmp_path, capsys, part):
    convolutional().save(tmp_path / "good.keras")
    with (
        zipfile.ZipFile(tmp_path / "good.keras") as good,
        zipfile.ZipFile(tmp_path / "bad.keras", "w") as bad,
    ):
        for name in good.namelist():
            data = good.read(name)
            if name == "config.json":
                config = json.loads(data)
                config["config"]["layers"].append(part)
                data = json.dumps(config).encode()
            bad.writestr(name, data)
    assert part["class_name"] in refusal(capsys, tmp_path / "bad.keras")


def test_a_file_with_packed_nonsense_is_refused(tmp_path):
    path = tmp_path / "mine.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", json.dumps({"class_name": "Sequential"}))
    data = bytearray(path.read_bytes())
    data[30 + len("config.json")] = 0xFF  # deflate knows no such block
    path.write_bytes(data)
    with pytest.raises(EncoderError, match=r"is not a \.keras file"):
        read_architecture(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "can't be read"),
        (b"", "is not a .keras file"),
        (b"\x80\x04N.", "it is a pickle"),
        (b"PK\x03\x04 nothing", "is not a .keras file"),
    ],
)
def test_a_file_that_is_no_encoder_is_refused(tmp_path, capsys, content, told):
    path = tmp_path / "mine.keras"
    if content is not None:
        path.write_bytes(content)
    assert told in refusal(capsys, path)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [((32, 48, 3), "32 × 48"), ((32, 32, 1), "not one photo"), ((8,), "not one photo")],
)
def test_an_input_that_is_no_square_photo_is_refused(tmp_path, capsys, shape, reason):
    import keras

    photo = keras.Input(shape)
    keras.Model(photo, keras.layers.Dense(2)(photo)).save(tmp_path / "mine.keras")
    assert reason in refusal(capsys, tmp_path / "mine.keras")


def test_an_output_of_several_is_refused(tmp_path, capsys):
    import keras

    photo = keras.Input((32, 32, 3))
    two = [keras.layers.Conv2D(2, 3)(photo), keras.layers.Conv2D(3, 3)(photo)]
    keras.Model(photo, two).save(tmp_path / "mine.keras")
    assert "not one feature map or vector" in refusal(capsys, tmp_path / "mine.keras")


def test_a_name_that_no_file_should_have_is_refused(tmp_path, capsys):
    convolutional().save(tmp_path / "mine.keras")
    assert "can't name an encoder" in refusal(capsys, tmp_path / "mine.keras", "--name", "../x")


@pytest.mark.parametrize("name", ["MobileNetV3Small", "ResNet50"])
def test_a_network_of_keras_gets_the_pixels_that_it_wants(name):
    """ResNet50 swaps red and blue and subtracts a mean; MobileNetV3 scales inside the network."""
    import keras

    from siamdesk.encoders.conversion.adding import wrap_application

    keras.utils.set_random_seed(3)
    wrapped = wrap_application(name, weights=None)
    keras.utils.set_random_seed(3)
    network = getattr(keras.applications, name)(
        include_top=False, weights=None, input_shape=(224, 224, 3)
    )
    module = {
        "MobileNetV3Small": keras.applications.mobilenet_v3,
        "ResNet50": keras.applications.resnet,
    }[name]
    given = photos(224, 1).astype(np.float32)
    expected = np.asarray(network(module.preprocess_input(given.copy()), training=False))
    found = np.asarray(wrapped.model.predict_on_batch(given)["spatial"])
    scale = np.abs(expected).max()
    np.testing.assert_allclose(found, expected, atol=1e-3 * scale)
    assert wrapped.spec.dimension == expected.shape[-1]


def test_a_network_of_keras_is_found_again():
    from siamdesk.encoders.conversion.adding import wrap_application, write_wrapped

    wrapped = wrap_application("MobileNetV3Small", weights=None)
    write_wrapped(wrapped, user_encoders_folder())
    encoder = Encoder.load("applications:MobileNetV3Small", turns=1)
    given = photos(224, 2)
    expected = np.asarray(wrapped.model.predict_on_batch(given.astype(np.float32))["pooled"])
    scale = np.abs(expected).max()
    np.testing.assert_allclose(encoder.embed(given), expected, atol=1e-4 * scale)
    assert ":" not in encoder.key


def test_without_a_network_connection_the_reason_is_told(monkeypatch, tmp_path, capsys):
    from keras.src.utils import file_utils

    def unreachable(*arguments, **options):
        raise urllib.error.URLError("no network in this test")

    monkeypatch.setattr(file_utils.config, "keras_home", lambda: str(tmp_path))
    monkeypatch.setattr(file_utils, "urlretrieve", unreachable)
    assert main(["applications:MobileNetV3Small"]) == 1
    said = capsys.readouterr().err
    assert "MobileNetV3Small can't be had" in said
    assert "network connection" in said


def test_an_unknown_network_is_refused_with_those_there_are(capsys):
    assert main(["applications:AlexNet"]) == 1
    assert "ResNet50" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("encoder_id", "command"),
    [
        ("dinov2_s", "siamdesk encoders add dinov2_s"),
        ("lite2", "siamdesk encoders add lite2"),
        ("applications:ResNet50", "siamdesk encoders add applications:ResNet50"),
        ("own:mine", "siamdesk encoders add FILE"),
    ],
)
def test_an_encoder_that_is_not_there_says_what_to_run(encoder_id, command):
    with pytest.raises(EncoderError, match=f"run: {command}$"):
        Encoder.load(encoder_id)


def test_an_unknown_id_names_all_there_are(tmp_path):
    convolutional().save(tmp_path / "mine.keras")
    add(tmp_path / "mine.keras")
    with pytest.raises(EncoderError, match=r"lite0, tiny_vit, .*dinov2_s, own:mine"):
        Encoder.load("vgg")


def rebuild_and_load(encoder_id):
    load_shipped(encoder_spec(encoder_id).build(), encoder_id)
    Encoder.load(encoder_id)


@pytest.mark.parametrize("suffix", [".bin", ".npz", ".json"])
def test_damaged_files_of_an_added_encoder_are_refused_by_name(tmp_path, folder, suffix):
    convolutional().save(tmp_path / "mine.keras")
    add(tmp_path / "mine.keras")
    path = folder / f"own-mine{suffix}"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EncoderError, match=rf"own-mine\{suffix} is damaged.*Convert"):
        rebuild_and_load("own:mine")


def test_the_bundled_encoders_are_told_from_the_others():
    bundled = [encoder_id for encoder_id, spec in ENCODERS.items() if spec.bundled]
    assert bundled == ["lite0", "tiny_vit"]


def test_a_second_encoder_joins_the_first_in_list_and_notice(tmp_path, folder):
    for name in ("b", "a", "b"):
        convolutional().save(tmp_path / f"{name}.keras")
        add(tmp_path / f"{name}.keras")
    assert json.loads((folder / "encoders.json").read_text()).keys() == {"own:a", "own:b"}
    notice = (folder / "NOTICE").read_text()
    assert notice.count("own-a.npz") == notice.count("own-b.npz") == 1
    assert notice.index("own-a.npz") < notice.index("own-b.npz")
