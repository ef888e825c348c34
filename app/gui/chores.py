"""Work on the open book beside its user: one piece at a time, given up when the book is closed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import Unavailable, present
from app.gui.desk import Desk
from app.gui.jobs import Job
from app.gui.notices import Notices
from app.gui.outside import Outside
from app.gui.perform import tell_unavailable


class Chore(QObject):
    """Starts its jobs for the book that it watches, and tells how they ended."""

    def __init__(
        self,
        outside: Outside,
        window: QWidget,
        notices: Notices,
        run: Callable[[Job], object],
    ) -> None:
        super().__init__(window)
        self._outside, self._window, self._notices = outside, window, notices
        self._run = run
        self._desk: Desk | None = None
        self._job: Job | None = None

    def watch(self, desk: Desk) -> None:
        """From now on works on this book."""
        self._desk = desk

    def leave(self) -> None:
        """The book is closed; what is half done is given up, and nobody is told of it."""
        job, self._desk, self._job = self._job, None, None
        if job is not None:
            job.cancel()

    @property
    def desk(self) -> Desk:
        """That of the book whose work has ended."""
        return present(self._desk, "a book is open")

    def _begin(
        self,
        job: Job,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        run: Callable[[Job], object] | None = None,
    ) -> None:
        """Starts a job, under the pages unless `run` is another place for it."""
        self._job = job
        job.done.connect(lambda answer: self._land(job, done, answer))
        job.failed.connect(lambda error: self._land(job, failed, error))
        job.cancelled.connect(lambda: self._land(job, None))
        (run or self._run)(job)

    @property
    def _is_free(self) -> bool:
        """Whether there is a book, and nothing is done in it yet."""
        return self._desk is not None and self._job is None

    def _land(self, job: Job, tell: Callable[[Any], object] | None, *news: Any) -> None:
        if job is not self._job:  # it was of a book that is closed
            return
        self._job = None
        self._end()
        if tell is not None:
            tell(*news)

    def _end(self) -> None:
        """A job has ended, however it did."""

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Unavailable):
            tell_unavailable(self._window, error)
