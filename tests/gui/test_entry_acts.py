"""Entries by hand in the journal: copied, taken back; as a script does it."""

import json
from datetime import date
from typing import Any

import pytest

from app.book import upgrade
from app.cli.run import Runner
from app.commands import entries
from app.commands.entries import HandLine
from app.queries import entries as queries
from app.queries import ledger
from tests.gui.drivers.books import TODAY, clock, empty_book, small_book
from tests.gui.drivers.entries import EntriesDriver
from tests.gui.drivers.window import WindowDriver

RENT = (("6000", "120", ""), ("1000", "", "120"))


@pytest.fixture
def page(qtbot, window):
    return EntriesDriver(qtbot, window)


def post(page, *lines: HandLine, description: str = "Rent", day: date = TODAY) -> str:
    lines = lines or (HandLine("6000", debit="120"), HandLine("1000", credit="120"))
    facts = {"date": day, "description": description, "lines": lines}
    return str(page.do(entries.post, **facts).id)


# Duplicating


def test_a_copy_begins_with_the_same_lines_today(page):
    post(page, HandLine("6000", debit="11", party="p1", currency="EUR", amount="10"),
         HandLine("1000", credit="11"), day=date(2026, 2, 28))  # fmt: skip
    page.choose("Rent")
    page.key("Ctrl+D")
    assert page.field("date").shown == "2026-03-10"
    assert page.field("description").shown == "Rent"
    assert page.grid("lines")[0][:6] == ["6000 Rent", "11.00", "", "Acme Ltd", "EUR", "10.00"]
    page.window.press("Ctrl+Return")
    assert [row[0] for row in page.said].count("Rent") == 2


def test_an_entry_is_begun_from_any_page(page):
    page.window.go("Customers")
    page.window.press("Ctrl+K")
    page.window.write("new journal entry")
    assert page.window.offered[0] == "New journal entry"
    page.window.press("Return")
    assert (page.window.section, page.window.page) == ("Ledger", "New entry")
    page.come_back()
    assert page.focus == "description"


# Taking back


def test_reversing_shows_the_mirror_and_posts_it(page):
    post(page)
    page.choose("Rent")
    page.act("reverse")
    assert page.panel == "Reverse entry 5: it stays in the journal, its mirror takes it back."
    assert (page.focus, page.field("date").shown) == ("reason", "2026-03-10")
    assert page.posts == [["1000 Bank", "120.00", ""], ["6000 Rent", "", "120.00"]]
    page.window.press("Ctrl+Return")
    assert page.problem("reason").startswith("A reason is needed")
    page.field("reason").type("Twice")
    page.window.press("Ctrl+Return")
    assert page.panel == ""
    assert page.window.said == "Entry 5 is taken back."
    assert page.said[0] == ["Back from “Rent”: Twice", "1000 / 6000", "120.00", "120.00"]
    assert page.ask(queries.get, "e6").reversal_of == "e5"


def test_undo_offers_the_reversal_of_what_was_posted(page):
    page.write(*RENT, description="Rent")
    page.window.press("Ctrl+Return")
    assert "Undo entry 5…" in page.window.menus["Edit"]
    page.key("Ctrl+Z")
    assert page.panel.startswith("Reverse entry 5")
    page.press("escape")
    assert page.panel == ""
    assert page.focus == "journal"


def test_another_row_gives_the_panel_up(page):
    post(page)
    page.choose("Rent")
    page.act("reverse")
    page.choose("Cedar Mills: bill BILL-0001")
    assert page.panel == ""


def test_what_cannot_be_taken_back_says_why_and_what_to_do(page):
    post(page)
    page.choose("Cedar Mills: bill BILL-0001")
    assert not page.can("reverse")
    told = "belongs to BILL-0001 and is taken back with it. Open BILL-0001 and void it."
    assert page.tip("reverse").endswith(told)
    assert page.tip("undo").endswith(told)
    assert page.tip("duplicate").startswith("Entry 4 belongs to BILL-0001")
    page.choose("Rent")
    assert page.can("reverse")
    page.do(entries.reverse, entry="e5", reason="Twice")
    assert page.tip("reverse") == "Entry 5 was taken back already, by entry 6. Nothing is left."
    page.choose("Back from “Rent”: Twice")
    assert page.tip("reverse").startswith("Entry 6 is what took entry 5 back.")


def test_an_entry_is_taken_back_from_a_register_too(page):
    post(page)
    page.window.field("account").click()
    page.window.field("account").type("6000").press("enter")
    assert page.can("reverse")
    page.act("reverse")
    assert page.panel.startswith("Reverse entry 5")


def test_an_empty_journal_takes_an_entry(qtbot, tmp_path):
    empty_book(tmp_path / "empty.avoir").close()
    window = WindowDriver(qtbot, tmp_path)
    window.open(tmp_path / "empty.avoir")
    page = EntriesDriver(qtbot, window)
    assert page.tip("reverse") == "Choose an entry first."
    assert page.journal.empty[1] == "New entry"
    page.journal.answer_empty()
    page.set(description="Rent")
    for row, line in enumerate(RENT):
        page.line(row, *line)
    page.window.press("Ctrl+Return")
    assert page.said == [["Rent", "6000 / 1000", "120.00", "120.00"]]


# The window and the protocol


def talk(book, do, **facts: Any):
    """What `avoir run` answers to a line on the window's day."""
    return Runner(book, lambda: TODAY).answer(json.dumps({"do": do, **facts}))


def rent(**facts: Any):
    return {
        "date": "2026-03-10", "description": "Rent",
        "lines": [{"account": "6000", "debit": "120", "party": "p3"},
                  {"account": "1000", "credit": "120"}], **facts,
    }  # fmt: skip


@pytest.fixture
def twin(tmp_path):
    """The same book again, without a window."""
    book = upgrade.open_book(small_book(tmp_path / "twin.avoir"), clock)
    yield book
    book.close()


def test_the_window_posts_and_takes_back_what_a_script_does(page, twin):
    page.write(*RENT, description="Rent")
    page.put(0, "party", "cedar")
    page.window.press("Ctrl+Return")
    assert talk(twin, "journal.post", **rent())["ok"]
    assert page.ask(ledger.journal) == twin.ask(TODAY, ledger.journal)
    page.act("reverse")
    page.field("reason").type("Twice")
    page.window.press("Ctrl+Return")
    assert talk(twin, "journal.reverse", entry="e5", reason="Twice")["ok"]
    assert page.ask(ledger.journal) == twin.ask(TODAY, ledger.journal)
    assert page.ask(ledger.trial_balance) == twin.ask(TODAY, ledger.trial_balance)


@pytest.mark.parametrize(
    ("lines", "fields", "facts"),
    [
        (RENT, {"date": "2026-01-15"}, {"date": "2026-01-15"}),
        (RENT, {"description": ""}, {"description": ""}),
        ((RENT[0],), {}, {"lines": [{"account": "6000", "debit": "120"}]}),
        (
            (RENT[0], ("1200", "", "120")),
            {},
            {"lines": [{"account": "6000", "debit": "120"}, {"account": "1200", "credit": "120"}]},
        ),
        (
            (RENT[0], ("none", "", "120")),
            {},
            {"lines": [{"account": "6000", "debit": "120"}, {"account": "none", "credit": "120"}]},
        ),
        (
            (RENT[0], ("1000", "", "1.001")),
            {},
            {"lines": [{"account": "6000", "debit": "120"},
                       {"account": "1000", "credit": "1.001"}]},
        ),
    ],
)  # fmt: skip
def test_the_window_refuses_what_a_script_is_refused(page, twin, lines, fields, facts):
    page.write(*lines, **{"description": "Rent", **fields})
    page.window.press("Ctrl+Return")
    assert page.writing
    answer = talk(twin, "journal.post", **rent(**facts))
    for problem in answer["problems"]:
        sentence = " ".join(filter(None, (problem["message"], problem.get("hint"))))
        field = problem["field"].split(".")
        told = page.problem(field[0]).split("\n")
        assert any(line.endswith(sentence) for line in told), (problem, told)
        if len(field) == 3:
            assert page.cell_problem("lines", int(field[1]), field[2]) == sentence


def test_what_a_script_cannot_take_back_the_window_does_not_offer(page, twin):
    for one in page.ask(ledger.journal).entries:
        page.choose(one.description)
        assert not page.can("reverse")
        answer = talk(twin, "journal.reverse", entry=one.id, reason="Why")
        assert [problem["code"] for problem in answer["problems"]] == ["control_account"]
