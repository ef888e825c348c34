"""Arcus: credits and their balances (amounts in dollars), vendor credits (amounts as text).

Nothing there has a currency: it is the book's. A credit stands in two lists, once as the memo that
was given and once as the balance that is left of it; the same id is the same credit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.domain.errors import Problem
from app.domain.kinds import CUSTOMER, Status
from app.domain.money import Money
from app.exchange import arcus_vendor
from app.exchange.arcus_fields import amount_of, expiry_of, facts_of
from app.exchange.reading import Row, Told, rows
from app.exchange.record import Contents, Credit, Paying, Refund, Voiding
from app.exchange.shapes import dated, number
from app.exchange.words import (
    ARCUS,
    BALANCE_IN,
    BALANCE_OUT,
    CREDIT_IN,
    CREDIT_OUT,
    NOT_STATED,
    free_reason,
    reason_word,
)

CREDITS, BALANCES, VENDORS = "credits", "customer_credits", "vendor_credits"
VOIDS, PAYINGS = "customer_credit_voids", "ap_payments"
LISTS: Final = (CREDITS, BALANCES, VENDORS, VOIDS, PAYINGS)
NAMES: Final[Mapping[str, str]] = {"party": "account_id", "internal_notes": "notes"}
BALANCE_NAMES: Final[Mapping[str, str]] = {
    "party": "account_id",
    "description": "memo",
    "reason_note": "reason",
    "gl_account": "gl_account_id",
    "source_id": "id",
}
_VIEWS: Final = {"return": "source_return_id", "order": "source_order_id"}
_BALANCE_ONLY: Final = {"open_balance", "memo", "gl_account_id", "journal_entry_id"}


def read(value: Any, currency: str) -> Contents:
    """All that a file says: an object with the lists, one list of mixed rows, or one row. Amounts
    are in `currency`, the book's. Refused with every problem."""
    told = Told()
    lists = _sorted(value, told)
    given = [_credit(row, currency, told) for row in lists[CREDITS]]
    balances = [_balance(row, currency, told) for row in lists[BALANCES]]
    vendors = [arcus_vendor.read_credit(row, currency, told) for row in lists[VENDORS]]
    payings = [arcus_vendor.read_paying(row, currency) for row in lists[PAYINGS]]
    voidings = [_voiding(row) for row in lists[VOIDS]]
    memos = _joined(given, balances, told)
    told.settle()
    return Contents(
        (*memos, *(one for one in vendors if one)),
        tuple(one for one in payings if one),
        tuple(one for one in voidings if one),
        told.remarks,
    )


def _sorted(value: Any, told: Told) -> dict[str, list[Row]]:
    """The rows by list. A row that stands by itself is told apart by its members."""
    found: dict[str, list[Row]] = {name: [] for name in LISTS}
    if isinstance(value, dict) and any(name in value for name in LISTS):
        for name, inner in value.items():
            if name in found:
                found[name] = [] if inner is None else rows(inner, name, told)
            else:
                told.unread(name)
        return found
    alone = isinstance(value, dict) and not isinstance(value.get("data"), list)
    if isinstance(value, dict) and not alone:
        listed = rows(value["data"], "data", told)
        members = value["data"]
    else:
        listed = [Row(value, "", told)] if alone else rows(value, "", told)
        members = [value] if alone else value
    for row, one in zip(listed, members if listed else [], strict=True):
        found[_list_of(one)].append(row)
    return found


def _list_of(value: Any) -> str:
    keys = set(value) if isinstance(value, dict) else set()
    if "vendor_credit_ids" in keys:
        return PAYINGS
    if "vendor_id" in keys or "data" in keys:
        return VENDORS
    return BALANCES if keys & _BALANCE_ONLY else CREDITS


def _credit(row: Row, currency: str, told: Told) -> Credit | None:
    """A memo as it was given."""
    before = told.count
    said, amount = row.text("id"), amount_of(row, currency)
    party = row.text("account_id", required=True)
    reason, note = free_reason(row.text("reason"))
    source = _source(row, said)
    when = expiry_of(row, said)
    notes, status = row.text("notes"), row.word("status", CREDIT_IN) or Status.ISSUED
    applied = row.money("amount_applied", currency)
    refunded = row.money("amount_refunded", currency)
    day, void_day = row.day("issued_at"), row.day("voided_at")
    if row.text("object") not in (None, "credit_memo"):
        row.problem("invalid_value", "object", "This is no credit memo.", "Leave it out.")
    facts = facts_of(row, "credit_memo_number", "entity_id", "id", "issued_at", "voided_at")
    row.close()
    if amount is None or party is None or told.count > before:
        return None
    return Credit(
        path=row.path,
        names=NAMES,
        program=ARCUS,
        status=status,
        id=said,
        party=party,
        currency=currency,
        total=amount,
        applied=applied,
        refunded=refunded,
        reason=reason,
        reason_note=note,
        internal_notes=notes,
        source_type=source[0],
        source_id=source[1],
        issue_date=day,
        expires_at=when[0],
        expires_in_days=when[1],
        usual_expiry=when[2],
        refunds=_refunds(row, refunded, day),
        void_day=void_day,
        voided_reason=NOT_STATED if status is Status.VOID else None,
        facts=facts,
    )


def _source(row: Row, said: str | None) -> tuple[str | None, str | None]:
    """The pair that tells repeats: as it is said, or one of its two views, or the credit's id."""
    pair = row.text("source_type"), row.text("source_id")
    views = {kind: row.text(name) for kind, name in _VIEWS.items()}
    if pair[1]:
        return pair[0] or "other", pair[1]
    for kind, source_id in views.items():
        if source_id:
            return kind, source_id
    return (ARCUS, said) if said else (pair[0], None)


def _refunds(row: Row, refunded: Money | None, day: date | None) -> tuple[Refund, ...] | None:
    if not refunded:
        return None
    row.remark(
        "amount_refunded", "How it was refunded is not said: a new credit pays it from the bank."
    )
    return (Refund(amount=refunded, day=day, path=row.at("amount_refunded")),)


def _balance(row: Row, currency: str, told: Told) -> Credit | None:
    """What is left of a memo."""
    before = told.count
    said, amount = row.text("id"), amount_of(row, currency)
    party = row.text("account_id", required=True)
    left = row.money("open_balance", currency)
    if amount is not None and left is not None and left > amount:
        text = f"{left} is open of an amount of {amount}."
        row.problem("amount_mismatch", "open_balance", text, "Correct one of the two.")
    status = row.word("status", BALANCE_IN) or Status.ISSUED
    reason, note = free_reason(row.text("reason"))
    memo, account = row.text("memo"), row.text("gl_account_id")
    day, void_day = row.day("created_at"), row.day("voided_at")
    names = ("id", "entity_id", "journal_entry_id", "void_journal_entry_id")
    facts = facts_of(row, *names, "created_at", "updated_at", "voided_at")
    row.close()
    if amount is None or party is None or told.count > before:
        return None
    return Credit(
        path=row.path,
        names=BALANCE_NAMES,
        program=ARCUS,
        status=status,
        id=said,
        party=party,
        currency=currency,
        total=amount,
        remaining=left,
        reason=reason,
        reason_note=note,
        description=memo,
        gl_account=account,
        source_type=ARCUS if said else None,
        source_id=said,
        issue_date=day,
        void_day=void_day,
        voided_reason=NOT_STATED if status is Status.VOID else None,
        facts=facts,
    )


def _joined(
    given: Iterable[Credit | None], balances: Iterable[Credit | None], told: Told
) -> list[Credit]:
    """Each credit once: a memo takes from its balance what only that says."""
    made = [one for one in given if one]
    places = {one.id: place for place, one in enumerate(made) if one.id}
    for balance in balances:
        if balance is None:
            continue
        place = places.get(balance.id) if balance.id else None
        if place is None:
            made.append(balance)
        elif made[place].total != balance.total:
            text = f"The credit is over {made[place].total} in {made[place].path}."
            told.problem(_mismatch("amount_mismatch", text, f"{balance.path}.amount"))
        elif made[place].party != balance.party:
            text = f"The credit is another account's in {made[place].path}."
            told.problem(_mismatch("party_mismatch", text, f"{balance.path}.account_id"))
        else:
            made[place] = _with_balance(made[place], balance)
    return made


def _mismatch(code: str, text: str, path: str) -> Problem:
    return Problem(code, text, path, "Correct one of the two.")


def _with_balance(memo: Credit, balance: Credit) -> Credit:
    """The balance says the reason in its own words: they count when the list has none."""
    own = memo.reason == "other" and memo.reason_note is None and balance.reason is not None
    return replace(
        memo,
        reason=balance.reason if own else memo.reason,
        reason_note=memo.reason_note or balance.reason_note,
        description=balance.description,
        gl_account=balance.gl_account,
        remaining=balance.remaining,
        void_day=memo.void_day or balance.void_day,
        facts={**balance.facts, **memo.facts},
    )


def _voiding(row: Row) -> Voiding | None:
    """A credit to be voided; the reason may be missing there, but not here."""
    said, reason = row.text("id", required=True), row.text("reason")
    row.close()
    return Voiding(credit=said, reason=reason or NOT_STATED, path=row.path) if said else None


def write_file(credits: Iterable[Credit], payings: Iterable[Paying]) -> dict[str, Any]:
    """All of them as the lists that a file holds."""
    found = tuple(credits)
    memos = [one for one in found if one.side is CUSTOMER]
    return {
        CREDITS: [write(one) for one in memos],
        BALANCES: [write_balance(one) for one in memos],
        VENDORS: [arcus_vendor.write(one) for one in found if one.side is not CUSTOMER],
        PAYINGS: [arcus_vendor.write_paying(one) for one in payings],
    }


def says(credit: Credit, currency: str) -> str | None:
    """Why a credit has no place in Arcus; None if it has one."""
    if credit.status not in CREDIT_OUT:
        return "it is a draft"
    return f"it is in {credit.currency}" if credit.currency != currency else None


def write(credit: Credit) -> dict[str, Any]:
    """A memo as it was given. The source pair of one that came from Arcus is its id."""
    nothing = Money(0, credit.currency)
    own = credit.source_type != ARCUS
    views = {
        name: credit.source_id if credit.source_type == kind else None
        for kind, name in _VIEWS.items()
    }
    return {
        "id": credit.facts.get("id", credit.origin),
        "object": "credit_memo",
        "entity_id": credit.business,
        "account_id": credit.party,
        "credit_memo_number": credit.facts.get("credit_memo_number", credit.number),
        "amount": number(credit.total),
        "amount_applied": number(credit.applied or nothing),
        "amount_refunded": number(credit.refunded or nothing),
        "reason": reason_word(ARCUS, credit.reason),
        "source_type": credit.source_type if own else None,
        "source_id": credit.source_id if own else None,
        **views,
        "status": CREDIT_OUT[credit.status],
        "expires_at": credit.expires_at and credit.expires_at.isoformat(),
        "notes": credit.internal_notes,
        "issued_at": dated(credit.facts.get("issued_at", credit.issued_at), credit.issue_date),
        "voided_at": credit.voided_at,
    }


def write_balance(credit: Credit) -> dict[str, Any]:
    """What is left of a memo. The entry of its void stands beside the one of its issue."""
    return {
        "id": credit.facts.get("id", credit.origin),
        "entity_id": credit.business,
        "account_id": credit.party,
        "amount": number(credit.total),
        "open_balance": number(credit.remaining or Money(0, credit.currency)),
        "status": BALANCE_OUT[credit.status],
        "reason": credit.reason_note or credit.reason,
        "memo": credit.description,
        "gl_account_id": credit.gl_account,
        "journal_entry_id": credit.issue_entry,
        "void_journal_entry_id": credit.void_entry,
        "created_at": credit.created_at,
        "updated_at": credit.updated_at,
        "voided_at": credit.voided_at,
    }
