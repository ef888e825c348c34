"""Entries made by hand: balanced, on accounts that no documents add up to."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.accounts import Account
from app.domain.document import amount_text
from app.domain.entry import DrCr, Entry, Line, entry_of
from app.domain.errors import Problem, Refused
from app.domain.lifecycle import Rules
from app.domain.money import Money


def hand_entry(lines: Sequence[Line], on: date, rules: Rules, date_field: str = "date") -> Entry:
    """The entry of lines that were written down. Refused with everything that is wrong:
    period_closed, required, account_is_header, control_account, gl_imbalance."""
    problems = [*_problems(lines, rules)]
    if locked := rules.lock.problem(on, date_field):
        problems.append(locked)
    if problems:
        raise Refused(*problems)
    return entry_of(lines)


def reversed_by_hand(entry: Entry, on: date, rules: Rules, posted_on: date) -> Entry:
    """The mirror of an entry made by hand, on its day or later. Refused: period_closed,
    date_before_document."""
    problems = []
    if locked := rules.lock.problem(on, "date"):
        problems.append(locked)
    if on < posted_on:
        text = f"{on} lies before {posted_on}, the date of the entry."
        hint = f"Use {posted_on} or later."
        problems.append(Problem("date_before_document", text, "date", hint))
    if problems:
        raise Refused(*problems)
    return entry.mirrored


def _problems(lines: Sequence[Line], rules: Rules) -> Iterable[Problem]:
    if len(lines) < 2:
        text = "An entry has a debit and a credit."
        yield Problem("required", text, "lines", "Enter at least two lines.")
    for place, line in enumerate(lines):
        yield from _of_account(line.account, rules.control, f"lines.{place}.account")
    debit, credit = (_sum(lines, side, rules.currency) for side in DrCr)
    if debit != credit:
        yield Problem(
            "gl_imbalance",
            f"The debits are {amount_text(debit)}, the credits {amount_text(credit)}.",
            "lines",
            "Correct the amounts until both are the same.",
        )


def _of_account(account: Account, control: frozenset[int], field: str) -> Iterable[Problem]:
    name = f"Account {account.code} {account.name}"
    if account.is_header:
        text, hint = f"{name} is a heading and takes no entries.", "Choose one below it."
        yield Problem("account_is_header", text, field, hint)
    elif account.id in control:
        text = f"{name} holds what documents add up to; nobody posts to it by hand."
        yield Problem("control_account", text, field, "Enter a document instead.")


def _sum(lines: Iterable[Line], side: DrCr, currency: str) -> Money:
    return Money(sum(line.base.minor for line in lines if line.side is side), currency)
