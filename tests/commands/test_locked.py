"""A closed period stays closed, whatever is done: its trial balance is equal before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.book.book import Book
from app.commands import books, claims, credits, payments
from app.commands.inputs import ApplyTo, CreditDraft
from app.domain.kinds import CUSTOMER, SIDES, VENDOR, Side
from app.queries import aging, ledger
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_31,
    a_bill,
    a_claim,
    a_credit_of,
    a_customer,
    a_party,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    assert_sound,
    refusing,
)


@dataclass(frozen=True)
class Facts:
    """Documents of January, after which January is locked."""

    book: Book
    side: Side
    party: str
    credit: str
    used: str
    refunded: str
    claim: str
    paid: str
    draft: str
    claim_draft: str
    application: str
    refund: str


def january(book: Book, side: Side) -> Facts:
    party = a_party(book, side)
    used, refunded = a_credit_of(book, side, party), a_credit_of(book, side, party)
    claim, paid = a_claim(book, side, party), a_claim(book, side, party)
    application = apply(book, used, paid, "50").made[0]
    refund = book.do(JAN_15, credits.refund, side, credit=refunded, amount="10").made[0]
    facts = Facts(
        book=book,
        side=side,
        party=party,
        credit=a_credit_of(book, side, party),
        used=used,
        refunded=refunded,
        claim=claim,
        paid=paid,
        draft=a_credit_of(book, side, party, issue=False),
        claim_draft=a_claim(book, side, party, issue=False),
        application=application,
        refund=refund,
    )
    book.do(FEB_10, books.lock, through=JAN_31)
    return facts


def at_the_end_of_january(book: Book) -> Any:
    return (
        book.ask(FEB_10, ledger.trial_balance, JAN_31),
        *(book.ask(FEB_10, aging.ageing, side, JAN_31) for side in SIDES.values()),
    )


Act = Callable[[Facts, Any], Any]
BACKDATED: dict[str, Act] = {
    "apply": lambda f, day: f.book.do(
        FEB_10, credits.apply, f.side, credit=f.credit, claim=f.claim, amount="5", date=day
    ),
    "unapply": lambda f, day: f.book.do(
        FEB_10, credits.unapply, f.side, application=f.application, date=day
    ),
    "refund": lambda f, day: f.book.do(
        FEB_10, credits.refund, f.side, credit=f.credit, amount="5", date=day
    ),
    "void_refund": lambda f, day: f.book.do(
        FEB_10, credits.void_refund, f.side, refund=f.refund, reason="Wrong", date=day
    ),
    "void": lambda f, day: f.book.do(
        FEB_10, credits.void, f.side, credit=f.credit, reason="Wrong", date=day
    ),
}


@BOTH
@pytest.mark.parametrize("act", BACKDATED)
@pytest.mark.parametrize("day", [JAN_31, JAN_15], ids=str)
def test_no_act_is_dated_into_the_closed_period(book, side, act, day):
    facts = january(book, side)
    with refusing(book, "period_closed", field="date") as refusal:
        BACKDATED[act](facts, day)
    assert refusal.problems[0].hint == "Use 2026-02-01 or later, or unlock the period."


@BOTH
@pytest.mark.parametrize("act", BACKDATED)
def test_without_a_date_the_act_is_dated_after_the_closed_period(book, side, act):
    facts = january(book, side)
    before = at_the_end_of_january(book)
    BACKDATED[act](facts, None)
    assert at_the_end_of_january(book) == before
    assert_sound(book)


@BOTH
def test_nothing_is_issued_into_the_closed_period(book, side):
    facts = january(book, side)
    with refusing(book, "period_closed", field="issue_date"):
        book.do(FEB_10, credits.issue, side, credit=facts.draft)
    with refusing(book, "period_closed", field="issue_date"):
        book.do(FEB_10, claims.issue, side, claim=facts.claim_draft)
    before = at_the_end_of_january(book)
    draft = CreditDraft(issue_date=FEB_10)
    book.do(FEB_10, credits.update, side, draft, credit=facts.draft)
    book.do(FEB_10, credits.issue, side, credit=facts.draft)
    book.do(FEB_10, claims.void, side, claim=facts.claim, reason="Wrong")
    assert at_the_end_of_january(book) == before
    assert_sound(book)


def test_no_money_is_entered_in_the_closed_period(book):
    customer, vendor = a_customer(book), a_vendor(book)
    invoice, bill = an_invoice(book, customer), a_bill(book, vendor)
    held = a_vendor_credit(book, vendor)
    book.do(FEB_10, books.lock, through=JAN_31)
    before = at_the_end_of_january(book)

    def receive(day: Any) -> None:
        claims = (ApplyTo(invoice),)
        book.do(FEB_10, payments.receive, party=customer, amount="100", claims=claims, date=day)

    def pay(day: Any) -> None:
        claims = (ApplyTo(bill),)
        book.do(FEB_10, payments.pay, party=vendor, claims=claims, credits=(held,), date=day)

    for act in (receive, pay):
        with refusing(book, "period_closed", field="date"):
            act(JAN_31)
        act(None)
    assert at_the_end_of_january(book) == before
    assert_sound(book)


def test_drafts_and_notes_of_the_closed_period_may_change(book):
    facts = january(book, CUSTOMER)
    before = at_the_end_of_january(book)
    book.do(FEB_10, credits.update, CUSTOMER, CreditDraft(description="x"), credit=facts.credit)
    book.do(FEB_10, credits.update, CUSTOMER, CreditDraft(amount="7"), credit=facts.draft)
    book.do(FEB_10, credits.void, CUSTOMER, credit=facts.draft, reason="Not needed")
    book.do(FEB_10, claims.delete, CUSTOMER, claim=facts.claim_draft)
    assert at_the_end_of_january(book) == before
    assert_sound(book)


def test_after_unlocking_the_day_can_be_used_again(book):
    facts = january(book, VENDOR)
    book.do(FEB_10, books.unlock, through=JAN_10, reason="A late bill")
    for act in BACKDATED.values():
        if act is not BACKDATED["void"]:
            act(facts, JAN_31)
    with refusing(book, "period_closed", "date_before_document"):
        BACKDATED["apply"](facts, JAN_10.replace(day=9))
    assert_sound(book)
