"""The window: its sections, menus and keys, its memory, and how it opens books."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.book import upgrade
from app.commands import parties
from app.domain.kinds import CUSTOMER
from app.gui import theme
from app.gui.drafts import Draft, Drafts
from tests.gui.drivers.books import TODAY, clock, small_book
from tests.gui.drivers.window import WindowDriver
from tests.gui.names import nameless


def test_without_a_book_there_is_a_welcome(qtbot, tmp_path):
    window = WindowDriver(qtbot, tmp_path)
    assert window.title == "Avoir"
    assert set(window.menus) == {"File", "View", "Go", "Help"}
    assert "Close book" not in window.menus["File"]
    assert window.focus == "new_book"


def test_an_open_book_shows_its_sections_and_how_it_stands(window):
    assert window.title == "north — Avoir"
    assert [one for one in window.sections if one in {"Ledger", "Accounts", "Reports"}] == [
        "Ledger", "Accounts", "Reports",
    ]  # fmt: skip
    assert window.tie == "Books tie: AR 930.00 = documents"
    assert window.lock == "Locked through 2026-01-31"
    assert window.currency == "USD"


def test_a_click_in_the_sidebar_turns_the_page_and_takes_the_focus_there(window):
    window.go("Accounts")
    assert (window.page, window.section, window.focus) == ("Accounts", "Accounts", "accounts")


def test_the_arrows_turn_pages_and_stay_in_the_sidebar(window):
    window.go("Accounts")
    window.walk(Qt.Key.Key_Down)
    assert (window.page, window.focus) == ("Trial balance", "sidebar")
    window.walk(Qt.Key.Key_Return)
    assert window.focus == "report"


def test_keys_turn_pages(window):
    window.go("Reports")
    window.press("Ctrl+J")
    assert window.page == "Customers"
    keyed = [one for one in window.menus["Go"] if one in window.sections and one != "Home"]
    window.press(f"Alt+{keyed.index('Ledger') + 1}")
    assert window.page == "Ledger"
    window.press("Alt+1")
    assert window.page == "Credit memos"
    window.press("Alt+Home")
    assert window.page == "Home"


def test_the_menus_hold_what_the_page_can_do_and_nothing_of_other_pages(window):
    window.go("Customers")
    assert "New customer" in window.menus["Customers"]
    window.go("Reports")
    assert "Customers" not in window.menus
    window.press("Ctrl+N")  # the customers' key is asleep
    assert window.page == "Trial balance"
    assert window.dialog == ""


def test_the_palette_goes_to_pages_does_acts_and_finds_the_books_own(window):
    window.press("Ctrl+K")
    window.write("trial")
    window.press("Return")
    assert window.page == "Trial balance"
    window.press("Ctrl+K")
    window.write("borea")
    assert window.offered[0] == "Borealis"
    window.press("Return")
    assert (window.page, window.text("party_name")) == ("Customers", "Borealis")
    window.press("Ctrl+K")
    window.write("receivable acc")
    assert "1200 Accounts receivable" in window.offered
    window.press("Return")
    assert window.lists() == ["register"]


def test_the_sheet_of_keys_runs_what_it_lists(window):
    window.go("Accounts")
    window.press("Ctrl+?")
    window.write("customers")
    window.press("Return")
    assert window.page == "Customers"


def test_help_lists_what_can_be_done_on_the_page(window):
    window.go("Customers")
    window.press("F1")
    assert window.offered[0] == "New customer"
    assert "Trial balance" not in window.offered


def test_a_change_from_elsewhere_shows_at_once(window):
    window.do("month_end")
    assert window.field("through").shown == "February 2026"
    window.click("confirm_button")
    assert window.lock == "Locked through 2026-02-28"


def test_the_text_grows_and_shrinks_in_steps_and_is_remembered(window):
    before = theme.look().scale.body
    window.press("Ctrl++")
    assert theme.look().scale.body > before
    assert window.settings.general.get("text") == 1.1
    window.do("text_smaller")
    window.do("text_smaller")
    window.do("text_smaller")
    assert theme.look().scale.factor == theme.SMALLEST


def test_the_theme_can_be_chosen(window):
    window.do("theme_dark")
    assert theme.look().dark
    window.do("theme_light")
    assert not theme.look().dark


def test_size_and_page_are_remembered_for_the_book(qtbot, tmp_path, path):
    first = WindowDriver(qtbot, tmp_path)
    first.open(path)
    first.resize(790, 560)
    first.go("Reports")
    first.close()
    second = WindowDriver(qtbot, tmp_path)
    assert second.open(path)
    assert (second.size, second.page) == ((790, 560), "Trial balance")


def test_recent_books_stand_on_the_welcome_and_open_with_enter(window):
    window.close_book()
    assert window.focus == "recent_book"
    window.press("Space")
    assert window.title == "north — Avoir"


def test_another_book_takes_the_place_of_the_first(window, tmp_path):
    assert window.open(small_book(tmp_path / "south.avoir"))
    assert window.title == "south — Avoir"
    window.close_book()
    assert window.open(tmp_path / "north.avoir")  # nothing of it was left locked


def test_an_unsaved_editor_keeps_the_book_open_and_says_why(window):
    window.go("Customers")
    window.press("Ctrl+N")
    window.form().field("name").type("Delta")
    assert not window.close()
    assert window.has_book
    assert window.form().problem() == (
        "This customer is not saved yet. Save it, or give it up with Cancel."
    )
    window.click("give_up_button")
    assert window.close()


def test_an_editor_keeps_what_is_typed_while_another_page_is_shown(window):
    window.go("Customers")
    window.press("Ctrl+N")
    window.form().field("name").type("Delta")
    window.go("Ledger")
    window.go("Customers")
    assert window.form().field("name").shown == "Delta"


def test_drafts_of_pages_there_are_none_of_are_left_alone(qtbot, tmp_path, path):
    drafts = Drafts(tmp_path / "drafts", str(path))
    drafts.keep(Draft("one", "a_kind_of_tomorrow", {"a": 1}))
    window = WindowDriver(qtbot, tmp_path)
    assert window.open(path)
    assert [draft.id for draft in drafts.left_over()] == ["one"]


def no_such_file(folder):
    return folder / "gone.avoir"


def a_folder(folder):
    (folder / "box.avoir").mkdir()
    return folder / "box.avoir"


def letter(folder):
    (folder / "letter.avoir").write_bytes(b"Dear Sir or Madam, " * 20)
    return folder / "letter.avoir"


def empty(folder):
    (folder / "empty.avoir").touch()
    return folder / "empty.avoir"


def changed(at, content):
    def make(folder: Path) -> Path:
        path = small_book(folder / "changed.avoir")
        with path.open("r+b") as file:
            file.seek(at)
            file.write(content)
        return path

    return make


def truncated(folder):
    path = small_book(folder / "short.avoir")
    with path.open("r+b") as file:
        file.truncate(5000)
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (no_such_file, "There is no book gone.avoir"),
        (a_folder, "box.avoir is a folder, not a book."),
        (letter, "letter.avoir was made by another program"),
        (empty, "empty.avoir is empty; it is not a book."),
        (changed(60, b"\x00\x00\x00\x63"), "changed.avoir was made by a newer Avoir"),
        (changed(100, b"\xff" * 3000), "damaged"),
        (truncated, "damaged"),
    ],
)
def test_what_is_no_sound_book_is_told_with_ways_out_and_not_touched(qtbot, tmp_path, make, says):
    path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else None
    window = WindowDriver(qtbot, tmp_path)
    assert not window.open(path)
    assert window.dialog == "cannot_open"
    assert says in window.sentence
    assert window.answers == ["Choose another…", "New book…", "Close"]
    window.answer("New book…")
    qtbot.waitUntil(lambda: window.dialog == "new_book")
    assert (path.read_bytes() if path.is_file() else None) == before
    window.answer("Cancel")
    assert not window.has_book


def test_a_book_that_cannot_be_opened_leaves_the_open_one_open(window, tmp_path):
    assert not window.open(letter(tmp_path))
    window.answer("Close")
    assert window.title == "north — Avoir"
    assert window.tie.startswith("Books tie")


def test_everything_the_keyboard_reaches_has_a_name(window):
    for section in ("Customers", "Vendors", "Ledger", "Accounts", "Reports"):
        window.go(section)
        assert nameless(window.widget) == []


def test_what_the_settings_hold_makes_no_sense_is_passed_over(qtbot, tmp_path, path):
    driver = WindowDriver(qtbot, tmp_path)
    driver.settings.general.put("recent", {"not": "a list"})
    driver.settings.of_book(str(path)).put("page", json.dumps(["?"]))
    assert driver.open(path)
    assert driver.page


def test_a_book_that_another_program_is_writing_is_busy(qtbot, tmp_path, path, monkeypatch):
    monkeypatch.setattr("app.book.owner.CLAIM_WAIT_MS", 50)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    window = WindowDriver(qtbot, tmp_path)
    try:
        assert not window.open(path)
    finally:
        raw.rollback()
        raw.close()
    assert window.sentence.startswith("The book is busy in another program.")
    window.answer("Close")
    assert window.open(path)


def test_a_book_that_is_open_on_another_computer_is_refused(qtbot, tmp_path, path):
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM owner")
        seen = "2026-03-10T09:29:00+00:00"
        raw.execute("INSERT INTO owner VALUES (1, 'elsewhere', 7, ?)", (seen,))
    raw.close()
    window = WindowDriver(qtbot, tmp_path)
    assert not window.open(path)
    assert "is open in a window on elsewhere, last seen there at 09:29." in window.sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_one_may_not_write_in_is_told(qtbot, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    path = small_book(folder / "north.avoir")
    folder.chmod(0o500)
    window = WindowDriver(qtbot, tmp_path)
    try:
        assert not window.open(path)
    finally:
        folder.chmod(0o700)
    assert "read-only" in window.sentence


def test_f5_shows_what_another_program_has_done(window, path):
    window.go("Customers")
    other = upgrade.open_book(path, clock)
    other.do(TODAY, parties.create, CUSTOMER, name="Zephyr")
    other.close()
    assert "Zephyr" not in window.rows("parties").column("Name")
    window.press("F5")
    assert "Zephyr" in window.rows("parties").column("Name")
