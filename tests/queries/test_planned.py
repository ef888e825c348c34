"""What an act without names would use is what it then uses."""

from datetime import date

import pytest

from app.book import upgrade
from app.commands import claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from app.queries import lists, planned
from tests.gui.drivers.books import TODAY, clock, small_book

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path):
    """Borealis owes 80 and 40 and has five credits, one kept out and one past its last day."""
    made = upgrade.open_book(small_book(tmp_path / "north.avoir"), clock)
    made.do(DAY, claims.create, CUSTOMER, ClaimDraft(party="p2", amount="40", issue_date=DAY))
    for amount, last, kept in (
        ("10", None, False), ("20", date(2026, 6, 1), False), ("30", date(2026, 5, 1), False),
        ("5", None, True), ("6", date(2026, 3, 9), False),
    ):  # fmt: skip
        draft = CreditDraft(
            party="p2", amount=amount, reason="goodwill", issue_date=DAY, expires_at=last,
            exclude_from_auto_apply=kept,
        )  # fmt: skip
        made.do(DAY, credits.create, CUSTOMER, draft, issue=True)
    yield made
    made.close()


def told(rows):
    return [(row.number, str(row.amount), row.passed_over) for row in rows]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("expiring_first", ["CM-0004", "CM-0003", "CM-0002"]),
        ("oldest_first", ["CM-0002", "CM-0003", "CM-0004"]),
        (None, ["CM-0004", "CM-0003", "CM-0002"]),
    ],
)
def test_credits_for_an_invoice_and_those_passed_over(book, order, first):
    rows = book.ask(TODAY, planned.credits_for, "INV-0003", order)
    assert [row.number for row in rows[:3]] == first
    assert sum(int(row.amount.minor) for row in rows) == 4000
    assert {(row.number, row.passed_over) for row in rows[3:]} == {
        ("CM-0005", "kept_out"), ("CM-0006", "is_expired"),
    }  # fmt: skip
    before = {row.number: row.remaining for row in rows}
    book.do(TODAY, claims.settle, CUSTOMER, claim="INV-0003", order=order)
    after = book.ask(TODAY, lists.page, CUSTOMER.credit).rows
    left = {row.number: row.remaining for row in after}
    assert all(left[row.number] == before[row.number] - row.amount for row in rows)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("oldest_due", [("INV-0003", "30.00", ""), ("INV-0002", "0.00", "")]),
        ("newest_due", [("INV-0002", "30.00", ""), ("INV-0003", "0.00", "")]),
    ],
)
def test_invoices_for_a_credit(book, order, expected):
    rows = book.ask(TODAY, planned.claims_for, "CM-0004", order)
    assert told(rows) == expected
    done = book.do(TODAY, credits.auto_apply, CUSTOMER, credit="CM-0004", order=order)
    assert len(done.made) == 1
