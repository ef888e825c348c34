"""A small book for the window's tests, and the outside that the window is handed."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.book import upgrade
from app.book.book import Book, Writing
from app.cli import answering, calls, sample
from app.commands import books, claims, credits, parties
from app.commands.inputs import AddressInput, ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.gui.outside import Outside
from app.queries import ledger

TODAY = date(2026, 3, 10)


def clock() -> datetime:
    return datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


class Clock:
    """Goes on when the test says so."""

    def __init__(self) -> None:
        self.now = clock()

    def __call__(self) -> datetime:
        return self.now


def outside() -> Outside:
    """Books as the front door makes them, on a day that stands still."""

    def open_book(path: Path) -> Book:
        return upgrade.open_book(path, clock)

    return Outside(clock, lambda: TODAY, open_book, calls.new_book, sample.make, answering.answer,
                   answering.answers)  # fmt: skip


def empty_book(path: Path) -> Book:
    return calls.new_book(path, name="Northwind", currency="USD", chart="standard", on=TODAY)


def balances(path: Path) -> dict[str, str]:
    """What every account of a book holds, debit positive."""
    book = upgrade.open_book(path, clock)
    rows = book.ask(TODAY, ledger.trial_balance)
    book.close()
    return {row.code: str(row.debit) if row.debit else f"-{row.credit}" for row in rows}


def small_book(path: Path) -> Path:
    """Two customers, a vendor, two invoices, a bill, a memo partly used; January is locked."""
    book = empty_book(path)

    def do(day: date, command: Any, *args: Any, **facts: Any) -> str:
        return str(book.do(day, command, *args, **facts).id)

    january, february, march = date(2026, 1, 15), date(2026, 2, 10), date(2026, 3, 5)
    address = AddressInput(street="1 Main St", city="Austin", postal_code="78702", country="US")
    acme = do(january, parties.create, CUSTOMER, name="Acme Ltd", address=address)
    borealis = do(january, parties.create, CUSTOMER, name="Borealis", email="hi@borealis.example")
    cedar = do(january, parties.create, VENDOR, name="Cedar Mills")
    draft = ClaimDraft(party=acme, amount="1000", issue_date=january)
    invoice = do(january, claims.create, CUSTOMER, draft)
    memo = do(
        february,
        credits.create,
        CUSTOMER,
        CreditDraft(party=acme, amount="150", reason="return", issue_date=february),
        issue=True,
    )
    do(february, credits.apply, CUSTOMER, credit=memo, claim=invoice, amount="100", date=february)
    do(march, claims.create, CUSTOMER, ClaimDraft(party=borealis, amount="80", issue_date=march))
    do(march, claims.create, VENDOR, ClaimDraft(party=cedar, amount="300", issue_date=march))
    do(march, books.lock, through=date(2026, 1, 31))
    book.close()
    return path


def fill(path: Path, count: int) -> None:
    """Many more invoices, of March, all in one transaction."""
    book = upgrade.open_book(path, clock)
    day = date(2026, 3, 1)
    draft = ClaimDraft(party="p1", amount="1", issue_date=day)

    def many(writing: Writing) -> None:
        for _ in range(count):
            claims.create(writing, CUSTOMER, draft)

    book.do(day, many)
    book.close()
