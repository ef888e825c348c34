"""The dialog for a new book: who keeps it, in which currency, and where the file lies."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Problem, Refused, Unavailable
from app.domain.money import exponent
from app.gui.dialogs.frame import FormDialog
from app.gui.fields import Choice, ChoiceField, TextField
from app.gui.languages import languages, usual
from app.gui.outside import Outside
from app.gui.theme import grid

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book

_ENDING: Final = ".avoir"
_CHART: Final = "standard"
# Offered; any other ISO 4217 code can be typed.
_CURRENCIES: Final = (
    ("USD", "US dollar"), ("EUR", "Euro"), ("GBP", "Pound sterling"), ("CHF", "Swiss franc"),
    ("CAD", "Canadian dollar"), ("AUD", "Australian dollar"), ("JPY", "Japanese yen"),
    ("SEK", "Swedish krona"), ("NOK", "Norwegian krone"), ("DKK", "Danish krone"),
    ("PLN", "Polish zloty"), ("INR", "Indian rupee"), ("KWD", "Kuwaiti dinar"),
)  # fmt: skip
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


class NewBookDialog(FormDialog):
    """Makes the book itself, so that what is wrong appears beside its field."""

    made = Signal(object)  # the open Book

    def __init__(self, outside: Outside, folder: Path, parent: QWidget | None) -> None:
        super().__init__("new_book", parent)
        self.say(self.tr("New book"), self.tr("Make the book"))
        self._outside, self._folder = outside, folder
        self._follows = True  # the file is named like the business until the user names it
        self._name = TextField(self.tr("as it stands on your documents"))
        currency = ChoiceField([Choice(code, f"{code}  {words}") for code, words in _CURRENCIES])
        language = ChoiceField(languages())
        self._file = TextField()
        self.body.addWidget(self.form.field("name", self.tr("Business"), self._name))
        beside = QHBoxLayout()
        beside.setSpacing(grid(3))
        for name, label, editor in (
            ("currency", self.tr("Currency"), currency),
            ("language", self.tr("Language of documents"), language),
        ):
            beside.addWidget(self.form.field(name, label, editor), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(beside)
        self.body.addWidget(self.form.field("file", self.tr("File"), self._file))
        self._name.textChanged.connect(self._name_file)
        self._file.textEdited.connect(self._stop_following)
        currency.set_value("USD")
        language.set_value(usual())
        self._name_file()
        self._name.setFocus()

    def act(self) -> None:
        """Makes the book; refused, the dialog stays and says why."""
        self.form.clear_marks()
        given = self.form.values()
        text = str(given.get("file", ""))
        path = Path(text if text.endswith(_ENDING) else f"{text}{_ENDING}").expanduser()
        if problems := self._problems(given, path):
            self.form.mark(problems)
            return
        try:
            book = self._outside.new_book(
                path,
                name=given["name"],
                currency=str(given["currency"]).upper(),
                chart=_CHART,
                on=self._outside.today(),
                then=lambda book: self._speak(book, str(given.get("language", ""))),
            )
        except Refused as refused:
            self.form.mark(refused.problems)
        except Unavailable as error:
            self.form.mark([Problem("invalid_value", error.message, "file", error.hint)])
        else:
            self.accept()
            self.made.emit(book)

    def _speak(self, book: "Book", language: str) -> None:
        """The language of its documents. Refused: invalid_value."""
        from app.commands import books
        from app.commands.inputs import SettingsDraft

        draft = SettingsDraft(language=language)
        book.do(self._outside.today(), books.update_settings, draft)

    def _problems(self, given: dict[str, Any], path: Path) -> list[Problem]:
        """What can be told before anything is made, all of it at once."""
        found = [
            Problem("required", said, field, self.tr("Fill it in."))
            for field, said in (
                ("name", self.tr("The name of the business is missing.")),
                ("currency", self.tr("The currency is missing.")),
                ("file", self.tr("The file is missing.")),
            )
            if not given.get(field)
        ]
        try:
            exponent(str(given.get("currency", "USD")).upper())
        except Refused as refused:
            found += [one.at("currency") for one in refused.problems]
        if given.get("file") and not path.parent.is_dir():
            said = self.tr("There is no folder {folder}.").format(folder=path.parent)
            hint = self.tr("Choose a folder that exists.")
            found.append(Problem("invalid_value", said, "file", hint))
        elif given.get("file") and path.exists():
            said = self.tr("{file} exists already.").format(file=path.name)
            found.append(Problem("already_exists", said, "file", self.tr("Choose another name.")))
        return found

    def _name_file(self) -> None:
        if self._follows:
            name = self._name.value().translate(_NOT_IN_NAMES) or self.tr("My business")
            self._file.set_value(self._folder / f"{name}{_ENDING}")
            self._file.setCursorPosition(len(self._file.text()))

    def _stop_following(self) -> None:
        self._follows = False
