"""Amounts, dates, rates, pages and ids: read exactly, or refused by their own name."""

import pytest

from tests.cli.talk import REST, rest

AMOUNTS = [
    ("1e5", "invalid_number"),
    ("１２", "invalid_number"),
    ("1,000.00", "invalid_number"),
    ("+5", "invalid_number"),
    ("", "invalid_number"),
    ("   ", "invalid_number"),
    (".", "invalid_number"),
    ("-", "invalid_number"),
    ("0x10", "invalid_number"),
    ("1_000", "invalid_number"),
    ("½", "invalid_number"),
    ("5 USD", "invalid_number"),
    ("$i", "invalid_number"),
    ("NaN", "invalid_number"),
    ("Infinity", "invalid_number"),
    ("9" * 30, "invalid_number"),
    ("9" * 1_000_000, "invalid_number"),
    ("-5", "amount_not_positive"),
    ("0", "amount_not_positive"),
    ("-0", "amount_not_positive"),
    ("0.001", "too_many_decimals"),
    ("10.005", "too_many_decimals"),
    ([], "malformed"),
    ({}, "malformed"),
    (True, "malformed"),
]


@pytest.mark.parametrize(("amount", "code"), AMOUNTS, ids=lambda one: str(one)[:20])
@pytest.mark.parametrize("do", ["bill.create", "credit_memo.refund", "payment.receive"])
def test_amounts_that_are_none_are_refused(standing, do, amount, code):
    assert standing.refused(do, **rest(do, "amount"), amount=amount) == [f"{code} amount"]


@pytest.mark.parametrize("written", ["1e400", "-1e400", "1E2", "NaN", "Infinity", "-Infinity"])
def test_json_numbers_that_are_not_exact_are_refused(standing, written):
    line = '{"do":"credit_memo.refund","credit_memo":"$m","amount":%s}'
    assert standing.refused_line(line % written) == ["invalid_number amount"]


@pytest.mark.parametrize(
    ("given", "total"),
    [
        ("5", "5.00"),
        ("5.", "5.00"),
        (".5", "0.50"),
        ("0005.10", "5.10"),
        ("5.1000", "5.10"),
        (" 5 ", "5.00"),
        (5, "5.00"),
        (5.25, "5.25"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_amounts_are_read_exactly(traded, given, total):
    found = traded.ok("bill.create", **rest("bill.create", "amount"), amount=given)
    assert found["total"] == total


DATES = [
    "2026-02-30",
    "2026-13-01",
    "0000-00-00",
    "99999-01-01",
    "2026-1-5",
    "20260105",
    "2026-W01-1",
    "2026-01-05T00:00:00",
    "2026/01/05",
    "05.01.2026",
    " 2026-01-05",
    "２０２６-01-05",
    "today",
    "",
    5,
    [],
]


@pytest.mark.parametrize("given", DATES)
def test_dates_that_are_none_are_refused(standing, given):
    for do, argument in (
        ("bill.create", "issue_date"),
        ("credit_memo.create", "expires_at"),
        ("credit_memo.apply", "date"),
        ("period.lock", "through"),
        ("credit_memo.list", "from"),
        ("report.trial_balance", "as_of"),
    ):
        told = standing.refused(do, **rest(do, argument), **{argument: given})
        assert told == [f"invalid_date {argument}"]


def test_the_ends_of_the_calendar(traded):
    first, last = "0001-01-01", "9999-12-31"
    traded.ok("invoice.create", customer="$c", amount="1", on=first)
    traded.ok("invoice.create", customer="$c", amount="1", issue_date=last, due_date=last)
    for day in (first, last):
        traded.ok("report.trial_balance", as_of=day)
        traded.ok("report.aging", side="customer", as_of=day)
        traded.ok("report.account", account="1200", from_=day, to=day)
        traded.ok("credit_memo.get", credit_memo="$m", on=day)
    assert traded.refused("invoice.create", customer="$c", amount="1", on=last) == [
        "invalid_date due_date"
    ]
    assert traded.refused(
        "credit_memo.create", **REST["credit_memo.create"], on=last, expires_in_days=1
    ) == ["invalid_date expires_in_days"]
    assert traded.refused("period.lock", through=last) == ["invalid_date through"]
    assert traded.ok("book.check")["sound"]


def test_more_than_a_book_can_hold_is_refused(standing):
    most = "9" * 12
    create = {"customer": "$c", "issue": True}
    line = {"quantity": most, "unit_price": most}
    assert standing.refused("invoice.create", **create, lines=[line]) == ["invalid_number lines"]
    taxed = {"unit_price": most, "tax": {"name": "Tax", "rate": most}}
    assert standing.refused("invoice.create", **create, lines=[taxed]) == ["invalid_number lines"]
    assert standing.refused(
        "invoice.create", **create, amount=most, currency="EUR", fx_rate="99999"
    ) == ["invalid_number amount"]
    assert standing.refused("rate.set", **REST["rate.set"], rate=most) == ["invalid_number rate"]
    assert standing.refused(
        "payment.receive", customer="$c", amount=most, currency="EUR", fx_rate="99999"
    ) == ["invalid_number amount"]
    assert standing.refused(
        "invoice.create", **create, amount="1", currency="KWD", fx_rate="0.0000000001"
    ) == ["amount_not_positive fx_rate"]


@pytest.mark.parametrize("rate", ["0", "-1", "1e5", "abc", "", "0.00000000001"])
def test_rates_are_checked_even_where_none_is_needed(standing, rate):
    code = {"0": "amount_not_positive", "-1": "amount_not_positive"}.get(rate, "invalid_number")
    code = "too_many_decimals" if rate.startswith("0.0") else code
    for do in ("invoice.create", "payment.receive", "credit_memo.refund"):
        assert standing.refused(do, **REST[do], fx_rate=rate) == [f"{code} fx_rate"]


def test_the_books_own_currency_has_no_other_rate_than_one(traded):
    assert traded.refused("invoice.create", **REST["invoice.create"], fx_rate="1.1") == [
        "invalid_value fx_rate"
    ]
    assert traded.ok("invoice.create", **REST["invoice.create"], fx_rate="1.0")["fx_rate"] == "1"


@pytest.mark.parametrize("limit", [0, -1, 1001, 10**9 - 1, 10**9, 10**40, "5", 1.5, True])
@pytest.mark.parametrize("do", ["credit_memo.list", "journal.list", "report.account"])
def test_page_sizes(standing, do, limit):
    code = "invalid_number" if isinstance(limit, int) and limit < 10**9 else "malformed"
    code = "malformed" if limit is True else code
    assert standing.refused(do, **REST[do], limit=limit) == [f"{code} limit"]


KEYS = [
    "x",
    "2026-01-01",
    "2026-01-01/",
    "2026-01-01/x",
    "2026-01-01/d1",
    "2026-01-01/-1",
    "2026-01-01/²",
    "2026-01-01/" + "9" * 30,
    "2026-01-01/1/../x",
    "2026-01-01/1/1/1",
    "x/1",
    "/1",
    "/1/1",
    " 2026-01-01/1",
]


@pytest.mark.parametrize("after", KEYS)
@pytest.mark.parametrize("do", ["credit_memo.list", "journal.list", "report.account"])
def test_keys_of_pages_are_not_guessed_at(standing, do, after):
    assert standing.refused(do, **REST[do], after=after) == ["malformed after"]


IDS = [
    ("d-1", None),
    ("d0", None),
    ("d01", None),
    ("D3", None),
    ("d" + "9" * 18, None),
    ("d" + "9" * 40, None),
    ("p1", None),
    ("a1", None),
    ("CM-9999", None),
    ("cm-0001", None),
    ("", None),
    ("%", None),
    ("CM-000_", None),
    ("d1 OR 1=1", None),
    ("BILL-0001", "it is a bill"),
    ("$b", "it is a bill"),
    ("$rcp", "it is a receipt"),
]


@pytest.mark.parametrize(("reference", "said"), IDS)
def test_references_to_something_else_find_nothing(standing, reference, said):
    for do, name in (
        ("credit_memo.get", "credit_memo"),
        ("credit_memo.issue", "credit_memo"),
        ("invoice.void", "invoice"),
    ):
        reason = {"reason": "x"} if do == "invoice.void" else {}
        told = standing.refused(do, **{name: reference}, **reason)
        assert told == [f"not_found {name}"]
        if said:
            answer = standing.say(do, **{name: reference}, **reason)
            assert said in answer["problems"][0]["message"]


def test_parties_of_the_other_side_are_not_found(standing):
    assert standing.refused("invoice.create", customer="$v", amount="1") == ["not_found customer"]
    assert standing.refused("bill.create", vendor="$c", amount="1") == ["not_found vendor"]
    assert standing.refused("invoice.list", customer="$v") == ["not_found customer"]
