"""Why is this the balance? Of a party: what is open; of a document: everything it was used for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, PARTY, ref
from app.domain.document import Document
from app.domain.kinds import CREDITS, CUSTOMER, MONEY, Kind, Side
from app.domain.money import Money, total
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import report_why
from app.queries.open_items import Narrow, OpenItem, open_items
from app.queries.report_parts import (
    Cells,
    Columns,
    amount,
    as_of,
    day,
    document_leads,
    entry_leads,
    heading,
    made,
    party_of,
    row,
    said_as_of,
    text,
)

_PARTY: Columns = (
    day(),
    text("what", "What"),
    text("currency", "Currency"),
    amount("open", "Open"),
    amount("amount", "In the books"),
)
_DOCUMENT: Columns = (day(), text("what", "What happened"), amount("amount", "Amount"))
_METHODS: Final = {"ach": "ACH"}

_u = schema.document_use.c
_giver, _target = schema.document.alias("giver"), schema.document.alias("target")


def why(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """Why an account, a party or a document (its id in `part`) stands as it does at the end of a
    day. Refused: required, not_found, invalid_date."""
    del after
    if wish.part:
        return of_document(reading, wish)
    if wish.party and not wish.account:
        return of_party(reading, wish)
    return report_why.of_account(reading, wish)


def of_party(reading: Reading, wish: Wish) -> Report:
    """The open invoices or bills of a party and its credits that are not used yet."""
    side, party = party_of(reading, wish)
    on, own, id_ = as_of(wish, reading), store.base_currency(reading), ref(PARTY, party.id)
    items = open_items(reading, on, side.targets | {side.credit}, Narrow(party.id))
    rows: list[ReportRow] = []
    for kind in sorted(side.targets | {side.credit}, key=list(Kind).index, reverse=True):
        mine = [one for one in items if one.kind is kind]
        if mine:
            rows.append(heading(_PARTY, f"Open {kind.label}s"))
            rows += [_open(one, on) for one in mine]
            title = f"Sum of {kind.label}s"
            behind = Leads("open_documents", Wish(None, on, side.name, id_, part=kind.value))
            cells: Cells = {"what": title, "amount": _sum(mine, own)}
            rows.append(row(_PARTY, f"{kind} sum", cells, Rank.SUBTOTAL, behind))
    closing = _sum(items, own)
    behind = Leads("open_documents", Wish(None, on, side.name, id_))
    cells = {"what": "Balance", "amount": closing}
    rows.append(row(_PARTY, "closing", cells, Rank.TOTAL, behind))
    about = ((side.name.capitalize(), party.name), *said_as_of(on), ("Currency", own))
    title = f"Why the balance of {party.name} is {closing} {own}"
    remarks = (_owed(side, party.name, closing, on),)
    return made(reading, "why", title, about, _PARTY, rows, remarks)


def _sum(items: Iterable[OpenItem], own: str) -> Money:
    signed = (one.base_open if one.sign > 0 else -one.base_open for one in items)
    return total(signed, own)


def _owed(side: Side, name: str, closing: Money, on: date) -> str:
    if not closing:
        return f"On {on} nothing is owed either way."
    ours = (closing.minor > 0) is (side is CUSTOMER)
    size = closing if closing.minor > 0 else -closing
    who = f"{name} owes us" if ours else f"we owe {name}"
    return f"On {on} {who} {size} {closing.currency}, credits taken off."


def _open(one: OpenItem, on: date) -> ReportRow:
    late = (on - one.due).days
    what = f"{one.kind.label.capitalize()} {one.number}"
    if one.kind not in CREDITS:
        what += f", due {one.due}" + (f", {late} days late" if late > 0 else "")
    cells: Cells = {
        "date": one.issue_date,
        "what": what,
        "currency": one.open.currency,
        "open": one.open if one.sign > 0 else -one.open,
        "amount": one.base_open if one.sign > 0 else -one.base_open,
    }
    why_ = Leads("why", Wish(last=on, part=one.id))
    figures = (("open", why_), ("amount", why_))
    return row(_PARTY, one.id, cells, leads=document_leads(one.id, one.kind), figures=figures)


def of_document(reading: Reading, wish: Wish) -> Report:
    """The total of a document, everything that it was used for or that was used on it, and what
    is left, in its own currency. Before its day it is of nothing; a draft is all there."""
    on, own = as_of(wish, reading), store.base_currency(reading)
    found = store.find_document(reading, wish.part or "", frozenset(Kind), "document", own)
    id_ = ref(DOCUMENT, found.id)
    stands = found.number is None or found.issue_date <= on
    given = found.total if stands else Money(0, found.currency)
    opening: Cells = {"date": found.issue_date, "what": "Total", "amount": given}
    rows = [row(_DOCUMENT, "total", opening, leads=document_leads(id_, found.kind))]
    left, taken = given, Money(0, found.currency)
    for use in _uses(reading, found, on):
        rows.append(_use(found, use))
        money = rows[-1].cells[-1]
        if isinstance(money, Money):
            left, taken = left + money, taken - money
    word = _word(found.kind)
    cells: Cells = {"date": on, "what": word.capitalize(), "amount": left}
    rows.append(row(_DOCUMENT, "closing", cells, Rank.TOTAL, document_leads(id_, found.kind)))
    about = (
        (found.kind.label.capitalize(), found.name),
        ("Party", found.party_name),
        *said_as_of(on),
        ("Currency", found.currency),
    )
    title = f"Why {left} {found.currency} of {found.name} is {word}"
    verb = "was given for" if found.kind in CREDITS else "came to"
    told = f"{found.name} {verb} {found.total} {found.currency}."
    told += f" By {on} {taken} {taken.currency} of it was used, settled or lost;"
    told += f" {left} {left.currency} is {word}."
    remarks = [told if stands else f"By {on} {found.name} was not issued."]
    if found.kind is Kind.RECEIPT and (surplus := store.surplus_of(reading, found)):
        made_of_it = store.document_by_id(reading, surplus)
        remarks.append(f"What was left over became credit memo {made_of_it.name}.")
    return made(reading, "why", title, about, _DOCUMENT, rows, remarks)


def _word(kind: Kind) -> str:
    """What is left of a credit or of money, what is due of an invoice or a bill."""
    return "left" if kind in CREDITS | MONEY else "due"


def _uses(reading: Reading, document: Document, on: date) -> list[Any]:
    """Everything that took from a document or gave back to it by the end of a day."""
    rows = reading.connection.execute(
        select(
            _u.id,
            _u.kind,
            _u.date,
            _u.amount,
            _u.method,
            _u.reason,
            _u.reverses,
            _u.entry_id,
            _u.document_id,
            _u.target_id,
            _giver.c.kind.label("giver_kind"),
            _giver.c.number.label("giver_number"),
            _target.c.kind.label("target_kind"),
            _target.c.number.label("target_number"),
        )
        .select_from(
            schema.document_use.join(_giver, _giver.c.id == _u.document_id).outerjoin(
                _target, _target.c.id == _u.target_id
            )
        )
        .where(
            or_(_u.document_id == document.id, _u.target_id == document.id),
            _u.date <= on.isoformat(),
        )
        .order_by(_u.date, _u.id)
    )
    return list(rows)


def _use(document: Document, use: Any) -> ReportRow:
    """A use takes from what is left; its taking back gives."""
    gives, mine = use.reverses is not None, use.document_id == document.id
    if use.kind == "apply" and mine:
        other, kind = use.target_id, Kind(use.target_kind)
        what = f"Used on {kind.label} {use.target_number}"
    elif use.kind == "apply":
        other, kind = use.document_id, Kind(use.giver_kind)
        verb = "used" if kind in CREDITS else "settled it"
        what = f"{kind.label.capitalize()} {use.giver_number} {verb}"
    else:
        other, kind = None, document.kind
        what = _lost(use)
    what = f"Taken back: {what[0].lower()}{what[1:]}" if gives else what
    leads = document_leads(ref(DOCUMENT, other), kind) if other else None
    if leads is None and use.entry_id:
        leads = entry_leads(ref(ENTRY, use.entry_id))
    money = Money(use.amount if gives else -use.amount, document.currency)
    cells: Cells = {"date": date.fromisoformat(use.date), "what": what, "amount": money}
    return row(_DOCUMENT, f"u{use.id}", cells, leads=leads)


def _lost(use: Any) -> str:
    if use.kind == "refund":
        method = (use.method or "").replace("_", " ")
        return f"Refunded by {_METHODS.get(method, method)}" if method else "Refunded"
    if use.kind == "expire":
        return "Lapsed"
    return f"Voided: {use.reason}" if use.reason else "Voided"
