"""What may still change on an issued document, as rows of the table of acts: notes, last day."""

from dataclasses import replace
from typing import Any, Final

from app.commands import claims, credits
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import side_of
from app.gui.screens.act_tables import Prepared, Subject
from app.gui.screens.document_page import Asked, Page
from app.gui.words import QT_TRANSLATE_NOOP

_NOTES: Final = ("description", "internal_notes")
_KEPT: Final = ("reason_note", "exclude_from_auto_apply")  # what else may change
_LAST_DAY: Final = Asked(
    "expires_at", QT_TRANSLATE_NOOP("documents", "Valid until"), "date",
    hint=QT_TRANSLATE_NOOP("documents", "never expires"),
)  # fmt: skip


def _credit(subject: Subject) -> dict[str, Any]:
    return {"side": side_of(subject.view.kind), "credit": subject.view.id}


def _last_day(subject: Subject) -> dict[str, Any]:
    return {"expires_at": str(subject.view.expires_at or "")}


EXTEND: Final = Prepared(
    title=QT_TRANSLATE_NOOP("documents", "Change how long {name} is valid."),
    confirm=QT_TRANSLATE_NOOP("documents", "Change the last day"),
    told=QT_TRANSLATE_NOOP("documents", "The last day of {name} is changed."),
    nothing=QT_TRANSLATE_NOOP(
        "documents", "Nothing is posted. The last day counts in full; it can be used until then."
    ),
    asked=(_LAST_DAY,),
    command=lambda _subject: credits.update,
    about=_credit,
    first=_last_day,
    shape=lambda given: {"draft": CreditDraft(expires_at=given.get("expires_at"))},
)
REINSTATE: Final = Prepared(
    title=QT_TRANSLATE_NOOP(
        "documents", "Reinstate {name}: what lapsed can be used again, through its new last day."
    ),
    confirm=QT_TRANSLATE_NOOP("documents", "Reinstate"),
    told=QT_TRANSLATE_NOOP("documents", "{name} is open again."),
    nothing=QT_TRANSLATE_NOOP("documents", "Nothing is posted."),
    asked=(
        Asked("expires_at", QT_TRANSLATE_NOOP("documents", "New last day"), "date"),
        Asked(
            "date", QT_TRANSLATE_NOOP("documents", "Date"), "date",
            hint=QT_TRANSLATE_NOOP("documents", "the first open day"),
        ),
    ),
    command=lambda _subject: credits.reinstate,
    about=_credit,
    needed=("expires_at",),
)  # fmt: skip


def annotate(page: Page) -> Prepared:
    """Notes and marks of a document of this page; emptied fields are emptied in the book."""
    labels = (page.description, QT_TRANSLATE_NOOP("documents", "Internal notes"))
    notes = (Asked(name, label, "notes", 3) for name, label in zip(_NOTES, labels, strict=True))
    asked = (*notes, *(replace(one, span=3) for one in page.asked if one.name in _KEPT))
    names = [one.name for one in asked]
    draft: Any = CreditDraft if page.is_credit else ClaimDraft
    room: Any = credits if page.is_credit else claims
    return Prepared(
        title=QT_TRANSLATE_NOOP("documents", "Notes of {name}"),
        confirm=QT_TRANSLATE_NOOP("documents", "Save the notes"),
        told=QT_TRANSLATE_NOOP("documents", "The notes of {name} are saved."),
        nothing=QT_TRANSLATE_NOOP("documents", "Nothing is posted: notes move no amounts."),
        asked=asked,
        command=lambda _subject: room.update,
        about=lambda subject: {"side": page.side, page.word: subject.view.id},
        first=lambda subject: {name: getattr(subject.view, name) or "" for name in names},
        shape=lambda given: {"draft": draft(**{name: given.get(name) for name in names})},
    )
