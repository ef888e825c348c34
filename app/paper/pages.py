"""Page after page: what stands above, on and below each."""

from collections.abc import Callable

from app.paper.flow import Flow
from app.paper.head import Head
from app.paper.margins import Foot, draw_running_head
from app.paper.pen import Pen


def draw_pages(
    pen: Pen,
    flow: Flow,
    top: Head,
    running: tuple[str, str],
    end: Foot,
    page_of: str,
    behind: Callable[[int], None] | None = None,
) -> None:
    """All pages, from the top of one: the head on the first; on the others whose they are, and
    of what. `page_of` says which page of how many it is; `behind` draws what lies under the text
    of a page, told its place."""
    for place, page in enumerate(flow.pages, start=1):
        if behind is not None:
            behind(place)
        if place == 1:
            top.draw(pen)
        else:
            draw_running_head(pen, *running)
        for block, at in page:
            block.draw(pen, at)
        number = page_of.format(page=place, pages=len(flow.pages))
        end.draw(pen, number, last=place == len(flow.pages))
        pen.turn_page()
