"""Rows become documents here; the one definition of used, remaining and due lives here too."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, literal, or_, select
from sqlalchemy.sql.expression import FromClause

from app.book import schema
from app.book.book import Reading
from app.book.dialect import damaged
from app.book.refs import ACCOUNT, DOCUMENT, PARTY, ref, row_of
from app.book.sql import Prepared
from app.domain.accounts import Account, AccountType, Role
from app.domain.document import Document
from app.domain.entry import DrCr, Entry, Line, entry_of
from app.domain.errors import present, refuse
from app.domain.kinds import CREDITS, MONEY, Kind, Side, Stage
from app.domain.lifecycle import Rules
from app.domain.money import Money
from app.domain.periods import Lock
from app.domain.rates import share

_d, _t, _p = schema.document.c, schema.document_tally.c, schema.party.c

# Every document beside its tally. Drafts have no tally yet: nothing of them is used.
DOCUMENTS: Final[FromClause] = schema.document.join(schema.party).outerjoin(schema.document_tally)
_holder = schema.account.alias("holder")
_h = _holder.c
_HEADS: Final[FromClause] = DOCUMENTS.outerjoin(_holder, _h.id == _d.open_account_id)


def tallied(name: str) -> ColumnElement[int]:
    """A figure of the tally, zero for drafts."""
    return func.coalesce(schema.document_tally.c[name], 0)


REMAINING: Final = func.coalesce(_t.open, _d.total)
USED: Final = tallied("applied") + tallied("paid") + tallied("refunded")


def status_column() -> ColumnElement[str]:
    """`domain.document.status_of` for the database; a test holds the two together."""
    is_credit = _d.kind.in_(sorted(CREDITS))
    return case(
        (_d.stage != Stage.ISSUED, _d.stage),
        (_d.kind.in_(sorted(MONEY)), literal("recorded")),
        (REMAINING == 0, case((is_credit, literal("fully_applied")), else_=literal("paid"))),
        (
            USED > 0,
            case((is_credit, literal("partially_applied")), else_=literal("partially_paid")),
        ),
        else_=case((is_credit, literal("issued")), else_=literal("open")),
    )


_HEAD: Final = (
    _d.id,
    _d.kind,
    _d.stage,
    _d.number,
    _d.party_id,
    _p.name,
    _d.currency,
    _d.fx_rate,
    _d.issue_date,
    _d.expires_at,
    _d.total,
    _d.base_total,
    func.coalesce(_t.base_open, _d.base_total),
    tallied("applied"),
    tallied("paid"),
    tallied("refunded"),
    tallied("expired"),
    tallied("voided"),
    _d.revision,
    _d.due_date,
    _d.reason,
    _d.exclude_from_auto_apply,
    _h.id,
    _h.code,
    _h.name,
    _h.type,
    _h.is_header,
)
_BY_ID: Final = Prepared(select(*_HEAD).select_from(_HEADS).where(_d.id == bindparam("row_id")))
_BY_NUMBER: Final = Prepared(
    select(*_HEAD).select_from(_HEADS).where(_d.number == bindparam("text"))
)


def document_from(row: Any, base_currency: str) -> Document:
    """A row of the head columns as a document."""
    currency = row[6]
    return Document(
        id=row[0],
        kind=Kind(row[1]),
        stage=Stage(row[2]),
        number=row[3],
        party_id=row[4],
        party_name=row[5],
        currency=currency,
        fx_rate=row[7],
        issue_date=date.fromisoformat(row[8]),
        due_date=date.fromisoformat(row[19]) if row[19] else None,
        expires_at=date.fromisoformat(row[9]) if row[9] else None,
        reason=row[20],
        kept_out=bool(row[21]),
        total=Money(row[10], currency),
        base_total=Money(row[11], base_currency),
        base_open=Money(row[12], base_currency),
        open_account=account_from(tuple(row)[22:]) if row[22] else None,
        applied=Money(row[13], currency),
        paid=Money(row[14], currency),
        refunded=Money(row[15], currency),
        expired=Money(row[16], currency),
        voided=Money(row[17], currency),
        revision=row[18],
    )


def find_document(
    reading: Reading, text: str, kinds: Collection[Kind], field: str, base_currency: str
) -> Document:
    """The document with this id or number. Refused: not_found; same_sign_target when a credit
    was named where an invoice or bill belongs."""
    row_id = row_of(DOCUMENT, text)
    by_number = (_BY_NUMBER, {"text": _storable(text)})
    statement, values = (_BY_ID, {"row_id": row_id}) if row_id else by_number
    row = statement.run(reading.connection, **values).first()
    if row and row[1] in kinds:
        return document_from(row, base_currency)
    *others, last = (kind.label for kind in sorted(kinds))
    labels = f"{', '.join(others)} or {last}" if others else last
    found = f": it is {Kind(row[1]).one}" if row else ""
    raise refuse(
        "not_found",
        f"There is no {labels} “{text[:40]}”{found}.",
        field,
        "Look it up in its list.",
    )


_li = schema.document_line.c
_CREDITED: Final = Prepared(
    select(_li.quantity, _d.total, tallied("voided"))
    .select_from(schema.document_line.join(schema.document).outerjoin(schema.document_tally))
    .where(_li.claim_line_id == bindparam("line_id"), _d.issued_at.is_not(None))
)


def credited(reading: Reading, line_id: int) -> int:
    """How much of an invoice or bill line issued credits took, as a quantity scaled by 10**6. Of
    a credit that is void in part counts what stayed in use."""
    rows = _CREDITED.run(reading.connection, line_id=line_id)
    return sum(share(quantity, total - voided, total) for quantity, total, voided in rows)


def surplus_of(reading: Reading, receipt: Document) -> int | None:
    """The credit memo made of what a receipt left over, if it is there and not void; one whose
    unused part alone is void still stands."""
    found = reading.connection.execute(
        select(_d.id)
        .select_from(DOCUMENTS)
        .where(
            _d.kind == Kind.CREDIT_MEMO.value,
            _d.source_type == Kind.RECEIPT.value,
            _d.source_id == ref(DOCUMENT, receipt.id),
            or_(_d.stage != Stage.VOID.value, USED > 0),
        )
    ).scalar()
    return None if found is None else int(found)


def shipping_left(reading: Reading, claim: Document) -> Money:
    """The shipping of an invoice or bill that no issued credit took; of one that is void in part
    counts what stayed in use."""
    rows = reading.connection.execute(
        select(_d.shipping, _d.total, tallied("voided"))
        .select_from(schema.document.outerjoin(schema.document_tally))
        .where(_d.claim_id == claim.id, _d.issued_at.is_not(None))
    )
    taken = sum(share(shipping, total - voided, total) for shipping, total, voided in rows)
    own = reading.connection.execute(select(_d.shipping).where(_d.id == claim.id)).scalar_one()
    return Money(max(own - taken, 0), claim.currency)


def document_by_id(reading: Reading, row_id: int) -> Document:
    """The document of a row that is known to be there, whatever its kind."""
    row = present(_BY_ID.run(reading.connection, row_id=row_id).first(), f"document {row_id}")
    return document_from(row, base_currency(reading))


_OPEN: Final = (schema.IS_OPEN, _d.stage == Stage.ISSUED.value)


def open_documents(
    reading: Reading, kind: Kind, party_id: int, currency: str, base_currency: str
) -> list[Document]:
    """Everything of a kind that is open of a party, in one currency."""
    mine = (_t.kind == kind.value, _t.party_id == party_id, _d.currency == currency)
    rows = reading.connection.execute(select(*_HEAD).select_from(_HEADS).where(*mine, *_OPEN))
    return [document_from(row, base_currency) for row in rows]


def count_open(reading: Reading, kind: Kind, account_id: int) -> int:
    """How many documents of a kind are open on an account."""
    found = (
        select(func.count())
        .select_from(schema.document_tally.join(schema.document))
        .where(_t.kind == kind.value, schema.IS_OPEN, _d.open_account_id == account_id)
    )
    return int(reading.connection.execute(found).scalar_one())


def open_until(reading: Reading, day: date, base_currency: str) -> list[Document]:
    """Open credits of both sides whose last day is `day` or earlier, by that day."""
    kinds = sorted(CREDITS)
    rows = reading.connection.execute(
        select(*_HEAD)
        .select_from(_HEADS)
        .where(_t.kind.in_(kinds), _d.expires_at <= day.isoformat(), *_OPEN)
        .order_by(_d.expires_at, _d.id)
    )
    return [document_from(row, base_currency) for row in rows]


def _storable(text: str) -> str:
    """Text that a database can be asked for: half of a pair of code units is spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def find_party(reading: Reading, text: str, side: Side, field: str | None = None) -> Any:
    """The row of a customer or vendor. Refused: not_found."""
    row_id = row_of(PARTY, text)
    columns = schema.party.c
    row = (
        row_id
        and reading.connection.execute(
            select(schema.party).where(columns.id == row_id, columns.side == side.name)
        ).first()
    )
    if not row:
        raise refuse(
            "not_found",
            f"There is no {side.name} “{text[:40]}”.",
            field or "party",
            f"Create the {side.name} first.",
        )
    return row


# By their names: asked of an enumeration it takes longer, and every act asks for all of them.
_TYPES: Final = {one.value: one for one in AccountType}
_ROLES: Final = {one.value: one for one in Role}


def account_from(row: Any) -> Account:
    """A row of (id, code, name, type, is_header) as an account."""
    return Account(row[0], row[1], row[2], _TYPES[row[3]], bool(row[4]))


_a = schema.account.c
ACCOUNT_COLUMNS: Final = (_a.id, _a.code, _a.name, _a.type, _a.is_header)


_ACCOUNT: Final = Prepared(
    select(*ACCOUNT_COLUMNS)
    .where(or_(_a.code == bindparam("code"), _a.id == bindparam("row_id")))
    .order_by(_a.code != bindparam("code"))
)


def find_account(reading: Reading, text: str, field: str = "account") -> Account:
    """The account with this code or id. Refused: not_found."""
    values = {"code": _storable(text), "row_id": row_of(ACCOUNT, text)}
    found = _ACCOUNT.run(reading.connection, **values).first()
    if not found:
        raise refuse(
            "not_found",
            f"There is no account “{text[:20]}”.",
            field,
            "Choose one from the chart of accounts.",
        )
    return account_from(found)


def has_entries(reading: Reading, account_id: int) -> bool:
    """Whether anything was ever posted to an account."""
    mine = select(_l.entry_id).where(_l.account_id == account_id).limit(1)
    return reading.connection.execute(mine).first() is not None


def accounts_by_id(connection: Connection) -> dict[int, Account]:
    """The whole chart."""
    rows = connection.execute(select(*ACCOUNT_COLUMNS))
    return {row[0]: account_from(row) for row in rows}


HELD: Final = "held_documents"  # a setting of the book's own: ids of accounts
# All that every act goes by, in one question: what kind of row, its name, its value, an account.
_RULES: Final = """
SELECT 'currency', currency, NULL, NULL, NULL, NULL, NULL, NULL FROM business
UNION ALL SELECT 'setting', name, value, NULL, NULL, NULL, NULL, NULL FROM setting
UNION ALL SELECT * FROM (SELECT 'lock', through, NULL, NULL, NULL, NULL, NULL, NULL
  FROM lock_date ORDER BY id DESC LIMIT 1)
UNION ALL SELECT 'role', r.role, NULL, a.id, a.code, a.name, a.type, a.is_header
  FROM role_account r JOIN account a ON a.id = r.account_id
"""
_LOCK: Final = Prepared(
    select(schema.lock_date.c.through).order_by(schema.lock_date.c.id.desc()).limit(1)
)
_CURRENCY: Final = Prepared(select(schema.business.c.currency))


def base_currency(reading: Reading) -> str:
    """The currency the book is kept in."""
    return str(_CURRENCY.run(reading.connection).scalar_one())


def lock(reading: Reading) -> Lock:
    """The lock date in force."""
    through = _LOCK.run(reading.connection).scalar()
    return Lock(date.fromisoformat(through) if through else None)


def rules(reading: Reading) -> Rules:
    """What the book has decided: currency, lock, roles, settings. Unavailable: damaged."""
    currency, through = "", None
    settings: dict[str, Any] = {}
    accounts: dict[Role, Account] = {}
    try:
        for what, name, value, *account in reading.connection.exec_driver_sql(_RULES).fetchall():
            if what == "role":
                accounts[_ROLES[name]] = account_from(account)
            elif what == "setting":
                settings[name] = json.loads(value)
            elif what == "lock":
                through = date.fromisoformat(name) if name else None
            else:
                currency = name
        held = frozenset(settings.pop(HELD, ()))
    except (KeyError, ValueError) as error:  # no such role, type or day, or no JSON
        raise damaged() from error
    return Rules(currency, Lock(through), accounts, settings, held)


_l, _e = schema.journal_line.c, schema.entry.c
_ENTRY_LINES: Final = Prepared(
    select(_l.debit, _l.credit, _l.currency, _l.amount, _l.party_id, *ACCOUNT_COLUMNS)
    .select_from(schema.journal_line.join(schema.account))
    .where(_l.entry_id == bindparam("entry_id"))
    .order_by(_l.position)
)


def entry_lines(connection: Connection, entry_id: int, currency: str) -> tuple[Line, ...]:
    """The recorded lines of one entry; `currency` is the book's."""
    return tuple(
        Line(
            account_from(tuple(row)[5:]),
            DrCr.DEBIT if row[0] else DrCr.CREDIT,
            Money(row[3], row[2]),
            Money(row[0] or row[1], currency),
            row[4],
        )
        for row in _ENTRY_LINES.run(connection, entry_id=entry_id)
    )


def recorded_entry(connection: Connection, entry_id: int | None, currency: str) -> Entry:
    """One recorded entry; the empty entry for None."""
    return entry_of(entry_lines(connection, entry_id, currency) if entry_id else ())


_ISSUE_ENTRY: Final = Prepared(
    select(_e.id)
    .where(_e.document_id == bindparam("document_id"), _e.act == "issue")
    .order_by(_e.id)
    .limit(1)
)


def issue_entry(connection: Connection, document_id: int) -> int | None:
    """The entry that a document's issue wrote."""
    found = _ISSUE_ENTRY.run(connection, document_id=document_id).scalar()
    return None if found is None else int(found)
