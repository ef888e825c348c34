"""The size of paper that pages are drawn for: chosen in the print preview, kept per book."""

from typing import Final

from app.gui.settings import Memory

PAPERS: Final = ("A4", "Letter")


def paper_of(memory: Memory) -> str:
    """What was chosen last, A4 before any choice; `memory` is the book's."""
    kept = memory.shelf("preview").get("paper")
    return kept if kept in PAPERS else PAPERS[0]


def keep_paper(memory: Memory, paper: str) -> None:
    """What is drawn from now on is drawn for this size."""
    memory.shelf("preview").put("paper", paper)
