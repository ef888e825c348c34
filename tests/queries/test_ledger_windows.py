"""The journal seen by places: every entry and every line of it at its place."""

from datetime import date
from typing import Any

import pytest

from app.queries import ledger, ledger_windows
from app.queries.ledger_windows import journal_place, journal_place_on, journal_rows
from tests.builders import JAN_15

LINES = [False, True]


def window(book, **narrow: Any):
    return book.ask(JAN_15, ledger_windows.journal, **narrow)


def whole(book, **narrow: Any):
    return book.ask(JAN_15, ledger.journal, 100_000, **narrow).entries


def laid_out(entries, *, with_lines):
    """The rows: an entry's number, and the place of the line below it (None: the entry)."""
    for entry in entries:
        yield entry.number, None
        for at in range(len(entry.lines) if with_lines else 0):
            yield entry.number, at


def shown(book, of, start, stop):
    stretch = book.ask(JAN_15, journal_rows, of, start, stop)
    made = [*laid_out(stretch.entries, with_lines=of.with_lines)]
    return made[stretch.skip : stretch.skip + stop - start]


@pytest.mark.parametrize("with_lines", LINES)
def test_every_row_stands_at_its_place(lively, with_lines):
    of, entries = window(lively, with_lines=with_lines), whole(lively)
    every = [*laid_out(entries, with_lines=with_lines)]
    assert of.count == len(every) > 100
    assert shown(lively, of, 0, of.count + 9) == every
    for at in range(0, of.count, 3):
        assert shown(lively, of, at, at + 4) == every[at : at + 4]
    assert shown(lively, of, of.count, of.count + 4) == []
    for entry in entries:
        place = lively.ask(JAN_15, journal_place, of, entry.id)
        assert every[place] == (entry.number, None)


@pytest.mark.parametrize("with_lines", LINES)
def test_words_and_days_narrow_it(lively, with_lines):
    entries = whole(lively)
    day, word = entries[len(entries) // 2].date, entries[3].description.split()[0]
    for narrow in ({"first": day}, {"last": day}, {"text": word}, {"text": word, "last": day}):
        of, found = window(lively, with_lines=with_lines, **narrow), whole(lively, **narrow)
        every = [*laid_out(found, with_lines=with_lines)]
        assert every
        assert (of.count, shown(lively, of, 0, of.count)) == (len(every), every)
        for at in range(0, of.count, 5):
            assert shown(lively, of, at, at + 2) == every[at : at + 2]
        for entry in entries:
            place = lively.ask(JAN_15, journal_place, of, entry.id)
            fits = any(one.id == entry.id for one in found)
            assert (every[place][0] == entry.number) if fits else place is None


@pytest.mark.parametrize("with_lines", LINES)
@pytest.mark.parametrize("text", [None, "Acme"])
def test_a_day_is_found_whether_it_has_entries_or_not(lively, with_lines, text):
    of, entries = window(lively, with_lines=with_lines, text=text), whole(lively, text=text)
    every = [*laid_out(entries, with_lines=with_lines)]
    for day in (date(2001, 1, 1), *{one.date for one in entries}, date(2050, 1, 1)):
        place = lively.ask(JAN_15, journal_place_on, of, day)
        nearest = next((one for one in entries if one.date <= day), None)
        if nearest:
            assert every[place] == (nearest.number, None)
        else:
            assert every[place][0] == entries[-1].number


def test_numbers_of_documents_and_entries_are_words_too(lively):
    entries = whole(lively)
    one = next(entry for entry in entries if entry.document_number)
    found = lively.ask(JAN_15, journal_rows, window(lively, text=one.document_number), 0, 99)
    assert one.id in [entry.id for entry in found.entries]
    found = lively.ask(JAN_15, journal_rows, window(lively, text=str(one.number)), 0, 999)
    assert one.id in [entry.id for entry in found.entries]
    assert window(lively, text="9" * 40).count == 0


def test_what_is_not_there(book, lively):
    of = window(lively)
    for entry in ("e999999", "nothing", ""):
        assert lively.ask(JAN_15, journal_place, of, entry) is None
    nothing = window(book)
    assert nothing.count == 0
    assert book.ask(JAN_15, journal_rows, nothing, 0, 10).entries == ()
    assert book.ask(JAN_15, journal_place_on, nothing, JAN_15) is None
    assert book.ask(JAN_15, journal_place, nothing, "e1") is None
