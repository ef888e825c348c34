"""The only writer of uses: what takes from a document's open amount, gives it back, and the
tally of what is left, kept in the act's own transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, Integer, bindparam, func, select, update

from app.book import schema
from app.book.book import Writing
from app.book.sql import Prepared, insert_row
from app.domain.document import Document
from app.domain.kinds import CREDITS
from app.domain.money import Money

FIGURES: Final = ("applied", "paid", "refunded", "expired", "voided")
_FIGURE: Final = {"refund": "refunded", "expire": "expired", "void": "voided"}

_t, _u = schema.document_tally.c, schema.document_use.c


@dataclass(frozen=True, slots=True)
class Use:
    """One use to be written: which document, how much, on what, when, by which entry.

    `amount` is in the document's currency; `base` is its worth there, `target_base` at the
    target. What a receipt or payment settled names it. Refunds name the account and the method.
    """

    kind: str  # "apply", "refund", "expire" or "void"
    document: Document
    amount: Money
    base: Money
    on: date
    entry_id: int | None
    target: Document | None = None
    target_base: Money | None = None
    payment_id: int | None = None
    account_id: int | None = None
    method: str | None = None
    reference: str | None = None
    reason: str | None = None


def start(writing: Writing, document: Document, due: str) -> None:
    """The tally of a document that is issued now (or voided as a draft): all of it is open."""
    insert_row(
        writing.connection,
        schema.document_tally,
        document_id=document.id,
        kind=document.kind.value,
        party_id=document.party_id,
        due=due,
        total=document.total.minor,
        **dict.fromkeys(FIGURES, 0),
        open=document.total.minor,
        base_open=document.base_total.minor,
    )


def write(writing: Writing, use: Use, *, reverses: int | None = None) -> int:
    """Writes a use and moves the tallies; with `reverses`, the opposite of that earlier use."""
    target, target_base = use.target, use.target_base
    use_id = insert_row(
        writing.connection,
        schema.document_use,
        kind=use.kind,
        document_id=use.document.id,
        target_id=target.id if target else None,
        amount=use.amount.minor,
        base=use.base.minor,
        target_base=target_base.minor if target_base is not None else None,
        date=use.on.isoformat(),
        entry_id=use.entry_id,
        payment_id=use.payment_id,
        account_id=use.account_id,
        method=use.method,
        reference=use.reference,
        reason=use.reason,
        reverses=reverses,
        created_at=writing.now,
    )
    sign = 1 if reverses is None else -1
    figure = "applied" if use.kind == "apply" else _FIGURE[use.kind]
    amount = sign * use.amount.minor
    _move(writing, use.document.id, figure, amount, sign * use.base.minor)
    if target and target_base is not None:
        settled = "applied" if use.document.kind in CREDITS else "paid"
        _move(writing, target.id, settled, amount, sign * target_base.minor)
    return use_id


def _moved(figure: str) -> Prepared:
    amount: BindParameter[int] = bindparam("amount", type_=Integer)
    return Prepared(
        update(schema.document_tally)
        .where(_t.document_id == bindparam("row_id"))
        .values(
            {
                figure: _t[figure] + amount,
                "open": _t.open - amount,
                "base_open": _t.base_open - bindparam("base", type_=Integer),
            }
        )
    )


_MOVE: Final = {figure: _moved(figure) for figure in FIGURES}


def _move(writing: Writing, document_id: int, figure: str, amount: int, base: int) -> None:
    _MOVE[figure].run(writing.connection, row_id=document_id, amount=amount, base=base)


_BY_ID: Final = Prepared(select(schema.document_use).where(_u.id == bindparam("row_id")))
_TAKEN_BACK: Final = Prepared(
    select(func.count()).select_from(schema.document_use).where(_u.reverses == bindparam("row_id"))
)


def find(writing: Writing, row_id: int) -> Any:
    """The row of a use, None when there is none."""
    return _BY_ID.run(writing.connection, row_id=row_id).first()


def is_taken_back(writing: Writing, row_id: int) -> bool:
    """Whether a use was reversed already."""
    return bool(_TAKEN_BACK.run(writing.connection, row_id=row_id).scalar())
