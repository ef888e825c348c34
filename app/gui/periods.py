"""Days that are chosen by a word: this month, last quarter, all. A word stays true tomorrow."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.gui.date_words import STEPS, days, months
from app.gui.words import QT_TRANSLATE_NOOP

Days = tuple[dt.date | None, dt.date | None]  # first and last, None for no bound


@dataclass(frozen=True, slots=True)
class Period:
    """A word, and the days it means today."""

    name: str
    text: str  # in English; see `label`
    days: Callable[[dt.date], Days]

    @property
    def label(self) -> str:
        """The word in the user's language."""
        return QCoreApplication.translate("periods", self.text)


def _month(of: dt.date) -> Days:
    return STEPS["M"](of), STEPS["H"](of)


def _quarter(of: dt.date) -> Days:
    first = of.replace(day=1, month=of.month - (of.month - 1) % 3)
    return first, STEPS["H"](months(first, 2))


def _year(of: dt.date) -> Days:
    return STEPS["Y"](of), STEPS["R"](of)


def _end_of(period: Callable[[dt.date], Days]) -> Callable[[dt.date], Days]:
    """The day before a period begins."""

    def day(today: dt.date) -> Days:
        first, _ = period(today)
        return None, days(first, -1) if first else None

    return day


# The time of a report that has one.
PERIODS: Final = (
    Period("this_month", QT_TRANSLATE_NOOP("periods", "This month"), _month),
    Period("last_month", QT_TRANSLATE_NOOP("periods", "Last month"),
           lambda today: _month(months(today, -1))),
    Period("this_quarter", QT_TRANSLATE_NOOP("periods", "This quarter"), _quarter),
    Period("last_quarter", QT_TRANSLATE_NOOP("periods", "Last quarter"),
           lambda today: _quarter(months(today, -3))),
    Period("this_year", QT_TRANSLATE_NOOP("periods", "This year"), _year),
    Period("last_year", QT_TRANSLATE_NOOP("periods", "Last year"),
           lambda today: _year(months(today, -12))),
    Period("all", QT_TRANSLATE_NOOP("periods", "All"), lambda _today: (None, None)),
)  # fmt: skip
# The day of a report that is as of one.
DAYS: Final = (
    Period("today", QT_TRANSLATE_NOOP("periods", "Today"), lambda today: (None, today)),
    Period("end_of_month", QT_TRANSLATE_NOOP("periods", "End of this month"),
           lambda today: (None, STEPS["H"](today))),
    Period("end_of_last_month", QT_TRANSLATE_NOOP("periods", "End of last month"),
           _end_of(_month)),
    Period("end_of_last_quarter", QT_TRANSLATE_NOOP("periods", "End of last quarter"),
           _end_of(_quarter)),
    Period("end_of_last_year", QT_TRANSLATE_NOOP("periods", "End of last year"),
           _end_of(_year)),
)  # fmt: skip

# Of one that may also be of no day: then it is of all that is in the book.
STANDING: Final = (
    Period("now", QT_TRANSLATE_NOOP("periods", "As the book stands"), lambda _today: (None, None)),
    *DAYS,
)


def named(name: str, offered: tuple[Period, ...]) -> Period | None:
    """The period of this name among those offered."""
    return next((one for one in offered if one.name == name), None)


def of_days(found: Days, today: dt.date, offered: tuple[Period, ...]) -> Period | None:
    """The word for these days today, None when there is none."""
    return next((one for one in offered if one.days(today) == found), None)
