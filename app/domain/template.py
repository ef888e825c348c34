"""How documents look on paper: colour, logo, columns and texts, as data; never code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

# Languages that documents are written in, as they call themselves. British and European English
# differs in its words ("Credit note"), not only in its dates.
LANGUAGES: Final[dict[str, str]] = {
    "en": "English",
    "en-GB": "English (UK and EU)",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
}
EVERY_LANGUAGE: Final = ""  # texts for all languages that have none of their own

PAPERS: Final = ("credit_memo", "vendor_credit", "invoice", "statement")  # what a template is for
COLUMNS: Final = ("quantity", "unit_price", "tax")  # columns of lines that may be left out
ACCENT: Final = "#0d406b"  # the colour of titles unless another is chosen
COLOUR: Final = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Texts:
    """What a template says in one language; None says the usual, or nothing where nothing is
    usual. Line ends count."""

    title: str | None = None  # instead of "Credit memo"
    opening: str | None = None  # above the lines
    closing: str | None = None  # below the sums
    footer: str | None = None  # at the foot of every page: bank, registration, directors

    def over(self, other: "Texts") -> "Texts":
        """These texts, and the other's where these say nothing."""
        names = (field.name for field in fields(self))
        return Texts(**{name: getattr(self, name) or getattr(other, name) for name in names})


SILENT: Final = Texts()


@dataclass(frozen=True, slots=True)
class Look:
    """A template as one document sees it: its texts in the document's language."""

    accent: str = ACCENT  # "#rrggbb"
    logo: bytes | None = None  # a whole PNG, JPEG or SVG file
    columns: tuple[str, ...] = COLUMNS
    texts: Texts = SILENT


PLAIN: Final = Look()  # what no template is used for


def texts_for(language: str, texts: Mapping[str, Texts]) -> Texts:
    """What a template says in a language: its own texts, else those of the language without its
    country, else those for every language."""
    found = Texts()
    for name in dict.fromkeys((language, language.partition("-")[0], EVERY_LANGUAGE)):
        found = found.over(texts.get(name, Texts()))
    return found
