"""Taking applications back: both documents open again, by a dated act of its own."""

from app.commands import books, credits
from app.domain.kinds import CUSTOMER, VENDOR
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_claim,
    a_credit,
    a_credit_of,
    a_party,
    an_invoice,
    apply,
    assert_sound,
    balances,
    figures,
    last_history,
    refusing,
    shown,
    unapply,
)


@BOTH
def test_unapplying_opens_both_documents_again(book, side):
    party = a_party(book, side)
    credit, claim = a_credit_of(book, side, party), a_claim(book, side, party)
    before = balances(book)
    (use,) = apply(book, credit, claim).made
    notices = Notices(book)
    done = unapply(book, side, use)
    assert (done.id, done.made) == (credit, (use,))
    assert figures(book, credit) == ("issued", "100.00", "0.00", "0.00", "100.00")
    assert figures(book, claim) == ("open", "90.00", "0.00", "0.00", "90.00")
    assert balances(book) == before
    (row,) = shown(book, credit).applications
    assert (row.id, row.live) == (use, False)
    assert (shown(book, credit).has_applications, shown(book, credit).last_applied_at) == (
        False,
        None,
    )
    assert notices.acts[0][1] >= {side.credit.value, side.claim.value}
    assert last_history(book)[0] == "unapply"
    assert last_history(book)[3] == {"amount": "90.00", "from": shown(book, claim).number}
    assert_sound(book)


@BOTH
def test_what_was_taken_back_is_not_taken_back_again(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    (use,) = apply(book, credit, a_claim(book, side, party), "5").made
    unapply(book, side, use)
    with refusing(book, "already_reversed"):
        unapply(book, side, use)
    (other,) = apply(book, credit, a_claim(book, side, party), "5").made
    book.do(JAN_15, credits.unapply, side, application=other)
    book.do(JAN_15, credits.void, side, credit=credit, reason="Wrong")
    with refusing(book, "already_reversed"):
        unapply(book, side, other)


def test_only_applications_of_that_side_are_unapplied(book, customer):
    credit = a_credit(book, customer)
    (use,) = apply(book, credit, an_invoice(book, customer), "5").made
    (refund,) = book.do(JAN_15, credits.refund, CUSTOMER, credit=credit, amount="5").made
    with refusing(book, "not_found", field="application"):
        unapply(book, VENDOR, use)
    for text in ("u999", "", "d1", refund, "\ud800"):
        with refusing(book, "not_found", field="application"):
            unapply(book, CUSTOMER, text)
    with refusing(book, "not_found", field="refund"):
        book.do(JAN_15, credits.void_refund, CUSTOMER, refund=use, reason="Wrong")
    unapply(book, CUSTOMER, use)
    with refusing(book, "not_found", field="application"):
        unapply(book, CUSTOMER, "u3")  # the row that took it back is no application itself


def test_taking_back_is_dated_today_or_in_the_first_open_day(book, customer):
    credit = a_credit(book, customer)
    uses = [
        apply(book, credit, an_invoice(book, customer), "5", date=day).made[0]
        for day in (JAN_15, JAN_15, JAN_15, FEB_10)
    ]
    with refusing(book, "date_before_document", field="date"):
        unapply(book, CUSTOMER, uses[0], date=JAN_10)
    unapply(book, CUSTOMER, uses[0], on=JAN_31)
    unapply(book, CUSTOMER, uses[1], on=JAN_31, date=JAN_20)
    book.do(JAN_15, books.lock, through=JAN_20)
    with refusing(book, "period_closed", field="date"):
        unapply(book, CUSTOMER, uses[2], date=JAN_20)
    unapply(book, CUSTOMER, uses[2], on=JAN_15)
    unapply(book, CUSTOMER, uses[3], on=JAN_15)
    with book.look() as connection:
        rows = connection.exec_driver_sql(
            "SELECT date FROM document_use WHERE reverses IS NOT NULL ORDER BY id"
        ).fetchall()
    assert [row[0] for row in rows] == ["2026-01-31", "2026-01-20", "2026-01-21", "2026-02-10"]


def use_dates(book):
    with book.look() as connection:
        rows = connection.exec_driver_sql(
            "SELECT date FROM document_use WHERE reverses IS NULL ORDER BY id"
        )
        return [row[0] for row in rows]


@BOTH
def test_what_was_taken_back_is_used_again_no_earlier(book, side):
    """Else it would have been used twice on the days between."""
    party = a_party(book, side)
    credit, other = a_credit_of(book, side, party), a_credit_of(book, side, party)
    first, second = a_claim(book, side, party), a_claim(book, side, party)
    (use,) = apply(book, credit, first).made
    unapply(book, side, use, on=JAN_31)
    for one, claim in ((credit, second), (other, first)):
        with refusing(book, "date_before_document", field="date") as refusal:
            apply(book, one, claim, on=JAN_31, date=JAN_20)
        assert refusal.problems[0].hint == "Use 2026-01-31 or later."
    with refusing(book, "date_before_document", field="date"):
        book.do(JAN_31, credits.refund, side, credit=credit, date=JAN_20)
    apply(book, credit, second, "50", on=JAN_31)
    apply(book, other, first, on=JAN_31)
    book.do(JAN_20, credits.refund, side, credit=credit)
    assert use_dates(book)[1:] == ["2026-01-31"] * 3
    assert_sound(book)
