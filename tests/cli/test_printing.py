"""`avoir print`: files, their paths, and what is said when something cannot be printed."""

from pathlib import Path

import pytest

from tests.cli.told import Line, a_file, call
from tests.paper.pdf import Pdf

LINES: list[Line] = [
    {"do": "customer.create", "as": "acme", "name": "Acme Ltd"},
    {"do": "customer.create", "as": "aoyama", "name": "\ue000 Living"},
    {"do": "invoice.create", "on": "2026-01-05", "customer": "$acme", "amount": "90.00"},
    {"do": "credit_memo.create", "on": "2026-01-15", "customer": "$acme", "reason": "return",
     "amount": "150.00", "issue": True},
    {"do": "credit_memo.create", "on": "2026-01-16", "customer": "$aoyama", "reason": "return",
     "amount": "20.00", "issue": True},
    {"do": "credit_memo.create", "on": "2026-01-17", "customer": "$acme", "reason": "return",
     "amount": "5.00"},
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return a_file(tmp_path_factory.mktemp("print"), *LINES)


def test_each_document_is_a_file_and_its_path_is_told(path, tmp_path, capsys):
    folder = tmp_path / "out" / "new"
    assert call("print", path, "CM-0001", "d2", "--out", folder) == 0
    out, err = capsys.readouterr()
    assert out == f"{folder / 'CM-0001 Acme Ltd.pdf'}\n"
    assert err == ""
    assert (folder / "CM-0001 Acme Ltd.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(folder.iterdir())) == 1  # d2 is the same document by its id


def test_paper_comes_in_two_sizes(path, tmp_path):
    for page in ("A4", "Letter"):
        assert call("print", path, "CM-0001", "--out", tmp_path / page, "--page", page) == 0
    a4, letter = (
        (tmp_path / page / "CM-0001 Acme Ltd.pdf").read_bytes() for page in ("A4", "Letter")
    )
    assert a4 != letter


def test_a_draft_prints_by_its_id(path, tmp_path, capsys):
    assert call("print", path, "d4", "--out", tmp_path) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'Credit memo draft Acme Ltd.pdf'}\n"


def test_what_no_font_shows_is_told(path, tmp_path, capsys):
    assert call("print", path, "CM-0002", "--out", tmp_path) == 0
    out, err = capsys.readouterr()
    assert err == "CM-0002: no font shows \ue000 (U+E000).\n"  # nobody's sign
    assert out.startswith(str(tmp_path / "CM-0002"))


def test_all_that_cannot_be_printed_is_told_and_nothing_is_written(path, tmp_path, capsys):
    folder = tmp_path / "out"
    assert call("print", path, "CM-0001", "RCP-0001", "CM-0099", "--out", folder) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "“RCP-0001”" in err
    assert "“CM-0099”." in err
    assert err.count("\n") == 2
    assert not folder.exists()


def test_a_folder_that_is_a_file(path, tmp_path, capsys):
    taken = tmp_path / "taken"
    taken.write_text("mine")
    assert call("print", path, "CM-0001", "--out", taken) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "could not be written" in err
    assert taken.read_text() == "mine"


def test_a_book_that_is_not_there(tmp_path, capsys):
    assert call("print", tmp_path / "none.avoir", "CM-0001", "--out", tmp_path / "out") == 2
    assert "There is no book" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_statement_is_a_file_of_its_own(path, tmp_path, capsys):
    days = ("--from", "2026-01-01", "--to", "2026-01-31")
    asked = ("print", path, "--statement", "acme ltd", *days, "--out", tmp_path)
    assert call(*asked, "--page", "Letter") == 0
    out, err = capsys.readouterr()
    assert (out, err) == (f"{tmp_path / 'Statement Acme Ltd 2026-01-31.pdf'}\n", "")
    pdf = Pdf((tmp_path / "Statement Acme Ltd 2026-01-31.pdf").read_bytes())
    assert "Credit memo CM-0001" in pdf.words
    assert round(pdf.sizes[0][1]) == 792
    assert call(*asked) == 0  # another one of the name gets another name
    assert capsys.readouterr().out == f"{tmp_path / 'Statement Acme Ltd 2026-01-31 (2).pdf'}\n"


def test_documents_and_a_statement_are_printed_together(path, tmp_path, capsys):
    asked = ("CM-0001", "--statement", "p1", "--to", "2026-03-31", "--currency", "EUR")
    assert call("print", path, *asked, "--out", tmp_path) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        str(tmp_path / "Statement Acme Ltd EUR 2026-03-31.pdf"),
        str(tmp_path / "CM-0001 Acme Ltd.pdf"),
    ]


def test_several_statements_are_written_at_once_or_none(path, tmp_path, capsys):
    asked = ("--statement", "p1", "--statement", "p2", "--to", "2026-03-31", "--out")
    assert call("print", path, *asked, tmp_path) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == [
        "Statement Acme Ltd 2026-03-31.pdf",
        "Statement Living 2026-03-31.pdf",
    ]
    folder = tmp_path / "none"
    assert call("print", path, "--statement", "p9", *asked, folder) == 1
    assert not folder.exists()


def test_what_a_statement_cannot_show_is_told(path, tmp_path, capsys):
    asked = ("--statement", "p2", "--to", "2026-03-31")
    assert call("print", path, *asked, "--out", tmp_path) == 0
    err = capsys.readouterr().err
    assert err == "Statement Living 2026-03-31.pdf: no font shows \ue000 (U+E000).\n"


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ((), 2, "What to print is not said."),
        (("CM-0001", "--to", "2026-01-31"), 2, "Which statement is meant is not said."),
        (("--statement", "p1", "--to", "31.1."), 2, "“31.1.” is not a date."),
        (("--statement", "Nobody"), 1, "There is no customer or vendor “Nobody”."),
        (("--statement", "p1", "--currency", "XXQ"), 1, "XXQ"),
        (("--statement", "p1", "--from", "2026-02-01", "--to", "2026-01-01"), 1, "2026-02-01"),
    ],
)
def test_a_statement_that_cannot_be_is_told_and_nothing_is_written(
    path, tmp_path, capsys, asked, status, said
):
    folder = tmp_path / "out"
    assert call("print", path, *asked, "--out", folder) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert not folder.exists()
