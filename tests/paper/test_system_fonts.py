"""The fonts of a machine: found wherever it keeps them, asked only if need be, never trusted."""

import os
import shutil
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.paper import fallback, shaping, system_fonts
from app.paper.shaping import pieces
from app.paper.style import BODY, STRONG
from app.paper.text import clean, missing
from tests.paper.pdf import Pdf
from tests.paper.scripts import fonts, page
from tests.paper.soundness import faults

NOTO = Path("/usr/share/fonts/truetype/noto")
HEBREW = NOTO / "NotoSansHebrew-Regular.ttf"
CUBIC = Path("/usr/share/fonts/opentype/urw-base35/NimbusSans-Regular.otf")
ZENHEI = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")

real = pytest.mark.skipif(
    not (HEBREW.exists() and ZENHEI.exists()), reason="this machine keeps its fonts elsewhere"
)


def changed(file, table, at, value):
    """A font with two bytes of a table replaced."""
    data = bytearray(file.read_bytes())
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        if tag == table:
            struct.pack_into(">H", data, offset + at, value)
    return bytes(data)


@pytest.mark.usefixtures("no_fonts")
def test_without_fonts_everything_beyond_roboto_is_told_and_printed_as_a_question_mark():
    text = "Łódź 東京 שלום ☎ \U0001f600"
    assert missing(text) == {*"東京שלום☎\U0001f600"}
    assert clean(text) == "Łódź ?? ???? ? ?"
    data = page(text)
    assert faults(data) == []
    assert Pdf(data).text == "Łódź ?? ???? ? ?"


def test_private_and_unassigned_characters_mean_nothing():
    assert missing("\ue000\U000f0000\U0010ffff\u0378") == {
        "\ue000",
        "\U000f0000",
        "\U0010ffff",
        "\u0378",
    }


def test_plain_text_asks_for_no_fonts(monkeypatch):
    shaping.forget()
    monkeypatch.setattr(system_fonts, "folders", lambda: pytest.fail("looked for fonts"))
    assert clean("Zażółć gęślą €\u202f1 Ελλάδα Київ") == "Zażółć gęślą €\u202f1 Ελλάδα Київ"
    assert page("Zażółć q\u0303 €")


@real
def test_one_font_serves_what_it_has(fonts_in, tmp_path):
    shutil.copy(HEBREW, tmp_path)
    fonts_in(tmp_path)
    assert missing("שלום 東") == {"東"}
    assert set(fonts(page("שלום 東"))) == {"NotoSansHebrewRegular0"}


@real
def test_a_collection_prints_and_strong_text_too_where_nothing_heavier_is(fonts_in, tmp_path):
    shutil.copy(ZENHEI, tmp_path)
    fonts_in(tmp_path)
    for style in (BODY, STRONG):
        data = page("中文发票 日本語の 한국어", style=style)
        assert faults(data) == []
        assert set(fonts(data)) == {"wqyzenhei0"}
        assert Pdf(data).text == "中文发票 日本語の 한국어"


@real
def test_any_name_of_a_file_will_do(fonts_in, tmp_path):
    folder = tmp_path / "Schriften für שלום"
    folder.mkdir()
    shutil.copy(NOTO / "NotoRashiHebrew-Regular.ttf", folder)
    shutil.copy(HEBREW, folder / "NotoSansHebrew[wdth,wght].ttf")
    fonts_in(folder)
    assert set(fonts(page("שלום"))) == {"NotoSansHebrewwdthwght0"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Noto Sans Thai.ttf", "notosansthai"),
        ("NotoSansThai-Regular.TTF", "notosansthai-regular"),
        ("NotoSansThai[wdth,wght].ttf", "notosansthai-regular"),
        ("NotoSansThai-VariableFont_wdth,wght.ttf", "notosansthai-regular"),
        ("NotoSansCJK-VF.otf.ttc", "notosanscjk-vf.otf"),
    ],
)
def test_the_name_of_a_font_file(name, stem):
    assert system_fonts.stem(Path(name)) == stem


@pytest.mark.skipif(not CUBIC.exists(), reason="this machine has no such font")
def test_a_font_with_cubic_outlines_prints(fonts_in, tmp_path):
    shutil.copy(CUBIC, tmp_path)
    fonts_in(tmp_path)
    data = page("← Acme → ℵ ⇒ ←")
    assert faults(data) == []
    ((program, widths, _, _),) = fonts(data).values()
    assert program.startswith(b"\1\0")
    assert len(widths) == 4
    assert Pdf(data).text == "← Acme → ℵ ⇒ ←"


@real
def test_the_choice_does_not_depend_on_the_order_of_files(fonts_in, tmp_path):
    names = ("NotoSansHebrew-Regular", "NotoSerifHebrew-Regular", "NotoRashiHebrew-Regular")
    for turn, order in enumerate((names, names[::-1])):
        folder = tmp_path / str(turn)
        folder.mkdir()
        for name in order:
            shutil.copy(NOTO / f"{name}.ttf", folder)
        fonts_in(folder)
        assert set(fonts(page("שלום"))) == {"NotoSansHebrewRegular0"}
        (folder / f"{names[0]}.ttf").unlink()
        shaping.forget()
        assert set(fonts(page("שלום"))) == {"NotoSerifHebrewRegular0"}


@real
@pytest.mark.parametrize(
    ("rights", "usable"),
    [(0, True), (4, True), (6, True), (8, True), (2, False), (0x100, False), (0x204, False)],
)
def test_a_font_that_must_not_be_embedded_is_left_alone(fonts_in, tmp_path, rights, usable):
    (tmp_path / "hebrew.ttf").write_bytes(changed(HEBREW, b"OS/2", 8, rights))
    fonts_in(tmp_path)
    assert (missing("א") == set()) == usable


@real
def test_what_is_no_font_harms_nothing(fonts_in, tmp_path):
    good = HEBREW.read_bytes()
    (tmp_path / "a-empty.ttf").write_bytes(b"")
    (tmp_path / "a-text.ttf").write_text("no font")
    (tmp_path / "a-zeros.ttc").write_bytes(bytes(5000))
    (tmp_path / "a-many.ttc").write_bytes(b"ttcf\0\1\0\0\xff\xff\xff\xff" + bytes(500))
    (tmp_path / "a-cut.ttf").write_bytes(good[:400])
    (tmp_path / "a-folder.ttf").mkdir()
    (tmp_path / "a-nowhere.ttf").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle").symlink_to(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "a-pipe.ttf")
    (tmp_path / "LastResort.ttf").write_bytes(good)
    fonts_in(tmp_path)
    assert missing("א") == {"א"}
    (tmp_path / "z-good.ttf").write_bytes(good)
    shaping.forget()
    assert set(fonts(page("שלום"))) == {"zgood0"}


@real
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 30_000),
    st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 255)), max_size=40),
)
def test_a_broken_font_breaks_no_paper(fonts_in, tmp_path, lost, bytes_):
    data = bytearray(HEBREW.read_bytes())
    for at, value in bytes_:
        data[at % len(data)] = value
    (tmp_path / "hebrew.ttf").write_bytes(data[: len(data) - lost] if lost % 2 else data)
    fonts_in(tmp_path)
    text = "שָׁלוֹם (בע״מ) 2024"
    assert faults(page(text)) == []
    assert missing(text) | {*clean(text)}


def test_a_picture_of_nothing_is_no_picture():
    assert fallback.find("\u2800") is None  # Braille without dots


def test_folders_of_every_system(monkeypatch, tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<fontconfig><dir>~/mine</dir><dir prefix="xdg">more</dir><dir>/elsewhere</dir>'
        "<cachedir>/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("XDG_DATA_DIRS", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    linux = [*map(str, system_fonts.folders())]
    assert linux[:2] == ["/usr/local/share/fonts", "/usr/share/fonts"]
    own = {str(tmp_path / place) for place in ("data/fonts", ".fonts", "mine", "data/more")}
    assert own | {"/elsewhere"} <= set(linux)
    assert "/cache" not in linux
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", "W:")
    assert "Fonts" in str(system_fonts.folders()[0])
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Path("/Library/Fonts") in system_fonts.folders()


def test_signs_take_the_font_of_what_they_stand_behind():
    (piece,) = pieces("中、", bold=False)
    assert piece.text == "中、"
