"""RowsView: a list. It remembers its columns, keeps its choice, and says when it is empty."""

from collections.abc import Sequence
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
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.gui.columns import Arrangement, arrange, arrangement
from app.gui.delegates import Cell, DateCell, MoneyCell, StatusCell
from app.gui.rows import Column, RowsModel
from app.gui.settings import Memory
from app.gui.theme import grid, look
from app.gui.widths import Widths

_CELLS: Final = {"text": Cell, "money": MoneyCell, "date": DateCell, "status": StatusCell}
_BAR: Final = 3  # px: the mark of the current row
_REMEMBER_MS: Final = 300


class RowsView(QTableView):
    """A list over a RowsModel. `memory` keeps order, width, choice and sorting of the columns."""

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
        self.rows_model = RowsModel(columns, self)
        self._memory = memory
        self._kept: tuple[str | None, frozenset[str], int] = (None, frozenset(), 0)
        self._told: object = None
        self._empty = _Empty(self)
        self._empty.button.clicked.connect(self._answer_empty)
        self.setModel(self.rows_model)
        self._set_up_list()
        self._set_up_header()
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
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows_model.row(index)))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        kept = Arrangement.read(self._memory.get("columns") if self._memory else None)
        arrange(header, self.rows_model.columns, kept)
        self._widths = Widths(self, self.rows_model)
        self.setSortingEnabled(True)
        self._timer = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._timer.timeout.connect(self._remember)
        for moved in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            moved.connect(lambda *_facts: self._timer.start())

    # What screens use

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Shows these rows; chosen and current row and the scroll position stay, by id."""
        self.rows_model.show(rows)

    def sift(self, words: str) -> None:
        """Shows only the rows that hold every word."""
        self.rows_model.sift(words)

    def current(self) -> Any:
        """The current row, or None."""
        index = self.currentIndex()
        return self.rows_model.row(index) if index.isValid() else None

    def chosen(self) -> tuple[Any, ...]:
        """The selected rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.rows_model.row(place) for place in places)

    def pick(self, row_id: str) -> bool:
        """Makes the row with this id the current one; False when it is not shown."""
        place = self.rows_model.place(row_id)
        if place < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag  # said whole: a held Ctrl would change the rest
        index = self.rows_model.index(place, self._first_column())
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        return True

    def set_empty(self, sentence: str, button: str = "") -> None:
        """What an empty list says, and its one button (see `first_wanted`)."""
        self._empty.sentence, self._empty.offer = sentence, button
        self._show_empty()

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

    def copy(self) -> None:
        """Puts the chosen rows on the clipboard, a tab between cells, ready for a spreadsheet."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(at) for at in range(header.count())]
        columns = [self.rows_model.columns[at] for at in places if not header.isSectionHidden(at)]
        lines = ("\t".join(column.text(row) for column in columns) for row in self.chosen())
        QGuiApplication.clipboard().setText("\n".join(lines))

    # Identity over a reset

    def _keep(self) -> None:
        current = self.current()
        chosen = frozenset(row.id for row in self.chosen())
        self._kept = (current.id if current else None, chosen, self.verticalScrollBar().value())

    def _restore(self) -> None:
        current, chosen, scrolled = self._kept
        selection, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        first, wanted = self._first_column(), chosen | {current}
        for place, row in enumerate(self.rows_model.rows() if wanted != {None} else ()):
            if row.id in wanted:
                index = self.rows_model.index(place, first)
                how = flags.Select | flags.Rows if row.id in chosen else flags.NoUpdate
                selection.select(index, how)
                if row.id == current:
                    selection.setCurrentIndex(index, flags.NoUpdate)
        self.updateGeometries()
        self.verticalScrollBar().setValue(scrolled)
        self._show_empty()
        if current is not None or self._told is not None:
            self._tell()

    def _tell(self) -> None:
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
        super().paintEvent(event)
        painter, now = QPainter(self.viewport()), look()
        line, width, height = now.color("hairline"), self.viewport().width(), now.scale.row
        row = self.rowAt(0)
        while 0 <= row < self.rows_model.rowCount():
            bottom = self.rowViewportPosition(row) + height - 1
            if bottom > self.viewport().height():
                break
            painter.fillRect(0, bottom, width, 1, line)
            row += 1
        current = self.currentIndex()
        if current.isValid():
            mark = now.color("accent" if self.hasFocus() else "edge")
            top = self.rowViewportPosition(current.row())
            painter.fillRect(0, top, _BAR, height - 1, mark)
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
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        header.setFixedHeight(row)
        self._widths.share_anew()

    # The empty list

    def _show_empty(self) -> None:
        sifted_away = self.rows_model.sifted and self.rows_model.total > 0
        if sifted_away:
            self._empty.say(self.tr("Nothing here fits the filter."), self.tr("Show all"))
        else:
            self._empty.say(self._empty.sentence, self._empty.offer)
        self._empty.setVisible(self.rows_model.rowCount() == 0)

    def _answer_empty(self) -> None:
        if self.rows_model.sifted and self.rows_model.total > 0:
            self.sift("")
        else:
            self.first_wanted.emit()


class _Empty(QWidget):
    """One sentence and one button over an empty list."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view.viewport())
        self.sentence, self.offer = "", ""
        self.label = QLabel(self)
        self.label.setObjectName("empty_sentence")
        self.label.setProperty("role", "muted")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.setObjectName("empty_button")
        box = QVBoxLayout(self)
        box.setSpacing(grid(4))
        box.addStretch(2)
        box.addWidget(self.label)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def say(self, sentence: str, offer: str) -> None:
        self.label.setText(sentence)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
