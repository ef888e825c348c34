"""Long work off the UI thread: plain functions in a pool, their news back on the UI thread."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import Refused, Unavailable
from app.gui.theme import grid

_NEWS_EVERY_S: Final = 0.05  # more often nobody can read it


class Cancelled(Exception):
    """Raised inside the work, by its progress, once the user has pressed Cancel."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is, and about how many seconds are left (None while nobody can tell)."""

    done: int
    total: int
    left_s: float | None = None


class Progress:
    """What a work function is handed: `progress(done, total)`. It raises once cancelled."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._began, self._told = time.monotonic(), 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tells how far the work is. Raises Cancelled when the user wants no more of it."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._told >= _NEWS_EVERY_S:
            self._told = now
            left = (now - self._began) * (total - done) / done if done else None
            self._tell(Step(done, total, left))

    def cancel(self) -> None:
        """Makes the next call raise."""
        self._stop.set()


class Job(QObject):
    """One run of `work(progress=…, **facts)`. Its signals arrive on the thread that made it.

    Exactly one of the last four comes at the end. A bug goes to the crash dialog and then counts
    as `failed`. With its `parent` the work is given up: whoever asked is gone, and is told
    nothing any more."""

    progressed = Signal(object)  # Step
    done = Signal(object)  # what the work answered
    failed = Signal(object)  # Refused, Unavailable or a bug
    cancelled = Signal()
    left = Signal()  # for the panel: nobody waits for it any more
    _news = Signal(str, object)
    # Whoever asked may be gone before the answer is here. A job is let go on the thread that made
    # it, never on the pool's: Qt would find the rest of its news without a receiver.
    _running: Final[set["Job"]] = set()

    def __init__(
        self, title: str, work: Callable[..., Any], parent: QObject | None = None, **facts: Any
    ) -> None:
        super().__init__()  # not its child: it would be gone while it runs
        self.title = title
        self._work, self._facts = work, facts
        self._progress = Progress(lambda step: self._news.emit("progressed", step))
        self._news.connect(self._land)  # a QObject's method: queued to its own thread
        self.ended = self._is_left = False
        if parent is not None:
            parent.destroyed.connect(self._leave)

    def start(self, pool: QThreadPool | None = None) -> None:
        """Runs the work in the pool, the shared one when left out."""
        self._running.add(self)
        (pool or QThreadPool.globalInstance()).start(_Run(self._go))

    def cancel(self) -> None:
        """Asks the work to stop at its next step; what it has not finished is undone by itself."""
        self._progress.cancel()

    def _leave(self) -> None:
        self._is_left = True
        self.cancel()

    def _go(self) -> None:
        """On the pool's thread."""
        try:
            answer = self._work(progress=self._progress, **self._facts)
        except Cancelled:
            self._news.emit("cancelled", None)
        except Exception as error:  # noqa: BLE001 told on the UI thread, bugs to the crash dialog
            self._news.emit("failed", error)
        else:
            self._news.emit("done", answer)

    @Slot(str, object)
    def _land(self, what: str, news: object) -> None:
        if what == "progressed":
            if not (self.ended or self._is_left):
                self.progressed.emit(news)
            return
        self.ended = True
        QTimer.singleShot(0, lambda: self._running.discard(self))
        if self._is_left:
            self.left.emit()
        elif what == "cancelled":
            self.cancelled.emit()
        elif what == "done":
            self.done.emit(news)
        elif isinstance(news, Exception):
            if not isinstance(news, Refused | Unavailable):
                sys.excepthook(type(news), news, news.__traceback__)
            self.failed.emit(news)


class JobsPanel(QWidget):
    """The jobs that run, one line each: title, bar, count and time left, Cancel. Gone when none
    runs; the window stays usable all the while."""

    idle = Signal()  # the last job ended

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "raised")
        self._lines: dict[Job, _Line] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(grid(4), grid(2), grid(4), grid(2))
        self.hide()

    def run(self, job: Job, pool: QThreadPool | None = None) -> Job:
        """Starts a job and shows it until it ends."""
        line = self._lines[job] = _Line(job)
        self._box.addWidget(line)
        for end in (job.done, job.failed, job.cancelled, job.left):
            end.connect(lambda *_news: self._drop(job))
        self.show()
        job.start(pool)
        return job

    def jobs(self) -> tuple[Job, ...]:
        """The jobs that run."""
        return tuple(self._lines)

    def _drop(self, job: Job) -> None:
        line = self._lines.pop(job, None)
        if line:
            self._box.removeWidget(line)
            line.deleteLater()
        if not self._lines:
            self.hide()
            self.idle.emit()


class _Line(QWidget):
    """One job of the panel."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(job.title)
        self._count = QLabel(self.tr("starting…"))
        self._count.setObjectName("job_count")
        self._count.setProperty("role", "muted")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("job_cancel")
        self._cancel.setAccessibleName(self.tr("Cancel: {job}").format(job=job.title))
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(grid(4))
        row.addWidget(QLabel(job.title))
        row.addWidget(self._bar, 1)
        row.addWidget(self._count)
        row.addWidget(self._cancel)
        job.progressed.connect(self._tell)

    def _tell(self, step: Step) -> None:
        self._bar.setRange(0, 1000)  # 32 bits hold no count of bytes
        self._bar.setValue(1000 * step.done // max(step.total, 1))
        count = self.tr("{done} of {total}").format(done=step.done, total=step.total)
        self._count.setText(f"{count} · {self._left(step.left_s)}" if step.left_s else count)

    def _left(self, seconds: float) -> str:
        if seconds < 2:
            return self.tr("a moment left")
        if seconds < 90:
            return self.tr("about {count} s left").format(count=round(seconds))
        return self.tr("about {count} min left").format(count=round(seconds / 60))

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._count.setText(self.tr("stopping…"))
        self._job.cancel()


class _Run(QRunnable):
    def __init__(self, go: Callable[[], None]) -> None:
        super().__init__()
        self._go = go

    def run(self) -> None:
        self._go()
