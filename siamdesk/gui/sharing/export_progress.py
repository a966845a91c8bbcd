"""The lower part of the export dialog: how it goes, and the figures at the end."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from siamdesk.engine.messages import Exported
from siamdesk.gui.parts.labels import label
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated

_STEPS = 1000


class ExportProgress(QWidget):
    """Shows nothing until an export has begun."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._heading = label("", "heading", wrap=True)
        self._words = label("", "muted", wrap=True)
        self._warning = label("", "warning", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self._heading, self._bar, self._words, self._warning):
            layout.addWidget(part)
        self.hide()

    @property
    def words(self) -> str:
        """All that is said."""
        said = (self._heading.text(), self._words.text(), self._warning.text())
        return "\n".join(words for words in said if words)

    def begin(self) -> None:
        """It was asked for and has not begun."""
        self._say(self.tr("Exporting"), self.tr("You can close this; the export goes on."))
        self._bar.setRange(0, 0)
        self._bar.show()

    def show_activity(self, activity: Activity) -> None:
        """How far it is."""
        self._heading.setText(activity.text)
        self._bar.setVisible(True)
        if activity.fraction is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(activity.fraction * _STEPS))
        self.show()

    def show_result(self, event: Exported) -> None:
        """It was written, and this is how it was verified."""
        share = f"{text.decimal(100 * event.agreement, 1)}\u00a0%"
        same = self.tr("the first guess is the same on {0}").format(share)
        difference = self.tr("a probability differs by {0} at most").format(
            text.decimal(event.difference, 5)
        )
        figures = self.tr("Verified by running it on %Ln photos:", "", event.photos)
        warning = ""
        if not event.as_promised:
            warning = self.tr(
                "These figures are worse than they should be. Try it on photos of your own before "
                "you rely on it."
            )
        self._say(
            self.tr("Exported to {0}.").format(event.path),
            f"{figures} {same}, {difference}.",
            warning,
        )

    def show_problem(self, words: str) -> None:
        """It was not written."""
        self._say(self.tr("Nothing was exported."), "", translated(words))

    def show_cancelled(self) -> None:
        """It was stopped."""
        self._say(self.tr("Nothing was exported."), self.tr("The export was cancelled."))

    def _say(self, heading: str, words: str, warning: str = "") -> None:
        self._bar.hide()
        for part, said in (
            (self._heading, heading),
            (self._words, words),
            (self._warning, warning),
        ):
            part.setText(said)
            part.setVisible(bool(said))
        self.show()
