"""Workbooks read back with nothing but the standard library: values, formats and panes."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

from app.domain.report import Report

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = {"0": "General", "3": "#,##0", "4": "#,##0.00"}


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: its text, whether that is a number, its format and its weight."""

    value: str
    is_number: bool
    format: str
    bold: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, cells by their names ("B7")."""

    name: str
    cells: dict[str, Cell]
    widths: list[float]
    frozen: str | None
    formulas: int

    def row(self, number: int) -> list[str]:
        """The texts of a row, as far as they are there."""
        places = (f"{chr(letter)}{number}" for letter in range(ord("A"), ord("Z") + 1))
        return [self.cells[place].value for place in places if place in self.cells]


def sheets(content: bytes) -> list[Sheet]:
    """All sheets of a workbook."""
    with zipfile.ZipFile(BytesIO(content)) as files:
        book = ET.fromstring(files.read("xl/workbook.xml"))  # noqa: S314 our own
        styles = _styles(ET.fromstring(files.read("xl/styles.xml")))  # noqa: S314
        names = [one.attrib["name"] for one in book.iter(f"{_MAIN}sheet")]
        texts = [
            ET.fromstring(files.read(f"xl/worksheets/sheet{place}.xml"))  # noqa: S314
            for place in range(1, len(names) + 1)
        ]
    return [_sheet(name, root, styles) for name, root in zip(names, texts, strict=True)]


def _styles(root: ET.Element) -> list[tuple[str, bool]]:
    formats = {
        one.attrib["numFmtId"]: one.attrib["formatCode"] for one in root.iter(f"{_MAIN}numFmt")
    } | _BUILT_IN
    fonts = root.find(f"{_MAIN}fonts")
    uses = root.find(f"{_MAIN}cellXfs")
    assert fonts is not None
    assert uses is not None
    bold = [font.find(f"{_MAIN}b") is not None for font in fonts]
    return [(formats[one.attrib["numFmtId"]], bold[int(one.attrib["fontId"])]) for one in uses]


def _sheet(name: str, root: ET.Element, styles: list[tuple[str, bool]]) -> Sheet:
    cells = {}
    for one in root.iter(f"{_MAIN}c"):
        format_, bold = styles[int(one.attrib.get("s", 0))]
        inline = one.find(f"{_MAIN}is/{_MAIN}t")
        number = one.find(f"{_MAIN}v")
        found = inline if inline is not None else number
        if found is not None:
            cells[one.attrib["r"]] = Cell(found.text or "", inline is None, format_, bold)
    pane = root.find(f".//{_MAIN}pane")
    widths = [
        float(one.attrib["width"])
        for one in root.iter(f"{_MAIN}col")
        for _ in range(int(one.attrib["min"]), int(one.attrib["max"]) + 1)
    ]
    formulas = sum(1 for _ in root.iter(f"{_MAIN}f"))
    return Sheet(name, cells, widths, pane.attrib["topLeftCell"] if pane is not None else None,
                 formulas)  # fmt: skip


def in_one(report: Report, content: bytes) -> Sheet:
    """The only sheet of a report's workbook."""
    (sheet,) = sheets(content)
    assert sheet.cells["A1"].value == report.title
    return sheet
