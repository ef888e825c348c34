"""Lists keep what is chosen, sort by what a column means, and remember how they look."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.errors import Bug
from app.domain.money import Money
from app.gui import rows, theme
from app.gui.delegates import PAD, TONES
from app.gui.rows import Column, HeldRows
from app.gui.table import RowsView
from app.gui.windowed import WindowedModel
from tests.gui.drivers.lists import ListDriver


@dataclass(frozen=True)
class Credit:
    id: str
    party: str
    on: str | None
    left: Money
    status: str = "issued"


def credit(row_id, party, on, cents, status="issued"):
    return Credit(row_id, party, on, Money(cents, "USD"), status)


CREDITS = (
    credit("a", "Wayne", "2026-03-01", 123456, "draft"),
    credit("b", "Acme", None, 0),
    credit("c", "northwind", "2026-01-31", 90000000000),
    credit("d", "Böll", "2025-12-31", -4500, "void"),
)
COLUMNS = (
    Column("Party", lambda row: row.party, grow=True),
    rows.day("Expires", lambda row: row.on),
    rows.money("Left", lambda row: row.left),
    Column(
        "Status", lambda row: row.status.title(), kind="status",
        tone=lambda row: TONES[row.status], hidden=True,
    ),
)  # fmt: skip


@pytest.fixture
def make(qtbot):
    def make(memory=None, shown=CREDITS) -> tuple[RowsView, ListDriver]:
        view = RowsView(COLUMNS, memory)
        qtbot.addWidget(view)
        view.setAccessibleName("Credits")
        view.show_rows(shown)
        view.resize(640, 240)
        view.show()
        view.setFocus()
        return view, ListDriver(qtbot, view)

    return make


@pytest.mark.usefixtures("qapp")
def test_the_model_is_a_sound_qt_model():
    model, held = WindowedModel(COLUMNS), HeldRows(COLUMNS)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    held.show(CREDITS)
    model.show(held)
    model.sort(0)
    assert model.place("c") == 2
    model.sort(-1)
    assert model.row(3) == CREDITS[3]
    held.add((credit("e", "Late", None, 1), credit("f", "Later", None, 2)))
    model.grow()
    assert (model.rowCount(), model.place("f")) == (6, 5)
    held.sift("acme")
    model.reload()
    assert model.rowCount() == 1
    held.show(())
    model.reload()
    model.sort(-1)
    assert tester.model() is model


def test_cells_are_written_as_people_read_them(make):
    _, driver = make()
    assert driver.rows == [
        ["Wayne", "2026-03-01", "1,234.56"],
        ["Acme", "—", "0.00"],
        ["northwind", "2026-01-31", "900,000,000.00"],
        ["Böll", "2025-12-31", "−45.00"],
    ]


def test_sorting_is_by_meaning_not_by_letters(make):
    _, driver = make()
    driver.click_title("Left")
    assert driver.column("Left") == ["−45.00", "0.00", "1,234.56", "900,000,000.00"]
    driver.click_title("Left")
    assert driver.column("Left")[0] == "900,000,000.00"
    driver.click_title("Left")
    assert driver.column("Party") == ["Wayne", "Acme", "northwind", "Böll"]
    driver.click_title("Party")
    assert driver.column("Party") == ["Acme", "Böll", "northwind", "Wayne"]
    driver.click_title("Expires")
    assert driver.column("Expires")[-1] == "—"


def test_two_rows_with_one_id_are_a_bug():
    with pytest.raises(Bug):
        HeldRows(COLUMNS).show((CREDITS[0], CREDITS[0]))
    held = HeldRows(COLUMNS)
    held.show(CREDITS)
    with pytest.raises(Bug):
        held.add(CREDITS[:1])


def test_rows_are_added_below_and_nothing_else_moves(make):
    view, driver = make()
    view.pick("c")
    driver.press(Qt.Key.Key_Up, shift=True)
    told = len(driver.picked)
    view.add_rows([credit(f"n{at}", f"New {at}", None, at) for at in range(40)])
    assert (driver.current, driver.chosen) == ("b", ["b", "c"])
    assert (len(driver.rows), driver.column("Party")[-1]) == (44, "New 39")
    assert len(driver.picked) == told
    view.pick("n39")
    assert (driver.current, driver.seen[-1][0]) == ("n39", "New 39")


def test_no_rows_are_added_to_a_list_in_another_order(make):
    view, driver = make()
    driver.click_title("Party")
    with pytest.raises(Bug):
        view.add_rows((credit("e", "Late", None, 1),))


def test_the_first_rows_may_come_late(make):
    view, driver = make(shown=())
    view.set_empty("No credits yet.")
    view.add_rows(CREDITS)
    assert driver.empty == ("", "")
    assert len(driver.rows) == len(CREDITS)


def test_choice_and_current_row_stay_over_a_reset(make):
    view, driver = make()
    view.pick("c")
    driver.press(Qt.Key.Key_Up, shift=True)
    assert (driver.current, driver.chosen) == ("b", ["b", "c"])
    view.show_rows((credit("new", "First", None, 5), *reversed(CREDITS)))
    assert (driver.current, driver.chosen) == ("b", ["c", "b"])
    driver.click_title("Party")
    assert (driver.current, driver.chosen) == ("b", ["b", "c"])


def test_a_current_row_that_is_gone_is_told(make):
    view, driver = make()
    view.pick("c")
    view.show_rows(CREDITS[:2])
    assert driver.current is None
    assert driver.picked[-1] is None
    assert not view.pick("c")


def test_fresh_facts_of_the_current_row_are_told(make):
    view, driver = make()
    view.pick("b")
    fresh = credit("b", "Acme", None, 77)
    view.show_rows((fresh,))
    assert driver.picked[-1] == fresh


def test_scrolling_stays_over_a_reset(make):
    many = tuple(credit(str(n), f"Party {n:03}", None, n) for n in range(200))
    view, _ = make(shown=many)
    view.verticalScrollBar().setValue(1000)
    view.show_rows(many)
    assert view.verticalScrollBar().value() == 1000


def test_enter_and_double_click_open(make):
    view, driver = make()
    view.pick("a")
    driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Return)
    driver.double_click(3)
    driver.press(Qt.Key.Key_Return, ctrl=True)  # the window's own: confirm
    assert driver.opened == [CREDITS[1], CREDITS[3]]


def test_an_empty_list_says_so_and_offers_one_thing(make, qtbot):
    view, driver = make(shown=())
    view.set_empty("Nothing was credited yet.", "New credit memo")
    assert driver.empty == ("Nothing was credited yet.", "New credit memo")
    with qtbot.waitSignal(view.first_wanted):
        driver.answer_empty()
    view.show_rows(CREDITS)
    assert driver.empty == ("", "")


def test_a_filter_takes_words_in_any_order_and_offers_the_way_back(make):
    view, driver = make()
    view.sift("2026 WAYNE")
    assert driver.column("Party") == ["Wayne"]
    view.sift("nobody")
    assert driver.empty == ("Nothing here fits the filter.", "Show all")
    driver.answer_empty()
    assert len(driver.rows) == 4


def test_columns_are_remembered(make, settings):
    memory = settings.of_book("/books/a.avoir").shelf("credits")
    view, driver = make(memory)
    driver.widen("Left", 177)
    driver.drag("Left", 0)
    driver.toggle("Status")
    driver.toggle("Expires")
    driver.click_title("Left")
    driver.click_title("Left")
    view.hide()
    _, again = make(settings.of_book("/books/a.avoir").shelf("credits"))
    assert again.titles == ["Left", "Party", "Status"]
    assert again.width("Left") == 177
    assert again.column("Left")[0] == "900,000,000.00"
    _, other = make(settings.of_book("/books/b.avoir").shelf("credits"))
    assert other.titles == ["Party", "Expires", "Left"]


def test_a_damaged_memory_is_no_memory(make, settings):
    memory = settings.general.shelf("credits")
    for damaged in ("text", 7, {"order": 5}, {"widths": {"Left": "wide"}, "sort": 3}):
        memory.put("columns", damaged)
        assert make(memory)[1].titles == ["Party", "Expires", "Left"]


def test_the_last_column_cannot_be_hidden(make):
    _, driver = make()
    for name in ("Expires", "Left", "Party"):
        driver.toggle(name)
    assert driver.titles == ["Party"]


def test_rows_and_columns_grow_with_the_text(make, qapp):
    _, driver = make()
    before = driver.width("Left")
    assert driver.row_heights == {28}
    theme.apply(qapp, "light", 1.5)
    assert driver.row_heights == {36}
    assert driver.width("Left") == before * 3 // 2


def test_columns_give_way_before_amounts_leave_the_sight(make, settings):
    memory = settings.of_book("/books/a.avoir").shelf("credits")
    view, driver = make(memory)
    driver.widen("Left", 240)
    view.resize(400, 240)
    cell, shown = view.itemDelegateForColumn(2), view.rows_model.index(2, 2)
    amount = cell.shown(shown)
    room = driver.width("Left") - 2 * PAD
    assert room < 240
    assert cell.fit(amount, view.fontMetrics(), room) == amount == "900,000,000.00"
    assert view.horizontalScrollBar().maximum() == 0
    view.resize(240, 240)  # then words do, as far as their title
    assert driver.width("Party") < 110
    assert cell.fit(amount, view.fontMetrics(), driver.width("Left") - 2 * PAD) == amount
    view.resize(640, 240)
    assert driver.width("Left") == 240
    view.hide()
    assert make(memory)[1].width("Left") == 240


def test_rows_are_copied_for_a_spreadsheet(make):
    view, driver = make()
    view.pick("a")
    driver.press(Qt.Key.Key_Down, shift=True)
    driver.press(Qt.Key.Key_C, ctrl=True)
    assert QGuiApplication.clipboard().text() == "Wayne\t2026-03-01\t1234.56\nAcme\t—\t0.00"


def test_an_amount_without_room_shows_no_digits(make):
    view, _ = make()
    cell = view.itemDelegateForColumn(2)
    assert cell.fit("1,234.56", view.fontMetrics(), 20) == "…"
    assert cell.fit("1,234.56", view.fontMetrics(), 200) == "1,234.56"
