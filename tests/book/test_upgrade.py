"""Older books are brought to today's format, with a copy of them kept beside."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.book import checks, upgrade
from app.book.dialect import APPLICATION_ID, sqlite_engine
from app.commands import books, expiry
from app.commands import payments as acts
from app.commands.inputs import SettingsDraft
from app.domain.errors import Unavailable
from app.queries import books as seen
from app.queries import payments
from tests.builders import clock

MARCH = date(2026, 3, 1)
BOOKS = Path(__file__).parents[1] / "books"


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


@pytest.mark.parametrize("kept", sorted(BOOKS.glob("*.avoir")), ids=lambda path: path.stem)
def test_a_book_of_every_format_is_brought_up_and_goes_on(kept, tmp_path):
    """Nothing of it changes but what the step says; today's acts work on what is in it."""
    path = tmp_path / "old.avoir"
    shutil.copy(kept, path)
    before = trial_balance(path)
    book = upgrade.open_book(path, clock)
    try:
        with book.look() as connection:
            assert checks.findings(connection) == ()
        assert trial_balance(path) == before
        assert path.with_name(f"old.{kept.stem}.avoir").exists()
        money = book.ask(MARCH, payments.get, "RCP-0001")
        assert (money.account, str(money.cash)) == ("1000", "200.00")
        assert book.do(MARCH, expiry.run).made
        book.do(MARCH, acts.record, party="p1", kind="chargeback", amount="5")
        settings = SettingsDraft(forfeit_to="unclaimed_property", credit_order="oldest_first")
        book.do(MARCH, books.update_settings, settings)
        assert book.ask(MARCH, seen.about).settings["forfeit_to"] == "unclaimed_property"
        with book.look() as connection:
            assert checks.findings(connection) == ()
    finally:
        book.close()


def trial_balance(path: Path) -> list[tuple[int, int]]:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT account_id, SUM(debit - credit) FROM journal_line GROUP BY account_id"
    ).fetchall()
    connection.close()
    return found


def test_there_is_a_book_of_every_format_before_todays():
    assert {path.stem for path in BOOKS.glob("*.avoir")} == {
        f"format-{number}" for number in range(1, upgrade.FORMAT)
    }


def changed(path: Path, number: int, statement: str) -> Path:
    """The kept book of a format, changed by somebody else's hand."""
    shutil.copy(BOOKS / f"format-{number}.avoir", path)
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_an_upgrade_gives_missing_accounts_another_code(tmp_path):
    """A book whose 4900 is a heading gets an account of its own for lapses."""
    path = changed(
        tmp_path / "old.avoir", 1, "UPDATE account SET is_header = 1 WHERE code = '4900'"
    )
    book = upgrade.open_book(path, clock)
    roles = book.ask(MARCH, seen.about).roles
    book.close()
    assert (roles["forfeited_credits"], roles["unclaimed_property"]) == ("4900-1", "2400")


def spoilt_pages(data: bytearray) -> None:
    for page in range(8, len(data) // 4096):
        data[page * 4096 : page * 4096 + 8] = b"\xff" * 8


def half(data: bytearray) -> None:
    del data[len(data) // 2 :]


def not_utf8(data: bytearray) -> None:
    """A byte of the structure's own text, after which even the error cannot be read."""
    place = data.index(b"CREATE TABLE journal_line")
    data[place + 3 : place + 18] = b"\xfd" * 15


def no_sense(data: bytearray) -> None:
    place = data.index(b"CREATE TABLE journal_line")
    data[place : place + 12] = b"CREATE VIEW "


DAMAGES = [spoilt_pages, half, not_utf8, no_sense]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("kept", sorted(BOOKS.glob("*.avoir")), ids=lambda path: path.stem)
def test_a_damaged_older_book_is_refused_as_it_is(kept, damage, tmp_path):
    """However often it is tried; no copy is left that would stand in the way."""
    path, data = tmp_path / "old.avoir", bytearray(kept.read_bytes())
    damage(data)
    path.write_bytes(data)
    for _ in range(2):
        with pytest.raises(Unavailable, match="The book is damaged"):
            upgrade.open_book(path, clock)
    assert path.read_bytes() == data
    assert not list(tmp_path.glob("*.format-*"))


def test_an_older_book_with_a_foreign_guard_in_it_stays_of_its_format(tmp_path):
    guard = "CREATE TRIGGER evil AFTER INSERT ON history BEGIN SELECT 1; END"
    path = changed(tmp_path / "old.avoir", 2, guard)
    with pytest.raises(Unavailable, match="changed by another program"):
        upgrade.open_book(path, clock)
    assert upgrade.format_of(path) == 2
    assert not list(tmp_path.glob("*.format-*"))


def test_an_older_book_that_saw_steps_nobody_knows_is_refused(tmp_path):
    path = changed(tmp_path / "old.avoir", 2, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Unavailable, match="The book is damaged"):
        upgrade.open_book(path, clock)
    assert upgrade.format_of(path) == 2
