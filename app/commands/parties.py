"""Customers and vendors: create and change them."""

import re
from typing import Any

from app.book import schema, store
from app.book.book import Writing
from app.book.refs import PARTY, ref
from app.book.sql import insert_row, update_row
from app.commands.done import Done, record
from app.commands.inputs import KEEP, AddressInput, Findings, Keep, Ref, Text, clean, needed
from app.commands.lookups import one_of
from app.domain.errors import refuse
from app.domain.kinds import Side
from app.domain.money import exponent
from app.domain.template import LANGUAGES


def create(
    writing: Writing,
    side: Side,
    *,
    name: str,
    legal_name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    address: AddressInput | None = None,
    tax_id: str | None = None,
    registration_id: str | None = None,
    currency: str | None = None,
    language: str | None = None,
) -> Done:
    """A new customer or vendor."""
    given = {
        "name": name,
        "legal_name": legal_name,
        "email": email,
        "phone": phone,
        "tax_id": tax_id,
        "registration_id": registration_id,
        "currency": currency,
        "language": language,
    }
    values = dict.fromkeys((*schema.PARTY_COLUMNS, "currency", "language"), None) | checked(
        given, address
    )
    row_id = insert_row(
        writing.connection,
        schema.party,
        side=side.name,
        **values,
        revision=0,
        created_at=writing.now,
        updated_at=writing.now,
    )
    record(writing, "create", "party", row_id, after=values)
    writing.touch(side.name, ref(PARTY, row_id))
    return Done(ref(PARTY, row_id))


def update(
    writing: Writing,
    side: Side,
    *,
    party: Ref,
    name: str | Keep = KEEP,
    legal_name: Text = KEEP,
    email: Text = KEEP,
    phone: Text = KEEP,
    address: AddressInput | Keep | None = KEEP,
    tax_id: Text = KEEP,
    registration_id: Text = KEEP,
    currency: Text = KEEP,
    language: Text = KEEP,
) -> Done:
    """Changes a customer or vendor; issued documents keep what they were issued with."""
    row = store.find_party(writing, party, side)
    given = {
        "name": name,
        "legal_name": legal_name,
        "email": email,
        "phone": phone,
        "tax_id": tax_id,
        "registration_id": registration_id,
        "currency": currency,
        "language": language,
    }
    kept = {key: value for key, value in given.items() if value is not KEEP}
    values = checked(kept, None if isinstance(address, Keep) else address or AddressInput())
    before = {name: getattr(row, name) for name in values}
    update_row(
        writing.connection,
        schema.party,
        row.id,
        **values,
        revision=row.revision + 1,
        updated_at=writing.now,
    )
    record(writing, "update", "party", row.id, before=before, after=values)
    writing.touch(side.name, ref(PARTY, row.id))
    return Done(ref(PARTY, row.id))


def checked(given: dict[str, Any], address: AddressInput | None) -> dict[str, str | None]:
    """The columns of who somebody is, as entered. Refused with every problem at once."""
    findings = Findings()
    values: dict[str, str | None] = {}
    for field, text in given.items():
        with findings.gather():
            if field == "name":
                values[field] = needed(text, field, "The name", is_name=True)
            elif field == "currency":
                values[field] = _currency(text)
            elif field == "language":
                values[field] = _language(text)
            else:
                values[field] = clean(text, field, is_name=True)
    if address is not None:
        for field in AddressInput.__dataclass_fields__:
            with findings.gather("address."):
                values[field] = clean(getattr(address, field), field, is_name=True)
        with findings.gather("address."):
            values["country"] = _country(values.get("country"))
    findings.settle()
    return values


def _currency(text: str | None) -> str | None:
    if text:
        exponent(text)
    return text or None


def _language(text: str | None) -> str | None:
    """None for the book's own."""
    if text:
        one_of(text, "language", tuple(LANGUAGES))
    return text or None


def _country(text: str | None) -> str | None:
    if text is None or re.fullmatch("[A-Z]{2}", text):
        return text
    raise refuse(
        "invalid_value",
        f"“{text[:20]}” is not a country code.",
        "country",
        "Use the two letters of ISO 3166, such as US or DE.",
    )
