"""Credit memos and vendor credits: create, change, issue, use, take back, void.

Every function serves both sides; `side` says whose credit it is.
"""

from datetime import date

from app.book import store
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.commands import applying, drafts, expiry, issuing, sources, using, voiding
from app.commands.done import Done
from app.commands.inputs import Amount, ApplyTo, CreditDraft, Findings, Ref, given_fields
from app.commands.resolve import resolve
from app.domain.document import Document
from app.domain.errors import Problem, refuse
from app.domain.kinds import Side


def create(writing: Writing, side: Side, draft: CreditDraft, *, issue: bool = False) -> Done:
    """A new credit. One with the same source that is not void is answered instead of repeated."""
    sources.is_free(draft)
    resolved = resolve(writing, side.credit, draft, store.rules(writing))
    if repeat := sources.repeated(writing, side, draft, resolved):
        return repeat
    document_id = drafts.write(writing, resolved)
    if issue:
        return issuing.issue(writing, _find(writing, side, ref(DOCUMENT, document_id)))
    return Done(ref(DOCUMENT, document_id))


def update(
    writing: Writing, side: Side, draft: CreditDraft, *, credit: Ref, revision: int | None = None
) -> Done:
    """Changes a draft; of an issued credit only notes, expiry date and the auto-apply flag."""
    sources.is_free(draft)
    document = _find(writing, side, credit)
    done = drafts.update(writing, document, draft, revision)
    if {"source_type", "source_id"} & given_fields(draft).keys():
        sources.is_its_own(writing, document)
    return done


def delete(writing: Writing, side: Side, *, credit: Ref) -> Done:
    """Removes a draft."""
    return drafts.delete(writing, _find(writing, side, credit))


def issue(writing: Writing, side: Side, *, credit: Ref) -> Done:
    """Gives a draft its number and posts it."""
    return issuing.issue(writing, _find(writing, side, credit))


def apply(
    writing: Writing,
    side: Side,
    *,
    credit: Ref,
    claim: Ref | None = None,
    transaction: Ref | None = None,
    amount: Amount | None = None,
    to: tuple[ApplyTo, ...] = (),
    date: date | None = None,
    clamp: bool = False,
) -> Done:
    """Uses part or all of a credit on one or several open invoices or bills, or on recorded
    transactions: money that went back before the credit was there.

    No amount means as much as fits; `clamp` lowers an amount to what fits. Each target is
    checked against its own due, the sum against what is left; one problem refuses it all.
    """
    if (to and (claim or transaction or amount)) or (claim and transaction):
        raise refuse(
            "malformed", "Say either “to” or one target.", "to", "Leave one of the two out."
        )
    targets = to or (ApplyTo(claim, amount, transaction),)
    findings = Findings()
    for place, one in enumerate(targets):
        if not (one.claim or one.transaction):
            text, label = f"to.{place}.claim" if to else "claim", side.claim.label
            hint = f"Name an open {label}."
            findings.add(Problem("required", f"The {label} is missing.", text, hint))
    findings.settle()
    rules = store.rules(writing)
    document = _find(writing, side, credit, rules.currency)
    wanted = [applying.Wanted(one.transaction or one.claim, one.amount) for one in targets]
    return applying.apply(writing, rules, document, wanted, date, clamp=clamp, listed=bool(to))


def auto_apply(writing: Writing, side: Side, *, credit: Ref, order: str | None = None) -> Done:
    """Uses a credit on the customer's (or vendor's) open invoices or bills, one after the other:
    "oldest_due" or "newest_due" first; left out, as the settings say."""
    rules = store.rules(writing)
    return applying.auto_apply(writing, rules, _find(writing, side, credit, rules.currency), order)


def unapply(writing: Writing, side: Side, *, application: Ref, date: date | None = None) -> Done:
    """Takes one application back; both documents are open by that much again."""
    return using.take_back(writing, side, "unapply", application, date)


def refund(
    writing: Writing,
    side: Side,
    *,
    credit: Ref,
    amount: Amount | None = None,
    date: date | None = None,
    account: Ref | None = None,
    method: str | None = None,
    fx_rate: Amount | None = None,
    reference: str | None = None,
) -> Done:
    """Pays credit out in money (a vendor pays it to us); no amount means all that is left."""
    rules = store.rules(writing)
    document = _find(writing, side, credit, rules.currency)
    terms = using.RefundTerms(amount, date, account, method, fx_rate, reference)
    return using.refund(writing, document, rules, terms)


def void_refund(
    writing: Writing, side: Side, *, refund: Ref, reason: str, date: date | None = None
) -> Done:
    """Takes a refund back: a cheque never cashed, say."""
    return using.take_back(writing, side, "void_refund", refund, date, reason)


def void(
    writing: Writing,
    side: Side,
    *,
    credit: Ref,
    reason: str,
    scope: str = "whole",
    date: date | None = None,
) -> Done:
    """Takes a credit back: the whole of an unused one, its unused part ("remaining"), or the
    whole after taking back its applications and refunds ("unapply_and_void")."""
    return voiding.void(writing, _find(writing, side, credit), reason, date, scope)


def reinstate(
    writing: Writing, side: Side, *, credit: Ref, expires_at: date, date: date | None = None
) -> Done:
    """Brings a lapsed credit back, valid through `expires_at`; what lapsed is open again."""
    return expiry.reinstate(writing, _find(writing, side, credit), expires_at, date)


def _find(writing: Writing, side: Side, text: str, currency: str | None = None) -> Document:
    currency = currency or store.base_currency(writing)
    return store.find_document(writing, text, {side.credit}, "credit", currency)
