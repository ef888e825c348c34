"""The file of a report: sound, the same every time, fonts inside, tagged, saying what it is."""

import hashlib
from datetime import date

import pytest

from app.paper.report import render
from app.paper.style import PAPERS
from tests.paper.pdf import Pdf
from tests.paper.processes import made_elsewhere
from tests.paper.reports import REPORTS, ageing, drawn, read, register, trial_balance
from tests.paper.soundness import faults, stray_texts, tags

every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())


@every_report
@pytest.mark.parametrize("page", PAPERS)
def test_the_file_is_sound_and_its_fonts_are_inside(report, page):
    data = drawn(report, paper=page)
    assert faults(data) == []
    assert Pdf(data).embedded == {True}


def test_the_same_report_makes_the_same_bytes_in_any_process():
    code = (
        "from tests.paper.reports import MADE, ageing; from app.paper.report import render;"
        "made = render([ageing()], made_on=MADE)"
    )
    assert drawn(ageing()) == drawn(ageing())
    assert made_elsewhere(code) == {hashlib.sha256(drawn(ageing())).hexdigest()}
    other = render([ageing()], made_on=date(2026, 11, 22))
    assert len({other, drawn(ageing()), drawn(ageing(), paper="Letter")}) == 3


def test_the_file_says_what_it_is():
    found = read(trial_balance()).metadata
    assert found["Title"] == "Trial balance"
    assert found["Author"] == "Northwind Paints Ltd"
    assert found["Subject"] == "As of 31 Mar 2026 · Currency USD"
    assert found["CreationDate"] == "D:20261121000000Z"


def test_screen_readers_find_one_table_over_all_pages():
    data = drawn(register(100))
    found = tags(data)
    assert len(Pdf(data).pages) > 1
    assert len(found.all("H1")) == 1
    (table,) = found.all("Table")
    heads, *rows = table.all("TR")
    assert [head.role for head in heads.kids] == ["TH"] * 7
    assert len(rows) == 102
    assert all([cell.role for cell in row.kids] == ["TD"] * 7 for row in rows)


@every_report
def test_every_text_is_tagged_or_an_ornament(report):
    assert stray_texts(drawn(report)) == []
