"""Every check of the book from the window: asked for, once a day, and what damage leads to."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from app.book import backup
from app.domain.errors import present
from tests.gui.drivers.books import Clock, clock, outside, small_book
from tests.gui.drivers.closing import a_minute_later, choose_files, wait_for_jobs
from tests.gui.drivers.credits import notices
from tests.gui.drivers.window import WindowDriver

SOUND = "The book is sound: every check passed, 17 of them."
DAMAGED = "This book is damaged. What the checks found: {}."


@pytest.fixture
def time():
    return Clock()


@pytest.fixture
def window(qtbot, tmp_path, path, time):
    made = WindowDriver(qtbot, tmp_path, world=replace(outside(), clock=time))
    backup.back_up(path, None, clock())  # else one is made beside every check
    made.resize(1280, 900)
    assert made.open(path)
    return made


def tamper(path) -> None:
    """Changes an amount past all triggers."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER keep_journal_line_update")
    connection.execute(
        "UPDATE journal_line SET debit = debit + 1 WHERE debit > 0 AND entry_id = 1"
    )
    connection.commit()
    connection.close()


def check(qtbot, window) -> None:
    window.do("check_book")
    wait_for_jobs(qtbot, window)


def beat(qtbot, window) -> None:
    """A minute goes by, and what it starts beside the user comes to its end."""
    a_minute_later(window)
    wait_for_jobs(qtbot, window)
    assert QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.wait(1)


def test_a_sound_book_is_said_to_be(qtbot, window):
    check(qtbot, window)
    assert notices(window) == (SOUND,)


def test_what_is_wrong_is_listed_and_can_be_copied(qtbot, window, path):
    tamper(path)
    check(qtbot, window)
    assert notices(window) == (DAMAGED.format(5),)
    window.click("notice_offer")
    assert window.dialog == "findings"
    listed = window._over.findChild(QPlainTextEdit, "found").toPlainText()
    assert "Entry 1 is not as it was written." in listed.splitlines()
    assert len(listed.splitlines()) == 5
    window.click("copy")
    assert QGuiApplication.clipboard().text() == listed
    window.click("dismiss")
    assert window.dialog == ""
    assert notices(window) == (DAMAGED.format(5),)  # until it is closed


def test_from_what_is_wrong_the_way_leads_to_a_backup(qtbot, window, path, monkeypatch, tmp_path):
    kept = present(backup.newest(path), "a backup was made").path
    tamper(path)
    check(qtbot, window)
    window.click("notice_offer")
    choose_files(monkeypatch, kept, tmp_path / "again.avoir")
    window.click("confirm")
    wait_for_jobs(qtbot, window)
    assert window.widget.desk.book.path.name == "again.avoir"
    check(qtbot, window)
    assert notices(window) == (SOUND,)


def test_a_book_is_checked_once_a_day_by_itself(qtbot, window, path, time):
    before = window.said
    beat(qtbot, window)
    assert window.said != before
    assert window.said == "Checked: the book is sound."
    assert notices(window) == ()  # nobody asked
    tamper(path)
    beat(qtbot, window)
    assert notices(window) == ()  # not twice a day
    time.now += timedelta(days=1)
    beat(qtbot, window)
    assert DAMAGED.format(5) in notices(window)


def test_a_book_that_was_found_sound_today_is_not_checked_when_it_is_opened_again(
    qtbot, window, path
):
    beat(qtbot, window)
    window.widget.close_book()
    tamper(path)
    assert window.open(path) is not None
    beat(qtbot, window)
    assert notices(window) == ()


def test_a_damaged_one_is_told_once_and_again_when_it_is_opened_again(qtbot, window, path):
    tamper(path)
    beat(qtbot, window)
    assert notices(window) == (DAMAGED.format(5),)
    window.click("notice_close")
    beat(qtbot, window)
    assert notices(window) == ()


def test_a_book_that_is_closed_meanwhile_is_not_told_of(qtbot, window, path):
    tamper(path)
    window.do("check_book")
    window.widget.close_book()
    assert QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.wait(1)
    assert notices(window) == ()
    a_minute_later(window)  # without a book nothing is looked at
    assert notices(window) == ()


def test_what_was_found_in_one_book_is_not_told_of_the_next(qtbot, window, path, tmp_path):
    sound = small_book(tmp_path / "south.avoir")
    tamper(path)
    window.do("check_book")
    assert QThreadPool.globalInstance().waitForDone(20_000)  # the answer is on its way
    assert window.open(sound)
    qtbot.wait(1)
    assert notices(window) == ()
    check(qtbot, window)
    assert notices(window) == (SOUND,)
