"""The answers of words beside the documents: lapses, rates, revaluation, hand entries, money."""

import pytest

from tests.cli.talk import Talk


@pytest.fixture
def talk(book):
    made = Talk(book)
    made.ok("customer.create", as_="acme", name="Acme")
    return made


def credit(talk, amount="10.00", **more: object):
    plain = {"customer": "$acme", "reason": "return", "amount": amount, "issue": True, **more}
    return talk.ok("credit_memo.create", on="2026-01-10", as_="cm", **plain)


def test_what_lapses_is_listed_and_run(talk):
    made = credit(talk, expires_at="2026-01-20")
    (row,) = talk.ok("expiry.list", on="2026-01-15", days=5)["rows"]
    assert (row["id"], row["expires_at"], row["lapsed"]) == (made["id"], "2026-01-20", False)
    assert talk.ok("expiry.list", on="2026-01-15", days=4)["rows"] == []
    entries = talk.ok("preview", of="expiry.run", on="2026-01-21")["entries"]
    assert len(entries) == 1
    assert talk.ok("expiry.run", on="2026-01-21")["expired"] == [made["id"]]
    assert talk.refused("expiry.list", days=-1) == ["invalid_number days"]
    assert talk.refused("expiry.list", days=36_501) == ["invalid_number days"]


def test_rates_are_listed(talk):
    talk.ok("rate.set", currency="EUR", date="2026-01-05", rate="1.1")
    assert talk.ok("rate.list")["rows"] == [
        {"currency": "EUR", "date": "2026-01-05", "rate": "1.1"}
    ]


def test_a_revaluation_answers_its_two_entries(talk):
    credit(talk, currency="EUR", fx_rate="1.2")
    made = talk.ok("revaluation.run", date="2026-01-31", rates={"EUR": "1.25"})
    assert [one["date"] for one in made["entries"]] == ["2026-01-31", "2026-02-01"]
    assert talk.ok("revaluation.run", date="2026-01-31", rates={"EUR": "1.25"})["entries"] == []
    wrong = {"EUR": "0", "XYQ": "1"}
    assert talk.refused("revaluation.run", date="2026-01-31", rates=wrong) == [
        "amount_not_positive rates.EUR.rate",
        "unknown_currency rates.XYQ.currency",
    ]
    assert talk.refused("revaluation.run", date="2026-01-31", rates=[]) == ["malformed rates"]


def test_an_entry_by_hand_answers_itself_and_its_mirror(talk):
    lines = [{"account": "6000", "debit": "5"}, {"account": "1000", "credit": "5"}]
    entry = talk.ok("journal.post", date="2026-01-15", description="Rent", lines=lines)
    assert entry["lines"][0] == {"account": "6000", "account_name": "Rent", "debit": "5.00"}
    back = talk.ok("journal.reverse", on="2026-01-20", entry=entry["id"], reason="Twice")
    assert (back["reversal_of"], back["date"]) == (entry["id"], "2026-01-20")
    lines[1]["amount"] = "x"
    asked = talk.refused("journal.post", date="2026-01-15", description="x", lines=lines)
    assert asked == ["invalid_number lines.1.amount"]


def test_a_statement_is_of_one_party_in_its_sides_words(talk):
    credit(talk)
    told = talk.ok("report.statement", customer="$acme", to="2026-01-31")
    assert (told["customer_name"], told["closing"], len(told["rows"])) == ("Acme", "-10.00", 1)
    assert talk.refused("report.statement", to="2026-01-31") == ["required customer"]
    both = talk.refused("report.statement", customer="$acme", vendor="p9", to="2026-01-31")
    assert both == ["required customer"]
    assert talk.refused("report.statement", vendor="p9", to="2026-01-31") == ["not_found party"]


def test_recorded_money_is_listed_by_its_kind(talk):
    made = talk.ok("payment.record", customer="$acme", kind="chargeback", amount="5.00")
    (row,) = talk.ok("payment.list", kind="transaction")["rows"]
    assert (row["id"], row["status"], row["remaining"]) == (made["id"], "open", "5.00")
    assert talk.ok("payment.list")["rows"] == []
    assert talk.refused("payment.list", kind="bill") == ["invalid_value kind"]
    credit(talk)
    used = talk.ok("credit_memo.apply", credit_memo="$cm", transaction="TX-0001")
    assert used["applications"][0]["transaction"] == made["id"]
    assert used["applications"][0]["invoice"] is None


def test_what_should_be_known_stands_beside_the_result(talk):
    talk.ok("invoice.create", on="2026-01-05", as_="inv", customer="$acme", amount="5.00")
    credit(talk)
    used = talk.ok("credit_memo.apply", on="2026-01-12", credit_memo="$cm", invoice="$inv")
    assert "warnings" not in used
    back = talk.ok("credit_memo.unapply", on="2026-01-13", application=used["made"][0])
    (warning,) = back["warnings"]
    assert (warning["code"], warning["field"]) == ("reopens_target", None)
    assert warning["message"] == "The invoice INV-0001 was settled in full and is open again."
