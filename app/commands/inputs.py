"""What commands are given: plain text, dates and small records, before anything is looked up."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final

from app.domain.errors import Problem, Refused, refuse

LONGEST_TEXT: Final = 10_000


class Keep(Enum):
    """Left out, as opposed to emptied: an update keeps what is there."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP

# Kinds of text. Static types see plain text; the automation protocol reads the marks: a `Ref` is
# an id (or a label that stands for one), a document's number or an account's code, an `Amount`
# decimal text or an exact JSON number.
Ref = Annotated[str, "ref"]
Amount = Annotated[str, "amount"]
Text = str | Keep | None
RefText = Ref | Keep | None
AmountText = Amount | Keep | None


@dataclass(frozen=True, slots=True)
class TaxInput:
    """A tax written down in place: name, percent as decimal text, EN 16931 category; the amount
    where somebody else worked it out already (else it follows from the rate)."""

    name: str
    rate: Amount
    category: str | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as entered; quantity and unit price as decimal text with up to six places."""

    description: str | None = None
    quantity: Amount | None = None
    unit_price: Amount | None = None
    tax: str | TaxInput | None = None
    account: Ref | None = None
    product: str | None = None
    plan: str | None = None
    unit: str | None = None
    claim_line: Ref | None = None


@dataclass(frozen=True, slots=True)
class AddressInput:
    """Parts of a postal address; the country as a two-letter ISO 3166-1 code."""

    street: str | None = None
    city: str | None = None
    postal_code: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ApplyTo:
    """One target of an application: an invoice or bill, or a recorded transaction; no amount
    means as much as fits."""

    claim: Ref | None = None
    amount: Amount | None = None
    transaction: Ref | None = None


@dataclass(frozen=True, slots=True)
class PickedLine:
    """A line of an invoice or bill to be credited, and how much of it (all that is left)."""

    claim_line: Ref
    quantity: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Marks a record whose fields are arguments of their own in the protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Fields):
    """What an invoice, a bill or a credit is drafted from. KEEP = left out."""

    party: Ref | Keep = KEEP
    issue_date: date | Keep | None = KEEP
    currency: Text = KEEP
    fx_rate: AmountText = KEEP
    amount: AmountText = KEEP
    lines: tuple[LineInput, ...] | Keep | None = KEEP
    shipping: AmountText = KEEP
    description: Text = KEEP
    vendor_reference: Text = KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft(Draft):
    """An invoice or a bill."""

    due_date: date | Keep | None = KEEP
    internal_notes: Text = KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDraft(Draft):
    """A credit memo or a vendor credit."""

    reason: Text = KEEP
    tax: str | TaxInput | Keep | None = KEEP
    restocking_fee: AmountText = KEEP
    claim: RefText = KEEP
    gl_account: RefText = KEEP
    expires_at: date | Keep | None = KEEP
    expires_in_days: int | Keep | None = KEEP
    reason_note: Text = KEEP
    internal_notes: Text = KEEP
    source_type: Text = KEEP
    source_id: Text = KEEP
    exclude_from_auto_apply: bool | Keep = KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsDraft(Fields):
    """What the book decides. Days are whole days, None for never; accounts are codes."""

    open_customer_credit: Ref | Keep = KEEP
    open_vendor_credit: Ref | Keep = KEEP
    expiry_days_customer: int | Keep | None = KEEP
    expiry_days_vendor: int | Keep | None = KEEP
    over_credit: str | Keep = KEEP
    forfeit_to: str | Keep = KEEP
    auto_apply_order: str | Keep = KEEP
    credit_order: str | Keep = KEEP
    duplicate_vendor_reference: str | Keep = KEEP
    tax_rounding: str | Keep = KEEP
    days_to_pay: int | Keep = KEEP
    language: str | Keep = KEEP
    accounts: dict[str, Ref] | Keep = KEEP


def given_fields(draft: Fields) -> dict[str, Any]:
    """The fields that were given, emptied ones too."""
    values = {one.name: getattr(draft, one.name) for one in fields(draft)}
    return {name: value for name, value in values.items() if value is not KEEP}


class Findings:
    """Gathers the problems of a whole form, so that all are told at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    @contextmanager
    def gather(self, prefix: str = "") -> Iterator[None]:
        """Problems raised inside are kept; their fields are put under `prefix`."""
        try:
            yield
        except Refused as refused:
            self.take(refused, prefix)

    def take(self, refused: Refused, prefix: str = "") -> None:
        """Keeps the problems of a refusal, their fields put under `prefix`."""
        for problem in refused.problems:
            place = f"{prefix}{problem.field}" if problem.field else problem.field
            self._found.append(problem.at(place) if place else problem)

    def add(self, problem: Problem) -> None:
        self._found.append(problem)

    def settle(self) -> None:
        """Raises Refused with everything found, if anything was."""
        if self._found:
            raise self.refused

    @property
    def refused(self) -> Refused:
        """Everything found, as one refusal."""
        return Refused(*self._found)


_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but \\n and \\t
_BREAKS: Final = re.compile("[\n\t]")


def can_be_kept(text: str, field: str, *, is_name: bool = False) -> str:
    """The text itself. Refused: malformed for control characters and lone surrogates; a name has
    no line breaks, no tabs, and nothing that turns the writing direction."""
    if found := _UNSEEN.search(text) or (_BREAKS.search(text) if is_name else None):
        raise refuse(
            "malformed",
            f"There is a character that cannot be shown (U+{ord(found[0]):04X}).",
            field,
            "Remove it; if you pasted the text, type it instead.",
        )
    if is_name and _TURNS.search(text):
        raise refuse(
            "malformed",
            "There is a hidden character that turns the writing direction.",
            field,
            "Remove it; if you pasted the name, type it instead.",
        )
    return text


def clean(text: str | None, field: str, *, is_name: bool = False) -> str | None:
    """Text as given, or None when there is none. Refused: malformed (see `can_be_kept`);
    too_long."""
    if text is None or not text.strip():
        return None
    if len(text) > LONGEST_TEXT:
        raise refuse(
            "too_long",
            f"This is {len(text):,} characters long; {LONGEST_TEXT:,} fit.",
            field,
            "Shorten it.",
        )
    return can_be_kept(text, field, is_name=is_name)


def needed(text: str | None, field: str, what: str, *, is_name: bool = False) -> str:
    """The same, but it must be there. Refused: required."""
    cleaned = clean(text, field, is_name=is_name)
    if cleaned is None:
        raise refuse("required", f"{what} is missing.", field, "Fill it in.")
    return cleaned
