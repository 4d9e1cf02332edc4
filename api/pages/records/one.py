"""The page of one record, or of a new one: its form, what was wrong with it, and what stands beside it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template

from api.auth import asker, signed
from api.pages.navigation import holds
from api.pages.records import beside, forms
from api.pages.records.choices import choices_of
from api.pages.records.editing import Edited, Looked
from api.pages.records.record import Record
from api.pages.records.uses import USES
from api.town import reading, town
from scheduler import clock
from scheduler.errors import Refusal
from scheduler.services.access import Asker
from scheduler.services.editing.unused import CALLED
from scheduler.store.database import Session

_BESIDE: Mapping[str, Callable[[Session, Asker, Any], Mapping[str, Any]]] = {
    "point": beside.around,
    "pattern": beside.months,
    "volunteer": beside.leaving,
}
"""By noun what else its page needs, of the view that it shows, None for a new one."""


def one_page(record: Record, done: Edited | None = None, *, code: str = "") -> str:
    """The page of the record of that code, "" for a new one, after an edit that was refused. Raises NotFound."""
    with reading() as session:
        looked = Looked.within(session, record, code) if code else None
        view = looked.view if looked else None
        choices = choices_of(session, asker(), record.fields)
        beside_it = _BESIDE.get(record.noun)
        more = beside_it(session, asker(), view) if beside_it else {}
    wrong, general = forms.by_field(record, done.refusal if done else None)
    return render_template(
        "records/one.html",
        record=record,
        code=code,
        view=view,
        version=looked.version if looked else None,
        shown=done.shown if done else looked.version.was if looked else {},
        choices=choices,
        refusal=done.refusal if done else None,
        wrong=wrong,
        general=general,
        others=done.others if done else (),
        current=(done.now if done else None) or {},
        may_edit=holds(signed(), record.edits.right),
        uses=USES,
        called=CALLED,
        today=clock.today(town().now),
        **more,
    )


def refused_page(record: Record, code: str, refusal: Refusal) -> str:
    """Its page as it is, saying why something else was not done to it."""
    return one_page(record, Edited(shown=Looked.at(record, code).version.was, refusal=refusal), code=code)
