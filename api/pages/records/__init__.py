"""The data that people keep, below /data: every noun that is described once, and what only some of them have."""

from datetime import date, timedelta

from flask import Blueprint, render_template

from api.auth import allowed, asker, signed
from api.pages.navigation import holds
from api.pages.records import calendar, fragments, parting, wording
from api.pages.records.people import ROLES, TEAMS, VOLUNTEERS
from api.pages.records.places import GRIDS, POINT_KINDS, POINTS, UNITS
from api.pages.records.plans import PATTERNS, THEMES
from api.pages.records.record import Record
from api.pages.records.surroundings import PER_DEGREE
from api.pages.records.understood import SYSTEMS
from api.pages.records.views import pages_of
from api.town import reading
from scheduler.services.access import Right
from scheduler.services.paging import Page
from scheduler.services.wording import weekday_text
from scheduler.store.database import Session

RECORDS = (UNITS, VOLUNTEERS, POINTS, PATTERNS, GRIDS, TEAMS, THEMES, POINT_KINDS, ROLES)
"""In the order of the menu."""

_A_MONDAY = date(2026, 11, 2)

bp = Blueprint("data_pages", __name__, url_prefix="/data")


@bp.get("/")
@allowed(Right.SEE)
def data() -> str:
    """What there is, with how many the asker sees of each."""
    with reading() as session:
        counts = {record.noun: _count(session, record) for record in RECORDS}
    return render_template("records/data.html", counts=counts, may_rule=holds(signed(), Right.RULE))


def _count(session: Session, record: Record) -> int:
    which = () if record.looks.filters is None else (record.looks.filters(),)
    return record.looks.page(session, asker(), Page(1, 1), *which).total


@bp.context_processor
def words() -> dict[str, object]:
    """What the pages of the menu are drawn with."""
    return {
        "records": RECORDS,
        "systems": SYSTEMS,
        "per_degree": PER_DEGREE,
        "weekdays": lambda: [weekday_text(_A_MONDAY + timedelta(days=step)) for step in range(7)],
        "verb": wording.verb,
        "field_name": wording.field_name,
        "value_text": wording.value_text,
        "changed_text": wording.changed_text,
    }


for _record in RECORDS:
    _pages = pages_of(_record)
    fragments.add(_pages, _record)
    parting.add(_pages, _record)
    bp.register_blueprint(_pages)
bp.register_blueprint(calendar.bp)
