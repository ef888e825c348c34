"""Income statement, balance sheet and tax summary: they agree with the ledger on any day."""

from datetime import date, timedelta

import pytest

from app.commands import claims, credits, entries, payments
from app.commands.entries import HandLine
from app.commands.inputs import ApplyTo, TaxInput
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES, VENDOR
from app.queries import financials, ledger, taxes
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_line,
    a_party,
    a_vendor,
    an_invoice,
    apply,
)
from tests.queries.lively import FIRST, LAST

DEC_31 = date(2025, 12, 31)
TEN = TaxInput("VAT", "10")
FIVE = TaxInput("Reduced VAT", "5")


def income(book, first=None, last=JAN_31):
    return book.ask(FEB_10, financials.income_statement, first, last)


def sheet(book, day=JAN_31):
    return book.ask(FEB_10, financials.balance_sheet, day)


def told(lines):
    return [(one.account, str(one.amount)) for one in lines]


def test_what_was_earned_and_what_it_cost(book):
    customer, vendor = a_customer(book), a_vendor(book)
    an_invoice(book, customer, due="400")
    a_credit(book, customer, amount="150", issue_date=JAN_20)
    a_bill(book, vendor, due="90")
    found = income(book)
    assert (found.first, found.last) == (date(2026, 1, 1), JAN_31)
    assert told(found.income) == [("4000", "400.00"), ("4100", "-150.00")]
    assert told(found.expenses) == [("5000", "90.00")]
    totals = (found.total_income, found.total_expenses, found.net_income)
    assert [str(one) for one in totals] == ["250.00", "90.00", "160.00"]
    assert told(income(book, JAN_15).income) == [("4100", "-150.00")]
    assert told(income(book, last=JAN_15).income) == [("4000", "400.00")]
    assert book.ask(FEB_10, financials.income_statement).last == FEB_10
    with pytest.raises(Refused, match="lies after"):
        income(book, JAN_31, JAN_15)
    assert told(income(book, date.min).income) == told(found.income)


def test_what_there_is_is_owed_or_ones_own(book):
    lines = (HandLine("1000", debit="1000"), HandLine("3000", credit="1000"))
    book.do(FEB_10, entries.post, date=JAN_10, description="Start", lines=lines)
    rent = (HandLine("6000", debit="70"), HandLine("1000", credit="70"))
    book.do(FEB_10, entries.post, date=DEC_31, description="Rent", lines=rent)
    customer = a_customer(book)
    invoice = an_invoice(book, customer, due="400")
    named = (ApplyTo(invoice),)
    book.do(JAN_20, payments.receive, party=customer, amount="300", claims=named, date=JAN_20)
    a_bill(book, a_vendor(book), due="90")
    found = sheet(book)
    assert told(found.assets) == [("1000", "1230.00"), ("1200", "100.00")]
    assert told(found.liabilities) == [("2000", "90.00")]
    assert told(found.equity) == [("3000", "1000.00")]
    earned = (found.earlier_earnings, found.net_income, found.total_equity)
    assert [str(one) for one in earned] == ["-70.00", "310.00", "1240.00"]
    assert found.total_assets == found.total_liabilities + found.total_equity
    assert book.ask(FEB_10, financials.balance_sheet).as_of == FEB_10


def test_they_balance_on_every_day_of_a_lively(lively):
    for days in range(0, (LAST - FIRST).days + 10, 17):
        day = FIRST + timedelta(days=days)
        found = lively.ask(day, financials.balance_sheet)
        assert found.total_assets == found.total_liabilities + found.total_equity
        earned = lively.ask(day, financials.income_statement, FIRST, day)
        assert found.net_income == earned.net_income


def summary(book, first=None, last=FEB_10):
    return [
        (one.side, one.name, *map(str, (one.base, one.tax, one.credited_base, one.credited_tax)))
        for one in book.ask(FEB_10, taxes.tax_summary, first, last)
    ]


@pytest.mark.parametrize("side", list(SIDES.values()), ids=list(SIDES))
def test_tax_is_summed_per_rate_and_credits_take_it_off(book, side):
    party = a_party(book, side)
    lines = (a_line("200", tax=TEN), a_line("100", tax=FIVE), a_line("7"))
    a_claim(book, side, party, lines=lines)
    a_credit_of(book, side, party, lines=(a_line("50", tax=TEN),), issue_date=JAN_20)
    a_claim(book, side, party, lines=lines, issue=False)
    name = side.name
    assert summary(book) == [
        (name, "Reduced VAT", "100.00", "5.00", "0.00", "0.00"),
        (name, "VAT", "200.00", "20.00", "50.00", "5.00"),
    ]
    assert summary(book, JAN_15) == [(name, "VAT", "0.00", "0.00", "50.00", "5.00")]
    assert summary(book, None, JAN_10)[1][4] == "0.00"
    (row, _) = book.ask(FEB_10, taxes.tax_summary)
    assert (row.category, row.rate, str(row.net_base), str(row.net_tax)) == (
        "S",
        "5",
        "100.00",
        "5.00",
    )
    with pytest.raises(Refused, match="lies after"):
        summary(book, JAN_31, JAN_15)


def test_a_void_counts_on_its_own_day_and_for_its_part(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, lines=(a_line("100", tax=TEN),))
    credit = a_credit(book, customer, lines=(a_line("100", tax=TEN),))
    apply(book, credit, an_invoice(book, customer), "55")
    book.do(JAN_31, claims.void, CUSTOMER, claim=invoice, reason="Wrong")
    facts = {"credit": credit, "reason": "Rest", "scope": "remaining"}
    book.do(JAN_31, credits.void, CUSTOMER, **facts)
    name = ("customer", "VAT")
    assert summary(book, None, JAN_20) == [(*name, "100.00", "10.00", "100.00", "10.00")]
    assert summary(book) == [(*name, "0.00", "0.00", "50.00", "5.00")]
    assert summary(book, JAN_31) == [(*name, "-100.00", "-10.00", "-50.00", "-5.00")]


def test_foreign_tax_is_told_as_it_was_entered(book):
    vendor = a_vendor(book)
    lines = (a_line("33.33", tax=TEN), a_line("66.67", tax=FIVE))
    a_claim(book, VENDOR, vendor, lines=lines, currency="EUR", fx_rate="1.1")
    rows = book.ask(FEB_10, taxes.tax_summary)
    held = {one.code: one for one in book.ask(FEB_10, ledger.trial_balance)}
    assert held["1450"].debit == rows[0].net_tax + rows[1].net_tax
    assert [str(one.base) for one in rows] == ["73.34", "36.66"]
