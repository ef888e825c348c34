"""Hands and eyes for the pages of receipts, payments and money returned, inside the window."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget

from app.commands import claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER, VENDOR
from app.gui.screens.document_widgets import Link
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver

ACME: Final = "p1"
CEDAR: Final = "p3"
EARLIER: Final = date(2026, 3, 6)


class MoneyDriver(DocumentsDriver):
    """One of the pages of money; `go` turns to it."""

    def __init__(self, qtbot, window: WindowDriver, section: str) -> None:
        super().__init__(qtbot, window, section)
        self._section = section

    def go(self) -> None:
        self.window.go(self._section)

    @property
    def head(self) -> tuple[str, str, str, str]:
        """Number, party, amount and status of what is shown; empty words when nothing is."""
        if not any(one.objectName() == "number" for one in self._all(QWidget)):
            return "", "", "", ""
        return super().head

    # Entering it

    def enter(self, **fields: str) -> None:
        """Opens the editor by its key and types into its fields."""
        self.window.press("Ctrl+N")
        self.set(**fields)

    def amount(self, row: int, text: str) -> None:
        """Clicks into the amount of a claim, types, and goes on with Tab."""
        self.cell("claims", row, "amount")
        self.come_back()
        self.type(text)

    def tick(self, row: int) -> None:
        """Clicks the box of a credit."""
        self.cell("credits", row, "tick")

    @property
    def amounts(self) -> dict[str, str]:
        """What goes to each claim, by its number."""
        return {row[0]: row[5] for row in self.grid("claims")}

    @property
    def offered(self) -> dict[str, tuple[str, str, str]]:
        """The open credits by number: whether they go first, what is left, what is used."""
        return {row[1]: (row[0], row[4], row[5]) for row in self.grid("credits")}

    @property
    def note(self) -> str:
        """The sentence below the sums."""
        labels = [one for one in self._all(QLabel) if one.objectName() == "sums_note"]
        return labels[0].text() if labels else ""

    @property
    def nothing_open(self) -> str:
        labels = [one for one in self._all(QLabel) if one.objectName() == "nothing_open"]
        return labels[0].text() if labels else ""

    def links(self) -> dict[str, str]:
        """The ways to other currencies, by name."""
        names = ("open_elsewhere", "other_currency")
        return {one.objectName(): one.text() for one in self._all(Link)
                if one.objectName() in names}  # fmt: skip

    def follow_link(self, name: str) -> None:
        self._qtbot.mouseClick(self._find(Link, name), Qt.MouseButton.LeftButton)

    # What is shown of it

    @property
    def facts(self) -> dict[str, str]:
        QApplication.processEvents()
        names = [one for one in self._all(QWidget) if one.objectName().startswith("fact_")]
        return {str(one.objectName())[5:]: str(one.text()) for one in names}

    def follow(self, name: str) -> None:
        """Clicks the party, or a fact that leads somewhere."""
        QApplication.processEvents()
        wanted = "open_party" if name == "party" else f"fact_{name}"
        self._qtbot.mouseClick(self._find(Link, wanted), Qt.MouseButton.LeftButton)

    @property
    def shares(self) -> list[list[str]]:
        """What became of the money: number, words, amount."""
        return self.window.rows("shares").rows

    @property
    def sum(self) -> tuple[str, str]:
        return self.window.total("what"), self.window.total("amount")

    @property
    def share_tones(self) -> list[str]:
        return self.window.rows("shares").tones("What became of it")

    def open_share(self, number: str) -> None:
        """Goes into the detail with Enter, down to a number, and opens it with Enter."""
        self.listed.press(Qt.Key.Key_Return)
        shares = self.window.rows("shares")
        for _ in range(shares.column("Number").index(number)):
            shares.press(Qt.Key.Key_Down)
        assert self.window.focus == "shares"
        shares.press(Qt.Key.Key_Return)

    def journal(self) -> ListDriver:
        """Turns to the tab with the entry."""
        tabs = self._find(QTabWidget, "tabs")
        where = tabs.tabBar().tabRect(1).center()
        self._qtbot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=where)
        return self.window.rows("document_journal")

    def widen(self) -> None:
        """As on a wide screen."""
        self.window.resize(1900, 900)
        QApplication.processEvents()

    @property
    def detail_is_beside(self) -> bool:
        """Whether the detail stands on the right of the list, not below it."""
        detail: QWidget = self._find(QWidget, "detail")
        return detail.x() > 0 and detail.y() == 0

    def do(self, command: Any, *args: Any, **facts: Any) -> Any:
        """Does something to the book beside the page."""
        desk = self.window.widget.desk
        assert desk
        return desk.book.do(desk.today(), command, *args, **facts)

    def ask(self, query: Any, *args: Any) -> Any:
        """What the book answers."""
        desk = self.window.widget.desk
        assert desk
        return desk.ask(query, *args)

    def show(self, kind: str, ref: str) -> None:
        """Goes where another page would lead."""
        desk = self.window.widget.desk
        assert desk
        desk.show(kind, ref)


def owing(page: MoneyDriver) -> MoneyDriver:
    """Acme owes 900.00 on INV-0001 and 120.00 on INV-0003."""
    draft = ClaimDraft(party=ACME, amount="120", issue_date=EARLIER)
    page.do(claims.create, CUSTOMER, draft)
    return page


def credited(page: MoneyDriver) -> MoneyDriver:
    """Cedar Mills has given two credits, of 50.00 and 200.00."""
    for amount in ("50", "200"):
        draft = CreditDraft(party=CEDAR, amount=amount, issue_date=EARLIER)
        page.do(credits.create, VENDOR, draft, issue=True)
    return page
