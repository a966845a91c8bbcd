"""The photos of the project as a list model: inbox or examples, updated in place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from siamdesk.engine.ranking_table import Ranking
from siamdesk.gui.grid.photo_order import Likeness, PhotoOrder, PhotoQuery, SortBy
from siamdesk.gui.grid.row_changes import RowChanges, id_of, place_of
from siamdesk.gui.grid.tile import Tile
from siamdesk.gui.label_check.check_list import CheckList
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.gui.words import text
from siamdesk.project.changes import Pair
from siamdesk.project.values import DefectClass, Photo, ProjectSnapshot

_FEW = 200
"""Up to so many changed photos are looked at one by one, and else the whole project."""
_MAX_RANGES = 40
"""More separate changes than this are drawn by a reset, which is then the cheaper way."""


class Show(StrEnum):
    """Which photos the grid shows."""

    INBOX = "inbox"
    EXAMPLES = "examples"
    ALL = "all"
    CHECK = "check"
    """Examples whose class is likely wrong."""


class PhotoRole(IntEnum):
    """Roles of `PhotoModel` beyond Qt's own."""

    TILE = Qt.ItemDataRole.UserRole
    PHOTO = Qt.ItemDataRole.UserRole + 1


class PhotoModel(QAbstractListModel):
    """Rows are photos, sorted and filtered as the query of the view says."""

    def __init__(
        self, rankings: RankingStore, thumbnails: ImageLoader, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rankings = rankings
        self._thumbnails = thumbnails
        self._classes: dict[int, DefectClass] = {}
        self._all: tuple[Photo, ...] = ()
        self._view: list[Photo] = []
        """Photos of the inbox, or examples, before the filter."""
        self._rows: list[Photo] = []
        self._row_of: dict[int, int] | None = None
        """Photo id to row; made when it is first asked for."""
        self._show = Show.INBOX
        self._class_id: int | None = None
        self._queries = dict.fromkeys(Show, PhotoQuery())
        self._queries[Show.CHECK] = PhotoQuery(SortBy.USEFUL)
        self._order = PhotoOrder(rankings)
        self._check_list = CheckList(rankings)
        self._doubtful: frozenset[int] = frozenset()

    # ---- what is shown ----

    @property
    def show(self) -> Show:
        """Inbox or examples."""
        return self._show

    @property
    def class_id(self) -> int | None:
        """The class whose examples alone are shown, if any."""
        return self._class_id

    def set_snapshot(
        self, snapshot: ProjectSnapshot | None, changed: Sequence[Pair] | None = None
    ) -> None:
        """Show another revision; rows that stay keep their place, selection and indexes.

        With `changed`, the `changed_photos` since the snapshot before, a few changes are shown
        without a look at all photos.
        """
        self._all = snapshot.photos if snapshot else ()
        self._classes = {c.id: c for c in snapshot.classes} if snapshot else {}
        self._order.set_classes(list(self._classes))
        self._order.set_additions(snapshot.additions if snapshot else ())
        others_confirmed = self._check_list.set_snapshot(snapshot)
        if changed is None or len(changed) > _FEW or others_confirmed or self._show is Show.CHECK:
            self._show_anew()
        else:
            self._patch(changed)
        self._redraw()

    def set_filter(self, show: Show, class_id: int | None = None) -> None:
        """Show the inbox, or the examples of one class or of all."""
        if (show, class_id) == (self._show, self._class_id):
            return
        self._show, self._class_id = show, class_id
        self.sort_again()

    # ---- order and filter ----

    @property
    def query(self) -> PhotoQuery:
        """How the photos shown are sorted and filtered; inbox and examples have one each."""
        return self._queries[self._show]

    def set_query(self, query: PhotoQuery, show: Show | None = None) -> None:
        """Sort and filter what is shown, or another view, like this from now on."""
        view = self._show if show is None else show
        known = self._queries[view]
        self._queries[view] = query
        if view is self._show and (query != known or query.follows_rankings):
            self.sort_again()

    def sort_again(self) -> None:
        """Sort by the rankings as they are now; selection and scroll position stay."""
        self.beginResetModel()
        if self._show is Show.CHECK:
            self._check_list.make_anew(self._all)
        self._view = self._in_view()
        self._order.query = self.query
        self._take(self._order.sort(self._view))
        self.endResetModel()

    @property
    def is_stale(self) -> bool:
        """Whether rankings have changed so that `sort_again` would show something else."""
        if self._show is Show.CHECK and {p.id for p in self._view} != self._doubtful:
            return True
        return self._order.is_stale(self._view, self._rows)

    @property
    def likeness(self) -> Likeness | None:
        """What photos are sorted by instead of as the query says, if anything."""
        return self._order.likeness

    def set_likeness(self, likeness: Likeness | None) -> None:
        """Sort all views by how alike photos are to one of them; None: as the queries say."""
        self._order.likeness = likeness
        self.sort_again()

    @property
    def doubtful(self) -> int:
        """Number of examples whose class is likely wrong."""
        return len(self._doubtful)

    @property
    def in_view(self) -> int:
        """Number of photos before the filter."""
        return len(self._view)

    def rankings_changed(self) -> None:
        """Rankings came in: draw all rows anew, in place."""
        self._find_doubtful()
        self._redraw()

    def _redraw(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    # ---- rows and photos ----

    @property
    def has_photos(self) -> bool:
        """Whether the project has any photo, shown or not."""
        return bool(self._all)

    def photo(self, row: int) -> Photo:
        """The photo in a row."""
        return self._rows[row]

    def row(self, photo_id: int) -> int | None:
        """The row of a photo, if it is shown."""
        if self._row_of is None:
            # Mostly in the order of their ids: no dictionary of 100,000 photos for one of them.
            row, found = place_of(self._rows, photo_id)
            if found:
                return row
            self._row_of = {photo.id: row for row, photo in enumerate(self._rows)}
        return self._row_of.get(photo_id)

    def ids(self, first: int, last: int) -> list[int]:
        """Ids of the photos in rows `first` to `last`, both included."""
        return [photo.id for photo in self._rows[first : last + 1]]

    def least_sure(self, after: int) -> int | None:
        """Row of the ranked photo with the smallest margin, another than `after`."""
        best: tuple[float, int] | None = None
        for row, photo in enumerate(self._rows):
            margin = self._rankings.margin(photo.id) if row != after else None
            if margin is not None and (best is None or margin < best[0]):
                best = (margin, row)
        return None if best is None else best[1]

    # ---- Qt's side ----

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """Number of photos shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Texts for people and screen readers, a `Tile` for the delegate."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        photo = self._rows[index.row()]
        if role == PhotoRole.TILE:
            return self._tile(photo)
        if role == PhotoRole.PHOTO:
            return photo
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(photo)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows can be selected and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    # ---- inside ----

    def _in_view(self) -> list[Photo]:
        if self._show is Show.CHECK:
            return self._check_list.still_listed(self._all)
        return list(filter(self._belongs, self._all))

    def _belongs(self, photo: Photo) -> bool:
        """Whether the view that is shown has this photo; but for the list of doubts."""
        if self._show is Show.INBOX:
            return photo.class_id is None
        if self._show is Show.ALL:
            return True
        return photo.class_id is not None and self._class_id in (None, photo.class_id)

    def _show_anew(self) -> None:
        self._find_doubtful()
        self._view = self._in_view()
        self._update_rows(self._order.arrange(self._view))

    def _patch(self, changed: Sequence[Pair]) -> None:
        self._patch_doubtful(changed)
        self._patch_view(changed)
        if self._order.is_plain:
            self._patch_rows(changed)
        else:
            self._update_rows(self._order.arrange(self._view))

    def _patch_view(self, changed: Sequence[Pair]) -> None:
        """The view is in the order of the photos' ids: a few are found without a look at all."""
        for pair in changed:
            place, found = place_of(self._view, id_of(pair))
            now = pair[1]
            self._view[place : place + found] = [now] if now and self._belongs(now) else []

    def _patch_rows(self, changed: Sequence[Pair]) -> None:
        """As `_update_rows`, where the rows are to be the view, which was patched before."""
        ids = [id_of(pair) for pair in changed]
        self._move_rows(RowChanges.of_few(self._rows, self._view, ids), self._view)
        for photo_id in ids:
            row, shown = place_of(self._rows, photo_id)
            if shown:
                self._rows[row] = self._view[row]

    def _patch_doubtful(self, changed: Sequence[Pair]) -> None:
        others = self._doubtful - {was.id for was, _ in changed if was is not None}
        now = [photo for _, photo in changed if photo is not None]
        self._doubtful = others | {photo.id for photo in self._check_list.doubtful(now)}

    def _find_doubtful(self) -> None:
        self._doubtful = frozenset(p.id for p in self._check_list.doubtful(self._all))

    def _suggestion(self, photo: Photo) -> str | None:
        """The class that a doubtful example looks like."""
        if photo.id not in self._doubtful and self._show is not Show.CHECK:
            return None
        top = self._rankings.top(photo.id)
        known = self._classes.get(top) if top is not None and top != photo.class_id else None
        return known.name if known else None

    def _tile(self, photo: Photo) -> Tile:
        class_id, probability, unknown = photo.class_id, None, False
        ranking = self._rankings.get(photo.id)
        if class_id is None and ranking is not None and ranking.guesses:
            class_id = ranking.guesses[0].class_id
            probability = ranking.guesses[0].probability
            unknown = bool(ranking.is_unknown)
        known = self._classes.get(class_id) if class_id is not None else None
        return Tile(
            file_name=photo.name,
            name=known.name if known else None,
            colour=known.colour if known else None,
            probability=probability if known else None,
            is_unknown=unknown,
            is_doubtful=photo.id in self._doubtful,
            suggestion=self._suggestion(photo),
            similarity=self._similarity(photo),
            pixmap=self._thumbnails.pixmap(photo),
            problem=self._thumbnails.problem(photo),
        )

    def _similarity(self, photo: Photo) -> float | None:
        if self._order.likeness is None:
            return None
        found = float(self._order.likeness.to(np.array([photo.id]))[0])
        return None if np.isnan(found) else found

    def _sentence(self, photo: Photo) -> str:
        said = self._plain_sentence(photo)
        similarity = self._similarity(photo)
        if similarity is None:
            return said
        return self.tr("{0}. Similarity: {1}").format(said, text.decimal(similarity, 2))

    def _plain_sentence(self, photo: Photo) -> str:
        problem = self._thumbnails.problem(photo)
        if problem is not None:
            return self.tr("{0} can't be read: {1}").format(photo.name, problem)
        if photo.class_id is not None:
            return self._example_sentence(photo, self._rankings.get(photo.id))
        return self._guess_sentence(photo, self._rankings.get(photo.id))

    def _guess_sentence(self, photo: Photo, ranking: Ranking | None) -> str:
        guessed = self._classes.get(ranking.guesses[0].class_id) if ranking else None
        if ranking is None or guessed is None:
            return self.tr("{0}: no guess yet").format(photo.name)
        sure = text.probability(ranking.guesses[0].probability)
        if ranking.is_unknown:
            words = self.tr("{0}: {1}, {2}, unlike every example")
        else:
            words = self.tr("{0}: {1}, {2}", "photo, class, probability")
        return words.format(photo.name, guessed.name, sure)

    def _example_sentence(self, photo: Photo, ranking: Ranking | None) -> str:
        given = self._classes.get(photo.class_id or 0)
        name = given.name if given else "?"
        suggestion = self._suggestion(photo)
        if ranking is None or suggestion is None:
            return self.tr("{0}: example of {1}").format(photo.name, name)
        sure = text.probability(ranking.guesses[0].probability)
        return self.tr("{0}: example of {1}, but it looks like {2} ({3})").format(
            photo.name, name, suggestion, sure
        )

    def _take(self, rows: list[Photo]) -> None:
        self._rows = rows
        self._row_of = None

    def _update_rows(self, new: list[Photo]) -> None:
        self._move_rows(RowChanges.between(self._rows, new), new)
        self._take(new)

    def _move_rows(self, changes: RowChanges | None, new: list[Photo]) -> None:
        """Let rows leave and come as they do in `new`; None: in whatever way."""
        if changes is None or len(changes) > _MAX_RANGES:
            self.beginResetModel()
            self._take(new.copy())
            self.endResetModel()
            return
        for first, last in reversed(changes.gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self._row_of = None
            self.endRemoveRows()
        for first, last in changes.come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = new[first : last + 1]
            self._row_of = None
            self.endInsertRows()
