"""An entry nets its lines, balances, and mirrors itself; unbalanced there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.entry import NO_ENTRY, DrCr, Entry, Line, entry_of
from app.domain.errors import Bug
from app.domain.money import Money
from tests.domain.facts import an_account, eur, shown, usd

CODES = ("1000", "1200", "2100", "4000")


def a_line(side: str, code: str, amount: str, party: int | None = None) -> Line:
    return Line(an_account(code), DrCr(side), usd(amount), usd(amount), party)


AMOUNTS = st.integers(1, 10**9)
SOME_LINES = st.lists(
    st.builds(
        lambda side, code, minor, party: Line(
            an_account(code), side, Money(minor, "USD"), Money(minor, "USD"), party
        ),
        st.sampled_from(list(DrCr)),
        st.sampled_from(CODES),
        AMOUNTS,
        st.sampled_from([None, 1, 2]),
    ),
    max_size=8,
)


def closed(lines: list[Line]) -> list[Line]:
    """The lines and the one that balances them."""
    open_minor = sum(
        line.base.minor if line.side is DrCr.DEBIT else -line.base.minor for line in lines
    )
    if not open_minor:
        return lines
    side = DrCr.CREDIT if open_minor > 0 else DrCr.DEBIT
    money = Money(abs(open_minor), "USD")
    return [*lines, Line(an_account("9999"), side, money, money)]


def sums(entry: Entry) -> dict[tuple[str, int | None], int]:
    return {
        (line.account.code, line.party_id): (
            line.base.minor if line.side is DrCr.DEBIT else -line.base.minor
        )
        for line in entry.lines
    }


@given(SOME_LINES)
def test_any_amounts_balance_and_net(lines):
    entry = entry_of(closed(lines))
    places = [(line.account.code, line.party_id, line.amount.currency) for line in entry.lines]
    assert len(set(places)) == len(places)
    assert all(line.base.minor > 0 for line in entry.lines)
    expected: dict[tuple[str, int | None], int] = {}
    for line in closed(lines):
        place = (line.account.code, line.party_id)
        sign = 1 if line.side is DrCr.DEBIT else -1
        expected[place] = expected.get(place, 0) + sign * line.base.minor
    assert sums(entry) == {place: minor for place, minor in expected.items() if minor}


@given(SOME_LINES)
def test_debits_come_first_and_each_side_is_by_account_code(lines):
    entry = entry_of(closed(lines))
    keys = [(line.side is DrCr.CREDIT, line.account.code) for line in entry.lines]
    assert keys == sorted(keys)


@given(SOME_LINES)
def test_an_entry_and_its_mirror_come_to_nothing(lines):
    entry = entry_of(closed(lines))
    assert entry_of([*entry.lines, *entry.mirrored.lines]) == NO_ENTRY
    assert entry.mirrored.mirrored == entry


def test_an_unbalanced_entry_is_a_bug():
    with pytest.raises(Bug, match="balance"):
        Entry((a_line("debit", "1200", "1.00"),))
    with pytest.raises(Bug, match="balance"):
        entry_of([a_line("debit", "1200", "1.00"), a_line("credit", "4000", "1.01")])


def test_lines_that_come_to_nothing_are_dropped():
    entry = entry_of([a_line("debit", "1200", "5.00"), a_line("credit", "1200", "5.00")])
    assert entry == NO_ENTRY
    assert not entry


def test_parties_are_not_netted_against_each_other():
    entry = entry_of([a_line("debit", "1200", "5.00", 1), a_line("credit", "1200", "5.00", 2)])
    assert shown(entry) == ["debit 1200 5.00", "credit 1200 5.00"]
    assert entry


def test_of_one_currency_at_two_rates_only_the_difference_is_left():
    receivable, fx = an_account("1200"), an_account("7000")
    entry = entry_of(
        [
            Line(receivable, DrCr.DEBIT, eur("100"), usd("110")),
            Line(receivable, DrCr.CREDIT, eur("100"), usd("120")),
            Line(fx, DrCr.DEBIT, usd("10"), usd("10")),
        ]
    )
    assert shown(entry) == ["debit 7000 10.00", "credit 1200 10.00"]
    assert [line.amount for line in entry.lines] == [usd("10"), eur("0")]


@pytest.mark.parametrize(
    ("debit", "credit", "shown_lines"),
    [
        # a debit of euros that is a credit of dollars, and the other way round
        (("100", "110"), ("90", "120"), ["debit 2000 110.00", "credit 2000 120.00"]),
        (("90", "120"), ("100", "110"), ["debit 2000 120.00", "credit 2000 110.00"]),
        # euros are left although the dollars come to nothing
        (("100", "110"), ("90", "110"), ["debit 2000 110.00", "credit 2000 110.00"]),
        # the usual cases
        (("100", "110"), ("90", "100"), ["debit 2000 10.00"]),
        (("90", "100"), ("100", "110"), ["credit 2000 10.00"]),
    ],
)
def test_what_no_single_line_can_say_stays_on_both_sides(debit, credit, shown_lines):
    payable = an_account("2000")
    lines = [
        Line(payable, DrCr.DEBIT, eur(debit[0]), usd(debit[1])),
        Line(payable, DrCr.CREDIT, eur(credit[0]), usd(credit[1])),
    ]
    entry = entry_of(closed(lines))
    mine = [line for line in entry.lines if line.account == payable]
    assert shown(entry_of(closed(mine))) == shown(entry)
    assert [f"{line.side} 2000 {line.base}" for line in mine] == shown_lines
    euros = sum(
        line.amount.minor if line.side is DrCr.DEBIT else -line.amount.minor for line in mine
    )
    assert euros == (eur(debit[0]) - eur(credit[0])).minor
    assert entry.mirrored.mirrored == entry


def test_each_side_knows_the_other():
    assert DrCr.DEBIT.other is DrCr.CREDIT
    assert DrCr.CREDIT.other is DrCr.DEBIT
