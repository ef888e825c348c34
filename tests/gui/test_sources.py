"""The sources of long lists: any stretch is a part of the whole, every row knows its place."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.book import upgrade
from app.gui.screens import claim_pages, money_page
from app.gui.screens.document_source import DocumentSource
from app.gui.screens.ledger_parts import OPENING, Narrowing
from app.gui.screens.ledger_sources import JournalSource, RegisterSource
from app.queries import lists
from tests.gui.drivers.books import TODAY, clock, small_book


class Asking:
    """All that a source wants of a desk."""

    def __init__(self, book) -> None:
        self._book = book

    def ask(self, query: Any, *args: Any, **facts: Any) -> Any:
        return self._book.ask(TODAY, query, *args, **facts)


@pytest.fixture
def desk(tmp_path) -> Iterator[Asking]:
    book = upgrade.open_book(small_book(tmp_path / "north.avoir"), clock)
    yield Asking(book)
    book.close()


def sound(source) -> list[str]:
    """Every stretch is that part of the whole, and every row stands where it says."""
    count = source.count()
    whole = [row.id for row in source.rows(0, count)]
    assert len(whole) == count
    for start in range(count):
        for stop in range(start + 1, count + 1):
            assert [row.id for row in source.rows(start, stop)] == whole[start:stop]
    assert [source.place(row_id) for row_id in whole] == list(range(count))
    assert source.place("e999") == -1
    return whole


@pytest.mark.parametrize("opened", ["", "e4", "e3", "e1", "e999"])
@pytest.mark.parametrize("style", ["one_line", "split", "full"])
def test_the_journal_in_every_style(desk, style, opened):
    source = JournalSource(desk, Narrowing(), style, opened)
    lines = {"one_line": 0, "full": 8}.get(style, 2 if opened not in {"", "e999"} else 0)
    assert len(sound(source)) == 4 + lines
    assert source.place_on(date(2026, 2, 20)) == source.place("e2")
    oldest = source.place_on(date(2020, 1, 1))
    assert source.rows(oldest, oldest + 1)[0].entry == "e1"
    found = JournalSource(desk, Narrowing(text="borealis"), style, opened)
    assert sound(found)[0] == "e3"
    assert found.place("e1") == -1


def test_opening_another_entry_closes_the_one_before(desk):
    source = JournalSource(desk, Narrowing(), "split", "e4")
    source.open_entry("e2")
    assert sound(source) == ["e4", "e3", "e2", "e2/0", "e2/1", "e1"]
    assert source.place("e4/0") == -1


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "column", ["", "date", "number", "document", "text", "party", "debit", "credit"]
)
def test_a_register_in_every_order(desk, column, descending):
    source = RegisterSource(desk, "1200", Narrowing())
    source.sort(column, descending=descending)
    assert len(sound(source)) == 3
    later = RegisterSource(desk, "1200", Narrowing(first=date(2026, 2, 1)))
    later.sort(column, descending=descending)
    ids = sound(later)
    if column in {"", "date"}:
        assert ids[-1 if descending else 0] == OPENING
        assert str(later.rows(0, 3)[2 if descending else 0].balance) == "1000.00"
        first = later.place_on(date(2026, 2, 1))
        assert later.rows(first, first + 1)[0].day == date(2026, 2, 10)
    else:
        assert (len(ids), later.place(OPENING)) == (2, -1)
        assert later.place_on(date(2026, 2, 1)) == -1
    assert str(later.window.closing) == "930.00"


@pytest.mark.parametrize("kind", [*claim_pages.PAGES, *money_page.PAGES])
def test_every_list_can_be_sorted_by_every_column(desk, kind):
    page: Any = claim_pages.PAGES.get(kind) or money_page.PAGES.get(kind)
    source = DocumentSource(desk, kind, lists.Filters())
    for column in page.made_columns():
        for descending in (False, True):
            source.sort(column.name, descending=descending)
            sound(source)
