"""What leaves the window: messages that the system's mail program opens, files in a folder."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.errors import Unavailable
from app.gui.desk import Batch, Desk
from app.gui.jobs import Job
from app.gui.notices import Notices
from app.gui.perform import tell_unavailable

if TYPE_CHECKING:  # printing comes in when something is printed
    from app.gui.many import Many

_NAME: Final = "left"  # of the notice: the next one takes its place
_KEPT: Final = 100  # messages that stay in the folder: what was sent, the mail program keeps


class Outgoing(QObject):
    """`folder` is where messages wait for the mail program; only the user may look into it."""

    def __init__(
        self,
        window: QWidget,
        notices: Notices,
        folder: Path,
        tell: Callable[[str], None],
        run: Callable[[Job], object],
    ) -> None:
        super().__init__(window)
        self._window, self._notices, self._folder, self._tell = window, notices, folder, tell
        self._many: Many | None = None
        self._run = run

    def post(self, name: str, content: bytes) -> None:
        """Writes a message under a file's name and opens it, to be looked at and sent."""
        from app.paper.batch import write_one

        try:
            path = write_one(self._folder, name, content)
        except Unavailable as error:
            tell_unavailable(self._window, error)
            return
        self._let_go()
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            said = self.tr("{file} is opened in the mail program.")
            self._tell(said.format(file=path.name))
        else:
            said = self.tr("No program here opens messages. {file} is kept, to be sent from one.")
            self.tell_place(said.format(file=path.name), self._folder, sign="warning")

    def tell_place(self, sentence: str, folder: Path, *, sign: str = "positive") -> None:
        """A sentence over the page, with a button that opens the folder."""
        self._notices.say(_NAME, sign, sign, sentence).offer_folder(folder)

    def print_many(self, desk: Desk, batch: Batch) -> None:
        """Prints or saves many documents beside the user's work, and says where they are."""
        from app.gui.many import Many

        if self._many is None:
            self._many = Many(self._window, self._run, self._tell, self.tell_place)
        self._many.start(desk, batch)

    def leave(self) -> None:
        """The book is closed: what is half done is given up."""
        if self._many is not None:
            self._many.leave()

    def _let_go(self) -> None:
        """The oldest messages go."""
        found = sorted(self._folder.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns)
        for path in found[:-_KEPT]:
            path.unlink(missing_ok=True)
