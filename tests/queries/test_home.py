"""The overview says what the reports and the lists say, and every figure opens just that."""

from datetime import date

import pytest

from app.commands import expiry
from app.commands.books import set_rate
from app.domain.kinds import CUSTOMER, SIDES, Kind, Status
from app.domain.report import Wish
from app.queries import home, lists, report_credits, report_open
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_1,
    JAN_15,
    JAN_31,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_party,
    apply,
)
from tests.queries.following import Reader, cell, closing
from tests.queries.lively import LAST


def aged_of(book, side, on=LAST):
    return next(one for one in book.ask(on, home.overview).ageing if one.side == side.name)


def credits_of(book, side, on=LAST):
    return next(one for one in book.ask(on, home.overview).credits if one.side == side.name)


def test_a_new_book_has_nothing_to_tell(book):
    found = book.ask(JAN_15, home.overview)
    assert found.is_empty
    assert not found.waits
    assert (found.on, found.currency) == (JAN_15, "USD")
    assert [one.side for one in found.ageing] == list(SIDES)
    assert found.given.months == (
        "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01",
    )  # fmt: skip
    assert found.given.reasons == ()
    assert not found.given.whole.total.amount


@BOTH
def test_a_draft_or_an_open_document_is_something_to_tell(book, side):
    a_claim(book, side, a_party(book, side), due="50")
    found = book.ask(JAN_15, home.overview)
    assert not found.is_empty
    assert not found.waits
    a_credit_of(book, side, a_party(book, side, "Bolt"), amount="5", issue=False)
    assert book.ask(JAN_15, home.overview).waits


# By age


@BOTH
def test_what_is_open_by_age_is_the_last_row_of_the_ageing(lively, side):
    report = lively.ask(LAST, report_open.ageing, Wish(side=side.name))
    row, aged = closing(report), aged_of(lively, side)
    assert len(aged.columns) == 6
    for figure in (*aged.columns, aged.total):
        assert figure.amount == cell(report, row, figure.name)
        assert figure.opens == row.opens(figure.name)


@BOTH
def test_a_figure_by_age_opens_the_documents_it_is_made_of(lively, side):
    reader, aged = Reader(lively, LAST), aged_of(lively, side)
    assert any(one.amount for one in aged.columns)
    for figure in (*aged.columns, aged.total):
        found = reader.sum(figure.opens, "worth")
        assert figure.amount.minor == (found.minor if found else 0)


# By reason


def test_credits_by_reason_are_those_of_the_report(lively):
    found = lively.ask(LAST, home.overview).given
    wish = Wish(date(LAST.year - 1, 12, 1), LAST, CUSTOMER.name)
    report = lively.ask(LAST, report_credits.credits_by_reason, wish)
    assert found.months == tuple(column.name for column in report.columns[1:-1])
    assert found.reasons
    for mine, row in zip((*found.reasons, found.whole), report.rows, strict=True):
        assert (mine.code, mine.label) == (row.id, row.cells[0])
        told = [one.amount if one else None for one in (*mine.months, mine.total)]
        assert told == list(row.cells[1:])


def test_a_bar_opens_the_credits_it_stands_for(lively):
    reader, given = Reader(lively, LAST), lively.ask(LAST, home.overview).given
    for reason in (*given.reasons, given.whole):
        for figure in (*filter(None, reason.months), reason.total):
            assert figure.opens.to == "reason_credits"
            assert reader.sum(figure.opens, "worth") == figure.amount


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [(date(2026, 6, 30), "2026-01", "2026-06"), (date(2026, 12, 1), "2026-07", "2026-12"),
     (date(2026, 3, 31), "2025-10", "2026-03"), (date(1, 2, 3), "0001-01", "0001-02")],
)  # fmt: skip
def test_six_months_end_with_the_one_that_goes_on(book, on, first, last):
    months = book.ask(on, home.overview).given.months
    assert (months[0], months[-1]) == (first, last)


# What is open, lapses and waits


@BOTH
def test_open_credits_are_counted_as_their_list_counts_them(lively, side):
    found = credits_of(lively, side)
    assert [one.status for one in found.counts] == [Status.ISSUED, Status.PARTIALLY_APPLIED]
    for one in found.counts:
        filters = lists.Filters(status=one.status)
        assert lively.ask(LAST, lists.window, side.credit, filters).count == one.count
        assert one.opens.id == f"status:{one.status}"
        assert (one.opens.to, one.opens.kind) == ("page", side.credit)
    assert any(one.count for one in found.counts)


@BOTH
def test_what_is_left_of_credits_is_what_its_report_adds_up_to(lively, side):
    left = credits_of(lively, side).left
    assert left.amount
    assert Reader(lively, LAST).sum(left.opens, "worth") == -left.amount


def test_drafts_wait_by_kind(lively):
    found = {one.kind: one for one in lively.ask(LAST, home.overview).drafts}
    assert set(found) == {
        Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT, Kind.INVOICE, Kind.BILL,
    }  # fmt: skip
    for kind, one in found.items():
        filters = lists.Filters(status="draft")
        assert lively.ask(LAST, lists.window, kind, filters).count == one.count > 0
        assert (one.opens.kind, one.opens.id) == (kind, "status:draft")


def test_what_lapses_soon_stands_apart_from_what_has(book):
    customer = a_customer(book)
    book.do(JAN_1, set_rate, currency="EUR", date=JAN_1, rate="1.5")
    for last, amount in ((JAN_31, "7"), (FEB_10, "11"), (date(2026, 3, 12), "13"),
                         (date(2026, 3, 13), "17")):  # fmt: skip
        a_credit(book, customer, amount=amount, expires_at=last)
    a_credit(book, customer, amount="2", expires_at=JAN_31, currency="EUR")
    found = book.ask(FEB_10, home.overview)
    assert (found.soon.count, str(found.soon.left.amount)) == (2, "24.00")
    assert (found.lapsed.count, str(found.lapsed.left.amount)) == (2, "10.00")
    assert (found.soon.left.opens.kind, found.lapsed.left.opens.kind) == ("expiring", "expiring")
    book.do(FEB_10, expiry.run)
    found = book.ask(FEB_10, home.overview)
    assert (found.lapsed.count, str(found.lapsed.left.amount)) == (0, "0.00")


def test_what_is_used_up_is_open_no_more(book):
    customer = a_customer(book)
    invoice = a_claim(book, CUSTOMER, customer, due="100")
    credit = a_credit(book, customer, amount="30")
    assert str(credits_of(book, CUSTOMER, JAN_15).left.amount) == "30.00"
    apply(book, credit, invoice, "30")
    found = credits_of(book, CUSTOMER, JAN_15)
    assert not found.left.amount
    assert [one.count for one in found.counts] == [0, 0]
