"""Receipts, payments and recorded transactions as they are shown."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, maybe_ref, ref
from app.domain.accounts import Account
from app.domain.document import Document
from app.domain.errors import Problem
from app.domain.kinds import MONEY, RECORDED, Kind, Status
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money
from app.queries import uses


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Money received, paid, or recorded as gone back (`recorded`: refund or chargeback). `cash`
    is the money itself, `account` (its code) where it came in or went out, None for a payment by
    credits alone; `credits_used` is what credits settled in the same act, `left` what stood over
    and became `credit`. `applied` is what money settled, or what credits cover of a transaction,
    `due` what is still open of that."""

    id: str
    kind: Kind
    number: str | None
    party: str
    party_name: str
    status: Status
    date: date
    currency: str
    cash: Money
    account: str | None
    account_name: str | None
    applied: Money
    left: Money
    credits_used: Money
    settled: tuple[uses.ApplicationView, ...]
    credit: str | None
    recorded: str | None
    due: Money
    voided_reason: str | None
    revision: int
    can_be_voided: bool


def get(reading: Reading, payment: str) -> PaymentView:
    """One receipt or payment by id or number. Refused: not_found."""
    rules = store.rules(reading)
    document = store.find_document(reading, payment, RECORDED, "payment", rules.currency)
    is_money = document.kind in MONEY
    settled = (uses.settled_by if is_money else uses.applications)(reading, document)
    credit = store.surplus_of(reading, document) if is_money else None
    zero = Money(0, document.currency)
    columns = schema.document.c
    row = reading.connection.execute(
        select(columns.account_id, columns.source_type).where(columns.id == document.id)
    ).one()
    account = _account(reading, document, row.account_id)
    void = uses.void_of(reading, document.id)
    return PaymentView(
        id=ref(DOCUMENT, document.id),
        kind=document.kind,
        number=document.number,
        party=ref(PARTY, document.party_id),
        party_name=document.party_name,
        status=document.status,
        date=document.issue_date,
        currency=document.currency,
        cash=document.total,
        account=account.code if account else None,
        account_name=account.name if account else None,
        applied=document.applied,
        left=document.remaining if is_money else zero,
        credits_used=sum((one.amount for one in settled if one.credit), start=zero),
        settled=settled,
        credit=maybe_ref(DOCUMENT, credit),
        recorded=row.source_type,
        due=zero if is_money else document.remaining,
        voided_reason=void.reason if void else None,
        revision=document.revision,
        can_be_voided=_refusals(reading, rules, document, credit)["void"] is None,
    )


def why_not(reading: Reading, payment: str) -> dict[str, Problem | None]:
    """For every act of money: why it is not possible now, None if it is."""
    rules = store.rules(reading)
    document = store.find_document(reading, payment, RECORDED, "payment", rules.currency)
    surplus = store.surplus_of(reading, document) if document.kind in MONEY else None
    return _refusals(reading, rules, document, surplus)


def _refusals(
    reading: Reading, rules: Rules, document: Document, surplus: int | None
) -> dict[str, Problem | None]:
    target = store.document_by_id(reading, surplus) if surplus else None
    act = Act(document, rules, reading.today, reading.today, target=target)
    return LIFECYCLES[document.kind].refusals(act)


def _account(reading: Reading, document: Document, account_id: int | None) -> Account | None:
    """Where the money came in or went out; in books of the first format a receipt's own holder
    says so."""
    if not document.total.minor:
        return None
    if account_id is None:
        return document.open_account
    return store.accounts_by_id(reading.connection)[account_id]
