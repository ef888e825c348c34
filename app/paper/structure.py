"""The tags of a PDF: which text is a title, a paragraph or a table cell, for screen readers."""

from typing import Final

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage

_ATTRIBUTES: Final = {"TH": "/A<</O/Table/Scope/Column>>"}


class Element:
    """One node of the tree of tags: a leaf marks text on a page, the others hold elements."""

    __slots__ = ("kids", "mark", "page", "parent", "place", "role")

    def __init__(self, role: str, parent: "Element | None", page: int = 0, mark: int = -1) -> None:
        self.role, self.parent, self.page, self.mark = role, parent, page, mark
        self.place = 0  # in the tree
        self.kids: list[int] | None = None if mark >= 0 else []


class Structure:
    """The tree of tags of one document; roles are PDF's standard ones (H1, P, Table, TR, TD)."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self._elements = [self.root]
        self._leaves: list[list[int]] = [[]]
        self._tables: dict[str, Element] = {}

    def group(self, role: str, parent: Element) -> Element:
        """A new element that holds others."""
        return self._add(Element(role, parent))

    def table(self, key: str) -> Element:
        """The table of that name, which may go over many pages."""
        if key not in self._tables:
            self._tables[key] = self.group("Table", self.root)
        return self._tables[key]

    def has_table(self, key: str) -> bool:
        """Whether the table of that name has begun."""
        return key in self._tables

    def leaf(self, role: str, parent: Element) -> int:
        """A new element for the text that follows; answers its number on this page."""
        leaves = self._leaves[-1]
        mark = len(leaves)
        element = self._add(Element(role, parent, len(self._leaves) - 1, mark))
        leaves.append(element.place)
        return mark

    def turn_page(self) -> None:
        """The text that follows is on the next page."""
        self._leaves.append([])

    def write(self, document: PDFDocument) -> None:
        """Put the tree into a document whose pages are all there."""
        pages = document.Pages.pages
        for place, page in enumerate(pages):
            page.StructParents, page.Tabs = place, "/S"
            # The library does not know these two entries of a page.
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        sheets = [
            document.idToObjectNumberAndVersion[f"Page{n + 1}"][0] for n in range(len(pages))
        ]
        root = document.objectcounter + 1
        first = root + 1
        nums = " ".join(
            f"{place}[{' '.join(f'{first + leaf} 0 R' for leaf in leaves)}]"
            for place, leaves in enumerate(self._leaves[: len(pages)])
        )
        tree = f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree<</Nums[{nums}]>>>>"
        document.Catalog.StructTreeRoot = document.Reference(tree.encode(), "structure")
        document.Catalog.MarkInfo = "<</Marked true>>"
        for place, element in enumerate(self._elements):
            body = self._body(element, root, first, sheets)
            document.Reference(body.encode(), f"structure{place}")

    def _body(self, element: Element, root: int, first: int, sheets: list[int]) -> str:
        above = root if element.parent is None else first + element.parent.place
        head = f"<</S/{element.role}/P {above} 0 R{_ATTRIBUTES.get(element.role, '')}"
        if element.kids is None:
            return f"{head}/Pg {sheets[element.page]} 0 R/K {element.mark}>>"
        return f"{head}/K[{' '.join(f'{first + kid} 0 R' for kid in element.kids)}]>>"

    def _add(self, element: Element) -> Element:
        element.place = len(self._elements)
        self._elements.append(element)
        if element.parent is not None and element.parent.kids is not None:
            element.parent.kids.append(element.place)
        return element
