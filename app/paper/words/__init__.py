"""The fixed words of documents in every language, one file each. Loads no ReportLab."""

from typing import Final

from app.domain.sheet import DocumentSheet
from app.paper.words.british import BRITISH
from app.paper.words.english import ENGLISH
from app.paper.words.form import Words
from app.paper.words.french import FRENCH
from app.paper.words.german import GERMAN
from app.paper.words.spanish import SPANISH

__all__ = ["Words", "mark_of", "of", "title_of"]

_WORDS: Final[dict[str, Words]] = {
    "en": ENGLISH,
    "en-GB": BRITISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}


def of(language: str) -> Words:
    """The words of one of template.LANGUAGES."""
    return _WORDS[language]


def title_of(sheet: DocumentSheet) -> str:
    """What a document is called: in its template, or usually."""
    return sheet.look.texts.title or of(sheet.language).titles[sheet.kind]


def mark_of(sheet: DocumentSheet) -> str:
    """What stands large across its pages, if anything."""
    marks, mark = of(sheet.language).marks, sheet.mark or ""
    return marks.get(f"{mark} {sheet.kind}") or marks.get(mark, "")
