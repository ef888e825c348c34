"""What is no sound book is refused with a sentence and a way out, and left as it is."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from app.book import upgrade
from app.domain.errors import Unavailable
from app.queries import books as seen
from tests.book.stories import tell
from tests.builders import JAN_15, a_book, a_customer, assert_sound, clock


@pytest.fixture
def path(template, quick_path):
    """A closed book that can be damaged."""
    return shutil.copy(template, quick_path / "book.avoir")


def refused(path, says: str) -> Unavailable:
    """Opening is refused; what stands there is as it was, and nothing new is beside it."""
    before = files(path.parent)
    with pytest.raises(Unavailable) as problem:
        upgrade.open_book(path, clock)
    assert says in problem.value.message
    assert problem.value.hint
    assert problem.value.hint.endswith(".")
    assert files(path.parent) == before
    return problem.value


def files(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, without SQLite's own files beside a book that was looked at."""
    found = folder.iterdir() if folder.exists() else ()
    mine = [one for one in found if one.is_file() and not one.name.endswith(("-wal", "-shm"))]
    return {one.name: one.read_bytes() for one in mine}


def test_a_sound_book_opens(path):
    book = upgrade.open_book(path, clock)
    assert book.ask(JAN_15, seen.about).name == "Own Shop"
    assert_sound(book)
    book.close()


def test_there_is_no_such_book(path):
    refused(path.with_name("other.avoir"), "There is no book other.avoir in")
    refused(path.parent / "nowhere" / "other.avoir", "There is no book other.avoir in")


def test_a_folder_is_no_book(path):
    folder = path.with_name("folder.avoir")
    folder.mkdir()
    refused(folder, "folder.avoir is a folder, not a book.")


def test_a_pipe_is_no_book(path):
    pipe = path.with_name("pipe.avoir")
    os.mkfifo(pipe)
    with pytest.raises(Unavailable, match="a device or a pipe"):
        upgrade.open_book(pipe, clock)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "other.avoir is empty; it is not a book."),
        (b"x", "was made by another program"),
        (b"%PDF-1.7 " + b"x" * 5000, "was made by another program"),
        (b"SQLite format 3\x00", "was made by another program"),
        (b"SQLite format 3\x00" + b"\x00" * 5000, "was made by another program"),
    ],
)
def test_a_file_of_another_program_is_no_book(path, content, says):
    other = path.with_name("other.avoir")
    other.write_bytes(content)
    refused(other, says)


def test_a_database_of_another_program_is_no_book(path):
    other = path.with_name("other.avoir")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE entry (id INTEGER)")
        connection.commit()
    refused(other, "was made by another program; it is not an Avoir book.")


def test_a_newer_book_is_left_alone(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {upgrade.FORMAT + 1}")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    problem = refused(path, f"was made by a newer Avoir (format {upgrade.FORMAT + 1};")
    assert problem.hint == "Update Avoir to open it."


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_book_that_cannot_be_written_is_refused(path, monkeypatch, which):
    """Root may write anywhere, so the system's answer is given here: the sentence is real."""
    closed = path if which == "file" else path.parent
    real = os.access

    def access(asked: Any, mode: int) -> bool:
        return not (mode == os.W_OK and os.fspath(asked) == os.fspath(closed)) and real(
            asked, mode
        )

    monkeypatch.setattr(os, "access", access)
    refused(path, "book.avoir cannot be written: the file or its folder is read-only.")


def test_an_act_on_a_disk_that_takes_no_writes_is_refused(path, monkeypatch):
    """An immutable view of the file stands in for a disk that became read-only."""
    real = sqlite3.connect

    def connect(name: str, **options: Any) -> Any:
        return real(name.replace("mode=rw", "mode=ro&immutable=1"), **options)

    monkeypatch.setattr(sqlite3, "connect", connect)
    book = upgrade.open_book(path, clock)
    assert book.ask(JAN_15, seen.about).name == "Own Shop"
    with pytest.raises(Unavailable, match="The book cannot be written"):
        a_customer(book)
    book.close()


def test_a_book_that_cannot_be_read_is_refused(path, monkeypatch):
    real = Path.open

    def deny(self: Path, *arguments: Any, **options: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(Unavailable, match=r"book.avoir cannot be read: Permission denied"):
        upgrade.open_book(path, clock)


@pytest.mark.parametrize("left", [100, 101, 4095, 4096, 5000, 8192, 40_000])
def test_a_truncated_book_is_never_opened_as_if_sound(path, left):
    os.truncate(path, left)
    refused(path, "damaged")


def test_bytes_flipped_in_the_structure_are_seen_on_opening(path):
    data = bytearray(path.read_bytes())
    place = data.index(b"CREATE TABLE journal_line")
    data[place + 7] ^= 0x20
    path.write_bytes(data)
    refused(path, "")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM account; END",
        "CREATE VIEW account_view AS SELECT * FROM account",
        "CREATE TABLE mine (x INTEGER)",
        "CREATE INDEX mine ON account (name)",
        "DROP TRIGGER keep_entry_update",
        "DROP INDEX ix_document_list",
        "DROP TABLE request_key",
        "ALTER TABLE party ADD COLUMN mine TEXT",
        "CREATE TRIGGER sqlitex AFTER INSERT ON entry BEGIN SELECT 1; END",
    ],
)
def test_a_changed_structure_is_refused(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(path, "The structure of this book was changed by another program.")


def test_a_schema_rewritten_by_hand_is_refused(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'credit >= 0', 'credit >= -9')"
            " WHERE name = 'journal_line'"
        )
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(path, "The structure of this book was changed by another program.")


def test_a_structure_that_cannot_be_read_is_damage(path, monkeypatch):
    def fails(_connection: object) -> str:
        raise DatabaseError("SELECT", None, sqlite3.DatabaseError("out of sorts"))

    monkeypatch.setattr(upgrade, "structure_digest", fails)
    refused(path, "The book is damaged.")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE setting SET value = 'block' WHERE name = 'over_credit'",
        "UPDATE role_account SET role = 'treasure' WHERE role = 'bank'",
        "UPDATE account SET type = 'wealth' WHERE code = '1000'",
        "INSERT INTO lock_date VALUES (1, 'soon', NULL, 'now', 'me')",
    ],
)
def test_values_that_nobody_wrote_are_damage(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql)
        connection.commit()
    book = upgrade.open_book(path, clock)
    with pytest.raises(Unavailable, match="The book is damaged"):
        book.ask(JAN_15, seen.about)
    book.close()


def test_statistics_of_the_query_planner_are_no_change(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
        connection.commit()
    upgrade.open_book(path, clock).close()


def test_a_book_that_was_left_open_is_opened_with_all_that_was_answered(template, quick_path):
    """The log beside the file belongs to it: it is read, not thrown away."""
    book = a_book(template, quick_path / "left.avoir")
    tell(book)
    for suffix in ("", "-wal"):
        shutil.copy(f"{book.path}{suffix}", quick_path / f"copy.avoir{suffix}")
    again = upgrade.open_book(quick_path / "copy.avoir", clock)
    assert_sound(again)
    assert again.ask(JAN_15, seen.about).locked_through is not None
    again.close()
    book.close()


def test_a_new_book_is_its_owner_s_alone(tmp_path):
    old = os.umask(0)
    try:
        book = upgrade.create_book(tmp_path / "new.avoir", clock)
        with book.look():
            found = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
        book.close()
    finally:
        os.umask(old)
    assert set(found.values()) == {0o600}
    assert "new.avoir" in found


def test_creating_never_overwrites(path):
    for taken in (path, path.with_name("note.txt"), path.with_name("link")):
        if taken.name == "note.txt":
            taken.write_text("mine")
        if taken.name == "link":
            taken.symlink_to("nowhere")
    before = {one.name for one in path.parent.iterdir()}
    for taken in (path, path.with_name("note.txt"), path.with_name("link"), path.parent):
        with pytest.raises(Unavailable, match="exists already; nothing was changed"):
            upgrade.create_book(taken, clock)
    assert path.with_name("note.txt").read_text() == "mine"
    assert {one.name for one in path.parent.iterdir()} == before
    upgrade.open_book(path, clock).close()


def test_creating_loses_a_race_politely(tmp_path, monkeypatch):
    """Somebody else makes a file of that name while ours is being filled."""
    path = tmp_path / "new.avoir"
    real = os.link

    def late(source: Path, target: Path) -> None:
        path.write_text("theirs")
        real(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(Unavailable, match="exists already"):
        upgrade.create_book(path, clock)
    assert path.read_text() == "theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["new.avoir"]


def test_a_file_system_without_links_takes_books_too(tmp_path, monkeypatch):
    def unsupported(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    path = tmp_path / "new.avoir"
    book = upgrade.create_book(path, clock)
    assert_sound(book)
    book.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["new.avoir"]
    with pytest.raises(Unavailable, match="exists already"):
        upgrade.create_book(path, clock)


@pytest.mark.parametrize(
    ("name", "says"),
    [("nowhere/new.avoir", "No such file or directory"), ("x" * 300, "File name too long")],
)
def test_where_no_book_can_be_made_says_why(tmp_path, name, says):
    with pytest.raises(Unavailable, match=says) as problem:
        upgrade.create_book(tmp_path / name, clock)
    assert len(problem.value.message) < 300
    assert problem.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_makes_no_book(tmp_path, monkeypatch):
    def full(_connection: object) -> None:
        raise DatabaseError("CREATE", None, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(upgrade, "build", full)
    with pytest.raises(Unavailable, match="The disk is full"):
        upgrade.create_book(tmp_path / "new.avoir", clock)
    assert list(tmp_path.iterdir()) == []


def test_a_start_that_fails_leaves_nothing_behind(tmp_path):
    def fails(_book: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        upgrade.create_book(tmp_path / "new.avoir", clock, fails)
    assert list(tmp_path.iterdir()) == []
