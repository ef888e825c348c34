"""Cycles are collected between events of the window's thread, not by whoever allocates."""

import gc

import pytest
from PySide6.QtCore import QObject

from app.gui.collector import Collector


@pytest.fixture
def collector(qapp):
    parent = QObject(qapp)
    yield Collector(parent)
    parent.deleteLater()


class Cycle:
    """Something that only the collector takes away."""

    def __init__(self, gone: list[str]):
        self.me, self.gone = self, gone

    def __del__(self):
        self.gone.append("gone")


@pytest.mark.usefixtures("collector")
def test_python_itself_collects_no_more():
    assert not gc.isenabled()
    gone: list[str] = []
    Cycle(gone)
    many = [[place] for place in range(10 * gc.get_threshold()[0])]
    assert not gone
    assert many


@pytest.mark.usefixtures("collector")
def test_what_has_grown_is_collected_between_events(qtbot):
    gone: list[str] = []
    Cycle(gone)
    many = [[place] for place in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    assert many


def test_nothing_is_looked_through_that_has_not_grown(collector, monkeypatch):
    gc.collect()
    seen: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(gc, "collect", seen.append)
        collector.collect()
    assert seen == []
