"""Arguments: what does not fit is refused by its own name, with the way out, and kept nowhere."""

import json

import pytest

from tests.cli.talk import REST, rest

NO_OBJECT = ["malformed None"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        "NaN",
        '"do"',
        '{"do":"book.get"} {"do":"book.get"}',
        "{'do':'book.get'}",
        '{"do":"book.get",}',
        "[" * 100_000,
        '{"do":' * 100_000,
        '{"do":"book.get","as":' + "[" * 5_000 + "]" * 5_000 + "}",
        b"\xff\xfe\x00",
        b'{"do":"book.get","as":"\xc3("}',
        b'{"do":"book.get\x00"}',
        '{"do":"book.get","x":"\t"}',
        "x" * 10_000_000,
    ],
    ids=lambda line: repr(line[:24]),
)
def test_what_is_no_object_is_refused(talk, line):
    assert talk.refused_line(line) == NO_OBJECT
    assert talk.ok("book.check")["sound"]


def test_a_byte_order_mark_before_the_first_line_is_none_of_our_business(talk):
    assert talk.raw(b'\xef\xbb\xbf{"do":"book.get"}')["ok"]


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ('{"do":"book.get","do":"book.check"}', "malformed do"),
        ('{"do":"customer.create","name":"a","name":"b"}', "malformed name"),
        (
            '{"do":"customer.create","name":"a","address":{"city":"a","city":"a"}}',
            "malformed city",
        ),
        ("{}", "required do"),
        ('{"do":null}', "required do"),
        ('{"do":""}', "unknown_command do"),
        ('{"do":5}', "malformed do"),
        ('{"do":["book.get"]}', "malformed do"),
        ('{"do":{"a":1}}', "malformed do"),
        ('{"do":"book.get\\u0000"}', "malformed do"),
        ('{"do":"\\ud800"}', "malformed do"),
        ('{"do":"Book.Get"}', "unknown_command do"),
        ('{"do":"' + "x" * 100_000 + '"}', "unknown_command do"),
        ('{"do":"book.get","x":1}', "unknown_argument x"),
        ('{"do":"book.get","":1}', "unknown_argument "),
        ('{"do":"book.get","on":"2026-02-30"}', "invalid_date on"),
        ('{"do":"book.get","on":20260115}', "invalid_date on"),
        ('{"do":"book.get","as":5}', "malformed as"),
        ('{"do":"book.get","as":""}', "malformed as"),
        ('{"do":"book.get","as":"a.b"}', "malformed as"),
        ('{"do":"book.get","as":["a"]}', "malformed as"),
        ('{"do":"book.get","key":5}', "malformed key"),
        ('{"do":"customer.create","name":"a","key":""}', "malformed key"),
        ('{"do":"customer.create","name":"a","key":"\\ud800"}', "malformed key"),
        ('{"do":"customer.create","name":"a","key":"a\\u0000"}', "malformed key"),
        ('{"do":"customer.create","name":"a","key":"' + "k" * 1001 + '"}', "malformed key"),
    ],
    ids=lambda text: text[:60],
)
def test_the_head_of_a_line_is_checked(talk, line, refusal):
    assert talk.refused_line(line) == [refusal]


def test_a_refused_command_is_named_only_when_it_is_text(talk):
    assert talk.raw('{"do":5}')["do"] is None
    assert talk.raw('{"do":"moon.land"}')["do"] == "moon.land"
    assert talk.raw("[]")["do"] is None


def test_a_mistyped_command_is_told_what_it_may_have_meant(talk):
    (problem,) = talk.raw('{"do":"credit_memo.aply"}')["problems"]
    assert "credit_memo.apply" in problem["hint"]


def test_null_is_as_good_as_left_out_where_that_is_allowed(talk):
    line = '{"do":"customer.create","name":"a","email":null,"on":null,"as":null,"key":null}'
    assert talk.raw(line)["ok"]


# Word, argument, what was given, the refusal.
WRONG_TYPES = [
    ("customer.create", "name", 5, "malformed name"),
    ("customer.create", "name", ["a"], "malformed name"),
    ("customer.create", "name", None, "required name"),
    ("customer.create", "name", True, "malformed name"),
    ("customer.create", "name", float("nan"), "malformed name"),
    ("customer.create", "name", "", "required name"),
    ("customer.create", "name", " \n", "required name"),
    ("customer.create", "name", "a\nb", "malformed name"),
    ("customer.create", "name", "\u202egnp", "malformed name"),
    ("customer.create", "name", "\x00", "malformed name"),
    ("customer.create", "name", "\x85", "malformed name"),
    ("customer.create", "name", "\ud800", "malformed name"),
    ("customer.create", "name", "x" * 10_001, "too_long name"),
    ("customer.create", "email", {"a": 1}, "malformed email"),
    ("customer.create", "address", "Main Street", "malformed address"),
    ("customer.create", "address", ["a"], "malformed address"),
    ("customer.create", "address", {"street": 5}, "malformed address.street"),
    ("customer.create", "address", {"planet": "Mars"}, "unknown_argument address.planet"),
    ("customer.create", "address", {"country": "us"}, "invalid_value address.country"),
    ("customer.create", "address", {"city": "x" * 10_001}, "too_long address.city"),
    ("customer.create", "currency", "usd", "unknown_currency currency"),
    ("customer.create", "currency", "XXX", "unknown_currency currency"),
    ("book.describe", "name", None, "malformed name"),
    ("book.describe", "name", " ", "required name"),
    ("book.describe", "address", {"country": "Mars"}, "invalid_value address.country"),
    ("invoice.create", "customer", 5, "malformed customer"),
    ("invoice.create", "customer", None, "required customer"),
    ("invoice.create", "lines", {"a": 1}, "malformed lines"),
    ("invoice.create", "lines", "x", "malformed lines"),
    ("invoice.create", "lines", [], "required amount"),
    ("invoice.create", "lines", ["x"], "malformed lines.0"),
    ("invoice.create", "lines", [None], "malformed lines.0"),
    ("invoice.create", "lines", [[]], "malformed lines.0"),
    ("invoice.create", "lines", [{}], "required lines.0.unit_price"),
    ("invoice.create", "lines", [{"price": "1"}], "unknown_argument lines.0.price"),
    ("invoice.create", "issue", 1, "malformed issue"),
    ("invoice.create", "issue", "true", "malformed issue"),
    ("invoice.create", "issue", None, "malformed issue"),
    ("invoice.create", "due_date", 20260101, "invalid_date due_date"),
    ("credit_memo.create", "expires_in_days", "5", "malformed expires_in_days"),
    ("credit_memo.create", "expires_in_days", 5.0, "malformed expires_in_days"),
    ("credit_memo.create", "expires_in_days", 10**40, "malformed expires_in_days"),
    ("credit_memo.create", "expires_in_days", True, "malformed expires_in_days"),
    ("credit_memo.create", "expires_in_days", -1, "invalid_number expires_in_days"),
    ("credit_memo.create", "expires_in_days", 10**8, "invalid_number expires_in_days"),
    ("credit_memo.create", "reason", None, "required reason"),
    ("credit_memo.create", "reason", "because", "invalid_reason reason"),
    ("credit_memo.create", "tax", 5, "malformed tax"),
    ("credit_memo.create", "tax", {"name": "VAT"}, "required tax.rate"),
    ("credit_memo.create", "tax", {"name": "", "rate": "5"}, "required tax"),
    ("credit_memo.create", "internal_notes", "a\rb", "malformed internal_notes"),
    ("credit_memo.apply", "to", {"invoice": "$i"}, "malformed to"),
    ("credit_memo.apply", "to", [{"amount": "1"}], "required to.0.invoice"),
    ("credit_memo.apply", "to", [{"invoice": "$i", "x": 1}], "unknown_argument to.0.x"),
    ("credit_memo.apply", "clamp", "no", "malformed clamp"),
    ("payment.pay", "vendor_credits", "$vc", "malformed vendor_credits"),
    ("payment.pay", "vendor_credits", [5], "malformed vendor_credits.0"),
    ("period.unlock", "reason", None, "reason_required reason"),
    ("report.aging", "side", "both", "invalid_value side"),
]


@pytest.mark.parametrize(("do", "argument", "given", "refusal"), WRONG_TYPES)
def test_wrong_values_are_refused_by_name(standing, do, argument, given, refusal):
    assert standing.refused(do, **rest(do, argument), **{argument: given}) == [refusal]


def test_the_rest_is_good(traded):
    for do, arguments in REST.items():
        if do not in ("book.describe", "period.unlock", "report.aging", "tax.create", "rate.set"):
            line = arguments | ({"through": "2025-01-01"} if do == "period.lock" else {})
            traded.ok(do, **line)


def test_every_problem_of_a_line_is_told_at_once(standing):
    told = standing.refused(
        "credit_memo.create", reason=5, amount=[], issue_date="soon", tax_code="VAT"
    )
    assert told == [
        "invalid_date issue_date",
        "malformed amount",
        "malformed reason",
        "required customer",
        "unknown_argument tax_code",
    ]
    lines = [{"unit_price": "x", "quantity": []}, {"unit_price": "1", "tax": 5}, 7]
    assert standing.refused("invoice.create", customer="$c", lines=lines) == [
        "invalid_number lines.0.unit_price",
        "malformed lines.0.quantity",
        "malformed lines.1.tax",
        "malformed lines.2",
    ]


def test_uses_are_told_apart(standing):
    assert standing.refused("credit_memo.unapply", application="$back") == [
        "not_found application"
    ]
    assert standing.refused("credit_memo.unapply", application="$vuse") == [
        "not_found application"
    ]
    assert standing.refused("credit_memo.void_refund", refund="$use", reason="x") == [
        "not_found refund"
    ]


def test_accounts_go_by_code_or_id(traded):
    (account,) = [one for one in traded.ok("account.list")["rows"] if one["code"] == "4200"]
    for name in ("4200", account["id"], "$acc", "$acc.code"):
        made = traded.ok("credit_memo.create", **REST["credit_memo.create"], gl_account=name)
        assert made["gl_account"] == "4200"
        found = traded.ok("report.account", account=name)
        assert found["account"] == "4200"
    traded.ok("account.create", code="a1", name="A one", type="asset")
    assert traded.ok("report.account", account="a1")["account_name"] == "A one"
    told = traded.refused(
        "credit_memo.create", **REST["credit_memo.create"], gl_account="a" + "9" * 18
    )
    assert told == ["not_found gl_account"]


def test_open_credit_is_held_by_an_account_of_its_own(traded):
    for code, told in (
        ("1999", "account_is_header"),
        ("1000", "invalid_value"),
        ("4000", "invalid_value"),
        ("9999", "not_found"),
    ):
        assert traded.refused("settings.update", open_customer_credit=code) == [
            f"{told} open_customer_credit"
        ]
    assert (
        traded.ok("settings.update", open_customer_credit="2150")["roles"]["open_customer_credit"]
        == "2150"
    )


def test_one_way_to_say_what_a_credit_is_applied_to(standing):
    both = {"credit_memo": "$m", "to": [{"invoice": "$i", "amount": "1"}]}
    assert standing.refused("credit_memo.apply", **both, invoice="$i") == ["malformed to"]
    assert standing.refused("credit_memo.apply", **both, amount="5") == ["malformed to"]
    assert standing.refused("credit_memo.apply", **both, date="2026-01-01") == [
        "date_before_document date"
    ]


def test_ten_megabytes_are_refused_in_a_short_sentence(standing):
    huge = "x" * 10_000_000
    for line in (
        {"do": "customer.create", "name": huge},
        {"do": huge},
        {"do": "customer.create", "name": "a", huge: 1},
        {"do": "invoice.create", "customer": huge, "amount": "1"},
        {"do": "credit_memo.create", "customer": "$c", "reason": huge, "amount": "1"},
    ):
        text = json.dumps(line)
        standing.refused_line(text)
        for problem in standing.raw(text)["problems"]:
            assert len(json.dumps(problem)) < 1000
