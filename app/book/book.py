"""The open book and its two doors: `do` changes it in one transaction, `ask` looks at it."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.book.dialect import sqlite_engine, unavailable
from app.domain.entry import Entry
from app.domain.errors import Problem

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query sees: one consistent state of the book, and the business date."""

    connection: Connection
    today: date


@dataclass(frozen=True, slots=True)
class Writing(Reading):
    """What a command works in: the one write transaction, who acts and when."""

    now: str  # the instant, ISO 8601 with offset
    who: str
    touched: dict[str, set[str]] = field(default_factory=dict)  # kind -> ids
    entries: list[tuple[int, Entry]] = field(default_factory=list)  # what was posted
    warnings: list[Problem] = field(default_factory=list)  # what was done, but should be known

    def touch(self, kind: str, reference: str) -> None:
        """Notes that this was changed, for the notice after the commit."""
        self.touched.setdefault(kind, set()).add(reference)


@dataclass(frozen=True, slots=True)
class Changed:
    """The one notice after a commit: which act, on what."""

    act: str
    kinds: frozenset[str]
    ids: frozenset[str]
    warnings: tuple[Problem, ...] = ()


class RolledBack(Exception):
    """Ends a preview: everything was computed, nothing is kept."""


class Book:
    """One company's book on disk. Close it when done; `upgrade.open_book` makes one."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
        self._clock = clock
        self._engine: Engine = sqlite_engine(path)
        self._who = getpass.getuser()
        self._listeners: list[Callable[[Changed], None]] = []

    def do(
        self,
        on: date,
        command: Callable[Concatenate[Writing, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Runs one command in one write transaction with `on` as the business date.

        Refused: nothing was written. Unavailable: the machine, nothing was written.
        After the commit every listener gets one `Changed`.
        """
        act = _name(command)
        with self._writing(on) as writing:
            result = command(writing, *args, **kwargs)
        self._tell(Changed(act, *_what(writing)))
        return result

    def ask(
        self,
        on: date,
        query: Callable[Concatenate[Reading, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Runs one query on one consistent state of the book; `on` is the business date."""
        with self._transaction() as connection:
            return query(Reading(connection, on), *args, **kwargs)

    def preview(
        self,
        on: date,
        command: Callable[Concatenate[Writing, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[Entry, ...]:
        """The entries a command would post. Runs it whole and takes everything back."""
        try:
            with self._writing(on) as writing:
                command(writing, *args, **kwargs)
                raise RolledBack  # noqa: TRY301 the only way out that takes everything back
        except RolledBack:
            return tuple(entry for _, entry in writing.entries)

    def listen(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Calls `listener` after every commit; call what comes back to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def look(self) -> AbstractContextManager[Connection]:
        """A bare read of the file itself, for what lies below the business dates."""
        return self._transaction()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    @contextmanager
    def _writing(self, on: date) -> Iterator[Writing]:
        with self._transaction(writing=True) as connection:
            now = self._clock().isoformat(timespec="milliseconds")
            yield Writing(connection, on, now, self._who)

    @contextmanager
    def _transaction(self, *, writing: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection.execution_options(writing=writing)
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            if problem := unavailable(error):
                raise problem from error
            raise

    def _tell(self, changed: Changed) -> None:
        """A screen that fails after the commit must not look like a failed act."""
        for listener in tuple(self._listeners):
            try:
                listener(changed)
            except Exception as error:  # noqa: BLE001 the program's hook shows it, whatever it is
                sys.excepthook(type(error), error, error.__traceback__)


def _name(command: Callable[..., object]) -> str:
    """What the act is called, also when some of its arguments are bound already."""
    while isinstance(command, partial):
        command = command.func
    return command.__name__


def _what(writing: Writing) -> tuple[frozenset[str], frozenset[str], tuple[Problem, ...]]:
    ids = frozenset(one for ids in writing.touched.values() for one in ids)
    return frozenset(writing.touched), ids, tuple(writing.warnings)
