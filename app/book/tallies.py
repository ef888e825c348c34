"""What is left of each document, kept beside its uses: written in the act's own transaction."""

from typing import Final

from sqlalchemy import bindparam, update

from app.book import schema
from app.book.book import Writing
from app.book.sql import Prepared, insert_row
from app.domain.document import Document
from app.domain.money import Money

_t = schema.document_tally.c


def _moved(figure: str) -> Prepared:
    amount = bindparam("amount")
    return Prepared(
        update(schema.document_tally)
        .where(_t.document_id == bindparam("row_id"))
        .values(
            {
                figure: _t[figure] + amount,
                "open": _t.open - amount,
                "base_open": _t.base_open - bindparam("base"),
            }
        )
    )


FIGURES: Final = ("applied", "paid", "refunded", "expired", "voided")
_MOVE: Final = {figure: _moved(figure) for figure in FIGURES}


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


def move(writing: Writing, document_id: int, figure: str, amount: Money, base: Money) -> None:
    """Takes `amount` (and its base) out of what is open into a figure; negative gives it back."""
    _MOVE[figure].run(writing.connection, row_id=document_id, amount=amount.minor, base=base.minor)
