"""What is asked all day long walks through no table that grows with the book."""

from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from app.commands import claims, credits
from app.domain.kinds import CUSTOMER, VENDOR, Kind
from app.queries import (
    aging,
    books,
    documents,
    expiring,
    home,
    ledger,
    ledger_windows,
    lists,
    open_items,
    parties,
    registers,
    reports,
)
from tests.builders import FEB_10, JAN_15, a_claim, a_credit_of, a_party

GROWING = {
    "document",
    "document_line",
    "document_party",
    "document_tally",
    "document_tax",
    "document_use",
    "entry",
    "history",
    "journal_line",
    "number_taken",
}


@contextmanager
def walks(book):
    """The tables that the statements inside walk through whole. What is open is no part of them:
    it has an index of its own, which does not grow with the book."""
    asked: list[tuple[str, Any]] = []
    found: list[str] = []
    engine = book._engine

    def note(_connection, _cursor, statement, values, _context, many):
        if statement.lstrip()[:6].upper() in ("SELECT", "UPDATE", "DELETE"):
            asked.append((statement, values[0] if many else values))

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)
    with book.look() as connection:
        for statement, values in asked:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
                what = row[3]
                words = what.split()
                if statement.endswith("ORDER BY id DESC LIMIT 1"):
                    continue  # the last row: SQLite calls it a scan and stops after one
                if words[0] == "SCAN" and words[1] in GROWING and "tally_open" not in what:
                    found.append(f"{what}: {statement}")
    assert asked


def windows(book):
    """A look at every list from its top and from its middle."""
    for kind in Kind:
        window = book.ask(JAN_15, lists.window, kind)
        book.ask(JAN_15, lists.rows_at, window, window.count // 2, window.count // 2 + 20)
        book.ask(JAN_15, lists.place_on, window, JAN_15)
        book.ask(JAN_15, lists.counts, kind)
    for with_lines in (False, True):
        journal = book.ask(JAN_15, ledger_windows.journal, with_lines=with_lines)
        book.ask(JAN_15, ledger_windows.journal_rows, journal, 5, 25)
        book.ask(JAN_15, ledger_windows.journal_place, journal, "e3")
        book.ask(JAN_15, ledger_windows.journal_place_on, journal, JAN_15)
    register = book.ask(JAN_15, registers.register, "1200", first=JAN_15, last=FEB_10)
    book.ask(JAN_15, registers.rows, register, 0, 20)
    register = book.ask(JAN_15, registers.register, "1200")
    for place in (0, register.count // 2, register.count - 5):
        book.ask(JAN_15, registers.rows, register, place, place + 20)
    book.ask(JAN_15, registers.place_on, register, JAN_15)


def sums(book):
    for day in (date(2026, 2, 17), date(2030, 1, 31)):
        book.ask(JAN_15, ledger.trial_balance, day)
        for side in (CUSTOMER, VENDOR):
            book.ask(JAN_15, aging.ageing, side, day)
        book.ask(JAN_15, open_items.open_items, day)
    book.ask(JAN_15, ledger.trial_balance)
    book.ask(JAN_15, ledger.register, "1200", JAN_15, FEB_10)
    book.ask(JAN_15, reports.ties)
    book.ask(JAN_15, books.about)
    book.ask(JAN_15, expiring.expiring, 30)
    for day in (JAN_15, date(2026, 5, 31)):
        book.ask(day, home.overview)
    for side in (CUSTOMER, VENDOR):
        book.ask(JAN_15, parties.rows, side)


def few(book):
    """Lists of what few documents are."""
    for kind, statuses in (
        (Kind.INVOICE, ("draft", "open", "partially_paid", "void")),
        (Kind.CREDIT_MEMO, ("draft", "issued", "partially_applied", "expired", "void")),
    ):
        for status in statuses:
            filters = lists.Filters(status=status)
            window = book.ask(JAN_15, lists.window, kind, filters)
            book.ask(JAN_15, lists.rows_at, window, 0, 5)


@pytest.mark.parametrize("look", [windows, sums, few])
def test_a_look_walks_through_nothing_that_grows(lively, look):
    with walks(lively) as found:
        look(lively)
    assert found == []


@pytest.mark.parametrize("side", [CUSTOMER, VENDOR])
def test_an_act_walks_through_nothing_that_grows(book, side):
    party = a_party(book, side)
    claim, credit = a_claim(book, side, party, due="110"), a_credit_of(book, side, party)
    a_claim(book, side, party, due="50")
    other = a_credit_of(book, side, party)
    with walks(book) as found:
        book.do(JAN_15, credits.apply, side, credit=credit, claim=claim, amount="5")
        book.do(JAN_15, claims.settle, side, claim=claim)
        book.do(JAN_15, credits.auto_apply, side, credit=other)
        book.ask(JAN_15, documents.get, side.credit, other)
        book.do(JAN_15, credits.refund, side, credit=other, amount="1")
        book.do(JAN_15, credits.void, side, credit=other, reason="Wrong", scope="remaining")
        book.ask(JAN_15, documents.why_not, side.credit, other)
    assert found == []
