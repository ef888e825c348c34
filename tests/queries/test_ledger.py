"""The ledger: balances of any day, registers that run true, pages that lose and repeat nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.commands import claims, credits
from app.commands.inputs import ClaimDraft
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import ledger
from tests.builders import (
    FEB_10,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
    apply,
)
from tests.queries.lively import days


def net(book, day):
    """Debit less credit of every account at the end of a day, straight from the lines."""
    sql = (
        "SELECT a.code, SUM(l.debit - l.credit) FROM journal_line l JOIN account a "
        "ON a.id = l.account_id WHERE l.date <= ? GROUP BY a.code HAVING SUM(l.debit - l.credit)"
    )
    with book.look() as connection:
        return dict(connection.exec_driver_sql(sql, (day.isoformat(),)).fetchall())


def balance(book, day=None):
    rows = book.ask(JAN_15, ledger.trial_balance, day)
    assert [row.code for row in rows] == sorted(row.code for row in rows)
    assert all((row.debit is None) != (row.credit is None) for row in rows)
    return {row.code: row.debit.minor if row.debit else -row.credit.minor for row in rows}


# Trial balance


def test_the_balance_of_any_day_is_the_sum_of_the_lines(lively):
    seen = set()
    for day in days():
        found = balance(lively, day)
        assert found == net(lively, day)
        assert sum(found.values()) == 0
        seen.add(tuple(found.items()))
    assert len(seen) > 20
    assert balance(lively) == net(lively, date.max)


def test_the_ends_of_months_count_in_full(book):
    customer = a_customer(book)
    edges = [date(2025, 12, 31), JAN_1, JAN_31, date(2026, 2, 1), date(2026, 2, 28)]
    for amount, day in enumerate(edges, 1):
        an_invoice(book, customer, due=str(amount), issue_date=day)
    for place, day in enumerate(edges, 1):
        total = sum(range(1, place + 1)) * 100
        assert balance(book, day) == {"1200": total, "4000": -total}
        assert balance(book, day - timedelta(days=1)) != balance(book, day)
    assert balance(book, date(2025, 12, 30)) == {}
    assert balance(book, date.min) == {}


def test_drafts_are_not_in_the_balance_and_the_future_is_without_a_day(book):
    customer = a_customer(book)
    an_invoice(book, customer, issue=False)
    an_invoice(book, customer, due="7", issue_date=date(2031, 1, 1))
    assert balance(book, FEB_10) == {}
    assert balance(book) == {"1200": 700, "4000": -700}


def test_accounts_at_zero_are_left_out(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    book.do(JAN_15, claims.void, CUSTOMER, claim=invoice, reason="mistake")
    assert balance(book) == {}
    assert balance(book, JAN_10) == {"1200": 9000, "4000": -9000}


# Registers


def pages(ask, limit, between=None):
    """All pages, one after the other; `between` is called once, after the first."""
    found = [ask(limit, None)]
    while found[-1].next:
        if between:
            between()
            between = None
        found.append(ask(limit, found[-1].next))
    return found


def register(book, account, **facts: Any):
    def ask(limit: int, after: str | None) -> Any:
        return book.ask(JAN_15, ledger.register, account, limit=limit, after=after, **facts)

    return ask


@pytest.mark.parametrize("account", ["1200", "2000", "1350", "4100", "1000", "7000", "6100"])
def test_the_balance_runs_true_over_any_pages(lively, account):
    (whole,) = pages(register(lively, account), 1000)
    running = 0
    for row in whole.rows:
        running += (row.debit.minor if row.debit else 0) - (row.credit.minor if row.credit else 0)
        assert row.balance.minor == running
    assert whole.opening.minor == 0
    assert whole.closing.minor == running == net(lively, date.max).get(account, 0)
    places = [(row.date, row.number) for row in whole.rows]
    assert places == sorted(places)
    for limit in (1, 7):
        parts = pages(register(lively, account), limit)
        assert tuple(row for part in parts for row in part.rows) == whole.rows
        assert [part.closing for part in parts[:-1]] == [part.opening for part in parts[1:]]
        assert all(len(part.rows) == limit for part in parts[:-1])


def test_a_stretch_opens_with_what_came_before(lively):
    first, last = date(2026, 2, 10), date(2026, 3, 20)
    stretch = lively.ask(JAN_15, ledger.register, "1200", first, last)
    assert stretch.rows
    assert {first <= row.date <= last for row in stretch.rows} == {True}
    assert stretch.opening.minor == net(lively, first - timedelta(days=1))["1200"]
    assert stretch.closing.minor == net(lively, last)["1200"]
    parts = pages(register(lively, "1200", first=first, last=last), 3)
    assert tuple(row for part in parts for row in part.rows) == stretch.rows
    assert parts[0].opening == stretch.opening
    assert parts[-1].closing == stretch.closing
    empty = lively.ask(JAN_15, ledger.register, "1200", last, first)
    assert (empty.rows, empty.next) == ((), None)
    assert empty.opening == empty.closing


def test_a_register_of_nothing(book):
    nothing = book.ask(JAN_15, ledger.register, "1000")
    assert (nothing.rows, nothing.next, str(nothing.closing)) == ((), None, "0.00")
    with pytest.raises(Refused, match="There is no account “9999”"):
        book.ask(JAN_15, ledger.register, "9999")


def test_rows_that_come_between_pages_lose_and_repeat_nothing(book):
    customer = a_customer(book)
    known = [an_invoice(book, customer, due=str(n), issue_date=JAN_10) for n in range(1, 7)]

    def between():
        an_invoice(book, customer, due="50", issue_date=JAN_1)
        an_invoice(book, customer, due="60", issue_date=JAN_31)

    found = pages(register(book, "1200"), 2, between)
    documents = [row.document for part in found for row in part.rows]
    assert documents[:6] == known
    assert len(documents) == len(set(documents)) == 7
    assert found[-1].closing.minor == net(book, date.max)["1200"]


def test_a_row_says_what_it_belongs_to(book):
    vendor = a_vendor(book, "Volt")
    bill = a_bill(book, vendor, due="5.50")
    (row,) = book.ask(JAN_15, ledger.register, "2000").rows
    assert (row.document, row.document_kind, row.document_number) == (bill, "bill", "BILL-0001")
    assert (row.party, row.debit, str(row.credit), str(row.balance)) == (
        "Volt",
        None,
        "5.50",
        "-5.50",
    )
    assert row.description == "Volt: bill BILL-0001"


# The journal


def journal(book, **facts: Any):
    def ask(limit: int, after: str | None) -> Any:
        return book.ask(JAN_15, ledger.journal, limit, after, **facts)

    return ask


def test_the_journal_is_told_newest_first_in_any_pages(lively):
    (whole,) = pages(journal(lively), 5000)
    places = [(one.date, one.number) for one in whole.entries]
    assert places == sorted(places, reverse=True)
    assert sorted(one.number for one in whole.entries) == list(range(1, len(places) + 1))
    for limit in (1, 10):
        parts = pages(journal(lively), limit)
        assert tuple(one for part in parts for one in part.entries) == whole.entries


def test_entries_that_come_between_pages_lose_and_repeat_nothing(book):
    customer = a_customer(book)
    for n in range(1, 7):
        an_invoice(book, customer, due=str(n), issue_date=JAN_10)

    def between():
        an_invoice(book, customer, due="50", issue_date=JAN_1)
        an_invoice(book, customer, due="60", issue_date=JAN_31)

    numbers = [one.number for part in pages(journal(book), 2, between) for one in part.entries]
    assert numbers == [6, 5, 4, 3, 2, 1, 7]


def test_every_entry_balances_debits_first_each_side_by_code(lively):
    for entry in lively.ask(JAN_15, ledger.journal, 5000).entries:
        assert sum(line.debit.minor for line in entry.lines if line.debit) == sum(
            line.credit.minor for line in entry.lines if line.credit
        )
        order = [(line.debit is None, line.account) for line in entry.lines]
        assert order == sorted(order)
        assert all((line.amount is None) == (line.currency is None) for line in entry.lines)
        assert {line.currency for line in entry.lines} <= {None, "EUR"}


def test_the_journal_is_narrowed_by_days_and_words(book):
    for name, day in (("100 % Wool", JAN_10), ("100 x Wool", JAN_15), ("a_b", JAN_20)):
        an_invoice(book, a_customer(book, name), issue_date=day)
    an_invoice(book, a_customer(book, "axb / c"), issue_date=JAN_31)

    def names(**facts: Any) -> list[str]:
        found = book.ask(JAN_15, ledger.journal, **facts).entries
        return [one.description.split(":")[0] for one in found]

    assert names(text="%") == ["100 % Wool"]
    assert names(text="a_b") == ["a_b"]
    assert names(text="/") == ["axb / c"]
    assert names(text="\\") == []
    assert names(text="WOOL 100") == ["100 x Wool", "100 % Wool"]
    assert names(text="  ") == ["axb / c", "a_b", "100 x Wool", "100 % Wool"]
    assert names(first=JAN_15, last=JAN_20) == ["a_b", "100 x Wool"]
    assert names(first=JAN_20, last=JAN_15) == []
    assert names(text="wool", last=JAN_10) == ["100 % Wool"]


def test_the_entries_of_a_document_come_oldest_first(book):
    customer = a_customer(book)
    credit, invoice = a_credit(book, customer, amount="50"), an_invoice(book, customer)
    book.do(JAN_20, credits.refund, CUSTOMER, credit=credit, amount="20")
    apply(book, credit, invoice, "10")
    issue, refund = book.ask(JAN_15, ledger.of_document, credit)
    assert (issue.number, issue.date, issue.reversal_of) == (1, JAN_10, None)
    assert [line.account for line in refund.lines] == ["1200", "1000"]
    (plain,) = book.ask(JAN_15, ledger.of_document, "INV-0001")
    assert plain.document == invoice
    book.do(JAN_31, claims.void, CUSTOMER, claim=an_invoice(book, customer), reason="twice")
    original, mirror = book.ask(JAN_15, ledger.of_document, "INV-0002")
    assert mirror.reversal_of == original.id
    assert [line.debit for line in mirror.lines] == [line.debit for line in original.lines]


def test_drafts_have_no_entries_and_deleted_ones_are_gone(book):
    draft = an_invoice(book, a_customer(book), issue=False)
    assert book.ask(JAN_15, ledger.of_document, draft) == ()
    book.do(JAN_15, claims.delete, CUSTOMER, claim=draft)
    with pytest.raises(Refused, match="There is no"):
        book.ask(JAN_15, ledger.of_document, draft)


def test_a_previewed_entry_has_the_shape_of_a_written_one(book):
    vendor = a_vendor(book)
    draft = ClaimDraft(party=vendor, amount="9", currency="EUR", fx_rate="2")
    entries = book.preview(JAN_15, claims.create, VENDOR, draft)
    (entry,) = ledger.as_entries(entries, JAN_15)
    debit, credit = entry.lines
    assert (debit.account, str(debit.debit), debit.credit) == ("5000", "18.00", None)
    assert (credit.account, str(credit.credit)) == ("2000", "18.00")
    assert (str(credit.amount), credit.currency) == ("9.00", "EUR")
