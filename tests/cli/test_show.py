"""`avoir show`: every report as table, JSON and CSV, and what it says when it cannot."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date

import pytest

from app.book import upgrade
from app.cli import answering, calls
from app.cli.run import Runner
from app.cli.tables import Column, aligned, grouped
from app.domain.money import Money
from app.queries.catalogue import KINDS
from tests.cli.told import TODAY, Line, a_file, call
from tests.exchange.workbooks import sheets
from tests.house.source import ROOT
from tests.paper.pdf import Pdf

ALONE = ["reason_credits", "tax_documents", "movements"]  # no question asks for them
# What a report needs to be told.
TOLD = {
    "register": ("--account", "1200"),
    "movements": ("--account", "1200"),
    "why": ("--account", "1200"),
    "statement": ("--party", "ácme ltd"),
}
ON = TODAY
STYLES = ("table", "csv", "json")
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
    {"do": "customer.create", "name": "Twin"},
    {"do": "customer.create", "name": "TWIN"},
    {"do": "bill.create", "on": "2026-02-05", "vendor": "$mill", "amount": "80.00"},
    {"do": "vendor_credit.create", "on": "2026-02-06", "vendor": "$mill", "amount": "8.00"},
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return a_file(tmp_path_factory.mktemp("show"), *LINES)


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr(calls, "today", lambda: ON)


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
    return (report, "--format", style, *TOLD.get(report, ()))


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def test_these_are_the_reports(shown):
    assert [line.split()[0] for line in shown("list").splitlines()[2:]] == list(KINDS)
    assert all(len(kind.says) <= 60 for kind in KINDS.values())


def test_the_list_needs_no_book(capfd):
    assert call("show", "nowhere.avoir", "list") == 0
    assert "trial_balance" in capfd.readouterr().out


@pytest.mark.parametrize("report", KINDS)
def test_a_table_has_its_titles_and_no_ragged_edge(shown, report):
    table, *_ = shown(*asked(report, "table")).split("\n\n")
    titles, rule, *body = table.splitlines()
    assert re.fullmatch(r"-+(  -+)*", rule)
    starts = [found.start() for found in re.finditer(r"-+", rule)]
    for line in (titles, *body):
        cells = line.ljust(len(rule))
        assert all(cells[start - 2 : start] == "  " for start in starts[1:]) or "---" in line


@pytest.mark.parametrize("report", KINDS)
def test_csv_has_the_table_s_titles_and_full_rows(shown, report):
    titles, *rows = rows_of(shown(*asked(report, "csv")))
    table = shown(*asked(report, "table")).splitlines()[0]
    assert re.split(" {2,}", table) == [title for title in titles if title != "Section"]
    assert rows or report.startswith("tax_")  # nothing is taxed here
    assert {len(row) for row in rows} <= {len(titles)}


@pytest.mark.parametrize("report", [name for name in KINDS if name not in ALONE])
def test_json_is_what_the_protocol_answers(shown, path, report):
    """The line is written by hand here: the same question with the same arguments."""
    lines = {
        "trial_balance": {"do": "report.trial_balance", "as_of": str(ON)},
        "income_statement": {"do": "report.income_statement", "to": str(ON)},
        "balance_sheet": {"do": "report.balance_sheet", "as_of": str(ON)},
        "register": {"do": "report.account", "account": "1200"},
        "journal": {"do": "journal.list"},
        "statement": {"do": "report.statement", "customer": "p1", "to": str(ON)},
        "tax_summary": {"do": "report.tax_summary", "to": str(ON)},
        "why": {"do": "report.why", "account": "1200"},
        "accounts": {"do": "account.list"},
        **{
            name: {"do": f"report.{name}", "side": "customer"}
            for name in ("aging", "open_documents", "credit_register", "credits_by_reason")
        },
        "tie_out": {"do": "report.tie_out"},
        **{
            f"{noun}s": {"do": f"{noun}.list"}
            for noun in ("credit_memo", "vendor_credit", "invoice", "bill", "customer", "vendor")
        },
    }
    side = ("--side", "customer") if "side" in lines[report] else ()
    answer = json.loads(shown(*asked(report, "json"), *side))
    book = upgrade.open_book(path, calls.clock)
    told = Runner(book, lambda: ON).answer(json.dumps(lines[report]))
    assert told["result"] == answer
    book.close()


def test_json_is_as_narrow_as_the_table(shown):
    narrowed = ("--side vendor", "--account 2000", "--part invoice", "--currency JPY")
    for words in (one.split() for one in (*narrowed, "--party p1", "--as-of 2026-01-31")):
        table = rows_of(shown("open_documents", "--format", "csv", *words))[1:]
        told = json.loads(shown("open_documents", "--format", "json", *words))["rows"]
        assert [row[1] for row in table] == [row["number"] for row in told]
        assert told


@pytest.mark.parametrize("report", ["trial_balance", "aging", "open_documents", "credit_register"])
def test_json_is_of_the_day_of_the_table(shown, monkeypatch, report):
    monkeypatch.setattr(calls, "today", lambda: date(2026, 2, 5))  # before the vendor credit
    side = () if report == "trial_balance" else ("--side", "vendor")
    table = rows_of(shown(report, *side, "--format", "csv"))[1:]
    answer = json.loads(shown(report, *side, "--format", "json"))
    told = answer.get("rows", answer.get("accounts"))
    assert len(told) == len([row for row in table if "Total" not in row])


def test_what_no_question_asks_for_has_no_json(path, capfd):
    for name in ALONE:
        assert not answering.answers(name)
        assert call("show", path, *asked(name, "json")) == 1
        assert capfd.readouterr().err.startswith("No question is answered by the report “")


@pytest.mark.parametrize("report", KINDS)
def test_every_report_is_a_workbook_and_a_pdf(path, tmp_path, capfd, report):
    for style in ("xlsx", "pdf"):
        out = tmp_path / f"report.{style}"
        assert call("show", path, *asked(report, style), "--out", out) == 0
        assert capfd.readouterr() == ("", "")
    (sheet,) = sheets((tmp_path / "report.xlsx").read_bytes())
    pdf = Pdf((tmp_path / "report.pdf").read_bytes())
    assert sheet.row(2) == ["Acme Trading"]
    title = sheet.cells["A1"].value
    if report == "statement":  # on paper it is a letter: whose it is, the address says
        title = title.replace(" for ", " ")
    for word in title.split():
        assert word in pdf.text or not word.isalpha()  # amounts have their thousands apart


@pytest.mark.parametrize(
    "report", [("register", "--account", "1200"), ("statement", "--party", "p1")]
)
def test_what_no_font_shows_is_told(tmp_path, capfd, report):
    lines: list[Line] = [
        {"do": "customer.create", "as": "they", "name": "Nobody\ue000"},
        {"do": "invoice.create", "on": "2026-01-05", "customer": "$they", "amount": "10.00"},
    ]
    book, out = a_file(tmp_path, *lines), tmp_path / "report.pdf"
    assert call("show", book, *report, "--format", "pdf", "--out", out) == 0
    assert capfd.readouterr() == ("", "report.pdf: no font shows \ue000 (U+E000).\n")


def test_a_file_is_new_and_holds_what_is_printed(path, tmp_path, shown, capfd):
    for style in ("table", "csv", "json"):
        out = tmp_path / style
        words = (*asked("register", style), "--out", out)
        assert call("show", path, *words) == 0
        assert capfd.readouterr() == ("", "")
        assert out.read_bytes().decode() == shown(*asked("register", style))
        assert out.stat().st_mode & 0o077 == 0  # nobody else's
        assert call("show", path, *words) == 2
        assert "exists already" in capfd.readouterr().err


@pytest.mark.parametrize("style", ["xlsx", "pdf"])
def test_what_is_no_text_needs_a_file(path, tmp_path, capfd, style):
    assert call("show", path, "accounts", "--format", style) == 2
    assert f"Name it, such as --out report.{style}." in capfd.readouterr().err
    out = tmp_path / "report"
    words = ("register", "--account", "nope", "--format", style, "--out", out)
    assert call("show", path, *words) == 1
    assert "There is no account “nope”" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_trial_balance(shown):
    assert shown("trial_balance", "--as-of", "2026-01-31").splitlines() == [
        "Account  Name                        Debit     Credit",
        "-------  ----------------------  ---------  ---------",
        "1200     Accounts receivable     12,195.00",
        "4000     Sales                              12,345.00",
        "4100     Returns and allowances     150.00",
        "-------  ----------------------  ---------  ---------",
        "         Total                   12,345.00  12,345.00",
    ]


def test_totals_are_of_what_is_open_and_per_currency(shown):
    text = shown("invoices")
    assert re.search(r"Total +JPY +1,500\n", text)
    assert re.search(r"Total +USD +12,245\.00\n", text)
    assert re.search(r"Total +USD +50\.00\n", shown("credit_memos"))  # the draft has nothing open


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
    pairs = [(name, style) for name in ("journal", "invoices", "register") for style in STYLES]
    whole = [shown(*asked(*pair)) for pair in pairs]
    for room in ("journal", "lists"):
        monkeypatch.setattr(f"app.queries.report_{room}.PAGE", 1)
    monkeypatch.setattr("app.cli.answering._PAGE", 1)
    assert [shown(*asked(*pair)) for pair in pairs] == whole


def test_a_formula_is_kept_from_spreadsheets(shown):
    assert rows_of(shown("vendors", "--format", "csv"))[1][0] == '\'=HYPERLINK("x")'
    assert "=HYPERLINK" in shown("vendors")


def test_parties_are_named_by_name_or_id(shown):
    named = shown("why", "--party", "ÁCME LTD")
    assert named == shown("why", "--party", "p1") == shown("why", "--party", "p1", "--side",
                                                           "customer")  # fmt: skip
    assert "Invoice INV-0001" in named
    assert "Bill BILL-0001" in shown("why", "--party", '=HYPERLINK("x")')
    whole = json.loads(shown("statement", "--party", '=HYPERLINK("x")', "--format", "json"))
    assert whole["closing"] == "72.00"


def test_options_narrow_a_report(shown):
    rows = rows_of(shown("register", "--account", "1200", "--from", "2026-01-06", "--to",
                         "2026-01-31", "--format", "csv"))  # fmt: skip
    assert [row[0] for row in rows[1:]] == ["2026-01-15"]
    assert "BILL-0001" in shown("open_documents", "--side", "vendor")
    assert "INV-0002" not in shown("open_documents", "--currency", "USD")
    assert "CM-0001" not in shown("open_documents", "--part", "current")
    assert "Used on invoice INV-0001" in shown("why", "--document", "CM-0001")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["nope"], 2, "There is no report “nope”. Use one of trial_balance, "),
        (["register"], 2, "The report “Account register” is of one account. Name it, such as "),
        (["statement"], 2, "The report “Statement of account” is of one party. Name it, such "),
        (["journal", "--account", "1200"], 2, "The report “Journal” is not of one account."),
        (["journal", "--document", "INV-1"], 2, "The report “Journal” is not of one document."),
        (["accounts", "--as-of", "2026-01-31"], 2, "The report “Accounts” shows how things st"),
        (["aging", "--from", "2026-01-31"], 2, "The report “Aging” begins nowhere: it is as "),
        (["why"], 1, "Which account it is of is not said."),
        (["why", "--party", "Nobody"], 1, "There is no customer or vendor “Nobody”."),
        (["why", "--party", "Twin"], 1, "2 parties are called “Twin”. Use an id: "),
        (["statement", "--party", "Twin", "--side", "vendor"], 1, "There is no vendor “Twin”."),
        (["why", "--party", "p99"], 1, "There is no customer “p99”."),
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


TWO = (Column("Name", lambda row: row[0]), Column("Sum", lambda row: row[1]))


def test_columns_fit_wide_and_combined_characters():
    usd = Money(100, "USD")
    assert aligned(TWO, [("青山", usd), ("e\u0301te\u0301", usd), ("abcd", None)]) == (
        "Name   Sum\n----  ----\n青山  1.00\ne\u0301te\u0301   1.00\nabcd\n"
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
