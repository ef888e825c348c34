"""Older books are brought to today's format, with a copy of them kept beside."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.book import checks, upgrade
from app.book.dialect import APPLICATION_ID, sqlite_engine
from app.domain.errors import Unavailable


def clock() -> datetime:
    return datetime(2026, 1, 15, 12, tzinfo=UTC)


def an_empty_older_book(path: Path) -> Path:
    """A file of format 0: marked as a book, without any table yet."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 0")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.commit()
    connection.close()
    return path


def test_a_new_book_and_an_upgraded_one_have_the_same_structure(tmp_path):
    old = an_empty_older_book(tmp_path / "old.avoir")
    upgrade.open_book(old, clock).close()
    upgrade.create_book(tmp_path / "new.avoir", clock).close()
    digests = []
    for name in ("old.avoir", "new.avoir"):
        with sqlite_engine(tmp_path / name).connect() as connection:
            digests.append(upgrade.structure_digest(connection))
            assert not checks.findings(connection)
            stamped = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            assert stamped.scalar_one() == upgrade.REVISION
    assert digests == [upgrade.SCHEMA_DIGEST] * 2


def test_the_copy_of_an_older_book_is_as_it_was(tmp_path):
    old = an_empty_older_book(tmp_path / "old.avoir")
    upgrade.open_book(old, clock).close()
    copy = sqlite3.connect(tmp_path / "old.format-0.avoir")
    assert copy.execute("PRAGMA user_version").fetchone() == (0,)
    assert copy.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone() == (0,)
    copy.close()


def test_a_copy_never_overwrites(tmp_path):
    old = an_empty_older_book(tmp_path / "old.avoir")
    (tmp_path / "old.format-0.avoir").write_text("mine")
    with pytest.raises(Unavailable, match="exists already"):
        upgrade.open_book(old, clock)
    assert (tmp_path / "old.format-0.avoir").read_text() == "mine"


def test_a_failed_upgrade_leaves_the_book_as_it_was(tmp_path, monkeypatch):
    old = an_empty_older_book(tmp_path / "old.avoir")

    def breaks(connection):
        connection.exec_driver_sql("CREATE TABLE half (done INTEGER)")
        raise ZeroDivisionError

    monkeypatch.setattr(upgrade, "migrate", breaks)
    with pytest.raises(ZeroDivisionError):
        upgrade.open_book(old, clock)
    left = sqlite3.connect(old)
    assert left.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone() == (0,)
    assert left.execute("PRAGMA user_version").fetchone() == (0,)
    left.close()


def test_an_upgrade_that_loses_a_row_is_taken_back(tmp_path, monkeypatch):
    old = an_empty_older_book(tmp_path / "old.avoir")

    def loses(connection):
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE child (parent REFERENCES parent(id))")
        connection.exec_driver_sql("INSERT INTO child VALUES (7)")

    monkeypatch.setattr(upgrade, "migrate", loses)
    with pytest.raises(Unavailable, match="could not be upgraded"):
        upgrade.open_book(old, clock)
    left = sqlite3.connect(old)
    assert left.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone() == (0,)
    left.close()


def test_new_books_are_stamped_with_the_newest_step():
    folder = Path(upgrade.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.REVISION]
