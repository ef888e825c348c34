"""Money and what it settles: written as one document, one entry and its uses, and taken back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.book import journal, schema, store, tallies, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, PARTY, ref
from app.book.sql import insert_row
from app.commands import drafts, issuing, voiding
from app.commands.done import Done, record
from app.commands.drafts import touch
from app.commands.inputs import CreditDraft, clean
from app.commands.lookups import rate_of, worth
from app.commands.resolve import resolve
from app.domain.accounts import Account
from app.domain.document import Document
from app.domain.entry import Entry, entry_of
from app.domain.errors import present
from app.domain.kinds import CREDITS, CUSTOMER, Kind
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money
from app.domain.rates import FX_PLACES, format_scaled


@dataclass(frozen=True, slots=True)
class Terms:
    """What all money has in common, looked up: of which kind, whose, when, where, at which
    rate."""

    kind: Kind
    party: Any  # its row
    date: date | None
    account: Account
    fx_rate: str | None


def create(
    writing: Writing, terms: Terms, rules: Rules, entered: Money, note: str | None = None
) -> Document:
    """The document of the money itself: a head with a total, no lines. `note` says what kind of
    money it was."""
    day = terms.date or rules.lock.first_open(writing.today)
    rate = rate_of(writing, terms.fx_rate, entered.currency, day, rules.currency)
    document_id = insert_row(
        writing.connection,
        schema.document,
        kind=terms.kind.value,
        stage="draft",
        party_id=terms.party.id,
        currency=entered.currency,
        fx_rate=rate,
        issue_date=day.isoformat(),
        shipping=0,
        restocking_fee=0,
        total=entered.minor,
        base_total=worth(entered, rate, rules.currency).minor,
        exclude_from_auto_apply=0,
        created_at=writing.now,
        updated_at=writing.now,
        revision=0,
        due_date=day.isoformat() if terms.kind is Kind.TRANSACTION else None,
        account_id=terms.account.id,
        source_type=note,
    )
    tallies.count(writing.connection, terms.kind, day.isoformat())
    return store.document_by_id(writing, document_id)


def act_of(rules: Rules, document: Document, entered: Money, account: Account) -> Act:
    """The act of entering the money, before what it settles is said."""
    return Act(
        document,
        rules,
        document.issue_date,
        document.issue_date,
        entered=entered,
        account=account,
        base=document.base_total,
    )


def settle(writing: Writing, act: Act, holder: Account | None = None) -> Done:
    """Numbers and enters the money, then writes every piece as a use of a credit or of it.
    `holder` holds what stays open of it: the money's own account unless said."""
    document = act.document
    outcome = LIFECYCLES[document.kind].perform("issue", act)
    holder = holder or _account(act)
    number = issuing.take_number(writing, document, outcome.stage, holder)
    issuing.freeze_parties(writing, document)
    text = f"{document.party_name}: {document.kind.label} {number}"
    entry_id = journal.append(
        writing, outcome.entry, journal.Head("issue", act.on, text, document.id)
    )
    uses.start(writing, document, holder)
    source = document
    for piece in act.pieces:
        giver = piece.credit or source
        uses.write(
            writing,
            uses.Use(
                "apply",
                giver,
                piece.amount,
                giver.base_of(piece.amount),
                act.on,
                entry_id,
                piece.claim,
                piece.claim.base_of(piece.amount),
                document.id,
            ),
        )
        if piece.credit is None:
            source = source.after(piece.amount)
        else:
            rest = piece.credit.after(piece.amount)
            issuing.change_stage(writing, piece.credit, rest.resting_stage)
        for one in (giver, piece.claim):
            touch(writing, one.kind, one.id)
    record(writing, "issue", "document", document.id, after={"number": number})
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def _account(act: Act) -> Account:
    return present(act.account, "an account for the money")


def overpaid(writing: Writing, document: Document, left: Money, receipt: str) -> Done:
    """What was received too much is the customer's: an issued credit, with the receipt as its
    source."""
    draft = CreditDraft(
        party=ref(PARTY, document.party_id),
        issue_date=document.issue_date,
        currency=document.currency,
        fx_rate=format_scaled(document.fx_rate, FX_PLACES),
        amount=str(left),
        reason="overpayment",
        source_type=Kind.RECEIPT.value,
        source_id=receipt,
    )
    rules = store.rules(writing)
    resolved = resolve(writing, CUSTOMER.credit, draft, rules)
    text = ref(DOCUMENT, drafts.write(writing, resolved))
    credit = store.find_document(writing, text, {CUSTOMER.credit}, "credit", rules.currency)
    return issuing.issue(writing, credit)


def void(writing: Writing, document: Document, reason: str, day: date | None) -> Done:
    """Takes a receipt or payment back, with everything that still stands of it."""
    rules, surplus = store.rules(writing), _surplus(writing, document)
    standing = uses.live_of_payment(writing, document)
    original = store.issue_entry(writing.connection, document.id)
    last = (surplus and uses.last_date(writing, surplus)) or document.issue_date
    act = Act(
        document,
        rules,
        day or rules.lock.first_open(max(writing.today, document.issue_date, last)),
        writing.today,
        reason=reason,
        target=surplus,
        mirrors=_standing_entry(writing, document, original, rules),
    )
    outcome = LIFECYCLES[document.kind].perform("void", act)

    said = clean(reason.strip(), "reason")
    if surplus:
        voiding.void(writing, surplus, reason, act.on)
    whole = len(standing) == uses.count_of_payment(writing, document)
    text = f"Void of {document.name}: {said}"
    head = journal.Head("void", act.on, text, document.id, original if whole else None)
    entry_id = journal.append(writing, outcome.entry, head)
    for row in standing:
        _give_back(writing, act, row, entry_id)
    document = store.document_by_id(writing, document.id)
    issuing.change_stage(writing, document, outcome.stage)
    if left := document.remaining:
        base = document.base_open
        uses.write(writing, uses.Use("void", document, left, base, act.on, entry_id, reason=said))
    record(writing, "void", "document", document.id, after={"reason": said})
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def _surplus(writing: Writing, document: Document) -> Document | None:
    """The credit made of what a receipt left over, unless it is void already."""
    found = store.surplus_of(writing, document)
    return store.document_by_id(writing, found) if found else None


def _standing_entry(
    writing: Writing, document: Document, original: int | None, rules: Rules
) -> Entry:
    """What the money's entry posted, less what was taken back of it since."""
    entries = [original, *uses.entries_taken_back(writing, document)]
    found = [store.recorded_entry(writing.connection, one, rules.currency) for one in entries]
    return entry_of(line for entry in found for line in entry.lines)


def _give_back(writing: Writing, act: Act, row: Any, entry_id: int | None) -> None:
    """The opposite of one use: the claim is due again; a credit may be used again, also one
    whose rest lapsed or was voided since."""
    giver = store.document_by_id(writing, row.document_id)
    target = store.document_by_id(writing, row.target_id)
    currency = act.rules.currency
    use = uses.Use(
        row.kind,
        giver,
        Money(row.amount, giver.currency),
        Money(row.base, currency),
        act.on,
        entry_id,
        target,
        Money(row.target_base, currency),
        row.payment_id,
    )
    uses.write(writing, use, reverses=row.id)
    if giver.kind in CREDITS:
        back = replace(act, document=giver, target=target)
        stage = LIFECYCLES[giver.kind].perform("unapply", back).stage
        issuing.change_stage(writing, giver, stage)
    for one in (giver, target):
        touch(writing, one.kind, one.id)
