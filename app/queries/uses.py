"""What became of a document's amount: applications, refunds, its void."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.book import schema
from app.book.book import Reading
from app.book.refs import DOCUMENT, USE, ref
from app.domain.document import Document
from app.domain.errors import present
from app.domain.kinds import CLAIMS, CREDITS
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """A use of a credit, or of a payment's money, on an invoice or bill or on a recorded
    transaction; not live once it was taken back. `number` is the target's."""

    id: str
    credit: str | None
    credit_number: str | None
    payment: str | None
    payment_number: str | None
    claim: str | None
    transaction: str | None
    number: str | None
    amount: Money
    date: date
    live: bool

    @property
    def target(self) -> str:
        """What it was used on, of whichever kind."""
        return present(self.claim or self.transaction, "a target")


@dataclass(frozen=True, slots=True)
class RefundView:
    """Credit paid out in money."""

    id: str
    amount: Money
    date: date
    method: str
    account: str
    reference: str | None
    live: bool


_u = schema.document_use.c
_back = schema.document_use.alias("back")
_giver, _claim = schema.document.alias("giver"), schema.document.alias("claim")
_LIVE = _back.c.id.is_(None)


def applications(reading: Reading, document: Document) -> tuple[ApplicationView, ...]:
    """Uses of a credit, or of credits and money on an invoice or bill; oldest first, live or
    not."""
    mine = _u.document_id if document.kind in CREDITS else _u.target_id
    return _applications(reading, mine == document.id, document.currency)


def settled_by(reading: Reading, document: Document) -> tuple[ApplicationView, ...]:
    """Everything that a receipt or payment settled, by credits and by money."""
    return _applications(reading, _u.payment_id == document.id, document.currency)


def _applications(
    reading: Reading, where: ColumnElement[bool], currency: str
) -> tuple[ApplicationView, ...]:
    rows = reading.connection.execute(
        select(
            _u.id,
            _u.amount,
            _u.date,
            _LIVE,
            _giver.c.id,
            _giver.c.number,
            _giver.c.kind,
            _claim.c.id,
            _claim.c.number,
            _claim.c.kind,
        )
        .select_from(
            schema.document_use.join(_giver, _giver.c.id == _u.document_id)
            .join(_claim, _claim.c.id == _u.target_id)
            .outerjoin(_back, _back.c.reverses == _u.id)
        )
        .where(where, _u.kind == "apply", schema.IS_USE)
        .order_by(_u.id)
    )
    return tuple(_application(row, currency) for row in rows)


def _application(row: Any, currency: str) -> ApplicationView:
    giver = (ref(DOCUMENT, row[4]), row[5])
    credit, payment = (giver, (None, None)) if row[6] in CREDITS else ((None, None), giver)
    target, is_claim = ref(DOCUMENT, row[7]), row[9] in CLAIMS
    return ApplicationView(
        id=ref(USE, row[0]),
        credit=credit[0],
        credit_number=credit[1],
        payment=payment[0],
        payment_number=payment[1],
        claim=target if is_claim else None,
        transaction=None if is_claim else target,
        number=row[8],
        amount=Money(row[1], currency),
        date=date.fromisoformat(row[2]),
        live=bool(row[3]),
    )


def refunds(reading: Reading, document: Document) -> tuple[RefundView, ...]:
    """Refunds of a credit, oldest first, live or not."""
    account = schema.account
    rows = reading.connection.execute(
        select(_u.id, _u.amount, _u.date, _u.method, account.c.code, _u.reference, _LIVE)
        .select_from(
            schema.document_use.join(account, account.c.id == _u.account_id).outerjoin(
                _back, _back.c.reverses == _u.id
            )
        )
        .where(_u.document_id == document.id, _u.kind == "refund", schema.IS_USE)
        .order_by(_u.id)
    )
    return tuple(
        RefundView(
            ref(USE, row[0]),
            Money(row[1], document.currency),
            date.fromisoformat(row[2]),
            row[3],
            row[4],
            row[5],
            bool(row[6]),
        )
        for row in rows
    )


def void_of(reading: Reading, document_id: int) -> Any:
    """When and why it was voided; None when it was not."""
    return reading.connection.execute(
        select(_u.created_at, _u.reason)
        .where(_u.document_id == document_id, _u.kind == "void")
        .order_by(_u.id.desc())
    ).first()


def instants(reading: Reading, document_id: int) -> tuple[str | None, str | None]:
    """When it was last applied, and last used at all (live rows only)."""
    row = reading.connection.execute(
        select(func.max(_u.created_at).filter(_u.kind == "apply"), func.max(_u.created_at))
        .select_from(schema.document_use.outerjoin(_back, _back.c.reverses == _u.id))
        .where(_u.document_id == document_id, schema.IS_USE, _LIVE)
    ).one()
    return row[0], row[1]
