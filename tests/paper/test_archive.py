"""What lets a PDF be kept: one colour profile, metadata, languages, and tags over page breaks."""

import struct
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageCms
from reportlab.lib.utils import ImageReader

from app.paper.archive import About, colours, pdf_text
from app.paper.pen import Pen
from app.paper.sheets import render
from app.paper.structure import ROW_HEAD
from app.paper.style import BODY, PAPERS, TITLE
from tests.paper.pdf import Pdf
from tests.paper.reports import NAME, TEXT, a_report, drawn, row
from tests.paper.sheets import GOODS, LONG, a_line, a_sheet, full_sheet
from tests.paper.soundness import bookmarks, faults, stray_texts, tags
from tests.paper.statements import SHEETS as STATEMENTS

A4 = PAPERS["A4"]
DAY = date(2026, 3, 3)


def written(pen, texts):
    """A page with a title and paragraphs."""
    for place, text in enumerate(texts):
        pen.open("P" if place else "H1")
        pen.text(A4.left, 100 + 40 * place, text, BODY if place else TITLE)
        pen.close()
    pen.turn_page()


def of_many(documents):
    """One file of many documents, each a title, a language and its pages."""
    pen = Pen(A4, language=documents[0][1], on=DAY)
    pen.setTitle("March")
    for title, language, pages in documents:
        pen.begin_document(title=title, language=language)
        for _ in range(pages):
            written(pen, (title, f"Text of {title}"))
    return pen.finished()


def of_pictures(*pictures: Image.Image):
    """A page of pictures."""
    pen = Pen(A4, language="en", on=DAY)
    for place, (picture, says) in enumerate(zip(pictures, ("Logo (old)", "Знак"), strict=True)):
        pen.open_picture(says, (A4.left, 100 + 50 * place), (80, 40))
        foot = A4.height - 140 - 50 * place
        pen.drawImage(ImageReader(picture), A4.left, foot, 80, 40, mask="auto")
        pen.close()
    pen.turn_page()
    return pen.finished()


def spaces_at_ends(data, page):
    """Whether the texts of a page end in a space, one after the other."""
    with pikepdf.open(BytesIO(data)) as document:
        steps = pikepdf.parse_content_stream(document.pages[page])
        return [bytes(s.operands[0])[-1:] == b" " for s in steps if str(s.operator) == "Tj"]


def test_the_colours_are_those_that_pillow_makes():
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[8:12] = b"\4\x20\0\0"  # the version that the PDF standard names
    made[24:36] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)  # the same on every day
    made[40:44] = bytes(4)  # and on every system
    assert colours() == bytes(made)


def test_one_document_is_no_part_and_has_no_bookmark():
    data = of_many((("Only", "de", 2),))
    assert faults(data) == []
    assert bookmarks(data) == []
    assert tags(data).role == "Document"
    assert [tag.role for tag in tags(data).kids] == ["H1", "P"] * 2
    assert Pdf(data).metadata["Creator"] == "Avoir"
    assert tags(data).more == {"/Lang": "de", "/T": "Only"}


def test_many_documents_in_one_file_each_have_a_part_a_language_and_a_bookmark():
    data = of_many((("One", "en", 1), ("Zwei (2)", "de", 2), ("Τρία", "el", 1)))
    assert faults(data) == []
    assert stray_texts(data) == []
    assert bookmarks(data) == [("One", 0), ("Zwei (2)", 1), ("Τρία", 3)]
    found = tags(data)
    assert [(part.role, part.more) for part in found.kids] == [
        ("Part", {"/Lang": "en", "/T": "One"}),
        ("Part", {"/Lang": "de", "/T": "Zwei (2)"}),
        ("Part", {"/Lang": "el", "/T": "Τρία"}),
    ]
    assert [len(part.all("H1")) for part in found.kids] == [1, 2, 1]
    with pikepdf.open(BytesIO(data)) as document:
        assert document.Root.Lang == "en"
        assert document.Root.PageMode == "/UseOutlines"
        with document.open_metadata() as metadata:
            assert set(metadata["dc:language"]) == {"en", "de", "el"}
    assert Pdf(data).metadata["Title"] == "March"


def test_tables_of_one_name_in_many_documents_are_many_tables():
    pen = Pen(A4, language="en", on=DAY)
    for title in ("One", "Two"):
        pen.begin_document(title=title, language="en")
        assert not pen.structure.has_table("lines")
        pen.open("TH", pen.structure.row("lines"), ROW_HEAD)
        pen.close()
        pen.turn_page()
    assert [len(part.all("Table")) for part in tags(pen.finished()).kids] == [1, 1]


def test_the_same_many_documents_make_the_same_bytes():
    documents = (("One", "en", 1), ("Two", "fr", 1))
    assert of_many(documents) == of_many(documents)
    assert of_many(documents) != of_many(documents[::-1])


def test_a_picture_says_what_it_is_where_it_is():
    data = of_pictures(Image.new("RGBA", (40, 20), (200, 30, 30, 90)), Image.new("L", (9, 9), 7))
    assert faults(data) == []
    assert stray_texts(data) == []
    one, other = tags(data).all("Figure")
    assert (one.more["/Alt"], other.more["/Alt"]) == ("Logo (old)", "Знак")
    assert one.more["/Placement"] == "/Block"
    assert one.more["/BBox"] == "72.00 701.89 152.00 741.89"


def test_facts_are_a_list_of_labels_and_what_they_say():
    (facts,) = tags(render(full_sheet())).all("L")
    assert len(facts.kids) >= 5
    for fact in facts.kids:
        assert (fact.role, [kid.role for kid in fact.kids]) == ("LI", ["Lbl", "LBody"])


def test_the_end_of_a_line_ends_a_word_and_nothing_else_does():
    pen = Pen(A4, language="en", on=DAY)
    pen.open("P")
    for place, line in enumerate(("one", "two)", "three")):
        pen.text(72, 100 + 12 * place, line, BODY)
    pen.close()
    pen.ornament()
    pen.text(72, 200, "four", BODY)
    pen.text(72, 220, "five", BODY)
    pen.close()
    pen.turn_page()
    assert spaces_at_ends(pen.finished(), 0) == [True, True, False, False, False]


def test_the_end_of_a_page_ends_a_word():
    pen = Pen(A4, language="en", on=DAY)
    pen.open("P")
    pen.text(72, 100, "one", BODY)
    pen.close()
    pen.turn_page()
    pen.resume()
    pen.text(72, 100, "two", BODY)
    pen.text(72, 112, "three", BODY)
    pen.close()
    pen.turn_page()
    data = pen.finished()
    assert faults(data) == []
    assert [text.x for text in Pdf(data).texts[1] if text.text] == [72, 72]
    assert spaces_at_ends(data, 1) == [True, True, False]  # the first is nothing but a space


def test_what_is_open_by_age_stands_below_a_heading():
    found = tags(render(STATEMENTS["ordinary"]))
    places = [tag.role for tag in found.kids if tag.role in ("H1", "H2", "Table")]
    assert places == ["H1", "Table", "Table", "H2", "Table"]  # rows, what remains, by age


def test_what_stands_in_the_margins_says_so():
    with pikepdf.open(BytesIO(render(a_sheet(40)))) as document:
        kinds = [
            [
                str(step.operands[1].Subtype)
                for step in pikepdf.parse_content_stream(page)
                if str(step.operator) == "BDC" and "/Subtype" in step.operands[1]
            ]
            for page in document.pages
        ]
    assert kinds == [["/Footer"], ["/Header", "/Footer"]]


def test_a_paragraph_over_pages_is_one_paragraph():
    data = render(a_sheet(3, description=LONG * 3))
    last = tags(data).kids[-1]
    assert (last.role, last.pieces) == ("P", len(Pdf(data).pages))


def test_a_line_over_pages_is_one_row():
    data = render(a_sheet(lines_made=(a_line(), a_line(1, description=LONG), a_line(2))))
    rows = tags(data).all("Table")[0].all("TR")
    assert len(rows) == 4
    assert [len(found.kids) for found in rows] == [5] * 4
    assert rows[2].kids[0].pieces > 2
    assert [cell.pieces for cell in rows[2].kids[1:]] == [1] * 4


def test_a_row_of_a_report_over_pages_is_one_row_and_its_empty_cells_hold_nothing():
    data = drawn(a_report((NAME, TEXT, NAME), row("a", LONG * 2, None), row("b", None, "c")))
    assert faults(data) == []
    _, first, other = tags(data).all("TR")
    assert first.kids[1].pieces == len(Pdf(data).pages) > 1
    assert [cell.pieces for cell in first.kids][::2] == [1, 0]
    assert [cell.pieces for cell in other.kids] == [1, 0, 1]


@pytest.mark.parametrize(
    "title", ["", " \x00\n", "(", "\\", "a\x07b", "\ud800x", "日本 & <Ж>", "é"]
)
def test_any_title_is_said_alike_in_both_places(title):
    pen = Pen(A4, language="en", on=DAY)
    pen.setTitle(title)
    pen.setAuthor(title)
    written(pen, ("Text",))
    data = pen.finished()
    assert faults(data) == []
    plain = "".join(char for char in title if char.isprintable()).strip()
    assert Pdf(data).metadata["Title"] == (plain or "Avoir")


@pytest.mark.parametrize("text", [*GOODS, "a(b)c\\", "€ ß", "😀", ""])
def test_a_text_of_pdf_is_read_as_it_was_written(text):
    assert str(pikepdf.Object.parse(pdf_text(text).encode())) == text


def test_a_year_of_three_digits_is_a_year():
    about = About("T", "", "", date(999, 1, 2), ["en"])
    assert "/CreationDate(D:09990102000000Z)" in about.info()
    assert b"<xmp:CreateDate>0999-01-02T00:00:00Z<" in about.metadata()


def changed(change):
    """A sound file with one thing changed."""
    with pikepdf.open(BytesIO(render(full_sheet()))) as document:
        change(document)
        out = BytesIO()
        document.save(out, force_version=document.pdf_version)
    # The library writes streams in its own way; what is asked here is what it was told to change.
    return [found for found in faults(out.getvalue()) if "line of its own" not in found]


def first_font(document):
    return next(iter(document.pages[0].Resources.Font.values()))


def unembed(document):
    font = first_font(document)
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    del described.FontDescriptor["/FontFile2"]


def rename(document):
    document.docinfo["/Title"] = "Other"


def forget(document):
    tree = document.Root.StructTreeRoot
    tree.ParentTree.Nums[1] = pikepdf.Array(list(tree.ParentTree.Nums[1])[:-1])


def mix_up(document):
    pieces = document.Root.StructTreeRoot.ParentTree.Nums[1]
    pieces[0], pieces[1] = pieces[1], pieces[0]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda _: None, None),
        (unembed, "not embedded"),
        (rename, "is Other"),
        (forget, "pieces"),
        (mix_up, "not of its element"),
        (lambda found: first_font(found).__delitem__("/ToUnicode"), "its characters"),
        (lambda found: found.Root.__delitem__("/Lang"), "no language"),
        (lambda found: found.Root.__delitem__("/MarkInfo"), "not tagged"),
        (lambda found: found.Root.__delitem__("/Metadata"), "no metadata"),
        (lambda found: found.Root.__delitem__("/OutputIntents"), "no profile"),
        (lambda found: found.Root.__delitem__("/ViewerPreferences"), "name of the file"),
        (lambda found: found.Root.__setitem__("/AA", pikepdf.Dictionary()), "/AA"),
        (lambda found: found.pages[0].__setitem__("/Trans", pikepdf.Dictionary()), "/Trans"),
        (lambda found: found.pages[0].__delitem__("/Tabs"), "not tagged"),
        (lambda found: found.docinfo.__setitem__("/Keywords", "x"), "not in the metadata"),
    ],
)
def test_the_check_of_what_a_file_says_can_fail(change, fault):
    found = changed(change)
    assert found == [] if fault is None else any(fault in said for said in found), found


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda data: data.replace(b"\nendstream", b" endstream", 1), "line of its own"),
        (lambda data: data[:-400] + data[-300:], ""),
        (lambda data: data.replace(b"x\x9c", b"x\x9d", 1), ""),
        (lambda data: data[:2000], "no PDF"),
    ],
)
def test_the_check_of_files_can_fail(harm, fault):
    found = faults(harm(render(a_sheet())))
    assert found
    assert any(fault in said for said in found)
