"""File names of what is printed: readable, and safe on every system. Loads no ReportLab."""

import re
import unicodedata
from typing import Final

from app.domain.report import Report
from app.domain.sheet import DocumentSheet, Sheet, StatementSheet
from app.paper import words
from app.paper.figures import ISO_DAY
from app.paper.statement_words import WORDS

EXTENSION: Final = ".pdf"

_LONGEST: Final = 120  # characters before the extension
_MOST_BYTES: Final = 200  # file systems hold 255; " (2)" and the extension come on top
_LONGEST_NAME: Final = 100  # as much less as a currency and a day need
_MOST_BYTES_OF_NAME: Final = 180
_JOINING: Final = re.compile(r"\s*[/\\:|]\s*")  # between two words: CM/2026/7
_FORBIDDEN: Final = re.compile(r'[<>"?*]')
_RESERVED: Final = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\..*)?", re.IGNORECASE
)


def file_name(sheet: Sheet) -> str:
    """Such as "CM-0007 Acme Ltd.pdf", "Credit memo draft Acme Ltd.pdf" without a number, or
    "Statement Acme Ltd 2026-03-31.pdf"."""
    if isinstance(sheet, DocumentSheet):
        return _document(sheet) + EXTENSION
    return _statement(sheet) + EXTENSION


def _document(sheet: DocumentSheet) -> str:
    said = words.of(sheet.language)
    title = words.title_of(sheet)
    first = sheet.number if sheet.number is not None else said.draft_file.format(title=title)
    return _free(_safe(f"{first} {sheet.party_name}") or _safe(title) or said.nameless)


def _statement(sheet: StatementSheet) -> str:
    """With the currency where there are several."""
    title = sheet.look.texts.title or WORDS[sheet.language].file
    currency = f" {sheet.currency}" if sheet.others else ""
    # The day is never cut off: it tells one statement from the next.
    whose = _safe(f"{title} {sheet.party_name}")[:_LONGEST_NAME].encode()[:_MOST_BYTES_OF_NAME]
    return _free(_safe(f"{whose.decode(errors='ignore')}{currency} {sheet.last}"))


def report_name(report: Report, extension: str = EXTENSION) -> str:
    """Such as "Trial balance 2026-03-31.pdf": what it is, and its days."""
    days = dict.fromkeys(day for _, text in report.about for day in ISO_DAY.findall(text))
    return _free(_safe(f"{report.title} {' to '.join(days)}") or "Report") + extension


def is_plain_name(stem: str) -> bool:
    """Whether every system takes a name as it is; without its extension."""
    return bool(stem) and _free(_safe(stem)) == unicodedata.normalize("NFC", stem)


def _free(stem: str) -> str:
    """The name, changed where Windows keeps it for itself."""
    return f"_{stem}" if _RESERVED.fullmatch(stem) else stem


def numbered(name: str, place: int) -> str:
    """The name for the second, third, ... file that would be called the same."""
    stem, _, extension = name.rpartition(".")
    return f"{stem} ({place}).{extension}"


def _safe(text: str) -> str:
    """The text without what Windows, macOS or a shell would stumble over, or be deceived by."""
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(map(_visible, composed))
    plain = _FORBIDDEN.sub("", _JOINING.sub("-", printable))
    # A leading dot hides a file, a leading dash makes it an option; trailing ones get lost.
    tidy = " ".join(plain.split()).strip(" .-")[:_LONGEST]
    return tidy.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" .-")


def _visible(char: str) -> str:
    """The character, a space for any blank, nothing for what cannot be seen (and may reverse)."""
    category = unicodedata.category(char)
    if category[0] == "Z" or char in "\t\r\n":
        return " "
    return "" if category[0] == "C" else char
