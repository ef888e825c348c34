"""What a book of the measurements stands on: the chart, taxes, rates, customers and vendors."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app import paths
from app.book.book import Book, Writing
from app.commands import books, parties
from app.commands.inputs import AddressInput
from app.domain.kinds import CUSTOMER, VENDOR, Side

FIRST_DAY = date(2016, 1, 4)
YEARS = 10
LAST_DAY = date(FIRST_DAY.year + YEARS - 1, 12, 31)

# Accounts of the business's own beside those of the standard chart: sixty in all.
OWN_ACCOUNTS = (
    ("1010", "Bank, euros", "asset", "EUR"),
    ("1020", "Bank, yen", "asset", "JPY"),
    ("1030", "Petty cash", "asset", None),
    ("1510", "Vehicles", "asset", None),
    ("1590", "Accumulated depreciation", "asset", None),
    ("2200", "Wages payable", "liability", None),
    ("2500", "Bank loan", "liability", None),
    ("4020", "Installation", "income", None),
    ("4030", "Maintenance", "income", None),
    ("4040", "Training", "income", None),
    ("4050", "Spare parts", "income", None),
    ("5010", "Timber", "expense", None),
    ("5020", "Fittings", "expense", None),
    ("5030", "Packaging", "expense", None),
    ("6070", "Telephone", "expense", None),
    ("6080", "Travel", "expense", None),
    ("6090", "Repairs", "expense", None),
    ("6110", "Wages", "expense", None),
    ("6120", "Social security", "expense", None),
    ("6130", "Training of staff", "expense", None),
    ("6140", "Depreciation", "expense", None),
    ("6150", "Software", "expense", None),
    ("6160", "Cleaning", "expense", None),
    ("6210", "Interest", "expense", None),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that somebody plays in the pattern: every copy of it is played by others."""

    side: Side
    name: str
    currency: str | None  # None: the book's own


SLOTS = (
    *(Slot(CUSTOMER, f"Buyer {letter}", None) for letter in "ABCDEF"),
    Slot(CUSTOMER, "Buyer G", "EUR"),
    Slot(CUSTOMER, "Buyer H", "EUR"),
    Slot(CUSTOMER, "Buyer I", "JPY"),
    *(Slot(VENDOR, f"Maker {letter}", None) for letter in "ABCD"),
    Slot(VENDOR, "Maker E", "EUR"),
    Slot(VENDOR, "Maker F", "JPY"),
)
_TOWNS = ("Springfield", "Riverton", "Ashland", "Fairview", "Milton", "Oakdale", "Newport")
_FIRST = ("North", "Blue", "Old", "Bright", "Green", "Stone", "River", "High", "Silver", "West")
_LAST = ("Carpentry", "Trading", "Works", "Supply", "Brothers", "Studio", "Hardware", "Home")


def lay(book: Book, plays: int) -> list[list[str]]:
    """Starts the book; `plays` parties stand ready for every slot. Answers their ids by slot."""
    chart = json.loads((paths.resources() / "charts" / "standard.json").read_text("utf-8"))
    rows = [books.ChartRow(**{**row, "roles": tuple(row.get("roles", ()))}) for row in chart]
    book.do(FIRST_DAY, books.start, name="Bench Ltd", currency="USD", chart=rows)
    address = AddressInput("1 Mill Lane", "Springfield", "12345", "IL", "US")
    book.do(FIRST_DAY, books.describe, address=address, tax_id="US123456789")
    book.do(FIRST_DAY, _terms)
    return book.do(FIRST_DAY, _people, plays)


def _terms(writing: Writing) -> None:
    for code, name, kind, currency in OWN_ACCOUNTS:
        books.create_account(writing, code=code, name=name, type=kind, currency=currency)
    books.create_tax(writing, code="T8", name="Sales tax", rate="8")
    books.create_tax(writing, code="Z", name="Untaxed", rate="0", category="Z")
    for month in range(12 * YEARS):
        day = date(FIRST_DAY.year + month // 12, 1 + month % 12, 1)
        euro, yen = Decimal(102 + month * 7 % 19) / 100, Decimal(70 + month * 5 % 27) / 10000
        books.set_rate(writing, currency="EUR", date=day, rate=str(euro))
        books.set_rate(writing, currency="JPY", date=day, rate=str(yen))


def _people(writing: Writing, plays: int) -> list[list[str]]:
    """Round by round, so that neighbours in the list are not of one slot."""
    ids: list[list[str]] = [[] for _ in SLOTS]
    for turn in range(plays):
        for place, slot in enumerate(SLOTS):
            n = turn * len(SLOTS) + place
            name = slot.name if plays == 1 else f"{_FIRST[n % 10]} {_LAST[n // 10 % 8]} {n + 1}"
            town = _TOWNS[n % len(_TOWNS)]
            done = parties.create(
                writing,
                slot.side,
                name=name,
                email=f"office{n + 1}@example.com",
                address=AddressInput(
                    f"{1 + n % 90} Main Street", town, f"{10000 + n}", "IL", "US"
                ),
                currency=slot.currency,
            )
            ids[place].append(done.id)
    return ids
