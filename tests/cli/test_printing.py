"""`avoir print`: files, their paths, and what is said when something cannot be printed."""

import pytest

from tests.cli.told import Line, call, told

LINES: list[Line] = [
    {"do": "customer.create", "as": "acme", "name": "Acme Ltd"},
    {"do": "customer.create", "as": "aoyama", "name": "\u9752\u5c71 Living"},
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
    made = tmp_path_factory.mktemp("print") / "book.avoir"
    with told(made, *LINES):
        pass
    return made


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
    assert err == "CM-0002: no font shows \u5c71 (U+5C71) \u9752 (U+9752).\n"
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
