"""A panel inside the detail in which one act is prepared: what it needs, what it will post."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem
from app.gui.arranged import Arranged
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton, Hairline
from app.gui.perform import Form, perform
from app.gui.screens.entry_panel import EntryPanel
from app.gui.scroller import scroller
from app.gui.theme import grid, look

_SIDE_BY_SIDE = 760  # px at 100 %: narrower, the entry stands below


class ActPanel(Arranged, Form):
    """Title, buttons, fields, entry. `done` after the act, `closed` when it is not done."""

    done = Signal()
    closed = Signal()
    side_by_side = _SIDE_BY_SIDE

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_panel")
        self.desk = desk
        self._title = QLabel()
        self._title.setObjectName("panel_title")
        self._title.setWordWrap(True)
        self.confirm = desk.keyboard.action("confirm", self, self.run)
        go, back = ActionButton(self.confirm, "primary"), QPushButton(self.tr("Back"))
        go.setObjectName("panel_confirm")
        back.setObjectName("panel_back")
        back.setProperty("kind", "quiet")
        back.clicked.connect(lambda _checked=False: self.closed.emit())
        top = QHBoxLayout()
        top.setContentsMargins(PAGE_MARGIN, grid(2), grid(4), grid(2))
        top.setSpacing(grid(2))
        top.addWidget(self._title, 1)
        top.addWidget(back)
        top.addWidget(go)
        self.entry = EntryPanel(desk, self.tr("What this will post"), self.explain, "")
        self.asked = QVBoxLayout()
        self.asked.setSpacing(grid(1))
        self.asked.addWidget(self.problem)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(PAGE_MARGIN, grid(2), grid(4), grid(4))
        self._body.setSpacing(grid(8))
        self._body.addLayout(self.asked, 3)
        right = QVBoxLayout()
        right.addWidget(self.entry)
        right.addStretch(1)
        self._body.addLayout(right, 2)
        inside = QWidget()
        inside.setLayout(self._body)
        area = scroller(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(top)
        column.addWidget(area, 1)

    def take_whole_width(self) -> None:
        """What is asked takes the place of the entry, too."""
        self.entry.hide()
        self._body.setStretch(1, 0)

    def button(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        """A button that fills something in; doing it is left to the one above."""
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    @property
    def title(self) -> str:
        """What the panel says it is for."""
        return self._title.text()

    def say_title(self, title: str, confirm: str) -> None:
        """What is prepared here, and what the button says that does it."""
        self._title.setText(title)
        self.confirm.setText(confirm)

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares the act for a document, or for one use of it."""
        raise NotImplementedError

    def run(self) -> None:
        """Does the act."""
        raise NotImplementedError

    def explain(self, problems: tuple[Problem, ...]) -> str:
        """Why nothing can be shown yet: the first problem, which the fields will tell as well."""
        return problems[0].message

    def do(self, command: Callable[..., Any], told: str, **arguments: Any) -> bool:
        """Runs the command once; `told` is said when it was done."""
        answer = perform(self.desk.book, self, self.desk.today(), command, **arguments)
        if answer is None:
            return False
        self.desk.tell(told)
        self.done.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        wide = self.width() >= look().scale.px(self.side_by_side)
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
