"""A run: labels, the date and the key of a line, previews, stopping, and one answer a line."""

import json
from datetime import date
from typing import Any

import pytest

from app.book.book import Book
from app.cli.run import at, run
from tests.builders import JAN_15, balances, clock, everything, row_counts
from tests.cli.talk import Talk


def created(talk, **facts: Any):
    """A line that makes a customer."""
    return talk.ok("customer.create", name="Acme", **facts)


# Labels


def test_a_label_stands_for_what_the_line_made(talk):
    customer = created(talk, as_="c")
    invoice = talk.ok("invoice.create", customer="$c", amount="90", as_="i")
    assert invoice["customer"] == customer["id"]
    talk.ok("credit_memo.create", customer="$c", reason="return", amount="50", issue=True, as_="m")
    use = talk.ok("credit_memo.apply", credit_memo="$m", invoice="$i", amount="5", as_="use")
    back = talk.ok("credit_memo.refund", credit_memo="$m", amount="7", as_="back")
    taken = talk.ok("credit_memo.unapply", application="$use")
    assert [one["id"] for one in taken["applications"]] == use["made"]
    assert taken["applications"][0]["live"] is False
    given = talk.ok("credit_memo.void_refund", refund="$back", reason="lost")
    assert [one["id"] for one in given["refunds"]] == back["made"]


def test_a_label_reaches_into_the_answer(traded):
    memo = traded.ok("credit_memo.get", credit_memo="$m2")
    for text in ("$m2", "$m2.id", "$use.id", "$use.applications.0.credit_memo", "$back.number"):
        assert traded.ok("credit_memo.get", credit_memo=text)["id"] == memo["id"]
    assert traded.ok("credit_memo.get", credit_memo="$rcp.credit_memo")["reason"] == "overpayment"


@pytest.mark.parametrize(
    "text",
    ["$", "$.", "$nope", "$nope.id", "$m.", "$m..id", "$m.nope", "$m.lines", "$m.lines.7.id"],
)
def test_what_no_label_says_is_not_found(standing, text):
    assert standing.refused("credit_memo.get", credit_memo=text) == ["not_found credit_memo"]
    assert standing.refused("journal.of", document=text) == ["not_found document"]


@pytest.mark.parametrize("text", ["$m.issued_at.0", "$m.revision", "$m.can_be_voided", "$m.tax"])
def test_only_text_of_an_answer_stands_for_an_id(standing, text):
    told = standing.refused("credit_memo.get", credit_memo=text)
    assert told == ["not_found credit_memo"]


def test_labels_work_inside_lists_and_in_every_question(traded):
    targets = [{"invoice": "$i", "amount": "1"}, {"invoice": "$i2", "amount": "2"}]
    use = traded.ok("credit_memo.apply", credit_memo="$m", to=targets, as_="both")
    assert len(use["made"]) == 2
    bills = [{"bill": "$b"}]
    paid = traded.ok("payment.pay", vendor="$v", bills=bills, vendor_credits=["$vc"])
    assert paid["credits_used"] == "30.00"
    assert traded.ok("customer.get", customer="$c")["name"] == "Jones"
    assert traded.ok("vendor.get", vendor="$v")["name"] == "Volt"
    assert traded.ok("payment.get", payment="$rcp")["number"] == "RCP-0001"
    assert traded.ok("history.of", document="$c")["rows"]
    assert traded.ok("invoice.list", customer="$c")["rows"]
    first = traded.ok("credit_memo.unapply", application="$both")
    assert [one["live"] for one in first["applications"][-2:]] == [False, True]


def test_only_ids_are_looked_up_as_labels(talk):
    customer = talk.ok("customer.create", name="$acme", email="$x", as_="$acme")
    assert (customer["name"], customer["email"]) == ("$acme", "$x")
    invoice = talk.ok("invoice.create", customer="$$acme", amount="5", description="$nope")
    assert invoice["customer_name"] == "$acme"
    assert invoice["description"] == "$nope"
    assert talk.ok("customer.list", text="$ac")["rows"]


def test_the_latest_line_keeps_a_label_and_a_refused_one_takes_none(talk):
    first = created(talk, as_="c")
    second = created(talk, as_="c")
    assert talk.ok("customer.get", customer="$c")["id"] == second["id"] != first["id"]
    talk.refused("customer.create", name="", as_="c")
    talk.refused("customer.create", name="", as_="d")
    assert talk.ok("customer.get", customer="$c")["id"] == second["id"]
    assert talk.refused("customer.get", customer="$d") == ["not_found customer"]
    assert talk.refused("customer.get", customer="$e", as_="e") == ["not_found customer"]


def test_labels_end_with_the_run(talk, book):
    created(talk, as_="c")
    assert Talk(book).refused("customer.get", customer="$c") == ["not_found customer"]


def test_a_label_of_a_question_or_a_preview_reaches_its_answer(traded):
    traded.ok("invoice.list", limit=1, as_="page")
    assert traded.ok("invoice.get", invoice="$page.rows.0.id")["kind"] == "invoice"
    assert traded.refused("invoice.get", invoice="$page") == ["not_found invoice"]
    traded.ok("preview", of="credit_memo.issue", credit_memo="$md", as_="seen")
    assert traded.refused("credit_memo.get", credit_memo="$seen") == ["not_found credit_memo"]


def test_paths_into_answers():
    answer = {"lines": [{"id": "l1"}], "id": "d1"}
    assert at(answer, "lines.0.id") == "l1"
    for path in ("", "lines.1.id", "lines.x", "lines.-1", "id.0", "lines.²", "lines." + "9" * 99):
        assert at(answer, path) is None


# The date of a line


def test_on_is_today_for_its_line_only(talk):
    created(talk, as_="c")
    facts = {"customer": "$c", "amount": "5"}
    assert talk.ok("invoice.create", **facts, on="2025-12-24")["issue_date"] == "2025-12-24"
    assert talk.ok("invoice.create", **facts)["issue_date"] == JAN_15.isoformat()
    assert talk.ok("report.aging", side="customer", on="2025-12-24")["rows"][0]["total"] == "5.00"


def test_the_real_date_is_asked_for_each_line(book):
    days = iter([date(2026, 1, 31), date(2026, 2, 1)])
    lines = [
        b'{"do":"customer.create","name":"Acme","as":"c","on":"2026-01-31"}',
        b'{"do":"invoice.create","customer":"$c","amount":"5"}',
        b'{"do":"invoice.create","customer":"$c","amount":"5"}',
    ]
    told: list[str] = []
    assert run(book, lines, told.append, lambda: next(days), keep_going=False) == 0
    assert [json.loads(one)["result"].get("issue_date") for one in told[1:]] == [
        "2026-01-31",
        "2026-02-01",
    ]


# Keys


def test_the_same_key_and_body_is_done_once_and_told_twice(talk):
    first = created(talk, key="k", as_="a")
    again = created(talk, key="k", as_="b")
    assert again == {**first, "idempotent": True}
    assert first["idempotent"] is False
    assert talk.ok("customer.get", customer="$b")["id"] == first["id"]
    assert len(talk.ok("customer.list")["rows"]) == 1


def test_the_order_of_names_in_a_body_does_not_matter(talk):
    talk.raw('{"do":"customer.create","name":"Acme","email":"a","key":"k"}')
    answer = talk.raw('{"key":"k","as":"x","email":"a","name":"Acme","do":"customer.create"}')
    assert answer["result"]["idempotent"] is True


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Other"},
        {"name": "Acme", "email": "a@b.c"},
        {"name": "Acme", "email": None},
        {"name": "Acme", "on": "2026-01-16"},
    ],
)
def test_another_body_is_refused(talk, other):
    created(talk, key="k")
    assert talk.refused("customer.create", **other, key="k") == ["idempotency_key_mismatch key"]
    assert talk.refused("vendor.create", name="Acme", key="k") == ["idempotency_key_mismatch key"]
    assert created(talk, key="k")["idempotent"] is True


def test_a_refused_line_does_not_use_its_key_up(talk):
    assert talk.refused("customer.create", name="", key="k") == ["required name"]
    assert talk.refused("customer.create", key="k") == ["required name"]
    assert created(talk, key="k")["idempotent"] is False


def test_a_key_is_known_in_another_process_even_where_its_labels_are_not(talk, book):
    created(talk, as_="c")
    line = {"customer": "$c", "amount": "5", "key": "k"}
    first = talk.ok("invoice.create", **line)
    reopened = Book(book.path, clock)
    other = Talk(reopened, today=date(2026, 3, 1))
    again = other.ok("invoice.create", **line, as_="i")
    assert again == {**first, "idempotent": True}
    assert other.ok("invoice.get", invoice="$i")["id"] == first["id"]
    reopened.close()


def test_no_depth_of_nesting_is_too_much_for_a_key(talk):
    for depth in range(700, 1100):
        line = '{"do":"customer.create","name":"a","key":"k","address":%s%s}'
        answer = talk.raw(line % ("[" * depth, "]" * depth))
        assert answer["problems"][0]["code"] == "malformed"


def test_an_act_that_repeats_its_source_has_its_own_idempotence(talk):
    created(talk, as_="c")
    facts = {"customer": "$c", "reason": "return", "source_type": "rma", "source_id": "1"}
    first = talk.ok("credit_memo.create", **facts, amount="5", key="k1")
    again = talk.ok("credit_memo.create", **facts, amount="5", key="k2")
    assert (again["id"], again["idempotent"], again["differs"]) == (first["id"], True, [])


def test_questions_take_a_key_and_need_none(standing):
    before = everything(standing.book)
    for _ in range(2):
        standing.ok("book.get", key="k")
    standing.ok("customer.list", key="k")
    assert everything(standing.book) == before


# Previews


@pytest.mark.parametrize(
    ("of", "arguments"),
    [
        ("credit_memo.issue", {"credit_memo": "$md"}),
        ("credit_memo.create", {"customer": "$c", "reason": "goodwill", "amount": "9"}),
        ("credit_memo.refund", {"credit_memo": "$m", "amount": "9"}),
        ("invoice.create", {"customer": "$c", "amount": "9"}),
        ("vendor_credit.apply", {"vendor_credit": "$vc", "bill": "$b"}),
        ("payment.receive", {"customer": "$c", "amount": "9"}),
        ("credit_memo.void", {"credit_memo": "$m", "reason": "x"}),
    ],
)
def test_a_preview_shows_what_the_act_would_enter_and_keeps_nothing(traded, of, arguments):
    arguments = arguments | ({"issue": True} if of == "credit_memo.create" else {})
    before = everything(traded.book)
    seen = traded.ok("preview", of=of, **arguments)["entries"]
    assert everything(traded.book) == before
    number = traded.ok("journal.list", limit=1)["entries"][0]["number"]
    done = traded.ok(of, **arguments)
    entries = traded.ok("journal.list")["entries"]
    made = [one for one in reversed(entries) if one["number"] > number]
    assert done
    assert bare(seen) == bare(made)
    assert seen


def bare(entries):
    """The lines of entries: account, side and amounts."""
    kept = ("account", "debit", "credit", "currency", "amount")
    return [
        [{name: line[name] for name in kept if name in line} for line in entry["lines"]]
        for entry in entries
    ]


def test_a_preview_takes_no_number(traded):
    for _ in range(3):
        traded.ok("preview", of="invoice.create", customer="$c", amount="9")
    assert traded.ok("invoice.create", customer="$c", amount="9")["number"] == "INV-0003"
    assert traded.ok("report.credit_register", side="customer")["gaps"] == []


def test_a_preview_with_a_key_stores_no_key(traded):
    line = {"customer": "$c", "amount": "9", "key": "p"}
    traded.ok("preview", of="invoice.create", **line)
    assert traded.ok("invoice.create", **line)["idempotent"] is False


def test_a_preview_is_refused_as_the_act_would_be(standing):
    for wrong in ({"amount": "1000"}, {"amount": "x"}, {"foo": 1}, {"date": "2026-01-01"}):
        arguments = {"credit_memo": "$m", "invoice": "$i", **wrong}
        told = standing.refused("preview", of="credit_memo.apply", **arguments)
        assert told == standing.refused("credit_memo.apply", **arguments)


@pytest.mark.parametrize(
    ("of", "refusal"),
    [
        (None, "required of"),
        (5, "malformed of"),
        ("moon.land", "unknown_command of"),
        ("preview", "unknown_command of"),
        ("book.get", "malformed of"),
    ],
)
def test_only_acts_can_be_previewed(standing, of, refusal):
    assert standing.refused("preview", of=of) == [refusal]


# The run as a whole


def played(book, text, *, keep_going=False):
    told: list[str] = []
    lines = text.encode().splitlines(keepends=True)
    status = run(book, lines, told.append, lambda: JAN_15, keep_going=keep_going)
    return status, [json.loads(one) for one in told]


GOOD = '{"do":"customer.create","name":"Acme"}\n'
BAD = '{"do":"customer.create","name":""}\n'


def test_the_run_stops_at_the_first_refusal_and_keeps_what_came_before(book):
    status, told = played(book, GOOD + BAD + GOOD)
    assert (status, [one["ok"] for one in told]) == (1, [True, False])
    assert row_counts(book)["party"] == 1


def test_keep_going_answers_every_line_and_still_says_that_one_was_refused(book):
    status, told = played(book, BAD + GOOD + "nonsense\n" + GOOD, keep_going=True)
    assert (status, [one["ok"] for one in told]) == (1, [False, True, False, True])
    assert row_counts(book)["party"] == 2


def test_blank_lines_are_no_lines(book):
    status, told = played(book, "\n  \n\t\r\n" + GOOD.replace("\n", "\r\n") + "\n" + GOOD.strip())
    assert (status, len(told)) == (0, 2)
    assert played(book, "") == (0, [])


def test_each_line_is_answered_before_the_next_is_read(book):
    told: list[str] = []

    def lines():
        for place in range(3):
            assert len(told) == place
            yield GOOD.encode()

    assert run(book, lines(), told.append, lambda: JAN_15, keep_going=False) == 0
    assert len(told) == 3


def test_a_refused_act_among_others_changes_nothing(traded):
    before = balances(traded.book)
    traded.refused("credit_memo.apply", credit_memo="$m", invoice="$i", amount="51")
    traded.refused(
        "credit_memo.apply",
        credit_memo="$m",
        to=[{"invoice": "$i", "amount": "1"}, {"invoice": "$i2", "amount": "500"}],
    )
    assert balances(traded.book) == before
