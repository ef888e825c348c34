"""Hands and eyes for what becomes of credits: ways to void, lines to pick, orders, notices."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QTabWidget

from app.gui.fields import CheckField
from app.gui.notices import Notices
from app.gui.screens.document_widgets import Link
from app.gui.screens.entry_panel import EntriesView, EntryPanel
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver


class CreditsDriver(DocumentsDriver):
    """A document page with the panels of its acts."""

    @property
    def ways(self) -> dict[str, bool]:
        """The ways to void that are offered, and whether each can be chosen."""
        return {one.text(): one.isEnabled() for one in self._all(QRadioButton)}

    @property
    def way(self) -> str:
        """The way that is chosen."""
        return str(next(one.text() for one in self._all(QRadioButton) if one.isChecked()))

    def said_of(self, scope: str) -> str:
        """What stands below a way: what it means, or why it cannot be chosen."""
        return self.window.text(f"scope_{scope}_said")

    def take_way(self, scope: str) -> None:
        radio = self._find(QRadioButton, f"scope_{scope}")
        self._qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center() / 4)

    def posts_of(self, scope: str) -> list[list[str]]:
        """The lines that a way to void would post."""
        self.wait()
        panel = self._find(EntryPanel, f"scope_{scope}_entry")
        view = panel.findChild(EntriesView, "entry_lines")
        assert view
        return ListDriver(self._qtbot, view).rows

    def tick(self, name: str) -> None:
        """Presses a box that is ticked or not."""
        box = self._find(CheckField, name)
        box.setFocus()
        self._qtbot.keyClick(box, Qt.Key.Key_Space)

    @property
    def planned(self) -> list[list[str]]:
        """What an act that names no documents would use."""
        return self.window.rows("planned").rows

    def why_not_confirm(self) -> str:
        """What the panel's button says in its tooltip."""
        return str(self._find(QPushButton, "panel_confirm").toolTip())

    def link(self, name: str) -> tuple[str, str]:
        """What a link says, and why it leads nowhere now ("" when it does)."""
        found = self._find(Link, name)
        return found.text(), "" if found.isEnabled() else found.toolTip()

    def silent(self) -> list[str]:
        """Every button, and act behind the dots, that is off and does not say why."""
        off: list[Any] = [one for one in self._all(QPushButton) if not one.isEnabled()]
        acts = [
            act for one in self._all(QPushButton) if one.menu() for act in one.menu().actions()
        ]
        off += [act for act in acts if not act.isEnabled()]
        return [one.text() for one in off if len(one.toolTip()) <= len(one.text()) + 1]

    def why_not_menu(self, name: str) -> str:
        """What an act of the menu behind the dots says in its tooltip."""
        acts = self._find(QPushButton, "more").menu().actions()
        act = next(one for one in acts if one.objectName() == name)
        return "" if act.isEnabled() else str(act.toolTip())


def notices(window: WindowDriver) -> tuple[str, ...]:
    """What is told over the page, from top to bottom."""
    found = window.widget.findChild(Notices, "notices")
    assert found
    return found.sentences


def turn_settings(window: WindowDriver, qtbot, place: int) -> None:
    """Turns to a page of the settings, by its tab."""
    bar = window.form()._form.findChildren(QTabWidget)[0].tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
