"""A credit between the programs: what a format says of it, as plain values of the domain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.domain.kinds import CUSTOMER, Side, Status
from app.domain.money import Money
from app.exchange.reading import Remark

NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax of one line: percent as decimal text, the amount, and the jurisdictions' parts as
    the format has them."""

    name: str
    rate: str
    amount: Money
    parts: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line; quantity and unit price as decimal text. Accounts by code, the rest by id."""

    id: str | None = None
    description: str | None = None
    quantity: str = "1"
    unit_price: str
    price: Money
    tax: Tax | None = None
    account: str | None = None
    product: str | None = None
    plan: str | None = None
    unit: str | None = None
    claim_line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An application to an invoice or bill, or to money that went back already. No amount means
    as much as fits; not live once it was taken back."""

    target: str
    number: str | None = None
    amount: Money | None = None
    day: date | None = None
    live: bool = True
    id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Credit paid out in money."""

    amount: Money
    day: date | None = None
    method: str | None = None
    account: str | None = None
    reference: str | None = None
    live: bool = True
    id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What may be done with a credit (domain.md 3.3)."""

    can_be_applied: bool = False
    can_be_voided: bool = False
    can_be_deleted: bool = False
    has_applications: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit memo or vendor credit. What a format does not say is None; of uses, None means
    that nothing is said and nothing is to change, an empty tuple that there are none."""

    path: str = ""  # where it stands in the file, and how its fields are called there
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    program: str = ""
    side: Side = CUSTOMER
    status: Status = Status.ISSUED
    id: str | None = None
    business: str | None = None
    party: str = ""
    party_name: str | None = None
    number: str | None = None
    sequence: int | None = None
    currency: str = ""
    total: Money
    tax: Money | None = None
    applied: Money | None = None
    refunded: Money | None = None
    remaining: Money | None = None
    shipping: Money | None = None
    restocking_fee: Money | None = None
    reason: str | None = None
    reason_label: str | None = None
    reason_note: str | None = None
    description: str | None = None
    internal_notes: str | None = None
    source_type: str | None = None
    source_id: str | None = None
    claim: str | None = None
    claim_number: str | None = None
    gl_account: str | None = None
    issue_entry: str | None = None
    void_entry: str | None = None
    issue_date: date | None = None
    expires_at: date | None = None
    expires_in_days: int | None = None
    usual_expiry: bool = False  # neither a date nor "never": what the book usually does
    lines: tuple[Line, ...] = ()
    uses: tuple[Use, ...] | None = None  # on invoices or bills
    transactions: tuple[Use, ...] | None = None  # on money that went back already
    refunds: tuple[Refund, ...] | None = None
    uses_replace: bool = False  # what is listed stands in place of what is there
    clamp: bool = False
    flags: Flags = Flags()
    revision: int | None = None
    issued_at: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    voided_at: str | None = None
    voided_reason: str | None = None
    void_day: date | None = None
    never_issued: bool = False  # void, but it never was more than a draft
    last_applied_at: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)  # kept in the history

    @property
    def origin(self) -> str | None:
        """Its id in the program it came from, or its own."""
        return self.source_id if self.source_type == self.program else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """A payment of bills in which vendor credits were used."""

    party: str
    day: date | None = None
    cash: Money
    credits: tuple[str, ...]
    claims: tuple[tuple[str, Money | None], ...]
    id: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiding:
    """A credit to be voided, and why."""

    credit: str
    reason: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file says."""

    credits: tuple[Credit, ...]
    payings: tuple[Paying, ...] = ()
    voidings: tuple[Voiding, ...] = ()
    remarks: tuple[Remark, ...] = ()
