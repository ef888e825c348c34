"""The page of reports: chosen on the left, asked by its fields, every figure a way on."""

import pytest
from PySide6.QtCore import Qt

from app.book import upgrade
from app.commands import claims, parties
from app.commands.inputs import ClaimDraft
from app.domain.kinds import CUSTOMER
from app.domain.report import Wish
from app.paper.sheets import render
from app.queries.statement_sheets import of_wish
from tests.gui.drivers.books import TODAY, clock, fill
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.reports import ReportsDriver
from tests.gui.drivers.window import WindowDriver

HAND, ARROW = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor


@pytest.fixture
def window(qtbot, tmp_path, path):
    made = WindowDriver(qtbot, tmp_path)
    made.resize(1280, 800)
    made.open(path)
    made.go("Reports")
    return made


@pytest.fixture
def reports(qtbot, window):
    return ReportsDriver(qtbot, window)


def test_the_first_report_is_the_trial_balance_as_of_today(reports):
    assert (reports.marked, reports.way) == ("Trial balance", ["Trial balance"])
    assert reports.fields == ["as_of", "period"]
    assert (reports.shown("as_of"), reports.period) == ("2026-03-10", "Today")
    assert reports.row("1200") == ["1200", "Accounts receivable", "930.00", ""]
    assert reports.rows[-1] == ["", "Total", "1,380.00", "1,380.00"]


def test_another_day_is_asked_for_when_its_field_settles(reports, window):
    window.press("Ctrl+G")
    assert window.focus == "as_of"
    reports.fill("as_of", "2026-01-31")
    assert reports.rows == [
        ["1200", "Accounts receivable", "1,000.00", ""],
        ["4000", "Sales", "", "1,000.00"],
        ["", "Total", "1,000.00", "1,000.00"],
    ]
    assert reports.period == "Other days"
    reports.take_period("End of last month")
    assert reports.shown("as_of") == "2026-02-28"


def test_a_word_that_is_no_date_is_told_beside_the_fields_and_asks_nothing(reports):
    before = reports.rows
    reports.fill("as_of", "soon")
    assert reports.problem == "“soon” is not a date. Write it like 2026-01-31."
    assert reports.is_marked("as_of")
    assert reports.rows == before
    reports.fill("as_of", "2026-03-10")
    assert (reports.problem, reports.is_marked("as_of")) == ("", False)


def test_days_are_chosen_by_a_word(reports):
    reports.choose("Income statement")
    assert reports.fields == ["first", "last", "period"]
    assert reports.periods == [
        "This month", "Last month", "This quarter", "Last quarter", "This year", "Last year",
        "All",
    ]  # fmt: skip
    assert (reports.shown("first"), reports.shown("last")) == ("2026-01-01", "2026-12-31")
    reports.take_period("Last month")
    assert (reports.shown("first"), reports.shown("last")) == ("2026-02-01", "2026-02-28")
    assert reports.row("4100")[-1] == "−150.00"


def test_what_is_asked_for_is_remembered_days_by_their_word(
    reports, window, qtbot, tmp_path, path
):
    reports.choose("Income statement")
    reports.take_period("Last quarter")
    window.close()
    again = WindowDriver(qtbot, tmp_path)
    again.open(path)
    again.resize(1280, 800)
    page = ReportsDriver(qtbot, again)
    assert (page.marked, page.period) == ("Income statement", "Last quarter")
    assert page.shown("first") == "2025-10-01"


def test_arrows_choose_a_report_and_enter_goes_to_its_table(reports, window):
    reports.walk(Qt.Key.Key_Down)
    assert reports.way == ["Income statement"]
    assert window.focus == "report_list"
    reports.walk(Qt.Key.Key_Return)
    assert window.focus == "report"


def test_a_figure_shows_that_it_leads_somewhere(reports):
    assert reports.current == "930.00"
    assert reports.underlined("1200", "Debit")
    assert not reports.underlined("2000", "Credit")
    assert reports.hover("2000", "Credit") == HAND
    assert reports.underlined("2000", "Credit")
    assert reports.hover("2000", "Debit") == ARROW


def test_every_figure_opens_what_it_is_made_of_down_to_the_document(reports, window):
    reports.open("1200", "Debit")
    assert reports.way[0] == "Trial balance"
    assert reports.marked == "Trial balance"
    assert reports.row("INV-0001")[-3:] == ["1,000.00", "", "1,000.00"]
    reports.open("CM-0001", "Credit")
    assert (window.page, window.text("number")) == ("Credit memos", "CM-0001")
    window.press("Alt+Left")
    assert window.page == reports.way[-1]
    assert reports.current == "150.00"
    window.press("Alt+Left")
    assert reports.way == ["Trial balance"]
    assert reports.current == "930.00"


def test_the_keyboard_alone_goes_down_and_back(reports, window):
    assert window.focus == "report"
    reports.press(Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert reports.current == "300.00"
    reports.press(Qt.Key.Key_Return)
    assert reports.row("BILL-0001")
    assert window.focus == "report"
    reports.press(Qt.Key.Key_Escape)
    assert (reports.way, reports.current) == (["Trial balance"], "300.00")


def test_a_click_on_the_way_goes_back_there(reports):
    reports.open("1200", "Debit")
    reports.follow("Trial balance")
    assert reports.way == ["Trial balance"]


def test_ageing_is_of_one_side(reports, window):
    reports.choose("Aging")
    assert reports.fields == ["side", "as_of", "period"]
    assert reports.row("Borealis")[-1] == "80.00"
    window.click("side_vendor")
    assert reports.row("Cedar Mills")[-1] == "300.00"
    assert reports.way == ["Aging of vendors"]
    reports.open("Cedar Mills", "Total")
    assert reports.row("BILL-0001")


def test_a_day_before_everything_has_two_sums_of_nothing(reports):
    reports.fill("as_of", "2020-01-01")
    assert reports.rows == [["", "Total", "0.00", "0.00"]]


def test_an_act_elsewhere_is_seen_at_once_and_the_cell_stays(reports, window):
    reports.press(Qt.Key.Key_Down)
    desk = window.widget.desk
    desk.book.do(TODAY, claims.create, CUSTOMER, ClaimDraft(party="p1", amount="5",
                                                            issue_date=TODAY))  # fmt: skip
    assert reports.row("1200")[2] == "935.00"
    assert reports.marked == "Trial balance"


def test_the_palette_finds_a_report(reports, window):
    window.go("Customers")
    window.press("Ctrl+K")
    window.write("income st")
    assert window.offered[0] == "Income statement"
    window.press("Return")
    assert reports.way == ["Income statement"]


def test_where_there_is_little_room_the_list_is_a_menu(reports, window):
    window.resize(1000, 700)
    assert window.enabled("other_report")
    menu = reports._find(type(window._button("other_report")), "other_report").menu()
    next(act for act in menu.actions() if act.text() == "Balance sheet").trigger()
    assert reports.way == ["Balance sheet"]
    window.resize(1280, 800)
    assert reports.marked == "Balance sheet"


def test_a_row_says_why_its_balance_is_as_much(reports, window):
    assert reports.menu == ["Open", "Why?"]
    window.press("Ctrl+B")
    assert reports.way == ["Trial balance", "Why 1200 Accounts receivable holds 930.00 USD"]
    assert reports.row("Invoices issued")[-1] == "1,080.00"
    assert reports.row("What it holds")[-1] == "930.00"
    assert not window.enabled("why_button")  # it is the answer
    reports.open("Invoices issued", "Amount")
    assert reports.row("INV-0002")[-1] == "80.00"
    window.press("Alt+Left")
    window.press("Alt+Left")
    assert reports.way == ["Trial balance"]


def test_a_report_is_of_an_account_that_is_chosen_first(reports, window):
    reports.choose("Why is this the balance?")
    assert window.text("no_report") == "Choose an account, a customer or a vendor."
    reports.choose("Account register")
    assert (reports.has_table, window.text("no_report")) == (False, "Choose an account.")
    assert not window.enabled("save_as_button")
    assert "Spreadsheet…" not in window.menus["Reports"]
    reports.fill("account", "1200")
    assert reports.way == ["Register of 1200 Accounts receivable"]
    assert reports.rows[-1][-1] == "930.00"
    assert window.enabled("save_as_button")
    window.do("to_ledger")
    assert (window.page, window.field("account").shown) == ("Ledger", "1200  Accounts receivable")
    window.press("Alt+Left")
    reports.fill("account", "no such account")
    assert reports.problem == "There is no “no such account” to choose. Take one of the list."
    assert reports.is_marked("account")


def test_a_first_day_after_the_last_is_told_beside_the_fields(reports):
    reports.choose("Income statement")
    reports.fill("first", "2027-01-01")
    assert reports.is_marked("first") or reports.is_marked("last")
    assert reports.problem
    reports.take_period("This year")
    assert reports.problem == ""
    assert reports.has_table


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "csv", "json"])
def test_a_report_is_saved_in_every_format(reports, window, tmp_path, suffix):
    path = tmp_path / f"balances.{suffix}"
    assert reports.save(path, name=f"save_{suffix}") == f"Trial balance 2026-03-10.{suffix}"
    beginning = {"xlsx": b"PK", "pdf": b"%PDF", "csv": b"Account,", "json": b'{"accounts"'}
    assert path.read_bytes().startswith(beginning[suffix])
    assert window.said == f"balances.{suffix} is saved in {tmp_path}."
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_a_name_without_a_suffix_gets_one_and_the_format_is_remembered(reports, tmp_path):
    reports.save(tmp_path / "balances.csv")
    assert reports.save(tmp_path / "more") == "Trial balance 2026-03-10.csv"
    assert (tmp_path / "more.csv").exists()


def test_what_only_figures_lead_to_is_saved_but_no_answer_to_a_script(reports, tmp_path):
    reports.choose("Credits by reason")
    reports.open("Return", "2026-02")
    assert reports.formats == ["Spreadsheet…", "PDF…", "CSV…"]
    reports.save(tmp_path / "given.csv", name="save_csv")
    assert "CM-0001" in (tmp_path / "given.csv").read_text()


def test_a_folder_that_cannot_be_written_is_told_and_leaves_nothing(reports, window, tmp_path):
    reports.save(tmp_path / "nowhere" / "balances.csv")
    assert window.dialog == "unavailable"
    assert "cannot be written" in window.sentence


def test_the_preview_is_of_the_report(reports, window):
    window.press("Ctrl+P")
    assert window.page == "Trial balance"
    assert window.enabled("print_button")
    assert window.ink("paper")
    window.press("Escape")
    assert reports.rows[-1][1] == "Total"


def test_a_page_that_opens_in_a_narrow_window_does_not_make_it_wider(reports, window):
    window.resize(790, 560)
    assert reports.least < 600


def test_a_long_report_goes_on_as_one_scrolls_and_stays_where_one_looks(qtbot, tmp_path, path):
    fill(path, 1200)
    window = WindowDriver(qtbot, tmp_path)
    window.open(path)
    reports = ReportsDriver(qtbot, window)
    reports.ask("register", Wish(account="1200"))
    assert len(reports.rows) == 1000
    reports.press(Qt.Key.Key_End)
    assert len(reports.rows) == 1204  # with what it held at last
    reports.press(Qt.Key.Key_End)
    window.do("refresh")
    assert len(reports.rows) == 1204
    assert reports.current == "2,280.00"
    reports.save(tmp_path / "register.csv", name="save_csv")  # beside the user's work
    qtbot.waitUntil(lambda: window.said.startswith("register.csv is saved"))
    assert len((tmp_path / "register.csv").read_text().splitlines()) > 1200


def test_a_statement_is_of_a_party_found_by_any_part_of_its_name(reports, window):
    reports.choose("Statement of account")
    assert window.text("no_report") == "Choose a customer or vendor."
    reports.fill("party", "real")
    assert reports.way == ["Statement of account for Borealis"]
    window.click("side_vendor")
    assert window.text("no_report") == "Choose a customer or vendor."
    reports.fill("party", "cedar")
    assert reports.row("BILL-0001")


def test_a_statement_is_saved_as_the_document_that_is_printed(reports, path, tmp_path):
    wish = Wish(last=TODAY, side="customer", party="p1")
    reports.ask("statement", wish)
    where = tmp_path / "statement.pdf"
    assert reports.save(where, name="save_pdf") == "Statement Acme Ltd 2026-03-10.pdf"
    book = upgrade.open_book(path, clock)
    sheet = book.ask(TODAY, of_wish, wish)
    book.close()
    assert where.read_bytes() == render(sheet)
    assert reports.offered_as("CSV (*.csv)") == "Statement Acme Ltd 2026-03-10.csv"


def test_signs_that_no_font_prints_are_told_where_it_is_told_that_it_is_saved(
    reports, window, path, tmp_path
):
    book = upgrade.open_book(path, clock)
    book.do(TODAY, parties.update, CUSTOMER, party="p1", name="Acme\ue000")
    book.close()
    window.do("refresh")
    for name in ("statement", "register"):
        reports.ask(name, Wish(last=TODAY, side="customer", party="p1", account="1200"))
        reports.save(tmp_path / f"{name}.pdf", name="save_pdf")
        assert window.said == (
            f"{name}.pdf is saved in {tmp_path}. No font can print these; a question mark stands "
            "for each: \ue000"
        )


def test_the_file_dialog_offers_a_name_for_every_format(reports):
    assert reports.offered_as("CSV (*.csv)") == "Trial balance 2026-03-10.csv"
    assert reports.offered_as("PDF (*.pdf)") == "Trial balance 2026-03-10.pdf"


def test_the_lamp_of_the_books_is_of_the_book_as_it_stands(reports, window):
    window.click("tie")
    assert (reports.way, reports.period) == (["Tie-out"], "As the book stands")
    reports.take_period("Today")
    assert reports.shown("as_of") == "2026-03-10"
    window.click("tie")
    assert reports.shown("as_of") == ""


def test_what_was_asked_on_another_page_is_not_remembered(reports):
    reports.ask("aging", Wish(side="vendor", last=TODAY))
    reports.take_period("End of last year")
    reports.choose("Trial balance")
    reports.choose("Aging")
    assert (reports.way, reports.period) == (["Aging of customers"], "Today")


def test_escape_in_a_field_stays_in_the_report(reports, window):
    reports.open("1200", "Debit")
    window.press("Ctrl+G")
    window.press("Escape")
    assert len(reports.way) == 2


def test_what_is_left_of_a_document_says_why_by_key_and_by_its_figure(qtbot, reports, window):
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+B")
    assert window.page == "Why 50.00 USD of CM-0001 is left"
    assert [row[1:] for row in reports.rows] == [
        ["Total", "150.00"], ["Used on invoice INV-0001", "−100.00"], ["Left", "50.00"],
    ]  # fmt: skip
    assert reports.fields == ["as_of", "period"]
    window.press("Alt+Left")
    reports.follow("Remaining")
    assert window.page == "Why 50.00 USD of CM-0001 is left"
    reports.open("Used on invoice INV-0001", "What happened")
    assert (window.page, memos.head[0]) == ("Invoices", "INV-0001")


def test_a_row_of_a_document_asks_about_the_document_a_running_balance_about_the_account(
    reports, window
):
    reports.open("1200", "Debit")
    reports.stand("INV-0001", "Balance")
    window.press("Ctrl+B")
    assert reports.way[-1] == "Why 1200 Accounts receivable holds 1,000.00 USD"
    reports.choose("Aging")
    reports.open("Acme Ltd", "Total")
    reports.stand("INV-0001", "Open")
    window.press("Ctrl+B")
    assert reports.way[-1] == "Why 900.00 USD of INV-0001 is due"


def test_days_that_a_report_chose_itself_are_faint_in_their_empty_fields(reports):
    reports.ask("open_documents", Wish(side="customer"))
    assert (reports.shown("as_of"), reports.faint("as_of")) == ("", "2026-03-10")
    assert "2026-03-10" not in reports.about
    reports.ask("statement", Wish(side="customer", party="p1"))
    assert (reports.shown("currency"), reports.faint("currency")) == ("", "USD")
    assert "USD" not in reports.about
    reports.choose("Income statement")
    reports.take_period("All")
    assert (reports.shown("first"), reports.faint("first")) == ("", "2026-01-01")
    assert reports.period == "Other days"
