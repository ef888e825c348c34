"""Entries made by hand: balanced, on accounts that no documents add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.accounts import Account
from app.domain.document import amount_text
from app.domain.entry import DrCr, Entry, Line, entry_of
from app.domain.errors import Problem, Refused
from app.domain.lifecycle import Rules
from app.domain.money import Money

_WAYS: Final = {  # what takes an entry of a document back, by the act that wrote it
    "issue": "void it",
    "apply": "take the application back",
    "refund": "void the refund",
    "expire": "reinstate it",
}
_ANEW: Final = "do anew what it took back"


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


def not_by_hand(account: Account, control: frozenset[int]) -> Problem | None:
    """Why an account takes no entries by hand; None when it does."""
    name = f"Account {account.code} {account.name}"
    if account.is_header:
        text, hint = f"{name} is a heading and takes no entries.", "Choose one below it."
        return Problem("account_is_header", text, "account", hint)
    if account.id in control:
        text = f"{name} holds what documents add up to; nobody posts to it by hand."
        return Problem("control_account", text, "account", "Enter a document instead.")
    return None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry of the journal: what act wrote it, for which document, and what took it back."""

    number: int
    act: str
    document: str | None = None  # its number
    reversal_of: int | None = None
    reversed_by: int | None = None


def not_reversed(entry: Recorded) -> Problem | None:
    """Why an entry is not taken back by hand; None when it is. Codes: control_account,
    already_reversed."""
    if entry.act != "post":
        return Problem("control_account", _whose(entry), "entry", _way(entry))
    if entry.reversed_by:
        text = f"Entry {entry.number} was taken back already, by entry {entry.reversed_by}."
        return Problem("already_reversed", text, "entry", "Nothing is left.")
    return None


def not_copied(entry: Recorded) -> Problem | None:
    """Why an entry's lines are not entered again by hand. Code: control_account."""
    if entry.act == "post":
        return None
    hint = "Only entries made by hand are entered again by hand."
    return Problem("control_account", _whose(entry), "entry", hint)


def _whose(entry: Recorded) -> str:
    if entry.document:
        return f"Entry {entry.number} belongs to {entry.document} and is taken back with it."
    if entry.reversal_of:
        return f"Entry {entry.number} is what took entry {entry.reversal_of} back."
    return f"Entry {entry.number} revalues foreign balances; it is taken back by itself."


def _way(entry: Recorded) -> str:
    if entry.document:
        return f"Open {entry.document} and {_WAYS.get(entry.act, _ANEW)}."
    if entry.reversal_of:
        return f"Post an entry anew if what entry {entry.reversal_of} said should stand."
    return "Revalue that day anew, at other rates."


def _problems(lines: Sequence[Line], rules: Rules) -> Iterable[Problem]:
    if len(lines) < 2:
        text = "An entry has a debit and a credit."
        yield Problem("required", text, "lines", "Enter at least two lines.")
    control = rules.control
    for place, line in enumerate(lines):
        if problem := not_by_hand(line.account, control):
            yield problem.at(f"lines.{place}.account")
    debit = sum([line.base.minor for line in lines if line.side is DrCr.DEBIT])
    credit = sum([line.base.minor for line in lines]) - debit
    if debit != credit:
        yield Problem(
            "gl_imbalance",
            f"The debits are {amount_text(Money(debit, rules.currency))}, "
            f"the credits {amount_text(Money(credit, rules.currency))}.",
            "lines",
            "Correct the amounts until both are the same.",
        )
