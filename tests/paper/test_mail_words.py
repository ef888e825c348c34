"""The message that a document is sent with, in every language of documents."""

from datetime import date

import pytest

from app.domain.template import LANGUAGES
from app.paper.words import mail
from tests.paper.sheets import a_sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_is_attached(language):
    sheet = a_sheet(language=language, number="CM-0007", date=date(2026, 3, 3))
    body = mail.body(sheet, "Northwind {us}")
    assert mail.subject(sheet).endswith(" CM-0007")
    assert mail.subject(sheet) in body
    assert "2026" in body
    assert body.endswith("\nNorthwind {us}\n")
    assert len(body.splitlines()) == 7


def test_no_two_languages_say_the_same():
    bodies = {one: mail.letter(one, "…", "us") for one in LANGUAGES}
    assert bodies.pop("en-GB") == bodies["en"]
    assert len(set(bodies.values())) == len(bodies)


def test_a_draft_says_that_it_is_one():
    sheet = a_sheet(number=None, mark="draft", language="de")
    assert mail.subject(sheet) == "Gutschrift Entwurf"
