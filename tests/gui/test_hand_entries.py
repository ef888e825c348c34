"""Entries by hand in the window: written, refused, kept, copied, taken back; as the protocol."""

import json
from datetime import date
from typing import Any

import pytest

from app.book import upgrade
from app.cli.run import Runner
from app.commands import books, entries
from app.commands.entries import HandLine
from app.gui.drafts import Drafts
from app.queries import entries as queries
from app.queries import ledger
from tests.gui.drivers.books import TODAY, clock, empty_book, small_book
from tests.gui.drivers.entries import EntriesDriver
from tests.gui.drivers.window import WindowDriver

RENT = (("6000", "120", ""), ("1000", "", "120"))


@pytest.fixture
def path(tmp_path):
    return small_book(tmp_path / "north.avoir")


@pytest.fixture
def window(qtbot, tmp_path, path):
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    assert made.open(path)
    return made


@pytest.fixture
def page(qtbot, window):
    return EntriesDriver(qtbot, window)


def post(page, *lines: HandLine, description: str = "Rent", day: date = TODAY) -> str:
    lines = lines or (HandLine("6000", debit="120"), HandLine("1000", credit="120"))
    facts = {"date": day, "description": description, "lines": lines}
    return str(page.do(entries.post, **facts).id)


# Writing


def test_typing_begins_at_the_words_of_today(page):
    page.key("Ctrl+N")
    assert page.window.page == "New entry"
    assert page.focus == "description"
    assert page.field("date").shown == "2026-03-10"
    assert page.lines == [["", "", "", ""]] * 2
    assert (page.sums, page.offers_to_fill, page.state) == ("", False, "")


def test_tab_goes_through_a_line_and_makes_the_next(page):
    page.key("Ctrl+N")
    page.press("tab")
    for stop in ("other_currency", "lines.0.account", "lines.0.debit", "lines.0.credit",
                 "lines.0.party", "lines.1.account"):  # fmt: skip
        assert page.focus == stop
        page.press("tab")
        page.come_back()
    page.put(1, "party", "acme")
    assert page.focus == "lines.2.account"
    assert len(page.lines) == 3


def test_tab_passes_over_the_side_that_stays_empty(page):
    page.key("Ctrl+N")
    page.line(0, "6000", debit="5*3")
    assert page.focus == "lines.0.party"
    assert page.lines[0] == ["6000 Rent", "15.00", "", ""]
    page.press("backtab")
    assert page.focus == "lines.0.debit"


def test_an_amount_on_one_side_leaves_the_other_empty(page):
    page.key("Ctrl+N")
    page.line(0, "6000", debit="15")
    page.put(0, "credit", "12")
    assert page.lines[0] == ["6000 Rent", "", "12.00", ""]


def test_the_sums_say_what_is_missing_and_where(page):
    page.write(("6000", "120", ""), ("1000", "", "100"), description="Rent")
    assert page.sums == "Debits 120.00, credits 100.00: 20.00 missing on the credit side."
    page.put(0, "debit", "90")
    assert page.sums == "Debits 90.00, credits 100.00: 10.00 missing on the debit side."
    page.put(0, "debit", "100")
    assert page.sums == "Debits 100.00, credits 100.00: it balances."
    assert not page.offers_to_fill


def test_what_is_missing_is_proposed_and_filled_in_by_a_key(page):
    page.write(("6000", "120", ""), description="Rent")
    page.put(1, "account", "1000")
    assert (page.focus, page.hint) == ("lines.1.debit", "")
    page.press("tab")
    assert (page.focus, page.hint) == ("lines.1.credit", "120.00")
    page.window.press("Ctrl+=")
    assert page.lines[1] == ["1000 Bank", "", "120.00", ""]
    assert page.sums.endswith("it balances.")


def test_the_link_fills_the_next_line_that_is_free(page):
    page.write(*RENT, description="Rent")
    page.put(0, "debit", "150")
    page.follow_link("fill_missing")
    assert page.lines[2] == ["", "", "30.00", ""]
    assert page.focus == "lines.2.account"


def test_an_account_is_found_by_code_or_name_and_says_what_it_takes(page):
    page.key("Ctrl+N")
    assert page.offered(0, "6000") == {"6000 Rent": "Expense"}
    assert page.offered(0, "receivable")["1200 Accounts receivable"] == "by documents only"
    whole = list(page.offered(0, "").values())
    assert whole.index("by documents only") > len(whole) - whole.count("by documents only") - 1
    page.do(books.create_account, code="6900", name="Costs", type="expense", header=True)
    page.press("escape")  # leaves the cell, then the editor
    page.press("escape")
    page.key("Ctrl+N")
    assert page.offered(0, "costs") == {"6900 Costs": "heading"}


def test_an_account_that_takes_no_entry_says_so_at_once(page):
    page.key("Ctrl+N")
    page.put(0, "account", "1200")
    told = "Account 1200 Accounts receivable holds what documents add up to; nobody posts to it"
    assert page.cell_problem("lines", 0, "account").startswith(told)
    assert page.problem("lines").startswith(f"Line 1: {told}")
    page.put(0, "account", "6000")
    assert page.cell_problem("lines", 0, "account") == ""
    assert page.problem("lines") == ""


def test_an_entry_is_posted_and_stands_on_top(page):
    page.write(*RENT, description="Rent for March")
    assert page.state == "Not posted; kept on this computer"
    page.window.press("Ctrl+Return")
    assert not page.writing
    assert page.window.said == "Entry 5 posted."
    assert page.said[0] == ["Rent for March", "6000 / 1000", "120.00", "120.00"]
    assert page.journal.current == "e5"
    assert page.focus == "journal"
    assert page.unsaved == ""


def test_parties_of_both_sides_and_foreign_money(page):
    page.write(*RENT, description="Loan")
    page.put(0, "party", "cedar")
    page.put(1, "party", "acme")
    page.follow_link("other_currency")
    page.put(0, "currency", "EUR")
    page.put(0, "amount", "100")
    page.window.press("Ctrl+Return")
    first, second = page.ask(queries.get, "e5").lines
    assert (first.party_name, first.currency, str(first.amount)) == (
        "Cedar Mills",
        "EUR",
        "100.00",
    )
    assert (second.party_name, second.currency) == ("Acme Ltd", None)


def test_amounts_have_the_decimals_of_their_currency(page):
    page.write(*RENT, description="Loan")
    page.follow_link("other_currency")
    page.put(0, "currency", "JPY")
    page.put(0, "amount", "10000")
    assert page.grid("lines")[0][5] == "10,000"


# Refused


def test_all_problems_are_told_at_once_beside_their_fields(page):
    page.write(("1200", "120", ""), ("", "", "100"), date="2026-01-15")
    page.put(1, "party", "")
    page.put(2, "account", "6000")
    page.window.press("Ctrl+Return")
    assert page.writing
    assert page.problem("date").startswith("The books are locked through 2026-01-31")
    assert page.problem("description").startswith("The description is missing")
    lines = page.problem("lines").split("\n")
    assert [line.split(":")[0] for line in lines] == ["Line 1", "Line 2", "Line 3"]
    assert "holds what documents add up to" in lines[0]
    assert "The account is missing" in lines[1]
    assert "A line is a debit or a credit" in lines[2]
    assert page.cell_problem("lines", 2, "debit").startswith("A line is a debit or a credit.")
    assert page.focus == "date"


def test_what_does_not_balance_is_told_below_the_lines(page):
    page.write(("6000", "120", ""), ("1000", "", "100"), description="Rent")
    page.window.press("Ctrl+Return")
    assert page.problem("lines") == (
        "The debits are 120.00 USD, the credits 100.00 USD."
        " Correct the amounts until both are the same."
    )


def test_a_closed_day_is_told_at_the_date(page):
    page.write(*RENT, description="Rent", date="2026-01-15")
    page.window.press("Ctrl+Return")
    assert page.problem("date").startswith("The books are locked through 2026-01-31")
    page.set(date=" ")
    page.window.press("Ctrl+Return")
    assert page.problem("date") == "The date is missing."
    page.set(date="soon")
    page.window.press("Ctrl+Return")
    assert page.problem("date") == "“soon” is not a date. Write it like 2026-01-31."


# Undo, and what is kept


def test_edits_are_undone_one_by_one(page):
    page.write(*RENT, description="Rent")
    page.window.press("Ctrl+Z")
    assert page.lines[1][2] == ""
    for _ in range(6):
        page.window.press("Ctrl+Z")
    assert page.field("description").shown == ""
    page.window.press("Ctrl+Shift+Z")
    assert page.field("description").shown == "Rent"


def test_escape_asks_nothing_and_loses_nothing(page):
    page.write(*RENT, description="Rent")
    page.set(description="Rent, twice")
    page.window.press("Escape")
    assert not page.writing
    assert page.unsaved == "Entry “Rent, twice” is not saved yet."
    page.answer("Go on")
    assert page.lines[0] == ["6000 Rent", "120.00", "", ""]
    assert page.sums.endswith("it balances.")


def test_what_was_typed_survives_a_crash(qtbot, tmp_path, page, path):
    page.write(*RENT, description="Rent")
    kept = Drafts(tmp_path / "drafts", str(path.absolute()))
    qtbot.waitUntil(lambda: len(kept.left_over()) == 1)
    again = WindowDriver(qtbot, tmp_path, settings="others")
    again.open(path)
    assert again.page == "New entry"
    other = EntriesDriver(qtbot, again)
    other.window.press("Ctrl+Return")
    assert other.said[0][0] == "Rent"
    assert kept.left_over() == ()


def test_throwing_away_leaves_nothing(page):
    page.write(*RENT, description="Rent")
    page.act("throw_away")
    assert (page.writing, page.unsaved) == (False, "")


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
    page.write(*RENT, description="Rent")
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
