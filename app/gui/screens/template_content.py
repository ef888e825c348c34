"""A template as its form holds it: all that is typed as one value that JSON can say."""

import base64
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final
from uuid import uuid4

from app.domain.template import (
    ACCENT,
    COLOUR,
    COLUMNS,
    EVERY_LANGUAGE,
    LANGUAGES,
    PAPERS,
    Look,
    Texts,
    texts_for,
)
from app.queries.templates import TemplateView

SPOKEN: Final = (EVERY_LANGUAGE, *LANGUAGES)  # the languages there may be texts in
PARTS: Final = tuple(part.name for part in fields(Texts))

Content = dict[str, Any]


def text_name(language: str, part: str) -> str:
    """The field of a text: "texts.de.footer"."""
    return f"texts.{language}.{part}"


TEXTS: Final = tuple(text_name(language, part) for language in SPOKEN for part in PARTS)


def fresh(papers: tuple[str, ...] = ()) -> Content:
    """What a new template begins with, used for these papers."""
    plain: Content = {"name": "", "accent": ACCENT, "columns": list(COLUMNS), "logo": ""}
    return plain | {"papers": [one for one in PAPERS if one in papers]} | dict.fromkeys(TEXTS, "")


def content_of(view: TemplateView) -> Content:
    """A template of the book as the form shows it."""
    said = {
        text_name(language, part): getattr(texts, part) or ""
        for language, texts in view.texts.items()
        for part in PARTS
    }
    return (
        fresh(view.papers)
        | said
        | {
            "name": view.name,
            "accent": view.accent,
            "columns": list(view.columns),
            "logo": base64.b64encode(view.logo or b"").decode("ascii"),
        }
    )


def texts_of(content: Mapping[str, Any], language: str) -> Texts:
    """What is typed in a language."""
    return Texts(**{part: content[text_name(language, part)] or None for part in PARTS})


def look_of(content: Mapping[str, Any], language: str) -> Look:
    """How a document in a language looks with what is typed; a colour that is none yet is the
    usual one."""
    accent = str(content["accent"]).strip().lower()
    return Look(
        accent if COLOUR.fullmatch(accent) else ACCENT,
        base64.b64decode(content["logo"]) or None,
        tuple(content["columns"]),
        texts_for(language, {one: texts_of(content, one) for one in SPOKEN}),
    )


def facts_of(content: Mapping[str, Any], changed: Collection[str]) -> dict[str, Any]:
    """The arguments of the command for the fields that changed."""
    facts: dict[str, Any] = {name: content[name] for name in ("name", "accent") if name in changed}
    for name in ("columns", "papers"):
        if name in changed:
            facts[name] = tuple(content[name])
    if "logo" in changed:
        facts["logo"] = base64.b64decode(content["logo"]) or None
    spoken = [
        language
        for language in SPOKEN
        if any(text_name(language, part) in changed for part in PARTS)
    ]
    if spoken:
        facts["texts"] = {language: texts_of(content, language) for language in spoken}
    return facts


@dataclass(slots=True)
class Sitting:
    """What is being written of one template: what the book has (of a new one what it begins
    with), and what is typed over it, kept under the name `draft`."""

    ref: str | None
    revision: int | None
    book: Content
    typed: Content = field(default_factory=dict)
    draft: str = field(default_factory=lambda: uuid4().hex)

    @property
    def id(self) -> str:
        """What tells it from the others: the template's id, else the draft's name."""
        return self.ref or self.draft

    @property
    def content(self) -> Content:
        """What its form shows."""
        return self.book | self.typed

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that the book does not have."""
        return bool(self.typed) or self.ref is None

    @property
    def facts(self) -> dict[str, Any]:
        """The arguments of the command that saves it."""
        if self.ref is None:
            return facts_of(self.content, self.content.keys())
        return facts_of(self.content, self.typed.keys())

    @property
    def kept(self) -> dict[str, Any]:
        """All of it as JSON can say it."""
        return {
            "ref": self.ref,
            "revision": self.revision,
            "book": self.book,
            "typed": self.typed,
        }

    @classmethod
    def restored(cls, kept: Mapping[str, Any], draft: str) -> "Sitting":
        """What was kept, as far as it makes sense."""
        book, typed = _sensible(kept.get("book")), _sensible(kept.get("typed"))
        return cls(kept.get("ref"), kept.get("revision"), fresh() | book, typed, draft)

    def follow(self, view: TemplateView) -> None:
        """Takes over what the book has by now. Where somebody else changed what is typed over
        here, it stays as it is, and saving will say so."""
        now = content_of(view)
        theirs = {name for name in now if now[name] != self.book[name]}
        if not theirs & self.typed.keys():
            self.book, self.revision = now, view.revision

    def lose(self) -> None:
        """The template is no longer in the book; what is typed may become a new one."""
        self.ref = self.revision = None


def _sensible(kept: Any) -> Content:
    """The fields of what was kept that a form can show."""
    known = fresh()
    found = {
        name: value
        for name, value in (kept if isinstance(kept, dict) else {}).items()
        if name in known and isinstance(value, type(known[name]))
    }
    try:
        base64.b64decode(found.get("logo", ""), validate=True)
    except ValueError:
        del found["logo"]
    return found
