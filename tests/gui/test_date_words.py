"""Partial dates complete to the date that was meant."""

from datetime import date

import pytest

from app.gui.date_words import complete, days, months

NEAR = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15", "2026-01-15"),
        ("1-15", "2026-01-15"),
        ("12-3", "2026-12-03"),
        ("1/15", "2026-01-15"),
        ("15.1", "2026-01-15"),
        ("15.1.", "2026-01-15"),
        ("15.1.25", "2025-01-15"),
        ("1/15/2025", "2025-01-15"),
        ("26-1-15", "2026-01-15"),
        ("2024-2-29", "2024-02-29"),
        ("0115", "2026-01-15"),
        ("20260115", "2026-01-15"),
        (" 15 ", "2026-01-15"),
    ],
)
def test_completes(text, meant):
    assert complete(text, NEAR) == date.fromisoformat(meant)


@pytest.mark.parametrize("text", ["", "32", "2-30", "13-1", "abc", "1-2-3-4", "123", "0", "٣"])
def test_what_is_no_date(text):
    assert complete(text, NEAR) is None


def test_slashes_follow_the_locale():
    assert complete("3/2", NEAR) == date(2026, 3, 2)
    assert complete("3/2", NEAR, day_first=True) == date(2026, 2, 3)


def test_months_keep_the_day_or_take_the_last():
    assert months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert months(date.max, 1) == date.max
    assert days(date.max, 1) == date.max
