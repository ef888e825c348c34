"""Statements to print in tests: an ordinary one, and everything about it that can differ."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from app.domain.money import Money, total
from app.domain.sheet import AgeingSheet, MovementSheet, StatementSheet
from app.domain.template import Look, Texts
from tests.paper.sheets import BUYER, SELLER

FIRST, LAST, MADE = date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 2)

# By side: the kinds that may stand on it, with what may become of each.
_OF_CREDITS: Final = (
    "issued", "applied", "unapplied", "refunded", "refund_voided", "voided", "expired",
    "reinstated",
)  # fmt: skip
_OF_OTHERS: Final = ("issued", "voided")
HAPPENED: Final = {
    "customer": {
        "invoice": _OF_OTHERS,
        "receipt": _OF_OTHERS,
        "transaction": _OF_OTHERS,
        "credit_memo": _OF_CREDITS,
    },
    "vendor": {"bill": _OF_OTHERS, "payment": _OF_OTHERS, "vendor_credit": _OF_CREDITS},
}
ORDINARY: Final = (("invoice", 120_000), ("receipt", -90_000), ("credit_memo", -12_345))


def rows_of(count: int, opening: Money, kinds: Any = ORDINARY) -> tuple[MovementSheet, ...]:
    """So many things that happened, one every day, with the balance after each."""
    rows, balance = [], opening
    for place in range(count):
        kind, minor = kinds[place % len(kinds)]
        amount, day = Money(minor + place, opening.currency), FIRST + timedelta(days=place % 90)
        balance += amount
        due = day + timedelta(days=30) if kind in ("invoice", "bill") else None
        number = f"{kind[:3].upper()}-{place + 1:04}"
        rows.append(MovementSheet(day, kind, "issued", number, amount, balance, due))
    return tuple(rows)


def a_statement(
    told: int | tuple[MovementSheet, ...] = 6, *, currency: str = "EUR", **changes: Any
) -> StatementSheet:
    """A customer's statement of these rows, or of so many; its figures agree with each other."""
    opening = changes.pop("opening", Money(50_000, currency))
    made = rows_of(told, opening) if isinstance(told, int) else told
    closing = made[-1].balance if made else opening
    sheet = StatementSheet(
        side="customer",
        date=MADE,
        sender=SELLER,
        addressee=BUYER,
        first=FIRST,
        last=LAST,
        currency=currency,
        opening=opening,
        rows=made,
        closing=closing,
        ageing=an_ageing(closing, Money(-12_345, currency)),
    )
    return replace(sheet, **changes)


def an_ageing(closing: Money, unused: Money) -> AgeingSheet:
    """What is open of a closing balance, spread over the columns."""
    parts = [Money(minor, closing.currency) for minor in (1_100, 2_200, 3_300, 4_400)]
    first = closing - unused - total(parts, closing.currency)
    return AgeingSheet(LAST, (first, *parts), unused, closing)


def nothing_open(currency: str = "EUR") -> AgeingSheet:
    """Nothing is open."""
    nothing = Money(0, currency)
    return AgeingSheet(LAST, (nothing,) * 5, nothing, nothing)


def of_everything(side: str, **changes: Any) -> StatementSheet:
    """All that can happen on a side, once."""
    rows: list[MovementSheet] = []
    balance = Money(0, "EUR")
    for kind, whats in HAPPENED[side].items():
        for what in whats:
            amount = Money(1_000 + len(rows), "EUR")
            balance += amount
            number = f"{kind[:3].upper()}-{len(rows) + 1}"
            rows.append(MovementSheet(FIRST, kind, what, number, amount, balance))
    return a_statement(tuple(rows), side=side, opening=Money(0, "EUR"), **changes)


_HUGE: Final = 9_007_199_254_740_993_07
_HOSTILE: Final = "<b>&amp; {number} \\ (" + "W" * 90 + ") %s\n\t\u202e\x07 \U0001f600 "
_RIGHT_TO_LEFT: Final = "شركة النور للتجارة"

SHEETS: Final = {
    "ordinary": a_statement(),
    "one row": a_statement(1),
    "thirty": a_statement(30),
    "nothing happened": a_statement(0, opening=Money(0, "EUR"), ageing=nothing_open()),
    "nothing ever": a_statement(0, opening=Money(0, "EUR"), first=None, ageing=nothing_open()),
    "nothing happened, still open": a_statement(0),
    "five hundred": a_statement(500),
    "from the beginning": a_statement(12, first=None, opening=Money(0, "EUR")),
    "in their favour": a_statement(3, opening=Money(-500_000, "EUR")),
    "yen": a_statement(currency="JPY"),
    "dinar": a_statement(currency="KWD", others=("EUR", "JPY", "USD")),
    "huge": a_statement(5, opening=Money(-_HUGE, "EUR"), language="fr"),
    "huge everywhere": a_statement(
        tuple(
            MovementSheet(
                LAST,
                "credit_memo",
                "refund_voided",
                "CM-000000000007",
                Money(-_HUGE, "EUR"),
                Money(-_HUGE * place, "EUR"),
                due=LAST,
                reference="PO " + "7" * 60,
            )
            for place in range(1, 8)
        ),
        opening=Money(0, "EUR"),
        language="de",
        ageing=AgeingSheet(
            LAST, (Money(_HUGE, "EUR"),) * 5, Money(-_HUGE * 12, "EUR"), Money(-_HUGE * 7, "EUR")
        ),
    ),
    "all of a customer": of_everything("customer", language="de"),
    "all of a vendor": of_everything("vendor", language="es"),
    "long and hostile": a_statement(
        tuple(
            replace(row, number="N" * (9 * place + 1), reference=_HOSTILE[: 40 * place])
            for place, row in enumerate(rows_of(8, Money(50_000, "EUR")))
        ),
        sender=replace(SELLER, name=_HOSTILE * 3, street=_HOSTILE),
        addressee=replace(BUYER, name=_HOSTILE * 3, legal_name="Ö" * 200, tax_id="9" * 90),
    ),
    "right to left": a_statement(
        sender=replace(SELLER, name="חברת השלום בע״מ", city="תל אביב", country="IL"),
        addressee=replace(BUYER, name=_RIGHT_TO_LEFT, city="بيروت", country="LB"),
    ),
    "templated": a_statement(
        40,
        look=Look(
            accent="#7a1f1f",
            texts=Texts("Ihr Konto", "Hallo.\n\nZwei Absätze.", "Danke. " * 60, "Bank 123\nIBAN"),
        ),
        language="de",
    ),
}
