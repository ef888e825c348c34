"""What may be a logo, and what is refused before it can do harm where it is drawn."""

import base64

import pytest

from app.commands.logos import LARGEST_FILE, check_logo
from app.domain.drawing import DEEPEST, MOST_ELEMENTS, MOST_FACTS
from app.domain.errors import Refused
from tests.logos import a_bomb, a_drawing, a_picture

BROKEN = "This drawing is broken."
OUTSIDE = "This drawing refers to something outside of the file."
DEEP = "This drawing is nested too deeply."
LINE = "This picture is all but a line."
SIZELESS = "This drawing does not say how large it is."
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def refusal(data: bytes) -> tuple[str, str | None, str]:
    with pytest.raises(Refused) as caught:
        check_logo(data)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code, problem.field, problem.message


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_pictures_may_be_logos(mode):
    assert check_logo(a_picture("PNG", mode=mode)) == "PNG"
    assert check_logo(a_picture("JPEG", mode="L" if mode == "1" else mode)) == "JPEG"
    assert check_logo(a_picture("JPEG", mode="CMYK")) == "JPEG"


INNER = base64.b64encode(a_picture()).decode()


@pytest.mark.parametrize(
    "data",
    [
        a_drawing(),
        b"\xef\xbb\xbf \n" + a_drawing(),
        a_drawing(size='viewBox="0 0 24 12"'),
        a_drawing(size='viewBox="-5,-5 24 12" width="100%" height="10mm"'),
        a_drawing(size='width="1.5in" height="2e1pt"'),
        a_drawing('<rect id="a"/><use href="#a"/><g fill="url( \'#b\' )"/>'),
        a_drawing(f'<image {XLINK} xlink:href="data:image/png;base64,{INNER}"/>'),
        a_drawing("<style>.a { fill: url(#b) }</style><?other thing?>"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">' + a_drawing(),
    ],
)
def test_drawings_that_are_complete_may_be_logos(data):
    assert check_logo(data) == "SVG"


def test_a_logo_is_a_picture_of_a_known_kind():
    said = "This is neither a PNG, a JPEG nor an SVG picture."
    for data in (b"", b"GIF89a" + a_picture()[6:], b"Dear Sir", a_picture("TIFF")):
        assert refusal(data) == ("invalid_value", "logo", said)
    assert refusal(b"<html/>")[2] == "This is no SVG picture."
    assert refusal(b'<svg width="1" height="1"/>')[2] == "This is no SVG picture."


def test_a_logo_is_whole():
    assert refusal(a_picture()[:60])[2] == "This PNG picture is broken."
    assert refusal(a_picture("JPEG", (200, 200))[:400])[2] == "This JPEG picture is broken."
    assert refusal(a_drawing()[:-3])[2] == BROKEN
    assert refusal(a_drawing() + b"\xff")[2] == BROKEN
    assert refusal(a_drawing('<path d="M0 0"/>').replace(b"xmlns=", b"xmlns:x="))[2] == (
        "This is no SVG picture."
    )


def test_a_logo_is_no_larger_than_anyone_needs():
    assert refusal(b"x" * (LARGEST_FILE + 100_000)) == (
        "too_long",
        "logo",
        "This file is 2.1 MB large; 2 MB fit.",
    )
    assert refusal(a_picture(size=(4001, 100)))[2] == (
        "This picture is 4,001 × 100 large; 4,000 each way fit."
    )
    assert refusal(a_drawing(size='width="1e9" height="1e9"'))[2].startswith("This picture is 1,")
    for size in ((2000, 1), (1, 60)):
        assert refusal(a_picture(size=size))[2] == LINE
    assert refusal(a_drawing(size='width="0.001" height="4000"'))[2] == LINE
    assert refusal(a_drawing(size='width="0" height="5"'))[2] == LINE


def test_a_picture_that_would_fill_the_memory_is_refused_by_its_head():
    assert refusal(a_bomb())[2] == "This picture is far too large."


@pytest.mark.parametrize("size", ["", 'width="5"', 'height="5em" width="5"', 'viewBox="0 0 5"'])
def test_a_drawing_says_how_large_it_is(size):
    assert refusal(a_drawing(size=size))[2] == SIZELESS


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="http://www.w3.org/logo.png"/>',
        '<image href="logo.png"/>',
        '<image href=" /etc/passwd"/>',
        f'<image {XLINK} xlink:href="file:///x.png"/>',
        '<image href="data:image/svg+xml;base64,AA=="/>',
        '<rect fill="url(other.svg#a)"/>',
        "<rect style=\"fill: URL( 'other.svg#a' )\"/>",
        "<style>@import 'a.css';</style>",
        "<style>.a { fill: url(a.svg) }</style>",
        "<?xml-stylesheet href='a.css'?>",
    ],
)
def test_a_drawing_refers_to_nothing_outside(inside):
    assert refusal(a_drawing(inside))[2] == OUTSIDE


def test_a_drawing_is_a_drawing_only():
    assert "needs a font" in refusal(a_drawing("<text>Acme</text>"))[2]
    for inside in ("<script/>", "<foreignObject/>"):
        assert refusal(a_drawing(inside))[2] == "This drawing holds a program or a page."
    entities = b'<!DOCTYPE svg [<!ENTITY a "b">]>' + a_drawing()
    assert "abbreviations" in refusal(entities)[2]
    nothing = b'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>'
    assert refusal(nothing)[2] == "This drawing shows nothing."


def test_a_drawing_that_would_overturn_what_draws_it_is_refused():
    deep = DEEPEST + 1
    assert refusal(a_drawing("<g>" * deep + "</g>" * deep))[2] == DEEP
    assert refusal(a_drawing('<g id="a"><use href="#a"/></g>'))[2] == DEEP
    chain = "".join(f'<g id="x{at + 1}"><use href="#x{at}"/></g>' for at in range(4))
    assert refusal(a_drawing(chain))[2] == DEEP
    short = "".join(f'<g id="x{at + 1}"><use href="#x{at}"/></g>' for at in range(3))
    assert check_logo(a_drawing(short)) == "SVG"


def test_what_cannot_be_drawn_is_refused(monkeypatch):
    import resvg_py

    def fail(**_facts: object) -> bytes:
        raise ValueError

    monkeypatch.setattr(resvg_py, "svg_to_bytes", fail)
    assert refusal(a_drawing())[2] == BROKEN


CHEAP = '<rect id="a" width="1" height="1"/>'


@pytest.mark.parametrize(
    "inside",
    [
        '<filter id="f"><feTurbulence numOctaves="2000000000"/></filter>',
        '<rect filter="blur(9px)"/>',
        '<rect style="fill: red; filter:blur(9px)"/>',
        "<style>rect { filter: url(#f) }</style>",
        '<marker id="m"/>',
    ],
)
def test_a_drawing_has_no_effects_that_take_hours_to_draw(inside):
    assert "uses effects" in refusal(a_drawing(inside))[2]
    assert check_logo(a_drawing('<rect filter="none" style="filter: none"/>')) == "SVG"


@pytest.mark.parametrize(
    "inside",
    [
        "<g/>" * (MOST_ELEMENTS + 1),
        CHEAP + '<g id="b">' + '<use href="#a"/>' * 300 + "</g>" + '<use href="#b"/>' * 300,
        "<rect " + " ".join(f'a{at}="1"' for at in range(MOST_FACTS + 1)) + "/>",
        "<style>" + ".a .b > rect { fill: red }" * 3000 + "</style>",
        '<circle r="9" opacity=".5"/>' * 300,
        '<circle r="9" style="fill:red; mix-blend-mode: multiply"/>' * 300,
        "<style>circle { opacity: 0.5 }</style>" + '<circle r="9"/>' * 300,
        '<mask id="m"/>' + '<g mask="url(#m)"/>' * 300,
    ],
)
def test_a_drawing_is_not_far_more_elaborate_than_a_logo_needs(inside):
    assert "elaborate" in refusal(a_drawing(inside))[2]


@pytest.mark.parametrize(
    "inside",
    [
        '<circle r="9" opacity="1" clip-path="none"/>' * 300,
        '<circle r="9" style="opacity:1;mix-blend-mode:normal;fill-opacity:.5"/>' * 300,
        "<style>circle { opacity: 1.0 }</style>" + '<circle r="9"/>' * 300,
        '<g opacity=".5">' + '<circle r="9"/>' * 300 + "</g>",
    ],
)
def test_what_shines_through_as_a_whole_or_not_at_all_is_no_trouble(inside):
    assert check_logo(a_drawing(inside)) == "SVG"


def test_a_picture_within_a_drawing_is_checked_like_any_other():
    for data, said in (
        (base64.b64encode(a_bomb()), "This picture is far too large."),
        (base64.b64encode(a_picture()[:60]), "This PNG picture is broken."),
        (base64.b64encode(a_picture("JPEG", (99, 99))[:300]), "This JPEG picture is broken."),
        (b"!", "A picture in this drawing is broken."),
    ):
        kind = "jpeg" if "JPEG" in said else "png"
        image = f'<image href="data:image/{kind};base64,{data.decode()}"/>'
        assert refusal(a_drawing(image))[2] == said
    assert check_logo(a_drawing('<a href="#"/>')) == "SVG"


def test_a_drawing_that_fells_what_draws_it_is_refused():
    far = '<circle r="1e9"/>'
    assert refusal(a_drawing(far))[2] == BROKEN


def test_a_style_sheet_in_parts_is_read_whole():
    parted = "<style><![CDATA[@im]]><![CDATA[port 'a.css';]]></style>"
    assert refusal(a_drawing(parted))[2] == OUTSIDE


def test_a_drawing_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("app.commands.logos.LONGEST_DRAWN", -1.0)
    assert "far too long" in refusal(a_drawing())[2]


def test_whoever_stops_the_program_is_obeyed(monkeypatch):
    import resvg_py

    def stop(**_facts: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(resvg_py, "svg_to_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        check_logo(a_drawing())
