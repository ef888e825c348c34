"""The languages of documents as fields offer them."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.template import LANGUAGES
from app.gui.fields import Choice
from app.gui.words import QT_TRANSLATE_NOOP

BOOK: Final = "book"  # the choice that leaves it to the book
_BOOKS: Final = QT_TRANSLATE_NOOP("languages", "The book's ({language})")


def languages() -> tuple[Choice, ...]:
    """Every language, each called as it calls itself."""
    return tuple(Choice(code, name) for code, name in LANGUAGES.items())


def usual() -> str:
    """The language of documents that the system's own suggests."""
    locale = QLocale()
    language, _, country = locale.name().partition("_")
    if language == "en" and country not in {"", "US"}:
        return "en-GB"
    return language if language in LANGUAGES else "en"


def languages_of_party(book: str) -> tuple[Choice, ...]:
    """What a customer or vendor may have, given the book's language."""
    words = QCoreApplication.translate("languages", _BOOKS)
    return (Choice(BOOK, words.format(language=LANGUAGES.get(book, book))), *languages())
