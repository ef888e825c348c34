"""The only writer of uses: what takes from a document's open amount, gives it back, and the
tally of what is left, kept in the act's own transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, Integer, bindparam, exists, func, or_, select, update

from app.book import schema
from app.book.book import Writing
from app.book.sql import Prepared, insert_row
from app.domain.accounts import Account
from app.domain.document import Document
from app.domain.kinds import CREDITS, MONEY
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


def start(writing: Writing, document: Document, holder: Account | None) -> None:
    """The tally of a document that is issued now (or voided as a draft, which no account holds):
    all of it is open."""
    insert_row(
        writing.connection,
        schema.document_tally,
        document_id=document.id,
        kind=document.kind.value,
        party_id=document.party_id,
        due=(document.due_date or document.issue_date).isoformat(),
        day=document.issue_date.isoformat(),
        account_id=holder.id if holder else None,
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


_back = schema.document_use.alias("back")
_NOT_BACK: Final = ~exists().where(_back.c.reverses == _u.id)
_LIVE: Final = select(schema.document_use).where(schema.IS_USE, _NOT_BACK).order_by(_u.id)


def live_of(writing: Writing, document: Document, *kinds: str) -> list[Any]:
    """The uses of a document that were not taken back, oldest first."""
    mine = (_u.document_id == document.id, _u.kind.in_(kinds))
    return list(writing.connection.execute(_LIVE.where(*mine)))


def live_of_payment(writing: Writing, document: Document) -> list[Any]:
    """What a receipt or payment settled, credits' uses too, as far as it still stands."""
    return list(writing.connection.execute(_LIVE.where(_u.payment_id == document.id)))


_PAIR: Final[tuple[BindParameter[int], ...]] = (bindparam("one"), bindparam("other"))
_FREED: Final = Prepared(
    select(func.max(_u.date)).where(
        _u.reverses.is_not(None), or_(_u.document_id.in_(_PAIR), _u.target_id.in_(_PAIR))
    )
)


def freed_on(writing: Writing, document: Document, target: Document | None = None) -> date | None:
    """The last day on which something of a document, or of the one it is to be used on, was taken
    back: used again on an earlier one, it would have been used twice on the days between."""
    other = target or document
    found = _FREED.run(writing.connection, one=document.id, other=other.id).scalar()
    return date.fromisoformat(found) if found else None


def count_of_payment(writing: Writing, document: Document) -> int:
    """How many uses a receipt or payment made, standing or not."""
    mine = (_u.payment_id == document.id, schema.IS_USE)
    found = select(func.count()).select_from(schema.document_use).where(*mine)
    return int(writing.connection.execute(found).scalar_one())


def entries_taken_back(writing: Writing, document: Document) -> list[int]:
    """The entries by which single uses of a receipt or payment were taken back."""
    mine = select(_u.id).where(_u.payment_id == document.id, schema.IS_USE)
    rows = select(_u.entry_id).where(_u.reverses.in_(mine), _u.entry_id.is_not(None))
    return [row[0] for row in writing.connection.execute(rows.order_by(_u.id))]


_d = schema.document.c
_LIVE_SUM: Final = (
    select(func.coalesce(func.sum(_u.amount), 0))
    .select_from(schema.document_use.join(schema.document, _d.id == _u.document_id))
    .where(schema.IS_USE, _NOT_BACK)
)


def paid_through(writing: Writing, claim_id: int, account_id: int) -> int:
    """What an account took in for an invoice and still has, in minor units of the invoice."""
    mine = (_u.target_id == claim_id, _u.kind == "apply")
    holder = (_d.kind.in_(sorted(MONEY)), _d.open_account_id == account_id)
    return int(writing.connection.execute(_LIVE_SUM.where(*mine, *holder)).scalar_one())


def refunded_through(writing: Writing, claim_id: int, account_id: int) -> int:
    """What went back through an account from credits that are linked to an invoice."""
    mine = (_d.claim_id == claim_id, _u.kind == "refund", _u.account_id == account_id)
    return int(writing.connection.execute(_LIVE_SUM.where(*mine)).scalar_one())


def last_date(writing: Writing, document: Document) -> date | None:
    """The date of the latest use of a document or on it, or of its taking back."""
    mine = or_(_u.document_id == document.id, _u.target_id == document.id)
    found = writing.connection.execute(select(func.max(_u.date)).where(mine)).scalar()
    return date.fromisoformat(found) if found else None


def is_taken_back(writing: Writing, row_id: int) -> bool:
    """Whether a use was reversed already."""
    return bool(_TAKEN_BACK.run(writing.connection, row_id=row_id).scalar())
