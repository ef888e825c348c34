"""Lists and accounts are counted by day; open documents are kept under date and account."""

from alembic import op

revision = "0003"
down_revision = "0002"

# Word for word as the file of a new book has them, but for spaces.
STEPS = """
CREATE TABLE day_tally (
    list TEXT NOT NULL,
    day TEXT NOT NULL,
    items INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    CONSTRAINT pk_day_tally PRIMARY KEY (list, day)
) WITHOUT ROWID, STRICT;

INSERT INTO day_tally
    SELECT 'entry', date, COUNT(*),
        SUM((SELECT COUNT(*) FROM journal_line l WHERE l.entry_id = e.id))
    FROM entry e GROUP BY date
    UNION ALL SELECT kind, issue_date, COUNT(*), 0 FROM document GROUP BY kind, issue_date;

CREATE TABLE account_day_tally (
    account_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    CONSTRAINT pk_account_day_tally PRIMARY KEY (account_id, day),
    CONSTRAINT fk_account_day_tally_account_id FOREIGN KEY(account_id) REFERENCES account (id)
) WITHOUT ROWID, STRICT;

INSERT INTO account_day_tally
    SELECT account_id, date, SUM(debit), SUM(credit), COUNT(*) FROM journal_line GROUP BY 1, 2;

DROP INDEX ix_document_tally_open;

ALTER TABLE document_tally RENAME TO document_tally_before;

CREATE TABLE document_tally (
    document_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    party_id INTEGER NOT NULL,
    due TEXT NOT NULL,
    day TEXT NOT NULL,
    account_id INTEGER,
    total INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    voided INTEGER NOT NULL,
    open INTEGER NOT NULL,
    base_open INTEGER NOT NULL,
    CONSTRAINT pk_document_tally PRIMARY KEY (document_id),
    CONSTRAINT ck_document_tally_parts CHECK (applied >= 0 AND paid >= 0
        AND refunded >= 0 AND expired >= 0 AND voided >= 0),
    CONSTRAINT ck_document_tally_identity CHECK (open = total - applied - paid
        - refunded - expired - voided AND open >= 0),
    CONSTRAINT ck_document_tally_base CHECK (base_open >= 0 AND (open <> 0 OR base_open = 0)),
    CONSTRAINT fk_document_tally_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_document_tally_account_id FOREIGN KEY(account_id) REFERENCES account (id)
) STRICT;

INSERT INTO document_tally
    SELECT document_id, t.kind, t.party_id, COALESCE(d.due_date, d.issue_date), d.issue_date,
        d.open_account_id, t.total, applied, paid, refunded, expired, voided, t.open, base_open
    FROM document_tally_before t JOIN document d ON d.id = t.document_id;

DROP TABLE document_tally_before;

CREATE INDEX ix_document_tally_open ON document_tally
    (kind, party_id, due, day, account_id, total, open, base_open) WHERE open <> 0;

DROP INDEX ix_document_expires;

CREATE INDEX ix_document_stage ON document (kind, stage, issue_date, number)
    WHERE stage <> 'issued';

CREATE INDEX ix_document_use_date ON document_use (date);
"""


def upgrade() -> None:
    """The tallies hold nothing of their own: one is counted, the other written anew."""
    for step in STEPS.split(";"):
        op.get_bind().exec_driver_sql(step)
