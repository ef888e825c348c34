"""Rows of templates, found by what people call them."""

from typing import Any

from sqlalchemy import select

from app.book import schema
from app.book.book import Reading
from app.book.refs import TEMPLATE, row_of
from app.domain.errors import refuse


def find_template(reading: Reading, text: str) -> Any:
    """The row of a template by id or name. Refused: not_found."""
    columns, row_id = schema.template.c, row_of(TEMPLATE, text)
    run = reading.connection.execute
    row = row_id and run(select(schema.template).where(columns.id == row_id)).first()
    row = row or run(select(schema.template).where(columns.name == text)).first()
    if not row:
        raise refuse(
            "not_found",
            f"There is no template “{text[:40]}”.",
            "template",
            "Look at the names of the templates there are.",
        )
    return row
