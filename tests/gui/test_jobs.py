"""Long work runs beside the window, says how far it is, and stops when told."""

import os
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread

from app.domain.errors import Unavailable
from app.gui.jobs import Cancelled, Job, JobsPanel, Progress, Step
from tests.gui.drivers.jobs import JobsDriver


@pytest.fixture
def panel(qtbot):
    panel = JobsPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 60)
    return panel


def test_the_answer_lands_on_the_ui_thread(qtbot):
    where = []

    def work(progress, number: int) -> int:
        where.append(QThread.currentThread())
        progress(1, 1)
        return number * 2

    job, answers = Job("Double", work, number=21), []
    job.done.connect(lambda answer: answers.append((answer, QThread.currentThread())))
    with qtbot.waitSignal(job.done):
        job.start()
    assert answers == [(42, job.thread())]
    assert where[0] is not job.thread()


def test_big_numbers_come_through_whole(qtbot):
    job = Job("Big", lambda progress: 2**70)  # noqa: ARG005
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert done.args == [2**70]


def test_the_panel_counts_and_goes(qtbot, panel):
    go_on = threading.Event()

    def work(progress):
        progress(37, 214)
        go_on.wait(5)
        progress(214, 214)

    driver = JobsDriver(qtbot, panel)
    assert driver.counts == []
    panel.run(Job("Print", work))
    assert driver.shown
    qtbot.waitUntil(lambda: driver.counts[0].startswith("37 of 214"))
    with qtbot.waitSignal(panel.idle):
        go_on.set()
    assert panel.jobs() == ()
    qtbot.waitUntil(lambda: driver.counts == [])


def test_cancel_stops_at_the_next_step(qtbot, panel):
    reached: list[int] = []
    pressed = threading.Event()

    def work(progress):
        for at in range(1000):
            progress(at, 1000)
            reached.append(at)
            pressed.wait(5)

    driver = JobsDriver(qtbot, panel)
    job = panel.run(Job("Print", work))
    qtbot.waitUntil(lambda: reached == [0])
    with qtbot.waitSignal(job.cancelled):
        driver.cancel()
        assert driver.counts == ["stopping…"]
        pressed.set()
    assert reached == [0]
    assert not driver.shown


def test_what_the_machine_cannot_do_is_told(qtbot, panel):
    def work(progress):
        progress(0, 1)
        raise Unavailable("The disk is full.")

    job = Job("Print", work)
    with qtbot.waitSignal(job.failed) as failed:
        panel.run(job)
    assert str(failed.args[0]) == "The disk is full."


def test_a_bug_goes_to_the_crash_dialog(qtbot, panel, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *facts: caught.append(facts[0]))
    job = Job("Divide", lambda progress: progress(1, 0) or os.environ["NOT_THERE"])
    with qtbot.waitSignal(job.failed):
        panel.run(job)
    assert caught == [KeyError]
    assert panel.jobs() == ()


def test_time_left_is_told_once_it_can_be():
    told: list[Step] = []
    progress = Progress(told.append)
    progress(0, 10)
    progress(10, 10)
    assert told[0] == Step(0, 10, None)
    assert told[-1].left_s == 0


def test_news_is_thinned_out():
    told: list[Step] = []
    progress = Progress(told.append)
    for at in range(1, 10001):
        progress(at, 10000)
    assert len(told) < 100
    assert told[-1].done == 10000


def test_progress_raises_once_cancelled():
    progress = Progress(lambda _step: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress(1, 2)


def test_whoever_asked_is_gone_and_is_told_nothing(qtbot, panel):
    waits, go_on, told = threading.Event(), threading.Event(), []

    def work(progress):
        waits.set()
        assert go_on.wait(5)
        progress(1, 2)

    asker = QObject()
    job = Job("Print", work, asker)
    for end in (job.progressed, job.done, job.failed, job.cancelled):
        end.connect(lambda *news: told.append(news))
    panel.run(job)
    qtbot.waitUntil(waits.is_set)
    asker.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.waitSignal(panel.idle):
        go_on.set()
    assert told == []
    assert job.ended
