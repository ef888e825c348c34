"""`avoir export`: the credits of a book as one file in another program's format."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.book.book import Book
from app.domain.kinds import CUSTOMER, side_of
from app.domain.money import Money
from app.exchange import arcus, arcus_vendor, dayzero, rebilly, text
from app.exchange.record import Credit, Flags, Line, Paying, Refund, Tax, Use
from app.exchange.whole_file import must_be_new, write_new
from app.exchange.words import ARCUS, DAYZERO, REBILLY
from app.queries import exporting
from app.queries.documents import LineView
from app.queries.exporting import Export, ExportedCredit
from app.queries.payments import PaymentView
from app.queries.uses import ApplicationView, RefundView

_OWN: Final = "receipt"  # the source of what a receipt left over says nothing elsewhere

_SAME: Final = (
    "status",
    "id",
    "party",
    "party_name",
    "number",
    "currency",
    "total",
    "tax",
    "applied",
    "refunded",
    "remaining",
    "shipping",
    "restocking_fee",
    "description",
    "internal_notes",
    "claim",
    "claim_number",
    "gl_account",
    "issue_date",
    "expires_at",
    "revision",
    "issued_at",
    "created_at",
    "updated_at",
    "voided_at",
    "voided_reason",
    "last_applied_at",
)


def write(book: Book, on: date, name: str, path: Path, *, embed: bool = False) -> None:
    """Writes all credits that the format has a place for; what has none is told on standard
    error. The file is there as a whole or not at all. Unavailable: there is such a file."""
    must_be_new(path)
    found = book.ask(on, exporting.export)
    value = WRITERS[name](found, embed)
    count = len(value) if isinstance(value, list) else sum(map(len, value.values()))
    write_new(path, [text.write(value)])
    print(f"{path}: {count} entries")


def _arcus(found: Export, _embed: bool) -> Any:
    memos: list[Credit] = []
    payings = [paying for one in found.payments if (paying := _paying(one))]
    for one in found.credits:
        credit = record(found, one, ARCUS)
        if why := arcus.says(credit, found.currency):
            named = credit.number or credit.id
            print(f"{named} was left out: {why}, which Arcus cannot say.", file=sys.stderr)
        else:
            memos.append(credit)
            payings += _direct(one)
    ids = {one.id: arcus_vendor.id_of(one) or "" for one in memos}
    payings = [
        replace(one, credits=tuple(ids.get(credit, credit) for credit in one.credits))
        for one in payings
    ]
    return arcus.write_file(memos, payings)


def _direct(one: ExportedCredit) -> list[Paying]:
    """What a vendor credit was applied to without a payment: there it is one without money."""
    view = one.view
    if side_of(view.kind) is CUSTOMER:
        return []
    return [
        Paying(
            id=use.id,
            party=view.party,
            day=use.date,
            cash=Money(0, view.currency),
            credits=(view.id,),
            claims=((use.target, use.amount),),
        )
        for use in view.applications
        if use.live and one.moments[use.id].payment is None
    ]


def _paying(one: PaymentView) -> Paying | None:
    """A payment that used credits, as far as it still stands."""
    live = [use for use in one.settled if use.live]
    used = tuple(dict.fromkeys(use.credit for use in live if use.credit))
    claims: dict[str, Money] = {}
    for use in live:
        claims[use.target] = claims.get(use.target, Money(0, one.currency)) + use.amount
    if not used:
        return None
    return Paying(
        id=one.id,
        party=one.party,
        day=one.date,
        cash=one.cash,
        credits=used,
        claims=tuple(claims.items()),
    )


def _rebilly(found: Export, embed: bool) -> Any:
    return rebilly.write_file((record(found, one, REBILLY) for one in found.credits), embed=embed)


def _dayzero(found: Export, _embed: bool) -> Any:
    return dayzero.write_file(record(found, one, DAYZERO) for one in found.credits)


WRITERS: Final[dict[str, Callable[[Export, bool], Any]]] = {
    ARCUS: _arcus,
    REBILLY: _rebilly,
    DAYZERO: _dayzero,
}


def record(found: Export, one: ExportedCredit, program: str) -> Credit:
    """A credit of the book as the formats take it."""
    view = one.view
    side, own = side_of(view.kind), view.source_type == _OWN
    is_memo = side is CUSTOMER
    return Credit(
        **{name: getattr(view, name) for name in _SAME},
        program=program,
        side=side,
        business=found.business,
        sequence=view.party_sequence,
        reason=view.reason if is_memo else None,
        reason_label=view.reason_display,
        reason_note=view.reason_note or (None if is_memo else view.reason),
        source_type=None if own else view.source_type,
        source_id=None if own else view.source_id,
        issue_entry=one.issue_entry,
        void_entry=one.void_entry,
        lines=tuple(map(_line, view.lines, one.line_taxes)),
        uses=tuple(_use(one, use) for use in view.applications if use.claim),
        transactions=tuple(_use(one, use) for use in view.applications if not use.claim),
        refunds=tuple(_refund(one, refund) for refund in view.refunds),
        flags=Flags(**{name: getattr(view, name) for name in Flags.__dataclass_fields__}),
        facts=one.kept if one.kept.get("program") == program else {},
    )


def _line(line: LineView, tax: Money | None) -> Line:
    found = line.tax and tax is not None and Tax(line.tax.name, line.tax.rate, tax)
    return Line(
        id=line.id,
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        price=line.price,
        tax=found or None,
        account=line.account,
        product=line.product,
        plan=line.plan,
        unit=line.unit,
        claim_line=line.claim_line,
    )


def _use(one: ExportedCredit, use: ApplicationView) -> Use:
    moments = one.moments[use.id]
    return Use(
        id=use.id,
        target=use.target,
        number=use.number,
        amount=use.amount,
        day=use.date,
        live=use.live,
        created_at=moments.made,
        updated_at=moments.undone,
    )


def _refund(one: ExportedCredit, refund: RefundView) -> Refund:
    moments = one.moments[refund.id]
    return Refund(
        id=refund.id,
        amount=refund.amount,
        day=refund.date,
        method=refund.method,
        account=refund.account,
        reference=refund.reference,
        live=refund.live,
        created_at=moments.made,
        updated_at=moments.undone,
    )
