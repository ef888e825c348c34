"""Documents as they go on paper: frozen sheets for the paper's room to draw."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ref
from app.book.sql import Prepared
from app.domain.document import Document
from app.domain.errors import Problem, Refused
from app.domain.kinds import CREDITS, Kind, Reasons, Stage
from app.domain.money import Money, total
from app.domain.rates import PERCENT_PLACES, PRICE_PLACES, QUANTITY_PLACES, format_scaled
from app.domain.sheet import (
    APPLIED,
    CREDITED,
    DRAFT,
    EXPIRED,
    PAID,
    REFUNDED,
    VOID,
    VOIDED,
    DocumentSheet,
    LineSheet,
    PartySheet,
    TaxSheet,
    UseSheet,
)
from app.queries import templates

# What we write ourselves. A bill is the vendor's own paper.
PRINTED: Final = CREDITS | {Kind.INVOICE}

_GONE: Final = {"refund": REFUNDED, "expire": EXPIRED, "void": VOIDED}


def ids(reading: Reading, numbers: Iterable[str]) -> tuple[str, ...]:
    """The credits and invoices with these numbers (or ids), each once, in the order named.
    Refused: not_found, with every one that is not there or is something else."""
    currency = store.base_currency(reading)
    found: dict[int, None] = {}
    problems: list[Problem] = []
    for text in numbers:
        try:
            found[_find(reading, text, currency).id] = None
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return tuple(ref(DOCUMENT, row_id) for row_id in found)


def sheet(reading: Reading, document: str) -> DocumentSheet:
    """A credit memo, vendor credit or invoice by id or number. Refused: not_found.

    Seller and buyer are as they were when it was issued, those of a draft as they are now. What
    was used and taken back again is left out, what expired or was voided is shown beside the
    uses: so the total less all of them is what remains. VOID is stamped on what is void as a
    whole, not where only an unused part was voided.
    """
    found = _find(reading, document, store.base_currency(reading))
    row: Any = _HEAD.run(reading.connection, row_id=found.id).one()
    seller, buyer = _parties(reading, found)
    lines = _lines(reading, found)
    reason, note = _reason(found.side.reasons, row)
    language = templates.language_of(reading, found.party_id)
    return DocumentSheet(
        kind=found.kind.value,
        number=found.number,
        mark=_mark(found),
        date=found.issue_date,
        currency=found.currency,
        seller=seller,
        buyer=buyer,
        credited=_credited(reading, found.id, row.claim_id),
        reason=reason,
        reason_note=note,
        lines=lines,
        shipping=Money(row.shipping, found.currency),
        restocking_fee=Money(row.restocking_fee, found.currency),
        taxes=_taxes(reading, found),
        subtotal=total((line.amount for line in lines), found.currency),
        total=found.total,
        uses=_uses(reading, found),
        remaining=found.remaining,
        valid_until=found.expires_at,
        description=row.description,
        reference=row.vendor_reference,
        counterpart=found.party_name,
        due=None if row.due_date is None else date.fromisoformat(row.due_date),
        language=language,
        look=templates.look(reading, found.kind.value, language),
    )


def _find(reading: Reading, text: str, currency: str) -> Document:
    return store.find_document(reading, text, PRINTED, "document", currency)


def _mark(document: Document) -> str | None:
    if document.stage is Stage.DRAFT:
        return DRAFT
    return VOID if document.stage is Stage.VOID and not document.used else None


def _reason(reasons: Reasons, row: Any) -> tuple[str | None, str | None]:
    """The code with the note; what was merely entered by hand has no reason to tell."""
    code, notes = getattr(row, reasons.field), dict.fromkeys((reasons.note, "reason_note"))
    note = "; ".join(text for name in notes if (text := getattr(row, name)))
    return None if code == reasons.usual else code, note or None


_d, _l, _t = schema.document.c, schema.document_line.c, schema.document_tax.c
_f, _u, _p = schema.document_party.c, schema.document_use.c, schema.party.c

_HEAD: Final = Prepared(
    select(
        _d.claim_id,
        _d.due_date,
        _d.reason,
        _d.reason_note,
        _d.source_type,
        _d.description,
        _d.vendor_reference,
        _d.shipping,
        _d.restocking_fee,
    ).where(_d.id == bindparam("row_id"))
)
_FROZEN: Final = Prepared(
    select(schema.document_party).where(_f.document_id == bindparam("row_id"))
)
_OURS: Final = Prepared(select(schema.business))
_THEIRS: Final = Prepared(select(schema.party).where(_p.id == bindparam("row_id")))


def _parties(reading: Reading, document: Document) -> tuple[PartySheet, PartySheet]:
    """Seller and buyer."""
    connection = reading.connection
    found = {row.role: row for row in _FROZEN.run(connection, row_id=document.id)}
    if not found:
        us = _OURS.run(connection).one()
        them = _THEIRS.run(connection, row_id=document.party_id).one()
        found = dict(zip(document.side.parts, (us, them), strict=True))
    return party_sheet(found["seller"]), party_sheet(found["buyer"])


def party_sheet(row: Any) -> PartySheet:
    """A row that says who somebody is, as it stands on paper."""
    return PartySheet(**{name: getattr(row, name) for name in schema.PARTY_COLUMNS})


_LINES: Final = Prepared(
    select(_l.description, _l.quantity, _l.unit, _l.unit_price, _l.tax_rate, _l.price)
    .where(_l.document_id == bindparam("row_id"))
    .order_by(_l.position)
)


def _lines(reading: Reading, document: Document) -> tuple[LineSheet, ...]:
    return tuple(
        LineSheet(
            description=row[0],
            quantity=format_scaled(row[1], QUANTITY_PLACES),
            unit=row[2],
            unit_price=format_scaled(row[3], PRICE_PLACES),
            tax_rate=None if row[4] is None else format_scaled(row[4], PERCENT_PLACES),
            amount=Money(row[5], document.currency),
        )
        for row in _LINES.run(reading.connection, row_id=document.id)
    )


_TAXES: Final = Prepared(
    select(_t.name, _t.rate, _t.base, _t.amount)
    .where(_t.document_id == bindparam("row_id"))
    .order_by(_t.position)
)


def _taxes(reading: Reading, document: Document) -> tuple[TaxSheet, ...]:
    return tuple(
        TaxSheet(
            name=row[0],
            rate=format_scaled(row[1], PERCENT_PLACES),
            base=Money(row[2], document.currency),
            amount=Money(row[3], document.currency),
        )
        for row in _TAXES.run(reading.connection, row_id=document.id)
    )


def _number(document: Any) -> ColumnElement[str]:
    """The number that the other side knows: of a bill its own, which is the vendor's."""
    theirs = func.coalesce(document.vendor_reference, document.number)
    return case((document.kind == Kind.BILL.value, theirs), else_=document.number)


_named = schema.document_line.alias("named")
_CREDITED: Final = Prepared(
    select(_number(_d), _d.issue_date)
    .where(
        or_(
            _d.id == bindparam("claim_id"),
            _d.id.in_(
                select(_named.c.document_id)
                .select_from(schema.document_line.join(_named, _named.c.id == _l.claim_line_id))
                .where(_l.document_id == bindparam("row_id"))
            ),
        ),
        _d.number.is_not(None),
    )
    .order_by(_d.issue_date, _d.id)
)


def _credited(reading: Reading, row_id: int, claim_id: int | None) -> tuple[tuple[str, date], ...]:
    """The linked invoice or bill and those whose lines are credited."""
    rows = _CREDITED.run(reading.connection, row_id=row_id, claim_id=claim_id)
    return tuple((row[0], date.fromisoformat(row[1])) for row in rows)


_target, _back = schema.document.alias("target"), schema.document_use.alias("back")
_giver = schema.document.alias("giver")
_USE_COLUMNS: Final = (_u.kind, _u.amount, _u.date, _u.method, _number(_target.c))
_LIVE: Final = and_(schema.IS_USE, _back.c.id.is_(None))
_FROM: Final = (
    schema.document_use.join(_giver, _giver.c.id == _u.document_id)
    .outerjoin(_target, _target.c.id == _u.target_id)
    .outerjoin(_back, _back.c.reverses == _u.id)
)


def _uses_by(column: ColumnElement[int]) -> Prepared:
    """Live uses by their document, or by the one that they were used on."""
    return Prepared(
        select(*_USE_COLUMNS, _giver.c.number, _giver.c.kind)
        .select_from(_FROM)
        .where(column == bindparam("row_id"), _LIVE)
        .order_by(_u.date, _u.id)
    )


_OF_CREDIT: Final = _uses_by(_u.document_id)
_OF_CLAIM: Final = _uses_by(_u.target_id)


def _uses(reading: Reading, document: Document) -> tuple[UseSheet, ...]:
    """A voided invoice has no live uses: only what was never paid or credited can be voided."""
    query = _OF_CREDIT if document.kind in CREDITS else _OF_CLAIM
    return tuple(_use(row, document) for row in query.run(reading.connection, row_id=document.id))


def _use(row: Any, document: Document) -> UseSheet:
    kind, amount, day, method, target, giver, giver_kind = row
    if document.kind not in CREDITS:
        what, number = CREDITED if giver_kind in CREDITS else PAID, giver
    elif kind == "apply":
        what, number = APPLIED, target
    else:
        what, number = _GONE[kind], None
    return UseSheet(
        what, date.fromisoformat(day), Money(amount, document.currency), number, method
    )
