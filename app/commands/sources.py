"""Where a credit comes from: one source makes one credit, and telling it again changes nothing."""

from typing import Any

from sqlalchemy import bindparam, select

from app.book import schema
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.book.sql import Prepared
from app.commands import drafts
from app.commands.done import Done
from app.commands.inputs import CreditDraft, given_fields
from app.commands.resolve import Resolved
from app.domain.document import Document
from app.domain.errors import refuse
from app.domain.kinds import Kind, Side


def is_free(draft: CreditDraft) -> None:
    """A credit with a receipt as its source is what that receipt left over: nobody else says so,
    or the money of one would pass for the credit of the other."""
    if draft.source_type == Kind.RECEIPT:
        raise refuse(
            "invalid_value",
            "“receipt” is kept for what a receipt leaves over.",
            "source_type",
            "Name the source otherwise.",
        )


_d = schema.document.c
_BY_SOURCE = Prepared(
    select(_d.id)
    .where(
        _d.kind == bindparam("kind"),
        _d.source_type == bindparam("source_type"),
        _d.source_id == bindparam("source_id"),
        _d.source_id.is_not(None),
        _d.stage != "void",
    )
    .order_by(_d.id)
)


def is_its_own(writing: Writing, document: Document) -> None:
    """No other live credit comes from the source that a draft was given."""
    row = drafts.columns_of(writing, document.id)
    if not (row["source_type"] and row["source_id"]):
        return
    named = {name: row[name] for name in ("kind", "source_type", "source_id")}
    others = [one[0] for one in _BY_SOURCE.run(writing.connection, **named)]
    if others != [document.id]:
        raise refuse(
            "already_exists",
            f"“{row['source_id']}” is the source of another credit already.",
            "source_id",
            "Open that credit, or name the source otherwise.",
        )


def repeated(writing: Writing, side: Side, draft: CreditDraft, resolved: Resolved) -> Done | None:
    """The credit that came from the same source, and the given fields that differ from it."""
    values = resolved.values
    if not (values["source_type"] and values["source_id"]):
        return None
    found = _BY_SOURCE.run(
        writing.connection,
        kind=side.credit.value,
        source_type=values["source_type"],
        source_id=values["source_id"],
    ).scalar()
    if found is None:
        return None
    stored = {
        **drafts.columns_of(writing, found),
        "lines": drafts.lines_of(writing, found),
    }
    entered = {**values, "lines": list(resolved.contents.rows)}
    differs = tuple(name for name in given_fields(draft) if _differs(name, entered, stored))
    return Done(ref(DOCUMENT, found), idempotent=True, differs=differs)


_COLUMN = {
    "party": "party_id",
    "claim": "claim_id",
    "gl_account": "account_id",
    "expires_in_days": "expires_at",
}


def _differs(name: str, entered: dict[str, Any], stored: dict[str, Any]) -> bool:
    if name in _OF_LINES:
        return _OF_LINES[name](entered["lines"]) != _OF_LINES[name](stored["lines"])
    column = _COLUMN.get(name, name)
    return bool(entered.get(column) != stored[column])


_Lines = list[dict[str, Any]]


def _subtotal(lines: _Lines) -> int:
    return sum(line["price"] for line in lines)


def _taxes(lines: _Lines) -> list[Any]:
    return [(line["tax_name"], line["tax_rate"], line["tax_category"]) for line in lines]


def _said(lines: _Lines) -> _Lines:
    """What lines say; the account of one that named none is settled when it is issued."""
    return [{name: line[name] for name in line if name != "account_id"} for line in lines]


_OF_LINES = {"amount": _subtotal, "tax": _taxes, "lines": _said}
