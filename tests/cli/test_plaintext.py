"""`avoir export` of the whole journal: one file for each program, whole or not at all."""

import pytest

from app.__main__ import parser
from app.exchange.plaintext import FORMATS


def export(desk, program, path):
    return desk.call("export", desk.path, "--format", program, "--out", path)


def test_the_command_line_knows_every_format(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["export", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert f"{', '.join(FORMATS)}: the whole journal" in said


@pytest.mark.parametrize("program", FORMATS)
def test_a_journal_is_one_file(desk, program):
    path = desk.path.parent / f"books{FORMATS[program].ending}"
    status, out, err = export(desk, program, path)
    assert (status, err) == (0, "")
    count = path.read_text().count("act: ")
    assert count > 0
    assert out == f"{path}: {count} entries\n"
    assert path.stat().st_mode & 0o077 == 0


def test_no_file_is_overwritten_and_none_is_left_half_written(desk):
    path = desk.path.parent / "books.ledger"
    path.write_text("mine")
    before = sorted(path.parent.iterdir())
    status, out, err = export(desk, "ledger", path)
    assert (status, out, path.read_text()) == (2, "", "mine")
    assert err == f"{path} exists already. Choose another name; nothing is overwritten.\n"
    assert sorted(path.parent.iterdir()) == before


def test_what_a_program_cannot_say_is_told_and_nothing_is_written(desk):
    line = {"do": "journal.post", "date": "0999-12-31", "description": "Long ago"}
    lines = [{"account": "6000", "debit": "5.00"}, {"account": "3000", "credit": "5.00"}]
    desk.tell({**line, "lines": lines})
    before = sorted(desk.path.parent.iterdir())
    status, _, err = export(desk, "ledger", desk.path.parent / "books.ledger")
    assert status == 2
    assert "is dated 0999-12-31, and ledger knows no day before 1400-01-01." in err
    assert sorted(desk.path.parent.iterdir()) == before
    assert export(desk, "hledger", desk.path.parent / "books.journal")[0] == 0
