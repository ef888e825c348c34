"""Looks up what a draft names: party, rate, accounts, taxes, lines; every problem is gathered."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Writing
from app.book.refs import LINE, row_of
from app.commands.inputs import (
    KEEP,
    ClaimDraft,
    CreditDraft,
    Findings,
    Keep,
    LineInput,
    TaxInput,
    clean,
    needed,
)
from app.domain.accounts import CUSTOMER_REASONS, VENDOR_SOURCES, Account, Reason, Role
from app.domain.document import DocumentLine, Figures, Tax, priced, tax_totals
from app.domain.errors import Problem, Refused, refuse
from app.domain.kinds import CUSTOMER, Kind, Side, side_of
from app.domain.lifecycle import Rules
from app.domain.money import Money, decimal_text, exponent, parse_money
from app.domain.rates import FX_PLACES, PERCENT_PLACES, PRICE_PLACES, QUANTITY_PLACES, parse_scaled

AnyDraft = ClaimDraft | CreditDraft


@dataclass(slots=True)
class Resolved:
    """A draft with everything it names looked up: columns of its row, lines, figures."""

    kind: Kind
    values: dict[str, Any] = field(default_factory=dict)
    lines: tuple[DocumentLine, ...] = ()
    line_columns: tuple[dict[str, Any], ...] = ()
    figures: Figures | None = None


def given(value: Any) -> Any:
    """What was entered, None for what was left out or emptied."""
    return None if isinstance(value, Keep) else value


def reason_of(kind: Kind, values: dict[str, Any]) -> Reason | None:
    """What explains a credit: a customer's by its reason, a vendor's by its source type."""
    if kind is Kind.CREDIT_MEMO:
        return CUSTOMER_REASONS.get(values.get("reason") or "")
    if kind is Kind.VENDOR_CREDIT:
        return VENDOR_SOURCES.get(values.get("source_type") or "")
    return None


def default_account(kind: Kind, values: dict[str, Any], rules: Rules) -> Account:
    """Where a line without an account goes (automation.md 7): by reason, or the kind's own."""
    reason = reason_of(kind, values)
    role = {Kind.INVOICE: Role.SALES, Kind.BILL: Role.COST_OF_GOODS}.get(kind)
    return rules.accounts[role or (reason.role if reason else Role.RECEIVABLE_CLEARING)]


class Resolver:
    """One draft on its way to a stored document."""

    def __init__(self, writing: Writing, kind: Kind, draft: AnyDraft, rules: Rules) -> None:
        self._writing, self._kind, self._draft, self._rules = writing, kind, draft, rules
        self._side: Side = side_of(kind)
        self._findings = Findings()
        self._result = Resolved(kind)
        self._values = self._result.values

    def resolve(self) -> Resolved:
        """Refused with every problem of the form at once."""
        self._party()
        self._texts()
        self._dates()
        if isinstance(self._draft, CreditDraft):
            self._credit(self._draft)
        self._currency_and_rate()
        self._findings.settle()
        self._accounts()
        self._contents()
        self._findings.settle()
        return self._result

    def _party(self) -> None:
        with self._findings.gather():
            text = needed(given(self._draft.party), "party", f"The {self._side.name}")
            self._party_row = store.find_party(self._writing, text, self._side)
            self._values["party_id"] = self._party_row.id

    def _texts(self) -> None:
        for name in ("description", "internal_notes", "vendor_reference", "reason_note"):
            with self._findings.gather():
                text = given(getattr(self._draft, name, None))
                self._values[name] = clean(text, name, is_name=name == "vendor_reference")

    def _dates(self) -> None:
        issued = given(self._draft.issue_date) or self._writing.today
        self._values["issue_date"] = issued.isoformat()
        self._values["due_date"] = None
        if isinstance(self._draft, ClaimDraft):
            due = given(self._draft.due_date)
            self._values["due_date"] = (due or default_due(issued, self._rules)).isoformat()

    def _credit(self, draft: CreditDraft) -> None:
        values = self._values
        with self._findings.gather():
            values["source_type"], values["source_id"] = self._source(draft)
        with self._findings.gather():
            values["reason"] = self._reason(draft)
        values["exclude_from_auto_apply"] = int(bool(given(draft.exclude_from_auto_apply)))
        with self._findings.gather():
            values["expires_at"] = self._expiry(draft)
        values["claim_id"] = None
        if text := given(draft.claim):
            with self._findings.gather():
                currency = self._rules.currency
                claim = store.find_document(
                    self._writing, text, {self._side.claim}, "claim", currency
                )
                self._claim = claim
                values["claim_id"] = claim.id
                if claim.party_id != values.get("party_id", claim.party_id):
                    raise refuse(
                        "party_mismatch",
                        f"{claim.name} belongs to {claim.party_name}.",
                        "claim",
                        f"Choose a {claim.kind.label} of the same {self._side.name}.",
                    )

    def _source(self, draft: CreditDraft) -> tuple[str | None, str | None]:
        source_type = clean(given(draft.source_type), "source_type", is_name=True)
        source_id = clean(given(draft.source_id), "source_id", is_name=True)
        if self._side is not CUSTOMER:
            source_type = source_type or "manual"
            if source_type not in VENDOR_SOURCES:
                raise _not_listed("source_type", source_type, VENDOR_SOURCES, "invalid_value")
        return source_type, source_id

    def _reason(self, draft: CreditDraft) -> str | None:
        if self._side is not CUSTOMER:
            return clean(given(draft.reason), "reason")
        reason = needed(given(draft.reason), "reason", "The reason")
        if reason not in CUSTOMER_REASONS:
            raise _not_listed("reason", reason, CUSTOMER_REASONS, "invalid_reason")
        return reason

    def _expiry(self, draft: CreditDraft) -> str | None:
        issued = date.fromisoformat(self._values["issue_date"])
        days, last = given(draft.expires_in_days), given(draft.expires_at)
        if days is None and last is None and KEEP in (draft.expires_at,):
            reason = reason_of(self._kind, self._values)
            if not (reason and reason.own_money):
                days = self._rules.settings.get(f"expiry_days_{self._side.name}")
        if last is None and days is not None:
            if not 0 <= int(days) <= 36500:
                raise refuse(
                    "invalid_number",
                    "The number of days is out of range.",
                    "expires_in_days",
                    "Enter 0 to 36500 days.",
                )
            last = issued + timedelta(days=int(days))
        return last.isoformat() if last else None

    def _currency_and_rate(self) -> None:
        row, claim = getattr(self, "_party_row", None), getattr(self, "_claim", None)
        with self._findings.gather():
            named = given(self._draft.currency)
            currency = named or (claim.currency if claim else None)
            currency = currency or (row.currency if row else None) or self._rules.currency
            exponent(currency)
            self._values["currency"] = currency
            self._values["fx_rate"] = self._rate(currency, claim)

    def _rate(self, currency: str, claim: Any) -> int:
        if currency == self._rules.currency:
            return int(10**FX_PLACES)
        if text := given(self._draft.fx_rate):
            rate = parse_scaled(text, FX_PLACES, "fx_rate")
            if rate <= 0:
                raise refuse(
                    "amount_not_positive",
                    "The exchange rate must be more than zero.",
                    "fx_rate",
                    f"Enter what one {currency} is worth in {self._rules.currency}.",
                )
            return rate
        if claim and claim.currency == currency:
            return int(claim.fx_rate)
        return rate_on(self._writing, currency, self._values["issue_date"], self._rules.currency)

    def _accounts(self) -> None:
        self._fallback = default_account(self._kind, self._values, self._rules)
        self._values["account_id"] = None
        if isinstance(self._draft, CreditDraft) and (code := given(self._draft.gl_account)):
            with self._findings.gather():
                account = store.find_account(self._writing, code, "gl_account")
                self._values["account_id"], self._fallback = account.id, account

    def _contents(self) -> None:
        currency, draft = self._values["currency"], self._draft
        extras = {}
        for name in ("shipping", "restocking_fee"):
            extras[name] = Money(0, currency)
            if text := given(getattr(draft, name, None)):
                with self._findings.gather():
                    extras[name] = not_negative(parse_money(text, currency, name), name)
        inputs = self._line_inputs()
        self._findings.settle()
        lines, columns = [], []
        for place, line in enumerate(inputs):
            prefix = f"lines.{place}." if given(draft.lines) else ""
            with self._findings.gather(prefix):
                made, column = self._line(line, "" if prefix else "amount")
                lines.append(made)
                columns.append(column)
        self._findings.settle()
        per_line = self._rules.settings.get("tax_rounding") == "line"
        figures = Figures(
            tuple(lines),
            tax_totals(lines, per_line),
            extras["shipping"],
            extras["restocking_fee"],
        )
        self._check_sums(figures)
        self._result.lines, self._result.line_columns = tuple(lines), tuple(columns)
        self._result.figures = figures
        base = figures.base_total(self._values["fx_rate"], self._rules.currency)
        self._values |= {
            "shipping": figures.shipping.minor,
            "restocking_fee": figures.restocking_fee.minor,
            "total": figures.total.minor,
            "base_total": base.minor,
        }

    def _line_inputs(self) -> tuple[LineInput, ...]:
        lines, amount = given(self._draft.lines), given(self._draft.amount)
        if lines:
            return tuple(lines)
        if amount is None or not amount.strip():
            with self._findings.gather():
                raise refuse(
                    "required",
                    "The amount is missing.",
                    "amount",
                    "Enter an amount, or at least one line.",
                )
        reason = reason_of(self._kind, self._values)
        label = reason.label if reason else self._kind.label.capitalize()
        return (LineInput(description=label, quantity="1", unit_price=amount),)

    def _line(self, line: LineInput, header: str) -> tuple[DocumentLine, dict[str, Any]]:
        currency = self._values["currency"]
        if header:  # one line made from the header's amount: its decimals are the currency's
            money = parse_money(line.unit_price or "", currency, header)
            if money.minor <= 0:
                raise refuse(
                    "amount_not_positive",
                    "The amount must be more than zero.",
                    header,
                    "Enter it without a sign; what it is makes it a credit.",
                )
        quantity = not_below_zero(line.quantity or "1", QUANTITY_PLACES, "quantity")
        price_text = needed(line.unit_price, "unit_price", "The unit price")
        unit_price = not_below_zero(price_text, PRICE_PLACES, "unit_price")
        named = store.find_account(self._writing, line.account) if line.account else None
        tax_input = line.tax
        if tax_input is None and isinstance(self._draft, CreditDraft):
            tax_input = given(self._draft.tax)
        tax, tax_code = self._tax(tax_input)
        claim_line = self._claim_line(line.claim_line)
        made = DocumentLine(
            description=clean(line.description, "description") or "",
            quantity=quantity,
            unit_price=unit_price,
            price=priced(quantity, unit_price, currency),
            account=named or self._fallback,
            tax=tax,
            unit=clean(line.unit, "unit", is_name=True) or "C62",
            product=clean(line.product, "product", is_name=True),
            plan=clean(line.plan, "plan", is_name=True),
            claim_line_id=claim_line,
        )
        return made, line_columns(made, named, tax_code)

    def _tax(self, tax: str | TaxInput | None) -> tuple[Tax | None, str | None]:
        if tax is None or tax == "":
            return None, None
        role = Role.SALES_TAX if self._side is CUSTOMER else Role.INPUT_TAX
        if isinstance(tax, TaxInput):
            name = needed(tax.name, "tax", "The name of the tax", is_name=True)
            rate = not_below_zero(tax.rate, PERCENT_PLACES, "tax")
            category = tax.category or ("S" if rate else "Z")
            return Tax(name, rate, category, self._rules.accounts[role]), None
        row = self._writing.connection.execute(
            select(schema.tax_code).where(schema.tax_code.c.code == tax)
        ).first()
        if not row:
            raise refuse("not_found", f"There is no tax “{tax[:20]}”.", "tax", "Create it first.")
        chart = store.accounts_by_id(self._writing.connection)
        account = chart[row.account_id] if row.account_id else self._rules.accounts[role]
        return Tax(row.name, row.rate, row.category, account), row.code

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
            raise refuse(
                "not_found",
                f"There is no line “{text[:20]}” on the {self._side.claim.label}.",
                "claim_line",
                f"Name the {self._side.claim.label} and one of its lines.",
            )
        return int(found)

    def _check_sums(self, figures: Figures) -> None:
        currency, text = self._values["currency"], given(self._draft.amount)
        if text and given(self._draft.lines):
            amount = parse_money(text, currency, "amount")
            if amount != figures.subtotal:
                raise Refused(
                    Problem(
                        "amount_lines_mismatch",
                        f"The amount is {amount}, but the lines add up to {figures.subtotal}.",
                        "amount",
                        "Leave the amount out, or correct the lines.",
                    )
                )
        if figures.total.minor < 0:
            raise refuse(
                "amount_not_positive",
                f"The restocking fee of {figures.restocking_fee} is more than the rest.",
                "restocking_fee",
                f"Enter {decimal_text((figures.total + figures.restocking_fee).minor, currency)}"
                " or less.",
            )


def line_columns(
    line: DocumentLine, named: Account | None, tax_code: str | None
) -> dict[str, Any]:
    """The row of a line; its account only where one was named (the rest is settled at issue)."""
    return {
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "price": line.price.minor,
        "account_id": named.id if named else None,
        "tax_code": tax_code,
        "tax_name": line.tax.name if line.tax else None,
        "tax_rate": line.tax.rate if line.tax else None,
        "tax_category": line.tax.category if line.tax else None,
        "tax_account_id": line.tax.account.id if line.tax else None,
        "product": line.product,
        "plan": line.plan,
        "claim_line_id": line.claim_line_id,
    }


def rate_on(writing: Writing, currency: str, day: str, base: str) -> int:
    """The rate in force on a day: the last one set on or before it. Refused: rate_missing."""
    columns = schema.fx_rate.c
    rate = writing.connection.execute(
        select(columns.rate)
        .where(columns.currency == currency, columns.date <= day)
        .order_by(columns.date.desc())
        .limit(1)
    ).scalar()
    if rate is None:
        raise refuse(
            "rate_missing",
            f"There is no exchange rate for {currency} on {day}.",
            "fx_rate",
            f"Enter what one {currency} is worth in {base}.",
        )
    return int(rate)


def default_due(issued: date, rules: Rules) -> date:
    """Issue date plus the book's usual days to pay."""
    return issued + timedelta(days=int(rules.settings.get("days_to_pay") or 0))


def not_negative(money: Money, field: str) -> Money:
    """Refused amount_not_positive: what is put in is never negative."""
    if money.minor < 0:
        raise _negative(field)
    return money


def not_below_zero(text: str, places: int, field: str) -> int:
    """A scaled number that is not negative."""
    value = parse_scaled(text, places, field)
    if value < 0:
        raise _negative(field)
    return value


def _negative(field: str) -> Refused:
    return refuse(
        "amount_not_positive", "This cannot be negative.", field, "Enter it without a sign."
    )


def _not_listed(field: str, text: str, listed: dict[str, Reason], code: str) -> Refused:
    return refuse(
        code,
        f"“{text[:40]}” is not one of the listed values.",
        field,
        f"Use one of: {', '.join(listed)}.",
    )
