"""Money that went back by itself is a kind of document; lapses, forfeits and revaluation have
their accounts; credits are found by their last day."""

import json
from typing import Any

from alembic import op

revision = "0002"
down_revision = "0001"

ROLES = {
    "unclaimed_property": ("2400", "Unclaimed property", "liability"),
    "forfeited_credits": ("4900", "Forfeited credits", "income"),
    "forfeited_vendor_credits": ("5190", "Forfeited vendor credits", "expense"),
    "unrealised_fx": ("7020", "Unrealized exchange differences", "income"),
}
SETTINGS = {
    "forfeit_to": "income",
    "auto_apply_order": "oldest_due",
    "credit_order": "expiring_first",
}


KINDS = "'credit_memo', 'vendor_credit', 'invoice', 'bill', 'receipt', 'payment'"


def upgrade() -> None:
    """The kinds stand in a check of the table, so the table is written anew; dropping it takes
    its indexes and triggers with it, and renaming wants no trigger that speaks of it."""
    run = op.get_bind().exec_driver_sql
    find = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND "
    table = run(f"{find} type = 'table' AND name = 'document'").scalar_one()
    kept = run(
        f"{find} (type = 'trigger' OR (type = 'index' AND tbl_name = 'document'))"
    ).fetchall()
    for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        run(f"DROP TRIGGER {name}")
    last = run("SELECT seq FROM sqlite_sequence WHERE name = 'document'").scalar()

    wider = table.replace(KINDS, f"{KINDS}, 'transaction'")
    run(wider.replace("CREATE TABLE document", "CREATE TABLE document_new", 1))
    run("INSERT INTO document_new SELECT * FROM document")
    run("DROP TABLE document")
    run("ALTER TABLE document_new RENAME TO document")
    for (sql,) in kept:
        run(sql)
    where = "WHERE expires_at IS NOT NULL"
    run(f"CREATE INDEX ix_document_expires ON document (expires_at) {where}")
    if last is not None:  # the id of a deleted draft is never given to another document
        run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'document'", (last,))
    if run("SELECT COUNT(*) FROM business").scalar():
        _fill(run)


def _fill(run: Any) -> None:
    """Accounts and settings that a started book did not need so far."""
    for role, (code, name, account_type) in ROLES.items():
        found = "SELECT id FROM account WHERE code = ? AND is_header = 0"
        account_id = run(found, (code,)).scalar()
        if account_id is None:
            free = next(
                one
                for one in (code, *(f"{code}-{n}" for n in range(1, 1000)))
                if run("SELECT 1 FROM account WHERE code = ?", (one,)).scalar() is None
            )
            columns = "(code, name, type, is_header) VALUES (?, ?, ?, 0)"
            made = run(f"INSERT INTO account {columns}", (free, name, account_type))
            account_id = made.lastrowid
        run("INSERT INTO role_account (role, account_id) VALUES (?, ?)", (role, account_id))
    for setting, value in SETTINGS.items():
        run("INSERT INTO setting (name, value) VALUES (?, ?)", (setting, json.dumps(value)))
