"""A message with a PDF attached, as a file that the system's mail program opens to be sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from hashlib import sha256
from typing import Final
from unicodedata import category

_LONGEST_LINE: Final = 400  # characters of a header: more is no subject, and no name
_LONGEST_WORD: Final = 50  # characters of a word in a name before an address
_LONGEST_NAME: Final = 180  # characters of an attached file's name
_SEVERAL: Final = re.compile(r"[,;]")
_ADDRESS: Final = re.compile(
    r"""(?:"?(?P<name>[^<>"]*?)"?\s*<)?
        (?P<local>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)
        @(?P<domain>[^\s@<>"(),:;\\\[\]]+)>?""",
    re.VERBOSE,
)
_JOINERS: Final = "\u200c\u200d"  # seen in what stands beside them
_UNSEEN: Final = ("Cc", "Cs")  # control signs and halves of a sign
_POLICY: Final = policy.SMTP  # lines end as mail demands; other letters are written by RFC 2047


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF under the name it is known by."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says, to whom. An address may be missing, or be none: its header is then
    left empty, and the mail program asks. Several are told apart by commas."""

    subject: str
    body: str
    to: str | None = None
    to_name: str = ""
    sender: str | None = None
    sender_name: str = ""
    attached: Sequence[Attachment] = ()


def write_eml(letter: Letter) -> bytes:
    """The message as RFC 5322 text that is not sent yet. The same letter makes the same bytes.

    Nothing in a letter can become a header of its own: line breaks and what cannot be seen are
    blanks in a header.
    """
    made = EmailMessage(_POLICY)
    made["X-Unsent"] = "1"  # opened to be written on, not as something that came
    if sender := _addresses(letter.sender, letter.sender_name):
        made["From"] = sender[0]
    made["To"] = _addresses(letter.to, letter.to_name)
    made["Subject"] = _line(letter.subject)
    made.set_content(_text(letter.body), cte="quoted-printable")
    for one in letter.attached:
        made.add_attachment(
            one.content,
            maintype="application",
            subtype="pdf",
            filename=_line(one.name)[:_LONGEST_NAME],
        )
    if made.is_multipart():
        made.set_boundary(_boundary(letter))
    return made.as_bytes()


def _addresses(text: str | None, name: str) -> tuple[Address, ...]:
    """The addresses in a text, where it is one alone with the name before it."""
    parts = [part for part in _SEVERAL.split(text or "") if part.strip()]
    found = [_address(part, name if len(parts) == 1 else "") for part in parts]
    return tuple(one for one in found if one is not None)


def _address(text: str, name: str) -> Address | None:
    """An address; None when it is none, or one that older mail programs cannot write."""
    found = _ADDRESS.fullmatch(_line(text))
    if found is None:
        return None
    try:
        plain = found["domain"].encode("idna")
        if plain.decode("idna") != found["domain"].lower():
            return None  # letters that older rules turn into others: it would go elsewhere
        domain = plain.decode("ascii")
        return Address(_name(name) or _name(found["name"] or ""), found["local"], domain)
    except ValueError:
        return None


def _line(text: str) -> str:
    """One line in which all can be seen: nothing in it ends a header or turns it round."""
    seen = "".join(" " if category(char)[0] in "CZ" and char not in _JOINERS else char
                   for char in text)  # fmt: skip
    # What looks like a header written by RFC 2047 would be read as one: line ends and all.
    return " ".join(seen.replace("=?", "= ?").split())[:_LONGEST_LINE]


def _name(text: str) -> str:
    """One line before an address. A word that is longer than a line of mail is parted: Python's
    own library puts an empty line before it, which ends the head of the message."""
    return " ".join(
        word[start : start + _LONGEST_WORD]
        for word in _line(text).split()
        for start in range(0, len(word), _LONGEST_WORD)
    )


def _text(text: str) -> str:
    """Lines of text, without what cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char == "\n" or category(char) not in _UNSEEN)


def _boundary(letter: Letter) -> str:
    """A line that stands nowhere in the message: it follows from all that is in it."""
    sum_ = sha256()
    for part in (letter.subject, letter.body, letter.to or "", letter.sender or ""):
        sum_.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for one in letter.attached:
        sum_.update(one.name.encode("utf-8", "surrogatepass") + b"\0" + one.content + b"\0")
    return f"=_{sum_.hexdigest()[:48]}"
