"""Reports of what is open: ageing, and the documents that a figure of it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.book import store
from app.book.book import Reading
from app.domain.accounts import DEBIT_TYPES, Account
from app.domain.errors import refuse
from app.domain.kinds import CREDITS, Kind, Side, side_of
from app.domain.money import Money, total
from app.domain.report import Leads, Rank, Report, ReportRow, Wish
from app.queries import aging
from app.queries.movements import said_kind
from app.queries.open_items import (
    DEBITS,
    HELD,
    Narrow,
    OpenItem,
    OpenSum,
    open_items,
    open_sums,
)
from app.queries.report_parts import (
    PAGE,
    TOTAL,
    Cells,
    Columns,
    Figures,
    added,
    amount,
    as_of,
    day,
    document_leads,
    made,
    number,
    party_leads,
    party_of,
    position,
    row,
    said_as_of,
    side_of_wish,
    text,
    totals,
)

CREDIT_COLUMN: Final = "unapplied_credits"
DUE: Final = "due"  # all but the credits
TITLES: Final = ("Not due", "1 to 30", "31 to 60", "61 to 90", "Over 90")  # of aging.COLUMNS
_NAMES: Final = tuple(name for name, _ in aging.COLUMNS)
SAID: Final = dict(zip(_NAMES, TITLES, strict=True)) | {
    CREDIT_COLUMN: "Credits not used yet",
    DUE: "What is due",
}

_OPEN: Columns = (
    day(),
    text("document", "Document"),
    text("kind", "Kind"),
    text("party", "Party"),
    day("due_date", "Due date"),
    number("days_late", "Days late"),
    text("currency", "Currency"),
    amount("total", "Total"),
    amount("open", "Open"),
    amount("worth", "In the books"),
)


def ageing(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """What is open per party by days past due at the end of a day, less credits not used yet;
    every figure opens the documents it is made of."""
    del after
    side, on = side_of_wish(wish), as_of(wish, reading)
    currency = store.base_currency(reading)
    columns = _ageing_columns(side)
    found = aging.ageing(reading, side, on)
    rows = [_ageing_row(columns, side, on, one) for one in found]
    leads, figures = behind(side, on)
    cells: Cells = {**ageing_sums(found, currency), "party": TOTAL}
    rows.append(row(columns, "total", cells, Rank.TOTAL, leads, figures))
    about = (*said_as_of(on), ("Currency", currency))
    remarks = ("Days are counted from the due date. Credits not used yet are negative figures.",)
    return made(reading, "aging", f"Aging of {side.name}s", about, columns, rows, remarks)


def ageing_sums(found: Sequence[aging.AgeingRow], currency: str) -> dict[str, Money]:
    """What the columns of an ageing add up to, by their names; "total" is all of it."""
    sums = {
        name: total((one.columns[place] for one in found), currency)
        for place, name in enumerate(_NAMES)
    }
    sums[CREDIT_COLUMN] = total((one.unapplied_credits for one in found), currency)
    return sums | {"total": total((one.total for one in found), currency)}


def _ageing_columns(side: Side) -> Columns:
    past_due = (amount(name, title) for name, title in zip(_NAMES, TITLES, strict=True))
    return (
        text("party", side.name.capitalize()),
        *past_due,
        amount(CREDIT_COLUMN, "Credits"),
        amount("total", "Total"),
    )


def _ageing_row(columns: Columns, side: Side, on: date, one: aging.AgeingRow) -> ReportRow:
    leads, figures = behind(side, on, one.party)
    cells: Cells = {
        "party": one.party_name,
        **dict(zip(_NAMES, one.columns, strict=True)),
        CREDIT_COLUMN: one.unapplied_credits,
        "total": one.total,
    }
    named = (("party", party_leads(one.party, side.name)), *figures)
    return row(columns, one.party, cells, leads=leads, figures=named)


def behind(side: Side, on: date, party: str | None = None) -> tuple[Leads, Figures]:
    """The documents behind a row of the ageing, and behind each of its columns."""

    def leads(part: str | None) -> Leads:
        return Leads("open_documents", Wish(last=on, side=side.name, party=party, part=part))

    return leads(None), tuple((name, leads(name)) for name in (*_NAMES, CREDIT_COLUMN))


@dataclass(frozen=True, slots=True)
class Meant:
    """Which open documents a wish is of: their kinds, what narrows them, and the account whose
    side they are counted on, None where they count as what the party owes or is owed."""

    about: tuple[tuple[str, str], ...]
    side: Side | None
    kinds: frozenset[Kind]
    narrow: Narrow
    holder: Account | None

    def sign(self, kind: Kind) -> int:
        """Which way documents of a kind count: credits take from what is owed; on an account
        what stands on its other side does."""
        if self.holder is None:
            return -1 if kind in CREDITS else 1
        return 1 if (kind in DEBITS) is (self.holder.type in DEBIT_TYPES) else -1


def meant(reading: Reading, wish: Wish) -> Meant:
    """Of a side, or of an account. `part` is a column of the ageing or a kind of document.
    Refused: invalid_value, not_found."""
    on, account, whose = as_of(wish, reading), None, None
    about = [*said_as_of(on)]
    side = None if wish.account and not (wish.side or wish.party) else side_of_wish(wish)
    if wish.party:
        side, whose = party_of(reading, wish)
        about.append((side.name.capitalize(), whose.name))
    if wish.account:
        account = store.find_account(reading, wish.account)
        about.append(("Account", f"{account.code} {account.name}"))
    if wish.currency:
        about.append(("Currency", wish.currency))
    kinds = _kinds(side, wish.part)
    if wish.part:
        about.append(("Only", said_part(wish.part)))
    narrow = Narrow(
        whose.id if whose else None,
        account.id if account else None,
        wish.currency,
        due_in(wish.part, on) if wish.part in _NAMES else None,
    )
    return Meant(tuple(about), side, kinds, narrow, None if side else account)


def open_documents(reading: Reading, wish: Wish, after: str | None = None) -> Report:
    """The documents that were open at the end of a day: of a side, credits as negative figures,
    or of an account, positive on the side where it stands. Refused: invalid_value, not_found,
    malformed."""
    on, start, of = as_of(wish, reading), position(after), meant(reading, wish)
    items = open_items(reading, on, of.kinds, of.narrow, (start, PAGE + 1))
    rows = [_open_row(one, of.sign(one.kind), on) for one in items[:PAGE]]
    next_ = str(start + PAGE) if len(items) > PAGE else None
    if next_ is None:
        found = open_sums(reading, on, of.kinds, of.narrow)
        sums = added((_figures(one, of.sign(one.kind)) for one in found), "open")
        rows += totals(_OPEN, sums, "worth")
    title = f"Open documents of {of.side.name}s" if of.side else "Open documents"
    return made(reading, "open_documents", title, of.about, _OPEN, rows, (), next_)


def due_in(column: str, on: date) -> tuple[date, date]:
    """The first and the last day on which what stands in a column of the ageing is due."""
    edges = [-1, *(last for _, last in aging.COLUMNS)]
    place = _NAMES.index(column)
    latest, earliest = edges[place], edges[place + 1]
    last = date.max if place == 0 or latest is None else _back(on, latest + 1)
    return date.min if earliest is None else _back(on, earliest), last


def _back(on: date, count: int) -> date:
    return date.fromordinal(max(on.toordinal() - count, 1))


def column_of(item: OpenItem, on: date) -> str:
    """The column of the ageing that a document falls into."""
    if item.kind in CREDITS:
        return CREDIT_COLUMN
    late = (on - item.due).days
    return next(name for name, last in aging.COLUMNS if last is None or late <= last)


def said_part(part: str) -> str:
    """What a part of what is open is called: "31 to 60 days late"."""
    if part == "current" or part not in _NAMES:
        return SAID.get(part) or said_kind(Kind(part))
    return f"{SAID[part]} days late"


def _kinds(side: Side | None, part: str | None) -> frozenset[Kind]:
    """The kinds of document that are meant. Refused: invalid_value."""
    kinds = side.targets | {side.credit} if side else HELD
    if part is None:
        return kinds
    if part in _NAMES or part == DUE:
        return kinds - CREDITS
    if part == CREDIT_COLUMN:
        return kinds & CREDITS
    if part in kinds:
        return frozenset({Kind(part)})
    raise refuse(
        "invalid_value",
        f"“{part[:20]}” is no part of what is open.",
        "part",
        f"Use one of: {', '.join((*_NAMES, DUE, CREDIT_COLUMN, *sorted(kinds)))}.",
    )


def _figures(item: OpenItem | OpenSum, sign: int) -> dict[str, Money]:
    open_, worth = item.open, item.base_open
    return {"open": open_, "worth": worth} if sign > 0 else {"open": -open_, "worth": -worth}


def _open_row(item: OpenItem, sign: int, on: date) -> ReportRow:
    late = None if item.kind in CREDITS else max((on - item.due).days, 0)
    cells: Cells = {
        "date": item.issue_date,
        "document": item.number,
        "kind": item.kind.label.capitalize(),
        "party": item.party_name,
        "due_date": None if item.kind in CREDITS else item.due,
        "days_late": late,
        "currency": item.open.currency,
        "total": item.total,
        **_figures(item, sign),
    }
    party = party_leads(item.party, side_of(item.kind).name)
    why = Leads("why", Wish(last=on, part=item.id))
    figures = (("party", party), ("open", why), ("worth", why))
    return row(_OPEN, item.id, cells, leads=document_leads(item.id, item.kind), figures=figures)
