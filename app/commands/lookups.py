"""Small look-ups and checks that several commands share: rates, reasons, amounts, dates."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.book import schema
from app.book.book import Writing
from app.commands.inputs import Keep, clean, needed
from app.domain import rates
from app.domain.accounts import Account, Reason, Role
from app.domain.errors import Refused, refuse
from app.domain.kinds import CREDITS, Kind, Side, side_of
from app.domain.lifecycle import Rules
from app.domain.money import Money, exponent
from app.domain.rates import FX_PLACES, parse_scaled

LONGEST_DAYS = 36_500
OWN_RATE: int = 10**FX_PLACES
LARGEST_MINOR = 10**15  # thousands of such documents still add up in the database's 64 bits


def given(value: Any) -> Any:
    """What was entered, None for what was left out or emptied."""
    return None if isinstance(value, Keep) else value


def reason_of(kind: Kind, values: dict[str, Any]) -> Reason | None:
    """What explains a credit; nothing does an invoice or bill."""
    if kind not in CREDITS:
        return None
    reasons = side_of(kind).reasons
    return reasons.listed.get(values.get(reasons.field) or "")


def listed_reason(side: Side, text: str | None) -> str:
    """The code of a reason as a credit of this side names it. Refused: required, malformed, and
    the side's own code for one that is not listed."""
    reasons = side.reasons
    named = clean(text, reasons.field, is_name=True) or reasons.usual
    code = needed(named, reasons.field, "The reason")
    return one_of(code, reasons.field, reasons.listed, reasons.wrong)


def default_account(kind: Kind, values: dict[str, Any], rules: Rules) -> Account:
    """Where a line without an account goes (automation.md 7): by reason, or the kind's own."""
    own = {Kind.INVOICE: Role.SALES, Kind.BILL: Role.COST_OF_GOODS}
    reason = reason_of(kind, values)
    return rules.accounts[reason.role if reason else own.get(kind, Role.RECEIVABLE_CLEARING)]


def rate_on(writing: Writing, currency: str, day: date, base: str, field: str = "fx_rate") -> int:
    """The rate in force on a day: the last one set on or before it. Refused: rate_missing."""
    columns = schema.fx_rate.c
    rate = writing.connection.execute(
        select(columns.rate)
        .where(columns.currency == currency, columns.date <= day.isoformat())
        .order_by(columns.date.desc())
        .limit(1)
    ).scalar()
    if rate is None:
        raise refuse(
            "rate_missing",
            f"There is no exchange rate for {currency} on {day}.",
            field,
            f"Enter what one {currency} is worth in {base}.",
        )
    return int(rate)


def entered_rate(text: str, field: str = "fx_rate") -> int:
    """A rate as entered, scaled. Refused: invalid_number, amount_not_positive."""
    rate = parse_scaled(text, FX_PLACES, field)
    if rate <= 0:
        raise refuse(
            "amount_not_positive",
            "An exchange rate is more than zero.",
            field,
            "Enter what one unit of the foreign currency is worth.",
        )
    return rate


def rate_of(writing: Writing, text: str | None, currency: str, day: date, own: str) -> int:
    """The rate as entered, else the day's; the book's own currency has the rate one. Refused:
    rate_missing, invalid_number, amount_not_positive, invalid_value for another rate than one."""
    if currency != own:
        return entered_rate(text) if text else rate_on(writing, currency, day, own)
    if text and entered_rate(text) != OWN_RATE:
        raise refuse(
            "invalid_value",
            f"The book is kept in {own}: one {own} is worth one.",
            "fx_rate",
            "Leave the exchange rate out.",
        )
    return OWN_RATE


def after_days(day: date, days: int, field: str) -> date:
    """A date so many days later. Refused: invalid_number, invalid_date."""
    if not 0 <= days <= LONGEST_DAYS:
        raise refuse(
            "invalid_number",
            "The number of days is out of range.",
            field,
            f"Enter 0 to {LONGEST_DAYS} days.",
        )
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise refuse(
            "invalid_date",
            f"The calendar ends before {days} days after {day}.",
            field,
            "Choose an earlier date, or fewer days.",
        )


def worth(money: Money, rate: int, own: str, field: str = "amount") -> Money:
    """What an amount is worth in the book's currency. Refused: amount_not_positive when it is
    nothing; invalid_number for more than a book can keep and still add up."""
    foreign, places = money.currency, (exponent(money.currency), exponent(own))
    found = Money(rates.convert(money.minor, places[0], rate, places[1]), own)
    if max(money.minor, found.minor) > LARGEST_MINOR:
        raise refuse(
            "invalid_number", f"{money} {foreign} is too large.", field, "Check the digits."
        )
    if money and not found:
        raise refuse(
            "amount_not_positive",
            f"{money} {foreign} is worth nothing in {own} at this rate.",
            "fx_rate",
            "Check the amount and the exchange rate.",
        )
    return found


def not_negative(money: Money, field: str) -> Money:
    """Refused amount_not_positive: what is put in is never negative."""
    if money.minor < 0:
        raise _negative(field)
    return money


def not_below_zero(text: str, places: int, field: str) -> int:
    """A scaled number that is not negative."""
    value = parse_scaled(text, places, field)
    if value < 0:
        raise _negative(field)
    return value


def one_of(value: str, field: str, listed: Collection[str], code: str = "invalid_value") -> str:
    """A value that is on its list. Refused with `code`, naming the list."""
    if value in listed:
        return value
    raise refuse(
        code,
        f"“{value[:40]}” is not one of the listed values.",
        field,
        f"Use one of: {', '.join(listed)}.",
    )


def _negative(field: str) -> Refused:
    return refuse(
        "amount_not_positive", "This cannot be negative.", field, "Enter it without a sign."
    )
