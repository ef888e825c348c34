"""Journal entries by hand: posted, and taken back by their mirror."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from app.book import journal, schema, store
from app.book.book import Writing
from app.book.refs import ENTRY, PARTY, ref, row_of
from app.commands.done import Done, record
from app.commands.inputs import Amount, Findings, Ref, clean, needed
from app.domain.accounts import Account
from app.domain.entry import DrCr, Entry, Line
from app.domain.errors import Problem, Refused, refuse
from app.domain.hand import hand_entry, not_by_hand, reversed_by_hand
from app.domain.kinds import SIDES
from app.domain.lifecycle import Rules
from app.domain.money import Money, parse_money


@dataclass(frozen=True, slots=True)
class HandLine:
    """A line as entered: an account, a debit or a credit in the book's currency, and, when it is
    foreign money, its currency and amount there."""

    account: Ref
    debit: Amount | None = None
    credit: Amount | None = None
    party: Ref | None = None
    currency: str | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class HandEntry:
    """An entry as entered: its date, what it is for, and its lines."""

    date: date
    description: str
    lines: tuple[HandLine, ...]


def post(writing: Writing, *, date: date, description: str, lines: tuple[HandLine, ...]) -> Done:
    """A balanced entry on accounts that no documents add up to. Refused with every problem:
    control_account, account_is_header, gl_imbalance, period_closed, ..."""
    entered = HandEntry(date, description, lines)
    entry, head = _written(entered, store.rules(writing), _Chart(writing))
    entry_id = journal.append(writing, entry, head)
    return _done(writing, "post", entry_id, {"date": str(date), "description": head.description})


_TOLD: Final = 20  # entries with problems, of many; nobody reads more at once


def post_all(writing: Writing, *, entries: tuple[HandEntry, ...]) -> Done:
    """Many entries by hand in one act: all of them, or none. Refused as `post` refuses, with the
    problems of the first twenty that have any."""
    rules, findings, chart, made = store.rules(writing), Findings(), _Chart(writing), []
    for place, entered in enumerate(entries):
        try:
            made.append(_written(entered, rules, chart))
        except Refused as refused:
            findings.take(refused, f"entries.{place}.")
            if place + 1 - len(made) == _TOLD:
                break
    if not entries:
        findings.add(Problem("required", "There is no entry.", "entries", "Name at least one."))
    findings.settle()
    ids = journal.append_all(writing, made)
    days = sorted({str(entered.date) for entered in entries})
    note = {"entries": len(ids), "first": days[0], "last": days[-1]}
    record(writing, "post_all", "entry", ids[0], after=note)
    return Done(ref(ENTRY, ids[0]), tuple(ref(ENTRY, one) for one in ids))


def _written(entered: HandEntry, rules: Rules, chart: "_Chart") -> tuple[Entry, journal.Head]:
    """The entry and what it says of itself. Refused with everything that is wrong."""
    try:
        lines = [_line(line, rules, chart) for line in entered.lines]
        text = needed(entered.description, "description", "The description")
    except Refused:
        raise _everything(entered, rules, chart) from None
    entry = hand_entry(lines, entered.date, rules)
    if not entry:
        raise refuse(
            "gl_imbalance",
            "The lines take each other back: nothing is left to enter.",
            "lines",
            "Debit and credit different accounts.",
        )
    return entry, journal.Head("post", entered.date, text)


def _everything(entered: HandEntry, rules: Rules, chart: "_Chart") -> Refused:
    """Each step again by itself, so that every problem is told at once."""
    findings = Findings()
    if locked := rules.lock.problem(entered.date, "date"):
        findings.add(locked)
    with findings.gather():
        needed(entered.description, "description", "The description")
    for place, line in enumerate(entered.lines):
        base = Money(0, rules.currency)
        with findings.gather(f"lines.{place}."):
            if problem := not_by_hand(chart.account(line.account), rules.control):
                findings.add(problem.at(f"lines.{place}.account"))
        with findings.gather(f"lines.{place}."):
            _, base = _side(line, rules.currency)
        with findings.gather(f"lines.{place}."):
            chart.party(line.party)
        with findings.gather(f"lines.{place}."):
            _foreign(line, base, rules.currency)
    return findings.refused


def reverse(writing: Writing, *, entry: Ref, reason: str, date: date | None = None) -> Done:
    """Takes an entry made by hand back by its mirror; entries of documents go with those.
    Refused: not_found, control_account, already_reversed, reason_required."""
    rules, said = store.rules(writing), clean(reason, "reason")
    if said is None:
        raise refuse("reason_required", "A reason is needed.", "reason", "Say why.")
    row_id, columns = row_of(ENTRY, entry) or 0, schema.entry.c
    row = writing.connection.execute(select(schema.entry).where(columns.id == row_id)).first()
    if row is None:
        raise refuse("not_found", f"There is no entry “{entry[:20]}”.", "entry", "Look it up.")
    if row.act != "post":
        hint = "Open the document and void it, or take its application back."
        if row.document_id is None:
            hint = "Post an entry anew if what it took back should stand."
        raise refuse(
            "control_account",
            "This entry belongs to an act of its own and is taken back with that.",
            "entry",
            hint,
        )
    if writing.connection.execute(select(columns.id).where(columns.reversal_of == row_id)).first():
        raise refuse(
            "already_reversed", "This entry was taken back already.", "entry", "Nothing is left."
        )
    posted_on = _day(row.date)
    on = date or rules.lock.first_open(max(writing.today, posted_on))
    recorded = store.recorded_entry(writing.connection, row.id, rules.currency)
    mirror = reversed_by_hand(recorded, on, rules, posted_on)
    head = journal.Head("reverse", on, f"Back from “{row.description}”: {said}", None, row.id)
    entry_id = journal.append(writing, mirror, head)
    return _done(writing, "reverse", entry_id, {"date": str(on), "reason": said})


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _done(writing: Writing, act: str, entry_id: int | None, note: dict[str, str]) -> Done:
    record(writing, act, "entry", entry_id or 0, after=note)
    return Done(ref(ENTRY, entry_id or 0))


class _Chart:
    """Accounts and parties by what they were called, each looked up once."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._accounts: dict[str, Account] = {}
        self._parties: dict[str, int] = {}

    def account(self, text: str) -> Account:
        """Refused: not_found."""
        if text not in self._accounts:
            self._accounts[text] = store.find_account(self._writing, text)
        return self._accounts[text]

    def party(self, text: str | None) -> int | None:
        """Refused: not_found."""
        if not text:
            return None
        if text not in self._parties:
            self._parties[text] = _party(self._writing, text)
        return self._parties[text]


def _line(line: HandLine, rules: Rules, chart: _Chart) -> Line:
    side, base = _side(line, rules.currency)
    amount = _foreign(line, base, rules.currency)
    return Line(chart.account(line.account), side, amount, base, chart.party(line.party))


def _side(line: HandLine, currency: str) -> tuple[DrCr, Money]:
    """Which side, and how much of the book's currency."""
    if bool(line.debit) == bool(line.credit):
        raise refuse(
            "required",
            "A line is a debit or a credit.",
            "debit",
            "Enter one of the two amounts.",
        )
    side = DrCr.DEBIT if line.debit else DrCr.CREDIT
    base = parse_money(line.debit or line.credit or "", currency, side.value)
    if base.minor <= 0:
        raise refuse(
            "amount_not_positive",
            "The amount must be more than zero.",
            side.value,
            "Enter it on the other side, without a sign.",
        )
    return side, base


def _party(writing: Writing, text: str) -> int:
    row_id, columns = row_of(PARTY, text), schema.party.c
    found = writing.connection.execute(select(columns.id).where(columns.id == row_id)).scalar()
    if found is None:
        names = " or ".join(SIDES)
        raise refuse("not_found", f"There is no {names} “{text[:20]}”.", "party", "Look it up.")
    return int(found)


def _foreign(line: HandLine, base: Money, currency: str) -> Money:
    """The line's amount in its own currency."""
    if not line.currency or line.currency == currency:
        if base and line.amount and parse_money(line.amount, currency, "amount") != base:
            raise refuse(
                "amount_mismatch",
                f"Without a foreign currency the amount is the {currency} entered: {base}.",
                "amount",
                "Leave it out, or name its currency.",
            )
        return base
    amount = parse_money(needed(line.amount, "amount", "The amount"), line.currency, "amount")
    if amount.minor < 0:
        raise refuse("amount_not_positive", "This cannot be negative.", "amount", "No sign.")
    return amount
