"""The tables of templates: how documents look on paper. They change as people wish."""

from sqlalchemy import (
    Column,
    ForeignKey,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

from app.book.columns import a_text, an_id, an_int, table

template = table(
    "template",
    an_id(),
    a_text("name"),
    a_text("accent"),
    a_text("columns"),
    Column("logo", LargeBinary, nullable=True),
    an_int("revision"),
    a_text("created_at"),
    a_text("updated_at"),
    UniqueConstraint("name"),
)

template_text = table(
    "template_text",
    an_int("template_id", ForeignKey("template.id")),
    a_text("language"),
    a_text("title", null=True),
    a_text("opening", null=True),
    a_text("closing", null=True),
    a_text("footer", null=True),
    PrimaryKeyConstraint("template_id", "language"),
    rowid=False,
)

# Which template a kind of paper is drawn with; without a row, the plain one.
template_use = table(
    "template_use",
    Column("paper", Text, primary_key=True),
    an_int("template_id", ForeignKey("template.id")),
    rowid=False,
)
