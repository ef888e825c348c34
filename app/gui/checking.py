"""Every check of the book from the window: now, and once a day by itself while a book is open."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.gui.chores import Chore
from app.gui.desk import Desk
from app.gui.jobs import Cancelled, Job, Progress
from app.gui.notices import Notices
from app.gui.outside import Outside

if TYPE_CHECKING:
    from app.book.book import Book
    from app.book.checks import Finding

_NAME: Final = "check"  # of its notice: the next one takes its place
_KEPT: Final = "checked"  # in the book's memory: the last day on which it was found sound


class Checking(Chore):
    """`restore` opens a backup of a damaged book."""

    def __init__(
        self,
        outside: Outside,
        window: QWidget,
        notices: Notices,
        run: Callable[[Job], object],
        restore: Callable[[], object],
    ) -> None:
        super().__init__(outside, window, notices, run)
        self._restore = restore
        self._looked_at = ""  # the day on which this book was looked at since it is open

    def watch(self, desk: Desk) -> None:
        super().watch(desk)
        self._looked_at = ""

    def now(self) -> None:
        """Checks because the user wants it, and says what was found."""
        if self._is_free:
            self._begin(self._made(), self._say, self._refuse)

    def daily(self) -> None:
        """Checks a book that was not found sound today; once, whatever comes of it."""
        if self._is_free and self._today not in {self.desk.memory.get(_KEPT), self._looked_at}:
            self._begin(self._made(), self._mention, self._refuse, Job.start)

    @property
    def _today(self) -> str:
        return self._outside.clock().date().isoformat()

    def _made(self) -> Job:
        self._looked_at = self._today
        return Job(self.tr("Checking the book"), _check, self, book=self.desk.book)

    def _mention(self, found: "tuple[Finding, ...]") -> None:
        """Nobody asked: a sound book is worth a word in the status bar, no more."""
        if not found:
            self._keep()
            self.desk.tell(self.tr("Checked: the book is sound."))
        else:
            self._say(found)

    def _say(self, found: "tuple[Finding, ...]") -> None:
        from app.book import checks

        if not found:
            self._keep()
            said = self.tr("The book is sound: every check passed, {count} of them.")
            said = said.format(count=f"{len(checks.CHECKS):n}")
            self._notices.say(_NAME, "positive", "positive", said)
            return
        said = self.tr("This book is damaged. What the checks found: {count}.")
        said = said.format(count=f"{len(found):n}")
        notice = self._notices.say(_NAME, "warning", "danger", said, first=True)
        notice.offer(self.tr("Look at it…"), lambda: self._show(found))

    def _show(self, found: "tuple[Finding, ...]") -> None:
        from app.gui.dialogs.findings import FindingsDialog

        FindingsDialog(found, self._restore, self._window).open()

    def _keep(self) -> None:
        self.desk.memory.put(_KEPT, self._today)


# On the pool's thread


def _check(progress: Progress, book: "Book") -> "tuple[Finding, ...]":
    from app.book import checks

    found: list[Finding] = []
    total = len(checks.CHECKS)
    with book.look() as connection:
        for done, check in enumerate(checks.CHECKS):
            going = partial(_goes_on, progress, done, total)
            found += checks.findings(connection, (check,), going)
    progress(total, total)
    return tuple(found)


def _goes_on(progress: Progress, done: int, total: int) -> bool:
    """Tells how far it is. False once the user has given it up."""
    try:
        progress(done, total)
    except Cancelled:
        return False
    return True
