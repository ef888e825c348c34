"""What the fields of an entry by hand offer: every account, every customer and vendor."""

from collections.abc import Sequence
from typing import Final

from app.domain.errors import Problem
from app.domain.kinds import SIDES
from app.gui.desk import Desk
from app.gui.fields import Choice
from app.gui.screens.document_page import say
from app.gui.screens.editor_fields import Offers
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import entries

_WHY: Final = {  # why an account takes no entry, in the few words that fit into a list
    "control_account": QT_TRANSLATE_NOOP("documents", "by documents only"),
    "account_is_header": QT_TRANSLATE_NOOP("documents", "heading"),
}


class EntryOffers(Offers):
    """What the fields of an entry offer: also accounts that take none, and why they do not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, *SIDES.values())
        self._chart: dict[str, entries.OfferedAccount] | None = None
        self._names: dict[str, str] = {}

    def refresh(self) -> None:
        super().refresh()
        self._chart, self._names = None, {}

    def accounts(self) -> Sequence[Choice]:
        """The whole chart; those that take entries first."""
        return tuple(
            Choice(one.code, f"{one.code} {one.name}", _detail(one), one.problem is not None)
            for one in self._accounts().values()
        )

    def account_text(self, code: str) -> str:
        """Code and name; what is no account is shown as it is."""
        found = self._accounts().get(code)
        return f"{found.code} {found.name}" if found else code

    def why_not(self, code: str) -> Problem | None:
        """Why an account takes no entry; None when it does, or when there is none."""
        found = self._accounts().get(code)
        return found.problem if found else None

    def party_text(self, ref: str) -> str:
        """The name of a party; what is none is shown as it is."""
        if ref and ref not in self._names:
            self._names[ref] = self.name(ref) or ref
        return self._names.get(ref, "")

    def _accounts(self) -> dict[str, entries.OfferedAccount]:
        if self._chart is None:
            self._chart = {one.code: one for one in self._desk.ask(entries.accounts)}
        return self._chart


def _detail(account: entries.OfferedAccount) -> str:
    why = _WHY[account.problem.code] if account.problem else account.type.capitalize()
    return say(why)
