"""The book's notices reach the window on its own thread, and only while it lives."""

import threading
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QThread

from app.gui.signals import BookSignals


class Listening:
    """The part of a book that tells."""

    def __init__(self):
        self.listeners: list[Any] = []

    def listen(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, changed: object):
        for listener in tuple(self.listeners):
            listener(changed)


@pytest.fixture
def book() -> Any:
    return Listening()


@pytest.mark.usefixtures("qapp")
def test_a_notice_arrives_at_once(book):
    heard: list[object] = []
    signals = BookSignals(book)
    signals.changed.connect(heard.append)
    book.tell("changed")
    assert heard == ["changed"]


@pytest.mark.usefixtures("qapp")
def test_nothing_arrives_after_stop(book):
    heard: list[object] = []
    signals = BookSignals(book)
    signals.changed.connect(heard.append)
    signals.stop()
    signals.stop()
    book.tell("changed")
    assert (heard, book.listeners) == ([], [])


@pytest.mark.usefixtures("qapp")
def test_the_listener_goes_with_its_owner(book):
    signals = BookSignals(book)
    shiboken6.delete(signals)
    assert book.listeners == []


def test_a_notice_from_another_thread_lands_on_this_one(book, qtbot):
    signals, where = BookSignals(book), []
    signals.changed.connect(lambda _changed: where.append(QThread.currentThread()))
    thread = threading.Thread(target=book.tell, args=("changed",))
    thread.start()
    thread.join()
    assert where == []
    qtbot.waitUntil(lambda: where == [signals.thread()])
