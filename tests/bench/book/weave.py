"""The pattern taken apart: for every flow its acts, and for every act what it wrote."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from app.book import schema
from app.book.book import Book
from app.book.upgrade import create_book
from tests.bench.book.ground import FIRST_DAY, lay
from tests.bench.book.pattern import flows
from tests.bench.book.story import Story
from tests.bench.book.templates import Reader, Template

Rows = list[tuple[str, Template]]


@dataclass(slots=True)
class Act:
    """What one act wrote: rows by table, in the order in which they were written."""

    at: datetime
    born: list[tuple[str, int]] = field(default_factory=list)  # table and row of the pattern
    issued: list[tuple[int, str, int]] = field(default_factory=list)  # document, kind, slot
    drafted: list[int] = field(default_factory=list)
    rows: Rows = field(default_factory=list)
    entries: list[tuple[Template, list[Template]]] = field(default_factory=list)


@dataclass(slots=True)
class Woven:
    """A flow: its acts, and what its documents were after each act that changed them."""

    acts: list[Act] = field(default_factory=list)
    versions: dict[int, list[tuple[int, Template]]] = field(default_factory=dict)


def woven() -> list[Woven]:
    """The pattern, told by real commands in a book of its own."""
    with TemporaryDirectory() as folder:
        told: list[Story] = []
        before = datetime.combine(FIRST_DAY, time(), UTC)
        path = Path(folder) / "pattern.avoir"
        book = create_book(path, lambda: told[0].now() if told else before)
        try:
            return _told(book, told)
        finally:
            book.close()


def _told(book: Book, told: list[Story]) -> list[Woven]:
    parties = [ids[0] for ids in lay(book, 1)]
    instants: list[str] = []
    changed: list[list[Any]] = []  # the documents that each act left behind

    def look() -> None:
        instants.append(story.now().isoformat(timespec="milliseconds"))
        mine = schema.document.c.updated_at == instants[-1]
        with book.look() as connection:
            changed.append(list(connection.execute(select(schema.document).where(mine))))

    story = Story(book, parties, look)
    told.append(story)
    ends = []
    for flow in flows(story):
        story.tell(flow)
        ends.append(len(instants))
    documents = _rows(book, schema.document)
    numbers = {row.number: row.id for row in documents if row.number}
    slots = {int(text[1:]): place for place, text in enumerate(parties)}
    acts = _acts(book, instants, Reader(slots, numbers), slots)
    found, start = [], 0
    for end in ends:
        one = Woven(acts[start:end])
        for place, rows in enumerate(changed[start:end]):
            for row in rows:
                version = place, Reader(slots, numbers).template("document", row)
                one.versions.setdefault(row.id, []).append(version)
        found.append(one)
        start = end
    return found


def _rows(book: Book, table: Any) -> list[Any]:
    """All rows in the order of their keys, which is that of their writing."""
    with book.look() as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key)))


def _acts(book: Book, instants: list[str], reader: Reader, slots: dict[int, int]) -> list[Act]:
    """What every act wrote. Rows without an instant go with their document, or its issue."""
    acts = {text: Act(datetime.fromisoformat(text)) for text in instants}
    made: dict[int, Act] = {}
    issued: dict[int, Act] = {}
    for row in _rows(book, schema.document):
        made[row.id] = acts[row.created_at]
        made[row.id].born.append(("document", row.id))
        made[row.id].drafted.append(row.id)
        if row.issued_at:
            issued[row.id] = acts[row.issued_at]
            issued[row.id].issued.append((row.id, row.kind, slots[row.party_id]))
    lines = defaultdict(list)
    for row in _rows(book, schema.journal_line):
        lines[row.entry_id].append(reader.template("journal_line", row))
    for row in _rows(book, schema.entry):
        act = acts[row.created_at]
        act.born.append(("entry", row.id))
        act.entries.append((reader.template("entry", row), lines[row.id]))
    for row in _rows(book, schema.document_line):
        made[row.document_id].born.append(("document_line", row.id))
    for row in _rows(book, schema.document_use):
        acts[row.created_at].born.append(("document_use", row.id))
    of_row: dict[str, Any] = {
        "document_line": lambda row: made[row.document_id],
        "document_tax": lambda row: made[row.document_id],
        "number_taken": lambda row: issued[row.document_id],
        "document_party": lambda row: issued[row.document_id],
        "document_use": lambda row: acts[row.created_at],
        "history": lambda row: acts.get(row.at),
    }
    for name, act_of in of_row.items():
        for row in _rows(book, schema.METADATA.tables[name]):
            if act := act_of(row):  # what was there before the first act is laid anew
                act.rows.append((name, reader.template(name, row)))
    return list(acts.values())
