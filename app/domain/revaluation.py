"""Month-end revaluation: open foreign balances at the day's rate (domain.md 4.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import rates
from app.domain.accounts import Account
from app.domain.entry import DrCr, Entry, Line, entry_of
from app.domain.money import Money, exponent


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's balance in one foreign currency and its worth in the books, debits positive."""

    account: Account
    amount: Money
    base: Money

    def worth(self, rate: int) -> Money:
        """The balance at another rate."""
        places = (exponent(self.amount.currency), exponent(self.base.currency))
        minor = rates.convert(self.amount.minor, places[0], rate, places[1])
        return Money(minor, self.base.currency)


def revalued(balances: Iterable[Balance], rates_of: dict[str, int], difference: Account) -> Entry:
    """Brings every balance to its worth at its currency's rate; the other side is the unrealised
    `difference`. The foreign amounts themselves do not move: a second run finds nothing to do."""
    lines = []
    for balance in balances:
        change = balance.worth(rates_of[balance.amount.currency]) - balance.base
        if change:
            side = DrCr.DEBIT if change.minor > 0 else DrCr.CREDIT
            base = Money(abs(change.minor), change.currency)
            nothing = Money(0, balance.amount.currency)
            lines.append(Line(balance.account, side, nothing, base))
            lines.append(Line(difference, side.other, base, base))
    return entry_of(lines)
