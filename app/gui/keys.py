"""The table of keys: menus, the sheet of keys and the tests are made from these rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from app.domain.errors import must
from app.gui.icons import icon
from app.gui.palette import Entry, Provider
from app.gui.settings import Memory
from app.gui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Key:
    """An act of the window and the key that calls it; the user may change the sequence."""

    action: str
    sequence: str  # portable text, "" for none
    text: str  # as the menu says it, in English
    icon: str = ""

    @property
    def id(self) -> str:
        """The row's identity in the sheet of keys."""
        return self.action

    @property
    def label(self) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate("keys", self.text)

    @property
    def shown(self) -> str:
        """The sequence as this system writes it."""
        return QKeySequence(self.sequence).toString(QKeySequence.SequenceFormat.NativeText)


SECTION_KEYS: Final = 10  # Alt+1 … Alt+9, Alt+0
KEYS: Final = (
    Key("palette", "Ctrl+K", QT_TRANSLATE_NOOP("keys", "Search or do…"), "search"),
    Key("new", "Ctrl+N", QT_TRANSLATE_NOOP("keys", "New"), "new"),
    Key("duplicate", "Ctrl+D", QT_TRANSLATE_NOOP("keys", "Duplicate"), "duplicate"),
    Key("edit", "F2", QT_TRANSLATE_NOOP("keys", "Edit"), "edit"),
    Key("save", "Ctrl+S", QT_TRANSLATE_NOOP("keys", "Save draft"), "save"),
    Key("confirm", "Ctrl+Return", QT_TRANSLATE_NOOP("keys", "Issue or confirm"), "positive"),
    Key("fill_missing", "Ctrl+=", QT_TRANSLATE_NOOP("keys", "Fill in what is missing")),
    Key("print", "Ctrl+P", QT_TRANSLATE_NOOP("keys", "Print preview"), "print"),
    Key("print_many", "Ctrl+Shift+P", QT_TRANSLATE_NOOP("keys", "Print many…"), "many"),
    Key("email", "Ctrl+E", QT_TRANSLATE_NOOP("keys", "E-mail…"), "email"),
    Key("undo", "Ctrl+Z", QT_TRANSLATE_NOOP("keys", "Undo"), "undo"),
    Key("redo", "Ctrl+Shift+Z", QT_TRANSLATE_NOOP("keys", "Redo"), "redo"),
    Key("journal", "Ctrl+Y", QT_TRANSLATE_NOOP("keys", "Journal of this document"), "journal"),
    Key("filter", "Ctrl+F", QT_TRANSLATE_NOOP("keys", "Filter this list"), "filter"),
    Key("find_next", "F3", QT_TRANSLATE_NOOP("keys", "Find next"), "down"),
    Key("find_previous", "Shift+F3", QT_TRANSLATE_NOOP("keys", "Find previous"), "up"),
    Key("actual_size", "Ctrl+0", QT_TRANSLATE_NOOP("keys", "Actual size of the pages")),
    Key("go_to_date", "Ctrl+G", QT_TRANSLATE_NOOP("keys", "Go to date…"), "calendar"),
    Key("why", "Ctrl+B", QT_TRANSLATE_NOOP("keys", "Why is this the balance?"), "why"),
    Key("home", "Alt+Home", QT_TRANSLATE_NOOP("keys", "Home"), "home"),
    Key("back", "Alt+Left", QT_TRANSLATE_NOOP("keys", "Back"), "back"),
    Key("customers", "Ctrl+J", QT_TRANSLATE_NOOP("keys", "Customers"), "customers"),
    Key("refresh", "F5", QT_TRANSLATE_NOOP("keys", "Refresh"), "refresh"),
    Key("open_book", "Ctrl+O", QT_TRANSLATE_NOOP("keys", "Open book…"), "folder"),
    Key("settings", "Ctrl+,", QT_TRANSLATE_NOOP("keys", "Settings…"), "settings"),
    Key("text_larger", "Ctrl++", QT_TRANSLATE_NOOP("keys", "Larger text")),
    Key("text_smaller", "Ctrl+-", QT_TRANSLATE_NOOP("keys", "Smaller text")),
    Key("keys", "Ctrl+?", QT_TRANSLATE_NOOP("keys", "Keys"), "keys"),
    Key("help", "F1", QT_TRANSLATE_NOOP("keys", "Help"), "help"),
    Key("quit", "Ctrl+Q", QT_TRANSLATE_NOOP("keys", "Quit")),
    *(
        Key(
            f"section_{place}",
            f"Alt+{place % 10}",
            QT_TRANSLATE_NOOP("keys", "Section") + f" {place}",
        )
        for place in range(1, SECTION_KEYS + 1)
    ),
)

# Inside fields and reports; shown in the sheet, not changeable: (keys, what they do).
FIELD_KEYS: Final = (
    ("+  −", QT_TRANSLATE_NOOP("keys", "Date: next day, day before")),
    ("[  ]", QT_TRANSLATE_NOOP("keys", "Date: month before, next month")),
    ("M  H", QT_TRANSLATE_NOOP("keys", "Date: first, last of the month")),
    ("Y  R", QT_TRANSLATE_NOOP("keys", "Date: first, last of the year")),
    ("T", QT_TRANSLATE_NOOP("keys", "Date: today")),
    ("Up  Down", QT_TRANSLATE_NOOP("keys", "Date: a day later, earlier")),
    ("PgUp  PgDn", QT_TRANSLATE_NOOP("keys", "Date: a month later, earlier")),
    ("12.5*3", QT_TRANSLATE_NOOP("keys", "Amount: works it out on Tab")),
    ("Alt+Down", QT_TRANSLATE_NOOP("keys", "Choice: shows the whole list")),
    ("←  →", QT_TRANSLATE_NOOP("keys", "Report: the figures of a row")),
    ("Enter", QT_TRANSLATE_NOOP("keys", "Report: opens what a figure is made of")),
    ("Esc", QT_TRANSLATE_NOOP("keys", "Report: back to the one before")),
    ("PgUp  PgDn", QT_TRANSLATE_NOOP("keys", "Print preview: page before, next page")),
    ("Home  End", QT_TRANSLATE_NOOP("keys", "Print preview: first page, last page")),
    ("+  −", QT_TRANSLATE_NOOP("keys", "Print preview: larger, smaller")),
    ("Ctrl+C", QT_TRANSLATE_NOOP("keys", "Print preview: copies what is chosen or found")),
)


class Keyboard:
    """The keys with the user's changes, and the actions that carry them."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._default = {key.action: key for key in KEYS}
        self._made: list[tuple[str, QAction]] = []

    def key(self, action: str) -> Key:
        """The row of an action, with the user's sequence."""
        must(action in self._default, f"{action} is in the table of keys")
        default = self._default[action]
        return replace(default, sequence=self._memory.get(action, default.sequence))

    def rows(self) -> tuple[Key, ...]:
        """All rows in the table's order."""
        return tuple(self.key(action) for action in self._default)

    def change(self, action: str, sequence: str) -> Key | None:
        """Gives an action another sequence, "" for none. A sequence that is taken changes nothing
        and answers the row that has it."""
        wanted = QKeySequence(sequence).toString()
        for row in self.rows():
            if wanted and row.action != action and QKeySequence(row.sequence).toString() == wanted:
                return row
        same = wanted == QKeySequence(self._default[action].sequence).toString()
        self._memory.put(action, None if same else wanted)
        for name, made in self._made:
            if name == action:
                made.setShortcuts(_sequences(wanted))
        return None

    def action(
        self, name: str, parent: QObject, run: Callable[[], object], text: str = ""
    ) -> QAction:
        """A QAction with the row's text, icon and key, living as long as its parent. `text`
        replaces the row's, for a page that can say it more exactly."""
        row = self.key(name)
        made = QAction(text or row.label, parent)
        made.setObjectName(name)
        made.setShortcuts(_sequences(row.sequence))
        if row.icon:
            made.setIcon(icon(row.icon))
        made.triggered.connect(lambda _checked=False: run())
        self._made.append((name, made))
        made.destroyed.connect(self._forget)
        return made

    def _forget(self) -> None:
        self._made = [(name, made) for name, made in self._made if shiboken6.isValid(made)]


def sheet(keyboard: Keyboard, run: Callable[[str], object]) -> Provider:
    """The sheet of keys for the palette: choosing a row runs its act; a row about keys inside
    fields only tells."""

    def entries(_typed: str) -> Iterator[Entry]:
        for row in keyboard.rows():
            yield Entry(row.label, row.shown, partial(run, row.action))
        for shown, text in FIELD_KEYS:
            yield Entry(QCoreApplication.translate("keys", text), shown, None)

    return entries


def _sequences(sequence: str) -> list[QKeySequence]:
    """The sequence, and its twin on the number pad where it has Return."""
    twin = [QKeySequence(sequence.replace("Return", "Enter"))] if "Return" in sequence else []
    return [QKeySequence(sequence), *twin] if sequence else []
