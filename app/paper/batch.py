"""Many documents as one job: drawn into one file, or on all cores into one each, which are
written whole or not at all."""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from app.domain.errors import Unavailable, must
from app.domain.sheet import Sheet
from app.paper.names import file_name, numbered
from app.paper.pen import Pen
from app.paper.sheets import draw, name_of, render
from app.paper.style import PAPERS

Fetch = Callable[[int], Sheet]
Progress = Callable[[int, int], None]
Drawn = tuple[str, bytes]  # the wished file name and the PDF

_Stream = Generator[Drawn, None, None]

_MANY: Final = 250  # from here on starting processes takes less time than it saves
_MOST: Final = 8  # processes: one more would wait for the one that fetches and writes
_PARCEL: Final = 8  # documents that travel to a process at once
_AHEAD: Final = 3  # parcels per process that are under way, so that none waits


def write_all(
    fetch: Fetch,
    ids: Sequence[int],
    folder: Path,
    *,
    page: str,
    progress: Progress,
    processes: int | None = None,
) -> tuple[Path, ...]:
    """Write one PDF per document into the folder; the paths, in the order of `ids`.

    `fetch` is called in this process only. `progress(done, total)` is told of every file and may
    raise to cancel: files already written stay, no half of one does. A file that is already
    there stays as it is; another document of its name becomes "name (2).pdf", the same one is
    not written again. `processes` is chosen by the number of documents unless given.
    Unavailable: the folder cannot be written, or the drawing processes were ended.
    """
    if processes is None:
        processes = min(os.cpu_count() or 1, _MOST) if len(ids) >= _MANY else 1
    taken: set[str] = set()
    paths: list[Path] = []
    if ids:
        progress(0, len(ids))
    with closing(_drawn(fetch, ids, page, processes)) as drawn:
        for name, pdf in drawn:
            paths.append(_write(folder, name, pdf, taken))
            progress(len(paths), len(ids))
    return tuple(paths)


def render_all(
    fetch: Fetch, ids: Sequence[int], *, page: str, progress: Progress, title: str = ""
) -> bytes:
    """All documents in one PDF, one after the other, each with a bookmark and as a document of
    its own for screen readers. Every font and picture is in the file once.

    There is at least one document. `title` is what the file calls itself, as its first document
    when left out. `progress(done, total)` may raise to cancel. The same documents make the same
    bytes.
    """
    must(bool(ids), "there is a document to draw")
    must(page in PAPERS, f"{page} is a size of paper")
    progress(0, len(ids))
    first = fetch(ids[0])
    pen = Pen(PAPERS[page], language=first.language, on=first.date)
    for done, id_ in enumerate(ids):
        sheet = fetch(id_) if done else first
        pen.begin_document(title=name_of(sheet), language=sheet.language)
        draw(pen, sheet)
        pen.on = max(pen.on, sheet.date)
        progress(done + 1, len(ids))
    if len(ids) > 1:
        pen.setTitle(title or name_of(first))
        pen.setSubject("")
    return pen.finished()


def write_one(folder: Path, name: str, content: bytes) -> Path:
    """Write one file into the folder, whole or not at all, under the wished name or, when
    something else has it, the first free one after it. Unavailable: it cannot be."""
    return _write(folder, name, content, set())


def _drawn(fetch: Fetch, ids: Sequence[int], page: str, processes: int) -> _Stream:
    """Every document drawn, in order."""
    if processes > 1:
        yield from _drawn_by_many(fetch, ids, page, processes)
    else:
        for id_ in ids:
            yield from _draw((fetch(id_),), page)


def _drawn_by_many(fetch: Fetch, ids: Sequence[int], page: str, processes: int) -> _Stream:
    """In other processes, started afresh: a copy of this one could hold locks of the window."""
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    under_way: deque[Future[tuple[Drawn, ...]]] = deque()
    try:
        for start in range(0, len(ids), _PARCEL):
            sheets = tuple(fetch(id_) for id_ in ids[start : start + _PARCEL])
            under_way.append(pool.submit(_draw, sheets, page))
            if len(under_way) >= processes * _AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool:
        raise Unavailable(
            "Printing stopped: the system ended one of its processes.",
            "Close other programs to free memory, then print the rest again.",
        )
    finally:
        pool.shutdown(cancel_futures=True)


def _draw(sheets: tuple[Sheet, ...], page: str) -> tuple[Drawn, ...]:
    return tuple((file_name(sheet), render(sheet, page)) for sheet in sheets)


def _write(folder: Path, name: str, pdf: bytes, taken: set[str]) -> Path:
    """Write under the wished name, or the first free one after it. Unavailable: it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _place(folder, name, pdf, taken)
        taken.add(path.name.casefold())
        if not path.exists():
            write_whole(path, pdf)
    except OSError as error:
        raise Unavailable(
            f"“{name}” could not be written: {error.strerror or error}.",
            "Choose another folder, or free some space, and print again.",
        )
    return path


def _place(folder: Path, name: str, pdf: bytes, taken: set[str]) -> Path:
    """The first path that neither this job nor another document has."""
    wish, place = name, 1
    # Names that differ in case only are one file on Windows and macOS.
    while wish.casefold() in taken or _is_other(folder / wish, pdf):
        place += 1
        wish = numbered(name, place)
    return folder / wish


def _is_other(path: Path, pdf: bytes) -> bool:
    """Whether something else than this very document has the path."""
    if not os.path.lexists(path):
        return False
    return not path.is_file() or path.stat().st_size != len(pdf) or path.read_bytes() != pdf


def write_whole(path: Path, pdf: bytes) -> None:
    """Under another name first: whoever finds the file under its own name finds all of it."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(pdf)
            file.close()  # Windows does not rename an open file
            part.replace(path)
        except BaseException:
            file.close()
            part.unlink(missing_ok=True)
            raise
