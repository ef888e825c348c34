"""File names that every system takes, and that say which document it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.template import Look, Texts
from app.paper.names import file_name, numbered, report_name
from tests.paper.reports import balance_sheet, register, trial_balance
from tests.paper.sheets import BUYER, a_sheet

ORDINARY = a_sheet()


def named(number, buyer, title=None):
    """The file name of a sheet with that number and buyer."""
    look = Look(texts=Texts(title=title))
    sheet = replace(ORDINARY, number=number, buyer=replace(BUYER, name=buyer), look=look)
    return file_name(sheet)


@pytest.mark.parametrize(
    ("number", "buyer", "name"),
    [
        ("CM-0007", "Acme Ltd", "CM-0007 Acme Ltd.pdf"),
        (None, "Acme Ltd", "Credit memo draft Acme Ltd.pdf"),
        ("CM/2026/7", "Smith / Sons", "CM-2026-7 Smith-Sons.pdf"),
        ("CM:7", 'A"B<C>D|E?F*G', "CM-7 ABCD-EFG.pdf"),
        ("CM-7", "Acme Ltd. . ", "CM-7 Acme Ltd.pdf"),
        ("..", "../../etc/passwd", "etc-passwd.pdf"),
        ("-rf", "x", "rf x.pdf"),
        ("CM-7", "a\tb\nc\x00d\u202ee", "CM-7 a b cde.pdf"),
        ("CON", "", "_CON.pdf"),
        ("con.x", "y", "_con.x y.pdf"),
        ("COM1", "Acme", "COM1 Acme.pdf"),
        ("LPT¹", "", "_LPT¹.pdf"),
        ("", "", "Credit memo.pdf"),
        ("\u202e", "???", "Credit memo.pdf"),
        ("CM-1", "Zażółć Ω 日本", "CM-1 Zażółć Ω 日本.pdf"),
        ("CM-1", "Cafe\u0301", "CM-1 Café.pdf"),
    ],
)
def test_names_are_safe_and_say_what_it_is(number, buyer, name):
    assert named(number, buyer) == name


def test_a_document_without_any_name_still_has_one():
    assert named("/", "", title="/") == "Document.pdf"


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_text_makes_a_bad_name(number, buyer):
    name = named(number, buyer)
    stem = name.removesuffix(".pdf")
    assert name.endswith(".pdf")
    assert stem == stem.strip(" .")
    assert not stem.startswith("-")
    assert not set(name) & set('<>:"/\\|?*')
    assert all(char.isprintable() or char == " " for char in name)
    assert stem.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert len(name) <= 130
    assert len(numbered(name, 1000).encode()) <= 255


def test_long_names_are_cut_between_characters():
    assert len(named("CM-1", "x" * 500)) == 124
    name = named("CM-1", "日" * 200)
    assert len(name.encode()) <= 204
    assert set(name.removeprefix("CM-1 ").removesuffix(".pdf")) == {"日"}


def test_the_next_of_the_same_name():
    assert numbered("CM-0007 Acme Ltd.pdf", 2) == "CM-0007 Acme Ltd (2).pdf"


def test_the_name_is_the_other_sides_not_ours():
    assert file_name(replace(ORDINARY, number="VC-0002", counterpart="Volt Ltd")) == (
        "VC-0002 Volt Ltd.pdf"
    )


def test_a_report_is_named_by_its_title_and_days():
    assert report_name(trial_balance()) == "Trial balance 2026-03-31.pdf"
    assert report_name(register(), ".csv") == "Account register 2026-01-01 to 2026-03-31.csv"
    one_day = (("From", "2026-03-31"), ("To", "2026-03-31"), ("Account", "INV-2026-01-01"))
    assert report_name(balance_sheet(about=one_day)) == "Balance sheet 2026-03-31.pdf"
    assert report_name(trial_balance(title="Of A/B: 100% <C>", about=())) == "Of A-B-100% C.pdf"
    assert report_name(trial_balance(title="NUL", about=())) == "_NUL.pdf"
    assert report_name(trial_balance(title="\u202e", about=())) == "Report.pdf"


def test_drafts_are_named_in_the_language_of_the_document():
    names = [
        file_name(replace(ORDINARY, number=None, language=language))
        for language in ("en-GB", "de", "fr", "es")
    ]
    assert names == [
        "Credit note draft Acme Ltd.pdf",
        "Gutschrift Entwurf Acme Ltd.pdf",
        "Avoir brouillon Acme Ltd.pdf",
        "Abono borrador Acme Ltd.pdf",
    ]
