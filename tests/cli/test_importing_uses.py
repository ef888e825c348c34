"""What a file says of a credit's uses comes true too, and the ids it uses are found."""

import pytest

from tests.cli.desk import arcus, dayzero, rebilly, uses, vendor


def test_applications_come_in_live_and_taken_back(desk):
    one = {"invoice_id": "d1", "invoice_number": "INV-0001", "amount": 1000}
    listed = [
        {**one, "applied_date": "2026-01-16"},
        {**one, "is_reversed": True, "amount": 2000},
        {"invoice_number": "INV-0002", "amount": 500},
    ]
    body = dayzero(status="partially_applied", applications=listed)
    assert desk.bring([body]) == ""
    credit = desk.credit()
    assert uses(credit) == [
        ("INV-0001", "10.00", True),
        ("INV-0001", "20.00", False),
        ("INV-0002", "5.00", True),
    ]
    assert credit["applications"][0]["date"] == "2026-01-16"
    assert credit["remaining"] == "85.00"


def test_the_unused_part_of_a_used_credit_is_void(desk):
    listed = [{"invoice_id": "INV-0001", "amount": 1000}]
    desk.bring([dayzero(status="void", applications=listed, voided_reason="Enough")])
    credit = desk.credit()
    assert (credit["status"], credit["voided"], credit["applied"]) == ("void", "90.00", "10.00")
    assert credit["voided_reason"] == "Enough"


def test_what_is_applied_to_nobody_knows_what_is_told(desk):
    told = desk.bring([arcus(amount_applied=20, status="partially_applied")])
    assert "0: It is partly used in the file, open here." in told
    assert "apply it by hand" in told


def test_a_refund_without_a_story_is_paid_from_the_bank(desk):
    desk.bring([arcus(amount_refunded=40)])
    credit = desk.credit()
    assert (credit["refunded"], credit["remaining"]) == ("40.00", "60.00")
    assert credit["refunds"][0]["account"] == "1000"


ALLOCATED = rebilly(allocations={"invoices": [{"invoiceId": "d2"}, {"invoiceId": "INV-0001"}]})


def test_a_missing_amount_is_as_much_as_fits_and_too_much_is_clamped(desk):
    desk.bring([ALLOCATED])
    assert uses(desk.credit()) == [("INV-0002", "30.00", True), ("INV-0001", "70.00", True)]
    desk.bring(
        [rebilly(id="cm_2", allocations={"invoices": [{"invoiceId": "INV-0001", "amount": 5000}]})]
    )
    assert uses(desk.credit("CM-0002")) == [("INV-0001", "100.00", True)]


def live(desk):
    return [one[:2] for one in uses(desk.credit()) if one[2]]


def test_a_list_stands_in_place_of_what_is_there_and_none_leaves_it_alone(desk):
    desk.bring([ALLOCATED])
    desk.bring([rebilly()])
    assert live(desk) == [("INV-0002", "30.00"), ("INV-0001", "70.00")]
    desk.bring([rebilly(allocations={"invoices": [{"invoiceId": "d1", "amount": 50}]})])
    assert live(desk) == [("INV-0001", "50.00")]
    desk.bring([rebilly(allocations={"transactions": [{"transactionId": "t-1", "amount": 5}]})])
    assert live(desk) == [("INV-0001", "50.00")]
    assert [one["amount"] for one in desk.credit()["refunds"]] == ["5.00"]
    before = desk.everything()
    desk.bring([rebilly(allocations={"transactions": [{"transactionId": "t-1", "amount": 5}]})])
    assert desk.everything() == before
    desk.bring([rebilly(allocations={"invoices": [], "transactions": []})])
    assert live(desk) == []
    assert desk.credit()["remaining"] == "100.00"


def test_money_that_went_back_is_applied_to_its_record_else_refunded(desk):
    (paid,) = desk.tell(
        {
            "do": "payment.record",
            "on": "2026-01-10",
            "customer": "p1",
            "kind": "chargeback",
            "amount": "40",
        }
    )
    listed = [{"transactionId": paid["id"]}, {"transactionId": "t-2", "amount": 10}]
    desk.bring([rebilly(allocations={"transactions": listed})])
    credit = desk.credit()
    assert uses(credit) == [(paid["number"], "40.00", True)]
    assert [(one["amount"], one["live"]) for one in credit["refunds"]] == [("10.00", True)]
    (sent,) = desk.send("rebilly")
    named = [one["transactionId"] for one in sent["allocations"]["transactions"]]
    assert named == [paid["id"], "t-2"]
    before = desk.everything()
    desk.bring([rebilly(allocations={"transactions": listed})])
    assert desk.everything() == before
    desk.bring([rebilly(allocations={"transactions": []})])
    assert desk.credit()["remaining"] == "100.00"


PAYMENT = {
    "vendor_id": "Volt",
    "payment_date": "2026-01-20",
    "amount": 10,
    "vendor_credit_ids": ["v-1"],
    "bills": [{"bill_id": "BILL-0001", "amount": 40}],
}


def test_a_payment_uses_the_vendor_credits_of_the_file(desk):
    file = {"vendor_credits": [vendor(status="applied")], "ap_payments": [PAYMENT]}
    assert desk.bring(file) == ""
    assert uses(desk.credit("VC-0001")) == [("BILL-0001", "30.00", True)]
    sent = desk.send("arcus")
    assert sent["vendor_credits"][0]["data"]["id"] == "v-1"
    assert sent["ap_payments"][0]["vendor_credit_ids"] == ["v-1"]
    before = desk.everything()
    desk.bring(sent)
    assert desk.everything() == before
    (bill,) = desk.tell({"do": "bill.get", "bill": "BILL-0001"})
    assert (bill["applied"], bill["paid"], bill["due"]) == ("30.00", "10.00", "30.00")
    before = desk.everything()
    desk.bring(file)
    assert desk.everything() == before


def test_a_payment_without_money_is_applications(desk):
    bills = [{"bill_id": "BILL-0002"}, {"bill_id": "BILL-0001"}]
    payment = {**PAYMENT, "amount": 0, "bills": bills, "vendor_credit_ids": ["v-1", "v-2"]}
    given = [vendor(), vendor(id="v-2", source_id="x")]
    desk.bring({"vendor_credits": given, "ap_payments": [payment]})
    assert uses(desk.credit("VC-0001")) == [
        ("BILL-0002", "20.00", True),
        ("BILL-0001", "10.00", True),
    ]
    assert uses(desk.credit("VC-0002")) == [("BILL-0001", "30.00", True)]
    (sent,) = [
        one for one in desk.send("arcus")["ap_payments"] if one["vendor_credit_ids"] == ["v-2"]
    ]
    assert (sent["amount"], sent["bills"]) == ("0.00", [{"bill_id": "d3", "amount": "30.00"}])


def test_a_payment_uses_credits_that_are_there(desk):
    payment = {**PAYMENT, "vendor_credit_ids": ["v-9"]}
    (line,) = desk.refused({"vendor_credits": [vendor()], "ap_payments": [payment]})
    assert line.startswith("ap_payments.0.vendor_credit_ids: ")


def test_a_void_names_a_credit_of_the_file_or_of_the_book(desk):
    voids = [{"id": "a-1", "reason": "Wrong"}]
    desk.bring({"credits": [arcus()], "customer_credit_voids": voids})
    assert (desk.credit()["status"], desk.credit()["voided_reason"]) == ("void", "Wrong")
    desk.bring({"credits": [arcus(id="a-2")]})
    again = {"customer_credit_voids": [{"id": "CM-0002"}, {"id": "CM-0001"}]}
    status, out, _ = desk.call("import", desk.path, desk.file(again))
    assert status == 0
    assert out.startswith("customer_credit_voids.0: CM-0002 is void.\n")
    assert desk.credit("CM-0002")["voided_reason"] == "not stated"
    (line,) = desk.refused({"customer_credit_voids": [{"id": "nobody"}]})
    assert line.startswith("customer_credit_voids.0.id: ")


def test_a_payment_that_was_taken_back_does_not_leave(desk):
    file = {"vendor_credits": [vendor(status="applied")], "ap_payments": [PAYMENT]}
    desk.bring(file)
    assert len(desk.send("arcus")["ap_payments"]) == 1
    (use,) = desk.credit("VC-0001")["applications"]
    desk.tell({"do": "vendor_credit.unapply", "application": use["id"]})
    assert desk.send("arcus")["ap_payments"] == []


def test_no_more_problems_are_told_than_anybody_reads(desk):
    rows = [dayzero(id=str(n), customer_id="Nobody") for n in range(80)]
    assert len(desk.refused(rows)) == 50


def test_ids_of_the_file_may_be_said_to_be_ours(desk):
    body = rebilly(
        customerId="cu_9",
        invoiceId="in_1",
        items=[{"quantity": 1, "unitPrice": 100, "invoiceItemId": "ii_1"}],
    )
    same = ("--same", "cu_9=p1", "--same", "in_1=INV-0001", "--same", "ii_1=l1")
    desk.bring([body], *same)
    credit = desk.credit()
    assert (credit["customer"], credit["invoice"]) == ("p1", "d1")
    assert credit["lines"][0]["invoice_line"] == "l1"


def test_an_account_of_the_file_may_be_said_to_be_ours(desk):
    desk.bring([arcus(gl_account_id="9f", memo="Chair")], "--same", "9f=4120")
    assert (desk.credit()["gl_account"], desk.credit()["description"]) == ("4120", "Chair")
    (line,) = desk.refused([arcus(id="2", gl_account_id="9f")])
    assert line.startswith("0.gl_account_id: ")


def test_parties_that_are_missing_are_made_when_that_is_wished(desk):
    rows = [
        dayzero(customer_id="x-1", customer_name="Bolt & Co"),
        dayzero(id="2", customer_id="x-1", customer_name="Bolt & Co"),
    ]
    assert len(desk.refused(rows)) == 2
    desk.bring(rows, "--create-parties")
    assert desk.credit("CM-0002")["customer_name"] == "Bolt & Co"
    (found,) = desk.tell({"do": "customer.list"})
    assert [row["name"] for row in found["rows"]] == ["Acme", "Bolt & Co"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"customer_id": "p1", "customer_name": "Bolt"}, "0.customer_id"),
        ({"invoice_id": "d1", "invoice_number": "INV-0002"}, "0.invoice_id"),
        ({"invoice_id": "d9"}, "0.invoice_id"),
        ({"invoice_id": "d9", "invoice_number": "INV-9"}, "0.invoice_id"),
    ],
)
def test_ids_and_names_must_mean_the_same(desk, changes, place):
    (line,) = desk.refused([dayzero(**changes)])
    assert line.startswith(f"{place}: ")


def test_an_invoice_is_found_by_number_where_the_id_is_unknown(desk):
    desk.bring([dayzero(invoice_id="9f", invoice_number="INV-0002")])
    assert desk.credit()["invoice"] == "d2"


def test_a_name_that_two_parties_have_is_not_enough(desk):
    desk.tell({"do": "customer.create", "name": "Acme"})
    (line,) = desk.refused([dayzero()])
    assert line.startswith("0.customer_id: “Acme” is the name of 2 customers.")


def test_another_credit_from_the_same_source_is_refused(desk):
    desk.bring([dayzero()])
    (line,) = desk.refused([dayzero(amount=9000)])
    assert line.startswith("0.id: CM-0001 over 100.00 USD of Acme came from the same source.")
