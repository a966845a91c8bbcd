"""Answer requests with events: the one place where messages meet the engine."""

from __future__ import annotations

from collections.abc import Callable

from siamdesk.engine.engine import Engine
from siamdesk.engine.evaluation_messages import CheckLabels, Evaluate, Evaluated, LabelsChecked
from siamdesk.engine.finding import Places, map_photos, propose_split, refine_map, similar_to
from siamdesk.engine.heatmap_messages import (
    MatchParts,
    PartsMatched,
    ShowUnusual,
    UnusualShown,
)
from siamdesk.engine.judging import judge_examples, judge_folder
from siamdesk.engine.label_checking import check_labels
from siamdesk.engine.learning_settings import read_settings, setting_specs
from siamdesk.engine.measuring import measure_curve
from siamdesk.engine.messages import (
    DeleteVersion,
    Event,
    Explain,
    Explained,
    Exported,
    ExportModel,
    Failed,
    FindSimilar,
    FineTune,
    FineTuned,
    FineTuneMode,
    Finished,
    Learn,
    Learned,
    ListVersions,
    MapPhotos,
    OpenProject,
    PhotosMapped,
    PhotosUnreadable,
    ProposeSplit,
    Ranked,
    RefineMap,
    Request,
    SimilarFound,
    SplitProposed,
    UseVersion,
    VersionsListed,
    VersionUsed,
    WasCancelled,
)
from siamdesk.engine.model_messages import (
    AddEncoder,
    ChangeSettings,
    CurveMeasured,
    EncoderAdded,
    ListTries,
    MeasureCurve,
    ReadSettings,
    SettingsRead,
    TriesListed,
    TuningStep,
    TuningStepped,
)
from siamdesk.engine.parts import known_photo
from siamdesk.engine.ranking_table import RankingTable
from siamdesk.engine.versions import tuning_tries, version_states
from siamdesk.errors import Cancelled, NotEnoughExamplesError, SiamDeskError
from siamdesk.fewshot.heatmap import colour_scale
from siamdesk.fewshot.unusual import SATURATION
from siamdesk.progress import Progress

Emit = Callable[[Event], None]


class Dispatcher:
    """Holds the engine of the open project and answers requests about it."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._engine: Engine | None = None

    def close(self) -> None:
        """Let go of the project."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def answer(self, request: Request, progress: Progress) -> None:
        """Do what is asked; ends with exactly one of `Finished`, `WasCancelled` and `Failed`."""
        try:
            self._do(request, progress)
        except Cancelled:
            self._emit(WasCancelled(request.task))
        except SiamDeskError as error:
            self._emit(Failed(request.task, str(error)))
        else:
            self._emit(Finished(request.task))

    def _do(self, request: Request, progress: Progress) -> None:
        match request:
            case OpenProject():
                self.close()
                self._engine = Engine(request.path)
            case Learn():
                self._learn(request.task, progress)
            case FineTune():
                self._fine_tune(request, progress)
            case Explain():
                self._explain(request)
            case ExportModel():
                self._export(request, progress)
            case ListVersions():
                self._list_versions(request.task)
            case UseVersion():
                self._need_engine().use_version(request.version_id, progress)
                self._emit(VersionUsed(request.task, request.version_id))
            case DeleteVersion():
                self._need_engine().project.delete_model_version(request.version_id)
                self._list_versions(request.task)
            case FindSimilar() | MapPhotos() | RefineMap() | ProposeSplit():
                self._find(request, progress)
            case ShowUnusual() | MatchParts():
                self._show_parts(request, progress)
            case ReadSettings():
                self._read_settings(request.task)
            case ChangeSettings():
                self._need_engine().change_settings(request.settings, progress)
                self._read_settings(request.task)
            case MeasureCurve():
                found = measure_curve(self._need_engine(), progress)
                self._emit(CurveMeasured(request.task, found))
            case AddEncoder():
                self._add_encoder(request, progress)
            case Evaluate():
                self._evaluate(request, progress)
            case CheckLabels():
                quality = check_labels(self._need_engine(), progress)
                self._emit(LabelsChecked(request.task, quality))
            case ListTries():
                self._emit(TriesListed(request.task, tuning_tries(self._need_engine().project)))
            case _:
                raise SiamDeskError(f"The engine does not know {type(request).__name__}.")

    def _need_engine(self) -> Engine:
        if self._engine is None:
            raise SiamDeskError("No project is open.")
        return self._engine

    def _learn(self, task: int, progress: Progress) -> None:
        def publish(table: RankingTable, revision: int) -> None:
            if len(table):
                self._emit(Ranked(task, revision, table))

        outcome = self._need_engine().learn(progress, publish)
        self._emit(Learned(task, outcome.revision, outcome.summary, outcome.hint))
        if outcome.unreadable:
            self._emit(PhotosUnreadable(task, outcome.unreadable))

    def _fine_tune(self, request: FineTune, progress: Progress) -> None:
        # Imported here: it is the way to Keras, and a session may never need it.
        from siamdesk.engine.fine_tuning import fine_tune, fine_tune_by_itself

        def watch(step: TuningStep) -> None:
            self._emit(TuningStepped(request.task, step))

        engine = self._need_engine()
        if request.mode is FineTuneMode.AUTO:
            outcome = fine_tune_by_itself(engine, progress, on_step=watch)
        else:
            outcome = fine_tune(engine, request.mode, progress, on_step=watch)
        self._emit(
            FineTuned(
                request.task,
                outcome.swapped,
                outcome.accuracy_before,
                outcome.accuracy_after,
                outcome.message,
                outcome.replaced,
            )
        )

    def _evaluate(self, request: Evaluate, progress: Progress) -> None:
        engine = self._need_engine()
        if request.folder is None:
            self._emit(Evaluated(request.task, judge_examples(engine, progress)))
        else:
            assessment, problems = judge_folder(engine, request.folder, progress)
            self._emit(Evaluated(request.task, assessment, problems))

    def _read_settings(self, task: int) -> None:
        engine = self._need_engine()
        found = read_settings(engine.project)
        self._emit(SettingsRead(task, found, setting_specs(), engine.encoders.problem))

    def _add_encoder(self, request: AddEncoder, progress: Progress) -> None:
        # Imported here: it is the way to Keras, and a session may never need it.
        from siamdesk.encoders.conversion.own_files import add_own
        from siamdesk.encoders.conversion.pixels import PixelRange

        pixels = PixelRange(request.pixels.value)
        spec = add_own(request.path, name=request.name, pixels=pixels, progress=progress)
        if self._engine is not None:
            self._read_settings(request.task)
        self._emit(EncoderAdded(request.task, spec.id, spec.frozen))

    def _list_versions(self, task: int) -> None:
        self._emit(VersionsListed(task, version_states(self._need_engine().project)))

    def _explain(self, request: Explain) -> None:
        engine = self._need_engine()
        found = engine.explain(request.photo_id, request.class_id, request.against_id)
        if engine.fitted is None:
            raise NotEnoughExamplesError("Nothing has been learnt yet.")
        self._emit(
            Explained(
                task=request.task,
                revision=engine.fitted.revision,
                photo_id=request.photo_id,
                class_id=request.class_id,
                against_id=request.against_id,
                contributions=found.values,
                difference=found.difference,
                scale=colour_scale(found.values),
            )
        )

    def _find(
        self, request: FindSimilar | MapPhotos | RefineMap | ProposeSplit, progress: Progress
    ) -> None:
        engine, task = self._need_engine(), request.task

        def show(found: Places) -> None:
            ids, places = found.photo_ids, found.places
            self._emit(PhotosMapped(task, found.revision, ids, places, found.rounds_left))

        match request:
            case FindSimilar(photo_id=photo_id):
                alike = similar_to(engine, photo_id, progress)
                ids, cosines = alike.photo_ids, alike.similarities
                self._emit(SimilarFound(task, alike.revision, photo_id, ids, cosines))
            case MapPhotos():
                show(map_photos(engine, progress))
            case RefineMap():
                refine_map(engine, progress, show)
            case ProposeSplit(class_id=class_id):
                part = propose_split(engine, class_id)
                self._emit(SplitProposed(task, part.revision, class_id, part.photo_ids))

    def _show_parts(self, request: ShowUnusual | MatchParts, progress: Progress) -> None:
        engine, task = self._need_engine(), request.task
        snapshot = engine.project.snapshot()
        photo = known_photo(snapshot, request.photo_id)
        match request:
            case ShowUnusual(ok_class_id=ok_class_id):
                values = engine.parts.unusual(photo, snapshot, ok_class_id, progress)
                self._emit(
                    UnusualShown(task, snapshot.revision, photo.id, ok_class_id, values, SATURATION)
                )
            case MatchParts(example_id=example_id):
                found = engine.parts.match(photo, known_photo(snapshot, example_id))
                self._emit(
                    PartsMatched(task, snapshot.revision, photo.id, example_id, found.similarities)
                )

    def _export(self, request: ExportModel, progress: Progress) -> None:
        from siamdesk.encoders.export import ExportChoice
        from siamdesk.engine.exporting import export_model

        choice = ExportChoice(request.format, request.precision)
        report = export_model(self._need_engine(), request.out, choice, progress)
        self._emit(
            Exported(
                request.task,
                report.path,
                report.words,
                report.photos,
                report.top1_agreement,
                report.max_probability_difference,
                report.keeps_promise,
            )
        )
