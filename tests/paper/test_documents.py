"""What a credit memo says on paper, in which words and order."""

from dataclasses import replace

import pytest

from app.domain.sheet import DRAFT
from app.paper.sheets import missing_glyphs, render
from tests.paper.pdf import Pdf
from tests.paper.sheets import (
    BUYER,
    SELLER,
    SHEETS,
    a_line,
    a_sheet,
    a_use,
    full_sheet,
    hostile_sheet,
)


def test_everything_is_said_in_order():
    sheet = full_sheet()
    said = (
        *("Northwind Paints Ltd", "14 Harbour Road", "Bristol", "BS1 5TY", "United Kingdom"),
        *("+44 117 496 0123", "accounts@northwind.example", "Tax ID GB 123 4567 89"),
        *("Reg. no. 07654321", "Acme Ltd", "Friedrichstraße 12", "10117 Berlin", "Germany"),
        *("Number CM-0007", "Date 3 Mar 2026", "Currency USD", "Your reference PO-4711"),
        *("Your tax ID DE 999999999", "Valid until 31 Dec 2026", "Credit memo"),
        *("Credit for INV-0004 of 3 Feb 2026", "Reason Return: broken in transit"),
        "Description Quantity Unit price Tax Amount",
        *("Blue paint, matt, 5 litres 1 12.50 5% 12.50", "Roller, 25 cm 2 kg 16.25 20% 32.50"),
        *("3 m 20.00", "4 hours 23.75", "5 l 27.50"),
        *("Subtotal 1,295.00", "Shipping 15.00", "Restocking fee −20.00"),
        *("VAT 5% of 491.25 24.56", "VAT 20% of 803.75 160.75", "Total USD 1,475.31"),
        *("Applied to INV-0004, 8 Mar 2026 −900.00",),
        *("Refunded by bank transfer, 1 Apr 2026 −25.50", "Remaining credit 549.81"),
        *("Valid until 31 Dec 2026", "With our apologies for the dented tins.", "Page 2 of 2"),
    )
    words, at = Pdf(render(sheet)).words, 0
    for text in said:
        assert text in words[at:], text
        at = words.index(text, at) + len(text)


@pytest.mark.usefixtures("no_fonts")
def test_user_text_is_text():
    words = Pdf(render(hostile_sheet())).words
    assert "<b>bold</b> & <para>x</para> &amp; %s {x} \\ ( )" in words
    assert "Return: <i>x</i> second line" in words
    assert "<font color=red>Every word" in words
    assert "herenullbell" not in words.split("tab")[0]
    assert "tab herenullbell right to left" in words
    assert "W" * 20 in words
    assert "? ? ??? ???? ?" in words


@pytest.mark.parametrize("sheet", [SHEETS["long line"], SHEETS["long text"]])
def test_ten_thousand_characters_print_whole(sheet):
    words = Pdf(render(sheet)).words
    assert words.count(" counts,") == words.count("many of them.") == 180


def test_a_draft_has_no_number_and_nothing_to_use_yet():
    words = Pdf(render(replace(a_sheet(), mark=DRAFT, number=None))).words
    assert "Number" not in words
    assert "Remaining" not in words
    assert Pdf(render(replace(a_sheet(), mark=DRAFT, number=None))).metadata["Title"] == (
        "Credit memo draft"
    )


def test_a_fully_used_credit_says_so():
    sheet = a_sheet(uses=(a_use(1, 1000), a_use(2, 500)))
    words = Pdf(render(sheet)).words
    assert "Applied to INV-0001, 5 Mar 2026 −10.00 Applied to INV-0002, 6 Mar 2026 −5.00" in words
    assert "Remaining credit 0.00 Page" in words


@pytest.mark.parametrize(
    ("currency", "figures"),
    [
        ("JPY", "1,250 20% 1,250 Subtotal 1,250 VAT 20% of 1,250 250 Total JPY 1,500"),
        ("KWD", "1.250 20% 1.250 Subtotal 1.250 VAT 20% of 1.250 0.250 Total KWD 1.500"),
    ],
)
def test_currencies_keep_their_decimals(currency, figures):
    assert figures in Pdf(render(a_sheet(currency=currency))).words


def test_the_currency_stands_at_the_total_and_not_at_every_amount():
    words = Pdf(render(full_sheet())).words
    assert words.count("USD") == 2
    assert "Currency USD" in words
    assert "Total USD" in words


def test_no_taxed_line_no_column_of_rates():
    words = Pdf(render(SHEETS["untaxed"])).words
    assert "Unit price Amount" in words
    assert "Subtotal" not in words
    assert "Valid until" not in words


def test_a_credit_without_lines_has_no_table():
    words = Pdf(render(SHEETS["no lines"])).words
    assert "Description" not in words
    assert "Total USD 50.00" in words


@pytest.mark.parametrize("text", ["Zażółć gęślą jaźń", "Ελληνικά", "Українська", "€ ½ ß ẞ Ø"])
def test_latin_greek_and_cyrillic_print(text):
    sheet = a_sheet(buyer=replace(BUYER, name=text))
    assert missing_glyphs(sheet) == ()
    assert text in Pdf(render(sheet)).words


def test_composed_and_decomposed_letters_print_alike():
    sheets = [a_sheet(buyer=replace(BUYER, name=name)) for name in ("Café", "Cafe\u0301")]
    assert render(sheets[0]) == render(sheets[1])


@pytest.mark.usefixtures("no_fonts")
def test_what_cannot_be_shown_is_told_and_printed_as_a_question_mark():
    sheet = a_sheet(
        lines_made=(a_line(description="日本 blue"),),
        buyer=replace(BUYER, name="שלום Ltd"),
        seller=replace(SELLER, city="\ud83d"),
    )
    assert missing_glyphs(sheet) == tuple(sorted({*"日本", *"שלום", "\ud83d"}))
    words = Pdf(render(sheet)).words
    assert "?? blue" in words
    assert "???? Ltd" in words


def test_an_unknown_size_of_paper_is_a_bug():
    with pytest.raises(Exception, match="A5"):
        render(a_sheet(), "A5")
