"""Long lists page by page: few rows held, every place at once, choice and sight kept by id."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.money import Money
from app.gui import rows
from app.gui.delegates import PAD
from app.gui.rows import Column
from app.gui.table import RowsView
from app.gui.windowed import WindowedModel
from tests.gui.drivers.lists import ListDriver

MANY = 1_000_000


@dataclass(frozen=True)
class Line:
    id: str
    words: str
    amount: Money


class Book:
    """A source that is a rule: row n is n, from the first or from the last."""

    def __init__(self, count: int, before: int = 0) -> None:
        self._count, self._before = count, before  # so many rows are new on top
        self._by, self._down = "", False
        self.asked: list[tuple[int, int]] = []

    def sort(self, column: str, *, descending: bool) -> None:
        self._by, self._down = column, descending

    def count(self) -> int:
        return self._count + self._before

    def rows(self, start: int, stop: int) -> Sequence[Line]:
        self.asked.append((start, stop))
        return [self._line(at) for at in range(start, min(stop, self.count()))]

    def place(self, row_id: str) -> int:
        place = int(row_id) + self._before
        if not 0 <= place < self.count():
            return -1
        return self.count() - 1 - place if self._down else place

    def _line(self, at: int) -> Line:
        number = (self.count() - 1 - at if self._down else at) - self._before
        return Line(str(number), f"line {number}", Money(number, "USD"))


class Short(Book):
    """A book that has lost its last rows since the list was told how many there are."""

    def rows(self, start: int, stop: int) -> Sequence[Line]:
        return super().rows(start, min(stop, 5))


COLUMNS = (
    Column("Words", lambda row: row.words, grow=True),
    rows.money("Sum", lambda row: row.amount),
)


@pytest.fixture
def make(qtbot):
    def make(source) -> tuple[RowsView, ListDriver]:
        view = RowsView(COLUMNS)
        qtbot.addWidget(view)
        view.setAccessibleName("Lines")
        view.resize(640, 328)  # the header and ten rows and more
        view.show()
        view.show_source(source)
        view.setFocus()
        return view, ListDriver(qtbot, view)

    return make


@pytest.mark.usefixtures("qapp")
def test_the_model_is_a_sound_qt_model_over_pages():
    model = WindowedModel(COLUMNS)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    model.show(Book(500))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.row(0).id == "499"
    model.sort(-1)
    model.show(Book(3))
    assert (tester.model(), model.rowCount()) == (model, 3)


def test_a_million_rows_are_there_at_once_and_few_are_asked_for(make):
    book = Book(MANY)
    view, driver = make(book)
    bar = view.verticalScrollBar()
    assert bar.maximum() == MANY * view.rowHeight(0) - view.viewport().height()
    assert driver.seen[0] == ["line 0", "0.00"]
    bar.setValue(bar.maximum() // 2)
    assert driver.seen[0][0] == "line 499994"
    bar.setValue(bar.maximum())
    assert driver.seen[-1] == ["line 999999", "9,999.99"]
    assert sum(stop - start for start, stop in book.asked) < 1000


@pytest.mark.usefixtures("qapp")
def test_only_the_rows_near_what_is_looked_at_are_held():
    book, model = Book(MANY), WindowedModel(COLUMNS)
    model.show(book)
    for at in range(0, MANY, 500):
        assert model.row(at).id == str(at)
    assert sum(1 for at in range(MANY) if model.held(at) is not None) < 5000


def test_a_jump_asks_once_and_scrolling_asks_ahead(make):
    book = Book(MANY)
    view, driver = make(book)
    book.asked.clear()
    view.verticalScrollBar().setValue(600_000 * view.rowHeight(0))
    view.viewport().grab()
    assert book.asked == [(599_999, 600_012)]  # what is in sight, and a row above and below
    for step in range(20):
        view.verticalScrollBar().setValue((600_000 + step) * view.rowHeight(0))
        view.viewport().grab()
    assert len(book.asked) == 2
    assert driver.seen[0][0] == "line 600019"


def test_any_row_is_picked_by_its_id_or_its_place(make):
    view, driver = make(Book(MANY))
    assert view.pick("777777")
    assert (driver.current, driver.chosen) == ("777777", ["777777"])
    assert ["line 777777", "7,777.77"] in driver.seen
    view.pick_place(12)
    assert driver.current == "12"
    assert not view.pick("-5")


def test_the_source_sorts_and_the_list_begins_at_its_top(make):
    view, driver = make(Book(MANY))
    view.pick("500000")
    told = len(driver.picked)
    driver.click_title("Sum")
    driver.click_title("Sum")
    assert driver.seen[0] == ["line 999999", "9,999.99"]
    assert driver.current == "500000"
    assert len(driver.picked) == told  # the same row as before
    driver.click_title("Sum")
    assert driver.seen[0] == ["line 0", "0.00"]


def test_a_new_source_comes_in_the_order_the_list_is_in(make):
    view, driver = make(Book(10))
    driver.click_title("Sum")
    driver.click_title("Sum")
    view.show_source(Book(20))
    assert driver.seen[0] == ["line 19", "0.19"]


def test_rows_that_come_above_move_nothing_in_sight(make):
    view, driver = make(Book(MANY))
    view.pick("500")
    view.verticalScrollBar().setValue(495 * view.rowHeight(0) + 7)
    before = driver.seen
    view.show_source(Book(MANY, before=3))
    assert driver.seen == before
    assert view.rowViewportPosition(498) == -7
    assert (driver.current, driver.chosen) == ("500", ["500"])
    view.verticalScrollBar().setValue(900_000 * view.rowHeight(0))  # the current row is far away
    before = driver.seen
    view.show_source(Book(MANY, before=7))
    assert driver.seen == before


def test_what_stands_at_the_top_stays_there(make):
    view, driver = make(Book(MANY))
    view.pick("2")
    view.show_source(Book(MANY, before=3))
    assert driver.seen[0][0] == "line -3"
    assert driver.current == "2"


def test_everything_is_chosen_at_once_and_stays_chosen(make):
    view, driver = make(Book(MANY))
    driver.press(Qt.Key.Key_A, ctrl=True)
    view.show_source(Book(MANY, before=3))
    selected = [(one.top(), one.bottom()) for one in view.selectionModel().selection()]
    assert selected == [(0, MANY + 2)]


def test_letters_and_fitting_a_column_read_no_long_list(make):
    book = Book(MANY)
    view, driver = make(book)
    driver.press(Qt.Key.Key_X)
    view.resizeColumnToContents(1)
    assert driver.current is None
    assert sum(stop - start for start, stop in book.asked) < 1000
    _, driver = make(Book(20))
    driver.press(Qt.Key.Key_L)
    assert driver.current == "0"


def test_a_stretch_that_is_chosen_is_found_again(make):
    view, driver = make(Book(MANY))
    view.pick("300")
    for _ in range(3):
        driver.press(Qt.Key.Key_Down, shift=True)
    view.show_source(Book(MANY, before=50))
    assert driver.chosen == ["300", "301", "302", "303"]
    assert driver.current == "303"


def test_a_stretch_too_long_for_that_leaves_the_current_row(make):
    view, driver = make(Book(MANY))
    view.pick("300")
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(
        view.rows_model.index(9_000, 0), flags.SelectCurrent | flags.Rows
    )
    view.show_source(Book(MANY, before=50))
    assert (driver.current, driver.chosen) == ("9000", ["9000"])


def test_rows_the_book_has_lost_meanwhile_are_empty_until_the_list_is_told(make):
    view, driver = make(Short(20))
    assert driver.seen[4:6] == [["line 4", "0.04"], ["", ""]]
    view.pick_place(7)
    assert driver.current is None
    driver.press(Qt.Key.Key_A, ctrl=True)
    assert len(driver.chosen) == 5


def test_a_column_grows_with_what_comes_into_sight(make, qtbot):
    view, driver = make(Book(5 * MANY))
    view.resize(150, 328)
    narrow = driver.width("Sum")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: driver.width("Sum") > narrow)
    cell, room = view.itemDelegateForColumn(1), driver.width("Sum") - 2 * PAD
    assert cell.fit("49,999.99", view.fontMetrics(), room) == "49,999.99"
