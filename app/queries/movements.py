"""What moved an account, grouped by what happened: invoices issued, refunds, entries by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, literal, select, tuple_

from app.book import schema
from app.book.book import Reading
from app.domain.kinds import Kind

_e, _l, _d, _p = schema.entry.c, schema.journal_line.c, schema.document.c, schema.party.c
_original = schema.entry.alias("original")
# An entry that takes another back without a document says what it took back.
_happened: Final = case(
    (and_(_e.act == "reverse", _d.id.is_(None)), literal("reverse_") + _original.c.act),
    else_=_e.act,
)
_LINES: Final = (
    schema.journal_line.join(schema.entry, _e.id == _l.entry_id)
    .outerjoin(schema.document, _d.id == _e.document_id)
    .outerjoin(_original, _original.c.id == _e.reversal_of)
)
_BY_KIND: Final = {
    "issue": "{}s issued",
    "apply": "{}s applied",
    "unapply": "{}s taken back from where they were applied",
    "refund": "{}s refunded",
    "void_refund": "Refunds of {}s taken back",
    "void": "{}s voided",
    "expire": "{}s lapsed",
    "reinstate": "Lapsed {}s brought back",
}
_WENT_BACK: Final = "Money returned"
_SAID: Final = {
    "issue receipt": "Receipts",
    "issue payment": "Payments",
    "issue transaction": _WENT_BACK,
    "void transaction": f"{_WENT_BACK}, voided",
    "post": "Entries made by hand",
    "reverse_post": "Entries made by hand and taken back",
    "revalue": "Foreign balances at the day's rates",
    "reverse_revalue": "Rates of the day taken back",
}
REVALUATION: Final = ("revalue", "reverse_revalue")
_ORDER: Final = (*_BY_KIND, *_SAID)


@dataclass(frozen=True, slots=True)
class Movement:
    """Lines of one account that came of the same: how many, and their sum, debit positive."""

    act: str
    kind: Kind | None
    count: int
    net: int

    @property
    def part(self) -> str:
        """What it is called in a wish: "issue invoice", "post"."""
        return f"{self.act} {self.kind}" if self.kind else self.act

    @property
    def said(self) -> str:
        """What happened, for people."""
        return said(self.part)


def said(part: str) -> str:
    """What a part of an account's movements is called: "Invoices issued"."""
    act, _, kind = part.partition(" ")
    text = _SAID.get(part) or _BY_KIND.get(act, act.replace("_", " "))
    text = text.format(kind.replace("_", " "))
    return text[0].upper() + text[1:]


def said_kind(kind: Kind) -> str:
    """What documents of a kind are called together: "Invoices"."""
    return _WENT_BACK if kind is Kind.TRANSACTION else f"{kind.label.capitalize()}s"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: of an account in a time, of one party or of all."""

    account_id: int
    first: date | None
    last: date
    party_id: int | None = None

    @property
    def where(self) -> tuple[ColumnElement[bool], ...]:
        """The same for the database."""
        found = [_l.account_id == self.account_id, _l.date <= self.last.isoformat()]
        if self.first:
            found.append(_l.date >= self.first.isoformat())
        if self.party_id is not None:
            found.append(_l.party_id == self.party_id)
        return tuple(found)


def movements(reading: Reading, wanted: Wanted) -> tuple[Movement, ...]:
    """What moved the account, in the order in which things happen to documents."""
    rows = reading.connection.execute(
        select(_happened, _d.kind, func.count(), func.sum(_l.debit - _l.credit))
        .select_from(_LINES)
        .where(*wanted.where)
        .group_by(_happened, _d.kind)
    )
    found = [
        Movement(act, Kind(kind) if kind else None, count, int(net))
        for act, kind, count, net in rows
    ]
    return tuple(sorted(found, key=_place))


def _place(one: Movement) -> tuple[int, str]:
    known = one.act in _ORDER
    return _ORDER.index(one.act) if known else len(_ORDER), one.part


def _of(part: str | None) -> tuple[ColumnElement[bool], ...]:
    if part is None:
        return ()
    act, _, kind = part.partition(" ")
    return _happened == act, _d.kind == kind if kind else _d.id.is_(None)


def part_sum(reading: Reading, wanted: Wanted, parts: Iterable[str | None]) -> int:
    """What the lines of these parts add up to, debit positive; None stands for all of them."""
    net = select(func.coalesce(func.sum(_l.debit - _l.credit), 0)).select_from(_LINES)
    found = [net.where(*wanted.where, *_of(part)) for part in parts]
    return sum(int(reading.connection.execute(one).scalar_one()) for one in found)


def part_lines(
    reading: Reading, wanted: Wanted, part: str | None, after: tuple[Any, ...] | None, limit: int
) -> list[Any]:
    """The lines of a part, or all, by date, after a key of date, entry and position."""
    place = tuple_(_l.date, _l.entry_id, _l.position)
    query = (
        select(
            _l.date,
            _l.entry_id,
            _l.position,
            (_l.debit - _l.credit).label("net"),
            _e.description,
            _e.document_id,
            _d.kind,
            _d.number,
            _l.party_id,
            _p.name.label("party_name"),
            _p.side,
        )
        .select_from(_LINES.outerjoin(schema.party, _p.id == _l.party_id))
        .where(*wanted.where, *_of(part))
        .order_by(_l.date, _l.entry_id, _l.position)
        .limit(limit)
    )
    if after:
        query = query.where(place > after)
    return list(reading.connection.execute(query))
