"""What goes on paper: sheets of credits in every state, on both sides."""

import json
from datetime import date
from typing import Any

import pytest

from app.book.book import Book
from app.cli.run import Runner
from app.domain.errors import Refused
from app.domain.money import Money, total
from app.domain.sheet import DocumentSheet, LineSheet, PartySheet, TaxSheet, UseSheet
from app.domain.template import Look
from app.queries import lists, sheets
from tests.cli.told import TODAY, Line, told
from tests.queries import lively as life

JAN_05, JAN_15, FEB_02 = date(2026, 1, 5), date(2026, 1, 15), date(2026, 2, 2)
HOME = {"street": "1 Mill Road", "city": "Austin", "postal_code": "78702", "region": "TX",
        "country": "US"}  # fmt: skip
SET_UP: list[Line] = [
    {"do": "book.describe", "on": "2026-01-01", "legal_name": "Acme Trading, Inc.",
     "address": HOME, "tax_id": "T-1", "registration_id": "R-1", "email": "a@acme.example",
     "phone": "+1 512 555 0100"},
    {"do": "tax.create", "on": "2026-01-01", "code": "TX", "name": "Sales tax", "rate": "8.25"},
    {"do": "customer.create", "as": "kim", "name": "Kim & Sons", "legal_name": "Kim LLC",
     "address": {**HOME, "street": "9 Elm Street"}, "tax_id": "T-2"},
    {"do": "vendor.create", "as": "mill", "name": "The Mill"},
    {"do": "invoice.create", "as": "lamps", "on": "2026-01-05", "customer": "$kim",
     "lines": [{"description": "Lamp", "quantity": "4", "unit_price": "25.50", "tax": "TX"}]},
    {"do": "invoice.create", "as": "chairs", "on": "2026-01-06", "customer": "$kim",
     "amount": "80.00"},
]  # fmt: skip


@pytest.fixture
def book(tmp_path):
    with told(tmp_path / "book.avoir", *SET_UP) as made:
        yield Teller(made)


class Teller:
    """A book that goes on being told, in the protocol's own words."""

    def __init__(self, made: Book):
        self._book, self._runner = made, Runner(made, lambda: TODAY)

    def __call__(self, do: str, on: date = JAN_15, **rest: Any) -> dict[str, Any]:
        answer = self._runner.answer(json.dumps({"do": do, "on": str(on), **rest}))
        assert answer["ok"], answer
        return dict(answer["result"])

    def credit(self, on: date = JAN_15, **rest: Any) -> dict[str, Any]:
        plain = {"customer": "p1", "reason": "return", "amount": "50.00", "issue": True}
        return self("credit_memo.create", on, **{**plain, **rest})

    def sheet(self, document: str) -> DocumentSheet:
        return self._book.ask(TODAY, sheets.sheet, document)

    def ids(self, *numbers: str) -> tuple[str, ...]:
        return self._book.ask(TODAY, sheets.ids, numbers)


def usd(text):
    return Money(int(text.replace(".", "")), "USD")


def test_everything_that_is_printed(book):
    lines = book("invoice.get", invoice="INV-0001")["lines"]
    book.credit(
        amount=None,
        invoice="INV-0001",
        reason="damaged_goods",
        reason_note="broken in transit",
        lines=[
            {"invoice_line": lines[0]["id"], "description": "Lamp", "quantity": "1.5",
             "unit_price": "25.50", "tax": "TX", "unit": "HUR"},
            {"description": "Crate", "unit_price": "3"},
        ],
        shipping="4.00",
        restocking_fee="1.25",
        expires_at="2026-12-31",
        description="With our apologies.",
        internal_notes="Never printed.",
    )  # fmt: skip
    sheet = book.sheet("CM-0001")
    assert (sheet.kind, sheet.number, sheet.due) == ("credit_memo", "CM-0001", None)
    assert (sheet.mark, sheet.date, sheet.currency) == (None, JAN_15, "USD")
    assert sheet.seller == PartySheet(
        name="Acme Trading",
        legal_name="Acme Trading, Inc.",
        **HOME,
        tax_id="T-1",
        registration_id="R-1",
        email="a@acme.example",
        phone="+1 512 555 0100",
    )
    assert (sheet.buyer.name, sheet.buyer.street) == ("Kim & Sons", "9 Elm Street")
    assert sheet.credited == (("INV-0001", JAN_05),)
    assert (sheet.reason, sheet.reason_note) == ("damaged_goods", "broken in transit")
    assert sheet.lines == (
        LineSheet("Lamp", "1.5", "HUR", "25.5", "8.25", usd("38.25")),
        LineSheet("Crate", "1", "C62", "3", None, usd("3.00")),
    )
    assert sheet.taxes == (TaxSheet("Sales tax", "8.25", usd("38.25"), usd("3.16")),)
    assert (sheet.subtotal, sheet.shipping) == (usd("41.25"), usd("4.00"))
    assert (sheet.restocking_fee, sheet.total) == (usd("1.25"), usd("47.16"))
    assert (sheet.uses, sheet.remaining) == ((), usd("47.16"))
    assert (sheet.valid_until, sheet.description) == (date(2026, 12, 31), "With our apologies.")
    assert (sheet.reference, sheet.language, sheet.look) == (None, "en", Look())
    assert "Never printed." not in repr(sheet)


def test_only_live_uses_are_shown(book):
    made = book.credit()
    book("credit_memo.apply", FEB_02, credit_memo=made["id"], invoice="INV-0002", amount="12.00",
         date=str(FEB_02))  # fmt: skip
    wrong = book("credit_memo.apply", credit_memo=made["id"], invoice="INV-0001", amount="8.00")
    book("credit_memo.unapply", FEB_02, application=wrong["made"][0])
    sheet = book.sheet("CM-0001")
    assert sheet.uses == (UseSheet("applied", FEB_02, usd("12.00"), "INV-0002"),)
    assert sheet.remaining == usd("38.00")


@pytest.mark.parametrize("method", ["cash", "wire", "credit_card", "other"])
def test_a_refund_says_how(book, method):
    book.credit()
    book("credit_memo.refund", FEB_02, credit_memo="CM-0001", amount="20.00", method=method)
    assert book.sheet("CM-0001").uses == (
        UseSheet("refunded", FEB_02, usd("20.00"), None, method),
    )


def test_a_draft_shows_the_parties_as_they_are_now(book):
    draft = book.credit(issue=False)
    book("customer.update", customer="p1", name="Kim & Daughters")
    sheet = book.sheet(draft["id"])
    assert (sheet.mark, sheet.number) == ("draft", None)
    assert (sheet.seller.name, sheet.buyer.name) == ("Acme Trading", "Kim & Daughters")
    assert sheet.remaining == sheet.total == usd("50.00")


def test_an_issued_credit_shows_them_as_they_were(book):
    book.credit()
    book("customer.update", customer="p1", name="Kim & Daughters", address={"city": "Waco"})
    book("book.describe", name="Acme Europe")
    sheet = book.sheet("CM-0001")
    assert (sheet.seller.name, sheet.buyer.name) == ("Acme Trading", "Kim & Sons")
    assert sheet.buyer.city == "Austin"


def test_a_void_credit_is_marked_and_adds_up(book):
    book.credit()
    book("credit_memo.void", FEB_02, credit_memo="CM-0001", reason="Twice")
    sheet = book.sheet("CM-0001")
    assert sheet.mark == "void"
    assert sheet.uses == (UseSheet("voided", FEB_02, usd("50.00")),)
    assert sheet.remaining == usd("0.00")


def test_a_void_draft_has_no_number_and_live_parties(book):
    draft = book.credit(issue=False)
    book("credit_memo.void", credit_memo=draft["id"], reason="Not needed")
    sheet = book.sheet(draft["id"])
    assert (sheet.mark, sheet.number, sheet.buyer.name) == ("void", None, "Kim & Sons")


def test_a_credited_invoice_is_named_once(book):
    line = book("invoice.get", invoice="INV-0001")["lines"][0]["id"]
    book.credit(
        amount=None,
        invoice="INV-0001",
        lines=[{"description": "Lamp", "unit_price": "1.00", "invoice_line": line}] * 2,
    )
    assert book.sheet("CM-0001").credited == (("INV-0001", JAN_05),)


def test_a_vendor_credit_is_the_mirror(book):
    book("bill.create", vendor="p2", amount="90.00")
    book(
        "vendor_credit.create",
        vendor="p2",
        amount="30.00",
        bill="BILL-0001",
        source_type="vendor_return",
        reason="two shades with bubbles",
        reason_note="see the photos",
        vendor_reference="NC-7",
    )
    book("vendor_credit.apply", FEB_02, vendor_credit="VC-0001", bill="BILL-0001",
         amount="10.00", date=str(FEB_02))  # fmt: skip
    sheet = book.sheet("VC-0001")
    assert (sheet.kind, sheet.reference) == ("vendor_credit", "NC-7")
    assert (sheet.seller.name, sheet.buyer.name) == ("The Mill", "Acme Trading")
    assert sheet.credited == (("BILL-0001", JAN_15),)
    assert sheet.reason == "vendor_return"
    assert sheet.reason_note == "two shades with bubbles; see the photos"
    assert sheet.uses == (UseSheet("applied", FEB_02, usd("10.00"), "BILL-0001"),)


def test_a_vendor_reads_its_own_numbers(book):
    book("bill.create", vendor="p2", amount="90.00", vendor_reference="EF-9")
    book("vendor_credit.create", vendor="p2", amount="30.00", bill="BILL-0001", issue=True)
    book("vendor_credit.apply", FEB_02, vendor_credit="VC-0001", bill="BILL-0001",
         amount="10.00", date=str(FEB_02))  # fmt: skip
    sheet = book.sheet("VC-0001")
    assert sheet.credited == (("EF-9", JAN_15),)
    assert [use.number for use in sheet.uses] == ["EF-9"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, (None, None)),
        ({"reason": "storage billed twice"}, (None, "storage billed twice")),
        ({"source_type": "rebate"}, ("rebate", None)),
    ],
)
def test_what_was_entered_by_hand_has_no_label(book, facts, reason):
    book("vendor_credit.create", vendor="p2", amount="30.00", **facts)
    sheet = book.sheet("VC-0001")
    assert (sheet.reason, sheet.reason_note) == reason


def test_ids_of_a_list_of_numbers(book):
    first, second = book.credit(), book.credit()
    assert book.ids("CM-0002", first["id"], "CM-0002") == (second["id"], first["id"])


def test_all_numbers_that_do_not_print_are_told(book):
    book.credit()
    book("bill.create", vendor="p2", amount="90.00")
    with pytest.raises(Refused) as refused:
        book.ids("CM-0001", "BILL-0001", "CM-0009", "INV-0001")
    assert [problem.code for problem in refused.value.problems] == ["not_found", "not_found"]
    messages = [problem.message for problem in refused.value.problems]
    assert messages == [
        "There is no credit memo, invoice or vendor credit “BILL-0001”: it is a bill.",
        "There is no credit memo, invoice or vendor credit “CM-0009”.",
    ]


def test_an_invoice_says_what_was_paid_and_credited_and_what_is_due(book):
    book.credit()
    book("credit_memo.apply", FEB_02, credit_memo="CM-0001", invoice="INV-0001", amount="12.00",
         date=str(FEB_02))  # fmt: skip
    book("payment.receive", FEB_02, customer="p1", amount="40.00", date=str(FEB_02),
         invoices=[{"invoice": "INV-0001"}])  # fmt: skip
    sheet = book.sheet("INV-0001")
    assert (sheet.kind, sheet.number, sheet.mark) == ("invoice", "INV-0001", None)
    assert (sheet.date, sheet.due) == (JAN_05, date(2026, 2, 4))
    assert (sheet.seller.name, sheet.buyer.name) == ("Acme Trading", "Kim & Sons")
    assert sheet.uses == (
        UseSheet("credited", FEB_02, usd("12.00"), "CM-0001"),
        UseSheet("paid", FEB_02, usd("40.00"), "RCP-0001"),
    )
    assert (sheet.total, sheet.remaining) == (usd("110.42"), usd("58.42"))
    assert (sheet.reason, sheet.reason_note, sheet.valid_until) == (None, None, None)


def test_payments_that_were_taken_back_are_not_on_an_invoice(book):
    money = book("payment.receive", FEB_02, customer="p1", amount="40.00", date=str(FEB_02),
                 invoices=[{"invoice": "INV-0001"}])  # fmt: skip
    book("payment.void", FEB_02, payment=money["id"], reason="bounced")
    assert book.sheet("INV-0001").uses == ()


def test_a_void_invoice_is_marked(book):
    book("invoice.void", FEB_02, invoice="INV-0002", reason="never sent")
    sheet = book.sheet("INV-0002")
    assert (sheet.mark, sheet.uses, sheet.remaining) == ("void", (), usd("0.00"))


def test_the_language_is_the_customers_or_else_the_books(book):
    book.credit()
    assert book.sheet("CM-0001").language == "en"
    book("settings.update", language="fr")
    assert book.sheet("CM-0001").language == "fr"
    book("customer.update", customer="p1", language="de")
    assert book.sheet("CM-0001").language == "de"
    book("customer.update", customer="p1", language=None)
    assert book.sheet("CM-0001").language == "fr"


def test_every_sheet_of_a_lively_book_adds_up(lively):
    """Lines, shipping, fee and taxes are the total; what was used is not in what remains."""
    found = 0
    for kind in sheets.PRINTED:
        for row in lively.ask(life.LAST, lists.page, kind, limit=1000).rows:
            sheet = lively.ask(life.LAST, sheets.sheet, row.id)
            taxes = total((tax.amount for tax in sheet.taxes), sheet.currency)
            lines = total((line.amount for line in sheet.lines), sheet.currency)
            assert sheet.subtotal == lines
            assert lines + sheet.shipping - sheet.restocking_fee + taxes == sheet.total
            used = total((use.amount for use in sheet.uses), sheet.currency)
            if sheet.mark != "void" or sheet.uses:  # nothing was used of what is void as a whole
                assert sheet.total - used == sheet.remaining, sheet.number
            found += bool(sheet.uses)
    assert found > 20
