"""The tallies: what is kept of sums and counts so that no answer needs a walk through the book.

Each can be made anew from the rows below it (app.book.tallies), and every check compares.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, text

from app.book.columns import a_check, a_text, an_int, table


def _sums(name: str, period: str) -> Table:
    return table(
        name,
        an_int("account_id", ForeignKey("account.id")),
        a_text(period),
        an_int("debit"),
        an_int("credit"),
        an_int("lines"),
        PrimaryKeyConstraint("account_id", period),
        rowid=False,
    )


# What an account took on either side in a month ("2026-03"), and in how many lines; the same by
# day, so that a day in the middle of a month costs no walk through its lines.
account_tally = _sums("account_tally", "month")
account_day_tally = _sums("account_day_tally", "day")

# How many rows a list has on a day: the journal ("entry": entries and their lines), and every
# kind of document by its date. It turns the place of a scroll bar into a day.
day_tally = table(
    "day_tally",
    a_text("list"),
    a_text("day"),
    an_int("items"),
    an_int("lines"),
    PrimaryKeyConstraint("list", "day"),
    rowid=False,
)

# What was used of a document and what is left, under its kind, party, due date, date and the
# account that holds it.
document_tally = table(
    "document_tally",
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True),
    a_text("kind"),
    an_int("party_id"),
    a_text("due"),
    a_text("day"),
    an_int("account_id", ForeignKey("account.id"), null=True),
    an_int("total"),
    an_int("applied"),
    an_int("paid"),
    an_int("refunded"),
    an_int("expired"),
    an_int("voided"),
    an_int("open"),
    an_int("base_open"),
    a_check(
        "parts", "applied >= 0 AND paid >= 0 AND refunded >= 0 AND expired >= 0 AND voided >= 0"
    ),
    a_check(
        "identity", "open = total - applied - paid - refunded - expired - voided AND open >= 0"
    ),
    a_check("base", "base_open >= 0 AND (open <> 0 OR base_open = 0)"),
    Index(
        "ix_document_tally_open",
        "kind",
        "party_id",
        "due",
        "day",
        "account_id",
        "total",
        "open",
        "base_open",
        sqlite_where=text("open <> 0"),
    ),
)
