"""Hands and eyes for the page of reports: what it is asked for, its figures, its files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from app.domain.report import ReportRow, Wish
from app.gui.screens.document_widgets import Link
from app.gui.screens.report_fields import ReportFields
from app.gui.screens.report_parts import About, ReportList
from app.gui.screens.report_table import ReportTable
from app.gui.screens.report_tables import ReportTables
from app.gui.screens.report_trail import Trail
from app.gui.screens.reports import ReportsScreen
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver


class ReportsDriver:
    """The page of reports as a person sees it."""

    def __init__(self, qtbot, window: WindowDriver) -> None:
        self._qtbot, self.window = qtbot, window

    @property
    def least(self) -> int:
        """The width in px that a page asks for which has not been shown yet."""
        assert self.window.widget.desk
        page = ReportsScreen(self.window.widget.desk)
        self._qtbot.addWidget(page)
        return int(page.minimumSizeHint().width())

    # Which report

    @property
    def offered(self) -> list[str]:
        model = self._list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def marked(self) -> str:
        chosen = self._list.selectedIndexes()
        return str(chosen[0].data()) if chosen else ""

    def choose(self, title: str) -> None:
        """Clicks a report of the list."""
        row = self.offered.index(title)
        where = self._list.visualRect(self._list.model().index(row, 0)).center()
        self._qtbot.mouseClick(self._list.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def walk(self, *keys: Qt.Key) -> None:
        """Moves in the list of reports with the arrows."""
        self._list.setFocus()
        for key in keys:
            self._qtbot.keyClick(self._list, key)

    def ask(self, name: str, wish: Wish) -> None:
        """Asks for a report as other pages do."""
        assert self.window.widget.desk
        self.window.widget.desk.report(name, wish)

    @property
    def way(self) -> list[str]:
        """From the report that was chosen down to the one that is shown."""
        return list(self._find(Trail, "trail").shown)

    def follow(self, words: str) -> None:
        """Clicks words that lead somewhere: a report on the way, a figure of another page."""
        link = next(one for one in self._all(Link) if one.text() == words)
        self._qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    # What it is asked for

    @property
    def fields(self) -> list[str]:
        """What it can be asked for."""
        fields = self._find(ReportFields, "report_fields").findChildren(QWidget)
        shown = {one.objectName() for one in fields if one.isVisible()}
        names = ("side", "account", "party", "first", "last", "as_of", "period", "currency")
        return [name for name in names if name in shown]

    def fill(self, name: str, text: str) -> None:
        """Types into a field and leaves it."""
        field = self.window.field(name)
        field.retype(text)
        if QApplication.activePopupWidget() is not None:
            field.press("enter")
        else:
            field.press("tab")

    def shown(self, name: str) -> str:
        return self.window.field(name).shown

    def faint(self, name: str) -> str:
        """What an empty field says faintly."""
        return str(self._find(QWidget, name).placeholderText())

    @property
    def period(self) -> str:
        return str(self._find(QPushButton, "period").text())

    def take_period(self, text: str) -> None:
        menu = self._find(QPushButton, "period").menu()
        next(act for act in menu.actions() if act.text() == text).trigger()

    @property
    def periods(self) -> list[str]:
        return [act.text() for act in self._find(QPushButton, "period").menu().actions()]

    @property
    def about(self) -> str:
        return self.window.text("about")

    @property
    def problem(self) -> str:
        return str(next(one.problem for one in self._all(About)))

    def is_marked(self, name: str) -> bool:
        """Whether a field is outlined as wrong."""
        return bool(self._find(QWidget, name).property("problem") == "true")

    # Its table

    @property
    def rows(self) -> list[list[str]]:
        return self._driven.rows

    @property
    def titles(self) -> list[str]:
        return self._driven.titles

    def row(self, words: str) -> list[str]:
        """The first row in which these words are a cell."""
        return next(row for row in self.rows if words in row)

    @property
    def current(self) -> str:
        """The words of the current cell."""
        index = self._table.currentIndex()
        return str(self._table.itemDelegateForIndex(index).shown(index)) if index.isValid() else ""

    def stand(self, words: str, title: str) -> None:
        """Clicks the cell of a column in the row of these words."""
        where = self._where(words, title)
        self._qtbot.mouseClick(self._table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def open(self, words: str, title: str) -> None:
        """Double-clicks the cell of a column in the row of these words."""
        self.stand(words, title)
        where = self._where(words, title)
        self._qtbot.mouseDClick(self._table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def hover(self, words: str, title: str) -> Any:
        """Moves the pointer over a cell, and says what it looks like there."""
        self._qtbot.mouseMove(self._table.viewport(), QPoint(1, 1))
        self._qtbot.mouseMove(self._table.viewport(), self._where(words, title))
        return self._table.viewport().cursor().shape()

    def underlined(self, words: str, title: str) -> bool:
        """Whether a line in the accent colour runs below the words of a cell."""
        from app.gui.theme import look

        table = self._table
        rect = table.visualRect(self._index(words, title))
        image = table.viewport().grab(rect).toImage()
        accent = look().color("accent").rgb()
        x = image.width() - 12
        return any(image.pixel(x, y) == accent for y in range(image.height() // 2, image.height()))

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(self._table, key)

    def scroll_to_end(self) -> None:
        bar = self._table.verticalScrollBar()
        bar.setValue(bar.maximum())

    @property
    def empty(self) -> str:
        return self._driven.empty[0]

    @property
    def has_table(self) -> bool:
        return bool(self._all(ReportTable))

    @property
    def menu(self) -> list[str]:
        """What a row's menu offers."""
        return [act.text() for act in self._table.actions() if act.isEnabled()]

    # Its files

    def save(self, path: Path, *, name: str = "save") -> str:
        """Saves the report; answers the name of the file that was offered."""
        self.window.do(name)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        offered = Path(dialog.selectedFiles()[0]).name
        dialog.done(0)
        dialog.fileSelected.emit(str(path))
        return offered

    def offered_as(self, filter: str) -> str:
        """The name that is offered when another format is chosen in the file dialog."""
        self.window.do("save")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter(filter)
        dialog.filterSelected.emit(filter)
        offered = Path(dialog.selectedFiles()[0]).name
        dialog.done(0)
        return offered

    @property
    def formats(self) -> list[str]:
        menu = self._find(QPushButton, "save_as_button").menu()
        return [act.text() for act in menu.actions() if act.isVisible()]

    # Finding things

    def _where(self, words: str, title: str) -> Any:
        return self._table.visualRect(self._index(words, title)).center()

    def _index(self, words: str, title: str) -> Any:
        place = next(at for at, row in enumerate(self.rows) if words in row)
        return self._table.model().index(place, self.titles.index(title))

    @property
    def _list(self) -> Any:
        return self._find(ReportList, "report_list")

    @property
    def _table(self) -> Any:
        return self._find(ReportTable, "report")

    @property
    def _driven(self) -> ListDriver:
        return ListDriver(self._qtbot, self._table)

    def _all(self, kind: Any) -> list[Any]:
        return [one for one in self.window.widget.findChildren(kind) if one.isVisible()]

    def _find(self, kind: Any, name: str) -> Any:
        return next(one for one in self._all(kind) if one.objectName() == name)


class PagesDriver:
    """The table of a report that is given page by page, without the page around it."""

    def __init__(self, qtbot, tables: ReportTables) -> None:
        table = tables.findChild(ReportTable, "report")
        assert table
        self._qtbot, self._tables, self._table = qtbot, tables, table
        self.shown_anew = 0
        table.rows_model.modelReset.connect(self._count)

    def add(self, rows: Sequence[ReportRow]) -> None:
        self._tables.add_page(rows)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(self._table, key)

    @property
    def rows(self) -> list[list[str]]:
        return ListDriver(self._qtbot, self._table).rows

    @property
    def current(self) -> str:
        """The words of the current cell."""
        return str(self._table.currentIndex().data())

    @property
    def scrolled(self) -> int:
        return int(self._table.verticalScrollBar().value())

    def columns_of(self, row: int) -> int:
        """How many columns the words of a row run over."""
        return int(self._table.columnSpan(row, 0))

    def _count(self) -> None:
        self.shown_anew += 1
