"""Hostile lines: whatever comes in, a sentence goes out, nothing is stored, the run goes on."""

import json
import types
from copy import deepcopy
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import decode
from app.cli.protocol import WORDS
from app.commands.inputs import Keep
from tests.builders import assert_sound, row_counts

# What fits an argument, by its name in the protocol; other text is just "Chair".
FITS = {
    "customer": ["$c", "$c", "$c", "$c2", "p1"],
    "vendor": ["$v"],
    "invoice": ["$i", "$i2", "$id", "INV-0001"],
    "bill": ["$b", "$b2", "BILL-0001"],
    "credit_memo": ["$m", "$m2", "$md", "CM-0001", "$rcp.credit_memo"],
    "vendor_credit": ["$vc", "$vc2", "VC-0001"],
    "vendor_credits": ["$vc", "$vc2"],
    "application": ["$use", "$vuse", "$m2.made.0"],
    "refund": ["$back", "$vback"],
    "payment": ["$rcp", "$pay", "RCP-0001"],
    "document": ["$m", "$vc", "$i", "$b", "$rcp", "$pay", "$c", "CM-0001"],
    "invoice_line": ["$i.lines.0.id", "$i2.lines.0.id"],
    "bill_line": ["$b.lines.0.id"],
    "account": ["1000", "4000", "1050", "1999", "1200", "$acc"],
    "gl_account": ["4100", "6100", "$acc"],
    "open_customer_credit": ["1200", "2150"],
    "open_vendor_credit": ["1350", "2000"],
    "tax": ["VAT"],
    "currency": ["USD", "USD", "USD", "EUR", "JPY"],
    "rate": ["1.1", "0.5", "20"],
    "fx_rate": ["1", "1.1"],
    "reason": ["return", "goodwill", "overpayment", "write_off", "other"],
    "source_type": ["manual", "rebate"],
    "side": ["customer", "vendor"],
    "type": ["asset", "income"],
    "category": ["S", "Z"],
    "method": ["cash", "credit_card"],
    "over_credit": ["block", "warn", "off"],
    "duplicate_vendor_reference": ["block", "warn"],
    "tax_rounding": ["line", "document"],
    "status": ["draft", "issued", "open", "void"],
    "country": ["US", "DE"],
    "after": ["2026-01-15/5", "2026-01-15/5/0"],
    "text": ["jones", "CM-0"],
    "key": [f"k{n}" for n in range(500)],
    "as": ["x", "y"],
}
AMOUNTS = ["1", "0.50", "10.00", "49.99", 3, "100", "2.5"]
DATES = ["2026-01-15", "2026-01-15", "2026-01-20", "2026-03-31", "2025-12-31", "2027-01-01"]
EVIL = [
    "",
    "   ",
    "$",
    "$nope",
    "$m.lines",
    "$m.lines.0",
    "$m.lines.99999999999999999999.id",
    "$m.",
    "\ud800",
    "a\x00b",
    "\u202egnp.exe",
    "1e5",
    "１２",
    "1,000.00",
    "+5",
    "-5",
    "-0",
    "1" * 30,
    "9" * 12,
    "0.0000000001",
    "d-1",
    "d0",
    "d99999999999999999999999",
    "u1",
    "p1",
    "l1",
    "e1",
    "CM-9999",
    "2026-02-30",
    "0000-00-00",
    "99999-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026-W01-1",
    "2026-01-01/d1/../x",
    "2026-01-01/" + "9" * 30,
    "²/²",
    "%",
    "_",
    "'; DROP TABLE entry; --",
    '=cmd|"/c calc"!A1',
    "{0.__class__}",
    "x" * 10_001,
    10**40,
    -(10**40),
    10**9,
    -1,
    0,
    1.5,
    1e300,
    float("nan"),
    float("inf"),
    None,
    True,
    False,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"a": 1},
]
JUNK = st.one_of(
    st.sampled_from(EVIL),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=6,
    ),
)


def likely(word, hint, name):
    """Values that fit an argument, so that the lines get far."""
    if get_origin(hint) in (Union, types.UnionType):
        parts = [one for one in get_args(hint) if one not in (Keep, type(None))]
        return st.one_of(*(likely(word, one, name) for one in parts))
    if get_origin(hint) is tuple:
        return st.lists(likely(word, get_args(hint)[0], name), min_size=1, max_size=2)
    if is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        needed = {one.name for one in fields(hint) if one.default is MISSING}
        inner = {one.name: hints[one.name] for one in fields(hint)}
        return record(word, inner, needed | {"unit_price"} & inner.keys())
    if name in FITS:
        return st.sampled_from(FITS[name])
    amounts = get_origin(hint) is Annotated and get_args(hint)[1] == "amount"
    plain: dict[Any, list[Any]] = {date: DATES, bool: [True, False], int: [0, 1, 2, 30]}
    return st.sampled_from(AMOUNTS if amounts else plain.get(hint, ["Chair", "x"]))


def record(word, hints, needed):
    """An object with what is needed and some of the rest."""
    outer = {decode.outer_name(word, one): one for one in hints}
    parts = {name: likely(word, hints[one], name) for name, one in outer.items()}
    must = {name for name, one in outer.items() if one in needed}
    return st.fixed_dictionaries(
        {name: part for name, part in parts.items() if name in must},
        optional={name: part for name, part in parts.items() if name not in must},
    )


@st.composite
def requests(draw, word):
    """A line that fits a word's own signature, with junk in up to two places."""
    known = decode.parameters(word.name).values()
    hints = {one.inner: one.hint for one in known}
    hints |= {"on": date, "key": str, "as": str}
    line = draw(record(word, hints, {one.inner for one in known if one.required}))
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 1, 2]))):
        places = list(paths(line))
        if places:
            holder, name = draw(st.sampled_from(places))
            holder[name] = deepcopy(draw(JUNK))
    return line


def paths(value):
    """Every place in an object or a list, as what holds it and where."""
    for name, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, name
        if isinstance(item, (dict, list)):
            yield from paths(item)


@pytest.mark.parametrize("name", WORDS)
def test_anything_at_all_is_answered(traded, name):
    word = WORDS[name]

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(word), st.sampled_from([True, True, False]))
    def play(request, preview):
        before = row_counts(traded.book)
        line = {"do": name, **request}
        if preview and word.is_act:
            line |= {"do": "preview", "of": name}
        answer = traded.raw(json.dumps(line))
        if not answer["ok"] or preview or not word.is_act:
            assert row_counts(traded.book) == before

    play()
    assert_sound(traded.book)
