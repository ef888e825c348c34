"""Money received from customers and paid to vendors, and the documents it settles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.book import store
from app.book.book import Writing
from app.commands import settling, voiding
from app.commands.done import Done
from app.commands.inputs import Amount, ApplyTo, Findings, Ref, needed
from app.commands.lookups import one_of
from app.domain import kinds
from app.domain.accounts import Role
from app.domain.document import Document
from app.domain.errors import Refused, refuse
from app.domain.guards import same_party
from app.domain.kinds import CUSTOMER, VENDOR, Kind, Side
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money, parse_money, total
from app.domain.payment import in_other_currencies, pieces
from app.domain.rates import FX_PLACES, format_scaled

_Named = Sequence[tuple[Document, Money | None]]


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
    terms = settling.Terms(CUSTOMER.money, row, date, holder, fx_rate)
    document = settling.create(writing, terms, rules, entered)
    act = settling.act_of(rules, document, entered, holder)
    act = replace(act, pieces=pieces(wanted, ()), left=left if left.minor > 0 else None)
    done = settling.settle(writing, act)
    if left.minor > 0:
        settling.overpaid(writing, document, left, done.id)
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
    terms = settling.Terms(VENDOR.money, row, date, holder, fx_rate)
    document = settling.create(writing, terms, rules, money)
    act = settling.act_of(rules, document, money, holder)
    return settling.settle(writing, replace(act, pieces=shares))


RECORDED = ("refund", "chargeback")


def record(
    writing: Writing,
    *,
    party: Ref,
    kind: str,
    amount: Amount,
    date: date | None = None,
    account: Ref | None = None,
    currency: str | None = None,
    fx_rate: Amount | None = None,
) -> Done:
    """Money that already went back to a customer: a refund made elsewhere, a chargeback. The
    customer owes it until a credit is applied to it."""
    rules, findings, row = store.rules(writing), Findings(), None
    holder = rules.accounts[Role.BANK]
    with findings.gather():
        one_of(kind, "kind", RECORDED)
    with findings.gather():
        row = store.find_party(writing, party, CUSTOMER)
    with findings.gather():
        holder = store.find_account(writing, account) if account else holder
    entered = Money(0, rules.currency)
    with findings.gather():
        entered = _received(amount, currency or (row and row.currency) or rules.currency)
    findings.settle()

    terms = settling.Terms(Kind.TRANSACTION, row, date, holder, fx_rate)
    document = settling.create(writing, terms, rules, entered, kind)
    act = settling.act_of(rules, document, entered, holder)
    return settling.settle(writing, act, rules.accounts[CUSTOMER.control])


def void(writing: Writing, *, payment: Ref, reason: str, date: date | None = None) -> Done:
    """Takes a receipt, a payment or recorded money back: what it settled is due again, credits
    used with it are open again, and a credit made of what was left over goes with it."""
    currency = store.base_currency(writing)
    document = store.find_document(writing, payment, kinds.RECORDED, "payment", currency)
    if document.kind is Kind.TRANSACTION:
        return voiding.void(writing, document, reason, date)
    return settling.void(writing, document, reason, date)


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
            text = needed(one.claim or one.transaction, "claim", f"The {side.claim.label}")
            claim = store.find_document(writing, text, side.targets, "claim", rules.currency)
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
