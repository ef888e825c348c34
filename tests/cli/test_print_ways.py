"""`avoir print`: all documents in one file, and messages that carry them."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.told import Line, a_file, call

LINES: list[Line] = [
    {"do": "customer.create", "as": "acme", "name": "Acme Ltd", "email": "office@acme.example"},
    {"do": "customer.create", "as": "kiel", "name": "Kieler Läden", "language": "de"},
    {"do": "invoice.create", "on": "2026-01-05", "customer": "$acme", "amount": "90.00",
     "issue": True},
    {"do": "credit_memo.create", "on": "2026-01-15", "customer": "$acme", "reason": "return",
     "amount": "1150.00", "issue": True},
    {"do": "credit_memo.create", "on": "2026-01-16", "customer": "$kiel", "reason": "return",
     "amount": "20.00", "issue": True},
    {"do": "credit_memo.create", "on": "2026-01-17", "customer": "$acme", "reason": "return",
     "amount": "5.00"},
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return a_file(tmp_path_factory.mktemp("print"), *LINES)


def read(path):
    return BytesParser(policy=policy.default).parsebytes(path.read_bytes())


def test_all_documents_are_one_file(path, tmp_path, capsys):
    words = ("CM-0001", "INV-0001", "CM-0002", "--out", tmp_path, "--one-file", "January")
    assert call("print", path, *words) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'January.pdf'}\n"
    with pypdfium2.PdfDocument(tmp_path / "January.pdf") as file:
        names = [one.get_title() for one in file.get_toc()]
        assert file.get_metadata_dict()["Title"] == "January"
    assert names == ["Credit memo CM-0001", "Invoice INV-0001", "Gutschrift CM-0002"]
    assert [one.name for one in tmp_path.iterdir()] == ["January.pdf"]


def test_one_file_never_replaces_another(path, tmp_path, capsys):
    (tmp_path / "January.pdf").write_bytes(b"mine")
    assert call("print", path, "CM-0001", "--out", tmp_path, "--one-file", "January.pdf") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'January (2).pdf'}\n"
    assert (tmp_path / "January.pdf").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "name",
    ["../January.pdf", "/January.pdf", "a/b", "..", "", ".", "CON", "a:b", "a\\b", "x\ny.pdf"],
)
def test_a_name_leads_to_no_other_folder(path, tmp_path, capsys, name):
    assert call("print", path, "CM-0001", "--out", tmp_path / "out", "--one-file", name) == 2
    assert "is no name of a file. Name the folder after --out." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_message_carries_the_document(path, tmp_path, capsys):
    assert call("print", path, "CM-0001", "--out", tmp_path, "--eml") == 0
    file = tmp_path / "CM-0001 Acme Ltd.eml"
    assert capsys.readouterr().out == f"{file}\n"
    found = read(file)
    assert (found["To"], found["X-Unsent"]) == ("Acme Ltd <office@acme.example>", "1")
    assert found["Subject"] == "Credit memo CM-0001"
    lines = found.get_body().get_content().splitlines()
    assert "Credit memo CM-0001 of 15 Jan 2026, 1,150.00 USD" in lines
    (part,) = found.iter_attachments()
    assert part.get_filename() == "CM-0001 Acme Ltd.pdf"
    assert call("print", path, "CM-0001", "--out", tmp_path) == 0
    assert part.get_content() == (tmp_path / "CM-0001 Acme Ltd.pdf").read_bytes()


def test_a_message_speaks_the_language_of_its_document(path, tmp_path):
    assert call("print", path, "CM-0002", "--out", tmp_path, "--eml") == 0
    found = read(tmp_path / "CM-0002 Kieler Läden.eml")
    assert (found["To"], found["Subject"]) == ("", "Gutschrift CM-0002")
    body = found.get_body().get_content()
    assert body.startswith("Guten Tag,")
    assert "Gutschrift CM-0002 vom 16. Jan. 2026, 20,00 USD" in body.replace("\u00a0", " ")


def test_a_draft_says_that_it_is_one(path, tmp_path):
    assert call("print", path, "d4", "--out", tmp_path, "--eml") == 0
    (file,) = tmp_path.iterdir()
    assert read(file)["Subject"] == "Credit memo draft"


def test_a_statement_is_sent_too(path, tmp_path):
    words = ("--statement", "Acme Ltd", "--to", "2026-01-31", "--out", tmp_path, "--eml")
    assert call("print", path, *words) == 0
    (file,) = tmp_path.iterdir()
    found = read(file)
    assert found["To"] == "Acme Ltd <office@acme.example>"
    assert found["Subject"] == "Statement of account, 31 Jan 2026"
    assert next(found.iter_attachments()).get_content().startswith(b"%PDF-")


def test_statements_go_to_all_with_something_to_be_told(path, tmp_path, capsys):
    words = ("--statements", "customer", "--to", "2026-01-31", "--out", tmp_path)
    assert call("print", path, *words) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert names == [
        "Statement Acme Ltd 2026-01-31.pdf", "Kontoauszug Kieler Läden 2026-01-31.pdf"
    ]  # fmt: skip
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)


def test_statements_and_documents_are_one_file(path, tmp_path, capsys):
    words = ("--statements", "customer", "--to", "2026-01-31", "--one-file", "January")
    assert call("print", path, "CM-0001", *words, "--out", tmp_path) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'January.pdf'}\n"
    with pypdfium2.PdfDocument(tmp_path / "January.pdf") as file:
        names = [one.get_title() for one in file.get_toc()]
    assert names == [
        "Statement of account · Acme Ltd · 31 Jan 2026",
        "Kontoauszug · Kieler Läden · 31. Jan. 2026",
        "Credit memo CM-0001",
    ]


def test_nobody_gets_a_statement(path, tmp_path, capsys):
    words = ("--statements", "vendor", "--out", tmp_path / "out")
    assert call("print", path, *words) == 0
    assert capsys.readouterr().err == "Nothing is open with any vendor.\n"
    assert call("print", path, *words, "--from", "2026-02-01") == 0
    said = "Nothing is open with any vendor or has moved since 2026-02-01.\n"
    assert capsys.readouterr().err == said
    assert not (tmp_path / "out").exists()


def test_one_file_and_messages_exclude_each_other(path, tmp_path, capsys):
    words = ("CM-0001", "--out", tmp_path, "--eml", "--one-file", "a.pdf")
    with pytest.raises(SystemExit):
        call("print", path, *words)
    assert "not allowed with" in capsys.readouterr().err


def test_paper_is_named_as_everywhere(path, tmp_path):
    assert call("print", path, "CM-0001", "--out", tmp_path, "--paper", "Letter") == 0
    with pypdfium2.PdfDocument(tmp_path / "CM-0001 Acme Ltd.pdf") as file:
        assert file.get_page_size(0) == (612, 792)
