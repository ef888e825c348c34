"""Who has a book open: a record that refuses other windows and clears itself."""

import os
import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from app.book import owner, upgrade
from app.domain.errors import Unavailable

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "north.avoir"
    upgrade.create_book(path, lambda: NOW).close()
    return path


def record(book, host, process, seen):
    """Writes a record as another window would."""
    with sqlite3.connect(book) as raw:
        raw.execute("DELETE FROM owner")
        raw.execute(
            "INSERT INTO owner (id, host, process, seen_at) VALUES (1, ?, ?, ?)",
            (host, process, seen.isoformat()),
        )
    raw.close()


def kept(book):
    with sqlite3.connect(book) as raw:
        row = raw.execute("SELECT host, process, seen_at FROM owner").fetchone()
    raw.close()
    return row


def a_process_that_has_ended():
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return int(done.stdout)


def test_a_claim_is_recorded_refreshed_and_released(book):
    owner.claim(book, NOW)
    assert kept(book) == (socket.gethostname(), os.getpid(), NOW.isoformat())
    later = NOW + timedelta(minutes=1)
    assert owner.heartbeat(book, later)
    assert kept(book)[2] == later.isoformat()
    owner.release(book)
    assert kept(book) is None


def test_the_same_process_may_claim_again(book):
    owner.claim(book, NOW)
    owner.claim(book, NOW + timedelta(seconds=1))


def test_a_window_on_another_computer_keeps_the_book_for_five_minutes(book):
    record(book, "elsewhere", 1, NOW - timedelta(minutes=4, seconds=59))
    with pytest.raises(Unavailable) as told:
        owner.claim(book, NOW)
    assert told.value.message == (
        "north.avoir is open in a window on elsewhere, last seen there at 09:25."
    )
    assert told.value.hint
    assert kept(book)[0] == "elsewhere"


def test_a_window_that_has_not_shown_itself_for_longer_has_lost_it(book):
    record(book, "elsewhere", 1, NOW - timedelta(minutes=5, seconds=1))
    owner.claim(book, NOW)
    assert kept(book)[0] == socket.gethostname()


def test_a_process_of_this_computer_that_has_ended_holds_nothing(book):
    record(book, socket.gethostname(), a_process_that_has_ended(), NOW)
    owner.claim(book, NOW)


def test_a_process_of_this_computer_that_runs_keeps_the_book(book):
    record(book, socket.gethostname(), os.getppid(), NOW)
    with pytest.raises(Unavailable, match="this computer"):
        owner.claim(book, NOW)


def test_nobody_releases_or_refreshes_what_is_somebody_elses(book):
    record(book, "elsewhere", 1, NOW)
    assert not owner.heartbeat(book, NOW)
    owner.release(book)
    assert kept(book) == ("elsewhere", 1, NOW.isoformat())


def test_a_busy_book_is_not_waited_for(book):
    owner.claim(book, NOW)
    other = sqlite3.connect(book, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert not owner.heartbeat(book, NOW)
        owner.release(book)
    finally:
        other.rollback()
        other.close()
    assert kept(book) is not None


def test_the_record_does_not_stop_scripts(book):
    owner.claim(book, NOW)
    with upgrade.open_book(book, lambda: NOW).look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM owner").scalar() == 1
