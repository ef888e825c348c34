"""`avoir tour`: the sample book, its papers as PDF, and a picture of every screen."""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.domain.errors import Unavailable
from app.gui import theme
from app.gui.collector import Collector
from app.gui.outside import Outside

if TYPE_CHECKING:
    from app.book.book import Book

_LOOKS: Final[tuple[theme.Scheme, ...]] = ("light", "dark")
_WRONG: Final = 2
_QUALITY: Final = 80  # of 100: the same dots, packed quicker


def tour(out: Path, outside: Outside) -> int:
    """Fills the folder `out`, needs no display, and says on standard output what lies where."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        out.mkdir(parents=True, exist_ok=True)
        book = outside.sample(out / "sample.avoir")
    except (OSError, Unavailable) as error:
        hint = getattr(error, "hint", None) or ""
        sys.stderr.write(f"{error} {hint}".rstrip() + "\n")
        return _WRONG
    say(f"{out / 'sample.avoir'}  a year of a small trading company")
    printed = _print(book, out)
    book.close()
    say(f"{out / 'pdf'}  {printed} papers: documents, statements and reports")
    say(f"{out / 'papers.png'}  all of them on one sheet")
    taken = take_pictures(out / "sample.avoir", out / "pictures", outside)
    say(f"{out / 'pictures'}  {taken} pictures, light and dark")
    return 0


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def _print(book: "Book", out: Path) -> int:
    """Every kind of paper as a PDF, and all of them on one sheet; answers how many."""
    from app.gui.application import application
    from app.gui.paper_wall import paper_wall
    from app.gui.tour_papers import papers

    theme.apply(application(), _LOOKS[0])  # captions want fonts
    folder = out / "pdf"
    folder.mkdir(exist_ok=True)
    found = list(papers(book))
    for paper in found:
        (folder / f"{paper.name}.pdf").write_bytes(paper.content)
    paper_wall(found).save(str(out / "papers.png"), quality=_QUALITY)
    return len(found)


def take_pictures(sample: Path, folder: Path, outside: Outside) -> int:
    """A picture of every scene in light and dark; answers how many."""
    from app.gui.application import application
    from app.gui.scenes import SCENES, staged
    from app.gui.stage import props

    app = application()
    Collector(app)
    qInstallMessageHandler(_hear)
    QLocale.setDefault(QLocale.c())  # the same pictures on every machine
    folder.mkdir(exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as where:
        stuff = props(Path(where), outside, sample)
        for place, scene in enumerate(SCENES, start=1):
            theme.apply(app, _LOOKS[0], scene.text)
            with staged(scene, stuff) as stage:
                for look in _LOOKS:
                    theme.apply(app, look, scene.text)
                    name = f"{place:02}-{scene.name}-{look}.png"
                    stage.picture().save(str(folder / name), quality=_QUALITY)
                    count += 1
    return count


def _hear(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Qt's own words go to standard error; what a screen that is none can't do is no news."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
