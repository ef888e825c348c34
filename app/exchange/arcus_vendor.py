"""Arcus's vendor credits, whose amounts are text, and the payments of bills that use them."""

from collections.abc import Mapping
from typing import Any, Final

from app.domain.accounts import VENDOR_SOURCES
from app.domain.kinds import VENDOR, Status
from app.domain.money import Money
from app.exchange.arcus_fields import amount_of, expiry_of, facts_of
from app.exchange.reading import Row, Told
from app.exchange.record import Credit, Paying
from app.exchange.shapes import dated, number
from app.exchange.words import ARCUS, NOT_STATED, VENDOR_IN, VENDOR_OUT, free_source

NAMES: Final[Mapping[str, str]] = {
    "party": "vendor_id",
    "internal_notes": "notes",
    "reason_note": "reason",
}
_SOURCES: Final = {word: word for word in VENDOR_SOURCES}


def read_credit(row: Row, currency: str, told: Told) -> Credit | None:
    """A vendor credit, as it is asked for or as it is answered (inside “data”)."""
    inner = row.row("data") if row.has("data") else row
    if inner is not row:
        row.close()
    if inner is None:
        return None
    return _vendor_row(inner, currency, told)


def _vendor_row(row: Row, currency: str, told: Told) -> Credit | None:
    before = told.count
    said, amount = row.text("id"), amount_of(row, currency)
    party, reason = row.text("vendor_id", required=True), row.text("reason")
    source_type = row.word("source_type", _SOURCES) or free_source(reason) or "manual"
    source_id = row.text("source_id") or said
    when = expiry_of(row, said)
    left, notes = row.money("remaining_amount", currency), row.text("notes")
    if amount is not None and left is not None and left > amount:
        text = f"{left} remains of an amount of {amount}."
        row.problem("amount_mismatch", "remaining_amount", text, "Correct one of the two.")
    status, day = row.word("status", VENDOR_IN) or Status.ISSUED, row.day("created_at")
    facts = facts_of(row, "credit_number", "entity_id", "id", "created_at", "updated_at")
    row.close()
    if amount is None or party is None or told.count > before:
        return None
    return Credit(
        path=row.path,
        names=NAMES,
        program=ARCUS,
        side=VENDOR,
        status=status,
        id=said,
        party=party,
        currency=currency,
        total=amount,
        remaining=left,
        reason_note=reason,
        internal_notes=notes,
        source_type=source_type,
        source_id=source_id,
        issue_date=day,
        expires_at=when[0],
        expires_in_days=when[1],
        usual_expiry=when[2],
        voided_reason=NOT_STATED if status is Status.VOID else None,
        facts=facts,
    )


def read_paying(row: Row, currency: str) -> Paying | None:
    """A payment of bills, as far as it used vendor credits."""
    party, day = row.text("vendor_id", required=True), row.day("payment_date")
    cash = row.money("amount", currency)
    used = row.raw("vendor_credit_ids", required=True)
    said = row.text("id")
    if not isinstance(used, list) or not all(type(one) is str for one in used):
        text = "Here must be a list of ids."
        row.problem("malformed", "vendor_credit_ids", text, "Write it in square brackets.")
        used = []
    claims = []
    for bill in row.rows("bills") or []:
        target, amount = bill.text("bill_id", required=True), bill.money("amount", currency)
        bill.close()
        claims += [(target, amount)] if target else []
    for name in ("object", "entity_id", "status", "method"):
        row.raw(name)
    row.close()
    if party is None:
        return None
    return Paying(
        party=party,
        day=day,
        cash=cash or Money(0, currency),
        credits=tuple(used),
        claims=tuple(claims),
        id=said,
        path=row.path,
    )


def id_of(credit: Credit) -> str | None:
    """Its id there, if it came from there; else its own."""
    return str(credit.facts["id"]) if "id" in credit.facts else credit.id


def write(credit: Credit) -> dict[str, Any]:
    """A vendor credit as it is answered, inside “data”. A source that is but its id is none."""
    source = None if credit.source_id == id_of(credit) else credit.source_id
    expires = credit.expires_at and f"{credit.expires_at.isoformat()}T23:59:59Z"
    return {
        "data": {
            "id": id_of(credit),
            "entity_id": credit.business,
            "vendor_id": credit.party,
            "credit_number": credit.facts.get("credit_number", credit.number),
            "amount": str(credit.total),
            "remaining_amount": str(credit.remaining or Money(0, credit.currency)),
            "reason": credit.reason_note,
            "source_type": credit.source_type,
            "source_id": source,
            "status": VENDOR_OUT[credit.status],
            "expires_at": expires,
            "notes": credit.internal_notes,
            "created_at": dated(
                credit.facts.get("created_at", credit.created_at), credit.issue_date
            ),
            "updated_at": credit.updated_at,
        }
    }


def write_paying(paying: Paying) -> dict[str, Any]:
    """A payment of bills in which vendor credits were used."""
    return {
        "id": paying.id,
        "vendor_id": paying.party,
        "payment_date": paying.day and paying.day.isoformat(),
        "amount": number(paying.cash),
        "vendor_credit_ids": list(paying.credits),
        "bills": [
            {"bill_id": claim, "amount": None if amount is None else number(amount)}
            for claim, amount in paying.claims
        ],
    }
