"""The tables of a book. Whole numbers and text only (SQLite STRICT); amounts in minor units.
Dates are ISO text, instants ISO text with offset, rates whole numbers scaled by a power of ten.
Tables named *_tally hold what can be rebuilt from other rows; only app.book writes them.
"""

from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from app.domain.kinds import Kind

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Any, rowid: bool = True, **more: Any) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True, sqlite_with_rowid=rowid, **more)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, *parts: Any, null: bool = False) -> Column[str]:
    return Column(name, Text, *parts, nullable=null)


def _int(name: str, *parts: Any, null: bool = False) -> Column[int]:
    return Column(name, Integer, *parts, nullable=null)


def _index_of_some(name: str, *columns: str) -> Index:
    """An index over the rows whose last column is there at all."""
    return Index(name, *columns, sqlite_where=text(f"{columns[-1]} IS NOT NULL"))


def _check(name: str, condition: str) -> CheckConstraint:
    return CheckConstraint(condition, name=name)


_PARTY = "name legal_name street city postal_code region country tax_id registration_id email"
PARTY_COLUMNS: Final = (*_PARTY.split(), "phone")
_KINDS: Final = ", ".join(f"'{kind}'" for kind in Kind)


def _party_columns() -> list[Column[str]]:
    """Who somebody is: the parts EN 16931 asks of a seller and a buyer (BG-4 to BG-8)."""
    return [_text(name, null=name != "name") for name in PARTY_COLUMNS]


business = _table(
    "business",
    _id(),
    *_party_columns(),
    _text("currency"),
    _text("created_at"),
    _check("only_one", "id = 1"),
)

setting = _table("setting", Column("name", Text, primary_key=True), _text("value"))

account = _table(
    "account",
    _id(),
    _text("code"),
    _text("name"),
    _text("type"),
    _int("is_header"),
    _text("currency", null=True),
    UniqueConstraint("code"),
    _check("type", "type IN ('asset', 'liability', 'equity', 'income', 'expense')"),
)

role_account = _table(
    "role_account",
    Column("role", Text, primary_key=True),
    _int("account_id", ForeignKey("account.id")),
)

tax_code = _table(
    "tax_code",
    _id(),
    _text("code"),
    _text("name"),
    _int("rate"),
    _text("category"),
    _int("account_id", ForeignKey("account.id"), null=True),
    UniqueConstraint("code"),
    _check("rate", "rate >= 0"),
)

party = _table(
    "party",
    _id(),
    _text("side"),
    *_party_columns(),
    _text("currency", null=True),
    _int("revision"),
    _text("created_at"),
    _text("updated_at"),
    _check("side", "side IN ('customer', 'vendor')"),
    Index(None, "side", "name"),
)

document = _table(
    "document",
    _id(),
    _text("kind"),
    _text("stage"),
    _int("party_id", ForeignKey("party.id")),
    _text("number", null=True),
    _int("party_sequence", null=True),
    _text("currency"),
    _int("fx_rate"),
    _text("issue_date"),
    _text("due_date", null=True),
    _text("expires_at", null=True),
    _int("shipping"),
    _int("restocking_fee"),
    _int("total"),
    _int("base_total"),
    _text("reason", null=True),
    _text("reason_note", null=True),
    _text("description", null=True),
    _text("internal_notes", null=True),
    _text("vendor_reference", null=True),
    _text("source_type", null=True),
    _text("source_id", null=True),
    _int("claim_id", ForeignKey("document.id"), null=True),
    _int("account_id", ForeignKey("account.id"), null=True),
    _int("open_account_id", ForeignKey("account.id"), null=True),
    _int("exclude_from_auto_apply"),
    _text("issued_at", null=True),
    _text("created_at"),
    _text("updated_at"),
    _int("revision"),
    _check("kind", f"kind IN ({_KINDS})"),
    _check("stage", "stage IN ('draft', 'issued', 'expired', 'void')"),
    _check("amounts", "shipping >= 0 AND restocking_fee >= 0 AND total >= 0 AND base_total >= 0"),
    _check("rate", "fx_rate > 0"),
    _check("numbered_when_issued", "(number IS NULL) = (issued_at IS NULL)"),
    _check("drafts_have_no_number", "stage <> 'draft' OR number IS NULL"),
    _check("held_when_issued", "issued_at IS NULL OR open_account_id IS NOT NULL"),
    Index(
        "ix_document_number",
        "kind",
        "number",
        unique=True,
        sqlite_where=text("number IS NOT NULL"),
    ),
    Index("ix_document_sequence", "party_id", "kind", "party_sequence"),
    Index("ix_document_list", "kind", "issue_date", "id"),
    _index_of_some("ix_document_source", "kind", "source_type", "source_id"),
    _index_of_some("ix_document_reference", "party_id", "vendor_reference"),
    _index_of_some("ix_document_claim", "claim_id"),
    _index_of_some("ix_document_expires", "expires_at"),
    sqlite_autoincrement=True,  # the id of a deleted draft is never given to another document
)

document_line = _table(
    "document_line",
    _id(),
    _int("document_id", ForeignKey("document.id")),
    _int("position"),
    _text("description"),
    _int("quantity"),
    _text("unit"),
    _int("unit_price"),
    _int("price"),
    _int("account_id", ForeignKey("account.id"), null=True),
    _text("tax_code", null=True),
    _text("tax_name", null=True),
    _int("tax_rate", null=True),
    _text("tax_category", null=True),
    _int("tax_account_id", ForeignKey("account.id"), null=True),
    _text("product", null=True),
    _text("plan", null=True),
    _int("claim_line_id", ForeignKey("document_line.id"), null=True),
    UniqueConstraint("document_id", "position"),
    _check("amounts", "quantity >= 0 AND unit_price >= 0 AND price >= 0"),
    _index_of_some("ix_document_line_claim", "claim_line_id"),
)

document_tax = _table(
    "document_tax",
    _int("document_id", ForeignKey("document.id")),
    _int("position"),
    _text("name"),
    _text("category"),
    _int("rate"),
    _int("account_id", ForeignKey("account.id")),
    _int("base"),
    _int("amount"),
    PrimaryKeyConstraint("document_id", "position"),
    rowid=False,
)

document_party = _table(
    "document_party",
    _int("document_id", ForeignKey("document.id")),
    _text("role"),
    *_party_columns(),
    PrimaryKeyConstraint("document_id", "role"),
    _check("role", "role IN ('seller', 'buyer')"),
    rowid=False,
)

number_taken = _table(
    "number_taken",
    _text("kind"),
    _int("position"),
    _int("document_id", ForeignKey("document.id")),
    PrimaryKeyConstraint("kind", "position"),
    UniqueConstraint("document_id"),
    rowid=False,
)

entry = _table(
    "entry",
    _id(),
    _text("date"),
    _text("act"),
    _text("description"),
    _int("document_id", ForeignKey("document.id"), null=True),
    _int("reversal_of", ForeignKey("entry.id"), null=True),
    _text("created_at"),
    _text("created_by"),
    _text("hash"),
    UniqueConstraint("reversal_of"),
    _index_of_some("ix_entry_document", "document_id"),
    Index("ix_entry_date", "date", "id"),
)

journal_line = _table(
    "journal_line",
    _int("entry_id", ForeignKey("entry.id")),
    _int("position"),
    _text("date"),
    _int("account_id", ForeignKey("account.id")),
    _int("party_id", ForeignKey("party.id"), null=True),
    _int("debit"),
    _int("credit"),
    _text("currency"),
    _int("amount"),
    PrimaryKeyConstraint("entry_id", "position"),
    _check("one_side", "debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0)"),
    _check("amount", "amount >= 0"),
    Index(
        "ix_journal_line_register", "account_id", "date", "entry_id", "position", "debit", "credit"
    ),
    rowid=False,
)

# One row for every use of a document's amount, and one more for taking it back (`reverses`).
document_use = _table(
    "document_use",
    _id(),
    _text("kind"),
    _int("document_id", ForeignKey("document.id")),
    _int("target_id", ForeignKey("document.id"), null=True),
    _int("amount"),
    _int("base"),
    _int("target_base", null=True),
    _text("date"),
    _int("entry_id", ForeignKey("entry.id"), null=True),
    _int("payment_id", ForeignKey("document.id"), null=True),
    _int("account_id", ForeignKey("account.id"), null=True),
    _text("method", null=True),
    _text("reference", null=True),
    _text("reason", null=True),
    _int("reverses", null=True),
    _text("created_at"),
    ForeignKeyConstraint(["reverses"], ["document_use.id"]),
    UniqueConstraint("reverses"),
    _check("kind", "kind IN ('apply', 'refund', 'expire', 'void')"),
    _check("amount", "amount > 0 AND base >= 0 AND (target_base IS NULL OR target_base >= 0)"),
    _check("target", "(kind = 'apply') = (target_id IS NOT NULL)"),
    Index("ix_document_use_document", "document_id"),
    _index_of_some("ix_document_use_target", "target_id"),
    _index_of_some("ix_document_use_payment", "payment_id"),
)

# A use itself, not the taking back of one. Asked as `reverses IS NULL`, SQLite would take the
# index of `reverses` and so walk through nearly every use of the book.
IS_USE: Final = func.coalesce(document_use.c.reverses, 0) == 0

lock_date = _table(
    "lock_date",
    _id(),
    _text("through", null=True),
    _text("reason", null=True),
    _text("created_at"),
    _text("created_by"),
)

fx_rate = _table(
    "fx_rate",
    _text("currency"),
    _text("date"),
    _int("rate"),
    PrimaryKeyConstraint("currency", "date"),
    _check("rate", "rate > 0"),
    rowid=False,
)

history = _table(
    "history",
    _id(),
    _text("at"),
    _text("who"),
    _text("date"),
    _text("act"),
    _text("subject"),
    _int("subject_id"),
    _text("before"),
    _text("after"),
    Index("ix_history_subject", "subject", "subject_id", "id"),
)

request_key = _table(
    "request_key",
    Column("key", Text, primary_key=True),
    _text("body"),
    _text("answer"),
    _text("created_at"),
)

owner = _table(
    "owner",
    _id(),
    _text("host"),
    _int("process"),
    _text("seen_at"),
    _check("only_one", "id = 1"),
)

account_tally = _table(
    "account_tally",
    _int("account_id", ForeignKey("account.id")),
    _text("month"),
    _int("debit"),
    _int("credit"),
    _int("lines"),
    PrimaryKeyConstraint("account_id", "month"),
    rowid=False,
)

document_tally = _table(
    "document_tally",
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True),
    _text("kind"),
    _int("party_id"),
    _text("due"),
    _int("total"),
    _int("applied"),
    _int("paid"),
    _int("refunded"),
    _int("expired"),
    _int("voided"),
    _int("open"),
    _int("base_open"),
    _check(
        "parts", "applied >= 0 AND paid >= 0 AND refunded >= 0 AND expired >= 0 AND voided >= 0"
    ),
    _check(
        "identity", "open = total - applied - paid - refunded - expired - voided AND open >= 0"
    ),
    _check("base", "base_open >= 0 AND (open <> 0 OR base_open = 0)"),
    Index(
        "ix_document_tally_open",
        "kind",
        "party_id",
        "due",
        "open",
        "base_open",
        sqlite_where=text("open <> 0"),
    ),
)
