"""Hands and eyes for entries by hand: the ledger's page, the editor in it, the panel below it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel

from app.gui.screens.document_widgets import Link
from app.gui.screens.entry_editor import EntryEditor
from app.gui.screens.ledger import LedgerScreen
from app.gui.table import RowsView
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver


class EntriesDriver(DocumentsDriver):
    """The page of the ledger."""

    def __init__(self, qtbot, window: WindowDriver) -> None:
        super().__init__(qtbot, window, "Ledger")

    # The journal

    @property
    def journal(self) -> ListDriver:
        return self.window.rows("journal")

    @property
    def said(self) -> list[list[str]]:
        """Description, accounts, debit and credit of every entry, the newest first."""
        shown = self.journal
        titles = ("Description", "Accounts", "Debit", "Credit")
        return [list(row) for row in zip(*map(shown.column, titles), strict=True)]

    def choose(self, description: str) -> None:
        """Makes the newest entry of that description the current one."""
        self._focus_journal()
        self.journal.press(Qt.Key.Key_Home, ctrl=True)
        for _ in range(self.journal.column("Description").index(description)):
            self.journal.press(Qt.Key.Key_Down)

    def key(self, keys: str) -> None:
        """A key of the page, while its list has the focus."""
        self._focus_journal()
        self.window.press(keys)

    def tip(self, name: str) -> str:
        """What the tooltip of a page's act says."""
        acts = self.window.widget.findChildren(LedgerScreen)[0].findChildren(QAction, name)
        return str(acts[0].toolTip())

    # The editor

    def write(self, *lines: tuple[str, str, str], **fields: str) -> None:
        """Opens the editor by its key, types fields, and of each line account, debit, credit."""
        self.key("Ctrl+N")
        self.set(**fields)
        for row, line in enumerate(lines):
            self.line(row, *line)

    def line(self, row: int, account: str, debit: str = "", credit: str = "") -> None:
        """Types a line as a person does: Tab passes over the side that stays empty."""
        self.cell("lines", row, "account")
        self.come_back()
        self.type(account, *((debit,) if debit else ("", credit)))

    def put(self, row: int, name: str, text: str) -> None:
        """Clicks into a cell, types and leaves it with Tab."""
        self.cell("lines", row, name)
        self.come_back()
        self.type(text)

    @property
    def lines(self) -> list[list[str]]:
        """The lines as they read: account, debit, credit, party; without the sign at the end."""
        return [row[:4] for row in self.grid("lines")]

    @property
    def sums(self) -> str:
        """How far the lines balance."""
        return self.window.text("sums")

    @property
    def offers_to_fill(self) -> bool:
        return any(one.objectName() == "fill_missing" for one in self._all(Link))

    def follow_link(self, name: str) -> None:
        self._qtbot.mouseClick(self._find(Link, name), Qt.MouseButton.LeftButton)

    @property
    def hint(self) -> str:
        """What the cell one is in proposes."""
        editor: Any = QApplication.focusWidget()
        return str(editor.placeholderText())

    @property
    def writing(self) -> bool:
        return bool(self._all(EntryEditor))

    def offered(self, row: int, typed: str, name: str = "account") -> dict[str, str]:
        """What is offered for what is typed, with what stands beside each."""
        self.cell("lines", row, name)
        self.come_back()
        field: Any = QApplication.focusWidget()
        field.setText(typed)
        return {one.text: one.detail for one in field.suggestions()}

    @property
    def unsaved(self) -> str:
        """The line above the list about what was typed and not posted."""
        labels = [one for one in self._all(QLabel) if one.objectName() == "question_sentence"]
        return labels[0].text() if labels else ""

    # What the book says

    def ask(self, query: Any, *args: Any) -> Any:
        desk = self.window.widget.desk
        assert desk
        return desk.ask(query, *args)

    def do(self, command: Any, *args: Any, **facts: Any) -> Any:
        """Does something to the book beside the page."""
        desk = self.window.widget.desk
        assert desk
        return desk.book.do(desk.today(), command, *args, **facts)

    def _focus_journal(self) -> None:
        self._find(RowsView, "journal").setFocus()
        self.window.focus  # noqa: B018  the window comes to the front
