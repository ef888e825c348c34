"""A book with some of everything in it, and ways to tamper with its file behind Avoir's back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app.book.book import Book
from app.commands import books, claims, credits, payments, requests
from app.commands.inputs import ApplyTo, TaxInput
from app.domain.kinds import CUSTOMER, VENDOR
from tests.builders import (
    FEB_10,
    JAN_1,
    JAN_15,
    a_bill,
    a_credit,
    a_customer,
    a_line,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
)

VAT = TaxInput("VAT", "10")


def tell(book: Book) -> None:
    """A short year: every kind of document, used, taken back, voided, drafted, locked."""
    customer, vendor = a_customer(book), a_vendor(book)
    invoice = an_invoice(book, customer, lines=(a_line("90", tax=VAT),))
    credit = a_credit(book, customer)
    first = apply(book, credit, invoice, "40").made[0]
    apply(book, credit, invoice, "20")
    book.do(JAN_15, credits.unapply, CUSTOMER, application=first)
    book.do(JAN_15, credits.refund, CUSTOMER, credit=credit, amount="15")
    euros: dict[str, Any] = {"currency": "EUR", "amount": "100"}
    foreign = a_vendor_credit(book, vendor, fx_rate="1.1", **euros)
    apply(book, foreign, a_bill(book, vendor, fx_rate="1.2", **euros), "50")
    bill = a_bill(book, vendor)
    held = (a_vendor_credit(book, vendor, amount="30"),)
    book.do(JAN_15, payments.pay, party=vendor, claims=(ApplyTo(bill),), credits=held)
    book.do(JAN_15, payments.receive, party=customer, amount="100", claims=(ApplyTo(invoice),))
    book.do(JAN_15, credits.void, VENDOR, credit=a_vendor_credit(book, vendor), reason="Wrong")
    book.do(JAN_15, claims.void, CUSTOMER, claim=an_invoice(book, customer), reason="Wrong")
    a_credit(book, customer, issue=False, lines=(a_line("5", tax=VAT),))
    book.do(JAN_15, requests.once, key="k", body="b", act=lambda _: {"n": 1})
    book.do(FEB_10, books.lock, through=JAN_1)


@contextmanager
def tampered(path: Path) -> Iterator[sqlite3.Connection]:
    """The bare file, with no trigger in the way and no key looked at."""
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
        connection.commit()
