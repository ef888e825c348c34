"""Uses of a credit: applications and refunds are written, and taken back, here."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from app.book import journal, schema, store, tallies
from app.book.book import Writing
from app.book.refs import DOCUMENT, USE, ref, row_of
from app.book.sql import Prepared, insert_row
from app.commands import issuing
from app.commands.done import Done, record
from app.commands.drafts import touch
from app.commands.inputs import clean
from app.commands.resolve import rate_on
from app.domain import rates
from app.domain.accounts import Account, Role
from app.domain.document import Document
from app.domain.entry import Entry
from app.domain.errors import Refused, present, refuse
from app.domain.kinds import CREDITS, Kind, Side
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money, exponent
from app.domain.rates import FX_PLACES, parse_scaled

METHODS = ("cash", "check", "ach", "wire", "credit_card", "debit_card", "other")
CARDS = ("credit_card", "debit_card")


def after(document: Document, figure: str, amount: Money) -> Document:
    """The document as it stands once `amount` of it is used."""
    base = document.base_open - document.base_of(amount)
    moved: dict[str, Any] = {figure: getattr(document, figure) + amount, "base_open": base}
    return replace(document, **moved)


def apply(writing: Writing, act: Act, entry: Entry) -> str:
    """Writes one application that the rules have passed; answers its id."""
    document, target = act.document, present(act.target, "a target")
    base, target_base = document.base_of(act.amount), target.base_of(act.amount)
    entry_id = journal.append(
        writing,
        entry,
        on=act.on,
        act="apply",
        description=f"{document.name} applied to {target.name}, {document.party_name}",
        document_id=document.id,
    )
    use_id = _insert(
        writing,
        kind="apply",
        document_id=document.id,
        target_id=target.id,
        amount=act.amount.minor,
        base=base.minor,
        target_base=target_base.minor,
        date=act.on.isoformat(),
        entry_id=entry_id,
    )
    tallies.move(writing, document.id, "applied", act.amount, base)
    tallies.move(writing, target.id, "applied", act.amount, target_base)
    note = {"amount": str(act.amount), "to": target.number, "date": act.on.isoformat()}
    record(writing, "apply", "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    touch(writing, target.kind, target.id)
    return ref(USE, use_id)


def count_revision(writing: Writing, document: Document) -> None:
    """One more stored change of the document; its stage stays."""
    issuing.change_stage(writing, document, document.stage)


@dataclass(frozen=True, slots=True)
class RefundTerms:
    """How credit is paid out: when, from which account, by what, at which rate."""

    date: date | None
    account: str | None
    method: str | None
    fx_rate: str | None
    reference: str | None


def refund(
    writing: Writing, document: Document, rules: Rules, entered: Money, how: RefundTerms
) -> Done:
    """Writes one refund of a credit."""
    method = how.method or "other"
    if method not in METHODS:
        raise refuse(
            "invalid_value",
            f"“{method[:20]}” is not a way to pay.",
            "method",
            f"Use one of: {', '.join(METHODS)}.",
        )
    account = _refund_account(writing, rules, how.account, method)
    day = how.date or rules.lock.first_open(writing.today)
    act = Act(
        document,
        rules,
        day,
        how.date or writing.today,
        entered=entered,
        account=account,
        base=_money_base(writing, document, rules, entered, day, how.fx_rate),
    )
    outcome = LIFECYCLES[document.kind].perform("refund", act)
    base = document.base_of(entered)
    entry_id = journal.append(
        writing,
        outcome.entry,
        on=day,
        act="refund",
        description=f"Refund of {document.name}, {document.party_name}",
        document_id=document.id,
    )
    use_id = _insert(
        writing,
        kind="refund",
        document_id=document.id,
        amount=entered.minor,
        base=base.minor,
        date=day.isoformat(),
        entry_id=entry_id,
        account_id=account.id,
        method=method,
        reference=clean(how.reference, "reference", is_name=True),
    )
    tallies.move(writing, document.id, "refunded", entered, base)
    count_revision(writing, document)
    note = {"amount": str(entered), "method": method, "date": day.isoformat()}
    record(writing, "refund", "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id), (ref(USE, use_id),))


def _refund_account(writing: Writing, rules: Rules, code: str | None, method: str) -> Account:
    if code:
        return store.find_account(writing, code)
    return rules.accounts[Role.CARD_CLEARING if method in CARDS else Role.BANK]


def _money_base(
    writing: Writing, document: Document, rules: Rules, entered: Money, day: date, text: str | None
) -> Money:
    """The money at the day's rate (domain.md 4.4)."""
    if document.currency == rules.currency:
        return entered
    if text:
        rate = parse_scaled(text, FX_PLACES, "fx_rate")
    else:
        rate = rate_on(writing, document.currency, day.isoformat(), rules.currency)
    places = (exponent(document.currency), exponent(rules.currency))
    return Money(rates.convert(entered.minor, places[0], rate, places[1]), rules.currency)


_u = schema.document_use.c
_USE = Prepared(select(schema.document_use).where(_u.id == bindparam("row_id")))
_TAKEN_BACK = Prepared(
    select(func.count()).select_from(schema.document_use).where(_u.reverses == bindparam("row_id"))
)
_FIGURE = {"apply": "applied", "refund": "refunded"}
_KIND = {"unapply": "apply", "void_refund": "refund"}


def take_back(
    writing: Writing, side: Side, name: str, text: str, day: date | None, reason: str = ""
) -> Done:
    """Writes the opposite of an application or a refund; both sides get back just what it took."""
    rules = store.rules(writing)
    use = _find_use(writing, side, _KIND[name], text)
    document = _document(writing, use.document_id, rules.currency)
    target = _document(writing, use.target_id, rules.currency) if use.target_id else None
    used_on = date.fromisoformat(use.date)
    act = Act(
        document,
        rules,
        day or rules.lock.first_open(max(writing.today, used_on)),
        writing.today,
        reason=reason,
        acted_on=used_on,
        mirrors=store.recorded_entry(writing.connection, use.entry_id, rules.currency),
        reversed_already=bool(_TAKEN_BACK.run(writing.connection, row_id=use.id).scalar()),
    )
    outcome = LIFECYCLES[document.kind].perform(name, act)

    on = f" from {target.name}" if target else ""
    entry_id = journal.append(
        writing,
        outcome.entry,
        on=act.on,
        act=name,
        description=f"{document.name} taken back{on}, {document.party_name}",
        document_id=document.id,
        reversal_of=use.entry_id,
    )
    copied = ("kind", "document_id", "target_id", "amount", "base", "target_base", "account_id")
    _insert(
        writing,
        **{column: getattr(use, column) for column in copied},
        date=act.on.isoformat(),
        entry_id=entry_id,
        reason=reason.strip() or None,
        reverses=use.id,
    )
    amount, figure = Money(use.amount, document.currency), _FIGURE[use.kind]
    tallies.move(writing, document.id, figure, -amount, -Money(use.base, rules.currency))
    if target:
        base = Money(use.target_base, rules.currency)
        tallies.move(writing, target.id, "applied", -amount, -base)
        touch(writing, target.kind, target.id)
    issuing.change_stage(writing, document, outcome.stage)
    note = {"amount": str(amount), "from": target.number if target else None, "reason": reason}
    record(writing, name, "document", document.id, after=note)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id), (text,))


def _insert(writing: Writing, **values: Any) -> int:
    empty = dict.fromkeys(
        [
            "target_id",
            "target_base",
            "entry_id",
            "account_id",
            "method",
            "reference",
            "reason",
            "reverses",
        ]
    )
    return insert_row(
        writing.connection, schema.document_use, **{**empty, **values}, created_at=writing.now
    )


def _find_use(writing: Writing, side: Side, kind: str, text: str) -> Any:
    row_id = row_of(USE, text)
    row = _USE.run(writing.connection, row_id=row_id).first() if row_id else None
    if row is None or row.kind != kind or row.reverses is not None:
        raise _no_use(kind, text)
    owner = Kind(
        writing.connection.execute(
            select(schema.document.c.kind).where(schema.document.c.id == row.document_id)
        ).scalar_one()
    )
    if owner is not side.credit:
        raise _no_use(kind, text)
    return row


def _no_use(kind: str, text: str) -> Refused:
    word = "application" if kind == "apply" else "refund"
    hint = "Open the credit to see its applications and refunds."
    return refuse("not_found", f"There is no {word} “{text[:20]}”.", word, hint)


def _document(writing: Writing, document_id: int, currency: str) -> Document:
    kinds = CREDITS | {Kind.INVOICE, Kind.BILL}
    return store.find_document(writing, ref(DOCUMENT, document_id), kinds, "credit", currency)
