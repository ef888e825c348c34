"""Entries with their lines: those of a document, and those an act would post if it were done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.entry import Entry
from app.domain.errors import Problem, Refused, Unavailable
from app.domain.money import Money
from app.gui import formats
from app.gui.desk import Desk
from app.gui.jobs import Job
from app.gui.rows import Column, day, money
from app.gui.screens.document_page import say
from app.gui.screens.whole_view import WholeView
from app.gui.table import RowsView
from app.gui.theme import grid
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import ledger

_ENTRY: Final = QT_TRANSLATE_NOOP("documents", "Entry {place} of {count}")
_AFTER_MS: Final = 80  # a pause in typing


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of an entry; only the first of each says its date, its number and its words."""

    id: str
    date: date | str
    entry: str
    words: str
    account: str
    account_text: str
    debit: Money | None
    credit: Money | None
    foreign: Money | None


def entry_lines(entries: Sequence[ledger.JournalEntry]) -> tuple[EntryLine, ...]:
    """All lines of some entries, one below the other."""
    return tuple(
        EntryLine(
            f"{at}/{place}",
            entry.date if place == 0 else "",
            str(entry.number) if place == 0 and entry.id else "",
            entry.description if place == 0 else "",
            line.account,
            f"{line.account} {line.account_name}",
            line.debit,
            line.credit,
            line.amount,
        )
        for at, entry in enumerate(entries)
        for place, line in enumerate(entry.lines)
    )


def _sides(*between: Column) -> tuple[Column, ...]:
    return (
        Column(
            say(QT_TRANSLATE_NOOP("documents", "Account")),
            lambda line: line.account_text,
            grow=True,
            width=120,
            tone=lambda line: "text" if line.account else "muted",
        ),
        *between,
        money(say(QT_TRANSLATE_NOOP("documents", "Debit")), lambda line: line.debit, width=80),
        money(say(QT_TRANSLATE_NOOP("documents", "Credit")), lambda line: line.credit, width=80),
    )


def _foreign() -> Column:
    return Column(
        say(QT_TRANSLATE_NOOP("documents", "Foreign")),
        lambda line: formats.money(line.foreign) if line.foreign else "",
        align=Qt.AlignmentFlag.AlignRight,
        tone=lambda _line: "muted",
        width=104,
        key="foreign",
    )


def _heads() -> tuple[Column, ...]:
    return (
        day(say(QT_TRANSLATE_NOOP("documents", "Date")), lambda line: line.date),
        Column(
            say(QT_TRANSLATE_NOOP("documents", "Entry")), lambda line: line.entry,
            align=Qt.AlignmentFlag.AlignRight, width=64, tone=lambda _line: "muted",
        ),
        Column(
            say(QT_TRANSLATE_NOOP("documents", "Description")), lambda line: line.words,
            width=240,
        ),
    )  # fmt: skip


class EntriesView(WholeView):
    """Lines of entries that are not posted yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_sides(), parent=parent)
        self.setAccessibleName(say(QT_TRANSLATE_NOOP("documents", "Entries")))

    def show_entries(self, entries: Sequence[ledger.JournalEntry]) -> None:
        """Shows the lines of these entries; several are told apart by headings."""
        said = [entry for entry in entries if entry.lines]
        if len(said) < 2:
            self.show_rows(entry_lines(said))
            return
        rows: list[EntryLine] = []
        for place, entry in enumerate(said, 1):
            text = say(_ENTRY).format(place=place, count=len(said))
            rows.append(EntryLine(f"head/{place}", "", "", "", "", text, None, None, None))
            lines = entry_lines((entry,))
            rows += [replace(line, id=f"{place}/{at}") for at, line in enumerate(lines)]
        self.show_rows(rows)


class PostedView(RowsView):
    """Lines of entries that are posted, with date, number and words; foreign amounts where there
    are some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((*_heads(), *_sides(_foreign())), parent=parent)
        self.setSortingEnabled(False)
        self.setAccessibleName(say(QT_TRANSLATE_NOOP("documents", "Entries")))

    def show_entries(self, entries: Sequence[ledger.JournalEntry]) -> None:
        """Shows the lines of these entries."""
        lines = entry_lines(entries)
        self.show_rows(lines)
        foreign = [column.name for column in self.rows_model.columns].index("foreign")
        self.setColumnHidden(foreign, not any(line.foreign for line in lines))


class Preview(QObject):
    """Asks what a command would post, in a pause of typing and beside it: never in its way."""

    answered = Signal(object)  # entries, or Refused

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: tuple[Callable[..., Any], dict[str, Any]] | None = None
        self._job: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._timer.isActive() or self._job is not None

    def ask(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Asks anew; only the last question is answered."""
        self._wanted = (command, arguments)
        self._timer.start()

    def drop(self) -> None:
        """No answer is wanted any more."""
        self._wanted = None
        self._timer.stop()

    def _start(self) -> None:
        if self._job is not None or self._wanted is None:
            return
        (command, arguments), self._wanted = self._wanted, None
        book, today = self._desk.book, self._desk.today()

        def work(progress: object) -> object:
            del progress
            try:
                return book.preview(today, command, **arguments)
            except (Refused, Unavailable) as problem:
                return problem

        self._job = Job("preview", work)
        self._job.done.connect(self._land)
        self._job.failed.connect(self._land)
        self._job.start()

    def _land(self, answer: object) -> None:
        self._job = None
        if self._wanted is None and not self._timer.isActive():
            self.answered.emit(answer)
        elif not self._timer.isActive():
            self._start()


class EntryPanel(QWidget):
    """A heading, and the lines an act would post; or in one muted sentence why there are none."""

    answered = Signal(object)  # entries, or the refusal

    def __init__(
        self,
        desk: Desk,
        title: str,
        explain: Callable[[tuple[Problem, ...]], str],
        nothing: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._explain = desk, explain
        self.nothing = nothing  # what is said where an act posts nothing
        self.preview = Preview(desk, self)
        self.preview.answered.connect(self._show)
        heading = QLabel(title)
        heading.setProperty("role", "label")
        self._view = EntriesView()
        self._view.setObjectName("entry_lines")
        self._view.opened.connect(self._open)
        self._sentence = QLabel()
        self._sentence.setObjectName("entry_sentence")
        self._sentence.setProperty("role", "muted")
        self._sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        for part in (heading, self._view, self._sentence):
            column.addWidget(part)
        self._view.hide()

    @property
    def sentence(self) -> str:
        """What is said in place of lines, "" when there are lines."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def ask(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Shows, in a moment, what this would post. Until then what was shown stays."""
        self.preview.ask(command, **arguments)

    def tell(self, sentence: str) -> None:
        """Says something in place of lines."""
        self.preview.drop()
        self._say(sentence)

    def _open(self, line: EntryLine) -> None:
        if line.account:
            self._desk.show("register", line.account)

    def _show(self, answer: object) -> None:
        if isinstance(answer, Refused):
            self._say(self._explain(answer.problems))
        elif isinstance(answer, Unavailable):
            self._say(" ".join(filter(None, (answer.message, answer.hint))))
        elif isinstance(answer, tuple):
            self._lines(answer)
        self.answered.emit(answer)

    def _lines(self, entries: tuple[Entry, ...]) -> None:
        shown = ledger.as_entries(entries, self._desk.today())
        if not any(entry.lines for entry in shown):
            self._say(self.nothing)
            return
        self._view.show_entries(shown)
        self._view.show()
        self._sentence.hide()

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._view.hide()
