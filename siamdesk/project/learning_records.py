"""How a project learns, and every try to fine-tune it: kept in its settings and in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from siamdesk.project.database import storage_errors
from siamdesk.project.editing import Editing
from siamdesk.project.models import ModelTable
from siamdesk.project.settings import read_setting, write_setting
from siamdesk.project.values import EditKind
from siamdesk.project.wording import tried_tuning_text

_CHOSEN: Final = "learning"
_TRIES: Final = "fine-tuning tries"
_MOST_TRIES: Final = 200


@dataclass(frozen=True, slots=True)
class TuningTry:
    """One fine-tuning that was judged, whether its encoder was taken or not.

    What is not known of it is None: versions of an older SiamDesk say little.
    """

    at: datetime
    examples: int | None
    loss: str | None
    """Id of the loss that it was tuned with."""
    seed: int | None
    seconds: float | None
    log_loss_before: float | None
    """Of photos that were left out, with the pretrained encoder."""
    log_loss_after: float | None
    accuracy_before: float | None
    accuracy_after: float | None
    version_id: int | None
    """The model version that it became; None when it was not taken."""


class LearningRecords(Editing):
    """The part of `Project` that remembers how it learns; none of it is part of undo."""

    _models: ModelTable

    def learning_choices(self) -> dict[str, Any]:
        """What was chosen in place of the defaults, by the name of the setting."""
        with storage_errors(self._path):
            found = read_setting(self._connection, _CHOSEN)
        return found if isinstance(found, dict) else {}

    def choose_learning(
        self, choices: Mapping[str, Any], version_id: int | None, *, text: str
    ) -> None:
        """Keep these choices and use this model version, at once; `text` goes into the trail.

        None is the pretrained encoder. Raises `ProjectError` when there is no such version.
        """
        with self._writing():
            write_setting(self._connection, _CHOSEN, dict(choices) or None)
            self._models.activate(version_id)
            if text:
                self._log.note(EditKind.CHANGE_LEARNING, text)

    def tuning_tries(self) -> tuple[TuningTry, ...]:
        """The latest tries, oldest first."""
        with storage_errors(self._path):
            found = read_setting(self._connection, _TRIES) or []
        return tuple(
            TuningTry(**{**facts, "at": datetime.fromisoformat(facts["at"])}) for facts in found
        )

    def add_tuning_try(self, tried: TuningTry) -> None:
        """Remember a try; one that was not taken goes into the trail, as versions do."""
        facts = {**asdict(tried), "at": tried.at.isoformat()}
        with self._writing():
            known = read_setting(self._connection, _TRIES) or []
            write_setting(self._connection, _TRIES, [*known, facts][-_MOST_TRIES:])
            if tried.version_id is None:
                words = tried_tuning_text(
                    tried.examples, tried.log_loss_before, tried.log_loss_after
                )
                self._log.note(EditKind.TRY_MODEL, words)
