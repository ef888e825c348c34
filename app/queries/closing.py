"""What has to be right before the books are locked through a day, and how far it is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, literal_column, select

from app.book import schema, store
from app.book.backup import Latest, last_change
from app.book.book import Reading
from app.domain.accounts import Role
from app.domain.errors import present
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Rules
from app.domain.money import Money
from app.domain.rates import FX_PLACES, parse_scaled
from app.domain.report import Leads, Wish
from app.domain.revaluation import Balance
from app.queries import foreign, ledger, reports
from app.queries.report_parts import page_leads

_CLEARING: Final = (Role.CARD_CLEARING, Role.RECEIVABLE_CLEARING)
_d, _h = schema.document.c, schema.history.c


class State(StrEnum):
    """How far one thing is: `wrong` is what no ordinary work leads to."""

    DONE = "done"
    TO_DO = "to_do"
    WRONG = "wrong"


Figure = Money | date | datetime | int | str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to look at. `says` has a place for each of `figures`, so that they can be written
    as the user's locale wants; `opens` is where one sees it, None when there is nothing to see."""

    id: str
    name: str
    state: State
    says: str
    figures: tuple[Figure, ...] = ()
    opens: Leads | None = None

    @property
    def sentence(self) -> str:
        """What it says, in plain text."""
        return self.says.format(*map(_plain, self.figures))


def _plain(figure: Figure) -> str:
    return f"{figure} {figure.currency}" if isinstance(figure, Money) else str(figure)


def begun(reading: Reading) -> date | None:
    """The first day of the first month with an entry."""
    month = reading.connection.execute(select(func.min(schema.account_tally.c.month))).scalar()
    return date.fromisoformat(f"{month}-01") if month else None


def checklist(
    reading: Reading, through: date, newest: Latest | None = None
) -> tuple[CheckItem, ...]:
    """Everything, whether done or not, in the order in which it is done. `newest` is the last
    backup: queries look at no disk."""
    rules = store.rules(reading)
    return (
        *_time(reading, through),
        *_drafts(reading, through),
        *_lapsed(reading, through, rules),
        *_clearing(reading, through, rules),
        *_foreign(reading, through, rules),
        *_ties(reading),
        _backup(reading, newest),
    )


def _time(reading: Reading, through: date) -> Iterator[CheckItem]:
    """Once it is locked, nothing can be dated in it, not even what happens tomorrow."""
    if through >= reading.today:
        says = "It goes on until {}: what still happens could not be dated in it."
        yield CheckItem("time", "The month has ended", State.TO_DO, says, (through,))


def _drafts(reading: Reading, through: date) -> Iterator[CheckItem]:
    """A draft that is dated in the locked time cannot be issued as it is."""
    found = reading.connection.execute(
        select(_d.kind, func.count(), func.min(_d.issue_date))
        .where(
            literal_column("document.stage <> 'issued'"),  # in the words of its index
            _d.kind.in_(list(Kind)),
            _d.stage == Stage.DRAFT.value,
            _d.issue_date <= through.isoformat(),
        )
        .group_by(_d.kind)
    ).fetchall()
    rows = {row[0]: row for row in found}
    says = "{} dated up to then, the first on {}. Issue them, or give them a later date."
    for kind in Kind:
        if kind in rows:
            _, count, first = rows[kind]
            figures = (int(count), date.fromisoformat(first))
            page = page_leads(kind.value, f"status:{Stage.DRAFT.value}")
            name = f"Drafts of {kind.label}s"
            yield CheckItem(f"drafts:{kind}", name, State.TO_DO, says, figures, page)
    if not rows:
        says = "No draft is dated {} or earlier."
        yield CheckItem("drafts", "Drafts", State.DONE, says, (through,))


def _lapsed(reading: Reading, through: date, rules: Rules) -> Iterator[CheckItem]:
    """A lapse is dated the day after the last one: those of the last day belong to the next
    month."""
    last = min(through, reading.today) - timedelta(days=1)
    found = store.open_until(reading, last, rules.currency)
    name, page = "Expired credits", page_leads("expiring")
    if not found:
        says = "None is past its last day without having lapsed."
        yield CheckItem("lapsed", name, State.DONE, says, (), page)
        return
    first = present(found[0].expires_at, "a last day")
    worth = Money(sum(one.base_open.minor for one in found), rules.currency)
    says = "Past their last day: {}, the first on {}. Not lapsed yet: {}."
    yield CheckItem("lapsed", name, State.TO_DO, says, (len(found), first, worth), page)


def _clearing(reading: Reading, through: date, rules: Rules) -> Iterator[CheckItem]:
    """What only passes through an account should have left it."""
    others = {account.id for role, account in rules.accounts.items() if role not in _CLEARING}
    accounts = {rules.accounts[role].id: rules.accounts[role] for role in _CLEARING}
    held = {one.code: one for one in ledger.trial_balance(reading, through)}
    for account in accounts.values():
        if account.id in others:  # it serves for more than passing through
            continue
        code, name = account.code, f"{account.code} {account.name}"
        leads = Leads("register", Wish(account=code, last=through))
        one = held.get(code)
        if one is None:
            says, figures = "Empty on {}.", (through,)
            yield CheckItem(f"clearing:{code}", name, State.DONE, says, figures, leads)
        else:
            side = "debit" if one.debit else "credit"
            says = f"A {side} of {{}} is left on {{}}."
            left = present(one.debit or one.credit, "a balance")
            told: tuple[Figure, ...] = (left, through)
            yield CheckItem(f"clearing:{code}", name, State.TO_DO, says, told, leads)


def _foreign(reading: Reading, through: date, rules: Rules) -> Iterator[CheckItem]:
    """Open foreign balances stand in the books as they are worth at the month's end: at the rates
    of the last revaluation of that day there is nothing to change."""
    balances = foreign.open_balances(reading, through, rules)
    rates = _revalued(reading, through) if balances else {}
    for one in balances:
        code, currency = one.account.code, one.amount.currency
        state, says, figures = _worth(one, through, rates.get(currency))
        page = page_leads("rates", f"revalue:{through}")
        item, name = f"foreign:{code}:{currency}", f"{code} {one.account.name} in {currency}"
        yield CheckItem(item, name, state, says, figures, page)


def _worth(
    balance: Balance, through: date, rate: int | None
) -> tuple[State, str, tuple[Figure, ...]]:
    if rate is None:
        return State.TO_DO, "Open and not revalued: {}.", (balance.amount,)
    if off := balance.worth(rate) - balance.base:
        says = "Revalued on {}, but what is open has changed: it is off by {}."
        return State.TO_DO, says, (through, off)
    return State.DONE, "Open and revalued: {}.", (balance.amount,)


def _revalued(reading: Reading, day: date) -> dict[str, int]:
    """The rates of the last revaluation of each currency as of a day, scaled."""
    rates: dict[str, int] = {}
    rows = reading.connection.execute(
        select(_h.after)
        .where(_h.subject == "book", _h.subject_id == 1, _h.act == "revalue")
        .order_by(_h.id)
    )
    for (text,) in rows:
        note = json.loads(text)
        if note["date"] == day.isoformat():
            found = note["rates"].items()
            rates |= {one: parse_scaled(rate, FX_PLACES, "rate") for one, rate in found}
    return rates


def _ties(reading: Reading) -> Iterator[CheckItem]:
    """Accounts that hold open documents, beside those."""
    for tie in reports.ties(reading):
        name = f"{tie.name} and its documents"
        leads = Leads("tie_out", Wish(account=tie.account))
        if tie.difference:
            says = "They differ by {}: {} holds {}, its open documents {}."
            figures = (tie.difference, tie.account, tie.ledger, tie.documents)
            yield CheckItem(f"tie:{tie.account}", name, State.WRONG, says, figures, leads)
        else:
            says = "They tie today: {} holds {}, and so do its open documents."
            yield CheckItem(
                f"tie:{tie.account}", name, State.DONE, says, (tie.account, tie.ledger), leads
            )


def _backup(reading: Reading, newest: Latest | None) -> CheckItem:
    """Whether all that was done so far is in the newest backup."""
    name, page = "Backup", page_leads("backup")
    if newest is None:
        return CheckItem("backup", name, State.TO_DO, "There is none yet.", (), page)
    at = newest.at.replace(second=0, microsecond=0)
    if not _is_earlier_state(reading, newest):
        says = "The newest one, of {}, was made of another state of this book."
        return CheckItem("backup", name, State.TO_DO, says, (at,), page)
    if since := changes_since(reading, newest):
        says = "Changes since the newest one, of {}: {}."
        return CheckItem("backup", name, State.TO_DO, says, (at, since), page)
    says = "Everything is in the newest one, of {}."
    return CheckItem("backup", name, State.DONE, says, (at,), page)


def _is_earlier_state(reading: Reading, newest: Latest) -> bool:
    """Whether the last change in a backup is one of this book: a restored book goes other ways."""
    found = reading.connection.execute(select(_h.at).where(_h.id == newest.change)).scalar()
    return found == newest.changed_at


def changes_since(reading: Reading, newest: Latest | None) -> int:
    """How much was done in the book that is not in its newest backup."""
    row = last_change(reading.connection.exec_driver_sql)
    done = row[0] if row else 0
    if newest is None or not _is_earlier_state(reading, newest):
        return done
    return done - newest.change
