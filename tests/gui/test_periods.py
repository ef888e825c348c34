"""Days that are chosen by a word, and a report's wish as a text."""

from datetime import date

import pytest

from app.domain.report import Wish
from app.gui import report_ref
from app.gui.periods import DAYS, PERIODS, STANDING, named, of_days

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("this_month", date(2026, 3, 1), date(2026, 3, 31)),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last_quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("all", None, None),
    ],
)
def test_a_time_by_its_word(name, first, last):
    found = named(name, PERIODS)
    assert found
    assert found.days(TODAY) == (first, last)
    assert of_days((first, last), TODAY, PERIODS) == found


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("today", TODAY),
        ("end_of_month", date(2026, 3, 31)),
        ("end_of_last_month", date(2026, 2, 28)),
        ("end_of_last_quarter", date(2025, 12, 31)),
        ("end_of_last_year", date(2025, 12, 31)),
    ],
)
def test_a_day_by_its_word(name, day):
    found = named(name, DAYS)
    assert found
    assert found.days(TODAY) == (None, day)


def test_the_last_of_a_longer_month_and_the_end_of_february():
    month = named("last_month", PERIODS)
    quarter = named("last_quarter", PERIODS)
    assert month
    assert quarter
    assert month.days(date(2024, 3, 31)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert quarter.days(date(2026, 5, 31)) == (date(2026, 1, 1), date(2026, 3, 31))


def test_other_days_have_no_word_and_nothing_has_one_where_it_makes_sense():
    assert of_days((date(2026, 1, 2), TODAY), TODAY, PERIODS) is None
    assert named("no such word", PERIODS) is None
    standing = of_days((None, None), TODAY, STANDING)
    assert standing
    assert standing.name == "now"


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        (Wish(), "aging"),
        (Wish(last=TODAY, account="1200"), "aging?last=2026-03-10&account=1200"),
        (Wish(side="vendor", party="p3", part="a & b = c"),
         "aging?side=vendor&party=p3&part=a+%26+b+%3D+c"),
        (Wish(date(2026, 1, 1), TODAY, currency="EUR"),
         "aging?first=2026-01-01&last=2026-03-10&currency=EUR"),
    ],
)  # fmt: skip
def test_a_wish_as_text_and_back(wish, text):
    assert report_ref.written("aging", wish) == text
    assert report_ref.read(text) == ("aging", wish)


def test_what_makes_no_sense_in_a_kept_text_is_left_out():
    assert report_ref.read("aging?last=soon&colour=red&account=1200") == (
        "aging", Wish(account="1200"),
    )  # fmt: skip
