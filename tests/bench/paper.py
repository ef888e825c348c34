"""P10: one memo against a canvas that only writes the same words; a thousand on all cores."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from app.domain.sheet import DocumentSheet
from app.paper.batch import write_all
from app.paper.pen import Pen
from app.paper.sheets import render
from app.paper.style import PAPERS, Style
from tests.bench import Row, medians
from tests.paper.sheets import a_line, a_sheet

MEMOS = 1000
Written = tuple[float, float, str, Style]


def run() -> list[Row]:
    """Both rows of P10."""
    return [one_memo(), many_memos()]


def one_memo() -> Row:
    """One page, twelve lines, embedded fonts, warm."""
    lines = tuple(a_line(n, description=f"Blue paint, matt, tin {n}") for n in range(12))
    sheet = a_sheet(lines_made=lines)
    words = written(sheet)
    ours, raw = medians(partial(render, sheet), partial(bare, words), times=200)
    return Row("memo, one page", ours, raw, raw / ours, "raw / ours >= 0.6", raw >= 0.6 * ours)


def many_memos() -> Row:
    """A thousand memos into a folder: as many processes as cores, and one process."""
    sheets = [a_sheet(12, number=f"CM-{n:04}") for n in range(MEMOS)]
    ours, raw = medians(partial(batch, sheets, None), partial(batch, sheets, 1), times=5)
    name = f"{MEMOS:,} memos, all cores : one process"
    return Row(name, ours, raw, raw / ours, "raw / ours >= 1.5", raw >= 1.5 * ours)


def written(sheet: DocumentSheet) -> list[Written]:
    """Every text of the document with its place, as the drawing itself wrote it."""
    found: list[Written] = []
    write: Callable[..., None] = Pen.text

    def note(pen: Pen, x: float, baseline: float, text: str, style: Style) -> None:
        found.append((x, pen.paper.height - baseline, text, style))
        write(pen, x, baseline, text, style)

    with patch.object(Pen, "text", note):
        render(sheet)
    return found


def bare(words: list[Written]) -> bytes:
    """The same words in the same fonts and places, by the library's own canvas and no layout."""
    canvas = Canvas(
        "",
        pagesize=PAPERS["A4"],
        pageCompression=1,
        invariant=1,
        initialFontName=words[0][3].font.fontName,
        lang="en",
    )
    voice = None
    for x, y, text, style in words:
        if style is not voice:
            voice = style
            canvas.setFont(style.font.fontName, style.size)
            canvas.setFillColorRGB(*style.colour)
        canvas.drawString(x, y, text)
    canvas.showPage()
    return bytes(canvas.getpdfdata())


def batch(sheets: list[DocumentSheet], processes: int | None) -> None:
    """The whole job, files included."""
    with TemporaryDirectory() as folder:
        write_all(
            sheets.__getitem__,
            range(len(sheets)),
            Path(folder),
            page="A4",
            progress=quiet,
            processes=processes,
        )


def quiet(done: int, total: int) -> None:
    """A progress that nobody watches."""
    del done, total
