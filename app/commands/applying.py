"""Applying: named targets, or open documents in an order, each checked against its own due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.book import store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.commands import using
from app.commands.done import Done
from app.commands.issuing import change_stage
from app.commands.lookups import one_of
from app.domain.document import Document
from app.domain.entry import Entry
from app.domain.errors import Problem, Refused, present, refuse
from app.domain.guards import target_open
from app.domain.kinds import CREDITS
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.matching import CLAIM_ORDERS, CREDIT_ORDERS, shares, usable
from app.domain.money import Money, parse_money


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target as it was named, and how much (as much as fits)."""

    target: str | None
    amount: str | None = None


def apply(
    writing: Writing,
    rules: Rules,
    document: Document,
    targets: Iterable[Wanted],
    day: date | None,
    *,
    clamp: bool = False,
    listed: bool = False,
) -> Done:
    """Uses a credit on the targets in their order, all of them or none. `listed` tells problems
    by the target's place in the list."""
    planned: list[tuple[Act, Entry]] = []
    problems: list[Problem] = []
    seen: dict[int, Document] = {}
    for place, wanted in enumerate(targets):
        prefix = f"to.{place}." if listed else ""
        try:
            target = _target(writing, document, wanted.target, rules.currency)
            target = seen.get(target.id, target)
            entered = _entered(document, target, wanted.amount, clamp=clamp)
            planned.append(_planned(writing, rules, document, target, entered, day))
        except Refused as refused:
            problems += [_under(problem, prefix) for problem in refused.problems]
            continue
        document = document.after(entered)
        seen[target.id] = target.after(entered)
    if problems:
        raise Refused(*dict.fromkeys(problems))  # what is wrong with the credit is told once
    return _written(writing, document, planned)


def auto_apply(writing: Writing, rules: Rules, document: Document, order: str | None) -> Done:
    """Uses a credit on the party's open invoices or bills in an order (setting
    auto_apply_order)."""
    named = order or str(rules.settings["auto_apply_order"])
    one_of(named, "order", CLAIM_ORDERS)
    act = Act(document, rules, writing.today, writing.today)
    if problem := LIFECYCLES[document.kind].why_not("apply", act):
        raise Refused(problem)
    if document.kept_out:
        raise refuse(
            "kept_out",
            f"{document.name} is kept out of automatic application.",
            "credit",
            "Apply it to an invoice or bill by name, or let it take part again.",
        )
    claims = store.open_documents(
        writing, document.side.claim, document.party_id, document.currency, rules.currency
    )
    planned = []
    for claim, amount in shares(document.remaining, sorted(claims, key=CLAIM_ORDERS[named])):
        planned.append(_planned(writing, rules, document, claim, amount, None))
        document = document.after(amount)
    if not planned:
        claim_label = document.side.claim.label
        raise refuse(
            "target_not_open",
            f"{document.party_name} has no open {claim_label} in {document.currency}.",
            "credit",
            f"Apply it once there is {document.side.claim.one} to apply it to.",
        )
    return _written(writing, document, planned)


def settle(writing: Writing, rules: Rules, claim: Document, order: str | None) -> Done:
    """Uses the party's open credits on an invoice or bill in an order (setting credit_order)
    until nothing is due. Credits past their last day and those kept out are passed over."""
    named = order or str(rules.settings["credit_order"])
    one_of(named, "order", CREDIT_ORDERS)
    if problem := target_open(Act(claim, rules, writing.today, writing.today, target=claim)):
        raise Refused(problem)
    found = store.open_documents(
        writing, claim.side.credit, claim.party_id, claim.currency, rules.currency
    )
    able = [credit for credit in found if usable(credit, writing.today)]
    made: list[str] = []
    for credit, amount in shares(claim.remaining, sorted(able, key=CREDIT_ORDERS[named])):
        done = _written(
            writing,
            credit.after(amount),
            [_planned(writing, rules, credit, claim, amount, None)],
        )
        claim = claim.after(amount)
        made += done.made
    if not made:
        raise refuse(
            "nothing_remaining",
            f"{claim.party_name} has no open credit in {claim.currency} that can be used.",
            "claim",
            "Issue one first, or apply one that is kept out by name.",
        )
    return Done(ref(DOCUMENT, claim.id), tuple(made))


def _planned(
    writing: Writing,
    rules: Rules,
    document: Document,
    target: Document,
    entered: Money,
    day: date | None,
) -> tuple[Act, Entry]:
    """One application that the rules let pass, and what it posts. It is dated like the later of
    the two documents unless a day is said, or when what it takes was last taken back from
    elsewhere; and judged by the business date."""
    free_from = uses.freed_on(writing, document, target)
    latest = max(document.issue_date, target.issue_date, free_from or date.min)
    act = Act(
        document,
        rules,
        day or rules.lock.first_open(latest),
        day or writing.today,
        entered=entered,
        target=target,
        acted_on=free_from,
    )
    return act, LIFECYCLES[document.kind].perform("apply", act).entry


def _written(writing: Writing, document: Document, planned: list[tuple[Act, Entry]]) -> Done:
    """From here on everything must succeed: the rules have spoken."""
    made = [using.apply(writing, act, entry) for act, entry in planned]
    change_stage(writing, document, document.resting_stage)
    return Done(ref(DOCUMENT, document.id), tuple(made))


def _target(writing: Writing, document: Document, text: str | None, currency: str) -> Document:
    """What was named to apply to: the rules say whether it will do, so credits are found too."""
    kinds = document.side.targets | CREDITS
    return store.find_document(writing, present(text, "a target"), kinds, "claim", currency)


def _entered(document: Document, target: Document, amount: str | None, *, clamp: bool) -> Money:
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
