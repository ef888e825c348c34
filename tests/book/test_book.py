"""The open book's two doors: one transaction for each act, one state for each question."""

import sqlite3
import sys
import threading
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy.exc import OperationalError

from app.book import dialect
from app.book.book import Book, Changed, Reading, Writing
from app.commands import credits, parties
from app.domain.errors import Refused, Unavailable, refuse
from app.domain.kinds import CUSTOMER
from app.queries import books as seen
from app.queries import parties as party_queries
from tests.builders import (
    JAN_15,
    Notices,
    a_credit,
    a_customer,
    assert_sound,
    clock,
    everything,
    previewed,
    shown,
)


def names(book) -> list[str]:
    return [row.name for row in book.ask(JAN_15, party_queries.rows, CUSTOMER)]


def test_an_act_is_kept_and_told_once(book):
    notices = Notices(book)
    party = a_customer(book, name="Acme")
    assert names(book) == ["Acme"]
    assert notices.all == [("create", {"customer"}, {party})]


@pytest.mark.parametrize(
    "error", [refuse("required", "No."), ZeroDivisionError(), KeyboardInterrupt(), SystemExit()]
)
def test_an_act_that_fails_anywhere_leaves_nothing(book, error):
    notices, before = Notices(book), everything(book)

    def fails(writing: Writing) -> None:
        parties.create(writing, CUSTOMER, name="Half")
        raise error

    with pytest.raises(type(error)):
        book.do(JAN_15, fails)
    assert everything(book) == before
    assert notices.all == []
    a_customer(book, name="Next")
    assert names(book) == ["Next"]


def test_the_act_knows_the_day_the_instant_and_who(book):
    def look(writing: Writing) -> tuple[object, str, bool]:
        return writing.today, writing.now, bool(writing.who)

    assert book.do(JAN_15, look) == (JAN_15, "2026-01-15T12:00:00.000+00:00", True)


def test_an_act_with_bound_arguments_has_its_own_name(book):
    notices = Notices(book)
    book.do(JAN_15, partial(partial(parties.create, side=CUSTOMER), name="Acme"))
    assert notices.acts == [("create", {"customer"})]


def test_a_listener_that_fails_does_not_look_like_a_failed_act(book, monkeypatch):
    shown_to_user: list[object] = []
    heard: list[Changed] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: shown_to_user.append(error[1]))

    def breaks(_changed: Changed) -> None:
        raise ZeroDivisionError

    book.listen(breaks)
    book.listen(heard.append)
    party = a_customer(book)
    assert party == "p1"
    assert [type(error) for error in shown_to_user] == [ZeroDivisionError]
    assert len(heard) == 1
    assert names(book) == ["Acme"]


def test_listeners_may_come_and_go_while_they_are_told(book):
    heard = []

    def once(changed: Changed) -> None:
        heard.append(changed.act)
        stop()
        book.listen(lambda one: heard.append(f"late {one.act}"))

    stop = book.listen(once)
    a_customer(book)
    assert heard == ["create"]
    a_customer(book)
    assert heard == ["create", "late create"]


def test_a_listener_may_ask_and_act(book):
    found: list[list[str]] = []

    def follow(_changed: Changed) -> None:
        found.append(names(book))
        if len(found) == 1:
            a_customer(book, name="Second")

    book.listen(follow)
    a_customer(book, name="First")
    assert found == [["First"], ["First", "Second"]]


def test_a_preview_shows_the_entries_and_leaves_nothing(book):
    credit = a_credit(book, a_customer(book), issue=False)
    notices, before = Notices(book), everything(book)
    entries = book.preview(JAN_15, credits.issue, CUSTOMER, credit=credit)
    assert [previewed(entry.lines) for entry in entries] == [
        ["debit 4100 100.00", "credit 1200 100.00"]
    ]
    assert everything(book) == before
    assert notices.all == []
    assert shown(book, credit).number is None
    book.do(JAN_15, credits.issue, CUSTOMER, credit=credit)
    assert shown(book, credit).number == "CM-0001"


def test_a_preview_of_what_is_refused_says_why(book):
    with pytest.raises(Refused):
        book.preview(JAN_15, credits.issue, CUSTOMER, credit="CM-0009")


def test_a_question_sees_one_state_while_others_write(book):
    other = Book(book.path, clock)

    def twice(reading: Reading) -> tuple[list[str], list[str]]:
        before = [row.name for row in party_queries.rows(reading, CUSTOMER)]
        a_customer(other, name="Between")
        return before, [row.name for row in party_queries.rows(reading, CUSTOMER)]

    before, after = book.ask(JAN_15, twice)
    assert before == after == []
    assert names(book) == ["Between"]
    other.close()


def test_a_busy_book_is_unavailable_and_nothing_is_lost(book, monkeypatch):
    monkeypatch.setattr(dialect, "BUSY_TIMEOUT_MS", 20)
    other = Book(book.path, clock)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert names(other) == []  # readers do not wait
        with pytest.raises(Unavailable) as problem:
            a_customer(other)
        assert problem.value.message == "The book is busy in another program."
        assert problem.value.hint
        holder.execute("ROLLBACK")
    a_customer(other)
    assert names(other) == ["Acme"]
    other.close()


def test_a_second_writer_waits_its_turn(book):
    entered, go = threading.Event(), threading.Event()

    def slow(writing: Writing) -> None:
        entered.set()
        assert go.wait(10)
        parties.create(writing, CUSTOMER, name="Slow")

    other = Book(book.path, clock)
    first = threading.Thread(target=book.do, args=(JAN_15, slow))
    second = threading.Thread(target=a_customer, args=(other, "Quick"))
    first.start()
    assert entered.wait(10)
    second.start()
    second.join(0.05)
    assert second.is_alive()
    go.set()
    first.join()
    second.join()
    assert names(book) == ["Quick", "Slow"]
    other.close()


def test_many_threads_may_ask_at_once(book):
    """A pool that closed a thread's connection for another's sake ended the program here."""
    a_customer(book)
    answers: list[str] = []
    problems: list[Exception] = []

    def ask() -> None:
        try:
            answers.extend(book.ask(JAN_15, seen.about).name for _ in range(20))
        except Exception as error:  # noqa: BLE001 whatever it is, it must be told
            problems.append(error)

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert answers == ["Own Shop"] * 240


def test_a_full_disk_is_unavailable_and_nothing_is_written(book):
    """SQLite's own limit on the size of a file gives the same error as a full disk."""
    with book.look() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    book.close()

    def fill(writing: Writing) -> None:
        writing.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for n in range(500):
            parties.create(writing, CUSTOMER, name=f"{n}" + "x" * 500)

    with pytest.raises(Unavailable) as problem:
        book.do(JAN_15, fill)
    assert problem.value.message == "The disk is full; nothing was written."
    assert names(book) == []
    assert_sound(book)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("database is locked", "The book is busy in another program."),
        ("attempt to write a readonly database", "The book cannot be written"),
        ("unable to open database file", "The book cannot be opened"),
        ("disk I/O error", "The disk did not answer"),
        ("database disk image is malformed", "The book is damaged."),
        ("file is not a database", "This file is not an Avoir book."),
    ],
)
def test_what_the_machine_says_is_said_in_our_words(text, message):
    problem = dialect.unavailable(sqlite3.OperationalError(text))
    assert problem
    assert problem.message.startswith(message)
    assert problem.hint
    assert dialect.unavailable(sqlite3.OperationalError("no such column: x")) is None


def test_our_own_mistake_in_sql_is_not_the_machine_s(book):
    def wrong(writing: Writing) -> None:
        writing.connection.exec_driver_sql("SELECT 1 FROM nowhere")

    with pytest.raises(OperationalError, match="no such table"):
        book.do(JAN_15, wrong)


def test_every_commit_is_written_through_to_the_disk(book):
    with book.look() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
