"""What is wrong with a PDF that is to be kept: syntax, fonts, colours, metadata, tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

LENGTH = re.compile(rb"/Length (\d+)[^>]*>>\nstream\n")
XMP = {  # what the metadata calls an entry of the information dictionary
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
SAYS = {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z")
FORBIDDEN = ("/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/NeedsRendering")


@dataclass(frozen=True)
class Tag:
    """One element of the tree of tags, and how many pieces of pages it holds itself."""

    role: str
    kids: tuple["Tag", ...]
    pieces: int
    more: dict[str, str]

    def all(self, role: str) -> list["Tag"]:
        """Every element of that role, here and below."""
        here = [self] if self.role == role else []
        return here + [found for kid in self.kids for found in kid.all(role)]


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with the file, in words."""
    try:
        document = pikepdf.open(BytesIO(data))
    except pikepdf.PdfError as error:
        return [f"no PDF: {error}"]
    with document:
        found = [*document.check_pdf_syntax(), *_stream_faults(data), *_archive_faults(document)]
        for number, page in enumerate(document.pages, start=1):
            found += _page_faults(page, number)
        return [*found, *_tag_faults(document), *_metadata_faults(document)]


def stray_texts(data: bytes) -> list[str]:
    """Texts that are neither tagged nor an ornament, and tags that are not closed."""
    found = []
    with pikepdf.open(BytesIO(data)) as document:
        for place, page in enumerate(document.pages, start=1):
            depth = inside = 0  # within an element, glyphs may say which text they stand for
            for step in pikepdf.parse_content_stream(page):
                does = str(step.operator)
                if does == "BDC" and step.operands[0] == Name.Span:
                    inside += 1
                    continue
                if does == "EMC" and inside:
                    inside -= 1
                    continue
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(does, 0)
                if does in ("BDC", "BMC", "EMC", "Tj", "TJ", "Do", "S", "f") and depth != (
                    does != "EMC"
                ):
                    found.append(f"{does} at depth {depth} of page {place}")
    return found


def tags(data: bytes) -> Tag:
    """The tree of tags."""
    with pikepdf.open(BytesIO(data)) as document:
        return _tag(document.Root.StructTreeRoot.K)


def bookmarks(data: bytes) -> list[tuple[str, int]]:
    """The bookmarks with the page that each opens, from 0."""
    with pikepdf.open(BytesIO(data)) as document:
        places: Any = {page.objgen: place for place, page in enumerate(document.pages)}
        outlines: Any = document.Root.get("/Outlines", {})
        found, item = [], outlines.get("/First")
        while item is not None:
            found.append((str(item.Title), places[item.Dest[0].objgen]))
            item = item.get("/Next")
        return found


def _tag(element: Any) -> Tag:
    kids = element.get("/K", ())
    parts = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [p for p in parts if isinstance(p, pikepdf.Dictionary) and Name.S in p]
    more = {key: str(element[key]) for key in ("/Lang", "/T", "/Alt") if key in element}
    attributes: Any = element.get("/A", {})
    for key, value in attributes.items():
        more[key] = " ".join(map(str, value)) if isinstance(value, pikepdf.Array) else str(value)
    own = 0 if kids == () else len(parts) - len(below)
    return Tag(str(element.S)[1:], tuple(map(_tag, below)), own, more)


def _stream_faults(data: bytes) -> Iterator[str]:
    """An archive wants a line end between a stream and the word that ends it."""
    for head in LENGTH.finditer(data):
        end = head.end() + int(head[1])
        if not data[end:].startswith(b"\nendstream\nendobj\n"):
            yield f"the stream at {head.end()} does not end with a line of its own"


def _archive_faults(document: pikepdf.Pdf) -> Iterator[str]:
    root: Any = document.Root
    if document.pdf_version != "1.7" or document.is_encrypted:
        yield f"version {document.pdf_version}, encrypted: {document.is_encrypted}"
    if len(document.trailer.get("/ID", ())) != 2:
        yield "the file has no name of its own"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window shows the name of the file"
    yield from (f"{key} in the catalogue" for key in FORBIDDEN if key in root)
    intents = [intent for intent in root.get("/OutputIntents", ()) if intent.S == Name.GTS_PDFA1]
    profiles: Any = [intent.DestOutputProfile for intent in intents]
    if [(profile.N, profile.read_bytes()[36:40]) for profile in profiles] != [(3, b"acsp")]:
        yield "no profile of colours"


def _page_faults(page: Any, number: int) -> Iterator[str]:
    if page.get("/Tabs") != Name.S or "/StructParents" not in page:
        yield f"page {number} is not tagged"
    yield from (f"{key} on page {number}" for key in ("/Trans", "/AA", "/Annots") if key in page)
    for name, font in page.resources.get("/Font", {}).items():
        real = font.DescendantFonts[0] if font.Subtype == Name.Type0 else font
        described: Any = real.get("/FontDescriptor", {})
        if not {"/FontFile2", "/FontFile3"} & set(described.keys()):
            yield f"the font {name} of page {number} is not embedded"
        if "/ToUnicode" not in font:
            yield f"the font {name} of page {number} does not say its characters"
    for name, image in page.resources.get("/XObject", {}).items():
        space = image.get("/ColorSpace")
        plain = space in (Name.DeviceRGB, Name.DeviceGray) or isinstance(space, pikepdf.Array)
        if image.Subtype == Name.Image and (not plain or image.get("/Interpolate")):
            yield f"the picture {name} of page {number} has colours of no profile"


def _tag_faults(document: pikepdf.Pdf) -> Iterator[str]:
    """Whether the pieces of every page and the elements of the tree know each other."""
    nums = list(document.Root.StructTreeRoot.ParentTree.Nums)
    lists = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    for place, page in enumerate(document.pages, start=1):
        used = [
            int(step.operands[1].MCID)
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) == "BDC" and "/MCID" in step.operands[1]
        ]
        owners = lists.get(int(page.get("/StructParents", -1)), ())
        if used != list(range(len(owners))):
            yield f"page {place} has {len(used)} pieces, the tree {len(owners)}"
            continue
        for mark, owner in enumerate(owners):
            if (page.objgen, mark) not in list(_pieces(owner)):
                yield f"piece {mark} of page {place} is not of its element"
    yield from _ancestor_faults(document.Root.StructTreeRoot.K, document.Root.StructTreeRoot)


def _pieces(owner: Any) -> Iterator[tuple[Any, int]]:
    kids = owner.K
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid.Pg.objgen, int(kid.MCID)
        else:
            yield owner.Pg.objgen, int(kid)


def _ancestor_faults(element: Any, above: Any) -> Iterator[str]:
    if element.P.objgen != above.objgen:
        yield f"an element {element.S} does not know where it is"
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary) and Name.S in kid:
            yield from _ancestor_faults(kid, element)


def _metadata_faults(document: pikepdf.Pdf) -> Iterator[str]:
    info = {str(key): str(value) for key, value in document.docinfo.items()}
    if "/Metadata" not in document.Root:
        yield "no metadata"
        return
    with document.open_metadata() as metadata:
        for key, wanted in SAYS.items():
            if metadata.get(key) != wanted:
                yield f"the metadata say {key} {metadata.get(key)}"
        for key, name in XMP.items():
            said = metadata.get(name)
            said = said[0] if isinstance(said, list) else said
            known = DATE.sub(r"\1-\2-\3T\4:\5:\6Z", info[key]) if key in info else None
            if said != known:
                yield f"{key} is {known}, {name} is {said}"
        if not metadata.get("dc:title"):
            yield "no title"
    yield from (f"{key} is not in the metadata" for key in info.keys() - XMP.keys())
