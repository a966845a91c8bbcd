"""Every screen of the app, as data: another screen is another entry of `SCREENS`."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication

from siamdesk.engine.messages import Exported
from siamdesk.export_kinds import ExportFormat, Precision
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.evaluation.evaluation_dialog import EvaluationDialog, EvaluationTab
from siamdesk.gui.framing.framing_dialog import FramingDialog
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.intake.camera_dialog import CameraDialog
from siamdesk.gui.intake.camera_feed import CameraFeed
from siamdesk.gui.intake.screen_overlay import ScreenOverlay
from siamdesk.gui.label_check.label_findings import FindingKind
from siamdesk.gui.label_check.labels_dialog import LabelsDialog
from siamdesk.gui.loupe.loupe import Loupe
from siamdesk.gui.model_panel.encoder_dialog import EncoderDialog
from siamdesk.gui.model_panel.model_dialog import ModelDialog
from siamdesk.gui.photo.heatmap_kinds import HeatmapKind, Side
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.edit_requests import SetOkClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.sharing.export_dialog import ExportDialog
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.images.camera import CameraChoice
from siamdesk.images.decode import read_image
from siamdesk.images.framing import Region
from siamdesk.project.values import AddReport, FileProblem
from siamdesk.resources import resource_path

_FILM_SECONDS = 60
_EXPORTED = Path("/home/ann/models/steel defects")


@dataclass(frozen=True, slots=True)
class Stage:
    """What a screen is set up on: a window with the sample, and a folder for props."""

    window: MainWindow
    session: Session
    scratch: Path

    def trigger(self, action: ActionId) -> None:
        """As if it had been chosen in the menu."""
        self.window.actions_by_id[action].trigger()


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture in light and in dark, and how the window comes to look like that."""

    name: str
    show: Callable[[Stage], object]
    seconds: float = 0.5
    """Time for what comes from other threads and from the worker."""
    ready: Callable[[Stage], bool] = lambda _: True
    """Asked after that time, and again until it is so."""


def _do(*actions: ActionId) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        for action in actions:
            stage.trigger(action)

    return show


def _of_class(action: ActionId) -> Callable[[Stage], object]:
    """An action on the class whose examples are many."""

    def show(stage: Stage) -> None:
        classes = stage.window.side_bar.class_list
        classes.setCurrentIndex(stage.window.class_model.index(1))
        classes.setFocus()
        stage.trigger(action)

    return show


def _compare(stage: Stage) -> None:
    (loupe,) = stage.window.findChildren(Loupe)
    loupe.compare.setChecked(True)
    stage.trigger(ActionId.LOUPE)


def _import(stage: Stage) -> None:
    stage.session.add_found([resource_path("sample") / "examples"])


def _film(stage: Stage) -> Path:
    """A line with parts of the sample passing by."""
    path = stage.scratch / "line3.mp4"
    if not path.exists():
        photos = sorted((resource_path("sample") / "inbox").iterdir())[:12]
        line = np.hstack([cv2.resize(read_image(photo), (360, 360)) for photo in photos])
        codec = cv2.VideoWriter.fourcc(*"mp4v")
        film = cv2.VideoWriter(str(path), codec, 25.0, (640, 360))
        for number in range(25 * _FILM_SECONDS):
            left = number * (line.shape[1] - 640) // (25 * _FILM_SECONDS)
            film.write(np.ascontiguousarray(line[:, left : left + 640, ::-1]))
        film.release()
    return path


def _video(stage: Stage) -> None:
    stage.session.add_found([_film(stage)])


def _camera(stage: Stage) -> None:
    film = CameraChoice("Line 3", str(_film(stage)))
    _open_camera(stage, [film])


def _no_camera(stage: Stage) -> None:
    _open_camera(stage, [])


def _open_camera(stage: Stage, found: list[CameraChoice]) -> None:
    """The dialog with these cameras, once the real ones have been looked for."""
    stage.trigger(ActionId.TAKE_PHOTOS)
    (dialog,) = stage.window.findChildren(CameraDialog)
    (feed,) = stage.window.findChildren(CameraFeed)
    once = Qt.ConnectionType.SingleShotConnection
    feed.found.connect(lambda: dialog.show_cameras(found, ""), once)


def _region(stage: Stage) -> None:
    """Over the window alone: there may be no desktop to see."""
    window = stage.window
    overlay = ScreenOverlay(QGuiApplication.primaryScreen(), window.grab(), window.theme)
    overlay.setParent(window, overlay.windowFlags())
    overlay.setGeometry(window.geometry())
    overlay.show()
    overlay.choose(QRect(640, 180, 320, 220))


def _outline(stage: Stage) -> None:
    """Around the pits of the first photo."""
    stage.trigger(ActionId.FRAMING)
    (dialog,) = stage.window.findChildren(FramingDialog)
    dialog.outline.click()
    line = ((0.2, 0.25), (0.45, 0.15), (0.65, 0.3), (0.8, 0.65), (0.6, 0.85), (0.3, 0.6))
    dialog.editor.region_changed.emit(Region.around(line))


def _problems(stage: Stage) -> None:
    problems = (
        FileProblem(Path("line3/part 0412.jpg"), "the file is empty. Copy it again."),
        FileProblem(Path("line3/part 0413.png"), "the file is damaged. Copy it again."),
    )
    stage.session.tell_added(AddReport((), (), problems))


def _export(stage: Stage) -> ExportDialog:
    stage.trigger(ActionId.EXPORT_MODEL)
    (dialog,) = stage.window.findChildren(ExportDialog)
    dialog.show_place(_EXPORTED)
    return dialog


def _exported(stage: Stage) -> None:
    """With what an export of the sample came to (decision 25); another one would take minutes."""
    dialog = _export(stage)
    dialog.choose(ExportFormat.LITERT, Precision.INT8)
    dialog.show_result(Exported(0, _EXPORTED, "", 98, 1.0, 0.03238))


def _close_too_early(stage: Stage) -> None:
    stage.session.show_beside("data", Activity("data", "Exporting to Castings.zip", 0.4))
    stage.window.close()
    stage.session.show_beside("data", None)  # or the window would not close in the end


def _look_alikes(stage: Stage) -> None:
    """Second shots of two photos, a little brighter; they stay in the project."""
    if stage.session.similar:
        stage.trigger(ActionId.SAME_PICTURE)
        return
    once = Qt.ConnectionType.SingleShotConnection
    stage.session.noticed.connect(lambda: stage.trigger(ActionId.SAME_PICTURE), once)
    stage.session.add_to(_second_shots(stage.scratch), None)


def _second_shots(folder: Path) -> list[Path]:
    shots = []
    for number, source in enumerate(sorted((resource_path("sample") / "inbox").iterdir())[3:5]):
        shots.append(folder / f"line3 {412 + number}.png")
        brighter = cv2.convertScaleAbs(read_image(source), alpha=1.05, beta=4)
        cv2.imwrite(str(shots[-1]), np.ascontiguousarray(brighter[:, :, ::-1]))
    return shots


def _heatmap(kind: HeatmapKind) -> Callable[[Stage], object]:
    """A heatmap of the first photo. The sample has no class that is OK: one stands in for it."""

    def show(stage: Stage) -> None:
        heatmaps = _heatmaps(stage)
        if heatmaps.ok_class is None:
            stage.session.edit(SetOkClass(stage.window.class_model.defect_class(4).id))
        heatmaps.choose(kind)
        heatmaps.point_at(Side.PHOTO, (0.4, 0.25))

    return show


def _heatmaps(stage: Stage) -> Heatmaps:
    (found,) = stage.window.findChildren(Heatmaps)
    return found


def _heatmap_is_drawn(stage: Stage) -> bool:
    heatmaps = _heatmaps(stage)
    seen = heatmaps.overlay(Side.PHOTO), heatmaps.overlay(Side.EXAMPLE)
    return any(overlay.levels is not None for overlay in seen)


def _matching_loupe(stage: Stage) -> None:
    _heatmap(HeatmapKind.MATCH)(stage)
    _compare(stage)


def _map_is_drawn(stage: Stage) -> bool:
    page = stage.window.photo_page.map_page
    return page is not None and page.has_places


def _evaluation_dialog(stage: Stage) -> EvaluationDialog:
    return stage.window.findChildren(EvaluationDialog)[-1]


def _evaluation(tab: EvaluationTab) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        stage.trigger(ActionId.EVALUATE)
        _evaluation_dialog(stage).show_tab(tab)

    return show


def _is_judged(stage: Stage) -> bool:
    dialog = _evaluation_dialog(stage)
    return dialog.is_judged


def _check_dialog(stage: Stage) -> LabelsDialog:
    return stage.window.findChildren(LabelsDialog)[-1]


def _is_checked(stage: Stage) -> bool:
    return _check_dialog(stage).is_checked


def _check_pairs(stage: Stage) -> None:
    stage.trigger(ActionId.CHECK_LABELS)
    _check_dialog(stage).kind_chosen.emit(FindingKind.BETWEEN)


def _shows_a_class(stage: Stage) -> bool:
    return stage.window.photo_model.class_id is not None


def _narrow(stage: Stage) -> None:
    stage.window.resize(stage.window.minimumSize())


def _nothing_found(stage: Stage) -> None:
    """Nothing is left: the empty state says what comes next."""
    bar = stage.window.photo_page.filter_bar
    bar.type_name()
    bar.field.setText("no such photo")


def _add_encoder(stage: Stage) -> None:
    """A file of another kind was chosen, and refused."""
    stage.trigger(ActionId.LEARNING_SETTINGS)
    (model,) = stage.window.findChildren(ModelDialog)
    model.settings.add_button.click()
    (dialog,) = model.findChildren(EncoderDialog)
    file = stage.scratch / "line3-resnet.onnx"
    file.write_bytes(pickle.dumps({"weights": []}))
    dialog.show_file(str(file))
    dialog.add_button.click()


SCREENS: tuple[Screen, ...] = (
    Screen("inbox", _do()),
    Screen("inbox-narrow", _narrow),
    Screen("palette", _do(ActionId.COMMANDS)),
    Screen("loupe", _compare),
    Screen("filter", _do(ActionId.FILTER_PHOTOS)),
    Screen(
        "nothing-found", _nothing_found, ready=lambda stage: not stage.window.photo_model.rowCount()
    ),
    Screen(
        "examples",
        lambda stage: stage.window.photo_page.show_requested.emit(Show.EXAMPLES),
        seconds=1.5,
    ),
    Screen("please-check", _do(ActionId.SHOW_CHECK), seconds=1.5),
    Screen("find-similar", _do(ActionId.FIND_SIMILAR), seconds=1.5),
    Screen("map", _do(ActionId.MAP), ready=_map_is_drawn),
    Screen("accept-all", _do(ActionId.ACCEPT_ALL)),
    Screen("correct", _do(ActionId.CORRECT)),
    Screen("framing", _do(ActionId.FRAMING), seconds=1.5),
    Screen("framing-outline", _outline, seconds=1.5),
    Screen("group", _do(ActionId.GROUP)),
    Screen("history", _do(ActionId.HISTORY)),
    Screen("colour-class", _of_class(ActionId.COLOUR_CLASS)),
    Screen("merge-class", _of_class(ActionId.MERGE_CLASS)),
    Screen("delete-class", _of_class(ActionId.DELETE_CLASS)),
    Screen("propose-split", _of_class(ActionId.PROPOSE_SPLIT), ready=_shows_a_class),
    Screen("model", _do(ActionId.MODEL), seconds=3.0),
    Screen("model-versions", _do(ActionId.VERSIONS), seconds=1.5),
    Screen("learning-settings", _do(ActionId.LEARNING_SETTINGS), seconds=1.0),
    Screen("add-encoder", _add_encoder, seconds=1.0),
    Screen("export-data", _do(ActionId.EXPORT_DATA)),
    Screen("evaluation", _do(ActionId.EVALUATE), 2.0, _is_judged),
    Screen("evaluation-confusion", _evaluation(EvaluationTab.CONFUSION), 2.0, _is_judged),
    Screen("evaluation-confidence", _evaluation(EvaluationTab.CONFIDENCE), 2.0, _is_judged),
    Screen("evaluation-threshold", _evaluation(EvaluationTab.THRESHOLD), 2.0, _is_judged),
    Screen("check-classes", _do(ActionId.CHECK_LABELS), 2.0, _is_checked),
    Screen("check-pairs", _check_pairs, 2.0, _is_checked),
    Screen("import", _import, seconds=1.0),
    Screen("video", _video, seconds=2.0),
    Screen("camera", _camera, seconds=2.0),
    Screen("no-camera", _no_camera, seconds=1.0),
    Screen("screen-region", _region),
    Screen("problems", _problems),
    Screen("close-too-early", _close_too_early),
    Screen("tour", _do(ActionId.TOUR)),
    Screen("shortcuts", _do(ActionId.SHORTCUTS)),
    Screen("about", _do(ActionId.ABOUT)),
    Screen("heatmap-unusual", _heatmap(HeatmapKind.UNUSUAL), 1.0, _heatmap_is_drawn),
    Screen("heatmap-match", _heatmap(HeatmapKind.MATCH), 1.0, _heatmap_is_drawn),
    Screen("heatmap-match-loupe", _matching_loupe, 1.0, _heatmap_is_drawn),
    Screen("licences", _do(ActionId.LICENCES)),
    Screen("look-alikes", _look_alikes, seconds=3.0),
    Screen("export", _export),
    Screen("export-verified", _exported),
    Screen("start", lambda stage: stage.session.close_project()),
)
"""The last one leaves the project."""
