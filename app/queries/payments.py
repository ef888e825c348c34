"""Receipts and payments as they are shown."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, PARTY, maybe_ref, ref
from app.domain.kinds import MONEY, Kind, Status
from app.domain.money import Money
from app.queries import uses


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Money received or paid. `cash` is the money itself, `account` (its code) where it came in
    or went out, None for a payment by credits alone; `credits_used` is what credits settled in
    the same act, `left` what stood over and became `credit`."""

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
    revision: int


def get(reading: Reading, payment: str) -> PaymentView:
    """One receipt or payment by id or number. Refused: not_found."""
    currency = store.base_currency(reading)
    document = store.find_document(reading, payment, MONEY, "payment", currency)
    own = ref(DOCUMENT, document.id)
    settled = uses.settled_by(reading, document)
    columns = schema.document.c
    credit = reading.connection.execute(
        select(columns.id).where(columns.source_type == "receipt", columns.source_id == own)
    ).scalar()
    zero = Money(0, document.currency)
    account = document.open_account if document.total.minor else None
    return PaymentView(
        id=own,
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
        left=document.remaining,
        credits_used=sum((one.amount for one in settled if one.credit), start=zero),
        settled=settled,
        credit=maybe_ref(DOCUMENT, credit),
        revision=document.revision,
    )
