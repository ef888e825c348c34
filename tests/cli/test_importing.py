"""`avoir import`: whole files through the command line; what they say and what comes of it."""

import json

import pytest

from tests.cli.desk import Desk, arcus, dayzero, rebilly, vendor


@pytest.mark.parametrize("body", [arcus(), rebilly(), dayzero()])
def test_a_credit_comes_in_issued_and_entered(desk, body):
    assert desk.bring([body]) == ""
    credit = desk.credit()
    assert (credit["status"], credit["total"], credit["remaining"]) == (
        "issued",
        "100.00",
        "100.00",
    )
    assert (credit["customer"], credit["reason"], credit["issue_date"]) == (
        "p1",
        "return",
        "2026-01-15",
    )
    (entries,) = desk.tell({"do": "journal.of", "document": "CM-0001"})
    assert [line["account"] for line in entries["entries"][0]["lines"]] == ["4100", "1200"]


def test_a_vendor_credit_comes_in(desk):
    desk.bring({"data": vendor(reason="Late delivery")})
    credit = desk.credit("VC-0001")
    assert (credit["vendor"], credit["total"], credit["status"]) == ("p2", "30.00", "issued")
    assert (credit["reason_note"], credit["source_type"]) == ("Late delivery", "manual")
    (entries,) = desk.tell({"do": "journal.of", "document": "VC-0001"})
    lines = [(one["account"], one.get("debit")) for one in entries["entries"][0]["lines"]]
    assert lines == [("1350", "30.00"), ("5100", None)]


@pytest.mark.parametrize("body", [arcus(), vendor(), rebilly(), dayzero()])
def test_the_same_file_twice_is_there_once(desk, body):
    desk.bring([body])
    before = desk.everything()
    desk.bring([body])
    assert desk.everything() == before


@pytest.mark.parametrize(
    "body",
    [
        arcus(status="voided"),
        vendor(status="voided"),
        rebilly(status="voided"),
        dayzero(status="void"),
        dayzero(status="void", number=None),
    ],
)
def test_a_void_credit_comes_in_void_for_a_reason_not_stated_and_only_once(desk, body):
    desk.bring([body])
    credit = (
        desk.credit("VC-0001")
        if "vendor_id" in body
        else desk.tell({"do": "credit_memo.get", "credit_memo": "d5"})[0]
    )
    assert (credit["status"], credit["voided_reason"]) == ("void", "not stated")
    assert (credit["number"] is None) == (body.get("number", "") is None)
    before = desk.everything()
    desk.bring([body])
    assert desk.everything() == before


def test_a_credit_voided_here_is_made_again_when_it_is_live_there(desk):
    desk.bring([dayzero()])
    desk.tell({"do": "credit_memo.void", "credit_memo": "CM-0001", "reason": "Wrong"})
    desk.bring([dayzero()])
    assert (desk.credit()["status"], desk.credit("CM-0002")["status"]) == ("void", "issued")


def test_one_bad_row_of_three_stores_nothing_and_is_named(desk):
    rows = [dayzero(), dayzero(id="2", customer_id="Nobody"), dayzero(id="3")]
    (line,) = desk.refused(rows)
    assert line.startswith("1.customer_id: There is no customer “Nobody”.")
    rows = [dayzero(), dayzero(id="2"), dayzero(id="3", amount=0)]
    (line,) = desk.refused(rows)
    assert line.startswith("2.amount: The amount must be more than zero.")


def test_amounts_that_disagree_are_refused_with_their_place(desk):
    (line,) = desk.refused([dayzero(amount=15000, amount_in_dollars="150.01")])
    assert line.startswith("0.amount_in_dollars: ")
    assert "150.00" in line
    assert "150.01" in line


def test_all_problems_of_all_rows_are_told_at_once(desk):
    rows = [
        rebilly(id="1", customerId="X", invoiceId="INV-9"),
        rebilly(id="2", items=[{"quantity": 1, "unitPrice": 1, "invoiceItemId": "l1"}]),
        rebilly(id="3", createdTime="1800-01-01"),
        rebilly(id="4", allocations={"invoices": [{"invoiceId": "INV-7"}]}),
        rebilly(id="5", allocations={"transactions": [{"transactionId": "t", "amount": 101}]}),
    ]
    places = [line.split(":")[0] for line in desk.refused(rows)]
    assert places == [
        "0.customerId",
        "1.items.0.invoiceItemId",
        "3.allocations.invoices.0.invoiceId",
        "4.allocations.transactions.0.amount",
    ]


def test_a_locked_period_refuses_by_name(desk):
    desk.tell({"do": "period.lock", "through": "2026-01-31"})
    (line,) = desk.refused([rebilly()])
    assert line.startswith("0.createdTime: ")


def test_a_preview_shows_all_and_stores_nothing(desk):
    before = desk.everything()
    status, out, _ = desk.call("import", desk.path, desk.file([dayzero()]), "--preview")
    assert status == 0
    assert "CM-0001" in out
    assert out.endswith("A preview: nothing was stored.\n")
    assert desk.everything() == before


def test_a_price_that_differs_is_told_and_computed(desk):
    items = [{"quantity": 2, "unitPrice": 9.99, "price": 25.00}]
    told = desk.bring([rebilly(items=items)])
    assert told.startswith("0.items.0.price: The file says 25.00; 2 × 9.99 is 19.98")
    assert desk.credit()["total"] == "19.98"


def test_two_at_ten_with_tax_and_shipping(desk):
    tax = {"amount": 1.5, "description": "State tax", "rate": 7.5, "stateRate": 6}
    items = [{"id": "it_1", "quantity": 2, "unitPrice": 10, "price": 20, "tax": tax}]
    body = rebilly(items=items, shippingAmount=5, taxAmount=1.5, totalAmount=26.5)
    assert desk.bring([body]) == ""
    credit = desk.credit()
    assert (credit["total"], credit["tax"], credit["shipping"]) == ("26.50", "1.50", "5.00")
    (sent,) = desk.send("rebilly")
    assert (sent["id"], sent["totalAmount"], sent["items"][0]["id"]) == ("cm_1", "26.50", "it_1")
    assert sent["items"][0]["tax"] == {
        "amount": "1.50",
        "description": "State tax",
        "rate": "7.5",
        "stateRate": 6,
    }


def test_the_tax_that_is_given_counts_not_what_its_rate_would_make(desk):
    tax = {"amount": 1.49, "description": "State tax", "rate": 7.5}
    desk.bring([rebilly(items=[{"quantity": 2, "unitPrice": 10, "tax": tax}])])
    assert (desk.credit()["tax"], desk.credit()["total"]) == ("1.49", "21.49")


@pytest.mark.parametrize(
    ("currency", "minor", "text"), [("JPY", 10000, "10000"), ("KWD", 12345, "12.345")]
)
def test_minor_units_by_currency(quick_path, capfd, currency, minor, text):
    desk = Desk(quick_path, capfd, currency=currency)
    desk.bring([dayzero(currency=currency, amount=minor, amount_in_dollars=text)])
    assert desk.credit()["total"] == text
    (sent,) = desk.send("dayzero")
    assert (sent["amount"], sent["amount_in_dollars"], sent["currency"]) == (minor, text, currency)


@pytest.mark.parametrize(
    ("given", "code", "note"),
    [("Damaged goods", "damaged_goods", None), ("Lost by us", "other", "Lost by us")],
)
def test_free_reasons_are_matched_or_kept(desk, given, code, note):
    desk.bring([arcus(reason=given)])
    credit = desk.credit()
    assert (credit["reason"], credit["reason_note"]) == (code, note)


@pytest.mark.parametrize(
    ("given", "expires_at"),
    [
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31T23:59:59Z", "2026-12-31"),
        (30, "2026-02-14"),
        ("30", "2026-02-14"),
        (None, None),
    ],
)
def test_expiry_as_date_instant_or_days(desk, given, expires_at):
    desk.bring([arcus(expires_at=given)])
    assert desk.credit()["expires_at"] == expires_at


def test_what_is_given_anew_gets_the_usual_expiry(desk):
    desk.tell({"do": "settings.update", "expiry_days_customer": 36000})
    told = desk.bring([{"account_id": "Acme", "amount": 1}])
    assert "It has no id" in told
    assert desk.credit()["expires_at"] is not None


def test_an_expired_vendor_credit_comes_in_expired(desk):
    desk.bring([vendor(status="expired", expires_at="2026-02-28")])
    credit = desk.credit("VC-0001")
    assert (credit["status"], credit["expired"]) == ("expired", "30.00")


@pytest.mark.parametrize("last", [None, "9999-12-30"])
def test_an_expired_credit_whose_last_day_is_not_past_is_open_here_and_told(desk, last):
    told = desk.bring([vendor(status="expired", expires_at=last)])
    assert told == "0: It is expired in the file, open here.\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"customerId": NaN}]', "NaN is no number"),
        (b'{"amount": 1, "amount": 1}', "stands twice"),
        (b"[]", "It cannot be told which format this is."),
        (b"{}", "It cannot be told which format this is."),
        (b"7", "It cannot be told which format this is."),
        (b'{"credits": [], "vendor_credits": []}', "There is no credit in the file."),
        (b'[{"customer_id": "\\ud800"}]', "required"),
        (b'[{"account_id": "\\u0000", "amount": 1}]', "account_id"),
        (b'[{"account_id": "Acme", "amount": 1e999}]', "0.amount: "),
        (b'[{"account_id": "Acme", "amount": 1, "notes": "\\u0000"}]', "0.notes: "),
    ],
)
def test_hostile_files_get_a_sentence(desk, content, says):
    lines = desk.refused(content)
    if says != "required":
        assert says in lines[0]
    assert all(line.endswith((".", "”")) for line in lines)


def test_files_that_cannot_be_read_get_a_sentence(desk):
    for path in (desk.path.parent, desk.path.parent / "none.json"):
        status, out, err = desk.call("import", desk.path, path)
        assert (status, out) == (2, "")
        assert "cannot be read or written" in err


def test_a_pair_that_is_none_is_wrong_usage(desk):
    for pair in ("a", "=b", "a="):
        status, _, err = desk.call("import", desk.path, "x.json", "--same", pair)
        assert status == 2
        assert "THEIRS=OURS" in err


def test_the_answer_may_be_in_the_shapes_of_the_format(desk):
    words = ("import", desk.path, desk.file([dayzero()]), "--json")
    status, out, _ = desk.call(*words, "--preview")
    (made,) = json.loads(out)
    assert (status, made["status"], made["amount"]) == (0, "issued", 10000)
    assert desk.numbers() == []
    (made,) = json.loads(desk.call(*words)[1])
    assert (made["id"], made["number"], made["customer_id"]) == ("cr-1", "CM-900", "p1")
    words = ("import", desk.path, desk.file([arcus()]), "--json")
    assert json.loads(desk.call(*words)[1])["credits"][0]["amount"] == 100


def test_a_refusal_may_be_told_to_programs(desk):
    body = [dayzero(), dayzero(amount=15000, amount_in_dollars="150.01")]
    status, out, err = desk.call("import", desk.path, desk.file(body), "--json")
    (one,) = json.loads(out)["detail"]
    assert (status, err, one["loc"], one["type"]) == (
        1,
        "",
        [1, "amount_in_dollars"],
        "amount_mismatch",
    )
    assert (one["input"], one["ctx"]["status"]) == ("150.01", 422)
    assert one["msg"].endswith(".")
    status, out, _ = desk.call("import", desk.path, desk.file(b"["), "--json")
    assert (status, json.loads(out)["detail"][0]["loc"]) == (1, [])
    body = [rebilly(currency=None)]
    status, out, _ = desk.call("import", desk.path, desk.file(body), "--json")
    assert json.loads(out)["detail"][0]["input"] is None
