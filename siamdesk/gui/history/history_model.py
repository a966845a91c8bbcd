"""The history as a table that is read page by page, newest edits first."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from siamdesk.gui.words.core_words import translated
from siamdesk.project.values import Edit, HistoryPage

PAGE = 200
"""Edits that are read at a time."""

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the table."""

    MARK = 0
    WHAT = 1
    WHEN = 2
    WHO = 3


class Point(IntEnum):
    """How a row stands to the present state of the project."""

    UNDONE = 0
    HERE = 1
    DONE = 2


POINT_ROLE = Qt.ItemDataRole.UserRole
"""The `Point` of a row."""


class HistoryModel(QAbstractTableModel):
    """Rows are edits; the last one, once all are read, is the project as it was made."""

    more_wanted = Signal(int)
    """Id of the oldest edit that is known: older ones are to be read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits: list[Edit] = []
        self._created: datetime | None = None
        """Set when the first edit is among those that are known."""
        self._undone = 0
        self._waiting = False

    @property
    def known(self) -> int:
        """Number of edits that have been read."""
        return len(self._edits)

    @property
    def here(self) -> int:
        """The row of the present state."""
        return self._undone

    def edit_id(self, row: int) -> int:
        """The edit in a row; 0 for the project as it was made."""
        return self._edits[row].id if row < len(self._edits) else 0

    def take(self, page: HistoryPage) -> None:
        """Show a page: the newest edits take the place of all, older ones are appended."""
        self._waiting = False
        if page.before is None:
            self._replace(page)
        elif self._created is None and self._edits and page.before == self._edits[-1].id:
            self._splice(len(self._edits), 0, list(page.edits))
            self._set_end(page)
        self._undone = page.undone
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, Column.WHO))

    def forget(self) -> None:
        """Show nothing: there is another project, or none."""
        self.beginResetModel()
        self._edits, self._created, self._undone, self._waiting = [], None, 0, False
        self.endResetModel()

    def _replace(self, page: HistoryPage) -> None:
        """Show the edits of a page alone; rows of edits that stay keep their selection."""
        new = {edit.id for edit in page.edits}
        gone = next((row for row, e in enumerate(self._edits) if e.id in new), self.known)
        self._splice(0, gone, [])
        first = self._edits[0].id if self._edits else 0
        self._splice(0, 0, [edit for edit in page.edits if edit.id > first])
        last = page.edits[-1].id if page.edits else 0
        kept = sum(edit.id >= last for edit in self._edits)
        self._splice(kept, self.known - kept, list(page.edits[kept:]))
        same = [edit.id for edit in self._edits] == [edit.id for edit in page.edits]
        if not same:  # of another project
            self.forget()
            self._splice(0, 0, list(page.edits))
        self._edits = list(page.edits)  # the same rows; some are undone or done now
        self._set_end(page)

    def _splice(self, row: int, gone: int, come: list[Edit]) -> None:
        if gone:
            self.beginRemoveRows(QModelIndex(), row, row + gone - 1)
            del self._edits[row : row + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), row, row + len(come) - 1)
            self._edits[row:row] = come
            self.endInsertRows()

    def _set_end(self, page: HistoryPage) -> None:
        """Have the last row when, and only when, the oldest edit is known."""
        end = self.known
        if page.complete and self._created is None:
            self.beginInsertRows(QModelIndex(), end, end)
            self._created = page.created
            self.endInsertRows()
        elif not page.complete and self._created is not None:
            self.beginRemoveRows(QModelIndex(), end, end)
            self._created = None
            self.endRemoveRows()

    # ---- Qt's side ----

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Number of rows that are known so far."""
        if parent is not None and parent.isValid():
            return 0
        return len(self._edits) + (self._created is not None)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Mark, what, when, who."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def canFetchMore(self, parent: AnyIndex) -> bool:  # noqa: N802 - Qt's name
        """Whether older edits can be asked for."""
        unread = bool(self._edits) and self._created is None
        return not parent.isValid() and unread and not self._waiting

    def fetchMore(self, parent: AnyIndex) -> None:  # noqa: N802 - Qt's name
        """Ask for older edits; `take` brings them."""
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_wanted.emit(self._edits[-1].id)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("", self.tr("What"), self.tr("When"), self.tr("Who"))[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, and how the row stands to the present state."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, Column(index.column()))
        if role == POINT_ROLE:
            return self._point(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(row)
        return None

    def _point(self, row: int) -> Point:
        if row == self._undone:
            return Point.HERE
        return Point.UNDONE if row < self._undone else Point.DONE

    def _text(self, row: int, column: Column) -> str:
        edit = self._edits[row] if row < len(self._edits) else None
        if column is Column.WHAT:
            return translated(edit.text) if edit else self.tr("Make the project")
        if column is Column.WHEN:
            at = edit.at if edit else self._created
            return self.when(at, datetime.now().astimezone()) if at else ""
        return edit.user if edit and column is Column.WHO else ""

    def _sentence(self, row: int) -> str:
        what, when, who = (self._text(row, c) for c in (Column.WHAT, Column.WHEN, Column.WHO))
        said = f"{what}; {when}, {who}" if who else f"{what}; {when}"
        match self._point(row):
            case Point.UNDONE:
                return self.tr("{0}; undone").format(said)
            case Point.HERE:
                return self.tr("{0}; you are here").format(said)
            case _:
                return said

    def when(self, at: datetime, now: datetime) -> str:
        """``Today 14:03``, ``Yesterday 14:03`` or the date, as the system writes them."""
        day = at.astimezone(now.tzinfo).date()
        locale, moment = QLocale(), QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
        time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
        if day == now.date():
            return self.tr("Today {0}").format(time)
        if day == (now - timedelta(days=1)).date():
            return self.tr("Yesterday {0}").format(time)
        return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)} {time}"

    def steps(self, row: int) -> str:
        """What going to a row does."""
        number = row - self._undone
        if not number:
            return self.tr("You are here")
        if number > 0:
            return self.tr("Undo %Ln steps", "", number)
        return self.tr("Redo %Ln steps", "", -number)
