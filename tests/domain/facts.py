"""Facts for the tests of the rules: accounts, rules, documents and acts, with plain defaults."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.accounts import DEFAULT_CODES, Account, AccountType, Role
from app.domain.document import Document, DocumentLine, Figures, Tax, TaxTotal, tax_totals
from app.domain.entry import Entry
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Act, Rules
from app.domain.money import Money, parse_money
from app.domain.periods import Lock
from app.domain.rates import FX_PLACES, PERCENT_PLACES, parse_scaled

JAN_10 = date(2026, 1, 10)
JAN_15 = date(2026, 1, 15)
JAN_20 = date(2026, 1, 20)
DEC_31 = date(2026, 12, 31)
PAR = 10**FX_PLACES  # one to one


def an_account(code: str, *, is_header: bool = False) -> Account:
    return Account(int(code), code, f"Account {code}", AccountType.ASSET, is_header)


ACCOUNTS = {role: an_account(code) for role, code in DEFAULT_CODES.items()}
CLEARING = {Role.OPEN_CUSTOMER_CREDIT: an_account("2150")}
DIRECT = {Role.OPEN_VENDOR_CREDIT: ACCOUNTS[Role.PAYABLE]}


def usd(text: str) -> Money:
    return parse_money(text, "USD", "amount")


def eur(text: str) -> Money:
    return parse_money(text, "EUR", "amount")


def some_rules(
    *, locked: date | None = None, accounts: dict[Role, Account] | None = None, **settings: Any
) -> Rules:
    """A book in dollars with the standard accounts; `accounts` replaces some."""
    return Rules("USD", Lock(locked), ACCOUNTS | (accounts or {}), settings)


def a_document(kind: Kind = Kind.CREDIT_MEMO, total: str = "100.00", **facts: Any) -> Document:
    """An issued document of 100.00 dollars with nothing used; any field may be said instead.
    What was applied, paid, ... is said as decimal text."""
    currency = facts.pop("currency", "USD")
    amounts: dict[str, Any] = {
        name: parse_money(facts.pop(name, "0"), currency, name)
        for name in ("applied", "paid", "refunded", "expired", "voided")
    }
    whole = parse_money(total, currency, "total")
    base_total = facts.pop("base_total", Money(whole.minor, "USD"))
    plain: dict[str, Any] = {
        "id": 7,
        "stage": Stage.ISSUED,
        "number": "CM-0001",
        "party_id": 1,
        "party_name": "Acme",
        "fx_rate": PAR,
        "issue_date": JAN_10,
        "due_date": None,
        "expires_at": None,
        "reason": None,
        "kept_out": False,
        "base_open": base_total,
        "open_account": None,
        "revision": 3,
    }
    return Document(
        kind=kind,
        currency=currency,
        total=whole,
        base_total=base_total,
        **amounts,
        **{**plain, **facts},
    )


def an_invoice(total: str = "90.00", **facts: Any) -> Document:
    return a_document(Kind.INVOICE, total, **{"id": 8, "number": "INV-0001", **facts})


def a_bill(total: str = "90.00", **facts: Any) -> Document:
    return a_document(Kind.BILL, total, **{"id": 9, "number": "BILL-0001", **facts})


def a_draft(kind: Kind = Kind.CREDIT_MEMO, total: str = "100.00", **facts: Any) -> Document:
    return a_document(kind, total, **{"stage": Stage.DRAFT, "number": None, **facts})


def an_act(document: Document | None = None, **facts: Any) -> Act:
    """An act on the 15th of January 2026; `entered` may be plain text in dollars."""
    if isinstance(facts.get("entered"), str):
        facts["entered"] = usd(facts["entered"])
    plain: dict[str, Any] = {"rules": some_rules(), "on": JAN_15, "today": JAN_15}
    return Act(document or a_document(), **{**plain, **facts})


def a_tax(percent: str = "10", code: str = "2100", category: str = "S") -> Tax:
    return Tax(
        "Sales tax", parse_scaled(percent, PERCENT_PLACES, "rate"), category, an_account(code)
    )


def a_line(price: str = "100.00", **facts: Any) -> DocumentLine:
    plain: dict[str, Any] = {
        "description": "Chair",
        "quantity": 1_000_000,
        "unit_price": parse_scaled(price, 6, "unit_price"),
        "account": an_account("4100"),
    }
    currency = facts.pop("currency", "USD")
    return DocumentLine(price=parse_money(price, currency, "price"), **{**plain, **facts})


def some_figures(
    *lines: DocumentLine, shipping: str = "0", fee: str = "0", per_line: bool = False
) -> Figures:
    """What a document holds: one line of 100.00 unless lines are given, taxes worked out."""
    lines = lines or (a_line(),)
    currency = lines[0].price.currency
    taxes: tuple[TaxTotal, ...] = tax_totals(lines, per_line=per_line)
    return Figures(
        lines,
        taxes,
        parse_money(shipping, currency, "shipping"),
        parse_money(fee, currency, "restocking_fee"),
    )


def shown(entry: Entry) -> list[str]:
    """An entry as a bookkeeper writes it: "debit 4100 150.00"."""
    return [f"{line.side} {line.account.code} {line.base}" for line in entry.lines]


def without_postings(act: Act, **facts: Any) -> Act:
    """The same act, changed in some facts."""
    return replace(act, **facts)
