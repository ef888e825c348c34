"""Whom a document is sent to by mail, and from whom: the addresses as they are now."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, select

from app.book import schema, store
from app.book.book import Reading
from app.book.sql import Prepared
from app.domain.report import Wish
from app.queries.report_parts import party_of
from app.queries.sheets import PRINTED

_p, _b = schema.party.c, schema.business.c
_PARTY: Final = Prepared(select(_p.name, _p.email).where(_p.id == bindparam("row_id")))
_US: Final = Prepared(select(_b.name, _b.email))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Names and addresses of both; an address that is not known is None."""

    to_name: str
    to: str | None
    sender_name: str
    sender: str | None


def of_document(reading: Reading, document: str) -> Addresses:
    """Those of a credit memo, vendor credit or invoice by id or number. A document shows who its
    party was when it was issued; mail goes where they are now. Refused: not_found."""
    currency = store.base_currency(reading)
    found = store.find_document(reading, document, PRINTED, "document", currency)
    return _both(reading, found.party_id)


def of_statement(reading: Reading, wish: Wish) -> Addresses:
    """Those of the party of a statement. Refused: required, invalid_value, not_found."""
    return _both(reading, party_of(reading, wish)[1].id)


def ours(reading: Reading) -> Addresses:
    """Our own alone, for what is sent to anybody."""
    us: Any = _US.run(reading.connection).one()
    return Addresses("", None, us.name, us.email)


def _both(reading: Reading, row_id: int) -> Addresses:
    they: Any = _PARTY.run(reading.connection, row_id=row_id).one()
    us = ours(reading)
    return Addresses(they.name, they.email, us.sender_name, us.sender)
