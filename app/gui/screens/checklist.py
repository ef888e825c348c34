"""The checklist of a month's end: how far each thing is, what it says, and the way to it."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.kinds import Kind
from app.domain.money import Money
from app.domain.report import Leads
from app.gui import formats
from app.gui.head import PAGE_MARGIN, Hairline
from app.gui.screens.document_widgets import Link, StatusMark
from app.gui.theme import grid, look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.closing import CheckItem, Figure, Page, State

_WORDS: Final = {
    State.DONE: QT_TRANSLATE_NOOP("closing", "Done"),
    State.TO_DO: QT_TRANSLATE_NOOP("closing", "To do"),
    State.WRONG: QT_TRANSLATE_NOOP("closing", "Wrong"),
}
_TONES: Final = {State.DONE: "positive", State.TO_DO: "warning", State.WRONG: "danger"}
_WAYS: Final = {
    "register": QT_TRANSLATE_NOOP("closing", "Register"),
    "tie_out": QT_TRANSLATE_NOOP("closing", "Tie-out"),
    "expiring": QT_TRANSLATE_NOOP("closing", "Expiring credits"),
    "rates": QT_TRANSLATE_NOOP("closing", "Revaluation"),
    "backup": QT_TRANSLATE_NOOP("closing", "Back up now"),
    **{kind.value: QT_TRANSLATE_NOOP("closing", "Drafts") for kind in Kind},
}


_MARK, _NAME = 72, 240  # px at 100 %


class Checklist(QWidget):
    """One row a thing, in the order of the work. Up and Down walk through the ways."""

    wanted = Signal(object)  # the Page or Leads of a row

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checklist")
        self.setAccessibleName(self.tr("What has to be right before the books are locked"))
        self._items: tuple[CheckItem, ...] = ()
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """Word, name, sentence and way of every row, as they are shown."""
        return [row.shown for row in self._rows]

    def show_items(self, items: Sequence[CheckItem]) -> None:
        """Shows these; a row that is there already keeps the focus."""
        if [one.id for one in items] != [one.id for one in self._items]:
            for row in self._rows:
                row.hide()
                self._column.removeWidget(row)
                row.deleteLater()
            self._rows = [_Row() for _ in items]
            for row in self._rows:
                self._column.addWidget(row)
                row.link.clicked.connect(lambda _checked=False, row=row: self._open(row))
        self._items = tuple(items)
        for row, item in zip(self._rows, items, strict=True):
            row.show_item(item)

    def start_focus(self) -> bool:
        """Goes to the first thing that is not done; False when there is none to go to."""
        for row, item in zip(self._rows, self._items, strict=True):
            if item.state is not State.DONE and item.opens is not None:
                row.link.setFocus()
                return True
        return False

    def press(self, item_id: str) -> None:
        """Opens what a thing speaks of."""
        self._open(self._rows[[one.id for one in self._items].index(item_id)])

    def _open(self, row: "_Row") -> None:
        self.wanted.emit(self._items[self._rows.index(row)].opens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        links = [row.link for row in self._rows if row.link.isVisibleTo(self)]
        at = next((place for place, one in enumerate(links) if one.hasFocus()), None)
        if step is None or at is None or not 0 <= at + step < len(links):
            super().keyPressEvent(event)
        else:
            links[at + step].setFocus()


class _Row(QWidget):
    """The word, the name over the sentence, the way, and a line below."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = StatusMark()
        self._name = QLabel()
        self._said = QLabel()
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self.link = Link()
        self._name.setWordWrap(True)
        for label in (self._name, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, grid(1), PAGE_MARGIN, grid(1))
        row.setSpacing(grid(3))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._mark, 0, top)
        row.addWidget(self._name, 0, top)
        row.addWidget(self._said, 1, top)
        row.addWidget(self.link, 0, top)
        self._fit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Columns of the same width in every row; all that stands in a line is as high."""
        now = look().scale
        self._mark.setFixedSize(now.px(_MARK), now.row - grid(2))
        self._name.setFixedWidth(now.px(_NAME))
        for part in (self._name, self._said):
            part.setMinimumHeight(now.row - grid(2))
        self.link.setFixedHeight(now.row - grid(2))

    @property
    def shown(self) -> tuple[str, str, str, str]:
        way = self.link.text() if self.link.isVisibleTo(self) else ""
        return self._mark.word, self._name.text(), self._said.text(), way

    def show_item(self, item: CheckItem) -> None:
        self._mark.show_status(_say(_WORDS[item.state]), _TONES[item.state])
        self._name.setText(_say(item.name))
        self._said.setText(_say(item.says).format(*map(_figure, item.figures)))
        way = _way(item.opens)
        self.link.setVisible(bool(way))
        self.link.setText(way)
        self.link.setObjectName(f"open_{item.id}")
        self.link.setAccessibleName(f"{way}: {self._name.text()}")


def _way(opens: Page | Leads | None) -> str:
    """What the link says that leads there."""
    if opens is None:
        return ""
    return _say(_WAYS[opens.to if isinstance(opens, Leads) else opens.kind])


def _say(text: str) -> str:
    return QCoreApplication.translate("closing", text)


def _figure(figure: Figure) -> str:
    """A figure as the user's locale writes it."""
    match figure:
        case Money():
            return formats.money(figure)
        case dt.datetime():
            local = figure.astimezone()
            return f"{formats.day(str(local.date()))} {local:%H:%M}"
        case dt.date():
            return formats.day(figure.isoformat())
    return f"{figure:n}" if isinstance(figure, int) else figure
