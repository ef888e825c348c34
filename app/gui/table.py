"""RowsView: a list. It remembers its columns, keeps its choice, and says when it is empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from app.gui.columns import Arrangement, arrange, arrangement
from app.gui.delegates import BAR, Cell, DateCell, MoneyCell, StatusCell
from app.gui.empty import EmptyList
from app.gui.rows import Column, HeldRows
from app.gui.settings import Memory
from app.gui.theme import look
from app.gui.widths import Widths
from app.gui.windowed import Source, WindowedModel

_CELLS: Final = {"text": Cell, "money": MoneyCell, "date": DateCell, "status": StatusCell}
_REMEMBER_MS: Final = 300
_REST_MS: Final = 60  # after scrolling
_BY_ID: Final = 2000  # rows that may be looked at one by one


class RowsView(QTableView):
    """A list of rows, all held or paged from the book. `memory` keeps order, width, choice and
    sorting of its columns."""

    opened = Signal(object)  # the row on Enter or double click
    picked = Signal(object)  # the current row, None when there is none
    first_wanted = Signal()  # the button of the empty list

    def __init__(
        self,
        columns: Sequence[Column],
        memory: Memory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = WindowedModel(columns, self)
        self._held = HeldRows(self.rows_model.columns)
        self._memory = memory
        self._kept = _Kept()
        self._told: Any = None
        self._restoring = self._is_fresh = False
        self._empty = EmptyList(self.viewport())
        self._empty.button.clicked.connect(self._answer_empty)
        self.setModel(self.rows_model)
        self._set_up_list()
        self._set_up_header()
        # Qt's header asks of every row whether it is chosen; it is given nothing to ask.
        self._unasked = QItemSelectionModel(self.rows_model, self)
        self.horizontalHeader().setSelectionModel(self._unasked)
        self.rows_model.modelAboutToBeReset.connect(self._keep)
        self.rows_model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._tell)
        self._fit()
        self._show_empty()

    def _set_up_list(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the list, as in every other field
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for place, column in enumerate(self.rows_model.columns):
            self.setItemDelegateForColumn(place, _CELLS[column.kind](self))
        self.doubleClicked.connect(
            lambda index: self.opened.emit(self.rows_model.row(index.row()))
        )

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(0)  # a column fits what is in sight
        header.setSortIndicatorClearable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        kept = Arrangement.read(self._memory.get("columns") if self._memory else None)
        arrange(header, self.rows_model.columns, kept)
        self._widths = Widths(self, self.rows_model)
        self.setSortingEnabled(True)
        self._timer = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._timer.timeout.connect(self._remember)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._widths.grow)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        for moved in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            moved.connect(lambda *_facts: self._timer.start())
        header.sortIndicatorChanged.connect(self._sorted)

    def _sorted(self, column: int, _order: Qt.SortOrder) -> None:
        self.scrollToTop()
        if column >= 0 and not self.rows_model.columns[column].orders:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    # What screens use

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Shows these rows; chosen and current row and the scroll position stay, by id."""
        self._held.show(rows)
        self.show_source(self._held)

    def add_rows(self, rows: Sequence[Any]) -> None:
        """Puts rows below those that are shown, in a list that is neither sorted nor sifted."""
        self._held.add(rows)
        self.rows_model.grow()
        self.updateGeometries()
        self._show_empty()

    def show_source(self, source: Source) -> None:
        """Shows the rows of a source, in the order the list is in; the rest stays, by id."""
        self._is_fresh = True
        self.rows_model.show(source)

    def sift(self, words: str) -> None:
        """Shows only those of the held rows that hold every word."""
        self._held.sift(words)
        self.rows_model.reload()

    def current(self) -> Any:
        """The current row, or None."""
        index = self.currentIndex()
        return self.rows_model.row(index.row()) if index.isValid() else None

    def chosen(self) -> tuple[Any, ...]:
        """The selected rows, from top to bottom."""
        return tuple(
            row for first, stop in self._spans() for row in self.rows_model.rows(first, stop)
        )

    def count_chosen(self) -> int:
        """How many rows are selected, without asking for them."""
        return sum(stop - first for first, stop in self._spans())

    def pick(self, row_id: str) -> bool:
        """Makes the row with this id the current one; False when it is not shown."""
        place = self.rows_model.place(row_id)
        if place >= 0:
            self.pick_place(place)
        return place >= 0

    def pick_place(self, place: int) -> None:
        """Makes the row at a place the current one, and brings it into sight."""
        flags = QItemSelectionModel.SelectionFlag  # said whole: a held Ctrl would change the rest
        index = self.rows_model.index(place, self._first_column())
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def bring_up(self, place: int) -> None:
        """Scrolls so that a row stands in the middle of what is seen."""
        middle = QAbstractItemView.ScrollHint.PositionAtCenter
        self.scrollTo(self.rows_model.index(place, self._first_column()), middle)

    def places_seen(self) -> range:
        """The places of the rows that are in sight, in part at least."""
        top, height = self.rowAt(0), self.verticalHeader().defaultSectionSize()
        if top < 0:
            return range(0)
        over = self.viewport().height() - self.rowViewportPosition(top)
        return range(top, min(self.rows_model.rowCount(), top - (-over // height)))

    def set_empty(self, sentence: str, button: str = "") -> None:
        """What an empty list says, and its one button (see `first_wanted`)."""
        self._empty.sentence, self._empty.offer = sentence, button
        self._show_empty()

    def sort_by(self, name: str, *, descending: bool = False) -> None:
        """Sorts by a column, as a click on its title does."""
        place = [column.name for column in self.rows_model.columns].index(name)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, order)

    @property
    def is_descending(self) -> bool:
        """Whether the list is sorted from the last to the first."""
        header = self.horizontalHeader()
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return header.sortIndicatorSection() >= 0 and down

    def show_column(self, name: str, *, shown: bool) -> None:
        """Shows or hides a column; the last one stays."""
        header = self.horizontalHeader()
        place = [column.name for column in self.rows_model.columns].index(name)
        if shown or header.count() - header.hiddenSectionCount() > 1:
            header.setSectionHidden(place, not shown)
            self._widths.share()
            self._timer.start()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            if self.current() is not None:
                self.opened.emit(self.current())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters lead to the row that begins with them where Qt may read every row for it."""
        if self.rows_model.rowCount() <= _BY_ID:
            super().keyboardSearch(search)

    def copy(self) -> None:
        """Puts the chosen rows on the clipboard, a tab between cells, ready for a spreadsheet."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(at) for at in range(header.count())]
        columns = [self.rows_model.columns[at] for at in places if not header.isSectionHidden(at)]
        lines = ("\t".join(column.text(row) for column in columns) for row in self.chosen())
        QGuiApplication.clipboard().setText("\n".join(lines))

    # Identity over a reset

    def _spans(self) -> list[tuple[int, int]]:
        """The places that are selected: from one up to before another."""
        ranges: Any = self.selectionModel().selection()  # a list, as the stubs do not know
        return sorted({(one.top(), one.bottom() + 1) for one in ranges})

    def _keep(self) -> None:
        """Notes by id what is chosen and where it stands, as far as the rows are here."""
        spans, model, seen = self._spans(), self.rows_model, self.places_seen()
        at = self.currentIndex().row()
        anchor = at if at in seen else seen.start if seen else -1
        row = model.held(anchor) if anchor >= 0 else None
        everything = spans == [(0, model.rowCount())] and model.rowCount() > 1
        few = not everything and sum(stop - first for first, stop in spans) <= _BY_ID
        held = (model.held(place) for span in spans for place in range(*span)) if few else ()
        self._kept = _Kept(
            self._told.id if self._told is not None else None,
            frozenset(one.id for one in held if one is not None),
            everything,
            self.verticalScrollBar().value(),
            row.id if row is not None else None,
            self.rowViewportPosition(anchor) if row is not None else 0,
        )

    def _restore(self) -> None:
        self._restoring = True  # the current row is told once, and only if it is another
        kept, selection, model = self._kept, self.selectionModel(), self.rows_model
        flags, first = QItemSelectionModel.SelectionFlag, self._first_column()
        wanted = filter(None, {*kept.chosen, kept.current, kept.anchor})
        places = {row_id: model.place(row_id) for row_id in wanted} if model.rowCount() else {}
        for row_id, place in places.items():
            if place >= 0 and row_id in kept.chosen:
                selection.select(model.index(place, first), flags.Select | flags.Rows)
        if (place := places.get(kept.current or "", -1)) >= 0:
            selection.setCurrentIndex(model.index(place, first), flags.NoUpdate)
        self._restoring = False
        if kept.everything:
            self.selectAll()
        self.updateGeometries()
        anchor = places.get(kept.anchor or "", -1)
        height = self.verticalHeader().defaultSectionSize()
        stays = not kept.scrolled or anchor < 0  # what stands at the top stays at the top
        value = kept.scrolled if stays else anchor * height - kept.top
        self.verticalScrollBar().setValue(value)
        self._show_empty()
        self._widths.share_anew()
        current, is_fresh, self._is_fresh = self.current(), self._is_fresh, False
        if current != self._told or (is_fresh and current is not None):
            self._tell()  # of rows that were shown anew also when this one is the same

    def _tell(self) -> None:
        if not self._restoring:
            self._told = self.current()
            self.picked.emit(self._told)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(header.count()))
        return next((at for at in order if not header.isSectionHidden(at)), 0)

    # Columns: remembered and offered

    def _remember(self) -> None:
        if self._memory is not None:
            header, columns = self.horizontalHeader(), self.rows_model.columns
            now = arrangement(header, columns, self._widths.wanted)
            self._memory.put("columns", now.write())

    def columns_menu(self) -> QMenu:
        """A menu with a check mark for every column that is shown."""
        menu, header = QMenu(self), self.horizontalHeader()
        for place, column in enumerate(self.rows_model.columns):
            entry = menu.addAction(column.title)
            entry.setObjectName(column.name)
            entry.setCheckable(True)
            entry.setChecked(not header.isSectionHidden(place))
            entry.toggled.connect(
                lambda shown, name=column.name: self.show_column(name, shown=shown)
            )
        return menu

    def _offer_columns(self, where: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    # Looks

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self.places_seen()
        self.rows_model.fetch(range(seen.start - 1, seen.stop + 1))
        super().paintEvent(event)
        painter, now = QPainter(self.viewport()), look()
        line, width, height = now.color("hairline"), self.viewport().width(), now.scale.row
        for row in seen:
            painter.fillRect(0, self.rowViewportPosition(row) + height - 1, width, 1, line)
        current = self.currentIndex()
        if current.isValid():
            mark = now.color("accent" if self.hasFocus() else "edge")
            top = self.rowViewportPosition(current.row())
            painter.fillRect(0, top, BAR, height - 1, mark)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())
        self._widths.share()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._widths.share()

    def hideEvent(self, event: Any) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._remember()
        super().hideEvent(event)

    def _fit(self) -> None:
        """Row and header heights of the scale; column widths grow with the text."""
        row, header = look().scale.row, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(row)  # first: the other resizes one by one
        self.verticalHeader().setMinimumSectionSize(row)
        header.setFixedHeight(row)
        self._widths.share_anew()

    # The empty list

    def _show_empty(self) -> None:
        if self._held.sifted_away:
            self._empty.say(self.tr("Nothing here fits the filter."), self.tr("Show all"))
        else:
            self._empty.say(self._empty.sentence, self._empty.offer)
        self._empty.setVisible(self.rows_model.rowCount() == 0)

    def _answer_empty(self) -> None:
        if self._held.sifted_away:
            self.sift("")
        else:
            self.first_wanted.emit()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a list was like before its rows changed."""

    current: str | None = None  # the id of the current row
    chosen: frozenset[str] = frozenset()  # where not all were
    everything: bool = False  # all rows were chosen
    scrolled: int = 0  # px
    anchor: str | None = None  # the row that shall stay where it is on the screen
    top: int = 0  # px: where that is
