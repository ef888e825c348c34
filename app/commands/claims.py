"""Invoices and bills: create, change, delete, issue, void."""

from app.book import store
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.commands import applying, drafts, issuing, voiding
from app.commands.done import Done
from app.commands.inputs import ClaimDraft, Ref
from app.commands.resolve import resolve
from app.domain.document import Document
from app.domain.kinds import Side


def create(writing: Writing, side: Side, draft: ClaimDraft, *, issue: bool = True) -> Done:
    """A new invoice or bill, issued at once unless told otherwise."""
    resolved = resolve(writing, side.claim, draft, store.rules(writing))
    document_id = drafts.write(writing, resolved)
    if issue:
        return issuing.issue(writing, _find(writing, side, ref(DOCUMENT, document_id)))
    return Done(ref(DOCUMENT, document_id))


def update(
    writing: Writing, side: Side, draft: ClaimDraft, *, claim: Ref, revision: int | None = None
) -> Done:
    """Changes a draft; of an issued one only the notes."""
    return drafts.update(writing, _find(writing, side, claim), draft, revision)


def delete(writing: Writing, side: Side, *, claim: Ref) -> Done:
    """Removes a draft."""
    return drafts.delete(writing, _find(writing, side, claim))


def issue(writing: Writing, side: Side, *, claim: Ref) -> Done:
    """Numbers, freezes and posts a draft."""
    return issuing.issue(writing, _find(writing, side, claim))


def void(writing: Writing, side: Side, *, claim: Ref, reason: str) -> Done:
    """Takes an unused invoice or bill back."""
    return voiding.void(writing, _find(writing, side, claim), reason, None)


def settle(writing: Writing, side: Side, *, claim: Ref, order: str | None = None) -> Done:
    """Uses the party's open credits on an invoice or bill: "expiring_first" or "oldest_first";
    left out, as the settings say."""
    return applying.settle(writing, store.rules(writing), _find(writing, side, claim), order)


def _find(writing: Writing, side: Side, text: str) -> Document:
    currency = store.base_currency(writing)
    return store.find_document(writing, text, {side.claim}, "claim", currency)
