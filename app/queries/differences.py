"""What makes an account differ from the documents it stands for: each row that is not as it should
be, with what it says and what it should say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, Subquery, case, func, literal, or_, select, union_all

from app.book import schema
from app.book.book import Reading
from app.book.refs import DOCUMENT, ENTRY, maybe_ref, ref
from app.domain.kinds import Kind
from app.queries.open_items import DEBITS, HELD

_d, _u, _t = schema.document.c, schema.document_use.c, schema.document_tally.c
_e, _l, _m = schema.entry.c, schema.journal_line.c, schema.account_tally.c
_target = schema.document.alias("target")
_HELD, _DEBITS = sorted(HELD), sorted(DEBITS)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs on an account: what the ledger says and what the documents say, in
    minor units of the book's currency, debit positive. It opens an entry, a document or, of a
    month, neither."""

    id: str
    said: str
    ledger: int
    documents: int
    entry: str | None = None
    document: str | None = None
    kind: Kind | None = None
    month: str | None = None


def differences(reading: Reading, account_id: int, on: date) -> Iterator[Difference]:
    """Everything that is not as it should be on one account at the end of a day: entries, then
    documents, then months. Together they are what the account and its documents differ by."""
    yield from _entries(reading, account_id, on)
    yield from _documents(reading, account_id, on)
    yield from _months(reading, account_id, on)


def _side(kind: Any, amount: Any) -> Any:
    """An amount of a document as its account shows it, debit positive."""
    return case((kind.in_(_DEBITS), amount), else_=-amount)


def _expected(account_id: int, on: date) -> tuple[Select[Any], ...]:
    """What every issue and every use of documents should have brought to the account, by the
    entry that wrote it; a use without an entry counts under its own number, negative."""
    day, gone = on.isoformat(), -schema.USE_SIGN
    place = func.coalesce(_u.entry_id, -_u.id)
    uses = schema.document_use.join(schema.document, _d.id == _u.document_id)
    issued = schema.document.outerjoin(
        schema.entry, (_e.document_id == _d.id) & (_e.act == "issue")
    )
    return (
        select(
            func.coalesce(_e.id, literal(0)).label("place"),
            _d.id.label("document_id"),
            _side(_d.kind, _d.base_total).label("net"),
        )
        .select_from(issued)
        .where(
            _d.open_account_id == account_id,
            _d.kind.in_(_HELD),
            _d.issued_at.is_not(None),
            _d.issue_date <= day,
        ),
        select(place, _d.id, _side(_d.kind, gone * _u.base))
        .select_from(uses)
        .where(_d.open_account_id == account_id, _d.kind.in_(_HELD), _u.date <= day),
        select(place, _target.c.id, _side(_target.c.kind, gone * _u.target_base))
        .select_from(schema.document_use.join(_target, _target.c.id == _u.target_id))
        .where(_target.c.open_account_id == account_id, _u.date <= day),
    )


def _entries(reading: Reading, account_id: int, on: date) -> Iterator[Difference]:
    expected = union_all(*_expected(account_id, on)).subquery()
    places = union_all(
        select(expected.c.place, literal(0).label("ledger"), expected.c.net.label("documents")),
        select(_l.entry_id, _l.debit - _l.credit, literal(0)).where(
            _l.account_id == account_id, _l.date <= on.isoformat()
        ),
    ).subquery()
    ledger, documents = func.sum(places.c.ledger), func.sum(places.c.documents)
    odd = (
        select(places.c.place, ledger.label("ledger"), documents.label("documents"))
        .group_by(places.c.place)
        .having(ledger != documents)
        .order_by(places.c.place)
    )
    found = reading.connection.execute(odd).fetchall()
    alone = _standing(reading, [row for row in found if row.place > 0])
    for row in found:
        if row.place in alone:
            yield _entry(reading, row)
        elif row.place < 0:
            yield _use_alone(reading, row)
        elif row.place == 0:
            yield from _never_entered(reading, account_id, on)


def _standing(reading: Reading, found: list[Any]) -> set[int]:
    """Of these entries those that count: an entry without a document and the one that takes it
    back are none together."""
    rows = reading.connection.execute(
        select(_e.id, _e.reversal_of).where(
            _e.id.in_([row.place for row in found]), _e.document_id.is_(None)
        )
    )
    nets = {row.place: row.ledger - row.documents for row in found}
    back = {row.id: row.reversal_of for row in rows}
    none: set[int] = set()
    for one, original in back.items():
        if original in back and nets[one] + nets[original] == 0:
            none |= {one, original}
    return nets.keys() - none


def _entry(reading: Reading, row: Any) -> Difference:
    """An entry that moved the account otherwise than its document or its uses say."""
    found = reading.connection.execute(
        select(_e.date, _e.act, _e.description, _e.document_id, _d.kind, _d.number)
        .select_from(schema.entry.outerjoin(schema.document, _d.id == _e.document_id))
        .where(_e.id == row.place)
    ).first()
    if found is None:
        said = f"Entry {row.place} is not there, but has lines or uses."
        return Difference(f"e{row.place}", said, row.ledger, row.documents)
    name = f"Entry {row.place} of {found.date}"
    if found.document_id is None:
        made = "foreign balances at the day's rates" if found.act == "revalue" else "made by hand"
        said = f"{name}, {made}: no document stands for it."
    elif not row.documents:
        said = f"{name}: nothing of {found.number} says that it moved this account."
    elif not row.ledger:
        said = f"{name}: what it brought by {found.number} is not among its lines."
    else:
        said = f"{name}: its lines are not what {found.number} and its uses say."
    return Difference(
        f"e{row.place}",
        said,
        row.ledger,
        row.documents,
        entry=ref(ENTRY, row.place),
        document=maybe_ref(DOCUMENT, found.document_id),
        kind=Kind(found.kind) if found.kind else None,
    )


def _use_alone(reading: Reading, row: Any) -> Difference:
    """A use that moves the account by what it says, but has no entry."""
    found = reading.connection.execute(
        select(_u.date, _d.id, _d.kind, _d.number)
        .select_from(schema.document_use.join(schema.document, _d.id == _u.document_id))
        .where(_u.id == -row.place)
    ).one()
    said = f"A use of {found.number} on {found.date} has no entry."
    return Difference(
        f"u{-row.place}",
        said,
        row.ledger,
        row.documents,
        document=ref(DOCUMENT, found.id),
        kind=Kind(found.kind),
    )


def _never_entered(reading: Reading, account_id: int, on: date) -> Iterator[Difference]:
    """Documents that were issued without an entry."""
    issued = _expected(account_id, on)[0].where(_e.id.is_(None)).add_columns(_d.kind, _d.number)
    for row in reading.connection.execute(issued):
        said = f"{row.number} was issued without an entry."
        one = ref(DOCUMENT, row.document_id)
        yield Difference(one, said, 0, row.net, document=one, kind=Kind(row.kind))


def _used() -> Subquery:
    """What all uses took from each document and what was taken back gave to it."""
    gone = schema.USE_SIGN
    used = union_all(
        select(_u.document_id, (gone * _u.amount).label("amount"), (gone * _u.base).label("base")),
        select(_u.target_id, gone * _u.amount, gone * _u.target_base).where(
            _u.target_id.is_not(None)
        ),
    ).subquery()
    amount, base = func.sum(used.c.amount), func.sum(used.c.base)
    sums = select(used.c.document_id, amount.label("amount"), base.label("base"))
    return sums.group_by(used.c.document_id).subquery()


def _documents(reading: Reading, account_id: int, on: date) -> Iterator[Difference]:
    """Documents whose kept open amount is not what their uses say."""
    sums = _used()
    open_ = _d.total - func.coalesce(sums.c.amount, 0)
    base = _d.base_total - func.coalesce(sums.c.base, 0)
    mine, kept_here = _d.open_account_id == account_id, _t.account_id == account_id
    rows = reading.connection.execute(
        select(
            _d.id,
            _d.kind,
            _d.number,
            mine.label("mine"),
            case((mine, _side(_d.kind, base)), else_=0).label("ledger"),
            case((kept_here, _side(_d.kind, _t.base_open)), else_=0).label("documents"),
        )
        .select_from(
            schema.document.outerjoin(schema.document_tally, _t.document_id == _d.id).outerjoin(
                sums, sums.c.document_id == _d.id
            )
        )
        .where(
            or_(mine, kept_here),
            _d.kind.in_(_HELD),
            _d.issued_at.is_not(None),
            _d.issue_date <= on.isoformat(),
            or_(
                _t.account_id.is_distinct_from(_d.open_account_id),
                _t.open != open_,
                _t.base_open != base,
            ),
        )
        .order_by(_d.id)
    )
    for row in rows:
        said = f"{row.number}: what is kept as open is not what its uses leave."
        if not row.mine:
            said = f"{row.number} is kept under this account, but belongs to another."
        one = ref(DOCUMENT, row.id)
        yield Difference(
            f"open {one}", said, row.ledger, row.documents, document=one, kind=Kind(row.kind)
        )


def _months(reading: Reading, account_id: int, on: date) -> Iterator[Difference]:
    """Months that are over whose kept sum is not what their lines add up to."""
    month, after = func.substr(_l.date, 1, 7), on + timedelta(days=1) if on < date.max else on
    parts = union_all(
        select(_m.month, (_m.debit - _m.credit).label("ledger"), literal(0).label("lines")).where(
            _m.account_id == account_id
        ),
        select(month, literal(0), _l.debit - _l.credit).where(_l.account_id == account_id),
    ).subquery()
    kept, lines = func.sum(parts.c.ledger), func.sum(parts.c.lines)
    rows = reading.connection.execute(
        select(parts.c.month, kept.label("ledger"), lines.label("lines"))
        .where(parts.c.month < after.isoformat()[:7])  # those that are over by that day
        .group_by(parts.c.month)
        .having(kept != lines)
        .order_by(parts.c.month)
    )
    for row in rows:
        said = f"What is kept for {row.month} is not the sum of the lines."
        yield Difference(row.month, said, int(row.ledger), int(row.lines), month=row.month)
