"""Defects that other programs shipped (domain.md 7), each a test here: they do not come back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from app.book.book import Book
from app.commands import books, claims, crediting, credits, payments
from app.commands.inputs import ApplyTo, ClaimDraft, CreditDraft, SettingsDraft, TaxInput
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR, Side
from app.paper.sheets import render
from app.queries import aging, documents, ledger, number_series, reports, sheets
from tests.builders import (
    BOTH,
    FEB_10,
    JAN_1,
    JAN_15,
    JAN_20,
    JAN_31,
    a_claim,
    a_credit_of,
    a_line,
    a_party,
    apply,
    assert_sound,
    balances,
    clock,
    entries,
    figures,
    refusing,
    shown,
)

CLEARING = SettingsDraft(open_customer_credit="2150", open_vendor_credit="2000")
VAT = TaxInput("VAT", "10")
Job = Callable[[Book], Any]


def euros(rate: str, amount: str = "100") -> dict[str, str]:
    return {"currency": "EUR", "fx_rate": rate, "amount": amount}


def at_once(book: Book, *jobs: Job) -> list[str]:
    """Every job in a thread with a connection of its own, all begun at one moment; "ok" or the
    code of the refusal, sorted."""
    barrier = Barrier(len(jobs))

    def done(job: Job) -> str:
        mine = Book(book.path, clock)
        try:
            barrier.wait(timeout=30)
            job(mine)
        except Refused as refused:
            return refused.problems[0].code
        finally:
            mine.close()
        return "ok"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return sorted(pool.map(done, jobs))


@BOTH
def test_one_credit_used_on_two_invoices_by_parallel_jobs(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    first, second = (a_claim(book, side, party, due="80") for _ in range(2))
    answers = at_once(
        book,
        lambda mine: apply(mine, credit, first, "80"),
        lambda mine: apply(mine, credit, second, "80"),
    )
    assert answers == ["amount_exceeds_credit_remaining", "ok"]
    assert figures(book, credit) == ("partially_applied", "100.00", "80.00", "0.00", "20.00")
    assert sorted(figures(book, one)[-1] for one in (first, second)) == ["0.00", "80.00"]

    claim = a_claim(book, side, party, due="50")
    more = [a_credit_of(book, side, party, amount="50") for _ in range(2)]
    answers = at_once(book, *(partial(apply, credit=one, claim=claim) for one in more))
    assert answers in (["ok", "target_not_open"], [side.exceeds_due, "ok"])
    assert figures(book, claim) == ("paid", "50.00", "50.00", "0.00", "0.00")

    draft = a_credit_of(book, side, party, issue=False)
    job: Job = lambda mine: mine.do(JAN_15, credits.issue, side, credit=draft)  # noqa: E731
    assert at_once(book, job, job) == ["already_issued", "ok"]
    assert_sound(book)


@BOTH
def test_the_total_of_a_multi_invoice_application_compared_with_each_single_invoice(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, amount="500")
    small, large = a_claim(book, side, party, due="200"), a_claim(book, side, party, due="300")
    to = (ApplyTo(small, "200"), ApplyTo(large, "250"))
    assert len(book.do(JAN_15, credits.apply, side, credit=credit, to=to).made) == 2
    assert figures(book, credit)[-1] == "50.00"
    assert (figures(book, small)[0], figures(book, large)[-1]) == ("paid", "50.00")

    tight = a_credit_of(book, side, party)
    pair = [a_claim(book, side, party, due="80") for _ in range(2)]
    with refusing(book, "amount_exceeds_credit_remaining", field="to.1.amount"):
        both = tuple(ApplyTo(one, "60") for one in pair)
        book.do(JAN_15, credits.apply, side, credit=tight, to=both)
    assert [figures(book, one)[0] for one in pair] == ["open", "open"]
    assert_sound(book)


@BOTH
def test_auto_apply_matched_documents_of_the_same_sign(book, side):
    party = a_party(book, side)
    credit, other = (a_credit_of(book, side, party) for _ in range(2))
    with refusing(book, "same_sign_target"):
        apply(book, credit, other, "10")
    with refusing(book, "target_not_open"):
        book.do(JAN_15, credits.auto_apply, side, credit=credit)
    claim = a_claim(book, side, party, due="250")
    book.do(JAN_15, credits.auto_apply, side, credit=credit)
    book.do(JAN_15, claims.settle, side, claim=claim)
    assert figures(book, claim) == ("partially_paid", "250.00", "200.00", "0.00", "50.00")
    assert {figures(book, one)[0] for one in (credit, other)} == {"fully_applied"}
    assert_sound(book)


@BOTH
def test_an_fx_difference_booked_although_rates_were_equal(book, side):
    party = a_party(book, side)
    lines = (a_line("33.33", quantity="3", tax=VAT),)
    foreign: dict[str, Any] = {"currency": "EUR", "fx_rate": "1.23456789", "lines": lines}
    claim = a_claim(book, side, party, **foreign)
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_1, rate="1.2")
    facts: dict[str, Any] = {"reason": "return"} if side is CUSTOMER else {}
    done = book.do(JAN_15, crediting.from_claim, side, claim=claim, issue=True, **facts)
    assert shown(book, done.id).fx_rate == "1.23456789"
    uses = [apply(book, done.id, claim, amount).made[0] for amount in ("0.01", "77.77", None)]
    assert figures(book, claim)[0] == "paid"
    assert "7000" not in balances(book)
    book.do(JAN_15, credits.unapply, side, application=uses[1])
    apply(book, done.id, claim)
    assert "7000" not in balances(book)
    assert_sound(book)


@BOTH
@pytest.mark.parametrize("rates", [("1.20", "1.10"), ("0.90", "1.50")])
def test_credit_and_invoice_at_different_rates_could_not_be_matched_at_all(book, side, rates):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, **euros(rates[0]))
    claim = a_claim(book, side, party, **euros(rates[1]))
    apply(book, credit, claim, "33.33")
    apply(book, credit, claim)
    assert figures(book, credit) == ("fully_applied", "100.00", "100.00", "0.00", "0.00")
    assert figures(book, claim) == ("paid", "100.00", "100.00", "0.00", "0.00")
    assert {"1200", "1350", "2000", "2150"}.isdisjoint(balances(book))
    assert_sound(book)


@pytest.mark.parametrize(
    ("side", "credit_rate", "claim_rate", "line"),
    [
        (CUSTOMER, "1.20", "1.10", "credit 7000 10.00"),
        (CUSTOMER, "1.10", "1.20", "debit 7000 10.00"),
        (VENDOR, "1.20", "1.10", "debit 7000 10.00"),
        (VENDOR, "1.10", "1.20", "credit 7000 10.00"),
    ],
)
@pytest.mark.parametrize("settings", [SettingsDraft(), CLEARING], ids=["default", "clearing"])
def test_the_exchange_difference_on_the_wrong_side_for_payables(
    book, settings, side, credit_rate, claim_rate, line
):
    """A credit worth more than the invoice it settles is a gain on the customer's side, and a
    loss on the vendor's; whichever account holds it."""
    book.do(JAN_1, books.update_settings, settings)
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, **euros(credit_rate))
    (use,) = apply(book, credit, a_claim(book, side, party, **euros(claim_rate))).made
    assert line in entries(book, credit)[1]
    book.do(JAN_15, credits.unapply, side, application=use)
    assert "7000" not in balances(book)
    assert_sound(book)


@BOTH
def test_invoice_status_and_due_not_updated_after_the_credit(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party)
    claim = a_claim(book, side, party, due="90")
    seen = []

    def see() -> None:
        (row,) = book.ask(JAN_15, aging.ageing, side, FEB_10)
        seen.append((*figures(book, claim)[::4], str(row.unapplied_credits), str(row.total)))

    see()
    part = apply(book, credit, claim, "40").made[0]
    see()
    rest = apply(book, credit, claim).made[0]
    see()
    book.do(JAN_15, credits.unapply, side, application=part)
    see()
    book.do(JAN_15, credits.unapply, side, application=rest)
    see()
    assert seen == [
        ("open", "90.00", "-100.00", "-10.00"),
        ("partially_paid", "50.00", "-60.00", "-10.00"),
        ("paid", "0.00", "-10.00", "-10.00"),
        ("partially_paid", "40.00", "-50.00", "-10.00"),
        ("open", "90.00", "-100.00", "-10.00"),
    ]
    assert_sound(book)


@BOTH
def test_a_credit_glued_to_its_original_invoice_is_usable_elsewhere(book, side):
    party = a_party(book, side)
    original, other = a_claim(book, side, party), a_claim(book, side, party)
    pay(book, side, party, original)
    credit = a_credit_of(book, side, party, claim=original)
    assert figures(book, credit)[0] == "issued"
    assert figures(book, original)[0] == "paid"
    assert shown(book, credit).can_be_refunded
    apply(book, credit, other, "60")
    book.do(JAN_15, credits.refund, side, credit=credit)
    assert figures(book, credit) == ("fully_applied", "100.00", "60.00", "40.00", "0.00")
    assert figures(book, other)[-1] == "30.00"
    assert shown(book, credit).claim == original
    assert_sound(book)


def pay(book: Book, side: Side, party: str, claim: str) -> None:
    if side is CUSTOMER:
        money: dict[str, Any] = {"amount": "90", "claims": (ApplyTo(claim),)}
        book.do(JAN_15, payments.receive, party=party, **money)
    else:
        book.do(JAN_15, payments.pay, party=party, claims=(ApplyTo(claim),))


@BOTH
@pytest.mark.parametrize("settings", [SettingsDraft(), CLEARING], ids=["default", "clearing"])
def test_an_application_refused_forever_because_both_documents_lie_before_the_lock_date(
    book, settings, side
):
    book.do(JAN_1, books.update_settings, settings)
    party = a_party(book, side)
    credit, claim = a_credit_of(book, side, party), a_claim(book, side, party)
    book.do(FEB_10, books.lock, through=JAN_31)
    before = book.ask(FEB_10, trial_balance_at_lock)
    (use,) = apply(book, credit, claim, on=FEB_10).made
    (shown_use,) = shown(book, credit, FEB_10).applications
    assert (str(shown_use.date), shown_use.live) == ("2026-02-01", True)
    book.do(FEB_10, credits.unapply, side, application=use)
    book.do(FEB_10, credits.void, side, credit=credit, reason="Wrong")
    assert book.ask(FEB_10, trial_balance_at_lock) == before
    assert_sound(book)


def trial_balance_at_lock(reading: Any) -> Any:
    return ledger.trial_balance(reading, JAN_31)


@BOTH
def test_negative_quantities_confuse_users(book, side):
    """What a document is says which way it counts: nothing is entered, kept or shown negative."""
    party = a_party(book, side)
    plain: dict[str, Any] = {"party": party}
    plain |= {"reason": "return"} if side is CUSTOMER else {}
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"amount": "-10"}, "amount"),
        ({"lines": (a_line(quantity="-1"),)}, "lines.0.quantity"),
        ({"lines": (a_line("-5"),)}, "lines.0.unit_price"),
        ({"amount": "10", "shipping": "-1"}, "shipping"),
        ({"amount": "10", "restocking_fee": "-1"}, "restocking_fee"),
    )
    for facts, field in wrong:
        with refusing(book, "amount_not_positive", field=field):
            draft = CreditDraft(**plain, **facts)
            book.do(JAN_15, credits.create, side, draft)
    with refusing(book, "amount_not_positive", field="amount"):
        book.do(JAN_15, claims.create, side, ClaimDraft(party=party, amount="-10"))
    credit = a_credit_of(book, side, party, lines=(a_line("10", quantity="2", tax=VAT),))
    apply(book, credit, a_claim(book, side, party), "5")
    view = book.ask(JAN_15, documents.get, side.credit, credit)
    amounts = [view.total, view.tax, view.remaining, view.applied, view.lines[0].price]
    assert [str(one) for one in amounts] == ["22.00", "2.00", "17.00", "5.00", "20.00"]
    assert view.lines[0].quantity == "2"
    claim = a_claim(book, side, party)
    with refusing(book, "amount_not_positive", field="amount"):
        apply(book, credit, claim, "-5")


@pytest.mark.parametrize(
    ("side", "rate", "difference"),
    [
        (CUSTOMER, "1.15", "debit 7000 2.50"),
        (CUSTOMER, "1.05", "credit 7000 2.50"),
        (VENDOR, "1.15", "credit 7000 2.50"),
        (VENDOR, "1.05", "debit 7000 2.50"),
    ],
)
def test_a_foreign_refund_must_use_the_credit_s_rate_by_hand_or_errors_remain(
    book, side, rate, difference
):
    """Nothing is typed: the day's rate is taken, and what it differs by is realised."""
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_20, rate=rate)
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, **euros("1.10", "50"))
    book.do(JAN_20, credits.refund, side, credit=credit, amount="20")
    book.do(JAN_20, credits.refund, side, credit=credit)
    assert figures(book, credit)[0] == "fully_applied"
    assert {"1200", "1350"}.isdisjoint(balances(book))
    assert balances(book)["7000"] == difference.replace("debit 7000 ", "").replace(
        "credit 7000 ", "-"
    )
    assert not any(one.difference for one in book.ask(JAN_20, reports.ties))
    assert_sound(book)


@BOTH
def test_a_desktop_credit_memo_without_document_or_tax_effect(book, side):
    """It has a number, an entry with its tax, and a paper that says both."""
    party = a_party(book, side)
    lines = (a_line("19.99", quantity="3", tax=TaxInput("Sales tax", "8.25")),)
    credit = a_credit_of(book, side, party, lines=lines, shipping="7.50")
    view = shown(book, credit)
    assert (view.number, view.party_sequence) == (
        {CUSTOMER: "CM-0001", VENDOR: "VC-0001"}[side],
        1,
    )
    assert {
        CUSTOMER: [
            "debit 2100 4.95",
            "debit 4010 7.50",
            "debit 4100 59.97",
            "credit 1200 72.42",
        ],
        VENDOR: ["debit 1350 72.42", "credit 1450 4.95", "credit 5000 7.50", "credit 5100 59.97"],
    }[side] == entries(book, credit)[0]
    sheet = book.ask(JAN_15, sheets.sheet, credit)
    assert (sheet.number, str(sheet.total)) == (view.number, "72.42")
    assert [(one.name, str(one.amount)) for one in sheet.taxes] == [("Sales tax", "4.95")]
    assert render(sheet).startswith(b"%PDF")
    register = book.ask(JAN_15, number_series.number_register, side.credit)
    assert [row.number for row in register.rows] == [view.number]
    assert_sound(book)
