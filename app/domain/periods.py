"""Lock dates and the date an act may carry (domain.md 3.6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything up to and including `through` is closed. None: nothing is."""

    through: date | None = None

    def is_open(self, day: date) -> bool:
        return self.through is None or day > self.through

    def first_open(self, day: date) -> date:
        """The day itself, or the first open day after the lock."""
        if self.through is None or day > self.through:
            return day
        return self.through + timedelta(days=1)

    def problem(self, day: date, field: str) -> Problem | None:
        """Why nothing may be dated `day`, or None."""
        if self.is_open(day):
            return None
        return Problem(
            "period_closed",
            f"The books are locked through {self.through}, so nothing can be dated {day}.",
            field,
            f"Use {self.first_open(day)} or later, or unlock the period.",
        )
