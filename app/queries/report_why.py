"""Why is this the balance? Of an account: what moved it since when, and what it stands for."""

from datetime import date
from typing import Any

from app.book import store
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, PARTY, maybe_ref, ref
from app.domain.accounts import DEBIT_TYPES, Account
from app.domain.kinds import Kind
from app.domain.money import Money, total
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import balances
from app.queries import movements as moved
from app.queries.keys import in_order, key_parts, key_text
from app.queries.movements import Movement, Wanted
from app.queries.open_items import Narrow, OpenSum, open_sums
from app.queries.report_parts import (
    PAGE,
    TOTAL,
    Cells,
    Columns,
    account_of,
    amount,
    as_of,
    day,
    day_before,
    document_leads,
    entry_leads,
    heading,
    made,
    number,
    party_leads,
    party_of,
    row,
    said_time,
    text,
)

_WHY: Columns = (
    day(),
    text("what", "What happened"),
    number("count", "Count"),
    amount("amount", "Amount"),
)
_MOVEMENTS: Columns = (
    day(),
    number("entry", "Entry"),
    text("document", "Document"),
    text("party", "Party"),
    text("description", "Description"),
    amount("amount", "Amount"),
)


class _Question:
    """An account, the time that is asked for, and whose lines; amounts are positive where they
    raise what the account holds on the side where accounts of its type stand."""

    def __init__(self, reading: Reading, wish: Wish, *, of_year: bool = True) -> None:
        self.reading, self.currency = reading, store.base_currency(reading)
        self.account: Account = account_of(reading, wish)
        self.last = as_of(wish, reading)
        year = self.last.replace(month=1, day=1)
        self.first = wish.first or (year if of_year else date.min)
        in_order(wish.first, self.last)
        self.party_id, self.whose = None, None
        if wish.party:
            side, found = party_of(reading, wish)
            self.party_id, self.whose = found.id, (side.name.capitalize(), found.name)
        self.party = ref(PARTY, self.party_id) if self.party_id else None

    def money(self, net: int) -> Money:
        """A sum of debits less credits, as the account counts it."""
        return Money(net if self.account.type in DEBIT_TYPES else -net, self.currency)

    def lines(self, first: date | None, last: date) -> Wanted:
        return Wanted(self.account.id, first, last, self.party_id)

    def balance(self, last: date) -> Money:
        if self.party_id is None:
            return self.money(
                balances.all_accounts(self.reading.connection, last)[self.account.id]
            )
        return self.money(moved.part_sum(self.reading, self.lines(None, last), (None,)))

    @property
    def name(self) -> str:
        return f"{self.account.code} {self.account.name}"

    def leads(self, to: str, first: date | None, last: date, part: str | None = None) -> Leads:
        wish = Wish(first, last, party=self.party, account=self.account.code, part=part)
        return Leads(to, wish)

    def all_until(self, last: date) -> Leads:
        """Every line up to a day: a register knows no party, movements do."""
        return self.leads("movements" if self.party else "register", None, last)

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        whose = (self.whose,) if self.whose else ()
        first = self.first if self.first > date.min else None
        time = said_time(first, self.last)
        return (("Account", self.name), *whose, *time, ("Currency", self.currency))


def of_account(reading: Reading, wish: Wish) -> Report:
    """What an account held at the beginning of the year (or of another day), what moved it since
    by what happened, and what it holds. An account that documents add up to also says which are
    open, and whether they are as much. Refused: required, not_found, invalid_date."""
    asked = _Question(reading, wish)
    before, closing = asked.balance(day_before(asked.first)), asked.balance(asked.last)
    found = moved.movements(reading, asked.lines(asked.first, asked.last))
    until = day_before(asked.first)
    opening: Cells = {
        "date": asked.first,
        "what": "What it held as the day began",
        "amount": before,
    }
    end: Cells = {"date": asked.last, "what": "What it holds", "amount": closing}
    rows = [
        row(_WHY, "opening", opening, Rank.SUBTOTAL, asked.all_until(until)),
        *(_movement(asked, one) for one in found),
        row(_WHY, "closing", end, Rank.TOTAL, asked.all_until(asked.last)),
    ]
    remarks = [_told(asked, before, closing)]
    if asked.account.id in store.rules(reading).control:
        more, said = _documents(asked, closing)
        rows += more
        remarks.append(said)
    title = f"Why {asked.name} holds {closing} {asked.currency}"
    return made(reading, "why", title, asked.about, _WHY, rows, remarks)


def _movement(asked: _Question, one: Movement) -> ReportRow:
    cells: Cells = {"what": one.said, "count": one.count, "amount": asked.money(one.net)}
    leads = asked.leads("movements", asked.first, asked.last, one.part)
    return row(_WHY, one.part, cells, leads=leads)


def _told(asked: _Question, before: Money, closing: Money) -> str:
    change = closing - before
    if not change:
        how = f"it is as much on {asked.last}"
    else:
        more = "more" if change.minor > 0 else "less"
        size = change if change.minor > 0 else -change
        how = f"it holds {closing} on {asked.last}, {size} {more}"
    return f"{asked.name} held {before} {asked.currency} as {asked.first} began; {how}."


def _documents(asked: _Question, closing: Money) -> tuple[list[ReportRow], str]:
    """The open documents that an account stands for, by kind, beside what it holds."""
    narrow = Narrow(asked.party_id, asked.account.id)
    found = open_sums(asked.reading, asked.last, narrow=narrow)
    rows = [heading(_WHY, "The open documents that it stands for")]
    for kind in Kind:
        mine = [one for one in found if one.kind is kind]
        if mine:
            rows.append(_open_kind(asked, kind, mine))
    count = sum(one.count for one in found)
    sum_ = total((asked.money(one.debit.minor) for one in found), asked.currency)
    cells: Cells = {"what": "Open documents", "count": count, "amount": sum_}
    leads = asked.leads("open_documents", None, asked.last)
    rows.append(row(_WHY, "documents", cells, Rank.SUBTOTAL, leads))
    standing = moved.part_sum(asked.reading, asked.lines(None, asked.last), moved.REVALUATION)
    rates = asked.money(standing)
    if rates:
        said = "Foreign balances at the day's rates, until that is taken back"
        rows.append(row(_WHY, "rates", {"what": said, "amount": rates}))
    difference = closing - sum_ - rates
    if difference:
        tie = Leads("tie_out", Wish(last=asked.last))
        cells = {"what": "Difference", "amount": difference}
        rows.append(row(_WHY, "difference", cells, Rank.TOTAL, tie))
        size = difference if difference.minor > 0 else -difference
        return rows, f"Its documents add up to {sum_}: that differs by {size}."
    if count == 1:
        return rows, "It stands for 1 open document, which comes to the same."
    return rows, f"It stands for {count} open documents, which add up to the same."


def _open_kind(asked: _Question, kind: Kind, found: list[OpenSum]) -> ReportRow:
    cells: Cells = {
        "what": moved.said_kind(kind),
        "count": sum(one.count for one in found),
        "amount": total((asked.money(one.debit.minor) for one in found), asked.currency),
    }
    leads = asked.leads("open_documents", None, asked.last, kind.value)
    return row(_WHY, f"open {kind}", cells, leads=leads)


def movements(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """The lines of an account in a time that came of the same: `part` as the movements of an
    account name it ("issue invoice", "post"), left out for all. Refused: required, not_found,
    invalid_date, malformed."""
    asked = _Question(reading, wish, of_year=False)
    wanted = asked.lines(wish.first, asked.last)
    key = key_parts(after, 2) if after else None
    lines = moved.part_lines(reading, wanted, wish.part, key, PAGE + 1)
    rows = [_line(asked, one) for one in lines[:PAGE]]
    tail = lines[PAGE - 1] if len(lines) > PAGE else None
    if tail is None:
        net = moved.part_sum(reading, wanted, (wish.part,))
        cells: Cells = {"document": TOTAL, "amount": asked.money(net)}
        rows.append(row(_MOVEMENTS, "total", cells, Rank.TOTAL))
    next_ = key_text(tail.date, tail.entry_id, tail.position) if tail else None
    what = moved.said(wish.part) if wish.part else "All that moved it"
    title = f"{what}: {asked.name}"
    return made(reading, "movements", title, asked.about, _MOVEMENTS, rows, (), next_)


def _line(asked: _Question, one: Any) -> ReportRow:
    cells: Cells = {
        "date": date.fromisoformat(one.date),
        "entry": one.entry_id,
        "document": one.number,
        "party": one.party_name,
        "description": one.description,
        "amount": asked.money(one.net),
    }
    whole, document = entry_leads(ref(ENTRY, one.entry_id)), maybe_ref(DOCUMENT, one.document_id)
    figures = [("entry", whole)]
    if one.party_id:
        figures.append(("party", party_leads(ref(PARTY, one.party_id), one.side)))
    leads = document_leads(document, Kind(one.kind)) if document else whole
    place = f"{one.entry_id}/{one.position}"
    return row(_MOVEMENTS, place, cells, leads=leads, figures=tuple(figures))
