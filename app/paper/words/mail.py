"""The words of the message that a document is sent with, in every language. Loads no ReportLab."""

from typing import Final

from app.domain.sheet import DocumentSheet, Sheet
from app.paper import figures, statement_words
from app.paper.words import of, title_of

# {what} stands in a line of its own: so no language has to bend it.
_BODIES: Final[dict[str, str]] = {
    "en": "Hello,\n\nPlease find attached:\n{what}\n\nKind regards\n{us}\n",
    "de": "Guten Tag,\n\nanbei erhalten Sie:\n{what}\n\nFreundliche Grüße\n{us}\n",
    "fr": "Bonjour,\n\nVeuillez trouver ci-joint :\n{what}\n\nCordialement\n{us}\n",
    "es": "Buenos días:\n\nLe adjuntamos:\n{what}\n\nUn cordial saludo\n{us}\n",
}


def subject(sheet: Sheet) -> str:
    """Such as "Credit memo CM-0007"; of a draft, that it is one; of a statement with its day."""
    if not isinstance(sheet, DocumentSheet):
        day = figures.of(sheet.language).day(sheet.last)
        return f"{statement_words.title_of(sheet)}, {day}"
    title = title_of(sheet)
    if sheet.number is None:
        return of(sheet.language).draft_file.format(title=title)
    return f"{title} {sheet.number}"


def body(sheet: Sheet, us: str) -> str:
    """A few lines that say what is attached; `us` is who signs them."""
    if not isinstance(sheet, DocumentSheet):
        return letter(sheet.language, subject(sheet), us)
    said, numbers = of(sheet.language), figures.of(sheet.language)
    named = said.on_day.format(number=subject(sheet), day=numbers.day(sheet.date))
    amount = f"{numbers.money(sheet.total)} {sheet.currency}"
    return letter(sheet.language, f"{named}, {amount}", us)


def letter(language: str, what: str, us: str) -> str:
    """The same for anything else that has a name."""
    text = _BODIES.get(language) or _BODIES.get(language.partition("-")[0]) or _BODIES["en"]
    return text.format(what=what, us=us)
