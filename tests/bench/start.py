"""P8: from the start of the program to its window, and the quick calls of the command line."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import Row, medians

TIMES = 15
ROOT = Path(__file__).parent.parent.parent

BARE = """
import os
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableWidget(40, 7))
window.resize(1180, 760)
window.show()
app.processEvents()
window.grab()
os._exit(0)
"""

# The real front door; only waiting for the user is replaced: by waiting for the book's rows.
# Both stop at the first picture with rows: closing down is not part of the start.
OURS = """
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView
from app.__main__ import main

def until_rows(*_):
    app = QApplication.instance()
    for _ in range(20_000):
        app.processEvents()
        views = [view for view in app.allWidgets() if isinstance(view, QTableView)]
        if any(view.isVisible() and view.model() and view.model().rowCount() for view in views):
            break
    else:
        raise SystemExit("no rows were shown")
    next(widget for widget in app.topLevelWidgets() if widget.isVisible()).grab()
    os._exit(0)

QApplication.exec = until_rows
sys.exit(main(["open", sys.argv[1]]))
"""


def run() -> list[Row]:
    """The window on the sample book; check and show on a small book."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        sample, small = home / "sample.avoir", home / "small.avoir"
        call(home, "-m", "app", "sample", str(sample))
        call(home, "-m", "app", "new", str(small), "--name", "Small", "--currency", "USD")
        window, bare = medians(
            lambda: call(home, "-c", OURS, str(sample)), lambda: call(home, "-c", BARE), TIMES
        )
        limit = 1.5 * bare + 0.4
        rows = [
            Row(
                "window with rows, sample book",
                window,
                bare,
                window / bare,
                f"<= 1.5 x bare + 400 ms = {limit * 1000:,.0f} ms",
                window <= limit,
            )
        ]
        for words in (("check", str(small)), ("show", str(small), "trial_balance")):
            ours, raw = medians(
                partial(call, home, "-m", "app", *words),
                partial(call, home, "-c", "import sqlalchemy"),
                TIMES,
            )
            name = f"avoir {words[0]}, small book"
            ratio = ours / raw
            rows.append(Row(name, ours, raw, ratio, "<= 1.3 x import sqlalchemy", ratio <= 1.3))
    return rows


def call(home: Path, *words: str) -> None:
    """One process from start to end."""
    subprocess.run(
        [sys.executable, *words],
        env=surroundings(home),
        cwd=home,
        check=True,
        capture_output=True,
    )


def surroundings(home: Path) -> dict[str, str]:
    """The environment of such a process: a home of its own, no screen, byte code kept."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(ROOT),
    }
