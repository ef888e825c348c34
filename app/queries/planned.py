"""What an act that names no documents would use, before it is done: in which order, how much."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.book import store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ref
from app.domain.document import Document
from app.domain.kinds import CLAIMS, CREDITS, Kind
from app.domain.matching import CLAIM_ORDERS, CREDIT_ORDERS, shares, usable
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Planned:
    """An open document in its place, and how much of it would be used; `last` is the day it is
    due or expires. What is passed over says why."""

    id: str
    kind: Kind
    number: str
    issue_date: date
    last: date | None
    remaining: Money
    amount: Money
    passed_over: Literal["", "kept_out", "is_expired"] = ""


def claims_for(reading: Reading, credit: str, order: str | None = None) -> tuple[Planned, ...]:
    """The party's open invoices or bills as a credit would be used on them (setting
    auto_apply_order). Refused: not_found."""
    rules = store.rules(reading)
    document = store.find_document(reading, credit, set(CREDITS), "credit", rules.currency)
    key = CLAIM_ORDERS[order or str(rules.settings["auto_apply_order"])]
    found = store.open_documents(
        reading, document.side.claim, document.party_id, document.currency, rules.currency
    )
    return _planned(document.remaining, sorted(found, key=key))


def credits_for(reading: Reading, claim: str, order: str | None = None) -> tuple[Planned, ...]:
    """The party's open credits as they would be used on an invoice or bill (setting
    credit_order); behind them those that are passed over. Refused: not_found."""
    rules = store.rules(reading)
    document = store.find_document(reading, claim, set(CLAIMS), "claim", rules.currency)
    key = CREDIT_ORDERS[order or str(rules.settings["credit_order"])]
    found = store.open_documents(
        reading, document.side.credit, document.party_id, document.currency, rules.currency
    )
    able = [one for one in found if usable(one, reading.today)]
    others = [one for one in found if one not in able]
    passed = (
        _row(one, Money(0, one.currency), "kept_out" if one.kept_out else "is_expired")
        for one in sorted(others, key=key)
    )
    return (*_planned(document.remaining, sorted(able, key=key)), *passed)


def _planned(amount: Money, documents: list[Document]) -> tuple[Planned, ...]:
    parts = {one.id: part for one, part in shares(amount, documents)}
    zero = Money(0, amount.currency)
    return tuple(_row(one, parts.get(one.id, zero)) for one in documents)


def _row(
    document: Document, amount: Money, passed_over: Literal["", "kept_out", "is_expired"] = ""
) -> Planned:
    return Planned(
        ref(DOCUMENT, document.id),
        document.kind,
        document.number or "",
        document.issue_date,
        document.expires_at if document.kind in CREDITS else document.due_date,
        document.remaining,
        amount,
        passed_over,
    )
