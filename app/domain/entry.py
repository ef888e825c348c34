"""Line and Entry: an entry nets its lines and balances, or it does not exist."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.accounts import Account
from app.domain.errors import must
from app.domain.money import Money
from app.domain.rates import share_out


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

    def share(self, holder: Account, amount: Money, base: Money, gone: "Gone" = ()) -> "Entry":
        """The part of this entry that goes with `amount` of what `holder` took (`base` in the
        book's currency): every other line in proportion, the last taking what is left of it.
        `gone` are the parts shared out before, so that the last of several leaves nothing."""
        mine = next(line for line in self.lines if line.account == holder)
        others = [line for line in self.lines if line.account != holder]
        amounts = _weights(mine, others, [line.amount.minor for line in others])
        bases = _weights(mine, others, [line.base.minor for line in others])
        for gone_amount, gone_base in gone:
            amounts = _less(amounts, share_out(gone_amount.minor, amounts))
            bases = _less(bases, share_out(gone_base.minor, bases))
        shares = zip(
            others,
            share_out(amount.minor, amounts),
            share_out(base.minor, bases),
            strict=True,
        )
        parts = [replace(mine, amount=amount, base=base)]
        for line, minor, base_minor in shares:
            parts.append(
                replace(
                    line,
                    amount=Money(abs(minor), line.amount.currency),
                    base=Money(abs(base_minor), line.base.currency),
                )
            )
        return entry_of(parts)


Gone = tuple[tuple[Money, Money], ...]


def _weights(mine: Line, others: list[Line], minors: list[int]) -> tuple[int, ...]:
    """Amounts as they count towards the holder's line: those on its own side take away from it."""
    signs = [-1 if line.side is mine.side else 1 for line in others]
    return tuple(sign * minor for sign, minor in zip(signs, minors, strict=True))


def _less(weights: tuple[int, ...], gone: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(weight - part for weight, part in zip(weights, gone, strict=True))


NO_ENTRY: Final = Entry(())


def entry_of(lines: Iterable[Line]) -> Entry:
    """Nets lines per account, party and currency (domain.md 1.2) and orders what is left.

    At several rates the net of an account may be a debit in the document's currency and a credit
    in the book's: no one line can say that, so both sides stay as they are.
    """
    groups: dict[tuple[Account, int | None, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.account, line.party_id, line.amount.currency), []).append(line)
    netted = [line for group in groups.values() for line in _netted(group)]
    return Entry(
        tuple(sorted(netted, key=lambda line: (line.side is DrCr.CREDIT, line.account.code)))
    )


def _netted(group: list[Line]) -> list[Line]:
    if len(group) == 1:
        return group if group[0].base else []
    debit, credit = (_sum(group, side) for side in DrCr)
    amount, base = debit.amount - credit.amount, debit.base - credit.base
    if amount.minor * base.minor < 0 or (amount and not base):
        return [line for line in (debit, credit) if line.base]
    side = DrCr.DEBIT if base.minor > 0 else DrCr.CREDIT
    if side is DrCr.CREDIT:
        amount, base = -amount, -base
    return [replace(debit, side=side, amount=amount, base=base)] if base else []


def _sum(group: list[Line], side: DrCr) -> Line:
    """One side of an account as one line; of nothing when it has none."""
    first = group[0]
    amount, base = Money(0, first.amount.currency), Money(0, first.base.currency)
    for line in group:
        if line.side is side:
            amount, base = amount + line.amount, base + line.base
    return Line(first.account, side, amount, base, first.party_id)
