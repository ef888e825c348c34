"""`avoir show`: every report as table, JSON and CSV, and what it says when it cannot."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

from app.book import upgrade
from app.cli import calls, decode
from app.cli.reports import REPORTS
from app.cli.run import Runner
from app.cli.tables import Column, aligned, comma_separated, grouped
from app.domain.money import Money
from app.queries.books import AccountRow
from app.queries.reports import NumberRegister
from tests.cli.told import TODAY, Line, call, told
from tests.house.source import ROOT

NAMES = [
    *("trial_balance", "income_statement", "balance_sheet", "register", "journal"),
    *("credit_register", "vendor_credit_register", "aging", "vendor_aging"),
    *("tie_out", "accounts", "credit_memos", "vendor_credits", "invoices", "bills"),
    *("customers", "vendors"),
]
LINES: list[Line] = [
    {"do": "customer.create", "as": "acme", "name": "Ácme Ltd"},
    {"do": "vendor.create", "as": "mill", "name": '=HYPERLINK("x")'},
    {"do": "invoice.create", "as": "inv", "on": "2026-01-05", "customer": "$acme",
     "amount": "12345.00"},
    {"do": "credit_memo.create", "as": "cm", "on": "2026-01-15", "customer": "$acme",
     "reason": "return", "amount": "150.00", "issue": True, "expires_at": "2027-01-15"},
    {"do": "credit_memo.apply", "on": "2026-02-02", "date": "2026-02-02", "credit_memo": "$cm",
     "invoice": "$inv", "amount": "100.00"},
    {"do": "credit_memo.create", "on": "2026-02-03", "customer": "$acme", "reason": "goodwill",
     "amount": "20.00"},
    {"do": "invoice.create", "on": "2026-02-04", "customer": "$acme", "amount": "1500",
     "currency": "JPY", "fx_rate": "0.007"},
    {"do": "bill.create", "on": "2026-02-05", "vendor": "$mill", "amount": "80.00"},
    {"do": "vendor_credit.create", "on": "2026-02-06", "vendor": "$mill", "amount": "8.00"},
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("show") / "book.avoir"
    with told(made, *LINES):
        pass
    return made


@pytest.fixture
def shown(path, capfd):
    """What `avoir show` writes for these words; it must succeed without a complaint."""

    def show(*words: str) -> str:
        assert call("show", path, *words) == 0
        out, err = capfd.readouterr()
        assert err == ""
        return str(out)

    return show


def asked(report, style):
    account = ("--account", "1200") if report == "register" else ()
    return (report, "--format", style, *account)


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def test_these_are_the_reports(shown):
    assert list(REPORTS) == NAMES
    assert [line.split()[0] for line in shown("list").splitlines()[2:]] == NAMES


def test_the_list_needs_no_book(capfd):
    assert call("show", "nowhere.avoir", "list") == 0
    assert "trial_balance" in capfd.readouterr().out


@pytest.mark.parametrize("report", NAMES)
def test_a_table_has_its_titles_and_no_ragged_edge(shown, report):
    titles, rule, *body = shown(*asked(report, "table")).splitlines()
    assert re.fullmatch(r"-+(  -+)*", rule)
    starts = [found.start() for found in re.finditer(r"-+", rule)]
    for line in (titles, *body):
        cells = line.ljust(len(rule))
        assert all(cells[start - 2 : start] == "  " for start in starts[1:]) or "---" in line


@pytest.mark.parametrize("report", NAMES)
def test_csv_has_the_table_s_titles_and_full_rows(shown, report):
    titles, *rows = rows_of(shown(*asked(report, "csv")))
    assert titles == [column.title for column in REPORTS[report].columns]
    assert rows
    assert {len(row) for row in rows} == {len(titles)}


@pytest.mark.parametrize("report", NAMES)
def test_json_is_what_the_protocol_answers(shown, path, report):
    answer = json.loads(shown(*asked(report, "json")))
    given = REPORTS[report]
    line = {"do": given.question, **given.arguments}
    if given.of_account:
        line["account"] = "1200"
    if given.as_of and decode.parameters(given.question)[given.as_of].required:
        line[given.as_of] = answer[given.as_of]  # today, when none is asked for
    book = upgrade.open_book(path, calls.clock)
    assert Runner(book, lambda: TODAY).answer(json.dumps(line))["result"] == answer
    book.close()


def test_the_trial_balance(shown):
    assert shown("trial_balance", "--as-of", "2026-01-31").splitlines() == [
        "Account  Name                        Debit     Credit",
        "-------  ----------------------  ---------  ---------",
        "1200     Accounts receivable     12,195.00",
        "4000     Sales                              12,345.00",
        "4100     Returns and allowances     150.00",
        "-------  ----------------------  ---------  ---------",
        "Total                            12,345.00  12,345.00",
    ]


def test_totals_are_of_what_is_open_and_per_currency(shown):
    text = shown("invoices")
    assert re.search(r"Total JPY +1,500\n", text)
    assert re.search(r"Total USD +12,245\.00\n", text)
    assert re.search(r"\nTotal +50\.00\n", shown("credit_memos"))  # the draft has nothing open


def test_the_register_runs_on_and_ends_on_a_day(shown):
    rows = rows_of(shown("register", "--account", "1200", "--format", "csv"))
    balances = [row[-1] for row in rows[1:]]
    assert balances == ["12345.00", "12195.00", "12205.50"]
    assert len(rows_of(shown("register", "--account", "1200", "--as-of", "2026-01-10",
                             "--format", "csv"))) == 2  # fmt: skip


def test_the_journal_starts_with_the_oldest(shown):
    dates = [row[0] for row in rows_of(shown("journal", "--format", "csv"))[1:]]
    assert dates == sorted(dates)
    earlier = rows_of(shown("journal", "--as-of", "2026-01-31", "--format", "csv"))[1:]
    assert {row[0] for row in earlier} == {"2026-01-05", "2026-01-15"}


def test_all_pages_are_fetched(shown, monkeypatch):
    whole = {style: shown(*asked("journal", style)) for style in ("json", "csv")}
    listed = shown(*asked("invoices", "json"))
    register = shown(*asked("register", "json"))
    monkeypatch.setattr("app.cli.reports.PAGE", 1)
    monkeypatch.setattr("app.cli.show.PAGE", 1)
    assert shown(*asked("journal", "csv")) == whole["csv"]
    assert shown(*asked("journal", "json")) == whole["json"]
    assert shown(*asked("invoices", "json")) == listed
    assert shown(*asked("register", "json")) == register


def test_a_formula_is_kept_from_spreadsheets(shown):
    assert rows_of(shown("vendors", "--format", "csv"))[1][0] == '\'=HYPERLINK("x")'
    assert "=HYPERLINK" in shown("vendors")


def test_a_heading_is_told_from_an_account():
    entries = REPORTS["accounts"].columns[-1].of
    plain = {"id": "a1", "code": "1", "name": "A", "type": "asset"}
    assert entries(AccountRow(**plain, is_header=True, is_control=False)) == "none: a heading"
    assert entries(AccountRow(**plain, is_header=False, is_control=True)) == "documents only"
    assert entries(AccountRow(**plain, is_header=False, is_control=False)) == ""


def test_a_missing_number_has_its_row(shown, monkeypatch):
    monkeypatch.setattr(
        "app.queries.reports.number_register", lambda *_: NumberRegister((), ("CM-0002",))
    )
    assert rows_of(shown("credit_register", "--format", "csv"))[1] == [
        *("CM-0002", "", "", "Missing", "", "", "")
    ]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["nope"], 2, "There is no report “nope”. Use one of trial_balance, "),
        (["register"], 2, "The register is of one account."),
        (["journal", "--account", "1200"], 2, "The report “journal” is not of one account."),
        (["tie_out", "--as-of", "2026-01-31"], 2, "The report “tie out” shows how things stand"),
        (["trial_balance", "--as-of", "31/1"], 2, "“31/1” is not a date."),
        (["register", "--account", "9999"], 1, "There is no account “9999”."),
    ],
)
def test_what_cannot_be_shown(path, capfd, words, status, sentence):
    assert call("show", path, *words) == status
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(sentence)
    assert err.count("\n") == 1


def test_no_book_is_wrong_usage(tmp_path, capfd):
    assert call("show", tmp_path / "none.avoir", "accounts") == 2
    assert "There is no book" in capfd.readouterr().err


def test_a_reader_may_stop_early(path):
    code = "import sys; from app.__main__ import main; sys.exit(main(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", code, "show", path, "journal"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("words", [["show", "BOOK", "trial_balance"], ["check", "BOOK"]])
def test_a_short_call_brings_nothing_heavy_in(path, words):
    code = (
        "import sys; from app.__main__ import main; main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr)"
    )
    words = [str(path) if word == "BOOK" else word for word in words]
    ran = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    loaded = set(ran.stderr.split())
    heavy = {"sqlalchemy.orm", "alembic", "babel", "reportlab", "PySide6", "app.commands"}
    assert loaded & heavy == set()
    assert "sqlalchemy" in loaded


TWO = (Column("Name", lambda row: row[0]), Column("Sum", lambda row: row[1], sums=True))


def test_columns_fit_wide_and_combined_characters():
    usd = Money(100, "USD")
    assert aligned(TWO, [("青山", usd), ("e\u0301te\u0301", usd), ("abcd", None)]) == (
        "Name    Sum\n"
        "-----  ----\n"
        "青山   1.00\n"
        "e\u0301te\u0301    1.00\n"
        "abcd\n"
        "-----  ----\n"
        "Total  2.00\n"
    )


def test_texts_stay_on_one_line_and_long_ones_are_cut():
    line = aligned(TWO[:1], [("a\n\tb" + "c" * 80,)]).splitlines()[2]
    assert line == "a b" + "c" * 56 + "…"


def test_no_rows_no_totals():
    assert aligned(TWO, []) == "Name  Sum\n----  ---\n"


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (0, "USD", "0.00"),
        (-123456789, "USD", "-1,234,567.89"),
        (99999, "JPY", "99,999"),
        (-1234, "KWD", "-1.234"),
        (123456, "USD", "1,234.56"),
    ],
)
def test_amounts_are_grouped(minor, currency, text):
    assert grouped(Money(minor, currency)) == text


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+1 512 555 0142", "'+1 512 555 0142"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-12.50", "-12.50"),
        ("+7", "+7"),
        (Money(-1250, "USD"), "-12.50"),
        ('plain, with "quotes"', 'plain, with "quotes"'),
        ("1-2=3", "1-2=3"),
    ],
)
def test_cells_are_harmless_to_spreadsheets(cell, kept):
    text = comma_separated(TWO[:1], [(cell,)])
    assert text.startswith("Name\r\n")
    assert text.endswith("\r\n")
    assert rows_of(text)[1] == [kept]
