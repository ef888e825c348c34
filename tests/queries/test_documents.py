"""One document as it is shown: figures to the cent, what may be done with it, and why not."""

import pytest

from app.commands import books, claims, credits, payments
from app.commands.inputs import ApplyTo, TaxInput
from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, VENDOR, Kind
from app.queries import documents
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
    a_line,
    a_vendor,
    a_vendor_credit,
    an_invoice,
    apply,
    shown,
)

TAX = TaxInput("Sales tax", "8.25")


def amounts(view, *names: str):
    return tuple(str(getattr(view, name)) for name in names)


def test_the_figures_of_a_credit_to_the_cent(book):
    lines = (
        a_line("19.99", quantity="3", tax=TAX),
        a_line("0.005", quantity="1", description="Half a cent"),
    )
    credit = a_credit(book, a_customer(book), lines=lines, shipping="5", restocking_fee="2.50")
    view = shown(book, credit)
    assert [str(line.price) for line in view.lines] == ["59.97", "0.01"]
    assert amounts(view, "subtotal", "tax", "shipping", "restocking_fee", "total") == (
        "59.98",
        "4.95",
        "5.00",
        "2.50",
        "67.43",
    )
    (tax,) = view.taxes
    assert (tax.name, tax.rate, str(tax.base), str(tax.amount)) == (
        "Sales tax",
        "8.25",
        "59.97",
        "4.95",
    )
    first = view.lines[0]
    assert (first.quantity, first.unit_price, first.unit, first.account) == (
        "3",
        "19.99",
        "C62",
        "4100",
    )
    assert (first.tax.name, first.tax.rate, first.tax.category, first.tax.code) == (
        "Sales tax",
        "8.25",
        "S",
        None,
    )


def test_what_is_used_and_what_is_left(book):
    customer = a_customer(book)
    invoice, credit = an_invoice(book, customer, due="90"), a_credit(book, customer, amount="100")
    apply(book, credit, invoice, "40")
    book.do(JAN_20, credits.refund, CUSTOMER, credit=credit, amount="25")
    view, claim = shown(book, credit), shown(book, invoice)
    assert amounts(view, "total", "applied", "refunded", "expired", "voided", "remaining") == (
        "100.00",
        "40.00",
        "25.00",
        "0.00",
        "0.00",
        "35.00",
    )
    assert amounts(claim, "total", "applied", "paid", "due") == ("90.00", "40.00", "0.00", "50.00")
    assert (view.status, claim.status) == ("partially_applied", "partially_paid")
    assert view.last_applied_at
    assert view.fully_applied_at is None
    book.do(JAN_20, credits.refund, CUSTOMER, credit=credit)
    assert (shown(book, credit).status, bool(shown(book, credit).fully_applied_at)) == (
        "fully_applied",
        True,
    )
    named = (ApplyTo(invoice),)
    book.do(JAN_20, payments.receive, party=customer, amount="50", claims=named)
    assert amounts(shown(book, invoice), "applied", "paid", "due") == ("40.00", "50.00", "0.00")
    assert shown(book, invoice).status == "paid"


def flags(view):
    names = "issued voided deleted applied refunded"
    found = {name: getattr(view, f"can_be_{name}", None) for name in names.split()}
    found["rest"] = getattr(view, "can_void_remaining", None)
    return [name for name, allowed in found.items() if allowed]


def test_what_may_be_done_in_each_state(book):
    customer = a_customer(book)
    invoice = an_invoice(book, customer)
    draft = a_credit(book, customer, issue=False, expires_at=JAN_31)
    assert flags(shown(book, draft)) == ["issued", "voided", "deleted"]
    book.do(JAN_15, credits.issue, CUSTOMER, credit=draft)
    assert flags(shown(book, draft)) == ["voided", "applied", "refunded"]
    assert flags(shown(book, draft, JAN_31)) == ["voided", "applied", "refunded"]
    assert flags(shown(book, draft, FEB_10)) == ["voided"]  # past its last day, before the run
    use = apply(book, draft, invoice, "10").made[0]
    assert flags(shown(book, draft)) == ["applied", "refunded", "rest"]
    assert shown(book, draft).has_applications
    assert flags(shown(book, invoice)) == []
    book.do(JAN_15, credits.unapply, CUSTOMER, application=use)
    assert not shown(book, draft).has_applications
    assert flags(shown(book, invoice)) == ["voided"]
    book.do(JAN_15, credits.void, CUSTOMER, credit=draft, reason="mistake")
    view = shown(book, draft)
    assert (flags(view), view.status, view.voided_reason) == ([], "void", "mistake")
    assert view.voided_at
    assert amounts(view, "voided", "remaining") == ("100.00", "0.00")


def test_a_draft_that_was_voided_says_so(book):
    draft = an_invoice(book, a_customer(book), issue=False)
    book.do(JAN_15, claims.void, CUSTOMER, claim=draft, reason="never sent")
    view = shown(book, draft)
    assert (view.status, view.number, view.voided_reason) == ("void", None, "never sent")
    assert amounts(view, "total", "due") == ("90.00", "0.00")


def test_reasons_and_links_are_told_in_words(book):
    customer, vendor = a_customer(book), a_vendor(book)
    invoice = an_invoice(book, customer)
    facts = {"reason": "damaged_goods", "reason_note": "lid", "claim": invoice}
    memo = shown(book, a_credit(book, customer, gl_account="6100", **facts))
    assert (memo.reason_display, memo.reason_note) == ("Damaged goods", "lid")
    assert (memo.claim, memo.claim_number, memo.gl_account) == (invoice, "INV-0001", "6100")
    free = shown(book, a_vendor_credit(book, vendor, reason="bad paint", source_type="rebate"))
    assert (free.reason, free.reason_display, free.source_type) == (
        "bad paint",
        "Rebate",
        "rebate",
    )
    assert shown(book, a_vendor_credit(book, vendor)).reason_display == "Entered by hand"
    assert documents.reason_label(Kind.INVOICE, None) is None


def test_a_foreign_document_shows_both_worths(book):
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_1, rate="1.23456789")
    bill = a_bill(book, a_vendor(book, currency="EUR"), due="10.01")
    view = shown(book, bill)
    assert (view.currency, view.fx_rate) == ("EUR", "1.23456789")
    assert amounts(view, "total", "base_total") == ("10.01", "12.36")


def test_a_document_goes_by_id_or_number_and_only_by_its_own(book):
    customer = a_customer(book)
    credit, invoice = a_credit(book, customer), an_invoice(book, customer)
    draft = a_credit(book, customer, issue=False)
    assert book.ask(JAN_15, documents.get, Kind.CREDIT_MEMO, "CM-0001").id == credit
    assert book.ask(JAN_15, documents.get, Kind.CREDIT_MEMO, draft).number is None
    for text in (invoice, "INV-0001", "CM-0002", "d99", "", "CM-000%", "None"):
        with pytest.raises(Refused, match="There is no credit memo"):
            book.ask(JAN_15, documents.get, Kind.CREDIT_MEMO, text)
    book.do(JAN_15, credits.delete, CUSTOMER, credit=draft)
    with pytest.raises(Refused, match="There is no credit memo"):
        book.ask(JAN_15, documents.get, Kind.CREDIT_MEMO, draft)


def test_why_not_answers_for_every_act(book):
    customer = a_customer(book)
    credit = a_credit(book, customer, amount="5")
    told = book.ask(JAN_15, documents.why_not, Kind.CREDIT_MEMO, credit)
    open_to = {act for act, problem in told.items() if problem is None}
    assert {"apply", "refund", "void", "annotate"} <= open_to
    assert {told[act].code for act in ("issue", "delete", "update") if told[act]} == {
        "already_issued",
        "not_draft",
        "immutable_after_issue",
    }
    apply(book, credit, an_invoice(book, customer), "5")
    told = book.ask(JAN_15, documents.why_not, Kind.CREDIT_MEMO, "CM-0001")
    assert told["apply"].code == told["refund"].code == "nothing_remaining"
    assert told["void"].code == "has_applications"


def test_texts_come_back_as_they_were_given(book):
    text = "line one\nline two\t<b>bold</b> ﷽ 𝄞 =1+1"
    draft = an_invoice(book, a_customer(book), description=text, internal_notes=text)
    view = shown(book, draft)
    assert (view.description, view.internal_notes) == (text, text)


def test_lines_keep_their_order_and_taxes_their_groups(book):
    taxes = [TAX, None, TaxInput("Low", "3"), TAX]
    lines = tuple(
        a_line("10", description=str(n), tax=tax, account="6100" if n == 1 else None)
        for n, tax in enumerate(taxes)
    )
    view = shown(book, a_bill(book, a_vendor(book), lines=lines))
    assert [line.description for line in view.lines] == ["0", "1", "2", "3"]
    assert [line.account for line in view.lines] == ["5000", "6100", "5000", "5000"]
    assert [(tax.name, str(tax.base), str(tax.amount)) for tax in view.taxes] == [
        ("Sales tax", "20.00", "1.65"),
        ("Low", "10.00", "0.30"),
    ]
    assert book.ask(JAN_10, documents.get, VENDOR.claim, view.id) == view
