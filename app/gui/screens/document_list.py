"""The list of one kind of document: status tabs with counts, filters, all its rows."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.kinds import CREDITS, Kind, Status
from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.head import PAGE_MARGIN, PageHead
from app.gui.icons import icon
from app.gui.rows import Column
from app.gui.screens.document_page import say, status_word
from app.gui.screens.document_source import DocumentSource
from app.gui.screens.list_filters import ListFilters
from app.gui.settings import Memory
from app.gui.table import RowsView
from app.gui.theme import grid
from app.queries import lists

_BLOCK: Final = 1000  # rows that are asked for at once


class Listed(Protocol):
    """What tells the list of one kind from that of another; texts in English."""

    @property
    def kind(self) -> Kind: ...

    @property
    def title(self) -> str: ...

    @property
    def party(self) -> str:
        """What its customer or vendor is called."""

    @property
    def first(self) -> str:
        """What belongs here, said by the empty list."""

    @property
    def new(self) -> str:
        """What the button of the empty list says, "" for none."""

    @property
    def statuses(self) -> Sequence[Status]:
        """One tab each; none: there are no tabs."""

    def made_columns(self) -> tuple[Column, ...]:
        """The columns, in the user's language."""


class DocumentList(QWidget):
    """Rows of the chosen status that fit the filters, newest first or as the book sorts them."""

    picked = Signal(object)  # the current row, None for none
    opened = Signal(object)
    new_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, desk: Desk, page: Listed, memory: Memory) -> None:
        super().__init__()
        self._desk, self._page, self._memory = desk, page, memory
        self._status: Status | None = None
        self.view = RowsView(page.made_columns(), memory)
        self.view.setObjectName("documents")
        self.view.setAccessibleName(say(page.title))
        self.view.installEventFilter(self)
        self.view.picked.connect(self.picked)
        self.view.opened.connect(self.opened)
        self.view.first_wanted.connect(self._answer_empty)
        self.filter = FilterLine(self.tr("Filter…"), self.view)
        self.filter.narrowed.connect(lambda _words: self._load())
        self._more = ListFilters(desk, page.kind, say(page.party))
        self._more.narrowed.connect(self._load)
        self._more.day_wanted.connect(self.go_to)
        self._more.setVisible(bool(memory.get("filters", False)))
        self.head = PageHead(say(page.title))
        self.head.add_right(self.filter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._tabs())
        self._column.addWidget(self._more)
        self._column.addWidget(self.view, 1)

    def add_above(self, widget: QWidget) -> None:
        """Puts something between the head and the status tabs."""
        self._column.insertWidget(1, widget)

    def add_button(self, button: QPushButton) -> None:
        """Puts a button into the head; Tab comes by in the order one reads."""
        self.head.add_right(button)
        above = (self.filter, button, *self._buttons.values(), self._opener)
        stops = (*above, *self._more.stops(), self.view)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def refresh(self) -> None:
        """Counts anew and shows the book as it is now."""
        self._count()
        self._load()

    def _load(self) -> None:
        self._source = DocumentSource(self._desk, self._page.kind, self._filters())
        self._say_empty()
        self.view.show_source(self._source)
        rows = self.view.rows_model.rowCount()
        if self.view.current() is None and rows:
            self.view.pick_place(0)
        elif not rows:
            self.picked.emit(None)

    @property
    def count(self) -> int:
        """How many documents are shown."""
        return self.view.rows_model.rowCount()

    def ids(self) -> Callable[[], tuple[str, ...]]:
        """Asks for the ids of all that is shown now; it may be called beside the window."""
        source, count = self._source, self.count

        def ask() -> tuple[str, ...]:
            return tuple(
                row.id
                for start in range(0, count, _BLOCK)
                for row in source.rows(start, min(start + _BLOCK, count))
            )

        return ask

    def show_row(self, ref: str) -> bool:
        """Makes a row the current one, without any filter if it has to be; False when there is
        none."""
        if self.view.pick(ref):
            return True
        self._clear_filter()
        return self.view.pick(ref)

    def ask_day(self) -> None:
        """Waits for the day to go to."""
        self._open_filters(shown=True)
        self._more.ask_day()

    def go_to(self, day: date) -> None:
        """Makes the first row of a day, or the nearest that follows, the current one; the list is
        put in the order of its dates for that."""
        if (place := self._source.place_on(day)) < 0:
            self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            place = self._source.place_on(day)
        if place >= 0:
            self.view.pick_place(place)
            self.view.bring_up(place)
        self.view.setFocus()

    def choose_status(self, status: Status | None) -> None:
        """Turns to a status tab."""
        self._status = status
        self._buttons[status].setChecked(True)
        self._load()

    def _clear_filter(self) -> None:
        self._status = None
        self._buttons[None].setChecked(True)
        self._more.clear()
        self.filter.forget()
        self._load()

    def _filters(self) -> lists.Filters:
        words = self.filter.text().strip() or None
        return lists.Filters(status=self._status, text=words, **self._more.values())

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.filter.text().strip() or self._status or self._more.values())

    def _open_filters(self, *, shown: bool) -> None:
        """The fields that narrow more; closed, they narrow nothing unseen."""
        self._opener.setChecked(shown)
        self._more.setVisible(shown)
        self._memory.put("filters", shown)
        if not shown and self._more.values():
            self._more.clear()
            self._load()

    # Status tabs

    def _tabs(self) -> QWidget:
        tabs = QWidget()
        if not self._page.statuses:
            tabs.hide()
        row = QHBoxLayout(tabs)
        row.setContentsMargins(PAGE_MARGIN - grid(1), 0, PAGE_MARGIN, grid(2))
        row.setSpacing(grid(1))
        self._group = QButtonGroup(self)
        self._buttons: dict[Status | None, QPushButton] = {}
        for status in (None, *self._page.statuses):
            button = QPushButton()
            button.setObjectName(f"status_{status or 'all'}")
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, one=status: self.choose_status(one))
            self._group.addButton(button)
            self._buttons[status] = button
            row.addWidget(button)
        self._buttons[None].setChecked(True)
        row.addStretch(1)
        self._opener = QPushButton(icon("filter", "muted"), self._words_of_opener())
        self._opener.setObjectName("more_filters")
        self._opener.setProperty("kind", "chip")
        self._opener.setCheckable(True)
        self._opener.setChecked(bool(self._memory.get("filters", False)))
        self._opener.clicked.connect(lambda on: self._open_filters(shown=on))
        row.addWidget(self._opener)
        return tabs

    def _words_of_opener(self) -> str:
        reason = (self.tr("Reason"),) if self._page.kind in CREDITS else ()
        words = " · ".join((self.tr("Date"), say(self._page.party), *reason))
        return f" {words}"  # a little air after the icon

    def _count(self) -> None:
        counts = self._desk.ask(lists.counts, self._page.kind)
        for status, button in self._buttons.items():
            count = counts.get(status, 0) if status else sum(counts.values())
            word = status_word(self._page.kind, status) if status else self.tr("All")
            button.setText(f"{word} {count:n}" if count or not status else word)

    # The empty list

    def _say_empty(self) -> None:
        if self._is_narrowed:
            sentence = self.tr("Nothing here fits what is chosen above.")
            self.view.set_empty(sentence, self.tr("Show all"))
        else:
            self.view.set_empty(say(self._page.first), say(self._page.new))

    def _answer_empty(self) -> None:
        if self._is_narrowed:
            self._clear_filter()
        else:
            self.new_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.view
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
            and self.view.current() is not None
        ):
            self.delete_wanted.emit()
            return True
        return super().eventFilter(watched, event)
