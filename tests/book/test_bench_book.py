"""The book of the measurements is sound, the same every time, and holds some of everything."""

import json
from datetime import date

import pytest
from sqlalchemy import select, text

from app.book import checks, schema
from app.book.upgrade import open_book
from app.commands import credits
from app.domain.kinds import CUSTOMER, Kind, Status
from app.queries import documents, ledger
from tests.bench.book import make
from tests.bench.book.ground import LAST_DAY
from tests.builders import clock, everything

ENTRIES = 1000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "book.avoir"
    make(path, ENTRIES)
    book = open_book(path, clock)
    yield book
    book.close()


def rows(book, sql):
    with book.look() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def test_it_is_sound_and_of_the_size_it_says(made):
    with made.look() as connection:
        assert checks.findings(connection) == ()
    assert rows(made, "SELECT COUNT(*), COUNT(DISTINCT substr(date, 1, 4)) FROM entry") == [
        (ENTRIES, 10)
    ]


def test_made_twice_it_is_the_same(made, tmp_path):
    make(tmp_path / "again.avoir", ENTRIES)
    again = open_book(tmp_path / "again.avoir", clock)
    assert everything(again) == everything(made)
    again.close()


def test_every_kind_in_every_status_and_three_currencies(made):
    found = set()
    for kind, row_id in rows(made, "SELECT kind, id FROM document"):
        if kind not in ("receipt", "payment", "transaction"):
            found.add((kind, made.ask(LAST_DAY, documents.get, Kind(kind), f"d{row_id}").status))
    claims = {"draft", "open", "partially_paid", "paid", "void"}
    used = {"draft", "issued", "partially_applied", "fully_applied", "expired", "void"}
    expected = {(kind, Status(one)) for kind in ("invoice", "bill") for one in claims}
    expected |= {(kind, Status(one)) for kind in ("credit_memo", "vendor_credit") for one in used}
    assert expected <= found
    assert rows(made, "SELECT DISTINCT currency FROM journal_line ORDER BY 1") == [
        ("EUR",), ("JPY",), ("USD",),
    ]  # fmt: skip
    kinds = rows(made, "SELECT DISTINCT kind, stage FROM document WHERE number IS NOT NULL")
    assert {("receipt", "void"), ("payment", "void"), ("transaction", "issued")} <= set(kinds)
    assert {row[0] for row in rows(made, "SELECT DISTINCT act FROM entry")} == {
        "issue", "apply", "unapply", "refund", "void_refund", "expire", "reinstate", "void",
        "post", "reverse",
    }  # fmt: skip


def test_texts_and_the_history_name_the_copy_and_not_the_pattern(made):
    issues = rows(
        made,
        "SELECT d.number, p.name, e.description, h.after FROM document d"
        " JOIN party p ON p.id = d.party_id JOIN history h ON h.subject_id = d.id"
        " AND h.subject = 'document' AND h.act = 'issue'"
        " LEFT JOIN entry e ON e.document_id = d.id AND e.act = 'issue'",
    )
    assert len(issues) > 700
    for number, name, description, after in issues:
        assert json.loads(after) == {"number": number}
        assert description is None or (number in description and name in description)
    made_of = rows(
        made,
        "SELECT d.total, d.issue_date, h.after FROM document d JOIN history h"
        " ON h.subject_id = d.id AND h.subject = 'document' AND h.act = 'create'",
    )
    for total, day, after in made_of:
        assert (json.loads(after)["total"], json.loads(after)["issue_date"]) == (total, day)
    frozen = rows(
        made,
        "SELECT COUNT(*) FROM document_party f JOIN document d ON d.id = f.document_id"
        " JOIN party p ON p.id = d.party_id JOIN business b WHERE f.name NOT IN (p.name, b.name)",
    )
    assert frozen == [(0,)]


def test_rows_come_in_the_order_of_their_time(made):
    for table, when in (
        (schema.entry, schema.entry.c.created_at),
        (schema.document_use, schema.document_use.c.created_at),
        (schema.history, schema.history.c.at),
    ):
        with made.look() as connection:
            instants = list(connection.execute(select(when).order_by(table.c.id)).scalars())
        assert instants == sorted(instants)


def test_the_program_works_on_with_it(made):
    credit = rows(
        made,
        "SELECT d.id FROM document_tally t JOIN document d ON d.id = t.document_id"
        " WHERE t.kind = 'credit_memo' AND t.open > 0 AND d.currency = 'USD' LIMIT 1",
    )[0][0]
    day = date(LAST_DAY.year, 12, 31)
    made.do(day, credits.refund, CUSTOMER, credit=f"d{credit}")
    total = made.ask(day, ledger.trial_balance)
    assert sum(one.debit.minor for one in total if one.debit) == sum(
        one.credit.minor for one in total if one.credit
    )
    with made.look() as connection:
        assert checks.findings(connection) == ()
        assert connection.execute(schema.entry.select()).fetchall()[-1].id == ENTRIES + 1
