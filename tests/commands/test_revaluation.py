"""Open foreign balances at the month's end, and back on the next day."""

from datetime import date
from typing import Any

from app.commands import books, entries, payments, revaluation
from app.commands.entries import HandLine
from app.commands.inputs import ApplyTo
from app.queries import ledger
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_20,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
    assert_sound,
    balances,
    refusing,
)

FEB_1 = date(2026, 2, 1)


def run(book, day=JAN_31, **rates: str):
    return book.do(FEB_10, revaluation.run, date=day, rates=rates)


def as_of(book, day):
    rows = book.ask(day, ledger.trial_balance, day)
    return {one.code: str(one.debit) if one.debit else f"-{one.credit}" for one in rows}


def foreign(facts: Any = None, **more: Any):
    return {"currency": "EUR", "fx_rate": "1.2", **(facts or {}), **more}


def test_open_balances_are_worth_the_days_rate_for_a_day(book):
    customer, vendor = a_customer(book), a_vendor(book)
    a_credit(book, customer, **foreign())
    a_bill(book, vendor, **foreign())
    a_credit(book, customer)
    before = balances(book)
    first, second = run(book, EUR="1.25").made
    assert as_of(book, JAN_31) == {
        "1200": "-225.00",
        "2000": "-112.50",
        "4100": "220.00",
        "5000": "108.00",
        "7020": "9.50",
    }
    assert as_of(book, FEB_1) == before
    found = book.ask(FEB_10, ledger.by_ids, (first, second))
    assert [one.date for one in found] == [JAN_31, FEB_1]
    assert found[1].reversal_of == first
    assert_sound(book)


def test_a_second_run_finds_only_what_changed(book):
    a_credit(book, a_customer(book), **foreign())
    run(book, EUR="1.25")
    assert run(book, EUR="1.25").made == ()
    run(book, EUR="1.3")
    assert as_of(book, JAN_31)["1200"] == "-130.00"
    assert_sound(book)


def test_what_is_settled_by_then_is_not_revalued(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, **foreign())
    book.do(
        JAN_20,
        payments.receive,
        party=customer,
        amount="90",
        claims=(ApplyTo(invoice),),
        fx_rate="1",
    )
    assert run(book, EUR="1.5").made == ()


def test_a_currency_that_is_not_named_takes_the_rate_in_force(book):
    a_credit(book, a_customer(book), **foreign())
    with refusing(book, "rate_missing", field="rates"):
        run(book)
    book.do(JAN_20, books.set_rate, currency="EUR", date=JAN_20, rate="1.5")
    run(book)
    assert as_of(book, JAN_31)["1200"] == "-150.00"


def test_accounts_kept_in_a_foreign_currency_are_revalued_too(book):
    book.do(JAN_10, books.create_account, code="1060", name="Euros", type="asset", currency="EUR")
    lines = (
        HandLine("1060", debit="120", currency="EUR", amount="100"),
        HandLine("3000", credit="120"),
    )
    book.do(JAN_20, entries.post, date=JAN_20, description="Start", lines=lines)
    run(book, EUR="1.1")
    assert as_of(book, JAN_31) == {"1060": "110.00", "3000": "-120.00", "7020": "10.00"}


def test_rates_that_make_no_sense_and_closed_days_are_refused(book):
    with refusing(
        book, "unknown_currency", "amount_not_positive", "invalid_number", "invalid_value"
    ) as refusal:
        run(book, XXQ="1", EUR="0", JPY="x", USD="1")
    assert refusal.fields[1:] == ["rates.EUR.rate", "rates.JPY.rate", "rates.USD"]
    with refusing(book, "invalid_date", field="date"):
        run(book, date.max)
    book.do(FEB_10, books.lock, through=JAN_31)
    with refusing(book, "period_closed", field="date"):
        run(book, EUR="1.1")
