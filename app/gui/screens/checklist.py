"""The checklist of a month's end: how far each thing is, what it says, and the way to it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.kinds import Kind
from app.domain.money import Money
from app.domain.report import Leads
from app.gui import formats
from app.gui.head import PAGE_MARGIN, Hairline
from app.gui.screens.document_widgets import Link, StatusMark
from app.gui.theme import grid, look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.closing import CheckItem, Figure, State

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
    """One row a thing, in the order of the work. Tab comes by `between` two other widgets."""

    wanted = Signal(object)  # the Leads of a row

    def __init__(self, between: tuple[QWidget, QWidget]) -> None:
        super().__init__()
        self._between = between
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
        return [row.shown for _item, row in self._pairs()]

    def show_items(self, items: Sequence[CheckItem]) -> None:
        """Shows these; the focus stays with the thing it was on, or in its place."""
        focused = next((one.id for one, row in self._pairs() if row.link.hasFocus()), None)
        for _ in range(len(items) - len(self._rows)):
            self._add_row()
        self._items = tuple(items)
        for row in self._rows[len(items) :]:
            row.hide()
        for item, row in self._pairs():
            row.show_item(item)
            if item.id == focused:
                row.link.setFocus()

    def _pairs(self) -> Iterator[tuple[CheckItem, "_Row"]]:
        return zip(self._items, self._rows, strict=False)  # rows are kept for later

    def _add_row(self) -> None:
        row = _Row()
        row.link.clicked.connect(lambda _checked=False: self._open(row))
        before = self._rows[-1].link if self._rows else self._between[0]
        self._rows.append(row)
        self._column.addWidget(row)
        QWidget.setTabOrder(before, row.link)
        QWidget.setTabOrder(row.link, self._between[1])

    def _open(self, row: "_Row") -> None:
        self.wanted.emit(self._items[self._rows.index(row)].opens)


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
        """Says how far this thing is."""
        self.show()
        self._mark.show_status(_say(_WORDS[item.state]), _TONES[item.state])
        self._name.setText(_say(item.name))
        self._said.setText(_say(item.says).format(*map(_figure, item.figures)))
        way = _way(item.opens)
        self.link.setVisible(bool(way))
        self.link.setText(way)
        self.link.setObjectName(f"open_{item.id}")
        self.link.setAccessibleName(f"{way}: {self._name.text()}")


def _way(opens: Leads | None) -> str:
    """What the link says that leads there."""
    return _say(_WAYS[opens.kind or opens.to]) if opens else ""


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
