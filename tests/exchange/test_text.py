"""Files that are no such file, and files that are: JSON in and out, to the last digit."""

import json
from decimal import Decimal

import pytest

from app.domain.errors import Refused
from app.exchange import arcus, dayzero, formats, rebilly, text
from app.exchange.reading import MOST_PROBLEMS, decimal_text
from app.exchange.text import Number
from tests.exchange.refused import refused
from tests.exchange.samples import (
    ASKED,
    BALANCE,
    CREDIT,
    DAYZERO,
    REBILLY,
    VENDOR_ASKED,
    exact,
)
from tests.exchange.test_arcus_vendor import PAYMENT


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"hello", "line 1, column 1"),
        (b"[\n{]", "line 2, column 2"),
        (b"\xff\xfe[\x00]\x00", "not UTF-8"),
        (b'["\xe9"]', "byte 3"),
        (b"[NaN]", "NaN is no number"),
        (b"[-Infinity]", "Infinity is no number"),
        (b'[{"amount": 1, "amount": 2}]', "twice"),
        (b"[" * 100 + b"]" * 100, "too deeply"),
        (b"[" * 100_000, "too deeply"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "too deeply"),
        (b"[1] [2]", "line 1, column 5"),
    ],
)
def test_what_is_no_json_is_told_in_a_sentence(data, says):
    with pytest.raises(Refused, match=says) as caught:
        text.parse(data)
    assert [one.code for one in caught.value.problems] == ["malformed"]


def test_too_large_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(text, "LARGEST_BYTES", 10)
    with pytest.raises(Refused, match="64 MB"):
        text.parse(b" " * 11)


def test_a_byte_order_mark_is_no_mistake():
    assert text.parse(b"\xef\xbb\xbf[1]") == ["1"]


@pytest.mark.parametrize(
    "number", ["0.1", "10000000000000000.05", "1.50", "-0", "1e-7", "9" * 5000]
)
def test_numbers_stay_as_they_are_written(number):
    assert text.write(text.parse(number.encode())).strip() == number


def test_a_value_is_written_as_json():
    value = {"a": [], "b": {}, "c": [1, True, None], "d": "é\n", "e": Decimal("1.50")}
    written = text.write(value)
    assert json.loads(written) == {**value, "e": 1.5}
    assert '"e": 1.50' in written
    assert written.endswith("}\n")
    assert text.compact(value) == '{"a": [],"b": {},"c": [1,true,null],"d": "é\\n","e": 1.50}'


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("1.5e2", "150"),
        ("1e-3", "0.001"),
        ("-1.25E1", "-12.5"),
        ("-5e-1", "-0.5"),
        ("1.005e1", "10.05"),
        ("0.10", "0.10"),
    ],
)
def test_powers_of_ten_are_worked_out_exactly(given, plain):
    assert decimal_text(Number(given)) == plain


@pytest.mark.parametrize("given", ["1e400", "1e-400", "0x10", ""])
def test_absurd_numbers_are_refused(given):
    assert refused(decimal_text, Number(given)) == ["invalid_number None"]


def test_a_float_is_refused_for_nobody_knows_what_was_meant():
    assert refused(decimal_text, 0.1) == ["invalid_number None"]
    assert decimal_text(Decimal("1E+2")) == "100"
    assert decimal_text(7) == "7"


@pytest.mark.parametrize("read", [arcus.read, rebilly.read, dayzero.read])
@pytest.mark.parametrize("value", ["text", None, 7, True])
def test_a_file_holds_a_list_or_an_object(read, value):
    assert refused(read, value, "USD") == ["malformed None"]


@pytest.mark.parametrize("read", [arcus.read, rebilly.read, dayzero.read])
@pytest.mark.parametrize("row", ["text", None, 7, [], [[]]])
def test_a_row_is_an_object(read, row):
    assert "malformed 0" in refused(read, [row], "USD")


WRONG = ["text", Number("7"), True, [], {}, [[]], "", None, Number("1e99"), "\0", "9" * 10_000]


@pytest.mark.parametrize(
    ("read", "body"),
    [
        (arcus.read, CREDIT),
        (arcus.read, ASKED),
        (arcus.read, BALANCE),
        (arcus.read, VENDOR_ASKED),
        (arcus.read, PAYMENT),
        (rebilly.read, REBILLY),
        (rebilly.read, {**REBILLY, "allocations": {"invoices": [{"invoiceId": "d1"}]}}),
        (dayzero.read, DAYZERO),
        (dayzero.read, {**DAYZERO, "line_items": {"lines": [{"price": 15000}]}}),
    ],
)
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:12])
def test_a_wrong_value_anywhere_is_read_or_refused_at_its_place(read, body, wrong):
    for path in paths(exact(body)):
        try:
            read(put(exact(body), path, wrong), "USD")
        except Refused as refusal:
            for problem in refusal.problems:
                assert problem.field is not None or path == ()
                assert problem.hint


def paths(value, path=()):
    """Every place in a value."""
    found = [path] if path else []
    if isinstance(value, dict):
        found += [one for name, inner in value.items() for one in paths(inner, (*path, name))]
    elif isinstance(value, list):
        found += [one for n, inner in enumerate(value) for one in paths(inner, (*path, n))]
    return found


def put(value, path, new):
    """The value with something else at a place."""
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return value


def test_no_more_problems_are_told_than_anybody_reads():
    problems = refused(dayzero.read, [{}] * 1000)
    assert len(problems) == MOST_PROBLEMS


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ([CREDIT], "arcus"),
        ({"data": VENDOR_ASKED}, "arcus"),
        ({"ap_payments": []}, "arcus"),
        ({"credits": [CREDIT]}, "arcus"),
        ([REBILLY], "rebilly"),
        (DAYZERO, "dayzero"),
        ({"credits": [DAYZERO]}, "dayzero"),
    ],
)
def test_the_format_is_told_from_the_file(value, name):
    assert formats.read(exact(value), None, "USD")[0] == name
    assert formats.read(exact(value), name, "USD")[0] == name


@pytest.mark.parametrize("value", [[], {}, [{"amount": 1}], "text", [[[[{"customerId": "x"}]]]]])
def test_a_format_that_cannot_be_told_is_asked_for(value):
    assert refused(formats.read, value, None, "USD") == ["required format"]
