"""Drafts: changed field by field, deleted without a trace in the figures; issued documents keep
what they say and change only in how they are spoken of."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.commands import books, claims, credits, saving
from app.commands.inputs import ClaimDraft, CreditDraft, TaxInput
from app.domain.kinds import CUSTOMER, Kind
from tests.builders import (
    BOTH,
    JAN_1,
    JAN_10,
    JAN_15,
    JAN_20,
    JAN_31,
    Notices,
    a_claim,
    a_credit,
    a_credit_of,
    a_customer,
    a_line,
    a_party,
    an_invoice,
    assert_sound,
    last_history,
    refusing,
    row_counts,
    shown,
)

VAT = TaxInput("VAT", "10")
MAY_31 = date(2026, 5, 31)


def change(book, credit, *, revision=None, **facts: Any):
    draft = CreditDraft(**facts)
    return book.do(JAN_15, credits.update, CUSTOMER, draft, credit=credit, revision=revision)


FULL = {
    "amount": "100",
    "reason": "return",
    "reason_note": "Scratched",
    "description": "Thank you",
    "internal_notes": "Careful",
    "expires_at": MAY_31,
    "source_type": "ticket",
    "source_id": "T-1",
    "shipping": "5",
    "restocking_fee": "2",
    "gl_account": "4120",
    "tax": VAT,
    "exclude_from_auto_apply": True,
}


def told(view):
    return {
        "issue_date": view.issue_date,
        "reason": view.reason,
        "reason_note": view.reason_note,
        "description": view.description,
        "internal_notes": view.internal_notes,
        "expires_at": view.expires_at,
        "source_type": view.source_type,
        "source_id": view.source_id,
        "shipping": str(view.shipping),
        "restocking_fee": str(view.restocking_fee),
        "gl_account": view.gl_account,
        "exclude_from_auto_apply": view.exclude_from_auto_apply,
        "currency": view.currency,
        "subtotal": str(view.subtotal),
        "tax": str(view.tax),
        "total": str(view.total),
    }


@pytest.mark.parametrize(
    ("facts", "changed"),
    [
        ({}, {}),
        ({"reason": "goodwill"}, {"reason": "goodwill"}),
        ({"reason_note": None}, {"reason_note": None}),
        ({"description": "Sorry"}, {"description": "Sorry"}),
        ({"description": ""}, {"description": None}),
        ({"internal_notes": None}, {"internal_notes": None}),
        ({"expires_at": JAN_31}, {"expires_at": JAN_31}),
        ({"expires_at": None}, {"expires_at": None}),
        ({"expires_in_days": 21}, {"expires_at": JAN_31}),
        ({"source_type": None, "source_id": None}, {"source_type": None, "source_id": None}),
        ({"issue_date": JAN_20}, {"issue_date": JAN_20}),
        ({"shipping": "9"}, {"shipping": "9.00", "total": "117.00"}),
        ({"shipping": None}, {"shipping": "0.00", "total": "108.00"}),
        ({"restocking_fee": None}, {"restocking_fee": "0.00", "total": "115.00"}),
        ({"gl_account": "4100"}, {"gl_account": "4100"}),
        ({"gl_account": None}, {"gl_account": None}),
        ({"amount": "50"}, {"subtotal": "50.00", "tax": "5.00", "total": "58.00"}),
        ({"tax": TaxInput("VAT", "20")}, {"tax": "20.00", "total": "123.00"}),
        ({"tax": None}, {"tax": "0.00", "total": "103.00"}),
        ({"amount": "50", "tax": None}, {"subtotal": "50.00", "tax": "0.00", "total": "53.00"}),
        (
            {"lines": (a_line("10"), a_line("20", tax=VAT))},
            {"subtotal": "30.00", "tax": "2.00", "total": "35.00"},
        ),
        ({"exclude_from_auto_apply": False}, {"exclude_from_auto_apply": False}),
    ],
)
def test_what_is_left_out_stays_and_what_is_emptied_goes(book, customer, facts, changed):
    credit = a_credit(book, customer, issue=False, **FULL)
    before = told(shown(book, credit))
    notices = Notices(book)
    change(book, credit, **facts)
    assert told(shown(book, credit)) == before | changed
    assert shown(book, credit).revision == 1
    assert notices.all == [("update", {"credit_memo"}, {credit})]


def test_the_history_of_a_draft_says_what_changed_and_nothing_else(book, customer):
    credit = a_credit(book, customer, issue=False, **FULL)
    change(book, credit, description="Sorry")
    assert last_history(book) == (
        "update",
        "document",
        {"description": "Thank you"},
        {"description": "Sorry"},
    )
    change(book, credit, lines=(a_line("10", description="Lamp"),))
    _, _, before, after = last_history(book)
    assert [line["description"] for line in before["lines"]] == ["Return"]
    assert [line["description"] for line in after["lines"]] == ["Lamp"]
    assert (before["total"], after["total"]) == (11_300, 1_300)
    assert set(before) == {"lines", "total", "base_total"}


def test_another_currency_brings_its_own_rate(book, customer):
    for currency, rate in (("EUR", "1.1"), ("GBP", "1.3")):
        book.do(JAN_1, books.set_rate, currency=currency, date=JAN_1, rate=rate)
    credit = a_credit(book, customer, issue=False)
    change(book, credit, currency="EUR")
    assert (shown(book, credit).fx_rate, str(shown(book, credit).base_total)) == ("1.1", "110.00")
    change(book, credit, currency="GBP")
    assert shown(book, credit).fx_rate == "1.3"
    change(book, credit, fx_rate="1.5")
    change(book, credit, currency="GBP", description="The same currency keeps its rate")
    assert shown(book, credit).fx_rate == "1.5"
    change(book, credit, fx_rate=None)
    assert shown(book, credit).fx_rate == "1.3"
    change(book, credit, currency="USD")
    assert (shown(book, credit).fx_rate, str(shown(book, credit).base_total)) == ("1", "100.00")


def test_lines_come_back_as_they_were_entered(book, customer):
    invoice = an_invoice(book, customer, lines=(a_line("50", quantity="3"),))
    lines = (
        a_line(
            "12.345678",
            quantity="1.5",
            tax=VAT,
            account="4120",
            product="P",
            plan="gold",
            unit="HUR",
            claim_line=shown(book, invoice).lines[0].id,
        ),
        a_line("3", tax="NY"),
        a_line("4"),
    )
    book.do(JAN_1, books.create_tax, code="NY", name="New York", rate="8.875")
    credit = a_credit(book, customer, claim=invoice, lines=lines, issue=False)

    def without_ids() -> list[Any]:
        return [replace(line, id="") for line in shown(book, credit).lines]

    before = without_ids()
    change(book, credit, description="Something else")
    assert without_ids() == before


def test_the_party_of_a_draft_may_change(book, customer):
    other = a_customer(book, name="Beta")
    credit = a_credit(book, customer, issue=False)
    change(book, credit, party=other)
    assert shown(book, credit).party_name == "Beta"
    with refusing(book, "required", field="party"):
        change(book, credit, party="")


def test_a_change_that_is_refused_leaves_the_draft(book, customer):
    credit = a_credit(book, customer, issue=False, **FULL)
    with refusing(book, "invalid_reason", "too_many_decimals") as refusal:
        change(book, credit, reason="spite", amount="1.001")
    assert refusal.fields == ["reason", "amount"]
    with refusing(book, "required", field="amount"):
        change(book, credit, amount=None)


def test_somebody_elses_change_is_not_overwritten(book, customer):
    credit = a_credit(book, customer, issue=False)
    change(book, credit, revision=0, description="First")
    with refusing(book, "stale_revision", field="revision") as refusal:
        change(book, credit, revision=0, description="Second")
    assert str(refusal) == "The draft was changed since you opened it."
    change(book, credit, revision=1, description="Second")
    issued = a_credit(book, customer)
    with refusing(book, "stale_revision", field="revision"):
        change(book, issued, revision=0, description="Second")


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": "5"},
        {"reason": "goodwill"},
        {"issue_date": JAN_20},
        {"party": "p1"},
        {"source_id": "other"},
        {"lines": (a_line("5"),)},
        {"description": "fine", "amount": "5"},
    ],
)
def test_an_issued_credit_does_not_change_in_what_it_says(book, customer, facts):
    credit = a_credit(book, customer)
    with refusing(book, "immutable_after_issue") as refusal:
        change(book, credit, **facts)
    assert "CM-0001" in str(refusal)
    book.do(JAN_15, credits.void, CUSTOMER, credit=credit, reason="Wrong")
    with refusing(book, "is_void"):
        change(book, credit, **facts)


def test_an_issued_and_a_void_credit_take_notes(book, customer):
    credit = a_credit(book, customer)
    notices = Notices(book)
    change(book, credit, description="Sorry", reason_note="Scratched", internal_notes="Careful")
    change(book, credit, exclude_from_auto_apply=True, expires_at=MAY_31)
    view = shown(book, credit)
    assert (view.description, view.reason_note, view.internal_notes) == (
        "Sorry",
        "Scratched",
        "Careful",
    )
    assert (view.exclude_from_auto_apply, view.expires_at, view.revision) == (True, MAY_31, 3)
    assert last_history(book)[2:] == (
        {"exclude_from_auto_apply": 0, "expires_at": None},
        {"exclude_from_auto_apply": 1, "expires_at": "2026-05-31"},
    )
    book.do(JAN_15, credits.void, CUSTOMER, credit=credit, reason="Wrong")
    change(book, credit, description=None)
    assert shown(book, credit).description is None
    assert [one[0] for one in notices.all] == ["update", "update", "void", "update"]
    assert_sound(book)


def test_all_problems_of_notes_are_told_at_once(book, customer):
    credit = a_credit(book, customer)
    with refusing(book, "malformed", "too_long") as refusal:
        change(book, credit, description="a\u0000", reason_note="x" * 10_001)
    assert refusal.fields == ["description", "reason_note"]


def test_the_expiry_of_an_issued_credit_moves_to_a_day_ahead_or_away(book, customer):
    credit = a_credit(book, customer, expires_at=JAN_20)
    change(book, credit, expires_at=JAN_15)
    change(book, credit, expires_at=None)
    change(book, credit, expires_at=MAY_31)
    with refusing(book, "expires_in_past", field="expires_at"):
        change(book, credit, expires_at=JAN_10)
    book.do(JAN_15, credits.void, CUSTOMER, credit=credit, reason="Wrong")
    with refusing(book, "is_void"):
        change(book, credit, expires_at=MAY_31)


@BOTH
def test_a_claim_is_changed_like_a_credit(book, side):
    party = a_party(book, side)
    claim = a_claim(book, side, party, issue=False, vendor_reference="R-1", internal_notes="x")
    notices = Notices(book)
    draft = ClaimDraft(amount="50", due_date=MAY_31)
    book.do(JAN_15, claims.update, side, draft, claim=claim)
    view = shown(book, claim)
    assert (str(view.total), view.due_date, view.vendor_reference) == ("50.00", MAY_31, "R-1")
    assert view.internal_notes == "x"
    book.do(JAN_15, claims.issue, side, claim=claim)
    book.do(JAN_15, claims.update, side, ClaimDraft(description="Hi"), claim=claim)
    assert shown(book, claim).description == "Hi"
    with refusing(book, "immutable_after_issue"):
        book.do(JAN_15, claims.update, side, ClaimDraft(due_date=JAN_31), claim=claim)
    kinds = {side.claim.value}
    assert notices.acts == [("update", kinds), ("issue", kinds | {"entry"}), ("update", kinds)]


@BOTH
def test_a_deleted_draft_is_gone_but_its_history_stays(book, side):
    party = a_party(book, side)
    before = row_counts(book)
    credit = a_credit_of(book, side, party, issue=False, lines=(a_line("5", tax=VAT),))
    claim = a_claim(book, side, party, issue=False)
    notices = Notices(book)
    book.do(JAN_15, credits.delete, side, credit=credit)
    act, subject, said, _ = last_history(book)
    assert (act, subject, said["total"]) == ("delete", "document", 550)
    assert [line["description"] for line in said["lines"]] == ["Chair"]
    book.do(JAN_15, claims.delete, side, claim=claim)
    assert row_counts(book) == before | {"history": before["history"] + 4}
    assert notices.all == [
        ("delete", {side.credit.value}, {credit}),
        ("delete", {side.claim.value}, {claim}),
    ]
    assert_sound(book)


@BOTH
def test_the_id_of_a_deleted_draft_is_not_given_again(book, side):
    party = a_party(book, side)
    credit = a_credit_of(book, side, party, issue=False)
    book.do(JAN_15, credits.delete, side, credit=credit)
    assert a_credit_of(book, side, party, issue=False) != credit


@BOTH
def test_only_drafts_are_deleted(book, side):
    party = a_party(book, side)
    credit, claim = a_credit_of(book, side, party), a_claim(book, side, party)
    for _ in range(2):
        with refusing(book, "not_draft"):
            book.do(JAN_15, credits.delete, side, credit=credit)
        with refusing(book, "not_draft"):
            book.do(JAN_15, claims.delete, side, claim=claim)
        if shown(book, credit).status != "void":
            book.do(JAN_15, credits.void, side, credit=credit, reason="Wrong")
            book.do(JAN_15, claims.void, side, claim=claim, reason="Wrong")


def test_saving_creates_or_changes_and_issues_in_one_act(book, customer):
    notices = Notices(book)
    draft = CreditDraft(party=customer, reason="return", amount="10")
    done = book.do(JAN_15, saving.save, kind=Kind.CREDIT_MEMO, draft=draft)
    assert shown(book, done.id).status == "draft"
    more = CreditDraft(amount="20")
    book.do(
        JAN_15,
        saving.save,
        kind=Kind.CREDIT_MEMO,
        draft=more,
        document=done.id,
        revision=0,
        issue=True,
    )
    view = shown(book, done.id)
    assert (view.status, view.number, str(view.total)) == ("issued", "CM-0001", "20.00")
    invoice = ClaimDraft(party=customer, amount="10")
    done = book.do(JAN_15, saving.save, kind=Kind.INVOICE, draft=invoice, issue=True)
    assert shown(book, done.id).status == "open"
    assert notices.acts == [
        ("save", {"credit_memo"}),
        ("save", {"credit_memo", "entry"}),
        ("save", {"invoice", "entry"}),
    ]


def test_what_cannot_be_issued_is_not_saved_either(book, customer):
    credit = a_credit(book, customer, issue=False)
    draft = CreditDraft(amount="20", expires_at=JAN_1)
    with refusing(book, "expires_in_past"):
        book.do(
            JAN_15,
            saving.save,
            kind=Kind.CREDIT_MEMO,
            draft=draft,
            document=credit,
            issue=True,
        )
    assert str(shown(book, credit).total) == "100.00"
