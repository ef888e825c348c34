"""Answers: the fields of the protocol's page under the names of either side, amounts as text."""

import json
from datetime import date

import pytest

from app.cli import encode
from app.domain.errors import Problem
from app.domain.kinds import CUSTOMER, VENDOR
from app.domain.money import Money

CREDIT = (
    "id number customer_sequence customer customer_name status currency fx_rate issue_date "
    "expires_at reason reason_display reason_note description internal_notes invoice "
    "invoice_number source_type source_id gl_account vendor_reference lines tax shipping "
    "restocking_fee total applied refunded expired voided remaining applications refunds "
    "issued_at voided_at voided_reason last_applied_at fully_applied_at created_at updated_at "
    "revision can_be_applied can_be_refunded can_be_voided can_void_remaining can_be_deleted "
    "has_applications"
)
LINE = "id description quantity unit_price price tax account product invoice_line"
APPLICATION = "id invoice number amount date live"
REFUND = "id amount date method account live"
CLAIM = "id number customer customer_name status currency total due applied paid lines revision"
PAYMENT = "id number customer customer_name status date currency cash credits_used revision"
REGISTER = "date entry document party description debit credit balance"
AGING = "customer current 1_30 31_60 61_90 over_90 unapplied_credits total"
ENTRY = "id number date description reversal_of lines"
_VENDOR = {
    "customer": "vendor",
    "customer_name": "vendor_name",
    "customer_sequence": "vendor_sequence",
    "invoice": "bill",
    "invoice_number": "bill_number",
    "invoice_line": "bill_line",
}


def fields(text, side):
    names = set(text.split())
    return names if side is CUSTOMER else {_VENDOR.get(name, name) for name in names}


def foreign(side):
    """Words that only the other side says."""
    return set(_VENDOR) if side is VENDOR else set(_VENDOR.values())


def names_in(value):
    """Every name of every object in an answer."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from names_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from names_in(item)


def values_in(value):
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from values_in(item)
    else:
        yield value


@pytest.mark.parametrize(("side", "label"), [(CUSTOMER, "$m2"), (VENDOR, "$vc2")])
def test_a_credit_has_the_pages_fields(standing, side, label):
    name = side.credit.value
    found = standing.ok(f"{name}.get", **{name: label})
    assert found.keys() >= fields(CREDIT, side)
    assert found["lines"][0].keys() >= fields(LINE, side)
    assert found["applications"][0].keys() >= fields(APPLICATION, side)
    assert found["refunds"][0].keys() >= fields(REFUND, side)
    assert not set(names_in(found)) & foreign(side)
    assert found["status"] == "partially_applied"


@pytest.mark.parametrize(("side", "label"), [(CUSTOMER, "$i2"), (VENDOR, "$b2")])
def test_an_invoice_and_a_bill_have_the_pages_fields(standing, side, label):
    name = side.claim.value
    found = standing.ok(f"{name}.get", **{name: label})
    assert found.keys() >= fields(CLAIM, side)
    assert not set(names_in(found)) & foreign(side)


def test_money_has_the_pages_fields(standing):
    receipt = standing.ok("payment.get", payment="$rcp")
    assert receipt.keys() >= fields(PAYMENT, CUSTOMER) | {"credit_memo"}
    payment = standing.ok("payment.get", payment="$pay")
    assert payment.keys() >= fields(PAYMENT, VENDOR)
    assert not set(names_in(payment)) & foreign(VENDOR)


def test_what_settled_a_bill_is_called_by_what_it_is(standing):
    by_credit, by_money = standing.ok("bill.get", bill="$b2")["applications"]
    assert (by_credit["vendor_credit_number"], by_credit["payment"]) == ("VC-0002", None)
    assert (by_money["vendor_credit"], by_money["payment_number"]) == (None, "PAY-0001")
    assert standing.ok("payment.get", payment=by_money["payment"])["number"] == "PAY-0001"


def test_an_act_answers_the_document_what_it_made_and_whether_it_was_a_repeat(traded):
    use = traded.ok("credit_memo.apply", credit_memo="$m", invoice="$i", amount="1")
    assert use.keys() >= fields(CREDIT, CUSTOMER)
    assert use["made"] == [use["applications"][0]["id"]]
    assert use["idempotent"] is False
    back = traded.ok("credit_memo.refund", credit_memo="$m", amount="1")
    assert back["made"] == [back["refunds"][0]["id"]]
    facts = {"customer": "$c", "reason": "return", "source_type": "rma", "source_id": "7"}
    first = traded.ok("credit_memo.create", **facts, amount="5")
    again = traded.ok("credit_memo.create", **facts, amount="6", invoice="$i")
    assert (again["id"], again["idempotent"]) == (first["id"], True)
    assert sorted(again["differs"]) == ["amount", "invoice"]


@pytest.mark.parametrize(
    ("do", "arguments"),
    [
        ("credit_memo.list", {}),
        ("bill.list", {}),
        ("journal.list", {}),
        ("report.trial_balance", {}),
        ("report.account", {"account": "1200"}),
        ("report.aging", {"side": "vendor"}),
        ("report.credit_register", {"side": "customer"}),
        ("report.tie_out", {}),
        ("history.of", {"document": "$m2"}),
        ("account.list", {}),
        ("customer.list", {}),
        ("book.get", {}),
    ],
)
def test_no_answer_holds_a_fraction_as_a_number(standing, do, arguments):
    found = list(values_in(standing.ok(do, **arguments)))
    assert found
    assert all(one is None or type(one) in (str, int, bool) for one in found)


def test_report_shapes(standing):
    balance = standing.ok("report.trial_balance")["accounts"]
    assert balance["1200"] == {"debit": "70.00"}
    assert balance["4000"] == {"credit": "170.00"}
    assert "1050" not in balance
    register = standing.ok("report.account", account="1200", limit=1)
    assert register.keys() >= {"opening", "rows", "closing", "next"}
    assert register["rows"][0].keys() >= fields(REGISTER, CUSTOMER)
    (aging,) = standing.ok("report.aging", side="vendor")["rows"]
    assert aging.keys() >= fields(AGING, VENDOR)
    assert aging["unapplied_credits"] == "-40.00"
    assert standing.ok("report.credit_register", side="customer")["gaps"] == []
    assert standing.ok("book.check") == {"sound": True, "findings": []}
    (entry,) = standing.ok("journal.of", document="$m")["entries"]
    assert entry.keys() >= fields(ENTRY, CUSTOMER)


def test_journal_lines_show_one_side_and_what_is_foreign(traded):
    traded.ok("rate.set", currency="EUR", date="2026-01-01", rate="1.1")
    traded.ok("invoice.create", customer="$c", currency="EUR", amount="10", as_="eur")
    (entry,) = traded.ok("journal.of", document="$eur")["entries"]
    debit, credit = entry["lines"]
    assert (debit["account"], debit["debit"]) == ("1200", "11.00")
    assert (debit["currency"], debit["amount"]) == ("EUR", "10.00")
    assert "credit" not in debit
    assert "debit" not in credit
    (plain,) = traded.ok("journal.of", document="$i")["entries"]
    assert not {"currency", "amount"} & plain["lines"][0].keys()


def test_history_is_told_in_amounts_and_ids_not_in_stored_numbers(traded):
    line = {"unit_price": "0.125", "quantity": "2.5", "tax": "VAT", "account": "4200"}
    facts = {"credit_memo": "$md", "currency": "EUR", "lines": [line], "invoice": "$i"}
    traded.ok("credit_memo.update", **facts, fx_rate="1.5", exclude_from_auto_apply=True)
    created, updated = traded.ok("history.of", document="$md")["rows"]
    assert (created["after"]["total"], created["after"]["party"]) == ("50.00", "p1")
    before, after = updated["before"], updated["after"]
    assert (before["total"], before["fx_rate"], before["base_total"]) == ("50.00", "1", "50.00")
    assert (after["total"], after["fx_rate"], after["base_total"]) == ("0.37", "1.5", "0.56")
    assert (before["claim"], after["claim"]) == (
        None,
        traded.ok("invoice.get", invoice="$i")["id"],
    )
    assert after["exclude_from_auto_apply"] is True
    (said,) = after["lines"]
    assert (said["quantity"], said["unit_price"], said["price"]) == ("2.5", "0.125", "0.31")
    assert said["tax_rate"] == "20"
    assert traded.ok("report.account", account=said["account"])["account"] == "4200"
    assert not [name for name in names_in(updated) if name.endswith("_id") and name != "source_id"]


def test_plain_values():
    assert encode.plain(Money(-1, "JPY")) == "-1"
    assert encode.plain(Money(5, "KWD")) == "0.005"
    assert encode.plain({1: (date(2026, 1, 2), frozenset({True}))}) == {
        "1": ["2026-01-02", [True]]
    }
    assert encode.journal_lines([{"debit": None}, 5, "x"]) == [{"debit": None}, 5, "x"]


def test_an_answer_is_one_line_of_plain_characters():
    text = encode.line({"name": "Zoë\n\u2028\ud800"})
    assert text.isascii()
    assert "\n" not in text
    assert json.loads(text) == {"name": "Zoë\n\u2028\ud800"}


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("party", "customer"),
        ("credit", "credit_memo"),
        ("credit_memo", "credit_memo"),
        ("claims.2.claim", "invoices.2.invoice"),
        ("lines.0.claim_line", "lines.0.invoice_line"),
        ("to.1.amount", "to.1.amount"),
        (None, None),
    ],
)
def test_a_problem_is_told_under_the_name_the_asker_used(inner, outer):
    told = encode.problem(Problem("required", "It is missing.", inner, "Add it."), CUSTOMER.words)
    assert told["field"] == outer
