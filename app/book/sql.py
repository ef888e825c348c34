"""Core statements compiled once and run as plain text: typed like Core, quick like the driver."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, bindparam, insert, update
from sqlalchemy.sql.expression import ClauseElement


def in_quotes(words: Iterable[str]) -> str:
    """Words of our own, such as kinds, as they stand in the text of a statement."""
    return ", ".join(f"'{word}'" for word in sorted(words))


class Prepared:
    """A Core statement with named binds, compiled at first use for the dialect in hand."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {}

    def run(self, connection: Connection, **values: Any) -> CursorResult[*tuple[Any, ...]]:
        """Executes with the values of its named binds; extra names are a Bug of the caller."""
        text, order, fixed = self._text(connection)
        return connection.exec_driver_sql(
            text, tuple(values[name] if name in values else fixed[name] for name in order)
        )

    def _text(self, connection: Connection) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        name = connection.dialect.name
        if name not in self._compiled:
            compiled = self._statement.compile(dialect=connection.dialect)
            order = tuple(getattr(compiled, "positiontup", None) or ())
            self._compiled[name] = (str(compiled), order, dict(compiled.params))
        return self._compiled[name]


@lru_cache(maxsize=256)
def _insert(table: Table, columns: tuple[str, ...]) -> Prepared:
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}))


@lru_cache(maxsize=256)
def _update(table: Table, columns: tuple[str, ...]) -> Prepared:
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return Prepared(update(table).where(table.c.id == bindparam("row_id")).values(values))


def insert_row(connection: Connection, table: Table, **values: Any) -> int:
    """Writes one row with exactly these columns; answers its id (0 for tables without one)."""
    result = _insert(table, tuple(values)).run(connection, **values)
    return int(result.lastrowid or 0)


def update_row(connection: Connection, table: Table, row_id: int, **values: Any) -> None:
    """Changes columns of the row with this id."""
    _update(table, tuple(values)).run(connection, row_id=row_id, **values)
