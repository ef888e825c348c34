"""The palette finds by words in any order, by initials and by letters; keys alone run it."""

from functools import partial

import pytest
from PySide6.QtWidgets import QMainWindow

from app.gui.fuzzy import best, score
from app.gui.keys import KEYS, Keyboard, sheet
from app.gui.palette import Entry, Palette
from tests.gui.drivers.palette import PaletteDriver
from tests.gui.names import nameless
from tests.gui.pictures import assert_pictures

WORDS = ("New credit memo", "New vendor credit", "Credit register", "Trial balance",
         "Acme Ltd CM-0007")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("memo new", ["New credit memo"]),
        ("cre new", ["New credit memo", "New vendor credit"]),
        ("tb", ["Trial balance"]),
        ("trlbal", ["Trial balance"]),
        ("0007", ["Acme Ltd CM-0007"]),
        ("CM-0007", ["Acme Ltd CM-0007"]),
        ("credit", ["Credit register", "New credit memo", "New vendor credit"]),
        ("zzz", []),
        ("", list(WORDS)),
    ],
)
def test_finding(typed, found):
    assert list(best(typed, WORDS, str)) == found


def test_a_whole_word_beats_a_beginning_beats_an_inside():
    order = best("bill", ("possibilly", "billing", "bill"), str)
    assert order == ["bill", "billing", "possibilly"]


def test_of_equal_ones_what_begins_with_the_words_stands_first():
    order = best("statement", ("Income statement", "Statement of account"), str)
    assert order == ["Statement of account", "Income statement"]


def test_words_that_are_not_there_do_not_fit():
    assert score("credit zebra", "New credit memo") is None


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def opened(window, qtbot):
    """A palette of two providers; what was run is in the list."""
    ran: list[str] = []
    kept = []

    def pages(_typed) -> list[Entry]:
        return [Entry(word, "page", partial(ran.append, word)) for word in WORDS]

    def documents(typed) -> list[Entry]:
        return [Entry(f"CM-{typed}", "credit memo", lambda: ran.append(typed))] if typed else []

    palette = Palette((pages, documents), "Search or do…", window)
    kept.append(palette)
    palette.open()
    return PaletteDriver(qtbot), ran


def test_typing_narrows_and_enter_runs(opened):
    driver, ran = opened
    assert driver.offered == list(WORDS)
    driver.type("balance").press("enter")
    assert ran == ["Trial balance"]
    assert not driver.is_open


def test_providers_may_look_into_the_book(opened):
    driver, ran = opened
    driver.type("0042").press("enter")
    assert ran == ["0042"]


def test_arrows_move_while_typing_goes_on(opened):
    driver, ran = opened
    driver.press("down", "down", "up")
    assert driver.current == WORDS[1]
    driver.press("page down")
    assert driver.current == WORDS[-1]
    driver.press("down", "enter")
    assert ran == [WORDS[-1]]


def test_nothing_fits_is_said(opened):
    driver, ran = opened
    driver.type("xq zq")
    assert driver.says_nothing_fits is False  # the book's own answer stands
    assert driver.offered == ["CM-xq zq"]
    driver.press("escape")
    assert not driver.is_open
    assert ran == []


def test_an_empty_palette_says_so(window, qtbot):
    palette = Palette((lambda _typed: (),), "Search", window)
    palette.open()
    driver = PaletteDriver(qtbot)
    assert driver.says_nothing_fits
    driver.press("enter")
    assert driver.is_open
    palette.close()


def test_the_sheet_of_keys_is_searched_by_act_and_by_key(window, qtbot, settings):
    ran: list[str] = []
    Palette((sheet(Keyboard(settings.keys), ran.append),), "Keys", window).open()
    driver = PaletteDriver(qtbot)
    assert len(driver.offered) > len(KEYS)
    driver.type("ctrl+d")
    assert driver.offered[0] == "Duplicate"
    driver.press("enter")
    assert ran == ["duplicate"]


def test_the_palette_is_whole_in_every_look(qapp, window, settings):
    palette = Palette((sheet(Keyboard(settings.keys), print),), "Keys", window)
    palette.open()
    assert_pictures(qapp, palette)
    assert nameless(palette) == []
    palette.close()
