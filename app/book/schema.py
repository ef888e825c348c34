"""The tables of a book. Whole numbers and text only (SQLite STRICT); amounts in minor units.
Dates are ISO text, instants ISO text with offset, rates whole numbers scaled by a power of ten.
Tables named *_tally hold what can be rebuilt from other rows; only app.book writes them.
"""

from typing import Any, Final

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    case,
    func,
    literal_column,
    text,
)

from app.book import columns, tally_tables, template_tables
from app.book.columns import a_check, a_text, an_id, an_int, index_of_some, table
from app.domain.kinds import Kind

METADATA: Final = columns.METADATA
account_tally: Final = tally_tables.account_tally
account_day_tally: Final = tally_tables.account_day_tally
day_tally: Final = tally_tables.day_tally
document_tally: Final = tally_tables.document_tally
template: Final = template_tables.template
template_text: Final = template_tables.template_text
template_use: Final = template_tables.template_use

_PARTY = "name legal_name street city postal_code region country tax_id registration_id email"
PARTY_COLUMNS: Final = (*_PARTY.split(), "phone")
_KINDS: Final = ", ".join(f"'{kind}'" for kind in Kind)


def _party_columns() -> list[Column[str]]:
    """Who somebody is: the parts EN 16931 asks of a seller and a buyer (BG-4 to BG-8)."""
    return [a_text(name, null=name != "name") for name in PARTY_COLUMNS]


business = table(
    "business",
    an_id(),
    *_party_columns(),
    a_text("currency"),
    a_text("created_at"),
    a_check("only_one", "id = 1"),
)

setting = table("setting", Column("name", Text, primary_key=True), a_text("value"))

account = table(
    "account",
    an_id(),
    a_text("code"),
    a_text("name"),
    a_text("type"),
    an_int("is_header"),
    a_text("currency", null=True),
    UniqueConstraint("code"),
    a_check("type", "type IN ('asset', 'liability', 'equity', 'income', 'expense')"),
)

role_account = table(
    "role_account",
    Column("role", Text, primary_key=True),
    an_int("account_id", ForeignKey("account.id")),
)

tax_code = table(
    "tax_code",
    an_id(),
    a_text("code"),
    a_text("name"),
    an_int("rate"),
    a_text("category"),
    an_int("account_id", ForeignKey("account.id"), null=True),
    UniqueConstraint("code"),
    a_check("rate", "rate >= 0"),
)

party = table(
    "party",
    an_id(),
    a_text("side"),
    *_party_columns(),
    a_text("currency", null=True),
    a_text("language", null=True),
    an_int("revision"),
    a_text("created_at"),
    a_text("updated_at"),
    a_check("side", "side IN ('customer', 'vendor')"),
    Index(None, "side", "name"),
)

document = table(
    "document",
    an_id(),
    a_text("kind"),
    a_text("stage"),
    an_int("party_id", ForeignKey("party.id")),
    a_text("number", null=True),
    an_int("party_sequence", null=True),
    a_text("currency"),
    an_int("fx_rate"),
    a_text("issue_date"),
    a_text("due_date", null=True),
    a_text("expires_at", null=True),
    an_int("shipping"),
    an_int("restocking_fee"),
    an_int("total"),
    an_int("base_total"),
    a_text("reason", null=True),
    a_text("reason_note", null=True),
    a_text("description", null=True),
    a_text("internal_notes", null=True),
    a_text("vendor_reference", null=True),
    a_text("source_type", null=True),
    a_text("source_id", null=True),
    an_int("claim_id", ForeignKey("document.id"), null=True),
    an_int("account_id", ForeignKey("account.id"), null=True),
    an_int("open_account_id", ForeignKey("account.id"), null=True),
    an_int("exclude_from_auto_apply"),
    a_text("issued_at", null=True),
    a_text("created_at"),
    a_text("updated_at"),
    an_int("revision"),
    a_check("kind", f"kind IN ({_KINDS})"),
    a_check("stage", "stage IN ('draft', 'issued', 'expired', 'void')"),
    a_check("amounts", "shipping >= 0 AND restocking_fee >= 0 AND total >= 0 AND base_total >= 0"),
    a_check("rate", "fx_rate > 0"),
    a_check("numbered_when_issued", "(number IS NULL) = (issued_at IS NULL)"),
    a_check("drafts_have_no_number", "stage <> 'draft' OR number IS NULL"),
    a_check("held_when_issued", "issued_at IS NULL OR open_account_id IS NOT NULL"),
    Index(
        "ix_document_number",
        "kind",
        "number",
        unique=True,
        sqlite_where=text("number IS NOT NULL"),
    ),
    Index("ix_document_sequence", "party_id", "kind", "party_sequence"),
    Index("ix_document_list", "kind", "issue_date", "id"),
    index_of_some("ix_document_source", "kind", "source_type", "source_id"),
    index_of_some("ix_document_reference", "party_id", "vendor_reference"),
    index_of_some("ix_document_claim", "claim_id"),
    Index(
        "ix_document_stage",
        "kind",
        "stage",
        "issue_date",
        "number",
        sqlite_where=text("stage <> 'issued'"),
    ),
    sqlite_autoincrement=True,  # the id of a deleted draft is never given to another document
)

document_line = table(
    "document_line",
    an_id(),
    an_int("document_id", ForeignKey("document.id")),
    an_int("position"),
    a_text("description"),
    an_int("quantity"),
    a_text("unit"),
    an_int("unit_price"),
    an_int("price"),
    an_int("account_id", ForeignKey("account.id"), null=True),
    a_text("tax_code", null=True),
    a_text("tax_name", null=True),
    an_int("tax_rate", null=True),
    a_text("tax_category", null=True),
    an_int("tax_account_id", ForeignKey("account.id"), null=True),
    a_text("product", null=True),
    a_text("plan", null=True),
    an_int("claim_line_id", ForeignKey("document_line.id"), null=True),
    UniqueConstraint("document_id", "position"),
    a_check("amounts", "quantity >= 0 AND unit_price >= 0 AND price >= 0"),
    index_of_some("ix_document_line_claim", "claim_line_id"),
)

document_tax = table(
    "document_tax",
    an_int("document_id", ForeignKey("document.id")),
    an_int("position"),
    a_text("name"),
    a_text("category"),
    an_int("rate"),
    an_int("account_id", ForeignKey("account.id")),
    an_int("base"),
    an_int("amount"),
    PrimaryKeyConstraint("document_id", "position"),
    rowid=False,
)

document_party = table(
    "document_party",
    an_int("document_id", ForeignKey("document.id")),
    a_text("role"),
    *_party_columns(),
    PrimaryKeyConstraint("document_id", "role"),
    a_check("role", "role IN ('seller', 'buyer')"),
    rowid=False,
)

number_taken = table(
    "number_taken",
    a_text("kind"),
    an_int("position"),
    an_int("document_id", ForeignKey("document.id")),
    PrimaryKeyConstraint("kind", "position"),
    UniqueConstraint("document_id"),
    rowid=False,
)

entry = table(
    "entry",
    an_id(),
    a_text("date"),
    a_text("act"),
    a_text("description"),
    an_int("document_id", ForeignKey("document.id"), null=True),
    an_int("reversal_of", ForeignKey("entry.id"), null=True),
    a_text("created_at"),
    a_text("created_by"),
    a_text("hash"),
    UniqueConstraint("reversal_of"),
    index_of_some("ix_entry_document", "document_id"),
    Index("ix_entry_date", "date", "id"),
)

journal_line = table(
    "journal_line",
    an_int("entry_id", ForeignKey("entry.id")),
    an_int("position"),
    a_text("date"),
    an_int("account_id", ForeignKey("account.id")),
    an_int("party_id", ForeignKey("party.id"), null=True),
    an_int("debit"),
    an_int("credit"),
    a_text("currency"),
    an_int("amount"),
    PrimaryKeyConstraint("entry_id", "position"),
    a_check("one_side", "debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0)"),
    a_check("amount", "amount >= 0"),
    Index(
        "ix_journal_line_register", "account_id", "date", "entry_id", "position", "debit", "credit"
    ),
    rowid=False,
)

# One row for every use of a document's amount, and one more for taking it back (`reverses`).
document_use = table(
    "document_use",
    an_id(),
    a_text("kind"),
    an_int("document_id", ForeignKey("document.id")),
    an_int("target_id", ForeignKey("document.id"), null=True),
    an_int("amount"),
    an_int("base"),
    an_int("target_base", null=True),
    a_text("date"),
    an_int("entry_id", ForeignKey("entry.id"), null=True),
    an_int("payment_id", ForeignKey("document.id"), null=True),
    an_int("account_id", ForeignKey("account.id"), null=True),
    a_text("method", null=True),
    a_text("reference", null=True),
    a_text("reason", null=True),
    an_int("reverses", null=True),
    a_text("created_at"),
    ForeignKeyConstraint(["reverses"], ["document_use.id"]),
    UniqueConstraint("reverses"),
    a_check("kind", "kind IN ('apply', 'refund', 'expire', 'void')"),
    a_check("amount", "amount > 0 AND base >= 0 AND (target_base IS NULL OR target_base >= 0)"),
    a_check("target", "(kind = 'apply') = (target_id IS NOT NULL)"),
    Index("ix_document_use_document", "document_id"),
    index_of_some("ix_document_use_target", "target_id"),
    index_of_some("ix_document_use_payment", "payment_id"),
    Index("ix_document_use_date", "date"),
)

# A use itself, not the taking back of one. Asked as `reverses IS NULL`, SQLite would take the
# index of `reverses` and so walk through nearly every use of the book.
IS_USE: Final = func.coalesce(document_use.c.reverses, 0) == 0
# What a use took counts, and what its taking back gave counts against it.
USE_SIGN: Final[Any] = case((document_use.c.reverses.is_(None), 1), else_=-1)
# Something is left of a document: in the very words of the index over those.
IS_OPEN: Final[Any] = literal_column("document_tally.open <> 0")

lock_date = table(
    "lock_date",
    an_id(),
    a_text("through", null=True),
    a_text("reason", null=True),
    a_text("created_at"),
    a_text("created_by"),
)

fx_rate = table(
    "fx_rate",
    a_text("currency"),
    a_text("date"),
    an_int("rate"),
    PrimaryKeyConstraint("currency", "date"),
    a_check("rate", "rate > 0"),
    rowid=False,
)

history = table(
    "history",
    an_id(),
    a_text("at"),
    a_text("who"),
    a_text("date"),
    a_text("act"),
    a_text("subject"),
    an_int("subject_id"),
    a_text("before"),
    a_text("after"),
    Index("ix_history_subject", "subject", "subject_id", "id"),
)

request_key = table(
    "request_key",
    Column("key", Text, primary_key=True),
    a_text("body"),
    a_text("answer"),
    a_text("created_at"),
)

owner = table(
    "owner",
    an_id(),
    a_text("host"),
    an_int("process"),
    a_text("seen_at"),
    a_check("only_one", "id = 1"),
)
