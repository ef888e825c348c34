"""Each listed check finds the damage it is there for, and says where it is."""
# ruff: noqa: S608 statements are put together from our own table names

import shutil

import pytest

from app.book import checks
from app.book.dialect import sqlite_engine
from app.commands import entries
from tests.book.stories import tampered
from tests.builders import JAN_15


def findings(path, names: tuple[checks.Check, ...] = checks.CHECKS) -> list[tuple[str, str]]:
    engine = sqlite_engine(path)
    with engine.connect() as connection:
        found = [(one.check, one.message) for one in checks.findings(connection, names)]
    engine.dispose()
    return found


OTHER = "(SELECT id FROM account WHERE code = '2150')"
REVERSAL = "(SELECT MIN(id) FROM entry WHERE reversal_of IS NOT NULL)"
UNPOSTED = "(SELECT id FROM document WHERE number = 'INV-0001')"
# check, damage, what is said of it
DAMAGES = [
    (
        "file is whole",
        "DELETE FROM account WHERE code = '4000'",
        "points to a row of account that is not there.",
    ),
    (
        "every entry balances",
        "UPDATE journal_line SET debit = debit + 1 WHERE entry_id = 2 AND debit > 0",
        "Entry 2 has debits of 10001 and credits of 10000 minor units.",
    ),
    (
        "lines belong to entries",
        "UPDATE journal_line SET date = '2026-01-11' WHERE entry_id = 1 AND position = 0",
        "Entry 1 has too few lines, or lines of another date.",
    ),
    (
        "lines belong to entries",
        "DELETE FROM journal_line WHERE entry_id = 3",
        "Entry 3 has too few lines, or lines of another date.",
    ),
    ("it is somebodys", "DELETE FROM business", "The book does not say whose it is."),
    (
        "chain is unbroken",
        "UPDATE entry SET created_by = 'nobody' WHERE id = 1",
        "Entry 1 is not as it was written.",
    ),
    (
        "months add up",
        "UPDATE account_tally SET debit = debit + 5 WHERE rowid_of = 1",
        "is off by -5 and 0.",
    ),
    (
        "months add up",
        "DELETE FROM account_tally WHERE month = '2026-01'",
        "in 2026-01 is off by",
    ),
    (
        "months add up",
        "INSERT INTO account_tally VALUES (1, '2031-01', 1, 0, 1)",
        "The tally of account row 1 in 2031-01 is off by -1 and 0.",
    ),
    (
        "account days add up",
        "DELETE FROM account_day_tally WHERE day = '2026-01-10'",
        "on 2026-01-10 is off by",
    ),
    (
        "days add up",
        "UPDATE day_tally SET items = items + 1 WHERE list = 'entry' AND day = '2026-01-10'",
        "The count of entry rows on 2026-01-10 is off by -1 and 0 lines.",
    ),
    (
        "days add up",
        "DELETE FROM day_tally WHERE list = 'invoice'",
        "The count of invoice rows on",
    ),
    (
        "uses add up",
        "UPDATE document_tally SET day = '2020-02-02' WHERE document_id = 1",
        "The figures of document 1 are not the sum of its uses.",
    ),
    (
        "uses add up",
        "UPDATE document_tally SET applied = applied + 1, open = open - 1 WHERE document_id = 1",
        "The figures of document 1 are not the sum of its uses.",
    ),
    (
        "uses add up",
        "UPDATE document_tally SET base_open = base_open + 1 WHERE document_id = 2",
        "The figures of document 2 are not the sum of its uses.",
    ),
    (
        "uses add up",
        "UPDATE document_tally SET kind = 'bill' WHERE document_id = 2",
        "The figures of document 2 are not the sum of its uses.",
    ),
    (
        "uses add up",
        "UPDATE document_tally SET party_id = 2 WHERE document_id = 2",
        "The figures of document 2 are not the sum of its uses.",
    ),
    (
        "uses add up",
        "UPDATE document_tally SET due = '2031-01-01' WHERE document_id = 1",
        "The figures of document 1 are not the sum of its uses.",
    ),
    (
        "uses add up",
        "DELETE FROM document_use WHERE kind = 'refund'",
        "are not the sum of its uses.",
    ),
    (
        "totals add up",
        "UPDATE document_line SET price = price + 1 WHERE document_id = 1",
        "Document 1 does not add up to its total.",
    ),
    (
        "totals add up",
        "DELETE FROM document_tax WHERE document_id = 1",
        "Document 1 does not add up to its total.",
    ),
    (
        "issued are posted",
        "DELETE FROM number_taken WHERE kind = 'invoice'",
        "INV-0001 is issued but not whole",
    ),
    (
        "issued are posted",
        f"DELETE FROM document_party WHERE document_id = {UNPOSTED} AND role = 'buyer'",
        "INV-0001 is issued but not whole",
    ),
    (
        "issued are posted",
        f"DELETE FROM document_tally WHERE document_id = {UNPOSTED}",
        "INV-0001 is issued but not whole",
    ),
    (
        "issued are posted",
        f"UPDATE entry SET document_id = NULL WHERE document_id = {UNPOSTED}",
        "INV-0001 is issued but not whole",
    ),
    (
        "stages fit",
        f"UPDATE document SET stage = 'void' WHERE id = {UNPOSTED}",
        "INV-0001 is void, but its figures say otherwise.",
    ),
    (
        "stages fit",
        "UPDATE document SET stage = 'issued' WHERE number = 'INV-0002'",
        "INV-0002 is issued, but its figures say otherwise.",
    ),
    (
        "stages fit",
        "UPDATE document SET stage = 'expired' WHERE number = 'CM-0001'",
        "CM-0001 is expired, but its figures say otherwise.",
    ),
    (
        "reversals mirror",
        f"UPDATE journal_line SET party_id = NULL WHERE entry_id = {REVERSAL} AND position = 0",
        "is not the mirror of the entry it reverses.",
    ),
    (
        "reversals mirror",
        f"DELETE FROM journal_line WHERE entry_id = {REVERSAL}",
        "is not the mirror of the entry it reverses.",
    ),
    (
        "numbers have no gap",
        "UPDATE number_taken SET position = 9 WHERE kind = 'vendor_credit' AND position = 3",
        "The numbers of vendor credits run to 9, but 3 are used.",
    ),
    (
        "numbers have no gap",
        "UPDATE number_taken SET position = position + 1 WHERE kind = 'receipt'",
        "The numbers of receipts run to 2, but 1 are used.",
    ),
    (
        "control accounts tie",
        f"UPDATE document SET open_account_id = {OTHER} WHERE number = 'CM-0001'",
        "Account 1200 differs from its documents by",
    ),
    ("triggers are there", "SELECT 1", "The guard keep_entry_update is missing or changed."),
    (
        "triggers are there",
        "CREATE TRIGGER evil AFTER INSERT ON entry BEGIN SELECT 1; END",
        "There is a trigger evil that does not belong to the book.",
    ),
    (
        "file is whole",
        "UPDATE journal_line SET debit = 0, credit = 0 WHERE entry_id = 1",
        "The file is damaged: CHECK constraint failed in journal_line.",
    ),
    ("papers can be told", "UPDATE party SET language = 'xx' WHERE id = 1", "“xx”"),
    ("papers can be told", "UPDATE setting SET value = '\"yy\"' WHERE name = 'language'", "“yy”"),
    (
        "papers can be told",
        "INSERT INTO template VALUES (9, 'Loud', 'red', 'quantity', NULL, 0, '', '')",
        "“Loud”",
    ),
    (
        "papers can be told",
        "INSERT INTO template VALUES (10, 'Odd', '#0d406b', 'weight', NULL, 0, '', '')",
        "“Odd”",
    ),
]


@pytest.mark.parametrize(("check", "damage", "says"), DAMAGES)
def test_a_planted_damage_is_found(full, quick_path, check, damage, says):
    path = shutil.copy(full, quick_path / "book.avoir")
    damage = damage.replace(
        "rowid_of = 1",
        "debit > 0 AND account_id = (SELECT MIN(account_id) FROM account_tally WHERE debit > 0)",
    )
    with tampered(path) as connection:
        assert connection.execute(damage).rowcount != 0
    mine = next(one for one in checks.CHECKS if one.__name__ == check.replace(" ", "_"))
    found = findings(path, (mine,))
    assert found
    assert {name for name, _ in found} == {check}
    assert any(says in message for _, message in found), found


def test_every_check_has_a_damage_it_finds():
    names = [check.__name__.replace("_", " ") for check in checks.CHECKS]
    assert set(names) == {check for check, _, _ in DAMAGES}
    assert len(set(names)) == len(names)


def test_signs_that_are_spelled_in_two_ways_break_no_chain(book):
    """SQLite and Python write some control signs differently; what was hashed still fits."""
    lines = (entries.HandLine("6000", debit="1"), entries.HandLine("1000", credit="1"))
    for text in ("a\tb\nc", 'quotes " and \\ slashes /', "é ü 漢字 😀 \u2028 \u00ad", "plain"):
        book.do(JAN_15, entries.post, date=JAN_15, description=text, lines=lines)
    with book.look() as connection:
        assert checks.findings(connection) == ()


def test_a_sound_book_has_no_findings(full):
    assert findings(full) == []


def test_findings_come_in_the_order_of_the_checks(full, quick_path):
    path = shutil.copy(full, quick_path / "book.avoir")
    with tampered(path) as connection:
        for _, damage, _ in DAMAGES:
            if "rowid_of" not in damage:
                connection.execute(damage.replace("UPDATE ", "UPDATE OR IGNORE "))
    names = [name for name, _ in findings(path)]
    order = [check.__name__.replace("_", " ") for check in checks.CHECKS]
    assert names == sorted(names, key=order.index)
    assert len(set(names)) > 6


def test_pages_that_make_no_sense_are_found(full, quick_path):
    path = shutil.copy(full, quick_path / "book.avoir")
    with tampered(path) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'journal_line'"
        ).fetchone()
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 100)
    found = findings(path, (checks.file_is_whole,))
    assert any("The file is damaged" in text for _, text in found)


def test_text_that_makes_no_sense_is_found(full, quick_path):
    """The hash of an entry is no text any more: the check that reads it says so."""
    path = shutil.copy(full, quick_path / "book.avoir")
    with tampered(path) as connection:
        (one,) = connection.execute("SELECT hash FROM entry WHERE id = 1").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    path.write_bytes(data.replace(one.encode(), b"\xfd" * len(one)))
    found = findings(path, (checks.chain_is_unbroken,))
    assert [name for name, _ in found] == ["chain is unbroken"]
    assert found[0][1].startswith("The file is damaged: Could not decode to UTF-8")


def forever(connection):
    """A check that asks SQLite for what takes minutes."""
    counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000000000)"
    connection.exec_driver_sql(f"{counted} SELECT COUNT(*) FROM n").all()
    yield "never"


def test_a_look_that_nobody_waits_for_any_more_is_given_up(full):
    asked = []

    def going() -> bool:
        asked.append(True)
        return len(asked) < 4

    engine = sqlite_engine(full)
    with engine.connect() as connection:
        assert checks.findings(connection, (forever,), going) == ()  # not: “interrupted”
        assert len(asked) >= 4
        assert checks.findings(connection, (forever, checks.file_is_whole), lambda: False) == ()
        assert checks.findings(connection) == ()  # the connection is as it was
    engine.dispose()
