"""Books that are none, are damaged or hostile: one sentence, exit 2, nothing written."""

import os
import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.book import checks, upgrade
from app.book.dialect import sqlite_engine
from app.cli.run import Runner
from app.domain.errors import Unavailable
from tests.builders import JAN_15, clock
from tests.cli.refusals import opening
from tests.cli.told import call

# What is no book


def test_there_is_no_such_file(folder, refused):
    assert "There is no book none.avoir" in opening(refused, folder / "none.avoir")
    assert "There is no book x" in opening(refused, folder / "none" / "x")


def test_a_folder(folder, refused):
    (folder / "own.avoir").mkdir()
    assert "own.avoir is a folder" in opening(refused, folder / "own.avoir")
    assert "is a folder" in opening(refused, Path())


@pytest.mark.parametrize(
    "content",
    [b"hello", b"\x00" * 5000, b"SQLite format 3\x00", b"%PDF-1.7\n" * 100, os.urandom(4096)],
    ids=["text", "zeros", "head only", "pdf", "noise"],
)
def test_another_programs_file(folder, refused, content):
    path = folder / "own.avoir"
    path.write_bytes(content)
    assert "was made by another program" in opening(refused, path)


def test_another_programs_sqlite_file(folder, refused):
    path = folder / "own.avoir"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE note (text)")
        other.commit()
    assert "was made by another program" in opening(refused, path)


def test_an_empty_file(folder, refused):
    (folder / "own.avoir").touch()
    assert "own.avoir is empty" in opening(refused, folder / "own.avoir")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files there")
def test_what_is_no_file_is_not_waited_for(folder, refused):
    os.mkfifo(folder / "own.avoir")
    assert "is a device or a pipe" in opening(refused, folder / "own.avoir")
    assert "is a device or a pipe" in opening(refused, Path(os.devnull))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_itself_and_one_to_nothing(folder, refused):
    (folder / "loop.avoir").symlink_to("loop.avoir")
    (folder / "gone.avoir").symlink_to("nowhere")
    assert "loop.avoir cannot be read" in opening(refused, folder / "loop.avoir")
    assert "There is no book gone.avoir" in opening(refused, folder / "gone.avoir")


def test_a_very_long_name(folder, refused):
    told = opening(refused, folder / ("x" * 300))
    assert "cannot be read" in told
    assert len(told) < 300


def test_a_newer_book(sound, refused):
    with sound.open("r+b") as file:
        file.seek(60)
        file.write(struct.pack(">I", upgrade.FORMAT + 98))
    told = opening(refused, sound)
    assert f"was made by a newer Avoir (format {upgrade.FORMAT + 98}" in told
    assert "Update Avoir" in told


# Damage


def test_a_truncated_book_never_passes_as_sound(sound, capfd):
    whole = sound.read_bytes()
    for size in (100, 512, 4095, 4096, 8192, 50_000, len(whole) // 2, len(whole) - 4096):
        sound.write_bytes(whole[:size])
        assert call("check", sound) in (1, 2)
        out, err = capfd.readouterr()
        assert "damaged" in out + err
        assert "Traceback" not in err


QUESTIONS = (
    '{"do":"invoice.list"}',
    '{"do":"report.trial_balance"}',
    '{"do":"credit_memo.get","credit_memo":"CM-0001"}',
    '{"do":"report.account","account":"1200"}',
    '{"do":"report.aging","side":"customer"}',
    '{"do":"history.of","document":"INV-0001"}',
    '{"do":"customer.list"}',
    '{"do":"book.get"}',
)


def test_flipped_bytes_are_found_or_harmless(traded_file, tmp_path, capfd):
    whole = traded_file.read_bytes()
    path = tmp_path / "flipped.avoir"

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.lists(
            st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)),
            min_size=1,
            max_size=4,
        )
    )
    def play(flips):
        flipped = bytearray(whole)
        for place, byte in flips:
            flipped[place] = byte
        for one in path.parent.glob("flipped.avoir*"):
            one.unlink()
        path.write_bytes(flipped)
        status = call("check", path)
        out, err = capfd.readouterr()
        assert status in (0, 1, 2)
        assert "Traceback" not in err
        assert "mistake" not in err
        assert (status == 0) == out.endswith("checks passed.\n")
        if status == 0:
            answers(path)

    play()


def answers(path):
    """Every question of a book that passed its checks is answered, or damage is told. What no
    check can know, such as one letter of a name for another, is harmless."""
    book = upgrade.open_book(path, clock)
    runner = Runner(book, lambda: JAN_15)
    for question in QUESTIONS:
        with suppress(Unavailable):
            assert runner.answer(question)["ok"]
    book.close()


# Hostile books


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER spy AFTER INSERT ON entry BEGIN UPDATE setting SET value = '1'; END",
        "CREATE TRIGGER sqlitezspy AFTER INSERT ON party BEGIN DELETE FROM setting; END",
        "CREATE TRIGGER alembic_version AFTER INSERT ON party BEGIN DELETE FROM setting; END",
        "CREATE VIEW spy AS SELECT * FROM party",
        "CREATE VIEW sqlite1 AS SELECT * FROM party",
        "CREATE TABLE spy (text)",
        "CREATE TABLE sqlites (text)",
        "CREATE INDEX spy ON party (name)",
        "ALTER TABLE party ADD COLUMN spy TEXT",
        "DROP TRIGGER keep_entry_update",
        "DROP INDEX ix_document_list",
    ],
)
def test_a_planted_structure_is_refused_before_use(sound, refused, planted):
    with closing(sqlite3.connect(sound)) as hostile:
        hostile.execute(planted)
        hostile.commit()
    assert "The structure of this book was changed" in opening(refused, sound)


def test_a_planted_name_of_sqlites_own_is_refused(sound, refused):
    with closing(sqlite3.connect(sound)) as hostile:
        hostile.execute("PRAGMA writable_schema = ON")
        hostile.execute(
            "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_spy', 'party', 0, "
            "'CREATE TRIGGER sqlite_spy AFTER INSERT ON party BEGIN DELETE FROM setting; END')"
        )
        hostile.commit()
    assert opening(refused, sound)


def test_what_sqlite_itself_keeps_is_no_change(sound, capfd):
    with closing(sqlite3.connect(sound)) as file:
        file.execute("ANALYZE")
        file.commit()
    assert call("check", sound) == 0
    assert capfd.readouterr().err == ""


def test_the_schema_of_a_file_is_not_trusted(sound):
    engine = sqlite_engine(sound)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_the_checks_of_these_tests_can_pass(sound):
    book = upgrade.open_book(sound, clock)
    with book.look() as connection:
        assert checks.findings(connection) == ()
    book.close()
