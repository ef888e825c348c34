"""What an import is given: credits as another program says they are, before anything is looked
up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.commands.inputs import CreditDraft
from app.domain.kinds import Side, Status
from app.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedUse:
    """An application to a claim or a transaction; no amount means as much as fits. One that is
    not live was taken back."""

    target: str
    number: str | None = None
    amount: str | None = None
    day: date | None = None
    live: bool = True
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRefund:
    """Credit paid out; not live once the refund was voided."""

    amount: str
    day: date | None = None
    reference: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCredit:
    """A credit as another program says it is, with what became of it.

    `names` says how our fields are called in the file. Of uses, None means that nothing is said
    and nothing is to change; `replaces` that those listed stand in place of what is there.
    """

    path: str
    names: Mapping[str, str]
    program: str
    side: Side
    draft: CreditDraft
    status: Status
    total: Money
    id: str | None = None
    number: str | None = None
    sequence: int | None = None
    party_name: str | None = None
    claim_number: str | None = None
    uses: tuple[ImportedUse, ...] | None = None
    transactions: tuple[ImportedUse, ...] | None = None
    refunds: tuple[ImportedRefund, ...] = ()
    replaces: bool = False
    clamp: bool = False
    void_reason: str | None = None
    void_date: date | None = None
    never_issued: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPayment:
    """A payment of bills in which vendor credits of the file, or of the book, were used."""

    path: str
    party: str
    day: date | None
    cash: bool
    credits: tuple[str, ...]
    claims: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedVoid:
    """A credit of the file, or of the book, that is to be voided."""

    path: str
    credit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one credit of the file: its id here, and whether it was here before."""

    path: str
    id: str
    is_repeat: bool
