"""Foreign balances at the rate of the day, against unrealised differences."""

from app.domain.money import Money
from app.domain.rates import FX_PLACES, parse_scaled
from app.domain.revaluation import Balance, revalued
from tests.domain.facts import an_account, eur, shown, usd

RECEIVABLE, BANK, OTHER = an_account("1200"), an_account("1060"), an_account("7020")


def rate(text: str) -> int:
    return parse_scaled(text, FX_PLACES, "rate")


def test_what_is_worth_more_or_less_is_brought_there():
    owed = Balance(RECEIVABLE, eur("-100"), usd("-120"))
    held = Balance(BANK, eur("40"), usd("50"))
    entry = revalued((owed, held), {"EUR": rate("1.25")}, OTHER)
    assert shown(entry) == ["debit 7020 5.00", "credit 1200 5.00"]
    entry = revalued((owed, held), {"EUR": rate("1.30")}, OTHER)
    assert shown(entry) == ["debit 1060 2.00", "debit 7020 8.00", "credit 1200 10.00"]


def test_the_foreign_amounts_stay():
    entry = revalued((Balance(BANK, eur("40"), usd("50")),), {"EUR": rate("2")}, OTHER)
    line = next(line for line in entry.lines if line.account == BANK)
    assert line.amount == Money(0, "EUR")


def test_what_is_worth_what_it_stands_at_needs_no_entry():
    held = Balance(BANK, eur("40"), usd("50"))
    assert not revalued((held,), {"EUR": rate("1.25")}, OTHER)
