"""Templates of documents: how they look on paper. Kept as data, made and changed like all else."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import delete as deleting
from sqlalchemy import select

from app.book import schema
from app.book.book import Writing
from app.book.refs import TEMPLATE, ref
from app.book.sql import insert_row, update_row
from app.book.templates import find_template
from app.commands.done import Done, record
from app.commands.inputs import KEEP, Findings, Keep, Ref, Text, clean, needed
from app.commands.logos import check_logo
from app.commands.lookups import one_of
from app.domain.errors import refuse
from app.domain.template import ACCENT, COLOUR, COLUMNS, EVERY_LANGUAGE, LANGUAGES, PAPERS, Texts

_t, _x, _u = schema.template.c, schema.template_text.c, schema.template_use.c

Names = tuple[str, ...]
Said = dict[str, Texts | None]


def create(
    writing: Writing,
    *,
    name: str,
    accent: str | None = None,
    columns: Names | None = None,
    logo: bytes | None = None,
    texts: Said | None = None,
    papers: Names | None = None,
) -> Done:
    """A new template. A kind of paper has at most one: those named move to this one."""
    columns = COLUMNS if columns is None else columns
    row, said, used = _checked(writing, None, name, accent, columns, logo, texts, papers)
    row_id = insert_row(
        writing.connection,
        schema.template,
        **row,
        revision=0,
        created_at=writing.now,
        updated_at=writing.now,
    )
    _keep_texts(writing, row_id, said)
    _use_for(writing, row_id, used)
    record(writing, "create", "template", row_id, after=_facts(writing, row_id))
    writing.touch("template", ref(TEMPLATE, row_id))
    return Done(ref(TEMPLATE, row_id))


def update(
    writing: Writing,
    *,
    template: Ref,
    name: str | Keep = KEEP,
    accent: Text = KEEP,
    columns: Names | Keep = KEEP,
    logo: bytes | Keep | None = KEEP,
    texts: Said | Keep = KEEP,
    papers: Names | Keep = KEEP,
    revision: int | None = None,
) -> Done:
    """Changes a template. Texts of the languages that are named are replaced, others stay; those
    of a language that is given nothing go. Refused: stale_revision for another than `revision`."""
    old = find_template(writing, template)
    _check_revision(old, revision)
    row, said, used = _checked(writing, old.id, name, accent, columns, logo, texts, papers)
    before = _facts(writing, old.id)
    _change(writing, old.id, old.revision, row)
    _keep_texts(writing, old.id, said)
    _use_for(writing, old.id, used)
    record(writing, "update", "template", old.id, before=before, after=_facts(writing, old.id))
    writing.touch("template", ref(TEMPLATE, old.id))
    return Done(ref(TEMPLATE, old.id))


def delete(writing: Writing, *, template: Ref, revision: int | None = None) -> Done:
    """Takes a template away; what it was used for looks plain again. Refused: stale_revision."""
    old = find_template(writing, template)
    _check_revision(old, revision)
    before, run = _facts(writing, old.id), writing.connection.execute
    run(deleting(schema.template_use).where(_u.template_id == old.id))
    run(deleting(schema.template_text).where(_x.template_id == old.id))
    run(deleting(schema.template).where(_t.id == old.id))
    record(writing, "delete", "template", old.id, before=before)
    writing.touch("template", ref(TEMPLATE, old.id))
    return Done(ref(TEMPLATE, old.id))


# What is asked for


def _checked(
    writing: Writing,
    row_id: int | None,
    name: str | Keep,
    accent: Text,
    columns: Names | Keep,
    logo: bytes | Keep | None,
    texts: Said | Keep | None,
    papers: Names | Keep | None,
) -> tuple[dict[str, Any], dict[str, Texts], Names | None]:
    """The columns of the row, the texts and the papers that are given. Refused with every problem
    at once."""
    findings = Findings()
    row: dict[str, Any] = {}
    said: dict[str, Texts] = {}
    used: Names | None = None
    if not isinstance(name, Keep):
        with findings.gather():
            row["name"] = needed(name, "name", "The name", is_name=True).strip()
            _must_be_new(writing, row["name"], row_id)
    if not isinstance(accent, Keep):
        with findings.gather():
            row["accent"] = _colour(accent)
    if not isinstance(columns, Keep):
        with findings.gather():
            row["columns"] = " ".join(_listed(columns, "columns", COLUMNS))
    if not isinstance(logo, Keep):
        with findings.gather():
            if logo is not None:
                check_logo(logo)
            row["logo"] = logo
    if texts is not None and not isinstance(texts, Keep):
        for language, given in texts.items():
            with findings.gather():
                said[language] = _texts(language, given or Texts())
    if papers is not None and not isinstance(papers, Keep):
        with findings.gather():
            used = _listed(papers, "papers", PAPERS)
    findings.settle()
    return row, said, used


def _must_be_new(writing: Writing, name: str, row_id: int | None) -> None:
    run = writing.connection.execute
    if run(select(_t.id).where(_t.name == name, _t.id != (row_id or 0))).first():
        raise refuse(
            "already_exists",
            f"There is a template “{name[:40]}” already.",
            "name",
            "Choose another name.",
        )


def _colour(text: str | None) -> str:
    colour = (text or ACCENT).strip().lower()
    if COLOUR.fullmatch(colour):
        return colour
    raise refuse(
        "invalid_value",
        f"“{colour[:20]}” is not a color.",
        "accent",
        "Write it as # and six digits, such as #0d406b.",
    )


def _listed(names: Names, field: str, known: Collection[str]) -> Names:
    """Names that are on their list, each once, in the list's order. Refused: invalid_value."""
    for name in names:
        one_of(name, field, known)
    return tuple(name for name in known if name in names)


def _texts(language: str, given: Texts) -> Texts:
    """What is said in a language, as it is kept. Refused with every problem at once."""
    place = f"texts.{language[:40]}"
    if language != EVERY_LANGUAGE:
        one_of(language, place, LANGUAGES)
    findings = Findings()
    values: dict[str, str | None] = {}
    for part in fields(Texts):
        with findings.gather():
            text, is_line = getattr(given, part.name), part.name == "title"
            values[part.name] = clean(text, f"{place}.{part.name}", is_name=is_line)
    findings.settle()
    return Texts(**values)


def _check_revision(row: Any, revision: int | None) -> None:
    if revision is None or revision == row.revision:
        return
    text = f"The template “{row.name[:40]}” was changed since you opened it."
    hint = "Open it again and repeat your change."
    raise refuse("stale_revision", text, "revision", hint)


# What is written


def _change(writing: Writing, row_id: int, revision: int, row: Mapping[str, Any]) -> None:
    update_row(
        writing.connection,
        schema.template,
        row_id,
        **row,
        revision=revision + 1,
        updated_at=writing.now,
    )


def _keep_texts(writing: Writing, row_id: int, said: Mapping[str, Texts]) -> None:
    for language, texts in said.items():
        mine = (_x.template_id == row_id, _x.language == language)
        writing.connection.execute(deleting(schema.template_text).where(*mine))
        values = {part.name: getattr(texts, part.name) for part in fields(Texts)}
        if any(values.values()):
            insert_row(
                writing.connection,
                schema.template_text,
                template_id=row_id,
                language=language,
                **values,
            )


def _use_for(writing: Writing, row_id: int, papers: Names | None) -> None:
    """Uses a template for these papers and no others; those that had them lose them."""
    if papers is None:
        return
    run = writing.connection.execute
    others = run(
        select(schema.template)
        .distinct()
        .join_from(schema.template, schema.template_use, _u.template_id == _t.id)
        .where(_u.paper.in_(papers), _t.id != row_id)
        .order_by(_t.id)
    ).fetchall()
    before = {other.id: _facts(writing, other.id) for other in others}
    run(deleting(schema.template_use).where(_u.template_id == row_id))
    run(deleting(schema.template_use).where(_u.paper.in_(papers)))
    for paper in papers:
        insert_row(writing.connection, schema.template_use, paper=paper, template_id=row_id)
    for other in others:
        _change(writing, other.id, other.revision, {})
        after = _facts(writing, other.id)
        record(writing, "update", "template", other.id, before=before[other.id], after=after)
        writing.touch("template", ref(TEMPLATE, other.id))


def _facts(writing: Writing, row_id: int) -> dict[str, Any]:
    """A template as the history keeps it: the logo by its digest."""
    run = writing.connection.execute
    row = run(select(schema.template).where(_t.id == row_id)).one()
    texts = run(select(schema.template_text).where(_x.template_id == row_id))
    papers = run(select(_u.paper).where(_u.template_id == row_id).order_by(_u.paper))
    names = [part.name for part in fields(Texts)]
    return {
        "name": row.name,
        "accent": row.accent,
        "columns": row.columns.split(),
        "logo": None if row.logo is None else hashlib.sha256(row.logo).hexdigest(),
        "texts": {
            one.language: {name: getattr(one, name) for name in names if getattr(one, name)}
            for one in texts
        },
        "papers": [paper for (paper,) in papers],
    }
