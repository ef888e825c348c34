"""Reports on paper: what they say, where it stands, and how they break."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Bug
from app.domain.money import Money
from app.domain.report import Cell, Holds, Rank, Report, ReportColumn
from app.paper.figures import of
from app.paper.report import missing_glyphs, render
from app.paper.style import PAPERS
from tests.paper.pdf import Pdf, after
from tests.paper.reports import (
    CREDIT,
    DATE,
    DEBIT,
    MADE,
    NAME,
    REPORTS,
    TEXT,
    TOTAL,
    a_report,
    ageing,
    balance_sheet,
    drawn,
    hostile,
    mixed,
    read,
    register,
    row,
    trial_balance,
    usd,
    wide,
)

every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS.keys())


# What it says


def test_everything_is_said_in_order():
    report = trial_balance(3, remarks=("Debit and credit are equal since 2026-01-31.",))
    assert read(report).words == (
        "Northwind Paints Ltd Trial balance As of 31 Mar 2026 Currency USD "
        "Account Name Debit Credit 1000 Blue paint, matt, 5 litres 1,234.56 "
        "1010 Roller, 25 cm 1,234.56 "
        "1020 Masking tape, 50 m, leaves no trace on papered walls 1,313.75 "
        "Total 2,548.31 1,234.56 Debit and credit are equal since 31 Jan 2026. "
        "Made on 21 Nov 2026 Page 1 of 1"
    )


def test_every_kind_of_cell_is_written_as_it_reads_best():
    columns = (TEXT, DATE, ReportColumn("n", "How many", Holds.NUMBER), TOTAL)
    cells = row("2026", date(2026, 2, 3), 12345, usd(-123456))
    more = row("", None, "-1234.5", None)
    assert (
        "2026 3 Feb 2026 12345 −1,234.56 −1,234.5 Made"
        in read(a_report(columns, cells, more)).words
    )


def test_the_currency_is_said_once_when_it_is_one():
    report = register(3)
    assert read(report).words.count("USD") == 1
    assert "Currency USD Date" in read(report).words
    told = replace(report, about=(("Amounts in", "USD"),))
    assert read(told).words.count("USD") == 1


def test_of_several_currencies_every_amount_says_its_own_unless_its_row_does():
    words = read(mixed()).words
    assert "Customer Total In the book (USD) Code" in words
    assert "Acme EUR 1,200.00 1,310.00 USD" in words
    assert "Yama JPY 98,000 651.23 EUR" in words
    assert "Acme USD −0.05 −0.05" in words
    told = read(ageing(2, ("USD", "EUR"))).words
    assert "Blue paint & Co. 0 EUR 0.00 1,047.29" in told
    sums = (row("Acme", usd(1)), row("Total EUR", Money(2, "EUR"), rank=Rank.TOTAL))
    assert "Acme USD 0.01 Total EUR 0.02" in read(a_report((NAME, TOTAL), *sums)).words


@pytest.mark.usefixtures("no_fonts")
def test_user_text_is_text():
    words = read(hostile()).words
    assert "<b>bold</b> &" in words
    assert "<para>x</para> &amp;" in words
    assert "tab herenullbell right to" in words
    assert "? ? ??? ???? ?" in words
    assert "<i>x</i> second line" in words
    assert "2026-13-99 31 Mar 2026" in words


def test_what_is_too_long_for_its_head_stands_whole_at_the_end():
    words = [f"w{place:03}" for place in range(400)]
    long = " ".join(words)
    for facts in ({"business": long}, {"title": long}, {"about": (("Customer", long),)}):
        pages = read(trial_balance(**facts)).pages
        assert re.findall(r"w\d{3}", pages[-1])[-len(words) :] == words
        assert pages[0].count("…") == 1


def test_nothing_is_lost_of_long_texts():
    text = read(hostile()).text
    assert text.count("W") >= 200
    assert text.count("H") >= 300
    assert " ".join(text.split()).count("many of") >= 3 * 180
    assert text.count("only a heading") == 70


def test_an_empty_report_says_so():
    words = read(REPORTS["empty"]).words
    assert "There is nothing to report. Nothing was posted yet." in words
    assert "Debit" not in words


def test_what_cannot_be_shown_is_told():
    assert missing_glyphs([trial_balance()]) == ()
    # What else is missing, the fonts of the machine decide.
    assert {"\ud800", "\ufffe"} <= set(missing_glyphs([hostile()]))


# Where it stands


@every_report
@pytest.mark.parametrize("page", PAPERS)
def test_nothing_leaves_the_margins(report, page):
    pdf = read(report, paper=page)
    for (width, height), texts, inks in zip(pdf.sizes, pdf.texts, pdf.inks, strict=True):
        assert {round(width), round(height)} == {round(side) for side in PAPERS[page]}
        for text, (left, bottom, right, top) in zip(texts, inks, strict=True):
            if text.text:
                assert left >= 71, text
                assert right <= width - 55.5, text
                assert bottom >= 24, text
                assert top <= height - 40, text


@every_report
def test_every_baseline_is_on_the_grid_and_no_two_texts_meet(report):
    pdf = read(report)
    for texts, inks in zip(pdf.texts, pdf.inks, strict=True):
        lines: dict[float, list[tuple[float, float]]] = {}
        for text, (left, _, right, _) in zip(texts, inks, strict=True):
            assert round(text.baseline, 2) % 4 == pytest.approx(0, abs=0.02), text
            assert text.size < 12 or text.size == 22
            if text.text:
                lines.setdefault(round(text.baseline), []).append((left, right))
        for line in lines.values():
            for one, other in pairwise(sorted(line)):
                assert one[1] <= other[0] + 0.1
        # Lines are far enough apart for the largest text on them: 12 points at least.
        for high, low in pairwise(sorted(lines)):
            assert low - high >= 8 or not _above_each_other(lines[high], lines[low])


def _above_each_other(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


@pytest.mark.parametrize("name", ["long trial balance", "long register", "ageing"])
def test_figures_end_at_the_edge_of_their_head(name):
    report = REPORTS[name]
    titles = {c.title for c in report.columns if c.holds is Holds.AMOUNT}
    pdf = read(report)
    for texts, inks in zip(pdf.texts, pdf.inks, strict=True):
        placed = list(zip(texts, inks, strict=True))
        heads = [box[2] for text, box in placed if text.text in titles and text.size < 9]
        figures = [box[2] for text, box in placed if re.fullmatch(r"−?[\d,]+\.\d\d", text.text)]
        assert len(heads) == len(titles)
        for figure in figures:
            assert min(abs(figure - head) for head in heads) < 1.6  # the ink of a 1 ends early


def test_the_paper_turns_when_the_columns_need_it():
    upright, lying = (595, 842), (842, 595)
    for name, size in (
        ("trial balance", upright),
        ("register", upright),
        ("ageing", lying),
        ("wide", lying),
        ("very wide", lying),
    ):
        assert {(round(w), round(h)) for w, h in read(REPORTS[name]).sizes} == {size}, name


def test_running_text_is_as_large_as_there_is_room():
    def size(report: Report) -> float:
        return next(t.size for page in read(report).texts for t in page if t.text == "Acme")

    cells: tuple[Cell, ...] = ("Acme", "x" * 30, *(usd(123456789) for _ in range(20)))
    columns = (NAME, TEXT, *(replace(TOTAL, name=f"t{n}") for n in range(20)))
    sizes = [
        size(a_report(columns[:count], row(*cells[:count]))) for count in (2, 6, 10, 14, 18, 22)
    ]
    assert sizes[0] == 9
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 6


def test_a_heading_reaches_over_empty_cells_and_does_not_widen_its_column():
    long = "Liabilities and equity of the whole business"
    report = a_report(
        (ReportColumn("code", "Code"), NAME, TOTAL),
        row(long, None, None, rank=Rank.HEADING),
        row("1000", "Bank", usd(1)),
    )
    texts = {text.text: text for text in read(report).texts[0]}
    assert long in texts
    assert texts["Bank"].x < 120


def test_heads_with_many_words_break_into_lines():
    texts = [text.text for text in read(wide()).texts[0]]
    assert "Month 0" in texts
    assert texts.count("of the") == 24


# How it breaks


def test_heads_repeat_and_every_page_says_which_it_is():
    pdf = read(register(500))
    assert len(pdf.pages) > 9
    for place, text in enumerate(pdf.pages, start=1):
        words = " ".join(text.split())
        assert words.count("Date Number Customer Description Debit Credit Balance") == 1
        assert words.endswith(f"Made on 21 Nov 2026 Page {place} of {len(pdf.pages)}")
        if place > 1:
            assert words.startswith(
                "Northwind Paints Ltd Account register · Account 1100 Accounts receivable"
            )
    assert len(re.findall(r"INV-\d{5}", pdf.text)) == 500


@pytest.mark.parametrize("accounts", [40, 41, 90, 500])
def test_sums_are_carried_to_the_cent(accounts):
    report = trial_balance(accounts)
    pdf = read(report)
    sums, carried, seen = [0, 0], None, 0
    for text in pdf.pages:
        codes = re.findall(r"^\d{4,5}(?= )", text, re.MULTILINE)
        for found in report.rows[seen : seen + len(codes)]:
            for place in (0, 1):
                cell = found.cells[place + 2]
                sums[place] += cell.minor if isinstance(cell, Money) else 0
        seen += len(codes)
        if carried:
            assert f"Brought forward {carried}" in " ".join(text.split())
        carried = None
        if seen < accounts:
            carried = " ".join(of("en").money(usd(minor)) for minor in sums)
            assert f"Carried forward {carried}" in " ".join(text.split())
    assert seen == accounts


def test_sums_are_carried_per_section_and_say_their_currency():
    pdf = read(ageing(70, ("USD", "EUR", "JPY")))
    found = re.findall(r"(Carried|Brought) forward (\w{3})", pdf.words)
    assert {code for _, code in found} == {"USD", "EUR", "JPY"}
    turns = [text for text in pdf.pages if "Carried forward" in text]
    assert len(turns) == len(pdf.pages) - 1 or len(turns) == len(pdf.pages) - 2
    for one, other in pairwise(pdf.pages):
        if "Carried forward" in one:
            assert after("Carried forward", one) == after("Brought forward", other)
        else:
            assert "Brought forward" not in other


@pytest.mark.parametrize("report", [register(200), balance_sheet()])
def test_a_balance_is_not_carried_as_if_it_were_a_sum(report):
    assert "forward" not in read(report).words


def test_no_sum_is_carried_that_no_total_proves():
    rows = [row(f"Row {place}", usd(place)) for place in range(100)]
    assert "forward" not in read(a_report((NAME, TOTAL), *rows)).words
    wrong = row("Total", usd(1), rank=Rank.TOTAL)
    assert "forward" not in read(a_report((NAME, TOTAL), *rows, wrong)).words
    right = row("Total", usd(sum(range(100))), rank=Rank.TOTAL)
    assert "Carried forward" in read(a_report((NAME, TOTAL), *rows, right)).words
    other = row("Row", Money(0, "EUR"))
    assert "forward" not in read(a_report((NAME, TOTAL), *rows, other, right)).words
    no_room = [row(usd(place), usd(place)) for place in range(100)]
    both = row(usd(4950), usd(4950), rank=Rank.TOTAL)
    assert "forward" not in read(a_report((DEBIT, CREDIT), *no_room, both)).words


@given(st.lists(st.sampled_from(list(Rank)), min_size=20, max_size=140))
@settings(max_examples=25, deadline=None)
def test_headings_stay_above_and_sums_below_their_rows(ranks):
    rows = [
        row(f"{rank.value} {place}.", usd(place), rank=rank) for place, rank in enumerate(ranks)
    ]
    pages = read(a_report((NAME, TOTAL), *rows)).pages
    found = [
        [m[0] for m in re.finditer(r"\b(heading|row|subtotal|total) (\d+)\.", p)] for p in pages
    ]
    assert [name for page in found for name in page] == [r.cells[0] for r in rows]
    for page, following in pairwise(found):
        run = [name.split()[0] for name in following]
        if run and run[0] in ("subtotal", "total"):
            # Only sums of which more than half a page stand below each other are parted.
            assert len(page) >= 1
            assert {name.split()[0] for name in page[-8:]} <= {"heading", "subtotal", "total"}


@pytest.mark.parametrize("accounts", range(20, 60))
def test_a_total_never_stands_alone(accounts):
    pages = read(trial_balance(accounts)).pages
    last = f"{1000 + 10 * (accounts - 1)} "
    assert any(last in page and "Total" in page for page in pages)


def test_remarks_stand_below_and_are_said_once():
    pages = [trial_balance(30, remarks=("No number is missing.",)) for _ in range(3)]
    assert read(*pages).words.count("No number is missing.") == 1


def test_pages_come_one_by_one():
    asked = []

    def lazily():
        for place in range(5):
            asked.append(place)
            part = register(40)
            yield replace(part, rows=part.rows[1:-1], next=str(place))

    pdf = Pdf(render(lazily(), made_on=MADE))
    assert asked == list(range(5))
    assert len(re.findall(r"INV-\d{5}", pdf.text)) == 200
    whole = replace(register(40), rows=register(40).rows[1:-1] * 5)
    assert render(lazily(), made_on=MADE) == drawn(whole)


def test_what_is_no_report_is_a_bug():
    with pytest.raises(Bug, match="first page"):
        render(iter(()), made_on=MADE)
    with pytest.raises(Bug, match="A5"):
        drawn(trial_balance(), paper="A5")
