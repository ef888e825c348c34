"""What the palette finds: pages, what can be done now, documents and parties of the book."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from app.gui import formats
from app.gui.desk import Desk
from app.gui.keys import SECTION_KEYS
from app.gui.palette import Entry, Provider
from app.gui.screens import SECTIONS

_FROM: Final = 2  # letters typed before the book is asked
_EACH: Final = 6  # of a kind: the next letter narrows them
# The palette itself, and what it shows as pages.
_ELSEWHERE: Final = {
    "palette", "home", "customers", *(f"section_{place}" for place in range(1, SECTION_KEYS + 1)),
}  # fmt: skip


def doing(acts: Callable[[], Iterable[QAction]]) -> Provider:
    """What can be done now, with its key."""

    def provide(_typed: str) -> list[Entry]:
        return [
            Entry(act.text().replace("&", ""), _key(act), act.trigger)
            for act in acts()
            if act.objectName() not in _ELSEWHERE
        ]

    return provide


def pages(desk: Callable[[], Desk | None]) -> Provider:
    """The sections of the window."""

    def provide(_typed: str) -> list[Entry]:
        at = desk()
        if at is None:
            return []
        page = QCoreApplication.translate("finder", "Page")
        return [Entry(section.label, page, partial(at.show, section.kind)) for section in SECTIONS]

    return provide


def reports(desk: Callable[[], Desk | None]) -> Provider:
    """The reports by their titles, each asked for what it was asked for last."""

    def provide(_typed: str) -> list[Entry]:
        at = desk()
        if at is None:
            return []
        from app.queries import catalogue

        said = QCoreApplication.translate("finder", "Report")
        return [
            Entry(one.title, said, partial(at.show, "report", one.name))
            for one in catalogue.KINDS.values()
            if one.offered
        ]

    return provide


def making(desk: Callable[[], Desk | None], shown: Callable[[], str]) -> Provider:
    """What can be made on the other pages; the acts of the one that is shown say their own."""

    def provide(_typed: str) -> list[Entry]:
        at = desk()
        if at is None:
            return []
        return [
            Entry(section.new_label, section.label, partial(at.create, section.kind))
            for section in SECTIONS
            if section.new and section.kind != shown()
        ]

    return provide


def documents(desk: Callable[[], Desk | None]) -> Provider:
    """Documents by number, party or words."""

    def provide(typed: str) -> list[Entry]:
        at = desk()
        if at is None or len(typed.strip()) < _FROM:
            return []
        from app.domain.kinds import Kind
        from app.gui.screens.document_page import kind_word
        from app.queries import lists

        shown = {section.kind for section in SECTIONS}
        found: list[Entry] = []
        for kind in (kind for kind in Kind if kind in shown):
            page = at.ask(lists.page, kind, lists.Filters(text=typed), _EACH)
            found += [
                Entry(
                    f"{row.number or kind_word(kind)} · {row.party_name}",
                    f"{kind_word(kind)}  {formats.money(row.total)}",
                    partial(at.show, kind, row.id),
                )
                for row in page.rows
            ]
        return found

    return provide


def parties(desk: Callable[[], Desk | None]) -> Provider:
    """Customers and vendors by name."""

    def provide(typed: str) -> list[Entry]:
        at = desk()
        if at is None or len(typed.strip()) < _FROM:
            return []
        from app.domain.kinds import SIDES
        from app.queries import parties as queries

        found: list[Entry] = []
        for side in SIDES.values():
            rows = at.ask(queries.rows, side, typed)[:_EACH]
            found += [
                Entry(
                    row.name,
                    side.name.capitalize(),
                    partial(at.show, side.name, row.id),
                )
                for row in rows
            ]
        return found

    return provide


def accounts(desk: Callable[[], Desk | None]) -> Provider:
    """Accounts by code or name; each opens its register."""

    def provide(typed: str) -> list[Entry]:
        at = desk()
        if at is None or len(typed.strip()) < _FROM:
            return []
        from app.queries import books

        return [
            Entry(
                f"{row.code} {row.name}",
                QCoreApplication.translate("finder", "Account"),
                partial(at.show, "register", row.code),
            )
            for row in at.ask(books.accounts)
            if not row.is_header
        ]

    return provide


def _key(act: QAction) -> str:
    return act.shortcut().toString(act.shortcut().SequenceFormat.NativeText)
