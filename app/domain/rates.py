"""Scaled whole numbers for quantities, prices and rates, and the one rounding rule."""

import re
from typing import Final

from app.domain.errors import refuse

QUANTITY_PLACES: Final = 6
PRICE_PLACES: Final = 6
FX_PLACES: Final = 10
PERCENT_PLACES: Final = 6
WHOLE_DIGITS: Final = 12
SCALED_DIGITS: Final = 18  # a scaled number fits the 64 bits that a database keeps

_DECIMAL = re.compile(r"(-?)(\d*)(?:\.(\d*))?", re.ASCII)


def round_half_up(numerator: int, denominator: int) -> int:
    """numerator : denominator as a whole number, half away from zero (what an invoice means)."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    quotient, rest = divmod(abs(numerator), abs(denominator))
    return sign * (quotient + (2 * rest >= abs(denominator)))


def decimal_parts(text: str, field: str) -> tuple[str, str, str]:
    """Sign, whole digits and decimals of decimal text, without idle zeros. Refused:
    invalid_number."""
    match = _DECIMAL.fullmatch(text.strip())
    if not match or not (match[2] or match[3]):
        raise refuse(
            "invalid_number", f"{_short(text)} is not a number.", field, "Write it like 1234.56."
        )
    return match[1], match[2].lstrip("0"), (match[3] or "").rstrip("0")


def parse_scaled(text: str, places: int, field: str) -> int:
    """Decimal text as a whole number scaled by 10**places. Refused: invalid_number,
    too_many_decimals. The sign is kept; whether it is welcome is the caller's rule."""
    sign, whole, part = decimal_parts(text, field)
    if len(part) > places:
        raise refuse(
            "too_many_decimals",
            f"{_short(text)} has more than {places} decimals.",
            field,
            f"Round it to {places} decimals." if places else "Leave the decimals out.",
        )
    if len(whole) > WHOLE_DIGITS or len(whole) + places > SCALED_DIGITS:
        raise refuse("invalid_number", f"{_short(text)} is too large.", field, "Check the digits.")
    value = int((whole or "0") + part.ljust(places, "0"))
    return -value if sign else value


def format_scaled(value: int, places: int) -> str:
    """The shortest decimal text of a scaled number: 1100000 with 6 places is "1.1"."""
    whole, part = divmod(abs(value), 10**places)
    tail = str(part).zfill(places).rstrip("0") if places else ""
    return ("-" if value < 0 else "") + str(whole) + (f".{tail}" if tail else "")


def line_price(quantity: int, unit_price: int, exponent: int) -> int:
    """quantity x unit price in minor units, half up at the currency's exponent."""
    scale: int = 10 ** (QUANTITY_PLACES + PRICE_PLACES)
    return round_half_up(quantity * unit_price * 10**exponent, scale)


def tax_amount(base_minor: int, percent: int) -> int:
    """Tax in minor units on a base in minor units at a scaled percentage."""
    return round_half_up(base_minor * percent, 100 * 10**PERCENT_PLACES)


def convert(minor: int, exponent: int, rate: int, base_exponent: int) -> int:
    """Foreign minor units in base minor units; rate = base currency per one foreign unit."""
    return round_half_up(minor * rate * 10**base_exponent, 10 ** (exponent + FX_PLACES))


def share(whole: int, part: int, total: int) -> int:
    """The part of `whole` that belongs to `part` of `total`, half up. Use it on running sums:
    the last part then takes what is left and nothing strands."""
    return round_half_up(whole * part, total) if total else 0


def share_out(whole: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """`whole` divided by weights without losing a cent: shares of the running sum."""
    total, taken, seen, shares = sum(weights), 0, 0, []
    for weight in weights:
        seen += weight
        upto = share(whole, seen, total)
        shares.append(upto - taken)
        taken = upto
    return tuple(shares)


def _short(text: str) -> str:
    return f"“{text[:30]}…”" if len(text) > 30 else f"“{text}”"
