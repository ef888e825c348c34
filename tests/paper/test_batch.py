"""Many documents as one job: all written, named apart, never half, stopped when asked."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import Unavailable
from app.domain.sheet import DRAFT
from app.domain.template import Look
from app.paper.batch import render_all, write_all, write_one
from app.paper.sheets import missing_glyphs, render
from tests.paper.pdf import Pdf
from tests.paper.sheets import BUYER, a_sheet
from tests.paper.soundness import bookmarks, faults, tags


class StoppedError(Exception):
    """Raised by a progress that was cancelled."""


def fetch(id_):
    """The sheet of that id."""
    return a_sheet(number=f"CM-{id_:04}")


def quiet(done, total):
    """A progress that nobody watches."""


def stop_at(limit):
    def progress(done, total):
        if done == limit < total:
            raise StoppedError

    return progress


@pytest.mark.parametrize("processes", [None, 1, 2])
def test_every_document_is_written_in_order(tmp_path, processes):
    ids, told = range(1, 31), []
    paths = write_all(
        fetch,
        ids,
        tmp_path / "new" / "folder",
        page="Letter",
        progress=lambda done, total: told.append((done, total)),
        processes=processes,
    )
    assert [path.name for path in paths] == [f"CM-{n:04} Acme Ltd.pdf" for n in ids]
    assert [path.read_bytes() for path in paths] == [render(fetch(n), "Letter") for n in ids]
    assert told == [(n, 30) for n in range(31)]
    assert len(list((tmp_path / "new" / "folder").iterdir())) == 30


@pytest.mark.parametrize("processes", [1, 2])
def test_cancelling_leaves_whole_files_only(tmp_path, processes):
    with pytest.raises(StoppedError):
        write_all(fetch, range(40), tmp_path, page="A4", progress=stop_at(5), processes=processes)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"CM-{n:04} Acme Ltd.pdf" for n in range(5)
    ]
    for n, path in enumerate(sorted(tmp_path.iterdir())):
        assert path.read_bytes() == render(fetch(n))


def test_many_documents_are_drawn_into_one_file():
    told = []
    content = render_all(
        fetch, range(1, 31), page="Letter", title="Credit memos",
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    found = Pdf(content)
    assert [f"CM-{n:04}" in found.pages[n - 1] for n in range(1, 31)] == [True] * 30
    assert bookmarks(content) == [(f"Credit memo CM-{n:04}", n - 1) for n in range(1, 31)]
    assert told == [(n, 30) for n in range(31)]
    assert len(content) < 30 * len(render(fetch(1))) / 4  # fonts are in it once
    assert faults(content) == []
    assert [part.role for part in tags(content).kids] == ["Part"] * 30
    again = render_all(fetch, range(1, 31), page="Letter", title="Credit memos", progress=quiet)
    assert again == content


def test_what_is_previewed_meanwhile_changes_nothing():
    alone = render_all(fetch, range(4), page="A4", progress=quiet)

    def previewing(_done, _total):
        render(a_sheet(number="INV-0001", buyer=replace(BUYER, name="Łódź Ærø Σίσυφος")))

    assert render_all(fetch, range(4), page="A4", progress=previewing) == alone


def test_a_logo_is_in_the_file_once():
    dots = io.BytesIO()
    noise = Image.effect_noise((300, 100), 90).convert("RGB")
    noise.save(dots, "PNG")
    look = Look(logo=dots.getvalue())
    sheets = [a_sheet(number=f"CM-{n}", look=look) for n in range(12)]
    one = render_all(sheets.__getitem__, [0], page="A4", progress=quiet)
    many = render_all(sheets.__getitem__, range(12), page="A4", progress=quiet)
    plain = render_all(fetch, [0], page="A4", progress=quiet)
    assert len(one) > 2 * len(plain)  # the logo is large
    assert len(many) < 2 * len(one)
    assert faults(many) == []


def test_documents_of_many_languages_say_theirs():
    sheets = [a_sheet(language=one) for one in ("de", "fr", "en")]
    content = render_all(sheets.__getitem__, range(3), page="A4", progress=quiet)
    assert [name.split()[0] for name, _ in bookmarks(content)] == ["Gutschrift", "Avoir", "Credit"]
    assert faults(content) == []


def test_one_document_alone_needs_no_bookmark():
    content = render_all(fetch, [7], page="A4", progress=quiet)
    assert bookmarks(content) == []
    assert faults(content) == []


def test_drawing_into_one_file_is_cancelled():
    with pytest.raises(StoppedError):
        render_all(fetch, range(9), page="A4", progress=stop_at(4))


def test_what_only_the_file_is_named_after_needs_no_font():
    sheet = a_sheet(counterpart="Acme \ue123")
    assert missing_glyphs(sheet) == ()
    assert missing_glyphs(replace(sheet, reason_note="\ue123")) == ("\ue123",)


@pytest.mark.parametrize(("there", "name"), [(False, "a.eml"), (True, "a (2).eml")])
def test_one_file_is_written_beside_another_of_its_name(tmp_path, there, name):
    if there:
        (tmp_path / "a.eml").write_bytes(b"mine")
    path = write_one(tmp_path, "a.eml", b"yours")
    assert (path.name, path.read_bytes()) == (name, b"yours")
    assert write_one(tmp_path, "a.eml", b"yours") == path


def test_a_failing_fetch_passes_through(tmp_path):
    def broken(id_):
        raise StoppedError(id_)

    with pytest.raises(StoppedError):
        write_all(broken, [1], tmp_path, page="A4", progress=quiet)
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_print_is_nothing_done(tmp_path):
    assert write_all(fetch, [], tmp_path, page="A4", progress=stop_at(-1)) == ()


def test_two_documents_of_one_name_get_two_files(tmp_path):
    paths = write_all(
        lambda id_: a_sheet(id_, number=None, mark=DRAFT),
        [1, 1],
        tmp_path,
        page="A4",
        progress=quiet,
    )
    assert [path.name for path in paths] == [
        "Credit memo draft Acme Ltd.pdf",
        "Credit memo draft Acme Ltd (2).pdf",
    ]


def test_names_that_differ_in_case_only_get_two_files(tmp_path):
    names = ("acme", "ACME")
    paths = write_all(
        lambda id_: a_sheet(buyer=replace(BUYER, name=names[id_])),
        [0, 1],
        tmp_path,
        page="A4",
        progress=quiet,
    )
    assert [path.name for path in paths] == ["CM-0007 acme.pdf", "CM-0007 ACME (2).pdf"]


def test_another_document_is_never_overwritten(tmp_path):
    theirs = tmp_path / "CM-0001 Acme Ltd.pdf"
    theirs.write_bytes(b"something else")
    (tmp_path / "CM-0001 Acme Ltd (2).pdf").mkdir()
    paths = write_all(fetch, [1], tmp_path, page="A4", progress=quiet)
    assert [path.name for path in paths] == ["CM-0001 Acme Ltd (3).pdf"]
    assert theirs.read_bytes() == b"something else"


def test_the_same_document_is_not_written_twice(tmp_path):
    first = write_all(fetch, [1, 2], tmp_path, page="A4", progress=quiet)
    before = [path.stat().st_mtime_ns for path in first]
    assert write_all(fetch, [1, 2], tmp_path, page="A4", progress=quiet) == first
    assert [path.stat().st_mtime_ns for path in first] == before


def test_only_the_owner_may_read_what_was_written(tmp_path):
    (path,) = write_all(fetch, [1], tmp_path, page="A4", progress=quiet)
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(Unavailable, match="could not be written"):
        write_all(fetch, [1], in_the_way, page="A4", progress=quiet)


def test_a_full_disk_leaves_no_part_of_a_file(tmp_path, monkeypatch):
    def full(part, target):
        raise OSError(28, "No space left on device", part, None, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Unavailable, match="No space left"):
        write_all(fetch, [1], tmp_path, page="A4", progress=quiet)
    assert list(tmp_path.iterdir()) == []
