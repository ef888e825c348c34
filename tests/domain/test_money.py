"""Money is exact, knows its currency's decimals, and never mixes."""

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Bug, Refused
from app.domain.money import EXPONENTS, Money, decimal_text, exponent, parse_money, total

CURRENCIES = st.sampled_from(sorted(EXPONENTS))
MINOR = st.integers(-(10**11), 10**11)

# Where the locale data counts the decimals that prices show today, and ISO 4217 those that exist.
SHOWN_WITHOUT_DECIMALS = {
    "AFN",
    "ALL",
    "IRR",
    "KPW",
    "LAK",
    "LBP",
    "MGA",
    "MMK",
    "RSD",
    "SOS",
    "SYP",
    "YER",
    "IQD",
}
# Units of account and currencies beside the main one: in ISO 4217, of no country in the data.
NOBODYS = {"ANG", "BOV", "CHE", "CHW", "CLF", "COU", "MXV", "SVC", "USN", "UYI", "UYW", "VED"}


def in_use():
    """The legal tender of every country in the locale data."""
    return {
        code
        for spans in get_global("territory_currencies").values()
        for code, _, end, is_tender in spans
        if end is None and is_tender
    }


def test_every_currency_in_use_is_known():
    assert in_use() - set(EXPONENTS) == set()
    assert set(EXPONENTS) - in_use() == NOBODYS


def test_every_exponent_is_that_of_the_locale_data():
    fractions = get_global("currency_fractions")
    usual = fractions["DEFAULT"][0]
    differing = {
        code for code, places in EXPONENTS.items() if fractions.get(code, (usual,))[0] != places
    }
    assert differing == SHOWN_WITHOUT_DECIMALS


@pytest.mark.parametrize(
    ("text", "currency", "minor", "shown"),
    [
        ("150.00", "USD", 15000, "150.00"),
        ("150", "USD", 15000, "150.00"),
        ("150.5", "USD", 15050, "150.50"),
        (" 0.05 ", "USD", 5, "0.05"),
        (".5", "USD", 50, "0.50"),
        ("5.", "USD", 500, "5.00"),
        ("-0.01", "USD", -1, "-0.01"),
        ("-0", "USD", 0, "0.00"),
        ("007.10", "USD", 710, "7.10"),
        ("1.1000", "USD", 110, "1.10"),
        ("10000", "JPY", 10000, "10000"),
        ("10.000", "JPY", 10, "10"),
        ("-7", "JPY", -7, "-7"),
        ("12.345", "KWD", 12345, "12.345"),
        ("0.001", "KWD", 1, "0.001"),
        ("1.2345", "CLF", 12345, "1.2345"),
        ("999999999999.99", "USD", 99999999999999, "999999999999.99"),
    ],
)
def test_decimal_text_becomes_minor_units_and_back(text, currency, minor, shown):
    money = parse_money(text, currency, "amount")
    assert money == Money(minor, currency)
    assert str(money) == shown


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("", "USD", "invalid_number"),
        (" ", "USD", "invalid_number"),
        (".", "USD", "invalid_number"),
        ("-", "USD", "invalid_number"),
        ("abc", "USD", "invalid_number"),
        ("1,000", "USD", "invalid_number"),
        ("1_000", "USD", "invalid_number"),
        ("+5", "USD", "invalid_number"),
        ("--5", "USD", "invalid_number"),
        ("1e5", "USD", "invalid_number"),
        ("0x10", "USD", "invalid_number"),
        ("NaN", "USD", "invalid_number"),
        ("Infinity", "USD", "invalid_number"),
        ("1.2.3", "USD", "invalid_number"),
        ("١٢", "USD", "invalid_number"),
        ("½", "USD", "invalid_number"),
        ("1\u0000", "USD", "invalid_number"),
        ("1000000000000", "USD", "invalid_number"),
        ("9" * 5000, "USD", "invalid_number"),
        ("0.001", "USD", "too_many_decimals"),
        ("0.5", "JPY", "too_many_decimals"),
        ("0.0001", "KWD", "too_many_decimals"),
        ("5", "usd", "unknown_currency"),
        ("5", "XXX", "unknown_currency"),
        ("5", "", "unknown_currency"),
    ],
)
def test_what_is_no_amount_is_refused(text, currency, code):
    with pytest.raises(Refused) as refused:
        parse_money(text, currency, "shipping")
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.field == ("currency" if code == "unknown_currency" else "shipping")
    assert problem.message
    assert problem.hint
    assert len(problem.message) < 100


@given(MINOR, CURRENCIES)
def test_text_of_any_amount_reads_back_the_same(minor, currency):
    text = decimal_text(minor, currency)
    assert parse_money(text, currency, "amount") == Money(minor, currency)
    assert len(text.partition(".")[2]) == exponent(currency)


@given(MINOR, MINOR)
def test_sums_and_comparisons_are_those_of_the_minor_units(one, other):
    a, b = Money(one, "USD"), Money(other, "USD")
    assert (a + b).minor == one + other
    assert (a - b).minor == one - other
    assert (-a).minor == -one
    assert (a < b, a <= b, a > b, a >= b) == (
        one < other,
        one <= other,
        one > other,
        one >= other,
    )
    assert bool(a) is (one != 0)


@pytest.mark.parametrize("mix", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_mixing_currencies_is_a_bug(mix):
    with pytest.raises(Bug, match="USD meets EUR"):
        getattr(Money(1, "USD"), mix)(Money(1, "EUR"))


def test_equal_minor_units_of_two_currencies_are_not_the_same():
    assert Money(1, "USD") != Money(1, "EUR")


@given(st.lists(MINOR))
def test_a_total_is_the_sum_and_zero_of_nothing(minors):
    assert total((Money(one, "KWD") for one in minors), "KWD") == Money(sum(minors), "KWD")
