"""Which backups of a book there are, how far the newest reaches, and which are kept."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.book import backup
from app.domain.errors import Unavailable
from tests.builders import a_book, a_customer

NOW = datetime(2026, 11, 21, 9, 14, 30, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# How far the newest one reaches


def test_the_newest_one_tells_the_last_change_that_is_in_it(told, folder):
    assert backup.newest(told.path) is None
    first = backup.back_up(told.path, None, NOW)
    with told.look() as connection:
        change = backup.last_change(connection.exec_driver_sql)
    found = backup.newest(told.path)
    assert found
    assert (found.path, found.at, (found.change, found.changed_at)) == (first, NOW, change)
    a_customer(told, "Later")
    second = backup.back_up(told.path, None, NOW + timedelta(hours=1))
    found = backup.newest(told.path)
    assert found
    assert change
    assert (found.path, found.change) == (second, change[0] + 1)
    second.chmod(0o600)
    second.write_bytes(b"spoilt")
    found = backup.newest(told.path)
    assert found
    assert found.path == first
    assert names(folder) == [first.name, second.name]  # looking leaves nothing beside them


def test_only_this_books_backups_are_listed(told, folder, quick_path):
    assert backup.backups(told.path) == ()
    made = backup.back_up(told.path, None, NOW)
    a_book(told.path, quick_path / "North 2.avoir").close()
    for name in (
        "North.avoir", "North 2026-11-21.avoir", "North 2026-13-41 0914.avoir", "notes.txt",
        "North 2026-11-21 0914.pdf", "South 2026-11-21 0914.avoir",
        "North 2 2026-11-21 0914.avoir", "North 2026-11-21 0914 (x).avoir",
    ):  # fmt: skip
        (folder / name).write_text("mine")
    assert [one.path for one in backup.backups(told.path)] == [made]


def test_a_file_whose_time_is_another_is_as_old_as_its_name_says(told):
    made = backup.back_up(told.path, None, NOW)
    os.utime(made, (0, 0))
    (found,) = backup.backups(told.path)
    assert found.at == NOW.replace(second=0)
    assert found.as_made  # nobody may write in it
    made.chmod(0o600)
    (found,) = backup.backups(told.path)
    assert not found.as_made


# Thinning


def test_two_years_of_two_backups_a_day_leave_the_right_ones(quick_path):
    book, folder = quick_path / "North.avoir", quick_path / "kept"
    folder.mkdir()
    start = datetime(2025, 1, 1, tzinfo=UTC)
    for day in range(730):
        for hour in (9, 17):
            at = start + timedelta(days=day, hours=hour)
            path = folder / f"North {at:%Y-%m-%d %H%M}.avoir"
            path.touch()
            os.utime(path, (at.timestamp(), at.timestamp()))
        backup.thin(book, folder, at)
    last_of_month = [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30",
        "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30",
    ]  # fmt: skip
    sundays = ["2026-12-06", "2026-12-13", "2026-12-20"]
    days = [f"2026-12-{day}" for day in range(25, 32)]
    assert [path.stem.split()[1] for path in sorted(folder.iterdir())] == [
        *last_of_month, *sundays, *days, "2026-12-31",
    ]  # fmt: skip
    assert {path.stem.split()[2] for path in folder.iterdir()} == {"0900", "1700"}
    assert (folder / "North 2026-12-31 0900.avoir").exists()  # of today all


def test_thinning_leaves_alone_what_is_not_as_it_was_made(told, folder):
    old = NOW - timedelta(days=900)
    worked_in = backup.back_up(told.path, None, old)
    worked_in.chmod(0o600)
    os.utime(worked_in, (NOW.timestamp(), NOW.timestamp()))
    others = [
        folder / "South 2020-01-01 0900.avoir",
        folder / "North 2020-01-01.avoir",
        folder / "letter.txt",
    ]
    for other in others:
        other.write_text("mine")
        os.utime(other, (0, 0))
    gone = backup.back_up(told.path, None, old + timedelta(days=2))
    under_way, forgotten = folder / ".backup-now", folder / ".backup-then"
    for place in (under_way, forgotten):
        place.mkdir()
        (place / "half").write_text("half")
    os.utime(under_way, (NOW.timestamp(), NOW.timestamp()))
    os.utime(forgotten, (0, 0))
    made = backup.back_up(told.path, None, NOW)
    assert not gone.exists()
    left = {*(one.name for one in others), worked_in.name, made.name, under_way.name}
    assert set(names(folder)) == left


def test_a_backup_that_failed_thins_nothing(told, folder):
    told.close()
    old = backup.back_up(told.path, None, NOW - timedelta(days=900))
    os.truncate(told.path, 8192)
    with pytest.raises(Unavailable):
        backup.back_up(told.path, None, NOW)
    assert names(folder) == [old.name]


def test_the_newest_stays_however_old():
    old = NOW - timedelta(days=4000)
    assert set(backup.worth_keeping([old, old - timedelta(days=1)], NOW)) == {old}
    assert set(backup.worth_keeping([], NOW)) == set()


def test_a_clock_that_was_set_back_takes_nothing_away(told):
    later = backup.back_up(told.path, None, NOW + timedelta(days=400))
    now = backup.back_up(told.path, None, NOW)
    assert later.exists()
    assert now.exists()
