"""The contents of a draft: its lines with taxes and accounts, shipping, fee, and their sums."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Writing
from app.book.refs import LINE, row_of
from app.commands.inputs import (
    ClaimDraft,
    CreditDraft,
    Findings,
    LineInput,
    TaxInput,
    can_be_kept,
    clean,
    needed,
)
from app.commands.lookups import given, not_below_zero, not_negative, one_of, reason_of, worth
from app.domain.accounts import Account
from app.domain.document import DocumentLine, Figures, Tax, priced, tax_totals
from app.domain.errors import Problem, refuse
from app.domain.kinds import Side
from app.domain.lifecycle import Rules
from app.domain.money import Money, parse_money
from app.domain.rates import PERCENT_PLACES, PRICE_PLACES, QUANTITY_PLACES

TAX_CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O")  # EN 16931


@dataclass(frozen=True, slots=True)
class Contents:
    """Figures, and the rows that the lines are stored as."""

    figures: Figures
    rows: tuple[dict[str, Any], ...]

    def totals(self, rate: int, base_currency: str, field: str) -> dict[str, int]:
        """The amounts in the document's own row, in minor units. Refused: invalid_number for
        `field`, amount_not_positive."""
        return {
            "shipping": self.figures.shipping.minor,
            "restocking_fee": self.figures.restocking_fee.minor,
            "total": self.figures.total.minor,
            "base_total": worth(self.figures.total, rate, base_currency, field).minor,
        }


def contents_of(
    writing: Writing,
    rules: Rules,
    draft: ClaimDraft | CreditDraft,
    side: Side,
    values: dict[str, Any],
    fallback: Account,
) -> Contents:
    """The contents of a draft whose head has the columns `values`; lines without an account go
    to `fallback`. Refused with every problem of every line."""
    return _Reader(writing, rules, draft, side, values, fallback).read()


class _Reader:
    def __init__(
        self,
        writing: Writing,
        rules: Rules,
        draft: ClaimDraft | CreditDraft,
        side: Side,
        values: dict[str, Any],
        fallback: Account,
    ) -> None:
        self._writing, self._rules, self._draft = writing, rules, draft
        self._side, self._values, self._fallback = side, values, fallback
        self._currency: str = values["currency"]
        self._findings = Findings()

    def read(self) -> Contents:
        shipping, fee = self._extra("shipping"), self._extra("restocking_fee")
        made = []
        lines: tuple[LineInput, ...] = given(self._draft.lines) or ()
        for place, line in enumerate(lines):
            with self._findings.gather(f"lines.{place}."):
                made.append(self._line(line))
        if not lines:
            with self._findings.gather():
                made.append(self._header_line())
        self._check_whole_tax(lines)
        sum_of_lines = self._said_sum() if lines else None
        self._findings.settle()
        per_line = self._rules.settings.get("tax_rounding") == "line"
        whole = tuple(line for line, _ in made)
        figures = Figures(whole, tax_totals(whole, per_line=per_line), shipping, fee)
        self._check_sums(figures, sum_of_lines)
        return Contents(figures, tuple(row for _, row in made))

    def _extra(self, name: str) -> Money:
        text, money = given(getattr(self._draft, name, None)), Money(0, self._currency)
        if text:
            with self._findings.gather():
                money = not_negative(parse_money(text, self._currency, name), name)
        return money

    def _header_line(self) -> tuple[DocumentLine, dict[str, Any]]:
        """One line made from the header's amount; its decimals are the currency's."""
        text = given(self._draft.amount)
        if text is None or not text.strip():
            raise refuse(
                "required",
                "The amount is missing.",
                "amount",
                "Enter an amount, or at least one line.",
            )
        if parse_money(text, self._currency, "amount").minor <= 0:
            raise refuse(
                "amount_not_positive",
                "The amount must be more than zero.",
                "amount",
                "Enter it without a sign; what the document is says which way it counts.",
            )
        kind = self._side.credit if isinstance(self._draft, CreditDraft) else self._side.claim
        reason = reason_of(kind, self._values)
        label = reason.label if reason else kind.label.capitalize()
        return self._line(LineInput(description=label, quantity="1", unit_price=text))

    def _line(self, line: LineInput) -> tuple[DocumentLine, dict[str, Any]]:
        findings = Findings()
        quantity = unit_price = 0
        with findings.gather():
            quantity = not_below_zero(line.quantity or "1", QUANTITY_PLACES, "quantity")
        with findings.gather():
            price = needed(line.unit_price, "unit_price", "The unit price")
            unit_price = not_below_zero(price, PRICE_PLACES, "unit_price")
        named, tax, tax_code, claim_line = None, None, None, None
        with findings.gather():
            named = store.find_account(self._writing, line.account) if line.account else None
        tax_given = None
        with findings.gather():
            written = self._tax_input(line)
            tax, tax_code = self._tax(written)
            tax_given = self._tax_given(written)
        with findings.gather():
            claim_line = self._claim_line(line.claim_line)
        texts: dict[str, str | None] = {}
        for name in ("description", "unit", "product", "plan"):
            with findings.gather():
                texts[name] = clean(getattr(line, name), name, is_name=name != "description")
        findings.settle()
        made = DocumentLine(
            description=texts["description"] or "",
            quantity=quantity,
            unit_price=unit_price,
            price=priced(quantity, unit_price, self._currency),
            account=named or self._fallback,
            tax=tax,
            tax_given=tax_given,
            unit=texts["unit"] or "C62",
            product=texts["product"],
            plan=texts["plan"],
            claim_line_id=claim_line,
        )
        return made, _row(made, named, tax_code)

    def _tax_input(self, line: LineInput) -> str | TaxInput | None:
        """The line's own tax, else the one for the whole credit."""
        if line.tax is None and isinstance(self._draft, CreditDraft):
            whole: str | TaxInput | None = given(self._draft.tax)
            return whole
        return line.tax

    def _tax(self, tax: str | TaxInput | None) -> tuple[Tax | None, str | None]:
        if not tax:
            return None, None
        account = self._rules.accounts[self._side.tax]
        if isinstance(tax, TaxInput):
            name = needed(tax.name, "tax", "The name of the tax", is_name=True)
            rate = not_below_zero(tax.rate, PERCENT_PLACES, "tax")
            category = one_of(tax.category or ("S" if rate else "Z"), "tax", TAX_CATEGORIES)
            return Tax(name, rate, category, account), None
        code = can_be_kept(tax, "tax", is_name=True)
        row = self._writing.connection.execute(
            select(schema.tax_code).where(schema.tax_code.c.code == code)
        ).first()
        if not row:
            raise refuse("not_found", f"There is no tax “{tax[:20]}”.", "tax", "Create it first.")
        if row.account_id:
            account = store.accounts_by_id(self._writing.connection)[row.account_id]
        return Tax(row.name, row.rate, row.category, account), row.code

    def _tax_given(self, tax: str | TaxInput | None) -> Money | None:
        """The amount of a line's tax, where it was given with it."""
        if not isinstance(tax, TaxInput) or tax.amount is None:
            return None
        return not_negative(parse_money(tax.amount, self._currency, "tax"), "tax")

    def _claim_line(self, text: str | None) -> int | None:
        if text is None:
            return None
        columns, row_id = schema.document_line.c, row_of(LINE, text)
        found = (
            row_id
            and self._writing.connection.execute(
                select(columns.id).where(
                    columns.id == row_id, columns.document_id == self._values.get("claim_id")
                )
            ).scalar()
        )
        if not found:
            claim = self._side.claim.label
            raise refuse(
                "not_found",
                f"There is no line “{text[:20]}” on the {claim}.",
                "claim_line",
                f"Name the {claim} and one of its lines.",
            )
        return int(found)

    def _check_whole_tax(self, lines: tuple[LineInput, ...]) -> None:
        """A tax for the whole credit is that of every line; an amount would count many times."""
        whole = given(self._draft.tax) if isinstance(self._draft, CreditDraft) else None
        if isinstance(whole, TaxInput) and whole.amount is not None and len(lines) > 1:
            self._findings.add(
                Problem(
                    "invalid_value",
                    "An amount of tax belongs to one line.",
                    "tax",
                    "Give each line its tax, or leave the amount out.",
                )
            )

    def _said_sum(self) -> Money | None:
        """The amount given beside the lines: it must be what they add up to."""
        if text := given(self._draft.amount):
            with self._findings.gather():
                return parse_money(text, self._currency, "amount")
        return None

    def _check_sums(self, figures: Figures, amount: Money | None) -> None:
        if amount is not None and amount != figures.subtotal:
            raise refuse(
                "amount_lines_mismatch",
                f"The amount is {amount}, but the lines add up to {figures.subtotal}.",
                "amount",
                "Leave the amount out, or correct the lines.",
            )
        if figures.total.minor < 0:
            raise refuse(
                "amount_not_positive",
                f"The restocking fee of {figures.restocking_fee} is more than the rest.",
                "restocking_fee",
                f"Enter {figures.total + figures.restocking_fee} or less.",
            )


def _row(line: DocumentLine, named: Account | None, tax_code: str | None) -> dict[str, Any]:
    """The row of a line; its account only where one was named (the rest is settled at issue)."""
    tax = line.tax
    return {
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "price": line.price.minor,
        "account_id": named.id if named else None,
        "tax_code": tax_code,
        "tax_name": tax.name if tax else None,
        "tax_rate": tax.rate if tax else None,
        "tax_category": tax.category if tax else None,
        "tax_account_id": tax.account.id if tax else None,
        "product": line.product,
        "plan": line.plan,
        "claim_line_id": line.claim_line_id,
    }
