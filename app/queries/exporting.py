"""Credits with all that other programs' formats ask for, as frozen rows."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, USE, maybe_ref, ref
from app.domain.kinds import CREDITS, Kind, Stage
from app.domain.money import Money
from app.domain.rates import share_out
from app.queries import documents, payments
from app.queries.documents import CreditView, LineView, TaxTotalView
from app.queries.payments import PaymentView


@dataclass(frozen=True, slots=True)
class Moments:
    """When a use was written down, when it was taken back, and the payment that made it."""

    made: str
    undone: str | None
    payment: str | None


@dataclass(frozen=True, slots=True)
class ExportedCredit:
    """A credit; the entries of its issue and its void; when each of its uses was made; the tax of
    each of its lines; what an import kept of it."""

    view: CreditView
    issue_entry: str | None
    void_entry: str | None
    moments: Mapping[str, Moments]
    line_taxes: tuple[Money | None, ...]
    kept: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Export:
    """All credits of a book, oldest first, and the payments in which vendor credits were used."""

    business: str
    currency: str
    on: date
    credits: tuple[ExportedCredit, ...]
    payments: tuple[PaymentView, ...]


def export(reading: Reading, only: Collection[str] | None = None) -> Export:
    """The whole book, as far as other programs' formats have a place for it; or only the credits
    with these ids, and no payments."""
    columns = schema.document.c
    rows: Sequence[Any] = reading.connection.execute(
        select(columns.id, columns.kind, columns.stage).order_by(columns.id)
    ).all()
    if only is not None:
        rows = [row for row in rows if ref(DOCUMENT, row[0]) in only]
    paid = [row for row in rows if row[1] == Kind.PAYMENT and row[2] == Stage.ISSUED]
    business = reading.connection.execute(select(schema.business.c.name)).scalar_one()
    found = (payments.get(reading, ref(DOCUMENT, row[0])) for row in paid)
    return Export(
        business=business,
        currency=store.base_currency(reading),
        on=reading.today,
        credits=tuple(_credit(reading, row[0], Kind(row[1])) for row in rows if row[1] in CREDITS),
        payments=tuple(one for one in found if one.credits_used),
    )


def _credit(reading: Reading, row_id: int, kind: Kind) -> ExportedCredit:
    view: Any = documents.get(reading, kind, ref(DOCUMENT, row_id))
    issued = store.issue_entry(reading.connection, row_id)
    entry = schema.entry.c
    voided = reading.connection.execute(
        select(entry.id).where(entry.document_id == row_id, entry.act == "void")
    ).scalar()
    return ExportedCredit(
        view=view,
        issue_entry=maybe_ref(ENTRY, issued),
        void_entry=maybe_ref(ENTRY, voided),
        moments=_moments(reading, row_id),
        line_taxes=line_taxes(view.lines, view.taxes),
        kept=_kept(reading, row_id),
    )


def _moments(reading: Reading, row_id: int) -> dict[str, Moments]:
    use, back = schema.document_use.c, schema.document_use.alias("back")
    rows = reading.connection.execute(
        select(use.id, use.created_at, back.c.created_at, use.payment_id)
        .select_from(schema.document_use.outerjoin(back, back.c.reverses == use.id))
        .where(use.document_id == row_id, schema.IS_USE)
    )
    return {ref(USE, row[0]): Moments(row[1], row[2], maybe_ref(DOCUMENT, row[3])) for row in rows}


def line_taxes(
    lines: tuple[LineView, ...], taxes: tuple[TaxTotalView, ...]
) -> tuple[Money | None, ...]:
    """What of the document's taxes belongs to each line, to the last minor unit."""
    found: dict[int, Money] = {}
    for category, rate in dict.fromkeys((one.category, one.rate) for one in taxes):
        whole = [one.amount for one in taxes if (one.category, one.rate) == (category, rate)]
        places = [
            place
            for place, line in enumerate(lines)
            if line.tax and (line.tax.category, line.tax.rate) == (category, rate)
        ]
        weights = tuple(lines[place].price.minor for place in places)
        shares = share_out(
            sum(one.minor for one in whole), weights if any(weights) else (1,) * len(weights)
        )
        currency = whole[0].currency
        found |= {
            place: Money(minor, currency) for place, minor in zip(places, shares, strict=True)
        }
    return tuple(found.get(place) for place in range(len(lines)))


def _kept(reading: Reading, row_id: int) -> dict[str, Any]:
    """What an import wrote into the history."""
    column = schema.history.c
    text = reading.connection.execute(
        select(column.after).where(
            column.subject == "document", column.subject_id == row_id, column.act == "import"
        )
    ).scalar()
    kept: dict[str, Any] = json.loads(text) if text else {}
    return kept
