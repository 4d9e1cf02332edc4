"""What stands beside a record's form: the map around a point, the month of a pattern, and who leaves."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request

from api.pages import forms as queries
from api.pages.records.month import weeks
from api.pages.records.surroundings import Ground, ground
from api.town import town
from scheduler import clock
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services import leaving as parting
from scheduler.services.access import Asker, Right
from scheduler.services.preview import Preview, preview
from scheduler.services.rosters_of_others import seen_of
from scheduler.store.database import Session

More = Mapping[str, Any]
_MONTHS = 6


def around(session: Session, who: Asker, view: Any) -> More:
    """The ground around the point."""
    found: Ground = ground(session, who, view.wgs84 if view else (), but=view.code if view else "")
    return {"ground": found, "pasted": None}


def months(session: Session, who: Asker, view: Any) -> More:
    """The month that the address names, or the next one, of the pattern as it is kept."""
    first = next_month()
    month = queries.month(request.args, "month") if request.args.get("month") else first
    shown = {"month": month, "months": month_choices(), "weeks": (), "preview": None, "why": None}
    if view is None:
        return shown
    try:
        found = preview(session, who, view.code, month)
    except Refusal as refusal:
        return {**shown, "why": refusal}
    return {**shown, **calendar_of(found)}


def calendar_of(found: Preview) -> More:
    """A month of a pattern as weeks of days."""
    return {"preview": found, "weeks": weeks(found.days)}


def leaving(session: Session, who: Asker, view: Any) -> More:
    """The duties before somebody, what they served, and whether the asker may forget them."""
    if view is None:
        return {"hits": (), "open": frozenset(), "counts": None, "may_forget": False, "has_left": False}
    today = clock.today(town().now)
    hits = parting.ahead(session, who, view.code, now=town().now)
    return {
        "hits": hits,
        "open": seen_of(session, who, {hit.roster for hit in hits}),
        "counts": parting.served(session, who, view.code, now=town().now),
        "may_forget": bool(who.units(Right.RULE) is None or who.units(Right.RULE)),
        "has_left": view.left_on is not None and view.left_on <= today,
    }


def month_choices() -> list[tuple[str, str]]:
    """This month and the next ones, as (2026-12, 2026年12月)."""
    day = clock.today(town().now)
    count = day.year * 12 + day.month - 1
    found = [divmod(count + step, 12) for step in range(_MONTHS * 2)]
    return [(f"{year}-{month + 1:02d}", say("{year}年{month}月", year=year, month=month + 1)) for year, month in found]


def next_month() -> date:
    """The first day of the month that people plan now."""
    day = clock.today(town().now)
    return date.fromordinal(day.replace(day=monthrange(day.year, day.month)[1]).toordinal() + 1)
