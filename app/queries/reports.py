"""Reports: credit registers without gaps, and whether the books tie."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.book import schema, store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ref
from app.domain.accounts import Role
from app.domain.kinds import SIDES, Kind, Side, Status
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


_n, _d, _p, _t = (
    schema.number_taken.c,
    schema.document.c,
    schema.party.c,
    schema.document_tally.c,
)


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
    """Receivables, payables and open credit accounts beside their documents."""
    rules = store.rules(reading)
    expected: dict[str, int] = {}
    names: dict[str, str] = {}
    for side in SIDES.values():
        names |= _names(side, {role: account.code for role, account in rules.accounts.items()})
        for role, kind, sign in _holders(side):
            code = rules.accounts[role].code
            expected[code] = expected.get(code, 0) + sign * _open(reading, kind)
    held = {
        row[0]: row[1]
        for row in reading.connection.execute(
            select(
                schema.account.c.code,
                func.sum(schema.account_tally.c.debit - schema.account_tally.c.credit),
            )
            .select_from(schema.account.join(schema.account_tally))
            .where(schema.account.c.code.in_(sorted(expected)))
            .group_by(schema.account.c.code)
        )
    }
    currency = rules.currency
    return tuple(
        Tie(names[code], code, Money(held.get(code, 0), currency), Money(sum_, currency))
        for code, sum_ in sorted(expected.items())
    )


def _holders(side: Side) -> tuple[tuple[Role, Kind, int], ...]:
    """Debits are positive: a customer's invoices are, a vendor's bills are not."""
    sign = 1 if side.control is Role.RECEIVABLE else -1
    return ((side.control, side.claim, sign), (side.open_credit, side.credit, -sign))


def _names(side: Side, codes: dict[Role, str]) -> dict[str, str]:
    control = "AR" if side.control is Role.RECEIVABLE else "AP"
    return {codes[side.open_credit]: f"Open {side.name} credit", codes[side.control]: control}


def _open(reading: Reading, kind: Kind) -> int:
    found = reading.connection.execute(
        select(func.coalesce(func.sum(_t.base_open), 0)).where(_t.kind == kind.value, _t.open != 0)
    ).scalar_one()
    return int(found)
