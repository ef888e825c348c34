"""The copies of the pattern, written as raw rows in the order in which they happen."""

import heapq
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from app.book import schema
from app.book.dialect import triggers
from app.book.journal import FIRST_HASH, chained
from app.domain.kinds import Kind
from app.domain.numbering import number_text
from tests.bench.book.ground import FIRST_DAY, LAST_DAY
from tests.bench.book.templates import Copy
from tests.bench.book.weave import Act, Woven, woven

TAIL = 25  # days between the last beginning of a flow and the last day, about
BATCH = 20_000  # rows
NUMBER = list(schema.document.c.keys()).index("number")
SQL = {
    name: f"INSERT INTO {name} ({', '.join(table.c.keys())}) "  # noqa: S608 our own names
    f"VALUES ({', '.join('?' * len(table.c))})"
    for name, table in schema.METADATA.tables.items()
}
NOON = datetime.combine(FIRST_DAY, time(), UTC)

Turn = tuple[datetime, int, int]  # an act of a copy: its instant, the copy, its place there


class Writer:
    """Writes a book of so many entries on ground that is laid, in one transaction."""

    def __init__(self, raw: sqlite3.Connection, parties: list[list[Any]]) -> None:
        """`parties` are the rows of all who may play each slot."""
        self._raw, self._parties = raw, parties
        self._flows = woven()
        self._waiting: dict[str, list[Any]] = {}
        self._ids: Counter[str] = Counter()
        self._numbers: Counter[Any] = Counter()
        self._hash = FIRST_HASH
        self._step = timedelta(0)

    def write(self, entries: int) -> None:
        """All of it. The tallies are left to who makes them anew."""
        raw = self._raw
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("BEGIN")
        for sql in triggers():  # they look at every single row; the checks look at all of them
            raw.execute(f"DROP TRIGGER {sql.split()[2]}")
        self._rows(entries)
        self._flush()
        for sql in triggers():
            raw.execute(sql)
        raw.execute("COMMIT")
        raw.execute("PRAGMA journal_mode = WAL")

    def _rows(self, entries: int) -> None:
        each = sum(len(act.entries) for flow in self._flows for act in flow.acts)
        days = (LAST_DAY - FIRST_DAY).days - TAIL
        self._step = timedelta(days=days) * each / (entries * len(self._flows))
        last, short = self._last_turn(entries)
        copies: dict[int, Copy] = {}
        for turn in self._turns():
            if turn > last:
                break
            _, index, place = turn
            flow = self._flow(index)
            if place == 0:
                copies[index] = self._copy(index, flow, last)
            self._write_act(copies[index], flow, flow.acts[place])
            if place == copies[index].last:
                del copies[index]
        self._fill_up(short, last)

    def _flow(self, index: int) -> Woven:
        """Like ones do not follow each other: 37 has nothing in common with their number."""
        return self._flows[index * 37 % len(self._flows)]

    def _days(self, index: int) -> int:
        return (index * self._step).days

    def _shift(self, index: int) -> timedelta:
        """Every copy starts on a day, and at a time of that day."""
        return timedelta(days=self._days(index), seconds=index * 7919 % 25200)

    def _turns(self) -> Iterator[Turn]:
        """Every act of every copy, for ever, in the order of their instants."""
        heap: list[Turn] = []
        begun = 0
        while True:
            while not heap or NOON + timedelta(days=self._days(begun)) <= heap[0][0]:
                first = self._flow(begun).acts[0].at
                heapq.heappush(heap, (first + self._shift(begun), begun, 0))
                begun += 1
            turn = _, index, place = heap[0]
            acts = self._flow(index).acts
            if place + 1 < len(acts):
                after = acts[place + 1].at + self._shift(index)
                heapq.heapreplace(heap, (after, index, place + 1))
            else:
                heapq.heappop(heap)
            yield turn

    def _last_turn(self, entries: int) -> tuple[Turn, int]:
        """The last act that happens, and how many entries are missing then."""
        last: Turn = (NOON, 0, 0)
        for turn in self._turns():
            more = len(self._flow(turn[1]).acts[turn[2]].entries)
            if more > entries:
                break
            last, entries = turn, entries - more
        return last, entries

    def _copy(self, index: int, flow: Woven, last: Turn) -> Copy:
        parties = []
        for slot, ready in enumerate(self._parties):
            chance = (index * 40503 + slot * 7919) % 65536
            parties.append(ready[len(ready) * chance * chance >> 32])  # the first ones more often
        shift = self._shift(index)
        copy = Copy(index, shift.days, shift, 1 + index * 48271 % 97 % 40, parties)
        for place, act in enumerate(flow.acts):
            if (act.at + shift, index, place) <= last:
                copy.last = place
        return copy

    def _write_act(self, copy: Copy, flow: Woven, act: Act) -> None:
        for table, row in act.born:
            self._ids[table] += 1
            copy.ids[table, row] = self._ids[table]
        for document, kind, slot in act.issued:
            party = copy.parties[slot].id
            self._numbers[kind] += 1
            self._numbers[kind, party] += 1
            position = self._numbers[kind]
            text = number_text(Kind(kind), position)
            copy.numbers[document] = position, text, self._numbers[kind, party]
        for document in act.drafted:
            self._write_document(copy, flow, document, numbered=False)
        for document, _, _ in act.issued:
            self._write_document(copy, flow, document, numbered=True)
        for table, template in act.rows:
            made = template.filled(copy)
            if table == "history":
                made[0] = None  # its own number, as the database gives it
            self._add(table, made)
        for head, lines in act.entries:
            made = head.filled(copy)
            mine = [tuple(line.filled(copy)) for line in lines]
            made[-1] = self._hash = chained(self._hash, tuple(made[:-1]), mine)
            self._add("entry", made)
            for line in mine:
                self._add("journal_line", line)

    def _write_document(self, copy: Copy, flow: Woven, document: int, *, numbered: bool) -> None:
        """As it is after the last act of the copy: at its issue, or when it is made if it is not
        issued by then."""
        versions = flow.versions[document]
        template = next(made for place, made in reversed(versions) if place <= copy.last)
        if (template.values[NUMBER] is not None) is numbered:
            self._add("document", template.filled(copy))

    def _fill_up(self, missing: int, last: Turn) -> None:
        """The last entries, one by one: an act with several of them was too much."""
        flow = next(flow for flow in self._flows if flow.acts[0].entries and not flow.versions)
        act = flow.acts[0]
        for n in range(missing):
            shift = last[0] - act.at + timedelta(seconds=n + 1)
            days = (last[0].date() - act.at.date()).days
            self._write_act(Copy(last[1], days, shift, 1, []), flow, act)

    def _add(self, table: str, row: Any) -> None:
        rows = self._waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) == BATCH:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._waiting.items():
            self._raw.executemany(SQL[table], rows)
        self._waiting.clear()
