"""The tour leaves the sample book, its documents and a picture of every screen."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from app.gui.scenes import SCENES
from tests.gui.drivers.books import outside
from tests.house.source import ROOT

# The real front door, with the first scenes only.
SHORT = """
import sys
from app.__main__ import main
from app.gui import scenes
scenes.SCENES = scenes.SCENES[:int(sys.argv[1])]
sys.exit(main(["tour", "--out", sys.argv[2]]))
"""

PAPERS = {
    "credit-memo-issued", "credit-memo-draft", "credit-memo-void", "vendor-credit-issued",
    "invoice-open", "invoice-paid", "invoice-draft", "invoice-of-pages", "de-credit-memo",
    "fr-credit-memo", "es-invoice", "en-gb-invoice", "arabic", "hebrew", "japanese", "greek",
    "statement-customer-en", "statement-vendor-en", "credit-register", "trial-balance",
    "account-register", "journal",
}  # fmt: skip


def run(folder, count):
    bare = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    return subprocess.run(
        [sys.executable, "-c", SHORT, str(count), str(folder)],
        cwd=ROOT, env=bare, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip


@pytest.mark.parametrize("count", [2, pytest.param(len(SCENES), marks=pytest.mark.long)])
def test_the_tour_needs_no_screen_and_says_what_lies_where(tmp_path, count):
    out = tmp_path / "tour"
    done = run(out, count)
    assert (done.returncode, done.stderr) == (0, "")
    told = [line.split("  ")[0] for line in done.stdout.splitlines()]
    assert told == [str(out / one) for one in ("sample.avoir", "pdf", "papers.png", "pictures")]
    pictures = sorted(path.name for path in (out / "pictures").iterdir())
    assert len(pictures) == 2 * count
    assert pictures[0].startswith("01-")
    assert not QImage(str(out / "pictures" / pictures[0])).isNull()
    papers = list((out / "pdf").iterdir())
    assert {path.stem for path in papers} >= PAPERS
    assert all(path.read_bytes().startswith(b"%PDF-") for path in papers)
    sheet = QImage(str(out / "papers.png"))
    assert sheet.width() > 2000
    assert sheet.height() > sheet.width()
    book = outside().open_book(out / "sample.avoir")
    book.close()


def test_a_tour_never_writes_over_a_book(tmp_path):
    precious = tmp_path / "sample.avoir"
    precious.write_bytes(b"precious")
    done = run(tmp_path, 1)
    assert done.returncode == 2
    assert "sample.avoir exists already" in done.stderr
    assert precious.read_bytes() == b"precious"
