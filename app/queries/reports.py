"""Whether the books tie: accounts beside the documents that they stand for."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from app.book import schema, store
from app.book.book import Reading
from app.domain.accounts import Account, Role
from app.domain.kinds import SIDES, Side
from app.domain.money import Money
from app.queries import balances
from app.queries.open_items import DEBITS, HELD


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


_t = schema.document_tally.c


def ties(reading: Reading) -> tuple[Tie, ...]:
    """Receivables, payables and open credit accounts beside their documents. Debits are
    positive: open invoices and vendor credits are debits, bills and credit memos credits."""
    rules = store.rules(reading)
    currency = rules.currency
    roles = (rules.accounts[role] for side in SIDES.values() for role in _roles(side))
    expected = {account.id: 0 for account in roles}
    is_debit = _t.kind.in_(sorted(DEBITS))
    by_holder = (
        select(_t.account_id, func.sum(case((is_debit, _t.base_open), else_=-_t.base_open)))
        .where(schema.IS_OPEN, _t.kind.in_(sorted(HELD)))
        .group_by(_t.account_id)
    )
    expected |= {row[0]: int(row[1]) for row in reading.connection.execute(by_holder)}
    ledger = balances.all_accounts(reading.connection)
    codes = {one.id: one.code for one in store.accounts_by_id(reading.connection).values()}
    found = {codes[one]: (ledger.get(one, 0), sum_) for one, sum_ in expected.items()}
    names = _names(rules.accounts)
    return tuple(
        Tie(names.get(code, code), code, Money(held, currency), Money(sum_, currency))
        for code, (held, sum_) in sorted(found.items())
    )


def _roles(side: Side) -> tuple[Role, Role]:
    return side.open_credit, side.control


def _names(accounts: dict[Role, Account]) -> dict[str, str]:
    """What the status bar calls an account: the control account's name wins."""
    names = {
        accounts[side.open_credit].code: f"Open {side.name} credit" for side in SIDES.values()
    }
    return names | {accounts[Role.RECEIVABLE].code: "AR", accounts[Role.PAYABLE].code: "AP"}
