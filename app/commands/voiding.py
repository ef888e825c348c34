"""Voiding: the whole of a document, the unused part of a credit, or everything after taking its
uses back."""

from datetime import date

from app.book import journal, store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, USE, ref
from app.commands import using
from app.commands.done import Done, record
from app.commands.drafts import touch
from app.commands.inputs import clean
from app.commands.issuing import change_stage
from app.commands.lookups import one_of
from app.domain.document import Document
from app.domain.entry import NO_ENTRY, Entry
from app.domain.kinds import Stage
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money

SCOPES = ("whole", "remaining", "unapply_and_void")


def void(
    writing: Writing, document: Document, reason: str, day: date | None, scope: str = "whole"
) -> Done:
    """Takes a document back: by the mirror of its issue, or of the share that is still open. A
    draft only becomes void."""
    one_of(scope, "scope", SCOPES)
    if scope == "unapply_and_void" and document.stage is Stage.ISSUED and document.used:
        document = _taken_back(writing, document, reason, day)
    act_name = "void_remaining" if scope == "remaining" and document.used else "void"
    rules = store.rules(writing)
    original = store.issue_entry(writing.connection, document.id)
    last = uses.last_date(writing, document) or document.issue_date
    act = Act(
        document,
        rules,
        day or rules.lock.first_open(max(writing.today, document.issue_date, last)),
        writing.today,
        reason=reason,
        acted_on=last,
        mirrors=_open_share(writing, document, rules, original),
    )
    outcome = LIFECYCLES[document.kind].perform(act_name, act)

    said, left = clean(reason.strip(), "reason"), document.remaining
    if document.stage is Stage.DRAFT:
        uses.start(writing, document, None)
    whole = left == document.total
    what = document.name if whole else f"the unused part of {document.name}"
    head = journal.Head(
        "void", act.on, f"Void of {what}: {said}", document.id, original if whole else None
    )
    entry_id = journal.append(writing, outcome.entry, head)
    change_stage(writing, document, outcome.stage)
    if left:
        base = document.base_open
        uses.write(writing, uses.Use("void", document, left, base, act.on, entry_id, reason=said))
    note = {"reason": said, "amount": str(left)}
    record(writing, act_name, "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def _taken_back(writing: Writing, document: Document, reason: str, day: date | None) -> Document:
    """The credit after every live application and refund was taken back."""
    for row in uses.live_of(writing, document, "apply", "refund"):
        name = "unapply" if row.kind == "apply" else "void_refund"
        using.take_back(writing, document.side, name, ref(USE, row.id), day, reason)
    return store.document_by_id(writing, document.id)


def _open_share(writing: Writing, document: Document, rules: Rules, original: int | None) -> Entry:
    """What the issue posted, as far as it is still open: earlier voids took their shares."""
    entry = store.recorded_entry(writing.connection, original, rules.currency)
    if document.open_account is None or document.remaining == document.total:
        return entry
    if not document.remaining:
        return NO_ENTRY
    gone = tuple(
        (Money(row.amount, document.currency), Money(row.base, rules.currency))
        for row in uses.live_of(writing, document, "void")
    )
    return entry.share(document.open_account, document.remaining, document.base_open, gone)
