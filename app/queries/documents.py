"""Credits, invoices and bills as they are shown: one whole, or a page of a list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, LINE, PARTY, maybe_ref, ref, row_of
from app.domain.document import Document
from app.domain.errors import Problem
from app.domain.kinds import CREDITS, Kind, Status, side_of
from app.domain.lifecycle import Act
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money
from app.domain.rates import (
    FX_PLACES,
    PERCENT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    format_scaled,
    parse_scaled,
)
from app.queries import uses


@dataclass(frozen=True, slots=True)
class TaxView:
    """The tax of a line: name, percent text, code if it has one."""

    name: str
    rate: str
    category: str
    code: str | None


@dataclass(frozen=True, slots=True)
class LineView:
    """A line; quantity and unit price as decimal text, `price` computed."""

    id: str
    description: str
    quantity: str
    unit: str
    unit_price: str
    price: Money
    tax: TaxView | None
    account: str | None
    product: str | None
    plan: str | None
    claim_line: str | None


@dataclass(frozen=True, slots=True)
class TaxTotalView:
    """Tax of one category and rate over the document."""

    name: str
    category: str
    rate: str
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """What a credit, an invoice and a bill have in common."""

    id: str
    kind: Kind
    number: str | None
    party: str
    party_name: str
    status: Status
    currency: str
    fx_rate: str
    issue_date: date
    description: str | None
    internal_notes: str | None
    vendor_reference: str | None
    lines: tuple[LineView, ...]
    taxes: tuple[TaxTotalView, ...]
    subtotal: Money
    tax: Money
    shipping: Money
    total: Money
    base_total: Money
    applied: Money
    applications: tuple[uses.ApplicationView, ...]
    issued_at: str | None
    voided_at: str | None
    voided_reason: str | None
    created_at: str
    updated_at: str
    revision: int
    can_be_issued: bool
    can_be_voided: bool
    can_be_deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditView(DocumentView):
    """A credit memo or vendor credit, whole (automation.md 6)."""

    party_sequence: int | None
    expires_at: date | None
    reason: str | None
    reason_display: str | None
    reason_note: str | None
    claim: str | None
    claim_number: str | None
    source_type: str | None
    source_id: str | None
    gl_account: str | None
    exclude_from_auto_apply: bool
    restocking_fee: Money
    refunded: Money
    expired: Money
    voided: Money
    remaining: Money
    refunds: tuple[uses.RefundView, ...]
    last_applied_at: str | None
    fully_applied_at: str | None
    can_be_applied: bool
    can_be_refunded: bool
    can_void_remaining: bool
    has_applications: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView(DocumentView):
    """An invoice or bill, whole. `due` is what is still owed."""

    due_date: date
    paid: Money
    due: Money


def get(reading: Reading, kind: Kind, text: str) -> CreditView | ClaimView:
    """One document by id or number. Refused: not_found."""
    currency = store.base_currency(reading)
    field = "credit" if kind in CREDITS else "claim"
    document = store.find_document(reading, text, {kind}, field, currency)
    table = schema.document
    row = reading.connection.execute(select(table).where(table.c.id == document.id)).one()
    common = _common(reading, document, row)
    if kind in CREDITS:
        return _credit(reading, document, row, common)
    return ClaimView(
        **common,
        due_date=date.fromisoformat(row.due_date),
        paid=document.paid,
        due=document.remaining,
    )


@dataclass(frozen=True, slots=True)
class LineLeft:
    """A line of an invoice or bill, and how much of it no issued credit took yet."""

    line: LineView
    credited: str
    left: str


def lines_left(reading: Reading, kind: Kind, text: str) -> tuple[LineLeft, ...]:
    """The lines of an invoice or bill as a credit may pick them; quantities as decimal text."""
    currency = store.base_currency(reading)
    document = store.find_document(reading, text, {kind}, "claim", currency)
    found = []
    for line in _lines(reading, document):
        gone = store.credited(reading, row_of(LINE, line.id) or 0)
        left = parse_scaled(line.quantity, QUANTITY_PLACES, "quantity") - gone
        texts = (format_scaled(one, QUANTITY_PLACES) for one in (gone, max(left, 0)))
        found.append(LineLeft(line, *texts))
    return tuple(found)


def why_not(reading: Reading, kind: Kind, text: str) -> dict[str, Problem | None]:
    """For every act of the kind: why the document does not take it now, None if it does."""
    rules = store.rules(reading)
    document = store.find_document(reading, text, {kind}, "credit", rules.currency)
    act = Act(document, rules, reading.today, reading.today)
    return LIFECYCLES[kind].refusals(act)


def _common(reading: Reading, document: Document, row: Any) -> dict[str, Any]:
    lines, taxes = _lines(reading, document), _taxes(reading, document)
    zero = Money(0, document.currency)
    tax = sum((one.amount for one in taxes), start=zero)
    voided = uses.void_of(reading, document.id)
    rules = store.rules(reading)
    act = Act(document, rules, reading.today, reading.today)
    table = LIFECYCLES[document.kind]
    return {
        "id": ref(DOCUMENT, document.id),
        "kind": document.kind,
        "number": document.number,
        "party": ref(PARTY, document.party_id),
        "party_name": document.party_name,
        "status": document.status,
        "currency": document.currency,
        "fx_rate": format_scaled(document.fx_rate, FX_PLACES),
        "issue_date": document.issue_date,
        "description": row.description,
        "internal_notes": row.internal_notes,
        "vendor_reference": row.vendor_reference,
        "lines": lines,
        "taxes": taxes,
        "subtotal": sum((line.price for line in lines), start=zero),
        "tax": tax,
        "shipping": Money(row.shipping, document.currency),
        "total": document.total,
        "base_total": document.base_total,
        "applied": document.applied,
        "applications": uses.applications(reading, document),
        "issued_at": row.issued_at,
        "voided_at": voided.created_at if voided else None,
        "voided_reason": voided.reason if voided else None,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "revision": document.revision,
        "can_be_issued": table.why_not("issue", act) is None,
        "can_be_voided": table.why_not("void", act) is None,
        "can_be_deleted": table.why_not("delete", act) is None,
    }


def _credit(reading: Reading, document: Document, row: Any, common: dict[str, Any]) -> CreditView:
    act = Act(document, store.rules(reading), reading.today, reading.today)
    table = LIFECYCLES[document.kind]
    account, claim = schema.account.c, schema.document.c
    instants = uses.instants(reading, document.id)
    used_up = document.status is Status.FULLY_APPLIED
    query = reading.connection.execute
    return CreditView(
        **common,
        party_sequence=row.party_sequence,
        expires_at=document.expires_at,
        reason=row.reason,
        reason_display=reason_label(document.kind, row),
        reason_note=row.reason_note,
        claim=maybe_ref(DOCUMENT, row.claim_id),
        # Asked for no id at all, SQLite would walk through every document.
        claim_number=query(select(claim.number).where(claim.id == (row.claim_id or 0))).scalar(),
        source_type=row.source_type,
        source_id=row.source_id,
        gl_account=query(select(account.code).where(account.id == row.account_id)).scalar(),
        exclude_from_auto_apply=bool(row.exclude_from_auto_apply),
        restocking_fee=Money(row.restocking_fee, document.currency),
        refunded=document.refunded,
        expired=document.expired,
        voided=document.voided,
        remaining=document.remaining,
        refunds=uses.refunds(reading, document),
        last_applied_at=instants[0],
        fully_applied_at=instants[1] if used_up else None,
        can_be_applied=table.why_not("apply", act) is None,
        can_be_refunded=table.why_not("refund", act) is None,
        can_void_remaining=document.status is Status.PARTIALLY_APPLIED,
        has_applications=bool(document.used),
    )


def reason_label(kind: Kind, row: Any) -> str | None:
    """What people read for the reason of a credit, out of its row; of other kinds nothing."""
    if kind not in CREDITS:
        return None
    reasons = side_of(kind).reasons
    return reasons.listed[getattr(row, reasons.field)].label


def _lines(reading: Reading, document: Document) -> tuple[LineView, ...]:
    line, account = schema.document_line, schema.account
    rows = reading.connection.execute(
        select(line, account.c.code)
        .select_from(line.outerjoin(account, line.c.account_id == account.c.id))
        .where(line.c.document_id == document.id)
        .order_by(line.c.position)
    )
    return tuple(_line(row, document.currency) for row in rows)


def _line(row: Any, currency: str) -> LineView:
    tax = None
    if row.tax_name is not None:
        rate = format_scaled(row.tax_rate, PERCENT_PLACES)
        tax = TaxView(row.tax_name, rate, row.tax_category, row.tax_code)
    return LineView(
        id=ref(LINE, row.id),
        description=row.description,
        quantity=format_scaled(row.quantity, QUANTITY_PLACES),
        unit=row.unit,
        unit_price=format_scaled(row.unit_price, PRICE_PLACES),
        price=Money(row.price, currency),
        tax=tax,
        account=row.code,
        product=row.product,
        plan=row.plan,
        claim_line=maybe_ref(LINE, row.claim_line_id),
    )


def _taxes(reading: Reading, document: Document) -> tuple[TaxTotalView, ...]:
    table, currency = schema.document_tax, document.currency
    rows = reading.connection.execute(
        select(table).where(table.c.document_id == document.id).order_by(table.c.position)
    )
    return tuple(
        TaxTotalView(
            row.name,
            row.category,
            format_scaled(row.rate, PERCENT_PLACES),
            Money(row.base, currency),
            Money(row.amount, currency),
        )
        for row in rows
    )
