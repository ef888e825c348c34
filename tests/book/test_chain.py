"""Tampering shows: every stored field of every entry and line is changed in turn, and found."""
# ruff: noqa: S608 statements are put together from our own table names

import shutil
import sqlite3
from contextlib import closing

import pytest

from app.book import checks
from app.book.book import Book
from app.book.dialect import sqlite_engine
from app.commands import parties
from app.domain.kinds import CUSTOMER
from tests.book.stories import tampered
from tests.builders import JAN_15, a_credit, assert_sound, clock

MORE = (
    "INSERT INTO journal_line SELECT entry_id, 9, date, account_id, party_id, debit, credit,"
    " currency, amount FROM journal_line WHERE entry_id = 5 AND position = 0"
)
CHAINED = (checks.chain_is_unbroken,)


@pytest.fixture
def copy(full, quick_path):
    return shutil.copy(full, quick_path / "book.avoir")


def found(path) -> list[str]:
    engine = sqlite_engine(path)
    with engine.connect() as connection:
        messages = [one.message for one in checks.findings(connection, CHAINED)]
    engine.dispose()
    return messages


def keys(path, table: str) -> list[tuple[int, ...]]:
    which = "id" if table == "entry" else "entry_id, position"
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT {which} FROM {table}").fetchall()


def changed(value: object) -> object:
    if isinstance(value, int):
        return value + 1
    return "7" if value is None else f"{value}x"


@pytest.mark.parametrize("table", ["entry", "journal_line"])
def test_every_field_of_every_row_is_held_by_the_chain(copy, table):
    """One transaction each, rolled back: the file stays as it is for the next field."""
    which = "id = ?" if table == "entry" else "entry_id = ? AND position = ?"
    with tampered(copy):
        pass
    engine = sqlite_engine(copy, foreign_keys=False)
    tried = 0
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        info = connection.exec_driver_sql(f"PRAGMA table_info({table})").fetchall()
        connection.rollback()
        kinds = {row[1]: row[2] for row in info}
        for key in keys(copy, table):
            for column, kind in kinds.items():
                with connection.begin():
                    row = connection.exec_driver_sql(
                        f"SELECT {column} FROM {table} WHERE {which}", key
                    ).one()
                    value = changed(row[0])
                    if kind == "INTEGER" and not isinstance(value, int):
                        value = 7
                    if column in ("id", "entry_id", "position", "reversal_of"):
                        value = 900
                    connection.exec_driver_sql(
                        f"UPDATE {table} SET {column} = ? WHERE {which}", (value, *key)
                    )
                    if not checks.findings(connection, CHAINED):
                        pytest.fail(f"{table} {key}: {column} was changed unseen")
                    connection.rollback()
                    tried += 1
        assert not checks.findings(connection, CHAINED)
    engine.dispose()
    assert tried == len(keys(copy, table)) * len(kinds) > 100


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("UPDATE entry SET description = description || '!' WHERE id = 3", 3),
        ("DELETE FROM entry WHERE id = 2", 2),
        ("DELETE FROM journal_line WHERE entry_id = 4", 4),
        (MORE, 5),
    ],
    ids=["text", "entry gone", "lines gone", "line more"],
)
def test_the_first_bad_entry_is_named(copy, sql, first):
    with tampered(copy) as connection:
        connection.execute(sql)
    assert found(copy) == [f"Entry {first} is not as it was written."]


def test_two_lines_that_change_places_are_seen(copy):
    with tampered(copy) as connection:
        connection.execute("UPDATE journal_line SET position = 9 WHERE entry_id=1 AND position=0")
        connection.execute("UPDATE journal_line SET position = 0 WHERE entry_id=1 AND position=1")
        connection.execute("UPDATE journal_line SET position = 1 WHERE entry_id=1 AND position=9")
    assert found(copy) == ["Entry 1 is not as it was written."]


def test_the_chain_goes_on_after_reopening_and_spans_all_acts(copy):
    book = Book(copy, clock)
    book.do(JAN_15, parties.update, CUSTOMER, party="p1", name="Renamed")
    a_credit(book, "p1")
    assert_sound(book)
    book.close()
    assert found(copy) == []
