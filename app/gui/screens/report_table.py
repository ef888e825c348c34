"""The table of a report: its rows in their rank, its figures ways to what they are made of."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.money import Money
from app.domain.report import Holds, Leads, Rank, Report, ReportColumn, ReportRow
from app.gui.delegates import PAD, Cell, DateCell, MoneyCell
from app.gui.rows import LEFT, RIGHT, Column
from app.gui.table import RowsView
from app.gui.theme import Look, font, look

_AMOUNT, _DATE, _NUMBER = 116, 96, 72  # px at 100 %
_LEAST, _MOST = 72, 340  # of words
_SHORT: Final = 110  # px at 100 %: words that are no wider are read whole
_MANY: Final = 9  # columns of amounts that fit side by side
_MEASURED: Final = 400  # rows
_NEAR: Final = 2  # screenfuls before the end
_MOST_WORDS: Final = 90  # of a hundred: a column is as wide as these need
_Index = QModelIndex | QPersistentModelIndex
_SUMS: Final = (Rank.SUBTOTAL, Rank.TOTAL)
_STRONG: Final = (Rank.HEADING, Rank.SUBTOTAL, Rank.TOTAL)


def text_of(cell: Any) -> str:
    """A cell as plain text; the painter writes amounts and days as the user's country does."""
    match cell:
        case None:
            return ""
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)


class ReportTable(RowsView):
    """Shows the rows of one report in their own order. `wanted` tells what a figure leads to,
    `near_end` that more rows are about to be looked at."""

    wanted = Signal(object)  # Leads
    near_end = Signal()

    def __init__(self, report: Report) -> None:
        self._names = tuple(column.name for column in report.columns)
        self._rows: list[ReportRow] = []
        self.hovered = (-1, -1)  # row and column of the figure below the pointer
        super().__init__(tuple(_columns(report)))
        self.setObjectName("report")
        self.setSortingEnabled(False)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMouseTracking(True)
        for place, column in enumerate(report.columns):
            self.setItemDelegateForColumn(place, _cell(self, column.holds))
        self.opened.connect(lambda _row: self.open_current())
        self.verticalScrollBar().valueChanged.connect(self._watch)

    # What the page uses

    def show_report(self, rows: Sequence[ReportRow]) -> None:
        """Shows these rows; current cell and scroll position stay."""
        column = self.currentIndex().column()
        self.clearSpans()
        self._rows = [*rows]
        self.show_rows(rows)
        self._spread_from(0)
        if self.currentIndex().isValid() and column >= 0:
            self.go_to(self.currentIndex().row(), column)

    def add_page(self, rows: Sequence[ReportRow]) -> None:
        """Puts the next page of a long report below the others, which stay as they are."""
        begin = len(self._rows)
        self._rows += rows
        self.add_rows(rows)
        self._spread_from(begin)

    def row(self, place: int) -> ReportRow:
        """The row at a place."""
        return self._rows[place]

    def go_to(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        index = self.rows_model.index(row, column)
        if index.isValid():
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def go_to_first(self) -> None:
        """Makes the first figure that leads somewhere the current cell, else the first cell."""
        rows = self._rows[:_MEASURED]
        for at, row in enumerate(rows):
            for column in range(len(self._names)):
                cell = row.cells[column]
                if isinstance(cell, Money) and cell.minor and self.leads(at, column):
                    self.go_to(at, column)
                    return
        places = ((at, column) for at in range(len(rows)) for column in range(len(self._names)))
        told = [place for place in places if rows[place[0]].cells[place[1]] not in {None, ""}]
        links = (place for place in told if self.leads(*place))
        where = next(links, told[0] if told else None)
        if where is not None:
            self.go_to(*where)

    def current_leads(self) -> Leads | None:
        """What the current cell leads to."""
        index = self.currentIndex()
        return self.leads(index.row(), index.column()) if index.isValid() else None

    def leads(self, row: int, column: int) -> Leads | None:
        """What a cell leads to."""
        return self._rows[row].opens(self._names[column])

    def open_current(self) -> None:
        """Goes where the current cell leads."""
        leads = self.current_leads()
        if leads is not None:
            self.wanted.emit(leads)

    def is_link(self, index: _Index) -> bool:
        """Whether there are words in a cell that lead somewhere."""
        return bool(index.data()) and self.leads(index.row(), index.column()) is not None

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            last = len(self._rows) - 1
            row = 0 if event.key() == Qt.Key.Key_Home else last
            self.go_to(row, max(0, self.currentIndex().column()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, line = QPainter(self.viewport()), look().color("edge")
        for place in self.places_seen():
            if self._rows[place].rank in _SUMS:
                top = self.rowViewportPosition(place) - 1
                painter.fillRect(0, top, self.viewport().width(), 1, line)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        link = index.isValid() and self.is_link(index)
        self._hover((index.row(), index.column()) if link else (-1, -1))

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover((-1, -1))

    def _hover(self, where: tuple[int, int]) -> None:
        if where == self.hovered:
            return
        before, self.hovered = self.hovered, where
        over = Qt.CursorShape.PointingHandCursor if where[0] >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(over)
        for row, column in (before, where):
            if row >= 0:
                self.viewport().update(self.visualRect(self.rows_model.index(row, column)))

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            self.viewport().update(self.visualRect(index))

    def _watch(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value >= bar.maximum() - _NEAR * self.viewport().height():
            self.near_end.emit()

    def _spread_from(self, begin: int) -> None:
        for place in range(begin, len(self._rows)):
            if self._rows[place].rank is not Rank.ROW:
                self._spread(place, self._rows[place])

    def _spread(self, place: int, row: ReportRow) -> None:
        """Words of a title or sum run on over the empty cells beside them."""
        first = next((at for at, cell in enumerate(row.cells) if cell is not None), None)
        if first is None or not isinstance(row.cells[first], str):
            return
        end = first + 1
        while end < len(row.cells) and row.cells[end] in {None, ""}:
            end += 1
        if end > first + 1:
            self.setSpan(place, first, 1, end - first)


class _Ranked(QStyledItemDelegate):
    """What the cells of a report have in common: their row's weight, their line, their link."""

    def __init__(self, table: ReportTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        facts: Any = option  # Qt's Python stubs do not list its fields
        super().paint(painter, option, index)
        if self._is_current(index) and self._table.hasFocus():
            painter.setPen(QPen(look().color("edge"), 1))
            painter.drawRect(facts.rect.adjusted(0, 0, -1, -2))

    def write(
        self, painter: QPainter, rect: QRect, index: _Index, now: Look, metrics: QFontMetrics
    ) -> None:
        painter.save()
        strong = self._rank(index) in _STRONG
        if strong:
            painter.setFont(_strong())
            metrics = QFontMetrics(_strong())
        writer: Any = super()
        writer.write(painter, rect, index, now, metrics)
        if self._linked(index):
            self._underline(painter, rect, index, metrics, now)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> Any:
        size = super().sizeHint(option, index)
        if self._rank(index) in _STRONG:
            cell: Any = self
            words = QFontMetrics(_strong()).horizontalAdvance(cell.shown(index))
            size.setWidth(words + 2 * PAD)
        return size

    def _underline(
        self, painter: QPainter, rect: QRect, index: _Index, metrics: QFontMetrics, now: Look
    ) -> None:
        cell: Any = self
        shown = cell.fit(cell.shown(index), metrics, rect.width())
        width = min(metrics.horizontalAdvance(shown), rect.width())
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        left = rect.right() + 1 - width if align & RIGHT else rect.left()
        base = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 2
        painter.fillRect(left, base, width, 1, now.color("accent"))

    def _linked(self, index: _Index) -> bool:
        """Underlined: the words that lead on, below the pointer and in the current cell."""
        here = (index.row(), index.column()) == self._table.hovered
        return (here or self._is_current(index)) and self._table.is_link(index)

    def _is_current(self, index: _Index) -> bool:
        now = self._table.currentIndex()
        return (now.row(), now.column()) == (index.row(), index.column())

    def _rank(self, index: _Index) -> Rank:
        return self._table.row(index.row()).rank


class _TextCell(_Ranked, Cell):
    """Words of a report."""


class _MoneyCell(_Ranked, MoneyCell):
    """An amount of a report."""


class _DateCell(_Ranked, DateCell):
    """A day of a report; a title or sum may stand in its place."""


def _cell(table: ReportTable, holds: Holds) -> QStyledItemDelegate:
    kinds = {Holds.AMOUNT: _MoneyCell, Holds.DATE: _DateCell}
    return kinds.get(holds, _TextCell)(table)


def _strong() -> QFont:
    made = font()
    made.setWeight(QFont.Weight.Medium)
    return made


def _columns(report: Report) -> list[Column]:
    """Words as wide as most of them are; the widest of them take what is left over."""
    amounts = sum(column.holds is Holds.AMOUNT for column in report.columns)
    many = amounts > _MANY  # they scroll sideways; the words beside them shall be read then too
    share = 100 if many else _MOST_WORDS
    widths = {
        place: _words_width(report, place, share)
        for place, column in enumerate(report.columns)
        if column.holds is Holds.TEXT
    }
    widest = None if many else max(widths, key=lambda place: widths[place], default=None)
    return [
        _column(column, place, widths.get(place, 0), grow=place == widest, many=many)
        for place, column in enumerate(report.columns)
    ]


def _column(column: ReportColumn, place: int, width: int, *, grow: bool, many: bool) -> Column:
    def text(row: ReportRow) -> str:
        return text_of(row.cells[place])

    match column.holds:
        case Holds.AMOUNT:
            return Column(column.title, text, None, RIGHT, _AMOUNT, "money", key=column.name)
        case Holds.DATE:
            return Column(column.title, text, None, LEFT, _DATE, "date", key=column.name)
        case Holds.NUMBER:
            return Column(column.title, text, None, RIGHT, _NUMBER, key=column.name)
        case _:
            gives = width > _SHORT and not many
            return Column(
                column.title, text, None, LEFT, width, key=column.name, grow=grow, gives=gives
            )


def _words_width(report: Report, place: int, share: int) -> int:
    """The width in px at 100 % that fits so many of a hundred words of a column."""
    metrics, factor = QFontMetrics(font()), look().scale.factor
    texts = [text_of(row.cells[place]) for row in report.rows[:_MEASURED] if row.rank is Rank.ROW]
    widths = sorted(metrics.horizontalAdvance(text) for text in texts)
    typical = widths[min(len(widths) * share // 100, len(widths) - 1)] if widths else 0
    return min(_MOST, max(_LEAST, round(typical / factor) + 2 * PAD + 4))
