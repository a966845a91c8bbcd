"""What the window remembers between runs."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from siamdesk.gui.look.theme import ThemeMode
from siamdesk.gui.photo.heatmap_kinds import HeatmapKind, HeatmapStyle
from siamdesk.gui.words.language import Language
from siamdesk.images.heatmap import Palette

_MAX_RECENT = 8
_MAX_RECENT_COMMANDS = 5
_MAX_SORTED = 50
_DAY = 86_400.0
DEFAULT_QUIET_SECONDS = 8.0
DEFAULT_WATCH_SECONDS = 2.0
DEFAULT_ACCEPT_ABOVE = 0.95


class Settings:
    """Typed access to a `QSettings`; tests give it a file of their own."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store if store is not None else QSettings("SiamDesk", "SiamDesk")

    def recent(self) -> list[Path]:
        """Projects opened lately that still exist, newest first."""
        return [path for path in map(Path, self._texts("recent")) if path.is_dir()]

    def add_recent(self, project: Path) -> None:
        """Put a project on top of the recent ones."""
        others = [path for path in self.recent() if path != project]
        self._store.setValue("recent", [str(path) for path in [project, *others]][:_MAX_RECENT])

    @property
    def accept_above(self) -> float:
        """Confidence from which guesses were accepted all at once, the last time."""
        try:
            kept = float(str(self._store.value("accept_above", DEFAULT_ACCEPT_ABOVE)))
        except ValueError:
            return DEFAULT_ACCEPT_ABOVE
        return kept if 0 <= kept < 1 else DEFAULT_ACCEPT_ABOVE

    @accept_above.setter
    def accept_above(self, confidence: float) -> None:
        self._store.setValue("accept_above", confidence)

    @property
    def camera(self) -> str:
        """Name of the camera that took photos the last time; empty when none did."""
        return str(self._store.value("camera", ""))

    @camera.setter
    def camera(self, name: str) -> None:
        self._store.setValue("camera", name)

    def recent_commands(self) -> list[str]:
        """Keys of the commands that were chosen in the palette lately, newest first."""
        return self._texts("recent_commands")

    def add_recent_command(self, key: str) -> None:
        """Put a command on top of the recent ones."""
        others = [known for known in self.recent_commands() if known != key]
        self._store.setValue("recent_commands", [key, *others][:_MAX_RECENT_COMMANDS])

    def sort_order(self, project: Path, view: str) -> str:
        """How a view of a project was sorted last; empty when it never was."""
        found = self._sort_orders().get(str(project), {})
        return str(found.get(view, "")) if isinstance(found, dict) else ""

    def keep_sort_order(self, project: Path, view: str, order: str) -> None:
        """Remember how a view of a project is sorted."""
        kept = self._sort_orders()
        known = kept.pop(str(project), {})
        kept[str(project)] = {**(known if isinstance(known, dict) else {}), view: order}
        newest = list(kept.items())[-_MAX_SORTED:]
        self._store.setValue("sort_orders", json.dumps(dict(newest)))

    def _sort_orders(self) -> dict[str, object]:
        try:
            kept = json.loads(str(self._store.value("sort_orders", "{}")))
        except ValueError:  # written by something else
            return {}
        return kept if isinstance(kept, dict) else {}

    def _texts(self, key: str) -> list[str]:
        stored = self._store.value(key, [])
        # One text alone comes back from some stores as such, and not as a list.
        texts = stored if isinstance(stored, list) else [stored] if stored else []
        return [str(text) for text in texts]

    @property
    def theme(self) -> ThemeMode:
        """The colours that were chosen."""
        try:
            return ThemeMode(str(self._store.value("theme", ThemeMode.SYSTEM.value)))
        except ValueError:  # written by another version
            return ThemeMode.SYSTEM

    @theme.setter
    def theme(self, mode: ThemeMode) -> None:
        self._store.setValue("theme", mode.value)

    @property
    def heatmap_kind(self) -> HeatmapKind:
        """The kind of heatmap that was looked at last."""
        try:
            return HeatmapKind(str(self._store.value("heatmap_kind", HeatmapKind.WHY.value)))
        except ValueError:  # written by another version
            return HeatmapKind.WHY

    @heatmap_kind.setter
    def heatmap_kind(self, kind: HeatmapKind) -> None:
        self._store.setValue("heatmap_kind", kind.value)

    @property
    def heatmap_style(self) -> HeatmapStyle:
        """How heatmaps were drawn last; they are always shown to begin with."""
        usual = HeatmapStyle()
        try:
            opacity = float(str(self._store.value("heatmap_opacity", usual.opacity)))
            palette = Palette(str(self._store.value("heatmap_palette", usual.palette.value)))
        except ValueError:  # written by another version
            return usual
        return HeatmapStyle(
            opacity=opacity if 0 <= opacity <= 1 else usual.opacity, palette=palette
        )

    @heatmap_style.setter
    def heatmap_style(self, style: HeatmapStyle) -> None:
        self._store.setValue("heatmap_opacity", style.opacity)
        self._store.setValue("heatmap_palette", style.palette.value)

    @property
    def language(self) -> Language:
        """The language that was chosen."""
        try:
            return Language(str(self._store.value("language", Language.SYSTEM.value)))
        except ValueError:  # written by another version
            return Language.SYSTEM

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language.value)

    @property
    def notifications(self) -> bool:
        """Whether the end of long work is told outside the window."""
        return self._is_on("notifications", default=True)

    @notifications.setter
    def notifications(self, wanted: bool) -> None:
        self._store.setValue("notifications", wanted)

    @property
    def tour_seen(self) -> bool:
        """Whether the tour has been shown: it comes by itself only once."""
        return self._is_on("tour_seen", default=False)

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self._store.setValue("tour_seen", seen)

    def _is_on(self, name: str, *, default: bool) -> bool:
        # A file keeps it as a word.
        return str(self._store.value(name, default)).lower() == "true"

    @property
    def quiet_seconds(self) -> float:
        """How long after the last change fine-tuning starts by itself."""
        return self._seconds("quiet_seconds", DEFAULT_QUIET_SECONDS)

    @quiet_seconds.setter
    def quiet_seconds(self, seconds: float) -> None:
        self._store.setValue("quiet_seconds", seconds)

    @property
    def watch_seconds(self) -> float:
        """How often a watched folder is looked at."""
        return self._seconds("watch_seconds", DEFAULT_WATCH_SECONDS)

    @watch_seconds.setter
    def watch_seconds(self, seconds: float) -> None:
        self._store.setValue("watch_seconds", seconds)

    def _seconds(self, name: str, default: float) -> float:
        try:
            kept = float(str(self._store.value(name, default)))
        except ValueError:
            return default
        return kept if 0 < kept <= _DAY else default

    def layout(self, name: str) -> QByteArray | None:
        """A geometry or splitter state that was kept under this name."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or splitter state."""
        self._store.setValue(f"layout/{name}", state)
