"""Adding an encoder in the window: what is asked, and what is said when the file is refused."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from living_windows import OpenWindow, settings_in, windows
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import Failed, Finished
from siamdesk.engine.model_messages import AddEncoder, EncoderAdded, PixelScale
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.encoder_dialog import EncoderDialog
from siamdesk.gui.model_panel.model_dialog import ModelDialog
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PATIENCE_MS = 140_000


def dialogs(window: MainWindow) -> tuple[ModelDialog, EncoderDialog]:
    window.actions_by_id[ActionId.LEARNING_SETTINGS].trigger()
    (model,) = window.findChildren(ModelDialog)
    model.settings.add_button.click()
    (dialog,) = model.findChildren(EncoderDialog)
    return model, dialog


@pytest.fixture
def asking(opened_window: OpenWindow, project_path: Path) -> tuple[Session, EncoderDialog]:
    """The open dialog; there is no worker that would look at a file."""
    window, session = opened_window(project_path)
    return session, dialogs(window)[1]


def add(dialog: EncoderDialog) -> None:
    dialog.show_file("/somewhere/e.onnx")
    dialog.add_button.click()


def asked(session: Session) -> AddEncoder:
    found = session.learner.running(AddEncoder)
    assert found is not None
    return found


def hear(session: Session, event: object) -> None:
    session.learner._link.heard.emit(event)


def test_the_file_gives_the_name_unless_one_was_typed(
    asking: tuple[Session, EncoderDialog],
) -> None:
    _, dialog = asking
    assert not dialog.add_button.isEnabled()
    dialog.show_file("/somewhere/My ResNet-50 (v2).onnx")
    assert dialog.name.text() == "my-resnet-50-v2"
    assert dialog.add_button.isEnabled()
    dialog.show_file("/somewhere/other.keras")
    assert dialog.name.text() == "other"
    dialog.name.setText("mine")
    dialog.show_file("/somewhere/third.keras")
    assert dialog.name.text() == "mine"


def test_names_that_no_encoder_can_have_are_not_taken(
    qtbot: QtBot, asking: tuple[Session, EncoderDialog]
) -> None:
    _, dialog = asking
    dialog.show_file("/somewhere/e.onnx")
    dialog.name.clear()
    assert not dialog.add_button.isEnabled()
    qtbot.keyClicks(dialog.name, "../evil $")
    assert dialog.name.text() == "evil"


def test_the_worker_is_asked_and_the_dialog_waits(
    qtbot: QtBot, asking: tuple[Session, EncoderDialog]
) -> None:
    session, dialog = asking
    dialog.show_file("/somewhere/e.onnx")
    dialog.scale.setCurrentIndex(dialog.scale.findData(PixelScale.IMAGENET.value))
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    request = asked(session)
    assert (request.path, request.name) == (Path("/somewhere/e.onnx"), "e")
    assert request.pixels is PixelScale.IMAGENET
    assert not dialog.add_button.isEnabled()
    assert session.at_stake is not None


def test_a_refusal_stands_in_the_dialog_and_another_file_can_be_chosen(
    asking: tuple[Session, EncoderDialog],
) -> None:
    session, dialog = asking
    add(dialog)
    hear(session, Failed(asked(session).task, "e.onnx was refused: because."))
    assert dialog._refusal.text() == "e.onnx was refused: because."
    assert dialog._refusal.isVisible()
    assert dialog.choose_button.isEnabled()
    dialog.show_file("/somewhere/f.onnx")
    assert not dialog._refusal.isVisible()


def test_an_added_encoder_closes_the_dialog(
    qtbot: QtBot, asking: tuple[Session, EncoderDialog]
) -> None:
    session, dialog = asking
    add(dialog)
    task = asked(session).task
    with qtbot.waitSignals([dialog.accepted, session.noticed]):
        hear(session, EncoderAdded(task, "own:e", frozen=True))
        hear(session, Finished(task))
    assert session.learner.running(AddEncoder) is None


@pytest.mark.timeout(300)
def test_the_real_worker_adds_one_and_refuses_another(
    qtbot: QtBot, theme: Theme, tmp_path: Path, project_path: Path, monkeypatch
) -> None:
    import onnx
    from onnx import TensorProto, helper

    monkeypatch.setenv("SIAMDESK_ENCODERS", str(tmp_path / "encoders"))
    node = helper.make_node("AveragePool", ["photo"], ["map"], kernel_shape=[8, 8], strides=[8, 8])
    graph = helper.make_graph(
        [node],
        "mean",
        [helper.make_tensor_value_info("photo", TensorProto.FLOAT, [1, 3, 64, 64])],
        [helper.make_tensor_value_info("map", TensorProto.FLOAT, [1, 3, 8, 8])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(tmp_path / "means.onnx"))
    (tmp_path / "evil.keras").write_bytes(pickle.dumps([1]))
    with windows(qtbot, theme, settings_in(tmp_path)) as open_window:
        window, session = open_window(project_path)
        session.start_worker()
        panel, dialog = dialogs(window)
        dialog.show_file(str(tmp_path / "evil.keras"))
        with qtbot.waitSignal(session.learner.encoder_refused, timeout=PATIENCE_MS):
            dialog.add_button.click()
        assert "pickle" in dialog._refusal.text()
        dialog.show_file(str(tmp_path / "means.onnx"))
        with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE_MS):
            dialog.add_button.click()
        chosen = panel.settings.chosen
        assert chosen is not None
        assert chosen.encoder == "own:means", "proposed, not applied yet"
        assert panel.settings.apply_button.isEnabled()
