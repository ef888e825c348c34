"""A document as the rules see it: its figures, its contents, its status."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain import rates
from app.domain.accounts import CUSTOMER_REASONS, Account
from app.domain.errors import present
from app.domain.kinds import CREDITS, CUSTOMER, MONEY, Kind, Side, Stage, Status, side_of
from app.domain.money import Money, decimal_text, exponent


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax as a line names it: percent scaled by 10**6, category by EN 16931 (S, Z, E, ...)."""

    name: str
    rate: int
    category: str
    account: Account

    @property
    def group(self) -> tuple[str, int, int]:
        """What is added up into one amount: category, rate and account, whatever the name."""
        return self.category, self.rate, self.account.id


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """Tax of one category and rate over a document: what it is on, and how much."""

    tax: Tax
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line: quantity and unit price scaled by 10**6, `price` computed from them."""

    description: str
    quantity: int
    unit_price: int
    price: Money
    account: Account
    tax: Tax | None = None
    tax_given: Money | None = None  # an amount that was said counts; None: worked out by rate
    unit: str = "C62"  # UN/ECE Recommendation 20: one piece
    product: str | None = None
    plan: str | None = None
    claim_line_id: int | None = None  # the invoice or bill line it credits


def priced(quantity: int, unit_price: int, currency: str) -> Money:
    """quantity x unit price, half up at the currency's exponent (domain.md 3.2)."""
    return Money(rates.line_price(quantity, unit_price, exponent(currency)), currency)


def tax_totals(lines: Iterable[DocumentLine], *, per_line: bool) -> tuple[TaxTotal, ...]:
    """Tax per category, rate and account: rounded once over the document, or line by line.
    Amounts that lines give are added to what is worked out for the others."""
    groups: dict[tuple[str, int, int], list[DocumentLine]] = {}
    for line in lines:
        if line.tax:
            groups.setdefault(line.tax.group, []).append(line)
    totals = []
    for group in groups.values():
        tax, currency = present(group[0].tax, "taxed lines"), group[0].price.currency
        base = sum(line.price.minor for line in group)
        open_bases = [line.price.minor for line in group if line.tax_given is None]
        parts = open_bases if per_line else [sum(open_bases)]
        amount = sum(rates.tax_amount(part, tax.rate) for part in parts)
        amount += sum(line.tax_given.minor for line in group if line.tax_given is not None)
        totals.append(TaxTotal(tax, Money(base, currency), Money(amount, currency)))
    return tuple(totals)


class Part(StrEnum):
    """What a total is made of. The restocking fee lowers it, the others raise it."""

    LINE = "lines"
    TAX = "tax"
    SHIPPING = "shipping"
    FEE = "restocking fee"


@dataclass(frozen=True, slots=True)
class Content:
    """A share of a document's total that goes to one account (None: the role of its part)."""

    part: Part
    account: Account | None
    amount: Money
    base: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The head and the running figures of a credit, an invoice or a bill.

    Amounts are in the document's currency. `base_total` and `base_open` are what the whole and
    the part still open are worth in the book's currency, at the document's own rate.
    `open_account` holds what is open of it since it was issued: a later change of the book's
    settings does not move it.
    """

    id: int
    kind: Kind
    stage: Stage
    number: str | None
    party_id: int
    party_name: str
    currency: str
    fx_rate: int
    issue_date: date
    due_date: date | None
    expires_at: date | None
    reason: str | None
    kept_out: bool  # of automatic application
    total: Money
    base_total: Money
    base_open: Money
    open_account: Account | None
    applied: Money
    paid: Money
    refunded: Money
    expired: Money
    voided: Money
    revision: int

    @property
    def side(self) -> Side:
        return side_of(self.kind)

    @property
    def name(self) -> str:
        """As it stands in a sentence: "CM-0001", or "the draft" while it has no number."""
        return self.number or "the draft"

    @property
    def own_money(self) -> bool:
        """Whether a credit holds the customer's own money (domain.md 4.3)."""
        reason = CUSTOMER_REASONS.get(self.reason or "") if self.side is CUSTOMER else None
        return bool(reason and reason.own_money)

    @property
    def used(self) -> Money:
        """Live applications, payments and refunds."""
        return self.applied + self.paid + self.refunded

    @property
    def remaining(self) -> Money:
        """What is left of a credit, what is still due on an invoice or bill (domain.md 3.2)."""
        gone = self.used.minor + self.expired.minor + self.voided.minor
        return Money(self.total.minor - gone, self.currency)

    @property
    def status(self) -> Status:
        return status_of(self.kind, self.stage, self.used.minor, self.remaining.minor)

    @property
    def resting_stage(self) -> Stage:
        """The stage after a use: with nothing left, a credit that is void or lapsed for a part
        is void or expired, as it was before some of it was taken back (domain.md 3.3)."""
        if self.stage is Stage.ISSUED and self.remaining.minor == 0:
            if self.voided:
                return Stage.VOID
            if self.expired:
                return Stage.EXPIRED
        return self.stage

    def after(self, amount: Money, figure: str = "applied") -> "Document":
        """As it stands once `amount` of it is used or settled, counted under `figure`."""
        base = self.base_open - self.base_of(amount)
        moved: dict[str, Any] = {figure: getattr(self, figure) + amount, "base_open": base}
        return replace(self, **moved)

    def only(self, amount: Money, base: Money) -> "Document":
        """A document of just this amount, worth `base`, with all of it open."""
        nothing = Money(0, self.currency)
        return replace(
            self,
            stage=Stage.ISSUED,
            total=amount,
            base_total=base,
            base_open=base,
            applied=nothing,
            paid=nothing,
            refunded=nothing,
            expired=nothing,
            voided=nothing,
        )

    def worth(self, amount: Money, base_currency: str) -> Money:
        """What an amount is worth by itself at the document's rate."""
        places = (exponent(self.currency), exponent(base_currency))
        base = rates.convert(amount.minor, places[0], self.fx_rate, places[1])
        return Money(base, base_currency)

    def base_of(self, amount: Money) -> Money:
        """The base amount that goes with the next `amount` used: shares of the running sum, so
        that the last use takes exactly what is left (domain.md 4.4). Never less than nothing:
        uses that were rounded down and taken back leave more gone than the running sum says."""
        if amount == self.remaining:
            return self.base_open
        gone = self.total - self.remaining
        upto = rates.share(self.base_total.minor, (gone + amount).minor, self.total.minor)
        taken = self.base_total - self.base_open
        return max(Money(upto, taken.currency) - taken, Money(0, taken.currency))


def status_of(kind: Kind, stage: Stage, used: int, remaining: int) -> Status:
    """The one rule for what people read (domain.md 3.3); figures in minor units."""
    if stage is not Stage.ISSUED:
        return Status(stage.value)
    if kind in MONEY:
        return Status.RECORDED
    if kind in CREDITS:
        left, partly, gone = Status.ISSUED, Status.PARTIALLY_APPLIED, Status.FULLY_APPLIED
    else:
        left, partly, gone = Status.OPEN, Status.PARTIALLY_PAID, Status.PAID
    if remaining == 0:
        return gone
    return partly if used else left


@dataclass(frozen=True, slots=True)
class Figures:
    """The contents of a document and what they add up to, before anything is stored."""

    lines: tuple[DocumentLine, ...]
    taxes: tuple[TaxTotal, ...]
    shipping: Money
    restocking_fee: Money

    @property
    def subtotal(self) -> Money:
        return self._sum(line.price for line in self.lines)

    @property
    def tax(self) -> Money:
        return self._sum(tax.amount for tax in self.taxes)

    @property
    def total(self) -> Money:
        """Lines + tax + shipping - restocking fee (domain.md 3.2)."""
        return self.subtotal + self.tax + self.shipping - self.restocking_fee

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return sum(amounts, start=Money(0, self.shipping.currency))

    def base_total(self, rate: int, base_currency: str) -> Money:
        """The whole in the book's currency."""
        total = self.total
        places = (exponent(total.currency), exponent(base_currency))
        return Money(rates.convert(total.minor, places[0], rate, places[1]), base_currency)

    def contents(self, rate: int, base_currency: str) -> tuple[Content, ...]:
        """Where the total goes, the base total shared out to the last minor unit."""
        parts = [(Part.LINE, line.account, line.price) for line in self.lines]
        parts += [(Part.TAX, tax.tax.account, tax.amount) for tax in self.taxes]
        rows = [
            *parts,
            (Part.SHIPPING, None, self.shipping),
            (Part.FEE, None, -self.restocking_fee),
        ]
        base = self.base_total(rate, base_currency)
        shares = rates.share_out(base.minor, tuple(amount.minor for _, _, amount in rows))
        return tuple(
            Content(part, account, amount, Money(minor, base_currency))
            for (part, account, amount), minor in zip(rows, shares, strict=True)
            if amount
        )


def amount_text(money: Money) -> str:
    """For sentences: "108.25 USD"."""
    return f"{decimal_text(money.minor, money.currency)} {money.currency}"
