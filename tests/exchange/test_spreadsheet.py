"""Reports as CSV and as workbooks: exact amounts, real dates, and no text that calculates."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.money import Money
from app.domain.report import Cell, Holds, Rank, Report, ReportColumn, ReportRow
from app.exchange import spreadsheet
from app.exchange.spreadsheet import write_csv, write_xlsx
from tests.exchange.workbooks import in_one, sheets

COLUMNS = (
    ReportColumn("date", "Date", Holds.DATE),
    ReportColumn("what", "What"),
    ReportColumn("days", "Days", Holds.NUMBER),
    ReportColumn("open", "Open", Holds.AMOUNT),
)
FORMULAS = ["=1+1", "+1 512 555 0142", "-cmd", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")']
HIDDEN_FORMULAS = ["  =1+1", "\u2028=1", "\u200b=1", "\ufeff@SUM(A1)", "\uff1d1+1", "\uff20x"]


def a_row(*cells: Cell, rank=Rank.ROW, id="1"):
    return ReportRow(id, cells, rank)


def a_report(*rows: ReportRow, **facts: Any):
    plain: dict[str, Any] = {
        "name": "open_documents",
        "title": "What is open",
        "about": (("As of", "2026-03-31"), ("Currency", "USD")),
        "business": "Own Shop",
        "columns": COLUMNS,
        "rows": rows,
    }
    return Report(**{**plain, **facts})


def as_csv(*pages: Report):
    made = io.StringIO(newline="")
    write_csv(pages, made)
    return made.getvalue()


def as_xlsx(*pages: Report, **facts: Any):
    made = io.BytesIO()
    write_xlsx(pages, made, **facts)
    return made.getvalue()


DAY = date(2026, 1, 10)
USUAL = a_report(
    a_row(DAY, "INV-1", 3, Money(-123456789, "USD")),
    a_row(None, "INV-2", None, Money(1500, "JPY")),
    a_row(None, "INV-3", 0, Money(12345, "KWD")),
    a_row(None, "Total", None, Money(0, "USD"), rank=Rank.TOTAL),
    remarks=("Nothing is missing.",),
)


def test_csv_is_the_rows_below_their_titles():
    assert as_csv(USUAL) == (
        "Date,What,Days,Open\r\n"
        "2026-01-10,INV-1,3,-1234567.89\r\n"
        ",INV-2,,1500\r\n"
        ",INV-3,0,12.345\r\n"
    )


def test_csv_names_the_section_that_a_row_belongs_to():
    report = a_report(
        a_row(None, "=Assets", None, None, rank=Rank.HEADING),
        a_row(None, "Bank", None, Money(100, "USD")),
        a_row(None, "Total", None, Money(100, "USD"), rank=Rank.SUBTOTAL),
    )
    more = a_report(
        a_row(None, "Cash", None, None),
        a_row(None, "Equity", None, None, rank=Rank.HEADING),
        a_row(None, "Own", None, None),
    )
    lines = as_csv(report, more).splitlines()
    assert lines[0] == "Section,Date,What,Days,Open"
    assert [line.split(",")[0::2] for line in lines[1:]] == [
        ["'=Assets", "Bank", "1.00"],
        ["'=Assets", "Cash", ""],
        ["Equity", "Own", ""],
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text):
    report = a_report(a_row(None, text, None, None), title=text, business=text)
    (_, row) = csv.reader(io.StringIO(as_csv(report), newline=""))
    assert row[1] == f"'{text}"
    (sheet,) = sheets(as_xlsx(report))
    assert sheet.formulas == 0
    kept = sheet.cells["B7"]
    assert not kept.is_number
    assert kept.value.strip() == text.strip() or kept.value == "_x000D_x"


@pytest.mark.parametrize("text", HIDDEN_FORMULAS)
def test_no_text_is_a_formula_behind_a_space_or_in_full_width(text):
    assert spreadsheet.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.50", "+7", "1-2=3", 'plain, with "quotes"', ""])
def test_harmless_texts_stay_as_they_are(text):
    assert spreadsheet.harmless(text) == text


def test_a_workbook_says_what_it_is_and_freezes_the_titles():
    sheet = in_one(USUAL, as_xlsx(USUAL))
    assert sheet.name == "Open documents"
    assert [sheet.row(number) for number in range(1, 5)] == [
        ["What is open"],
        ["Own Shop"],
        ["As of: 2026-03-31"],
        ["Currency: USD"],
    ]
    assert sheet.row(6) == ["Date", "What", "Days", "Open"]
    assert sheet.cells["A6"].bold
    assert sheet.frozen == "A7"
    assert sheet.row(12) == ["Nothing is missing."]
    assert len(sheet.widths) == len(COLUMNS)
    assert sheet.widths[3] > sheet.widths[2]


def test_amounts_are_exact_numbers_in_their_currency_s_decimals():
    sheet = in_one(USUAL, as_xlsx(USUAL))
    amounts = [sheet.cells[f"D{row}"] for row in range(7, 11)]
    assert [Decimal(one.value) for one in amounts] == [
        Decimal("-1234567.89"),
        Decimal(1500),
        Decimal("12.345"),
        Decimal(0),
    ]
    assert [one.format for one in amounts] == ["#,##0.00", "#,##0", "#,##0.000", "#,##0.00"]
    assert all(one.is_number for one in amounts)
    assert [one.bold for one in amounts] == [False, False, False, True]
    assert sheet.cells["C7"].value == "3"
    assert sheet.cells["C7"].is_number


@pytest.mark.parametrize("minor", [999_999_999_999_999, -100_000_000_000_001, 1, 700_000_000_003])
def test_fifteen_digits_come_back_as_they_were(minor):
    sheet = in_one(USUAL, as_xlsx(a_report(a_row(None, "", None, Money(minor, "USD")))))
    found = sheet.cells["D7"]
    assert found.is_number
    assert Decimal(found.value) == Decimal(minor).scaleb(-2)


def test_more_digits_than_a_spreadsheet_keeps_are_text():
    large = Money(1_000_000_000_000_001, "USD")
    sheet = in_one(USUAL, as_xlsx(a_report(a_row(None, "", 10**15, large))))
    assert sheet.cells["D7"].value == "10000000000000.01"
    assert not sheet.cells["D7"].is_number
    assert sheet.cells["C7"].value == "1000000000000000"
    assert not sheet.cells["C7"].is_number


def test_dates_are_dates_and_the_earliest_are_text():
    report = a_report(a_row(DAY, "", None, None), a_row(date(1066, 10, 14), "", None, None))
    sheet = in_one(report, as_xlsx(report))
    assert sheet.cells["A7"].value == str((DAY - date(1899, 12, 30)).days)
    assert sheet.cells["A7"].format == "yyyy-mm-dd"
    assert sheet.cells["A8"].value == "1066-10-14"


def test_the_same_report_is_the_same_file():
    assert as_xlsx(USUAL) == as_xlsx(USUAL)
    assert as_xlsx(USUAL, made_on=DAY) == as_xlsx(USUAL, made_on=DAY) != as_xlsx(USUAL)


def test_pages_follow_each_other_and_the_last_remark_ends_them():
    pages = [replace(USUAL, rows=USUAL.rows[:2], next="x"), replace(USUAL, rows=USUAL.rows[2:])]
    assert as_xlsx(*pages) == as_xlsx(USUAL)
    assert as_csv(*pages) == as_csv(USUAL)


def test_what_is_too_long_for_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(spreadsheet, "_ROWS", 20 + 8)
    rows = [a_row(None, f"row {place}", None, None) for place in range(5)]
    first, second, third = sheets(as_xlsx(a_report(*rows, remarks=("The end.",))))
    assert [one.name for one in (first, second, third)] == [
        *("Open documents", "Open documents 2", "Open documents 3")
    ]
    told = [first.row(7), first.row(8), second.row(7), second.row(8), third.row(7)]
    assert told == [[f"row {place}"] for place in range(5)]
    assert third.row(9) == ["The end."]
    assert second.row(6) == ["Date", "What", "Days", "Open"]


def test_a_cell_takes_no_more_than_it_can():
    sheet = in_one(USUAL, as_xlsx(a_report(a_row(None, "x" * 40_000, None, None))))
    assert len(sheet.cells["B7"].value) == 32_767
    assert max(sheet.widths) < 70
