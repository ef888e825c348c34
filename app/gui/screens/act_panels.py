"""Which panel prepares which act of a document."""

from functools import partial

from app.gui.desk import Desk
from app.gui.screens import act_tables, credit_acts
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.apply_panel import ApplyPanel
from app.gui.screens.document_page import Page
from app.gui.screens.editor_fields import Offers
from app.gui.screens.fields_panel import FieldsPanel
from app.gui.screens.ordered_panel import AUTO_APPLY, SETTLE, OrderedPanel
from app.gui.screens.pick_panel import PickPanel
from app.gui.screens.void_panel import VoidPanel


def make_panel(desk: Desk, page: Page, offers: Offers, name: str) -> ActPanel:
    """The panel of an act, or of taking a use back."""
    if name == "apply":
        return ApplyPanel(desk, page)
    if name in {"auto_apply", "settle"}:
        return OrderedPanel(desk, page, AUTO_APPLY if name == "auto_apply" else SETTLE, name)
    if name == "void" and page.is_credit:
        return VoidPanel(desk, page, offers)
    if name == "credit":
        made = PickPanel(desk, page.side, offers)
        made.made.connect(partial(_write_on, desk, page.side.credit.value))
        return made
    rows = {
        "void": act_tables.VOID_CLAIM,
        "refund": act_tables.REFUND,
        "unapply": act_tables.UNAPPLY,
        "void_refund": act_tables.VOID_REFUND,
        "extend": credit_acts.EXTEND,
        "reinstate": credit_acts.REINSTATE,
        "annotate": credit_acts.annotate(page),
    }
    return FieldsPanel(desk, offers, rows[name], name)


def _write_on(desk: Desk, kind: str, draft: str) -> None:
    desk.create(kind, draft=draft)
