"""Every script prints: letters joined and in order, marks in place, and the text found again."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb

from app.paper import shaping
from app.paper.paragraph import paragraph
from app.paper.pen import Pen
from app.paper.shaping import pieces
from app.paper.sheets import missing_glyphs, render
from app.paper.style import BODY, MARK, STRONG
from app.paper.text import clean, missing
from tests.paper.pdf import Pdf
from tests.paper.processes import made_elsewhere
from tests.paper.scripts import A4, TEXTS, fonts, page, same
from tests.paper.sheets import a_line, a_sheet
from tests.paper.soundness import faults, stray_texts

ARABIC = "شركة النور (دبي) رقم 12 Acme Ltd"

LINES = tuple(a_line(number, description=text) for number, text in enumerate(TEXTS.values()))

every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def boxes(data):
    """Every character that readers find on the first page, with its left and right edge."""
    with pypdfium2.PdfDocument(data) as document:
        reader = document[0].get_textpage()
        found = []
        for place in range(reader.count_chars()):
            left, _, right, _ = reader.get_charbox(place, loose=True)
            found.append((reader.get_text_range(place, 1), left, right))
        reader.close()
        return found


@every_text
def test_nothing_is_missing_and_readers_find_the_text(text):
    assert missing(text) == set()
    assert same(Pdf(page(text)).text, clean(text))


def test_the_file_is_sound():
    data = page(*TEXTS.values(), ARABIC)
    assert faults(data) == []
    assert stray_texts(data) == []
    assert Pdf(data).embedded == {True}


def test_letters_of_a_word_are_joined_and_run_to_the_left():
    word = "سلم"  # none of its letters looks as it does alone
    alone = {piece.shapes[0].glyph for char in word for piece in pieces(char, bold=False)}
    (joined,) = pieces(word, bold=False)
    assert joined.rtl
    assert [shape.cluster for shape in joined.shapes] == [2, 1, 0]
    assert alone.isdisjoint(shape.glyph for shape in joined.shapes)
    lefts = [left for char, left, _ in boxes(page(word)) if char in word]
    assert len(lefts) == len(word)
    assert lefts == sorted(lefts, reverse=True)


def test_words_and_numbers_in_a_line_from_right_to_left():
    left: dict[str, float] = {}
    for char, edge, _ in boxes(page(ARABIC)):
        left.setdefault(char, edge)
    assert left["A"] < left["c"] < left["L"] < left["t"]  # Latin words run to the right,
    assert left["1"] < left["2"]  # numbers, too,
    assert left["L"] < left["1"] < left["د"] < left["ش"]  # but the line starts at the right
    seen = "".join(piece.text for piece in pieces("نور (دبي)", bold=False) if not piece.face)
    assert seen == "() "  # brackets open where the line comes from


def test_a_latin_line_with_arabic_in_it_runs_to_the_right():
    left: dict[str, float] = {}
    for char, edge, _ in boxes(page("Invoice دبي Ltd")):
        left.setdefault(char, edge)
    assert left["I"] < left["ي"] < left["د"] < left["L"]


def test_screen_readers_hear_lines_in_the_order_of_speech():
    with pikepdf.open(BytesIO(page(ARABIC, "plain", ARABIC, width=80))) as document:
        spoken = [kid.get("/ActualText") for kid in document.Root.StructTreeRoot.K.K]
    assert [text and str(text) for text in spoken] == [ARABIC, None, ARABIC]


def test_a_conjunct_is_one_sign_and_says_its_letters():
    (piece,) = pieces("क्ष", bold=False)
    assert len(piece.shapes) == 1
    (whole,) = pieces("कि", bold=False)
    assert [cluster.text for cluster in whole.clusters()] == ["कि"]
    assert len(whole.shapes) == 2


def test_marks_take_no_room():
    assert BODY.width("ที่") == pytest.approx(BODY.width("ท"))
    assert BODY.width("שָׁ") == pytest.approx(BODY.width("ש"), abs=0.3)
    assert BODY.width("q\u0303") == pytest.approx(BODY.width("q"))


def test_a_joiner_counts_between_letters_only():
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\u200cb \u200dא a\u200d") == "ab א a"
    apart, together = pieces("می\u200cخ", bold=False), pieces("میخ", bold=False)
    assert {s.glyph for p in apart for s in p.shapes} != {
        s.glyph for p in together for s in p.shapes
    }


def test_the_width_is_that_of_what_is_printed():
    last = max(right for _, _, right in boxes(page(ARABIC)))
    assert last == pytest.approx(72 + BODY.width(ARABIC), abs=0.5)


@every_text
def test_no_box_stands_for_a_glyph(text):
    for bold in (False, True):
        for piece in pieces(clean(text), bold=bold):
            assert all(shape.glyph for shape in piece.shapes)


def test_what_the_file_says_of_its_glyphs_is_true():
    found = fonts(page(*TEXTS.values()))
    assert len(found) > 15
    for name, (program, widths, places, texts) in found.items():
        codes = dict(re.findall(rb"<(\w{4})> (\d+)", places))
        assert set(map(int, codes.values())) == set(widths), name
        assert 0 not in widths, name
        assert set(codes) == set(_said(texts)), name
        if program.startswith(b"\0\1\0\0"):
            font = hb.Font(hb.Face(hb.Blob(program)))
            for place, wide in widths.items():
                real = font.get_glyph_h_advance(place) * 1000 / font.face.upem
                assert wide == pytest.approx(real, abs=0.5), name


def _said(texts: bytes) -> list[bytes]:
    """The codes that a map gives a text."""
    entries = texts.partition(b"endcodespacerange")[2]
    return re.findall(rb"^<(\w{4})> <\w{4,}>$", entries, re.MULTILINE)


def test_strong_text_is_heavier_where_there_is_a_heavier_face():
    assert set(fonts(page("سلام", style=BODY))) == {"NotoSansArabicRegular0"}
    assert set(fonts(page("سلام", style=STRONG))) == {"NotoSansArabicBold0"}


def test_the_same_letters_make_the_same_bytes_in_any_process():
    code = "from tests.paper.scripts import *; made = page(*TEXTS.values())"
    made = page(*TEXTS.values())
    assert made == page(*TEXTS.values())
    assert made_elsewhere(code) == {hashlib.sha256(made).hexdigest()}


def test_threads_draw_the_same():
    shaping.forget()
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: render(a_sheet(lines_made=LINES)), range(8)))
    assert set(drawn) == {render(a_sheet(lines_made=LINES))}


def test_a_document_in_any_script():
    sheet = a_sheet(lines_made=LINES, number="فاتورة 7")
    assert missing_glyphs(sheet) == ()
    data = render(sheet)
    assert faults(data) == []
    said = normalize("NFKC", Pdf(data).text)
    assert all(normalize("NFKC", TEXTS[name]) in said for name in ("Hebrew", "Chinese", "Thai"))


def test_running_text_starts_at_the_edge_where_it_begins():
    pen = Pen(A4, language="ar", on=date(2026, 3, 3))
    for place, text in enumerate(("شكرا لتعاملكم معنا Acme " * 9, "Acme شكرا لتعاملكم معنا " * 9)):
        block = paragraph(text, 72, 200, BODY, before=0)
        assert len(block.lines) > 2
        block.draw(pen, 100 + 200 * place)
    pen.turn_page()
    edges: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    pdf = Pdf(pen.finished())
    lines: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for seen, (left, _, right, _) in zip(pdf.texts[0], pdf.inks[0], strict=True):
        lines.setdefault((seen.baseline < 300, seen.baseline), []).append((left, right))
    for (first, _), found in lines.items():
        edges[first].append((min(found)[0], max(right for _, right in found)))
    assert all(right == pytest.approx(272, abs=2) for _, right in edges[True])
    assert all(left == pytest.approx(72, abs=2) for left, _ in edges[False])


def test_a_large_word_across_the_page_may_be_in_any_script():
    pen = Pen(A4, language="fa", on=date(2026, 3, 3))
    pen.open("P")
    pen.diagonal("إِبطال", MARK)
    pen.close()
    pen.turn_page()
    data = pen.finished()
    assert faults(data) == []
    inks = Pdf(data).inks[0]
    assert max(right for _, _, right, _ in inks) - min(left for left, *_ in inks) > 200


@pytest.mark.parametrize("text", ["x \u0627\u200d, 8", "8 \u200d\u0627", "x \u0627\u200d"])
def test_a_joiner_by_itself_draws_nothing(text):
    pen = Pen(A4, language="en", on=date(2026, 3, 3))
    pen.open("P")
    pen.text(50.0, 50.0, text, BODY)
    pen.close()
    pen.turn_page()
    assert faults(pen.finished()) == []
