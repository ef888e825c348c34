"""Taking an entry made by hand back: what is asked, what is said, as a row of the acts' table."""

from typing import Final

from app.commands import entries
from app.gui.desk import Desk
from app.gui.screens.act_tables import Prepared
from app.gui.screens.document_page import Asked
from app.gui.screens.editor_fields import Offers
from app.gui.screens.fields_panel import FieldsPanel
from app.gui.words import QT_TRANSLATE_NOOP

REVERSE: Final = Prepared(
    title=QT_TRANSLATE_NOOP(
        "documents", "Reverse entry {name}: it stays in the journal, its mirror takes it back."
    ),
    confirm=QT_TRANSLATE_NOOP("documents", "Reverse it"),
    told=QT_TRANSLATE_NOOP("documents", "Entry {name} is taken back."),
    nothing=QT_TRANSLATE_NOOP("documents", "Nothing is posted."),
    asked=(
        Asked("reason", QT_TRANSLATE_NOOP("documents", "Reason"), "text", 2),
        Asked("date", QT_TRANSLATE_NOOP("documents", "Date of the mirror entry"), "date"),
    ),
    command=lambda _subject: entries.reverse,
    about=lambda subject: {"entry": subject.view.id},
    first=lambda subject: {"date": str(subject.view.goes_back_on)},
)


def reversal(desk: Desk, offers: Offers) -> FieldsPanel:
    """The panel that prepares it; it is started with a queries.entries.EntryView."""
    return FieldsPanel(desk, offers, REVERSE, "reverse")
