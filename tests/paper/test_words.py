"""Every language has a word for everything, and nothing is left untranslated by mistake."""

from dataclasses import fields
from string import Formatter

import pytest

from app.commands.using import METHODS
from app.domain.accounts import CUSTOMER_REASONS, VENDOR_SOURCES
from app.domain.sheet import DRAFT, VOID
from app.domain.template import LANGUAGES, PAPERS, Look, Texts
from app.paper import words
from app.paper.style import LABEL
from tests.paper.sheets import a_sheet

every_language = pytest.mark.parametrize("language", LANGUAGES)
ENGLISH = words.of("en")
# The same word in two languages, looked at one by one.
ALIKE = {
    "fr": {"date", "description", "total", "nameless", "reference", "quantity", "page_of"},
    "es": {"total", "subtotal"},
    "de": set(),
}


@every_language
def test_every_code_has_its_word(language):
    said = words.of(language)
    assert said.titles.keys() == set(PAPERS)
    assert said.marks.keys() - {"void invoice"} == {DRAFT, VOID}
    assert said.reasons.keys() == CUSTOMER_REASONS.keys()
    assert said.sources.keys() == VENDOR_SOURCES.keys()
    assert said.refunds.keys() == set(METHODS)
    assert said.units.keys() == ENGLISH.units.keys()


@every_language
def test_every_language_fills_in_the_same(language):
    said = words.of(language)
    for field in fields(said):
        ours, english = getattr(said, field.name), getattr(ENGLISH, field.name)
        if isinstance(ours, str):
            assert ours.strip() == ours != ""
            assert blanks(ours) == blanks(english), field.name


def blanks(text):
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ALIKE)
def test_no_word_stayed_english(language):
    said = words.of(language)
    same = {
        field.name
        for field in fields(said)
        if getattr(said, field.name) == getattr(ENGLISH, field.name)
        and blanks(str(getattr(ENGLISH, field.name))) != {"use", "day"}
        and field.name != "reason_and_note"
    }
    assert same <= ALIKE[language]
    for name in ("titles", "marks", "reasons", "sources", "refunds"):
        english = getattr(ENGLISH, name)
        assert all(english.get(code) != ours for code, ours in getattr(said, name).items())


@every_language
def test_labels_fit_before_what_they_label(language):
    said = words.of(language)
    assert max(LABEL.width(text) for text in (said.credited, said.reason)) < 64
    beside = (
        *(said.number, said.date, said.due, said.currency, said.your_reference, said.valid_until),
        *(said.their_number, said.your_tax_id, said.your_vat_id),
    )
    assert max(map(LABEL.width, beside)) < 70


def test_titles_are_what_people_of_the_country_write():
    titles = [words.of(language).titles["credit_memo"] for language in LANGUAGES]
    assert titles == ["Credit memo", "Credit note", "Gutschrift", "Avoir", "Abono"]
    marks = [words.of(language).marks[VOID] for language in LANGUAGES]
    assert marks == ["VOID", "VOID", "STORNIERT", "ANNULÉ", "ANULADO"]


def test_the_mark_agrees_with_what_it_stands_on():
    voided = [
        words.mark_of(a_sheet(language=language, kind=kind, mark=VOID))
        for language in ("en", "de", "fr", "es")
        for kind in ("credit_memo", "invoice")
    ]
    assert voided == [
        *("VOID", "VOID", "STORNIERT", "STORNIERT", "ANNULÉ", "ANNULÉE", "ANULADO", "ANULADA")
    ]
    assert words.mark_of(a_sheet(language="fr", kind="invoice", mark=DRAFT)) == "BROUILLON"
    assert words.mark_of(a_sheet()) == ""


def test_a_template_may_call_it_otherwise():
    assert words.title_of(a_sheet(language="fr")) == "Avoir"
    look = Look(texts=Texts(title="Note de crédit"))
    assert words.title_of(a_sheet(language="fr", look=look)) == "Note de crédit"
