"""What is posted cannot be changed, not even by another program with plain SQL."""
# ruff: noqa: S608 statements are put together from our own table names

import sqlite3
from contextlib import closing

import pytest

from app.book import dialect, schema
from tests.book.stories import tell
from tests.builders import a_book

ONLY_GROW = (
    "entry",
    "journal_line",
    "document_use",
    "document_party",
    "number_taken",
    "lock_date",
    "history",
    "request_key",
)


@pytest.fixture(scope="module")
def full(template, tmp_path_factory):
    """The path of a closed book with some of everything in it. Refused statements leave it so."""
    path = tmp_path_factory.mktemp("full") / "book.avoir"
    book = a_book(template, path)
    tell(book)
    book.close()
    return path


@pytest.fixture
def plain(full):
    """Another program's connection: no settings of ours."""
    with closing(sqlite3.connect(full)) as connection:
        yield connection
        connection.rollback()


def refused(plain, sql: str, says: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=says):
        plain.execute(sql)


def columns(plain, table: str) -> list[str]:
    return [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]


def test_the_list_of_tables_that_only_grow_is_this_one():
    assert dialect.APPEND_ONLY == ONLY_GROW


@pytest.mark.parametrize("table", ONLY_GROW)
def test_rows_are_not_changed_removed_or_replaced(plain, table):
    assert plain.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] > 0
    for column in columns(plain, table):
        refused(plain, f"UPDATE {table} SET {column} = {column}", f"{table} only grows")
        refused(plain, f"UPDATE OR REPLACE {table} SET {column} = {column}", "only grows")
    refused(plain, f"DELETE FROM {table}", f"{table} only grows")
    refused(plain, f"REPLACE INTO {table} SELECT * FROM {table}", f"{table} only grows")
    refused(plain, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1", "only grows")


def test_a_reversal_does_not_replace_another(plain):
    refused(
        plain,
        "INSERT OR REPLACE INTO entry SELECT id + 999, date, act, description, document_id,"
        " reversal_of, created_at, created_by, hash FROM entry WHERE reversal_of IS NOT NULL",
        "entry only grows",
    )
    names = ", ".join(columns(plain, "document_use")[1:])
    refused(
        plain,
        f"INSERT OR REPLACE INTO document_use (id, {names})"
        f" SELECT id + 999, {names} FROM document_use WHERE reverses IS NOT NULL",
        "document_use only grows",
    )


FREE = {
    "stage",
    "expires_at",
    "reason_note",
    "description",
    "internal_notes",
    "exclude_from_auto_apply",
    "updated_at",
    "revision",
}


def test_an_issued_document_keeps_what_it_says(plain):
    frozen = set(columns(plain, "document")) - FREE
    kinds = {row[1]: row[2] for row in plain.execute("PRAGMA table_info(document)")}
    other = {name: "'x'" if kind == "TEXT" else "99" for name, kind in kinds.items()}
    for column in sorted(frozen):
        refused(
            plain,
            f"UPDATE document SET {column} = {other[column]} WHERE stage <> 'draft'",
            "an issued document does not change",
        )
    for column in sorted(FREE - {"stage"}):
        value = "9" if column in ("exclude_from_auto_apply", "revision") else "'2026-05-05'"
        plain.execute(f"UPDATE document SET {column} = {value} WHERE stage <> 'draft'")


def test_an_issued_document_does_not_become_a_draft_again(plain):
    refused(plain, "UPDATE document SET stage = 'draft' WHERE number IS NOT NULL", "CHECK")


def test_an_issued_document_is_not_removed_or_replaced(plain):
    refused(plain, "DELETE FROM document WHERE stage <> 'draft'", "only drafts are deleted")
    refused(plain, "REPLACE INTO document SELECT * FROM document", "does not change")
    names = ", ".join(columns(plain, "document")[1:])
    refused(
        plain,
        f"REPLACE INTO document (id, {names}) SELECT id + 999, {names} FROM document"
        " WHERE number IS NOT NULL",
        "does not change",
    )


@pytest.mark.parametrize("table", ["document_line", "document_tax"])
def test_contents_of_an_issued_document_stay(plain, table):
    issued = "(SELECT id FROM document WHERE stage <> 'draft')"
    mine = f"WHERE document_id IN {issued}"
    assert plain.execute(f"SELECT COUNT(*) FROM {table} {mine}").fetchone()[0] > 0
    says = "an issued document does not change"
    for column in columns(plain, table):
        refused(plain, f"UPDATE {table} SET {column} = {column} {mine}", says)
    refused(plain, f"DELETE FROM {table} {mine}", says)
    refused(plain, f"REPLACE INTO {table} SELECT * FROM {table} {mine}", says)
    draft = "(SELECT id FROM document WHERE stage = 'draft')"
    refused(
        plain,
        f"UPDATE {table} SET document_id = 1, position = 99 WHERE document_id IN {draft}",
        says,
    )


def test_a_line_is_not_taken_from_an_issued_document_into_a_draft(plain):
    names = [name for name in columns(plain, "document_line") if name != "document_id"]
    listed = ", ".join(names)
    refused(
        plain,
        f"REPLACE INTO document_line (document_id, {listed}) SELECT"
        f" (SELECT id FROM document WHERE stage = 'draft'), {listed}"
        " FROM document_line WHERE document_id = 1",
        "an issued document does not change",
    )


def test_drafts_do_change_and_go(plain):
    draft = "(SELECT id FROM document WHERE stage = 'draft')"
    plain.execute(f"UPDATE document_line SET description = 'x' WHERE document_id IN {draft}")
    plain.execute(f"DELETE FROM document_tax WHERE document_id IN {draft}")
    plain.execute(f"DELETE FROM document_line WHERE document_id IN {draft}")
    assert plain.execute("DELETE FROM document WHERE stage = 'draft'").rowcount == 1


def test_the_triggers_of_a_book_are_all_there(plain):
    found = {
        row[0] for row in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    }
    expected = {f"keep_{t}_{act}" for t in ONLY_GROW for act in ("update", "delete", "replace")}
    expected |= {f"keep_document_{act}" for act in ("update", "delete", "replace")}
    expected |= {
        f"keep_{table}_{act}"
        for table in ("document_line", "document_tax")
        for act in ("insert", "update", "delete")
    }
    expected.add("keep_document_line_replace")
    assert found == expected


def test_every_table_is_strict(plain):
    listed = {row[1]: bool(row[5]) for row in plain.execute("PRAGMA table_list")}
    ours = {name: listed[name] for name in schema.METADATA.tables}
    assert ours == dict.fromkeys(schema.METADATA.tables, True)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("account_tally", "debit", "'many'"),
        ("account_tally", "debit", "1.5"),
        ("account_tally", "month", "x'00'"),
        ("document_tally", "open", "'5a'"),
        ("party", "name", "NULL"),
        ("party", "revision", "0.5"),
        ("fx_rate", "rate", "1.1"),
    ],
)
def test_a_column_takes_no_other_type(plain, table, column, value):
    plain.execute("INSERT OR IGNORE INTO fx_rate VALUES ('EUR', '2026-01-01', 1)")
    with pytest.raises(sqlite3.IntegrityError, match=r"cannot store|NOT NULL"):
        plain.execute(f"UPDATE {table} SET {column} = {value}")


DRAFT = "(SELECT id FROM document WHERE stage = 'draft')"
USE = (
    "INSERT INTO document_use (id, kind, document_id, target_id, amount, base, target_base, date,"
    " created_at) VALUES (99, '{}', 1, {}, {}, {}, {}, 'd', 'n')"
)
LINE = "INSERT INTO journal_line VALUES (1, 9, '2026-01-10', 1, NULL, {}, {}, 'USD', {})"


@pytest.mark.parametrize(
    "sql",
    [
        LINE.format(5, 5, 5),
        LINE.format(0, 0, 5),
        LINE.format(-5, 0, 5),
        LINE.format(0, -5, 5),
        LINE.format(5, 0, -5),
        "UPDATE document_tally SET open = open + 1",
        "UPDATE document_tally SET applied = applied + 1",
        "UPDATE document_tally SET applied = applied + open + 1, open = -1",
        "UPDATE document_tally SET paid = -1, open = open + 1 + paid",
        "UPDATE document_tally SET base_open = -1",
        "UPDATE document_tally SET base_open = 1 WHERE open = 0",
        "UPDATE document SET total = -1 WHERE stage = 'draft'",
        "UPDATE document SET base_total = -1 WHERE stage = 'draft'",
        "UPDATE document SET shipping = -1 WHERE stage = 'draft'",
        "UPDATE document SET restocking_fee = -1 WHERE stage = 'draft'",
        "UPDATE document SET fx_rate = 0 WHERE stage = 'draft'",
        "UPDATE document SET kind = 'gift' WHERE stage = 'draft'",
        "UPDATE document SET stage = 'lost' WHERE stage = 'draft'",
        "UPDATE document SET number = 'CM-9' WHERE stage = 'draft'",
        "UPDATE document SET issued_at = 'now' WHERE stage = 'draft'",
        f"UPDATE document_line SET quantity = -1 WHERE document_id = {DRAFT}",
        f"UPDATE document_line SET unit_price = -1 WHERE document_id = {DRAFT}",
        f"UPDATE document_line SET price = -1 WHERE document_id = {DRAFT}",
        "UPDATE account SET type = 'money'",
        "UPDATE party SET side = 'friend'",
        "UPDATE business SET id = 2",
        "INSERT INTO fx_rate VALUES ('EUR', '2026-01-01', 0)",
        "INSERT INTO tax_code VALUES (1, 'T', 'T', -1, 'S', NULL)",
        USE.format("gift", "NULL", 1, 1, "NULL"),
        USE.format("refund", "NULL", 0, 1, "NULL"),
        USE.format("refund", "NULL", 1, -1, "NULL"),
        USE.format("refund", 2, 1, 1, 1),
        USE.format("apply", "NULL", 1, 1, 1),
        USE.format("apply", 2, 1, 1, -1),
    ],
)
def test_the_identities_are_kept_by_the_database_itself(plain, sql):
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        plain.execute(sql)


def test_keys_between_rows_are_kept_by_our_connections(full):
    engine = dialect.sqlite_engine(full)
    with engine.connect() as connection:
        cursor = connection.exec_driver_sql("PRAGMA foreign_keys")
        assert cursor.scalar() == 1
        for pragma, value in (("trusted_schema", 0), ("synchronous", 2), ("journal_mode", "wal")):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()
