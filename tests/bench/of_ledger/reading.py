"""P1 to P3: trial balance, register pages and ageing beside what sqlite3 alone takes for them,
and how they, a list's page and the opening of the book grow with it."""

import sqlite3
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.book.book import Book
from app.book.upgrade import open_book
from app.domain.kinds import CUSTOMER, Kind
from app.queries import aging, ledger, ledger_windows, lists, registers
from tests.bench import Row, medians
from tests.bench.book import kept
from tests.bench.of_ledger.shelf import (
    FOLDER,
    LARGE,
    MIDDAY,
    MIDDLE,
    SMALL,
    TODAY,
    busiest,
    clock,
    opened,
)

TIMES = 25
PAGE = 100
Work = Callable[[], object]

TRIAL_BALANCE = """
SELECT a.code, a.name, a.type,
  COALESCE((SELECT SUM(debit - credit) FROM account_tally
    WHERE account_id = a.id AND month < ?), 0)
  + COALESCE((SELECT SUM(debit - credit) FROM journal_line
    WHERE account_id = a.id AND date >= ? AND date <= ?), 0)
FROM account a ORDER BY a.code
"""
MONTHS_BEFORE = (
    "SELECT COALESCE(SUM(debit - credit), 0) FROM account_tally WHERE account_id = ? AND month < ?"
)
MONTH_BEFORE = (
    "SELECT COALESCE(SUM(debit - credit), 0) FROM journal_line WHERE account_id = ? "
    "AND date >= ? AND (date, entry_id, position) < (?, ?, ?)"
)
REGISTER_PAGE = """
SELECT l.date, l.entry_id, l.position, l.debit, l.credit, e.description, e.document_id, d.kind,
  d.number, p.name
FROM journal_line l JOIN entry e ON e.id = l.entry_id
LEFT JOIN document d ON d.id = e.document_id LEFT JOIN party p ON p.id = l.party_id
WHERE l.account_id = ? AND (l.date, l.entry_id, l.position) >= (?, ?, ?)
ORDER BY l.date, l.entry_id, l.position LIMIT ?
"""
AGEING = """
SELECT p.id, p.name,
  SUM(CASE WHEN t.kind = 'credit_memo' THEN -t.base_open END),
  SUM(CASE WHEN t.kind <> 'credit_memo' AND t.due >= ?1 THEN t.base_open END),
  SUM(CASE WHEN t.kind <> 'credit_memo' AND t.due < ?1 AND t.due >= ?2 THEN t.base_open END),
  SUM(CASE WHEN t.kind <> 'credit_memo' AND t.due < ?2 AND t.due >= ?3 THEN t.base_open END),
  SUM(CASE WHEN t.kind <> 'credit_memo' AND t.due < ?3 AND t.due >= ?4 THEN t.base_open END),
  SUM(CASE WHEN t.kind <> 'credit_memo' AND t.due < ?4 THEN t.base_open END)
FROM document_tally t JOIN party p ON p.id = t.party_id
WHERE t.open <> 0 AND t.kind IN ('invoice', 'transaction', 'credit_memo') AND t.day <= ?1
GROUP BY p.id ORDER BY LOWER(p.name), p.id
"""


def run() -> list[Row]:
    """Beside the limit at the full size; growth from the smaller ones."""
    with opened(LARGE) as (book, raw):
        beside = [
            against("trial balance, any day", trial_balance(book), bare_balance(raw), 3),
            *register_pages(book, raw),
            against("ageing", partial(book.ask, TODAY, aging.ageing, CUSTOMER, TODAY),
                    bare_ageing(raw), 2),
        ]  # fmt: skip
    return [*beside, *growth()]


def against(name: str, ours: Work, raw: Work, most: float, times: int = TIMES) -> Row:
    """A row that says how many times the limit ours takes."""
    mine, limit = medians(ours, raw, times)
    title = f"{name}, {LARGE:,}"
    return Row(title, mine, limit, mine / limit, f"<= {most:g} x sqlite3", mine <= most * limit)


def trial_balance(book: Book) -> Work:
    return partial(book.ask, TODAY, ledger.trial_balance, MIDDAY)


def bare_balance(raw: sqlite3.Connection) -> Work:
    days = (f"{MIDDAY:%Y-%m}", f"{MIDDAY:%Y-%m}-01", MIDDAY.isoformat())
    return lambda: raw.execute(TRIAL_BALANCE, days).fetchall()


def bare_ageing(raw: sqlite3.Connection) -> Work:
    days = [date.fromordinal(TODAY.toordinal() - late).isoformat() for late in (0, 30, 60, 90)]
    return lambda: raw.execute(AGEING, days).fetchall()


def register_pages(book: Book, raw: sqlite3.Connection) -> list[Row]:
    """A page of the busiest account: by its place, by a day, and the last one."""
    account_id, code, count = busiest(raw)
    window = book.ask(TODAY, registers.register, code)
    rows = []
    for name, page, start in (
        ("by row", partial(by_place, book, window, count // 3), count // 3),
        ("by day", partial(by_day, book, window), None),
        ("last", partial(by_place, book, window, count - PAGE), count - PAGE),
    ):
        at = book.ask(TODAY, registers.place_on, window, MIDDAY) if start is None else start
        key = raw.execute(
            "SELECT date, entry_id, position FROM journal_line WHERE account_id = ? "
            "ORDER BY date, entry_id, position LIMIT 1 OFFSET ?",
            (account_id, at),
        ).fetchone()
        limit = partial(bare_page, raw, account_id, key)
        rows.append(against(f"register page {name}", page, limit, 2))
    return rows


def by_place(book: Book, window: Any, start: int) -> Any:
    return book.ask(TODAY, registers.rows, window, start, start + PAGE)


def by_day(book: Book, window: Any) -> Any:
    """From a day to the rows there: two questions, as the window asks them."""
    start = book.ask(TODAY, registers.place_on, window, MIDDAY) or 0
    return book.ask(TODAY, registers.rows, window, start, start + PAGE)


def bare_page(raw: sqlite3.Connection, account_id: int, key: tuple[Any, ...]) -> Any:
    """The page behind a key that is known, and what the account held before it."""
    raw.execute("BEGIN")
    month = str(key[0])[:7]
    raw.execute(MONTHS_BEFORE, (account_id, month)).fetchone()
    raw.execute(MONTH_BEFORE, (account_id, f"{month}-01", *key)).fetchone()
    found = raw.execute(REGISTER_PAGE, (account_id, *key, PAGE)).fetchall()
    raw.execute("COMMIT")
    return found


def growth() -> list[Row]:
    """The same work on books of several sizes, in turns."""
    rows = []
    sizes = {"register page by row": SMALL, "register page last": SMALL}
    for name in (
        "open and first page",
        "trial balance",
        "register page by row",
        "register page last",
        "list opened and its first page",
        "list page by row",
        "journal page by row",
    ):
        small = sizes.get(name, MIDDLE)
        with opened(small) as (one, one_raw), opened(LARGE) as (other, other_raw):
            ours, before = medians(
                work(name, other, other_raw, LARGE), work(name, one, one_raw, small), TIMES
            )
        rows.append(
            Row(
                f"{name}, {small:,} to {LARGE:,}",
                ours,
                before,
                ours / before,
                "growth <= 1.5",
                ours <= 1.5 * before,
            )
        )
    return rows


def work(name: str, book: Book, raw: sqlite3.Connection, entries: int) -> Work:
    """One of the things that must not grow, on one book."""
    _, code, count = busiest(raw)
    window = book.ask(TODAY, registers.register, code)
    invoices = book.ask(TODAY, lists.window, Kind.INVOICE)
    journal = book.ask(TODAY, ledger_windows.journal, with_lines=True)
    middle = invoices.count // 2, invoices.count // 2 + PAGE
    places = journal.count // 2, journal.count // 2 + PAGE
    found: dict[str, Work] = {
        "open and first page": partial(open_and_look, kept(entries, FOLDER)),
        "trial balance": trial_balance(book),
        "register page by row": partial(by_place, book, window, count // 3),
        "register page last": partial(by_place, book, window, count - PAGE),
        "list opened and its first page": partial(first_page, book),
        "list page by row": partial(book.ask, TODAY, lists.rows_at, invoices, *middle),
        "journal page by row": partial(
            book.ask, TODAY, ledger_windows.journal_rows, journal, *places
        ),
    }
    return found[name]


def first_page(book: Book) -> Any:
    window = book.ask(TODAY, lists.window, Kind.INVOICE)
    return book.ask(TODAY, lists.rows_at, window, 0, PAGE)


def open_and_look(path: Path) -> Any:
    """The file opened, checked as every opening checks it, and the first rows read."""
    book = open_book(path, clock)
    try:
        return first_page(book)
    finally:
        book.close()
