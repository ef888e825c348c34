"""History as scripts read it: amounts and rates as decimal text, rows by their opaque ids."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from app.book.refs import ACCOUNT, DOCUMENT, LINE, PARTY, ref
from app.domain.money import decimal_text
from app.domain.rates import (
    FX_PLACES,
    PERCENT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    format_scaled,
)
from app.queries.books import HistoryRow

_AMOUNTS: Final = frozenset({"shipping", "restocking_fee", "total", "price"})
_PLACES: Final = {
    "fx_rate": FX_PLACES,
    "quantity": QUANTITY_PLACES,
    "unit_price": PRICE_PLACES,
    "tax_rate": PERCENT_PLACES,
}
_TABLES: Final = {
    "party_id": PARTY,
    "claim_id": DOCUMENT,
    "claim_line_id": LINE,
    "account_id": ACCOUNT,
    "open_account_id": ACCOUNT,
    "tax_account_id": ACCOUNT,
}


def told(rows: Iterable[HistoryRow], own: str) -> Iterator[HistoryRow]:
    """The rows, oldest first, with readable values; `own` is the book's currency."""
    currency = own
    for row in rows:
        before = _values(row.before, row.before.get("currency", currency), own)
        currency = row.after.get("currency", currency)
        yield replace(row, before=before, after=_values(row.after, currency, own))


def _values(values: dict[str, Any], currency: str, own: str) -> dict[str, Any]:
    return {
        name.removesuffix("_id") if name in _TABLES else name: _value(name, value, currency, own)
        for name, value in values.items()
    }


def _value(name: str, value: Any, currency: str, own: str) -> Any:
    if isinstance(value, list):
        return [_values(line, currency, own) if isinstance(line, dict) else line for line in value]
    if not isinstance(value, int):
        return value
    if name in _AMOUNTS:
        return decimal_text(value, currency)
    if name == "base_total":
        return decimal_text(value, own)
    if name in _PLACES:
        return format_scaled(value, _PLACES[name])
    if name in _TABLES:
        return ref(_TABLES[name], value)
    return bool(value) if name == "exclude_from_auto_apply" else value
