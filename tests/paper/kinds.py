"""Sheets of every kind in every language, and templates that they wear."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.domain.money import Money
from app.domain.sheet import CREDITED, DRAFT, PAID, VOID, DocumentSheet, UseSheet
from app.domain.template import COLUMNS, LANGUAGES, Look, Texts
from tests.paper.sheets import BUYER, LONG, SELLER, SHEETS, a_sheet, full_sheet, hostile_sheet

DRAWING: Final = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
<circle cx="50" cy="50" r="40" fill="#0d6b5a"/><path d="M30 50 L46 66 L72 34" stroke="white"
 stroke-width="9" fill="none"/><rect x="110" y="30" width="170" height="16" fill="#0d6b5a"/>
<rect x="110" y="56" width="110" height="12" fill="#7fb8ab"/></svg>"""

FOOTER: Final = (
    "Northwind Paints Ltd\n14 Harbour Road, Bristol\n\nExample Bank\n"
    "IBAN GB33 EXMP 2020 1555 5555 55\nBIC EXMPGB2L\n\n"
    "Directors: A. North, B. Wind\nRegistered in England 07654321"
)
LOOK: Final = Look(
    accent="#0d6b5a",
    logo=DRAWING,
    texts=Texts(
        opening="Dear Sir or Madam,\nas agreed, we settle the following with you:",
        closing="Thank you for working with us.\nYour team at Northwind Paints",
        footer=FOOTER,
    ),
)
NAMES: Final = {"en": "VAT", "en-GB": "VAT", "de": "USt", "fr": "TVA", "es": "IVA"}


def an_invoice(lines: int = 6, **changes: Any) -> DocumentSheet:
    """An invoice of which something is paid and something credited."""
    facts: dict[str, Any] = {
        "kind": "invoice",
        "number": "INV-0042",
        "credited": (),
        "reason": None,
        "reason_note": None,
        "valid_until": None,
        "due": date(2026, 4, 2),
        "reference": "PO-4711",
        "currency": "EUR",
        "uses": (
            UseSheet(PAID, date(2026, 3, 3), Money(5000, "EUR"), "RCP-0001"),
            UseSheet(CREDITED, date(2026, 3, 9), Money(2500, "EUR"), "CM-0007"),
        ),
    }
    return a_sheet(lines, **(facts | changes))


def paid_invoice(**changes: Any) -> DocumentSheet:
    """An invoice with nothing due."""
    sheet = an_invoice(1, uses=(), **changes)
    return replace(
        sheet,
        uses=(UseSheet(PAID, date(2026, 3, 3), sheet.total, "RCP-0001"),),
        remaining=Money(0, sheet.currency),
    )


def an_advice(**changes: Any) -> DocumentSheet:
    """A vendor's credit as we confirm it: the vendor is the seller."""
    facts: dict[str, Any] = {
        "kind": "vendor_credit",
        "number": "VC-0002",
        "seller": BUYER,
        "buyer": SELLER,
        "counterpart": BUYER.name,
        "credited": (("BILL-0004", date(2026, 2, 3)),),
        "reason": "vendor_return",
        "reason_note": None,
        "reference": "NC-7",
        "valid_until": None,
    }
    return full_sheet(**(facts | changes))


def kinds(language: str, **changes: Any) -> dict[str, DocumentSheet]:
    """One of each kind in a language."""
    tax = NAMES[language]
    made = {
        "credit_memo": full_sheet(language=language, **changes),
        "vendor_credit": an_advice(language=language, **changes),
        "invoice": an_invoice(language=language, **changes),
    }
    return {
        kind: replace(sheet, taxes=tuple(replace(one, name=tax) for one in sheet.taxes))
        for kind, sheet in made.items()
    }


def hostile_look() -> Look:
    """A template in which every text tries something."""
    return Look(
        accent="#ffff00",
        logo=b"<svg xmlns='http://www.w3.org/2000/svg'><broken",
        columns=COLUMNS,
        texts=Texts(
            title="<b>Title</b> & " + "T" * 200,
            opening="<i>opening</i>\x00\x07\n\n" + LONG,
            closing="c" * 200 + " {closing} %s " + LONG,
            footer="<footer> " + "f" * 200 + "\n\n" + LONG + "\n\n\n\na\n\nb\n\nc\n\nd",
        ),
    )


def hostile(kind: str) -> DocumentSheet:
    """The hostile sheet as any kind, in a hostile template."""
    sheet = replace(hostile_sheet(), look=hostile_look())
    if kind == "invoice":
        uses = tuple(
            replace(use, what=PAID if place % 2 else CREDITED)
            for place, use in enumerate(sheet.uses)
        )
        return replace(sheet, kind=kind, uses=uses, due=date(2026, 5, 1), reason=None, credited=())
    if kind == "vendor_credit":
        seller, buyer = sheet.buyer, sheet.seller
        return replace(sheet, kind=kind, seller=seller, buyer=buyer, reason="other")
    return sheet


def _dressed() -> dict[str, DocumentSheet]:
    found = {
        f"{kind} {language}": sheet
        for language in LANGUAGES
        for kind, sheet in kinds(language, look=LOOK).items()
    }
    for kind in ("credit_memo", "vendor_credit", "invoice"):
        found[f"hostile {kind}"] = hostile(kind)
        found[f"500 lines {kind}"] = replace(
            a_sheet(500, look=replace(LOOK, columns=("quantity",))), kind=kind, reason=None
        )
    return found | {
        "paid": paid_invoice(language="de"),
        "draft": replace(an_invoice(40, uses=(), language="fr", look=LOOK), mark=DRAFT),
        "void": replace(an_invoice(40, uses=(), language="es"), mark=VOID),
        **{
            f"{name} dressed": replace(SHEETS[name], look=LOOK)
            for name in ("many taxes", "many uses")
        },
        "bare": an_invoice(3, look=Look(columns=())),
        "payments": an_invoice(
            3,
            look=LOOK,
            language="de",
            uses=tuple(
                UseSheet(PAID, date(2026, 3, 3), Money(7, "EUR"), f"RCP-{n}") for n in range(99)
            ),
        ),
    }


DRESSED: Final = _dressed()
