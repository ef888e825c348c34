"""What Arcus's credits and vendor credits have in common: amounts, expiry, what is only kept."""

from datetime import date
from typing import Any

from app.domain.money import Money
from app.exchange.reading import Row


def amount_of(row: Row, currency: str) -> Money | None:
    """What was credited: more than zero."""
    amount = row.money("amount", currency, required=True, signed=True)
    if amount is not None and amount.minor <= 0:
        text = "The amount must be more than zero."
        row.problem("amount_not_positive", "amount", text, "Write it without a sign.")
        return None
    return amount


def expiry_of(row: Row, said: str | None) -> tuple[date | None, int | None, bool]:
    """A date, days, or whether the book's usual days count: for what is given anew and says
    nothing. What exists already and says nothing never expires."""
    value = row.raw("expires_at")
    if value is None:
        return None, None, said is None and not row.has("expires_at")
    if str(value).strip().isdecimal():
        return None, row.whole("expires_at") if not _is_text(value) else int(str(value)[:9]), False
    return row.day("expires_at"), None, False


def _is_text(value: Any) -> bool:
    return type(value) is str


def facts_of(row: Row, *names: str) -> dict[str, Any]:
    """Members that only the history keeps; those that end in _at are instants."""
    found = {name: row.raw(name) for name in names}
    for name in names:
        if name.endswith("_at"):
            row.instant(name)
        else:
            row.text(name)
    return {name: one for name, one in found.items() if one is not None}
