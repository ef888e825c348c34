"""Money received from customers and paid to vendors, and the documents it settles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.book import journal, schema, store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, PARTY, ref
from app.book.sql import insert_row
from app.commands import drafts, issuing
from app.commands.done import Done, record
from app.commands.drafts import touch
from app.commands.inputs import Amount, ApplyTo, CreditDraft, Findings, Ref
from app.commands.lookups import rate_of, worth
from app.commands.resolve import resolve
from app.domain.accounts import Account, Role
from app.domain.document import Document
from app.domain.errors import Refused, present, refuse
from app.domain.guards import same_party
from app.domain.kinds import CUSTOMER, VENDOR, Kind, Side
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money, parse_money, total
from app.domain.payment import after, in_other_currencies, pieces
from app.domain.rates import FX_PLACES, format_scaled

_Named = Sequence[tuple[Document, Money | None]]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a receipt and a payment have in common, looked up: whose money, when, where, at which
    rate."""

    side: Side
    party: Any  # its row
    date: date | None
    account: Account
    fx_rate: str | None


def receive(
    writing: Writing,
    *,
    party: Ref,
    amount: Amount,
    date: date | None = None,
    account: Ref | None = None,
    currency: str | None = None,
    fx_rate: Amount | None = None,
    claims: tuple[ApplyTo, ...] = (),
) -> Done:
    """Money from a customer. It settles the invoices named, each as far as it is due unless an
    amount is said; what is left over becomes an issued credit memo (reason overpayment)."""
    rules, findings, row = store.rules(writing), Findings(), None
    named: _Named = ()
    holder = rules.accounts[Role.BANK]
    with findings.gather():
        named = _claims(writing, CUSTOMER, claims, rules)
    with findings.gather():
        row = store.find_party(writing, party, CUSTOMER)
    with findings.gather():
        holder = store.find_account(writing, account) if account else holder
    usual = named[0][0].currency if named else row and row.currency
    entered = Money(0, rules.currency)
    with findings.gather():
        entered = _received(amount, currency or usual or rules.currency)
    findings.settle()

    _in_one_currency(named, (), entered.currency)
    wanted = _as_far_as(named, entered)
    left = entered - total((money for _, money in wanted), entered.currency)
    if left.minor < 0:
        raise refuse(
            "amount_mismatch",
            f"The invoices take {entered - left}, but {entered} was received.",
            "amount",
            "Correct the amounts of the invoices, or the amount received.",
        )
    document = _create(writing, _Terms(CUSTOMER, row, date, holder, fx_rate), rules, entered)
    act = _act(rules, document, entered, holder)
    act = replace(act, pieces=pieces(wanted, ()), left=left if left.minor > 0 else None)
    done = _settle(writing, act)
    if left.minor > 0:
        _overpaid(writing, document, left, done.id)
    return done


def _received(text: str, currency: str) -> Money:
    money = parse_money(text, currency, "amount")
    if money.minor > 0:
        return money
    raise refuse(
        "amount_not_positive",
        "The amount received must be more than zero.",
        "amount",
        "Enter it without a sign; money that goes out is a refund or a payment.",
    )


def pay(
    writing: Writing,
    *,
    party: Ref,
    claims: tuple[ApplyTo, ...],
    date: date | None = None,
    account: Ref | None = None,
    fx_rate: Amount | None = None,
    credits: tuple[Ref, ...] = (),
) -> Done:
    """Pays a vendor's bills: the credits named go first in their order, money for the rest."""
    rules, findings, row = store.rules(writing), Findings(), None
    named: _Named = ()
    held: Sequence[Document] = ()
    holder = rules.accounts[Role.BANK]
    with findings.gather():
        named = _claims(writing, VENDOR, claims, rules)
        if not named:
            raise refuse("required", "No bill is named.", "claims", "Name at least one open bill.")
    with findings.gather():
        row = store.find_party(writing, party, VENDOR)
    with findings.gather():
        held = _held(writing, credits, rules)
    with findings.gather():
        holder = store.find_account(writing, account) if account else holder
    findings.settle()

    code = named[0][0].currency
    _in_one_currency(named, held, code)
    day = date or rules.lock.first_open(writing.today)
    _usable(held, Act(named[0][0], rules, day, day))
    shares = pieces(_as_far_as(named, None), held)
    money = total((one.amount for one in shares if one.credit is None), code)
    if not money and not fx_rate:  # nobody asks what money is worth when none is paid
        fx_rate = format_scaled(named[0][0].fx_rate, FX_PLACES)
    document = _create(writing, _Terms(VENDOR, row, date, holder, fx_rate), rules, money)
    return _settle(writing, replace(_act(rules, document, money, holder), pieces=shares))


def _held(writing: Writing, named: tuple[Ref, ...], rules: Rules) -> list[Document]:
    """The credits, each once, in the order in which they were named."""
    kinds, findings, found = {VENDOR.credit}, Findings(), {}
    for text in named:
        with findings.gather():
            credit = store.find_document(writing, text, kinds, "credits", rules.currency)
            found[credit.id] = credit
    findings.settle()
    return list(found.values())


def _in_one_currency(named: _Named, held: Iterable[Document], currency: str) -> None:
    claims = (claim for claim, _ in named)
    if problems := tuple(in_other_currencies(claims, held, currency)):
        raise Refused(*problems)


def _usable(held: Iterable[Document], paying: Act) -> None:
    """Every named credit must be able to give, needed or not: refused like an application."""
    findings = Findings()
    for credit in held:
        act = replace(paying, document=credit, target=paying.document)
        problem = LIFECYCLES[credit.kind].why_not("apply", act) or same_party(act)
        if problem:
            findings.add(problem.at("credits"))
    findings.settle()


def _claims(writing: Writing, side: Side, named: tuple[ApplyTo, ...], rules: Rules) -> _Named:
    findings, found = Findings(), []
    for place, one in enumerate(named):
        with findings.gather(f"claims.{place}."):
            claim = store.find_document(writing, one.claim, {side.claim}, "claim", rules.currency)
            found.append((claim, _said(one.amount, claim.currency)))
    findings.settle()
    return found


def _said(text: str | None, currency: str) -> Money | None:
    """An amount for one claim, None for as much as is due. Refused: amount_not_positive."""
    if not text:
        return None
    amount = parse_money(text, currency, "amount")
    if amount.minor <= 0:
        raise refuse(
            "amount_not_positive",
            "The amount must be more than zero.",
            "amount",
            "Leave it out to settle all that is due.",
        )
    return amount


def _as_far_as(named: _Named, entered: Money | None) -> list[tuple[Document, Money]]:
    """A claim without an amount takes what is due, as far as the money goes."""
    taken, wanted = 0, []
    due = {claim.id: claim.remaining.minor for claim, _ in named}
    for claim, amount in named:
        most = due[claim.id] if entered is None else min(due[claim.id], entered.minor - taken)
        minor = amount.minor if amount else max(most, 0)
        wanted.append((claim, Money(minor, claim.currency)))
        taken, due[claim.id] = taken + minor, due[claim.id] - minor
    return wanted


def _create(writing: Writing, terms: _Terms, rules: Rules, entered: Money) -> Document:
    """The document of the money itself: a head with a total, no lines."""
    day = terms.date or rules.lock.first_open(writing.today)
    rate = rate_of(writing, terms.fx_rate, entered.currency, day, rules.currency)
    document_id = insert_row(
        writing.connection,
        schema.document,
        kind=terms.side.money.value,
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
    )
    text = ref(DOCUMENT, document_id)
    return store.find_document(writing, text, {terms.side.money}, "payment", rules.currency)


def _act(rules: Rules, document: Document, entered: Money, account: Account) -> Act:
    return Act(
        document,
        rules,
        document.issue_date,
        document.issue_date,
        entered=entered,
        account=account,
        base=document.base_total,
    )


def _settle(writing: Writing, act: Act) -> Done:
    """Numbers and enters the money, then writes every piece as a use of a credit or of it."""
    document = act.document
    outcome = LIFECYCLES[document.kind].perform("issue", act)
    number = issuing.take_number(writing, document, outcome.stage, _holder(act))
    issuing.freeze_parties(writing, document)
    text = f"{document.party_name}: {document.kind.label} {number}"
    entry_id = journal.append(
        writing, outcome.entry, journal.Head("issue", act.on, text, document.id)
    )
    uses.start(writing, document, document.issue_date.isoformat())
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
            source = after(source, piece.amount)
        for one in (giver, piece.claim):
            touch(writing, one.kind, one.id)
    record(writing, "issue", "document", document.id, after={"number": number})
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def _holder(act: Act) -> Account:
    return present(act.account, "an account for the money")


def _overpaid(writing: Writing, document: Document, left: Money, receipt: str) -> Done:
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
