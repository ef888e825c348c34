"""Documents that were open at the end of a day, each with what was left of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    func,
    literal_column,
    select,
    union_all,
)

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, ref
from app.domain.kinds import CREDITS, CUSTOMER, MONEY, VENDOR, Kind
from app.domain.money import Money

_d, _u, _p = schema.document.c, schema.document_use.c, schema.party.c
_t, _a = schema.document_tally.c, schema.account.c

# What was left of a document, as the query below calls it.
_OPEN: Final[Any] = literal_column("was_left.open", Integer)
_BASE: Final[Any] = literal_column("was_left.base", Integer)
HELD: Final = frozenset(Kind) - MONEY  # the kinds whose open amount stands on an account
DEBITS: Final = CUSTOMER.targets | {VENDOR.credit}  # those that stand on its debit side


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A document and what was left of it, in its own currency and in the book's. `due` is the
    day from which it counts as late: of credits, their own date."""

    id: str
    kind: Kind
    number: str
    issue_date: date
    due: date
    party: str
    party_name: str
    account: str
    total: Money
    open: Money
    base_open: Money

    @property
    def sign(self) -> int:
        """Credits take from what a party owes us, or we owe it."""
        return -1 if self.kind in CREDITS else 1

    @property
    def debit(self) -> Money:
        """What it stands for on its account, debit positive."""
        return self.base_open if self.kind in DEBITS else -self.base_open


@dataclass(frozen=True, slots=True)
class OpenSum:
    """Documents of one kind, account and currency: how many, and what was left of them."""

    account: str
    kind: Kind
    count: int
    open: Money
    base_open: Money

    @property
    def debit(self) -> Money:
        """What they stand for on their account, debit positive."""
        return self.base_open if self.kind in DEBITS else -self.base_open


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which documents are meant, beside their kinds; nothing given stands for all. `due` is
    the first and the last day on which they are due."""

    party_id: int | None = None
    account_id: int | None = None
    currency: str | None = None
    due: tuple[date, date] | None = None

    @property
    def where(self) -> tuple[ColumnElement[bool], ...]:
        """The same for the database."""
        equal = (
            (_d.party_id, self.party_id),
            (_t.account_id, self.account_id),
            (_d.currency, self.currency),
        )
        found = [column == wanted for column, wanted in equal if wanted is not None]
        if self.due:
            first, last = self.due
            found.append(_d.due_date.between(first.isoformat(), last.isoformat()))
        return tuple(found)


def open_items(
    reading: Reading,
    on: date,
    kinds: Collection[Kind] = HELD,
    narrow: Narrow = Narrow(),
    stretch: tuple[int, int | None] = (0, None),
) -> tuple[OpenItem, ...]:
    """What was open at the end of a day, by party and due date. What was used later was open
    still and is added to what is left now: the cost follows what is open and what came after.
    `stretch` is how many to leave out and how many to answer."""
    columns = (
        _d.id,
        _d.kind,
        _d.number,
        _d.issue_date,
        _d.due_date,
        _d.party_id,
        _p.name,
        _a.code,
        _d.currency,
        _d.total,
        _OPEN.label("open"),
        _BASE.label("base"),
    )
    query = _query(columns, on, kinds, narrow)
    query = query.order_by(func.lower(_p.name), _p.id, _d.due_date, _d.id)
    offset, limit = stretch
    if limit is not None:
        query = query.limit(limit).offset(offset)
    own = store.base_currency(reading)
    return tuple(_item(found, own) for found in reading.connection.execute(query))


def open_sums(
    reading: Reading, on: date, kinds: Collection[Kind] = HELD, narrow: Narrow = Narrow()
) -> tuple[OpenSum, ...]:
    """What these documents add up to, by account, kind and currency."""
    heads = (_a.code, _d.kind, _d.currency)
    sums = (func.count(), func.sum(_OPEN), func.sum(_BASE))
    rows = reading.connection.execute(_query((*heads, *sums), on, kinds, narrow).group_by(*heads))
    own = store.base_currency(reading)
    return tuple(
        OpenSum(code, Kind(kind), count, Money(int(open_), currency), Money(int(base), own))
        for code, kind, currency, count, open_, base in rows
    )


def _query(
    columns: Sequence[Any], on: date, kinds: Collection[Kind], narrow: Narrow
) -> Select[Any]:
    after, sign = _u.date > on.isoformat(), schema.USE_SIGN
    parts = union_all(
        select(_t.document_id.label("id"), _t.open.label("open"), _t.base_open.label("base"))
        .where(_t.kind.in_(sorted(kinds)), schema.IS_OPEN),
        select(_u.document_id, sign * _u.amount, sign * _u.base).where(after),
        select(_u.target_id, sign * _u.amount, sign * _u.target_base).where(
            after, _u.target_id.is_not(None)
        ),
    ).subquery()  # fmt: skip
    left = (
        select(
            parts.c.id,
            func.sum(parts.c.open).label("open"),
            func.sum(parts.c.base).label("base"),
        )
        .group_by(parts.c.id)
        .subquery("was_left")
    )
    return (
        select(*columns)
        .select_from(
            left.join(schema.document, _d.id == left.c.id)
            .join(schema.party, _p.id == _d.party_id)
            .join(schema.document_tally, _t.document_id == _d.id)
            .join(schema.account, _a.id == _t.account_id)
        )
        .where(
            _d.kind.in_(sorted(kinds)),
            _d.issued_at.is_not(None),
            _d.issue_date <= on.isoformat(),
            (left.c.open != 0) | (left.c.base != 0),
            *narrow.where,
        )
    )


def _item(found: Any, own: str) -> OpenItem:
    return OpenItem(
        id=ref(DOCUMENT, found.id),
        kind=Kind(found.kind),
        number=found.number,
        issue_date=date.fromisoformat(found.issue_date),
        due=date.fromisoformat(found.due_date or found.issue_date),
        party=ref(PARTY, found.party_id),
        party_name=found.name,
        account=found.code,
        total=Money(found.total, found.currency),
        open=Money(int(found.open), found.currency),
        base_open=Money(int(found.base), own),
    )
