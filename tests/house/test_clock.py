"""Today is an argument: only the front door and the command line read the clock."""

import ast

import pytest

from tests.house.source import expect_none, sources

MAY_READ = {"__main__", "cli"}
CLOCK = {
    "date.today",
    "datetime.today",
    "datetime.now",
    "datetime.utcnow",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
    "QDate.currentDate",
    "QTime.currentTime",
    "QDateTime.currentDateTime",
    "QDateTime.currentDateTimeUtc",
}
# Functions of `time` that do no harm under their own name: they measure, they do not tell the day.
HARMLESS = {
    "monotonic",
    "monotonic_ns",
    "perf_counter",
    "perf_counter_ns",
    "sleep",
    "thread_time",
}


def readings(text: str) -> list[str]:
    """Where a file reads the clock, or brings the name in to do so."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            # The last two names decide: `datetime.date.today` is `date.today`.
            if ".".join(ast.unparse(node).split(".")[-2:]) in CLOCK:
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [f"{node.lineno}: {a.name}" for a in node.names if a.name not in HARMLESS]
    return found


def test_only_the_doors_read_the_clock():
    expect_none(
        [
            f"{source.path}:{reading}"
            for source in sources("app")
            if source.room not in MAY_READ
            for reading in readings(source.text)
        ]
    )


@pytest.mark.parametrize(
    "planted",
    [
        "from datetime import date\nx = date.today()",
        "import datetime\nx = datetime.datetime.now(tz)",
        "import datetime as dt\nx = dt.date.today()",
        "import time\nx = time.time()",
        "from time import time",
        "from datetime import datetime\nf(clock=datetime.utcnow)",
        "x = QtCore.QDate.currentDate()",
    ],
)
def test_the_guard_can_fail(planted):
    assert readings(planted)


def test_measuring_how_long_something_took_is_not_reading_the_clock():
    assert readings("import time\nfrom time import perf_counter\nx = time.monotonic()") == []
