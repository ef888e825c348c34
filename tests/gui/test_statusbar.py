"""The status bar tells at once when the books do not tie, and leads to what differs."""

import sqlite3

import pytest

from tests.gui.drivers.books import small_book
from tests.gui.drivers.window import WindowDriver


@pytest.fixture
def window(qtbot, tmp_path):
    path = small_book(tmp_path / "north.avoir")
    with sqlite3.connect(path) as raw:  # as another program might do
        raw.execute(
            "UPDATE account_tally SET debit = debit + 300 WHERE account_id = "
            "(SELECT id FROM account WHERE code = '1200') AND month = '2026-03'"
        )
    raw.close()
    made = WindowDriver(qtbot, tmp_path)
    made.open(path)
    return made


def test_books_that_do_not_tie_say_which_account_and_by_how_much(window):
    assert window.tie == "Books do not tie: AR is off by 3.00"
    window.click("tie")
    assert window.page == "Tie-out"
    assert ["1200", "AR", "933.00", "930.00", "3.00"] in window.rows("report").rows
