"""The dialog for many documents at once: which, how, where to; signs that no font can print are
told before anything is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem
from app.gui.desk import Batch, Desk, Printable
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import NotesField, TextField
from app.gui.jobs import Job, Step
from app.gui.many import EACH, MAIL, ONE, PRINTER, Lacking, lacking
from app.gui.papers import PAPERS, keep_paper, paper_of
from app.gui.theme import grid, restyle

_CHOSEN, _ALL = "chosen", "all"
_TOLD: Final = 200  # documents whose signs are listed

Asks = Callable[[], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of a list: what they are called, with their {count}, how many they are, and what asks
    for them, beside the window."""

    text: str
    count: int
    rows: Asks


class PrintManyDialog(FormDialog):
    """Asks for everything, looks through the signs meanwhile, and hands a Batch to the desk."""

    def __init__(
        self, desk: Desk, of: Printable, chosen: Scope, shown: Scope, parent: QWidget | None
    ) -> None:
        """`chosen` are the rows that are selected, `shown` all of the list."""
        super().__init__("print_many", parent)
        self.width_at_one = 560
        self._desk, self._of = desk, of
        self._memory = desk.memory.shelf("many")
        self._which = {_CHOSEN: chosen, _ALL: shown}
        self._scope = _CHOSEN if chosen.count > 1 else _ALL
        self._radios: dict[str, QRadioButton] = {}
        self._asked: tuple[Any, ...] = ()
        self._job: Job | None = None
        self._paper = paper_of(desk.memory)
        asked = QHBoxLayout()
        asked.setSpacing(grid(8))
        for column in (self._scopes(), self._ways()):
            asked.addLayout(column)
        asked.addStretch(1)
        self.body.addLayout(asked)
        self.body.addSpacing(grid(2))
        self._add_more()
        self._add_places()
        self._add_signs()
        self.say(of.title, "")
        self._turn(self._way)
        self._radios[self._way].setFocus()
        self._check()

    # What is asked

    def _add_more(self) -> None:
        """What else is asked, below which of them and how."""

    def _asks(self) -> Asks:
        """Asks for what is to be printed, beside the window."""
        return self._which[self._scope].rows

    def _scopes(self) -> QVBoxLayout:
        chosen, shown = self._which[_CHOSEN], self._which[_ALL]
        if chosen.count == shown.count:
            self._scope = _ALL
        names = (_CHOSEN, _ALL) if 1 < chosen.count < shown.count else (_ALL,)
        offered = [
            (name, one.text.format(count=f"{one.count:n}"))
            for name, one in self._which.items()
            if name in names
        ]
        return self._make_radios(self.tr("Which"), offered, self._scope, self._choose)

    def _ways(self) -> QVBoxLayout:
        offered = [
            (ONE, self.tr("As one PDF")),
            (EACH, self.tr("As one PDF each")),
            (MAIL, self.tr("As one message each")),
            (PRINTER, self.tr("On the printer")),
        ]
        known = [name for name, _ in offered]
        way = str(self._memory.get("way", ONE))
        self._way = way if way in known else ONE
        return self._make_radios(self.tr("Print"), offered, self._way, self._turn)

    def _make_radios(
        self, label: str, offered: list[tuple[str, str]], now: str, run: Callable[[str], None]
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(grid(1))
        said = QLabel(label)
        said.setProperty("role", "label")
        column.addWidget(said)
        if len(offered) == 1:  # nothing to choose
            only = QLabel(offered[0][1])
            only.setObjectName(f"only_{offered[0][0]}")
            column.addWidget(only)
            offered = []
        group = QButtonGroup(self)
        for name, text in offered:
            made = QRadioButton(text)
            made.setObjectName(f"many_{name}")
            made.setChecked(name == now)
            made.clicked.connect(lambda _checked=False, name=name: run(name))
            group.addButton(made)
            column.addWidget(made)
            self._radios[name] = made
        column.addStretch(1)
        return column

    def _add_places(self) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self._folder, self._file = TextField(), TextField()
        self._folder.set_value(self._memory.get("folder") or documents)
        self._file.set_value(f"{self._of.title}.pdf")
        self._where = QWidget()
        row = QHBoxLayout(self._where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(grid(2))
        row.addWidget(self.form.field("folder", self.tr("Folder"), self._folder), 1)
        browse = QPushButton(self.tr("Choose…"))
        browse.setObjectName("choose_folder")
        browse.setAccessibleName(self.tr("Choose the folder"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(browse, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self._where)
        self._named = self.form.field("file", self.tr("File"), self._file)
        self.body.addWidget(self._named)
        said = QLabel(self.tr("Paper"))
        said.setProperty("role", "label")
        self.body.addWidget(said)
        papers = QHBoxLayout()
        group = QButtonGroup(self)
        for paper in PAPERS:
            chip = QPushButton(paper)
            chip.setObjectName(f"many_{paper}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(paper == self._paper)
            chip.clicked.connect(lambda _checked=False, paper=paper: self._take(paper))
            group.addButton(chip)
            papers.addWidget(chip)
        papers.addStretch(1)
        self.body.addLayout(papers)
        self.body.addSpacing(grid(2))

    def _add_signs(self) -> None:
        self._signs = QLabel()
        self._signs.setObjectName("signs")
        self._signs.setWordWrap(True)
        self._lacking = NotesField(4)
        self._lacking.setObjectName("lacking")
        self._lacking.setReadOnly(True)
        self._lacking.setAccessibleName(self.tr("Documents with characters that do not print"))
        self._lacking.hide()
        self.body.addWidget(self._signs)
        self.body.addWidget(self._lacking)

    def _choose(self, scope: str) -> None:
        self._scope = scope
        self._check()

    def _turn(self, way: str) -> None:
        texts = {
            ONE: self.tr("Save the PDF"), EACH: self.tr("Save the PDFs"),
            MAIL: self.tr("Save the messages"), PRINTER: self.tr("Choose the printer…"),
        }  # fmt: skip
        self._way = way
        self.confirm.setText(texts[self._way])
        self._where.setVisible(self._way != PRINTER)
        self._named.setVisible(self._way == ONE)

    def _take(self, paper: str) -> None:
        self._paper = paper
        keep_paper(self._desk.memory, paper)

    def _browse(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self._folder.value())
        if found:
            self._folder.set_value(found)

    # Signs that no font can print

    def _forget(self) -> None:
        """Nothing is known of what is to be printed."""
        self._stop()
        self._asked = ()
        self.confirm.setEnabled(False)
        self._lacking.hide()
        self._say_signs("", "muted")

    def _check(self) -> None:
        self._forget()
        self._say_signs(self.tr("Checking the characters…"), "muted")
        facts = {"book": self._desk.book, "on": self._desk.today()}
        self._job = job = Job("", lacking, self, of=self._of, asks=self._asks(), **facts)
        job.progressed.connect(self._tell_step)
        job.done.connect(self._tell_signs)
        job.failed.connect(self._tell_failed)
        job.start()

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.progressed.disconnect(self._tell_step)
            job.done.disconnect(self._tell_signs)
            job.failed.disconnect(self._tell_failed)
            job.cancel()

    def _tell_step(self, step: Step) -> None:
        said = self.tr("Checking the characters… {done} of {total}")
        self._say_signs(said.format(done=f"{step.done:n}", total=f"{step.total:n}"), "muted")

    def _tell_signs(self, answer: tuple[tuple[Any, ...], tuple[Lacking, ...]]) -> None:
        self._asked, found = answer
        self.confirm.setEnabled(bool(self._asked))
        self._lacking.setVisible(bool(found))
        if not found:
            self._say_signs(self._all_well(len(self._asked)), "muted")
            return
        said = self.tr(
            "Documents with characters that no font can print: {count}. They print as question "
            "marks."
        )
        self._say_signs(said.format(count=f"{len(found):n}"), "warning")
        lines = (f"{one.name}: {_named(one.signs)}" for one in found[:_TOLD])
        more = ["…"] if len(found) > _TOLD else []
        self._lacking.set_value("\n".join((*lines, *more)))

    def _all_well(self, count: int) -> str:
        """What is said when so many can be printed as they are."""
        del count  # it stands beside the scope
        return self.tr("All characters can be printed.")

    def _tell_failed(self, error: Exception) -> None:
        self._say_signs(str(error), "warning")

    def _say_signs(self, text: str, role: str) -> None:
        self._signs.setText(text)
        restyle(self._signs, "role", role)

    # The end

    def act(self) -> None:
        """Hands over what was asked for; what cannot be is told beside its field."""
        if not self._asked:
            return
        self.form.clear_marks()
        if problems := self._problems():
            self.form.mark(problems)
            return
        file = self._file.value()
        batch = Batch(
            self._of, self._asked, self._way, self._paper, self._path(),
            file if file.lower().endswith(".pdf") else f"{file}.pdf",
        )  # fmt: skip
        self._memory.put("way", self._way)
        if self._way != PRINTER:
            self._memory.put("folder", str(batch.folder))
        self.accept()
        self._desk.print_many(batch)

    def _path(self) -> Path:
        return Path(self._folder.value()).expanduser()

    def _problems(self) -> list[Problem]:
        if self._way == PRINTER:
            return []
        found, folder = [], self._path()
        if not self._folder.value() or not folder.is_absolute():
            said = self.tr("The folder is missing.")
            found.append(Problem("required", said, "folder", self.tr("Choose one.")))
        elif folder.exists() and not folder.is_dir():
            said = self.tr("{name} is a file.").format(name=folder.name)
            found.append(Problem("invalid_value", said, "folder", self.tr("Choose a folder.")))
        name = self._file.value()
        if self._way == ONE and (not name or Path(name).name != name):
            said = self.tr("This is no name of a file.")
            found.append(Problem("invalid_value", said, "file", self.tr("Choose another.")))
        return found

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)


def _named(signs: tuple[str, ...]) -> str:
    return "  ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
