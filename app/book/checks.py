"""The listed checks of a whole book: each looks at the rows and says what is wrong."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.book import tallies
from app.book.dialect import triggers
from app.book.journal import FIRST_HASH, chained
from app.book.sql import in_quotes
from app.book.tally_tables import document_tally
from app.domain.errors import present
from app.domain.kinds import MONEY, RECORDED
from app.domain.template import COLOUR, COLUMNS, LANGUAGES


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which check, and what it saw."""

    check: str
    message: str


Check = Callable[[Connection], Iterator[str]]
Going = Callable[[], bool]

_STEPS: Final = 1_000_000  # of SQLite's machine: some milliseconds


def file_is_whole(connection: Connection) -> Iterator[str]:
    """SQLite's own look at the pages and indexes of the file, and at the keys between rows."""
    for (text,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
        if text != "ok":
            yield f"The file is damaged: {text}."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row[1]} of {row[0]} points to a row of {row[2]} that is not there."


def it_is_somebodys(connection: Connection) -> Iterator[str]:
    """A book with accounts says whose it is, and in which currency it is kept."""
    whose = connection.exec_driver_sql("SELECT COUNT(*) FROM business").scalar_one()
    if not whose and connection.exec_driver_sql("SELECT 1 FROM account").first():
        yield "The book does not say whose it is."


def every_entry_balances(connection: Connection) -> Iterator[str]:
    """Debits equal credits in every entry."""
    for row in connection.exec_driver_sql(
        "SELECT entry_id, SUM(debit), SUM(credit) FROM journal_line "
        "GROUP BY entry_id HAVING SUM(debit) <> SUM(credit)"
    ):
        yield f"Entry {row[0]} has debits of {row[1]} and credits of {row[2]} minor units."


def lines_belong_to_entries(connection: Connection) -> Iterator[str]:
    """Every entry has lines, and they carry its date."""
    for row in connection.exec_driver_sql(
        "SELECT e.id FROM entry e WHERE (SELECT COUNT(*) < 2 OR SUM(date <> e.date) > 0"
        " FROM journal_line WHERE entry_id = e.id)"
    ):
        yield f"Entry {row[0]} has too few lines, or lines of another date."


# The very text that is hashed (journal.chained), but for the hash before it: written by SQLite,
# which takes half the time, the lines in the order in which they lie: that of their key. What it
# would write otherwise is told by a hash that does not fit.
_HEADS: Final = "id, date, act, description, document_id, reversal_of, created_at, created_by"
_LINE: Final = "entry_id, position, date, account_id, party_id, debit, credit, currency, amount"
_TEXTS: Final = (
    f"SELECT e.id, json_array({_HEADS}), (SELECT json_group_array(json_array({_LINE}))"
    " FROM journal_line WHERE entry_id = e.id), hash FROM entry e ORDER BY id"
)


def chain_is_unbroken(connection: Connection) -> Iterator[str]:
    """Every entry's hash fits its content and the entry before it (trust.md 1)."""
    bare: Any = connection.connection.driver_connection  # plain tuples, and millions of them
    previous, expected_id = FIRST_HASH, 1
    for entry_id, head, lines, digest in bare.execute(_TEXTS):
        text = f'["{previous}",{head},{lines}]'
        fits = hashlib.sha256(text.encode("utf-8")).hexdigest() == digest
        if entry_id != expected_id or not (fits or _fits(bare, entry_id, previous, digest)):
            yield f"Entry {expected_id} is not as it was written."
            return
        previous, expected_id = digest, entry_id + 1


def _fits(bare: Any, entry_id: int, previous: str, digest: str) -> bool:
    """The same by the writer's own words, which may spell a sign otherwise."""
    head = bare.execute(f"SELECT {_HEADS} FROM entry WHERE id = ?", (entry_id,)).fetchone()
    lines = f"SELECT {_LINE} FROM journal_line WHERE entry_id = ? ORDER BY position"
    return chained(previous, head, bare.execute(lines, (entry_id,)).fetchall()) == digest


def months_add_up(connection: Connection) -> Iterator[str]:
    """Month tallies of accounts equal their lines."""
    return _sums_add_up(connection, "account_tally", "month", "in")


def account_days_add_up(connection: Connection) -> Iterator[str]:
    """Day tallies of accounts equal their lines."""
    return _sums_add_up(connection, "account_day_tally", "day", "on")


def _sums_add_up(connection: Connection, tally: str, period: str, when: str) -> Iterator[str]:
    for row in connection.exec_driver_sql(
        f"SELECT account_id, {period}, SUM(debit), SUM(credit), SUM(lines) FROM ("
        f" SELECT account_id, {period}, -debit AS debit, -credit AS credit, -lines AS lines"
        f" FROM {tally} UNION ALL {tallies.TRUTH[tally]}) GROUP BY account_id, {period}"
        " HAVING SUM(debit) <> 0 OR SUM(credit) <> 0 OR SUM(lines) <> 0"
    ):
        yield f"The tally of account row {row[0]} {when} {row[1]} is off by {row[2]} and {row[3]}."


def days_add_up(connection: Connection) -> Iterator[str]:
    """As many rows are counted on every day of a list as there are."""
    for row in connection.exec_driver_sql(
        "SELECT list, day, SUM(items), SUM(lines) FROM ("
        " SELECT list, day, -items AS items, -lines AS lines FROM day_tally"
        f" UNION ALL SELECT * FROM ({tallies.DAYS})) "
        "GROUP BY list, day HAVING SUM(items) <> 0 OR SUM(lines) <> 0"
    ):
        yield f"The count of {row[0]} rows on {row[1]} is off by {row[2]} and {row[3]} lines."


_KEPT, _TRUE = (
    ", ".join(f"{table}.{column.name}" for column in document_tally.columns) for table in "to"
)


def uses_add_up(connection: Connection) -> Iterator[str]:
    """What is kept as used, left and lost of a document equals its rows, and is kept under its
    own kind, party, dates and account."""
    for row in connection.exec_driver_sql(
        f"SELECT o.document_id FROM ({tallies.OPEN}) o"
        " LEFT JOIN document_tally t ON t.document_id = o.document_id"
        f" WHERE ({_TRUE}) IS NOT ({_KEPT})"
        " UNION SELECT document_id FROM document_tally t WHERE NOT EXISTS"
        " (SELECT 1 FROM document WHERE id = t.document_id AND stage <> 'draft') ORDER BY 1"
    ):
        yield f"The figures of document {row[0]} are not the sum of its uses."


def totals_add_up(connection: Connection) -> Iterator[str]:
    """Total = lines + tax + shipping - restocking fee, for every document."""
    for row in connection.exec_driver_sql(
        "SELECT d.id FROM document d"
        f" WHERE d.kind NOT IN ({in_quotes(RECORDED)})"
        " AND d.total <> d.shipping - d.restocking_fee"
        " + (SELECT COALESCE(SUM(price), 0) FROM document_line WHERE document_id = d.id)"
        " + (SELECT COALESCE(SUM(amount), 0) FROM document_tax WHERE document_id = d.id)"
    ):
        yield f"Document {row[0]} does not add up to its total."


def issued_are_posted(connection: Connection) -> Iterator[str]:
    """Every issued document has its entry, its number, its tally and its frozen parties."""
    for row in connection.exec_driver_sql(
        "SELECT d.number FROM document d WHERE d.issued_at IS NOT NULL AND ("
        " (d.kind <> 'payment' AND NOT EXISTS"
        " (SELECT 1 FROM entry e WHERE e.document_id = d.id AND e.act = 'issue'))"
        " OR d.id NOT IN (SELECT document_id FROM number_taken)"
        " OR d.id NOT IN (SELECT document_id FROM document_tally)"
        " OR (SELECT COUNT(*) FROM document_party p WHERE p.document_id = d.id) <> 2)"
    ):
        yield f"{row[0]} is issued but not whole: its entry, number, tally or parties are missing."


def stages_fit(connection: Connection) -> Iterator[str]:
    """What is void or expired has nothing open and something lost; what is issued was not lost
    whole; a draft has no figures yet."""
    for row in connection.exec_driver_sql(
        "SELECT d.id, d.number, d.stage FROM document d"
        " LEFT JOIN document_tally t ON t.document_id = d.id WHERE CASE d.stage"
        " WHEN 'draft' THEN t.document_id IS NOT NULL"
        " WHEN 'issued' THEN t.total > 0 AND t.open = 0 AND t.voided + t.expired > 0"
        " WHEN 'void' THEN t.open <> 0 OR (t.voided = 0 AND t.total > 0)"
        " ELSE t.open <> 0 OR t.expired = 0 END"
    ):
        name = row[1] or f"Document {row[0]}"
        yield f"{name} is {row[2]}, but its figures say otherwise."


_LINES: Final = "SELECT account_id, party_id, {}, {} FROM journal_line WHERE entry_id = {}"


def reversals_mirror(connection: Connection) -> Iterator[str]:
    """A reversal has its original's lines with the sides changed, all of them and no others."""
    mine, theirs = (
        _LINES.format("debit", "credit", "e.id"),
        _LINES.format("credit", "debit", "e.reversal_of"),
    )
    for row in connection.exec_driver_sql(
        f"SELECT e.id FROM entry e WHERE e.reversal_of IS NOT NULL AND (EXISTS ({mine} EXCEPT"
        f" {theirs}) OR EXISTS ({theirs} EXCEPT {mine}))"
    ):
        yield f"Entry {row[0]} is not the mirror of the entry it reverses."


def numbers_have_no_gap(connection: Connection) -> Iterator[str]:
    """Every series runs from one to its last number."""
    for row in connection.exec_driver_sql(
        "SELECT kind, COUNT(*), MIN(position), MAX(position) FROM number_taken GROUP BY kind "
        "HAVING MIN(position) <> 1 OR MAX(position) <> COUNT(*)"
    ):
        yield f"The numbers of {row[0].replace('_', ' ')}s run to {row[3]}, but {row[1]} are used."


def control_accounts_tie(connection: Connection) -> Iterator[str]:
    """The accounts that hold open documents hold just what those add up to."""
    for row in connection.exec_driver_sql(
        "SELECT a.code, SUM(s.net) FROM ("
        " SELECT account_id, debit - credit AS net FROM account_tally"
        " UNION ALL SELECT d.open_account_id, CASE"
        "  WHEN d.kind IN ('invoice', 'transaction', 'vendor_credit') THEN -t.base_open"
        "  ELSE t.base_open END"
        " FROM document_tally t JOIN document d ON d.id = t.document_id"
        f" WHERE d.kind NOT IN ({in_quotes(MONEY)}) AND d.issued_at IS NOT NULL"
        ") s JOIN account a ON a.id = s.account_id WHERE a.id IN ("
        " SELECT account_id FROM role_account WHERE role IN ('receivable', 'payable',"
        "  'open_customer_credit', 'open_vendor_credit')"
        " UNION SELECT d.open_account_id FROM document d JOIN document_tally t"
        f"  ON t.document_id = d.id WHERE t.open <> 0 AND d.kind NOT IN ({in_quotes(MONEY)}))"
        " GROUP BY a.code HAVING SUM(s.net) <> 0"
    ):
        yield f"Account {row[0]} differs from its documents by {row[1]} minor units."


def papers_can_be_told(connection: Connection) -> Iterator[str]:
    """Documents are in languages that there are, in colours, with columns that they have."""
    languages = in_quotes(LANGUAGES)
    for row in connection.exec_driver_sql(
        f"SELECT name, language FROM party WHERE language NOT IN ({languages})"
    ):
        yield f"{row[0]} reads “{row[1]}”, which is no language of documents."
    for (value,) in connection.exec_driver_sql(
        "SELECT json_extract(value, '$') FROM setting WHERE name = 'language'"
        f" AND json_extract(value, '$') NOT IN ({languages})"
    ):
        yield f"The book's documents are in “{value}”, which is no language of documents."
    for name, accent, columns in connection.exec_driver_sql(
        "SELECT name, accent, columns FROM template"
    ):
        if not COLOUR.fullmatch(accent) or not set(columns.split()) <= set(COLUMNS):
            yield f"The template “{name}” has a color or a column that there is not."


def triggers_are_there(connection: Connection) -> Iterator[str]:
    """The triggers that keep posted rows as they are, in just the words they were made with."""
    found = {
        row[0]: _plain(row[1])
        for row in connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        )
    }
    expected = {sql.split()[2]: _plain(sql) for sql in triggers()}
    for name in sorted(expected):
        if found.get(name) != expected[name]:
            yield f"The guard {name} is missing or changed."
    for name in sorted(found.keys() - expected.keys()):
        yield f"There is a trigger {name} that does not belong to the book."


def _plain(sql: str) -> str:
    return " ".join(sql.split())


CHECKS: Final[tuple[Check, ...]] = (
    file_is_whole,
    it_is_somebodys,
    every_entry_balances,
    lines_belong_to_entries,
    chain_is_unbroken,
    months_add_up,
    account_days_add_up,
    days_add_up,
    uses_add_up,
    totals_add_up,
    issued_are_posted,
    stages_fit,
    reversals_mirror,
    numbers_have_no_gap,
    control_accounts_tie,
    papers_can_be_told,
    triggers_are_there,
)


def findings(
    connection: Connection, checks: tuple[Check, ...] = CHECKS, going: Going = lambda: True
) -> tuple[Finding, ...]:
    """Everything the checks find, in their order; empty when the book is sound. A check that the
    damage itself stops has found it. `going` is asked every now and then, from any thread; once
    it says no, what is left to be found is given up."""
    # SQLite's own look is a third of the work and asks nothing of the others: it has a core and
    # a connection of its own.
    with ThreadPoolExecutor(1) as beside:
        apart = {
            check: beside.submit(_found_apart, connection.engine, check, going)
            for check in checks
            if check is file_is_whole
        }
        found = {check: _found(connection, check, going) for check in checks if check not in apart}
    found |= {check: waiting.result() for check, waiting in apart.items()}
    return tuple(finding for check in checks for finding in found[check])


def _found_apart(engine: Engine, check: Check, going: Going) -> list[Finding]:
    with engine.connect() as connection:
        return _found(connection, check, going)


def _found(connection: Connection, check: Check, going: Going) -> list[Finding]:
    if not going():
        return []
    raw, name = connection.connection.driver_connection, check.__name__.replace("_", " ")
    sqlite = present(raw, "the connection is open")
    sqlite.set_progress_handler(lambda: not going(), _STEPS)
    try:
        return [Finding(name, text) for text in check(connection)]
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        if not going():  # that is what stopped it
            return []
        said = error.orig if isinstance(error, DBAPIError) else error
        return [Finding(name, f"The file is damaged: {said}.")]
    finally:
        sqlite.set_progress_handler(None, _STEPS)
