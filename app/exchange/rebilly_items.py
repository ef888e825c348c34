"""The items of Rebilly's credit memos and their taxes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from app.domain.document import priced
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
from app.exchange.reading import Row
from app.exchange.record import Credit, Line, Tax
from app.exchange.shapes import number, percent_of
from app.exchange.text import compact, parse

FEE: Final = "Restocking fee"


def read_items(row: Row, currency: str | None) -> tuple[tuple[Line, ...], Money | None]:
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


def header_line(row: Row, whole: Money | None, shipping: Money | None) -> tuple[Line, ...]:
    """One line made from the total of a credit without items."""
    if whole is None:
        return ()
    tax = row.money("taxAmount", whole.currency)
    price = Money(whole.minor - sum(one.minor for one in (tax, shipping) if one), whole.currency)
    return (Line(unit_price=str(price), price=price),) if price.minor > 0 else ()


def with_tax(row: Row, lines: tuple[Line, ...], currency: str | None) -> tuple[Line, ...]:
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


def facts_of_items(row: Row) -> dict[str, Any]:
    """What only the history keeps of the items: their ids, and the parts of their taxes."""
    items = row.raw("items")
    if not isinstance(items, list):
        return {}
    kept = [
        {name: item[name] for name in ("id", "tax") if item.get(name) is not None}
        for item in items
        if isinstance(item, dict)
    ]
    return {"items": compact(kept)} if any(kept) else {}


def write_items(credit: Credit) -> list[Any]:
    """The items; a restocking fee is one with a negative price."""
    items = [_item(line, credit.currency) for line in restored(credit)]
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


def restored(credit: Credit) -> tuple[Line, ...]:
    """The lines with the ids and the tax parts that they came with, where they are still the
    lines that came."""
    kept = parse(str(credit.facts.get("items", "[]")).encode())
    if len(kept) != len(credit.lines):
        return credit.lines
    return tuple(_restored(line, one) for line, one in zip(credit.lines, kept, strict=True))


def _restored(line: Line, kept: dict[str, Any]) -> Line:
    tax, parts = line.tax, kept.get("tax")
    if tax and isinstance(parts, list):
        tax = replace(tax, parts={"parts": parts})
    elif tax and isinstance(parts, dict):
        own = ("amount", "description", "rate")
        tax = replace(tax, parts={name: one for name, one in parts.items() if name not in own})
    return replace(line, id=kept.get("id") or line.id, tax=tax)
