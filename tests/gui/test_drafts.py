"""What was typed outlives a crash, and is forgotten once saved."""

import json
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from app.gui.drafts import Autosave, Draft, Drafts

BOOK = "/books/northwind.avoir"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "drafts"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


def test_a_draft_is_kept_soon_after_a_change(folder, qtbot):
    owner, content = QObject(), {"party": "1"}
    saving = Autosave(Drafts(folder, BOOK), "credit_memo", lambda: dict(content), owner)
    saving.touch()
    content["party"] = "2"
    saving.touch()
    assert not folder.exists()
    qtbot.waitUntil(lambda: len(files(folder)) == 1, timeout=2000)
    expected = (Draft(saving.draft_id, "credit_memo", {"party": "2"}),)
    assert Drafts(folder, BOOK).left_over() == expected


def test_steady_typing_is_kept_too(folder, qtbot):
    owner = QObject()
    typed: list[str] = []
    saving = Autosave(Drafts(folder, BOOK), "invoice", lambda: {"typed": len(typed)}, owner)
    while not folder.exists() or not files(folder):
        typed.append("x")
        saving.touch()
        qtbot.wait(20)
        assert len(typed) < 100


def test_saving_forgets_the_draft(folder, qapp):
    saving = Autosave(Drafts(folder, BOOK), "invoice", dict, qapp)
    saving.flush()
    assert len(files(folder)) == 1
    saving.touch()
    saving.saved()
    assert files(folder) == []


def test_a_draft_reopened_keeps_its_file(folder, qapp):
    drafts = Drafts(folder, BOOK)
    drafts.keep(Draft("abc", "invoice", {"a": 1}))
    Autosave(drafts, "invoice", lambda: {"a": 2}, qapp, draft_id="abc").flush()
    assert drafts.left_over() == (Draft("abc", "invoice", {"a": 2}),)


def test_books_do_not_see_each_others_drafts(folder):
    Drafts(folder, BOOK).keep(Draft("abc", "invoice", {}))
    assert Drafts(folder, "/books/other.avoir").left_over() == ()


def test_only_the_owner_reads_a_draft(folder):
    Drafts(folder, BOOK).keep(Draft("abc", "invoice", {}))
    (path,) = folder.glob("*")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format": 9, "book": "x"}']
)
def test_a_damaged_draft_is_passed_over(folder, damage):
    drafts = Drafts(folder, BOOK)
    drafts.keep(Draft("abc", "invoice", {}))
    drafts.keep(Draft("whole", "invoice", {}))
    next(folder.glob("*-abc.json")).write_bytes(damage)
    assert [draft.id for draft in drafts.left_over()] == ["whole"]


def test_a_draft_that_names_another_file_is_passed_over(folder):
    drafts = Drafts(folder, BOOK)
    drafts.keep(Draft("abc", "invoice", {}))
    (path,) = folder.glob("*")
    facts = json.loads(path.read_text())
    path.write_text(json.dumps({**facts, "id": "../../elsewhere"}))
    assert drafts.left_over() == ()


def test_a_write_cut_short_leaves_the_draft_before_it(folder, monkeypatch, qapp):
    drafts = Drafts(folder, BOOK)
    drafts.keep(Draft("abc", "invoice", {"a": 1}))

    def fail(_path, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    saving = Autosave(drafts, "invoice", lambda: {"a": 2}, qapp, draft_id="abc")
    told: list[str] = []
    saving.failed.connect(told.append)
    saving.flush()
    saving.flush()
    assert len(told) == 1
    assert drafts.left_over() == (Draft("abc", "invoice", {"a": 1}),)
