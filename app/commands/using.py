"""Using credits: applications and refunds are written, and taken back, here for both sides."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.book import journal, store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, USE, ref, row_of
from app.commands.done import Done, record
from app.commands.drafts import columns_of, touch
from app.commands.inputs import Findings, clean
from app.commands.issuing import change_stage
from app.commands.lookups import one_of, rate_of, worth
from app.domain.accounts import Account, Role
from app.domain.document import Document
from app.domain.entry import Entry
from app.domain.errors import Refused, present, refuse
from app.domain.kinds import Side
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money, parse_money

METHODS = ("cash", "check", "ach", "wire", "credit_card", "debit_card", "other")
CARDS = ("credit_card", "debit_card")


def apply(writing: Writing, act: Act, entry: Entry) -> str:
    """Writes one application that the rules have passed; answers its id."""
    document, target = act.document, present(act.target, "a target")
    text = f"{document.party_name}: {document.name} applied to {target.name}"
    entry_id = journal.append(writing, entry, journal.Head("apply", act.on, text, document.id))
    use_id = uses.write(
        writing,
        uses.Use(
            "apply",
            document,
            act.amount,
            document.base_of(act.amount),
            act.on,
            entry_id,
            target,
            target.base_of(act.amount),
        ),
    )
    note = {"amount": str(act.amount), "to": target.number, "date": act.on.isoformat()}
    record(writing, "apply", "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    touch(writing, target.kind, target.id)
    return ref(USE, use_id)


@dataclass(frozen=True, slots=True)
class RefundTerms:
    """How credit is paid out: how much (all that is left), when, from which account, by what,
    at which rate."""

    amount: str | None
    date: date | None
    account: str | None
    method: str | None
    fx_rate: str | None
    reference: str | None


def refund(writing: Writing, document: Document, rules: Rules, terms: RefundTerms) -> Done:
    """Writes one refund of a credit."""
    method, account, entered, reference = _terms(writing, document, rules, terms)
    freed = uses.freed_on(writing, document)
    day = terms.date or rules.lock.first_open(max(writing.today, freed or writing.today))
    act = Act(
        document,
        rules,
        day,
        terms.date or writing.today,
        entered=entered,
        account=account,
        acted_on=freed,
    )
    if problem := LIFECYCLES[document.kind].why_not("refund", act):
        raise Refused(problem)
    act = replace(
        act,
        base=_money_base(writing, document, rules, entered, day, terms.fx_rate),
        refundable=_refundable(writing, document, account) if method in CARDS else None,
    )
    outcome = LIFECYCLES[document.kind].perform("refund", act)

    text = f"{document.party_name}: refund of {document.name}"
    entry_id = journal.append(
        writing, outcome.entry, journal.Head("refund", day, text, document.id)
    )
    use = uses.Use("refund", document, entered, document.base_of(entered), day, entry_id)
    use_id = uses.write(
        writing, replace(use, account_id=account.id, method=method, reference=reference)
    )
    change_stage(writing, document, document.after(entered, "refunded").resting_stage)
    note = {"amount": str(entered), "method": method, "date": day.isoformat()}
    record(writing, "refund", "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id), (ref(USE, use_id),))


def _terms(
    writing: Writing, document: Document, rules: Rules, terms: RefundTerms
) -> tuple[str, Account, Money, str | None]:
    """Method, account, amount and reference. Refused with every problem of them at once."""
    findings = Findings()
    method, reference, entered = terms.method or "other", None, document.remaining
    account = rules.accounts[Role.CARD_CLEARING if method in CARDS else Role.BANK]
    with findings.gather():
        if terms.amount:
            entered = parse_money(terms.amount, document.currency, "amount")
    with findings.gather():
        one_of(method, "method", METHODS)
    with findings.gather():
        account = store.find_account(writing, terms.account) if terms.account else account
    with findings.gather():
        reference = clean(terms.reference, "reference", is_name=True)
    findings.settle()
    return method, account, entered, reference


def _refundable(writing: Writing, document: Document, account: Account) -> Money | None:
    """The most a card takes back: what came in through the same account for the linked invoice,
    less what went back already. None where no invoice is linked, so that nothing is known."""
    claim_id = columns_of(writing, document.id)["claim_id"]
    if claim_id is None:
        return None
    paid = uses.paid_through(writing, claim_id, account.id)
    back = uses.refunded_through(writing, claim_id, account.id)
    return Money(max(paid - back, 0), document.currency)


def _money_base(
    writing: Writing, document: Document, rules: Rules, entered: Money, day: date, text: str | None
) -> Money:
    """The money at the day's rate (domain.md 4.4)."""
    rate = rate_of(writing, text, document.currency, day, rules.currency)
    return worth(entered, rate, rules.currency)


_KIND = {"unapply": "apply", "void_refund": "refund"}


def take_back(
    writing: Writing, side: Side, name: str, text: str, day: date | None, reason: str = ""
) -> Done:
    """Writes the opposite of an application or a refund; both sides get back just what it took."""
    rules = store.rules(writing)
    row = _find_use(writing, _KIND[name], text)
    document = store.document_by_id(writing, row.document_id)
    if document.kind is not side.credit:
        raise _no_use(_KIND[name], text)
    target = store.document_by_id(writing, row.target_id) if row.target_id else None
    used_on = date.fromisoformat(row.date)
    act = Act(
        document,
        rules,
        day or rules.lock.first_open(max(writing.today, used_on)),
        writing.today,
        reason=reason,
        target=target,
        acted_on=used_on,
        mirrors=_taken(writing, row, document, target, rules),
        reversed_already=uses.is_taken_back(writing, row.id),
    )
    outcome = LIFECYCLES[document.kind].perform(name, act)
    writing.warnings.extend(outcome.warnings)

    what = (
        f"{document.name} taken back from {target.name}"
        if target
        else f"void of a refund of {document.name}"
    )
    original = None if row.payment_id else row.entry_id
    head = journal.Head(name, act.on, f"{document.party_name}: {what}", document.id, original)
    entry_id = journal.append(writing, outcome.entry, head)
    amount = Money(row.amount, document.currency)
    base = Money(row.base, rules.currency)
    opposite = uses.Use(row.kind, document, amount, base, act.on, entry_id, target)
    if target:
        opposite = replace(opposite, target_base=Money(row.target_base, rules.currency))
        touch(writing, target.kind, target.id)
    said = clean(reason.strip(), "reason")
    uses.write(writing, replace(opposite, account_id=row.account_id, reason=said), reverses=row.id)
    change_stage(writing, document, outcome.stage)
    note = {"amount": str(amount), "from": target.number if target else None, "reason": said}
    record(writing, name, "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id), (text,))


def _taken(
    writing: Writing, row: Any, document: Document, target: Document | None, rules: Rules
) -> Entry:
    """What a use posted. A payment's one entry holds more than the use: its own share of that."""
    if not (row.payment_id and target):
        return store.recorded_entry(writing.connection, row.entry_id, rules.currency)
    amount = Money(row.amount, document.currency)
    act = Act(
        document.only(amount, Money(row.base, rules.currency)),
        rules,
        writing.today,
        writing.today,
        entered=amount,
        target=target.only(amount, Money(row.target_base, rules.currency)),
    )
    return LIFECYCLES[document.kind].posted("apply", act)


def _find_use(writing: Writing, kind: str, text: str) -> Any:
    row_id = row_of(USE, text)
    row = uses.find(writing, row_id) if row_id else None
    if row is None or row.kind != kind or row.reverses is not None:
        raise _no_use(kind, text)
    return row


def _no_use(kind: str, text: str) -> Refused:
    word = "application" if kind == "apply" else "refund"
    hint = "Open the credit to see its applications and refunds."
    return refuse("not_found", f"There is no {word} “{text[:20]}”.", word, hint)
