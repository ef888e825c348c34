"""Reports: credit registers without gaps, and whether the books tie."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ref
from app.domain.accounts import Account, Role
from app.domain.kinds import CUSTOMER, MONEY, SIDES, VENDOR, Kind, Side, Status
from app.domain.money import Money
from app.domain.numbering import number_text


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number that was given, and to what."""

    id: str
    number: str
    status: Status
    issue_date: date
    party_name: str
    total: Money
    remaining: Money


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """Every number ever given, in order; `gaps` are numbers nobody can explain."""

    rows: tuple[NumberRow, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A control account beside the documents it stands for, in the book's currency."""

    name: str
    account: str
    ledger: Money
    documents: Money

    @property
    def difference(self) -> Money:
        return self.ledger - self.documents


_n, _d, _p = schema.number_taken.c, schema.document.c, schema.party.c
_t, _a = schema.document_tally.c, schema.account.c


def number_register(reading: Reading, kind: Kind) -> NumberRegister:
    """The proof that the numbers of a kind have no gap."""
    found = reading.connection.execute(
        select(
            _n.position,
            _d.id,
            store.status_column().label("status"),
            _d.issue_date,
            _p.name,
            _d.currency,
            _d.total,
            store.REMAINING.label("remaining"),
        )
        .select_from(store.DOCUMENTS.join(schema.number_taken, _n.document_id == _d.id))
        .where(_n.kind == kind.value)
        .order_by(_n.position)
    ).fetchall()
    rows = tuple(
        NumberRow(
            ref(DOCUMENT, row.id),
            number_text(kind, row.position),
            Status(row.status),
            date.fromisoformat(row.issue_date),
            row.name,
            Money(row.total, row.currency),
            Money(row.remaining, row.currency),
        )
        for row in found
    )
    taken = {row.position for row in found}
    missing = set(range(1, max(taken, default=0) + 1)) - taken
    return NumberRegister(rows, tuple(number_text(kind, one) for one in sorted(missing)))


def ties(reading: Reading) -> tuple[Tie, ...]:
    """Receivables, payables and open credit accounts beside their documents. Debits are
    positive: open invoices and vendor credits are debits, bills and credit memos credits."""
    rules = store.rules(reading)
    currency = rules.currency
    expected = {rules.accounts[role].code: 0 for side in SIDES.values() for role in _roles(side)}
    is_debit = _t.kind.in_(sorted(CUSTOMER.targets | {VENDOR.credit}))
    held_by = (
        select(_t.account_id, func.sum(case((is_debit, _t.base_open), else_=-_t.base_open)))
        .where(schema.IS_OPEN, _t.kind.in_(sorted(set(Kind) - MONEY)))
        .group_by(_t.account_id)
    )
    codes = {one.id: one.code for one in store.accounts_by_id(reading.connection).values()}
    for account_id, total in reading.connection.execute(held_by):
        expected[codes[account_id]] = int(total)
    tally = schema.account_tally
    held = dict(
        tuple(row)
        for row in reading.connection.execute(
            select(_a.code, func.sum(tally.c.debit - tally.c.credit))
            .select_from(schema.account.join(tally))
            .where(_a.code.in_(sorted(expected)))
            .group_by(_a.code)
        )
    )
    names = _names(rules.accounts)
    return tuple(
        Tie(names.get(code, code), code, Money(held.get(code, 0), currency), Money(sum_, currency))
        for code, sum_ in sorted(expected.items())
    )


def _roles(side: Side) -> tuple[Role, Role]:
    return side.open_credit, side.control


def _names(accounts: dict[Role, Account]) -> dict[str, str]:
    """What the status bar calls an account: the control account's name wins."""
    names = {
        accounts[side.open_credit].code: f"Open {side.name} credit" for side in SIDES.values()
    }
    return names | {accounts[Role.RECEIVABLE].code: "AR", accounts[Role.PAYABLE].code: "AP"}
