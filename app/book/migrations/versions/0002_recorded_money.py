"""Money that went back by itself is a kind of document; lapses, forfeits and revaluation have
their accounts; credits are found by their last day."""

import json
from pathlib import Path
from typing import Any

from alembic import op

revision = "0002"
down_revision = "0001"

ROLES = {
    "unclaimed_property": ("2400", "Unclaimed property", "liability"),
    "forfeited_credits": ("4900", "Forfeited credits", "income"),
    "forfeited_vendor_credits": ("5190", "Forfeited vendor credits", "expense"),
    "unrealised_fx": ("7020", "Unrealised exchange differences", "income"),
}
SETTINGS = {
    "forfeit_to": "income",
    "auto_apply_order": "oldest_due",
    "credit_order": "expiring_first",
}


def upgrade() -> None:
    """The kind stands in a check of the table, so the table is written anew."""
    run = op.get_bind().exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        run(f"DROP TRIGGER {name}")
    last = run("SELECT seq FROM sqlite_sequence WHERE name = 'document'").scalar()
    script = Path(__file__).with_name("0002_recorded_money.sql").read_text(encoding="utf-8")
    for statement in script.split("\n-- next\n"):
        run(statement.strip())
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
