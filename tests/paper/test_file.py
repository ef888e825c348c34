"""The file itself: sound, the same every time, fonts inside, tagged, and saying what it is."""

import hashlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from app.paper.documents import render
from app.paper.pen import Pen
from app.paper.style import BODY, PAPERS
from tests.paper.pdf import Pdf, faults, stray_texts
from tests.paper.processes import ROOT, made_elsewhere
from tests.paper.sheets import SHEETS, a_sheet, full_sheet

every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


@every_sheet
@pytest.mark.parametrize("page", PAPERS)
def test_the_file_is_sound_and_its_fonts_are_inside(sheet, page):
    data = render(sheet, page)
    assert faults(data) == []
    assert Pdf(data).embedded == {True}
    assert b"Helvetica" not in data


def test_the_same_sheet_makes_the_same_bytes_in_any_process():
    code = (
        "from tests.paper.sheets import full_sheet; from app.paper.documents import render;"
        "made = render(full_sheet())"
    )
    assert render(full_sheet()) == render(full_sheet())
    assert made_elsewhere(code) == {hashlib.sha256(render(full_sheet())).hexdigest()}


def test_threads_do_not_mix_up_their_documents():
    sheets = [a_sheet(lines) for lines in range(1, 9)] * 4
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(render, sheets))
    assert drawn == [render(sheet) for sheet in sheets]


@pytest.mark.parametrize("module", ["app.paper", "app.paper.names"])
def test_reportlab_waits_until_something_is_drawn(module):
    code = f"import sys, {module}; print('reportlab' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"


def test_other_sheets_and_papers_make_other_bytes():
    one, other = full_sheet(), full_sheet(number="CM-0008")
    assert len({render(one), render(other), render(one, "Letter")}) == 3


def test_the_file_says_what_it_is():
    data = render(full_sheet(language="en-GB"))
    found = Pdf(data).metadata
    assert found["Title"] == "Credit memo CM-0007"
    assert found["Author"] == "Northwind Paints Ltd"
    assert found["Subject"] == "Acme Ltd"
    assert found["CreationDate"].startswith("D:20260303")
    assert b"/Lang (en-GB)" in data
    assert b"/DisplayDocTitle true" in data


def test_screen_readers_find_title_table_and_totals():
    pdf = Pdf(render(a_sheet(3)))
    roles = pdf.roles[0]
    assert roles[0] == "Document"
    assert roles.count("H1") == 1
    assert roles.count("TH") == 5
    assert roles.count("Table") == 2
    assert roles.count("TR") == 1 + 3 + 5  # heads, lines, sums and until when
    assert roles.count("TD") == 3 * 5 + 4 * 2 + 1


@every_sheet
def test_every_text_is_tagged_or_an_ornament(sheet):
    assert stray_texts(render(sheet)) == []


def test_a_text_without_a_tag_is_found():
    pen = Pen(PAPERS["A4"], language="en", on=date(2026, 3, 3))
    pen.open("P")
    pen.text(72, 100, "tagged", BODY)
    pen.close()
    pen.text(72, 120, "stray", BODY)
    pen.turn_page()
    assert stray_texts(pen.finished()) == ["Tj at depth 0 of page 1"]


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda data: data.replace(b"\n5 0 obj", b"\n 5 0 obj", 1), "table"),
        (lambda data: data.replace(b"/FontFile2 ", b"/FontFile3 "), "not embedded"),
        (lambda data: re.sub(rb"/Contents \d\d ", b"/Contents 99 ", data), "not there"),
        (lambda data: data[:-400] + data[-300:], "where"),
        (lambda data: data.replace(b"x\x9c", b"x\x9d", 1), "unpacked"),
        (lambda data: b"GIF89a" + data, "no PDF"),
    ],
)
def test_the_check_of_files_can_fail(harm, fault):
    assert any(fault in found for found in faults(harm(render(a_sheet()))))
