"""Rebilly's credit memos: amounts are JSON numbers in units of the currency."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from app.domain.document import priced
from app.domain.kinds import CUSTOMER, Status
from app.domain.money import Money, exponent, total
from app.domain.rates import (
    PERCENT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    format_scaled,
    parse_scaled,
    share_out,
    tax_amount,
)
from app.exchange.reading import Row, Told
from app.exchange.record import Contents, Credit, Line, Refund, Tax, Use
from app.exchange.shapes import checked_currency, listed, number, percent_of
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
    "source_id": "id",
}
FEE: Final = "Restocking fee"
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
    lines, fee = _lines(row, currency)
    shipping = row.money("shippingAmount", currency)
    whole = row.money("totalAmount", currency)
    lines = _with_tax(row, lines or _header_line(row, whole, shipping), currency)
    status = row.word("status", REBILLY_IN) or Status.ISSUED
    reason, note = reason_of(REBILLY, row.text("reason"))
    box = row.row("allocations")
    uses = _uses(box, "invoices", "invoiceId", currency)
    transactions = _uses(box, "transactions", "transactionId", currency)
    if box:
        box.close()
    facts = {name: row.raw(name) for name in _KEPT if row.has(name)}
    facts |= _facts_of_lines(row)
    day, said, left = row.day("createdTime"), row.text("id"), row.money("unusedAmount", currency)
    party = row.text("customerId", required=True)
    claim, description = row.text("invoiceId"), row.text("description")
    row.whole("number")
    row.whole("revision")
    row.instant("updatedTime")
    for name in _EXPORT_ONLY:
        row.raw(name)
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
        facts={name: one for name, one in facts.items() if one is not None},
    )


def _lines(row: Row, currency: str | None) -> tuple[tuple[Line, ...], Money | None]:
    """The items; those with a negative price are a deduction."""
    made: list[Line] = []
    fee = 0
    for item in row.rows("items") or []:
        texts = {name: item.text(name) for name in ("id", "description", "productId", "planId")}
        claim_line = item.text("invoiceItemId")
        quantity = item.decimal("quantity", QUANTITY_PLACES, required=True)
        unit_price = item.decimal("unitPrice", PRICE_PLACES, required=True)
        said = item.money("price", currency, signed=True)
        tax_row = item.raw("tax")
        if currency is None or quantity is None or unit_price is None:
            item.close()
            continue
        scaled = parse_scaled(unit_price, PRICE_PLACES, "unitPrice")
        price = priced(parse_scaled(quantity, QUANTITY_PLACES, "quantity"), scaled, currency)
        if said is not None and said != price:
            text = f"The file says {said}; {quantity} × {unit_price} is {price}, which is stored."
            item.remark("price", text)
        tax = _tax(item, tax_row, price, currency)
        item.close()
        if scaled < 0 and tax is None:
            fee -= price.minor
            continue
        made.append(
            Line(
                id=texts["id"],
                description=texts["description"],
                quantity=quantity,
                unit_price=unit_price,
                price=price,
                tax=tax,
                product=texts["productId"],
                plan=texts["planId"],
                claim_line=claim_line,
            )
        )
    return tuple(made), Money(fee, currency) if currency and fee else None


def _tax(item: Row, value: Any, price: Money, currency: str) -> Tax | None:
    """The tax of an item: an object, or a list of them that are added up."""
    if value is None or value == []:
        return None
    many = (item.rows("tax") or []) if isinstance(value, list) else [item.row("tax")]
    taxes = [tax for row in many if row and (tax := _one_tax(row, price, currency))]
    if len(taxes) <= 1:
        return taxes[0] if taxes else None
    scaled = sum(parse_scaled(one.rate, PERCENT_PLACES, "rate") for one in taxes)
    return Tax(
        " + ".join(one.name for one in taxes),
        format_scaled(scaled, PERCENT_PLACES),
        total((one.amount for one in taxes), currency),
        {"parts": value},
    )


def _one_tax(row: Row, price: Money, currency: str) -> Tax | None:
    amount = row.money("amount", currency, required=True)
    name = row.text("description", required=True)
    rate = row.decimal("rate", PERCENT_PLACES)
    if amount is None or name is None:
        return None
    return Tax(name, _percent(rate, amount, price), amount, row.rest())


def _percent(rate: str | None, amount: Money, price: Money) -> str:
    """The rate as percent: as given, or as a fraction when only that explains the amount. Where
    none is given it is worked out from the amount."""
    if rate is None:
        return percent_of(amount, price)
    scaled = parse_scaled(rate, PERCENT_PLACES, "rate")
    as_fraction = tax_amount(price.minor, scaled * 100) == amount.minor
    if as_fraction and tax_amount(price.minor, scaled) != amount.minor:
        return format_scaled(scaled * 100, PERCENT_PLACES)
    return rate


def _header_line(row: Row, whole: Money | None, shipping: Money | None) -> tuple[Line, ...]:
    """One line made from the total of a credit without items."""
    if whole is None:
        return ()
    tax = row.money("taxAmount", whole.currency)
    price = Money(whole.minor - sum(one.minor for one in (tax, shipping) if one), whole.currency)
    return (Line(unit_price=str(price), price=price),) if price.minor > 0 else ()


def _with_tax(row: Row, lines: tuple[Line, ...], currency: str | None) -> tuple[Line, ...]:
    """Tax that is given for the whole only is shared out over the items."""
    said = row.money("taxAmount", currency)
    if said is None or not lines or currency is None:
        return lines
    found = total((line.tax.amount for line in lines if line.tax), currency)
    if said == found:
        return lines
    if found or any(line.tax for line in lines):
        row.remark("taxAmount", f"The file says {said}; the items' taxes add up to {found}.")
        return lines
    shares = share_out(said.minor, tuple(line.price.minor for line in lines))
    row.remark("taxAmount", "No item says its tax; it is shared out over them.")
    return tuple(
        _taxed(line, Money(share, currency)) for line, share in zip(lines, shares, strict=True)
    )


def _taxed(line: Line, amount: Money) -> Line:
    return replace(line, tax=Tax("Tax", percent_of(amount, line.price), amount))


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


def _facts_of_lines(row: Row) -> dict[str, Any]:
    """What only the history keeps of the items: their ids, and the parts of their taxes."""
    items = row.raw("items")
    if not isinstance(items, list):
        return {}
    kept = [
        {name: item[name] for name in ("id", "tax") if item.get(name) is not None}
        for item in items
        if isinstance(item, dict)
    ]
    return {"items": kept} if any(kept) else {}


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
        "number": credit.sequence,
        "invoiceId": credit.claim,
        "items": _items(credit),
        "taxAmount": number(tax),
        "shippingAmount": number(credit.shipping or Money(0, credit.currency)),
        "totalAmount": number(credit.total),
        "unusedAmount": number(credit.remaining or Money(0, credit.currency)),
        "status": REBILLY_OUT[credit.status],
        "reason": reason_word(REBILLY, credit.reason),
        "description": credit.description,
        "allocations": _allocations(credit),
        "revision": credit.revision,
        "createdTime": credit.created_at,
        "updatedTime": credit.updated_at,
        "_links": _links(credit),
    }
    if embed:
        made["_embedded"] = {"customer": {"id": credit.party, "name": credit.party_name}}
    return made


def _items(credit: Credit) -> list[Any]:
    items = [_item(line, credit.currency) for line in credit.lines]
    if credit.restocking_fee:
        price = number(-credit.restocking_fee)
        items.append({"description": FEE, "quantity": 1, "unitPrice": price, "price": price})
    return items


def _item(line: Line, currency: str) -> dict[str, Any]:
    """A quantity is whole there: a broken one becomes one piece at the price of the line."""
    whole = line.quantity.isdecimal()
    price = number(line.price)
    unit = Decimal(line.unit_price)
    places = Decimal(1).scaleb(-exponent(currency))
    unit = unit.quantize(places) if unit == unit.quantize(places) else unit
    tax = line.tax
    return {
        "id": line.id,
        "description": line.description,
        "productId": line.product,
        "planId": line.plan,
        "invoiceItemId": line.claim_line,
        "quantity": int(line.quantity) if whole else 1,
        "unitPrice": unit if whole else price,
        "price": price,
        "tax": tax and _tax_out(tax),
    }


def _tax_out(tax: Tax) -> Any:
    if "parts" in tax.parts:
        return tax.parts["parts"]
    return {
        "amount": number(tax.amount),
        "description": tax.name,
        "rate": Decimal(tax.rate),
        **tax.parts,
    }


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
        "amount": use.amount and number(use.amount),
        "currency": credit.currency,
        "createdTime": use.created_at,
        "updatedTime": use.updated_at or use.created_at,
    }


def _links(credit: Credit) -> list[dict[str, str]]:
    links = [
        ("self", f"/credit-memos/{credit.origin}"),
        ("customer", f"/customers/{credit.party}"),
    ]
    links += [("invoice", f"/invoices/{credit.claim}")] if credit.claim else []
    return [{"rel": rel, "href": href} for rel, href in links]
