"""Templates of documents; parties have a language, and so has the book."""

from alembic import op

revision = "0004"
down_revision = "0003"

# Word for word as the file of a new book has them, but for spaces.
STEPS = """
ALTER TABLE party RENAME TO party_before;

CREATE TABLE party (
    id INTEGER NOT NULL,
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    legal_name TEXT,
    street TEXT,
    city TEXT,
    postal_code TEXT,
    region TEXT,
    country TEXT,
    tax_id TEXT,
    registration_id TEXT,
    email TEXT,
    phone TEXT,
    currency TEXT,
    language TEXT,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CONSTRAINT pk_party PRIMARY KEY (id),
    CONSTRAINT ck_party_side CHECK (side IN ('customer', 'vendor'))
) STRICT;

INSERT INTO party
    SELECT id, side, name, legal_name, street, city, postal_code, region, country, tax_id,
        registration_id, email, phone, currency, NULL, revision, created_at, updated_at
    FROM party_before;

DROP TABLE party_before;

CREATE INDEX ix_party_side_name ON party (side, name);

CREATE TABLE template (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    accent TEXT NOT NULL,
    columns TEXT NOT NULL,
    logo BLOB,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CONSTRAINT pk_template PRIMARY KEY (id),
    CONSTRAINT uq_template_name UNIQUE (name)
) STRICT;

CREATE TABLE template_text (
    template_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    title TEXT,
    opening TEXT,
    closing TEXT,
    footer TEXT,
    CONSTRAINT pk_template_text PRIMARY KEY (template_id, language),
    CONSTRAINT fk_template_text_template_id FOREIGN KEY(template_id) REFERENCES template (id)
) WITHOUT ROWID, STRICT;

CREATE TABLE template_use (
    paper TEXT NOT NULL,
    template_id INTEGER NOT NULL,
    CONSTRAINT pk_template_use PRIMARY KEY (paper),
    CONSTRAINT fk_template_use_template_id FOREIGN KEY(template_id) REFERENCES template (id)
) WITHOUT ROWID, STRICT;

INSERT INTO setting (name, value)
    SELECT 'language', '"en"' WHERE EXISTS (SELECT 1 FROM business)
"""


def upgrade() -> None:
    """Renaming must not lead the keys of other tables to the table that goes."""
    run = op.get_bind().exec_driver_sql
    run("PRAGMA legacy_alter_table = ON")
    for step in STEPS.split(";"):
        run(step)
    run("PRAGMA legacy_alter_table = OFF")
