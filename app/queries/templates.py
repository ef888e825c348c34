"""Templates of documents, and the language that a party's documents are written in."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import TEMPLATE, ref
from app.book.sql import Prepared
from app.book.templates import find_template
from app.domain.template import (
    ACCENT,
    COLOUR,
    LANGUAGES,
    PAPERS,
    PLAIN,
    Look,
    Texts,
    texts_for,
)

_t, _x, _u = schema.template.c, schema.template_text.c, schema.template_use.c


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template with everything in it; `papers` is what it is used for."""

    id: str
    name: str
    accent: str
    columns: tuple[str, ...]
    logo: bytes | None
    texts: dict[str, Texts]  # by language; EVERY_LANGUAGE for those without their own
    papers: tuple[str, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A line of the list of templates."""

    id: str
    name: str
    accent: str
    papers: tuple[str, ...]
    languages: tuple[str, ...]  # those it has texts in; EVERY_LANGUAGE among them
    has_logo: bool
    revision: int


_ALL: Final = Prepared(
    select(
        _t.id, _t.name, _t.accent, _t.logo.is_not(None).label("has_logo"), _t.revision
    ).order_by(func.lower(_t.name), _t.id)
)
_TEXTS: Final = Prepared(
    select(schema.template_text).where(_x.template_id == bindparam("row_id")).order_by(_x.language)
)
_USES: Final = Prepared(select(_u.paper).where(_u.template_id == bindparam("row_id")))
_USED: Final = Prepared(
    select(schema.template)
    .select_from(schema.template.join(schema.template_use, _u.template_id == _t.id))
    .where(_u.paper == bindparam("paper"))
)
_LANGUAGE: Final = Prepared(
    select(schema.party.c.language).where(schema.party.c.id == bindparam("row_id"))
)


def rows(reading: Reading) -> tuple[TemplateRow, ...]:
    """All templates by name, without what they hold."""
    return tuple(
        TemplateRow(
            id=ref(TEMPLATE, row.id),
            name=row.name,
            accent=row.accent,
            papers=_papers(reading, row.id),
            languages=tuple(_texts(reading, row.id)),
            has_logo=bool(row.has_logo),
            revision=row.revision,
        )
        for row in _ALL.run(reading.connection)
    )


def get(reading: Reading, template: str) -> TemplateView:
    """A template by id or name. Refused: not_found."""
    return _view(reading, find_template(reading, template))


def look(reading: Reading, paper: str, language: str) -> Look:
    """How a kind of paper looks in a language: as its template says, or plain without one."""
    row = _USED.run(reading.connection, paper=paper).first()
    if row is None:
        return PLAIN
    accent = row.accent if COLOUR.fullmatch(row.accent) else ACCENT  # a book may be tampered with
    return Look(accent, row.logo, _columns(row), texts_for(language, _texts(reading, row.id)))


def language_of(reading: Reading, party_id: int) -> str:
    """The language of what is written to a party: its own, else the book's."""
    own = _LANGUAGE.run(reading.connection, row_id=party_id).scalar()
    return own if own in LANGUAGES else books_language(reading)


def books_language(reading: Reading) -> str:
    """What documents are written in where nothing else is said; English in a book that names a
    language which there is not."""
    wanted = str(store.rules(reading).settings["language"])
    return wanted if wanted in LANGUAGES else "en"


def _view(reading: Reading, row: Any) -> TemplateView:
    return TemplateView(
        id=ref(TEMPLATE, row.id),
        name=row.name,
        accent=row.accent,
        columns=_columns(row),
        logo=row.logo,
        texts=_texts(reading, row.id),
        papers=_papers(reading, row.id),
        revision=row.revision,
    )


def _papers(reading: Reading, row_id: int) -> tuple[str, ...]:
    used = {use.paper for use in _USES.run(reading.connection, row_id=row_id)}
    return tuple(paper for paper in PAPERS if paper in used)


def _columns(row: Any) -> tuple[str, ...]:
    return tuple(row.columns.split())


def _texts(reading: Reading, row_id: int) -> dict[str, Texts]:
    return {
        row.language: Texts(row.title, row.opening, row.closing, row.footer)
        for row in _TEXTS.run(reading.connection, row_id=row_id)
    }
