"""The file of a report: sound, the same every time, fonts inside, tagged, saying what it is."""

import hashlib
from datetime import date

import pytest

from app.paper.report import render
from app.paper.style import PAPERS
from tests.paper.pdf import Pdf, faults, stray_texts
from tests.paper.processes import made_elsewhere
from tests.paper.reports import REPORTS, ageing, drawn, read, register, trial_balance

every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())


@every_report
@pytest.mark.parametrize("page", PAPERS)
def test_the_file_is_sound_and_its_fonts_are_inside(report, page):
    data = drawn(report, paper=page)
    assert faults(data) == []
    assert Pdf(data).embedded == {True}
    assert b"Helvetica" not in data


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
    assert found["CreationDate"].startswith("D:20261121")
    assert b"/Lang (en)" in drawn(trial_balance())


def test_screen_readers_find_one_table_over_all_pages():
    pdf = read(register(100))
    roles = [role for page in pdf.roles for role in page]
    assert roles.count("H1") == 1
    assert pdf.roles[0].count("TH") == 7
    assert len(pdf.roles) == len(pdf.pages)
    code = drawn(register(100))
    assert code.count(b"/S/Table/") == 1
    assert code.count(b"/S/TR/") == 1 + 102
    assert code.count(b"/S/TD/") == 102 * 7


@every_report
def test_every_text_is_tagged_or_an_ornament(report):
    assert stray_texts(drawn(report)) == []
