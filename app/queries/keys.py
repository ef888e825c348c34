"""Where a list goes on, as text that nobody needs to understand; and times that end in order."""

import re
from datetime import date
from typing import Final

from app.domain.errors import refuse

# A date and whole numbers of 64 bits; that the day exists does not matter, only that it sorts.
_FORM: Final = re.compile(r"(\d{4}-\d{2}-\d{2})((?:/\d{1,18})+)", re.ASCII)


def key_text(day: str, *numbers: int) -> str:
    """The key of the row with this date and these numbers."""
    return "/".join((day, *map(str, numbers)))


def in_order(first: date | None, last: date) -> None:
    """Refused invalid_date when a time ends before it begins."""
    if first and first > last:
        raise refuse(
            "invalid_date", f"{first} lies after {last}.", "from", "Choose an earlier day."
        )


def key_parts(text: str, numbers: int) -> tuple[str | int, ...]:
    """Date and numbers of a key. Refused: malformed."""
    match = _FORM.fullmatch(text)
    if match and match[2].count("/") == numbers:
        return match[1], *(int(number) for number in match[2][1:].split("/"))
    raise refuse(
        "malformed", "This is no key of a page.", "after", "Use the “next” of the page before."
    )
