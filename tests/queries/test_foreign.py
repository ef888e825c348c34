"""What is open in foreign money: the documents say what the ledger says, on any day."""

from datetime import date, timedelta
from typing import Any

from app.book import store
from app.book.foreign import foreign_balances
from app.commands import books, credits, entries, revaluation
from app.commands.entries import HandLine
from app.domain.kinds import CUSTOMER
from app.queries import foreign
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
)

EUR = {"currency": "EUR", "fx_rate": "1.1"}


def by_documents(book, day):
    return book.ask(FEB_10, lambda reading: _said(foreign.open_balances, reading, day))


def by_ledger(book, day):
    return book.ask(FEB_10, lambda reading: _said(foreign_balances, reading, day))


def _said(query: Any, reading: Any, day: date) -> list[str]:
    found = query(reading, day, store.rules(reading))
    return [
        f"{one.account.code} {one.amount} {one.amount.currency} {one.base}"
        for one in found
        if one.amount or one.base
    ]


def test_documents_of_both_sides_with_their_uses_and_a_revaluation(book):
    customer, vendor = a_customer(book), a_vendor(book)
    invoice = an_invoice(book, customer, due="90", **EUR)
    credit = a_credit(book, customer, amount="50", **EUR | {"fx_rate": "1.2"})
    a_bill(book, vendor, due="70", **EUR)
    a_vendor_credit(book, vendor, amount="20", **EUR)
    an_invoice(book, customer)
    use = apply(book, credit, invoice, "30", date=JAN_15).made[0]
    assert by_documents(book, JAN_10) == [
        "1200 40.00 EUR 39.00", "1350 20.00 EUR 22.00", "2000 -70.00 EUR -77.00",
    ]  # fmt: skip
    book.do(FEB_10, revaluation.run, date=JAN_31, rates={"EUR": "1.5"})
    assert by_documents(book, JAN_31) == [
        "1200 40.00 EUR 60.00", "1350 20.00 EUR 30.00", "2000 -70.00 EUR -105.00",
    ]  # fmt: skip
    book.do(FEB_10, credits.unapply, CUSTOMER, application=use, date=FEB_10)
    for days in range(60):
        day = JAN_10 + timedelta(days=days - 5)
        assert by_documents(book, day) == by_ledger(book, day)


def test_an_account_that_is_kept_in_foreign_money(book):
    book.do(
        JAN_10, books.create_account, code="1010", name="Euro bank", type="asset", currency="EUR"
    )
    for day, amount, side in ((JAN_10, "100", "debit"), (JAN_31, "40", "credit")):
        other = "credit" if side == "debit" else "debit"
        lines = (
            HandLine(account="1010", currency="EUR", amount=amount, **{side: amount}),
            HandLine(account="3000", **{other: amount}),
        )
        book.do(FEB_10, entries.post, date=day, description="Moved", lines=lines)
    book.do(FEB_10, revaluation.run, date=JAN_15, rates={"EUR": "1.5"})
    assert by_documents(book, JAN_15) == ["1010 100.00 EUR 150.00"]
    assert by_documents(book, JAN_31) == ["1010 60.00 EUR 60.00"]
    for day in (date(2026, 1, 9), JAN_10, JAN_15, date(2026, 1, 16), JAN_31, FEB_10):
        assert by_documents(book, day) == by_ledger(book, day)


def test_a_lively_book_on_every_day(lively):
    days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(60)]
    assert any(by_ledger(lively, day) for day in days)
    for day in days:
        assert by_documents(lively, day) == by_ledger(lively, day)
