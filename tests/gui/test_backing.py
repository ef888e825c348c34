"""Backups from the window: where they are said to be, what goes wrong, one a day, restoring."""

import os
import shutil
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.commands import parties
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY, Clock, outside, small_book
from tests.gui.drivers.closing import MonthEndDriver, a_minute_later, choose_files, wait_for_jobs
from tests.gui.drivers.credits import notices
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def time():
    return Clock()


@pytest.fixture
def window(qtbot, tmp_path, time):
    made = WindowDriver(qtbot, tmp_path, world=replace(outside(), clock=time))
    made.resize(1280, 900)
    assert made.open(small_book(tmp_path / "north.avoir"))
    return made


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "north backups"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def back_up(qtbot, window) -> None:
    window.do("back_up")
    wait_for_jobs(qtbot, window)


def test_a_backup_is_made_beside_the_work_and_says_where_it_is(qtbot, window, folder, monkeypatch):
    assert window.backup == "No backup yet"
    back_up(qtbot, window)
    made = folder / "north 2026-03-10 0930.avoir"
    assert names(folder) == [made.name]
    assert notices(window) == (f"Backed up, opened and checked: {made}",)
    assert window.backup == "Backup 09:30"
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    window.click("notice_offer")
    assert shown == [QUrl.fromLocalFile(str(folder))]


def test_the_page_shows_it_at_once_and_what_is_done_after_it(qtbot, window):
    page = MonthEndDriver(qtbot, window)
    page.follow_way("backup")
    wait_for_jobs(qtbot, window)
    assert page.list["Backup"] == (
        "Done", "Everything is in the newest one, of 2026-03-10 09:30.", "Back up now",
    )  # fmt: skip
    window.widget.desk.book.do(TODAY, parties.create, CUSTOMER, name="Later")
    assert page.list["Backup"][:2] == (
        "To do", "Changes since the newest one, of 2026-03-10 09:30: 1.",
    )  # fmt: skip


def test_a_backup_of_another_day_says_which(qtbot, window, time):
    time.now -= timedelta(days=2)
    back_up(qtbot, window)
    assert window.backup == "Backup 2026-03-08"


def test_what_cannot_be_written_is_told_in_a_dialog(qtbot, window, folder):
    folder.write_text("a file in the way")
    back_up(qtbot, window)
    assert window.dialog == "unavailable"
    assert window.sentence.startswith("Nothing can be written in ")
    assert notices(window) == ()
    window.answer("OK")


def test_closing_the_book_waits_for_nothing(qtbot, window, folder):
    window.do("back_up")
    window.do("back_up")  # one is enough
    assert window.close_book()
    wait_for_jobs(qtbot, window)
    assert len(names(folder)) <= 1
    assert not [one for one in names(folder) if one.startswith(".")]


# One a day


def test_a_minute_after_opening_what_has_no_backup_gets_one(qtbot, window, folder):
    a_minute_later(window)
    wait_for_jobs(qtbot, window)
    assert names(folder) == ["north 2026-03-10 0930.avoir"]
    assert window.said == "Backed up."
    assert notices(window) == ()


def test_only_what_has_changed_since_yesterday_is_backed_up_again(qtbot, window, folder, time):
    def minute_after(**later: int) -> int:
        time.now += timedelta(**later)
        a_minute_later(window)
        wait_for_jobs(qtbot, window)
        return len(names(folder))

    assert minute_after() == 1
    assert minute_after(days=3) == 1
    window.widget.desk.book.do(TODAY, parties.create, CUSTOMER, name="Later")
    assert minute_after(minutes=1) == 2
    window.widget.desk.book.do(TODAY, parties.create, CUSTOMER, name="Later still")
    assert minute_after(hours=23) == 2
    assert minute_after(hours=2) == 3


def test_a_disk_that_is_not_there_is_told_once(qtbot, window, folder):
    folder.write_text("a file in the way")
    for _ in range(3):
        a_minute_later(window)
        wait_for_jobs(qtbot, window)
    (told,) = notices(window)
    assert told.startswith("Today's backup could not be made. Nothing can be written in ")
    assert window.dialog == ""
    window.click("notice_close")
    a_minute_later(window)
    assert notices(window) == ()


def test_a_book_that_is_gone_is_no_news_of_the_clock(window, tmp_path, folder):
    for path in tmp_path.glob("north.avoir*"):
        path.unlink()
    window.widget.desk.book.close()  # the next look has to open the file again
    a_minute_later(window)
    assert window.dialog == ""
    assert names(folder) == []


# Restoring


def test_a_backup_is_opened_as_a_book_of_its_own(qtbot, window, folder, tmp_path, monkeypatch):
    back_up(qtbot, window)
    window.widget.desk.book.do(TODAY, parties.create, CUSTOMER, name="Later")
    new = tmp_path / "again"
    offered = choose_files(monkeypatch, folder / names(folder)[0], new)
    window.do("open_backup")
    wait_for_jobs(qtbot, window)
    qtbot.waitUntil(lambda: window.title == "again — Avoir")
    assert offered == [str(tmp_path / "north (2026-03-10 0930).avoir")]
    assert stat.S_IMODE((tmp_path / "again.avoir").stat().st_mode) == 0o600
    window.press("Ctrl+J")
    assert "Later" not in window.rows("parties").column("Name")


def test_a_backup_that_is_opened_by_mistake_asks_for_a_name(
    qtbot, window, folder, tmp_path, monkeypatch
):
    back_up(qtbot, window)
    made = folder / names(folder)[0]
    window.close_book()
    choose_files(monkeypatch, made, None)
    assert not window.open(made)
    assert not window.has_book
    choose_files(monkeypatch, made, tmp_path / "again.avoir")
    assert not window.open(made)
    qtbot.waitUntil(lambda: window.has_book)
    assert window.title == "again — Avoir"


def test_restoring_never_overwrites(qtbot, window, folder, tmp_path, monkeypatch):
    back_up(qtbot, window)
    before = (tmp_path / "north.avoir").stat().st_ino
    choose_files(monkeypatch, folder / names(folder)[0], tmp_path / "north.avoir")
    window.do("open_backup")
    wait_for_jobs(qtbot, window)
    assert "exists already; nothing was changed" in window.sentence
    window.answer("OK")
    assert (tmp_path / "north.avoir").stat().st_ino == before


def test_a_copy_that_is_no_backup_is_restored_too(window, tmp_path, monkeypatch):
    window.close_book()
    copy = Path(shutil.copy(tmp_path / "north.avoir", tmp_path / "copy.avoir"))
    offered = choose_files(monkeypatch, copy, None)
    window.do("open_backup")
    assert offered == [str(tmp_path / "copy (restored).avoir")]
    assert not window.has_book


def test_a_book_that_cannot_be_opened_offers_its_backups(
    qtbot, window, folder, tmp_path, monkeypatch
):
    back_up(qtbot, window)
    path = tmp_path / "north.avoir"
    window.close_book()
    os.truncate(path, 8192)
    choose_files(monkeypatch, folder / names(folder)[0], tmp_path / "again.avoir")
    assert not window.open(path)
    assert "Restore a backup…" in window.answers
    window.answer("Restore a backup…")
    qtbot.waitUntil(lambda: window.has_book)
    assert window.title == "again — Avoir"


def test_a_damaged_backup_is_not_opened(qtbot, window, folder, tmp_path, monkeypatch):
    back_up(qtbot, window)
    made = folder / names(folder)[0]
    made.chmod(0o600)
    os.truncate(made, 8192)
    choose_files(monkeypatch, made, tmp_path / "again.avoir")
    window.do("open_backup")
    wait_for_jobs(qtbot, window)
    assert window.sentence.startswith("The book is damaged.")
    window.answer("OK")
    assert not (tmp_path / "again.avoir").exists()
