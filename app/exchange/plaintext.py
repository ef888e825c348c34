"""The formats in plain text that a whole journal can be written in, and its file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from app.domain.whole_journal import WholeJournal, WrittenEntry
from app.exchange import beancount, ledger
from app.exchange.whole_file import write_new

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PlainText:
    """A format: the program it is for, how its files end, and what writes it."""

    program: str
    ending: str
    write: Callable[[WholeJournal], Iterator[str]]


FORMATS: Final = {
    one.program: one
    for one in (
        PlainText("beancount", ".beancount", beancount.write),
        PlainText("ledger", ".ledger", partial(ledger.write, ledger.LEDGER)),
        PlainText("hledger", ".journal", partial(ledger.write, ledger.HLEDGER)),
    )
}


def save(
    whole: WholeJournal, *, program: str, path: Path, progress: Progress | None = None
) -> int:
    """Writes the journal for a program into a new file and answers how many entries it has.
    `progress` is told of every entry; what it raises leaves no file behind. Unavailable: there is
    a file of that name, or the program cannot say an entry."""
    if progress:
        whole = replace(whole, entries=_watched(whole, progress))
    write_new(path, FORMATS[program].write(whole))
    return whole.count


def _watched(whole: WholeJournal, progress: Progress) -> Iterator[WrittenEntry]:
    for done, entry in enumerate(whole.entries, 1):
        progress(done, whole.count)
        yield entry
