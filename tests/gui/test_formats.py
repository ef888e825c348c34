"""Amounts and dates as a locale writes them, to the last digit."""

import pytest
from PySide6.QtCore import QLocale

from app.domain.money import Money
from app.gui import formats


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("en_US", "1234567.50", "1,234,567.50"),
        ("en_US", "-0.05", "−0.05"),
        ("en_US", "999", "999"),
        ("de_DE", "1234567.50", "1.234.567,50"),
        ("fr_FR", "1234.50", "1\u202f234,50"),
        ("en_US", "90071992547409.93", "90,071,992,547,409.93"),
        ("en_US", "—", "—"),
        ("en_US", "", ""),
    ],
)
def test_amounts(locale, text, shown):
    assert formats.amount(text, QLocale(locale)) == shown


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("en_US", "2026-01-05", "01/05/2026"),
        ("en_GB", "2026-01-05", "05/01/2026"),
        ("de_DE", "2026-01-05", "05.01.2026"),
        ("C", "2026-01-05", "2026-01-05"),
        ("en_US", "—", "—"),
    ],
)
def test_dates(locale, text, shown):
    assert formats.day(text, QLocale(locale)) == shown


def test_money_says_its_currency():
    assert formats.money(Money(-123450, "USD"), QLocale("en_US")) == "−1,234.50 USD"
    assert formats.money(Money(10000, "JPY"), QLocale("en_US")) == "10,000 JPY"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1200 Receivable holds 25691.54 USD.", "1200 Receivable holds 25,691.54 USD."),
        ("74000 JPY, of which 40000 left", "74,000 JPY, of which 40000 left"),
        ("1020 EUR at the bank holds 5.00", "1020 EUR at the bank holds 5.00"),
        ("2026-03-31, CM-1234.50", "2026-03-31, CM-1234.50"),
        ("it holds -1234.50, 1234567.891 more", "it holds −1,234.50, 1,234,567.891 more"),
        ("weighs 1234.5", "weighs 1234.5"),
    ],
)
def test_amounts_within_words(text, said):
    assert formats.in_words(text) == said
