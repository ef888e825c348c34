"""Numbers, dates, units and countries as people write them, in every language."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.template import LANGUAGES
from app.paper import words
from app.paper.figures import MINUS, of
from app.paper.units import unit_name

ENGLISH = of("en")
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("1234567.5", "1,234,567.5"),
        ("-1234.50", "−1,234.50"),
        (".5", "0.5"),
        ("0.000001", "0.000001"),
        ("12 or so", "12 or so"),
        ("", ""),
        ("-", "-"),
        ("1e9", "1e9"),
    ],
)
def test_thousands_are_grouped(plain, printed):
    assert ENGLISH.grouped(plain) == printed


@pytest.mark.parametrize(
    ("minor", "currency", "printed"),
    [
        (123456789, "USD", "1,234,567.89"),
        (-5, "USD", "−0.05"),
        (1234567, "JPY", "1,234,567"),
        (1234567, "KWD", "1,234.567"),
        (0, "EUR", "0.00"),
    ],
)
def test_amounts_have_their_currencys_decimals(minor, currency, printed):
    assert ENGLISH.money(Money(minor, currency)) == printed


@pytest.mark.parametrize(
    ("plain", "currency", "printed"),
    [
        ("12", "USD", "12.00"),
        ("12.5", "USD", "12.50"),
        ("1200.00415", "USD", "1,200.00415"),
        ("12", "JPY", "12"),
        ("0.5", "JPY", "0.5"),
        ("3", "KWD", "3.000"),
        ("-3", "USD", "−3.00"),
    ],
)
def test_prices_have_at_least_their_currencys_decimals(plain, currency, printed):
    assert ENGLISH.unit_price(plain, currency) == printed


def test_rates_and_days():
    assert ENGLISH.percent("8.25") == "8.25%"
    months = [ENGLISH.day(date(2026, month, 9)) for month in range(1, 13)]
    assert months[0] == "9 Jan 2026"
    assert months[11] == "9 Dec 2026"
    assert [m.split()[1] for m in months] == [
        date(2026, n, 1).strftime("%b") for n in range(1, 13)
    ]


def test_days_in_a_text_are_spelled_and_numbers_are_not():
    said = "by 3\xa0Feb\xa02026, from 31\xa0Dec\xa02025."
    assert ENGLISH.spelled("by 2026-02-03, from 2025-12-31.") == said
    for text in ("INV-2026-02-03", "2026-02-031", "2026-13-01", "2026-02-03-7", "12026-02-03"):
        assert ENGLISH.spelled(text) == text


def test_amounts_in_a_sentence_are_grouped_and_accounts_and_numbers_are_not():
    said = "1200 Receivable holds −25,691.54 USD on 3\xa0Feb\xa02026; 34,000 JPY is left."
    assert (
        ENGLISH.told("1200 Receivable holds -25691.54 USD on 2026-02-03; 34000 JPY is left.")
        == said
    )
    for text in ("Why 1020 EUR account", "CM-1234.50", "on 21 open documents", "1234.5"):
        assert ENGLISH.told(text) == text


@pytest.mark.parametrize(
    ("code", "quantity", "word"),
    [
        ("C62", "3", ""),
        ("HUR", "1", "hour"),
        ("HUR", "7.5", "hours"),
        ("DAY", "-1", "day"),
        ("KGM", "1", "kg"),
        ("MTR", "2", "m"),
        ("LTR", "2", "l"),
        ("X4G", "2", "X4G"),
        ("", "2", ""),
    ],
)
def test_units_are_words(code, quantity, word):
    assert unit_name(code, quantity, words.of("en"), ENGLISH) == word


def test_countries_are_names():
    assert ENGLISH.country("DE") == "Germany"
    assert ENGLISH.country("ZZ") == "ZZ"


@every_language
def test_a_unit_of_one_or_of_many(language):
    said, figures = words.of(language), of(language)
    one, many = said.units["HUR"]
    for quantity in ("1", "-1"):
        assert unit_name("HUR", quantity, said, figures) == one
    for quantity in ("2", "-7", "21", "1000000"):
        assert unit_name("HUR", quantity, said, figures) == many
    for quantity in ("0", "1.5", "0.25"):
        assert unit_name("HUR", quantity, said, figures) == (one if language == "fr" else many)
    assert unit_name("HUR", "a few", said, figures) == many


@every_language
@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(["USD", "JPY", "KWD"]))
def test_amounts_are_written_as_cldr_says(language, minor, currency):
    places = {"USD": 2, "JPY": 0, "KWD": 3}[currency]
    whole = Decimal(minor).scaleb(-places)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    said = format_decimal(whole, pattern, locale=language.replace("-", "_"))
    if language == "es" and abs(whole) < 10_000:  # CLDR's minimumGroupingDigits, not in Babel
        said = said.replace(".", "")
    assert of(language).money(Money(minor, currency)) == said.replace("-", MINUS)


@every_language
@given(st.dates())
def test_days_are_written_as_cldr_says_with_the_month_as_a_word(language, on):
    said = of(language).day(on)
    if language == "en":  # the month first nobody needs on business paper
        assert said == format_date(on, "d MMM y", locale="en")
    else:
        assert said == format_skeleton("yMMMd", on, locale=language.replace("-", "_"))
    assert any(char.isalpha() for char in said)


@every_language
@given(st.integers(min_value=0, max_value=10**8))
def test_rates_are_written_as_cldr_says(language, scaled):
    rate = Decimal(scaled).scaleb(-4).normalize()
    locale = language.replace("-", "_")
    whole = format_decimal(rate, "#,##0.####", locale=locale)
    if language == "es" and rate < 10_000:
        whole = whole.replace(".", "")
    blank = "" if language.startswith("en") else "\xa0"
    assert of(language).percent(f"{rate:f}") == f"{whole}{blank}%"


def test_figures_in_every_language():
    amounts = [of(language).money(Money(-123456789, "EUR")) for language in LANGUAGES]
    assert amounts == [
        *("−1,234,567.89", "−1,234,567.89", "−1.234.567,89"),
        *("−1\u202f234\u202f567,89", "−1.234.567,89"),
    ]
    assert of("es").grouped("9999.5") == "9999,5"
    assert of("es").grouped("10000") == "10.000"
    days = [of(language).day(date(2026, 2, 3)) for language in LANGUAGES]
    assert days == ["3 Feb 2026", "3 Feb 2026", "3. Feb. 2026", "3 févr. 2026", "3 feb 2026"]
    assert of("de").percent("19") == "19\xa0%"
    countries = [of(language).country("DE") for language in LANGUAGES]
    assert [of(language).country("HK") for language in LANGUAGES][1:3] == ["Hong Kong", "Hongkong"]
    assert countries == ["Germany", "Germany", "Deutschland", "Allemagne", "Alemania"]


@every_language
def test_every_country_has_a_name(language):
    figures = of(language)
    codes = {code for code in figures.countries if len(code) == 2}
    assert len(codes) > 249
    assert {"US", "GB", "DE", "XK", "TW", "AX"} <= codes
    assert all(figures.country(code) != code for code in codes)
