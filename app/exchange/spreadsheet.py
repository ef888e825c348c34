"""Reports for spreadsheets: CSV (RFC 4180) with the bare rows, XLSX as it is read on screen."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any, Final

from app.domain.money import Money, exponent
from app.domain.report import Cell, Holds, Rank, Report, ReportRow

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# What makes a spreadsheet calculate: also behind spaces, and in the full-width signs.
_FORMULA: Final = re.compile(r"[\t\r]|[\s\u200b\ufeff]*[-=+@\uff1d\uff0b\uff0d\uff20]")
_SECTION: Final = "Section"

_ROWS: Final = 1_048_576  # of a sheet
_LONGEST: Final = 32_767  # characters in a cell
_DIGITS: Final = 15  # that a spreadsheet's numbers keep
_EARLIEST: Final = date(1900, 3, 1)  # before it spreadsheets disagree about days
_WIDTHS: Final = (8, 60)  # characters, the narrowest and the widest column
_MADE: Final = date(2000, 1, 1)  # so that the same report is the same file
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_csv(pages: Iterable[Report], file: IO[str]) -> None:
    """The rows of a report below a row of titles, without its sums. What stands below a heading
    names it in a column of its own. Amounts and dates are plain; a text that a spreadsheet
    would calculate is kept from it by an apostrophe. `file` must leave line ends alone."""
    writer, section, first = csv.writer(file, lineterminator="\r\n"), "", True
    sections = False
    for page in pages:
        if first:
            sections = any(row.rank is Rank.HEADING for row in page.rows)
            titles = [column.title for column in page.columns]
            writer.writerow([_SECTION, *titles] if sections else titles)
            first = False
        for row in page.rows:
            if row.rank is Rank.HEADING:
                section = harmless(next((one for one in row.cells if one), ""))
            elif row.rank is Rank.ROW:
                cells = [harmless(cell) for cell in row.cells]
                writer.writerow([section, *cells] if sections else cells)


def harmless(value: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula (trust.md 2)."""
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_xlsx(pages: Iterable[Report], file: IO[bytes], *, made_on: date = _MADE) -> None:
    """A report as a workbook, row by row: amounts are numbers with their currency's decimals,
    dates are dates, texts are never formulas. The same report gives the same bytes. What has
    more rows than a sheet takes goes on in another one."""
    from xlsxwriter import Workbook  # CSV goes without it

    workbook = Workbook(file, _OPTIONS)
    workbook.set_properties({"created": datetime.combine(made_on, time())})
    sheet: _Sheet | None = None
    remarks: Sequence[str] = ()
    for page in pages:
        sheet = sheet or _Sheet(workbook, page)
        for row in page.rows:
            if sheet.is_full:
                sheet = sheet.following()
            sheet.add(row)
        remarks = page.remarks
    if sheet:
        sheet.end(remarks)
    workbook.close()


class _Sheet:
    """A sheet under way: what the report is on top, then its titles, then its rows."""

    def __init__(self, workbook: Any, report: Report, place: int = 1) -> None:
        self._workbook, self._report, self._place = workbook, report, place
        self._styles: dict[tuple[Any, ...], Any] = {}
        name = report.name.replace("_", " ").capitalize()[:25]
        self._sheet = workbook.add_worksheet(f"{name} {place}" if place > 1 else name)
        self._row = 0
        self._head()

    @property
    def is_full(self) -> bool:
        """Whether only the room for what is said at the end is left."""
        return self._row >= _ROWS - 20

    def following(self) -> "_Sheet":
        """The sheet that goes on after this one."""
        return _Sheet(self._workbook, self._report, self._place + 1)

    def add(self, row: ReportRow) -> None:
        """Writes a row under the others."""
        for place, (cell, column) in enumerate(zip(row.cells, self._report.columns, strict=True)):
            self._write(place, cell, column.holds, row.rank)
        self._row += 1

    def end(self, remarks: Sequence[str]) -> None:
        """Writes what is said below the rows."""
        self._row += 1
        for text in remarks:
            self._text(text)

    def _head(self) -> None:
        report, sheet = self._report, self._sheet
        self._text(report.title, bold=True, font_size=14)
        self._text(report.business)
        for name, value in report.about:
            self._text(f"{name}: {value}")
        self._row += 1
        for place, column in enumerate(report.columns):
            right = column.holds in (Holds.AMOUNT, Holds.NUMBER)
            style = self._style(bold=True, bottom=1, align="right" if right else "left")
            sheet.write_string(self._row, place, column.title, style)
        for place, width in enumerate(_widths(report)):
            sheet.set_column(place, place, width)
        self._row += 1
        sheet.freeze_panes(self._row, 0)
        sheet.repeat_rows(self._row - 1)
        sheet.fit_to_pages(1, 0)
        if len(report.columns) > 6:
            sheet.set_landscape()

    def _text(self, text: str, **looks: Any) -> None:
        self._sheet.write_string(self._row, 0, text[:_LONGEST], self._style(**looks))
        self._row += 1

    def _write(self, place: int, cell: Cell, holds: Holds, rank: Rank) -> None:
        looks: dict[str, Any] = {"bold": True} if rank is not Rank.ROW else {}
        if rank is Rank.TOTAL:
            looks["top"] = 1
        sheet, row = self._sheet, self._row
        if isinstance(cell, Money) and _fits(cell.minor):
            places = exponent(cell.currency)
            looks["num_format"] = f"#,##0.{'0' * places}" if places else "#,##0"
            sheet.write_number(row, place, _decimal(cell), self._style(**looks))
        elif isinstance(cell, int) and _fits(cell):
            sheet.write_number(row, place, cell, self._style(**looks))
        elif isinstance(cell, date) and cell >= _EARLIEST:
            looks |= {"num_format": "yyyy-mm-dd", "align": "left"}
            sheet.write_datetime(row, place, cell, self._style(**looks))
        elif cell is None:
            sheet.write_blank(row, place, None, self._style(**looks))
        else:
            if holds in (Holds.AMOUNT, Holds.NUMBER):
                looks["align"] = "right"
            sheet.write_string(row, place, str(cell)[:_LONGEST], self._style(**looks))

    def _style(self, **looks: Any) -> Any:
        """A workbook keeps every style it is given: equal ones must be one."""
        key = tuple(sorted(looks.items()))
        if key not in self._styles:
            self._styles[key] = self._workbook.add_format(looks)
        return self._styles[key]


def _fits(number: int) -> bool:
    return len(str(abs(number))) <= _DIGITS


def _decimal(money: Money) -> Decimal:
    return Decimal(money.minor).scaleb(-exponent(money.currency))


def _widths(report: Report) -> Iterator[int]:
    """Characters that the columns of the first page need, within bounds. Words such as "Total"
    may run over into the empty cells beside them."""
    narrowest, widest = _WIDTHS
    for place, column in enumerate(report.columns):
        texts = (_shown(row.cells[place]) for row in report.rows if row.rank is Rank.ROW)
        longest = max((len(text) for text in texts), default=0)
        yield min(max(longest, len(column.title), narrowest) + 1, widest)


def _shown(cell: Cell) -> str:
    """About as long as a spreadsheet shows it: with its thousands apart."""
    text = "" if cell is None else str(cell)
    return text + " " * (len(text) // 4) if isinstance(cell, Money) else text
