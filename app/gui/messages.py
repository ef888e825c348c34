"""A PDF as a message that the mail program opens, to be looked at and sent."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.sheet import Sheet
    from app.queries.mail import Addresses


def message_name(file: str) -> str:
    """The name of the message's file: that of the PDF in it."""
    return f"{Path(file).stem}.eml"


def message(file: str, content: bytes, they: "Addresses", subject: str, body: str) -> bytes:
    """A message to whom it concerns, with the PDF attached."""
    from app.exchange.message import Attachment, Letter, write_eml

    attached = (Attachment(file, content),)
    return write_eml(
        Letter(subject, body, they.to, they.to_name, they.sender, they.sender_name, attached)
    )


def message_of(sheet: "Sheet", file: str, content: bytes, they: "Addresses") -> bytes:
    """The same for a document or statement, in its language."""
    from app.paper.words import mail

    return message(file, content, they, mail.subject(sheet), mail.body(sheet, they.sender_name))
