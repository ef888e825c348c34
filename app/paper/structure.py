"""The tags of a PDF: which text is a title, a paragraph or a table cell, for screen readers."""

from collections.abc import Sequence
from typing import Final, TypeVar

# What an element can say of itself beside its role, as PDF.
COLUMN_HEAD: Final = "/A<</O/Table/Scope/Column>>"
ROW_HEAD: Final = "/A<</O/Table/Scope/Row>>"


class Element:
    """One node of the tree of tags."""

    __slots__ = ("more", "parent", "place", "role")

    def __init__(self, role: str, parent: "Group | None", more: str = "") -> None:
        self.role, self.parent, self.more = role, parent, more  # `more` is PDF: attributes
        self.place = 0  # among all elements of the file


class Group(Element):
    """An element that holds others."""

    __slots__ = ("kids",)

    def __init__(self, role: str, parent: "Group | None", more: str = "") -> None:
        super().__init__(role, parent, more)
        self.kids: list[Group | Leaf] = []


class Leaf(Element):
    """An element that holds text: pieces of pages, each known by its page and its number there."""

    __slots__ = ("marks",)

    def __init__(self, role: str, parent: Group, more: str = "") -> None:
        super().__init__(role, parent, more)
        self.marks: list[tuple[int, int]] = []


E = TypeVar("E", Group, Leaf)


class Structure:
    """The tree of tags of a file; roles are PDF's standard ones (H1, P, Table, TR, TH, TD).

    `root` is the document that is being written, the only one of the file or one of many.
    """

    def __init__(self) -> None:
        self._elements: list[Group | Leaf] = []
        self._pages: list[list[int]] = [[]]  # the place of the element of every piece of text
        self._tables: dict[str, Group] = {}
        self.root = self._add(Group("Document", None))
        self._documents = [self.root]

    def begin(self, more: str) -> None:
        """What follows is one document of several, each with attributes of its own."""
        if self.root.kids:
            self.root = self._add(Group("Document", None))
            self._documents.append(self.root)
            self._tables = {}
        self.root.more = more

    def group(self, role: str, parent: Group) -> Group:
        """A new element that holds others, or nothing: an empty cell."""
        made = self._add(Group(role, parent))
        parent.kids.append(made)
        return made

    def leaf(self, role: str, parent: Group, more: str = "") -> Leaf:
        """A new element for text; a TH is the head of a column unless `more` says otherwise."""
        made = self._add(Leaf(role, parent, more or (COLUMN_HEAD if role == "TH" else "")))
        parent.kids.append(made)
        return made

    def mark(self, leaf: Leaf) -> int:
        """The text that follows is a piece of that element; answers its number on this page."""
        page = self._pages[-1]
        number = len(page)
        page.append(leaf.place)
        leaf.marks.append((len(self._pages) - 1, number))
        return number

    def table(self, key: str) -> Group:
        """The table of that name, which may go over many pages."""
        if key not in self._tables:
            self._tables[key] = self.group("Table", self.root)
        return self._tables[key]

    def has_table(self, key: str) -> bool:
        """Whether the table of that name has begun."""
        return key in self._tables

    def row(self, key: str, *, again: bool = False) -> Group:
        """A new row of the table of that name, or again its last one, from the page before."""
        table = self.table(key)
        last = table.kids[-1] if again and table.kids else None
        return last if isinstance(last, Group) else self.group("TR", table)

    def turn_page(self) -> None:
        """The text that follows is on the next page."""
        self._pages.append([])

    def objects(self, first: int, sheets: Sequence[int]) -> list[str]:
        """The objects of the tree, the first of them its root, which has the number `first`.

        `sheets` are the numbers of the pages.
        """
        top = self._documents[0] if len(self._documents) == 1 else self._all()
        after = first + 1 + len(self._elements)  # the pages' lists
        nums = " ".join(f"{place} {after + place} 0 R" for place in range(len(sheets)))
        root = (
            f"<</Type/StructTreeRoot/K {first + 1 + top.place} 0 R/ParentTree<</Nums[{nums}]>>>>"
        )
        return [
            root,
            *(_body(element, first, sheets) for element in self._elements),
            *(
                f"[{' '.join([f'{first + 1 + place} 0 R' for place in page])}]"
                for page in self._pages[: len(sheets)]
            ),
        ]

    def _all(self) -> Group:
        """One element above all documents, which become its parts."""
        above = self._add(Group("Document", None))
        above.kids.extend(self._documents)
        for document in self._documents:
            document.role, document.parent = "Part", above
        return above

    def _add(self, element: E) -> E:
        element.place = len(self._elements)
        self._elements.append(element)
        return element


def _body(element: Group | Leaf, root: int, sheets: Sequence[int]) -> str:
    """An element as PDF; elements follow the root."""
    parent = element.parent
    above = root if parent is None else root + 1 + parent.place
    head = f"<</S/{element.role}/P {above} 0 R{element.more}"
    if isinstance(element, Leaf):
        page, mark = element.marks[0]
        if len(element.marks) == 1:
            return f"{head}/Pg {sheets[page]} 0 R/K {mark}>>"
        pieces = [
            f"<</Type/MCR/Pg {sheets[page]} 0 R/MCID {mark}>>" for page, mark in element.marks
        ]
        return f"{head}/K[{''.join(pieces)}]>>"
    kids = " ".join([f"{root + 1 + kid.place} 0 R" for kid in element.kids])
    return f"{head}/K[{kids}]>>" if kids else f"{head}>>"
