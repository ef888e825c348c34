"""A file that is there as a whole or not at all, and never in the place of another."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from app.domain.errors import Unavailable


def must_be_new(path: Path) -> None:
    """Unavailable: there is something of that name, or no folder for it. Said before anything is
    made."""
    if os.path.lexists(path):
        raise _exists(path)
    if not path.parent.is_dir():
        raise Unavailable(f"There is no folder {path.parent}.", "Make it, or choose another.")


def write_new(path: Path, parts: Iterable[str]) -> None:
    """Writes text. Unavailable: there is something of that name. What `parts` raises leaves no
    file behind."""
    with new_file(path) as file:
        for part in parts:
            file.write(part.encode("utf-8"))


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written, its owner's alone: under another name first, so that whoever finds
    it under its own name finds all of it. Unavailable: there is something of that name. What is
    raised inside leaves no file behind."""
    with NamedTemporaryFile(
        "wb", dir=path.parent, prefix=".", suffix=".part", delete=False
    ) as file:
        part = Path(file.name)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            _name(part, path)
        except FileExistsError as error:
            raise _exists(path) from error
        finally:
            file.close()
            part.unlink(missing_ok=True)


def _exists(path: Path) -> Unavailable:
    return Unavailable(f"{path} exists already.", "Choose another name; nothing is overwritten.")


def _name(part: Path, path: Path) -> None:
    """Gives the written file its own name, unless another has it. FileExistsError."""
    try:
        os.link(part, path)  # unlike a rename it never replaces a file
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names, such as a memory stick
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        part.replace(path)
