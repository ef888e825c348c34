"""A template on paper: colours that can be read, logos of every make, footers on every page."""

import io
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pypdfium2 import raw

from app.domain.errors import present
from app.domain.template import ACCENT, Look, Texts
from app.paper import logo as logos
from app.paper.accent import contrast, ink
from app.paper.logo import HEIGHT, WIDTH, logo
from app.paper.sheets import render
from app.paper.style import ACCENT as USUAL
from app.paper.style import PAPERS
from tests.paper.kinds import DRAWING, FOOTER, LOOK
from tests.paper.pdf import Pdf
from tests.paper.processes import made_elsewhere
from tests.paper.sheets import a_line, a_sheet, full_sheet
from tests.paper.soundness import faults, stray_texts, tags


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_every_colour_can_be_read_on_white(colour):
    assert contrast(ink(f"#{colour:06x}")) >= 4.5


def test_a_dark_colour_stays_and_a_pale_one_keeps_its_hue():
    assert ink("#000000") == (0, 0, 0)
    assert ink(ACCENT) == pytest.approx(USUAL, abs=0.01)
    red, green, blue = ink("#ffff00")
    assert red == green > blue == 0
    assert contrast((1.0, 1.0, 1.0)) == pytest.approx(1)
    assert contrast((0.0, 0.0, 0.0)) == pytest.approx(21)


def test_the_accent_colours_title_and_hairlines():
    page = pypdfium2.PdfDocument(render(a_sheet(look=Look(accent="#c00000"))))[0]
    picture = page.render(scale=4).to_pil()
    red = [
        (x, y)
        for x in range(0, picture.width, 2)
        for y in range(picture.height)
        if picture.getpixel((x, y))[0] > 150 and picture.getpixel((x, y))[1] < 60
    ]
    assert min(y for _, y in red) / 4 > 250  # the title is the first
    rows = [y for y in range(picture.height) if sum(y == at for _, at in red) > 300]
    assert rows  # the hairline under the heads


def drawn(mode="RGB", size=(400, 200), kind="PNG", **how: Any):
    """A picture file with a blue ellipse on white."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=(10, 90, 200))
    if mode in ("RGBA", "LA", "PA"):
        clear = Image.new("L", size, 0)
        ImageDraw.Draw(clear).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=255)
        picture.putalpha(clear)
    file = io.BytesIO()
    picture.convert(mode).save(file, kind, **how)
    return file.getvalue()


def deep():
    """A PNG of 16 bit grey."""
    file = io.BytesIO()
    Image.new("I;16", (100, 50), 30000).save(file, "PNG")
    return file.getvalue()


def turned():
    """A JPEG that lies on its side and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return drawn("RGB", (200, 400), "JPEG", exif=exif)


PICTURES = {
    **{mode: drawn(mode) for mode in ("RGB", "RGBA", "LA", "L", "P", "1")},
    "JPEG": drawn(kind="JPEG"),
    "JPEG grey": drawn("L", kind="JPEG"),
    "JPEG print colours": drawn("CMYK", kind="JPEG"),
    "JPEG progressive": drawn(kind="JPEG", progressive=True),
    "turned": turned(),
    "SVG": DRAWING,
    "SVG with a mark of its bytes": b"\xef\xbb\xbf" + DRAWING,
}
every_picture = pytest.mark.parametrize("file", PICTURES.values(), ids=PICTURES.keys())


def pictures(data):
    """Place and size in px of every picture of the first page."""
    page = pypdfium2.PdfDocument(data)[0]
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    return [(image.get_bounds(), image.get_px_size()) for image in found]


@every_picture
@pytest.mark.parametrize("page", PAPERS)
def test_a_logo_stands_in_its_box_in_proportion_and_sharp(file, page):
    data = render(full_sheet(look=Look(logo=file)), page)
    assert faults(data) == []
    assert stray_texts(data) == []
    (((left, bottom, right, top), pixels),) = pictures(data)
    paper = PAPERS[page]
    assert left == pytest.approx(paper.left, abs=0.01)
    assert paper.height - top == pytest.approx(48, abs=0.01)
    assert right - left <= WIDTH + 0.01
    assert top - bottom <= HEIGHT + 0.01
    assert max((right - left) / WIDTH, (top - bottom) / HEIGHT) == pytest.approx(1, abs=0.02)
    assert (right - left) / (top - bottom) == pytest.approx(pixels[0] / pixels[1], rel=0.02)
    assert pixels[1] / (top - bottom) * 72 >= 200  # dots per inch


def test_a_logo_is_seen_as_it_was_drawn():
    for file in (PICTURES["RGBA"], PICTURES["JPEG print colours"], PICTURES["turned"]):
        made = present(logo(file), "a picture")
        page = pypdfium2.PdfDocument(render(a_sheet(look=Look(logo=file))))[0]
        picture = page.render(scale=2).to_pil()
        middle = (round(144 + made.size[0]), round(96 + made.size[1]))
        shade = picture.getpixel(middle)
        assert shade[2] > 120 > shade[0], shade
        assert min(picture.getpixel((146, 98))) > 240  # clear corners are white, not black


def test_sixteen_bits_of_grey_are_grey():
    made = logos._picture(deep())
    assert made.getpixel((5, 5)) == pytest.approx((116, 116, 116), abs=2)


def test_empty_edges_are_cut_off_and_small_pictures_not_blown_up():
    padded = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    padded.paste(Image.new("RGBA", (32, 16), "navy"), (100, 200))
    file = io.BytesIO()
    padded.save(file, "PNG")
    made = present(logo(file.getvalue()), "a picture")
    assert made.pixels == (32, 16)
    assert made.size == (32, 16)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n broken",
        drawn()[:200],
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
        drawn(size=(20, 20)).replace(b"IDAT", b"IDAX"),
    ],
)
def test_a_broken_logo_never_stops_the_printing(file):
    data = render(a_sheet(look=Look(logo=file)))
    assert faults(data) == []
    assert pictures(data) == []
    assert Pdf(data).pages[0].startswith("Northwind Paints Ltd")


def test_a_logo_is_read_once_and_told_to_those_who_do_not_see_it():
    data = render(a_sheet(60, look=LOOK))
    assert logo(DRAWING) is logo(bytes(bytearray(DRAWING)))
    pdf = Pdf(data)
    (picture,) = tags(data).all("Figure")
    assert picture.more["/Alt"] == "Northwind Paints Ltd"
    assert picture.pieces == 1
    assert render(a_sheet(60, look=LOOK)) == data
    # The logo has the name's place; the name stands in writing all the same.
    name = next(text for text in pdf.texts[0] if text.text == "Northwind Paints Ltd")
    assert name.x == pytest.approx(PAPERS["A4"].aside)


def test_the_address_stays_in_its_window_below_a_logo_and_a_long_letterhead():
    sheet = full_sheet(look=LOOK)
    seller = replace(sheet.seller, legal_name="Northwind Paints and Varnishes Limited")
    found = Pdf(render(replace(sheet, seller=seller))).texts[0]
    acme = next(text for text in found if text.text == "Acme Ltd")
    assert acme.baseline == 188
    lowest = max(text.baseline for text in found if text.text.startswith("Reg. no."))
    number = next(text.baseline for text in found if text.text == "Number")
    assert number - lowest >= 24


def test_a_footer_stands_at_the_foot_of_every_page_and_the_text_ends_above_it():
    pdf = Pdf(render(a_sheet(60, look=LOOK)))
    assert len(pdf.pages) > 1
    for texts, page in zip(pdf.texts, pdf.pages, strict=True):
        lines = {text.text: text for text in texts}
        for line in filter(None, FOOTER.split("\n")):
            assert line in page
        first = lines["Example Bank"]
        assert first.x > lines["14 Harbour Road, Bristol"].x
        assert lines["BIC EXMPGB2L"].baseline == pytest.approx(796, abs=0.01)
        above = [text for text in texts if text.baseline < first.baseline and not text.slanted]
        assert all(first.baseline - text.baseline >= 20 for text in above)


def test_a_footer_of_many_lines_is_whole_on_the_last_page():
    lines = [f"Footer line {n}" for n in range(20)]
    look = Look(texts=Texts(footer="\n".join(lines)))
    pdf = Pdf(render(a_sheet(60, look=look)))
    for page in pdf.pages[:-1]:
        assert "Footer line 4…" in page
        assert "Footer line 5" not in page
    assert all(line in pdf.pages[-1] for line in lines)


def test_the_same_look_makes_the_same_bytes_in_any_process():
    code = (
        "from tests.paper.kinds import LOOK; from tests.paper.sheets import full_sheet;"
        "from app.paper.sheets import render; made = render(full_sheet(look=LOOK))"
    )
    assert made_elsewhere(code) == {sha256(render(full_sheet(look=LOOK))).hexdigest()}


def test_other_looks_make_other_bytes():
    looks = [Look(), LOOK, replace(LOOK, logo=None), replace(LOOK, accent="#112233")]
    assert len({render(a_sheet(look=look)) for look in looks}) == 4


@pytest.mark.parametrize("lines", range(14, 34))
def test_a_closing_word_never_stands_alone(lines):
    made = tuple(a_line(place, description=f"Line {place}.") for place in range(lines))
    pages = Pdf(render(a_sheet(lines_made=made, look=LOOK))).pages
    assert "Thank you for working with us." in pages[-1]
    assert "Total USD" in pages[-1]
    assert f"Line {lines - 1}." in pages[-1]
