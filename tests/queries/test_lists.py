"""Lists: filters say what they mean, pages lose and repeat nothing, figures are right."""

from datetime import date
from typing import Any

import pytest

from app.commands import claims, credits
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR, Kind, Status
from app.queries import documents, lists
from app.queries.lists import Filters
from tests.builders import (
    FEB_10,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
)

KINDS = (Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT, Kind.INVOICE, Kind.BILL)


def ids(book, kind=Kind.INVOICE, **facts: Any):
    return [row.id for row in book.ask(JAN_15, lists.page, kind, Filters(**facts)).rows]


def all_pages(book, kind, limit, between=None, **facts: Any):
    found = [book.ask(JAN_15, lists.page, kind, Filters(**facts), limit)]
    while found[-1].next:
        if between:
            between()
            between = None
        page = book.ask(JAN_15, lists.page, kind, Filters(**facts), limit, found[-1].next)
        found.append(page)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_pages_give_every_row_once_newest_first(lively, kind):
    (whole,) = all_pages(lively, kind, 5000)
    places = [(row.issue_date, int(row.id[1:])) for row in whole.rows]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places) > 3
    for limit in (1, 4):
        parts = all_pages(lively, kind, limit)
        assert tuple(row for part in parts for row in part.rows) == whole.rows
        assert all(len(part.rows) == limit for part in parts[:-1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_says_what_the_document_says(lively, kind):
    for row in lively.ask(JAN_15, lists.page, kind).rows:
        one = lively.ask(JAN_15, documents.get, kind, row.id)
        left = getattr(one, "remaining", None) or getattr(one, "due", None) or row.remaining
        assert (row.number, row.status, row.total) == (one.number, one.status, one.total)
        assert (row.remaining, row.party, row.party_name) == (left, one.party, one.party_name)
        assert row.reason_display == getattr(one, "reason_display", None)
        assert row.due_date == getattr(one, "due_date", None)


def test_rows_that_come_between_pages_lose_and_repeat_nothing(book):
    customer = a_customer(book)
    known = [an_invoice(book, customer, issue_date=JAN_10) for _ in range(5)]
    late: list[str] = []

    def between():
        late.append(an_invoice(book, customer, issue_date=JAN_1))
        an_invoice(book, customer, issue_date=JAN_31)
        an_invoice(book, customer, issue_date=JAN_10)

    parts = all_pages(book, Kind.INVOICE, 2, between)
    assert [row.id for part in parts for row in part.rows] == [*reversed(known), *late]


def test_rows_that_go_between_pages_take_no_other_with_them(book):
    customer = a_customer(book)
    known = [an_invoice(book, customer, issue=False) for _ in range(5)]

    def between():
        book.do(JAN_15, claims.delete, CUSTOMER, claim=known[3])  # the key's own row
        book.do(JAN_15, claims.delete, CUSTOMER, claim=known[1])

    parts = all_pages(book, Kind.INVOICE, 2, between)
    assert [row.id for part in parts for row in part.rows] == [known[n] for n in (4, 3, 2, 0)]


def test_exactly_full_pages_end_without_an_empty_one(book):
    customer = a_customer(book)
    for _ in range(4):
        an_invoice(book, customer)
    assert [len(part.rows) for part in all_pages(book, Kind.INVOICE, 2)] == [2, 2]
    assert book.ask(JAN_15, lists.page, Kind.INVOICE, Filters(), 4).next is None
    assert book.ask(JAN_15, lists.page, Kind.BILL).rows == ()


def test_text_is_looked_for_as_it_is_written(book):
    plain = an_invoice(book, a_customer(book, "Wool Co"), description="100 x soft")
    percent = an_invoice(book, a_customer(book, "100 % Wool"), description="plain")
    under = an_invoice(book, a_customer(book, "a_b"), description="slash / and \\ back")
    assert ids(book, text="%") == [percent]
    assert ids(book, text="_") == [under]
    assert ids(book, text="\\") == [under]
    assert ids(book, text="/") == [under]
    assert ids(book, text="100%") == []
    assert ids(book, text="wool") == [percent, plain]
    assert ids(book, text="WOOL 100") == [percent, plain]
    assert ids(book, text="wool nothing") == []
    assert ids(book, text="'; DROP TABLE document; --") == []
    assert ids(book, text=" ") == [under, percent, plain]


def test_text_looks_into_number_party_notes_and_references(book):
    customer, vendor = a_customer(book, "Acme"), a_vendor(book, "Volt")
    memo = a_credit(book, customer, reason_note="dented lid")
    bill = a_bill(book, vendor, vendor_reference="RE-77", description="cable")
    assert ids(book, Kind.CREDIT_MEMO, text="dented") == [memo]
    assert ids(book, Kind.CREDIT_MEMO, text="cm-0001") == [memo]
    for text in ("re-77", "cable", "volt", "BILL-0001", "volt re-77 cable"):
        assert ids(book, Kind.BILL, text=text) == [bill]


def test_days_and_parties_narrow_a_list(book):
    acme, bolt = a_customer(book, "Acme"), a_customer(book, "Bolt")
    first = an_invoice(book, acme, issue_date=JAN_10)
    second = an_invoice(book, bolt, issue_date=JAN_20)
    third = an_invoice(book, acme, issue_date=JAN_31)
    assert ids(book, first=JAN_20) == [third, second]
    assert ids(book, last=JAN_20) == [second, first]
    assert ids(book, first=JAN_20, last=JAN_20) == [second]
    assert ids(book, first=JAN_31, last=JAN_10) == []
    assert ids(book, party=acme) == [third, first]
    assert ids(book, party=acme, last=JAN_20, text="inv") == [first]
    assert ids(book, Kind.CREDIT_MEMO, party=acme) == []
    with pytest.raises(Refused, match="There is no customer"):
        ids(book, party=a_vendor(book))


def test_status_is_the_one_that_is_shown(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer, due="90")
    found = {
        "draft": a_credit(book, customer, issue=False),
        "issued": a_credit(book, customer),
        "partially_applied": a_credit(book, customer),
        "fully_applied": a_credit(book, customer, amount="20"),
        "void": a_credit(book, customer),
    }
    apply(book, found["partially_applied"], invoice, "1")
    book.do(JAN_15, credits.refund, CUSTOMER, credit=found["fully_applied"])
    book.do(JAN_15, credits.void, CUSTOMER, credit=found["void"], reason="x")
    for status, memo in found.items():
        assert ids(book, Kind.CREDIT_MEMO, status=status) == [memo]
    assert ids(book, Kind.CREDIT_MEMO, status="expired") == []
    assert ids(book, status="partially_paid") == [invoice]
    assert book.ask(JAN_15, lists.counts, Kind.CREDIT_MEMO) == dict.fromkeys(found, 1)
    for wrong in ("Draft", "paid ", "%", "issued' OR 1"):
        with pytest.raises(Refused, match="is not a status"):
            ids(book, status=wrong)


def test_status_words_of_the_database_are_those_of_the_rules(lively):
    for kind in KINDS:
        counted: dict[str, int] = {}
        for row in lively.ask(JAN_15, lists.page, kind, limit=5000).rows:
            counted[row.status] = counted.get(row.status, 0) + 1
        assert lively.ask(JAN_15, lists.counts, kind) == counted
        assert counted.keys() <= set(Status)


def test_open_claims_come_oldest_due_first(book):
    customer = a_customer(book)
    late = an_invoice(book, customer, due_date=FEB_10)
    early = an_invoice(book, customer, due_date=JAN_20)
    an_invoice(book, customer, issue=False)
    an_invoice(book, customer, currency="EUR", fx_rate="1.1")
    an_invoice(book, a_customer(book, "Other"))
    paid = an_invoice(book, customer, due="5")
    apply(book, a_credit(book, customer, amount="5"), paid)
    rows = book.ask(JAN_15, lists.open_claims, CUSTOMER, customer, "USD")
    assert [row.id for row in rows] == [early, late]
    assert [str(row.remaining) for row in rows] == ["90.00", "90.00"]


def test_open_credits_come_in_the_order_of_their_expiry(book):
    vendor = a_vendor(book)
    never = a_vendor_credit(book, vendor)
    late = a_vendor_credit(book, vendor, expires_at=date(2027, 1, 1))
    soon = a_vendor_credit(book, vendor, expires_at=JAN_31)
    a_vendor_credit(book, vendor, issue=False)
    a_vendor_credit(book, a_vendor(book, "Watt"))
    used = a_vendor_credit(book, vendor, amount="5")
    apply(book, used, a_bill(book, vendor))
    rows = book.ask(JAN_15, lists.open_credits, VENDOR, vendor)
    assert [row.id for row in rows] == [soon, late, never]
