"""P7 and P9: the large book in the window, in processes of its own as a user starts them."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.book.book import Book
from app.book.upgrade import create_book
from app.commands import credits, parties
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from tests.bench import Row, medians
from tests.bench.book import kept
from tests.bench.book.ground import lay
from tests.bench.of_ledger.shelf import FOLDER, LARGE, TODAY, clock
from tests.bench.start import OURS, call, surroundings

OPENINGS, RUNS = 7, 5
MOST_MEMORY = 80.0  # MB

# Both scroll 90 times: a wheel's step from the top, then far jumps, each to a picture of the
# list. The window is the program's own; its journal is found by its name.
SCROLLING = """
import json, os, sys
from random import Random
from statistics import median
from time import perf_counter
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

def scrolled(view, rows):
    app, bar, turn = QApplication.instance(), view.verticalScrollBar(), Random(1)
    taken = {}
    steps = [3 * n for n in range(45)]
    jumps = [turn.randrange(rows) for _ in range(45)]
    for name, places in (("step", steps), ("jump", jumps)):
        seconds = []
        for place in places:
            start = perf_counter()
            bar.setValue(min(place, bar.maximum()))
            view.viewport().grab()
            seconds.append(perf_counter() - start)
        taken[name] = median(seconds)
    app.processEvents()
    with open("/proc/self/statm") as file:
        taken["memory"] = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    geometry = view.viewport().width(), view.viewport().height(), view.rowHeight(0)
    taken["geometry"] = [*geometry, view.model().columnCount()]
    taken["rows"] = view.model().rowCount()
    print(json.dumps(taken), flush=True)
    os._exit(0)

# the list
"""
OUR_LIST = SCROLLING.replace(
    "# the list",
    """
from app.__main__ import main

def look(*_):
    app = QApplication.instance()
    window = next(one for one in app.topLevelWidgets() if one.isVisible())
    for _ in range(200):
        app.processEvents()
    window._pages.show_page("journal")
    for _ in range(200):
        app.processEvents()
    view = window.findChild(QTableView, "journal")
    assert view.isVisible()
    scrolled(view, view.model().rowCount())

QApplication.exec = look
sys.exit(main(["open", sys.argv[1]]))
""",
)
BARE_LIST = SCROLLING.replace(
    "# the list",
    """
import sqlite3
path, width, height, tall, columns = sys.argv[1], *map(int, sys.argv[2:])
base = sqlite3.connect(path)
rows = base.execute("SELECT COUNT(*) FROM entry").fetchone()[0]

class Model(QAbstractTableModel):
    pages = {}
    def rowCount(self, parent=None):
        return rows
    def columnCount(self, parent=None):
        return columns
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number, place = divmod(index.row(), 128)
        if number not in self.pages:
            if len(self.pages) > 48:
                self.pages.clear()
            self.pages[number] = base.execute(
                "SELECT e.date, e.id, e.description, d.number, p.name, e.act FROM entry e "
                "LEFT JOIN document d ON d.id = e.document_id "
                "LEFT JOIN party p ON p.id = d.party_id WHERE e.id <= ? ORDER BY e.id DESC "
                "LIMIT 128", (rows - 128 * number,)).fetchall()
        return str(self.pages[number][place][index.column() % 6])

app = QApplication(sys.argv)
view = QTableView()
model = Model()
view.verticalHeader().setDefaultSectionSize(tall)
view.verticalHeader().hide()
view.setModel(model)
view.resize(width, height)
view.show()
app.processEvents()
seen = view.viewport()
view.resize(view.width() + width - seen.width(), view.height() + height - seen.height())
app.processEvents()
scrolled(view, rows)
""",
)


def run() -> list[Row]:
    """Opening to a usable list, frames of the ledger, memory."""
    large = kept(LARGE, FOLDER)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        small = home / "small.avoir"
        a_small_book(small).close()
        return [opening(home, small, large), *scrolling(home, small, large)]


def a_small_book(path: Path) -> Book:
    """All but empty: one credit memo, so that there is a row to wait for."""
    book = create_book(path, clock)
    lay(book, 1)
    party = book.do(TODAY, parties.create, CUSTOMER, name="Acme").id
    draft = CreditDraft(party=party, reason="return", amount="10")
    book.do(TODAY, credits.create, CUSTOMER, draft, issue=True)
    return book


def opening(home: Path, small: Path, large: Path) -> Row:
    ours, empty = medians(
        lambda: call(home, "-c", OURS, str(large)),
        lambda: call(home, "-c", OURS, str(small)),
        OPENINGS,
    )
    name = f"opened in the window, {LARGE:,} : one memo"
    return Row(name, ours, empty, ours / empty, "<= 1.3 x", ours <= 1.3 * empty)


def scrolling(home: Path, small: Path, large: Path) -> list[Row]:
    """Frames of ours and of the bare model in turns; the memory of ours over a small book's."""
    told(home, OUR_LIST, large)  # warm
    found: list[tuple[Any, Any]] = []
    for _ in range(RUNS):
        mine = told(home, OUR_LIST, large)
        found.append((mine, told(home, BARE_LIST, large, *mine["geometry"])))
    rows = []
    for name, title in (("step", "a step"), ("jump", "a jump")):
        ours = sorted(mine[name] for mine, _ in found)[RUNS // 2]
        bare = sorted(other[name] for _, other in found)[RUNS // 2]
        text = f"ledger of {LARGE:,}, frame after {title}"
        rows.append(Row(text, ours, bare, ours / bare, "<= 1.3 x bare", ours <= 1.3 * bare))
    most = max(mine["memory"] for mine, _ in found)
    over = most - told(home, OUR_LIST, small)["memory"]
    text = f"memory over a small book: {over:.0f} MB"
    return [*rows, Row(text, 0, 0, over / MOST_MEMORY, "<= 80 MB", over <= MOST_MEMORY)]


def told(home: Path, script: str, book: Path, *facts: int) -> Any:
    """What a script says of itself in its last line."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(book), *map(str, facts)],
        env=surroundings(home),
        cwd=home,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
