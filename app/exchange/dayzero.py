"""DayZero's credit memos: amounts are whole minor units, each beside the same amount as text."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.domain.document import priced
from app.domain.kinds import CUSTOMER, Status
from app.domain.money import Money, total
from app.domain.rates import PERCENT_PLACES, PRICE_PLACES, QUANTITY_PLACES, parse_scaled
from app.exchange.reading import Row, Told
from app.exchange.record import Contents, Credit, Line, Tax, Use
from app.exchange.shapes import checked_currency, listed, percent_of
from app.exchange.text import Number, compact
from app.exchange.words import (
    DAYZERO,
    DAYZERO_IN,
    DAYZERO_OUT,
    NOT_STATED,
    reason_of,
    reason_word,
)

LISTS: Final = ("credit_memos", "credits", "items", "data")
NAMES: Final[Mapping[str, str]] = {
    "party": "customer_id",
    "claim": "invoice_id",
    "lines": "line_items",
    "fx_rate": "currency",
    "source_id": "id",
}
_INSTANTS: Final = ("applied_date", "created_at", "updated_at", "voided_at")
_WORDS: Final = ("number", "business_id", "reason_display")
_TEXTS: Final = (
    "number",
    "description",
    "internal_notes",
    "invoice_id",
    "invoice_number",
    "customer_name",
    "voided_reason",
)
_FLAGS: Final = ("can_be_applied", "can_be_voided", "can_be_deleted", "has_applications")
_EXTRA: Final = ("shipping", "restocking_fee")


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
    amount, applied, left = _amounts(row, currency)
    status = row.word("status", DAYZERO_IN, required=True)
    reason, note = reason_of(DAYZERO, row.text("reason", required=True))
    day, party = row.day("issue_date", required=True), row.text("customer_id", required=True)
    said = row.text("id")
    uses = _uses(row, currency)
    lines, extra, kept = _lines(row, currency, amount)
    texts = {name: row.text(name) for name in _TEXTS}
    void_day, facts = row.day("voided_at"), _facts(row)
    row.close()
    if currency is None or amount is None or status is None or party is None:
        return None
    if told.count > before:
        return None
    return Credit(
        path=row.path,
        names=NAMES,
        program=DAYZERO,
        status=status,
        id=said,
        source_type=DAYZERO if said else None,
        source_id=said,
        party=party,
        party_name=texts["customer_name"],
        number=texts["number"],
        currency=currency,
        total=amount,
        applied=applied,
        remaining=left,
        reason=reason,
        reason_note=note,
        description=texts["description"],
        internal_notes=_joined(texts["internal_notes"], *kept),
        claim=texts["invoice_id"],
        claim_number=texts["invoice_number"],
        issue_date=day,
        lines=lines,
        **extra,
        uses=uses,
        void_day=void_day,
        never_issued=status is Status.VOID and texts["number"] is None,
        voided_reason=(texts["voided_reason"] or NOT_STATED) if status is Status.VOID else None,
        facts=facts,
    )


def _amounts(row: Row, currency: str | None) -> tuple[Money | None, Money | None, Money | None]:
    """The amount, and what of it is applied and remaining."""
    amount = _twice(row, "amount", currency, required=True)
    applied = _twice(row, "amount_applied", currency)
    left = _twice(row, "amount_remaining", currency)
    if amount and applied and left and (applied + left) > amount:
        text = f"{applied} applied and {left} remaining are more than the amount of {amount}."
        row.problem("amount_mismatch", "amount_remaining", text, "Correct one of the three.")
    return amount, applied, left


def _facts(row: Row) -> dict[str, Any]:
    """What only the history keeps; the flags follow from the rest."""
    for name in _FLAGS:
        row.flag(name)
    for name in _INSTANTS:
        row.instant(name)
    for name in _WORDS:
        row.text(name)
    found = {name: row.raw(name) for name in (*_INSTANTS, *_WORDS)}
    return {name: one for name, one in found.items() if one is not None}


def _joined(*notes: str | None) -> str | None:
    return "\n".join(note for note in notes if note) or None


def _twice(row: Row, name: str, currency: str | None, *, required: bool = False) -> Money | None:
    """An amount in minor units, and beside it as text; the two must agree."""
    minor = row.minor(name, currency, required=required)
    text = row.money(f"{name}_in_dollars", currency)
    if minor is not None and text is not None and minor != text:
        row.problem(
            "amount_mismatch",
            f"{name}_in_dollars",
            f"The amount is {minor.minor} minor units, that is {minor}; the text says {text}.",
            "Correct one of the two.",
        )
    return text if minor is None else minor


def _uses(row: Row, currency: str | None) -> tuple[Use, ...] | None:
    rows = row.rows("applications")
    if rows is None:
        return None
    return tuple(use for one in rows if (use := _use(one, currency)))


def _use(row: Row, currency: str | None) -> Use | None:
    target, number = row.text("invoice_id"), row.text("invoice_number")
    amount = _twice(row, "amount", currency, required=True)
    said, reversed_ = row.text("id"), row.flag("is_reversed")
    row.text("credit_memo_id")
    made, day = row.day("created_at"), row.day("applied_date")
    gone = row.instant("reversed_at")
    row.close()
    if target is None and number is None:
        row.problem("required", "invoice_id", "The invoice is missing.", "Name one.")
        return None
    return Use(
        target=target or number or "",
        number=number,
        amount=amount,
        day=day or made,
        live=not (reversed_ or gone),
        id=said,
        path=row.path,
    )


_Read = tuple[tuple[Line, ...], dict[str, Any], list[str]]


def _lines(row: Row, currency: str | None, amount: Money | None) -> _Read:
    """The lines, what a total has beside them, and notes of whatever else is said. What does not
    look like lines is a note as a whole."""
    value = row.raw("line_items")
    if not value or currency is None or amount is None:
        return (), {}, []
    box = row.row("line_items") if isinstance(value, dict) else None
    name = next((name for name in ("lines", "items") if box and box.has(name)), "")
    inner = box.raw(name) if box else value
    if name and not inner:
        return (), {}, []
    if not inner or not _are_lines(inner):
        return (), {}, [f"line_items: {compact(value)}"]
    rows = (box.rows(name) if box else row.rows("line_items")) or []
    read = [_line(one, currency) for one in rows]
    lines = tuple(line for line in read if line)
    extra = {one: money for one in _EXTRA if box and (money := _either(box, one, currency))}
    notes = [note for one in (box, *rows) if one for note in _notes(row, one)]
    if len(lines) == len(read):
        parts = [line.price for line in lines] + [line.tax.amount for line in lines if line.tax]
        fee = extra.get("restocking_fee", Money(0, currency))
        found = total([*parts, extra.get("shipping", Money(0, currency)), -fee], currency)
        if found != amount:
            text = f"The lines add up to {found}, the amount is {amount}."
            row.problem("amount_mismatch", "line_items", text, "Correct one of the two.")
    return lines, extra, notes


def _are_lines(value: Any) -> bool:
    """A list of objects that all say what they cost."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and {"price", "unit_price", "amount"} & one.keys() for one in value
    )


def _notes(row: Row, inner: Row) -> list[str]:
    """Members that have no place in Avoir, each as a line of the notes."""
    place = inner.path.removeprefix(f"{row.path}.")
    return [f"{place}.{name[:80]}: {compact(one)}" for name, one in inner.rest().items()]


def _line(row: Row, currency: str) -> Line | None:
    price = _either(row, "price" if row.has("price") else "amount", currency)
    text = row.money("price_in_dollars", currency)
    if price is not None and text is not None and price != text:
        message = f"The price is {price}; the text says {text}."
        row.problem("amount_mismatch", "price_in_dollars", message, "Correct one of the two.")
    unit_price = _unit_price(row, currency)
    quantity = row.decimal("quantity", QUANTITY_PLACES) if unit_price else None
    quantity, unit_price = quantity or "1", unit_price or (None if price is None else str(price))
    if unit_price is None:
        return None
    found = priced(
        parse_scaled(quantity, QUANTITY_PLACES, "quantity"),
        parse_scaled(unit_price, PRICE_PLACES, "unit_price"),
        currency,
    )
    if price is not None and price != found:
        message = f"{quantity} × {unit_price} is {found}, not {price}."
        row.problem("amount_mismatch", "price", message, "Correct one of the three.")
        return None
    return Line(
        id=row.text("id"),
        description=row.text("description"),
        quantity=quantity,
        unit_price=unit_price,
        price=found,
        tax=_tax(row.row("tax"), found),
        account=row.text("account"),
        product=row.text("product"),
        plan=row.text("plan"),
        unit=row.text("unit"),
        claim_line=row.text("invoice_line"),
    )


def _either(row: Row, name: str, currency: str) -> Money | None:
    """A number is whole minor units, as all amounts here; text is in units of the currency."""
    value = row.raw(name)
    if isinstance(value, str) and not isinstance(value, Number):
        return row.money(name, currency)
    return row.minor(name, currency)


def _unit_price(row: Row, currency: str) -> str | None:
    value = row.raw("unit_price")
    if isinstance(value, str) and not isinstance(value, Number):
        return row.decimal("unit_price", PRICE_PLACES)
    minor = row.minor("unit_price", currency)
    return None if minor is None else str(minor)


def _tax(row: Row | None, price: Money) -> Tax | None:
    if row is None:
        return None
    amount = _either(row, "amount", price.currency)
    if amount is None:
        row.raw("amount", required=True)
        return None
    rate = row.decimal("rate", PERCENT_PLACES) or percent_of(amount, price)
    name = row.text("name") or "Tax"
    row.close()
    return Tax(name, rate, amount)


def write_file(credits: Iterable[Credit]) -> list[Any]:
    """Credit memos as the list that a file holds; vendor credits have no place there."""
    return [write(one) for one in credits if one.side is CUSTOMER]


def write(credit: Credit) -> dict[str, Any]:
    """A credit memo in DayZero's shape."""
    nothing = Money(0, credit.currency)
    return {
        "id": credit.origin,
        "business_id": credit.business,
        "customer_id": credit.party,
        "invoice_id": credit.claim,
        "number": credit.facts.get("number", credit.number),
        "status": DAYZERO_OUT[credit.status],
        "currency": credit.currency,
        **_pair("amount", credit.total),
        **_pair("amount_applied", credit.applied or nothing),
        **_pair("amount_remaining", credit.remaining or nothing),
        "issue_date": credit.issue_date and credit.issue_date.isoformat(),
        "applied_date": credit.last_applied_at,
        "created_at": credit.created_at,
        "updated_at": credit.updated_at,
        "reason": reason_word(DAYZERO, credit.reason),
        "reason_display": credit.reason_label,
        "description": credit.description,
        "internal_notes": credit.internal_notes,
        "line_items": {
            "lines": [_line_out(line) for line in credit.lines],
            "shipping": (credit.shipping or nothing).minor,
            "restocking_fee": (credit.restocking_fee or nothing).minor,
        },
        "voided_at": credit.voided_at,
        "voided_reason": credit.voided_reason,
        "customer_name": credit.party_name,
        "invoice_number": credit.claim_number,
        "applications": [_use_out(credit, use) for use in credit.uses or ()],
        **{name: getattr(credit.flags, name) for name in _FLAGS},
    }


def _pair(name: str, money: Money) -> dict[str, Any]:
    return {name: money.minor, f"{name}_in_dollars": str(money)}


def _line_out(line: Line) -> dict[str, Any]:
    tax = line.tax and {
        "name": line.tax.name,
        "rate": line.tax.rate,
        "amount": line.tax.amount.minor,
    }
    return {
        "id": line.id,
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "price": line.price.minor,
        "price_in_dollars": str(line.price),
        "tax": tax,
        "account": line.account,
        "product": line.product,
        "plan": line.plan,
        "invoice_line": line.claim_line,
    }


def _use_out(credit: Credit, use: Use) -> dict[str, Any]:
    return {
        "id": use.id,
        "credit_memo_id": credit.origin,
        "invoice_id": use.target,
        "invoice_number": use.number,
        **_pair("amount", use.amount or Money(0, credit.currency)),
        "applied_date": use.day and use.day.isoformat(),
        "created_at": use.created_at,
        "is_reversed": not use.live,
    }
