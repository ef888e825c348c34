"""Rebilly's credit memos: amounts are JSON numbers in units of the currency."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.domain.kinds import CUSTOMER, Status
from app.domain.money import Money, total
from app.exchange.reading import Row, Told
from app.exchange.rebilly_items import (
    facts_of_items,
    header_line,
    read_items,
    with_tax,
    write_items,
)
from app.exchange.record import Contents, Credit, Line, Refund, Use
from app.exchange.shapes import checked_currency, dated, listed, number
from app.exchange.text import Number
from app.exchange.words import (
    NOT_STATED,
    REBILLY,
    REBILLY_IN,
    REBILLY_OUT,
    reason_of,
    reason_word,
)

LISTS: Final = ("credit_memos", "creditMemos", "credits", "data")
NAMES: Final[Mapping[str, str]] = {
    "party": "customerId",
    "claim": "invoiceId",
    "amount": "totalAmount",
    "lines": "items",
    "unit_price": "unitPrice",
    "product": "productId",
    "plan": "planId",
    "claim_line": "invoiceItemId",
    "shipping": "shippingAmount",
    "issue_date": "createdTime",
    "fx_rate": "currency",
    "source_id": "id",
}
_EXPORT_ONLY: Final = ("_links", "_embedded")
_KEPT: Final = ("number", "revision", "createdTime", "updatedTime")


def read(value: Any, _currency: str = "") -> Contents:
    """The credit memos of a file: a list, an object with one, or a single one. The currency is
    theirs to say; that of the book does not matter. Refused with every problem."""
    told = Told()
    found = [_credit(row, told) for row in listed(value, LISTS, told)]
    told.settle()
    return Contents(tuple(one for one in found if one), remarks=told.remarks)


def _credit(row: Row, told: Told) -> Credit | None:
    before = told.count
    currency = checked_currency(row, "currency")
    lines, fee = read_items(row, currency)
    shipping = row.money("shippingAmount", currency)
    whole = row.money("totalAmount", currency)
    lines = with_tax(row, lines or header_line(row, whole, shipping), currency)
    status = row.word("status", REBILLY_IN) or Status.ISSUED
    reason, note = reason_of(REBILLY, row.text("reason"))
    uses, transactions = _both(row, currency)
    facts = _facts(row)
    day, said, left = row.day("createdTime"), row.text("id"), row.money("unusedAmount", currency)
    party = row.text("customerId", required=True)
    claim, description = row.text("invoiceId"), row.text("description")
    if currency is None or party is None or told.count > before:
        row.close()
        return None
    amount = _total(row, lines, shipping, fee, whole, currency)
    row.close()
    return Credit(
        path=row.path,
        names=NAMES,
        program=REBILLY,
        status=status,
        id=said,
        source_type=REBILLY if said else None,
        source_id=said,
        party=party,
        currency=currency,
        total=amount,
        remaining=left,
        shipping=shipping,
        restocking_fee=fee,
        reason=reason,
        reason_note=note,
        description=description,
        claim=claim,
        issue_date=day,
        lines=lines,
        uses=uses,
        transactions=transactions,
        uses_replace=True,
        clamp=True,
        voided_reason=NOT_STATED if status is Status.VOID else None,
        facts=facts,
    )


def _facts(row: Row) -> dict[str, Any]:
    """What only the history keeps."""
    row.whole("number")
    row.whole("revision")
    row.instant("updatedTime")
    for name in _EXPORT_ONLY:
        row.raw(name)
    found = {name: row.raw(name) for name in _KEPT}
    return {name: one for name, one in found.items() if one is not None} | facts_of_items(row)


def _both(row: Row, currency: str | None) -> tuple[tuple[Use, ...] | None, tuple[Use, ...] | None]:
    """What it was used for: invoices, and money that went back."""
    box = row.row("allocations")
    invoices = _uses(box, "invoices", "invoiceId", currency)
    transactions = _uses(box, "transactions", "transactionId", currency)
    if box:
        box.close()
    return invoices, transactions


def _total(
    row: Row,
    lines: tuple[Line, ...],
    shipping: Money | None,
    fee: Money | None,
    said: Money | None,
    currency: str,
) -> Money:
    """What the credit adds up to; a total that is said is only compared."""
    if not lines:
        row.problem("required", "items", "There are no items.", "Give items or a total.")
    parts = [line.price for line in lines] + [line.tax.amount for line in lines if line.tax]
    nothing = Money(0, currency)
    found = total([*parts, shipping or nothing, -(fee or nothing)], currency)
    if said is not None and said != found:
        text = f"The file says {said}; its parts add up to {found}, which is stored."
        row.remark("totalAmount", text)
    return found


def _uses(box: Row | None, name: str, word: str, currency: str | None) -> tuple[Use, ...] | None:
    """Applications; a list that is missing says nothing, an empty one that there are none."""
    rows = box.rows(name) if box else None
    if rows is None:
        return None
    return tuple(use for row in rows if (use := _use(row, word, currency)))


def _use(row: Row, word: str, currency: str | None) -> Use | None:
    target = row.text(word, required=True)
    own = row.text("currency")
    if own is not None and currency is not None and own != currency:
        text = f"The credit memo is in {currency}."
        row.problem("currency_mismatch", "currency", text, "Write the same currency.")
    amount, day = row.money("amount", currency), row.day("createdTime")
    row.instant("updatedTime")
    row.close()
    if target is None:
        return None
    return Use(
        target=target,
        amount=amount,
        day=day,
        path=row.path,
    )


def write_file(credits: Iterable[Credit], *, embed: bool = False) -> list[Any]:
    """Credit memos as the list that a file holds; vendor credits have no place there."""
    return [write(one, embed=embed) for one in credits if one.side is CUSTOMER]


def write(credit: Credit, *, embed: bool = False) -> dict[str, Any]:
    """A credit memo in Rebilly's shape; `embed` puts the customer in."""
    tax = total((line.tax.amount for line in credit.lines if line.tax), credit.currency)
    made: dict[str, Any] = {
        "id": credit.origin,
        "customerId": credit.party,
        "currency": credit.currency,
        "number": _number(credit),
        "invoiceId": credit.claim,
        "items": write_items(credit),
        "taxAmount": number(tax),
        "shippingAmount": number(credit.shipping or Money(0, credit.currency)),
        "totalAmount": number(credit.total),
        "unusedAmount": number(credit.remaining or Money(0, credit.currency)),
        "status": REBILLY_OUT[credit.status],
        "reason": reason_word(REBILLY, credit.reason),
        "description": credit.description,
        "allocations": _allocations(credit),
        "revision": credit.revision,
        "createdTime": dated(
            credit.facts.get("createdTime", credit.created_at), credit.issue_date
        ),
        "updatedTime": credit.updated_at,
        "_links": _links(credit),
    }
    if embed:
        made["_embedded"] = {"customer": {"id": credit.party, "name": credit.party_name}}
    return made


def _number(credit: Credit) -> Any:
    """Its number among the customer's; that of one that came from there stays theirs."""
    kept = credit.facts.get("number")
    return credit.sequence if kept is None else Number(kept)


def _allocations(credit: Credit) -> dict[str, Any]:
    """What is live; refunds count as transactions."""
    moved: list[tuple[str, Use | Refund]] = [
        (use.target, use) for use in credit.transactions or ()
    ]
    moved += [(one.reference or one.id or "", one) for one in credit.refunds or ()]
    return {
        "invoices": [
            _allocation("invoiceId", use.target, use, credit)
            for use in credit.uses or ()
            if use.live
        ],
        "transactions": [
            _allocation("transactionId", target, use, credit) for target, use in moved if use.live
        ],
    }


def _allocation(word: str, target: str, use: Use | Refund, credit: Credit) -> dict[str, Any]:
    return {
        word: target,
        "amount": None if use.amount is None else number(use.amount),
        "currency": credit.currency,
        "createdTime": dated(use.created_at, use.day),
        "updatedTime": use.updated_at or use.created_at,
    }


def _links(credit: Credit) -> list[dict[str, str]]:
    links = [
        ("self", f"/credit-memos/{credit.origin}"),
        ("customer", f"/customers/{credit.party}"),
    ]
    links += [("invoice", f"/invoices/{credit.claim}")] if credit.claim else []
    return [{"rel": rel, "href": href} for rel, href in links]
