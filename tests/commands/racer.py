"""One of several processes at one book: `python -m tests.commands.racer BOOK START JOBS`.

JOBS is a JSON list of [act, arguments]; they begin when the file START appears. Prints a JSON list
of answers: "ok" or the codes of the refusal.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.book import upgrade
from app.book.book import Book
from app.commands import claims, credits
from app.commands.inputs import CreditDraft
from app.domain.errors import Refused
from app.domain.kinds import SIDES
from tests.builders import JAN_15, clock


def _create(book: Book, side: str, party: str, **facts: str) -> None:
    more: dict[str, Any] = {"reason": "return", **facts}
    draft = CreditDraft(party=party, amount="10", **more)
    book.do(JAN_15, credits.create, SIDES[side], draft, issue=True)


def _do(command: Callable[..., Any]) -> Callable[..., None]:
    def act(book: Book, side: str, **facts: str) -> None:
        book.do(JAN_15, command, SIDES[side], **facts)

    return act


ACTS: dict[str, Callable[..., None]] = {
    "create": _create,
    "issue": _do(credits.issue),
    "apply": _do(credits.apply),
    "refund": _do(credits.refund),
    "void": _do(credits.void),
    "void_claim": _do(claims.void),
}


def main() -> None:
    path, start, jobs = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    book = upgrade.open_book(path, clock)
    answers: list[Any] = []
    print("ready", flush=True)  # noqa: T201 the parent waits for this line
    while not start.exists():
        time.sleep(0.001)
    for act, facts in jobs:
        try:
            ACTS[act](book, **facts)
            answers.append("ok")
        except Refused as refused:
            answers.append([problem.code for problem in refused.problems])
    book.close()
    print(json.dumps(answers))  # noqa: T201 the answer


if __name__ == "__main__":
    main()
