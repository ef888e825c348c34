"""Shares of an entry: what goes with a part of what its holder took, and with the rest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.accounts import Role
from app.domain.credit_memo import CREDIT_MEMO
from app.domain.entry import Entry, entry_of
from app.domain.kinds import Kind
from app.domain.money import Money, decimal_text
from app.domain.rates import share
from app.domain.vendor_credit import VENDOR_CREDIT
from tests.domain.facts import (
    ACCOUNTS,
    a_draft,
    a_line,
    a_tax,
    an_account,
    an_act,
    shown,
    some_figures,
    usd,
)

HOLDER = ACCOUNTS[Role.OPEN_CUSTOMER_CREDIT]


def issued(*lines: str, fee: str = "0", shipping: str = "0", tax: str = "0") -> Entry:
    """The entry of an issue; every line on an account of its own, tax on the first."""
    accounts = [an_account(str(4100 + n)) for n in range(len(lines))]
    made = [a_line(one, account=account) for one, account in zip(lines, accounts, strict=True)]
    if tax != "0":
        made[0] = replace(made[0], tax=a_tax(tax))
    figures = some_figures(*made, fee=fee, shipping=shipping)
    draft = a_draft(total=str(figures.total))
    return CREDIT_MEMO.posted("issue", an_act(draft, figures=figures))


def test_a_part_takes_its_share_of_every_line_and_the_last_takes_the_rest():
    entry = issued("100", tax="8.25")
    part = entry.share(HOLDER, usd("54.12"), usd("54.12"))
    assert shown(part) == ["debit 2100 4.12", "debit 4100 50.00", "credit 1200 54.12"]


def test_a_fee_stays_on_its_side():
    entry = issued("100", fee="10", shipping="5")
    part = entry.share(HOLDER, usd("47.50"), usd("47.50"))
    assert shown(part) == [
        "debit 4010 2.50",
        "debit 4100 50.00",
        "credit 1200 47.50",
        "credit 4150 5.00",
    ]


def test_the_shares_of_several_parts_are_the_whole():
    entry = issued("33.33", "66.68", tax="7.77", fee="1.01")
    total = next(line.amount for line in entry.lines if line.account == HOLDER)
    gone: tuple[tuple[Money, Money], ...] = ()
    parts = []
    for amount in (usd("0.01"), usd("33.34"), total - usd("33.35")):
        parts.append(entry.share(HOLDER, amount, amount, gone))
        gone += ((amount, amount),)
    assert entry_of(line for part in parts for line in part.lines) == entry


@given(
    prices=st.lists(st.integers(1, 10**7), min_size=1, max_size=5),
    fee=st.integers(0, 99),
    rate=st.integers(10**6, 10**13),
    cuts=st.lists(st.integers(1, 10**6), min_size=1, max_size=4),
)
def test_any_shares_balance_and_leave_nothing(prices, fee, rate, cuts):
    """In a currency of its own, worth much or next to nothing in the books."""
    lines = [
        a_line(decimal_text(price, "EUR"), currency="EUR", account=an_account(str(4100 + n)))
        for n, price in enumerate(prices)
    ]
    figures = some_figures(*lines, fee=decimal_text(min(fee, sum(prices) - 1), "EUR"))
    worth = figures.base_total(rate, "USD")
    draft = a_draft(total=str(figures.total), currency="EUR", fx_rate=rate, base_total=worth)
    entry = CREDIT_MEMO.posted("issue", an_act(draft, figures=figures))
    gone: tuple[tuple[Money, Money], ...] = ()
    parts, left, left_base = [], figures.total, worth
    for cut in [*cuts, figures.total.minor]:
        amount = min(left, Money(cut, "EUR"))
        if not amount or not entry:
            break
        base = Money(share(left_base.minor, amount.minor, left.minor), "USD")
        parts.append(entry.share(HOLDER, amount, base, gone))
        gone += ((amount, base),)
        left, left_base = left - amount, left_base - base
    assert all(line.amount.minor >= 0 and line.base.minor > 0 for p in parts for line in p.lines)
    assert _bases(parts) == _bases([entry])


def _bases(entries: list[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        for line in entry.lines:
            sign = 1 if line.side == "debit" else -1
            found[line.account.code] = found.get(line.account.code, 0) + sign * line.base.minor
    return {code: minor for code, minor in found.items() if minor}


def test_a_vendors_credit_is_shared_alike():
    figures = some_figures(a_line("100", account=an_account("5100")), fee="20")
    draft = a_draft(Kind.VENDOR_CREDIT, total="80")
    entry = VENDOR_CREDIT.posted("issue", an_act(draft, figures=figures))
    part = entry.share(ACCOUNTS[Role.OPEN_VENDOR_CREDIT], usd("20"), usd("20"))
    assert shown(part) == ["debit 1350 20.00", "debit 5000 5.00", "credit 5100 25.00"]
