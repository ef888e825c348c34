"""A message reads back as it was written, and nothing in it becomes a header of its own."""

from dataclasses import replace
from email import policy
from email.parser import BytesParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.message import Attachment, Letter, write_eml

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40
NAME = "CM-0007 Müller & Söhne 青山 שלום.pdf"
ANY = st.text(max_size=80)


def read(letter):
    return BytesParser(policy=policy.default).parsebytes(write_eml(letter))


def a_letter(**other: Any) -> Letter:
    facts: dict[str, Any] = {
        "subject": "Credit memo CM-0007", "body": "Dear all,\n\nGrüße aus Köln.\n",
        "to": "office@acme.example", "to_name": "Acme Ltd",
        "sender": "sales@northwind.example", "sender_name": "Northwind",
        "attached": (Attachment(NAME, PDF),),
    }  # fmt: skip
    return Letter(**(facts | other))


def test_a_message_reads_back_as_it_was_written():
    found = read(a_letter())
    assert found["X-Unsent"] == "1"
    assert found["To"] == "Acme Ltd <office@acme.example>"
    assert found["From"] == "Northwind <sales@northwind.example>"
    assert found["Subject"] == "Credit memo CM-0007"
    assert found.get_body().get_content().splitlines() == ["Dear all,", "", "Grüße aus Köln."]
    (part,) = found.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("application/pdf", NAME)
    assert part.get_content() == PDF
    assert found["Date"] is None  # the mail program dates what it sends


def test_it_is_plain_mail_text():
    raw = write_eml(a_letter())
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 98
    assert write_eml(a_letter()) == raw  # the same letter, the same bytes


@pytest.mark.parametrize(
    "text", ["Gutschrift für Jürgen", "貸方票 CM-0007", "זיכוי", "Avoir — nº 7"]
)
def test_other_letters_stand_in_subject_and_names(text):
    found = read(a_letter(subject=text, to_name=text, sender_name=text))
    assert found["Subject"] == text
    assert found["To"].addresses[0].display_name == text
    assert found["From"].addresses[0].display_name == text


@pytest.mark.parametrize(
    "hostile", ["x\r\nBcc: thief@evil.example", "x\nBcc: thief@evil.example", "x\x0bBcc: y",
                "x\u2028Bcc: thief@evil.example", "x\x85Bcc: y", "x\0Bcc: y",
                "=?utf-8?q?=0D=0ABcc=3A_thief=40evil.example?=", "=?utf-8?b?DQpCY2M6IHg=?=",
                "L" * 100 + "\nBcc: y", "L" * 300],
)  # fmt: skip
def test_no_line_break_makes_a_header(hostile):
    letter = a_letter(
        subject=hostile, to_name=hostile, sender_name=hostile, to=f"office@acme.example{hostile}",
        attached=(Attachment(hostile, PDF),),
    )  # fmt: skip
    found = read(letter)
    assert set(found.keys()) == {
        "X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type",
    }  # fmt: skip
    (part,) = found.iter_attachments()
    assert set(part.keys()) == {
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version",
    }  # fmt: skip
    assert found["To"].addresses == ()
    head = write_eml(replace(letter, to="office@acme.example")).partition(b"--=_")[0]
    assert b"\r\nBcc" not in head
    assert head.count(b"\r\n\r\n") == 1


WORDS = st.lists(st.text(st.characters(codec="utf-8"), max_size=200), max_size=4).map(" ".join)


@given(subject=WORDS, name=WORDS)
def test_however_long_a_word_is_the_head_of_a_message_stays_whole(subject, name):
    raw = write_eml(a_letter(subject=subject, to_name=name, sender_name=name))
    head, _, _ = raw.partition(b"\r\n\r\n")
    assert b"Subject:" in head
    assert b"boundary=" in head


@given(subject=ANY, body=ANY, to=ANY, to_name=ANY, sender=ANY, sender_name=ANY, name=ANY)
def test_whatever_the_text_the_message_stays_one_message(
    subject, body, to, to_name, sender, sender_name, name
):
    letter = Letter(subject, body, to, to_name, sender, sender_name, (Attachment(name, PDF),))
    found = read(letter)
    assert set(found.keys()) <= {
        "X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert len(list(found.iter_parts())) == 2
    (part,) = found.iter_attachments()
    assert part.get_content() == PDF


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("a.b+c@d.example", "Acme Ltd <a.b+c@d.example>"),
        ("Office <a@b.example>", "Acme Ltd <a@b.example>"),
        ("a@b.example, c@d.example; e@f.example", "a@b.example, c@d.example, e@f.example"),
        ("info@köln.example", "Acme Ltd <info@xn--kln-sna.example>"),
        (None, ""), ("", ""), ("nobody", ""), ("a b@c.example", ""), ("a@", ""), ("@b", ""),
        ("é@b.example", ""), ("a@..b", ""), ("a@[10.0.0.1]", ""), ("info@größe.example", ""),
    ],
)  # fmt: skip
def test_what_is_no_address_leaves_the_line_empty(text, header):
    assert str(read(a_letter(to=text))["To"]) == header


def test_a_turned_round_name_is_written_straight():
    (part,) = read(
        a_letter(attached=(Attachment("memo\u202efdp.exe.pdf", PDF),))
    ).iter_attachments()
    assert part.get_filename() == "memo fdp.exe.pdf"


def test_without_a_sender_the_mail_program_says_who_writes():
    assert read(a_letter(sender=None))["From"] is None


def test_two_papers_travel_in_one_message():
    both = (Attachment("CM-0007.pdf", PDF), Attachment("INV-0003.pdf", PDF[::-1]))
    parts = list(read(a_letter(attached=both)).iter_attachments())
    assert [part.get_filename() for part in parts] == ["CM-0007.pdf", "INV-0003.pdf"]
    assert parts[1].get_content() == PDF[::-1]


def test_a_letter_without_papers_is_plain_text():
    found = read(a_letter(attached=()))
    assert found.get_content_type() == "text/plain"
    assert found.get_content().splitlines() == ["Dear all,", "", "Grüße aus Köln."]
