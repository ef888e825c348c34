"""A long report goes on below what is shown: a page costs what is in it, not what is above it."""

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.money import Money
from app.domain.report import Holds, Rank, Report, ReportColumn, ReportRow
from app.gui.screens.report_tables import ReportTables
from tests.gui.drivers.reports import PagesDriver

PAGE = 200  # rows; every tenth is a title, whose words run on
COLUMNS = (ReportColumn("what", "What"), ReportColumn("amount", "Amount", Holds.AMOUNT))
LOOKED_AT: Counter[str] = Counter()


class Watched(ReportRow):
    """A row that counts how often anything of any row is looked at."""

    def __getattribute__(self, name: str) -> Any:
        LOOKED_AT[name] += 1
        return super().__getattribute__(name)


def page(number: int) -> list[ReportRow]:
    return [line(at) for at in range(number * PAGE, (number + 1) * PAGE)]


def line(at: int) -> ReportRow:
    if at % 10:
        return Watched(str(at), (f"Line {at}", Money(at, "USD")))
    return Watched(str(at), (f"Title {at}", None), Rank.HEADING)


@pytest.fixture
def pages(qtbot):
    tables = ReportTables(())
    qtbot.addWidget(tables)
    tables.resize(500, 300)
    tables.show()
    rows = page(0)
    report = Report("long", "A long one", (), "Us", COLUMNS, tuple(rows))
    tables.show_report(report, rows)
    return PagesDriver(qtbot, tables)


def test_a_page_costs_what_is_in_it_however_long_the_report_is(pages):
    costs = []
    for number in range(1, 12):
        LOOKED_AT.clear()
        pages.add(page(number))
        costs.append(dict(LOOKED_AT))
    assert len(pages.rows) == 12 * PAGE
    assert pages.rows[-1] == ["Line 2399", "23.99"]
    assert costs[0]["id"] == PAGE
    assert costs == [costs[0]] * len(costs)


def test_nothing_that_is_shown_is_shown_anew(pages):
    pages.press(*[Qt.Key.Key_Down] * 30)
    before, scrolled = pages.current, pages.scrolled
    assert scrolled
    pages.add(page(1))
    assert (pages.current, pages.scrolled) == (before, scrolled)
    assert pages.shown_anew == 0
    pages.press(Qt.Key.Key_End)
    assert pages.current == "Line 399"


def test_titles_of_a_later_page_run_on_as_those_of_the_first(pages):
    pages.add(page(1))
    assert [pages.columns_of(row) for row in (0, 1, 200, 201)] == [2, 1, 2, 1]
