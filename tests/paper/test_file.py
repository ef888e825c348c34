"""The file itself: sound, the same every time, fonts inside, tagged, and saying what it is."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from app.paper import documents
from app.paper.pen import Pen
from app.paper.sheets import render
from app.paper.style import BODY, PAPERS
from tests.paper.kinds import DRESSED
from tests.paper.pdf import Pdf
from tests.paper.processes import ROOT, made_elsewhere
from tests.paper.sheets import SHEETS, a_sheet, full_sheet
from tests.paper.soundness import faults, stray_texts, tags

ALL = SHEETS | DRESSED
every_sheet = pytest.mark.parametrize("sheet", ALL.values(), ids=ALL.keys())


@every_sheet
@pytest.mark.parametrize("page", PAPERS)
def test_the_file_is_sound_and_its_fonts_are_inside(sheet, page):
    data = render(sheet, page)
    assert faults(data) == []
    assert Pdf(data).embedded == {True}


def test_the_same_sheet_makes_the_same_bytes_in_any_process():
    code = (
        "from tests.paper.sheets import full_sheet; from app.paper.sheets import render;"
        "made = render(full_sheet())"
    )
    assert render(full_sheet()) == render(full_sheet())
    assert made_elsewhere(code) == {hashlib.sha256(render(full_sheet())).hexdigest()}


def test_threads_do_not_mix_up_their_documents():
    sheets = [a_sheet(lines) for lines in range(1, 9)] * 4
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(render, sheets))
    assert drawn == [render(sheet) for sheet in sheets]


def test_who_draws_keeps_nobody_else_from_drawing(monkeypatch):
    both, draw = Barrier(2, timeout=20), documents.draw

    def met(pen, sheet):
        both.wait()  # breaks if the other one has to wait until this one is drawn
        draw(pen, sheet)

    sheets = [a_sheet(3), full_sheet()]
    alone = [render(sheet) for sheet in sheets]
    monkeypatch.setattr(documents, "draw", met)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(render, sheets)) == alone


@pytest.mark.parametrize("module", ["app.paper", "app.paper.names"])
def test_heavy_libraries_wait_until_something_is_drawn(module):
    code = f"import sys, {module}; print({{'reportlab', 'babel', 'PIL'}} & {{*sys.modules}})"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "set()"


def test_other_sheets_and_papers_make_other_bytes():
    one, other = full_sheet(), full_sheet(number="CM-0008")
    assert len({render(one), render(other), render(one, "Letter")}) == 3


def test_the_file_says_what_it_is():
    found = Pdf(render(full_sheet(language="en-GB"))).metadata
    assert found["Title"] == "Credit note CM-0007"
    assert found["Author"] == "Northwind Paints Ltd"
    assert found["Subject"] == "Acme Ltd"
    assert found["CreationDate"] == "D:20260303000000Z"


def test_screen_readers_find_title_table_and_totals():
    found = tags(render(a_sheet(3)))
    assert found.role == "Document"
    assert len(found.all("H1")) == 1
    lines, totals = found.all("Table")
    assert [[cell.role for cell in row.kids] for row in lines.all("TR")] == [
        ["TH"] * 5,
        *[["TD"] * 5] * 3,
    ]
    assert {head.more["/Scope"] for head in lines.all("TH")} == {"/Column"}
    assert [[cell.role for cell in row.kids] for row in totals.all("TR")] == [["TH", "TD"]] * 4
    assert {head.more["/Scope"] for head in totals.all("TH")} == {"/Row"}


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
