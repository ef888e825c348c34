"""What the checks found wrong in a book, and what to do about it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.gui.dialogs.frame import FormDialog
from app.gui.fields import NotesField
from app.gui.theme import grid

if TYPE_CHECKING:
    from app.book.checks import Finding

_LINES: Final = 8  # that are seen at once


class FindingsDialog(FormDialog):
    """Everything that was found, to be read and copied; the primary button opens a backup."""

    def __init__(
        self, found: "Sequence[Finding]", restore: Callable[[], object], parent: QWidget | None
    ) -> None:
        super().__init__("findings", parent)
        self.width_at_one = 620
        self._open_backup = restore
        self.say(self.tr("This book is damaged"), self.tr("Open a backup…"))
        self.dismiss.setText(self.tr("Close"))
        said = QLabel(
            self.tr(
                "Its figures can no longer be trusted. Enter nothing more in it and keep the "
                "file; make a new book of the newest backup that is sound, and compare."
            )
        )
        said.setWordWrap(True)
        self._found = NotesField(_LINES)
        self._found.setObjectName("found")
        self._found.setReadOnly(True)
        self._found.setAccessibleName(self.tr("What the checks found"))
        self._found.set_value("\n".join(one.message for one in found))
        copy = QPushButton(self.tr("Copy"))
        copy.setObjectName("copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda _checked=False: self._copy())
        self.buttons.insertWidget(0, copy)
        self.body.addWidget(said)
        self.body.addSpacing(grid(2))
        self.body.addWidget(self._found)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._found.value())

    def act(self) -> None:
        """Goes on to the backups."""
        self.accept()
        self._open_backup()
