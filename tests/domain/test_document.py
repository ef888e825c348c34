"""A document's figures: taxes, shares of the base amount, status."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import Document, Part, amount_text, priced, status_of, tax_totals
from app.domain.kinds import Kind, Stage, Status
from app.domain.money import Money
from app.domain.rates import FX_PLACES, parse_scaled
from tests.domain.facts import (
    a_document,
    a_draft,
    a_line,
    a_tax,
    an_account,
    an_invoice,
    eur,
    some_figures,
    usd,
)


def test_a_line_is_priced_at_its_currency():
    assert priced(3_000_000, 33_333_333, "USD") == Money(10000, "USD")
    assert priced(3_000_000, 33_333_333, "JPY") == Money(100, "JPY")
    assert priced(3_000_000, 33_333_333, "KWD") == Money(100000, "KWD")


def test_tax_over_the_document_is_rounded_once_and_line_by_line_each_time():
    lines = [a_line("0.33", tax=a_tax("10")) for _ in range(3)]
    (once,) = tax_totals(lines, per_line=False)
    (each,) = tax_totals(lines, per_line=True)
    assert (str(once.base), str(once.amount)) == ("0.99", "0.10")
    assert (str(each.base), str(each.amount)) == ("0.99", "0.09")


def test_taxes_are_kept_apart_by_category_rate_and_account():
    taxes = [
        a_tax("10"),
        a_tax("10"),
        a_tax("20"),
        a_tax("10", code="2101"),
        a_tax("10", category="K"),
    ]
    totals = tax_totals([a_line("1.00", tax=tax) for tax in taxes], per_line=False)
    assert [str(one.base) for one in totals] == ["2.00", "1.00", "1.00", "1.00"]
    assert [str(one.amount) for one in totals] == ["0.20", "0.20", "0.10", "0.10"]


def test_untaxed_lines_have_no_tax():
    assert tax_totals([a_line("5.00")], per_line=False) == ()


def test_a_total_is_lines_tax_and_shipping_less_the_fee():
    figures = some_figures(a_line("90.00", tax=a_tax()), a_line("10.00"), shipping="5", fee="2.50")
    assert str(figures.subtotal) == "100.00"
    assert str(figures.tax) == "9.00"
    assert str(figures.total) == "111.50"


def test_contents_say_where_every_part_goes_and_add_up_in_base():
    rate = parse_scaled("1.2345", FX_PLACES, "rate")
    lines = (
        a_line("33.33", currency="EUR", tax=a_tax()),
        a_line("66.66", currency="EUR", account=an_account("4120")),
    )
    figures = some_figures(*lines, shipping="7.77", fee="1.11")
    contents = figures.contents(rate, "USD")
    assert [(one.part, one.account and one.account.code) for one in contents] == [
        (Part.LINE, "4100"),
        (Part.LINE, "4120"),
        (Part.TAX, "2100"),
        (Part.SHIPPING, None),
        (Part.FEE, None),
    ]
    assert sum(one.amount.minor for one in contents) == figures.total.minor
    assert sum(one.base.minor for one in contents) == figures.base_total(rate, "USD").minor
    assert contents[-1].amount == eur("-1.11")


def test_contents_without_an_amount_are_left_out():
    assert [one.part for one in some_figures().contents(10**FX_PLACES, "USD")] == [Part.LINE]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.EXPIRED, Stage.VOID])
@pytest.mark.parametrize(("used", "remaining"), [(0, 5), (2, 3), (5, 0)])
def test_outside_issued_the_stage_is_the_status(kind, stage, used, remaining):
    assert status_of(kind, stage, used, remaining) == stage.value


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.CREDIT_MEMO, ("issued", "partially_applied", "fully_applied")),
        (Kind.VENDOR_CREDIT, ("issued", "partially_applied", "fully_applied")),
        (Kind.INVOICE, ("open", "partially_paid", "paid")),
        (Kind.BILL, ("open", "partially_paid", "paid")),
        (Kind.RECEIPT, ("recorded",) * 3),
        (Kind.PAYMENT, ("recorded",) * 3),
    ],
)
def test_an_issued_document_is_read_by_what_is_used_of_it(kind, words):
    found = [status_of(kind, Stage.ISSUED, used, 5 - used) for used in (0, 2, 5)]
    assert found == [Status(word) for word in words]


def test_what_is_used_and_left_of_a_document():
    document = a_document(applied="20", paid="5", refunded="30", expired="7", voided="8")
    assert (str(document.used), str(document.remaining)) == ("55.00", "30.00")
    assert document.status is Status.PARTIALLY_APPLIED


def test_a_draft_is_spoken_of_as_the_draft():
    assert a_draft().name == "the draft"
    assert a_document().name == "CM-0001"
    assert an_invoice().side.name == "customer"


def test_amounts_in_sentences_name_their_currency():
    assert amount_text(Money(10825, "USD")) == "108.25 USD"


def use(document: Document, minor: int) -> tuple[Document, Money]:
    """The document after `minor` more of it was used, and the base that went with it."""
    amount = Money(minor, document.currency)
    base = document.base_of(amount)
    left = document.base_open - base
    return replace(document, applied=document.applied + amount, base_open=left), base


@given(st.integers(1, 10**6), st.integers(0, 10**7), st.data())
def test_shares_of_the_base_close_to_zero_whatever_the_order_of_uses(total, base, data):
    document = a_document(
        currency="EUR", total=str(Money(total, "EUR")), base_total=Money(base, "USD")
    )
    taken: list[tuple[int, Money]] = []
    for _ in range(data.draw(st.integers(1, 12))):
        left = document.remaining.minor
        if taken and (not left or data.draw(st.booleans())):
            minor, share = taken.pop(data.draw(st.integers(0, len(taken) - 1)))
            amount = document.applied - Money(minor, "EUR")
            document = replace(document, applied=amount, base_open=document.base_open + share)
        else:
            minor = data.draw(st.integers(1, left))
            document, share = use(document, minor)
            taken.append((minor, share))
            assert share.minor >= 0
        assert 0 <= document.base_open.minor <= base
    if document.remaining:
        document, last = use(document, document.remaining.minor)
        assert last.minor >= 0
    assert document.remaining.minor == 0
    assert document.base_open.minor == 0


def test_taking_back_the_small_shares_never_makes_a_share_negative():
    """Eight units are worth four: every second use is worth nothing. Three such uses taken back
    leave more base used than the amount deserves; the next share is zero then, not minus one."""
    document = a_document(currency="EUR", total="0.08", base_total=usd("0.04"))
    uses = []
    for _ in range(7):
        document, base = use(document, 1)
        uses.append(base)
    for _ in range(uses.count(usd("0"))):
        document = replace(document, applied=document.applied - eur("0.01"))
    assert document.base_of(eur("0.01")) == usd("0")
