"""The first format: every table, index and trigger, spelled out in the file beside this one."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Runs the statements as they were on the day of this format."""
    script = Path(__file__).with_name("0001_first_book.sql").read_text(encoding="utf-8")
    for statement in script.split("\n-- next\n"):
        op.get_bind().exec_driver_sql(statement.strip())
