"""Settings keep types, part books from each other, and survive damage."""

import shutil

import pytest
from PySide6.QtCore import QByteArray

from app.gui.settings import Settings


@pytest.mark.parametrize("value", [True, 1.25, "10", "", ["a", 1], {"x": None}, "ümlaut\nline"])
def test_values_come_back_with_their_type(tmp_path, value):
    before = Settings(tmp_path)
    before.general.put("name", value)
    before.save()
    assert Settings(tmp_path).general.get("name") == value


@pytest.mark.parametrize("shelf", ["general", "keys"])
def test_another_start_reads_what_this_one_kept(tmp_path, shelf):
    """From a copy of the file: within one process Qt answers from memory."""
    before = Settings(tmp_path / "before")
    getattr(before, shelf).put("recent", ["/a/b.avoir", "/a/c, d.avoir"])
    before.save()
    shutil.copytree(tmp_path / "before", tmp_path / "after")
    assert getattr(Settings(tmp_path / "after"), shelf).get("recent") == [
        "/a/b.avoir",
        "/a/c, d.avoir",
    ]


def test_none_forgets(settings):
    settings.general.put("name", "value")
    settings.general.put("name", None)
    assert settings.general.get("name", "default") == "default"


def test_books_do_not_see_each_other(settings):
    one, other = settings.of_book("/a/b.avoir"), settings.of_book("/a/c.avoir")
    one.put("width", 5)
    one.shelf("list").put("width", 7)
    assert (other.get("width"), one.get("width")) == (None, 5)
    assert settings.of_book("/a/b.avoir").shelf("list").get("width") == 7


def test_packed_states_come_back(settings):
    state = QByteArray(bytes(range(256)))
    settings.general.put_bytes("geometry", state)
    assert settings.general.get_bytes("geometry") == state
    assert settings.general.get_bytes("other").isEmpty()
    settings.general.put("geometry", "no base64 §")
    assert settings.general.get_bytes("geometry").isEmpty()


def test_a_damaged_value_counts_as_none(tmp_path):
    (tmp_path / "avoir.ini").write_text("[general]\nname={broken\n", encoding="utf-8")
    assert Settings(tmp_path).general.get("name", "default") == "default"
