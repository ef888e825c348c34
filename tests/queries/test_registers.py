"""A register seen by places: every line at its place, with the account's true balance."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.money import Money
from app.queries import books, ledger, registers
from app.queries.places import Order
from tests.builders import JAN_15, refusing

NEWEST_FIRST = Order("date", descending=True)


def window(book, account, **narrow: Any):
    return book.ask(JAN_15, registers.register, account, **narrow)


def rows(book, of, start=0, stop=10_000):
    return book.ask(JAN_15, registers.rows, of, start, stop)


def accounts(book):
    return [one.code for one in book.ask(JAN_15, books.accounts) if not one.is_header]


def whole(book, account, first=None, last=None):
    return book.ask(JAN_15, ledger.register, account, first, last, 100_000)


def test_every_register_is_the_whole_one(lively):
    lines = 0
    for account in accounts(lively):
        of, found = window(lively, account), whole(lively, account)
        assert (of.count, of.opening, of.closing) == (
            len(found.rows), Money(0, "USD"), found.closing,
        )  # fmt: skip
        assert rows(lively, of) == found.rows
        back = window(lively, account, order=NEWEST_FIRST)
        assert rows(lively, back) == found.rows[::-1]
        lines += of.count
    assert lines > 100


@pytest.mark.parametrize("order", [registers.OLDEST_FIRST, NEWEST_FIRST])
def test_a_page_anywhere_has_the_true_balance(lively, order):
    of = window(lively, "1200", order=order)
    found = whole(lively, "1200").rows[:: -1 if order.descending else 1]
    for at in range(of.count):
        assert rows(lively, of, at, at + 2) == found[at : at + 2]
        assert lively.ask(JAN_15, registers.place, of, found[at].id) == at
        assert lively.ask(JAN_15, registers.place, of, f"e{found[at].id}") == at
    assert rows(lively, of, of.count, of.count + 5) == ()


@pytest.mark.parametrize("order", [registers.OLDEST_FIRST, NEWEST_FIRST])
def test_days_narrow_a_register_and_leave_its_balance_true(lively, order):
    every = whole(lively, "1200").rows
    days = sorted({row.date for row in every})
    middle, late = days[len(days) // 3], days[-2]
    for first, last in ((middle, None), (None, late), (middle, late), (late, middle)):
        of = window(lively, "1200", first=first, last=last, order=order)
        found = whole(lively, "1200", first, last)
        shown = found.rows[::-1] if order.descending else found.rows
        assert (of.count, rows(lively, of)) == (len(found.rows), shown)
        assert of.opening == found.opening
        if first is None or last is None or first <= last:
            assert of.closing == found.closing
        hidden = [row for row in every if row not in found.rows]
        assert {lively.ask(JAN_15, registers.place, of, row.id) for row in hidden} <= {None}


def test_a_day_is_found_whether_it_has_lines_or_not(lively):
    every = whole(lively, "1200").rows
    for order in (registers.OLDEST_FIRST, NEWEST_FIRST):
        of = window(lively, "1200", order=order)
        shown = [row.date for row in (every[::-1] if order.descending else every)]
        day = shown[0].replace(day=1) - timedelta(days=3)
        for at in (date(2001, 1, 1), day, *shown, date(2050, 1, 1)):
            reached = [one <= at if order.descending else one >= at for one in shown]
            place = reached.index(True) if any(reached) else len(shown) - 1
            assert lively.ask(JAN_15, registers.place_on, of, at) == place


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("column", ["number", "document", "text", "party", "debit", "credit"])
def test_another_order_has_all_lines_and_no_running_balance(lively, column, descending):
    of = window(lively, "1200", order=Order(column, descending))
    found, every = rows(lively, of), whole(lively, "1200").rows
    assert not of.running
    assert {row.balance for row in found} == {None}
    assert sorted(row.id for row in found) == sorted(row.id for row in every)
    assert of.closing == whole(lively, "1200").closing
    keys = {
        "number": lambda row: row.number,
        "text": lambda row: row.description.lower(),
        "debit": lambda row: row.debit.minor if row.debit else 0,
        "credit": lambda row: row.credit.minor if row.credit else 0,
    }
    if key := keys.get(column):
        said = [key(row) for row in found]
        assert said == sorted(said, reverse=descending)
    assert lively.ask(JAN_15, registers.place, of, found[3].id) == 3
    assert lively.ask(JAN_15, registers.place_on, of, JAN_15) is None


def test_words_find_lines_and_days_among_them(lively):
    every = whole(lively, "1200").rows
    word = every[0].party.split()[0]
    of = window(lively, "1200", text=word)
    fitting = [
        row.id
        for row in every
        if any(word in text for text in (row.description, row.party or "", row.document_number))
    ]
    assert [row.id for row in rows(lively, of)] == fitting
    for descending in (False, True):
        of = window(lively, "1200", text=word, order=Order("date", descending))
        days = [row.date for row in rows(lively, of)]
        for at in (date(2001, 1, 1), days[1], date(2050, 1, 1)):
            reached = [one <= at if descending else one >= at for one in days]
            place = reached.index(True) if any(reached) else len(days) - 1
            assert lively.ask(JAN_15, registers.place_on, of, at) == place
    nothing = window(lively, "1200", text="no such words")
    assert (nothing.count, rows(lively, nothing)) == (0, ())
    assert lively.ask(JAN_15, registers.place_on, nothing, JAN_15) is None


def test_what_is_not_there(lively):
    of = window(lively, "1200")
    for row_id in ("", "e1", "e999999/0", "999999/0", "x/y", "e1/x"):
        assert lively.ask(JAN_15, registers.place, of, row_id) is None
    by_number = window(lively, "1200", order=Order("number"))
    assert lively.ask(JAN_15, registers.place, by_number, "e999999/0") is None
    with refusing(lively, "invalid_value", field="order"):
        window(lively, "1200", order=Order("colour"))
    with refusing(lively, "not_found", field="account"):
        window(lively, "nowhere")
