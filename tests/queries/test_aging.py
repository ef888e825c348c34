"""Ageing: columns at their edges, past days as they were, totals that tie to the accounts."""

from datetime import date, timedelta

import pytest

from app.commands import books, claims, credits, payments
from app.commands.inputs import ApplyTo
from app.domain.kinds import CUSTOMER, VENDOR
from app.queries import aging, ledger
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
    a_vendor_credit,
    an_invoice,
    apply,
)
from tests.queries.lively import days

DUE = date(2026, 3, 31)
NOTHING = ["0.00"] * 5


def aged(book, as_of, side=CUSTOMER):
    """Party name -> columns, unapplied credits, total."""
    rows = book.ask(JAN_15, aging.ageing, side, as_of)
    return {
        row.party_name: [*map(str, row.columns), str(row.unapplied_credits), str(row.total)]
        for row in rows
    }


def column(book, days_late):
    (row,) = book.ask(JAN_15, aging.ageing, CUSTOMER, DUE + timedelta(days=days_late))
    (place,) = [n for n, amount in enumerate(row.columns) if amount]
    return aging.COLUMNS[place][0]


@pytest.mark.parametrize(
    ("late", "name"),
    [
        (-80, "current"),
        (-1, "current"),
        (0, "current"),
        (1, "1_30"),
        (30, "1_30"),
        (31, "31_60"),
        (60, "31_60"),
        (61, "61_90"),
        (90, "61_90"),
        (91, "over_90"),
        (5000, "over_90"),
    ],
)
def test_the_columns_at_their_edges(book, late, name):
    an_invoice(book, a_customer(book), due_date=DUE, issue_date=JAN_1)
    assert column(book, late) == name


def test_every_party_has_a_row_of_its_own_by_name(book):
    zeta, acme, idle = (a_customer(book, name) for name in ("zeta", "Acme", "Idle"))
    an_invoice(book, zeta, due="10", due_date=JAN_10)
    an_invoice(book, zeta, due="20", due_date=FEB_10)
    a_credit(book, zeta, amount="7")
    an_invoice(book, acme, due="5", due_date=JAN_10)
    assert idle
    found = aged(book, JAN_31)
    assert list(found) == ["Acme", "zeta"]
    assert found["zeta"] == ["20.00", "10.00", "0.00", "0.00", "0.00", "-7.00", "23.00"]
    assert found["Acme"] == ["0.00", "5.00", "0.00", "0.00", "0.00", "0.00", "5.00"]
    assert aged(book, JAN_31, VENDOR) == {}


def test_credits_alone_are_a_row_too_and_drafts_are_none(book):
    customer, vendor = a_customer(book), a_vendor(book)
    a_credit(book, customer, amount="7")
    an_invoice(book, customer, issue=False)
    a_credit(book, customer, issue=False)
    a_vendor_credit(book, vendor, amount="3")
    assert aged(book, JAN_31) == {"Acme": [*NOTHING, "-7.00", "-7.00"]}
    assert aged(book, JAN_31, VENDOR) == {"Volt": [*NOTHING, "-3.00", "-3.00"]}


def test_documents_count_from_their_own_day(book):
    customer = a_customer(book)
    an_invoice(book, customer, due="90", issue_date=JAN_20, due_date=FEB_10)
    a_credit(book, customer, amount="50", issue_date=JAN_31)
    assert aged(book, JAN_15) == {}
    assert aged(book, JAN_20)["Acme"][-2:] == ["0.00", "90.00"]
    assert aged(book, JAN_31)["Acme"][-2:] == ["-50.00", "40.00"]


def test_what_happened_later_is_still_open_on_a_past_day(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, due="90", due_date=JAN_15)
    credit = a_credit(book, customer, amount="50")
    use = apply(book, credit, invoice, "30", date=JAN_20).made[0]
    book.do(JAN_31, credits.refund, CUSTOMER, credit=credit, amount="5", date=JAN_31)
    book.do(FEB_10, credits.unapply, CUSTOMER, application=use, date=FEB_10)

    def totals(day: date) -> list[str]:
        return list(aged(book, day)["Acme"][-2:])

    assert totals(JAN_15) == ["-50.00", "40.00"]
    assert totals(JAN_20) == ["-20.00", "40.00"]
    assert totals(JAN_31) == ["-15.00", "45.00"]
    assert totals(FEB_10) == ["-45.00", "45.00"]
    assert aged(book, JAN_20)["Acme"][1] == "60.00"
    assert aged(book, FEB_10)["Acme"][1] == "90.00"


def test_what_was_paid_or_voided_later_is_still_open_on_a_past_day(book):
    customer = a_customer(book)
    paid, void = an_invoice(book, customer, due="90"), an_invoice(book, customer, due="9")
    gone = a_credit(book, customer, amount="50")
    named = (ApplyTo(paid),)
    book.do(JAN_20, payments.receive, party=customer, amount="100", claims=named, date=JAN_20)
    book.do(JAN_31, claims.void, CUSTOMER, claim=void, reason="x")
    book.do(JAN_31, credits.void, CUSTOMER, credit=gone, reason="x", date=JAN_31)
    assert aged(book, JAN_15)["Acme"][-2:] == ["-50.00", "49.00"]
    assert aged(book, JAN_20)["Acme"][-2:] == ["-60.00", "-51.00"]
    assert aged(book, JAN_31)["Acme"] == [*NOTHING, "-10.00", "-10.00"]


def test_a_settled_party_has_no_row(book):
    vendor = a_vendor(book)
    bill = a_bill(book, vendor, due="50")
    apply(book, a_vendor_credit(book, vendor, amount="50"), bill, date=JAN_20)
    assert aged(book, JAN_31, VENDOR) == {}
    assert aged(book, JAN_15, VENDOR) == {"Volt": ["50.00", *NOTHING[1:], "-50.00", "0.00"]}


def test_foreign_documents_count_at_their_own_rate(book):
    customer = a_customer(book)
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_1, rate="1.1")
    invoice = an_invoice(book, customer, due="100", currency="EUR", due_date=JAN_15)
    credit = a_credit(book, customer, amount="50", currency="EUR", fx_rate="1.2")
    assert aged(book, JAN_31)["Acme"] == ["0.00", "110.00", *NOTHING[2:], "-60.00", "50.00"]
    apply(book, credit, invoice, "50")
    assert aged(book, JAN_31)["Acme"] == ["0.00", "55.00", *NOTHING[2:], "0.00", "55.00"]


def test_every_day_ties_to_its_accounts(lively):
    """In the default profile 1200 holds invoices and credits, 2000 and 1350 the vendors'."""
    seen = set()
    for day in days():
        held = {
            row.code: (row.debit.minor if row.debit else 0)
            - (row.credit.minor if row.credit else 0)
            for row in lively.ask(JAN_15, ledger.trial_balance, day)
        }
        for side, codes, sign in ((CUSTOMER, ("1200",), 1), (VENDOR, ("2000", "1350"), -1)):
            rows = lively.ask(JAN_15, aging.ageing, side, day)
            total = sum(row.total.minor for row in rows)
            assert total == sign * sum(held.get(code, 0) for code in codes)
            for row in rows:
                parts = [*row.columns, row.unapplied_credits]
                assert row.total.minor == sum(part.minor for part in parts)
            seen.add(total)
    assert len(seen) > 20
