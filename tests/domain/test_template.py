"""What a template says in which language."""

import pytest

from app.domain.template import Texts, texts_for

TEXTS = {
    "": Texts(opening="Hello", footer="Bank"),
    "en": Texts(title="Credit", opening="Dear customer"),
    "en-GB": Texts(title="Credit advice"),
    "de": Texts(title="Gutschrift", closing=""),
}


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en-GB", Texts("Credit advice", "Dear customer", None, "Bank")),
        ("en", Texts("Credit", "Dear customer", None, "Bank")),
        ("de", Texts("Gutschrift", "Hello", None, "Bank")),
        ("fr", Texts(None, "Hello", None, "Bank")),
    ],
)
def test_a_language_says_its_own_then_the_wider_ones_then_everyones(language, found):
    assert texts_for(language, TEXTS) == found


def test_a_template_without_texts_says_the_usual():
    assert texts_for("de", {}) == Texts()
