"""Credit memos and vendor credits: create, change, issue, use, take back, void.

Every function serves both sides; `side` says whose credit it is.
"""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from app.book import schema, store
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.book.sql import Prepared
from app.commands import drafts, issuing, using
from app.commands.done import Done
from app.commands.inputs import Amount, ApplyTo, CreditDraft, Ref, given_fields
from app.commands.resolve import Resolved, resolve
from app.domain.document import Document
from app.domain.errors import Problem, Refused, refuse
from app.domain.kinds import CREDITS, Kind, Side
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money, parse_money


def create(writing: Writing, side: Side, draft: CreditDraft, *, issue: bool = False) -> Done:
    """A new credit. One with the same source that is not void is answered instead of repeated."""
    _source_is_free(draft)
    resolved = resolve(writing, side.credit, draft, store.rules(writing))
    if repeat := _same_source(writing, side, draft, resolved):
        return repeat
    document_id = drafts.write(writing, resolved)
    if issue:
        return issuing.issue(writing, _find(writing, side, ref(DOCUMENT, document_id)))
    return Done(ref(DOCUMENT, document_id))


def update(
    writing: Writing, side: Side, draft: CreditDraft, *, credit: Ref, revision: int | None = None
) -> Done:
    """Changes a draft; of an issued credit only notes, expiry date and the auto-apply flag."""
    _source_is_free(draft)
    document = _find(writing, side, credit)
    done = drafts.update(writing, document, draft, revision)
    if {"source_type", "source_id"} & given_fields(draft).keys():
        _source_is_its_own(writing, document)
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
    amount: Amount | None = None,
    to: tuple[ApplyTo, ...] = (),
    date: date | None = None,
    clamp: bool = False,
) -> Done:
    """Uses part or all of a credit on one or several open invoices or bills.

    No amount means as much as fits; `clamp` lowers an amount to what fits. Each target is
    checked against its own due, the sum against what is left; one problem refuses it all.
    """
    if to and (claim or amount):
        raise refuse(
            "malformed", "Say either “to” or one target.", "to", "Leave one of the two out."
        )
    targets = to or ((ApplyTo(claim, amount),) if claim else ())
    if not targets:
        label = side.claim.label
        raise refuse("required", f"The {label} is missing.", "claim", f"Name an open {label}.")
    rules = store.rules(writing)
    document = _find(writing, side, credit, rules.currency)
    planned, problems = [], []
    seen: dict[int, Document] = {}
    for place, wanted in enumerate(targets):
        prefix = f"to.{place}." if to else ""
        try:
            target = _target(writing, side, wanted.claim, rules.currency)
            target = seen.get(target.id, target)
            act = _apply_act(writing, rules, document, target, wanted.amount, date, clamp)
            entry = LIFECYCLES[side.credit].perform("apply", act).entry
        except Refused as refused:
            problems += [_under(problem, prefix) for problem in refused.problems]
            continue
        planned.append((act, entry))
        document = using.after(document, "applied", act.amount)
        seen[target.id] = using.after(target, "applied", act.amount)
    if problems:
        raise Refused(*problems)

    made = [using.apply(writing, act, entry) for act, entry in planned]
    issuing.change_stage(writing, document, document.stage)
    return Done(ref(DOCUMENT, document.id), tuple(made))


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
    writing: Writing, side: Side, *, credit: Ref, reason: str, date: date | None = None
) -> Done:
    """Takes a whole unused credit back."""
    return issuing.void(writing, _find(writing, side, credit), reason, date)


def _source_is_free(draft: CreditDraft) -> None:
    """A credit with a receipt as its source is what that receipt left over: nobody else says so,
    or the money of one would pass for the credit of the other."""
    if draft.source_type == Kind.RECEIPT:
        raise refuse(
            "invalid_value",
            "“receipt” is kept for what a receipt leaves over.",
            "source_type",
            "Name the source otherwise.",
        )


def _find(writing: Writing, side: Side, text: str, currency: str | None = None) -> Document:
    currency = currency or store.base_currency(writing)
    return store.find_document(writing, text, {side.credit}, "credit", currency)


def _target(writing: Writing, side: Side, text: str, currency: str) -> Document:
    """What was named to apply to: the rules say whether it will do, so credits are found too."""
    kinds = {side.claim} | CREDITS
    return store.find_document(writing, text, kinds, "claim", currency)


def _apply_act(
    writing: Writing,
    rules: Rules,
    document: Document,
    target: Document,
    amount: str | None,
    day: date | None,
    clamp: bool,
) -> Act:
    latest = max(document.issue_date, target.issue_date)
    entered = _entered(document, target, amount, clamp)
    return Act(
        document,
        rules,
        day or rules.lock.first_open(latest),
        day or writing.today,
        entered=entered,
        target=target,
    )


def _entered(document: Document, target: Document, amount: str | None, clamp: bool) -> Money:
    fits = document.remaining
    if target.currency == document.currency:
        fits = min(fits, target.remaining)
    if amount is None or not amount.strip():
        return fits
    entered = parse_money(amount, document.currency, "amount")
    return min(entered, fits) if clamp else entered


def _under(problem: Problem, prefix: str) -> Problem:
    """The date is the whole act's, everything else the target's own."""
    if problem.field in (None, "date"):
        return problem
    return problem.at(f"{prefix}{problem.field}")


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


def _source_is_its_own(writing: Writing, document: Document) -> None:
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


def _same_source(
    writing: Writing, side: Side, draft: CreditDraft, resolved: Resolved
) -> Done | None:
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
