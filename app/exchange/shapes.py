"""What the formats share: where a file keeps its rows, and currencies that are checked."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.errors import Problem, Refused
from app.domain.money import Money, exponent
from app.domain.rates import PERCENT_PLACES, format_scaled, round_half_up
from app.exchange.reading import Row, Told, rows


def listed(value: Any, names: Sequence[str], told: Told) -> list[Row]:
    """The rows of a file: of a list, of an object that holds one under one of these names, or
    the object itself."""
    if isinstance(value, list):
        return rows(value, "", told)
    if isinstance(value, dict):
        for name in names:
            if isinstance(value.get(name), list):
                return rows(value[name], name, told)
        return [Row(value, "", told)]
    text = "The file holds neither a list nor an object."
    told.problem(Problem("malformed", text, None, "Choose a file with credits in it."))
    return []


def checked_currency(row: Row, name: str) -> str | None:
    """An ISO 4217 code."""
    currency = row.text(name, required=True)
    if currency is None:
        return None
    try:
        exponent(currency)
    except Refused as refused:
        for problem in refused.problems:
            row.problem(problem.code, name, problem.message, problem.hint or "")
        return None
    return currency


def percent_of(amount: Money, price: Money) -> str:
    """The rate of a tax that came without one, worked out from its amount."""
    scale: int = 100 * 10**PERCENT_PLACES
    scaled = round_half_up(amount.minor * scale, price.minor) if price else 0
    return format_scaled(scaled, PERCENT_PLACES)


def number(money: Money) -> Decimal:
    """An amount as a JSON number with the currency's decimals."""
    return Decimal(str(money))


def dated(instant: str | None, day: date | None) -> str | None:
    """The instant; but where it is of another day than the date on the paper, the beginning of
    that date. For formats that have no other place for it: it is what counts in the books."""
    if instant is None or day is None or instant[:10] == day.isoformat():
        return instant
    return f"{day.isoformat()}T00:00:00Z"
