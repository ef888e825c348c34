"""Statements of account on paper: what they say, where it stands, and that the file is sound."""

import re
from dataclasses import replace

import pytest

from app.domain.kinds import Kind
from app.domain.money import Money
from app.domain.sheet import PartySheet
from app.domain.template import LANGUAGES, Look, Texts
from app.paper import figures, words
from app.paper.names import file_name
from app.paper.sheets import missing_glyphs, render
from app.paper.statement_words import WORDS
from app.paper.style import PAPERS
from tests.paper.pdf import Pdf
from tests.paper.soundness import faults, stray_texts, tags
from tests.paper.statements import (
    HAPPENED,
    LAST,
    SHEETS,
    a_statement,
    an_ageing,
    of_everything,
    rows_of,
)

every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
BLANKS = re.compile(r"[\s\xa0\u202f]+")


def said(sheet, page="A4"):
    """Everything on paper, with plain blanks."""
    return BLANKS.sub(" ", Pdf(render(sheet, page)).text)


def money(sheet):
    """How the sheet's language writes an amount, with plain blanks."""
    written = figures.of(sheet.language).money
    return lambda amount: BLANKS.sub(" ", written(amount))


# What it says


@every_sheet
def test_the_balance_and_every_row_are_on_paper(sheet):
    found, write = said(sheet), money(sheet)
    for row in sheet.rows:
        assert write(row.amount) in found
        assert write(row.balance) in found
    assert write(sheet.closing) in found
    if sheet.first:
        assert f"{WORDS[sheet.language].opening} {write(sheet.opening)}" in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", HAPPENED)
def test_every_kind_of_row_is_said_in_every_language(side, language):
    sheet = of_everything(side, language=language)
    found = said(sheet)
    for row in sheet.rows:
        happened = WORDS[language].happened[f"{row.kind} {row.what}"]
        assert happened.format(number=row.number).replace("\xa0", " ") in found


def test_there_are_words_for_every_kind_and_for_nothing_else():
    codes = {
        f"{kind} {what}"
        for kinds in HAPPENED.values()
        for kind, whats in kinds.items()
        for what in whats
    }
    assert {code.partition(" ")[0] for code in codes} == set(Kind)
    for language in LANGUAGES:
        assert set(WORDS[language].happened) == codes
        assert all(text.count("{number}") == 1 for text in WORDS[language].happened.values())


def test_british_paper_has_its_own_words():
    found = said(of_everything("customer", language="en-GB"))
    assert "Refund of credit note CRE-10" in found
    assert "memo" not in found
    theirs = said(of_everything("vendor", language="en-GB"))
    assert "Supplier credit VEN-5" in theirs
    assert "endor" not in theirs
    assert "In your favour" in theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_fixed_words_are_those_of_its_language(language):
    found, mine = said(a_statement(language=language)), WORDS[language]
    day = figures.of(language).day(LAST)
    for text in (
        mine.first, mine.last, mine.document, mine.balance, mine.opening, mine.open, mine.unused,
        mine.closing.format(day=day), mine.ageing.format(day=day), *mine.ages, mine.credits,
        mine.ours, mine.total,
    ):  # fmt: skip
        assert BLANKS.sub(" ", text) in found


def test_credits_that_are_not_used_yet_are_said_and_taken_off():
    sheet = a_statement()
    found = said(sheet)
    assert f"Open items {money(sheet)(sheet.closing - sheet.ageing.credits)}" in found
    assert "Credits not used yet −123.45" in found
    bare = replace(sheet, ageing=an_ageing(sheet.closing, Money(0, "EUR")))
    assert "Open items" not in said(bare)


def test_the_balance_says_whose_it_is():
    ours, yours = "In our favor", "In your favor"
    for side, minor, there, gone in (
        ("customer", 500_000, ours, yours),
        ("customer", -500_000, yours, ours),
        ("vendor", 500_000, yours, ours),
        ("vendor", -500_000, ours, yours),
    ):
        kinds = (("bill", 100),) if side == "vendor" else (("invoice", 100),)
        opening = Money(minor, "EUR")
        found = said(a_statement(rows_of(2, opening, kinds), side=side, opening=opening))
        assert there in found
        assert gone not in found


def test_what_is_open_stands_by_its_lateness_with_the_balance_as_its_total():
    sheet = a_statement()
    table = said(sheet).partition("What is open")[2]
    write = money(sheet)
    amounts = [write(one) for one in (*sheet.ageing.open, sheet.ageing.credits, sheet.closing)]
    assert f"Not due 1–30 31–60 61–90 Over 90 Credits Total {' '.join(amounts)}" in table


def test_nothing_happened_and_nothing_is_open():
    found = said(SHEETS["nothing happened"])
    assert "Opening balance 0.00 No activity in this period." in found
    assert "Balance on 31 Mar 2026 (EUR) 0.00 Nothing is open." in found
    assert "days past due" not in found
    ever = said(SHEETS["nothing ever"])
    assert "Opening balance" not in ever
    assert "From" not in ever


def test_columns_are_there_only_where_something_stands_in_them():
    rows = rows_of(3, Money(0, "EUR"))
    plain = said(a_statement(tuple(replace(row, due=None) for row in rows)))
    assert "Date Document Amount Balance" in plain
    full = said(a_statement((replace(rows[0], reference="PO 4711"), *rows[1:])))
    assert f"Date Document {words.of('en').your_reference} Due date Amount Balance" in full
    assert "PO 4711" in full
    bills = rows_of(1, Money(0, "EUR"), (("bill", 100),))
    theirs = a_statement((replace(bills[0], reference="R/12"),), side="vendor")
    assert words.of("en").their_number in said(theirs)


def test_other_currencies_are_named():
    found = said(SHEETS["dinar"])
    assert "There is also a balance in EUR, JPY, USD, on a statement of its own." in found


def test_the_template_says_title_opening_and_closing():
    sheet = a_statement(look=Look(texts=Texts("Your account", "We met <b>.", "Thank you.")))
    found = said(sheet)
    assert "Statement of account" not in found
    order = [found.index(text) for text in ("Your account", "We met <b>.", "Thank you.")]
    assert order == sorted(order)


def test_no_entry_stands_on_it_and_nobody_is_asked_to_pay():
    found = said(a_statement(500)).lower()
    for word in ("entry", "please", "pay ", "overdue", "reminder"):
        assert word not in found


# Where it stands


@every_sheet
@pytest.mark.parametrize("page", PAPERS)
def test_nothing_leaves_the_margins_and_no_two_texts_meet(sheet, page):
    pdf, paper = Pdf(render(sheet, page)), PAPERS[page]
    for texts, inks in zip(pdf.texts, pdf.inks, strict=True):
        found = [(text, box) for text, box in zip(texts, inks, strict=True) if text.text]
        for place, (text, (left, bottom, right, top)) in enumerate(found):
            assert left >= paper.left - 1, text
            assert right <= paper.right + 0.5, text
            assert bottom >= 24, text
            assert top <= paper.height - 40, text
            assert round(text.baseline, 2) % 4 == pytest.approx(0, abs=0.02), text
            for _, other in found[place + 1 :]:
                apart = right <= other[0] or other[2] <= left
                assert apart or top <= other[1] + 0.3 or other[3] <= bottom + 0.3, text


@pytest.mark.parametrize("page", PAPERS)
def test_the_balance_is_carried_from_page_to_page(page):
    sheet = a_statement(500)
    pdf, write = Pdf(render(sheet, page)), money(sheet)
    assert len(pdf.pages) > 8
    balances = {write(row.balance) for row in sheet.rows}
    carried = None
    for place, text in enumerate(pdf.pages, start=1):
        assert text.endswith(f"Page {place} of {len(pdf.pages)}")
        assert "Date" in text
        assert "Balance" in text
        if carried:
            assert text.split("Brought forward")[1].split()[0] == carried
        if place < len(pdf.pages):
            carried = text.split("Carried forward")[1].split()[0]
            assert carried in balances
            # It is the balance of the last row above it.
            assert text.split("Carried forward")[0].split()[-1] == carried
    assert "Carried forward" not in pdf.pages[-1]


def test_nothing_of_a_very_long_number_is_lost():
    numbers = [f"R{place:04}" for place in range(1_400)]
    rows = rows_of(3, Money(50_000, "EUR"))
    sheet = a_statement((rows[0], replace(rows[1], reference=" ".join(numbers)), rows[2]))
    data = render(sheet)
    pdf = Pdf(data)
    assert re.findall(r"R\d{4}", pdf.text) == numbers
    assert len(pdf.pages) > 2
    assert pdf.text.count(money(sheet)(rows[1].amount)) == 1
    assert (faults(data), stray_texts(data)) == ([], [])
    (table, *_) = tags(data).all("Table")
    assert [len(row.kids) for row in table.all("TR")] == [6] * 5


@pytest.mark.parametrize("page", PAPERS)
def test_the_end_is_never_split_nor_alone(page):
    for count in range(1, 75):
        sheet = a_statement(count)
        pages = Pdf(render(sheet, page)).pages
        last = pages[-1]
        assert "Balance on" in last
        assert "Total" in last
        assert f" {sheet.rows[-1].number} " in last.replace("\n", " ")
        assert not any("Balance on" in text for text in pages[:-1])


@pytest.mark.parametrize("page", PAPERS)
def test_a_word_of_thanks_is_never_alone_on_the_last_page(page):
    look = Look(texts=Texts(closing="Thank you."))
    for count in range(1, 75):
        last = Pdf(render(a_statement(count, look=look), page)).pages[-1]
        assert "Balance on" in last
        assert "Thank you." in last
    long = Look(texts=Texts(closing="Thank you.\n" * 40))
    assert "Balance on" in Pdf(render(a_statement(9, look=long), page)).pages[0]


def test_amounts_and_balances_end_on_their_own_edges():
    sheet = a_statement(40)
    pdf, write = Pdf(render(sheet)), money(sheet)
    ends = {(word, round(right)) for page in pdf.ends for word, right in page}
    edge = round(PAPERS["A4"].right)
    assert {(write(row.balance), edge) for row in sheet.rows} <= ends
    edges = {right for word, right in ends for row in sheet.rows[:1] if word == write(row.amount)}
    assert len(edges) == 1
    assert {(write(row.amount), *edges) for row in sheet.rows} <= ends


def test_huge_figures_shrink_and_keep_their_columns():
    pdf = Pdf(render(SHEETS["huge everywhere"]))
    sizes = {text.size for texts in pdf.texts for text in texts if "740.993" in text.text}
    assert max(sizes) == 6
    assert "−63.050.394.783.186.951,49" in pdf.text


# The file


@every_sheet
@pytest.mark.parametrize("page", PAPERS)
def test_the_file_is_sound_and_the_same_twice(sheet, page):
    data = render(sheet, page)
    assert faults(data) == []
    assert stray_texts(data) == []
    assert render(sheet, page) == data


def test_screen_readers_find_the_title_and_regular_tables():
    found = tags(render(a_statement(100)))
    assert len(found.all("H1")) == 1
    rows, sums, ageing = found.all("Table")
    shapes = [[cell.role for cell in row.kids] for row in rows.all("TR")]
    assert shapes == [["TH"] * 5, *[["TD"] * 5] * 101]
    assert len(sums.all("TR")) == 3
    assert [[cell.role for cell in row.kids] for row in ageing.all("TR")] == [
        ["TH"] * 7,
        ["TD"] * 7,
    ]


def test_the_file_says_what_it_is():
    found = Pdf(render(a_statement())).metadata
    assert found["Title"] == "Statement of account · Acme Ltd · 31 Mar 2026"
    assert (found["Author"], found["Subject"]) == ("Northwind Paints Ltd", "Acme Ltd")
    assert found["CreationDate"] == "D:20260402000000Z"


def test_what_no_font_can_show_is_told_beforehand():
    assert missing_glyphs(a_statement()) == ()
    sheet = a_statement(addressee=PartySheet("A\U0010fffd"))
    assert missing_glyphs(sheet) == ("\U0010fffd",)


@pytest.mark.parametrize(
    ("name", "changes", "file"),
    [
        ("Acme Ltd", {}, "Statement Acme Ltd 2026-03-31.pdf"),
        ("Acme Ltd", {"others": ("USD",)}, "Statement Acme Ltd EUR 2026-03-31.pdf"),
        ("Müller & Söhne", {"language": "de"}, "Kontoauszug Müller & Söhne 2026-03-31.pdf"),
        ("A/B: C", {"language": "fr"}, "Relevé de compte A-B-C 2026-03-31.pdf"),
        ("../..\\con", {"language": "es"}, "Estado de cuenta ..-..-con 2026-03-31.pdf"),
    ],
)
def test_the_name_of_the_file_is_in_its_language_and_safe(name, changes, file):
    assert file_name(a_statement(addressee=PartySheet(name), **changes)) == file


@pytest.mark.parametrize("name", ["x" * 500, "ش" * 500, "\U0001f600" * 300, "\u202e\n\t", ""])
def test_however_long_a_name_the_day_stays_in_the_file_name(name):
    made = file_name(a_statement(addressee=PartySheet(name), others=("USD",)))
    assert made.endswith(" EUR 2026-03-31.pdf")
    assert len(made.encode()) < 230
    assert made.isprintable()
