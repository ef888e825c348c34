"""Hands and eyes for the pages of receipts and payments, inside the window."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from app.gui.screens.document_widgets import Link
from app.gui.table import RowsView
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver


class MoneyDriver:
    """One of the two pages; `go` turns to it."""

    def __init__(self, qtbot, window: WindowDriver, section: str) -> None:
        self._qtbot, self.window, self._section = qtbot, window, section
        self.go()

    def go(self) -> None:
        self.window.go(self._section)

    @property
    def listed(self) -> ListDriver:
        return self.window.rows("documents")

    def pick(self, number: str) -> None:
        """Makes the row of a number the current one."""
        view = self._find(RowsView, "documents")
        view.setFocus()
        view.pick(next(row.id for row in view.rows_model.rows() if row.number == number))

    @property
    def head(self) -> tuple[str, str, str]:
        """Number, party and amount of what is shown; empty words when nothing is."""
        if not any(one.objectName() == "number" for one in self._all(QWidget)):
            return "", "", ""
        window = self.window
        return window.text("number"), self._find(Link, "open_party").text(), window.text("total")

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

    def _all(self, kind: Any) -> list[Any]:
        return [one for one in self.window.widget.findChildren(kind) if one.isVisible()]

    def _find(self, kind: Any, name: str) -> Any:
        return next(one for one in self._all(kind) if one.objectName() == name)
