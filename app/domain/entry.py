"""Line and Entry: an entry nets its lines and balances, or it does not exist."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.accounts import Account
from app.domain.errors import must
from app.domain.money import Money


class DrCr(StrEnum):
    """The two sides of an account. Never plus or minus."""

    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def other(self) -> "DrCr":
        return DrCr.CREDIT if self is DrCr.DEBIT else DrCr.DEBIT


@dataclass(frozen=True, slots=True)
class Line:
    """One side of an entry. `amount` is in the document's currency, `base` in the book's."""

    account: Account
    side: DrCr
    amount: Money
    base: Money
    party_id: int | None = None

    @property
    def mirrored(self) -> "Line":
        return Line(self.account, self.side.other, self.amount, self.base, self.party_id)


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced set of netted lines, debits first, each side by account code.

    Built by `entry_of`, which drops what comes to zero; an entry without lines is not written.
    """

    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        debit = sum(line.base.minor for line in self.lines if line.side is DrCr.DEBIT)
        credit = sum(line.base.minor for line in self.lines if line.side is DrCr.CREDIT)
        must(debit == credit, f"debits {debit} and credits {credit} balance")

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def mirrored(self) -> "Entry":
        """The reversal: every line on its other side, at the same base amounts."""
        return entry_of(line.mirrored for line in self.lines)


NO_ENTRY: Final = Entry(())


def entry_of(lines: Iterable[Line]) -> Entry:
    """Nets lines per account, party and currency (domain.md 1.2) and orders what is left."""
    sums: dict[tuple[Account, int | None, str], list[int]] = {}
    base_currency = ""
    for line in lines:
        sign = 1 if line.side is DrCr.DEBIT else -1
        total = sums.setdefault((line.account, line.party_id, line.amount.currency), [0, 0])
        total[0] += sign * line.amount.minor
        total[1] += sign * line.base.minor
        base_currency = line.base.currency
    netted = [
        Line(
            account,
            DrCr.DEBIT if base > 0 else DrCr.CREDIT,
            Money(abs(amount), currency),
            Money(abs(base), base_currency),
            party_id,
        )
        for (account, party_id, currency), (amount, base) in sums.items()
        if base
    ]
    return Entry(
        tuple(sorted(netted, key=lambda line: (line.side is DrCr.CREDIT, line.account.code)))
    )
