"""The model panel: what it shows, what it asks, and the settings through the real worker."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import (
    ClassRecall,
    Confusion,
    FineTune,
    FineTuned,
    FineTuneMode,
    Finished,
    Learned,
    LearningSummary,
)
from siamdesk.engine.model_messages import (
    ChangeSettings,
    Choice,
    CurveMeasured,
    CurvePoint,
    LearningSettings,
    MeasureCurve,
    MeasuredCurve,
    MoreExamples,
    SettingKey,
    SettingSpec,
    SettingsRead,
    TriesListed,
    TuningStep,
    TuningStepped,
)
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.model_dialog import ModelDialog, Page
from siamdesk.gui.model_panel.recall_table import Column
from siamdesk.gui.parts.labels import ElidedComboBox
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.learning_records import TuningTry
from siamdesk.project.store import Project

# What the offscreen platform can't do, no window needs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PATIENCE_MS = 90_000
SUMMARY = LearningSummary(
    12,
    3,
    (),
    0.8,
    0.6,
    0.9,
    "Lite0 + TinyViT",
    (
        ClassRecall("dent", 5, 5, 5, 0.57, 1.0),
        ClassRecall("scratch", 6, 6, 3, 0.19, 0.81),
        ClassRecall("stain", 1, 0, 0, 0.0, 0.0),
    ),
    Confusion("dent", "scratch", 3, 11),
)
CURVE = MeasuredCurve(
    1,
    (CurvePoint(1, 0.5, 0.3, 0.7), CurvePoint(2, 0.6, 0.4, 0.8), CurvePoint(4, 0.7, 0.5, 0.85)),
    MoreExamples.HELP,
    0.07,
    "scratch",
)
SPECS = (
    SettingSpec(
        SettingKey.ENCODER,
        "Encoder",
        "What sees.",
        "default",
        (
            Choice("default", "Both", "The default."),
            Choice("tiny_vit", "TinyViT", "One alone."),
            Choice("dinov2_s", "DINOv2-S", "Slow.", "Not installed."),
        ),
    ),
    SettingSpec(
        SettingKey.FINE_TUNE,
        "Fine-tuning",
        "When.",
        "auto",
        (Choice("auto", "By itself", "."), Choice("never", "Only when I ask", ".")),
    ),
    SettingSpec(
        SettingKey.LOSS, "Loss", "What.", "triplet", (Choice("triplet", "Triplet, semi-hard", "."),)
    ),
    SettingSpec(SettingKey.SEED, "Seed", "Luck.", 0, highest=99),
    SettingSpec(SettingKey.DEVICE, "Device", "Where.", "auto", (Choice("auto", "Automatic", "."),)),
)
CHOSEN = LearningSettings(loss="triplet")


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> Iterator[ModelDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ModelDialog(theme, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    qtbot.waitActive(made)
    yield made
    made.close()


def words(part: QWidget) -> str:
    """What a label says, if it is there to be read."""
    return part.text() if part.isVisibleTo(part.window()) else ""


# --- what it knows --------------------------------------------------------------------------------


def test_the_accuracy_comes_with_its_range_and_the_most_confused_pair(dialog: ModelDialog) -> None:
    page = dialog.knowledge
    page.show_summary(SUMMARY, "", {"dent": "#0072b2"})
    assert words(page._figure) == "80 %"
    assert words(page._range) == "(60–90 %)"
    assert "12 examples in 3 classes with Lite0 + TinyViT" in words(page._meaning)
    assert "“dent” and “scratch”, 3 of 11" in words(page._confused)
    assert words(page._hint) == ""


def test_classes_that_most_is_to_be_done_for_come_first(dialog: ModelDialog) -> None:
    table = dialog.knowledge.table
    dialog.knowledge.show_summary(SUMMARY, "", {})
    rows = [
        tuple(
            table.item(row, column).text()
            for column in (Column.NAME, Column.EXAMPLES, Column.RIGHT)
        )
        for row in range(table.rowCount())
    ]
    assert rows == [
        ("stain", "1", "not known"),
        ("scratch", "6", "3 of 6"),
        ("dent", "5", "5 of 5"),
    ]
    spoken = [
        table.item(row, Column.RANGE).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)
    ]
    assert "Add another example" in spoken[0]
    assert spoken[1] == "50 %, with 95 % confidence between 19 % and 81 %"


@pytest.mark.parametrize(
    ("summary", "hint", "said", "advice"),
    [
        (None, "", "nothing has been learned", "as soon as the photos were looked at"),
        (
            None,
            "Add at least two classes to start learning.",
            "nothing",
            "Add at least two classes",
        ),
        (
            LearningSummary(2, 2, (), None, None, None, "Lite0"),
            "",
            "nothing to judge by",
            "Add a second example to each class",
        ),
    ],
)
def test_without_a_figure_it_says_what_to_do(
    dialog: ModelDialog, summary: LearningSummary | None, hint: str, said: str, advice: str
) -> None:
    page = dialog.knowledge
    page.show_summary(SUMMARY, "", {})
    page.show_summary(summary, hint, {})
    assert words(page._figure) == ""
    assert said in words(page._meaning)
    assert advice in words(page._hint)
    assert not page.table.isVisibleTo(page)


@pytest.mark.parametrize(
    ("curve", "sentence"),
    [
        (
            CURVE,
            "More examples would help: twice as many raised the accuracy by about 7 points. "
            "Start with “scratch”.",
        ),
        (replace(CURVE, first=None, gain=0.021), "about 2 points."),
        (replace(CURVE, more=MoreExamples.HARDLY), "More examples would hardly help"),
        (replace(CURVE, more=MoreExamples.UNCLEAR), ""),
        (
            replace(CURVE, more=MoreExamples.UNCLEAR, pretrained=True),
            "Measured with the pretrained encoder",
        ),
    ],
)
def test_one_sentence_tells_whether_more_examples_would_help(
    dialog: ModelDialog, curve: MeasuredCurve, sentence: str
) -> None:
    page = dialog.knowledge
    page.show_summary(SUMMARY, "", {})
    page.show_curve(curve)
    said = words(page.curve._outlook)
    assert sentence in said
    assert bool(said) is bool(sentence)
    assert page.plot.isVisibleTo(page)
    assert page.plot.accessibleDescription().startswith("1: 50 % (30 % to 70 %), 2: 60 %")


def test_the_curve_is_drawn_through_its_points_within_its_band(
    qtbot: QtBot, dialog: ModelDialog
) -> None:
    page = dialog.knowledge
    page.show_summary(SUMMARY, "", {})
    page.show_curve(CURVE)
    qtbot.waitUntil(lambda: page.plot._plot is not None, timeout=20_000)
    (line,) = [item for item in page.plot._plot.listDataItems() if item.opts["symbol"] == "o"]
    x, y = line.getData()
    assert x.tolist() == [1, 2, 4]
    assert y.tolist() == pytest.approx([50, 60, 70])
    bands = [i for i in page.plot._plot.items() if type(i).__name__ == "FillBetweenItem"]
    assert [c.getData()[1].tolist() for c in bands[0].curves] == [
        pytest.approx([30, 40, 50]),
        pytest.approx([70, 80, 85]),
    ]
    page.show_curve(MeasuredCurve(2))
    assert "No curve yet" in words(page.curve._state)


# --- training -------------------------------------------------------------------------------------


def test_the_loss_is_drawn_as_it_comes_with_a_line_for_each_run(
    qtbot: QtBot, dialog: ModelDialog
) -> None:
    page = dialog.training
    dialog.show_page(Page.TRAINING)
    page.show_tuning(running=True, able=True)
    assert words(page._state) == "Getting ready…"
    assert words(page.button) == "Cancel fine-tuning"
    steps = [TuningStep(0, 2, step, 3, 2.0 - step / 2) for step in range(3)]
    steps.append(TuningStep(1, 2, 0, 3, 1.75))
    page.show_steps(steps[:2])
    assert words(page._state) == "Trial 1 of 1, with photos left out: step 2 of 3, loss 1.50"
    page.show_steps(steps)
    assert words(page._state) == "Learning from all examples: step 1 of 3, loss 1.75"
    qtbot.waitUntil(lambda: page.plot._plot is not None, timeout=20_000)
    lines = [item.getData() for item in page.plot._plot.listDataItems()]
    assert [(x.tolist(), y.tolist()) for x, y in lines] == [
        ([1, 2, 3], [2.0, 1.5, 1.0]),
        ([1], [1.75]),
    ]


def test_the_button_starts_and_stops_with_the_keyboard(qtbot: QtBot, dialog: ModelDialog) -> None:
    page = dialog.training
    dialog.show_page(Page.TRAINING)
    assert not page.button.isEnabled()
    page.show_tuning(running=False, able=True)
    page.button.setFocus()
    with qtbot.waitSignal(page.tuning_requested):
        qtbot.keyClick(page.button, Qt.Key.Key_Space)
    page.show_tuning(running=True, able=True)
    with qtbot.waitSignal(page.cancel_requested):
        qtbot.keyClick(page.button, Qt.Key.Key_Space)


def test_tries_tell_what_became_of_them_and_a_dash_stands_for_what_is_not_known(
    dialog: ModelDialog,
) -> None:
    page = dialog.training
    dialog.show_page(Page.TRAINING)
    assert "Nothing was fine-tuned yet" in words(page._no_tries)
    at = datetime(2026, 3, 9, 8, 5).astimezone()
    page.show_tries(
        (
            TuningTry(at, 35, "triplet", 3, 95.2, 0.3, 0.354, 0.9, 0.88, None),
            TuningTry(at, None, None, None, None, None, None, 0.8, 0.9, 1),
        ),
        {"triplet": "Triplet, semi-hard"},
    )
    rows = [[page.tries.item(r, c).text() for c in range(8)] for r in range(2)]
    assert rows == [
        [
            "9 Mar 2026, 08:05",
            "Not taken",
            "0.300 → 0.354",
            "90 % → 88 %",
            "35",
            "Triplet, semi-hard",
            "3",
            "1:35",
        ],
        ["9 Mar 2026, 08:05", "Taken: version 1", "–", "80 % → 90 %", "–", "–", "–", "–"],
    ]
    assert words(page._no_tries) == ""


# --- settings -------------------------------------------------------------------------------------


def test_the_form_is_made_from_the_specs_and_applies_what_was_chosen(
    qtbot: QtBot, dialog: ModelDialog
) -> None:
    page = dialog.settings
    dialog.show_page(Page.SETTINGS)
    page.show_settings(SettingsRead(1, CHOSEN, SPECS, ""))
    assert list(page.fields) == [spec.key for spec in SPECS]
    assert not page.apply_button.isEnabled()
    encoder, seed = page.fields[SettingKey.ENCODER], page.fields[SettingKey.SEED]
    assert isinstance(encoder, ElidedComboBox)
    assert isinstance(seed, QSpinBox)
    encoder.setFocus()
    qtbot.keyClick(encoder, Qt.Key.Key_Down)
    # The last one is not installed: it is shown, and the keyboard passes it by.
    qtbot.keyClick(encoder, Qt.Key.Key_Down)
    assert encoder.itemText(2) == "DINOv2-S (not installed)"
    seed.setValue(7)
    assert "One alone." in page._explained[SettingKey.ENCODER].text()
    with qtbot.waitSignal(page.settings_chosen) as chosen:
        page.apply_button.click()
    assert chosen.args == [replace(CHOSEN, encoder="tiny_vit", seed=7)]
    page.show_changing(changing=True)
    assert not page.apply_button.isEnabled()
    assert not encoder.isEnabled()
    page.show_changing(changing=False)
    # An answer that brings nothing new leaves what is being chosen.
    page.show_settings(SettingsRead(2, CHOSEN, SPECS, ""))
    assert seed.value() == 7
    page.show_settings(SettingsRead(3, replace(CHOSEN, seed=8), SPECS, ""))
    assert seed.value() == 8
    assert encoder.currentData() == "default"


def test_an_encoder_that_is_missing_here_stays_chosen_and_is_told(dialog: ModelDialog) -> None:
    page = dialog.settings
    dialog.show_page(Page.SETTINGS)
    told = "The own encoder is missing. Until then Both is used; the project keeps its choice."
    page.show_settings(SettingsRead(1, replace(CHOSEN, encoder="own:net"), SPECS, told))
    assert page.fields[SettingKey.ENCODER].currentText() == "own:net (not installed)"
    assert words(page._problem) == told
    assert page.chosen == replace(CHOSEN, encoder="own:net")
    assert page.defaults_button.isEnabled()


# --- in the window --------------------------------------------------------------------------------


def dialog_of(window: MainWindow) -> ModelDialog | None:
    found = [d for d in window.findChildren(ModelDialog) if d.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("action", "page"),
    [
        (ActionId.MODEL, Page.KNOWLEDGE),
        (ActionId.VERSIONS, Page.TRAINING),
        (ActionId.LEARNING_SETTINGS, Page.SETTINGS),
    ],
)
def test_each_action_opens_the_one_panel_at_its_page(
    opened_window: OpenWindow, project_path: Path, action: ActionId, page: Page
) -> None:
    window, session = opened_window(project_path)
    for other in (ActionId.MODEL, action):
        window.actions_by_id[other].trigger()
    dialog = dialog_of(window)
    assert dialog is not None
    assert dialog.page is page
    assert not dialog.isModal()
    session.close_project()
    assert dialog_of(window) is None


def test_the_model_card_leads_to_the_panel(opened_window: OpenWindow, project_path: Path) -> None:
    window, _ = opened_window(project_path)
    window.side_bar.model_card.findChild(QToolButton).click()
    assert dialog_of(window) is not None


def told(session: Session, *events: object) -> None:
    for event in events:
        session._worker.heard.emit(event)


def test_what_the_worker_tells_is_shown_also_in_a_panel_that_is_opened_later(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    learner = session.learner
    learner._learn()
    learner.fine_tune()
    tuning = learner.running(FineTune)
    assert isinstance(tuning, FineTune)
    learn = next(t for t, r in learner._tasks._requests.items() if type(r).__name__ == "Learn")
    assert session.snapshot is not None
    told(
        session,
        Learned(learn, session.snapshot.revision, SUMMARY, ""),
        Finished(learn),
        TuningStepped(tuning.task, TuningStep(0, 4, 0, 8, 2.5)),
    )
    window.actions_by_id[ActionId.VERSIONS].trigger()
    dialog = dialog_of(window)
    assert dialog is not None
    assert "step 1 of 8, loss 2.50" in words(dialog.training._state)
    assert words(dialog.training.button) == "Cancel fine-tuning"
    told(session, FineTuned(tuning.task, False, 0.8, 0.8, "No."), Finished(tuning.task))
    assert words(dialog.training.button) == "Fine-tune now"
    assert words(dialog.training._state) == "The last one"
    measuring = learner.running(MeasureCurve)
    assert measuring is not None
    told(session, CurveMeasured(measuring.task, CURVE), Finished(measuring.task))
    dialog.show_page(Page.KNOWLEDGE)
    assert words(dialog.knowledge._figure) == "80 %"
    assert "Start with “scratch”." in words(dialog.knowledge.curve._outlook)


def test_a_change_of_the_settings_stops_a_fine_tuning_that_runs(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    learner = session.learner
    learner.fine_tune()
    tuning = learner.running(FineTune)
    assert tuning is not None
    learner.change_settings(LearningSettings(seed=3))
    assert tuning.task in learner._tasks._cancelled
    assert learner.running(ChangeSettings) is not None
    assert window.status_line.activity is not None


@pytest.mark.timeout(240)
def test_settings_go_through_the_real_worker_and_survive_a_restart(
    qtbot: QtBot, opened_window: OpenWindow, steel: Path
) -> None:
    window, session = opened_window(steel, worker=True)
    learner = session.learner
    window.actions_by_id[ActionId.MODEL].trigger()
    dialog = dialog_of(window)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.knowledge.plot._curve.points), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(dialog.settings.fields), timeout=PATIENCE_MS)
    assert dialog.knowledge.table.rowCount() == 7
    assert [p.examples for p in dialog.knowledge.plot._curve.points] == [1, 2, 3, 4]
    encoder = dialog.settings.fields[SettingKey.ENCODER]
    encoder.setCurrentIndex(encoder.findData("tiny_vit"))
    never = dialog.settings.fields[SettingKey.FINE_TUNE]
    never.setCurrentIndex(never.findData("never"))
    dialog.settings.apply_button.click()

    def uses(encoder: str) -> bool:
        return (
            learner.summary is not None
            and learner.summary.encoder == encoder
            and window.status_line.state == "Up to date"
            and learner.running(ChangeSettings) is None
        )

    qtbot.waitUntil(lambda: uses("TinyViT"), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not dialog.settings.apply_button.isEnabled(), timeout=PATIENCE_MS)
    chosen = LearningSettings(encoder="tiny_vit", fine_tune=FineTuneMode.NEVER)
    assert dialog.settings.chosen == chosen
    # It can't be tuned, and says so.
    learner.fine_tune()
    qtbot.waitUntil(lambda: learner.running(FineTune) is None, timeout=PATIENCE_MS)
    notice = window.photo_page.banner.notice
    assert notice is not None
    assert "TinyViT can't be fine-tuned" in notice.text
    with Project.open(steel) as project:
        assert project.learning_choices() == {"encoder": "tiny_vit", "fine_tune": "never"}
        assert "encoder from Lite0 + TinyViT to TinyViT" in project.trail()[-1].text
    session.close_project()
    session.open_project(steel)
    qtbot.waitUntil(lambda: uses("TinyViT"), timeout=PATIENCE_MS)


def test_tries_and_settings_that_come_when_the_panel_is_closed_are_dropped(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.MODEL].trigger()
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.close()
    session.learner.model_told.emit(SettingsRead(1, CHOSEN, SPECS, ""))
    session.learner.model_told.emit(TriesListed(2, ()))
    assert dialog_of(window) is None
