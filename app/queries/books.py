"""What the book has decided: who keeps it, chart, taxes, settings, lock; and its history."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, TEMPLATE, row_of
from app.domain.accounts import Account
from app.domain.errors import refuse
from app.domain.kinds import Kind
from app.domain.rates import FX_PLACES, PERCENT_PLACES, format_scaled
from app.queries.parties import AddressView


@dataclass(frozen=True, slots=True)
class BookView:
    """The book itself."""

    name: str
    legal_name: str | None
    currency: str
    locked_through: date | None
    settings: dict[str, Any]
    roles: dict[str, str]


@dataclass(frozen=True, slots=True)
class SellerView:
    """Who keeps the book, as it stands on documents."""

    name: str
    legal_name: str | None
    email: str | None
    phone: str | None
    address: AddressView
    tax_id: str | None
    registration_id: str | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A line of the chart; control accounts take no entries by hand."""

    id: str
    code: str
    name: str
    type: str
    is_header: bool
    is_control: bool


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A tax code; the rate as percent text."""

    code: str
    name: str
    rate: str
    category: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change: who, when, on which business date, what, and how it was before and after."""

    at: str
    who: str
    date: date
    act: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LockRow:
    """One move of the lock date."""

    through: date | None
    reason: str | None
    at: str
    who: str


def about(reading: Reading) -> BookView:
    """Name, currency, lock and settings of the open book."""
    row = reading.connection.execute(select(schema.business)).one()
    rules = store.rules(reading)
    return BookView(
        name=row.name,
        legal_name=row.legal_name,
        currency=row.currency,
        locked_through=rules.lock.through,
        settings=dict(rules.settings),
        roles={role.value: account.code for role, account in rules.accounts.items()},
    )


def seller(reading: Reading) -> SellerView:
    """Who keeps the open book."""
    row = reading.connection.execute(select(schema.business)).one()
    return SellerView(
        name=row.name,
        legal_name=row.legal_name,
        email=row.email,
        phone=row.phone,
        address=AddressView(row.street, row.city, row.postal_code, row.region, row.country),
        tax_id=row.tax_id,
        registration_id=row.registration_id,
    )


def accounts(reading: Reading) -> tuple[AccountRow, ...]:
    """The chart of accounts by code."""
    rules = store.rules(reading)
    chart = store.accounts_by_id(reading.connection).values()
    return tuple(
        AccountRow(
            _id(one), one.code, one.name, one.type.value, one.is_header, one.id in rules.control
        )
        for one in sorted(chart, key=lambda one: one.code)
    )


def taxes(reading: Reading) -> tuple[TaxRow, ...]:
    """All tax codes."""
    columns = schema.tax_code.c
    rows = reading.connection.execute(select(schema.tax_code).order_by(columns.code))
    return tuple(
        TaxRow(row.code, row.name, format_scaled(row.rate, PERCENT_PLACES), row.category)
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class RateRow:
    """What one unit of a currency is worth in the book's from a day on, as decimal text."""

    currency: str
    date: date
    rate: str


def rates(reading: Reading) -> tuple[RateRow, ...]:
    """Every exchange rate that was set, by currency, the newest first."""
    columns = schema.fx_rate.c
    rows = reading.connection.execute(
        select(schema.fx_rate).order_by(columns.currency, columns.date.desc())
    )
    return tuple(
        RateRow(row.currency, date.fromisoformat(row.date), format_scaled(row.rate, FX_PLACES))
        for row in rows
    )


def locks(reading: Reading) -> tuple[LockRow, ...]:
    """Every move of the lock date, newest first."""
    columns = schema.lock_date.c
    rows = reading.connection.execute(select(schema.lock_date).order_by(columns.id.desc()))
    return tuple(
        LockRow(
            date.fromisoformat(row.through) if row.through else None,
            row.reason,
            row.created_at,
            row.created_by,
        )
        for row in rows
    )


def history_of(reading: Reading, document: str) -> tuple[HistoryRow, ...]:
    """Everything that happened to a document or template (also a deleted one) or to
    a party, oldest first."""
    subject, row_id = _subject(reading, document)
    columns = schema.history.c
    rows = reading.connection.execute(
        select(schema.history)
        .where(columns.subject == subject, columns.subject_id == row_id)
        .order_by(columns.id)
    ).fetchall()
    if not rows:
        raise refuse(
            "not_found", f"There is no document “{document[:40]}”.", "document", "Look it up."
        )
    return tuple(
        HistoryRow(
            row.at,
            row.who,
            date.fromisoformat(row.date),
            row.act,
            json.loads(row.before),
            json.loads(row.after),
        )
        for row in rows
    )


def _subject(reading: Reading, text: str) -> tuple[str, int]:
    for subject, letter in (("document", DOCUMENT), ("party", PARTY), ("template", TEMPLATE)):
        if row_id := row_of(letter, text):
            return subject, row_id
    currency = store.base_currency(reading)
    return "document", store.find_document(reading, text, set(Kind), "document", currency).id


def _id(account: Account) -> str:
    return f"a{account.id}"
