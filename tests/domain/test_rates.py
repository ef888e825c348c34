"""Rounding is half up, away from zero; sharing out loses nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import rates
from app.domain.errors import Refused

WHOLE = st.integers(-(10**11), 10**11)
PARTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (5, 10, 1),
        (4, 10, 0),
        (15, 10, 2),
        (25, 10, 3),
        (-5, 10, -1),
        (-4, 10, 0),
        (-15, 10, -2),
        (5, -10, -1),
        (-25, -10, 3),
        (0, 7, 0),
        (14, 7, 2),
    ],
)
def test_halves_go_away_from_zero(numerator, denominator, rounded):
    assert rates.round_half_up(numerator, denominator) == rounded


@given(WHOLE, st.integers(1, 10**9))
def test_rounding_is_never_off_by_more_than_a_half_and_is_symmetric(numerator, denominator):
    rounded = rates.round_half_up(numerator, denominator)
    assert abs(Fraction(numerator, denominator) - rounded) <= Fraction(1, 2)
    assert rates.round_half_up(-numerator, denominator) == -rounded


@given(WHOLE, st.integers(0, 10))
def test_scaled_numbers_read_back_as_written(value, places):
    text = rates.format_scaled(value, places)
    assert rates.parse_scaled(text, places, "rate") == value
    assert not text.endswith(".")
    assert "." not in text or not text.endswith("0")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(1100000, 6, "1.1"), (1000000, 6, "1"), (-5, 1, "-0.5"), (7, 0, "7"), (0, 6, "0")],
)
def test_scaled_numbers_are_written_as_short_as_can_be(value, places, text):
    assert rates.format_scaled(value, places) == text


@pytest.mark.parametrize(
    ("text", "hint"), [("1.2345678", "Round it to 6 decimals."), ("0.0000001", "Round it")]
)
def test_too_many_decimals_say_how_many_fit(text, hint):
    with pytest.raises(Refused) as refused:
        rates.parse_scaled(text, 6, "quantity")
    (problem,) = refused.value.problems
    assert (problem.code, problem.field) == ("too_many_decimals", "quantity")
    assert hint in (problem.hint or "")


def test_a_currency_without_decimals_asks_to_leave_them_out():
    with pytest.raises(Refused) as refused:
        rates.parse_scaled("1.5", 0, "amount")
    assert refused.value.problems[0].hint == "Leave the decimals out."


def test_a_long_number_is_not_told_back_in_full():
    with pytest.raises(Refused) as refused:
        rates.parse_scaled("x" * 400, 2, "amount")
    assert len(refused.value.problems[0].message) < 60


@pytest.mark.parametrize(
    ("quantity", "unit_price", "exponent", "price"),
    [
        ("3", "33.333333", 2, 10000),
        ("0.5", "0.01", 2, 1),
        ("0.499999", "0.01", 2, 0),
        ("1.005", "100", 2, 10050),
        ("2", "1234.5", 0, 2469),
        ("1", "0.5", 0, 1),
        ("3", "1.0005", 3, 3002),
        ("0", "99", 2, 0),
    ],
)
def test_a_line_is_priced_half_up_at_the_currency(quantity, unit_price, exponent, price):
    scaled = [rates.parse_scaled(text, 6, "x") for text in (quantity, unit_price)]
    assert rates.line_price(scaled[0], scaled[1], exponent) == price


@pytest.mark.parametrize(
    ("base", "percent", "tax"),
    [(10000, "8.25", 825), (1000, "8.25", 83), (10050, "0", 0), (333, "19", 63), (1, "50", 1)],
)
def test_tax_is_rounded_half_up(base, percent, tax):
    assert rates.tax_amount(base, rates.parse_scaled(percent, 6, "rate")) == tax


@pytest.mark.parametrize(
    ("minor", "exponent", "rate", "base_exponent", "base"),
    [
        (10000, 2, "1.1", 2, 11000),
        (10000, 2, "1.23456", 2, 12346),
        (1000, 0, "0.0067", 2, 670),
        (1, 0, "0.005", 2, 1),
        (12345, 3, "3.25", 2, 4012),
        (100, 2, "150", 0, 150),
        (0, 2, "9", 2, 0),
    ],
)
def test_foreign_amounts_become_base_amounts(minor, exponent, rate, base_exponent, base):
    scaled = rates.parse_scaled(rate, rates.FX_PLACES, "rate")
    assert rates.convert(minor, exponent, scaled, base_exponent) == base


@given(st.integers(0, 10**12), PARTS)
def test_sharing_out_never_loses_a_unit(whole, weights):
    shares = rates.share_out(whole, tuple(weights))
    assert len(shares) == len(weights)
    if sum(weights):
        assert sum(shares) == whole
        assert all(one >= 0 for one in shares)
        for share, weight in zip(shares, weights, strict=True):
            assert abs(Fraction(whole * weight, sum(weights)) - share) <= 1
    else:
        assert set(shares) == {0}


@given(st.integers(1, 10**9), PARTS.filter(any), st.integers(0, 10**6))
def test_sharing_out_with_a_deduction_at_the_end_loses_nothing_either(whole, weights, part):
    fee = sum(weights) * part // (10**6 + 1)  # less than the rest
    shares = rates.share_out(whole, (*weights, -fee))
    assert sum(shares) == whole
    assert shares[-1] <= 0


def test_a_share_of_nothing_is_nothing():
    assert rates.share(100, 0, 0) == 0
