"""What the tables of a book are made of: STRICT, and never null by accident."""

from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, Table, Text, text

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: Any, rowid: bool = True, **more: Any) -> Table:
    """A table of the book; without `rowid` its rows lie in the order of their key."""
    return Table(name, METADATA, *parts, sqlite_strict=True, sqlite_with_rowid=rowid, **more)


def an_id() -> Column[int]:
    """The row's own number."""
    return Column("id", Integer, primary_key=True)


def a_text(name: str, *parts: Any, null: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Text, *parts, nullable=null)


def an_int(name: str, *parts: Any, null: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, *parts, nullable=null)


def index_of_some(name: str, *columns: str) -> Index:
    """An index over the rows whose last column is there at all."""
    return Index(name, *columns, sqlite_where=text(f"{columns[-1]} IS NOT NULL"))


def a_check(name: str, condition: str) -> CheckConstraint:
    """What the database itself holds every row to."""
    return CheckConstraint(condition, name=name)
