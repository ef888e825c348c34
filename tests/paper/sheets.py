"""Sheets to print in tests: an ordinary credit memo, and everything about it that can differ."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.money import Money, total
from app.domain.sheet import (
    APPLIED,
    DRAFT,
    REFUNDED,
    VOID,
    DocumentSheet,
    LineSheet,
    PartySheet,
    TaxSheet,
    UseSheet,
)

SELLER = PartySheet(
    name="Northwind Paints Ltd",
    street="14 Harbour Road",
    city="Bristol",
    postal_code="BS1 5TY",
    country="GB",
    tax_id="GB 123 4567 89",
    registration_id="07654321",
    email="accounts@northwind.example",
    phone="+44 117 496 0123",
)
BUYER = PartySheet(
    name="Acme Ltd",
    street="Friedrichstraße 12",
    city="Berlin",
    postal_code="10117",
    country="DE",
    tax_id="DE 999999999",
)
GOODS = (
    "Blue paint, matt, 5 litres",
    "Roller, 25 cm",
    "Masking tape, 50 m, leaves no trace on papered walls",
    "Hours of the decorator who came twice because the first delivery was short",
    "Sand paper, grain 120",
)
LONG = "Every word of this counts, and there are many of them. " * 180
UNITS = ("C62", "KGM", "MTR", "HUR", "LTR")


def a_line(place: int = 0, *, currency: str = "USD", **changes: Any) -> LineSheet:
    """The line of that place: always the same, and different from its neighbours."""
    quantity, price = place % 7 + 1, 1250 + 375 * (place % 11)
    scale = {"JPY": "{}", "KWD": "{}.{:03}"}.get(currency, "{}.{:02}")
    whole, part = divmod(price, 1000 if currency == "KWD" else 100)
    line = LineSheet(
        description=GOODS[place % len(GOODS)],
        quantity=str(quantity),
        unit=UNITS[place % len(UNITS)],
        unit_price=str(price) if currency == "JPY" else scale.format(whole, part),
        tax_rate="20",
        amount=Money(quantity * price, currency),
    )
    return replace(line, **changes)


def a_sheet(lines: int = 1, *, currency: str = "USD", **changes: Any) -> DocumentSheet:
    """A credit memo with so many lines, its sums in order."""
    made = changes.pop("lines_made", None) or tuple(
        a_line(place, currency=currency) for place in range(lines)
    )
    subtotal = total((line.amount for line in made), currency)
    nothing = Money(0, currency)
    tax = Money(subtotal.minor * 20 // 100, currency)
    facts: dict[str, Any] = {
        "kind": "credit_memo",
        "number": "CM-0007",
        "mark": None,
        "date": date(2026, 3, 3),
        "currency": currency,
        "seller": SELLER,
        "buyer": BUYER,
        "credited": (("INV-0004", date(2026, 2, 3)),),
        "reason": "return",
        "reason_note": "broken in transit",
        "lines": made,
        "shipping": nothing,
        "restocking_fee": nothing,
        "taxes": (TaxSheet("VAT", "20", subtotal, tax),),
        "subtotal": subtotal,
        "uses": (),
        "valid_until": date(2026, 12, 31),
        "description": None,
        "reference": None,
    } | changes
    due = facts["subtotal"] + facts["shipping"] - facts["restocking_fee"]
    facts.setdefault("total", total((t.amount for t in facts["taxes"]), currency) + due)
    used = total((use.amount for use in facts["uses"]), currency)
    facts.setdefault("remaining", facts["total"] - used)
    return DocumentSheet(**facts)


def a_use(place: int, minor: int, currency: str = "USD") -> UseSheet:
    """An application to the invoice of that place."""
    on = date(2026, 3, 4 + place % 20)
    return UseSheet(APPLIED, on, Money(minor, currency), f"INV-{place:04}")


def full_sheet(**changes: Any) -> DocumentSheet:
    """A credit memo that has everything: shipping, fee, two taxes, uses, a text."""
    made = tuple(a_line(place, tax_rate="20" if place % 3 else "5") for place in range(12))
    low = total((line.amount for line in made if line.tax_rate == "5"), "USD")
    high = total((line.amount for line in made if line.tax_rate == "20"), "USD")
    facts: dict[str, Any] = {
        "lines_made": made,
        "shipping": Money(1500, "USD"),
        "restocking_fee": Money(2000, "USD"),
        "taxes": (
            TaxSheet("VAT", "5", low, Money(low.minor * 5 // 100, "USD")),
            TaxSheet("VAT", "20", high, Money(high.minor * 20 // 100, "USD")),
        ),
        "uses": (
            a_use(4, 90000),
            UseSheet(REFUNDED, date(2026, 4, 1), Money(2550, "USD"), method="ach"),
        ),
        "description": "With our apologies for the dented tins. The next delivery comes by "
        "our own van, and the driver will wait while you check it.",
        "reference": "PO-4711",
    }
    return a_sheet(**(facts | changes))


def hostile_sheet() -> DocumentSheet:
    """A sheet in which every text tries something."""
    lines = (
        a_line(0, description="<b>bold</b> & <para>x</para> &amp; %s {x} \\ ( )"),
        a_line(1, description="W" * 200),
        a_line(
            2,
            description="tab\there\x00null\x07bell \u202eright to left\u202c",
            unit="per project " + "u" * 150,
        ),
        a_line(3, description=LONG),
        a_line(4, description="\ud800 \ufffe 日本語 שלום 😀"),
        a_line(5, description=""),
    )
    return a_sheet(
        lines_made=lines,
        seller=replace(SELLER, name="A" * 300, street="a long street " * 30, region="R" * 99),
        buyer=replace(BUYER, name="Long name " * 60, legal_name="L" * 200, city="\n\n"),
        reason_note="<i>x</i>\n\nsecond line " + "w" * 500,
        reference="R" * 500,
        number="CM-" + "9" * 90,
        description="<font color=red>" + LONG,
        credited=tuple((f"INV-{n:04}", date(2026, 1, 1)) for n in range(60)),
        uses=tuple(a_use(n, 100) for n in range(70)),
    )


SHEETS = {
    "one line": a_sheet(1),
    "everything": full_sheet(),
    "forty lines": a_sheet(40),
    "no lines": a_sheet(0, subtotal=Money(5000, "USD"), taxes=()),
    "yen": a_sheet(12, currency="JPY"),
    "dinar": a_sheet(12, currency="KWD"),
    "draft": replace(a_sheet(30), mark=DRAFT, number=None),
    "void": replace(full_sheet(), mark=VOID),
    "many uses": a_sheet(20, uses=tuple(a_use(place, 3000) for place in range(60))),
    "hostile": hostile_sheet(),
    "long line": a_sheet(lines_made=(a_line(), a_line(1, description=LONG), a_line(2))),
    "long text": a_sheet(3, description=f"Dear customer,\n\n{LONG}\n\nYours"),
    "untaxed": a_sheet(lines_made=(a_line(tax_rate=None),), taxes=(), valid_until=None),
    "many taxes": a_sheet(
        2,
        taxes=tuple(
            TaxSheet("VAT", str(n), Money(100, "USD"), Money(n, "USD")) for n in range(90)
        ),
    ),
}
