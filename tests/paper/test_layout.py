"""Where things stand on the pages: margins, grid, edges, breaks, marks and windows."""

import re
from dataclasses import replace

import pytest

from app.domain.money import total
from app.domain.template import Look
from app.paper import words
from app.paper.figures import of
from app.paper.sheets import render
from app.paper.style import PAPERS
from tests.paper.kinds import DRESSED, LOOK
from tests.paper.pdf import Pdf, after
from tests.paper.sheets import SHEETS, a_line, a_sheet, a_use, full_sheet

money = of("en").money
AMOUNT = re.compile(r"−?[\d,]+\.\d\d")
ALL = SHEETS | DRESSED
every_sheet = pytest.mark.parametrize("sheet", ALL.values(), ids=ALL.keys())


def right_column(pdf, page):
    """The amounts of a page that end at the right edge of the text, from top to bottom."""
    edge = PAPERS["A4"].right
    return [word for word, right in pdf.ends[page] if AMOUNT.fullmatch(word) and right > edge - 5]


@every_sheet
@pytest.mark.parametrize("page", PAPERS)
def test_nothing_leaves_the_margins(sheet, page):
    pdf, paper = Pdf(render(sheet, page)), PAPERS[page]
    assert {(round(w), round(h)) for w, h in pdf.sizes} == {(round(paper[0]), round(paper[1]))}
    for texts, inks in zip(pdf.texts, pdf.inks, strict=True):
        for text, (left, bottom, right, top) in zip(texts, inks, strict=True):
            if text.text and not text.slanted:
                assert left >= paper.left - 1, text
                assert right <= paper.right + 0.5, text
                assert bottom >= 24, text
                assert top <= paper.height - 40, text


@every_sheet
def test_every_baseline_is_on_the_grid_and_no_two_texts_meet(sheet):
    pdf = Pdf(render(sheet))
    for texts, inks in zip(pdf.texts, pdf.inks, strict=True):
        boxes = [
            box for text, box in zip(texts, inks, strict=True) if text.text and not text.slanted
        ]
        for text in texts:
            if not text.slanted:
                assert round(text.baseline, 2) % 4 == pytest.approx(0, abs=0.02), text
        for place, box in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = box[2] <= other[0] or other[2] <= box[0]
                assert apart or box[3] <= other[1] + 0.3 or other[3] <= box[1] + 0.3


@every_sheet
def test_every_page_says_which_it_is(sheet):
    pdf = Pdf(render(sheet))
    for place, text in enumerate(pdf.pages, start=1):
        said = words.of(sheet.language).page_of
        assert text.endswith(said.format(page=place, pages=len(pdf.pages)))


def test_amounts_end_at_one_edge():
    for sheet in (full_sheet(), a_sheet(40), a_sheet(12, uses=(a_use(1, 100),))):
        pdf = Pdf(render(sheet))
        amounts = [money(line.amount) for line in sheet.lines]
        amounts += [money(tax.amount) for tax in sheet.taxes]
        amounts += [money(-use.amount) for use in sheet.uses]
        amounts += map(money, (sheet.subtotal, sheet.total, sheet.remaining))
        ends = [
            (word, right) for page in pdf.ends for word, right in page if AMOUNT.fullmatch(word)
        ]
        edge = PAPERS["A4"].right
        at_edge = [word for word, right in ends if right == pytest.approx(edge, abs=0.1)]
        assert set(amounts) <= set(at_edge)
        assert len(at_edge) >= len(amounts)


@pytest.mark.parametrize("lines", range(1, 64))
def test_totals_stay_together_and_with_the_last_line(lines):
    made = tuple(a_line(place, description=f"Line {place}.") for place in range(lines))
    pages = Pdf(render(a_sheet(lines_made=made))).pages
    last = [page for page in pages if "Subtotal" in page]
    assert len(last) == 1
    for text in ("VAT", "Total USD", "Remaining credit", f"Line {lines - 1}."):
        assert text in last[0]


def test_heads_repeat_wherever_lines_are():
    pdf = Pdf(render(a_sheet(120)))
    assert len(pdf.pages) > 3
    for page in pdf.pages:
        assert " ".join(page.split()).count("Description Quantity Unit price Tax Amount") == 1


@pytest.mark.parametrize("lines", [20, 40, 41, 120, 500])
def test_sums_are_carried_to_the_cent(lines):
    sheet = a_sheet(lines)
    amounts = [line.amount for line in sheet.lines]
    pdf = Pdf(render(sheet))
    seen, carried = 0, None
    for place, text in enumerate(pdf.pages):
        column = right_column(pdf, place)
        if carried:
            assert after("Brought forward", text) == carried
            assert column.pop(0) == carried
        here = column[: column.index(money(sheet.subtotal))] if "Subtotal" in text else column[:-1]
        assert here == [money(a) for a in amounts[seen : seen + len(here)]]
        seen += len(here)
        carried = None
        if "Subtotal" not in text:
            carried = after("Carried forward", text)
            assert carried == money(total(amounts[:seen], "USD"))
            assert column[-1] == carried
    assert seen == lines


def test_what_is_left_is_carried_under_many_uses():
    uses = tuple(a_use(place, 3001 + place) for place in range(90))
    sheet = a_sheet(30, uses=uses)
    pdf = Pdf(render(sheet))
    seen = 0
    for text in pdf.pages:
        seen += len(re.findall(r"Applied to INV-\d+", text))
        if seen and "Carried forward" in text:
            left = sheet.total - total((use.amount for use in uses[:seen]), "USD")
            assert after("Carried forward", text) == money(left)
            assert f"Brought forward {money(left)}" in pdf.words
    assert seen == 90


@pytest.mark.parametrize("look", [Look(), LOOK], ids=["plain", "dressed"])
def test_the_address_shows_in_the_windows_of_envelopes(look):
    # DIN 680 on A4, folded at 105 mm: 20 to 105 mm from the left, 62.7 to 90 mm from the top.
    # A #10 window with a Letter sheet folded in three: the strip that shows however it slides.
    windows = {"A4": (57, 298, 177, 255), "Letter": (63, 387, 162, 261)}
    for page, (left, right, top, bottom) in windows.items():
        pdf = Pdf(render(full_sheet(look=look), page))
        height = PAPERS[page].height
        address = {"Acme Ltd", "Friedrichstraße 12", "10117 Berlin", "Germany"}
        seen = set()
        for text, box in zip(pdf.texts[0], pdf.inks[0], strict=True):
            inside = box[0] >= left and box[2] <= right
            inside = inside and height - box[3] >= top and height - box[1] <= bottom
            if text.text in address:
                assert inside, text
                seen.add(text.text)
            elif inside:
                assert text.text.startswith("Northwind Paints Ltd ·"), text
        assert seen == address


@pytest.mark.parametrize("mark", ["draft", "void"])
def test_a_mark_is_pale_and_behind_the_text_of_every_page(mark):
    pdf = Pdf(render(replace(a_sheet(40), mark=mark)))
    assert len(pdf.pages) == 2
    for texts in pdf.texts:
        assert texts[0].text == mark.upper()
        assert texts[0].slanted
        assert texts[0].grey > 225
        assert [text for text in texts if text.text == mark.upper()] == texts[:1]


def test_an_ordinary_document_has_no_mark():
    assert not any(text.slanted for texts in Pdf(render(a_sheet(40))).texts for text in texts)


@pytest.mark.parametrize("page", PAPERS)
def test_an_ordinary_memo_of_twelve_lines_is_one_page(page):
    made = tuple(a_line(place, description=f"Blue paint, tin {place}") for place in range(12))
    assert len(Pdf(render(a_sheet(lines_made=made), page)).pages) == 1
